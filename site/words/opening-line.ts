/**
 * The masthead's words on opening: open or closed and until when, and the week's hours by a reader's clock. Owns how the
 * page's own texts are filled in; refuses to know the moment. A page is built with the longest of them, the browser
 * writes the true one.
 */

import { formatDay, weekdayOf } from '../../db/domain/civil-day.ts';
import {
  closesLate,
  groupWeek,
  instantAt,
  offsetAt,
  openingAt,
  type PublishedHours,
  wallAt,
  weekIn,
} from '../../db/domain/opening.ts';
import { longest } from './longest.ts';

/** In each text {time}, {day} or {hours} stand for what only the reader's moment decides. */
export interface OpeningWords {
  openAlways: string;
  openUntil: string;
  closed: string;
  opensToday: string;
  /** by weekday, Monday first */
  opensOn: readonly string[];
  /** further away than a week: {date} */
  opensLater: string;
  holiday: string;
  yourTime: string;
  yourHours: string;
  /** {hour} and {minute}, and what a whole hour is called */
  time: string;
  wholeHour: string;
  hasLeadingZero: boolean;
  shortWeekdays: readonly string[];
  shortRange: string;
}

export interface OpeningState {
  hours: PublishedHours;
  holidays: Readonly<Record<string, string>>;
  words: OpeningWords;
  locale: string;
  /** the moment of a page whose clock was set, in UTC seconds; null: it is now */
  momentSeconds: number | null;
}

/** `now` in UTC seconds, `reader` the IANA name of the reader's zone; a text that has nothing to say is empty. */
export function textsOf({ hours, holidays, words, locale }: OpeningState, now: number, reader: string) {
  const { timeZone } = hours;
  const opening = openingAt(hours, now);
  const { isOpen, changesAt } = opening;
  const here = wallAt(timeZone, now);
  const clock = (zone: string, at: number) => {
    const minutes = Math.floor(wallAt(zone, at).seconds / 60);
    return clockText(words, Math.floor(minutes / 60), minutes % 60);
  };
  const isElsewhere = offsetAt(timeZone, now) !== offsetAt(reader, now);
  let status = isOpen ? words.openAlways : words.closed;
  if (changesAt !== null && !(isOpen && closesLate(changesAt, now))) {
    const then = wallAt(timeZone, changesAt).day;
    const template = isOpen
      ? words.openUntil
      : then === here.day
        ? words.opensToday
        : then - here.day < 7
          ? (words.opensOn[weekdayOf(then)] ?? '')
          : words.opensLater;
    const time =
      isOpen && changesAt === instantAt(timeZone, then, 0)
        ? clockText(words, 24, 0)
        : clock(timeZone, changesAt);
    const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone });
    status = fill(template, { time, date: template.includes('{date}') ? date.format(changesAt * 1000) : '' });
    if (isElsewhere) status += ` (${fill(words.yourTime, { time: clock(reader, changesAt) })})`;
  }
  const holiday = holidays[formatDay(here.day)];
  return {
    ...opening,
    status,
    note: holiday === undefined ? '' : fill(words.holiday, { name: holiday }),
    yours: isElsewhere ? fill(words.yourHours, { hours: weekText(words, weekIn(reader, hours, now)) }) : '',
  };
}

const HOUR = 3600;
const WEEK_HOURS = 168;

/**
 * The longest of the texts that readers may see within a week of `now`, in UTC seconds: a page keeps their room free.
 * `here` and `elsewhere`: the line of a reader whose clock shows the same time as the organisation's, or another.
 */
export function longestTexts(state: OpeningState, now: number) {
  const home = state.hours.timeZone;
  const byOffset = new Map(Intl.supportedValuesOf('timeZone').map((zone) => [offsetAt(zone, now), zone]));
  byOffset.delete(offsetAt(home, now));
  const zones = [...byOffset.values()];
  const hours = Array.from(
    { length: state.momentSeconds === null ? WEEK_HOURS : 1 },
    (_, i) => now + i * HOUR,
  );
  const lineAt = (at: number, zone: string) => {
    const { status, note } = textsOf(state, at, zone);
    return `${status} ${note}`.trim();
  };
  const here = longest(hours.map((at) => lineAt(at, home)));
  const longestAt = hours.find((at) => lineAt(at, home) === here) ?? now;
  return {
    here,
    elsewhere: longest(zones.map((zone) => lineAt(longestAt, zone))),
    yours: longest(zones.map((zone) => textsOf(state, now, zone).yours)),
  };
}

function weekText(words: OpeningWords, week: readonly (readonly string[])[]): string {
  return groupWeek(week)
    .filter(({ ranges }) => ranges.length > 0)
    .map(({ first, last, ranges }) => {
      const [from = '', to = ''] = [words.shortWeekdays[first], words.shortWeekdays[last]];
      const days = first === last ? from : fill(words.shortRange, { from, to });
      return `${days}\u00a0${ranges.map((range) => rangeText(words, range)).join(' ')}`;
    })
    .join(', ');
}

function rangeText(words: OpeningWords, range: string): string {
  const time = (text: string) => clockText(words, Number(text.slice(0, 2)), Number(text.slice(3)));
  return range.split('-').map(time).join('\u2060–\u2060');
}

function clockText(words: OpeningWords, hour: number, minute: number): string {
  return fill(minute === 0 ? words.wholeHour : words.time, {
    hour: words.hasLeadingZero ? pad(hour) : String(hour),
    minute: pad(minute),
  });
}

const pad = (value: number) => String(value).padStart(2, '0');
const fill = (template: string, values: Readonly<Record<string, string>>) =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
