/**
 * The registry: every public metric, defined once, as data.
 * Evaluation, API, CSV metadata, the methods pages and the charts read it; none of them may define a metric again.
 */

import { GRAINS, type Grain } from './bucket.ts';
import { type FactId, type FactOf, finestLevel, SURVEY_FACTS } from './fact.ts';
import { COMPLAINTS_FINAL, COUNTS_FINAL, LINKS_FINAL } from './finality.ts';
import { PLAIN_WORDS, type Topic, topicOf } from './metric-words.ts';
import { nearestName } from './nearest-name.ts';

/** A linear combination of summed facts. */
export type Sum = Partial<Record<FactOf<'sum'>, number>>;

/** `days` are 86,400 seconds of age; `points` run from −100 to 100; `score` from 1 to 5. */
export const UNITS = ['count', 'share', 'seconds', 'days', 'per_1000', 'score', 'points'] as const;
export type Unit = (typeof UNITS)[number];

export type Value =
  /** a number of contacts or answers */
  | { kind: 'count'; of: Sum }
  /** numerator ÷ denominator × scale; null where the denominator is 0. `n`: the contacts behind it where the
   *  denominator does not count them; `parts`: the numerator counts some of the denominator; `beside`: the rest of it in
   *  the parts that are published too, for where one of them is small, this one would tell it */
  | { kind: 'ratio'; of: Sum; per: Sum; n?: Sum; scale?: number; parts?: boolean; beside?: readonly Sum[] }
  /** the wait that a share `p` of patient customers would not exceed; `answered_only` ignores who gave up */
  | { kind: 'wait_quantile'; p: number; method: 'kaplan_meier' | 'answered_only' }
  /** the largest single value */
  | { kind: 'longest'; of: FactOf<'max'>; scale: number }
  /** what is still there at the end of the bucket: everything that came, less everything that went */
  | { kind: 'stock'; came: Sum; went: Sum }
  /** the age of what is still there at the end of the bucket */
  | { kind: 'age_quantile'; p: number }
  /** the begun days from arrival to closing that a share `p` of the cases that came in the bucket did not exceed */
  | { kind: 'days_quantile'; p: number; cases: FactOf<'sum'>; days: FactOf<'waits'> };

export interface Metric {
  id: string;
  label: string;
  unit: Unit;
  /** what it speaks of */
  topic: Topic;
  value: Value;
  /** contacts about which the source is silent, and among how many; beyond UNKNOWN_TOLERANCE the value is `missing` */
  unknown?: { of: Sum; among: Sum };
  /** which way is good for the customer; null where neither is */
  better: 'higher' | 'lower' | null;
  /** derived for METRICS from the facts; a definition only says where it is coarser */
  finestGrain: Grain;
  /** the smallest n under which the metric is not published, beyond the configured threshold */
  minimumN?: number;
  /** the smallest n by category, cause or region, where that is stricter still */
  minimumNByCategory?: number;
  /** what it counts is rounded at every cell, also where contacts are not */
  isRounded?: boolean;
  /** only comparable within one survey scale: missing where several meet */
  oneScale?: boolean;
  /** says something about how the staff work: nothing of four agents or fewer is published */
  aboutStaff?: boolean;
  /** says how well records are kept, and of nobody what befell them: no other figure is hidden so that it cannot be told */
  aboutRecords?: boolean;
  /** days after a bucket's end until its value is final, where nobody configured others (`finality.ts`) */
  finalAfterDays: number;
  /** what it means to a reader, one sentence without a formula */
  plain: string;
  /** the exact definition, with its formula */
  definition: string;
  /** where the definition comes from */
  source: string;
}

/** A metric before its words are put to it; see metric-words.ts. */
type Definition = Omit<Metric, 'plain' | 'topic'>;

/** A value about which the source is silent for more than this share of its base is `missing`, not estimated. */
export const UNKNOWN_TOLERANCE = 0.02;

