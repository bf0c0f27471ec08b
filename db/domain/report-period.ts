/**
 * What a report is of: a day, an ISO week or a calendar month, and how each is called in addresses: `2026-11-20`,
 * `2026-W47`, `2026-10`. Owns the ids, and which periods are over; refuses any other stretch. Source: ISO 8601-1:2019
 * (week 1 holds the year's first Thursday).
 */
import { periodEnd, periodStart, periodsBetween } from './bucket.ts';
import { type CivilDay, dateOfDay, dayOfDate, formatDay, parseDay, twoDigits } from './civil-day.ts';

export const REPORT_GRAINS = ['day', 'week', 'month'] as const;
export type ReportGrain = (typeof REPORT_GRAINS)[number];

export interface ReportPeriod {
  grain: ReportGrain;
  firstDay: CivilDay;
  /** included */
  lastDay: CivilDay;
}

/** The period of this grain to which a day belongs. */
export function reportPeriod(grain: ReportGrain, day: CivilDay): ReportPeriod {
  return { grain, firstDay: periodStart(grain, day), lastDay: periodEnd(grain, day) - 1 };
}

/** `2026-11-20`, `2026-W47` or `2026-10`. */
export function formatPeriodId({ grain, firstDay }: Pick<ReportPeriod, 'grain' | 'firstDay'>): string {
  if (grain === 'week') {
    const { year, week } = isoWeekOf(firstDay);
    return `${String(year).padStart(4, '0')}-W${twoDigits(week)}`;
  }
  return grain === 'month' ? formatDay(firstDay).slice(0, 7) : formatDay(firstDay);
}

/** Null where it is written otherwise, or there is no such day, week or month. */
export function parsePeriodId(id: string): ReportPeriod | null {
  const week = /^(\d{4})-W(\d{2})$/.exec(id);
  if (week !== null) {
    const first = periodStart('week', dayOfDate(Number(week[1]), 1, 4));
    const period = reportPeriod('week', first + 7 * (Number(week[2]) - 1));
    // Week 53 of a year of 52 is the first of the next.
    return formatPeriodId(period) === id ? period : null;
  }
  const isMonth = /^\d{4}-\d{2}$/.test(id);
  const day = parseDay(isMonth ? `${id}-01` : id);
  return day === null ? null : reportPeriod(isMonth ? 'month' : 'day', day);
}

/** The year and number of the ISO week to which a day belongs; early in January the year may be the one before. */
export function isoWeekOf(day: CivilDay): { year: number; week: number } {
  const thursday = periodStart('week', day) + 3;
  const { year } = dateOfDay(thursday);
  return { year, week: Math.floor((thursday - dayOfDate(year, 1, 1)) / 7) + 1 };
}

/** Every period that has a day of the stretch and ends within it: one that goes on has no report. */
export function periodsOver(grain: ReportGrain, fromDay: CivilDay, toDay: CivilDay): ReportPeriod[] {
  return periodsBetween(grain, fromDay, toDay)
    .map((first) => reportPeriod(grain, first))
    .filter(({ lastDay }) => lastDay <= toDay);
}
