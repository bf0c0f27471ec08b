/**
 * `history`: a view of the past as it is drawn: one panel a metric or member, with what it is compared to, its mean
 * over a cycle and the range that was to be expected. Owns which buckets a view has and what each is held against;
 * every figure in it is a published one, or worked out from published ones alone.
 */
import { GRAINS, type Grain, isSlotGrain, periodEnd, periodStart } from '../../db/domain/bucket.ts';
import type { CellStatus } from '../../db/domain/cell.ts';
import { offsetChanges } from '../../db/domain/civil-clock.ts';
import { CHANNELS } from '../../db/domain/contact.ts';
import { EXPECTED_SHARE, expectedRange, WEEKS_BEFORE } from '../../db/domain/expected-range.ts';
import { bucketsIn, type DaySpan, daysOfRange, grainOf, type Range } from '../../db/domain/history-window.ts';
import {
  type Dimension,
  finestGrain,
  locate,
  type Member,
  SHAPES,
  shapeOf,
} from '../../db/domain/lattice.ts';
import type { Metric } from '../../db/domain/metric.ts';
import { CYCLE, movingAverage } from '../../db/domain/moving-average.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import { coverageOf, recordedSpan } from '../../db/queries/coverage.ts';
import { cellsOf } from '../../db/rollup/cell-book.ts';
import {
  HISTORY_DIMENSIONS,
  type HistoryAnswer,
  type HistoryDimension,
  type HistoryPanel,
  MOST_PANELS,
} from '../contract/history.ts';
import type { Comparison } from '../contract/series.ts';
import { asOf, type FeedContext, type FeedResult, refuse } from './context.ts';
import { type Counterpart, counterpartOf } from './counterpart.ts';
import { labelOf } from './label.ts';
import {
  type CellAddress,
  columnsOf,
  isShown,
  type PublishedCells,
  publishCells,
} from './published-cells.ts';
import { isFiner, knownMetric, startsOf } from './series.ts';
import { composeWindow, isComposable, isOneCell, stretchesOf } from './window.ts';

export interface HistoryQuestion {
  metrics: readonly string[];
  /** ends on `toDay`, or on the last day of records; null: from `fromDay` */
  range: Range | null;
  fromDay: CivilDay | null;
  toDay: CivilDay | null;
  /** null: the one that follows from the range */
  grain: Grain | null;
  filter: Partial<Record<HistoryDimension, string>>;
  by: HistoryDimension | null;
  compare: Comparison | null;
  average: boolean;
  expected: boolean;
}

/** The most buckets one panel may have: five and a half years of hours, a year of quarter-hours. */
const MOST_BUCKETS = 48_384;
const USUAL_RANGE: Range = '1y';
const DAY_SECONDS = 86_400;
/** Worked-out columns carry no more digits than anybody reads. */
const DIGITS = 6;

interface PanelPlan {
  metric: Metric;
  member: Member;
  label: string;
}

export function historyFeed(context: FeedContext, question: HistoryQuestion): FeedResult<HistoryAnswer> {
  const metrics: Metric[] = [];
  for (const id of question.metrics) {
    const metric = knownMetric(id);
    if (!metric.ok) return metric;
    metrics.push(metric.answer);
  }
  const plans =
    question.by === null ? plansOfMetrics(metrics, question) : plansOfMembers(context, metrics, question);
  const finest = finestOf(metrics, question);
  if (finest === null) {
    const located = locate('month', dimensionsOf(question));
    return refuse('no such table', located.ok ? 'there is no such table' : located.reason);
  }
  if (plans.length === 0) {
    return refuse(
      'nothing to split by',
      `no contact on record has a ${question.by}; leave out by=${question.by}`,
    );
  }
  const isOpen = openDays(context);
  const range = question.range ?? (question.fromDay === null ? USUAL_RANGE : null);
  const days = daysOf(context, { ...question, range }, isOpen);
  const grain = question.grain ?? grainOf(range, days, finest, isOpen);
  if (isFiner(grain, finest)) {
    return refuse(
      'no such grain',
      `of this the finest published grain is ${finest}; ask with grain=${finest}`,
    );
  }
  const grains = GRAINS.filter((one) => !isFiner(one, finest) && bucketsIn(one, days) <= MOST_BUCKETS);
  if (bucketsIn(grain, days) > MOST_BUCKETS) {
    return refuse(
      'too many buckets',
      `${formatDay(days.firstDay)} to ${formatDay(days.lastDay)} has more than ${MOST_BUCKETS} buckets with grain=${grain}; ask for less, or with grain=${grains[0]}`,
    );
  }
  const counterpart =
    question.compare === null ? null : counterpartOf(context, question.compare, days, grain);
  const span = recordedSpan(context.db);
  return {
    ok: true,
    answer: {
      view: {
        range,
        from: formatDay(days.firstDay),
        to: formatDay(days.lastDay),
        grain,
        by: question.by,
        compare: question.compare,
        average: question.average,
        expected: question.expected,
      },
      grains,
      records: span === null ? null : { from: formatDay(span.firstDay), to: formatDay(span.lastDay) },
      timeZone: context.zone.id,
      clock: offsetChanges(
        context.zone,
        context.zone.startOfDay(days.firstDay),
        context.zone.startOfDay(days.lastDay + 1),
      ).map(([at, offset]) => [at, offset]),
      asOf: asOf(context),
      rule: counterpart?.rule ?? null,
      panels: plans.map((plan) => panelOf(context, plan, grain, days, counterpart, question)),
    },
  };
}

