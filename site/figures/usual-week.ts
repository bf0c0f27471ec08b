/**
 * The usual wait at each hour of the week, from the published profiles, and the stretches worth naming in it.
 * Owns which hours count as the quietest and the slowest; refuses hours with too few contacts to speak of.
 */
import type { ProfileAnswer } from '../../api/contract/profile.ts';
import type { CellStatus } from '../../db/domain/cell.ts';

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
/** The quietest stretch is looked for among this share of the hours, the slowest among that. */
const QUIET_SHARE = 1 / 3;
const SLOW_SHARE = 1 / 10;

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

/** The largest stretch of hours that all belong to the quietest third; null where hours cannot be told apart. */
export function quietStretch(hours: readonly HourOfWeek[]): Stretch | null {
  const quiet = quietHours(hours);
  return quiet.length === 0 ? null : largestStretch(new Set(quiet));
}

/** The quietest third of the hours, the best first; none where hours cannot be told apart. */
export function quietHours(hours: readonly HourOfWeek[]): HourOfWeek[] {
  const ranked = rank(hours);
  if (!differ(ranked)) return [];
  return ranked.slice(0, Math.max(1, Math.floor(ranked.length * QUIET_SHARE)));
}

/** The largest stretch of hours that all belong to the slowest tenth. */
export function slowStretch(hours: readonly HourOfWeek[]): Stretch | null {
  const ranked = rank(hours);
  if (!differ(ranked)) return null;
  return largestStretch(new Set(ranked.slice(-Math.max(1, Math.floor(ranked.length * SLOW_SHARE)))));
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

/** By the wait of half, then of nine in ten, since at quiet times half do not wait at all. */
function rank(hours: readonly HourOfWeek[]): HourOfWeek[] {
  const key = (hour: HourOfWeek) => [hour.halfSeconds ?? 0, hour.ninetySeconds ?? 0] as const;
  return hours
    .filter((hour) => hour.halfSeconds !== null && (hour.n ?? 0) >= LEAST_RANKED)
    .sort((a, b) => key(a)[0] - key(b)[0] || key(a)[1] - key(b)[1]);
}

function differ(ranked: readonly HourOfWeek[]): boolean {
  const first = ranked[0];
  const last = ranked.at(-1);
  if (first === undefined || last === undefined) return false;
  return first.halfSeconds !== last.halfSeconds || first.ninetySeconds !== last.ninetySeconds;
}

/** The rectangle of weekdays and hours with the most cells, all of them among `chosen`; the earliest of equals. */
function largestStretch(chosen: ReadonlySet<HourOfWeek>): Stretch | null {
  const has = new Set([...chosen].map(({ weekday, hour }) => weekday * 24 + hour));
  let best: Stretch | null = null;
  let bestSize = 0;
  for (let fromWeekday = 0; fromWeekday < 7; fromWeekday++) {
    for (let fromHour = 0; fromHour < 24; fromHour++) {
      let widest = 24 - fromHour;
      for (let toWeekday = fromWeekday; toWeekday < 7 && widest > 0; toWeekday++) {
        let width = 0;
        while (width < widest && has.has(toWeekday * 24 + fromHour + width)) width++;
        widest = width;
        const size = widest * (toWeekday - fromWeekday + 1);
        if (size <= bestSize) continue;
        bestSize = size;
        best = { fromWeekday, toWeekday, fromHour, toHour: fromHour + widest - 1 };
      }
    }
  }
  return best;
}
