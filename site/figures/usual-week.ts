/**
 * The usual wait at each hour of the week, as `best-times` tells it, and the stretches worth naming in it.
 * Owns how hours are joined to stretches, one set for every sentence and chart that speaks of them; which hours are quickest
 * and slowest is decided where the evidence is (db/domain/wait-slots.ts).
 */
import type { BestTimesAnswer } from '../../api/contract/outlook.ts';
import type { CellStatus } from '../../db/domain/cell.ts';
import { WAIT_STEPS } from '../charts/week-grid.ts';

export interface HourOfWeek {
  /** 0 Monday … 6 Sunday */
  weekday: number;
  hour: number;
  /** seconds within which half get through; null where the status says why */
  halfSeconds: number | null;
  /** the same for nine in ten */
  ninetySeconds: number | null;
  /** the share that gets through in time, 0 to 1, and between which it lay on 8 in 10 such days of recent weeks */
  share: number | null;
  usualLow: number | null;
  usualHigh: number | null;
  tier: 'quickest' | 'average' | 'slowest' | null;
  /** too few days of its own: the share is that of other weekdays */
  isBorrowed: boolean;
  /** days of evidence */
  days: number;
  n: number | null;
  status: CellStatus;
}

/** A rectangle of the week, both ends included. */
export interface Stretch {
  fromWeekday: number;
  toWeekday: number;
  fromHour: number;
  toHour: number;
}

/** Empty where no wait is known at any hour. */
export function hoursOf(best: BestTimesAnswer | null): HourOfWeek[] {
  if (best === null || !best.cells.medianSeconds.some((seconds) => seconds !== null)) return [];
  const { cells } = best;
  const shares = best.thresholdSeconds === 120 ? cells.within120 : cells.within300;
  return cells.weekday.map((isoWeekday, i) => ({
    weekday: isoWeekday - 1,
    hour: Number(cells.time[i]!.slice(0, 2)),
    halfSeconds: cells.medianSeconds[i] ?? null,
    ninetySeconds: cells.ninetySeconds[i] ?? null,
    share: shares[i] ?? null,
    usualLow: cells.usualLow[i] ?? null,
    usualHigh: cells.usualHigh[i] ?? null,
    tier: cells.tier[i] ?? null,
    isBorrowed: cells.isBorrowed[i] ?? false,
    days: cells.days[i] ?? 0,
    n: cells.n[i] ?? null,
    status: cells.status[i] ?? 'missing',
  }));
}

/**
 * When it is quickest: the largest stretch of the quickest hours, then for weekdays outside of it theirs, so that each
 * weekday has one time at most and every sentence names the same; none where hours cannot be told apart.
 */
export function quietStretches(hours: readonly HourOfWeek[]): Stretch[] {
  let left = hours.filter(isQuickest);
  const stretches: Stretch[] = [];
  // Beside the largest, a lone hour among slower ones is hard to meet, and soon another.
  for (let stretch = largestStretch(left, 1); stretch !== null; stretch = largestStretch(left, 2)) {
    const { fromWeekday, toWeekday } = stretch;
    stretches.push(stretch);
    left = left.filter(({ weekday }) => weekday < fromWeekday || weekday > toWeekday);
  }
  return stretches;
}

/** The largest stretch of the slowest hours; null where hours cannot be told apart. */
export function slowStretch(hours: readonly HourOfWeek[]): Stretch | null {
  return hours.some(isQuickest)
    ? largestStretch(
        hours.filter(({ tier }) => tier === 'slowest'),
        1,
      )
    : null;
}

/**
 * The wait of half that no hour is worth choosing for, in seconds: the middle of all hours where they cannot be told
 * apart; null where they can, or where none is known well enough.
 */
export function waitAtAnyHour(hours: readonly HourOfWeek[]): number | null {
  const ranked = hours.filter(isRanked).sort((a, b) => (a.halfSeconds ?? 0) - (b.halfSeconds ?? 0));
  if (ranked.length === 0 || hours.some(isQuickest)) return null;
  return ranked[Math.floor(ranked.length / 2)]?.halfSeconds ?? null;
}

/** The wait of an hour as it is said, in seconds: below the first step of the shading nobody tells them apart. */
export function saidSeconds(seconds: number): number {
  return seconds < 1 ? 0 : Math.max(WAIT_STEPS[0], seconds);
}

/** Whether enough days are known of an hour of the week to speak of its wait. */
export function isRanked({ halfSeconds, tier, isBorrowed }: HourOfWeek): boolean {
  return halfSeconds !== null && tier !== null && !isBorrowed;
}

function isQuickest({ tier, isBorrowed }: HourOfWeek): boolean {
  return tier === 'quickest' && !isBorrowed;
}

export function isInside(stretch: Stretch | null, { weekday, hour }: HourOfWeek): boolean {
  return (
    stretch !== null &&
    weekday >= stretch.fromWeekday &&
    weekday <= stretch.toWeekday &&
    hour >= stretch.fromHour &&
    hour <= stretch.toHour
  );
}

/**
 * The rectangle of weekdays and hours with the most cells, all of them among `chosen`, of so many hours a day at least;
 * the earliest of equals.
 */
function largestStretch(chosen: readonly HourOfWeek[], leastHours: number): Stretch | null {
  const has = new Set(chosen.map(({ weekday, hour }) => weekday * 24 + hour));
  let best: Stretch | null = null;
  let bestSize = 0;
  for (let fromWeekday = 0; fromWeekday < 7; fromWeekday++) {
    for (let fromHour = 0; fromHour < 24; fromHour++) {
      let widest = 24 - fromHour;
      for (let toWeekday = fromWeekday; toWeekday < 7 && widest >= leastHours; toWeekday++) {
        let width = 0;
        while (width < widest && has.has(toWeekday * 24 + fromHour + width)) width++;
        widest = width;
        const size = widest * (toWeekday - fromWeekday + 1);
        if (size <= bestSize || widest < leastHours) continue;
        bestSize = size;
        best = { fromWeekday, toWeekday, fromHour, toHour: fromHour + widest - 1 };
      }
    }
  }
  return best;
}
