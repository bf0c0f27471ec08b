/** What the daily reports say, and the list of them. */

export const reports = {
  reports: {
    title: 'Day by day',
    description:
      'A page for every day: how many got in touch, how long they waited, whether promises were kept.',
    none: 'No day has been reported yet.',
    noneMore: 'The first report stands here on the day after the first records.',
    /** how many days there are, under what was news */
    reported: (days: string) => (days === '1' ? 'One day has a report.' : `${days} days have a report each.`),
    intro:
      'Each day stands with its number of contacts: the more, the stronger the colour. A dashed rim marks figures that may still change.',
    monthHeading: (month: string, day: string, count: string) =>
      `${month}: the most on ${day}, ${count} contacts`,
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
    hiddenHeading: (date: string) => `${date}: so few contacts that their number is hidden`,
    pageTitle: (date: string) => `Report of ${date}`,
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
    },
    met: (met: string, all: string) =>
      all === '1'
        ? `The one target that can be judged was ${met === '1' ? 'met' : 'missed'}.`
        : `${met === '0' ? 'None' : met} of the ${all} targets that can be judged ${met === '0' || met === '1' ? 'was' : 'were'} met.`,

    previous: 'The day before',
    next: 'The day after',
    steps: 'Other days',
    history: 'This day in the history',

    hours: {
      kicker: 'Contacts by hour',
      heading: (from: string, to: string, count: string) =>
        `The most came from ${from} to ${to}: ${count} contacts`,
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
    figures: {
      kicker: 'The day in figures',
      heading: (share: string, time: string, channel: string) =>
        `${share} of ${channel} were answered within ${time}`,
      headingPlain: 'Beside the week and the year before',
      standfirst: (week: string, year: string) =>
        `Beside ${week} and ${year}, the same weekday or the same holiday.`,
      standfirstWeek: (week: string) => `Beside ${week}; the year before had no such holiday.`,
      holidayBeside: (date: string, name: string) => `${date} was a public holiday (${name}).`,
      table: 'All channels together',
      tableOne: 'All figures of the day',
      figure: 'Figure',
      day: 'The day',
      week: 'A week before',
      year: 'A year before',
      targetMet: (aim: string) => `target ${aim}: met`,
      targetMissed: (aim: string) => `target ${aim}: missed`,
      targetUnknown: (aim: string) => `target ${aim}: cannot be told`,
    },
    channels: {
      kicker: 'Each channel by itself',
      heading: (parts: string) => `By channel: ${parts}`,
      part: (channel: string, count: string) => `${channel} ${count}`,
    },
    reasons: {
      kicker: 'Why people got in touch',
      heading: 'What the contacts of the day were about',
      member: { category: 'Reason', queue: 'Service line', cause: 'Complaint about', language: 'Language' },
      tables: {
        category: 'Contacts by reason',
        queue: 'Contacts by service line',
        cause: 'Complaints by what they were about',
        language: 'Contacts by language',
      },
      count: 'Number',
      share: 'Share',
      note: 'Counts by reason, cause and language are rounded to 5, and small ones hidden to protect people.',
    },
    download: (date: string) => `Report of ${date}`,
    list: 'The list of all days',
  },
};
