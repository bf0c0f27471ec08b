/**
 * `best-times`, `forecast` and `track-record`: what is expected of the coming days, when to come, and how good that was.
 * Owns what is said of an outlook that was kept, and why nothing is; refuses to forecast anything that was not kept
 * first, so that no forecast escapes being scored.
 */

import { FORECAST_DAYS } from '../../db/domain/demand-series.ts';
import { discloseEstimate, discloseExpected } from '../../db/domain/disclosure.ts';
import {
  FRAGILE_LOAD,
  MOST_LAG_DAYS,
  type NamedHour,
  type Outlook,
  type OutlookDay,
} from '../../db/domain/outlook.ts';
import { makeSlotTable, type SlotTable, type WaitSlot } from '../../db/domain/wait-slots.ts';
import { type CivilDay, formatDay, weekdayOf } from '../../db/domain/zone.ts';
import { type Place, readOutlook } from '../../db/outlooks.ts';
import { coverageOf } from '../../db/queries/coverage.ts';
import type { AdvisedHour, BestTimesAnswer, ForecastAnswer, WithheldReason } from '../contract/outlook.ts';
import { EVIDENCE_DAYS } from './advice-evidence.ts';
import { type FeedContext, type FeedResult, versionOf } from './context.ts';
import { lastDayOf, memberOf } from './demand.ts';

import { type PlaceQuestion, placeOf, placesOf, recentMean } from './outlook-places.ts';
import { readSlotDays } from './slot-days.ts';
import { recordOf } from './track-record.ts';
import { sayUsualWeek, timeOf } from './usual-week.ts';

export interface OutlookQuestion extends PlaceQuestion {
  /** of coming days, today among them */
  days: number;
}

const HOURS = 24;

type Found =
  | { reason: null; outlook: Outlook; hours: number; today: CivilDay }
  | { reason: WithheldReason; today: CivilDay };

/** The outlook that is in force now, or why there is none. */
function findOutlook(context: FeedContext, place: Place): Found {
  const today = context.zone.dayOf(context.nowSeconds);
  const { span } = coverageOf(context.db, place.channel ?? null);
  const through = lastDayOf(context, place);
  if (span === null || through === null) return { reason: 'no_records', today };
  if (today - through > MOST_LAG_DAYS) return { reason: 'records_ended', today };
  if (through >= span.firstDay && recentMean(context, place, through) === null)
    return { reason: 'records_ended', today };
  // Between midnight and the count of the day that has ended, yesterday's still holds.
  const kept = readOutlook(context.db, place, today) ?? readOutlook(context.db, place, today - 1);
  if (kept !== null) return { reason: null, ...kept, today };
  // Records that begin today are of no whole day.
  if (through < span.firstDay) return { reason: 'not_yet', today };
  const isLarge = placesOf(context).some((one) => one.channel === place.channel && one.queue === place.queue);
  return { reason: isLarge ? 'not_yet' : 'too_few', today };
}

/** A day that is asked about, as far ahead as the outlook reaches. `said` null: closed, nothing is forecast of it. */
interface ComingDay {
  day: CivilDay;
  said: OutlookDay | null;
}

function comingDays(found: Found, count: number): ComingDay[] {
  if (found.reason !== null) return [];
  const { outlook, today } = found;
  const last = Math.min(today + count - 1, outlook.knownThrough + FORECAST_DAYS);
  const byDay = new Map(outlook.days.map((one) => [one.day, one]));
  return Array.from({ length: Math.max(0, last - today + 1) }, (_, i) => ({
    day: today + i,
    said: byDay.get(today + i) ?? null,
  }));
}

export function bestTimesFeed(context: FeedContext, question: OutlookQuestion): FeedResult<BestTimesAnswer> {
  const asked = placeOf(context, question);
  if (!asked.ok) return asked;
  const place = asked.answer;
  const found = findOutlook(context, place);
  const through = found.reason === null ? found.outlook.knownThrough : lastDayOf(context, place);
  const slotDays = through === null ? [] : readSlotDays(context, place, through - EVIDENCE_DAYS + 1, through);
  const table =
    through === null || slotDays.length === 0 ? null : makeSlotTable(slotDays, { lastDay: through });
  const days = comingDays(found, question.days);
  const isByTheHour =
    found.reason !== null ||
    found.outlook.days.length === 0 ||
    found.outlook.days.some(({ hours }) => hours.length > 0);
  const reason = found.reason ?? (isByTheHour ? null : 'not_by_the_hour');
  const said = days.find((day) => day.said?.advice)?.said?.advice;
  const isAdvised = days.some(({ said }) => (said?.advice?.best.length ?? 0) > 0);
  const answer = {
    ...versionOf(context),
    filter: memberOf(place),
    state: reason !== null ? 'withheld' : isAdvised ? 'advised' : 'no_clear_best',
    reason,
    ...madeOf(found),
    thresholdSeconds: said?.within ?? table?.threshold ?? 120,
    overall: table === null ? null : sayOverall(context, table),
    capacity: found.reason === null && found.outlook.isStaffKnown ? 'known' : 'unknown',
    days: reason !== null ? [] : days.map((day) => sayDay(context, place, day, table)),
    cells: sayUsualWeek(context, table, place),
    record: recordOf(context, place),
  };
  return { ok: true, answer: answer as BestTimesAnswer };
}

