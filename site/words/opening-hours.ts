/** Opening hours in one line: days with the same hours together, closed days named. */
import { groupWeek } from '../../db/domain/opening.ts';
import type { Say } from '../i18n/say.ts';

/** A dash at which no line is broken. */
const UNBROKEN_DASH = '\u2060–\u2060';

/** "HH:MM-HH:MM" → "08:00–20:00", in French "8 h–20 h" */
export function formatOpenRange(say: Say, range: string): string {
  const time = (text: string) => say.time(Number(text.slice(0, 2)), Number(text.slice(3)));
  return range.split('-').map(time).join(UNBROKEN_DASH);
}

/** `hours`: seven lists, Monday first, of "HH:MM-HH:MM". → "Mon–Fri 08:00–20:00, Sat 09:00–17:00, closed Sun" */
export function formatOpeningHours(say: Say, hours: readonly (readonly string[])[]): string {
  const groups = groupWeek(hours).map(({ first, last, ranges }) => ({
    days:
      first === last
        ? say.shortWeekdays[first]!
        : say.shortRange(say.shortWeekdays[first]!, say.shortWeekdays[last]!).replace('–', UNBROKEN_DASH),
    text: ranges.map((range) => formatOpenRange(say, range)).join(' '),
  }));
  const open = groups.filter(({ text }) => text !== '').map(({ days, text }) => `${days}\u00a0${text}`);
  const closed = groups.filter(({ text }) => text === '').map(({ days }) => days);
  if (open.length === 0) return say.page.closedAllWeek;
  return [...open, ...(closed.length === 0 ? [] : [say.page.closedOn(say.and(closed))])].join(', ');
}
