/**
 * What share a slot of the week may be expected to have when it was seen on few days: drawn towards what its hour and
 * its weekday have in common with others. Owns the fit of hours and weekdays, and the error of what comes out; refuses
 * to know what the shares are of, and what is said of them.
 *
 * Hours and weekdays are predicted as effects of the model in slot-variance.ts: the best linear prediction given its
 * variances (Henderson 1975), by which an effect that the days do not support is none. A slot's own mean then counts
 * against the two by `shrink` (reference 3.4).
 */
import { SLOTS, type SlotEvidence } from './slot-evidence.ts';
import { type Components, componentsOf, dot, groupSums, sum, type Weighted, weigh } from './slot-variance.ts';

/** A slot's own day-to-day variance weighs as its days, against so many of the common one. */
const VARIANCE_DAYS = 8;
const MOST_ROUNDS = 60;
const PRECISION = 1e-5;

/** The mean of `n` days drawn towards `towards` by as much as `strength` days weigh: (n x̄ + κ m)/(n + κ). */
export function shrink(mean: number, n: number, towards: number, strength: number): number {
  return n === 0 ? towards : (n * mean + strength * towards) / (n + strength);
}

/** What is known of a slot, or of its hour on weekdays never seen. */
export interface ShrunkShare {
  /** days in the slot, and how many of equal weight they are worth */
  days: number;
  effectiveDays: number;
  estimate: number;
  standardError: number;
  /** as `estimate`, for a weekday of which nothing is known */
  ofHour: number;
  standardErrorOfHour: number;
  /** days in the hour, of all weekdays */
  hourDays: number;
  hourEffectiveDays: number;
}

/** By slot; null where the hour was never seen. No components without any row. */
export interface ShrunkWeek {
  slots: (ShrunkShare | null)[];
  components: Components | null;
}

/** @param share of each row of `evidence`, 0 to 1 (`sharesWithin`) */
export function shrinkWeek(evidence: SlotEvidence, share: Float64Array): ShrunkWeek {
  if (share.length === 0) return { slots: Array.from({ length: SLOTS }, () => null), components: null };
  const rows = weigh(evidence, share);
  const components = componentsOf(rows);
  const noise = noiseOf(rows, components);
  return { slots: predictSlots(rows, components, noise, fitEffects(rows, components, noise)), components };
}

/** Of each row: the variance of its share around its slot's, a contact's own chance included (p (1 − p)/n). */
function noiseOf({ evidence, weight, mean }: Weighted, { within }: Components): Float64Array {
  const chance = mean * (1 - mean);
  let ofContacts = 0;
  for (let i = 0; i < weight.length; i++) ofContacts += (weight[i]! * chance) / evidence.contacts[i]!;
  const ofDays = Math.max(0, within - ofContacts / sum(weight));
  const scale = ofDays > 0 ? 1 : (within * sum(weight)) / ofContacts;
  return evidence.contacts.map((contacts) => Math.max(ofDays + (scale * chance) / contacts, 1e-9));
}

interface Effects {
  all: number;
  hours: Float64Array;
  weekdays: Float64Array;
  /** variances of the errors of prediction */
  ofAll: number;
  ofHours: Float64Array;
  ofWeekdays: Float64Array;
}

/**
 * Hours with their slots and all with weekdays and days, in turn, each the best prediction given the other, until
 * nothing moves. Slots and days are known only in passing: what is wanted is what others have in common with a slot.
 */