function plansOfMetrics(metrics: readonly Metric[], { filter }: HistoryQuestion): PanelPlan[] {
  return metrics.map((metric) => ({ metric, member: filter, label: metric.label }));
}

/** The members of a dimension that most contacts were of, each a panel of the first metric. */
function plansOfMembers(
  context: FeedContext,
  [metric]: readonly Metric[],
  { by, filter }: HistoryQuestion,
): PanelPlan[] {
  if (by === null || metric === undefined) return [];
  const size = knownMetric('offered');
  const span = recordedSpan(context.db);
  if (!size.ok || span === null) return [];
  const stretches = [
    {
      grain: 'month' as const,
      from: periodStart('month', span.firstDay),
      to: periodEnd('month', span.lastDay) - 1,
    },
  ];
  return cellsOf(context.db, by)
    .map(({ member }) => {
      const figure = composeWindow(context, size.answer, { shape: by, member }, stretches);
      return { name: member[by]!, size: figure.said.kind === 'value' ? figure.said.value : 0 };
    })
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_PANELS)
    .map(({ name }) => ({
      metric,
      member: { ...filter, [by]: name },
      label: labelOf(context.configuration, by, name),
    }));
}

function dimensionsOf({ filter, by }: HistoryQuestion): Dimension[] {
  return HISTORY_DIMENSIONS.filter((dimension) => filter[dimension] !== undefined || dimension === by);
}

/** The finest grain that every panel has; null where no table has the dimensions together. */
function finestOf(metrics: readonly Metric[], question: HistoryQuestion): Grain | null {
  const shape = shapeOf(dimensionsOf(question));
  if (shape === null || !SHAPES.includes(shape)) return null;
  const all = [finestGrain(shape), ...metrics.map((metric) => metric.finestGrain)];
  return all.reduce((coarsest, grain) => (isFiner(coarsest, grain) ? grain : coarsest));
}

/** Whether anybody could get in touch on a day; where no hours are known, whether anybody did. */
function openDays({ db, calendar, zone }: FeedContext): (day: CivilDay) => boolean {
  const coverage = coverageOf(db, null);
  return (day) => {
    const open = calendar.openSecondsOfAny(CHANNELS, zone.startOfDay(day), zone.startOfDay(day + 1));
    return open === null ? coverage.hasRecords(day) : open > 0;
  };
}

function daysOf(
  context: FeedContext,
  { range, fromDay, toDay }: HistoryQuestion,
  isOpen: (day: CivilDay) => boolean,
): DaySpan {
  const today = context.zone.dayOf(context.nowSeconds);
  const span = recordedSpan(context.db) ?? { firstDay: today, lastDay: today };
  const lastDay = toDay ?? Math.min(span.lastDay, today);
  return range === null
    ? { firstDay: Math.min(fromDay ?? lastDay, lastDay), lastDay }
    : daysOfRange(range, lastDay, span, isOpen);
}

function panelOf(
  context: FeedContext,
  { metric, member, label }: PanelPlan,
  grain: Grain,
  days: DaySpan,
  counterpart: Counterpart | null,
  { average, expected }: HistoryQuestion,
): HistoryPanel {
  const address: CellAddress = { shape: shapeOf(Object.keys(member) as Dimension[])!, member, grain };
  const shown = publishCells(context, metric, address, days.firstDay, days.lastDay);
  const columns = columnsOf(shown, startsOf(context, grain, shown.startAt));
  const panel: HistoryPanel = {
    metric: metric.id,
    label,
    unit: metric.unit,
    filter: member as HistoryPanel['filter'],
    cells: columns,
    whole: wholeOf(context, metric, address, days),
  };
  if (counterpart !== null) {
    panel.compared = comparedOf(context, metric, address, shown, counterpart);
  }
  if (average) panel.average = averageOf(context, metric, address, days, shown);
  if (expected) panel.expected = expectedOf(context, metric, address, days, shown);
  return panel;
}

