/**
 * The demand of a channel or service line as forecasts are made from it: offered contacts by hour, or by day where the
 * source tells no more, and when the line was and will be open.
 * Owns which hours are known; refuses hindsight, so that a forecast of the past is made of what was known then, and to
 * say any of it: what is forecast passes disclosure elsewhere.
 */
import { slotStarts } from '../../db/domain/bucket.ts';
import type { OpenRange } from '../../db/domain/calendar.ts';
import { CHANNELS } from '../../db/domain/contact.ts';
import { type DemandSeries, FORECAST_DAYS } from '../../db/domain/demand-series.ts';
import type { FactId } from '../../db/domain/fact.ts';
import type { Member } from '../../db/domain/lattice.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import type { Place } from '../../db/outlooks.ts';
import { readCell } from '../../db/queries/cell-facts.ts';
import { ASKED_FACTS, asked, coverageOf } from '../../db/queries/coverage.ts';
import { findCell } from '../../db/rollup/cell-book.ts';
import { BucketStates } from './bucket-state.ts';
import { type FeedContext, lastWholeDay } from './context.ts';
import { shapeOfMember } from './published-cells.ts';

const HOURS = 24;
const HOUR_SECONDS = 3600;
/** What older days tell is outdated, and each takes time to read. Years of days cost as much as a month of hours. */
const MOST_HOURLY_DAYS = 730;
const MOST_DAYS = 3653;
/** By the hour is forecast what came by the hour on most of the last days. */
const GRAIN_DAYS = 56;
const LEAST_HOURLY_SHARE = 0.8;

const OFFERED: ReadonlySet<FactId> = new Set<FactId>(['offered', ...ASKED_FACTS]);

export function memberOf({ channel, queue }: Place): Member {
  return channel === undefined ? { queue } : { channel };
}

/** The last day of which everything that came is known, of all that speak of the place; null without records. */
export function lastDayOf(context: FeedContext, { channel }: Place): CivilDay | null {
  const { span } = coverageOf(context.db, channel ?? null);
  return span === null ? null : Math.min(span.lastDay, lastWholeDay(context));
}

/** Null where the place has no records up to `throughDay`, which is its last day. */
export function readDemand(context: FeedContext, place: Place, throughDay: CivilDay): DemandSeries | null {
  const { db } = context;
  const { span } = coverageOf(db, place.channel ?? null);
  const member = memberOf(place);
  const cell = findCell(db, shapeOfMember(member), member);
  if (span === null || cell === null || throughDay < span.firstDay) return null;
  const firstOf = (most: number) => Math.max(span.firstDay, throughDay - most + 1);
  const firstHourly = firstOf(MOST_HOURLY_DAYS);
  const read = (grain: 'hour' | 'day', firstDay: CivilDay) =>
    readCell(db, grain, cell, firstDay, throughDay, OFFERED);
  const [hours, days] = [read('hour', firstHourly), read('day', firstOf(MOST_DAYS))];
  const recent = [...days.keys()].filter((day) => day > throughDay - GRAIN_DAYS);
  const hourly = recent.filter((day) => {
    const block = hours.get(day);
    const sum = Array.from({ length: block?.slots ?? 0 }, (_, hour) => asked(block, hour));
    return sum.reduce((total, count) => total + count, 0) === asked(days.get(day));
  });
  return hourly.length >= LEAST_HOURLY_SHARE * recent.length
    ? hourlyDemand(context, place, firstHourly, throughDay, hours, days)
    : dailyDemand(context, place, firstOf(MOST_DAYS), throughDay, days);
}

type Blocks = ReturnType<typeof readCell>;

function emptySeries(
  { calendar }: FeedContext,
  firstDay: CivilDay,
  throughDay: CivilDay,
  slots: number,
): DemandSeries {
  const days = throughDay - firstDay + 1;
  return {
    firstDay,
    days,
    slots,
    counts: new Float64Array(days * slots).fill(Number.NaN),
    open: new Float32Array((days + FORECAST_DAYS) * slots).fill(Number.NaN),
    holidays: Array.from({ length: days + FORECAST_DAYS }, (_, day) => calendar.holidayOf(firstDay + day)),
  };
}

