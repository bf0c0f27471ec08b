/**
 * The public holidays of England by rule: on them the demonstration's telephones are closed.
 * Refuses one-off days, jubilees and the like. A test holds the rules against the library that the product uses.
 */

import type { CivilDay } from '../../db/domain/civil-day.ts';
import { dateOfDay, dayOfDate, weekdayOf } from '../../db/domain/civil-day.ts';

const SATURDAY = 5;
const SUNDAY = 6;
const byYear = new Map<number, ReadonlySet<CivilDay>>();

export function isEnglishHoliday(day: CivilDay): boolean {
  const { year } = dateOfDay(day);
  let holidays = byYear.get(year);
  if (holidays === undefined) {
    holidays = englishHolidaysOf(year);
    byYear.set(year, holidays);
  }
  return holidays.has(day);
}

/** Both the written date and, where that falls on a weekend, the day taken in its place. */
export function englishHolidaysOf(year: number): ReadonlySet<CivilDay> {
  const easter = easterOf(year);
  const newYear = dayOfDate(year, 1, 1);
  const christmas = dayOfDate(year, 12, 25);
  const holidays = [
    newYear,
    easter - 2,
    easter + 1,
    firstMondayFrom(dayOfDate(year, 5, 1)),
    firstMondayFrom(dayOfDate(year, 5, 25)),
    firstMondayFrom(dayOfDate(year, 8, 25)),
    christmas,
    christmas + 1,
  ];
  if (weekdayOf(newYear) >= SATURDAY) holidays.push(firstMondayFrom(newYear));
  const weekday = weekdayOf(christmas);
  if (weekday === SATURDAY) holidays.push(christmas + 2, christmas + 3);
  if (weekday === SUNDAY) holidays.push(christmas + 2);
  if (weekday === SATURDAY - 1) holidays.push(christmas + 3);
  return new Set(holidays);
}

function firstMondayFrom(day: CivilDay): CivilDay {
  return day + ((7 - weekdayOf(day)) % 7);
}

/** Easter Sunday in the Gregorian calendar. Source: Meeus, Jones and Butcher ("anonymous" algorithm). */
function easterOf(year: number): CivilDay {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const leapCenturies = Math.floor(century / 4);
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - leapCenturies - correction + 15) % 30;
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * sunday) / 451);
  const fromMarch = epact + sunday - 7 * late + 114;
  return dayOfDate(year, Math.floor(fromMarch / 31), (fromMarch % 31) + 1);
}
