/** The usual week as it bears on when to come, made of the published best times, opening hours and holidays. */
import { type FigureContext, readBestTimes } from './context.ts';
import { holidayNames } from './holidays.ts';
import type { WeekPlan } from './next-hours.ts';
import { publishedHoursOf } from './opening.ts';
import { hoursOf, isInside, isRanked, quietStretches, saidSeconds } from './usual-week.ts';

const DAYS_AHEAD = 60;

/** Null where neither opening hours nor waits are known, or the records ended long ago. */
export function weekPlan(context: FigureContext): WeekPlan | null {
  const { read, organisation, channel, today, isStale } = context;
  const opening = publishedHoursOf(organisation, channel ?? '');
  const hours = hoursOf(readBestTimes(context));
  const stretches = quietStretches(hours);
  const quiet: number[] = [];
  const waits: (number | null)[] = Array.from({ length: 7 * 24 }, () => null);
  for (const hour of hours) {
    const at = hour.weekday * 24 + hour.hour;
    if (stretches.some((stretch) => isInside(stretch, hour))) quiet.push(at);
    if (isRanked(hour)) waits[at] = Math.ceil(saidSeconds(hour.halfSeconds ?? 0));
  }
  const isEmpty = opening === null && waits.every((wait) => wait === null);
  if (isStale || isEmpty) return null;
  const holidays = [...holidayNames(read).keys()].filter((day) => day >= today && day < today + DAYS_AHEAD);
  return { timeZone: organisation.timeZone, quiet, waits, opening, holidays, channel };
}

/** By which only the queue of the moment can be told; null of no channel. */
export function emptyPlan({ organisation: { timeZone }, channel }: FigureContext): WeekPlan | null {
  return channel === null ? null : { timeZone, quiet: [], waits: [], opening: null, holidays: [], channel };
}
