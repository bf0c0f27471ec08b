/**
 * `actions/{id}/impact`: the weeks from which an action is judged, and what would have come without it.
 * Owns the columns; every figure in them is a published one, or worked out from published ones alone.
 */
import { findMetric } from '../../db/domain/metric.ts';
import { slugOf } from '../../db/domain/slug.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import type { ImpactAnswer } from '../contract/impact.ts';
import { judgedActions, seriesOf } from './action-impact.ts';
import { noSuchAction } from './actions.ts';
import { type FeedContext, type FeedResult, versionOf } from './context.ts';
import { columnsOf, type PublishedCells } from './published-cells.ts';

/** What is worked out carries no more digits than anybody reads. */
const DIGITS = 6;
const NO_CELLS: PublishedCells = { startAt: [], said: [], status: [] };

export function impactFeed(
  context: FeedContext,
  { id, toDay }: { id: string; toDay: CivilDay | null },
): FeedResult<ImpactAnswer> {
  const all = judgedActions(context, toDay);
  const one = all.find(({ record }) => record.id === id || slugOf(record.id) === id);
  if (one === undefined) return noSuchAction(id, all);
  const { record, judgement, countedFrom } = one;
  const today = context.zone.dayOf(context.nowSeconds);
  const series = seriesOf(context, one.asked, Math.min(toDay ?? today, today));
  const question = series?.question ?? null;
  const weeks = question?.weeks ?? [];
  const rounded = (value: number | null | undefined) =>
    value == null ? null : Number(value.toPrecision(DIGITS));
  const control = series?.control == null ? null : columnsOf(series.control, {});
  const none = weeks.map(() => null);
  const isCount = question?.kind === 'count';
  return {
    ok: true,
    answer: {
      ...versionOf(context),
      action: record.id,
      metric: record.metric,
      unit: findMetric(record.metric)?.unit ?? '',
      kind: judgement === null ? null : (question?.kind ?? null),
      exposureKind: isCount ? (question?.exposureKind ?? null) : null,
      fullEffectFrom: formatDay(countedFrom),
      weeks: columnsOf(series?.cells ?? NO_CELLS, {
        start: weeks.map(({ day }) => formatDay(day)),
        exposure: weeks.map(({ exposure }) => (isCount && exposure > 0 ? rounded(exposure) : null)),
        control: control?.value ?? none,
        controlN: control?.n ?? none,
        leftOut: weeks.map(({ leftOut }) => leftOut),
        // What is judged goes no further than the weeks of the last look.
        without: weeks.map((_, week) => rounded(judgement?.counterfactual[week])),
        withoutLow: weeks.map((_, week) => rounded(judgement?.band[week]?.low)),
        withoutHigh: weeks.map((_, week) => rounded(judgement?.band[week]?.high)),
      }),
    },
  };
}
