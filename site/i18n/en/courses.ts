/** What the reasons month by month, the steps of waiting and the small lines of figures say. */

export const courses = {
  /** of a day hour by hour, what no script says: those words travel with the page alone */
  dayCourse: {
    kicker: 'A day against an ordinary one',
    /** a count that may still rise, where a heading begins with it */
    soFar: (count: string) => `So far ${count}`,
    ordinary: (weeks: number, from: string, to: string) =>
      `Ordinary is the mean of ${weeks} weeks, ${from} to ${to}, without public holidays.`,
    rangeNote:
      'The band follows from how much such hours differed in those weeks. About 2 in 10 lie outside it by chance alone.',
    note: 'Hours with very few contacts are hidden to protect people, and in no sum of hours; hours at night in which hardly anyone gets in touch are in the table alone.',
    reported: (date: string) => `These figures are from the report of ${date}.`,
    unreachableBare: (below: string) => `Live figures are out of reach. ${below}`,
    downloads: 'Contacts by the hour',
    downloadsUsual: 'An ordinary week',
    absentHeading: 'How a day goes, hour by hour, is not recorded',
    absent: 'The records hold no contacts by the hour.',
  },

  reasonMonths: {
    kicker: 'Reasons, month by month',
    heading: (name: string, months: string, of: string) =>
      `The most common reason in ${months} of ${of} months: ${name}`,
    headingAll: (name: string, of: string) => `The most common reason in all ${of} months: ${name}`,
    headingPlain: (from: string, to: string) => `Contacts by reason, ${from} to ${to}`,
    standfirst: (from: string, to: string) => `Each bar is one month, ${from} to ${to}.`,
    share: (name: string, before: string, from: string, now: string, to: string) =>
      `${name}: ${before} of contacts in ${from}, ${now} in ${to}.`,
    title: (month: string, name: string, value: string) => `${month}, ${name}: ${value}`,
    figure: (heading: string, from: string, to: string) =>
      `${heading}. Stacked bars of contacts by reason, month by month, ${from} to ${to}.`,
    counted:
      'A hidden or missing part is no zero: it lies on top of the bar, and no share is made of such a month.',
    table: 'Contacts by reason, month by month',
    column: 'Month',
    absentHeading: 'Reasons month by month are not recorded',
    absent: 'Fewer than two whole months of reasons have been published.',
  },

  waitSteps: {
    kicker: 'How long it took',
    heading: (share: string, contacts: string, time: string, month: string, lost: string) =>
      `${share} of ${contacts} were answered within ${time} in ${month}; ${lost} gave up waiting`,
    headingBare: (share: string, contacts: string, time: string, month: string) =>
      `${share} of ${contacts} were answered within ${time} in ${month}`,
    standfirst: (n: string, month: string) =>
      `All ${n} who asked for a person in ${month}: each bar begins where the one above it ends.`,
    within: (time: string) => `within ${time}`,
    between: (from: string, to: string) => `${from} to ${to}`,
    later: (time: string) => `later than ${time}`,
    gaveUp: 'gave up',
    other: 'other outcome',
    unknownRest: (time: string) => `not within ${time}`,
    notAnswered: 'not answered',
    soFar: (share: string) => `${share} so far`,
    before: (month: string) => `Thin grey: ${month}`,
    quickest: (time: string) =>
      `The shortest time published is ${time}: whoever was answered at once is counted in it.`,
    neither: (share: string) =>
      `${share} were neither answered nor gave up: they left a message, asked to be called back, were still open, or the records do not say.`,
    aim: 'The target leaves out whoever was neither answered nor gave up; it stands where it would be among all.',
    unknown: (share: string) =>
      `Of up to ${share} the wait is not recorded; those of them who were answered are counted as later.`,
    joined: 'Steps of very few people are joined with the next, to protect them.',
    table: (channel: string, month: string) => `How long it took in ${month}: ${channel}`,
    column: 'Answered',
    share: 'Share',
    total: 'So far',
    figure: (heading: string, rows: string) => `${heading}. ${rows}.`,
    absentHeading: 'How long it took is not recorded in steps',
    absent: 'The records do not tell how many were answered within seconds and minutes.',
  },

  sparkline: {
    label: (name: string, from: string, to: string, low: string, high: string, last: string) =>
      `${name}, ${from} to ${to}: between ${low} and ${high}, ${last} in the last month.`,
    labelHidden: (name: string, from: string, to: string, low: string, high: string) =>
      `${name}, ${from} to ${to}: between ${low} and ${high}, no figure for the last month.`,
    last: (value: string, month: string) => `${value} in ${month}`,
    note: 'The small lines show up to 13 months, all channels together: each from its own lowest to its highest month, so they tell the course and not the size. A break is a month without a record, a hatch a hidden one.',
  },
};