const ASKED: Sum = { offered: 1, contained: 1, blocked: 1 };
const ASSESSED: Sum = { demandValue: 1, demandFailure: 1, demandUnclear: 1 };
const ENDED: Sum = { answered: 1, abandoned: 1 };
const KNOWN_AT_TARGET: Sum = { answered: 1, abandoned: 1, targetUnknown: -1 };
/** Ended for all the source says, or it does not say how. */
const PERHAPS_ENDED: Sum = { answered: 1, abandoned: 1, abandonedUnknown: 1, answeredUnknown: 1 };
const PERHAPS_ANSWERED: Sum = { answered: 1, answeredUnknown: 1 };
/** Few give up: held against all contacts, nobody at all would seem to, wherever a source does not say how many. */
const PERHAPS_ABANDONED: Sum = { abandoned: 1, abandonedUnknown: 1 };
const ABANDON_UNKNOWN = { of: { abandonedUnknown: 1 }, among: PERHAPS_ABANDONED } satisfies Metric['unknown'];
const ANSWER_UNKNOWN = { of: { answeredUnknown: 1 }, among: { offered: 1 } } satisfies Metric['unknown'];
const END_UNKNOWN = {
  of: { abandonedUnknown: 1, answeredUnknown: 1 },
  among: PERHAPS_ABANDONED,
} satisfies Metric['unknown'];
const TARGET_UNKNOWN = {
  of: { abandonedUnknown: 1, answeredUnknown: 1, targetUnknown: 1 },
  among: PERHAPS_ENDED,
} satisfies Metric['unknown'];
const TARGET_OR_ABANDON_WAIT_UNKNOWN = {
  of: { abandonedUnknown: 1, answeredUnknown: 1, targetUnknown: 1, abandonWaitUnknown: 1 },
  among: PERHAPS_ENDED,
} satisfies Metric['unknown'];
/** A percentile needs each wait by itself: a sum of waits tells a mean and nothing more. */
const ANSWER_WAIT_UNKNOWN = {
  of: { answered: 1, waitKnown: -1, waitSummed: 1, answeredUnknown: 1 },
  among: PERHAPS_ANSWERED,
} satisfies Metric['unknown'];
const WAIT_UNKNOWN = {
  of: { ...ANSWER_WAIT_UNKNOWN.of, abandonWaitUnknown: 1, abandonedUnknown: 1 },
  among: PERHAPS_ENDED,
} satisfies Metric['unknown'];

const count = (
  id: string,
  label: string,
  of: Sum,
  definition: string,
  better: Metric['better'] = null,
  more: Partial<Definition> = {},
): Definition => ({
  id,
  label,
  unit: 'count',
  value: { kind: 'count', of },
  better,
  finestGrain: '15min',
  finalAfterDays: COUNTS_FINAL,
  definition,
  source: 'Candour, reference 1.1 (event model)',
  ...more,
});

const share = (
  id: string,
  label: string,
  of: Sum,
  per: Sum,
  definition: string,
  source: string,
  better: Metric['better'],
  more: Partial<Definition> = {},
): Definition => ({
  id,
  label,
  unit: 'share',
  value: { kind: 'ratio', of, per, parts: true },
  better,
  finestGrain: '15min',
  finalAfterDays: COUNTS_FINAL,
  definition,
  source,
  ...more,
});

const mean = (
  id: string,
  label: string,
  of: Sum,
  per: Sum,
  definition: string,
  source: string,
  more: Partial<Definition> = {},
): Definition => ({
  id,
  label,
  unit: 'seconds',
  value: { kind: 'ratio', of, per, scale: 0.001 },
  better: 'lower',
  finestGrain: '15min',
  finalAfterDays: COUNTS_FINAL,
  definition,
  source,
  ...more,
});

/**
 * A part of the judged contacts beside `failure_demand_share`: said only where none of the three parts is small, since two
 * of them tell the third.
 */
const demandShare = (
  id: string,
  label: string,
  fact: 'demandValue' | 'demandUnclear',
  definition: string,
): Definition => {
  const others = (['demandValue', 'demandFailure', 'demandUnclear'] as const).filter((one) => one !== fact);
  return share(id, label, { [fact]: 1 }, ASSESSED, definition, 'Seddon, failure demand; UK NI14', null, {
    value: {
      ...{ kind: 'ratio', of: { [fact]: 1 }, per: ASSESSED, parts: true },
      beside: others.map((other) => ({ [other]: 1 })),
    },
    finestGrain: 'day',
  });
};

