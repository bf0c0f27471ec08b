/**
 * `history`: a view of the past as it is drawn: one panel a metric or member over one range in one grain.
 * Owns which buckets a view has and which panels; what stands in a panel is history-panel.ts's.
 */
import { GRAINS, type Grain, periodEnd, periodStart } from '../../db/domain/bucket.ts';
import { offsetChanges } from '../../db/domain/civil-clock.ts';
import { CHANNELS } from '../../db/domain/contact.ts';
import {
  bucketsIn,
  type DaySpan,
  daysOfRange,
  grainOf,
  HISTORY_DIMENSIONS,
  type HistoryDimension,
  MOST_PANELS,
  type Range,
} from '../../db/domain/history-window.ts';
import { type Dimension, finestGrain, locate, SHAPES, shapeOf } from '../../db/domain/lattice.ts';
import type { Metric } from '../../db/domain/metric.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import { coverageOf, recordedSpan } from '../../db/queries/coverage.ts';
import { cellsOf } from '../../db/rollup/cell-book.ts';
import type { HistoryAnswer } from '../contract/history.ts';
import type { Comparison } from '../contract/series.ts';
import { lastDayIn } from './asked-window.ts';
import { asOf, type FeedContext, type FeedResult, refuse } from './context.ts';
import { counterpartOf } from './counterpart.ts';
import { type PanelPlan, panelOf } from './history-panel.ts';
import { refuseUnknown } from './known-member.ts';
import { labelOf } from './label.ts';
import { lastToldOf } from './retired.ts';
import { isFiner, knownMetric } from './series.ts';
import { composeWindow, isComposable } from './window.ts';

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

/** The most buckets one panel may have: five and a half years of hours, a year and a third of quarter-hours. */
const MOST_BUCKETS = 48_384;
/** The most of all panels together, so that no one question keeps the others waiting. */
const MOST_IN_ALL = 2 * MOST_BUCKETS;
const USUAL_RANGE: Range = '1y';

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
  const unknown = refuseUnknown(context, question.filter);
  if (unknown !== null) return unknown;
  if (plans.length === 0) {
    return refuse(
      'nothing to split by',
      `no contact on record has a ${question.by}; leave out by=${question.by}`,
    );
  }
  const span = recordedSpan(context.db);
  if (span !== null && question.fromDay !== null && question.fromDay > span.lastDay) {
    return refuse(
      'no records yet',
      `the records end on ${formatDay(span.lastDay)}, before from=${formatDay(question.fromDay)}; ask for an earlier day`,
    );
  }
  const isOpen = openDays(context);
  const range = question.range ?? (question.fromDay === null ? USUAL_RANGE : null);
  // Of metrics that have all ended, the last that was published is shown.
  const lastOf = (grain: Grain) =>
    Math.max(...metrics.map(({ id }) => lastToldOf(context, id, 'day', lastDayIn(context, grain))));
  const daysTo = (end: CivilDay) => daysOf(context, { ...question, range }, isOpen, end);
  const toToday = daysTo(lastOf('hour'));
  const grain = question.grain ?? grainOf(range, toToday, finest, isOpen);
  const days = daysTo(lastOf(grain));
  if (isFiner(grain, finest)) {
    return refuse(
      'no such grain',
      `of this the finest published grain is ${finest}; ask with grain=${finest}`,
    );
  }
  const most = Math.min(MOST_BUCKETS, Math.floor(MOST_IN_ALL / plans.length));
  const grains = GRAINS.filter((one) => !isFiner(one, finest) && bucketsIn(one, days) <= most);
  if (bucketsIn(grain, days) > most) {
    return refuse(
      'too many buckets',
      `${formatDay(days.firstDay)} to ${formatDay(days.lastDay)} has more than ${most} buckets with grain=${grain}; ask for less, or with grain=${grains[0]}`,
    );
  }
  const isByDays = !isFiner('day', finest) && metrics.every(isComposable);
  const counterpart =
    question.compare === null ? null : counterpartOf(context, question.compare, days, grain, isByDays);
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
      wholeRule: counterpart?.whole.rule ?? null,
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
  end: CivilDay,
): DaySpan {
  const span = recordedSpan(context.db) ?? { firstDay: end, lastDay: end };
  const lastDay = toDay ?? Math.min(span.lastDay, end);
  return range === null
    ? { firstDay: Math.min(fromDay ?? lastDay, lastDay), lastDay }
    : daysOfRange(range, lastDay, span, isOpen);
}
