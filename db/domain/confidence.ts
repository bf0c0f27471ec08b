/**
 * How far a published figure could be off: intervals for shares, differences, rates, ratios and net scores.
 * Owns the interval formulas; refuses to choose one: answers to a survey may be taken as independent, waits may not.
 *
 * All intervals are two-sided, 95 % unless told otherwise. Nothing to estimate from gives null; impossible
 * counts throw RangeError.
 */
import { betaQuantile, gammaQuantile, normalQuantile, studentQuantile } from './distribution.ts';

const Z95 = normalQuantile(0.975);

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** On which side of a target an interval lies: all of it reaches it, none of it does, or neither can be told. */
export function sideOfTarget({ low, high }: Interval, aim: number): 'above' | 'below' | 'near' {
  if (low >= aim) return 'above';
  return high < aim ? 'below' : 'near';
}

/** What may be said of a change; answers add the words for why they say none of these. */
export const DIRECTIONS = ['rose', 'fell', 'no_clear_change'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What the interval of a difference (against 0) or of a ratio (against 1) says of a change. */
export function directionOf({ low, high }: Interval, nothing: 0 | 1 = 0): Direction {
  if (low > nothing) return 'rose';
  return high < nothing ? 'fell' : 'no_clear_change';
}

export interface Estimate extends Interval {
  readonly estimate: number;
}

/** k of n contacts, or more generally a sum over n of them. */
export interface Tally {
  readonly k: number;
  readonly n: number;
}

/** `count` events in `exposure` units at risk (customers, orders). */
export interface Rate {
  readonly count: number;
  readonly exposure: number;
}

/** An estimate with the standard error it rests on and the degrees of freedom left, days − 1. */
export interface ClusteredEstimate extends Estimate {
  readonly standardError: number;
  readonly degreesOfFreedom: number;
}

/**
 * Wilson (1927) score interval for a share of independent answers. Too narrow for service levels and
 * abandonment, where contacts of a day share the queue: use `clusteredShare` there.
 */
export function wilsonInterval({ k, n }: Tally, level = 0.95): Interval | null {
  refuseTally(k, n);
  if (n === 0) return null;
  const z = normalScore(level);
  const p = k / n;
  const centre = p + z ** 2 / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2));
  const spread = 1 + z ** 2 / n;
  // With none or all of n the limit is 0 or 1 exactly; the subtraction would leave a rounding error.
  return { low: k === 0 ? 0 : (centre - half) / spread, high: k === n ? 1 : (centre + half) / spread };
}

/** Difference of two independent shares, first − second (Newcombe 1998, method 10: from the Wilson limits). */
export function shareDifference(first: Tally, second: Tally, level = 0.95): Estimate | null {
  const one = wilsonInterval(first, level);
  const two = wilsonInterval(second, level);
  if (one === null || two === null) return null;
  const p1 = first.k / first.n;
  const p2 = second.k / second.n;
  const estimate = p1 - p2;
  return {
    estimate,
    low: estimate - Math.hypot(p1 - one.low, two.high - p2),
    high: estimate + Math.hypot(one.high - p1, p2 - two.low),
  };
}

/**
 * Garwood (1936) exact interval for the mean behind one Poisson count: [χ²(α/2; 2k)/2, χ²(1−α/2; 2k+2)/2].
 * Divide both limits by the exposure for a rate.
 */
export function garwoodInterval(count: number, level = 0.95): Interval {
  refuseCount('count', count);
  const upper = upperTail(level);
  return { low: count === 0 ? 0 : gammaQuantile(1 - upper, count), high: gammaQuantile(upper, count + 1) };
}

/**
 * How much more wildly than independent events units of time vary: the squared standard error with the unit as the
 * cluster over that of independence, widened by Student's t over the normal for few units; at least 1 (the design effect
 * of Kish 1965). Null with fewer than two units.
 */
export function shareSpread(units: readonly Tally[], level = 0.95): number | null {
  for (const { k, n } of units) refuseTally(k, n);
  const clustered = ratioOver(units);
  if (clustered === null) return null;
  const { estimate, standardError, degreesOfFreedom } = clustered;
  const n = units.reduce((sum, unit) => sum + unit.n, 0);
  const independent = (estimate * (1 - estimate)) / n;
  if (independent === 0) return 1;
  return Math.max(1, (standardError ** 2 / independent) * fewUnits(degreesOfFreedom, level));
}

/**
 * The same for counts: Pearson's φ = Σ (k − μ)²/μ ÷ (units − groups), where μ is the mean of the unit's group (a day's
 * weekday), at least 1. Null with no unit more than there are groups. Source: reference 4.2.
 */