function fitEffects(
  { evidence, share, weight, mean }: Weighted,
  parts: Components,
  noise: Float64Array,
): Effects {
  const { slot, day, recency, days } = evidence;
  // Recent days count more, and all together as much as their effective number.
  const scale = sum(recency) / dot(recency, recency);
  const [weights, noises] = [weight, weight.map((one, i) => one * noise[i]!)].map((values) =>
    groupSums(values, (i) => slot[i]!, SLOTS),
  ) as [Float64Array, Float64Array];
  const precision = weight.map((one, i) => {
    const usual = noises[slot[i]!]! / weights[slot[i]!]!;
    return (one * scale) / Math.max(usual - parts.day, usual / 10);
  });
  const bySlot = groupSums(precision, (i) => slot[i]!, SLOTS);
  const byDay = groupSums(precision, (i) => day[i]!, days);
  const [weekdayOfDay, dayVariance] = [new Int32Array(days), new Float64Array(days)];
  for (let i = 0; i < slot.length; i++) {
    weekdayOfDay[day[i]!] = Math.floor(slot[i]! / 24);
    dayVariance[day[i]!] = parts.day / (recency[i]! * scale);
  }
  const slots = makeTree(
    bySlot,
    bySlot.map(() => parts.slot),
    (i) => i % 24,
    24,
    parts.hour,
  );
  const calendar = makeTree(byDay, dayVariance, (i) => weekdayOfDay[i]!, 7, parts.weekday);
  const residual = new Float64Array(share.length);
  let all = mean;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = [...slots.groups, ...calendar.groups, all];
    for (let i = 0; i < share.length; i++)
      residual[i] = precision[i]! * (share[i]! - all - calendar.leaves[day[i]!]!);
    slots.predict(
      groupSums(residual, (i) => slot[i]!, SLOTS),
      0,
    );
    for (let i = 0; i < share.length; i++)
      residual[i] = precision[i]! * (share[i]! - slots.leaves[slot[i]!]!);
    const sums = groupSums(residual, (i) => day[i]!, days);
    all = calendar.meanOf(sums);
    calendar.predict(sums, all);
    // What all hours have in common is nobody's own.
    const shift = slots.centre();
    all += shift;
    const after = [...slots.groups, ...calendar.groups, all];
    if (after.every((one, i) => Math.abs(one - before[i]!) < PRECISION)) break;
  }
  return {
    ...{ all, hours: slots.groups, weekdays: calendar.groups },
    ofAll: 1 / sum(calendar.information),
    ofHours: slots.information.map((one) => errorOf(parts.hour, one)),
    ofWeekdays: calendar.information.map((one) => errorOf(parts.weekday, one)),
  };
}

/** Leaves in groups, both random: groups are predicted as if leaves were noise, leaves given their group. */
function makeTree(
  precision: Float64Array,
  leafVariance: Float64Array,
  groupOf: (leaf: number) => number,
  groupCount: number,
  groupVariance: number,
) {
  // What a leaf tells of its group: 1 ÷ (its own variance + its error).
  const told = precision.map((one, leaf) => (one === 0 ? 0 : 1 / (leafVariance[leaf]! + 1 / one)));
  const information = groupSums(told, groupOf, groupCount);
  const groups = new Float64Array(groupCount);
  /** group and leaf together */
  const leaves = new Float64Array(precision.length);
  return {
    groups,
    leaves,
    information,
    predict(sums: Float64Array, base: number) {
      groups.fill(0);
      for (let i = 0; i < told.length; i++) {
        if (told[i]! > 0) groups[groupOf(i)]! += told[i]! * (sums[i]! / precision[i]! - base);
      }
      for (let g = 0; g < groupCount; g++) groups[g]! *= errorOf(groupVariance, information[g]!);
      for (let i = 0; i < told.length; i++) {
        const group = groups[groupOf(i)]!;
        const own = precision[i] === 0 ? 0 : sums[i]! / precision[i]! - base - group;
        leaves[i] = group + own * leafVariance[i]! * told[i]!;
      }
    },
    /** The mean of all, by generalised least squares. */
    meanOf(sums: Float64Array): number {
      let [top, bottom] = [0, 0];
      const weights = information.map((one) => (one === 0 ? 0 : one / (1 + one * groupVariance)));
      for (let i = 0; i < told.length; i++) {
        if (told[i] === 0) continue;
        const weight = (weights[groupOf(i)]! * told[i]!) / information[groupOf(i)]!;
        top += (weight * sums[i]!) / precision[i]!;
        bottom += weight;
      }
      return top / bottom;
    },
    /** Takes the mean of the groups seen out of them and returns it. */
    centre(): number {
      const seen = information.reduce((count, one) => count + (one > 0 ? 1 : 0), 0);
      const shift = sum(groups) / seen;
      for (let g = 0; g < groupCount; g++) if (information[g]! > 0) groups[g]! -= shift;
      for (let i = 0; i < told.length; i++) if (told[i]! > 0) leaves[i]! -= shift;
      return shift;
    },
  };
}

