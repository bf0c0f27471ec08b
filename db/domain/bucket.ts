/**
 * The stretches of civil time that figures are kept for: quarter-hours and hours within a civil day, and days,
 * weeks and months made of whole civil days. Owns their boundaries; refuses to know what is counted in them.
 */

import { dateOfDay, dayOfDate, weekdayOf } from './civil-day.ts';
import type { CivilDay, Zone } from './zone.ts';

export const GRAINS = ['15min', 'hour', 'day', 'week', 'month'] as const;
export type Grain = (typeof GRAINS)[number];

/** Grains finer than a day: slots, numbered from 0 at the start of their civil day. */
export const SLOT_GRAINS = ['15min', 'hour'] as const;
export type SlotGrain = (typeof SLOT_GRAINS)[number];

/** Grains of whole civil days: periods, named by their first day. */
export const PERIOD_GRAINS = ['day', 'week', 'month'] as const;
export type PeriodGrain = (typeof PERIOD_GRAINS)[number];

export const QUARTER_SECONDS = 900;

const PLAIN_DAY_SECONDS = 86_400;
const PLAIN_HOUR_OF_QUARTER = Uint8Array.from({ length: 96 }, (_, quarter) => quarter >> 2);

export function isSlotGrain(grain: Grain): grain is SlotGrain {
  return grain === '15min' || grain === 'hour';
}

/** Quarter-hours in a civil day: 96, 92 or 100 around a clock change of an hour, 0 for a date a zone skipped. */
export function quartersIn(zone: Zone, day: CivilDay): number {
  return Math.ceil((zone.startOfDay(day + 1) - zone.startOfDay(day)) / QUARTER_SECONDS);
}

/**
 * For each quarter-hour of a day, the index of the civil hour it is part of. A new hour begins at each local hh:00
 * and where the offset changes, so a repeated hour is two and the half hour that Lord Howe repeats or leaves over
 * is one of its own. A change within a quarter-hour moves the boundary to the next quarter: quarters are never split.
 * The array is shared and must not be written to.
 */
export function hourOfQuarter(zone: Zone, day: CivilDay): Uint8Array {
  const start = zone.startOfDay(day);
  if (isPlain(zone, day, start)) return PLAIN_HOUR_OF_QUARTER;
  const hours = new Uint8Array(quartersIn(zone, day));
  for (let quarter = 1; quarter < hours.length; quarter += 1) {
    const at = start + quarter * QUARTER_SECONDS;
    const begins = civilHour(zone, at) !== civilHour(zone, at - QUARTER_SECONDS) || isChange(zone, at);
    hours[quarter] = (hours[quarter - 1] ?? 0) + (begins ? 1 : 0);
  }
  return hours;
}

/** The first instant of each slot of a day, in UTC seconds. A slot ends where the next, or the next day, begins. */
export function slotStarts(zone: Zone, day: CivilDay, grain: SlotGrain): number[] {
  const start = zone.startOfDay(day);
  if (grain === '15min') {
    return Array.from({ length: quartersIn(zone, day) }, (_, quarter) => start + quarter * QUARTER_SECONDS);
  }
  const starts: number[] = [];
  hourOfQuarter(zone, day).forEach((hour, quarter) => {
    if (hour === starts.length) starts.push(start + quarter * QUARTER_SECONDS);
  });
  return starts;
}

/** The slot of its civil day that an instant falls in. `day` must be `zone.dayOf(utcSeconds)`; others throw. */
export function slotOf(zone: Zone, day: CivilDay, grain: SlotGrain, utcSeconds: number): number {
  const quarter = Math.floor((utcSeconds - zone.startOfDay(day)) / QUARTER_SECONDS);
  if (grain === '15min' && quarter >= 0 && quarter < quartersIn(zone, day)) return quarter;
  const hour = grain === 'hour' ? hourOfQuarter(zone, day)[quarter] : undefined;
  if (hour === undefined)
    throw new RangeError(`instant ${utcSeconds} is not on civil day ${day} of ${zone.id}`);
  return hour;
}

/** The first day of the period a day belongs to. Weeks are ISO weeks and begin on Monday. */
export function periodStart(grain: PeriodGrain, day: CivilDay): CivilDay {
  if (grain === 'day') return day;
  if (grain === 'week') return day - weekdayOf(day);
  return day - dateOfDay(day).dayOfMonth + 1;
}

/** The day after the last of the period a day belongs to. */
export function periodEnd(grain: PeriodGrain, day: CivilDay): CivilDay {
  if (grain === 'day') return day + 1;
  if (grain === 'week') return periodStart('week', day) + 7;
  const { year, month } = dateOfDay(day);
  return month === 12 ? dayOfDate(year + 1, 1, 1) : dayOfDate(year, month + 1, 1);
}

/** The last day of the last period that had ended by a day, that day included. */
export function lastEnded(grain: PeriodGrain, day: CivilDay): CivilDay {
  return periodEnd(grain, day) === day + 1 ? day : periodStart(grain, day) - 1;
}

/** Whether days are one calendar month or several, no more and no less. */
export function isWholeMonths(fromDay: CivilDay, toDay: CivilDay): boolean {
  return periodStart('month', fromDay) === fromDay && periodEnd('month', toDay) === toDay + 1;
}

/** First days of every period that has a day from `fromDay` to `toDay`, both included; the outer two may reach out. */
export function periodsBetween(grain: PeriodGrain, fromDay: CivilDay, toDay: CivilDay): CivilDay[] {
  const starts: CivilDay[] = [];
  for (let start = periodStart(grain, fromDay); start <= toDay; start = periodEnd(grain, start))
    starts.push(start);
  return starts;
}

/** A day of 24 hours that begins at midnight and has the same offset throughout. */
function isPlain(zone: Zone, day: CivilDay, start: number): boolean {
  return (
    zone.startOfDay(day + 1) - start === PLAIN_DAY_SECONDS &&
    zone.secondOfDay(start) === 0 &&
    zone.offsetAt(start) === zone.offsetAt(start + PLAIN_DAY_SECONDS - 1)
  );
}

function civilHour(zone: Zone, utcSeconds: number): number {
  return Math.floor(zone.secondOfDay(utcSeconds) / 3600);
}

function isChange(zone: Zone, utcSeconds: number): boolean {
  return zone.offsetAt(utcSeconds) !== zone.offsetAt(utcSeconds - QUARTER_SECONDS);
}
