/**
 * What one record adds to the facts of the bucket it belongs to.
 * Owns the step from a stored record to facts; refuses to know buckets, cells or the database.
 */
import { CATEGORIES, DEMANDS, OUTCOMES } from './contact.ts';
import { FACT_IDS, FACTS, type FactOf, finestLevel, LEVELS, type Level } from './fact.ts';
import { binOf } from './histogram.ts';

/** What a record adds to blocks of one level: parallel lists, reused from record to record, for millions pass through. */
export class TallyPart {
  size = 0;
  readonly codes = new Uint8Array(64);
  readonly amounts = new Float64Array(64);
  /** bins of the wait histograms, −1 for none */
  answeredBin = -1;
  abandonedBin = -1;
  longestMs = 0;
  /** bin of the days that a complaint took, −1 for none */
  caseDaysBin = -1;
  /** members of sets, −1 for none */
  agent = -1;
  scale = -1;

  clear(): void {
    this.size = 0;
    this.answeredBin = -1;
    this.abandonedBin = -1;
    this.longestMs = 0;
    this.caseDaysBin = -1;
    this.agent = -1;
    this.scale = -1;
  }
}

const levelOfCode: (Level | undefined)[] = [];
for (const id of FACT_IDS) levelOfCode[FACTS[id].code] = finestLevel(id);

/** What one record adds, parted by the finest buckets in which each fact is kept. */
export class Tally {
  readonly parts: Readonly<Record<Level, TallyPart>> = {
    '15min': new TallyPart(),
    hour: new TallyPart(),
    day: new TallyPart(),
  };

  clear(): void {
    for (const level of LEVELS) this.parts[level].clear();
  }

  add(fact: FactOf<'sum'>, amount = 1): void {
    if (amount === 0) return;
    const { code } = FACTS[fact];
    const part = this.parts[levelOfCode[code]!];
    part.codes[part.size] = code;
    part.amounts[part.size] = amount;
    part.size++;
  }

  /** One wait: its histogram bin, and its length for the longest. */
  addWait(end: 'answered' | 'abandoned', waitSeconds: number): void {
    const { hour } = this.parts;
    if (end === 'answered') hour.answeredBin = binOf(waitSeconds);
    else hour.abandonedBin = binOf(waitSeconds);
    this.parts['15min'].longestMs = milliseconds(waitSeconds);
  }
}

/** A stored contact: vocabularies as positions in the lists of contact.ts, −1 or null where not said. */
export interface StoredContact {
  arrivedAt: number;
  outcome: number;
  category: number | null;
  cause: number | null;
  demand: number | null;
  menuSeconds: number | null;
  waitSeconds: number | null;
  holdSeconds: number | null;
  handleSeconds: number | null;
  transfers: number | null;
  dueAt: number | null;
  closedAt: number | null;
  resolvedFirst: number | null;
  agent: number | null;
}

/** The thresholds in force for the record's channel on its day, in seconds. */
export interface Thresholds {
  shortAbandon: number;
  internal: number;
  customer: number;
}

const ANSWERED = OUTCOMES.indexOf('answered');
const ABANDONED = OUTCOMES.indexOf('abandoned');
const CONTAINED = OUTCOMES.indexOf('contained');
const BLOCKED = OUTCOMES.indexOf('blocked');
const CALLBACK = OUTCOMES.indexOf('callback');
const MESSAGE = OUTCOMES.indexOf('message');
const OPEN = OUTCOMES.indexOf('open');
const COMPLAINT = CATEGORIES.indexOf('complaint');
const PROBLEM = CATEGORIES.indexOf('problem');
const DEMAND_FACTS = { value: 'demandValue', failure: 'demandFailure', unclear: 'demandUnclear' } as const;

const milliseconds = (seconds: number) => Math.round(seconds * 1000);

/** A contact is a case when it is left open, or has a time by which it is due or at which it was closed. */
export function isCase(contact: Pick<StoredContact, 'outcome' | 'dueAt' | 'closedAt'>): boolean {
  return contact.outcome === OPEN || contact.dueAt !== null || contact.closedAt !== null;
}

/** Problems and complaints have a cause; of other contacts none is asked. */
function isCausable(category: number | null): boolean {
  return category === PROBLEM || category === COMPLAINT;
}