export function countSpread(units: readonly { count: number; group: number }[], level = 0.95): number | null {
  const groups = Map.groupBy(units, ({ group }) => group);
  const degreesOfFreedom = units.length - groups.size;
  if (degreesOfFreedom < 1) return null;
  let squares = 0;
  for (const members of groups.values()) {
    const mean = members.reduce((sum, { count }) => sum + count, 0) / members.length;
    if (mean > 0) for (const { count } of members) squares += (count - mean) ** 2 / mean;
  }
  return Math.max(1, (squares / degreesOfFreedom) * fewUnits(degreesOfFreedom, level));
}

function fewUnits(degreesOfFreedom: number, level: number): number {
  return (studentQuantile(upperTail(level), degreesOfFreedom) / normalScore(level)) ** 2;
}

/** Garwood's interval with its arms lengthened by √φ, for counts that vary more than Poisson's. Source: reference 1.4. */
export function spreadGarwoodInterval(count: number, spread: number, level = 0.95): Interval {
  const { low, high } = garwoodInterval(count, level);
  const by = Math.sqrt(Math.max(1, spread));
  return { low: Math.max(0, count - by * (count - low)), high: count + by * (high - count) };
}

/**
 * Ratio of two Poisson rates, after over before, with the Wald interval on the log scale: exp(ln RR ± z √(1/k₁ + 1/k₀)).
 * Null when a count or an exposure is 0; the exact interval copes with counts of 0.
 */
export function rateRatio(after: Rate, before: Rate, level = 0.95): Estimate | null {
  refuseRate(after);
  refuseRate(before);
  if ([after.count, after.exposure, before.count, before.exposure].includes(0)) return null;
  const estimate = after.count / after.exposure / (before.count / before.exposure);
  const half = normalScore(level) * Math.sqrt(1 / after.count + 1 / before.count);
  return { estimate, low: estimate * Math.exp(-half), high: estimate * Math.exp(half) };
}

/**
 * Ratio of two Poisson rates with the conditional exact interval: given k₁ + k₀, k₁ is binomial, so the limits are
 * those of Clopper and Pearson (1934) turned from share to odds. Null when both counts or an exposure is 0; with
 * nothing before, estimate and high are Infinity.
 */
export function rateRatioExactly(after: Rate, before: Rate, level = 0.95): Estimate | null {
  refuseRate(after);
  refuseRate(before);
  const { count: k1, exposure: e1 } = after;
  const { count: k0, exposure: e0 } = before;
  if (k1 + k0 === 0 || e1 === 0 || e0 === 0) return null;
  const upper = upperTail(level);
  const low = k1 === 0 ? 0 : betaQuantile(1 - upper, k1, k0 + 1);
  const high = k0 === 0 ? 1 : betaQuantile(upper, k1 + 1, k0);
  const ratioOf = (share: number) => ((share / (1 - share)) * e0) / e1;
  return { estimate: k0 === 0 ? Infinity : k1 / e1 / (k0 / e0), low: ratioOf(low), high: ratioOf(high) };
}

/**
 * Net score, % promoters − % detractors, −100 to 100, of `answers` answers in all (neutral ones included):
 * ± 100 z √((p + d − (p − d)²)/n), the variance of a mean of +1, 0 and −1. Serves net easy alike.
 */
export function netScore(
  promoters: number,
  detractors: number,
  answers: number,
  level = 0.95,
): Estimate | null {
  refuseTally(promoters, answers);
  refuseTally(detractors, answers);
  refuseTally(promoters + detractors, answers);
  if (answers === 0) return null;
  const p = promoters / answers;
  const d = detractors / answers;
  const half = 100 * normalScore(level) * Math.sqrt((p + d - (p - d) ** 2) / answers);
  const estimate = ((promoters - detractors) / answers) * 100;
  return { estimate, low: Math.max(-100, estimate - half), high: Math.min(100, estimate + half) };
}

/** The widest that `netScore` can be where only the score and the number of answers are known: as if nobody were neutral. */
export function widestNetScore(score: number, answers: number, level = 0.95): Estimate | null {
  refuseCount('number of answers', answers);
  if (!(Math.abs(score) <= 100)) throw new RangeError(`net score is ${score}, expected −100 to 100`);
  if (answers === 0) return null;
  const half = 100 * normalScore(level) * Math.sqrt((1 - (score / 100) ** 2) / answers);
  return { estimate: score, low: score - half, high: score + half };
}

/** Half the width of an interval before it was cut at an end of its scale. */
export function halfWidth({ estimate, low, high }: Estimate): number {
  return Math.max(estimate - low, high - estimate);
}

