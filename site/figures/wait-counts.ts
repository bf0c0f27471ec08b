/**
 * Everyone who asked for a person in one month, in the order of how long it took, from the published counts and shares.
 * Owns the arithmetic of steps; refuses to tell a step of so few that their count alone would be hidden.
 */
import type { SeriesAnswer } from '../../api/contract/series.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import type { FigureContext } from './context.ts';
import { cellsOf, type SeriesCell } from './series-cells.ts';

export const WAIT_THRESHOLDS = [20, 60, 120, 300] as const;
export const metricOfWait = (seconds: number) => `answered_within_${seconds}s`;

/** What of a month is published; null where it is hidden or not known. */
export interface WaitCounts {
  offered: number;
  answered: number | null;
  abandoned: number | null;
  /** answered by then, as a share of those of whom it is known, and how many these are */
  within: readonly { seconds: number; share: number | null; n: number | null }[];
}

export interface WaitStep {
  /** `answered` later than `after` and at the latest at `until` seconds; null: no end */
  kind: 'answered' | 'gave_up' | 'other' | 'unknown';
  after: number;
  until: number | null;
  /** shares of all offered at which it begins and ends */
  from: number;
  to: number;
  /** so few that their number is hidden, or not published */
  isHidden: boolean;
}

/** One month of a channel; null where it was not published or nobody asked. */
export function waitCountsOf({ read, within }: FigureContext, month: CivilDay): WaitCounts | null {
  const cellOf = (metric: string): SeriesCell | undefined =>
    cellsOf(read<SeriesAnswer>(`series/month/${within}${metric}`)).find(({ day }) => day === month);
  const offered = cellOf('offered')?.value ?? null;
  if (offered === null || offered === 0) return null;
  return {
    offered,
    answered: cellOf('answered')?.value ?? null,
    abandoned: cellOf('abandoned')?.value ?? null,
    within: WAIT_THRESHOLDS.map((seconds) => {
      const cell = cellOf(metricOfWait(seconds));
      return { seconds, share: cell?.value ?? null, n: cell?.n ?? null };
    }),
  };
}

/**
 * The steps, in order, from 0 to 1 of all offered. A step of fewer people than `least` is joined with the next, the
 * last of them with the one before; what is left over is one hidden step, never zero.
 */
export function waitStepsOf({ offered, answered, abandoned, within }: WaitCounts, least: number): WaitStep[] {
  const isFew = (count: number) => count > 0 && count < least;
  const steps: WaitStep[] = [];
  let count = 0;
  let after = 0;
  const add = (to: number, rest: Pick<WaitStep, 'kind' | 'until' | 'isHidden'>) => {
    steps.push({ ...rest, after, from: count / offered, to: to / offered });
    count = to;
  };
  for (const { seconds, share, n } of within) {
    if (share === null || n === null) continue;
    const to = Math.max(count, Math.round(share * n));
    if (isFew(to - count)) continue;
    add(to, { kind: 'answered', until: seconds, isHidden: false });
    after = seconds;
  }
  if (answered === null) {
    add(offered, { kind: 'unknown', until: null, isHidden: true });
    return steps;
  }
  const all = Math.min(offered, Math.max(count, answered));
  const previous = steps.at(-1);
  if (isFew(all - count) && previous !== undefined) {
    steps[steps.length - 1] = { ...previous, until: null, to: all / offered };
    count = all;
  } else {
    add(all, { kind: 'answered', until: null, isHidden: false });
  }
  if (abandoned === null) {
    if (count < offered) add(offered, { kind: 'unknown', until: null, isHidden: true });
    return steps;
  }
  add(Math.min(offered, count + abandoned), { kind: 'gave_up', until: null, isHidden: false });
  if (count < offered) add(offered, { kind: 'other', until: null, isHidden: isFew(offered - count) });
  return steps;
}