/** What a contact adds to the bucket in which it arrived; closings from `closingsBefore` on are not known yet. */
export function tallyArrival(
  contact: StoredContact,
  thresholds: Thresholds,
  tally: Tally,
  closingsBefore = Infinity,
): void {
  tally.clear();
  const { outcome, waitSeconds, handleSeconds, menuSeconds, holdSeconds } = contact;
  const offered = outcome !== CONTAINED && outcome !== BLOCKED;
  if (offered) {
    tally.add('offered');
    if (contact.category !== null) tally.add('classified');
    if (contact.category === COMPLAINT) tally.add('complaints');
    if (isCausable(contact.category)) {
      tally.add('causable');
      if (contact.cause !== null) tally.add('causeStated');
    }
    if (contact.resolvedFirst !== null) tally.add('outcomeKnown');
    if (contact.demand !== null) tally.add(DEMAND_FACTS[DEMANDS[contact.demand]!]);
  }
  if (isCase(contact)) {
    tally.add('casesOpened');
    if (contact.category === COMPLAINT && offered) tallyComplaintCase(contact, closingsBefore, tally);
  }
  if (menuSeconds !== null) {
    tally.add('menuMs', milliseconds(menuSeconds));
    tally.add('menuKnown');
  }
  if (contact.resolvedFirst !== null) {
    tally.add('resolvedKnown');
    tally.add('resolved', contact.resolvedFirst);
  }
  if (outcome === ANSWERED) {
    tally.add('answered');
    if (waitSeconds === null) {
      tally.add('unknown20');
      tally.add('unknown60');
      tally.add('unknown120');
      tally.add('unknown300');
      tally.add('targetUnknown');
      tally.add('targetUnknownAnswered');
    } else {
      if (waitSeconds <= 20) tally.add('within20');
      if (waitSeconds <= 60) tally.add('within60');
      if (waitSeconds <= 120) tally.add('within120');
      if (waitSeconds <= 300) tally.add('within300');
      if (waitSeconds <= thresholds.internal) tally.add('targetWithin');
      if (waitSeconds <= thresholds.customer) tally.add('customerWaitWithin');
      tally.add('waitMs', milliseconds(waitSeconds));
      tally.add('waitKnown');
      tally.addWait('answered', waitSeconds);
    }
    if (handleSeconds !== null) {
      tally.add('handleMs', milliseconds(handleSeconds));
      tally.add('handleKnown');
    }
    if (holdSeconds !== null) {
      tally.add('holdMs', milliseconds(holdSeconds));
      tally.add('holdKnown');
    }
    if (contact.transfers !== null) {
      tally.add('transfersKnown');
      if (contact.transfers > 0) tally.add('transferred');
    }
    if (contact.agent !== null) tally.parts.day.agent = contact.agent;
  } else if (outcome === ABANDONED) {
    tally.add('abandoned');
    if (waitSeconds === null) {
      tally.add('abandonWaitUnknown');
    } else {
      if (waitSeconds <= thresholds.shortAbandon) tally.add('shortAbandoned');
      if (waitSeconds <= thresholds.internal) tally.add('targetAbandoned');
      tally.addWait('abandoned', waitSeconds);
    }
  } else if (outcome === CONTAINED) tally.add('contained');
  else if (outcome === BLOCKED) tally.add('blocked');
  else if (outcome === CALLBACK) tally.add('callback');
  else if (outcome === MESSAGE) tally.add('message');
  else if (outcome === OPEN) tally.add('open');

  const elapsed = customerSeconds(contact);
  if (elapsed === undefined) tally.add('customerUnknown');
  else if (elapsed <= thresholds.customer) {
    tally.add('customerWithin');
    if (outcome === CONTAINED) tally.add('containedMet');
    else if (outcome !== ANSWERED) tally.add('laterMet');
  }
}

const DAY_SECONDS = 86_400;

/** A complaint that is left open stays among the cases: whoever asks how long complaints took must not forget it. */
function tallyComplaintCase({ arrivedAt, closedAt }: StoredContact, before: number, tally: Tally): void {
  tally.add('complaintCases');
  if (closedAt === null || closedAt >= before) return;
  tally.parts.day.caseDaysBin = binOf(Math.ceil(Math.max(0, closedAt - arrivedAt) / DAY_SECONDS));
}

/**
 * Seconds from the first ask until the customer's need was met: Infinity when it was not, undefined when the
 * source does not say. Where no closing time is known, an answered need counts as met when a person answers.
 * Source: reference 2, points 1 and 2.
 */
