/**
 * One panel of a view of the past: a metric of one member, with what it is compared to, its mean over a cycle and the
 * range that was to be expected. Owns what each bucket is held against; every figure in it is a published one, or worked
 * out from published ones alone.
 */
import { type Grain, isSlotGrain, periodStart } from '../../db/domain/bucket.ts';
import type { CellStatus } from '../../db/domain/cell.ts';
import type { Channel } from '../../db/domain/contact.ts';
import { EXPECTED_SHARE, expectedRange, WEEKS_BEFORE } from '../../db/domain/expected-range.ts';
import type { DaySpan } from '../../db/domain/history-window.ts';
import { type Dimension, type Member, shapeOf } from '../../db/domain/lattice.ts';
import { evidenceOf, type Metric } from '../../db/domain/metric.ts';
import { CYCLE, movingAverage } from '../../db/domain/moving-average.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import { recordedSpan } from '../../db/queries/coverage.ts';
import type { HistoryPanel } from '../contract/history.ts';
import { BucketStates } from './bucket-state.ts';
import { type FeedContext, lastWholeDay } from './context.ts';
import type { Counterpart } from './counterpart.ts';
import {
  type CellAddress,
  columnsOf,
  isShown,
  type PublishedCells,
  publishCells,
} from './published-cells.ts';
import { startsOf } from './series.ts';
import { composeWindow, isComposable, isOneCell, type Stretch, stretchesOf } from './window.ts';

export interface PanelPlan {
  metric: Metric;
  member: Member;
  label: string;
}

/** Buckets of one cell in order of time, as they may be said, with some before and after those that are shown. */
interface Buckets {
  startAt: readonly number[];
  value: readonly (number | null)[];
  n: readonly (number | null)[];
  status: readonly CellStatus[];
  /** index of the first that is shown */
  first: number;
}

const DAY_SECONDS = 86_400;
/** Worked-out columns carry no more digits than anybody reads. */
const DIGITS = 6;
const BUCKET_DAYS: Readonly<Record<Grain, number>> = {
  '15min': 1 / 96,
  hour: 1 / 24,
  day: 1,
  week: 7,
  month: 31,
};
/** Eight weeks to learn the usual from, and eight before those to learn how far it is off. */
const LEARNT_DAYS = 2 * 7 * WEEKS_BEFORE;

export function panelOf(
  context: FeedContext,
  { metric, member, label }: PanelPlan,
  grain: Grain,
  days: DaySpan,
  counterpart: Counterpart | null,
  { average, expected }: { average: boolean; expected: boolean },
): HistoryPanel {
  const address: CellAddress = { shape: shapeOf(Object.keys(member) as Dimension[])!, member, grain };
  const hasAverage = average && isComposable(metric);
  const hasExpected = expected && isSlotOrDay(grain);
  const reach = hasAverage ? Math.ceil((CYCLE[grain] / 2 + 1) * BUCKET_DAYS[grain]) : 0;
  const before = Math.max(reach, hasExpected ? LEARNT_DAYS : 0);
  const all = publishCells(context, metric, address, days.firstDay - before, days.lastDay + reach);
  const first = all.startAt.indexOf(firstStart(context, grain, days.firstDay));
  const end = all.startAt.findIndex((startAt) => startAt >= context.zone.startOfDay(days.lastDay + 1));
  const shown = cut(all, first, end < 0 ? all.startAt.length : end);
  const columns = columnsOf(shown, startsOf(context, grain, shown.startAt));
  const buckets: Buckets = { startAt: all.startAt, ...columnsOf(all, {}), first };
  const panel: HistoryPanel = {
    metric: metric.id,
    label,
    unit: metric.unit,
    better: metric.better,
    filter: member as HistoryPanel['filter'],
    cells: columns,
    whole: wholeOf(context, metric, address, days),
  };
  if (counterpart !== null) {
    panel.compared = comparedOf(context, metric, address, shown, counterpart);
  }
  // A percentile has no mean, and by week and month there are too few to say what was to be expected.
  if (average) panel.average = hasAverage ? averageOf(metric, grain, buckets, shown) : null;
  if (expected) panel.expected = hasExpected ? expectedOf(context, metric, buckets, shown) : null;
  return panel;
}

