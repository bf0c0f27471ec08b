/**
 * The day with which a day is held side by side: the same weekday of an earlier time, a holiday with the same holiday.
 * Owns the rule; refuses to know figures. Source: reference 7 (compare aligned by weekday, with holiday mapping).
 */
import { type CivilDay, dateOfDay, dayOfDate } from './civil-day.ts';

export const YEAR_BY_WEEKDAYS = 364;
/** A holiday that moves with the moon or the spring moves by less than this. */
const HOLIDAY_WANDERS_DAYS = 45;
/** How far an ordinary day may look for a partner that is no holiday, in whole weeks. */
const WEEKS_TO_LOOK = [0, -1, 1, -2, 2];

export type HolidayOf = (day: CivilDay) => string | null;

/**
 * The partner of a day a year before: of a holiday the same holiday, of any other day the same weekday 364 days
 * before, or where that was a holiday the nearest week's. Null where the year before had no such holiday.
 */
export function counterpartLastYear(day: CivilDay, holidayOf: HolidayOf): CivilDay | null {
  const name = holidayOf(day);
  const before = day - YEAR_BY_WEEKDAYS;
  if (name !== null) return sameHoliday(day, name, holidayOf);
  const weeks = WEEKS_TO_LOOK.find((week) => holidayOf(before + 7 * week) === null);
  return before + 7 * (weeks ?? 0);
}

/** Nearest to the date a year before; a holiday of two days meets its days in their order. */
function sameHoliday(day: CivilDay, name: string, holidayOf: HolidayOf): CivilDay | null {
  const { year, month, dayOfMonth } = dateOfDay(day);
  const around = dayOfDate(year - 1, month, month === 2 ? Math.min(28, dayOfMonth) : dayOfMonth);
  let nth = 0;
  while (holidayOf(day - nth - 1) === name) nth += 1;
  for (let off = 0; off <= HOLIDAY_WANDERS_DAYS; off++) {
    for (const candidate of [around - off, around + off]) {
      if (holidayOf(candidate) !== name) continue;
      let first = candidate;
      while (holidayOf(first - 1) === name) first -= 1;
      return holidayOf(first + nth) === name ? first + nth : candidate;
    }
  }
  return null;
}
