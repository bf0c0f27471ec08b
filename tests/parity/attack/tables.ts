/** What is documented of the tables: which there are, at which grain, and what of one is part of another. Reckons nothing. */
import type { Term } from './bounds.ts';
import { type Cell, type Fact, type Family, familyOf } from './ledger.ts';
import { addDays, bucketOf, type Grain, type Member, type MetricWords } from './published.ts';

/** Of these the same contacts are counted as by another: they tell nothing more. */
export const SAME_BASE = /^wait_p(75|90|95)/;
/** Of hours and quarter-hours, of which there are so many, those whose parts add up to one another. */
export const SLOT_METRICS = [
  ...[
    'attempts',
    'offered',
    'answered',
    'abandoned',
    'contained',
    'blocked',
    'callbacks',
    'abandonment_rate',
  ],
  ...[
    'service_level',
    'service_level_ans',
    'answered_within_120s',
    'average_speed_of_answer',
    'longest_wait',
  ],
];
export const HOUR_METRICS = ['wait_p50', 'wait_p50_answered_only', 'complaints', 'classified_share'];
/** Of tables by several things at once, what the tables above them tell most of. */
export const CROSS_METRICS = [
  ...[
    'attempts',
    'offered',
    'answered',
    'abandoned',
    'contained',
    'complaints',
    'abandonment_rate',
    'service_level',
  ],
  ...[
    'answered_within_120s',
    'average_speed_of_answer',
    'handle_time',
    'due',
    'kept_by_due_date',
    'survey_answers',
  ],
  ...[
    'csat_top2',
    'csat_mean',
    'repeat_rate',
    'first_contact_resolution',
    'failure_demand_share',
    'longest_wait',
  ],
];
export const CAUSABLE = ['problem', 'complaint'];
export const LEAST_MONTHS = 3;
export const SMALL = 2;
/** Of those of which few numbers are left, so many are tried. */
export const MOST_TRIED = 1500;
export const MOST_LOOKED = 400;
export const AT_MOST: readonly (readonly [Fact, Fact])[] = [
  ['within20', 'within60'],
  ['within60', 'within120'],
  ['within120', 'within300'],
  ['within300', 'answered'],
  ['targetWithin', 'answered'],
  ['targetAbandoned', 'abandoned'],
  ['shortAbandoned', 'targetAbandoned'],
  ['transferred', 'transfersKnown'],
  ['resolved', 'resolvedKnown'],
  ['outcomeKnown', 'offered'],
  ['classified', 'offered'],
  ['complaints', 'causable'],
  ['causable', 'classified'],
  ['causeStated', 'causable'],
  ['linked', 'offered'],
  ['repeat7', 'linked'],
  ['repeat28', 'linked'],
  ['repeat7', 'repeat28'],
  ['first7', 'linked'],
  ['first28', 'linked'],
  ['followed7', 'first7'],
  ['followed28', 'first28'],
];
export const ROW_FACTS: readonly Fact[] = [
  'offered',
  'contained',
  'blocked',
  'answered',
  'abandoned',
  'targetWithin',
];
export const PROFILED = ['offered', 'abandoned', 'abandonment_rate', 'answered_within_120s'];

export const FINEST: Readonly<Record<string, Grain>> = {
  '': '15min',
  channel: '15min',
  queue: '15min',
  category: 'hour',
  'channel+category': 'day',
  'queue+category': 'day',
  cause: 'day',
  language: 'day',
  'channel+cause': 'week',
  'category+cause': 'week',
  'channel+category+cause': 'week',
  region: 'week',
};

/** A table, the one that divides it further, and by what. */
export const TABLES: readonly (readonly [parent: string, child: string, over: string])[] = [
  ['', 'channel', 'channel'],
  ['', 'queue', 'queue'],
  ['', 'category', 'category'],
  ['', 'language', 'language'],
  ['', 'region', 'region'],
  ['channel', 'channel+category', 'category'],
  ['category', 'channel+category', 'channel'],
  ['queue', 'queue+category', 'category'],
  ['category', 'queue+category', 'queue'],
  ['cause', 'channel+cause', 'channel'],
  ['cause', 'category+cause', 'category'],
  ['category', 'category+cause', 'cause'],
  ['channel+category', 'channel+category+cause', 'cause'],
  ['category+cause', 'channel+category+cause', 'channel'],
  ['channel+cause', 'channel+category+cause', 'category'],
];

export function bucketName(member: Member, grain: Grain, start: string, edition: string): string {
  return `${edition} ${shapeOf(member)} ${grain} ${start}`;
}

export const HOURS = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);
export const QUARTERS = ['00', '15', '30', '45'];

export function isSlot(grain: Grain): boolean {
  return grain === '15min' || grain === 'hour';
}

export function shapeOf(member: Member): string {
  return member === ''
    ? ''
    : member
        .split('&')
        .map((part) => part.split('=')[0])
        .join('+');
}

/** By several things at once, or by cause: of these fewer metrics are read. */
export function isCrossed(shape: string): boolean {
  return shape.includes('+') || shape.startsWith('cause');
}

export function childOf(shape: string): Member {
  return shape
    .split('+')
    .map((name) => `${name}=`)
    .join('&');
}

export function without(member: Member, dimension: string): Member {
  return member
    .split('&')
    .filter((part) => !part.startsWith(`${dimension}=`))
    .join('&');
}

export function isIn({ start, grain }: Cell, { from, to }: { from: string; to: string }): boolean {
  return start.slice(0, 10) >= from && bucketEnd({ start, grain } as Cell) <= to;
}

export function bucketEnd({ grain, start }: Pick<Cell, 'grain' | 'start'>): string {
  if (grain === 'month') return monthEnd(start);
  return grain === 'week' ? addDays(start, 6) : start.slice(0, 10);
}

export function monthEnd(day: string): string {
  return addDays(bucketOf('month', addDays(bucketOf('month', day), 31)), -1);
}

export function joined(terms: readonly Term[]): Term[] {
  const factors = new Map<number, number>();
  for (const [variable, factor] of terms) factors.set(variable, (factors.get(variable) ?? 0) + factor);
  return [...factors].filter(([, factor]) => factor !== 0);
}

export const families = new Map<string, Family[]>();
/** Which kinds of facts a metric is made of. */
export function FAMILIES_OF(metrics: readonly MetricWords[], id: string): Family[] {
  let known = families.get(id);
  if (known === undefined) {
    const words = metrics.find((metric) => metric.id === id);
    const facts = [...Object.keys(words?.numerator ?? {}), ...Object.keys(words?.denominator ?? {})];
    known =
      id === 'backlog' ? ['stock'] : facts.length === 0 ? ['arrival'] : [...new Set(facts.map(familyOf))];
    families.set(id, known);
  }
  return known;
}
