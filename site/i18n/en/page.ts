/** What every page says of itself: frames, the answer, sources, the menu. */

export const page = {
  page: {
    inShort: 'In short',
    title: (name: string) => `${name}: the contact centre, in public`,
    description: (name: string) =>
      `How many get in touch with ${name}, how long they wait, why, and whether promises were kept.`,
    notices: 'Before you read',
    titleOf: (title: string, name: string) => `${title} · ${name}`,
    path: 'Where you are',
    skip: 'Skip to the figures',
    subtitle: 'Contact centre, in public',
    demonstration: 'This is a demonstration. A fictional company: every figure here is made up.',
    moment: (moment: string) => `Made by a set clock: ${moment}.`,
    free: 'free to call',
    notFree: 'not a free number',
    otherWays: 'Other ways to get in touch',
    noteOfHours: (hours: string) => `Open ${hours}`,
    noHours: 'Opening hours are not stated',
    closedAllWeek: 'closed',
    closedOn: (days: string) => `closed ${days}`,
    absences: 'What we cannot show',
  },

  answer: {
    nothing: 'Nothing has been published yet.',
    nothingMore: 'When the first records are loaded and published, the figures stand here.',
    /** of the first days, of which no whole week or month can be told */
    begun: (date: string) => `The records begin on ${date}.`,
    /** `share`: about 9 in 10 callers */
    quickPhone: (when: string, share: string, time: string) =>
      `Call ${when}: ${share} get through within ${time}.`,
    quick: (when: string, share: string, time: string) =>
      `Get in touch ${when}: ${share} are answered within ${time}.`,
    quickThen: (when: string, share: string, time: string) =>
      `Waits were shortest ${when}: ${share} got through within ${time}.`,
    /** in tenths: how many on 8 in 10 such days */
    lately: (low: number, high: number) =>
      low === high
        ? `In recent weeks it was about ${low} in 10.`
        : `In recent weeks it was ${low} to ${high} in 10.`,
    when: (days: string, from: string, to: string) => `${days} between ${from} and ${to}`,
    within: (time: string) => `within ${time}`,
    atOnce: 'at once',
    also: (when: string) => `It is as quick ${when}.`,
    month: (month: string, people: string, half: string, ninety: string | null) =>
      `Over the whole of ${month}, half of ${people} got through ${half}${ninety === null ? '' : ` and nine in ten ${ninety}`}.`,
    service: (share: string, time: string, month: string) =>
      `${share} were answered within ${time} in ${month}.`,
    contacts: (count: string, week: string) => `${count} contacts came in the week of ${week}.`,
    satisfied: (share: string, month: string) =>
      `${share} who answered our survey were satisfied in ${month}.`,
    satisfaction: (mean: string, month: string) =>
      `Those who answered our survey gave ${mean} out of 5 in ${month}.`,
    lastReport: (date: string) => `The last report is of ${date}.`,
    usualWaitUnknown:
      'How long people usually wait at which hour is not known, so we cannot say when it is quietest.',
  },

  sources: {
    title: 'Download',
    json: 'JSON',
    csv: 'CSV',
    of: (what: string) => `of ${what}`,
    table: 'The figures as a table',
    methods: 'Exactly how it is counted:',
  },

  footer: {
    title: 'About these figures',
    asOf: (moment: string) => `The data are as of ${moment}.`,
    noRecords: 'There are no records yet.',
    records: (from: string, to: string) => `Records run from ${from} to ${to}.`,
    licence: 'Free to use under',
    licenceOf: (name: string) => `, naming ${name}.`,
    hidden: (threshold: number) =>
      `Counts from 1 to ${threshold - 1} are hidden to protect people, and what they could be worked out from.`,
    metrics: 'How each figure is counted',
    data: 'Every figure to download',
    organisation: 'Targets, hours and rules',
    openapi: 'Every figure by address (OpenAPI)',
    metricsApi: 'The list of figures, live',
  },

  subjects: {
    'best-times': {
      title: 'When to call',
      intro: 'How long people usually wait at each hour of the week, by the records of the last weeks.',
    },
    'service-levels': {
      title: 'Answered in time',
      intro:
        "How many were answered in the time that was promised, by the company's clock and by the customer's.",
    },
    categories: {
      title: 'Why people get in touch',
      intro: 'What people asked for, in the last whole month.',
    },
    complaints: { title: 'Complaints', intro: 'What people complained about, in the last whole month.' },
    satisfaction: {
      title: 'Satisfaction',
      intro: 'What those who answered the survey said, against last month, last year and the target.',
    },
    value: {
      title: 'Value and cost',
      intro:
        'What a typical account is worth for each contact, what a contact costs, and what failures cost.',
    },
  },

  site: {
    label: 'Pages',
    aboutFigures: 'About the figures',
    reasons: 'Reasons',
    changes: 'Changes',
    languages: 'Languages',
    overview: 'Overview',
    methods: 'Methods',
    data: 'Downloads',
  },

  notFound: {
    title: 'There is no such page',
    heading: 'There is no such page.',
    text: 'The address may be mistyped, or the page has moved. Every figure is still where it was:',
    home: 'Go to the first page',
  },
};
