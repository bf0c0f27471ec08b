/**
 * `best-times`, `forecast` and `track-record`: what is expected of the coming days, when to come, and how good that was.
 * Owns what is said of an outlook that was kept, and why nothing is; refuses to forecast anything that was not kept
 * first, so that no forecast escapes being scored.
 */
import { discloseEstimate, discloseExpected } from '../../db/domain/disclosure.ts';
import { MOST_LAG_DAYS, type Outlook, type OutlookDay } from '../../db/domain/outlook.ts';
import { makeSlotTable, type SlotTable, type WaitSlot } from '../../db/domain/wait-slots.ts';
import { type CivilDay, formatDay, weekdayOf } from '../../db/domain/zone.ts';
import { type Place, readOutlook } from '../../db/outlooks.ts';
import type { AdvisedHour, BestTimesAnswer, ForecastAnswer, WithheldReason } from '../contract/outlook.ts';
import { asOf, type FeedContext, type FeedResult } from './context.ts';
import { lastDayOf, memberOf } from './demand.ts';
import { EVIDENCE_DAYS } from './outlook-making.ts';
import { type PlaceQuestion, placeOf, placesOf, recentMean } from './outlook-places.ts';
import { readSlotDays } from './slot-days.ts';
import { recordOf } from './track-record.ts';

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
  const through = lastDayOf(context, place);
  if (through === null) return { reason: 'no_records', today };
  if (today - through > MOST_LAG_DAYS) return { reason: 'records_ended', today };
  // Between midnight and the count of the day that has ended, yesterday's still holds.
  const kept = readOutlook(context.db, place, today) ?? readOutlook(context.db, place, today - 1);
  if (kept !== null) return { reason: null, ...kept, today };
  const mean = recentMean(context, place, through);
  if (mean === null) return { reason: 'records_ended', today };
  const isLarge = placesOf(context).some((one) => one.channel === place.channel && one.queue === place.queue);
  return { reason: isLarge ? 'not_yet' : 'too_few', today };
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
  const days =
    found.reason === null
      ? found.outlook.days.filter(({ day }) => day >= found.today).slice(0, question.days)
      : [];
  const hasHours = days.some(({ hours }) => hours.length > 0);
  const reason = found.reason ?? (hasHours ? null : 'not_by_the_hour');
  const isAdvised = days.some(({ advice }) => advice !== null && advice.best.length > 0);
  const answer = {
    timeZone: context.zone.id,
    asOf: asOf(context),
    filter: memberOf(place),
    state: reason !== null ? 'withheld' : isAdvised ? 'advised' : 'no_clear_best',
    reason,
    ...madeOf(found),
    thresholdSeconds: table?.threshold ?? 120,
    overall: table === null ? null : toHundredth(table.overall),
    capacity: 'unknown',
    days: reason !== null ? [] : days.map((day) => sayDay(context, place, day, table)),
    cells: sayTable(context, table, place),
    record: recordOf(context, place),
  };
  return { ok: true, answer: answer as BestTimesAnswer };
}

function madeOf(found: Found): { madeOn: string | null; knownThrough: string | null } {
  return found.reason === null
    ? { madeOn: formatDay(found.outlook.madeOn), knownThrough: formatDay(found.outlook.knownThrough) }
    : { madeOn: null, knownThrough: null };
}

function sayDay(context: FeedContext, place: Place, { day, advice }: OutlookDay, table: SlotTable | null) {
  const { calendar } = context;
  const say = (hours: readonly number[]) =>
    hours.map((hour) => sayHour(context, table!.slots[weekdayOf(day) * HOURS + hour]!, table!.threshold));
  const { channel } = place;
  return {
    date: formatDay(day),
    holiday: calendar.holidayOf(day),
    isOpen:
      channel === undefined || !calendar.hasHours(channel)
        ? null
        : calendar.openRanges(channel, day).length > 0,
    best: table === null ? [] : say(advice?.best ?? []),
    avoid: table === null ? [] : say(advice?.avoid ?? []),
  };
}

function sayHour({ configuration }: FeedContext, slot: WaitSlot, threshold: number): AdvisedHour {
  const say = (share: number | null) =>
    discloseEstimate(share, slot.contacts, configuration.disclosure).share;
  const isShort = threshold === 120;
  return {
    time: timeOf(slot.hour),
    within: say(isShort ? slot.within120 : slot.within300),
    low: say(isShort ? slot.within120Low : slot.within300Low),
    high: say(isShort ? slot.within120High : slot.within300High),
    usualLow: isShort ? say(slot.usualLow) : null,
    usualHigh: isShort ? say(slot.usualHigh) : null,
  };
}

