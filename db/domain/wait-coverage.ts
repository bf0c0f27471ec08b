/**
 * Whether the estimate keeps its promise: of how many who were answered the wait lay within the range that was said
 * when they joined. Owns the count, which adds up over days, and the verdict; refuses to know how ranges are made.
 *
 * Many waits are exactly 0. Where the range begins at 0 nobody can be below it, and a count of what lies within would
 * come to 80 % of a perfect estimate, not 60. So of the waits at an end that is 0, as many as the range promises to
 * leave outside, one in five of its estimates, count as outside: on average what drawing lots among ties would give
 * (the randomised transform of Czado, Gneiting and Held, Biometrics 2009).
 */
import type { Taus, WaitRange } from './wait-model.ts';

/** The range from 20 % to 80 % should hold 0.6, and may be so far off (reference 3.6). */
export const LEAST_COVERAGE = 0.55;
export const MOST_COVERAGE = 0.65;
export const COVERAGE_DAYS = 28;
/** Fewer say nothing: waits of a day resemble each other, so that days count as well. */
export const LEAST_JUDGED = 200;
export const LEAST_JUDGED_DAYS = 7;
const TAIL = 0.2;
/** How much of a day's miss the next fit makes good. */
const CORRECTION = 0.1;
/** How far it may go: beyond, something else is wrong, and the verdict says so. */
const TAIL_BOUNDS = [0.08, 0.35] as const;
/** A day of fewer estimates corrects nothing. */
const LEAST_CORRECTING = 50;

/** Counts of one day, or of many added up. */
export interface CoverageTally {
  /** days with an estimate that was followed by an answer */
  days: number;
  n: number;
  /** waits shorter than the range, and longer */
  below: number;
  above: number;
  /** estimates that began at 0, and how many waits of 0 followed them */
  lowAtNought: number;
  lowTies: number;
  /** estimates that ended at 0 too, and the waits of 0 after them */
  highAtNought: number;
  highTies: number;
}

export type CoverageVerdict =
  | { isTrusted: true; coverage: number; n: number }
  | { isTrusted: false; reason: 'unproven'; coverage: null; n: number }
  | { isTrusted: false; reason: 'too_narrow' | 'too_wide'; coverage: number; n: number };

/** The tally of one day: each range with the wait, in seconds, of the one to whom it was said. */
export function tallyCoverage(said: Iterable<{ range: WaitRange; waitSeconds: number }>): CoverageTally {
  const tally = { ...NOTHING };
  for (const { range, waitSeconds } of said) {
    tally.days = 1;
    tally.n += 1;
    if (waitSeconds < range.low) tally.below += 1;
    if (waitSeconds > range.high) tally.above += 1;
    if (range.low === 0) {
      tally.lowAtNought += 1;
      if (waitSeconds === 0) tally.lowTies += 1;
    }
    if (range.high === 0) {
      tally.highAtNought += 1;
      if (waitSeconds === 0) tally.highTies += 1;
    }
  }
  return tally;
}

const NOTHING: CoverageTally = {
  days: 0,
  n: 0,
  below: 0,
  above: 0,
  lowAtNought: 0,
  lowTies: 0,
  highAtNought: 0,
  highTies: 0,
};

export function addTallies(tallies: Iterable<CoverageTally>): CoverageTally {
  const sum = { ...NOTHING };
  for (const tally of tallies) {
    for (const key of Object.keys(NOTHING) as (keyof CoverageTally)[]) sum[key] += tally[key];
  }
  return sum;
}

/** Shares below, within and above the ranges, ties at 0 shared out; they add up to 1. Null without any estimate. */
export function coverageOf(tally: CoverageTally): { below: number; within: number; above: number } | null {
  if (tally.n === 0) return null;
  const over = tally.highAtNought - tally.highTies;
  const below = tally.below + Math.min(tally.lowTies, TAIL * tally.lowAtNought);
  const above = tally.above + Math.min(tally.highTies, Math.max(0, TAIL * tally.highAtNought - over));
  return {
    below: below / tally.n,
    within: (tally.n - below - above) / tally.n,
    above: above / tally.n,
  };
}

/**
 * Whether the estimate may be said, by the tally of the last 28 days: its coverage is within 55 to 65 %, of at least
 * 200 waits on 7 days. If not, what is usual at the hour is said instead, with the reason.
 */
export function judgeCoverage(tally: CoverageTally): CoverageVerdict {
  const { n, days } = tally;
  const coverage = coverageOf(tally)?.within ?? null;
  if (coverage === null || n < LEAST_JUDGED || days < LEAST_JUDGED_DAYS)
    return { isTrusted: false, reason: 'unproven', coverage: null, n };
  if (coverage < LEAST_COVERAGE) return { isTrusted: false, reason: 'too_narrow', coverage, n };
  if (coverage > MOST_COVERAGE) return { isTrusted: false, reason: 'too_wide', coverage, n };
  return { isTrusted: true, coverage, n };
}

/**
 * The shares at which the next model is fitted, from those of the last and how its day went: where more than a fifth
 * came to lie below, the lower plane is fitted lower by a tenth of the excess, and so above. In the long run each tail
 * holds its fifth, whatever drifts (adaptive conformal inference, Gibbs and Candès, NeurIPS 2021).
 */
export function correctedTaus(taus: Taus, day: CoverageTally): Taus {
  const shares = coverageOf(day);
  if (shares === null || day.n < LEAST_CORRECTING) return taus;
  const tail = (now: number, missed: number) => {
    const [least, most] = TAIL_BOUNDS;
    return Math.min(most, Math.max(least, now + CORRECTION * (TAIL - missed)));
  };
  return [tail(taus[0], shares.below), taus[1], 1 - tail(1 - taus[2], shares.above)];
}
