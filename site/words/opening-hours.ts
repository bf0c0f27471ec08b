/** Opening hours in one line: days with the same hours together, closed days named. */
import type { Say } from '../i18n/say.ts';

/** A dash at which no line is broken. */
const UNBROKEN_DASH = '\u2060–\u2060';

/** `hours`: seven lists, Monday first, of "HH:MM-HH:MM". → "Mon–Fri 08:00–20:00, Sat 09:00–17:00, closed Sun" */
export function formatOpeningHours(say: Say, hours: readonly (readonly string[])[]): string {
  const texts = say.weekdays.map((_, weekday) =>
    (hours[weekday] ?? [])
      .map((range) =>
        range
          .split('-')
          .map((time) => say.time(Number(time.slice(0, 2)), Number(time.slice(3))))
          .join(UNBROKEN_DASH),
      )
      .join(' '),
  );
  if (texts.every((text) => text === '')) return say.page.closedAllWeek;
  const open: string[] = [];
  const closed: string[] = [];
  for (let first = 0; first < 7; ) {
    let last = first;
    while (last < 6 && texts[last + 1] === texts[first]) last++;
    const days =
      first === last
        ? say.shortWeekdays[first]!
        : say.shortRange(say.shortWeekdays[first]!, say.shortWeekdays[last]!);
    if (texts[first] === '') closed.push(days);
    else open.push(`${days}\u00a0${texts[first]}`);
    first = last + 1;
  }
  return [...open, ...(closed.length === 0 ? [] : [say.page.closedOn(say.and(closed))])].join(', ');
}