function sayTable(context: FeedContext, table: SlotTable | null, place: Place) {
  const { disclosure } = context.configuration;
  const isOpen = openSlotsOf(context, place);
  const slots = (table?.slots ?? []).map((slot) => (isOpen(slot) ? slot : { ...slot, ...CLOSED_SLOT }));
  const isHidden = ({ contacts, isBorrowed }: WaitSlot) =>
    !isBorrowed && contacts > 0 && contacts < disclosure.threshold;
  const shares = (of: (slot: WaitSlot) => number | null) =>
    slots.map((slot) =>
      // What is borrowed is the hour's, of all weekdays together.
      slot.isBorrowed ? toHundredth(of(slot)) : discloseEstimate(of(slot), slot.contacts, disclosure).share,
    );
  const waits = (of: (slot: WaitSlot) => WaitSlot['medianSeconds']) =>
    slots.map((slot) => {
      const wait = of(slot);
      return slot.contacts < disclosure.threshold || typeof wait !== 'number' ? null : Math.round(wait);
    });
  return {
    weekday: slots.map(({ weekday }) => weekday + 1),
    time: slots.map(({ hour }) => timeOf(hour)),
    tier: slots.map((slot) => (isHidden(slot) ? null : slot.tier)),
    within120: shares((slot) => slot.within120),
    within120Low: shares((slot) => slot.within120Low),
    within120High: shares((slot) => slot.within120High),
    usualLow: shares((slot) => slot.usualLow),
    usualHigh: shares((slot) => slot.usualHigh),
    within300: shares((slot) => slot.within300),
    medianSeconds: waits((slot) => slot.medianSeconds),
    ninetySeconds: waits((slot) => slot.ninetySeconds),
    abandonment: slots.map((slot) =>
      slot.isBorrowed ? null : discloseEstimate(slot.abandonment, slot.contacts, disclosure).share,
    ),
    days: slots.map(({ days }) => days),
    n: slots.map((slot) => (isHidden(slot) || slot.contacts < disclosure.threshold ? null : slot.contacts)),
    isBorrowed: slots.map(({ isBorrowed }) => isBorrowed),
    status: slots.map((slot) =>
      isHidden(slot)
        ? 'suppressed'
        : slot.within120 !== null
          ? 'final'
          : slot.days === 0
            ? 'closed'
            : 'missing',
    ),
  };
}

/** What other weekdays would lend to an hour in which nobody is there. */
const CLOSED_SLOT = {
  ...{ tier: null, within120: null, within120Low: null, within120High: null, isBorrowed: false },
  ...{ usualLow: null, usualHigh: null, within300: null, contacts: 0, days: 0 },
} as const;

/** By the hours of the coming ordinary days; where none are stated, an hour is open that has days of evidence. */
function openSlotsOf(
  { calendar, zone, nowSeconds }: FeedContext,
  { channel }: Place,
): (slot: Pick<WaitSlot, 'weekday' | 'hour' | 'days'>) => boolean {
  if (channel === undefined || !calendar.hasHours(channel)) return ({ days }) => days > 0;
  const today = zone.dayOf(nowSeconds);
  const open = new Set<number>();
  const seen = new Set<number>();
  for (let day = today; day < today + 28 && seen.size < 7; day++) {
    const weekday = weekdayOf(day);
    if (calendar.holidayOf(day) !== null || seen.has(weekday)) continue;
    seen.add(weekday);
    for (const [from, to] of calendar.openRanges(channel, day)) {
      for (let hour = 0; hour < HOURS; hour++) {
        const [start, end] = [hour, hour + 1].map((one) => zone.firstInstantOf(day, one * 3600));
        if (start! < to && from < end!) open.add(weekday * HOURS + hour);
      }
    }
  }
  return ({ weekday, hour }) => open.has(weekday * HOURS + hour);
}

export function forecastFeed(context: FeedContext, question: OutlookQuestion): FeedResult<ForecastAnswer> {
  const asked = placeOf(context, question);
  if (!asked.ok) return asked;
  const { zone, calendar } = context;
  const found = findOutlook(context, asked.answer);
  const days =
    found.reason === null
      ? found.outlook.days.filter(({ day }) => day >= found.today).slice(0, question.days)
      : [];
  const isFirst = found.reason === null && found.outlook.madeOn === found.today;
  const hours = days.flatMap(({ day, hours, mean, ranges }) =>
    hours.map((hour, i) => ({
      startAt: zone.firstInstantOf(day, hour * 3600),
      mean: mean[i]!,
      ranges: ranges[i]!,
    })),
  );
  const answer = {
    timeZone: zone.id,
    asOf: asOf(context),
    filter: memberOf(asked.answer),
    ...madeOf(found),
    hoursKnown: isFirst && found.reason === null ? found.hours : 0,
    reason: found.reason,
    days: {
      date: days.map(({ day }) => formatDay(day)),
      holiday: days.map(({ day }) => calendar.holidayOf(day)),
      ...sayExpected(
        context,
        days.map(({ total, totalRanges }) => ({ mean: total, ranges: totalRanges })),
      ),
    },
    hours: {
      start: hours.map(({ startAt }) => zone.formatInstant(startAt)),
      ...sayExpected(context, hours),
    },
  };
  return { ok: true, answer: answer as ForecastAnswer };
}

/** Ends of ranges are rounded inwards: a whole count lies inside the one exactly when it lies inside the other. */
export function sayExpected(
  { configuration }: FeedContext,
  expected: readonly { mean: number; ranges: readonly number[] | null }[],
) {
  const said = expected.map(({ mean, ranges }) => {
    const { count } = discloseExpected(mean, configuration.disclosure);
    const [low95, low80, high80, high95] = count === null || ranges === null ? [] : ranges;
    const up = (value: number | undefined) => (value === undefined ? null : Math.ceil(value));
    const down = (value: number | undefined) => (value === undefined ? null : Math.floor(value));
    return { count, low80: up(low80), high80: down(high80), low95: up(low95), high95: down(high95) };
  });
  return {
    expected: said.map(({ count }) => count),
    low80: said.map(({ low80 }) => low80),
    high80: said.map(({ high80 }) => high80),
    low95: said.map(({ low95 }) => low95),
    high95: said.map(({ high95 }) => high95),
    status: said.map(({ count }) => (count === null ? 'suppressed' : 'forecast')),
  };
}

function timeOf(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

function toHundredth(share: number | null): number | null {
  return share === null ? null : Math.round(share * 100) / 100;
}
