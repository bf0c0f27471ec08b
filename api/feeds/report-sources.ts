/**
 * Where a report takes its figures from: the published cells of its own period, and of the days, weeks and periods with which
 * it is held side by side. Owns which days those are; refuses any other cell.
 */

import { settle } from '../../db/domain/cell.ts';
import { CHANNELS, type Channel } from '../../db/domain/contact.ts';
import { YEAR_BY_WEEKDAYS } from '../../db/domain/counterpart.ts';
import { finalAfter } from '../../db/domain/finality.ts';
import { metricNamed } from '../../db/domain/metric.ts';
import { formatPeriodId, type ReportPeriod, reportPeriod } from '../../db/domain/report-period.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import { coverageOf } from '../../db/queries/coverage.ts';
import type { ReportAnswer, ReportState } from '../contract/report.ts';
import type { Comparison } from '../contract/series.ts';
import type { FeedContext } from './context.ts';
import { counterpartOf } from './counterpart.ts';
import type { Ahead, PeriodCells } from './period-cells.ts';
import { PeriodFigures } from './period-figures.ts';
import { statesOf } from './published-cells.ts';
import { USUAL_WEEKS, usualDays } from './usual-day.ts';

/** The figures of a report, those of one chapter after those of another. */
export const REPORT_METRICS = [
  ['volume', 'offered'],
  ['volume', 'answered'],
  ['service_levels', 'service_level'],
  ['service_levels', 'customer_service_level'],
  ['service_levels', 'abandonment_rate'],
  ['service_levels', 'wait_p50'],
  ['service_levels', 'wait_p90'],
  ['service_levels', 'longest_wait'],
  ['service_levels', 'kept_by_due_date'],
  ['service_levels', 'backlog'],
  ['complaints', 'complaints'],
  ['satisfaction', 'csat_top2'],
  ['satisfaction', 'response_rate'],
] as const;
/** Its figures usually are all final so many days after. */
const USUALLY_FINAL = Math.max(...REPORT_METRICS.map(([, id]) => metricNamed(id).finalAfterDays));
/** A holiday may meet one so much further back. */
const HOLIDAY_WANDERS_DAYS = 60;
/** So far back the weeks of a cause tell how much its weeks differ. */
export const SPREAD_WEEKS = 26;

export interface ReportSources {
  context: FeedContext;
  period: ReportPeriod;
  channels: readonly Channel[];
  /** of periods such as the report's own */
  own: PeriodCells;
  days: PeriodCells;
  weeks: PeriodCells;
  compared: Record<Comparison, ComparedPeriod>;
  state: ReportState;
}

export interface ComparedPeriod {
  /** null where the year before had no such holiday */
  period: ReportPeriod | null;
  about: ReportAnswer['compared'][Comparison];
}

export function sourcesOf(context: FeedContext, period: ReportPeriod): ReportSources {
  const { own, days, weeks } = cellsAbout(context, period);
  return {
    ...{ context, period, own, days, weeks },
    channels: channelsOf(context),
    compared: {
      previous: comparedPeriod(context, 'previous', period),
      last_year: comparedPeriod(context, 'last_year', period),
    },
    state: makeStateReader(context)(period),
  };
}

/** For reports of many periods one after another. */
export function cellsAhead(context: FeedContext, firstDay: CivilDay, lastDay: CivilDay): Ahead {
  const earliest = firstDay - YEAR_BY_WEEKDAYS - HOLIDAY_WANDERS_DAYS;
  const cells = (grain: ReportPeriod['grain']) => new PeriodFigures(context, grain, earliest, lastDay);
  return { day: cells('day'), week: cells('week'), month: cells('month'), told: null };
}

function cellsAbout(
  context: FeedContext,
  { grain, firstDay, lastDay }: ReportPeriod,
): Pick<ReportSources, 'own' | 'days' | 'weeks'> {
  const { ahead } = context;
  if (ahead !== undefined && firstDay >= ahead.day.fromDay && lastDay <= ahead.day.toDay)
    return { own: ahead[grain], days: ahead.day, weeks: ahead.week };
  // What is compared most is read along with it; few figures are held against eight weeks.
  const days = new PeriodFigures(context, 'day', firstDay - 7 * USUAL_WEEKS, lastDay);
  const weeks = new PeriodFigures(context, 'week', lastDay - 7 * SPREAD_WEEKS, lastDay);
  const own = new PeriodFigures(context, grain, firstDay - (grain === 'day' ? 7 : 1), lastDay);
  return { own, days, weeks };
}

function comparedPeriod(context: FeedContext, comparison: Comparison, period: ReportPeriod): ComparedPeriod {
  const { grain } = period;
  const { rule, dayOf } = counterpartOf(context, comparison, period, grain, grain === 'day');
  const on = dayOf(period.firstDay);
  const compared = on === null ? null : reportPeriod(grain, on);
  return {
    period: compared,
    about: {
      date: compared === null ? null : formatPeriodId(compared),
      holiday: compared === null || grain !== 'day' ? null : context.calendar.holidayOf(compared.firstDay),
      comparisonRule: rule.words,
    },
  };
}

export function makeStateReader(context: FeedContext): (period: ReportPeriod) => ReportState {
  const states = statesOf(context, null, 'contacts');
  return ({ grain, firstDay }) =>
    settle(states.ofPeriod(grain, firstDay), finalAfterDays(context)) as ReportState;
}

export function finalFrom(context: FeedContext, { lastDay }: ReportPeriod): string {
  return formatDay(lastDay + finalAfterDays(context));
}

function finalAfterDays({ configuration }: FeedContext): number {
  return finalAfter(USUALLY_FINAL, configuration.releases.finalAfterDays);
}

function channelsOf({ db }: FeedContext): Channel[] {
  return CHANNELS.filter((channel) => coverageOf(db, channel).span !== null);
}

/** The eight such weekdays before a day, holidays left out. */
export function daysLike({ calendar }: FeedContext, day: CivilDay): CivilDay[] {
  return usualDays(day, (one) => calendar.holidayOf(one) !== null);
}
