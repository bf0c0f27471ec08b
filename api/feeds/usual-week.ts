/**
 * The usual week as it is said: every hour of it with its share, waits and tier.
 * Owns which hours are open, hidden or unknown; refuses to estimate (db/domain/wait-slots.ts).
 */
import { discloseEstimate } from '../../db/domain/disclosure.ts';
import type { SlotTable, WaitSlot } from '../../db/domain/wait-slots.ts';
import { weekdayOf } from '../../db/domain/zone.ts';
import type { Place } from '../../db/outlooks.ts';
import { contactsBehind } from './advice-evidence.ts';
import type { FeedContext } from './context.ts';

const HOURS = 24;

/** A row an hour of the week, Monday 00:00 first; none where nothing is known. */
export function sayUsualWeek(context: FeedContext, table: SlotTable | null, place: Place) {
  const { disclosure } = context.configuration;
  const isOpen = openSlotsOf(context, place);
  const slots = (table?.slots ?? []).map((slot) => (isOpen(slot) ? slot : { ...slot, ...CLOSED_SLOT }));
  const behind = table === null ? () => 0 : contactsBehind(table);
  /** Of so few that nothing may be said. */
  const isFew = (count: number) => count > 0 && count < disclosure.threshold;
  const shares = (of: (slot: WaitSlot) => number | null) =>
    slots.map((slot) => discloseEstimate(of(slot), behind(slot), disclosure).share);
  const waits = (of: (slot: WaitSlot) => WaitSlot['medianSeconds']) =>
    slots.map((slot) => {
      const wait = of(slot);
      return slot.contacts < disclosure.threshold || typeof wait !== 'number' ? null : Math.round(wait);
    });
  const isHidden = (slot: WaitSlot) => isFew(slot.within120 === null ? slot.contacts : behind(slot));
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
    abandonment: slots.map((slot) => {
      // Told of few, one night's change would be one person's.
      const gaveUp = (slot.abandonment ?? 0) * slot.contacts;
      const isTold =
        !slot.isBorrowed && gaveUp >= disclosure.threshold && slot.contacts - gaveUp >= disclosure.threshold;
      return isTold ? discloseEstimate(slot.abandonment, slot.contacts, disclosure).share : null;
    }),
    // On each of its days somebody came.
    days: slots.map(({ days, contacts }) => (isFew(contacts) ? null : days)),
    n: slots.map(({ contacts }) => (contacts < disclosure.threshold ? null : atLeast(contacts))),
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

/** 10, 20, 50, 100, …: exact, its change from one night to the next would be the count of an hour that may be hidden. */
function atLeast(count: number): number {
  const scale = 10 ** Math.floor(Math.log10(count));
  return ([5, 2].find((part) => count >= part * scale) ?? 1) * scale;
}

export function timeOf(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
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
