/**
 * Whether a period differs from another, or a day from such days before it, as far as the interval allows.
 * Owns the verdicts and the intervals on which they rest: counts of days as overdispersed Poisson counts, like days held
 * against like days; shares by the day, since contacts of a day share its queue. Refuses a verdict where too little is
 * known to have an interval. Sources: reference 1.5 and 4 (the day is the unit); Greenland and Robins, Biometrics 41
 * (1985); McCullagh and Nelder, Generalized Linear Models (1989), 4.5 (dispersion).
 */
import {
  clusteredShare,
  DIRECTIONS,
  directionOf,
  type Estimate,
  type Interval,
  type Rate,
  rateRatioExactly,
  type Tally,
} from './confidence.ts';
import { studentQuantile } from './distribution.ts';
import { isOrdinary } from './ordinary-day.ts';

export const CHANGES = [...DIRECTIONS, 'too_few', 'not_comparable'] as const;
export type Change = (typeof CHANGES)[number];

/** The interval of a difference against 0, or of a ratio against 1; `too_few` without one. */
export function judgeChange(interval: Interval | null, nothing: 0 | 1): Change {
  return interval === null ? 'too_few' : directionOf(interval, nothing);
}

/** Fewer days of a kind do not tell how much such days differ. */
const LEAST_DAYS = 4;
const TAIL = 0.975;

/**
 * Where the next of such days would lie in 95 of 100 cases: mean ± t √(s²(1 + 1/n)), Student's t with n − 1 degrees of
 * freedom. `leastVariance`: what chance alone does to one day (of a count its mean, of a share p(1−p)/n); days that happen
 * to be alike do not make it smaller. Null with fewer than four days.
 */
export function nextDayRange(
  days: readonly number[],
  leastVariance: (mean: number) => number,
): Estimate | null {
  const n = days.length;
  if (n < LEAST_DAYS) return null;
  const mean = days.reduce((sum, value) => sum + value, 0) / n;
  const sample = days.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const variance = Math.max(sample, leastVariance(mean));
  const half = studentQuantile(TAIL, n - 1) * Math.sqrt(variance * (1 + 1 / n));
  return { estimate: mean, low: mean - half, high: mean + half };
}

/** What a day's count says beside such days before it: both beyond what is ordinary and beyond where they reach. */
export function judgeDayCount(count: number, ordinary: number, days: readonly number[]): Change {
  const range = nextDayRange(days, (mean) => mean);
  if (range === null) return 'too_few';
  if (isOrdinary(count, ordinary, days.length) || (count >= range.low && count <= range.high))
    return 'no_clear_change';
  return count > ordinary ? 'rose' : 'fell';
}

/** The same of a share of `n` contacts. */
export function judgeDayShare({ k, n }: Tally, days: readonly number[]): Change {
  if (n === 0) return 'too_few';
  const range = nextDayRange(days, (mean) => (mean * (1 - mean)) / n);
  if (range === null) return 'too_few';
  const share = k / n;
  if (share >= range.low && share <= range.high) return 'no_clear_change';
  return share > range.high ? 'rose' : 'fell';
}

/**
 * The difference of two shares from their days, first − second: Welch's interval with the smaller of the two degrees of
 * freedom, which is the cautious choice. Null with fewer than two days in either.
 */
export function differenceOfDays(now: readonly Tally[], before: readonly Tally[]): Estimate | null {
  const one = clusteredShare(now);
  const two = clusteredShare(before);
  if (one === null || two === null) return null;
  const estimate = one.estimate - two.estimate;
  const freedom = Math.min(one.degreesOfFreedom, two.degreesOfFreedom);
  const half = studentQuantile(TAIL, freedom) * Math.hypot(one.standardError, two.standardError);
  return { estimate, low: estimate - half, high: estimate + half };
}

/** A day's count, and of which kind the day is: only days of one kind are held against one another. */
export interface DayCount {
  kind: number;
  count: number;
}

/**
 * How many times as many came on a day of the one period as on a like day of the other: the Mantel–Haenszel rate ratio
 * over kinds of days, R/S with R = Σ y₁m₀/M and S = Σ y₀m₁/M; Var(ln) = φ Σ (y₁+y₀) m₁m₀/M² ÷ RS. φ is Pearson's
 * dispersion of the days about what kind and ratio let expect, 1 at least, with days − kinds − 1 degrees of freedom, which
 * Student's t has too. Kinds that one of the periods lacks do not count. Null with fewer than three degrees of freedom, or
 * nothing in either.
 */
export function ratioOfDays(after: readonly DayCount[], before: readonly DayCount[]): Estimate | null {
  const kinds = [...new Set(after.map(({ kind }) => kind))].flatMap((kind) => {
    const [one, zero] = [after, before].map((days) => days.filter((day) => day.kind === kind));
    return zero!.length === 0 ? [] : [{ one: one!, zero: zero! }];
  });
  let [upper, lower, spread, days] = [0, 0, 0, 0];
  for (const { one, zero } of kinds) {
    const [y1, y0, m1, m0] = [sumOf(one), sumOf(zero), one.length, zero.length];
    upper += (y1 * m0) / (m1 + m0);
    lower += (y0 * m1) / (m1 + m0);
    spread += ((y1 + y0) * m1 * m0) / (m1 + m0) ** 2;
    days += m1 + m0;
  }
  const freedom = days - kinds.length - 1;
  if (freedom < 3 || upper === 0 || lower === 0) return null;
  const estimate = upper / lower;
  let squares = 0;
  for (const { one, zero } of kinds) {
    const base = (sumOf(one) + sumOf(zero)) / (one.length * estimate + zero.length);
    if (base === 0) continue;
    for (const { count } of one) squares += (count - estimate * base) ** 2 / (estimate * base);
    for (const { count } of zero) squares += (count - base) ** 2 / base;
  }
  const dispersion = Math.max(1, squares / freedom);
  const half = studentQuantile(TAIL, freedom) * Math.sqrt((dispersion * spread) / (upper * lower));
  return { estimate, low: estimate * Math.exp(-half), high: estimate * Math.exp(half) };
}

function sumOf(days: readonly DayCount[]): number {
  return days.reduce((sum, { count }) => sum + count, 0);
}

const LEAST_PAIRS = 8;

/**
 * How much more the counts of weeks vary than Poisson counts do: the mean of (a − b)²/(a + b) over weeks that follow one
 * another, whose expectation is φ where the level moves slowly (von Neumann's successive differences); 1 at least. A null
 * is a week whose count is not known. Null with fewer than eight pairs.
 */
export function dispersionOfWeeks(counts: readonly (number | null)[]): number | null {
  const terms = counts.slice(1).flatMap((count, i) => {
    const previous = counts[i]!;
    return count === null || previous === null || count + previous === 0
      ? []
      : [(count - previous) ** 2 / (count + previous)];
  });
  if (terms.length < LEAST_PAIRS) return null;
  return Math.max(1, terms.reduce((sum, term) => sum + term, 0) / terms.length);
}

/**
 * Ratio of two rates of counts that vary φ times as much as Poisson counts: the conditional exact interval of the counts
 * divided by φ, which copes with 0 as well. Null where both counts or an exposure is 0.
 */
export function dispersedRatio(after: Rate, before: Rate, dispersion: number): Estimate | null {
  const shrunk = ({ count, exposure }: Rate) => ({ count: count / dispersion, exposure });
  return rateRatioExactly(shrunk(after), shrunk(before));
}
