/** `series`: one or several metrics of one cell over time, with what they are compared to. */
import { GRAINS, type Grain, isSlotGrain, QUARTER_SECONDS } from '../../db/domain/bucket.ts';
import { type Dimension, locate, type Member } from '../../db/domain/lattice.ts';
import { findMetric, METRICS, type Metric } from '../../db/domain/metric.ts';
import { nearestName } from '../../db/domain/nearest-name.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import { recordedSpan } from '../../db/queries/coverage.ts';
import type { Comparison, Series, SeriesAnswer } from '../contract/series.ts';
import { rangeOf } from './asked-window.ts';
import { comparedRange } from './comparison.ts';
import { type FeedContext, type FeedResult, refuse, versionOf } from './context.ts';
import { refuseUnknown } from './known-member.ts';
import { columnsOf, publishCells, shapeOfMember } from './published-cells.ts';
import { lastToldOf } from './retired.ts';

export interface SeriesQuestion {
  metrics: readonly string[];
  grain: Grain;
  /** null: the grain's usual range before the last day of records */
  fromDay: CivilDay | null;
  toDay: CivilDay | null;
  channel?: string;
  queue?: string;
  category?: string;
  cause?: string;
  compare?: Comparison;
}

export function seriesFeed(context: FeedContext, question: SeriesQuestion): FeedResult<SeriesAnswer> {
  const member = memberOf(question);
  const located = locate(question.grain, Object.keys(member) as Dimension[]);
  if (!located.ok) return refuse('no such table', located.reason);
  const unknown = refuseUnknown(context, member);
  if (unknown !== null) return unknown;
  const metrics: Metric[] = [];
  for (const id of question.metrics) {
    const metric = knownMetric(id);
    if (!metric.ok) return metric;
    if (isFiner(question.grain, metric.answer.finestGrain)) {
      return refuse(
        'no such grain',
        `${id} is published by ${metric.answer.finestGrain} and coarser; ask with grain=${metric.answer.finestGrain}`,
      );
    }
    metrics.push(metric.answer);
  }
  const series: Series[] = [];
  for (const metric of metrics) {
    const { fromDay, toDay } = rangeUpToEnd(context, metric, question);
    series.push(oneSeries(context, metric, member, question.grain, fromDay, toDay));
    if (question.compare === undefined) continue;
    if (toDay < fromDay) continue;
    const compared = comparedRange(question.compare, fromDay, toDay, question.grain);
    series.push({
      ...oneSeries(context, metric, member, question.grain, compared.fromDay, compared.toDay),
      comparison: question.compare,
      comparisonRule: compared.rule.words,
    });
  }
  return { ok: true, answer: { series } };
}

/** A series that has ended stays as it is: its usual range ends with it, and no bucket comes after. */
function rangeUpToEnd(
  context: FeedContext,
  { id }: Metric,
  question: SeriesQuestion,
): { fromDay: CivilDay; toDay: CivilDay } {
  const asked = rangeOf(context, question);
  const toDay = lastToldOf(context, id, question.grain, asked.toDay);
  if (toDay === asked.toDay || question.fromDay !== null) return { ...asked, toDay };
  const first = recordedSpan(context.db)?.firstDay ?? toDay;
  // It ended before there was a whole bucket of it.
  return toDay < first ? { fromDay: toDay + 1, toDay } : rangeOf(context, { ...question, toDay });
}

export function knownMetric(id: string): FeedResult<Metric> {
  const metric = findMetric(id);
  if (metric !== undefined) return { ok: true, answer: metric };
  const nearest = nearestName(
    id,
    METRICS.map((known) => known.id),
  );
  return refuse(
    'no such metric',
    `there is no metric "${id}"${nearest === null ? '' : `; did you mean "${nearest}"?`} All are listed under metrics.`,
  );
}

export function isFiner(grain: Grain, than: Grain): boolean {
  return GRAINS.indexOf(grain) < GRAINS.indexOf(than);
}

function memberOf(question: SeriesQuestion): Member {
  const member: Member = {};
  for (const dimension of ['channel', 'queue', 'category', 'cause'] as const) {
    const value = question[dimension];
    if (value !== undefined) member[dimension] = value;
  }
  return member;
}

function oneSeries(
  context: FeedContext,
  metric: Metric,
  member: Member,
  grain: Grain,
  fromDay: CivilDay,
  toDay: CivilDay,
): Series {
  const published = publishCells(
    context,
    metric,
    { shape: shapeOfMember(member), member, grain },
    fromDay,
    toDay,
  );
  return {
    metric: metric.id,
    unit: metric.unit,
    grain,
    ...versionOf(context),
    filter: member as Series['filter'],
    cells: columnsOf(published, startsOf(context, grain, published.startAt)),
  };
}

/** Starts in full, or where they are evenly apart as the first of them and the step. */
export function startsOf(
  context: FeedContext,
  grain: Grain,
  startAt: number[],
): { start?: string[]; start0?: string; step?: number } {
  const step = grain === '15min' ? QUARTER_SECONDS : 3600;
  const isEven =
    isSlotGrain(grain) && startAt.length > 1 && startAt.every((start, i) => start === startAt[0]! + i * step);
  return isEven
    ? { start0: context.zone.formatInstant(startAt[0]!), step }
    : { start: startAt.map((start) => context.zone.formatInstant(start)) };
}
