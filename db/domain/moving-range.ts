/**
 * How much figures of neighbouring periods differ, in units of what chance alone would make of it: a wave, a trend or a
 * season hardly moves the middle of such differences. Owns the ranges and the factor that follows from them; refuses to
 * say how many of them are enough, and what of a difference is a change.
 * Source: moving ranges as on an XmR chart (reference 4.5), by their median.
 */
import type { Tally } from './confidence.ts';

/** A published count and over how many days it was counted. */
export interface CountOverDays {
  count: number;
  days: number;
}

/** Median of a χ² with one degree of freedom: (0.6745)². */
const MEDIAN_CHI_SQUARE = 0.454936;

/** The squared standardised differences of neighbouring periods; a period without a count, or of 0, has none. */
export function movingRanges(periods: readonly (CountOverDays | null)[]): number[] {
  return periods.flatMap((later, i) => {
    const earlier = i === 0 ? null : periods[i - 1]!;
    if (later === null || earlier === null || later.count === 0 || earlier.count === 0) return [];
    const difference = Math.log(later.count / later.days / (earlier.count / earlier.days));
    return [difference ** 2 / (1 / later.count + 1 / earlier.count)];
  });
}

/** The same for shares of neighbouring periods; none where nothing, or everything, is in a part. */
export function movingShareRanges(periods: readonly (Tally | null)[]): number[] {
  return periods.flatMap((later, i) => {
    const earlier = i === 0 ? null : periods[i - 1]!;
    if (later === null || earlier === null || later.n === 0 || earlier.n === 0) return [];
    const p = (later.k + earlier.k) / (later.n + earlier.n);
    if (p === 0 || p === 1) return [];
    const difference = later.k / later.n - earlier.k / earlier.n;
    return [difference ** 2 / (p * (1 - p) * (1 / later.n + 1 / earlier.n))];
  });
}

/** How many times as much as by chance alone figures with these ranges vary, at least 1; `ranges` must not be empty. */
export function rangeFactor(ranges: readonly number[]): number {
  if (ranges.length === 0) throw new RangeError('a factor of no ranges, expected one at least');
  const sorted = [...ranges].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
  return Math.max(1, median / MEDIAN_CHI_SQUARE);
}
