/**
 * The organisation's time zone: UTC seconds to civil days and back, through every clock change.
 * Owns the offsets of one IANA zone; refuses to know about buckets, opening hours or "now".
 * Code for the browser imports `civil-day.ts` and `instant.ts` directly and so leaves the zone library out.
 */

import { Temporal } from 'temporal-polyfill';
import type { CivilDay } from './civil-day.ts';
import { formatDay, twoDigits } from './civil-day.ts';

export type { CivilDate, CivilDay } from './civil-day.ts';
export { dateOfDay, dayOfDate, daysInMonth, formatDay, parseDay, weekdayOf } from './civil-day.ts';
export type { ParsedInstant } from './instant.ts';
export { parseInstant } from './instant.ts';

export interface Zone {
  /** The IANA name in its usual capitals, `Asia/Jerusalem`. */
  readonly id: string;
  /** Seconds east of UTC at an instant. */
  offsetAt(utcSeconds: number): number;
  /**
   * The civil day an instant belongs to: the last one that has begun. Never decreases, so days are whole stretches
   * of time even where a clock goes back over midnight; the repeated minutes then belong to the new day.
   */
  dayOf(utcSeconds: number): CivilDay;
  /** The first instant of a civil day, which is 01:00 where a spring change skips midnight. */
  startOfDay(day: CivilDay): number;
  /** Seconds on the wall clock since midnight, 0 to 86 399. */
  secondOfDay(utcSeconds: number): number;
  /**
   * The first instant at which the wall shows this time of this day or a later one: the end of the gap for a time
   * that a spring change skips, the earlier instant for a repeated one. `secondOfDay` may be 86 400.
   */
  firstInstantOf(day: CivilDay, secondOfDay: number): number;
  /** Every instant at which the wall shows this time: none in a spring gap, two in an autumn overlap, else one. */
  instantsOf(day: CivilDay, secondOfDay: number): number[];
  /** Local RFC 3339 with offset, `1999-02-01T00:15:00+02:00`. */
  formatInstant(utcSeconds: number): string;
}

/** A stretch with one offset: from `start`, included, to `end`, excluded, in UTC seconds. */
interface Stretch {
  start: number;
  end: number;
  offsetSeconds: number;
  /** No instant of this stretch belongs to an earlier day: the day had begun before a clock went back. */
  firstDay: CivilDay;
}

const DAY_SECONDS = 86_400;
/** More than any offset ever in use: no wall shows a time further than this from the same time in UTC. */
const WIDEST_OFFSET_SECONDS = 16 * 3600;

const zones = new Map<string, Zone>();

/**
 * The zone of that name, one and the same for whoever asks: its stretches are found once.
 * @throws RangeError, in words for the operator, when there is no such zone.
 */
export function makeZone(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known !== undefined) return known;
  const zone = findZone(timeZone);
  zones.set(timeZone, zone);
  return zone;
}

function findZone(timeZone: string): Zone {
  const id = canonicalName(timeZone);
  const stretches = new Stretches(id);
  // Records come nearly in order of time, so the stretch found last is almost always the right one.
  let last = stretches.find(0);

  function stretchAt(utcSeconds: number): Stretch {
    if (utcSeconds < last.start || utcSeconds >= last.end) last = stretches.find(utcSeconds);
    return last;
  }

  function firstInstantOf(day: CivilDay, secondOfDay: number): number {
    const local = day * DAY_SECONDS + secondOfDay;
    let stretch = stretchAt(local - WIDEST_OFFSET_SECONDS);
    for (;;) {
      // Within a stretch the wall clock only goes forward.
      const candidate = Math.max(stretch.start, local - stretch.offsetSeconds);
      if (candidate < stretch.end) return candidate;
      stretch = stretches.find(stretch.end);
    }
  }

  return {
    id,
    offsetAt: (utcSeconds) => stretchAt(utcSeconds).offsetSeconds,
    dayOf(utcSeconds) {
      const stretch = stretchAt(utcSeconds);
      const day = Math.floor((utcSeconds + stretch.offsetSeconds) / DAY_SECONDS);
      return Math.max(day, stretch.firstDay);
    },
    startOfDay: (day) => firstInstantOf(day, 0),
    secondOfDay(utcSeconds) {
      const local = utcSeconds + stretchAt(utcSeconds).offsetSeconds;
      return local - Math.floor(local / DAY_SECONDS) * DAY_SECONDS;
    },
    firstInstantOf,
    instantsOf(day, secondOfDay) {
      const local = day * DAY_SECONDS + secondOfDay;
      const instants: number[] = [];
      let stretch = stretches.find(local - WIDEST_OFFSET_SECONDS);
      while (stretch.start <= local + WIDEST_OFFSET_SECONDS) {
        const instant = local - stretch.offsetSeconds;
        if (instant >= stretch.start && instant < stretch.end) instants.push(instant);
        if (stretch.end === Number.POSITIVE_INFINITY) break;
        stretch = stretches.find(stretch.end);
      }
      return instants;
    },
    formatInstant: (utcSeconds) => formatLocal(utcSeconds, stretchAt(utcSeconds).offsetSeconds),
  };
}

