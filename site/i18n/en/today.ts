/** What is said of a day hour by hour, of the queue now, of the next good times, and of live figures, in reach or not. */

export const today = {
  course: {
    kickerLive: 'Today against an ordinary day',
    /** of a whole day */
    whole: (date: string, count: string, change: string) => `${count} contacts on ${date}${change}`,
    wholeSoFar: (date: string, count: string, change: string) =>
      `${count} contacts on ${date}${change}; may still rise`,
    /** of a day that goes on */
    until: (time: string, count: string, change: string) =>
      `By ${time}, ${count} contacts had come in${change}`,
    begun: 'The day has just begun',
    atLeast: (count: string) => `at least ${count}`,
    same: (weekday: string) => `, about as many as on an ordinary ${weekday}`,
    more: (share: string, weekday: string) => `, ${share} more than on an ordinary ${weekday}`,
    fewer: (share: string, weekday: string) => `, ${share} fewer than on an ordinary ${weekday}`,
    closed: (date: string) => `Closed on ${date}`,
    hidden: (date: string) => `How many got in touch on ${date} is hidden to protect people`,
    standfirst: (weekday: string) => `Each bar is one hour; the grey line is an ordinary ${weekday}.`,
    standfirstRange: (weekday: string) =>
      `Each bar is one hour; the grey line is an ordinary ${weekday}, and its band holds 8\u00a0in\u00a010 such hours.`,
    /** an hour's usual count with its range */
    usualWithin: (usual: string, range: string) => `${usual}, mostly ${range}`,
    range: (low: string, high: string) => `${low}–${high}`,
    rangeColumn: 'usual range',
    standfirstAlone: 'Each bar is one hour.',
    usual: (weekday: string) => `an ordinary ${weekday}`,
    title: (from: string, to: string, reading: string) => `${from} to ${to}: ${reading}`,
    titleUsual: (from: string, to: string, reading: string, weekday: string, usual: string) =>
      `${from} to ${to}: ${reading}; on an ordinary ${weekday} ${usual}`,
    ahead: 'still to come',
    table: (date: string) => `Contacts by the hour, ${date}`,
    hour: 'From',
    figure: (heading: string, from: string, to: string) =>
      `${heading}. Bars of contacts an hour, ${from} to ${to}.`,
  },
  live: {
    updated: (ago: string, time: string) => `Live. Updated ${ago}, ${time}.`,
    asOf: (time: string) => `Live. As of ${time}.`,
    yours: (time: string, yours: string) => `${time} (${yours} your time)`,
    /** where the newest record is older than what is called live */
    lastToday: (time: string) => `Last published at ${time} today.`,
    lastTodayShows: (time: string, shown: string) => `Last published at ${time} today; figures for ${shown}.`,
    lastOnShows: (day: string, time: string, shown: string) =>
      `Last published on ${day} at ${time}; figures for ${shown}.`,
    unreachable: (time: string, below: string) =>
      `Live figures have been out of reach since ${time}. ${below}`,
    fromReport: (date: string) => `The figures below are from the last report, ${date}.`,
    fromLive: (time: string) => `The figures below are as of ${time}.`,
    justNow: 'a moment ago',
    secondsAgo: (n: number) => `${n} seconds ago`,
    minutesAgo: (n: number) => (n === 1 ? 'a minute ago' : `${n} minutes ago`),
    hoursAgo: (n: number) => (n === 1 ? 'an hour ago' : `${n} hours ago`),
    daysAgo: (n: number) => (n === 1 ? 'a day ago' : `${n} days ago`),
  },
  now: {
    few: (least: number) => `Fewer than ${least} people are waiting now.`,
    many: (low: string, high: string) => `${low} to ${high} people are waiting now.`,
    manySince: (low: string, high: string, minutes: number) =>
      `${low} to ${high} people are waiting now, the first of them for up to ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    fewThen: (least: number) => `fewer than ${least} people were waiting`,
    manyThen: (low: string, high: string) => `${low} to ${high} people were waiting`,
    stopped: (time: string, then: string) => `The queue has been silent since ${time}; then ${then}.`,
    silent: (time: string) => `The queue has been silent since ${time}.`,
    /** what to expect, in whole minutes */
    underMinute: 'Get through now within about a minute.',
    expect: (low: number, high: number) => `Expect to wait about ${low} to ${high} minutes now.`,
    expectUpTo: (high: number) => `Expect to wait up to about ${high} minutes now.`,
    /** what is said of a range: how good it was, or why there is none */
    record: (share: string) =>
      `The range is to hold 6 in 10 answered waits; over the last 28 days it held ${share}.`,
    usualTooFew: 'That is usual at this hour: too few have just been answered to tell how it is now.',
    usualUnproven: 'That is usual at this hour: how it is now cannot be told well enough yet.',
    tab: {
      open: 'open',
      minutes: (low: number, high: number) => `${low}–${high} min`,
      closed: 'closed',
      stopped: 'not live',
    },
  },
  next: {
    asOf: (moment: string) => `As of ${moment}.`,
    openAlways: 'Open day and night.',
    open: (until: string) => `Open until ${until}.`,
    closed: (from: string) => `Closed. Opens ${from}.`,
    closedBest: (from: string, best: string) => `Closed. Opens ${from}; ${best}.`,
    closedAll: 'Closed all week.',
    within: (time: string) => `within ${time}`,
    about: (time: string) => `within about ${time}`,
    atOnce: 'at once',
    thisHour: (wait: string) => `At this hour half get through ${wait}.`,
    best: (when: string) => `best ${when}`,
    after: (time: string) => `after ${time}`,
    between: (from: string, to: string) => `between ${from} and ${to}`,
    afterOn: (day: string, time: string) => `${day} after ${time}`,
    betweenOn: (day: string, from: string, to: string) => `${day} between ${from} and ${to}`,
    at: (day: string, time: string) => `${day} at ${time}`,
    today: 'today',
    tomorrow: 'tomorrow',
    tomorrowOn: (weekday: string) => `tomorrow, ${weekday},`,
    onDay: (weekday: string) => `on ${weekday}`,
    onDate: (date: string) => `on ${date}`,
  },
};
