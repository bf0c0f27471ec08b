/**
 * What a contact is about and whose it is: category, cause, service line, kind of demand, customer.
 * Owns these draws; refuses to know how long anybody waited.
 */

import type { CivilDay } from '../../db/domain/civil-day.ts';
import type { Category, Demand } from '../../db/domain/contact.ts';
import { EMAIL } from './company.ts';
import type { DemonstrationPlan } from './plan.ts';
import { IDENTIFIED_SHARE } from './plan.ts';
import { mixBits, RandomStream, risingSumsOf } from './random-stream.ts';
import {
  BUSINESS_QUEUE,
  CONTAINED_SHARES,
  DEMAND_VALUES,
  DEMAND_WEIGHTS,
  FOLLOW_UP_SHARES,
  groupOf,
  KINDS,
  QUEUE_WEIGHTS,
  QUEUES,
  SUB_CAUSES,
} from './reasons.ts';

export interface Subject {
  group: string;
  category: Category | null;
  cause: string | null;
  subCause: string | null;
  queue: string;
  demand: Demand | null;
  priority: number;
  language: string;
  region: string | null;
  /** settled by the menu or the assistant */
  isContained: boolean;
}

const LANGUAGES = ['en', 'cy', 'pl'] as const;
const LANGUAGE_SUMS = risingSumsOf([96.6, 2.1, 1.3]);
const REGIONS = [
  'north',
  'midlands',
  'south',
  'london',
  'wales',
  'scotland',
  'northern-ireland',
  null,
] as const;
const REGION_SUMS = risingSumsOf([22, 17, 20, 14, 6, 9, 3, 9]);
const WALES = 'wales';

const QUEUE_SUMS = sumsOf(QUEUE_WEIGHTS);
const DEMAND_SUMS = sumsOf(DEMAND_WEIGHTS);
const SUB_CAUSE_SUMS = sumsOf(
  Object.fromEntries(
    Object.entries(SUB_CAUSES).map(([cause, keys]) => [cause, keys.map(([, weight]) => weight)]),
  ),
);

/** Draws the subject of a contact from the kinds of its channel and day. */
export function drawSubject(luck: RandomStream, channel: number, kinds: Float64Array): Subject {
  const { category, cause } = KINDS[luck.pick(kinds)] ?? { category: null, cause: null };
  const group = groupOf(category);
  const subCause =
    cause === null ? null : (SUB_CAUSES[cause]?.[luck.pick(SUB_CAUSE_SUMS[cause] ?? [1])]?.[0] ?? null);
  const queue = luck.pick(QUEUE_SUMS[cause ?? group] ?? QUEUE_SUMS.other ?? [1]);
  const region = REGIONS[luck.pick(REGION_SUMS)] ?? null;
  const language = LANGUAGES[luck.pick(LANGUAGE_SUMS)] ?? 'en';
  return {
    group,
    category,
    cause,
    subCause,
    queue: QUEUES[queue] ?? QUEUES[0],
    demand: DEMAND_VALUES[luck.pick(DEMAND_SUMS[group] ?? [1])] ?? null,
    priority: queue === BUSINESS_QUEUE ? 1 : 0,
    language,
    region: language === 'cy' ? WALES : region,
    isContained: channel !== EMAIL && luck.chance(CONTAINED_SHARES[group] ?? 0),
  };
}

const GROUPS = Object.keys(FOLLOW_UP_SHARES);
/** 2^32 ÷ the golden ratio: multiples of it lie far apart in their bits. */
const GOLDEN_RATIO_BITS = 0x9e3779b1;

/** The furthest back that a follow-up looks. Six days and some hours are still within the seven that are counted. */
const FOLLOW_UP_DAYS = 6;
/** Expected customers are rarely all there: follow-ups stay within this share of them. */
const SURELY_THERE = 0.85;

/**
 * Gives contacts of one day their customers. A follow-up takes a customer of the days before by number alone, so the
 * days before need not be made.
 */
export class CustomerBook {
  readonly #plan: DemonstrationPlan;
  readonly #day: CivilDay;
  readonly #luck: RandomStream;
  readonly #newByGroup = new Map<string, number>();

  constructor(plan: DemonstrationPlan, day: CivilDay) {
    this.#plan = plan;
    this.#day = day;
    this.#luck = new RandomStream(plan.seed, 'customers', day);
  }

  /** A reference, or null when nobody knows who it was. */
  draw(group: string): string | null {
    const luck = this.#luck;
    if (!luck.chance(IDENTIFIED_SHARE)) return null;
    if (luck.chance(FOLLOW_UP_SHARES[group] ?? 0)) {
      const day = this.#day - 1 - Math.floor(FOLLOW_UP_DAYS * luck.uniform() ** 1.5);
      const known = Math.floor(SURELY_THERE * this.#plan.newCustomersOf(day, group));
      if (known > 0) return this.#nameOf(day, group, luck.below(known));
    }
    const number = this.#newByGroup.get(group) ?? 0;
    this.#newByGroup.set(group, number + 1);
    return this.#nameOf(this.#day, group, number);
  }

  #nameOf(day: CivilDay, group: string, number: number): string {
    const ofGroup = GROUPS.indexOf(group) * GOLDEN_RATIO_BITS;
    const mixed = mixBits(mixBits(mixBits(this.#plan.seed ^ ofGroup) + day) + number);
    return `customer-${(mixed >>> 0) % this.#plan.customers}`;
  }
}

function sumsOf(weights: Readonly<Record<string, readonly number[]>>): Record<string, Float64Array> {
  return Object.fromEntries(Object.entries(weights).map(([key, row]) => [key, risingSumsOf(row)]));
}
