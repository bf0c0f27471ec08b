/** What the figures of the first page and of the subjects say. */

type Change = 'rose' | 'fell' | 'unclear';

export const figures = {
  contacts: {
    kicker: 'Contacts a day',
    heading: (count: string, week: string, change: string) =>
      `${count} contacts in the week of ${week}${change}`,
    more: (share: string, than: string) => `, ${share} more than ${than}`,
    fewer: (share: string, than: string) => `, ${share} fewer than ${than}`,
    same: (than: string) => `, about as many as ${than}`,
    aYearBefore: 'a year before',
    theWeekBefore: 'the week before',
    hiddenHeading: 'How many got in touch last week is hidden to protect people',
    firstHeading: (count: string, date: string) => `${count} contacts by ${date}, the first on record`,
    noWeekHeading: (date: string) => `Contacts a day, to ${date}`,
    standfirst: (from: string, to: string) => `Each bar is one day, ${from} to ${to}.`,
    beforeLabel: '– same weekday a year before',
    table: 'Contacts a day, by week',
    week: 'Week of',
    total: 'Week',
    title: (date: string, value: string) => `${date}: ${value}`,
    titleBefore: (date: string, value: string, before: string) =>
      `${date}: ${value}; same weekday a year before: ${before}`,
    figure: (heading: string, from: string, to: string, low: string, high: string) =>
      `${heading}. Bars of contacts a day from ${from} to ${to}, between ${low} and ${high}.`,
    leftOut: 'Left out: calls that ended in the menu or met a busy line.',
    absentHeading: 'How many get in touch is not recorded',
    absent: 'Only other records, such as surveys, have been published so far.',
  },

  categories: {
    kicker: 'Why people get in touch',
    headings: {
      information: (share: string) => `${share} asked for information`,
      transaction: (share: string) => `${share} were to get something done`,
      problem: (share: string) => `${share} were about a problem`,
      complaint: (share: string) => `${share} were complaints`,
      idea: (share: string) => `${share} brought an idea`,
      compliment: (share: string) => `${share} were compliments`,
    } as Readonly<Record<string, (share: string) => string>>,
    other: (name: string, share: string) => `${name}: ${share}`,
    standfirst: (period: string, total: string) => `${total} contacts, ${period}, by reason.`,
    unclassified: (share: string) => `Of ${share} the reason is not known; they are shown, not shared out.`,
    table: (period: string) => `Contacts by reason, ${period}`,
    column: 'Reason',
    rounded: 'Counts are rounded to 5, and small ones hidden to protect people.',
    figure: (heading: string, rows: string) => `${heading}. ${rows}.`,
    absentHeading: 'Why people get in touch is not recorded',
    absent: 'The records give no reason for a contact, so none is shown.',
  },

  service: {
    kicker: 'Answered in time, by two clocks',
    heading: (share: string, contacts: string, time: string, month: string, target: string) =>
      `${share} of ${contacts} were answered within ${time} in ${month}${target}`,
    headingHidden: (month: string) =>
      `How many were answered in time in ${month} is hidden to protect people`,
    above: (aim: string) => `, above the target of ${aim}`,
    close: (aim: string) => `, too close to the target of ${aim} to call`,
    met: (aim: string) => `, the target of ${aim}`,
    below: (aim: string) => `, short of the target of ${aim}`,
    change: {
      rose: (from: string, value: string) => `That is clearly more than in ${from} (${value}).`,
      fell: (from: string, value: string) => `That is clearly less than in ${from} (${value}).`,
      unclear: (from: string, value: string) =>
        `No clear change from ${from} (${value}): days differ by more than that.`,
      plain: (from: string, value: string) => `In ${from} it was ${value}.`,
    } satisfies Record<Change | 'plain', (from: string, value: string) => string>,
    customer: (share: string, time: string, target: string) =>
      `By the customer's clock, which starts at the first ask, ${share} had what they needed within ${time}${target}.`,
    customerUnknown: "The customer's clock cannot be told from these records.",
    ourUnknownHeading: 'How many were answered in time is not recorded',
    ourClock: 'By our clock',
    customerClock: "By the customer's clock",
    ourDetail: (time: string) => `queue to answer, within ${time}`,
    customerDetail: (time: string) => `first ask to need met, within ${time}`,
    target: (aim: string) => `target ${aim}`,
    latest: (name: string, value: string) => `${name} ${value}`,
    inMonth: (month: string) => `in ${month}`,
    atDots: (month: string) => `In ${month}, the larger dots:`,
    ourAim: 'by our clock',
    customerAim: "by the customer's",
    recast: (within: string) => `thin line: earlier months ${within}`,
    recastColumn: (within: string) => `All months ${within}`,
    recastNote: (time: string) =>
      `The thin line counts the months before the target changed by the time of today's target, ${time}, so that all months can be compared. That time was not promised then.`,
    since: (month: string, within: string) => `from ${month}: ${within}`,
    cutAxis: (from: string) => `The axis begins at ${from}.`,
    table: (channel: string) => `Answered in time by month, ${channel}`,
    tableChannels: (period: string) => `By channel, ${period}`,
    month: 'Month',
    channel: 'Channel',
    ours: 'Our clock',
    customers: "Customer's clock",
    n: 'Contacts',
    nQueued: 'Contacts in queue',
    nAsked: 'All who asked',
    aim: (share: string, time: string) => `target ${share} within ${time}`,
    within: (time: string) => `within ${time}`,
    title: (month: string, name: string, value: string, n: string) => `${month}, ${name}: ${value} of ${n}`,
    titleBare: (month: string, name: string, value: string) => `${month}, ${name}: ${value}`,
    figure: (heading: string, from: string, to: string) =>
      `${heading}. Lines of the share answered in time by month, ${from} to ${to}.`,
    absentHeading: 'How long people wait is not recorded',
    absent: 'The records hold no waiting times, so neither clock can be shown.',
    /** where waits are known, and not who was answered within the time that is meant */
    withinUnknown: (time: string) =>
      `The records hold waiting times, but do not say how many were answered within ${time}, the time of the target.`,
    withinUnknownUnset: (time: string) =>
      `The records hold waiting times, but do not say how many were answered within ${time}, and no target of our own sets another time.`,
    tooEarly: {
      absentHeading: 'How many were answered in time is not known for a month yet',
      absent: 'The records do not hold a month that could be shown yet.',
    },
  },

  causes: {
    kicker: 'What complaints are about',
    complaints: 'complaints',
    heading: (cause: string, share: string) => `${cause}: the cause of ${share}`,
    standfirst: (period: string, total: string) => `${total} complaints with a known cause, ${period}.`,
    beforeLabel: (month: string) => `| ${month}`,
    more: (count: string) => `${count} more`,
    fewer: (count: string) => `${count} fewer`,
    same: 'no change',
    table: (period: string) => `Complaints by cause, ${period}`,
    column: 'Cause',
    count: 'Complaints',
    share: 'Share',
    before: (month: string) => `in ${month}`,
    note: 'One month against the next is only what was counted: small differences come about by chance.',
    figure: (heading: string, rows: string) => `${heading}. ${rows}.`,
    absentHeading: 'What complaints are about is not recorded',
    absent: 'The records do not say which contacts were complaints, or what caused them.',
    noCause: { absent: 'The records say which contacts were complaints, but not what caused them.' },
    hiddenHeading: 'What complaints are about is hidden to protect people',
    moreRows: (n: number) => `${n} more in the table.`,
  },

  satisfaction: {
    kicker: 'Satisfaction',
    heading: (share: string, month: string) => `${share} of those who answered were satisfied in ${month}`,
    meanHeading: (mean: string, month: string) => `${mean} out of 5 from those who answered in ${month}`,
    change: {
      rose: (month: string) => `, up from ${month}`,
      fell: (month: string) => `, down from ${month}`,
      unclear: (month: string) => `; no clear change from ${month}`,
    } satisfies Record<Change, (month: string) => string>,
    firstMonth: '; too early for a comparison',
    hiddenHeading: (month: string) => `How satisfied people were in ${month} is hidden to protect people`,
    aboveTarget: (aim: string) => `That is above the target of ${aim}.`,
    belowTarget: (aim: string) => `That is short of the target of ${aim}.`,
    nearTarget: (aim: string) => `Too close to the target of ${aim} to say that it was met or missed.`,
    noTarget: 'No target is set.',
    yearChange: {
      rose: (month: string) => `More were satisfied than a year before, in ${month}.`,
      fell: (month: string) => `Fewer were satisfied than a year before, in ${month}.`,
      unclear: (month: string) => `No clear change from a year before, in ${month}.`,
    } satisfies Record<Change, (month: string) => string>,
    whole: 'All about this month',
    responseOf: (asked: string, answered: string, share: string) =>
      `We asked ${asked} people, and ${answered} answered: ${share}.`,
    leftOutOf: (count: string) => `People who gave up are not in this number: ${count} of them this month.`,
    meanYearChange: {
      rose: (month: string) => `Higher than a year before, in ${month}.`,
      fell: (month: string) => `Lower than a year before, in ${month}.`,
      unclear: (month: string) => `No clear change from a year before, in ${month}.`,
    } satisfies Record<Change, (month: string) => string>,
    response: (share: string) => `${share} of those we asked answered.`,
    responseUnknown: 'How many were asked is not recorded.',
    band: 'The soft band is the range that the number of answers allows: 19 times in 20 the figure among all who might answer lies inside.',
    leftOut: 'People who gave up waiting are not in this number.',
    target: (aim: string) => `target ${aim}`,
    ofAnswers: (n: string) => `of ${n}`,
    table: 'Satisfaction, with what it is compared to',
    column: 'Month',
    value: 'Satisfied',
    mean: 'Mean, 1 to 5',
    range: '95% range',
    answers: 'Answers',
    title: (month: string, value: string, n: string) => `${month}: ${value} of ${n} answers`,
    titleBare: (month: string, value: string) => `${month}: ${value}`,
    figure: (heading: string, rows: string) => `${heading}. ${rows}.`,
    targetRow: 'Target',
    absentHeading: 'Whether people were satisfied is not recorded',
    absent: 'No survey has been published.',
  },

  week: {
    kicker: 'When to get in touch',
    kickerPhone: 'When to call',
    heading: (quick: string, slow: string) => `Quickest ${quick}, slowest ${slow}`,
    slowest: (when: string, people: string, time: string) =>
      `At the slowest, ${when}, half of ${people} wait longer than ${time}.`,
    slowestThen: (when: string, people: string, time: string) =>
      `At the slowest, ${when}, half of ${people} waited longer than ${time}.`,
    headingAlike: (contacts: string, time: string) =>
      `Half of ${contacts} are answered within about ${time} at almost any hour`,
    headingAtOnce: 'At every hour half of those who wait are answered within seconds',
    headingPlain: (people: string) => `How long half of ${people} wait, hour by hour`,
    standfirst: 'The usual wait at each hour of the week, over half a year, recent weeks counting for more.',
    /** what colour and number of a cell say */
    cells:
      'The colour: half get through within it. The number: nine in ten get through within it (s: seconds, m: minutes).',
    cellsLong:
      'The colour: half get through within it. The number: nine in ten get through within it (h: hours).',
    thin: 'Hatched: only a few days are known of the hour, as many as its number says.',
    /** an hour of which other weekdays tell */
    borrowed: (text: string, days: string) => `${text}, only ${days} such hours are known`,
    frame: 'Frames mark the longest stretches of the quickest hours.',
    scale: 'Half get through within',
    last: 'longer',
    quiet: 'the quickest hours',
    title: (weekday: string, from: string, to: string, value: string, n: string) =>
      `${weekday}, ${from} to ${to}: ${value}, ${n} contacts`,
    titleBare: (weekday: string, from: string, to: string, value: string) =>
      `${weekday}, ${from} to ${to}: ${value}`,
    table: 'The usual wait by weekday and hour, in minutes and seconds',
    tableNinety: 'Within what nine in ten get through, by weekday and hour, in minutes and seconds',
    tableShare: (time: string) => `How many get through within ${time}, by weekday and hour`,
    hour: 'From',
    note: 'Public holidays are left out.',
    figure: (quiet: string, slow: string) => `${quiet} ${slow}.`.trim(),
    absentHeading: 'When it is quietest is not recorded',
    absent: 'The records hold no waiting times by the hour.',
    tooFew: {
      absentHeading: 'When it is quietest cannot be told yet',
      absent: 'In the last half-year too few people waited at any one hour of the week to say how long.',
    },
  },
};