export function customerSeconds(contact: StoredContact): number | undefined {
  const { outcome, closedAt } = contact;
  if (outcome === ABANDONED || outcome === BLOCKED) return Infinity;
  if (closedAt !== null) return closedAt - contact.arrivedAt;
  if (outcome === CONTAINED) return contact.resolvedFirst === 1 ? (contact.menuSeconds ?? 0) : Infinity;
  if (outcome !== ANSWERED) return Infinity;
  return contact.waitSeconds === null ? undefined : (contact.menuSeconds ?? 0) + contact.waitSeconds;
}

/** What a case adds to the bucket in which it was closed. */
export function tallyClosing(tally: Tally): void {
  tally.clear();
  tally.add('casesClosed');
}

/** What a case adds to the bucket in which it was due. */
export function tallyDue(dueAt: number, closedAt: number | null, tally: Tally): void {
  tally.clear();
  tally.add('due');
  if (closedAt !== null && closedAt <= dueAt) tally.add('kept');
}

/** A stored interval; null where the source did not say. */
export interface StoredInterval {
  offered: number | null;
  answered: number | null;
  abandoned: number | null;
  blocked: number | null;
  category: number | null;
  cause: number | null;
  withinSeconds: number | null;
  answeredWithin: number | null;
  waitTotalSeconds: number | null;
  handleTotalSeconds: number | null;
}

/** What an interval's sums add to its bucket. What they cannot say is counted as unknown, never as zero. */
export function tallyInterval(interval: StoredInterval, thresholds: Thresholds, tally: Tally): void {
  tally.clear();
  const offered = interval.offered ?? (interval.answered ?? 0) + (interval.abandoned ?? 0);
  const answered = interval.answered ?? 0;
  const abandoned = interval.abandoned ?? 0;
  const within = interval.answeredWithin;
  const knownAt = (seconds: number) => within !== null && interval.withinSeconds === seconds;
  tally.add('offered', offered);
  tally.add('answered', answered);
  tally.add('abandoned', abandoned);
  tally.add('blocked', interval.blocked ?? 0);
  if (interval.abandoned === null) tally.add('abandonedUnknown', Math.max(0, offered - answered));
  if (interval.answered === null) tally.add('answeredUnknown', Math.max(0, offered - abandoned));
  tally.add('abandonWaitUnknown', abandoned);
  if (interval.category !== null) tally.add('classified', offered);
  if (interval.category === COMPLAINT) tally.add('complaints', offered);
  if (isCausable(interval.category)) {
    tally.add('causable', offered);
    if (interval.cause !== null) tally.add('causeStated', offered);
  }

  for (const seconds of [20, 60, 120, 300] as const) {
    if (knownAt(seconds)) tally.add(`within${seconds}`, within!);
    else tally.add(`unknown${seconds}`, offered);
  }
  // Of how many answered these are the ones in time has to be known as well.
  if (knownAt(thresholds.internal) && interval.answered !== null) tally.add('targetWithin', within!);
  else {
    tally.add('targetUnknown', answered + abandoned);
    tally.add('targetUnknownAnswered', answered);
  }
  // A sum says nothing of menus, nor of how long one contact took: the customer's clock cannot be told.
  tally.add('customerUnknown', offered + (interval.blocked ?? 0));

  // A sum without its count makes no mean.
  if (interval.waitTotalSeconds !== null && interval.answered !== null) {
    tally.add('waitMs', milliseconds(interval.waitTotalSeconds));
    tally.add('waitKnown', answered);
    tally.add('waitSummed', answered);
  }
  if (interval.handleTotalSeconds !== null && interval.answered !== null) {
    tally.add('handleMs', milliseconds(interval.handleTotalSeconds));
    tally.add('handleKnown', answered);
  }
}

/** A stored survey answer (`isAggregate` false, n 1) or an aggregate of many. */
export interface StoredSurvey {
  isAggregate: boolean;
  n: number;
  mean: number | null;
  /** of an aggregate: between its answers, on its own scale; null: not said */
  sd: number | null;
  scaleMin: number | null;
  scaleMax: number | null;
  bestIsLow: boolean;
  recommend: number | null;
  sent: number | null;
}

