/**
 * Where a time axis has its ticks: at hours, local midnights, Mondays, first days of months or of years.
 * Owns the choice of the step and the instants, through clock changes; refuses words, which come from outside.
 */

import { type CivilClock, dayAt } from '../../../db/domain/civil-clock.ts';
import { dateOfDay, dayOfDate, weekdayOf } from '../../../db/domain/civil-day.ts';

export interface CivilTick {
  /** UTC seconds */
  at: number;
  year: number;
  /** 1 to 12 */
  month: number;
  dayOfMonth: number;
  /** 0 Monday … 6 Sunday */
  weekday: number;
  /** hour on the wall; 0 for ticks of days and coarser */
  hour: number;
  level: TickLevel;
  /** the largest unit that is another than that of the tick before; of the first tick: the year */
  opens: 'year' | 'month' | 'day' | null;
}

export type TickLevel = 'hour' | 'day' | 'week' | 'month' | 'year';

interface Step {
  level: TickLevel;
  count: number;
  /** what it is at least, in seconds, to judge how many there would be */
  seconds: number;
}

const DAY = 86_400;
const STEPS: readonly Step[] = [
  ...[1, 3, 6, 12].map((count): Step => ({ level: 'hour', count, seconds: count * 3600 })),
  ...[1, 2].map((count): Step => ({ level: 'day', count, seconds: count * DAY })),
  ...[1, 2].map((count): Step => ({ level: 'week', count, seconds: count * 7 * DAY })),
  ...[1, 2, 3, 6].map((count): Step => ({ level: 'month', count, seconds: count * 28 * DAY })),
  ...[1, 2, 5, 10, 20, 50].map((count): Step => ({ level: 'year', count, seconds: count * 365 * DAY })),
];

/**
 * Ticks from `from` to `to` (UTC seconds, both included) in the finest step that gives at most `most`, and that
 * `fits` accepts: the axis asks there whether the labels have room.
 */
export function civilTicks(
  clock: CivilClock,
  from: number,
  to: number,
  most: number,
  fits: (ticks: readonly CivilTick[]) => boolean = () => true,
): CivilTick[] {
  for (const step of STEPS) {
    if ((to - from) / step.seconds > 2 * most + 2) continue;
    const ticks = named(clock, instantsOf(clock, step, from, to), step.level);
    if (ticks.length <= most && fits(ticks)) return ticks;
  }
  return [];
}

function instantsOf(clock: CivilClock, { level, count }: Step, from: number, to: number): number[] {
  const instants: number[] = [];
  const first = dayAt(clock, from);
  const add = (at: number) => {
    if (at >= from && at <= to && at !== instants.at(-1)) instants.push(at);
    return at <= to;
  };
  if (level === 'hour') {
    for (let day = first; ; day++) if (!addHours(clock, day, count, add)) return instants;
  }
  if (level === 'day') {
    // Counted from the first of the month, so that panning does not shift the ticks from day to day.
    for (let day = first; ; day++) {
      const { dayOfMonth } = dateOfDay(day);
      const isTick = count === 1 || ((dayOfMonth - 1) % count === 0 && dayOfMonth < 31);
      const start = clock.startOfDay(day);
      if (isTick ? !add(start) : start > to) return instants;
    }
  }
  if (level === 'week') {
    // Day 4 was a Monday: every second one is always the same one.
    let monday = first - weekdayOf(first);
    while (((monday - 4) / 7) % count !== 0) monday -= 7;
    for (; ; monday += 7 * count) if (!add(clock.startOfDay(monday))) return instants;
  }
  const months = level === 'year' ? 12 * count : count;
  const { year, month } = dateOfDay(first);
  let index = Math.floor((year * 12 + month - 1) / months) * months;
  for (; ; index += months) {
    const day = dayOfDate(Math.floor(index / 12), (index % 12) + 1, 1);
    if (!add(clock.startOfDay(day))) return instants;
  }
}

/** Ticks at hours of the wall: where a clock goes forward over one it is left out, where it goes back the first counts. */
function addHours(clock: CivilClock, day: number, count: number, add: (at: number) => boolean): boolean {
  const start = clock.startOfDay(day);
  const end = clock.startOfDay(day + 1);
  if (!add(start)) return false;
  for (let hour = count; hour < 24; hour += count) {
    const local = day * DAY + hour * 3600;
    const early = local - clock.offsetAt(start);
    const at = clock.offsetAt(early) === clock.offsetAt(start) ? early : local - clock.offsetAt(end - 1);
    const isThatHour = at + clock.offsetAt(at) === local;
    if (isThatHour && at > start && at < end && !add(at)) return false;
  }
  return true;
}

function named(clock: CivilClock, instants: readonly number[], level: TickLevel): CivilTick[] {
  let before: CivilTick | undefined;
  return instants.map((at) => {
    const day = dayAt(clock, at);
    const date = dateOfDay(day);
    const second = at + clock.offsetAt(at) - day * DAY;
    const hour = level === 'hour' && clock.startOfDay(day) !== at ? Math.floor(second / 3600) : 0;
    const opens =
      before === undefined || before.year !== date.year
        ? 'year'
        : before.month !== date.month
          ? 'month'
          : before.dayOfMonth !== date.dayOfMonth
            ? 'day'
            : null;
    before = { at, ...date, weekday: weekdayOf(day), hour, level, opens };
    return before;
  });
}
