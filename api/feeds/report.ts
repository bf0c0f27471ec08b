/**
 * `reports` and `reports/{date}`: a page of figures for every day, week and month that is over, each figure a cell of `series`
 * or `breakdown`. Owns which periods have a report, what they are held against and when they are final; refuses to count.
 */

import { metricNamed } from '../../db/domain/metric.ts';
import {
  formatPeriodId,
  parsePeriodId,
  periodsOver,
  type ReportPeriod,
  reportPeriod,
} from '../../db/domain/report-period.ts';
import { type CivilDay, formatDay, weekdayOf } from '../../db/domain/zone.ts';
import { recordedSpan } from '../../db/queries/coverage.ts';
import type { SaidCell, SaidColumns } from '../contract/cell.ts';
import type { Listed, ListedPeriods, ReportAnswer, ReportsAnswer } from '../contract/report.ts';
import { type FeedContext, type FeedResult, lastWholeDay, versionOf } from './context.ts';
import { PeriodFigures } from './period-figures.ts';
import { actionsOf } from './report-actions.ts';
import { openHoursOf, outagesOf } from './report-circumstances.ts';
import { findingsOf } from './report-findings.ts';
import {
  cellsAhead,
  daysLike,
  finalFrom,
  makeStateReader,
  REPORT_METRICS,
  type ReportSources,
  sourcesOf,
} from './report-sources.ts';
import { columnsFrom } from './said-cell.ts';
import { daysOf, targetsWithin } from './target-result.ts';
import { middlesOf } from './usual-day.ts';

/** Those of a report's figures by which periods are told apart in a list. */
const LISTED_METRICS = ['offered', 'service_level', 'abandonment_rate', 'wait_p50'] as const;
const BREAKDOWNS = [
  ['categories', 'offered', 'category'],
  ['categories', 'offered', 'queue'],
  ['categories', 'offered', 'language'],
  ['complaints', 'complaints', 'cause'],
] as const;
/** In place of a holiday that the year before did not have. */
const NO_SUCH_PERIOD = { value: null, n: null, status: 'missing' } as SaidCell;

const NO_HOURS = { start: [], ...columnsFrom([]), usual: middlesOf([]) } as ReportAnswer['contacts']['hours'];
const NO_DAYS = {
  ...{ date: [], holiday: [] },
  ...columnsFrom([]),
  usual: middlesOf([]),
} as ReportAnswer['contacts']['days'];

export interface DaySpan {
  firstDay: CivilDay;
  lastDay: CivilDay;
}

/** The days that have a report: from the first record to the last, as far as they are over; null without any. */
export function reportedDays(context: FeedContext): DaySpan | null {
  const span = recordedSpan(context.db);
  if (span === null) return null;
  const lastDay = Math.min(span.lastDay, lastWholeDay(context));
  return span.firstDay > lastDay ? null : { firstDay: span.firstDay, lastDay };
}

/** For reports of many periods one after another: the same answers from fewer readings. Holds for one moment only. */
export function readAhead(context: FeedContext, throughDay: CivilDay): FeedContext {
  const days = reportedDays(context);
  if (days === null) return context;
  return { ...context, ahead: cellsAhead(context, days.firstDay, Math.min(throughDay, days.lastDay)) };
}

export function reportFeed(context: FeedContext, id: string): FeedResult<ReportAnswer> {
  const days = reportedDays(context);
  if (days === null) return notFound(id, 'there are none yet');
  const { ahead } = context;
  if (ahead?.told?.id === id) return { ok: true, answer: ahead.told.answer };
  const period = parsePeriodId(id);
  const example = reportPeriod('day', days.lastDay);
  if (period === null) {
    const examples = [example, reportPeriod('week', days.lastDay), reportPeriod('month', days.lastDay)];
    const [day, week, month] = examples.map(formatPeriodId);
    return notFound(
      id,
      `expected a day such as ${day}, a week such as ${week} or a month such as ${month}`,
      days,
    );
  }
  if (period.lastDay < days.firstDay || period.firstDay > days.lastDay)
    return notFound(id, `it is not among the ${period.grain}s`, days);
  if (period.lastDay > days.lastDay)
    return notFound(id, `that ${period.grain} is not over in the records`, days);
  const answer = reportOf(sourcesOf(context, period), days);
  if (ahead !== undefined) ahead.told = { id, answer };
  return { ok: true, answer };
}

