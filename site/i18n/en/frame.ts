/** What the frame of every page says: masthead, opening, theme, questions, the faces of a chart. */

export const frame = {
  frame: {
    menu: 'Menu',

    theme: { label: 'Colours', system: 'System', light: 'Light', dark: 'Dark' },

    opening: {
      openAlways: 'Open now, at all hours',
      openUntil: (time: string) => `Open now, until ${time}`,
      closed: 'Closed now',
      opensToday: (time: string) => `Closed now, opens at ${time}`,
      opensOn: (weekday: string, time: string) => `Closed now, opens on ${weekday} at ${time}`,
      opensLater: (date: string, time: string) => `Closed now, opens on ${date} at ${time}`,
      holiday: (name: string) => `Holiday today: ${name}`,
      yourTime: (time: string) => `${time} your time`,
      yourHours: (hours: string) => `In your time: ${hours}`,
    },

    questions: {
      titlePhone: 'Before you call',
      title: 'Before you get in touch',
      intro: 'What people ask most, and the answers. A contact can count for more than one of them.',
      /** leads to them */
      jump: (title: string) => `${title}: answers to what people ask most`,
      more: 'Read more',
      moreOf: (question: string) => `: ${question}`,
      contacts: 'contacts',
      share: (frequency: string, month: string) => `${frequency} in ${month}`,
      about: (member: string) => `About “${member}”`,
      hidden: (month: string) => `how many in ${month} is hidden to protect people`,
    },

    faces: {
      label: (figure: string) => `Ways to see “${figure}”`,
      chart: 'Chart',
      table: 'Table',
      download: 'Download',
      about: 'About',
      tableHeading: 'The figures as a table',
      downloadHeading: 'Download the figures',
      aboutHeading: 'About these figures',
    },

    about: {
      definition: 'Definition',
      formula: 'Formula',
      dividedBy: (counted: string, by: string) => `${counted}, divided by ${by}`,
      source: 'Source of the definition',
      final: 'When it is final',
      leftOut: 'What is left out',
      hidden: (threshold: number) =>
        `Figures with fewer than ${threshold} people behind them are hidden. Closed hours and hours without records are not counted as zero.`,
      exactly: (metric: string) => `Exactly how “${metric}” is counted`,
    },

    address: 'Address of this page:',
    printed: (moment: string) => `Printed on ${moment}.`,
  },
};
