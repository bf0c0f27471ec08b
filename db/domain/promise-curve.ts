/**
 * How long promises took, as a curve: the share done within each time, with those still open as cut short at their age.
 * Owns the estimate from published groups of bins; refuses exact counts, so that the curve says no more than they do.
 *
 * Kaplan and Meier (1958): event = done, censored = open. Who is open counts at the age that is published of it.
 */
import type { GroupedSpans } from './disclosure.ts';
import { estimate, type Moment } from './kaplan-meier.ts';
import { spanEdgeOf } from './span-histogram.ts';

export interface SpanStep {
  /** Infinity: above a year, by nobody knows how much */
  withinSeconds: number;
  /** done in the bins up to here, and after the step before */
  done: number;
  /** 0 to 1, done within the time */
  share: number;
}

export interface SpanCurve {
  /** all of them: done, open, and what is told together */
  n: number;
  steps: SpanStep[];
  open: { afterSeconds: number; count: number }[];
  /** took longer than the last step of their period, or are open */
  beyond: number;
}

/** As the stated share (0 < p < 1) is reached: seconds, an upper edge; null where it is not, as far as is known. */
export function spanQuantile({ steps }: SpanCurve, p: number): number | null {
  // As in survivalQuantile: products of fractions may miss the share by a hair.
  const step = steps.find(({ share }) => share >= p - 1e-11);
  return step === undefined || step.withinSeconds === Infinity ? null : step.withinSeconds;
}

/** The share done within a time, at the least: a group of bins that lies across it counts as later. Null without any. */
export function shareWithin({ n, steps }: SpanCurve, seconds: number): number | null {
  if (n === 0) return null;
  return steps.findLast(({ withinSeconds }) => withinSeconds <= seconds)?.share ?? 0;
}

/** One curve of the groups of one or several periods. */
export function spanCurve(periods: readonly GroupedSpans[]): SpanCurve {
  const done = new Map<number, number>();
  const open = new Map<number, number>();
  let beyond = 0;
  const add = (to: Map<number, number>, bin: number, count: number) => {
    const seconds = spanEdgeOf(bin);
    to.set(seconds, (to.get(seconds) ?? 0) + count);
  };
  for (const period of periods) {
    for (const { bin, count } of period.done) add(done, bin, count);
    for (const { bin, count } of period.open) add(open, bin, count);
    beyond += period.beyond;
  }
  const ends = [...new Set([...done.keys(), ...open.keys(), Infinity])].sort((a, b) => a - b);
  const moments = ends.map(
    (seconds): Moment => ({
      seconds,
      withinSeconds: seconds,
      events: done.get(seconds) ?? 0,
      censored: (open.get(seconds) ?? 0) + (seconds === Infinity ? beyond : 0),
      goneBefore: 0,
    }),
  );
  const { observations, steps } = estimate(moments);
  return {
    n: observations,
    steps: steps.map(({ withinSeconds, survival }) => ({
      withinSeconds,
      done: done.get(withinSeconds)!,
      share: 1 - survival,
    })),
    open: [...open].sort(([a], [b]) => a - b).map(([afterSeconds, count]) => ({ afterSeconds, count })),
    beyond,
  };
}