const THRESHOLDS = [20, 60, 120, 300] as const;

const answeredWithin = THRESHOLDS.map((seconds) =>
  share(
    `answered_within_${seconds}s`,
    `Answered within ${seconds < 120 ? `${seconds} seconds` : `${seconds / 60} minutes`}`,
    { [`within${seconds}`]: 1 },
    { offered: 1, [`unknown${seconds}`]: -1 },
    `Contacts answered within ${seconds} s of joining the queue ÷ contacts offered. Every contact that was not answered counts against it.`,
    'US FCC cable rule 47 CFR 76.309 (answered within 30 s) as a pattern; thresholds by Candour',
    'higher',
    { unknown: { of: { [`unknown${seconds}`]: 1 }, among: { offered: 1 } } },
  ),
);

const waitQuantiles = [0.5, 0.75, 0.9, 0.95].flatMap((p): Definition[] => {
  const percent = Math.round(p * 100);
  const inTen = p === 0.5 ? 'Half' : `${percent} in 100`;
  const common = {
    unit: 'seconds',
    better: 'lower',
    finestGrain: '15min',
    finalAfterDays: COUNTS_FINAL,
  } as const;
  return [
    {
      ...common,
      id: `wait_p${percent}`,
      label: p === 0.5 ? 'Typical wait' : `${percent} in 100 get through within`,
      value: { kind: 'wait_quantile', p, method: 'kaplan_meier' },
      unknown: WAIT_UNKNOWN,
      definition: `${inTen} of those who stay on the line get through within this time. Kaplan–Meier: who gave up after w seconds would have waited longer than w. Assumes that patience does not depend on the wait ahead.`,
      source: 'Brown et al., J. Am. Stat. Assoc. 100 (2005); Kaplan and Meier, J. Am. Stat. Assoc. 53 (1958)',
    },
    {
      ...common,
      id: `wait_p${percent}_answered_only`,
      label: `Wait of answered contacts, ${percent}th percentile`,
      value: { kind: 'wait_quantile', p, method: 'answered_only' },
      unknown: ANSWER_WAIT_UNKNOWN,
      definition: `${inTen} of the answered contacts waited no longer than this. Ignores everyone who gave up, so it looks best when service is worst; shown for comparison only.`,
      source: 'naive percentile, nearest rank',
    },
  ];
});

const surveys = { finestGrain: 'day', finalAfterDays: COUNTS_FINAL, minimumNByCategory: 30 } as const;
const linkSource =
  'Taylor Reach, "first contact resolution" (no industry standard); method by Candour, window stated';

/** Within 28 days is within 7 and after: where few came between, the longer window is not said beside the shorter. */
function linkMetrics(days: 7 | 28, suffix: string): Definition[] {
  const more = (of: Sum, per: Sum, after: Sum): Partial<Definition> => ({
    ...{ finestGrain: 'day', finalAfterDays: LINKS_FINAL },
    ...(days === 28 && { value: { kind: 'ratio', of, per, parts: true, beside: [after] } }),
  });
  return [
    share(
      `first_contact_resolution${suffix}`,
      `Settled at first contact (${days} days)`,
      { [`first${days}`]: 1, [`followed${days}`]: -1 },
      { [`first${days}`]: 1 },
      `1 − first contacts followed by another of the same customer about the same category within ${days} days ÷ first contacts. Contacts younger than ${days} days are not yet known and left out; contacts without a customer reference cannot be linked and are left out (see linkage_coverage).`,
      linkSource,
      'higher',
      more({ first28: 1, followed28: -1 }, { first28: 1 }, { followed28: 1, followed7: -1 }),
    ),
    share(
      `repeat_rate${suffix}`,
      `Repeat contacts (${days} days)`,
      { [`repeat${days}`]: 1 },
      { linked: 1 },
      `Contacts of a known customer that follow another of the same customer about the same category within ${days} days ÷ contacts of known customers.`,
      linkSource,
      'lower',
      more({ repeat28: 1 }, { linked: 1 }, { repeat28: 1, repeat7: -1 }),
    ),
  ];
}