function isSlotOrDay(grain: Grain): boolean {
  return isSlotGrain(grain) || grain === 'day';
}

/** When the bucket begins that a day lies in, or that the day begins with. */
function firstStart({ zone }: FeedContext, grain: Grain, day: CivilDay): number {
  return zone.startOfDay(isSlotGrain(grain) ? day : periodStart(grain, day));
}

function cut({ startAt, said, status }: PublishedCells, from: number, to: number): PublishedCells {
  return { startAt: startAt.slice(from, to), said: said.slice(from, to), status: status.slice(from, to) };
}

/** The metric over all of a window, as `breakdown` would say it of a member; partial where it goes beyond the records. */
function wholeOf(
  context: FeedContext,
  metric: Metric,
  { shape, member }: CellAddress,
  days: DaySpan,
): HistoryPanel['whole'] {
  const { firstDay, lastDay } = days;
  const stretches = stretchesOf(context, shape, firstDay, lastDay);
  if (stretches === null || (!isComposable(metric) && !isOneCell(stretches))) return null;
  const { said, status, hasHidden } = composeWindow(context, metric, { shape, member }, stretches);
  if (said.kind !== 'value' || !isShown(status)) {
    return { value: null, n: null, status, incompleteDays: null };
  }
  const span = recordedSpan(context.db);
  const isBeyond = span === null || firstDay < span.firstDay || lastDay > span.lastDay;
  const incompleteDays = isBeyond || hasHidden ? null : incompleteDaysIn(context, metric, member, days);
  return { value: said.value, n: said.n, status: isBeyond ? 'partial' : status, incompleteDays };
}

/** How many days of a range are not wholly on record; null where one of them is not over. */
function incompleteDaysIn(
  context: FeedContext,
  metric: Metric,
  { channel }: Member,
  { firstDay, lastDay }: DaySpan,
): number | null {
  if (lastDay > lastWholeDay(context)) return null;
  const states = new BucketStates(context, (channel as Channel | undefined) ?? null, evidenceOf(metric));
  let count = 0;
  for (let day = firstDay; day <= lastDay; day++) {
    const { isSilent, isMissing, isPartial } = states.ofPeriod('day', day);
    if (isSilent || isMissing || isPartial) count += 1;
  }
  return count;
}

function comparedOf(
  context: FeedContext,
  metric: Metric,
  address: CellAddress,
  shown: PublishedCells,
  { dayOf, daysOfWeek, whole, byWeekday }: Counterpart,
): NonNullable<HistoryPanel['compared']> {
  const { zone } = context;
  const days = shown.startAt.map((startAt) => zone.dayOf(startAt));
  const partners = days.map(dayOf);
  const known = partners.filter((day) => day !== null);
  const first = known.reduce((a, b) => Math.min(a, b), whole.days.firstDay);
  const last = known.reduce((a, b) => Math.max(a, b), whole.days.firstDay);
  const theirs = publishCells(context, metric, address, first, last);
  const columns = columnsOf(theirs, {});
  const at = new Map(theirs.startAt.map((startAt, i) => [startAt, i]));
  const found = shown.startAt.map((startAt, i): Bucket => {
    const day = partners[i]!;
    if (day === null) return NO_BUCKET;
    const met = address.grain === 'week' ? daysOfWeek(days[i]!) : null;
    if (met !== null) return { day: met[0]!, ...weekOfDays(context, metric, address, met) };
    // The same time on the wall; none where the partner's clock skipped it.
    const start = isSlotGrain(address.grain)
      ? zone.firstInstantOf(day, zone.secondOfDay(startAt))
      : zone.startOfDay(day);
    const j = at.get(start);
    if (j === undefined) return NO_BUCKET;
    return { day, value: columns.value[j]!, n: columns.n[j]!, status: columns.status[j]! };
  });
  return {
    from: formatDay(whole.days.firstDay),
    to: formatDay(whole.days.lastDay),
    date: found.map(({ day }) => (day === null ? null : formatDay(day))),
    value: found.map(({ value }) => value),
    n: found.map(({ n }) => n),
    status: found.map(({ status }) => status),
    whole: wholeOf(context, metric, address, whole.days),
    byWeekday:
      byWeekday === null
        ? null
        : {
            from: formatDay(byWeekday.firstDay),
            to: formatDay(byWeekday.lastDay),
            whole: wholeOf(context, metric, address, byWeekday),
          },
  };
}

