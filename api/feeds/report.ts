/**
 * `reports` and `reports/{date}`: one page of figures a day, each of them a cell of `series` or `breakdown`.
 * Owns which figures a day's report has, what they are held against and when they are final; refuses to count.
 */
import { settle } from '../../db/domain/cell.ts';
import { CHANNELS, type Channel } from '../../db/domain/contact.ts';
import { YEAR_BY_WEEKDAYS } from '../../db/domain/counterpart.ts';
import { type CivilDay, formatDay, parseDay, weekdayOf } from '../../db/domain/zone.ts';
import { coverageOf, recordedSpan } from '../../db/queries/coverage.ts';
import type { ReportAnswer, ReportState, ReportsAnswer, SaidCell, SaidColumns } from '../contract/report.ts';
import type { Comparison } from '../contract/series.ts';
import { BucketStates } from './bucket-state.ts';
import { asOf, type FeedContext, type FeedResult, lastWholeDay } from './context.ts';
import { counterpartOf } from './counterpart.ts';
import type { DayCells } from './day-cells.ts';
import { DayFigures, metricNamed } from './day-figures.ts';
import { columnsFrom } from './said-cell.ts';
import { targetsOn } from './target-result.ts';
import { middlesOf, usualDays } from './usual-day.ts';

/** The figures of a day, the one to begin with first. */
export const REPORT_METRICS = [
  'offered',
  'answered',
  'abandonment_rate',
  'service_level',
  'customer_service_level',
  'wait_p50',
  'wait_p90',
  'longest_wait',
  'complaints',
  'kept_by_due_date',
  'backlog',
  'csat_top2',
] as const;
/** Those of them by which days are told apart in a list. */
const LISTED_METRICS = ['offered', 'service_level', 'abandonment_rate', 'wait_p50'] as const;
const BREAKDOWNS = [
  ['offered', 'category'],
  ['offered', 'queue'],
  ['complaints', 'cause'],
  ['offered', 'language'],
] as const;
/** In place of a holiday that the year before did not have. */
const NO_SUCH_DAY = { value: null, n: null, status: 'missing' } as SaidCell;
/** A holiday may meet one so much further back. */
const HOLIDAY_WANDERS_DAYS = 60;
const FINAL_AFTER_DAYS = Math.max(...REPORT_METRICS.map((id) => metricNamed(id).finalAfterDays));

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

/** For reports of many days one after another: the same answers from fewer readings. Holds for one moment only. */
export function readAhead(context: FeedContext, throughDay: CivilDay): FeedContext {
  const days = reportedDays(context);
  if (days === null) return context;
  const earliest = days.firstDay - YEAR_BY_WEEKDAYS - HOLIDAY_WANDERS_DAYS;
  return { ...context, ahead: new DayFigures(context, earliest, Math.min(throughDay, days.lastDay)) };
}

export function reportFeed(context: FeedContext, date: string): FeedResult<ReportAnswer> {
  const days = reportedDays(context);
  if (days === null) return notFound(date, 'there are none yet');
  const day = parseDay(date);
  if (day === null) return notFound(date, `expected a date such as ${formatDay(days.lastDay)}`, days);
  if (day < days.firstDay || day > days.lastDay) return notFound(date, 'it is not among the days', days);
  const { ahead } = context;
  const isAhead = ahead !== undefined && day >= ahead.fromDay && day <= ahead.toDay;
  // The day a week before is read along with it.
  const figures = isAhead ? ahead : new DayFigures(context, day - 7, day);
  return { ok: true, answer: reportOf(context, figures, days, day) };
}

/** `fromDay` and `toDay` null: from the first report, to the last. */
export function reportsFeed(
  context: FeedContext,
  { fromDay, toDay }: { fromDay: CivilDay | null; toDay: CivilDay | null },
): ReportsAnswer {
  const { calendar, zone } = context;
  const span = reportedDays(context);
  const first = span === null ? 0 : Math.max(span.firstDay, fromDay ?? span.firstDay);
  const last = span === null ? -1 : Math.min(span.lastDay, toDay ?? span.lastDay);
  const days = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  const figures = new DayFigures(context, first, last);
  const stateOf = makeStateReader(context);
  return {
    timeZone: zone.id,
    asOf: asOf(context),
    days: {
      date: days.map(formatDay),
      holiday: days.map((day) => calendar.holidayOf(day)),
      state: days.map(stateOf),
      finalFrom: days.map(finalFrom),
    },
    figures: LISTED_METRICS.map((metric) => ({
      metric,
      unit: metricNamed(metric).unit,
      ...columnsFrom(days.map((day) => figures.cell(metric, {}, day))),
    })),
  };
}

