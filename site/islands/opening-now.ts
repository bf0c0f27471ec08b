/**
 * Whether the line is open now, until when, and its hours by the reader's clock. Owns when the server is asked for its
 * moment: at the start, when the page wakes or is back on the net, and when the answer changes. Refuses to say "now"
 * where no server answers, and to word anything: the page hands the words over.
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
import { momentOf, readServerClock } from '../query/server-clock.ts';

import { writeText } from './write-text.ts';

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

const LONGEST_SLEEP_SECONDS = 3600;
/** Until the next try where no server answered. */
const RETRY_SECONDS = 300;
const SOON_MS = 60_000;

/** `place` holds an `OpeningState` as JSON, and one element for each of the texts. */
export function sayOpening(place: HTMLElement): void {
  const state = JSON.parse(place.dataset.opening ?? '') as OpeningState;
  const { momentSeconds } = state;
  let askedAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const show = (now: number | null) => {
    // The season alone decides how far two zones are apart: for that the reader's own clock will do.
    const texts = textsOf(state, now ?? Date.now() / 1000, readerZone());
    const { status, note, yours, isOpen, changesAt } = texts;
    place.dataset.open = String(now !== null && isOpen);
    writeText(place, '.opening-status', now === null ? '' : status);
    writeText(place, '.opening-note', now === null ? '' : note);
    writeText(place, '.opening-yours', yours);
    const left =
      now === null
        ? RETRY_SECONDS
        : Math.min((changesAt ?? Number.POSITIVE_INFINITY) - now, LONGEST_SLEEP_SECONDS);
    clearTimeout(timer);
    timer = setTimeout(ask, Math.max(1, left) * 1000);
  };
  const ask = async () => {
    if (momentSeconds !== null) return show(momentSeconds);
    askedAt = Date.now();
    const reading = await readServerClock().catch(() => null);
    show(reading && momentOf(reading, Date.now()));
  };
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && Math.abs(Date.now() - askedAt) > SOON_MS) void ask();
  });
  addEventListener('online', ask);
  // What needs no answer has its line from the start.
  show(momentSeconds);
  void ask();
}

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

const readerZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const pad = (value: number) => String(value).padStart(2, '0');
const fill = (template: string, values: Readonly<Record<string, string>>) =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