/** The common scale on which satisfaction is published: 1 to 5, 5 the best. */
const COMMON_LOW = 1;
const COMMON_SPAN = 4;
/** Scales with more points than this (0 to 100, say) count their best fifth as the two best points. */
const MOST_POINTS = 11;

/** A score on the common scale; 1 is the worst, 5 the best, whatever the survey's own scale and direction. */
export function commonScore(score: number, scaleMin: number, scaleMax: number, bestIsLow: boolean): number {
  const fromWorst = bestIsLow ? scaleMax - score : score - scaleMin;
  return COMMON_LOW + (COMMON_SPAN * fromWorst) / (scaleMax - scaleMin);
}

/** Whether a score is in the two best points of its scale. */
export function isTopTwo(score: number, scaleMin: number, scaleMax: number, bestIsLow: boolean): boolean {
  const span = scaleMax - scaleMin;
  const fromBest = bestIsLow ? score - scaleMin : scaleMax - score;
  return fromBest <= (span + 1 > MOST_POINTS ? span / 5 : 1);
}

/** The points of the common scale, the worst first: answers on scales of other points count at the nearest. */
export const SURVEY_POINTS = [
  'surveyPoint1',
  'surveyPoint2',
  'surveyPoint3',
  'surveyPoint4',
  'surveyPoint5',
] as const satisfies readonly FactOf<'sum'>[];

/** Half-way scores count at the better point. */
function pointOf(common: number): (typeof SURVEY_POINTS)[number] {
  const at = Math.round(common) - COMMON_LOW;
  return SURVEY_POINTS[Math.min(Math.max(at, 0), COMMON_SPAN)]!;
}

/** Above the codes of all scales of whole numbers. */
const FIRST_OTHER_CODE = 2 ** 22;
const OTHER_CODES = 2 ** 28;

/**
 * A scale as one whole number below 2^31, a member of the set of scales in use. One with half points, or with ends far below
 * zero, has a number made of how it is written, which it might share with one in 268 million others.
 */
export function scaleCode(scaleMin: number, scaleMax: number, bestIsLow: boolean): number {
  const low = bestIsLow ? 1 : 0;
  const whole = ((scaleMin + 500) * 1001 + scaleMax) * 2 + low;
  if (Number.isInteger(scaleMin) && Number.isInteger(scaleMax) && whole >= 0) return whole;
  let code = 0;
  for (const character of `${scaleMin}/${scaleMax}`)
    code = (code * 31 + character.charCodeAt(0)) % OTHER_CODES;
  return FIRST_OTHER_CODE + code * 2 + low;
}

/** What a survey answer, or an aggregate of answers, adds to its bucket. */
export function tallySurvey(survey: StoredSurvey, tally: Tally): void {
  tally.clear();
  tally.add('surveysSent', survey.sent ?? 0);
  tally.add('surveysReturned', survey.n);
  if (survey.isAggregate && survey.sent === null) tally.add('sentUnknown', survey.n);
  if (survey.recommend !== null) {
    tally.add('recommendAnswers');
    if (survey.recommend >= 9) tally.add('promoters');
    else if (survey.recommend <= 6) tally.add('detractors');
  }
  const { mean, sd, scaleMin, scaleMax, bestIsLow, n } = survey;
  if (mean === null || scaleMin === null || scaleMax === null || n === 0) return;
  const common = commonScore(mean, scaleMin, scaleMax, bestIsLow);
  tally.add('surveyAnswers', n);
  tally.add('scoreMicro', Math.round(common * n * 1e6));
  tally.add('rawScoreMicro', Math.round(mean * n * 1e6));
  tally.parts.day.scale = scaleCode(scaleMin, scaleMax, bestIsLow);
  if (!survey.isAggregate) {
    tally.add('surveySingle');
    tally.add('scoreSquareMicro', Math.round(common ** 2 * 1e6));
    tally.add('squaresKnown');
    tally.add(pointOf(common));
    if (isTopTwo(mean, scaleMin, scaleMax, bestIsLow)) tally.add('surveyTop2');
  } else if (sd !== null || n === 1) {
    // Sources state the standard deviation of a sample: n − 1 below.
    const deviation = (COMMON_SPAN * (sd ?? 0)) / (scaleMax - scaleMin);
    tally.add('scoreSquareMicro', Math.round((n * common ** 2 + (n - 1) * deviation ** 2) * 1e6));
    tally.add('squaresKnown', n);
  }
}
