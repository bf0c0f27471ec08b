/**
 * What was to be expected of each bucket by the weeks before it: the range inside which about eight in ten would lie.
 * Owns the estimate from the same weekday and time of day; refuses to look at the bucket itself or anything later.
 *
 * Centre: the mean of the same slot over the eight weeks before, holidays left out. Counts vary by a negative binomial
 * law, var = λ + σ²λ², with σ² = max(0, Σ[(y−λ)²−λ] ÷ Σλ²) taken from the eight weeks before at the same grain; its
 * quantiles by Wilson and Hilferty's cube-root approximation. Everything else: the interval of prediction by Student's
 * t from the slot's own eight values. Sources: reference 3.2 and 3.3; Wilson and Hilferty 1931.
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

/** Both arrays as long as the buckets; null where too few weeks are known. */
export function expectedRange({ value, weekBefore, windowStart, kind }: Slotted): ExpectedRange {
  const length = value.length;
  const low: (number | null)[] = new Array(length).fill(null);
  const high: (number | null)[] = new Array(length).fill(null);
  const z = normalQuantile((1 + EXPECTED_SHARE) / 2);
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
      const spread = Math.max(0, (excess[i]! - excess[from]!) / base);
      // How uncertain the mean itself is lies in the residuals already, which are errors of prediction.
      const variance = centre + spread * centre * centre;
      low[i] = countQuantile(centre, variance, -z);
      high[i] = countQuantile(centre, variance, z);
    }
    if (now !== null && now !== undefined) {
      excess[i + 1]! += (now - centre) ** 2 - centre;
      squares[i + 1]! += centre * centre;
      learnt[i + 1]! += 1;
    }
  }
  return { low, high };
}

/** The quantile at `z` standard normal deviations of a gamma law of this mean and variance, never below 0. */
function countQuantile(mean: number, variance: number, z: number): number {
  if (mean <= 0 || variance <= 0) return Math.max(0, mean);
  const shape = (mean * mean) / variance;
  return mean * Math.max(0, 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))) ** 3;
}
