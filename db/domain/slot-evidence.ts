/**
 * What the days say about the wait by hour of the week: one value for each day and hour, weighted by how recent it is.
 * Owns ages, weights, the histograms added up by slot, and what a day's share is; refuses to estimate from them.
 *
 * A day's share of those who get through within so many seconds must reckon with those who gave up before. Each of
 * them counts with the chance that they still had, P(T ≤ t | T > a) by Kaplan–Meier over the slot's days, so that the
 * days' shares, weighted by contacts and age, average to the estimate over all of them (redistribution to the right
 * and self-consistency: Efron 1967).
 */
import { type CivilDay, weekdayOf } from './civil-day.ts';
import { BIN_COUNT, binOf, type WaitHistogram } from './histogram.ts';
import { shareGoneBefore } from './kaplan-meier.ts';

export const SLOTS = 168;
/** What counts less than a thousandth is no day of evidence any more. */
const MOST_HALF_LIVES = 10;
const GONE_BEFORE = Float64Array.from({ length: BIN_COUNT }, (_, bin) => shareGoneBefore(bin));

/** One hour of one day in which the line was open and records speak. */
export interface SlotDay {
  day: CivilDay;
  /** 0 to 23, local: the hour that autumn repeats comes twice and is one */
  hour: number;
  answered: WaitHistogram;
  abandoned: WaitHistogram;
}

/** Weighted counts by bin, as `WaitHistogram` has them. */
export interface WeightedWaits {
  answered: Float64Array;
  abandoned: Float64Array;
}

/** Counts of the rows' histograms where they are not 0, the first `size` of each array: an hour fills few bins. */
interface SparseCounts {
  size: number;
  row: Int32Array;
  bin: Int32Array;
  count: Float64Array;
}

/** The hours of days in parallel arrays, each of at least one contact; slots are numbered from Monday 00:00. */
export interface SlotEvidence {
  slot: Uint8Array;
  /** which of the days, numbered from 0 as they came */
  day: Int32Array;
  days: number;
  contacts: Float64Array;
  /** 2^(−age ÷ half-life) */
  recency: Float64Array;
  answered: SparseCounts;
  abandoned: SparseCounts;
  /** by slot and altogether, each contact weighted by the recency of its day */
  slots: readonly (WeightedWaits | null)[];
  all: WeightedWaits;
}

/**
 * Hours in which nobody called say nothing about waits and are left out, and so are days ten half-lives old.
 * @param lastDay from which evidence ages; throws RangeError for a day after it, and for an hour that no clock has
 * @param halfLifeDays after so many days a day counts half
 */
export function gatherEvidence(
  slotDays: readonly SlotDay[],
  lastDay: CivilDay,
  halfLifeDays: number,
): SlotEvidence {
  if (!(halfLifeDays > 0)) throw new RangeError(`half-life is ${halfLifeDays} days, expected more than 0`);
  const [slot, day, contacts, recency]: [number[], number[], number[], number[]] = [[], [], [], []];
  const [answered, abandoned] = [noCounts(), noCounts()];
  const [rowOfHour, numberOfDay] = [new Map<number, number>(), new Map<CivilDay, number>()];
  for (const one of slotDays) {
    refuseHour(one, lastDay);
    if (lastDay - one.day > MOST_HALF_LIVES * halfLifeDays) continue;
    const hour = one.day * 24 + one.hour;
    const row = rowOfHour.get(hour) ?? slot.length;
    const count = addSparse(answered, row, one.answered) + addSparse(abandoned, row, one.abandoned);
    if (count === 0) continue;
    if (row < slot.length) {
      contacts[row]! += count;
      continue;
    }
    rowOfHour.set(hour, row);
    const number = numberOfDay.get(one.day) ?? numberOfDay.size;
    numberOfDay.set(one.day, number);
    slot.push(weekdayOf(one.day) * 24 + one.hour);
    day.push(number);
    contacts.push(count);
    recency.push(2 ** ((one.day - lastDay) / halfLifeDays));
  }
  return {
    slot: Uint8Array.from(slot),
    day: Int32Array.from(day),
    days: numberOfDay.size,
    contacts: Float64Array.from(contacts),
    recency: Float64Array.from(recency),
    ...{ answered, abandoned, ...addUp(slot, recency, { answered, abandoned }) },
  };
}

/**
 * For each threshold and each row the share of its contacts that gets through within so many seconds (an edge of the
 * bins), 0 to 1. Where the waits of a slot end before that, with somebody cut short, the hour's say how it goes on,
 * then those of all hours; beyond these nobody is taken to get through, as in the strictest service level.
 */
