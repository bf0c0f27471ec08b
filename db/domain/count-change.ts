/**
 * Whether a count of one period differs from that of another by more than such counts usually do: the rate ratio with an
 * interval, its p-value, and how many of several comparisons hold together.
 * Owns which ranges of neighbouring periods tell the dispersion, and the correction for many comparisons; refuses counts that
 * did not pass disclosure control to be told from those that did: what it is given it takes as published, rounded to 5.
 *
 * Sources: quasi-Poisson rate ratio (reference 4.2, dispersion never below 1); dispersion from moving ranges
 * (moving-range.ts); Benjamini and Hochberg (1995); intervals
 * of those selected, Benjamini and Yekutieli (2005).
 */

import { DIRECTIONS, type Interval } from './confidence.ts';
import { betaShare, studentQuantile } from './distribution.ts';
import { type CountOverDays, rangeFactor } from './moving-range.ts';

export interface Dispersion {
  /** variance ÷ mean, at least 1 */
  factor: number;
  /** of the t distribution by which intervals are drawn */
  degreesOfFreedom: number;
  /** neighbouring periods that it was estimated from */
  pairs: number;
}

export interface RateRatio extends Interval {
  ratio: number;
}

/**
 * What is said of a count against an earlier one. `none_before`: none then, so no ratio; `none`: none in either;
 * `broken`: the cause was merged or split between them; `hidden`: one is too small to be told, or holds parts that are;
 * `not_known`: nothing is on record of one.
 */
export const COUNT_CHANGES = [...DIRECTIONS, 'none_before', 'none', 'broken', 'hidden', 'not_known'] as const;
export type CountChange = (typeof COUNT_CHANGES)[number];

/** With fewer pairs of its own a cause is taken to vary as causes do, and no less than this. */
export const LEAST_PAIRS = 6;
const CAUTIOUS_FACTOR = 4;
/** Variance of what rounding to 5 adds to a count. */
const ROUNDING_VARIANCE = 25 / 12;

/** How much more a count varies than by chance alone. `pool`: the ranges of all causes, for one with few of its own. */
export function dispersionOf(own: readonly number[], pool: readonly number[]): Dispersion {
  if (own.length >= LEAST_PAIRS) {
    return { factor: rangeFactor(own), degreesOfFreedom: own.length, pairs: own.length };
  }
  const factor = Math.max(CAUTIOUS_FACTOR, pool.length === 0 ? 0 : rangeFactor(pool));
  return { factor, degreesOfFreedom: LEAST_PAIRS - 1, pairs: own.length };
}

/** Standard error of the logarithm of a ratio; null where a count is 0, and there is no ratio to speak of. */
function logError(now: CountOverDays, before: CountOverDays, { factor }: Dispersion): number | null {
  if (now.count === 0 || before.count === 0) return null;
  const variance = ({ count }: CountOverDays) => factor / count + ROUNDING_VARIANCE / count ** 2;
  return Math.sqrt(variance(now) + variance(before));
}

/**
 * Daily rate now ÷ before, at a confidence level. With none now the ratio is 0, and its upper limit is where so few as
 * none would still come about (exact, for counts brought down by the dispersion); null with none before.
 */
export function rateRatioOf(
  now: CountOverDays,
  before: CountOverDays,
  dispersion: Dispersion,
  level: number,
): RateRatio | null {
  if (before.count === 0 || now.days <= 0 || before.days <= 0) return null;
  const days = before.days / now.days;
  if (now.count === 0) {
    const share = ((1 - level) / 2) ** (dispersion.factor / before.count);
    return { ratio: 0, low: 0, high: ((1 - share) / share) * days };
  }
  const ratio = (now.count / before.count) * days;
  const half =
    studentQuantile((1 + level) / 2, dispersion.degreesOfFreedom) * logError(now, before, dispersion)!;
  return { ratio, low: ratio * Math.exp(-half), high: ratio * Math.exp(half) };
}

/** How likely so large a difference is where nothing changed, 0 to 1; null with none before. */
export function chanceOf(now: CountOverDays, before: CountOverDays, dispersion: Dispersion): number | null {
  if (before.count === 0 || now.days <= 0 || before.days <= 0) return null;
  if (now.count === 0) {
    return Math.min(1, 2 * (before.days / (before.days + now.days)) ** (before.count / dispersion.factor));
  }
  const { degreesOfFreedom: freedom } = dispersion;
  const logRatio = Math.log(now.count / now.days / (before.count / before.days));
  const t = logRatio / logError(now, before, dispersion)!;
  return betaShare(freedom / (freedom + t ** 2), freedom / 2, 1 / 2);
}

export interface Selection {
  /** in the order of the chances given */
  isSelected: boolean[];
  /** at which intervals leave out 1 exactly where the comparison was selected */
  level: number;
}

/**
 * Which of several comparisons hold, so that at most a share `rate` of those called a change are expected to be none,
 * and nothing is called one in more than `rate` of the answers where nothing changed at all.
 */
export function selectTogether(chances: readonly number[], rate: number): Selection {
  const sorted = [...chances].sort((a, b) => a - b);
  let selected = 0;
  sorted.forEach((chance, i) => {
    if (chance <= ((i + 1) * rate) / chances.length) selected = i + 1;
  });
  const limit = (Math.max(1, selected) * rate) / Math.max(1, chances.length);
  return {
    isSelected: chances.map((chance) => selected > 0 && chance <= limit),
    level: 1 - limit,
  };
}