/** Every stretch met so far, side by side and in order; grows by asking the zone library for the next change. */
class Stretches {
  readonly #timeZone: string;
  readonly #known: Stretch[];

  constructor(timeZone: string) {
    this.#timeZone = timeZone;
    this.#known = [this.#around(0)];
  }

  find(utcSeconds: number): Stretch {
    const known = this.#known;
    while (known[0] !== undefined && utcSeconds < known[0].start)
      known.unshift(this.#around(known[0].start - 1));
    for (let tail = known.at(-1); tail !== undefined && utcSeconds >= tail.end; tail = known.at(-1)) {
      known.push(this.#around(tail.end));
    }
    let low = 0;
    let high = known.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((known[middle]?.start ?? 0) <= utcSeconds) low = middle;
      else high = middle - 1;
    }
    const found = known[low];
    if (found === undefined) throw new Error(`no offset of ${this.#timeZone} at ${utcSeconds}`);
    return found;
  }

  #around(utcSeconds: number): Stretch {
    const at = Temporal.Instant.fromEpochMilliseconds(utcSeconds * 1000).toZonedDateTimeISO(this.#timeZone);
    const next = at.getTimeZoneTransition('next');
    // "previous" is strictly before, so it is asked from one second later.
    const previous = at.add({ seconds: 1 }).getTimeZoneTransition('previous');
    const start = previous === null ? Number.NEGATIVE_INFINITY : secondsOf(previous);
    const before = previous?.subtract({ seconds: 1 });
    return {
      start,
      end: next === null ? Number.POSITIVE_INFINITY : secondsOf(next),
      offsetSeconds: Math.round(at.offsetNanoseconds / 1e9),
      firstDay:
        before === undefined
          ? Number.NEGATIVE_INFINITY
          : Math.floor((start - 1 + Math.round(before.offsetNanoseconds / 1e9)) / DAY_SECONDS),
    };
  }
}

function secondsOf(at: Temporal.ZonedDateTime): number {
  return Math.floor(at.epochMilliseconds / 1000);
}

function canonicalName(timeZone: string): string {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone).timeZoneId;
  } catch {
    throw new RangeError(
      `there is no time zone "${timeZone}"; expected an IANA name, for example "Asia/Jerusalem" or "UTC"`,
    );
  }
}

/** RFC 3339 has offsets in whole minutes: a historical one with seconds is rounded, and the wall time with it. */
function formatLocal(utcSeconds: number, offsetSeconds: number): string {
  const offsetMinutes = Math.round(offsetSeconds / 60);
  const local = Math.floor(utcSeconds) + offsetMinutes * 60;
  const day = Math.floor(local / DAY_SECONDS);
  const second = local - day * DAY_SECONDS;
  const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60]
    .map(twoDigits)
    .join(':');
  const distance = Math.abs(offsetMinutes);
  const offset = `${offsetMinutes < 0 ? '-' : '+'}${twoDigits(Math.floor(distance / 60))}:${twoDigits(distance % 60)}`;
  return `${formatDay(day)}T${clock}${offset}`;
}
