/**
 * `breakdown`: one metric for every member of a dimension over a window.
 * A window that is a calendar period has its own cells; any other is composed of cells that are published already,
 * so that subtracting two answers reveals nothing that was not said before.
 */
import { type Grain, periodEnd, periodStart } from '../../db/domain/bucket.ts';
import type { CellStatus } from '../../db/domain/cell.ts';
import type { Disclosed, DisclosedCell } from '../../db/domain/disclosure.ts';
import { finestGrain, type Member } from '../../db/domain/lattice.ts';
import type { Metric } from '../../db/domain/metric.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import { cellsOf } from '../../db/rollup/cell-book.ts';
import type { BreakdownAnswer, BreakdownDimension, BreakdownRows } from '../contract/breakdown.ts';
import type { Comparison } from '../contract/series.ts';
import { comparedRange } from './comparison.ts';
import { asOf, type FeedContext, type FeedResult, refuse } from './context.ts';
import { labelOf } from './label.ts';
import { columnsOf, isShown, publishCells } from './published-cells.ts';
import { knownMetric, rangeOf } from './series.ts';

export interface BreakdownQuestion {
  metric: string;
  by: BreakdownDimension;
  /** null: the last whole month of records */
  fromDay: CivilDay | null;
  toDay: CivilDay | null;
  compare?: Comparison;
}

/** A stretch of a window that has a cell of its own. */
interface Stretch {
  grain: 'day' | 'week' | 'month';
  start: CivilDay;
}

export function breakdownFeed(
  context: FeedContext,
  question: BreakdownQuestion,
): FeedResult<BreakdownAnswer> {
  const found = knownMetric(question.metric);
  if (!found.ok) return found;
  const metric = found.answer;
  const { fromDay, toDay } = windowOf(context, question);
  const stretches = stretchesOf(fromDay, toDay, finestGrain(question.by));
  if (stretches === null) {
    return refuse(
      'no such window',
      `by ${question.by} only whole weeks (Monday to Sunday) and whole months are published; ${formatDay(fromDay)} to ${formatDay(toDay)} is neither`,
    );
  }
  if (!isComposable(metric) && stretches.length > 1) {
    return refuse(
      'no such window',
      `${metric.id} cannot be put together from parts; ask for one day, one week (Monday to Sunday) or one calendar month`,
    );
  }
  const answer: BreakdownAnswer = {
    metric: metric.id,
    unit: metric.unit,
    by: question.by,
    from: formatDay(fromDay),
    to: formatDay(toDay),
    timeZone: context.zone.id,
    asOf: asOf(context),
    rows: rowsOf(context, metric, question.by, stretches),
  };
  if (question.compare !== undefined) {
    const compared = comparedRange(question.compare, fromDay, toDay, 'day');
    const theirs = stretchesOf(compared.fromDay, compared.toDay, finestGrain(question.by)) ?? [];
    answer.compared = {
      comparison: question.compare,
      comparisonRule: compared.rule,
      from: formatDay(compared.fromDay),
      to: formatDay(compared.toDay),
      rows: rowsOf(context, metric, question.by, theirs),
    };
  }
  return { ok: true, answer };
}

function windowOf(context: FeedContext, question: BreakdownQuestion): { fromDay: CivilDay; toDay: CivilDay } {
  if (question.fromDay !== null || question.toDay !== null)
    return rangeOf(context, { ...question, grain: 'day' });
  const { fromDay, toDay } = rangeOf(context, { fromDay: null, toDay: null, grain: 'month' });
  const isWhole = periodEnd('month', toDay) === toDay + 1;
  const last = isWhole ? toDay : periodStart('month', toDay) - 1;
  return last < fromDay ? { fromDay, toDay } : { fromDay: periodStart('month', last), toDay: last };
}

