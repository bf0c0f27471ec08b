/**
 * Which days a stretch of history spans, and in how long steps it is shown.
 * Owns the presets and the grain that follows from a range; refuses to know metrics and tables, whose finest grain is
 * handed to it. Source: reference 7 (presets and bars).
 */
import { GRAINS, type Grain, periodsBetween } from './bucket.ts';
import { type CivilDay, dateOfDay, dayOfDate, daysInMonth, shiftMonths } from './civil-day.ts';

export const RANGES = ['1d', '5d', '1m', '6m', 'ytd', '1y', '5y', 'max'] as const;
export type Range = (typeof RANGES)[number];

/** By which the figures of a view can be narrowed or split. */
export const HISTORY_DIMENSIONS = ['channel', 'queue', 'category', 'cause'] as const;
export type HistoryDimension = (typeof HISTORY_DIMENSIONS)[number];

/** With which earlier time a figure is compared. */
export const COMPARISONS = ['previous', 'last_year'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** More small multiples than this nobody compares. */
export const MOST_PANELS = 4;

/** The view with which the explorer opens, and which its bare address means. */
export const OPENING_VIEW = { metric: 'offered', range: '1y', compare: 'last_year' } as const;

/** Of the file of a view, without ending: metrics, split, dates, grain. */
export function viewFileName(
  metrics: readonly string[],
  { by, from, to, grain }: { by: string | null; from: string; to: string; grain: Grain },
): string {
  return [...new Set(metrics), ...(by === null ? [] : [`by-${by}`]), from, to, grain].join('_');
}

export interface DaySpan {
  firstDay: CivilDay;
  lastDay: CivilDay;
}

/** More than this many marks side by side are none any more. */
export const MOST_BARS = 400;
const OPEN_DAYS = 5;
/** A month with no more open days than this is shown by hour. */
const FEW_OPEN_DAYS = 7;
const SHORT_YEAR_DAYS = 180;
const MONTHS: Readonly<Partial<Record<Range, number>>> = { '1m': 1, '6m': 6, '1y': 12, '5y': 60 };

/**
 * The days of a preset that ends with a day, both ends included; never before the first day of records.
 * `isOpen`: whether anybody could get in touch on that day; five days are five such days.
 */
export function daysOfRange(
  range: Range,
  lastDay: CivilDay,
  records: DaySpan,
  isOpen: (day: CivilDay) => boolean,
): DaySpan {
  return { firstDay: Math.min(lastDay, Math.max(records.firstDay, firstDayOf())), lastDay };

  function firstDayOf(): CivilDay {
    const months = MONTHS[range];
    if (months !== undefined) return monthsBefore(lastDay, months) + 1;
    if (range === '1d') return lastDay;
    if (range === 'ytd') return dayOfDate(dateOfDay(lastDay).year, 1, 1);
    if (range === 'max') return records.firstDay;
    let day = lastDay;
    for (let open = isOpen(day) ? 1 : 0; open < OPEN_DAYS && day > records.firstDay; ) {
      day -= 1;
      if (isOpen(day)) open += 1;
    }
    return day;
  }
}

/**
 * The grain in which a range is shown, never finer than `finest`. `range` null: free dates, for which it is the finest
 * that gives at most MOST_BARS.
 */
export function grainOf(
  range: Range | null,
  days: DaySpan,
  finest: Grain,
  isOpen: (day: CivilDay) => boolean,
): Grain {
  const usual = usualGrain(range, days, isOpen);
  return GRAINS[Math.max(GRAINS.indexOf(usual), GRAINS.indexOf(finest))]!;
}

function usualGrain(range: Range | null, days: DaySpan, isOpen: (day: CivilDay) => boolean): Grain {
  const length = days.lastDay - days.firstDay + 1;
  switch (range) {
    case '1d':
      return '15min';
    case '5d':
      return 'hour';
    case '1m': {
      let open = 0;
      for (let day = days.firstDay; day <= days.lastDay; day++) if (isOpen(day)) open += 1;
      return open <= FEW_OPEN_DAYS ? 'hour' : 'day';
    }
    case '6m':
      return 'day';
    case 'ytd':
      return length <= SHORT_YEAR_DAYS ? 'day' : 'week';
    case '1y':
      return 'week';
    case '5y':
      return 'month';
    case 'max':
      return fewestSteps(days, ['day', 'week', 'month']);
    case null:
      return fewestSteps(days, GRAINS);
  }
}

/** The first of some grains that gives at most MOST_BARS; else the last. */
function fewestSteps(days: DaySpan, grains: readonly Grain[]): Grain {
  return grains.find((grain) => bucketsIn(grain, days) <= MOST_BARS) ?? grains.at(-1)!;
}

/** How many buckets a span has, clock changes left aside. */
export function bucketsIn(grain: Grain, { firstDay, lastDay }: DaySpan): number {
  const days = lastDay - firstDay + 1;
  if (grain === '15min') return days * 96;
  if (grain === 'hour') return days * 24;
  return periodsBetween(grain, firstDay, lastDay).length;
}

/** The same day of the month some months before, or the last of a month that is shorter. */
function monthsBefore(day: CivilDay, months: number): CivilDay {
  const first = shiftMonths(day, -months);
  const { year, month } = dateOfDay(first);
  return first + Math.min(dateOfDay(day).dayOfMonth, daysInMonth(year, month)) - 1;
}
