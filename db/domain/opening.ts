/**
 * Whether a line is open at an instant, until when or from when, and its hours on another zone's wall clock.
 * Owns that reckoning for the browser, by Intl alone, where the zone library of `calendar.ts` would weigh too much;
 * refuses to fetch the instant or to word the answer. Ranges are "HH:MM-HH:MM" as published, the end excluded.
 */
import { type CivilDay, formatDay, weekdayOf } from './civil-day.ts';

export interface PublishedHours {
  /** IANA name of the zone of the hours */
  timeZone: string;
  /** seven lists, Monday first */
  week: readonly (readonly string[])[];
  /** hours on single days, by their date, instead of the weekday's; an empty list: closed */
  exceptions: Readonly<Record<string, readonly string[]>>;
}

export interface Opening {
  isOpen: boolean;
  /** UTC seconds of the closing of an open line, of the next opening of a closed one; null: none within a year */
  changesAt: number | null;
}

/** The wall clock of a zone. */
export interface Wall {
  readonly day: CivilDay;
  /** since midnight */
  readonly seconds: number;
}

const DAY = 86_400;
const LONGEST_DAYS = 366;

const formats = new Map<string, Intl.DateTimeFormat>();

/** What was read off the wall, by zone and UTC second: Intl is slow, and a page asks for the same openings hundreds of times. */
const knownWalls = new Map<string, Wall>();
const MOST_KNOWN = 8192;

/** What the clock on the wall of a zone shows at an instant in UTC seconds. Throws for a zone that Intl lacks. */
export function wallAt(timeZone: string, utcSeconds: number): Wall {
  const at = `${timeZone} ${Math.floor(utcSeconds)}`;
  let wall = knownWalls.get(at);
  if (wall === undefined) {
    wall = readWall(timeZone, Math.floor(utcSeconds));
    if (knownWalls.size >= MOST_KNOWN) knownWalls.clear();
    knownWalls.set(at, wall);
  }
  return wall;
}

function readWall(timeZone: string, utcSeconds: number): Wall {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(utcSeconds * 1000)) part[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = part;
  return {
    day: Date.UTC(year, month - 1, day) / 1000 / DAY,
    seconds: hour * 3600 + minute * 60 + second,
  };
}

/** Seconds east of UTC. */
export function offsetAt(timeZone: string, utcSeconds: number): number {
  const { day, seconds } = wallAt(timeZone, utcSeconds);
  return day * DAY + seconds - Math.floor(utcSeconds);
}

/**
 * The first instant at which the wall shows this time or a later one, as `Zone.firstInstantOf` has it: the end of the
 * gap for a time that a spring change skips, the earlier instant for a repeated one. `seconds` may be 86 400.
 */
export function instantAt(timeZone: string, day: CivilDay, seconds: number): number {
  const wall = day * DAY + seconds;
  const offsets = [wall - DAY, wall + DAY].map((near) => offsetAt(timeZone, near));
  const candidates = offsets.map((offset) => wall - offset).sort((a, b) => a - b);
  for (const instant of candidates) {
    if (instant + offsetAt(timeZone, instant) === wall) return instant;
  }
  // The time is skipped: the clock changes between the two candidates.
  let [before = 0, after = 0] = candidates;
  const offsetBefore = offsetAt(timeZone, before);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(timeZone, middle) === offsetBefore) before = middle;
    else after = middle;
  }
  return after;
}

/** Whether the line is open, and when that changes; ranges that touch over midnight are one. */
export function openingAt(hours: PublishedHours, utcSeconds: number): Opening {
  const today = wallAt(hours.timeZone, utcSeconds).day;
  let closes: number | null = null;
  for (let day = today; day <= today + LONGEST_DAYS; day++) {
    const ranges = openRanges(hours, day);
    for (const [start, end] of ranges) {
      if (closes !== null) {
        if (start > closes) return { isOpen: true, changesAt: closes };
        closes = end;
      } else if (start > utcSeconds) return { isOpen: false, changesAt: start };
      else if (end > utcSeconds) closes = end;
    }
    // The next day may go on from midnight; any other end is one.
    const midnight = instantAt(hours.timeZone, day + 1, 0);
    if (closes !== null && closes < midnight) return { isOpen: true, changesAt: closes };
  }
  return { isOpen: closes !== null, changesAt: null };
}

/** Whether an open line stays open for so long that a bare time of closing would be taken for one of this day. */
export function closesLate(changesAt: number | null, utcSeconds: number): boolean {
  return changesAt === null || changesAt - utcSeconds > DAY;
}

/**
 * The usual hours of the week of `utcSeconds` by the clock of another zone: seven lists, Monday first. What runs over
 * midnight there is cut at midnight. Exceptions are left out.
 */
export function weekIn(timeZone: string, hours: PublishedHours, utcSeconds: number): string[][] {
  const week: string[][] = Array.from({ length: 7 }, () => []);
  const today = wallAt(hours.timeZone, utcSeconds).day;
  const monday = today - weekdayOf(today);
  const usual = { ...hours, exceptions: {} };
  const clock = (seconds: number) =>
    [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
      .map((part) => String(part).padStart(2, '0'))
      .join(':');
  for (let day = monday; day < monday + 7; day++) {
    for (const [start, end] of openRanges(usual, day)) {
      const from = wallAt(timeZone, start);
      const to = wallAt(timeZone, end);
      if (from.day === to.day) week[weekdayOf(from.day)]?.push(`${clock(from.seconds)}-${clock(to.seconds)}`);
      else {
        week[weekdayOf(from.day)]?.push(`${clock(from.seconds)}-24:00`);
        if (to.seconds > 0) week[weekdayOf(to.day)]?.push(`00:00-${clock(to.seconds)}`);
      }
    }
  }
  return week.map((ranges) => ranges.sort());
}

/** Weekdays in a row with the same hours, Monday first: 0 Monday … 6 Sunday, both ends included. */
export function groupWeek(
  week: readonly (readonly string[])[],
): { first: number; last: number; ranges: readonly string[] }[] {
  const groups: { first: number; last: number; ranges: readonly string[] }[] = [];
  for (let day = 0; day < 7; day++) {
    const ranges = week[day] ?? [];
    const before = groups.at(-1);
    if (before !== undefined && before.ranges.join() === ranges.join()) before.last = day;
    else groups.push({ first: day, last: day, ranges });
  }
  return groups;
}

/** UTC seconds, in order; empty for a closed day, and without what a clock change leaves no time for. */
function openRanges({ timeZone, week, exceptions }: PublishedHours, day: CivilDay): [number, number][] {
  const ranges = exceptions[formatDay(day)] ?? week[weekdayOf(day)] ?? [];
  return ranges
    .map((range) => range.split('-').map((time) => instantAt(timeZone, day, secondsOf(time))))
    .map(([start = 0, end = 0]): [number, number] => [start, end])
    .filter(([start, end]) => end > start)
    .sort((a, b) => a[0] - b[0]);
}

function secondsOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 3600 + minute * 60;
}