function reportOf(
  context: FeedContext,
  figures: DayCells,
  { firstDay, lastDay }: DaySpan,
  day: CivilDay,
): ReportAnswer {
  const { calendar, zone } = context;
  const channels = channelsOf(context);
  const parts = channels.length > 1 ? [null, ...channels] : [null];
  const rows = parts.flatMap((channel) => REPORT_METRICS.map((metric) => ({ metric, channel })));
  const cellsOn = (on: CivilDay | null): SaidColumns =>
    columnsFrom(
      rows.map(({ metric, channel }) =>
        on === null ? NO_SUCH_DAY : figures.cell(metric, channel === null ? {} : { channel }, on),
      ),
    );
  const previous = comparedDay(context, 'previous', day);
  const lastYear = comparedDay(context, 'last_year', day);
  return {
    date: formatDay(day),
    weekday: weekdayOf(day) + 1,
    holiday: calendar.holidayOf(day),
    timeZone: zone.id,
    asOf: asOf(context),
    state: makeStateReader(context)(day),
    finalFrom: finalFrom(day),
    previous: day > firstDay ? formatDay(day - 1) : null,
    next: day < lastDay ? formatDay(day + 1) : null,
    openHours: openHoursOf(context, day),
    outages: outagesOf(context, day),
    compared: { previous: previous.about, last_year: lastYear.about },
    figures: {
      metric: rows.map(({ metric }) => metric),
      unit: rows.map(({ metric }) => metricNamed(metric).unit),
      channel: rows.map(({ channel }) => channel),
      ...cellsOn(day),
      previous: cellsOn(previous.on),
      last_year: cellsOn(lastYear.on),
    },
    targets: targetsOn(context, figures, channels, day),
    contacts: contactsOf(context, figures, day),
    breakdowns: BREAKDOWNS.map(([metric, by]) => ({
      ...{ metric, unit: metricNamed(metric).unit, by, rows: figures.rows(metric, by, day) },
    })),
  };
}

function contactsOf(context: FeedContext, figures: DayCells, day: CivilDay): ReportAnswer['contacts'] {
  const { calendar, zone } = context;
  const before = usualDays(day, (one) => calendar.holidayOf(one) !== null);
  const hours = figures.hours('offered', day);
  const hoursBefore = before.map((one) => figures.hours('offered', one));
  // An hour that the clock repeats or leaves out on an earlier day is no usual hour.
  const atHour = (hour: number) =>
    hoursBefore.flatMap((ofDay) => {
      const same = ofDay.filter((one) => one.hour === hour);
      return same.length === 1 ? [same[0]!.cell] : [];
    });
  return {
    usual: middlesOf([before.map((one) => figures.cell('offered', {}, one))]),
    hours: {
      start: hours.map(({ startAt }) => zone.formatInstant(startAt)),
      ...columnsFrom(hours.map(({ cell }) => cell)),
      usual: middlesOf(hours.map(({ hour }) => atHour(hour))),
    },
  };
}

/** Null where the year before had no such holiday. */
function comparedDay(
  context: FeedContext,
  comparison: Comparison,
  day: CivilDay,
): { on: CivilDay | null; about: ReportAnswer['compared'][Comparison] } {
  const { rule, dayOf } = counterpartOf(context, comparison, { firstDay: day, lastDay: day }, 'day', true);
  const on = dayOf(day);
  const about = {
    date: on === null ? null : formatDay(on),
    holiday: on === null ? null : context.calendar.holidayOf(on),
    comparisonRule: rule.words,
  };
  return { on, about };
}

function makeStateReader(context: FeedContext): (day: CivilDay) => ReportState {
  const states = new BucketStates(context, null);
  return (day) => settle(states.ofPeriod('day', day), FINAL_AFTER_DAYS) as ReportState;
}

function finalFrom(day: CivilDay): string {
  return formatDay(day + FINAL_AFTER_DAYS);
}

function channelsOf({ db }: FeedContext): Channel[] {
  return CHANNELS.filter((channel) => coverageOf(db, channel).span !== null);
}

function openHoursOf({ calendar, zone }: FeedContext, day: CivilDay): Record<string, string[]> {
  const end = zone.startOfDay(day + 1);
  const clock = (utcSeconds: number) =>
    utcSeconds === end ? '24:00' : zone.formatInstant(utcSeconds).slice(11, 16);
  return Object.fromEntries(
    CHANNELS.filter((channel) => calendar.hasHours(channel)).map((channel) => [
      channel,
      calendar.openRanges(channel, day).map(([from, to]) => `${clock(from)}-${clock(to)}`),
    ]),
  );
}

function outagesOf({ configuration, zone }: FeedContext, day: CivilDay): ReportAnswer['outages'] {
  const [start, end] = [zone.startOfDay(day), zone.startOfDay(day + 1)];
  return configuration.outages
    .filter(({ startAt, endAt }) => startAt < end && endAt > start)
    .map(({ startAt, endAt, channel, note }) => ({
      from: zone.formatInstant(startAt),
      to: zone.formatInstant(endAt),
      channel,
      note,
    }));
}

const SHOWN_CHARACTERS = 40;

function notFound(
  date: string,
  why: string,
  days: DaySpan | null = null,
): Extract<FeedResult<never>, { ok: false }> {
  const reach =
    days === null ? '' : `; reports run from ${formatDay(days.firstDay)} to ${formatDay(days.lastDay)}`;
  return {
    ok: false,
    status: 404,
    title: 'no such report',
    detail: `there is no report of "${date.slice(0, SHOWN_CHARACTERS)}": ${why}${reach}`,
  };
}
