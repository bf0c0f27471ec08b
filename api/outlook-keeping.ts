/**
 * Keeps the outlook of every channel and service line as it is said, and the score of each day when it is over.
 * Owns when an outlook is made and for whom; what is said once stays, and only what is learnt later is said anew.
 *
 * The first time, the last eight weeks are replayed, each day by what was known before it, and kept as replayed: a range
 * needs a record, and a reader is told which part of it was said beforehand.
 */
import { slotStarts } from '../db/domain/bucket.ts';
import type { CivilDay } from '../db/domain/civil-day.ts';
import { CHANNELS } from '../db/domain/contact.ts';
import { type DemandSeries, FORECAST_DAYS } from '../db/domain/demand-series.ts';
import type { FactId } from '../db/domain/fact.ts';
import { RECORD_DAYS } from '../db/domain/forecast-range.ts';
import { factorOfRest, tellableCounts } from '../db/domain/intraday.ts';
import { MOST_LAG_DAYS, type Outlook, type OutlookDay } from '../db/domain/outlook.ts';
import { advanceVersion } from '../db/meta.ts';
import type { WriteHandle } from '../db/open.ts';
import {
  firstOutlookDay,
  keepOutlook,
  keepScore,
  keepVersion,
  lastScoredDay,
  type Place,
  readMorningOutlooks,
  readOutlook,
  readOutlooksOf,
  readVersions,
} from '../db/outlooks.ts';
import { readCell } from '../db/queries/cell-facts.ts';
import { ASKED_FACTS, asked } from '../db/queries/coverage.ts';
import { readLastHeard } from '../db/queries/live-state.ts';
import { findCell } from '../db/rollup/cell-book.ts';
import { type FeedContext, horizonOf } from './feeds/context.ts';
import { lastDayOf, memberOf } from './feeds/demand.ts';
import { unheardFrom } from './feeds/live-silence.ts';
import { makeOutlook } from './feeds/outlook-making.ts';
import { placesOf } from './feeds/outlook-places.ts';
import { shapeOfMember } from './feeds/published-cells.ts';

/** So long after a day its records may still change what is known of it. */
const LATE_DAYS = 28;
const HOURS = 24;
const HOUR_SECONDS = 3600;
const OFFERED: ReadonlySet<FactId> = new Set<FactId>(['offered']);

export interface KeepingContext extends FeedContext {
  db: WriteHandle;
}

/** Makes what is to be said today and was not said yet, and scores days that are over. Returns how many were made. */
export function keepOutlooks(
  context: KeepingContext,
  progress?: (done: number, total: number, what: string) => void,
): number {
  const { db, nowSeconds } = context;
  const places = placesOf(context);
  let made = 0;
  places.forEach((place, i) => {
    // Each by itself: what is made is not lost where the process ends.
    db.sql
      .transaction(() => {
        if (!keepPlace(context, place)) return;
        made += 1;
        // With it, not after all of them: what was kept and what readers remember change together.
        advanceVersion(db, nowSeconds);
      })
      .immediate();
    progress?.(i + 1, places.length, 'outlooks');
  });
  return made;
}

function keepPlace(context: KeepingContext, place: Place): boolean {
  const { db, zone, nowSeconds } = context;
  const today = zone.dayOf(nowSeconds);
  const through = lastDayOf(context, place);
  if (through === null || today - through > MOST_LAG_DAYS) return false;
  const latest = readOutlook(db, place, today);
  if (latest !== null && !hasCome(context, place, latest.outlook.knownThrough + 1, through)) {
    return updateToday(context, place, latest.outlook);
  }
  // Before the first outlook, whatever else was scored is a past that somebody asked for (api/replay-keeping.ts).
  const scored = firstOutlookDay(db, place) === null ? null : lastScoredDay(db, place);
  const scoreFrom = scored === null ? through - RECORD_DAYS + 1 : scored + 1;
  const made = makeOutlook(context, place, {
    today,
    through,
    scoreFrom,
    said: readMorningOutlooks(db, place, scoreFrom - FORECAST_DAYS, through),
    // Of days that are scored here it is kept what was said. To go through all that came late takes seconds, which is for
    // `backtest`; without it rivals and ranges learn a little sooner than they could have, and no forecast differs.
    versions: [],
  });
  if (made === null) return false;
  for (const score of made.scores) keepScore(db, place, score);
  keepVersions(db, place, made.series, today);
  // What arrives in the course of the day is said from then on.
  const hours = latest === null ? 0 : hoursOver(context, today);
  return keepOutlook(db, place, hours, made.outlook) || made.scores.length > 0;
}

/** Whether anybody came on these days: that a weekend was empty is no news, though only Monday's first record tells. */
function hasCome({ db }: KeepingContext, place: Place, from: CivilDay, to: CivilDay): boolean {
  const member = memberOf(place);
  const blocks = readCell(db, 'day', findCell(db, shapeOfMember(member), member), from, to, ASKED_FACTS);
  return [...blocks.values()].some((block) => asked(block) > 0);
}