const DEFINITIONS: readonly Definition[] = [
  count(
    'offered',
    'Contacts',
    { offered: 1 },
    'Contacts that entered a queue for a person: answered, abandoned, left for a callback or a message, or still open. Counted when they arrived.',
  ),
  count('attempts', 'Attempts', ASKED, 'Everyone who asked: offered, ended in a menu, or refused.'),
  count('answered', 'Answered', { answered: 1 }, 'Contacts connected to a person.', null, {
    unknown: ANSWER_UNKNOWN,
  }),
  count('abandoned', 'Gave up', { abandoned: 1 }, 'Contacts that left the queue before an answer.', 'lower', {
    unknown: ABANDON_UNKNOWN,
  }),
  count(
    'short_abandoned',
    'Gave up at once',
    { shortAbandoned: 1 },
    'Contacts abandoned within the configured short time (5 s unless stated). Published beside the others; never taken out of them in silence.',
    null,
    {
      unknown: {
        of: { abandonWaitUnknown: 1, abandonedUnknown: 1 },
        among: PERHAPS_ABANDONED,
      },
    },
  ),
  count(
    'contained',
    'Ended in the menu',
    { contained: 1 },
    'Contacts that ended in self-service or a menu and never queued for a person.',
  ),
  count('blocked', 'Refused', { blocked: 1 }, 'Attempts that met a busy signal or were refused.', 'lower'),
  count('callbacks', 'Callbacks asked', { callback: 1 }, 'Contacts that left the queue for a callback.'),
  count('messages', 'Messages', { message: 1 }, 'Contacts that left a message.'),
  count(
    'complaints',
    'Complaints',
    { complaints: 1 },
    'Offered contacts with the category complaint, rounded to 5 as every count by category.',
    'lower',
    { isRounded: true },
  ),

  share(
    'abandonment_rate',
    'Gave up waiting',
    { abandoned: 1 },
    ENDED,
    'Abandoned ÷ (answered + abandoned). Short abandonments are included.',
    'NHS 111 and SSA practice',
    'lower',
    { unknown: END_UNKNOWN },
  ),
  share(
    'service_level',
    'Service level',
    { targetWithin: 1 },
    KNOWN_AT_TARGET,
    'Answered within the threshold of the target in force (60 s without one) ÷ (answered + abandoned). Everyone who gave up counts as a failure. Over a period: sum ÷ sum.',
    'denominator of the Australian Taxation Office; ICMI, Queue Tips 2002',
    'higher',
    { unknown: TARGET_UNKNOWN },
  ),
  share(
    'service_level_excl',
    'Service level, early abandons left out',
    { targetWithin: 1 },
    { ...KNOWN_AT_TARGET, targetAbandoned: -1 },
    'Answered within the threshold ÷ (answered + abandoned − abandoned within the threshold).',
    'ICMI; Bright Pattern',
    'higher',
    { unknown: TARGET_OR_ABANDON_WAIT_UNKNOWN },
  ),
  share(
    'service_level_credit',
    'Service level, early abandons credited',
    { targetWithin: 1, targetAbandoned: 1 },
    KNOWN_AT_TARGET,
    '(Answered within the threshold + abandoned within it) ÷ (answered + abandoned).',
    'ICMI',
    'higher',
    { unknown: TARGET_OR_ABANDON_WAIT_UNKNOWN },
  ),
  share(
    'service_level_ans',
    'Service level of answered contacts',
    { targetWithin: 1 },
    { answered: 1, targetUnknownAnswered: -1 },
    'Answered within the threshold ÷ answered. Ignores everyone who gave up.',
    'NHS 111',
    'higher',
    { unknown: { of: { targetUnknownAnswered: 1, answeredUnknown: 1 }, among: PERHAPS_ANSWERED } },
  ),
  share(
    'service_level_short',
    'Service level, short abandons left out',
    { targetWithin: 1 },
    { ...KNOWN_AT_TARGET, shortAbandoned: -1 },
    'Answered within the threshold ÷ (answered + abandoned − short abandoned).',
    'ICMI',
    'higher',
    { unknown: TARGET_OR_ABANDON_WAIT_UNKNOWN },
  ),
  share(
    'customer_service_level',
    "Service level by the customer's clock",
    { customerWithin: 1 },
    { ...ASKED, customerUnknown: -1 },
    'Needs met within the threshold ÷ everyone who asked, from the first ask, menus and closed hours included. The need is met when the case is closed where that is known, else when a person answers. Who gave up, was refused, or ended in a menu without being helped was not met.',
    'Candour, reference 2 (two clocks)',
    'higher',
    { unknown: { of: { customerUnknown: 1, abandonedUnknown: 1 }, among: ASKED } },
  ),
  share(
    'half_hours_met',
    'Half-hours that met the target',
    { halfHoursMet: 1 },
    { halfHours: 1 },
    'Half-hours whose service level was at least the target in force ÷ half-hours in which at least five were answered or gave up while a target was in force. Of all channels together: the half-hours of each channel by its own target. Both counts are rounded to 5, and no day is published.',
    'Candour, reference 1.2 (share of half-hours that met the target)',
    'higher',
    { unknown: TARGET_UNKNOWN, finestGrain: 'week', isRounded: true },
  ),
  ...answeredWithin,

  mean(
    'average_speed_of_answer',
    'Average speed of answer',
    { waitMs: 1 },
    { waitKnown: 1 },
    'Seconds waited by answered contacts ÷ answered contacts, zero waits included. Leaves out everyone who gave up: read it with the abandonment rate and wait_p90.',
    'SSA, HMRC',
    { unknown: { of: { answered: 1, waitKnown: -1, answeredUnknown: 1 }, among: PERHAPS_ANSWERED } },
  ),
  ...waitQuantiles,
  {
    id: 'longest_wait',
    label: 'Longest wait',
    unit: 'seconds',
    value: { kind: 'longest', of: 'longestWaitMs', scale: 0.001 },
    unknown: WAIT_UNKNOWN,
    better: 'lower',
    finestGrain: '15min',
    finalAfterDays: COUNTS_FINAL,
    definition:
      'The longest single wait, answered or abandoned; to the whole minute where few contacts came.',
    source: 'Candour, reference 1.3',
  },
  mean(
    'menu_time',
    'Time in menus',
    { menuMs: 1 },
    { menuKnown: 1 },
    'Seconds spent in menus before the queue ÷ contacts of which it is known.',
    'Candour, reference 2',
  ),
  mean(
    'handle_time',
    'Handle time',
    { handleMs: 1 },
    { handleKnown: 1 },
    '(Talk + hold + wrap-up) ÷ answered contacts.',
    'Candour, reference 1.3',
    { better: null, aboutStaff: true },
  ),
  mean(
    'hold_time',
    'On hold while served',
    { holdMs: 1 },
    { holdKnown: 1 },
    'Seconds on hold while served ÷ answered contacts of which it is known.',
    'Candour, reference 1.3',
    { aboutStaff: true },
  ),
  {
    id: 'occupancy',
    label: 'Occupancy',
    unit: 'share',
    value: { kind: 'ratio', of: { handleMs: 1 }, per: { agentMs: 1 }, n: { handleKnown: 1 } },
    better: null,
    finestGrain: 'day',
    finalAfterDays: COUNTS_FINAL,
    aboutStaff: true,
    definition:
      'Handle time ÷ time of agents on duty, where the number of agents is known. A high value is not good in itself: read it with the service level.',
    source: 'Candour, reference 1.3',
  },

  share(
    'transfer_rate',
    'Transferred',
    { transferred: 1 },
    { transfersKnown: 1 },
    'Answered contacts transferred at least once ÷ answered contacts of which it is known.',
    'Candour, reference 1.4',
    'lower',
    { aboutStaff: true },
  ),
  ...linkMetrics(7, ''),
  ...linkMetrics(28, '_28d'),
  share(
    'linkage_coverage',
    'Contacts that can be linked',
    { linked: 1 },
    { offered: 1 },
    'Offered contacts with a customer reference ÷ offered contacts: how much of the whole the repeat figures speak of.',
    'Candour, reference 1.4',
    null,
    { finestGrain: 'day', aboutRecords: true },
  ),
  share(
    'resolved_first_share',
    'Reported as resolved',
    { resolved: 1 },
    { resolvedKnown: 1 },
    'Contacts reported as resolved at first contact ÷ contacts of which the source says so.',
    "HMRC, 'once and done' (here as the company reports it)",
    'higher',
    { finestGrain: 'day' },
  ),
  share(
    'classified_share',
    'With a stated reason',
    { classified: 1 },
    { offered: 1 },
    'Offered contacts with a category ÷ offered contacts.',
    'Candour',
    null,
    { aboutRecords: true },
  ),
  share(
    'cause_share',
    'Problems and complaints with a stated cause',
    { causeStated: 1 },
    { causable: 1 },
    'Offered problems and complaints with a cause ÷ offered problems and complaints.',
    'Candour',
    null,
    { finestGrain: 'day', aboutRecords: true },
  ),
  share(
    'outcome_share',
    'With a known outcome',
    { outcomeKnown: 1 },
    { offered: 1 },
    'Offered contacts of which the source says whether the need was met at first contact ÷ offered contacts.',
    'Candour',
    null,
    { finestGrain: 'day', aboutRecords: true },
  ),
  share(
    'assessed_share',
    'Judged as wanted or avoidable',
    ASSESSED,
    { offered: 1 },
    'Offered contacts that were judged (wanted, avoidable, or cannot be told) ÷ offered contacts.',
    'UK NI14 as a pattern',
    null,
    { finestGrain: 'day', aboutRecords: true },
  ),
  share(
    'progress_chasing_share',
    'Progress chasing',
    { chasing: 1 },
    { chasingKnown: 1 },
    'Offered contacts of the causes, service lines or categories that the company names as progress chasing ÷ offered contacts of which that is known (a category, cause or line is on record). Missing where the company names none.',
    'UK NI14 (progress chasing as avoidable contact)',
    'lower',
    { finestGrain: 'day' },
  ),
  demandShare(
    'value_demand_share',
    'Wanted contacts',
    'demandValue',
    'Contacts for what the service is there for ÷ contacts that were judged.',
  ),
  demandShare(
    'unclear_demand_share',
    'Contacts of which it cannot be told',
    'demandUnclear',
    'Contacts of which it cannot be told whether they were wanted or avoidable ÷ contacts that were judged.',
  ),
  share(
    'failure_demand_share',
    'Avoidable contacts',
    { demandFailure: 1 },
    ASSESSED,
    'Contacts caused by a failure to do something, or to do it right ÷ contacts that were judged.',
    'Seddon, failure demand; UK NI14',
    'lower',
    { finestGrain: 'day' },
  ),
  {
    id: 'complaint_rate',
    label: 'Complaints per 1,000 contacts',
    unit: 'per_1000',
    isRounded: true,
    value: { kind: 'ratio', of: { complaints: 1 }, per: { offered: 1 }, scale: 1000, parts: true },
    better: 'lower',
    finestGrain: 'day',
    finalAfterDays: COUNTS_FINAL,
    definition: 'Complaints ÷ offered contacts × 1,000, both rounded to 5 as complaints are.',
    source: 'Ofcom (per 100,000 customers) as a pattern',
  },
  ...([50, 90] as const).map(
    (percent): Definition => ({
      id: `complaint_days_p${percent}`,
      label:
        percent === 50 ? 'Days until half of complaints were settled' : 'Days until 9 in 10 were settled',
      unit: 'days',
      value: {
        kind: 'days_quantile',
        p: percent / 100,
        cases: 'complaintCases',
        days: 'complaintDays',
      },
      better: 'lower',
      finestGrain: 'month',
      finalAfterDays: COMPLAINTS_FINAL,
      definition: `The fewest begun days (of 24 hours) from arrival to closing within which ${percent} in 100 of the complaints of the month were closed. Complaints that are cases count, those still open too; missing while it is more days than have passed since the month ended.`,
      source: 'empirical distribution under administrative censoring at one age',
    }),
  ),

  {
    id: 'backlog',
    label: 'Open cases',
    unit: 'count',
    value: { kind: 'stock', came: { casesOpened: 1 }, went: { casesClosed: 1 } },
    better: 'lower',
    finestGrain: '15min',
    finalAfterDays: COUNTS_FINAL,
    definition:
      'Cases open at the end of the bucket: opened before it and not yet closed, rounded to 5. A case is a contact that is open, has a due time or has a closing time.',
    source: 'Candour, reference 1.3',
  },
  {
    id: 'backlog_age_p50',
    label: 'Age of open cases, median',
    unit: 'days',
    value: { kind: 'age_quantile', p: 0.5 },
    better: 'lower',
    finestGrain: 'day',
    finalAfterDays: COUNTS_FINAL,
    definition: 'Half of the cases open at the end of the bucket are at least this many whole days old.',
    source: 'Candour, reference 1.3',
  },
  {
    id: 'backlog_age_p90',
    label: 'Age of open cases, 9 in 10',
    unit: 'days',
    value: { kind: 'age_quantile', p: 0.9 },
    better: 'lower',
    finestGrain: 'day',
    finalAfterDays: COUNTS_FINAL,
    definition: '9 in 10 of the cases open at the end of the bucket are no older than this many whole days.',
    source: 'Candour, reference 1.3',
  },
  count('due', 'Due', { due: 1 }, 'Cases whose promised time fell into the bucket and has passed.', null),
  share(
    'kept_by_due_date',
    'Done by the promised time',
    { kept: 1 },
    { due: 1 },
    'Cases closed by their due time ÷ cases due. Counted when due, so that a late case cannot vanish; open and overdue is broken.',
    'Candour, reference 1.3 (promises kept)',
    'higher',
  ),

  share(
    'csat_top2',
    'Satisfied',
    { surveyTop2: 1 },
    { surveySingle: 1 },
    'Answers in the two best points of the scale ÷ answers (on scales longer than 11 points: in the best fifth). People who gave up are not in this number.',
    'HMRC, NHS 111',
    'higher',
    surveys,
  ),
  {
    id: 'csat_mean',
    label: 'Satisfaction, mean',
    unit: 'score',
    value: { kind: 'ratio', of: { scoreMicro: 1 }, per: { surveyAnswers: 1 }, scale: 1e-6 },
    better: 'higher',
    ...surveys,
    definition:
      'Mean score, brought to the scale 1 to 5 with 5 the best; a scale on which 1 is the best is turned round.',
    source: 'Candour, reference 1.4',
  },
  {
    id: 'csat_mean_original',
    label: "Satisfaction, mean on the survey's own scale",
    unit: 'score',
    value: { kind: 'ratio', of: { rawScoreMicro: 1 }, per: { surveyAnswers: 1 }, scale: 1e-6 },
    better: null,
    oneScale: true,
    ...surveys,
    definition: 'Mean score as it was given, not turned round; missing where surveys of several scales meet.',
    source: 'the surveys',
  },
  count(
    'survey_answers',
    'Survey answers',
    { surveyAnswers: 1 },
    'Survey answers with a score, counted when they were given.',
    null,
    surveys,
  ),
  share(
    'response_rate',
    'Response rate',
    { surveysReturned: 1 },
    { surveysSent: 1 },
    'Answers ÷ invitations delivered, in periods of which the invitations are known.',
    'Candour, reference 1.4',
    'higher',
    { ...surveys, unknown: { of: { sentUnknown: 1 }, among: { surveysReturned: 1 } } },
  ),
  {
    id: 'recommend_score',
    label: 'Would recommend us',
    unit: 'points',
    value: { kind: 'ratio', of: { promoters: 1, detractors: -1 }, per: { recommendAnswers: 1 }, scale: 100 },
    better: 'higher',
    ...surveys,
    definition: 'Share of answers 9 or 10 minus share of answers 0 to 6, in points from −100 to 100.',
    source: 'net promoter score',
  },
];

