/**
 * How much of the difference between hours of the week is lasting and how much is the day: variances of hour, weekday,
 * slot and day in the shares seen. Owns the weights of days in means and these variances; refuses to predict.
 *
 * The model: share = all + hour + weekday + slot + day + rest, each but the first a random effect. A day's effect is
 * shared by its hours, so that seventeen hours of one bad Wednesday are one day of evidence about Wednesdays. The
 * variances come from products of pairs (variance components by moments, Henderson 1953): two values of one hour on
 * different weekdays share the hour's effect alone, two of one slot hour, weekday and slot, two of one day weekday and
 * day. A row's own noise is in no product of two, so that it may differ between hours.
 */
import { SLOTS, type SlotEvidence } from './slot-evidence.ts';

/** In days: where the records are too few to estimate it (reference 3.4). */
export const DEFAULT_STRENGTH = 8;
/** In days: beyond, records cannot tell it from one without end. A slot's days hold some 17 when old ones count less. */
const MOST_STRENGTH = 100;
/** So many days beyond the first of their slot (or weekday) are too few to estimate by. */
const LEAST_SPARE_DAYS = 24;
const LEAST_SPARE_OF_WEEKDAYS = 7;
/** No day weighs more than so many of its slot's median day. */
const MOST_USUAL_DAYS = 2;

/** Variances of shares, and what follows from them. */
export interface Components {
  hour: number;
  weekday: number;
  slot: number;
  /** what the hours of a day have in common beyond their weekday */
  day: number;
  /** of one day's share in its slot, in all */
  within: number;
  /** within ÷ slot: as many days of its own weigh as much as hour and weekday; finite */
  strength: number;
}

/** Rows with their weight in means, and what follows from that. */
export interface Weighted {
  evidence: SlotEvidence;
  share: Float64Array;
  weight: Float64Array;
  mean: number;
  /** by slot */
  days: Int32Array;
}

/**
 * Within a slot a day weighs as its contacts do, so that the mean is that of callers, but no more than two usual days: one
 * on which everybody called is an incident. Slots weigh as often as they were open, so that a busy hour is no more of an
 * hour than a quiet one. Both by recency.
 */
export function weigh(evidence: SlotEvidence, share: Float64Array): Weighted {
  const { slot, recency, contacts } = evidence;
  const perSlot = Array.from({ length: SLOTS }, (): number[] => []);
  slot.forEach((own, i) => {
    perSlot[own]!.push(contacts[i]!);
  });
  const days = Int32Array.from(perSlot, ({ length }) => length);
  const cap = perSlot.map(
    (counts) => MOST_USUAL_DAYS * (counts.sort((a, b) => a - b)[counts.length >> 1] ?? 0),
  );
  const capped = contacts.map((count, i) => recency[i]! * Math.min(count, cap[slot[i]!]!));
  const bySlot = (values: Float64Array) => groupSums(values, (i) => slot[i]!, SLOTS);
  const [openings, counts] = [bySlot(recency), bySlot(capped)];
  const weight = capped.map((one, i) => (one * openings[slot[i]!]!) / counts[slot[i]!]!);
  return { evidence, share, weight, days, mean: dot(weight, share) / sum(weight) };
}

/**
 * The variances in these rows, of which there must be one at least. With too few days to tell, a slot differs from hour
 * and weekday by as much as makes the strength `DEFAULT_STRENGTH`, a weekday from others by as much to its days.
 */
export function componentsOf({ evidence, share, weight, mean, days }: Weighted): Components {
  const { slot, day, contacts } = evidence;
  /** Sums over all pairs of different rows in one group, each pair twice. */
  const pairs = (groupOf: (i: number) => number, groups: number) => {
    const [weights, products] = [new Float64Array(groups), new Float64Array(groups)];
    let [ownWeights, ownProducts] = [0, 0];
    for (let i = 0; i < share.length; i++) {
      const product = weight[i]! * (share[i]! - mean);
      weights[groupOf(i)]! += weight[i]!;
      products[groupOf(i)]! += product;
      ownWeights += weight[i]! ** 2;
      ownProducts += product ** 2;
    }
    return { weight: dot(weights, weights) - ownWeights, product: dot(products, products) - ownProducts };
  };

  const inAll = pairs(() => 0, 1);
  const inHour = pairs((i) => slot[i]! % 24, 24);
  const inWeekday = pairs((i) => Math.floor(slot[i]! / 24), 7);
  const inSlot = pairs((i) => slot[i]!, SLOTS);
  const inDay = pairs((i) => day[i]!, evidence.days);
  /** Of the pairs that are left when others are taken away; where there are none, as told by those that are. */
  const covariance = (of: (part: 'weight' | 'product') => number, otherwise: number) =>
    of('weight') > inAll.weight * 1e-9 ? of('product') / of('weight') : otherwise;
  const apart = covariance((part) => inAll[part] - inHour[part] - inWeekday[part] + inSlot[part], 0);
  const ofHour = covariance((part) => inHour[part] - inSlot[part], apart);
  const ofWeekday = covariance((part) => inWeekday[part] - inDay[part] - inSlot[part], apart);
  const ofDay = covariance((part) => inDay[part], ofWeekday);
  const ofSlot = covariance((part) => inSlot[part], ofHour + ofWeekday - apart);

  const squares = sum(share.map((one, i) => weight[i]! * (one - mean) ** 2));
  // Where all are alike there is still a contact's own chance.
  const within = Math.max(squares / sum(weight) - Math.max(0, ofSlot), 1 / (4 * sum(contacts)), 1e-6);
  const dayVariance = Math.max(0, ofDay - ofWeekday);
  const slotDays = days.reduce((spare, count) => spare + Math.max(0, count - 1), 0);
  const weekdays = new Set(Array.from(slot, (one) => Math.floor(one / 24))).size;
  const ownSlot =
    slotDays < LEAST_SPARE_DAYS
      ? within / DEFAULT_STRENGTH
      : Math.max(ofSlot - ofHour - ofWeekday + apart, within / MOST_STRENGTH);
  const ownWeekday =
    evidence.days - weekdays < LEAST_SPARE_OF_WEEKDAYS
      ? dayVariance / DEFAULT_STRENGTH
      : Math.max(0, ofWeekday - apart);
  return {
    hour: Math.max(0, ofHour - apart),
    weekday: ownWeekday,
    slot: ownSlot,
    day: Math.min(dayVariance, within),
    within,
    strength: within / ownSlot,
  };
}

export function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

export function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!;
  return total;
}

export function groupSums(
  values: Float64Array,
  groupOf: (i: number) => number,
  groups: number,
): Float64Array {
  const sums = new Float64Array(groups);
  for (let i = 0; i < values.length; i++) sums[groupOf(i)]! += values[i]!;
  return sums;
}
