/**
 * The additive facts from which every metric is made: what each counts, in which unit, and how two of them merge.
 * Refuses percentages, averages and percentiles: those are evaluated from facts and never stored.
 *
 * Every stored number is whole, so that a sum does not depend on the order in which records arrived:
 * durations are kept in milliseconds, survey scores in millionths.
 * A fact's code is written into stored blocks: once used, a code is never given to another fact.
 */

/** `sum` adds, `max` keeps the larger, `waits` is a wait histogram, `spans` one of days, `set` holds distinct members. */
export type FactKind = 'sum' | 'max' | 'waits' | 'spans' | 'set';

/**
 * The finest buckets in which a fact is kept. What depends on a category, or takes much room, starts with the hour;
 * what says something about staff or answers starts with the day.
 */
export const LEVELS = ['15min', 'hour', 'day'] as const;
export type Level = (typeof LEVELS)[number];

interface FactDefinition {
  code: number;
  kind: FactKind;
  /** default: '15min' */
  finest?: Level;
  /** what one unit of it is, for readers of the code and of the methods page */
  counts: string;
}

const define = <const T extends Record<string, FactDefinition>>(facts: T): T => facts;

export const FACTS = define({
  offered: { code: 1, kind: 'sum', counts: 'contacts that entered a queue' },
  answered: { code: 2, kind: 'sum', counts: 'contacts connected to a person' },
  abandoned: { code: 3, kind: 'sum', counts: 'contacts that left the queue before an answer' },
  shortAbandoned: { code: 4, kind: 'sum', counts: 'contacts abandoned within the configured short time' },
  contained: { code: 5, kind: 'sum', counts: 'contacts that ended in a menu or self-service' },
  blocked: { code: 6, kind: 'sum', counts: 'contacts refused: busy or blocked' },
  callback: { code: 7, kind: 'sum', counts: 'contacts that left the queue for a callback' },
  message: { code: 8, kind: 'sum', counts: 'contacts that left a message' },
  open: { code: 9, kind: 'sum', counts: 'contacts still open when last reported' },
  abandonedUnknown: {
    code: 10,
    kind: 'sum',
    counts: 'contacts of which the source does not say whether they were abandoned',
  },

  within20: { code: 11, kind: 'sum', counts: 'contacts answered within 20 s' },
  within60: { code: 12, kind: 'sum', counts: 'contacts answered within 60 s' },
  within120: { code: 13, kind: 'sum', counts: 'contacts answered within 120 s' },
  within300: { code: 14, kind: 'sum', counts: 'contacts answered within 300 s' },
  unknown20: { code: 15, kind: 'sum', counts: 'offered contacts not known at 20 s' },
  unknown60: { code: 16, kind: 'sum', counts: 'offered contacts not known at 60 s' },
  unknown120: { code: 17, kind: 'sum', counts: 'offered contacts not known at 120 s' },
  unknown300: { code: 18, kind: 'sum', counts: 'offered contacts not known at 300 s' },

  targetWithin: {
    code: 19,
    kind: 'sum',
    counts: 'contacts answered within the threshold of the target in force',
  },
  targetAbandoned: {
    code: 20,
    kind: 'sum',
    counts: 'contacts abandoned within the threshold of the target in force',
  },
  targetUnknown: {
    code: 21,
    kind: 'sum',
    counts: 'answered or abandoned contacts not known at the threshold of the target in force',
  },
  abandonWaitUnknown: { code: 22, kind: 'sum', counts: 'abandoned contacts whose wait is not known' },
  customerWithin: {
    code: 23,
    kind: 'sum',
    counts: "contacts whose need was met within the threshold on the customer's clock",
  },
  customerUnknown: { code: 24, kind: 'sum', counts: "contacts not known on the customer's clock" },

  waitMs: { code: 25, kind: 'sum', counts: 'milliseconds waited by answered contacts' },
  waitKnown: { code: 26, kind: 'sum', counts: 'answered contacts whose wait is known' },
  longestWaitMs: { code: 27, kind: 'max', counts: 'milliseconds of the longest wait, answered or abandoned' },
  waitsAnswered: { code: 28, kind: 'waits', finest: 'hour', counts: 'answered contacts by wait' },
  waitsAbandoned: { code: 29, kind: 'waits', finest: 'hour', counts: 'abandoned contacts by wait' },
  menuMs: { code: 30, kind: 'sum', finest: 'hour', counts: 'milliseconds in menus before the queue' },
  menuKnown: { code: 31, kind: 'sum', finest: 'hour', counts: 'contacts whose time in menus is known' },
  handleMs: { code: 32, kind: 'sum', finest: 'day', counts: 'milliseconds of talk, hold and wrap-up' },
  handleKnown: {
    code: 33,
    kind: 'sum',
    finest: 'day',
    counts: 'answered contacts whose handle time is known',
  },
  holdMs: { code: 34, kind: 'sum', finest: 'day', counts: 'milliseconds on hold while served' },
  holdKnown: { code: 35, kind: 'sum', finest: 'day', counts: 'answered contacts whose hold time is known' },

  transferred: {
    code: 36,
    kind: 'sum',
    finest: 'day',
    counts: 'answered contacts transferred at least once',
  },
  transfersKnown: {
    code: 37,
    kind: 'sum',
    finest: 'day',
    counts: 'answered contacts whose transfers are known',
  },
  resolved: {
    code: 39,
    kind: 'sum',
    finest: 'day',
    counts: 'contacts reported as resolved at first contact',
  },
  resolvedKnown: {
    code: 40,
    kind: 'sum',
    finest: 'day',
    counts: 'contacts for which the source says whether they were resolved',
  },
  complaints: { code: 41, kind: 'sum', finest: 'hour', counts: 'offered contacts that are complaints' },
  classified: { code: 42, kind: 'sum', finest: 'hour', counts: 'offered contacts with a category' },
  demandValue: { code: 43, kind: 'sum', finest: 'day', counts: 'offered contacts that are wanted demand' },
  demandFailure: { code: 44, kind: 'sum', finest: 'day', counts: 'offered contacts caused by a failure' },
  demandUnclear: {
    code: 45,
    kind: 'sum',
    finest: 'day',
    counts: 'offered contacts whose demand cannot be told',
  },

  casesOpened: { code: 46, kind: 'sum', counts: 'cases opened, by arrival' },
  casesClosed: { code: 47, kind: 'sum', counts: 'cases closed, by the moment of closing' },
  due: { code: 48, kind: 'sum', counts: 'cases due, by due time, once it has passed' },
  kept: { code: 49, kind: 'sum', counts: 'cases due and closed in time' },

  surveyAnswers: { code: 50, kind: 'sum', finest: 'day', counts: 'survey answers with a score' },
  surveySingle: { code: 51, kind: 'sum', finest: 'day', counts: 'survey answers known one by one' },
  surveyTop2: {
    code: 52,
    kind: 'sum',
    finest: 'day',
    counts: 'survey answers in the two best points of the scale',
  },
  scoreMicro: {
    code: 53,
    kind: 'sum',
    finest: 'day',
    counts: 'millionths of a point on the common scale 1 to 5, 5 the best',
  },
  rawScoreMicro: {
    code: 54,
    kind: 'sum',
    finest: 'day',
    counts: "millionths of a point on the survey's own scale",
  },
  surveyScales: { code: 55, kind: 'set', finest: 'day', counts: 'the scales that were used' },
  surveysSent: { code: 56, kind: 'sum', finest: 'day', counts: 'survey invitations delivered' },
  surveysReturned: {
    code: 57,
    kind: 'sum',
    finest: 'day',
    counts: 'survey answers, with or without a score',
  },
  recommendAnswers: {
    code: 58,
    kind: 'sum',
    finest: 'day',
    counts: 'answers to "would you recommend us", 0 to 10',
  },
  promoters: { code: 59, kind: 'sum', finest: 'day', counts: 'answers of 9 or 10' },
  detractors: { code: 60, kind: 'sum', finest: 'day', counts: 'answers of 0 to 6' },

  agentMs: { code: 61, kind: 'sum', finest: 'day', counts: 'milliseconds of agents on duty' },
  agents: { code: 62, kind: 'set', finest: 'day', counts: 'distinct agents who answered' },

  linked: { code: 63, kind: 'sum', finest: 'day', counts: 'offered contacts of a known customer' },
  first7: {
    code: 64,
    kind: 'sum',
    finest: 'day',
    counts: 'first contacts whose following 7 days have passed',
  },
  followed7: {
    code: 65,
    kind: 'sum',
    finest: 'day',
    counts: 'of those, followed by another about the same category',
  },
  first28: {
    code: 66,
    kind: 'sum',
    finest: 'day',
    counts: 'first contacts whose following 28 days have passed',
  },
  followed28: {
    code: 67,
    kind: 'sum',
    finest: 'day',
    counts: 'of those, followed by another about the same category',
  },
  repeat7: {
    code: 68,
    kind: 'sum',
    finest: 'day',
    counts: 'linked contacts with one before about the same category within 7 days',
  },
  repeat28: {
    code: 69,
    kind: 'sum',
    finest: 'day',
    counts: 'linked contacts with one before about the same category within 28 days',
  },

  answeredUnknown: {
    code: 70,
    kind: 'sum',
    counts: 'contacts of which the source does not say whether they were answered',
  },
  waitSummed: {
    code: 71,
    kind: 'sum',
    counts: 'answered contacts whose wait is known only as part of a sum',
  },
  targetUnknownAnswered: {
    code: 72,
    kind: 'sum',
    counts: 'answered contacts not known at the threshold of the target in force',
  },
  sentUnknown: {
    code: 73,
    kind: 'sum',
    finest: 'day',
    counts: 'survey answers in sums that do not say how many were invited',
  },

  halfHours: {
    code: 80,
    kind: 'sum',
    finest: 'day',
    counts: 'half-hours in which at least five were answered or gave up, while a target was in force',
  },
  halfHoursMet: { code: 81, kind: 'sum', finest: 'day', counts: 'of those, half-hours that met it' },
  containedMet: {
    code: 82,
    kind: 'sum',
    finest: 'day',
    counts: "contacts that ended in a menu or self-service, met in time on the customer's clock",
  },
  laterMet: {
    code: 83,
    kind: 'sum',
    finest: 'day',
    counts: "contacts left for a callback or a message, or open, met in time on the customer's clock",
  },
  customerWaitWithin: {
    code: 84,
    kind: 'sum',
    finest: 'day',
    counts: "contacts answered whose wait alone is within the threshold of the customer's clock",
  },
  promisesDue: {
    code: 85,
    kind: 'sum',
    finest: 'day',
    counts: 'promises that fell due, by due time, once it has passed; those withdrawn by then left out',
  },
  promisesKept: { code: 86, kind: 'sum', finest: 'day', counts: 'of those, done by their due time' },
  promisesLate: { code: 87, kind: 'sum', finest: 'day', counts: 'of those, done after their due time' },
  promisesUnknown: {
    code: 88,
    kind: 'sum',
    finest: 'day',
    counts: 'promises of which the records do not say when they were due, or whether they were kept',
  },
  promiseSpans: {
    code: 89,
    kind: 'spans',
    finest: 'day',
    counts: 'promises done, by the time from making to doing',
  },
  promiseDays: {
    code: 90,
    kind: 'spans',
    finest: 'day',
    counts: 'promises done, by the civil days from making to doing',
  },
  openSpans: {
    code: 91,
    kind: 'spans',
    finest: 'day',
    counts: 'promises due and not done, by the time from making to due',
  },
  openDays: {
    code: 92,
    kind: 'spans',
    finest: 'day',
    counts: 'promises due and not done, by the civil days from making to due',
  },
  promisesWithdrawn: {
    code: 93,
    kind: 'sum',
    finest: 'day',
    counts: 'promises that customers took back by their due time, by due time',
  },
  promisesGivenUp: {
    code: 94,
    kind: 'sum',
    finest: 'day',
    counts: 'promises that customers took back when they were overdue',
  },
  causable: {
    code: 95,
    kind: 'sum',
    finest: 'day',
    counts: 'offered contacts that are problems or complaints',
  },
  causeStated: { code: 96, kind: 'sum', finest: 'day', counts: 'of those, with a cause' },
  outcomeKnown: {
    code: 97,
    kind: 'sum',
    finest: 'day',
    counts: 'offered contacts of which the source says whether the need was met',
  },
  chasing: { code: 98, kind: 'sum', finest: 'day', counts: 'offered contacts that chase progress' },
  chasingKnown: {
    code: 99,
    kind: 'sum',
    finest: 'day',
    counts: 'offered contacts of which it is known whether they chase progress',
  },
  complaintCases: { code: 105, kind: 'sum', finest: 'day', counts: 'complaints that are cases, by arrival' },
  complaintDays: {
    code: 106,
    kind: 'waits',
    finest: 'day',
    counts: 'complaints that were closed, by begun days from arrival to closing',
  },
  scoreSquareMicro: {
    code: 113,
    kind: 'sum',
    finest: 'day',
    counts: 'millionths of a squared point on the common scale',
  },
  squaresKnown: {
    code: 114,
    kind: 'sum',
    finest: 'day',
    counts: 'survey answers whose squares are known: single ones, and sums with a standard deviation',
  },
  surveyPoint1: { code: 115, kind: 'sum', finest: 'day', counts: 'single answers nearest to 1, the worst' },
  surveyPoint2: { code: 116, kind: 'sum', finest: 'day', counts: 'single answers nearest to 2' },
  surveyPoint3: { code: 117, kind: 'sum', finest: 'day', counts: 'single answers nearest to 3' },
  surveyPoint4: { code: 118, kind: 'sum', finest: 'day', counts: 'single answers nearest to 4' },
  surveyPoint5: { code: 119, kind: 'sum', finest: 'day', counts: 'single answers nearest to 5, the best' },
});

