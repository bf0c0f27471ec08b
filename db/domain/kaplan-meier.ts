/**
 * How long a customer who does not hang up would wait, and how long customers are willing to wait.
 * Owns the Kaplan–Meier estimate and what is read off it; refuses to guess beyond the last wait observed.
 *
 * Someone who gave up after a minute tells us that the answer would have taken longer than a minute, no more:
 * their wait is right-censored. Leaving them out makes the worst hours look best. The estimate assumes that
 * patience does not depend on the wait about to be faced; announcements of the wait break that assumption.
 * Source: Kaplan and Meier (1958); for call centres, Brown et al. (2005).
 *
 * From histograms the estimate is that of the exact times up to 50 s. Above, a bin holds several seconds, and who
 * gave up in it counts as having left half-way through, as in a life table (Cutler and Ederer, 1958). To leave them
 * in to the end would make every wait look longer: on half a year of a real bank 1 day in 25 would be off by more
 * than 1 %, this way 1 in 140.
 */
import {
  LONGEST_MEASURED_SECONDS,
  representativeOf,
  upperEdgeOf,
  type WaitHistogram,
  type WaitQuantile,
} from './histogram.ts';

/** One contact that queued, timed exactly. */
export interface TimedEnd {
  waitSeconds: number;
  end: 'answered' | 'abandoned';
}

/** A moment at which the share still waiting drops. */
export interface SurvivalStep {
  /** the moment to show: within 1 % of each whole second it stands for; Infinity for "above 4 hours" */
  readonly seconds: number;
  /** by when the drop is certainly complete: the upper edge of its bin, or `seconds` when timed exactly */
  readonly withinSeconds: number;
  /** share still waiting afterwards, 0 to 1 */
  readonly survival: number;
}

/** The share still waiting as a falling staircase, and how far the observations carry it. */
export interface SurvivalCurve {
  readonly steps: readonly SurvivalStep[];
  readonly observations: number;
  /** the last wait observed, of either end: the curve says nothing about later moments */
  readonly lastSeconds: number;
  /** upper edge of the bin that `lastSeconds` stands for */
  readonly lastWithinSeconds: number;
}

/** What happened at one moment of the span. */
export interface Moment {
  seconds: number;
  withinSeconds: number;
  events: number;
  censored: number;
  /** of the censored, those to be taken as gone before the events: 0 where all ended in the same second */
  goneBefore: number;
}

/**
 * The products of many fractions differ from the true share by up to about 1e-12, so a share that is exactly
 * 1 − p (half of ten contacts) may come out a hair above it and move the quantile to the next step. Two truly
 * different shares are at least 1/(100 n) apart without censoring: 1e-11 cannot confuse them.
 */
const ROUNDING = 1e-11;

/**
 * The wait a patient customer would face: ends when answered, cut short when abandoned. Counts may be weighted, as
 * where old days count less: the method knows only ratios of them, and `observations` is then a sum of weights.
 */
export function estimateWait(answered: WaitHistogram, abandoned: WaitHistogram): SurvivalCurve {
  return estimate(momentsOf(answered, abandoned));
}

/** How long customers are willing to wait: ends when abandoned, cut short when answered. */
export function estimatePatience(answered: WaitHistogram, abandoned: WaitHistogram): SurvivalCurve {
  return estimate(momentsOf(abandoned, answered));
}

/** As `estimateWait`, from exactly timed contacts. */
export function estimateWaitExactly(contacts: readonly TimedEnd[]): SurvivalCurve {
  return estimate(exactMomentsOf(contacts, 'answered'));
}

/** As `estimatePatience`, from exactly timed contacts. */
export function estimatePatienceExactly(contacts: readonly TimedEnd[]): SurvivalCurve {
  return estimate(exactMomentsOf(contacts, 'abandoned'));
}

/**
 * Seconds by which a share p (0 < p ≤ 1) has ended: min { t : S(t) ≤ 1 − p }. `atLeast` when the curve never
 * falls that far, or falls there only above 4 hours; null without observations.
 */
export function survivalQuantile(curve: SurvivalCurve, p: number): WaitQuantile | null {
  if (!(p > 0 && p <= 1)) throw new RangeError(`quantile is ${p}, expected more than 0 and at most 1`);
  if (curve.observations === 0) return null;
  const step = curve.steps.find(({ survival }) => survival <= 1 - p + ROUNDING);
  if (step === undefined || step.seconds === Infinity) return { atLeast: curve.lastSeconds };
  return step.seconds;
}

