/** Civil days, months, weekdays and instants as they are read. */
import { type CivilDay, dateOfDay, makeZone, parseInstant } from '../../db/domain/zone.ts';
import type { Say } from '../i18n/say.ts';

type DateStyle = 'date' | 'longDate' | 'dayAndMonth' | 'shortDay' | 'month' | 'shortMonth';

const STYLES: Readonly<Record<DateStyle, Intl.DateTimeFormatOptions>> = {
  date: { day: 'numeric', month: 'long', year: 'numeric' },
  longDate: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  dayAndMonth: { day: 'numeric', month: 'long' },
  shortDay: { day: 'numeric', month: 'short' },
  month: { month: 'long', year: 'numeric' },
  shortMonth: { month: 'short', year: 'numeric' },
};
/** Making a format takes a thousand times as long as using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function write(say: Say, style: DateStyle, day: CivilDay): string {
  const key = `${say.locale} ${style}`;
  const format =
    formats.get(key) ?? new Intl.DateTimeFormat(say.locale, { ...STYLES[style], timeZone: 'UTC' });
  formats.set(key, format);
  // No line ends between a number and its month, nor between a month and its year where they stand alone.
  return format.format(day * 86_400_000).replace(style.endsWith('onth') ? / /g : /(?<=\d) /, '\u00a0');
}

/** "21 November 2026" */
export function formatDate(say: Say, day: CivilDay): string {
  return write(say, 'date', day);
}

/** "Saturday 21 November 2026" */
export function formatLongDate(say: Say, day: CivilDay): string {
  return write(say, 'longDate', day);
}

/** "21 November"; with the year where it is not the year of `besides`. */
export function formatDayAndMonth(say: Say, day: CivilDay, besides: CivilDay): string {
  const isSameYear = dateOfDay(day).year === dateOfDay(besides).year;
  return write(say, isSameYear ? 'dayAndMonth' : 'date', day);
}

/** "21 Nov" */
export function formatShortDay(say: Say, day: CivilDay): string {
  return write(say, 'shortDay', day);
}

/** "October 2026", or "October" where the year is that of `besides` and not to be repeated. */
export function formatMonth(say: Say, day: CivilDay, besides: CivilDay | null = null): string {
  const { year, month } = dateOfDay(day);
  const isNamed = besides !== null && dateOfDay(besides).year === year;
  return isNamed ? say.months[month - 1]! : write(say, 'month', day);
}

/** "Oct 2026" */
export function formatShortMonth(say: Say, day: CivilDay): string {
  return write(say, 'shortMonth', day);
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
