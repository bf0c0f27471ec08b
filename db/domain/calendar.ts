/**
 * When each channel is open: weekly hours in civil time, closed on holidays unless holiday hours are given.
 * Owns the way from civil hours to instants; refuses to guess for a channel without hours, and answers null.
 */

import { weekdayOf } from './civil-day.ts';
import type { Channel } from './contact.ts';
import { once } from './once.ts';
import type { CivilDay, Zone } from './zone.ts';

/** A stretch of one civil day in seconds of the wall clock; `endSecond` is excluded and may be 86 400. */
export interface HoursRange {
  startSecond: number;
  endSecond: number;
}

/** Ranges of each weekday, Monday first, in order and apart; an empty list is a closed day. */
export type WeeklyHours = readonly (readonly HoursRange[])[];

export interface ChannelHours {
  hours?: WeeklyHours;
  /** Ranges on holidays, whatever the weekday; closed when absent. */
  holidayHours?: readonly HoursRange[];
}

/** UTC seconds: open from the first, included, to the second, excluded. */
export type OpenRange = readonly [startUtcSeconds: number, endUtcSeconds: number];

export interface Calendar {
  /** False: nobody said when the channel is open, and it counts as open when it has contacts. */
  hasHours(channel: Channel): boolean;
  /** The holiday's name, or null on an ordinary day. */
  holidayOf(day: CivilDay): string | null;
  /** In order, apart, and within the civil day. Empty for a closed day and for a channel without hours. */
  openRanges(channel: Channel, day: CivilDay): readonly OpenRange[];
  /** Null for a channel without hours. */
  isOpen(channel: Channel, utcSeconds: number): boolean | null;
  /** Open seconds between two instants; null for a channel without hours. */
  openSeconds(channel: Channel, startUtcSeconds: number, endUtcSeconds: number): number | null;
  /**
   * Seconds in which at least one of the channels is open. Channels without hours are left out, since they count as
   * open only when they have contacts; null when none of the channels has hours.
   */
  openSecondsOfAny(
    channels: readonly Channel[],
    startUtcSeconds: number,
    endUtcSeconds: number,
  ): number | null;
  /** The first open instant at or after this one; null without hours or without any within 366 days. */
  nextOpening(channel: Channel, utcSeconds: number): number | null;
}

export interface CalendarSettings {
  zone: Zone;
  channels: { readonly [channel in Channel]?: ChannelHours };
  holidays: ReadonlyMap<CivilDay, string>;
}

const LONGEST_CLOSURE_DAYS = 366;
const NEVER: readonly OpenRange[] = [];

/** `07:00-14:00`; the end may be `24:00`. Null when written otherwise or when the end is not after the start. */
export function parseHoursRange(text: string): HoursRange | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/.exec(text);
  if (match === null) return null;
  const [startHour = 0, startMinute = 0, endHour = 0, endMinute = 0] = match.slice(1).map(Number);
  const range = {
    startSecond: startHour * 3600 + startMinute * 60,
    endSecond: endHour * 3600 + endMinute * 60,
  };
  return range.endSecond <= 86_400 && range.endSecond > range.startSecond ? range : null;
}

/** The first two ranges that share a moment, as indexes into the list; null when all are apart. */
export function overlapAmong(ranges: readonly HoursRange[]): [number, number] | null {
  for (const [later, range] of ranges.entries()) {
    const earlier = ranges.findIndex(
      (other, index) =>
        index < later && other.startSecond < range.endSecond && range.startSecond < other.endSecond,
    );
    if (earlier >= 0) return [earlier, later];
  }
  return null;
}

/**
 * A civil range becomes the instants from the first moment the wall shows its start to the first moment it shows its
 * end. So a range that starts in a spring gap starts when the gap ends, one that ends in a repeated hour ends at its
 * earlier occurrence, and ranges that touch on the wall touch in time.
 */
export function makeCalendar({ zone, channels, holidays }: CalendarSettings): Calendar {
  const remembered = new Map<string, readonly OpenRange[]>();
  const rememberedOfAny = new Map<string, readonly OpenRange[]>();

  function openRanges(channel: Channel, day: CivilDay): readonly OpenRange[] {
    const settings = channels[channel];
    if (settings?.hours === undefined) return NEVER;
    const key = `${channel} ${day}`;
    const { hours, holidayHours } = settings;
    return once(remembered, key, () =>
      toInstants(zone, day, (holidays.has(day) ? holidayHours : hours[weekdayOf(day)]) ?? []),
    );
  }

  function openRangesOfAny(known: readonly Channel[], day: CivilDay): readonly OpenRange[] {
    const key = `${known} ${day}`;
    return once(rememberedOfAny, key, () => union(known.flatMap((channel) => openRanges(channel, day))));
  }

  function hasHours(channel: Channel): boolean {
    return channels[channel]?.hours !== undefined;
  }

  function sumOver(start: number, end: number, rangesOf: (day: CivilDay) => readonly OpenRange[]): number {
    if (!(end > start)) return 0;
    let seconds = 0;
    const lastDay = zone.dayOf(end);
    for (let day = zone.dayOf(start); day <= lastDay; day += 1) {
      for (const [from, to] of rangesOf(day))
        seconds += Math.max(0, Math.min(to, end) - Math.max(from, start));
    }
    return seconds;
  }

  return {
    hasHours,
    holidayOf: (day) => holidays.get(day) ?? null,
    openRanges,
    isOpen(channel, utcSeconds) {
      if (!hasHours(channel)) return null;
      const ranges = openRanges(channel, zone.dayOf(utcSeconds));
      return ranges.some(([start, end]) => utcSeconds >= start && utcSeconds < end);
    },
    openSeconds(channel, start, end) {
      return hasHours(channel) ? sumOver(start, end, (day) => openRanges(channel, day)) : null;
    },
    openSecondsOfAny(asked, start, end) {
      const known = asked.filter(hasHours);
      if (known.length === 0) return null;
      return sumOver(start, end, (day) => openRangesOfAny(known, day));
    },
    nextOpening(channel, utcSeconds) {
      const today = zone.dayOf(utcSeconds);
      for (let day = today; day <= today + LONGEST_CLOSURE_DAYS; day += 1) {
        const range = openRanges(channel, day).find(([, end]) => end > utcSeconds);
        if (range !== undefined) return Math.max(range[0], utcSeconds);
      }
      return null;
    },
  };
}

function toInstants(zone: Zone, day: CivilDay, civil: readonly HoursRange[]): OpenRange[] {
  return civil
    .map(
      ({ startSecond, endSecond }): OpenRange => [
        zone.firstInstantOf(day, startSecond),
        zone.firstInstantOf(day, endSecond),
      ],
    )
    .filter(([start, end]) => end > start) // a range within a spring gap does not happen
    .sort((a, b) => a[0] - b[0]);
}

/** The same moments as ranges that are in order and apart. */
function union(ranges: readonly OpenRange[]): OpenRange[] {
  const merged: [number, number][] = [];
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}