export type FactId = keyof typeof FACTS;
/** The facts of one kind; the compiler then refuses, say, to add a histogram to a sum. */
export type FactOf<K extends FactKind> = {
  [F in FactId]: (typeof FACTS)[F]['kind'] extends K ? F : never;
}[FactId];

export const FACT_IDS = Object.keys(FACTS) as FactId[];
export const MAX_FACT_CODE = Math.max(...FACT_IDS.map((id) => FACTS[id].code));

/** The facts of repeat contacts, kept apart because they change for weeks after a contact (see db/rollup/links.ts). */
export const LINK_FACTS: readonly FactId[] = [
  'linked',
  'first7',
  'followed7',
  'first28',
  'followed28',
  'repeat7',
  'repeat28',
];

/** The facts of surveys: they come from other records than those of contacts, and on other days. */
export const SURVEY_FACTS: readonly FactId[] = [
  'surveyAnswers',
  'surveySingle',
  'surveyTop2',
  'scoreMicro',
  'rawScoreMicro',
  'surveyScales',
  'surveysSent',
  'surveysReturned',
  'recommendAnswers',
  'promoters',
  'detractors',
  'scoreSquareMicro',
  'squaresKnown',
  'surveyPoint1',
  'surveyPoint2',
  'surveyPoint3',
  'surveyPoint4',
  'surveyPoint5',
];

const byCode: (FactId | undefined)[] = [];
for (const id of FACT_IDS) {
  const { code } = FACTS[id];
  if (byCode[code] !== undefined) throw new Error(`facts ${byCode[code]} and ${id} share the code ${code}`);
  byCode[code] = id;
}

/** The fact that a stored code stands for; undefined for a code written by a newer version. */
export function factOfCode(code: number): FactId | undefined {
  return byCode[code];
}

/** The finest buckets in which a fact is kept. */
export function finestLevel(id: FactId): Level {
  const { finest }: FactDefinition = FACTS[id];
  return finest ?? '15min';
}
