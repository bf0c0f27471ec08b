/**
 * The usual wait at each hour of the week, from the published profiles, and the stretches worth naming in it.
 * Owns which hours count as the quickest and the slowest, one set for every sentence and chart that speaks of them;
 * refuses hours with too few contacts to speak of, and differences that nobody would notice.
 */
import type { ProfileAnswer } from '../../api/contract/profile.ts';
import type { CellStatus } from '../../db/domain/cell.ts';
import { scaleOf, stepOf, WAIT_STEPS } from '../charts/week-grid.ts';

export interface HourOfWeek {
  /** 0 Monday … 6 Sunday */
  weekday: number;
  hour: number;
  /** seconds within which half get through; null where the status says why */
  halfSeconds: number | null;
  /** the same for nine in ten */
  ninetySeconds: number | null;
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

/** Fewer contacts than this in all the weeks, and the hour is not ranked. */
const LEAST_RANKED = 30;
/** The quickest hours are those of the lightest shades that hold at least this share of all hours. */
const LEAST_QUIET_SHARE = 1 / 10;
/** Where the slowest hours take less than this many times the quickest, no hour is worth waiting for. */
const LEAST_TIMES = 2;

/**
 * Both profiles as hours of the week; empty where no wait is known at any hour. `opening`: seven lists of
 * "HH:MM-HH:MM", Monday first; an hour outside them in which nobody waited for a person was closed, whatever the
 * menu took.
 */
export function hoursOf(
  half: ProfileAnswer | null,
  ninety: ProfileAnswer | null,
  opening: readonly (readonly string[])[] | null,
): HourOfWeek[] {
  if (half === null || !half.cells.value.some((value) => value !== null)) return [];
  return half.cells.weekday.map((isoWeekday, i) => {
    const weekday = isoWeekday - 1;
    const hour = Number(half.cells.time[i]!.slice(0, 2));
    const value = half.cells.value[i] ?? null;
    const isShut = value === null && opening !== null && !isOpen(opening[weekday] ?? [], hour);
    return {
      weekday,
      hour,
      halfSeconds: value,
      ninetySeconds: ninety?.cells.value[i] ?? null,
      n: half.cells.n[i] ?? null,
      status: isShut ? 'closed' : (half.cells.status[i] ?? 'missing'),
    };
  });
}

/** Whether any of the hour is open. */
function isOpen(ranges: readonly string[], hour: number): boolean {
  const hoursOfClock = (text: string) => Number(text.slice(0, 2)) + Number(text.slice(3, 5)) / 60;
  return ranges.some((range) => {
    const [from = '', to = ''] = range.split('-');
    return hoursOfClock(from) < hour + 1 && hoursOfClock(to) > hour;
  });
}

/**
 * When it is quickest: the largest stretch of the quickest hours, then for weekdays outside of it theirs, so that each
 * weekday has one time at most and every sentence names the same; none where hours cannot be told apart.
 */
export function quietStretches(hours: readonly HourOfWeek[]): Stretch[] {
  let left = quickestHours(hours);
  const stretches: Stretch[] = [];
  // Beside the largest, a lone hour among slower ones is hard to meet, and soon another.
  for (let stretch = largestStretch(left, 1); stretch !== null; stretch = largestStretch(left, 2)) {
    const { fromWeekday, toWeekday } = stretch;
    stretches.push(stretch);
    left = left.filter(({ weekday }) => weekday < fromWeekday || weekday > toWeekday);
  }
  return stretches;
}

/** The largest stretch of the hours with the darkest shade of the week; null where hours cannot be told apart. */
export function slowStretch(hours: readonly HourOfWeek[]): Stretch | null {
  return quickestHours(hours).length === 0 ? null : largestStretch(slowestHours(hours), 1);
}

/**
 * The wait of half that no hour is worth choosing for, in seconds: the middle of all hours where they cannot be told
 * apart; null where they can, or where none is known well enough.
 */
export function waitAtAnyHour(hours: readonly HourOfWeek[]): number | null {
  const ranked = rank(hours);
  if (ranked.length === 0 || quickestHours(hours).length > 0) return null;
  return ranked[Math.floor(ranked.length / 2)]?.halfSeconds ?? null;
}

/** The wait of an hour as it is said, in seconds: below the first step of the shading nobody tells them apart. */
export function saidSeconds(seconds: number): number {
  return seconds < 1 ? 0 : Math.max(WAIT_STEPS[0], seconds);
}

/** Whether enough people waited in an hour of the week to speak of it. */
export function isRanked({ halfSeconds, n }: HourOfWeek): boolean {
  return halfSeconds !== null && (n ?? 0) >= LEAST_RANKED;
}

/** Those of the shades of the heat map that are lightest in this week. */
function quickestHours(hours: readonly HourOfWeek[]): HourOfWeek[] {
  const ranked = rank(hours);
  const shadeOf = shadesOf(hours);
  const shade = shadeOf(ranked[Math.max(0, Math.ceil(ranked.length * LEAST_QUIET_SHARE) - 1)]);
  const quickest = ranked.filter((hour) => shadeOf(hour) <= shade);
  const longest = Math.max(0, ...quickest.map(({ halfSeconds }) => halfSeconds ?? 0));
  const least = slowestHours(hours)[0]?.halfSeconds ?? 0;
  return quickest.length === ranked.length || least < LEAST_TIMES * Math.max(WAIT_STEPS[0], longest)
    ? []
    : quickest;
}

/** Those with the darkest shade of the week, the least slow first. */
function slowestHours(hours: readonly HourOfWeek[]): HourOfWeek[] {
  const ranked = rank(hours);
  const shadeOf = shadesOf(hours);
  const shade = shadeOf(ranked.at(-1));
  return ranked.filter((hour) => shadeOf(hour) === shade);
}

function shadesOf(hours: readonly HourOfWeek[]): (hour: HourOfWeek | undefined) => number {
  const steps = scaleOf(hours.map(({ halfSeconds }) => halfSeconds));
  return (hour) => stepOf(hour?.halfSeconds ?? 0, steps);
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

/** By the wait of half. */
function rank(hours: readonly HourOfWeek[]): HourOfWeek[] {
  return hours.filter(isRanked).sort((a, b) => (a.halfSeconds ?? 0) - (b.halfSeconds ?? 0));
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
