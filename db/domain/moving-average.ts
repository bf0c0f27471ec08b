/**
 * The mean around each bucket over one full cycle, so that the rhythm of days and weeks cancels out.
 * Owns the lengths and how much of a window must be known; refuses percentiles, of which no mean is one.
 * Source: reference 7 (moving averages: one full seasonal cycle, centred for history, at least 80 % of the window). In a
 * short cycle each bucket has a place of its own, and a mean without its Sunday or its December is none: all of it.
 */
import type { Grain } from './bucket.ts';
import type { CellStatus } from './cell.ts';

/** Buckets in one cycle: a week of quarter-hours, hours and days, a quarter of weeks, a year of months. */
export const CYCLE: Readonly<Record<Grain, number>> = {
  '15min': 672,
  hour: 168,
  day: 7,
  week: 13,
  month: 12,
};

const LEAST_KNOWN = 0.8;
/** Up to this many buckets a cycle has to be known whole. */
const SHORT_CYCLE = 13;

export interface Averaged {
  value: readonly (number | null)[];
  /** what each value counts in the mean; null: all alike, as of counts */
  weight: readonly (number | null)[] | null;
  status: readonly CellStatus[];
}

/**
 * For each bucket the mean of the window centred on it (an even window begins half a bucket earlier), weighted where
 * weights are given: Σ value × weight ÷ Σ weight. Closed buckets do not count, and incomplete ones are not known; null where
 * less than four fifths of the rest is known, or less than all of a short cycle, and at both ends.
 */
export function movingAverage({ value, weight, status }: Averaged, window: number): (number | null)[] {
  const length = value.length;
  // Running sums, so that a window costs the same however long it is.
  const sums = new Float64Array(length + 1);
  const weights = new Float64Array(length + 1);
  const known = new Int32Array(length + 1);
  const open = new Int32Array(length + 1);
  for (let i = 0; i < length; i++) {
    const one = value[i];
    const heavy = weight === null ? 1 : weight[i];
    const has = one != null && heavy != null && status[i] !== 'partial';
    sums[i + 1] = sums[i]! + (has ? one * heavy : 0);
    weights[i + 1] = weights[i]! + (has ? heavy : 0);
    known[i + 1] = known[i]! + (has ? 1 : 0);
    open[i + 1] = open[i]! + (status[i] === 'closed' ? 0 : 1);
  }
  const before = Math.floor(window / 2);
  const least = window <= SHORT_CYCLE ? 1 : LEAST_KNOWN;
  return Array.from({ length }, (_, i) => {
    const from = i - before;
    const to = from + window;
    if (from < 0 || to > length) return null;
    const opened = open[to]! - open[from]!;
    const heavy = weights[to]! - weights[from]!;
    if (opened === 0 || known[to]! - known[from]! < least * opened || heavy <= 0) return null;
    return (sums[to]! - sums[from]!) / heavy;
  });
}