/** `fromDay` and `toDay` null: from the first report, to the last; of weeks and months those that lie within. */
export function reportsFeed(
  context: FeedContext,
  { fromDay, toDay }: { fromDay: CivilDay | null; toDay: CivilDay | null },
): ReportsAnswer {
  const { calendar } = context;
  const span = reportedDays(context);
  const first = span === null ? 0 : Math.max(span.firstDay, fromDay ?? span.firstDay);
  const last = span === null ? -1 : Math.min(span.lastDay, toDay ?? span.lastDay);
  const periods = (grain: ReportPeriod['grain']) =>
    // The week and month in which the records begin are told although they began before.
    periodsOver(grain, first, last).filter(({ firstDay }) => fromDay === null || firstDay >= first);
  const days = last < first ? [] : periods('day');
  const { figures, date, state, finalFrom } = listPeriods(context, days);
  const listed = (grain: 'week' | 'month') => listPeriods(context, last < first ? [] : periods(grain));
  return {
    ...versionOf(context),
    days: {
      date,
      holiday: days.map(({ firstDay }) => calendar.holidayOf(firstDay)),
      ...{ state, finalFrom },
    },
    figures,
    weeks: listed('week'),
    months: listed('month'),
  };
}

function listPeriods(context: FeedContext, periods: readonly ReportPeriod[]): ListedPeriods {
  const stateOf = makeStateReader(context);
  const [first] = periods;
  const figures =
    first === undefined
      ? null
      : new PeriodFigures(context, first.grain, first.firstDay, periods.at(-1)!.lastDay);
  return {
    date: periods.map(formatPeriodId),
    from: periods.map(({ firstDay }) => formatDay(firstDay)),
    to: periods.map(({ lastDay }) => formatDay(lastDay)),
    state: periods.map(stateOf),
    finalFrom: periods.map((period) => finalFrom(context, period)),
    figures: LISTED_METRICS.map((metric) => ({
      metric,
      unit: metricNamed(metric).unit,
      ...columnsFrom(periods.map(({ firstDay }) => figures!.cell(metric, {}, firstDay))),
    })) as Listed,
  };
}

function reportOf(sources: ReportSources, days: DaySpan): ReportAnswer {
  const { context, period, own, channels, compared } = sources;
  const { calendar } = context;
  const { grain, firstDay } = period;
  const isDay = grain === 'day';
  const parts = channels.length > 1 ? [null, ...channels] : [null];
  const rows = parts.flatMap((channel) =>
    REPORT_METRICS.map(([chapter, metric]) => ({ chapter, metric, channel })),
  );
  const cellsOf = (of: ReportPeriod | null): SaidColumns =>
    columnsFrom(
      rows.map(({ metric, channel }) =>
        of === null ? NO_SUCH_PERIOD : own.cell(metric, channel === null ? {} : { channel }, of.firstDay),
      ),
    );
  const { previous, last_year: lastYear } = compared;
  const targets = targetsWithin(context, sources, channels, period);
  const contacts = contactsOf(sources);
  const actions = actionsOf(sources);
  return {
    date: formatPeriodId(period),
    period: grain,
    from: formatDay(firstDay),
    to: formatDay(period.lastDay),
    weekday: isDay ? weekdayOf(firstDay) + 1 : null,
    holiday: isDay ? calendar.holidayOf(firstDay) : null,
    ...versionOf(context),
    state: sources.state,
    finalFrom: finalFrom(context, period),
    previous: besidePeriod(grain, firstDay - 1, days),
    next: besidePeriod(grain, period.lastDay + 1, days),
    within: (['week', 'month'] as const)
      .filter((longer) => grain === 'day' || (grain === 'week' && longer === 'month'))
      .flatMap((longer) => besidePeriod(longer, firstDay, days) ?? []),
    ...findingsOf(sources, contacts, actions),
    openHours: isDay ? openHoursOf(context, firstDay) : {},
    outages: outagesOf(context, period),
    compared: { previous: previous.about, last_year: lastYear.about },
    contacts,
    figures: {
      chapter: rows.map(({ chapter }) => chapter),
      metric: rows.map(({ metric }) => metric),
      unit: rows.map(({ metric }) => metricNamed(metric).unit),
      channel: rows.map(({ channel }) => channel),
      ...cellsOf(period),
      previous: cellsOf(previous.period),
      last_year: cellsOf(lastYear.period),
    },
    targets,
    breakdowns: BREAKDOWNS.map(([chapter, metric, by]) => ({
      ...{ chapter, metric, unit: metricNamed(metric).unit, by },
      rows: own.rows(metric, by, firstDay),
      previous: isDay || previous.period === null ? null : own.rows(metric, by, previous.period.firstDay),
    })),
    actions,
  };
}