/**
 * P(wait ≤ seconds), 0 to 1: at bin edges with all that ended by then, elsewhere a lower bound as in `countWithin`.
 * Null without observations, and where the last observation was cut short before `seconds`, so that nobody can tell.
 */
export function probabilityWithin(curve: SurvivalCurve, seconds: number): number | null {
  if (!(seconds >= 0)) throw new RangeError(`threshold is ${seconds} s, expected 0 or more`);
  if (curve.observations === 0) return null;
  const survival = curve.steps.findLast(({ withinSeconds }) => withinSeconds <= seconds)?.survival ?? 1;
  return seconds <= curve.lastWithinSeconds || survival === 0 ? 1 - survival : null;
}

/**
 * Mean in seconds, every wait counted up to `horizonSeconds` at most (default and limit: the last one observed):
 * the area under the curve. Null without observations.
 */
export function restrictedMean(curve: SurvivalCurve, horizonSeconds = Infinity): number | null {
  if (!(horizonSeconds >= 0)) throw new RangeError(`horizon is ${horizonSeconds} s, expected 0 or more`);
  if (curve.observations === 0) return null;
  const horizon = Math.min(horizonSeconds, curve.lastSeconds);
  let area = 0;
  let since = 0;
  let survival = 1;
  for (const step of curve.steps) {
    if (step.seconds >= horizon) break;
    area += (step.seconds - since) * survival;
    since = step.seconds;
    survival = step.survival;
  }
  return area + (horizon - since) * survival;
}

/**
 * S(t) = Π (1 − d/n) over the moments up to t, in ascending order. At equal moments events come before
 * censoring, the convention of the method: for waits, answered before abandoned.
 */
export function estimate(moments: readonly Moment[]): SurvivalCurve {
  const observations = moments.reduce((total, { events, censored }) => total + events + censored, 0);
  const steps: SurvivalStep[] = [];
  let waiting = observations;
  let survival = 1;
  for (const { seconds, withinSeconds, events, censored, goneBefore } of moments) {
    if (events > 0) {
      const atRisk = waiting - goneBefore;
      survival *= (atRisk - events) / atRisk;
      steps.push({ seconds, withinSeconds, survival });
    }
    waiting -= events + censored;
  }
  const last = moments.at(-1) ?? { seconds: 0, withinSeconds: 0 };
  return {
    steps,
    observations,
    lastSeconds: Number.isFinite(last.seconds) ? last.seconds : LONGEST_MEASURED_SECONDS,
    lastWithinSeconds: Number.isFinite(last.seconds) ? last.withinSeconds : LONGEST_MEASURED_SECONDS,
  };
}

function momentsOf(events: WaitHistogram, censored: WaitHistogram): Moment[] {
  const moments: Moment[] = [];
  const bins = Math.max(events.counts.length, censored.counts.length);
  for (let bin = 0; bin < bins; bin += 1) {
    const happened = events.counts[bin] ?? 0;
    const ended = censored.counts[bin] ?? 0;
    // Most bins of a day are empty.
    if (happened + ended <= 0) continue;
    moments.push({
      seconds: representativeOf(bin),
      withinSeconds: upperEdgeOf(bin),
      events: happened,
      censored: ended,
      goneBefore: ended * shareGoneBefore(bin),
    });
  }
  return moments;
}

/** Of those who gave up in a bin, the share taken as gone before its answers: 0 where it is one second wide. */
export function shareGoneBefore(bin: number): number {
  return (1 - 1 / widthOf(bin)) / 2;
}

/** How many whole seconds share a bin; above 4 hours nobody knows, and nothing is assumed. */
function widthOf(bin: number): number {
  const upper = upperEdgeOf(bin);
  return bin === 0 || upper === Infinity ? 1 : upper - upperEdgeOf(bin - 1);
}

function exactMomentsOf(contacts: readonly TimedEnd[], event: TimedEnd['end']): Moment[] {
  const moments = new Map<number, Moment>();
  for (const { waitSeconds, end } of contacts) {
    if (!(waitSeconds >= 0 && waitSeconds < Infinity)) {
      throw new RangeError(`wait is ${waitSeconds} s, expected a finite number of seconds, 0 or more`);
    }
    const moment = moments.get(waitSeconds) ?? {
      seconds: waitSeconds,
      withinSeconds: waitSeconds,
      events: 0,
      censored: 0,
      goneBefore: 0,
    };
    moment[end === event ? 'events' : 'censored'] += 1;
    moments.set(waitSeconds, moment);
  }
  return [...moments.values()].sort((a, b) => a.seconds - b.seconds);
}
