/**
 * How many contacts of which kind a day is expected to bring: the year, the week, holidays, trends and actions.
 * Owns expectations; refuses chance, which `plan.ts` and `arrivals.ts` add.
 */

import type { CivilDay } from '../../db/domain/civil-day.ts';
import { dateOfDay, dayOfDate, weekdayOf } from '../../db/domain/civil-day.ts';
import type { DayType } from './company.ts';
import {
  CHANNEL_SHARES,
  COMPANY_CHANNELS,
  DAY_AFTER_HOLIDAY_FACTORS,
  HOLIDAY_FACTORS,
  HOURLY_WISH,
  OPENING_HOURS,
  WEEKDAY_FACTORS,
} from './company.ts';
import { isEnglishHoliday } from './english-holidays.ts';
import type { PlantedAction } from './planted.ts';
import { effectOn } from './planted.ts';
import { KINDS } from './reasons.ts';

const SATURDAY = 5;
const SUNDAY = 6;
const FRIDAY = 4;
const DAYS_A_YEAR = 365.25;
export const QUARTERS_A_DAY = 96;
const COMPANY_GROWTH = 0.025; // a year, as a logarithm

/** Expected contacts by channel and kind: `byKind[channel][kind]`, and their sums by channel. */
export interface DayDemand {
  byKind: readonly Float64Array[];
  byChannel: Float64Array;
}

export function dayTypeOf(day: CivilDay): DayType {
  if (isEnglishHoliday(day)) return 'holiday';
  const weekday = weekdayOf(day);
  return weekday === SATURDAY ? 'saturday' : weekday === SUNDAY ? 'sunday' : 'weekday';
}

/** Parcels sent relative to an ordinary week: late November and December are the season, August is quiet. */
export function parcelSeason(day: CivilDay): number {
  const { year, month } = dateOfDay(day);
  const blackFriday = blackFridayOf(year);
  const sinceNovember = day - dayOfDate(month < 7 ? year - 1 : year, 11, 1);
  return (
    1 +
    0.04 * Math.cos((2 * Math.PI * (sinceNovember - 30)) / DAYS_A_YEAR) +
    0.42 * bell(sinceNovember - 40, 12) +
    0.2 * bell(day - blackFriday - 1, 3) +
    0.1 * bell(sinceNovember - 68, 6) - // parcels sent back
    0.07 * bell(day - dayOfDate(year, 8, 10), 18)
  );
}

/** How late parcels run before Christmas: 0 on an ordinary day, 1 at the worst. */
export function christmasDelay(day: CivilDay): number {
  const { year, month } = dateOfDay(day);
  const christmas = dayOfDate(month < 7 ? year - 1 : year, 12, 25);
  return bell(day - christmas + 6, 8);
}

/** Growth since the last day of the records; 1 on that day. */
export function growth(day: CivilDay, endDay: CivilDay): number {
  return Math.exp((COMPANY_GROWTH * (day - endDay)) / DAYS_A_YEAR);
}

/** Demand up to a common factor, which `plan.ts` sets so that a year has the contacts asked for. */
export function expectDemand(day: CivilDay, endDay: CivilDay, actions: readonly PlantedAction[]): DayDemand {
  const years = (day - endDay) / DAYS_A_YEAR;
  // People ask about a parcel two days after it was sent.
  const season = parcelSeason(day - 2);
  const delay = christmasDelay(day);
  const base = growth(day, endDay);
  const kindFactors = KINDS.map(
    (kind) =>
      base *
      season ** kind.season *
      Math.exp(kind.trend * years) *
      (1 + kind.christmas * delay) *
      actions.reduce(
        (factor, action) => (action.cause === kind.cause ? factor * effectOn(action, day) : factor),
        1,
      ),
  );
  const byKind = COMPANY_CHANNELS.map((_, channel) => {
    const ofDay = (CHANNEL_SHARES[channel] ?? 0) * dayFactor(channel, day);
    return Float64Array.from(KINDS, (kind, at) => {
      const share = (kind.share * (kind.affinity[channel] ?? 0)) / (AFFINITY_TOTALS[channel] ?? 1);
      return ofDay * share * (kindFactors[at] ?? 0);
    });
  });
  return { byKind, byChannel: Float64Array.from(byKind, sumOf) };
}

const AFFINITY_TOTALS = COMPANY_CHANNELS.map((_, channel) =>
  sumOf(KINDS.map((kind) => kind.share * (kind.affinity[channel] ?? 0))),
);

function dayFactor(channel: number, day: CivilDay): number {
  const ofWeekday = WEEKDAY_FACTORS[channel]?.[weekdayOf(day)] ?? 0;
  if (isEnglishHoliday(day)) return HOLIDAY_FACTORS[channel] ?? 0;
  return isEnglishHoliday(day - 1) ? ofWeekday * (DAY_AFTER_HOLIDAY_FACTORS[channel] ?? 1) : ofWeekday;
}

/** The share of a channel's day that each quarter-hour of the wall clock brings; adds up to 1, or is 0 when closed. */
export function quarterShares(channel: number, type: DayType): Float64Array {
  return QUARTER_SHARES[channel]?.[type] ?? new Float64Array(QUARTERS_A_DAY);
}

const QUARTER_SHARES = COMPANY_CHANNELS.map((name) => ({
  weekday: spreadOver(HOURLY_WISH[name], OPENING_HOURS[name].weekday),
  saturday: spreadOver(HOURLY_WISH[name], OPENING_HOURS[name].saturday),
  sunday: spreadOver(HOURLY_WISH[name], OPENING_HOURS[name].sunday),
  holiday: spreadOver(HOURLY_WISH[name], OPENING_HOURS[name].holiday),
}));

function spreadOver(wish: readonly number[], hours: readonly [number, number] | null): Float64Array {
  const shares = new Float64Array(QUARTERS_A_DAY);
  if (hours === null) return shares;
  for (let quarter = hours[0] * 4; quarter < hours[1] * 4; quarter += 1) {
    // Straight lines between the middles of the hours.
    const at = (quarter + 0.5) / 4 - 0.5;
    const before = Math.floor(at);
    const part = at - before;
    shares[quarter] = (wish[(before + 24) % 24] ?? 0) * (1 - part) + (wish[(before + 1) % 24] ?? 0) * part;
  }
  const total = sumOf(shares);
  return shares.map((share) => share / total);
}

function blackFridayOf(year: number): CivilDay {
  const first = dayOfDate(year, 11, 1);
  const firstThursday = first + ((3 - weekdayOf(first) + 7) % 7);
  return firstThursday + 21 + (FRIDAY - 3);
}

function bell(distance: number, width: number): number {
  return Math.exp(-0.5 * (distance / width) ** 2);
}

function sumOf(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