/** Days that were over before the first outlook are history, whenever it was loaded. */
function keepVersions(db: WriteHandle, place: Place, series: DemandSeries, today: CivilDay): void {
  const since = firstOutlookDay(db, place);
  if (since === null) return;
  const versions = readVersions(db, place);
  const lastDay = series.firstDay + series.days - 1;
  for (let day = Math.max(since, series.firstDay, today - LATE_DAYS); day <= lastDay; day++) {
    const at = (day - series.firstDay) * series.slots;
    const counts = [...series.counts.slice(at, at + series.slots)].map((count) =>
      Number.isNaN(count) ? null : count,
    );
    const known = versions.findLast((version) => version.day === day)?.counts;
    if (known === undefined ? counts.some((count) => count !== null) : String(known) !== String(counts)) {
      keepVersion(db, place, { day, knownOn: today, counts });
    }
  }
}

/** The rest of today as its hours that are over tell it; what was said of them stays. */
function updateToday(context: KeepingContext, place: Place, latest: Outlook): boolean {
  const { db, configuration } = context;
  const day = latest.madeOn;
  const over = hoursOver(context, day);
  const outlooks = readOutlooksOf(db, place, day);
  if (over === 0 || Math.max(...outlooks.keys()) >= over) return false;
  const isFirst = ({ knownThrough }: Outlook) => knownThrough === latest.knownThrough;
  const [today] = [...outlooks.values()].find(isFirst)?.days ?? [];
  if (today?.day !== day || today.hours.every((hour) => hour < over)) return false;
  const came = todaysCounts(context, place, day);
  const told = came === null ? 0 : Math.min(over, hoursKnown(context, place, came));
  if (came === null || told === 0 || today.hours.every((hour) => hour >= told)) return false;
  const mean = new Float64Array(HOURS).fill(Number.NaN);
  today.hours.forEach((hour, i) => {
    mean[hour] = today.mean[i]!;
  });
  const counts = tellableCounts(came, configuration.disclosure.threshold);
  const factor = factorOfRest(latest.intraday, mean, counts, told);
  const days = [withRest(today, told, factor, counts), ...latest.days.slice(1)];
  return keepOutlook(db, place, over, { ...latest, days });
}

/** `came`: by hour, NaN where it may not be told; `over`: of how many of them it is known. */
function withRest(today: OutlookDay, over: number, factor: number, came: readonly number[]): OutlookDay {
  const factorOf = (hour: number) => (hour < over ? 1 : factor);
  const scale = (values: readonly number[], by: number) =>
    values.map((value) => Math.round(value * by * 10) / 10);
  const mean = today.mean.map((value, i) => scale([value], factorOf(today.hours[i]!))[0]!);
  let [known, rest, restBefore] = [0, 0, 0];
  today.hours.forEach((hour, i) => {
    const count = hour < over ? came[hour]! : Number.NaN;
    if (!Number.isNaN(count)) known += count;
    else {
      rest += mean[i]!;
      restBefore += today.mean[i]!;
    }
  });
  // What is known is no longer uncertain: the day's range is that of the rest, around what came.
  const share = today.total > 0 ? Math.sqrt(restBefore / today.total) : 1;
  const total = Math.round((known + rest) * 10) / 10;
  return {
    ...today,
    mean,
    ranges: today.ranges.map((ends, i) => (ends === null ? null : scale(ends, factorOf(today.hours[i]!)))),
    total,
    totalRanges:
      today.totalRanges === null
        ? null
        : today.totalRanges.map((end) =>
            Math.max(0, Math.round((total + (end - today.total) * share) * 10) / 10),
          ),
  };
}

/** Local hours of a day, from its first, that are counted as a whole; one that the clock repeats, when it is over twice. */
function hoursOver(context: KeepingContext, day: CivilDay): number {
  return hoursBy(context, day, horizonOf(context));
}

function hoursBy({ zone }: KeepingContext, day: CivilDay, horizon: number): number {
  const next = slotStarts(zone, day, 'hour').find((start) => start + HOUR_SECONDS > horizon);
  return next === undefined ? HOURS : Math.floor(zone.secondOfDay(next) / HOUR_SECONDS);
}

/**
 * Of how many of today's hours it is known who came: of all while a source tells of now; where records come in files, of
 * those before the last in which anybody came.
 */
function hoursKnown(context: KeepingContext, { channel }: Place, came: readonly number[]): number {
  const { db, zone, nowSeconds } = context;
  const told = channel === undefined ? CHANNELS : [channel];
  const isLive = told.some((one) => readLastHeard(db, CHANNELS.indexOf(one)) !== null);
  if (!isLive)
    return Math.max(
      0,
      came.findLastIndex((count) => count > 0),
    );
  return hoursBy(context, zone.dayOf(nowSeconds), unheardFrom(context, channel ?? null));
}

/** Offered by local hour; null without records of today. */
function todaysCounts({ db, zone }: KeepingContext, place: Place, day: CivilDay): number[] | null {
  const member = memberOf(place);
  const block = readCell(db, 'hour', findCell(db, shapeOfMember(member), member), day, day, OFFERED).get(day);
  if (block === undefined) return null;
  const counts = new Array<number>(HOURS).fill(0);
  slotStarts(zone, day, 'hour').forEach((startAt, slot) => {
    counts[Math.floor(zone.secondOfDay(startAt) / HOUR_SECONDS)]! += block.sum('offered', slot);
  });
  return counts;
}