/** An earlier bucket, and the local day it begins with. */
interface Bucket {
  day: CivilDay | null;
  value: number | null;
  n: number | null;
  status: CellStatus;
}

const NO_BUCKET: Bucket = { day: null, value: null, n: null, status: 'missing' };

/** Seven single days as one week, put together from what is published of each. */
function weekOfDays(
  context: FeedContext,
  metric: Metric,
  { shape, member }: CellAddress,
  days: readonly CivilDay[],
): Omit<Bucket, 'day'> {
  const stretches = days.map((day): Stretch => ({ grain: 'day', from: day, to: day }));
  const { said, status } = composeWindow(context, metric, { shape, member }, stretches);
  return said.kind === 'value' && isShown(status)
    ? { value: said.value, n: said.n, status }
    : { value: null, n: null, status };
}

function averageOf(
  metric: Metric,
  grain: Grain,
  { value, n, status, first }: Buckets,
  shown: PublishedCells,
): NonNullable<HistoryPanel['average']> {
  const buckets = CYCLE[grain];
  const weight = metric.value.kind === 'count' ? null : n;
  const mean = movingAverage({ value, weight, status }, buckets);
  return { buckets, value: shown.startAt.map((_, i) => rounded(mean[first + i] ?? null)) };
}

function expectedOf(
  { zone, calendar }: FeedContext,
  metric: Metric,
  { startAt, value, status, first }: Buckets,
  shown: PublishedCells,
): NonNullable<HistoryPanel['expected']> {
  const dayAt = startAt.map((at) => zone.dayOf(at));
  const at = new Map(startAt.map((start, i) => [start, i]));
  const weekBefore = Int32Array.from(startAt, (start, i) => {
    const before = zone.firstInstantOf(dayAt[i]! - 7, zone.secondOfDay(start));
    return at.get(before) ?? -1;
  });
  const windowStart = new Int32Array(startAt.length);
  for (let i = 0, first = 0; i < startAt.length; i++) {
    while (startAt[first]! < startAt[i]! - WEEKS_BEFORE * 7 * DAY_SECONDS) first += 1;
    windowStart[i] = first;
  }
  const isOrdinary = (i: number) => calendar.holidayOf(dayAt[i]!) === null && status[i] !== 'partial';
  const range = expectedRange({
    value: value.map((one, i) => (isOrdinary(i) ? one : null)),
    weekBefore,
    windowStart,
    kind: metric.value.kind === 'count' ? 'count' : metric.unit === 'share' ? 'share' : 'other',
  });
  // Of closed hours and holidays nothing was to be expected.
  const of = (column: (number | null)[]) =>
    shown.startAt.map((_, i) =>
      shown.status[i] === 'closed' || calendar.holidayOf(dayAt[first + i]!) !== null
        ? null
        : rounded(column[first + i] ?? null),
    );
  return { share: EXPECTED_SHARE, weeks: WEEKS_BEFORE, low: of(range.low), high: of(range.high) };
}

function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(DIGITS));
}