/** The window as whole months, then days; null where the dimension has no cell for a remainder. */
function stretchesOf(fromDay: CivilDay, toDay: CivilDay, finest: Grain): Stretch[] | null {
  const isWeek = toDay - fromDay === 6 && periodStart('week', fromDay) === fromDay;
  if (isWeek) return [{ grain: 'week', start: fromDay }];
  const stretches: Stretch[] = [];
  for (let day = fromDay; day <= toDay; ) {
    const next = periodEnd('month', day);
    if (periodStart('month', day) === day && next <= toDay + 1) {
      stretches.push({ grain: 'month', start: day });
      day = next;
    } else if (finest === 'week' || finest === 'month') {
      return null;
    } else {
      stretches.push({ grain: 'day', start: day });
      day++;
    }
  }
  return stretches;
}

function isComposable({ value }: Metric): boolean {
  return value.kind === 'count' || value.kind === 'ratio';
}

function rowsOf(
  context: FeedContext,
  metric: Metric,
  by: BreakdownDimension,
  stretches: readonly Stretch[],
): BreakdownRows {
  const rows = cellsOf(context.db, by)
    .map(({ member }) => ({ name: member[by]!, ...composed(context, metric, by, member, stretches) }))
    .filter(
      ({ said, status }) =>
        !(status === 'closed' || (said.kind === 'value' && said.value === 0 && said.n === 0)),
    )
    .sort((a, b) => rankOf(b) - rankOf(a) || (a.name < b.name ? -1 : 1));
  const columns = columnsOf(
    { said: rows.map((row) => row.said), status: rows.map((row) => row.status) },
    {
      member: rows.map((row) => row.name),
      label: rows.map((row) => labelOf(context.configuration, by, row.name)),
      share: rows.map((): number | null => null),
    },
  );
  if (metric.value.kind === 'count') {
    const sum = columns.value.reduce<number>((total, value) => total + (value ?? 0), 0);
    columns.share = columns.value.map((value) => (value === null || sum === 0 ? null : value / sum));
  }
  return columns;
}

function rankOf({ said, status }: { said: DisclosedCell; status: CellStatus }): number {
  return said.kind === 'value' && isShown(status) ? said.value : -Infinity;
}

/** A window's figure out of published figures: counts add up, shares and means are weighted by their n. */
function composed(
  context: FeedContext,
  metric: Metric,
  by: BreakdownDimension,
  member: Member,
  stretches: readonly Stretch[],
): { said: DisclosedCell; status: CellStatus } {
  const parts = stretches.flatMap(({ grain, start }) => {
    const { said, status } = publishCells(context, metric, { shape: by, member, grain }, start, start);
    return said.map((cell, i) => ({ said: cell, status: status[i]! }));
  });
  if (parts.length === 1) return parts[0]!;
  const shown = parts.filter(({ said, status }) => said.kind === 'value' && isShown(status));
  if (shown.length === 0) {
    const status = parts.some((part) => part.status === 'suppressed')
      ? 'suppressed'
      : (parts[0]?.status ?? 'missing');
    return { said: { kind: 'missing' } as DisclosedCell, status };
  }
  let value = 0;
  let n = 0;
  for (const { said } of shown) {
    if (said.kind !== 'value') continue;
    n += said.n ?? 0;
    value += metric.value.kind === 'count' ? said.value : said.value * (said.n ?? 0);
  }
  if (metric.value.kind !== 'count') value = n === 0 ? 0 : value / n;
  return {
    said: { kind: 'value', value, n } as Disclosed<{ kind: 'value'; value: number; n: number }>,
    status: worst(parts),
  };
}

/** A sum is as settled as its least settled part, and partial where a part is hidden or missing. */
function worst(parts: readonly { status: CellStatus }[]): CellStatus {
  const statuses = new Set(parts.map((part) => part.status));
  if (statuses.has('suppressed') || statuses.has('missing') || statuses.has('partial')) return 'partial';
  if (statuses.has('provisional')) return 'provisional';
  return statuses.has('revised') ? 'revised' : 'final';
}
