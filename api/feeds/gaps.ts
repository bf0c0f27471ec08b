/**
 * Stretches of opening hours without any record though people usually get in touch, or whole open days without one.
 * Owns putting silent hours and days together to stretches; which hours are silent is db/queries/silence.ts's to say,
 * which days are missing bucket-state.ts's. Channels without hours have none: nobody knows when they should be open.
 */
import type { OpenRange } from '../../db/domain/calendar.ts';
import { CHANNELS, type Channel } from '../../db/domain/contact.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import { coverageOf } from '../../db/queries/coverage.ts';
import { hourKey, silentHoursOf } from '../../db/queries/silence.ts';
import { BucketStates } from './bucket-state.ts';
import { type FeedContext, lastWholeDay } from './context.ts';

export interface Gap {
  channel: Channel;
  /** UTC seconds; the end is excluded */
  startAt: number;
  endAt: number;
}

const HOUR_SECONDS = 3600;

/** By channel and time, up to the last whole day. What an announced outage explains is no gap. */
export function findGaps(context: FeedContext): Gap[] {
  return CHANNELS.filter((channel) => context.calendar.hasHours(channel)).flatMap((channel) =>
    gapsOf(context, channel),
  );
}

function gapsOf(context: FeedContext, channel: Channel): Gap[] {
  const { db, zone, calendar, configuration } = context;
  const coverage = coverageOf(db, channel);
  if (coverage.span === null) return [];
  const states = new BucketStates(context, channel);
  const silent = silentHoursOf(db, channel);
  const outages = configuration.outages.filter((one) => one.channel === null || one.channel === channel);
  const isAnnounced = ([start, end]: OpenRange) =>
    outages.some(({ startAt, endAt }) => startAt <= start && end <= endAt);

  const gaps: Gap[] = [];
  let isGoingOn = false;
  const lastDay = Math.min(coverage.span.lastDay, lastWholeDay(context));
  for (let day = coverage.span.firstDay; day <= lastDay; day += 1) {
    const isMissing = states.ofPeriod('day', day).isMissing && !coverage.isInsideSum(day, 'day');
    for (const range of calendar.openRanges(channel, day)) {
      for (const { piece, isSilent } of isMissing
        ? [{ piece: range, isSilent: true }]
        : hoursOf(day, range, silent)) {
        const isGap = isSilent && !isAnnounced(piece);
        const last = gaps.at(-1);
        if (isGap && isGoingOn && last !== undefined) last.endAt = piece[1];
        else if (isGap) gaps.push({ channel, startAt: piece[0], endAt: piece[1] });
        isGoingOn = isGap;
      }
    }
  }
  return gaps;

  /** An open range of a day in pieces of the clock's hours; in one piece where none of its hours is silent. */
  function hoursOf(day: CivilDay, [start, end]: OpenRange, hours: ReadonlySet<number>) {
    const found: { piece: OpenRange; isSilent: boolean }[] = [];
    for (let hour = 0; hour < 24; hour += 1) {
      const from = Math.max(start, zone.firstInstantOf(day, hour * HOUR_SECONDS));
      const to = Math.min(end, zone.firstInstantOf(day, (hour + 1) * HOUR_SECONDS));
      if (to > from) found.push({ piece: [from, to], isSilent: hours.has(hourKey(day, hour)) });
    }
    return found;
  }
}
