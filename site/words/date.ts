/** Civil days, months, weekdays and instants as they are read. */
import { type CivilDay, dateOfDay } from '../../db/domain/civil-day.ts';
import { once } from '../../db/domain/once.ts';
import type { BasicSay } from '../i18n/say.ts';

type DateStyle = 'date' | 'longDate' | 'weekdayAndDay' | 'dayAndMonth' | 'shortDay' | 'month' | 'shortMonth';

const STYLES: Readonly<Record<DateStyle, Intl.DateTimeFormatOptions>> = {
  date: { day: 'numeric', month: 'long', year: 'numeric' },
  longDate: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  weekdayAndDay: { weekday: 'long', day: 'numeric', month: 'long' },
  dayAndMonth: { day: 'numeric', month: 'long' },
  shortDay: { day: 'numeric', month: 'short' },
  month: { month: 'long', year: 'numeric' },
  shortMonth: { month: 'short', year: 'numeric' },
};
/** Making a format takes a thousand times as long as using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function write(say: BasicSay, style: DateStyle, day: CivilDay): string {
  const format = once(
    formats,
    `${say.locale} ${style}`,
    () => new Intl.DateTimeFormat(say.locale, { ...STYLES[style], timeZone: 'UTC' }),
  );
  const parts = format.formatToParts(day * 86_400_000);
  const texts = parts.map(({ type, value }, i) => {
    if (type === 'day') return say.dayOfMonth(value);
    // No line ends between a number and its month, nor between a month and its year where they stand alone.
    const isBound = style.endsWith('onth') || parts[i - 1]?.type === 'day';
    return isBound ? value.replaceAll(' ', '\u00a0') : value;
  });
  return texts.join('');
}

/** "21 November 2026" */
export function formatDate(say: BasicSay, day: CivilDay): string {
  return write(say, 'date', day);
}

/** "Saturday 21 November 2026" */
export function formatLongDate(say: BasicSay, day: CivilDay): string {
  return write(say, 'longDate', day);
}

/** "Saturday 21 November"; the year is that of the moment. */
export function formatWeekdayAndDay(say: BasicSay, day: CivilDay): string {
  return write(say, 'weekdayAndDay', day);
}

/** "21 November"; with the year where it is not the year of `besides`. */
export function formatDayAndMonth(say: BasicSay, day: CivilDay, besides: CivilDay): string {
  const isSameYear = dateOfDay(day).year === dateOfDay(besides).year;
  return write(say, isSameYear ? 'dayAndMonth' : 'date', day);
}

/** "21 Nov" */
export function formatShortDay(say: BasicSay, day: CivilDay): string {
  return write(say, 'shortDay', day);
}

/** "October 2026", or "October" where the year is that of `besides` and not to be repeated. */
export function formatMonth(say: BasicSay, day: CivilDay, besides: CivilDay | null = null): string {
  const { year, month } = dateOfDay(day);
  const isNamed = besides !== null && dateOfDay(besides).year === year;
  return isNamed ? say.months[month - 1]! : write(say, 'month', day);
}

/** "Oct 2026" */
export function formatShortMonth(say: BasicSay, day: CivilDay): string {
  return write(say, 'shortMonth', day);
}

/** "on Monday", "on Monday and Tuesday", "from Tuesday to Friday": 0 Monday … 6 Sunday, both ends included. */
export function formatWeekdays(say: BasicSay, from: number, to: number): string {
  const first = say.weekdays[from]!;
  const last = say.weekdays[to]!;
  if (to - from > 1) return say.fromWeekdays(first, last);
  return say.onWeekdays(from === to ? [first] : [first, last]);
}

/** "Monday", "Monday and Tuesday", "Tuesday to Friday". */
export function nameWeekdays(say: BasicSay, from: number, to: number): string {
  const first = say.weekdays[from]!;
  const last = say.weekdays[to]!;
  if (to - from > 1) return say.weekdayRange(first, last);
  return from === to ? first : say.and([first, last]);
}
