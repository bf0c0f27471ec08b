/**
 * Everything the site says, in English, under keys. Owns words and grammar; refuses arithmetic: whoever calls has
 * rounded, chosen and hedged before.
 */

type Change = 'rose' | 'fell' | 'unclear';

export const en = {
  language: 'en',

  months: [
    ...['January', 'February', 'March', 'April', 'May', 'June'],
    ...['July', 'August', 'September', 'October', 'November', 'December'],
  ],
  shortMonths: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  shortWeekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  date: (dayOfMonth: number, month: string, year: number) => `${dayOfMonth}\u00a0${month} ${year}`,
  dayAndMonth: (dayOfMonth: number, month: string) => `${dayOfMonth}\u00a0${month}`,
  monthAndYear: (month: string, year: number) => `${month}\u00a0${year}`,
  weekdayAndDate: (weekday: string, date: string) => `${weekday} ${date}`,
  range: (from: string, to: string) => `${from} to ${to}`,
  /** joined so that no line breaks within the hours */
  weekdaysAndHours: (days: string, from: string, to: string) => `${days} ${from}–\u2060${to}`,
  onWeekdays: (days: readonly string[]) => `on ${days.map((day) => `${day}s`).join(' and ')}`,
  fromWeekdays: (from: string, to: string) => `from ${from} to ${to}`,
  shortRange: (from: string, to: string) => `${from}–${to}`,
  hour: (hour: number) => (hour === 24 ? 'midnight' : `${String(hour).padStart(2, '0')}:00`),
  and: (parts: readonly string[]) =>
    parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`,

  seconds: (n: string) => (n === '1' ? 'a\u00a0second' : `${n}\u00a0seconds`),
  minutes: (n: string) => (n === '1' ? 'a\u00a0minute' : `${n}\u00a0minutes`),
  hours: (n: string) => (n === '1' ? 'an\u00a0hour' : `${n}\u00a0hours`),
  days: (n: string) => (n === '1' ? 'a\u00a0day' : `${n}\u00a0days`),
  inCell: {
    seconds: (n: string) => `${n}\u00a0s`,
    minutes: (n: string) => `${n}\u00a0m`,
    hours: (n: string) => `${n}\u00a0h`,
    days: (n: string) => `${n}\u00a0d`,
  },
  tick: { seconds: (n: number) => `${n} s`, minutes: (n: number) => `${n} min` },

  percent: (n: string) => `${n}%`,
  percentRange: (low: string, high: string) => `${low}–${high}%`,
  /** shares of `whose`, a plural: "about 3 in 10 contacts" */
  frequency: {
    none: (whose: string) => `none of the ${whose}`,
    all: (whose: string) => `all ${whose}`,
    rare: (whose: string) => `fewer than 1 in 20 ${whose}`,
    nearlyHalf: (whose: string) => `nearly half of ${whose}`,
    half: (whose: string) => `about half of ${whose}`,
    overHalf: (whose: string) => `just over half of ${whose}`,
    nearlyAll: (whose: string) => `more than 19 in 20 ${whose}`,
    about: (part: number, whole: number, whose: string) => `about ${part} in ${whole} ${whose}`,
  },

  status: {
    final: 'final',
    provisional: 'provisional',
    revised: 'revised',
    partial: 'incomplete',
    suppressed: 'hidden to protect people',
    closed: 'closed',
    missing: 'no record',
  },
  /** a share or a mean of nobody */
  nobody: 'nobody to count',
  statusInCell: { suppressed: 'hidden', closed: 'closed', missing: 'no record' },
  statusMark: { revised: 'r', provisional: 'p', partial: 'i' } as Readonly<Record<string, string>>,
  signKey: {
    title: 'How the figures are marked',
    provisional: 'Provisional: may still change (p in tables)',
    partial: 'Incomplete: part of the time has no records (i in tables)',
    suppressed: 'Hidden to protect people: too few for a figure',
    closed: 'Closed: nobody was there to answer',
    missing: 'No record: we do not know. It is not zero',
  },
  signFootnotes: {
    closed: 'Tinted: closed',
    missing: 'Tick: no record',
    suppressed: 'Hatched: hidden to protect people',
  },

  channels: {
    phone: 'Phone',
    chat: 'Chat',
    email: 'Email',
    web: 'Web',
    social: 'Social media',
    post: 'Post',
    in_person: 'In person',
    other: 'Other',
  } as Readonly<Record<string, string>>,
  /** who waits, in the plural */
  people: { phone: 'callers' } as Readonly<Record<string, string>>,
  anyPeople: 'customers',
  /** what is answered, in the plural */
  contactsOf: { phone: 'calls', chat: 'chats', email: 'emails', post: 'letters' } as Readonly<
    Record<string, string>
  >,
  anyContacts: 'contacts',

  page: {
    title: (name: string) => `${name}: the contact centre, in public`,
    description: (name: string) =>
      `How many get in touch with ${name}, how long they wait, why, and whether promises were kept.`,
    notices: 'Before you read',
    titleOf: (title: string, name: string) => `${title} · ${name}`,
    path: 'Where you are',
    skip: 'Skip to the figures',
    subtitle: 'Contact centre, in public',
    demonstration: 'This is a demonstration. A fictional company: every figure here is made up.',
    moment: (moment: string) => `This page shows the moment ${moment}.`,
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
    quietPhone: (when: string, wait: string) => `Call ${when}: half of callers get through ${wait}.`,
    quiet: (when: string, wait: string) => `Get in touch ${when}: half of customers are answered ${wait}.`,
    quietThen: (when: string, people: string, wait: string) =>
      `Waits were shortest ${when}: half of ${people} got through ${wait}.`,
    when: (days: string, from: string, to: string) => `${days} between ${from} and ${to}`,
    within: (time: string) => `within ${time}`,
    atOnce: 'at once',
    nineInTen: (wait: string) => `Nine in ten are then answered ${wait}.`,
    nineInTenThen: (wait: string) => `Nine in ten were then answered ${wait}.`,
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
    response: (share: string) => `${share} of those we asked answered.`,
    responseUnknown: 'How many were asked is not recorded.',
    band: 'The soft band is the range that so few answers allow: 19 times in 20 the share among all who might answer lies inside.',
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
    slowest: (people: string, time: string) => `At the slowest, half of ${people} wait longer than ${time}.`,
    slowestThen: (people: string, time: string) =>
      `At the slowest, half of ${people} waited longer than ${time}.`,
    headingAtOnce: 'At every hour half of those who wait are answered within seconds',
    headingPlain: (people: string) => `How long half of ${people} wait, hour by hour`,
    standfirst: (weeks: number, from: string, to: string) =>
      `The usual wait at each hour of the week, over ${weeks} weeks, ${from} to ${to}. Half get through within the time shown: s are seconds, m minutes. The frame marks the quietest hours.`,
    scale: (lightest: string) => `Half wait up to (no number: at most ${lightest})`,
    last: 'longer',
    ninety: 'Nine in ten, by hour of the week',
    quiet: 'the quietest hours',
    title: (weekday: string, from: string, to: string, value: string, n: string) =>
      `${weekday}, ${from} to ${to}: ${value}, ${n} contacts`,
    titleBare: (weekday: string, from: string, to: string, value: string) =>
      `${weekday}, ${from} to ${to}: ${value}`,
    table: 'The usual wait by weekday and hour, in minutes and seconds',
    hour: 'From',
    note: 'Public holidays are left out.',
    figure: (quiet: string, slow: string) => `${quiet} ${slow}.`.trim(),
    absentHeading: 'When it is quietest is not recorded',
    absent: 'The records hold no waiting times by the hour.',
    tooFew: {
      absentHeading: 'When it is quietest cannot be told yet',
      absent: 'In the last eight weeks too few people waited at any one hour of the week to say how long.',
    },
  },

  footer: {
    title: 'About these figures',
    asOf: (moment: string) => `The data are as of ${moment}.`,
    noRecords: 'There are no records yet.',
    records: (from: string, to: string) => `Records run from ${from} to ${to}.`,
    licence: 'Free to use under',
    licenceOf: (name: string) => `, naming ${name}.`,
    hidden: (threshold: number) => `Counts from 1 to ${threshold - 1} are hidden to protect people.`,
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
  },

  site: { label: 'Pages', overview: 'Overview', methods: 'Methods', data: 'Downloads' },

  methods: {
    title: 'How each figure is counted',
    description:
      'Every figure on this site: what it means, exactly how it is counted, and when it becomes final.',
    intro:
      'Each figure is defined once, and every page, chart and download uses that one definition. Nothing here is estimated: where the records are silent, the figure is left out and the page says so.',
    topics: {
      demand: 'How many get in touch',
      waiting: 'How long people wait',
      service: 'Whether they were helped in time',
      resolution: 'Whether the matter was settled',
      cases: 'Open cases and promised times',
      complaints: 'Complaints',
      satisfaction: 'What people say afterwards',
      work: 'The work itself',
    },
    statusesHeading: 'Where there is a word in place of a figure',
    statuses: {
      provisional: () => 'All of the period has passed, and late records may still change the figure.',
      partial: () => 'Only part of the period has passed, or only part of it was recorded.',
      suppressed: (threshold: number | null) =>
        threshold === null
          ? 'So few people stand behind it that it might tell something of one of them.'
          : `Fewer than ${threshold} people stand behind it or behind its rest: it might tell something of one of them.`,
      closed: () => 'Nobody could get in touch then.',
      missing: () => 'The records say nothing of it. That is not zero.',
    },
    exactly: 'Exactly',
    counted: 'Counted',
    dividedBy: 'Divided by',
    particulars: 'Particulars',
    unit: 'Given as',
    units: {
      count: 'a number',
      share: 'a share of the whole, from 0 to 1',
      seconds: 'seconds',
      days: 'days of 24 hours',
      per_1000: 'a number for each thousand',
      score: 'a mark',
      points: 'points, from −100 to 100',
    },
    better: 'Good for the customer',
    betterIs: {
      higher: 'more is better',
      lower: 'less is better',
      neither: 'neither more nor less is better by itself',
    },
    finest: 'Finest step',
    grains: {
      '15min': 'a quarter of an hour',
      hour: 'an hour',
      day: 'a day',
      week: 'a week',
      month: 'a month',
    },
    final: 'Final',
    finalAfter: (days: number) =>
      `${days} days after the end of its period; until then late records may change it`,
    source: 'Definition taken from',
    address: 'The figures, month by month',
    others: 'More figures of this kind',
  },

  data: {
    title: 'Every figure to download',
    description:
      'Every published figure as CSV and JSON, by day, week and month, and the addresses for all others.',
    intro:
      'These files hold the same figures as the pages, made of the same published cells. Take them, check them, draw your own charts.',
    figure: 'Figure',
    by: { day: 'By day', week: 'By week', month: 'By month' },
    of: (figure: string, by: string) => `of ${figure}, ${by.toLowerCase()}`,
    channels: 'One channel by itself',
    channelsMore: 'Put the channel before the name of the figure.',
    ask: 'Anything else, by address',
    askMore:
      'The same addresses answer in the open, without a key, as JSON and with .csv as a table: any stretch of time, quarter-hours and hours, by service line, category, cause, language.',
    examples: [
      '/api/v1/series?metric=offered,wait_p90&grain=hour',
      '/api/v1/series.csv?metric=service_level,customer_service_level&grain=month',
      '/api/v1/breakdown?metric=offered&by=category',
      '/api/v1/profile?metric=wait_p50',
    ],
    openapi: 'All addresses and what they take (OpenAPI)',
    whole: 'What they rest on',
    definitions: 'Definitions of all figures',
    organisation: 'Targets, opening hours and rules',
  },

  notFound: {
    title: 'There is no such page',
    heading: 'There is no such page.',
    text: 'The address may be mistyped, or the page has moved. Every figure is still where it was:',
    home: 'Go to the first page',
  },
};

/** What a translation has to say. */
export type Say = typeof en;