/** The metric over all of a window, as `breakdown` would say it of a member. */
function wholeOf(
  context: FeedContext,
  metric: Metric,
  { shape, member }: CellAddress,
  { firstDay, lastDay }: DaySpan,
): HistoryPanel['whole'] {
  const stretches = stretchesOf(context, shape, firstDay, lastDay);
  if (stretches === null || (!isComposable(metric) && !isOneCell(stretches))) return null;
  const { said, status } = composeWindow(context, metric, { shape, member }, stretches);
  const isSaid = said.kind === 'value' && isShown(status);
  return { value: isSaid ? said.value : null, n: isSaid ? said.n : null, status };
}

function comparedOf(
  context: FeedContext,
  metric: Metric,
  address: CellAddress,
  shown: PublishedCells,
  { dayOf, whole }: Counterpart,
): NonNullable<HistoryPanel['compared']> {
  const { zone } = context;
  const partners = shown.startAt.map((startAt) => dayOf(zone.dayOf(startAt)));
  const known = partners.filter((day) => day !== null);
  const first = known.reduce((a, b) => Math.min(a, b), whole.firstDay);
  const last = known.reduce((a, b) => Math.max(a, b), whole.firstDay);
  const theirs = publishCells(context, metric, address, first, last);
  const columns = columnsOf(theirs, {});
  const at = new Map(theirs.startAt.map((startAt, i) => [startAt, i]));
  const found = shown.startAt.map((startAt, i) => {
    const day = partners[i]!;
    if (day === null) return -1;
    // The same time on the wall; none where the partner's clock skipped it.
    const start = isSlotGrain(address.grain)
      ? zone.firstInstantOf(day, zone.secondOfDay(startAt))
      : zone.startOfDay(day);
    return at.get(start) ?? -1;
  });
  return {
    from: formatDay(whole.firstDay),
    to: formatDay(whole.lastDay),
    date: found.map((i) => (i < 0 ? null : formatDay(zone.dayOf(theirs.startAt[i]!)))),
    value: found.map((i) => columns.value[i] ?? null),
    n: found.map((i) => columns.n[i] ?? null),
    status: found.map((i): CellStatus => columns.status[i] ?? 'missing'),
    whole: wholeOf(context, metric, address, whole),
  };
}

/** The buckets shown with as many before and after them as are needed to know something about each. */
function widened(
  context: FeedContext,
  metric: Metric,
  address: CellAddress,
  { firstDay, lastDay }: DaySpan,
  beforeDays: number,
  afterDays: number,
) {
  const cells = publishCells(context, metric, address, firstDay - beforeDays, lastDay + afterDays);
  return { startAt: cells.startAt, ...columnsOf(cells, {}) };
}

const BUCKET_DAYS: Readonly<Record<Grain, number>> = {
  '15min': 1 / 96,
  hour: 1 / 24,
  day: 1,
  week: 7,
  month: 31,
};

function averageOf(
  context: FeedContext,
  metric: Metric,
  address: CellAddress,
  days: DaySpan,
  shown: PublishedCells,
): NonNullable<HistoryPanel['average']> | null {
  if (!isComposable(metric)) return null;
  const buckets = CYCLE[address.grain];
  const reach = Math.ceil((buckets / 2 + 1) * BUCKET_DAYS[address.grain]);
  const { startAt, value, n, status } = widened(context, metric, address, days, reach, reach);
  const weight = metric.value.kind === 'count' ? null : n;
  const mean = movingAverage({ value, weight, status }, buckets);
  const first = startAt.indexOf(shown.startAt[0] ?? Number.NaN);
  return { buckets, value: shown.startAt.map((_, i) => rounded(mean[first + i] ?? null)) };
}

function expectedOf(
  context: FeedContext,
  metric: Metric,
  address: CellAddress,
  days: DaySpan,
  shown: PublishedCells,
): NonNullable<HistoryPanel['expected']> | null {
  const { grain } = address;
  if (grain === 'week' || grain === 'month') return null;
  // Eight weeks to learn the usual from, and eight before those to learn how far it is off.
  const { startAt, value, status } = widened(context, metric, address, days, 2 * 7 * WEEKS_BEFORE, 0);
  const { zone, calendar } = context;
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
  const first = startAt.indexOf(shown.startAt[0] ?? Number.NaN);
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