function hourlyDemand(
  context: FeedContext,
  place: Place,
  firstDay: CivilDay,
  throughDay: CivilDay,
  hours: Blocks,
  days: Blocks,
): DemandSeries {
  const { zone } = context;
  const series = emptySeries(context, firstDay, throughDay, HOURS);
  const states = new BucketStates(context, place.channel ?? null, 'contacts', false);
  for (let index = 0; index < series.days + FORECAST_DAYS; index++) {
    const day = firstDay + index;
    const starts = slotStarts(zone, day, 'hour');
    const ranges = rangesOf(context, place, day);
    const block = hours.get(day);
    const counts = starts.map((_, slot) => asked(block, slot));
    const isTooFine = counts.reduce((sum, count) => sum + count, 0) < asked(days.get(day));
    const open = new Float64Array(HOURS);
    const came = new Float64Array(HOURS);
    starts.forEach((startAt, slot) => {
      const endAt = starts[slot + 1] ?? zone.startOfDay(day + 1);
      const hour = Math.floor(zone.secondOfDay(startAt) / HOUR_SECONDS);
      open[hour]! += ranges === null ? (endAt - startAt) / HOUR_SECONDS : openShare(ranges, startAt, endAt);
      if (index >= series.days) return;
      const state = states.ofSlot(day, { startAt, endAt, hour: slot, asked: counts[slot]!, isTooFine });
      const isKnown = !state.isMissing && !state.isSilent && !state.isPartial;
      came[hour]! += isKnown ? (block?.sum('offered', slot) ?? 0) : Number.NaN;
    });
    for (let hour = 0; hour < HOURS; hour++) {
      const at = index * HOURS + hour;
      // An hour that the clock skips is closed whatever the stated hours are.
      series.open[at] = isStated(place, ranges, open[hour]!) ? open[hour]! : Number.NaN;
      if (index < series.days) series.counts[at] = came[hour]!;
    }
  }
  return series;
}

function dailyDemand(
  context: FeedContext,
  place: Place,
  firstDay: CivilDay,
  throughDay: CivilDay,
  days: Blocks,
): DemandSeries {
  const series = emptySeries(context, firstDay, throughDay, 1);
  const states = new BucketStates(context, place.channel ?? null, 'contacts', false);
  for (let index = 0; index < series.days + FORECAST_DAYS; index++) {
    const day = firstDay + index;
    const ranges = rangesOf(context, place, day);
    const open = ranges !== null && ranges.length === 0 ? 0 : 1;
    series.open[index] = isStated(place, ranges, open) ? open : Number.NaN;
    if (index >= series.days) continue;
    const { isMissing, isSilent, isPartial } = states.ofPeriod('day', day);
    if (!isMissing && !isSilent && !isPartial) series.counts[index] = days.get(day)?.sum('offered', 0) ?? 0;
  }
  return series;
}

/** A service line may keep hours of its own within those of its channels: it is surely closed when all of them are. */
function isStated({ channel }: Place, ranges: readonly OpenRange[] | null, open: number): boolean {
  return open === 0 || (ranges !== null && channel !== undefined);
}

/** Null where no hours are stated. */
function rangesOf({ calendar }: FeedContext, { channel }: Place, day: CivilDay): readonly OpenRange[] | null {
  const channels = (channel === undefined ? CHANNELS : [channel]).filter((one) => calendar.hasHours(one));
  if (channels.length === 0) return null;
  return channels.flatMap((one) => [...calendar.openRanges(one, day)]);
}

/** Of an hour; where several channels are open at once, that of the one that is open longest. */
function openShare(ranges: readonly OpenRange[], startAt: number, endAt: number): number {
  const seconds = ranges.map(([from, to]) => Math.min(to, endAt) - Math.max(from, startAt));
  return Math.max(0, ...seconds) / HOUR_SECONDS;
}