/** Variance of the error of a predicted effect: 1/(1/σ² + information). */
const errorOf = (variance: number, information: number) => variance / (1 + variance * information);

/**
 * Each slot's own mean against what hour and weekday let expect. The error of that is the noise of its own days, by
 * its part, and what slots, hours and weekdays may differ from what is expected, by the rest; and that of all hours.
 */
function predictSlots(
  { evidence, share, weight, days }: Weighted,
  parts: Components,
  noise: Float64Array,
  effects: Effects,
): (ShrunkShare | null)[] {
  const { slot, recency } = evidence;
  const ofSlot = (values: Float64Array) => groupSums(values, (i) => slot[i]!, SLOTS);
  const ofHour = (values: Float64Array) => groupSums(values, (i) => slot[i]! % 24, 24);
  const squared = recency.map((one) => one * one);
  const [recencies, squares] = [ofSlot(recency), ofSlot(squared)];
  const [hourRecencies, hourSquares] = [ofHour(recency), ofHour(squared)];
  const hourDays = ofHour(recency.map(() => 1));
  const weights = ofSlot(weight);
  const sums = ofSlot(weight.map((one, i) => one * share[i]!));
  const noises = ofSlot(weight.map((one, i) => one * one * noise[i]!));
  const spreads = ofSlot(
    weight.map((one, i) => (one * (share[i]! - sums[slot[i]!]! / weights[slot[i]!]!)) ** 2),
  );
  return Array.from({ length: SLOTS }, (_, own) => {
    const hour = own % 24;
    if (hourDays[hour] === 0) return null;
    const ofThisHour = effects.all + effects.hours[hour]!;
    const hourError = effects.ofAll + effects.ofHours[hour]!;
    const whole = {
      days: days[own]!,
      ofHour: clip(ofThisHour),
      standardErrorOfHour: Math.sqrt(hourError + parts.weekday + parts.slot),
      hourDays: hourDays[hour]!,
      hourEffectiveDays: hourRecencies[hour]! ** 2 / hourSquares[hour]!,
    };
    if (days[own] === 0) {
      return { ...whole, effectiveDays: 0, estimate: whole.ofHour, standardError: whole.standardErrorOfHour };
    }
    const expected = clip(ofThisHour + effects.weekdays[Math.floor(own / 24)]!);
    const variance = noises[own]! / weights[own]! ** 2;
    // Days of few contacts, or one of very many, are worth less than their number; none is worth more.
    const effectiveDays = Math.min(recencies[own]! ** 2 / squares[own]!, parts.within / variance);
    const part = effectiveDays / (effectiveDays + parts.strength);
    const spare = days[own]! - 1;
    const clustered = spare === 0 ? 0 : ((spare + 1) / spare) * (spreads[own]! / weights[own]! ** 2);
    const ownVariance = (VARIANCE_DAYS * variance + spare * clustered) / (VARIANCE_DAYS + spare);
    const priorVariance = parts.slot + effects.ofHours[hour]! + effects.ofWeekdays[Math.floor(own / 24)]!;
    return {
      ...whole,
      effectiveDays,
      estimate: clip(shrink(sums[own]! / weights[own]!, effectiveDays, expected, parts.strength)),
      standardError: Math.sqrt(part ** 2 * ownVariance + (1 - part) ** 2 * priorVariance + effects.ofAll),
    };
  });
}

const clip = (share: number) => Math.min(1, Math.max(0, share));