/** The id of the period to which a day belongs; null where that has no report. */
function besidePeriod(
  grain: ReportPeriod['grain'],
  day: CivilDay,
  { firstDay, lastDay }: DaySpan,
): string | null {
  const period = reportPeriod(grain, day);
  return period.lastDay < firstDay || period.lastDay > lastDay ? null : formatPeriodId(period);
}

function contactsOf(sources: ReportSources): ReportAnswer['contacts'] {
  return sources.period.grain === 'day'
    ? { ...hoursOf(sources), days: NO_DAYS }
    : { usual: middlesOf([]), hours: NO_HOURS, days: dailyOf(sources) };
}

function hoursOf({
  context,
  days,
  period,
}: ReportSources): Pick<ReportAnswer['contacts'], 'usual' | 'hours'> {
  const { zone } = context;
  const day = period.firstDay;
  const before = daysLike(context, day);
  const hours = days.hours('offered', day);
  const hoursBefore = before.map((one) => days.hours('offered', one));
  // An hour that the clock repeats or leaves out on an earlier day is no usual hour.
  const atHour = (hour: number) =>
    hoursBefore.flatMap((ofDay) => {
      const same = ofDay.filter((one) => one.hour === hour);
      return same.length === 1 ? [same[0]!.cell] : [];
    });
  return {
    usual: middlesOf([before.map((one) => days.cell('offered', {}, one))]),
    hours: {
      start: hours.map(({ startAt }) => zone.formatInstant(startAt)),
      ...columnsFrom(hours.map(({ cell }) => cell)),
      usual: middlesOf(hours.map(({ hour }) => atHour(hour))),
    },
  };
}

function dailyOf({ context, days, period }: ReportSources): ReportAnswer['contacts']['days'] {
  const all = daysOf(period);
  return {
    date: all.map(formatDay),
    holiday: all.map((day) => context.calendar.holidayOf(day)),
    ...columnsFrom(days.range('offered', {}, period.firstDay, period.lastDay)),
    usual: middlesOf(all.map((day) => daysLike(context, day).map((one) => days.cell('offered', {}, one)))),
  };
}

const SHOWN_CHARACTERS = 40;

function notFound(
  id: string,
  why: string,
  days: DaySpan | null = null,
): Extract<FeedResult<never>, { ok: false }> {
  const reach =
    days === null ? '' : `; reports run from ${formatDay(days.firstDay)} to ${formatDay(days.lastDay)}`;
  return {
    ok: false,
    status: 404,
    title: 'no such report',
    detail: `there is no report of "${id.slice(0, SHOWN_CHARACTERS)}": ${why}${reach}`,
  };
}
