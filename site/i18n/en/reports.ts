/** What the daily reports say, and the list of them. */

export const reports = {
  reports: {
    title: 'Day by day',
    description:
      'A page for every day: how many got in touch, how long they waited, whether promises were kept.',
    none: 'No day has been reported yet.',
    noneMore: 'The first report stands here on the day after the first records.',
    reported: (days: string, weeks: string, months: string) =>
      `Days with a report: ${days}; weeks: ${weeks}; months: ${months}.`,
    intro:
      'Each day stands with its number of contacts: the more, the stronger the colour. A dashed rim marks figures that may still change.',
    monthHeading: (month: string, day: string, count: string) =>
      `${month}: the most on ${day}, ${count} contacts`,
    monthHeadingTold: (month: string, day: string, count: string) =>
      `${month}: of the days that are told, the most on ${day}, ${count} contacts`,
    monthDays: (month: string) => `Days of ${month}`,
    dayName: (date: string, reading: string) => `${date}: ${reading}`,
    reading: (count: string) => `${count} contacts`,
    years: 'Years',
    latest: 'The last months',
    newest: (date: string) => `The latest report: ${date}`,

    heading: (date: string, count: string, change: string) => `${date}: ${count} contacts${change}`,
    partialHeading: (date: string, count: string) =>
      `${date}: ${count} contacts on record, and part of the day without`,
    closedHeading: (date: string) => `${date}: closed`,
    missingHeading: (date: string) => `${date}: no records`,
    hiddenHeading: (date: string) => `${date}: the number of contacts is hidden to protect people`,
    titles: {
      day: (date: string) => `Report of ${date}`,
      week: (name: string) => `Report of ${name}`,
      month: (name: string) => `Report of ${name}`,
    },
    weekName: (week: string, year: string, from: string, to: string) =>
      `week ${week} of ${year}, ${from} to ${to}`,
    week: (week: string) => `Week ${week}`,
    within: 'Also within',
    columns: {
      day: ['The day', 'A week before', 'A year before'],
      week: ['The week', 'The week before', 'A year before'],
      month: ['The month', 'The month before', 'A year before'],
    } as Readonly<Record<'day' | 'week' | 'month', readonly [string, string, string]>>,
    holiday: (name: string) => `It was a public holiday: ${name}.`,
    open: (hours: string) => `Open that day: ${hours}.`,
    openChannel: (channel: string, hours: string) => `${channel} ${hours}`,
    closedChannel: 'closed',
    outage: (from: string, to: string, channel: string | null, note: string) =>
      `From ${from} to ${to} there was an outage${channel === null ? '' : ` (${channel})`}: ${note}.`,
    state: {
      final: (from: string) => `These figures have been final since ${from}.`,
      provisional: (from: string) =>
        `These figures are provisional: late records may change them until ${from}.`,
      partial: (from: string) =>
        `Part of the day has no records, so its figures are incomplete; late records may change them until ${from}.`,
      partialOver: 'Part of the day has no records, so its figures are incomplete.',
      period: {
        partial: (from: string) =>
          `Part of this time has no records, so the figures are incomplete; late records may change them until ${from}.`,
        partialOver: 'Part of this time has no records, so the figures are incomplete.',
      },
    },
    met: (met: string, all: string) =>
      all === '1'
        ? `The one target that can be judged was ${met === '1' ? 'met' : 'missed'}.`
        : `${met === '0' ? 'None' : met} of the ${all} targets that can be judged ${met === '0' || met === '1' ? 'was' : 'were'} met.`,

    previous: { day: 'The day before', week: 'The week before', month: 'The month before' },
    next: { day: 'The day after', week: 'The week after', month: 'The month after' },
    steps: 'Other reports',
    history: {
      day: 'This day in the history',
      week: 'This week in the history',
      month: 'This month in the history',
    },

    hours: {
      kicker: 'Contacts by hour',
      heading: (from: string, to: string, count: string) =>
        `The most came from ${from} to ${to}: ${count} contacts`,
      headingTold: (from: string, to: string, count: string) =>
        `Of the hours that are told, the most came from ${from} to ${to}: ${count} contacts`,
      headingClosed: 'Nobody could get in touch',
      headingNone: 'Nobody got in touch',
      stretch: (from: string, to: string) => `${from} to ${to}`,
      gap: (stretches: string) => `No records from ${stretches}: that is not zero.`,
      headingUnknown: 'How the contacts spread over the day cannot be shown',
      usual: (weekday: string) => `– an ordinary ${weekday}`,
      title: (from: string, to: string, reading: string) => `${from} to ${to}: ${reading}`,
      titleUsual: (from: string, to: string, reading: string, usual: string) =>
        `${from} to ${to}: ${reading}; usual: ${usual}`,
      figure: (heading: string, low: string, high: string) =>
        `${heading}. Bars of contacts an hour, between ${low} and ${high}, with the usual of that weekday as a line.`,
      figureBare: (heading: string) => `${heading}.`,
      note: (weekday: string) =>
        `An ordinary ${weekday} is the middle of the eight before, public holidays left out; it is not shown where too few of them are known.`,
      leftOut: 'Left out: contacts that ended in the menu or met a busy line.',
      table: 'Contacts by hour',
      tableName: 'Table: contacts by hour',
      hour: 'From',
      own: 'Contacts',
      usualColumn: 'Usual',
    },
    days: {
      kicker: 'Contacts by day',
      heading: (day: string, count: string) => `The most came on ${day}: ${count} contacts`,
      headingTold: (day: string, count: string) =>
        `Of the days that are told, the most came on ${day}: ${count} contacts`,
      headingUnknown: 'How the contacts spread over the days cannot be shown',
      usual: '| the usual',
      titleUsual: (day: string, reading: string, usual: string) => `${day}: ${reading}; usual: ${usual}`,
      figure: (heading: string, low: string, high: string) =>
        `${heading}. Bars of contacts a day, between ${low} and ${high}, each beside what is usual on its weekday.`,
      note: 'The usual of a day is the middle of the eight such weekdays before it, public holidays left out.',
      table: 'Contacts by day',
      tableName: 'Table: contacts by day',
      day: 'Day',
    },
    levels: {
      headingPlain: 'How many were answered in time, by both clocks',
      column: 'By whose clock',
      table: 'Answered in time',
      absentHeading: 'How many were answered in time is not known',
      absent: 'The records of this time hold no waits, so neither clock can be shown.',
    },
    complaints: {
      table: 'Complaints by cause, and what is done about them',
      action: 'What is done',
      noAction: 'nothing on record',
      noneHeading: 'Nobody complained',
      none: 'There was no complaint on record in this time.',
      absentHeading: 'What complaints were about is not known',
      absent: 'The records of this time do not tell complaints by their cause.',
    },
    actions: {
      absent: 'Nothing that is done about a cause was on record at that time.',
      table: 'Actions, and what came of them',
      column: 'Action',
      since: 'From',
      about: 'About',
      verdict: 'What it changed',
      planned: 'not begun',
    },
    satisfaction: {
      heading: (share: string) => `${share} of those who answered were satisfied`,
      hiddenHeading: 'How satisfied people were is hidden to protect people',
      table: 'What people said',
      absentHeading: 'Whether people were satisfied is not known',
      absent: 'Nobody was asked, or nobody answered, in this time.',
    },
    figures: {
      kicker: { day: 'The day in figures', week: 'The week in figures', month: 'The month in figures' },
      tableName: 'Table: all figures',
      heading: (share: string, time: string, channel: string) =>
        `${share} of ${channel} were answered within ${time}`,
      headingPlain: {
        day: 'All figures beside the week and the year before',
        week: 'All figures beside the week and the year before',
        month: 'All figures beside the month and the year before',
      },
      standfirst: (week: string, year: string) =>
        `Beside ${week} and ${year}, the same weekday or the same holiday.`,
      standfirstWeek: (week: string) => `Beside ${week}; the year before had no such holiday.`,
      holidayBeside: (date: string, name: string) => `${date} was a public holiday (${name}).`,
      table: 'All channels together',
      tableOne: 'All figures of the day',
      figure: 'Figure',
      targetMet: (aim: string) => `target ${aim}: met`,
      targetMissed: (aim: string) => `target ${aim}: missed`,
      targetUnknown: (aim: string) => `target ${aim}: cannot be told`,
      targetClose: (aim: string) => `target ${aim}: too close to call`,
      targetDays: (from: string, to: string, note: string) => `${from} to ${to}: ${note}`,
    },
    channels: {
      kicker: 'Each channel by itself',
      heading: (parts: string) => `By channel: ${parts}`,
      part: (channel: string, count: string) => `${channel} ${count}`,
    },
    reasons: {
      kicker: 'Why people got in touch',
      heading: 'What the contacts were about',
      member: { category: 'Reason', queue: 'Service line', language: 'Language' },
      tables: {
        category: 'Contacts by reason',
        queue: 'Contacts by service line',
        language: 'Contacts by language',
      },
      count: 'Number',
      share: 'Share',
      note: 'Counts by reason, cause and language are rounded to 5, and small ones hidden to protect people.',
    },
    list: 'The list of all reports',
    monthReport: (month: string) => `Report of ${month}`,
    longer: 'Reports of the month and of the weeks that end in it',
  },
};
