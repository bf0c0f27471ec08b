/** What is said of the coming days, in advice on when to come, and of how good both were. */
import { listIn } from '../list.ts';

export const outlook = {
  comingDays: {
    kicker: 'The coming days',
    heading: (quiet: string, few: string, busy: string, many: string, contacts: string) =>
      `Quietest on ${quiet}, about ${few} ${contacts}; busiest on ${busy}, about ${many}`,
    headingQuiet: (day: string, count: string, contacts: string) =>
      `Quietest on ${day}, about ${count} ${contacts}; no clear busiest day`,
    headingBusy: (day: string, count: string, contacts: string) =>
      `Busiest on ${day}, about ${count} ${contacts}; no clear quietest day`,
    headingAlike: (low: string, high: string, contacts: string) =>
      `No clear quietest day: about ${low} to ${high} ${contacts} a day`,
    headingOne: (day: string, count: string, contacts: string) =>
      `About ${count} ${contacts} expected on ${day}`,
    headingPlain: (low: string, high: string, contacts: string) =>
      `About ${low} to ${high} ${contacts} expected a day`,
    headingSame: (count: string, contacts: string) => `About ${count} ${contacts} expected a day`,
    headingHidden: 'How many are expected is hidden to protect people',
    headingClosed: 'Closed on each of the coming days',
    /** an open day that is shorter or longer than most */
    openFor: (day: string, hours: string, most: string) =>
      `On ${day} the lines are open for ${hours}, on most days for ${most}.`,
    bars: (contacts: string) =>
      `Each bar is one hour of the ${contacts} expected; its number is the day’s highest.`,
    dots: (contacts: string) => `Each dot is the ${contacts} expected on one day.`,
    band: '8 of 10 such hours fall inside the soft band.',
    bandOfDay: '8 of 10 such days fall inside the soft band.',
    noBand: 'No range is shown before 20 forecasts have been held against the days that came.',
    signs: 'A tick marks the best hours, a cross those to avoid.',
    over: 'Grey hours are over.',
    noClear: 'No hours are recommended: all are about alike, or too little is known to tell them apart.',
    chances: 'How many agents will be there is not known. Best and worst hours are those of recent weeks.',
    chancesStaffed: 'Best and worst hours go by the agents who will be there and by recent weeks.',
    fragile: 'With a little more than expected the queue would grow all hour.',
    fragileNote: (share: string) => `${share}; agents without slack`,
    turns: 'Hours that are as good take turns from day to day, so that advice makes no rush of its own.',
    tooFewPerHour: 'Hours of which very few contacts are expected are hidden to protect people.',
    title: (day: string, from: string, to: string, count: string, contacts: string) =>
      `${day}, ${from} to ${to}: about ${count} ${contacts}.`,
    titleRange: (
      day: string,
      from: string,
      to: string,
      count: string,
      contacts: string,
      low: string,
      high: string,
    ) => `${day}, ${from} to ${to}: about ${count} ${contacts}; 8 of 10 such hours have ${low} to ${high}.`,
    titleOver: (day: string, from: string, to: string, count: string, contacts: string) =>
      `${day}, ${from} to ${to}: over; about ${count} ${contacts} had been expected.`,
    titleBare: (day: string, from: string, to: string, reading: string) =>
      `${day}, ${from} to ${to}: ${reading}.`,
    titleBest: (share: string, time: string) => `One of the best hours: ${share} get through within ${time}.`,
    titleAvoid: (share: string, time: string) => `Better avoided: ${share} get through within ${time}.`,
    about: (count: string) => `about ${count}`,
    best: 'best',
    avoid: 'avoid',
    bestHours: (hours: string) => `Best ${hours}`,
    avoidHours: (hours: string) => `Avoid ${hours}`,
    /** in place of "closed" where no hours are stated */
    noneExpected: 'nobody expected',
    closedOn: (name: string) => `closed, ${name}`,
    table: (contacts: string) => `Day by day: ${contacts} expected, best hours and hours to avoid`,
    day: 'Day',
    expected: 'Expected',
    range: '8 of 10 such days',
    bestColumn: 'Best hours',
    avoidColumn: 'Hours to avoid',
    inTime: (share: string) => `${share} in time`,
    noHours: 'none clear',
    hoursTable: (contacts: string) => `Hour by hour: ${contacts} expected, and where 8 of 10 such hours lie`,
    hour: 'From',
    bestNote: (range: string) => `${range} best`.trim(),
    avoidNote: (range: string) => `${range} avoid`.trim(),
    figure: (heading: string, from: string, to: string) =>
      `${heading}. Bars of what is expected by the hour, ${from} to ${to}.`,
    figureDays: (heading: string, from: string, to: string) =>
      `${heading}. Dots of what is expected by the day, ${from} to ${to}.`,
    sourceAdvice: 'Best times',
    sourceForecast: 'Forecast',
    absentHeading: 'What is expected of the coming days cannot be told',
    absent: 'No forecast has been published.',
    reasons: {
      no_records: 'There are no records from which anything could be forecast.',
      too_few: 'So few get in touch that a forecast would tell something of single people.',
      records_ended: 'The records ended too long ago: what they tell of the coming days is not known.',
      not_by_the_hour: 'The records tell no hours, so no hours can be recommended.',
      not_yet: 'The first forecast has not been made yet. It comes with the next count of the records.',
    } as Readonly<Record<string, string>>,
  },

  callAdvice: {
    /** "9 in 10 of them" */
    people: { phone: 'callers' } as Readonly<Record<string, string>>,
    anyPeople: 'customers',
    or: (parts: readonly string[]) => listIn('en-GB', parts, 'disjunction'),
    from: (from: string, to: string) => `from ${from} to ${to}`,
    span: (from: string, to: string) => `${from} to ${to}`,
    best: (day: string, when: string, share: string, time: string, recent: string) =>
      `${day}: best ${when}, when ${share} get through within ${time}${recent}.`,
    recent: (low: string, high: string) => ` (in recent weeks ${low} to ${high} in 10)`,
    recentAlike: (part: string) => ` (in recent weeks ${part} in 10)`,
    recentAll: ' (in recent weeks nearly all)',
    avoid: (when: string, share: string) => `Avoid ${when}: ${share}.`,
    avoidAlone: (when: string, share: string, time: string) =>
      `Avoid ${when}: ${share} get through within ${time}.`,
    noClear: (day: string) => `${day}: no clear best time.`,
    closed: (day: string) => `${day}: closed.`,
    noneExpected: (day: string) => `${day}: nobody is expected.`,
    named: (day: string, name: string) => `${day}, ${name}`,
    allAlike:
      'No clear best time in the coming days: all hours are about alike, or too little is known to tell them apart.',
  },

  trackRecord: {
    kicker: 'How good past forecasts were',
    heading: (ours: string, rival: string, theirs: string) =>
      `Forecasts missed by ${ours} on average; ${rival} by ${theirs}`,
    headingWorse: (ours: string, rival: string, theirs: string) =>
      `Forecasts missed by ${ours} on average; ${rival} did better, with ${theirs}`,
    headingSame: (ours: string, rival: string) =>
      `Forecasts missed by ${ours} on average, as much as ${rival}`,
    headingAlone: (ours: string) => `Forecasts missed by ${ours} on average`,
    headingAdvice: (hits: string, hours: string) =>
      `${hits} of ${hours} recommended hours were quicker than their day`,
    headingHidden: 'How good past forecasts were is hidden to protect people',
    methods: {
      candour: 'this forecast',
      last_week: 'the same day last week',
      mean_of_8: 'the mean of the last eight such weekdays',
      same_weekday_mean: 'the mean of all such weekdays',
    },
    period: (from: string, to: string) =>
      `Each dot is what came on one day, ${from} to ${to}; the line is what was forecast that morning.`,
    advice: (hits: string, hours: string) =>
      `${hits} of ${hours} recommended hours were quicker than their day.`,
    adviceReplayed: (hits: string, hours: string) =>
      `${hits} of ${hours} hours that would have been recommended were quicker than their day.`,
    untoldCell: 'not said',
    adviceAhead: (ours: string, rival: string, theirs: string) =>
      `In them ${ours} in 100 more got through in time than on the whole day; with hours picked by ${rival}, ${theirs}.`,
    adviceBehind: (ours: string, rival: string, theirs: string) =>
      `In them ${ours} in 100 more got through in time than on the whole day. Hours picked by ${rival} would have done better: ${theirs} in 100.`,
    adviceSame: (ours: string, rival: string) =>
      `In them ${ours} in 100 more got through in time than on the whole day, as with hours picked by ${rival}.`,
    replayedAll:
      'All of these days are replayed: they were forecast later, from nothing but what was known on their morning.',
    replayedSome: (days: string, of: string) =>
      `${days} of the ${of} days are replayed: they were forecast later, from nothing but what was known on their morning.`,
    covered: (inside80: string, inside95: string) =>
      `A range promises that 80 or 95 of 100 counts fall inside. A day ahead ${inside80} and ${inside95} did.`,
    noRanges: 'No range is shown: there are fewer than 20 days by which it could be measured.',
    widens:
      'Where fewer fall inside than promised, the next ranges become wider by themselves, and narrower where more do; with fewer than 20 days of record none is shown.',
    gaps: 'A gap is a day on which nobody was expected, such as a closed one. A tick is a day of which nothing is said: too few got in touch, or its records are not whole.',
    errorNote:
      'The error is how far forecasts lay from what came, hour by hour and added up, out of all that came. The score of the ranges is lower the narrower they are and the less they miss, in contacts.',
    errorNoteDays:
      'The error is how far forecasts lay from what came, day by day and added up, out of all that came. The score of the ranges is lower the narrower they are and the less they miss, in contacts.',
    quickerNote:
      'Quicker: more got through in time in the hour than on the whole day. The lift is how many more of 100, on average.',
    forecast: 'forecast',
    came: 'what came',
    inside80: '8 of 10 days',
    inside95: '19 of 20 days',
    outside80: 'outside 8 of 10',
    outside95: 'outside 19 of 20',
    replayed: 'replayed',
    published: 'published',
    untold: 'Tick: nothing said of the day',
    title: (day: string, came: string, expected: string) =>
      `${day}: ${came} came, ${expected} were forecast.`,
    titleRange: (day: string, came: string, expected: string, low: string, high: string) =>
      `${day}: ${came} came, ${expected} were forecast (8 of 10 times ${low} to ${high}).`,
    titleOutside80: 'Outside that range.',
    titleOutside95: 'Outside the range of 19 of 20 too.',
    titleReplayed: 'Replayed.',
    titleUntold: (day: string) => `${day}: nothing is said of this day.`,
    scoreTable: 'Forecasts against plain rules, by how many days ahead',
    method: 'Forecast by',
    ahead: (days: number) => (days === 1 ? '1 day ahead' : `${days} days ahead`),
    error: 'Error',
    within80: 'Inside the 80% range',
    within95: 'Inside the 95% range',
    pinball: 'Score of the ranges',
    least: 'least',
    adviceTable: 'Recommended hours against plain rules',
    pickedBy: 'Picked by',
    ours: 'our advice',
    hours: 'Hours',
    hits: 'Quicker than their day',
    lift: 'Lift, of 100',
    most: 'most',
    dayTable: 'Forecast and what came, day by day',
    day: 'Day',
    forecastColumn: 'Forecast',
    range80: '8 of 10',
    range95: '19 of 20',
    cameColumn: 'Came',
    inside: 'Inside',
    insideOf: { both: 'yes', only95: 'only 19 of 20', none: 'no' },
    made: 'Forecast is',
    hitsColumn: 'Quicker hours',
    hitsOf: (hits: string, hours: string) => `${hits} of ${hours}`,
    figure: (heading: string, from: string, to: string) =>
      `${heading}. Days from ${from} to ${to}: what was forecast, its ranges and what came.`,
    source: 'Track record',
    sentence: (hits: string, hours: string, from: string, to: string) =>
      `From ${from} to ${to}, ${hits} of ${hours} recommended hours were quicker than their day.`,
    sentenceReplayed: (hits: string, hours: string, from: string, to: string) =>
      `From ${from} to ${to}, ${hits} of ${hours} hours that would have been recommended were quicker than their day.`,
    sentenceMixed: (hits: string, hours: string, from: string, to: string, replayed: string, days: string) =>
      `From ${from} to ${to}, ${hits} of ${hours} recommended hours were quicker than their day; ${replayed} of the ${days} days are replayed.`,
    sentenceError: (error: string, from: string, to: string) =>
      `From ${from} to ${to}, forecasts missed by ${error} on average.`,
    sentenceNone: 'How good such advice was cannot be told yet: no day of it is over.',
    absentHeading: 'How good past forecasts were cannot be told yet',
    absent: 'No forecast has been held against a day that is over. The record begins with the first one.',
  },
};
