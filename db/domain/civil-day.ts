/**
 * A civil day as one integer, and the calendar arithmetic on it (proleptic Gregorian, ISO weekdays).
 * Owns dates without times; refuses instants, which need a zone (`zone.ts`).
 */

/** Civil days since 1970-01-01, which is 0. It names a date on the wall, not a stretch of 86 400 seconds. */
export type CivilDay = number;

export interface CivilDate {
  year: number;
  /** 1 to 12 */
  month: number;
  /** 1 to 31 */
  dayOfMonth: number;
}

const DAYS_PER_ERA = 146_097; // 400 years
const DAYS_BEFORE_1970 = 719_468; // counted from 0000-03-01

/** The day of a date. Source of the formula: Howard Hinnant, "chrono-compatible low-level date algorithms". */
export function dayOfDate(year: number, month: number, dayOfMonth: number): CivilDay {
  // Years begin in March, so that the leap day is the last day of its year.
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - DAYS_BEFORE_1970;
}

/** The date of a day; the inverse of `dayOfDate`, from the same source. */
export function dateOfDay(day: CivilDay): CivilDate {
  const shifted = day + DAYS_BEFORE_1970;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The first day of the month some months away. */
export function shiftMonths(day: CivilDay, months: number): CivilDay {
  const { year, month } = dateOfDay(day);
  const index = year * 12 + month - 1 + months;
  return dayOfDate(Math.floor(index / 12), (index % 12) + 1, 1);
}

/** ISO weekday: 0 is Monday, 6 is Sunday. */
export function weekdayOf(day: CivilDay): number {
  return (((day + 3) % 7) + 7) % 7; // 1970-01-01 was a Thursday
}

/** `1999-02-01` and nothing looser; null when it is written otherwise or is no real date. */
export function parseDay(text: string): CivilDay | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return null;
  const year = Number(match[1]);
  const month = Number(match[2]);
  const dayOfMonth = Number(match[3]);
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return null;
  return dayOfDate(year, month, dayOfMonth);
}

/** `1999-02-01`. */
export function formatDay(day: CivilDay): string {
  const { year, month, dayOfMonth } = dateOfDay(day);
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`;
}

export function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