/** Difference of two independent estimates, first − second: the root of the summed squares of their half widths. */
export function estimateDifference(first: Estimate, second: Estimate): Estimate {
  const half = Math.hypot(halfWidth(first), halfWidth(second));
  const estimate = first.estimate - second.estimate;
  return { estimate, low: estimate - half, high: estimate + half };
}

/** The mean of n independent answers with the standard deviation between them (n − 1 below). */
export interface Sample {
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
}

/** Student's interval for a mean, mean ± t·s/√n with n − 1 degrees of freedom. Null below two answers. */
export function meanInterval({ n, mean, sd }: Sample, level = 0.95): Interval | null {
  refuseCount('number of answers', n);
  refuseCount('standard deviation', sd);
  if (n < 2) return null;
  const half = (studentQuantile(upperTail(level), n - 1) * sd) / Math.sqrt(n);
  return { low: mean - half, high: mean + half };
}

/**
 * Difference of two independent means, first − second, with Welch's standard error and the smaller of the two degrees of
 * freedom, which is the cautious choice. Null where either has fewer than two answers.
 */
export function meanDifference(first: Sample, second: Sample, level = 0.95): Estimate | null {
  const freedom = Math.min(first.n, second.n) - 1;
  if (freedom < 1) return null;
  const error = Math.sqrt(first.sd ** 2 / first.n + second.sd ** 2 / second.n);
  const half = studentQuantile(upperTail(level), freedom) * error;
  const estimate = first.mean - second.mean;
  return { estimate, low: estimate - half, high: estimate + half };
}

/**
 * Ratio Σk/Σn over days, with the day as the unit that varies: SE = √(G/(G−1) Σ (k_d − p n_d)²)/Σn, Student t with
 * G − 1 degrees of freedom (the linearised ratio estimator of cluster sampling, Cochran 1977). Days without
 * contacts do not count. Null with fewer than two days: one day says nothing about how days differ.
 */
export function clusteredRatio(days: readonly Tally[], level = 0.95): ClusteredEstimate | null {
  const ratio = ratioOver(days);
  if (ratio === null) return null;
  const { estimate, standardError, degreesOfFreedom } = ratio;
  const half = studentQuantile(upperTail(level), degreesOfFreedom) * standardError;
  return { ...ratio, low: estimate - half, high: estimate + half };
}

/** The same without its limits: these take far longer than all the rest. */
function ratioOver(days: readonly Tally[]): Omit<ClusteredEstimate, keyof Interval> | null {
  for (const { k, n } of days) {
    refuseCount('daily sum', k);
    refuseCount('daily count', n);
    if (n === 0 && k > 0) throw new RangeError(`daily sum is ${k} over 0 contacts, expected 0`);
  }
  const counted = days.filter(({ n }) => n > 0);
  const degreesOfFreedom = counted.length - 1;
  if (degreesOfFreedom < 1) return null;
  const total = counted.reduce((sum, { n }) => sum + n, 0);
  const estimate = counted.reduce((sum, { k }) => sum + k, 0) / total;
  const squares = counted.reduce((sum, { k, n }) => sum + (k - estimate * n) ** 2, 0);
  const standardError = Math.sqrt((counted.length / degreesOfFreedom) * squares) / total;
  return { estimate, standardError, degreesOfFreedom };
}

/** `clusteredRatio` of a share: each day's k is a part of its n, and the limits stay within 0 and 1. */
export function clusteredShare(days: readonly Tally[], level = 0.95): ClusteredEstimate | null {
  for (const { k, n } of days) refuseTally(k, n);
  const ratio = clusteredRatio(days, level);
  return ratio && { ...ratio, low: Math.max(0, ratio.low), high: Math.min(1, ratio.high) };
}

/** Standard errors either side of the estimate; the usual level is worked out once, since series ask for it per point. */
function normalScore(level: number): number {
  return level === 0.95 ? Z95 : normalQuantile(upperTail(level));
}

/** 0.95 → 0.975: the probability below the upper limit of a two-sided interval. */
function upperTail(level: number): number {
  if (!(level > 0 && level < 1))
    throw new RangeError(`confidence level is ${level}, expected between 0 and 1`);
  return (1 + level) / 2;
}

function refuseTally(k: number, n: number): void {
  refuseCount('whole', n);
  refuseCount('part', k);
  if (k > n) throw new RangeError(`part is ${k} of ${n}, expected at most the whole`);
}

function refuseRate({ count, exposure }: Rate): void {
  refuseCount('count', count);
  refuseCount('exposure', exposure);
}

function refuseCount(name: string, value: number): void {
  if (!(value >= 0 && value < Infinity)) {
    throw new RangeError(`${name} is ${value}, expected a finite number, 0 or more`);
  }
}