function madeOf(found: Found): { madeOn: string | null; knownThrough: string | null } {
  return found.reason === null
    ? { madeOn: formatDay(found.outlook.madeOn), knownThrough: formatDay(found.outlook.knownThrough) }
    : { madeOn: null, knownThrough: null };
}

function sayDay(context: FeedContext, { channel }: Place, { day, said }: ComingDay, table: SlotTable | null) {
  const { calendar, zone, nowSeconds } = context;
  const isToCome = ({ hour }: NamedHour) => zone.firstInstantOf(day, (hour + 1) * 3600) > nowSeconds;
  // The usual range is of two minutes.
  const isShort = said?.advice?.within === 120;
  const say = (hours: readonly NamedHour[] = []) =>
    hours.map((hour) =>
      sayHour(context, hour, (isShort && table?.slots[weekdayOf(day) * HOURS + hour.hour]) || null),
    );
  return {
    date: formatDay(day),
    holiday: calendar.holidayOf(day),
    isOpen:
      channel === undefined || !calendar.hasHours(channel)
        ? null
        : calendar.openRanges(channel, day).length > 0,
    // What is over can no longer be chosen.
    best: say(said?.advice?.best.filter(isToCome)),
    avoid: say(said?.advice?.avoid.filter(isToCome)),
  };
}

/** As it was kept: only hours of which that much may be said are named (advice-evidence.ts). */
function sayHour(
  { configuration }: FeedContext,
  { hour, share, low, high, load }: NamedHour,
  slot: WaitSlot | null,
): AdvisedHour {
  const usual = (value: number | null) =>
    slot === null ? null : discloseEstimate(value, slot.contacts, configuration.disclosure).share;
  return {
    time: timeOf(hour),
    within: toHundredth(share),
    low: toHundredth(low),
    high: toHundredth(high),
    usualLow: usual(slot?.usualLow ?? null),
    usualHigh: usual(slot?.usualHigh ?? null),
    // Finer, the number of agents could be told from it.
    load: load === null ? null : Math.round(load * 10) / 10,
    isFragile: load === null ? null : load > FRAGILE_LOAD,
  };
}

export function forecastFeed(context: FeedContext, question: OutlookQuestion): FeedResult<ForecastAnswer> {
  const asked = placeOf(context, question);
  if (!asked.ok) return asked;
  const { zone, calendar } = context;
  const found = findOutlook(context, asked.answer);
  const days = comingDays(found, question.days);
  const isFirst = found.reason === null && found.outlook.madeOn === found.today;
  const hours = days.flatMap(({ day, said }) =>
    (said?.hours ?? []).map((hour, i) => ({
      startAt: zone.firstInstantOf(day, hour * 3600),
      mean: said!.mean[i]!,
      ranges: said!.ranges[i]!,
    })),
  );
  const answer = {
    ...versionOf(context),
    filter: memberOf(asked.answer),
    ...madeOf(found),
    hoursKnown: isFirst && found.reason === null ? found.hours : 0,
    reason: found.reason,
    days: {
      date: days.map(({ day }) => formatDay(day)),
      holiday: days.map(({ day }) => calendar.holidayOf(day)),
      ...sayExpected(
        context,
        days.map(({ said }) => (said === null ? null : { mean: said.total, ranges: said.totalRanges })),
      ),
    },
    hours: {
      start: hours.map(({ startAt }) => zone.formatInstant(startAt)),
      ...sayExpected(context, hours),
    },
  };
  return { ok: true, answer: answer as ForecastAnswer };
}

/** Null: closed. Ends of ranges are rounded inwards: a whole count lies inside the one exactly when it lies inside the other. */
function sayExpected(
  { configuration }: FeedContext,
  expected: readonly ({ mean: number; ranges: readonly number[] | null } | null)[],
) {
  const said = expected.map((one) => {
    const count = one === null ? null : discloseExpected(one.mean, configuration.disclosure).count;
    const [low95, low80, high80, high95] = one === null || count === null ? [] : (one.ranges ?? []);
    const up = (value: number | undefined) => (value === undefined ? null : Math.ceil(value));
    const down = (value: number | undefined) => (value === undefined ? null : Math.floor(value));
    const status = one === null ? 'closed' : count === null ? 'suppressed' : 'forecast';
    return { count, status, low80: up(low80), high80: down(high80), low95: up(low95), high95: down(high95) };
  });
  return {
    expected: said.map(({ count }) => count),
    low80: said.map(({ low80 }) => low80),
    high80: said.map(({ high80 }) => high80),
    low95: said.map(({ low95 }) => low95),
    high95: said.map(({ high95 }) => high95),
    status: said.map(({ status }) => status),
  };
}

/** Of all hours together, as one of few contacts. */
function sayOverall({ configuration }: FeedContext, { slots, overall }: SlotTable): number | null {
  const contacts = slots.reduce((sum, slot) => sum + slot.contacts, 0);
  return discloseEstimate(overall, contacts, configuration.disclosure).share;
}

function toHundredth(share: number): number {
  return Math.round(share * 100) / 100;
}
