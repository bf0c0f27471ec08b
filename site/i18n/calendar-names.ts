/** Names of months and weekdays by Intl, and on which weekday a week begins. Owns no names of its own. */

export interface CalendarNames {
  months: readonly string[];
  shortMonths: readonly string[];
  /** Monday first, as everywhere inside; in which order they are shown is `weekOrder`'s matter */
  weekdays: readonly string[];
  shortWeekdays: readonly string[];
}

/** A Monday. */
const A_MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

export function calendarNames(locale: string): CalendarNames {
  const names = (count: number, at: (i: number) => number, options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    return Array.from({ length: count }, (_, i) => format.format(at(i)));
  };
  const month = (i: number) => Date.UTC(2024, i, 1);
  const weekday = (i: number) => A_MONDAY + i * DAY;
  return {
    months: names(12, month, { month: 'long' }),
    shortMonths: names(12, month, { month: 'short' }),
    weekdays: names(7, weekday, { weekday: 'long' }),
    shortWeekdays: names(7, weekday, { weekday: 'short' }),
  };
}

/** The weekdays, 0 Monday … 6 Sunday, in the order in which a language counts them in a country. */
export function weekOrder(language: string, country: string | null): number[] {
  const locale = new Intl.Locale(language, country === null ? {} : { region: country });
  // Older engines have the week as a property, the oldest not at all.
  const week = (locale as { getWeekInfo?: () => { firstDay: number } }).getWeekInfo?.() ?? { firstDay: 1 };
  return Array.from({ length: 7 }, (_, i) => (week.firstDay - 1 + i) % 7);
}