/** A metric is as fine as the coarsest of the facts it is made of, unless its definition says coarser. */
export const METRICS: readonly Metric[] = DEFINITIONS.map((metric) => {
  const levels = [...factsOf(metric)].map(finestLevel);
  const finest = [metric.finestGrain, ...levels].reduce((a, b) =>
    GRAINS.indexOf(a) < GRAINS.indexOf(b) ? b : a,
  );
  return {
    ...metric,
    finestGrain: finest,
    plain: PLAIN_WORDS[metric.id] ?? metric.label,
    topic: topicOf(metric.id),
  };
});

const byId = new Map(METRICS.map((metric) => [metric.id, metric]));

/** Of an id that somebody wrote or sent. */
export function findMetric(id: string): Metric | undefined {
  return byId.get(id);
}

/** Of an id that the code itself names, so that a missing one is a bug. */
export function metricNamed(id: string): Metric {
  const metric = byId.get(id);
  if (metric === undefined) throw new Error(`the registry has no metric ${JSON.stringify(id)}`);
  return metric;
}

const MOST_MEANT = 3;

/** What was expected in place of an id that no metric has; who reads it may have no server running. */
export function expectedMetric(written: string): string {
  const meant = meantMetrics(written).map((id) => `"${id}"`);
  const begin = meant.length === 0 ? 'the id of a metric' : `${meant.join(', ')}, or another metric id`;
  return `${begin}: README.md lists them under "The figures", a running server at /api/v1/metrics`;
}