export function sharesWithin(evidence: SlotEvidence, thresholds: readonly number[]): Float64Array[] {
  const { slot, answered, abandoned, contacts } = evidence;
  const longest = binOf(Math.max(...thresholds));
  const hazardsOfAll = hazardsOf(evidence.all, longest);
  const hazardsOfHours = addUpHours(evidence.slots).map((waits) => waits && hazardsOf(waits, longest));
  const hazards = evidence.slots.map(
    (waits, own) => waits && [hazardsOf(waits, longest), hazardsOfHours[own % 24]!, hazardsOfAll],
  );
  return thresholds.map((seconds) => {
    const last = binOf(seconds);
    const chances = hazards.map((known) => known && chancesLeft(known, last));
    const within = new Float64Array(slot.length);
    for (let i = 0; i < answered.size; i++) {
      if (answered.bin[i]! <= last) within[answered.row[i]!]! += answered.count[i]!;
    }
    for (let i = 0; i < abandoned.size; i++) {
      const [row, bin] = [abandoned.row[i]!, abandoned.bin[i]!];
      if (bin <= last) within[row]! += abandoned.count[i]! * chances[slot[row]!]![bin]!;
    }
    return within.map((count, row) => count / contacts[row]!);
  });
}

/** Share of those still waiting who are answered in each bin up to `last`; NaN where nobody was seen to wait so long. */
function hazardsOf({ answered, abandoned }: WeightedWaits, last: number): Float64Array {
  const hazards = new Float64Array(last + 1);
  // Added up from the longest wait down, so that nobody left is exactly 0.
  let waiting = 0;
  for (let bin = BIN_COUNT - 1; bin >= 0; bin--) {
    const [events, censored] = [answered[bin]!, abandoned[bin]!];
    waiting += events + censored;
    if (bin > last) continue;
    hazards[bin] = waiting === 0 ? Number.NaN : events / (waiting - censored * GONE_BEFORE[bin]!);
  }
  return hazards;
}

/** For who gave up in a bin: the chance of an answer by the end of the last one, had they stayed. */
function chancesLeft(hazards: readonly Float64Array[], last: number): Float64Array {
  const chances = new Float64Array(last + 1);
  // The share still waiting at the end, of those waiting at a moment: 1 − the chance.
  let staying = 1;
  for (let bin = last; bin >= 0; bin--) {
    const hazard = hazards.find((one) => !Number.isNaN(one[bin]!))?.[bin] ?? 0;
    const before = staying * (1 - hazard);
    chances[bin] = 1 - GONE_BEFORE[bin]! * before - (1 - GONE_BEFORE[bin]!) * staying;
    staying = before;
  }
  return chances;
}

function refuseHour({ day, hour }: SlotDay, lastDay: CivilDay): void {
  if (!(Number.isInteger(day) && day <= lastDay)) {
    throw new RangeError(`day is ${day}, expected a civil day up to the last day ${lastDay}`);
  }
  if (!(Number.isInteger(hour) && hour >= 0 && hour < 24)) {
    throw new RangeError(`hour is ${hour}, expected a whole number from 0 to 23`);
  }
}

function noCounts(): SparseCounts {
  const room = 1 << 14;
  return { size: 0, row: new Int32Array(room), bin: new Int32Array(room), count: new Float64Array(room) };
}

/** Adds what is not 0 and returns how many contacts that were. */
function addSparse(target: SparseCounts, row: number, { counts }: WaitHistogram): number {
  if (target.size + counts.length > target.row.length) enlarge(target);
  let [total, { size }] = [0, target];
  for (let bin = 0; bin < counts.length; bin++) {
    const count = counts[bin]!;
    if (count === 0) continue;
    target.row[size] = row;
    target.bin[size] = bin;
    target.count[size] = count;
    size++;
    total += count;
  }
  target.size = size;
  return total;
}

function enlarge(target: SparseCounts): void {
  for (const part of ['row', 'bin', 'count'] as const) {
    const larger = new (part === 'count' ? Float64Array : Int32Array)(2 * target[part].length);
    larger.set(target[part]);
    Object.assign(target, { [part]: larger });
  }
}

function addUp(
  slot: readonly number[],
  recency: readonly number[],
  counts: Record<keyof WeightedWaits, SparseCounts>,
): Pick<SlotEvidence, 'slots' | 'all'> {
  const slots: (WeightedWaits | null)[] = Array.from({ length: SLOTS }, () => null);
  for (const own of new Set(slot)) slots[own] = noWaits();
  for (const end of ['answered', 'abandoned'] as const) {
    const { size, row, bin, count } = counts[end];
    for (let i = 0; i < size; i++) {
      slots[slot[row[i]!]!]![end][bin[i]!]! += recency[row[i]!]! * count[i]!;
    }
  }
  const all = noWaits();
  for (const waits of slots) if (waits !== null) addWaits(all, waits);
  return { slots, all };
}

function addUpHours(slots: SlotEvidence['slots']): (WeightedWaits | null)[] {
  const hours: (WeightedWaits | null)[] = Array.from({ length: 24 }, () => null);
  slots.forEach((waits, own) => {
    if (waits === null) return;
    hours[own % 24] ??= noWaits();
    addWaits(hours[own % 24]!, waits);
  });
  return hours;
}

function noWaits(): WeightedWaits {
  return { answered: new Float64Array(BIN_COUNT), abandoned: new Float64Array(BIN_COUNT) };
}

function addWaits(target: WeightedWaits, source: WeightedWaits): void {
  for (let bin = 0; bin < BIN_COUNT; bin++) {
    target.answered[bin]! += source.answered[bin]!;
    target.abandoned[bin]! += source.abandoned[bin]!;
  }
}
