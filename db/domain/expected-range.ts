/**
 * What is to be expected of a bucket by the weeks before it: the range inside which about eight in ten lie.
 * Owns the estimate from the same weekday and time of day, for each bucket of a history and for the hours of a usual
 * week; of a history it refuses to look at the bucket itself or anything later.
 *
 * Centre: the mean of the same slot over the weeks before, holidays left out. Counts vary by a negative binomial law,
 * var = λ + σ²λ², with σ² = max(0, Σ[(y−λ)²−λ] ÷ Σλ²) taken from those weeks at the same grain; its quantiles by Wilson
 * and Hilferty's cube-root approximation. Everything else: the interval of prediction by Student's t from the slot's own
 * values. Sources: reference 3.2 and 3.3; Wilson and Hilferty 1931.
 */
import { normalQuantile, studentQuantile } from './distribution.ts';

export const WEEKS_BEFORE = 8;
const LEAST_WEEKS = 4;
/** Without this many earlier buckets to learn the spread from, nothing is said. */
const LEAST_RESIDUALS = 20;
export const EXPECTED_SHARE = 0.8;

export interface Slotted {
  /** null where there is none, or where it was no ordinary day */
  value: readonly (number | null)[];
  /** the index of the bucket a week before, at the same time of day; −1 where there is none */
  weekBefore: Int32Array;
  /** the index of the first bucket that is not older than eight weeks before */
  windowStart: Int32Array;
  kind: 'count' | 'share' | 'other';
}

export interface ExpectedRange {
  low: (number | null)[];
  high: (number | null)[];
}

/** Quantiles of the range, in standard normal deviations from its middle. */
const RANGE_DEVIATIONS = normalQuantile((1 + EXPECTED_SHARE) / 2);

/** Both arrays as long as the buckets; null where too few weeks are known. */
export function expectedRange({ value, weekBefore, windowStart, kind }: Slotted): ExpectedRange {
  const length = value.length;
  const low: (number | null)[] = new Array(length).fill(null);
  const high: (number | null)[] = new Array(length).fill(null);
  const studentBy = Array.from({ length: WEEKS_BEFORE + 1 }, (_, n) =>
    n < 2 ? Number.NaN : studentQuantile((1 + EXPECTED_SHARE) / 2, n - 1),
  );
  // Running sums of what the spread is learnt from.
  const excess = new Float64Array(length + 1);
  const squares = new Float64Array(length + 1);
  const learnt = new Int32Array(length + 1);
  const refs = new Float64Array(WEEKS_BEFORE);
  for (let i = 0; i < length; i++) {
    let n = 0;
    let sum = 0;
    for (let week = 0, at = weekBefore[i]!; week < WEEKS_BEFORE && at >= 0; week++, at = weekBefore[at]!) {
      const past = value[at];
      if (past === null || past === undefined) continue;
      refs[n] = past;
      n += 1;
      sum += past;
    }
    excess[i + 1] = excess[i]!;
    squares[i + 1] = squares[i]!;
    learnt[i + 1] = learnt[i]!;
    if (n < LEAST_WEEKS) continue;
    const centre = sum / n;
    const now = value[i];
    if (kind !== 'count') {
      let deviations = 0;
      for (let j = 0; j < n; j++) deviations += (refs[j]! - centre) ** 2;
      const half = studentBy[n]! * Math.sqrt((deviations / (n - 1)) * (1 + 1 / n));
      low[i] = Math.max(0, centre - half);
      high[i] = kind === 'share' ? Math.min(1, centre + half) : centre + half;
      continue;
    }
    const from = windowStart[i]!;
    const base = squares[i]! - squares[from]!;
    if (learnt[i]! - learnt[from]! >= LEAST_RESIDUALS && base > 0) {
      // How uncertain the mean itself is lies in the residuals already, which are errors of prediction.
      [low[i], high[i]] = countRange(centre, varianceOf(centre, excess[i]! - excess[from]!, base));
    }
    if (now !== null && now !== undefined) {
      excess[i + 1]! += (now - centre) ** 2 - centre;
      squares[i + 1]! += centre * centre;
      learnt[i + 1]! += 1;
    }
  }
  return { low, high };
}

/** The hours of a usual week, or any other slots that come back every week. */
export interface UsualSlots {
  /** of each slot: its mean count over the weeks; null where that is not told */
  mean: readonly (number | null)[];
  /** how many weeks each mean is of */
  weeks: readonly number[];
  /** the single counts by which the spread is learnt; empty for a slot of which some are not told */
  counts: readonly (readonly number[])[];
}

/**
 * Where about eight in ten counts of a week like those lie, slot by slot; null where fewer than four weeks are known, or
 * too few counts to learn the spread from.
 *
 * Other than in a history, the residuals are about a mean of the very same n counts: they vary by (n−1)/n of what
 * the counts do, and are brought back to it. The next count misses the mean by more, by 1/n of the variance.
 */
export function usualRange({ mean, weeks, counts }: UsualSlots): ExpectedRange {
  let [excess, base, learnt] = [0, 0, 0];
  for (const own of counts) {
    const n = own.length;
    if (n < LEAST_WEEKS) continue;
    const centre = own.reduce((sum, count) => sum + count, 0) / n;
    const squares = own.reduce((sum, count) => sum + (count - centre) ** 2, 0);
    excess += (squares * n) / (n - 1) - n * centre;
    base += n * centre * centre;
    learnt += n;
  }
  const isLearnt = learnt >= LEAST_RESIDUALS && base > 0;
  const ranges = mean.map((centre, i) =>
    isLearnt && centre !== null && weeks[i]! >= LEAST_WEEKS
      ? countRange(centre, varianceOf(centre, excess, base) * (1 + 1 / weeks[i]!))
      : [null, null],
  );
  return { low: ranges.map(([low]) => low!), high: ranges.map(([, high]) => high!) };
}

/** var = λ + σ²λ², with σ² = `excess` ÷ `base`: Σ[(y−λ)²−λ] ÷ Σλ², never below 0. */
function varianceOf(mean: number, excess: number, base: number): number {
  return mean + Math.max(0, excess / base) * mean * mean;
}

/** The two ends between which eight in ten counts of this mean and variance lie. */
function countRange(mean: number, variance: number): [low: number, high: number] {
  return [countQuantile(mean, variance, -RANGE_DEVIATIONS), countQuantile(mean, variance, RANGE_DEVIATIONS)];
}

/** The quantile at `z` standard normal deviations of a gamma law of this mean and variance, never below 0. */
function countQuantile(mean: number, variance: number, z: number): number {
  if (mean <= 0 || variance <= 0) return Math.max(0, mean);
  const shape = (mean * mean) / variance;
  return mean * Math.max(0, 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))) ** 3;
}