/** Those of which it is a part or the topic (csat, satisfaction), else the one fewest letters away. */
function meantMetrics(written: string): string[] {
  const word = written.toLowerCase();
  const parts = METRICS.filter(({ id, topic }) => topic === word || `_${id}_`.includes(`_${word}_`));
  if (parts.length > 0) return parts.slice(0, MOST_MEANT).map(({ id }) => id);
  const nearest = nearestName(written, [...byId.keys()]);
  return nearest === null ? [] : [nearest];
}

/** The facts that a metric is made of. */
export function factsOf(metric: Definition): Set<FactId> {
  const sums: Sum[] = [];
  const facts = new Set<FactId>();
  const { value } = metric;
  if (value.kind === 'count') sums.push(value.of);
  if (value.kind === 'ratio') sums.push(value.of, value.per, value.n ?? {}, ...(value.beside ?? []));
  if (value.kind === 'stock') sums.push(value.came, value.went);
  if (value.kind === 'days_quantile') facts.add(value.cases).add(value.days);
  if (value.kind === 'longest') facts.add(value.of).add('answered').add('abandoned');
  if (value.kind === 'wait_quantile') facts.add('waitsAnswered').add('waitsAbandoned');
  if (metric.unknown) sums.push(metric.unknown.of, metric.unknown.among);
  if (metric.aboutStaff) facts.add('agents');
  if (metric.oneScale) facts.add('surveyScales');
  for (const sum of sums) for (const fact of Object.keys(sum)) facts.add(fact as FactId);
  return facts;
}

/**
 * What must be on record for a metric to be known: a day of which one kind of records speaks may be one of which another
 * is silent, and contacts that come without a category say nothing of complaints, not even that there was none.
 */
export type Evidence = 'contacts' | 'surveys' | 'categories' | 'cases' | 'due_times';

const EVIDENCE: readonly (readonly [evidence: Evidence, facts: readonly FactId[]])[] = [
  ['surveys', SURVEY_FACTS],
  ['categories', ['complaints']],
  ['due_times', ['due']],
  ['cases', ['casesOpened', 'complaintCases']],
];

export function evidenceOf(metric: Metric): Evidence {
  if (metric.value.kind === 'age_quantile') return 'cases';
  const facts = factsOf(metric);
  const found = EVIDENCE.find(([, needed]) => needed.some((fact) => facts.has(fact)));
  return found?.[0] ?? 'contacts';
}
