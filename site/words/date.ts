/** Civil days, months, weekdays and instants as they are read. */
import { type CivilDay, dateOfDay, makeZone, parseInstant, weekdayOf } from '../../db/domain/zone.ts';
import type { Say } from '../i18n/en.ts';

/** "21 November 2026" */
export function formatDate(say: Say, day: CivilDay): string {
  const { year, month, dayOfMonth } = dateOfDay(day);
  return say.date(dayOfMonth, say.months[month - 1]!, year);
}

/** "Saturday 21 November 2026" */
export function formatLongDate(say: Say, day: CivilDay): string {
  return say.weekdayAndDate(say.weekdays[weekdayOf(day)]!, formatDate(say, day));
}

/** "21 November"; with the year where it is not the year of `besides`. */
export function formatDayAndMonth(say: Say, day: CivilDay, besides: CivilDay): string {
  const { year, month, dayOfMonth } = dateOfDay(day);
  return year === dateOfDay(besides).year
    ? say.dayAndMonth(dayOfMonth, say.months[month - 1]!)
    : formatDate(say, day);
}

/** "21 Nov" */
export function formatShortDay(say: Say, day: CivilDay): string {
  const { month, dayOfMonth } = dateOfDay(day);
  return say.dayAndMonth(dayOfMonth, say.shortMonths[month - 1]!);
}

/** "October 2026", or "October" where the year is that of `besides` and not to be repeated. */
export function formatMonth(say: Say, day: CivilDay, besides: CivilDay | null = null): string {
  const { year, month } = dateOfDay(day);
  const name = say.months[month - 1]!;
  return besides !== null && dateOfDay(besides).year === year ? name : say.monthAndYear(name, year);
}

/** "Oct 2026" */
export function formatShortMonth(say: Say, day: CivilDay): string {
  const { year, month } = dateOfDay(day);
  return say.monthAndYear(say.shortMonths[month - 1]!, year);
}

/** "22 November 2026, 14:05 (Europe/London)" of an RFC 3339 instant; as it is written where it is none. */
export function formatInstant(say: Say, instant: string, timeZone: string): string {
  const parsed = parseInstant(instant);
  if (!parsed.ok) return instant;
  const zone = makeZone(timeZone);
  const local = zone.formatInstant(parsed.utcSeconds);
  return `${formatDate(say, zone.dayOf(parsed.utcSeconds))}, ${local.slice(11, 16)} (${timeZone})`;
}

/** "on Monday", "on Monday and Tuesday", "from Tuesday to Friday": 0 Monday … 6 Sunday, both ends included. */
export function formatWeekdays(say: Say, from: number, to: number): string {
  const first = say.weekdays[from]!;
  const last = say.weekdays[to]!;
  if (to - from > 1) return say.fromWeekdays(first, last);
  return say.onWeekdays(from === to ? [first] : [first, last]);
}

/** "Monday", "Monday and Tuesday", "Tuesday to Friday". */
export function nameWeekdays(say: Say, from: number, to: number): string {
  const first = say.weekdays[from]!;
  const last = say.weekdays[to]!;
  if (to - from > 1) return say.range(first, last);
  return from === to ? first : say.and([first, last]);
}
