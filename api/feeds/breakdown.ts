/**
 * `breakdown`: one metric for every member of a dimension over a window.
 * A window that is a calendar period has its own cells; any other is composed of cells that are published already,
 * so that subtracting two answers reveals nothing that was not said before.
 */
import { periodEnd, periodStart } from '../../db/domain/bucket.ts';
import type { CellStatus } from '../../db/domain/cell.ts';
import type { Disclosed, DisclosedCell } from '../../db/domain/disclosure.ts';
import { finestGrain, type Member } from '../../db/domain/lattice.ts';
import type { Metric } from '../../db/domain/metric.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import { recordedSpan } from '../../db/queries/coverage.ts';
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

/** A stretch of a window whose days, weeks or months have cells of their own. */
interface Stretch {
  grain: 'day' | 'week' | 'month';
  from: CivilDay;
  /** included */
  to: CivilDay;
}

export function breakdownFeed(
  context: FeedContext,
  question: BreakdownQuestion,
): FeedResult<BreakdownAnswer> {
  const found = knownMetric(question.metric);
  if (!found.ok) return found;
  const metric = found.answer;
  const { fromDay, toDay } = windowOf(context, question);
  const stretches = stretchesOf(context, question.by, fromDay, toDay);
  if (stretches === null) {
    return refuse(
      'no such window',
      `by ${question.by} only whole weeks (Monday to Sunday) and whole months are published; ${formatDay(fromDay)} to ${formatDay(toDay)} is neither`,
    );
  }
  if (!isComposable(metric) && !isOneCell(stretches)) {
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
    const theirs = stretchesOf(context, question.by, compared.fromDay, compared.toDay) ?? [];
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
  // Without a whole month the month of the records has a cell all the same; the sum of its days would hide small ones.
  const shown = last < fromDay ? toDay : last;
  return { fromDay: periodStart('month', shown), toDay: periodEnd('month', shown) - 1 };
}

/**
 * The window as whole months, and days before and after them; null where the dimension has no cell for a remainder.
 * What lies before the first record and after the last is left out: a window may be of any length.
 */
function stretchesOf(
  context: FeedContext,
  by: BreakdownDimension,
  fromDay: CivilDay,
  toDay: CivilDay,
): Stretch[] | null {
  if (toDay - fromDay === 6 && periodStart('week', fromDay) === fromDay) {
    return [{ grain: 'week', from: fromDay, to: fromDay }];
  }
  const finest = finestGrain(by);
  const hasDays = finest !== 'week' && finest !== 'month';
  const firstMonth = periodStart('month', fromDay) === fromDay ? fromDay : periodEnd('month', fromDay);
  const afterMonths = periodEnd('month', toDay) === toDay + 1 ? toDay + 1 : periodStart('month', toDay);
  const whole: Stretch[] =
    firstMonth < afterMonths
      ? [
          { grain: 'day', from: fromDay, to: firstMonth - 1 },
          { grain: 'month', from: firstMonth, to: afterMonths - 1 },
          { grain: 'day', from: afterMonths, to: toDay },
        ]
      : [{ grain: 'day', from: fromDay, to: toDay }];
  const stretches = whole.filter(({ from, to }) => from <= to);
  if (!hasDays && stretches.some(({ grain }) => grain === 'day')) return null;
  const span = recordedSpan(context.db);
  if (span === null) return stretches.slice(0, 1).map(({ grain, from }) => ({ grain, from, to: from }));
  const spoken = stretches
    .map(({ grain, from, to }) => ({
      grain,
      from: Math.max(from, periodStart(grain, span.firstDay)),
      to: Math.min(to, periodEnd(grain, span.lastDay) - 1),
    }))
    .filter(({ from, to }) => from <= to);
  return spoken.length > 0
    ? spoken
    : stretches.slice(0, 1).map(({ grain, from }) => ({ grain, from, to: from }));
}

/** Whether a stretch is one day, week or month. */
function isOneCell(stretches: readonly Stretch[]): boolean {
  const [first] = stretches;
  return first !== undefined && stretches.length === 1 && periodEnd(first.grain, first.from) > first.to;
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
  // Where a part of a sum is hidden, nobody can say of how much the rest is a share.
  if (metric.value.kind === 'count' && !rows.some(({ hasHidden }) => hasHidden)) {
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
): { said: DisclosedCell; status: CellStatus; hasHidden: boolean } {
  const parts = stretches.flatMap(({ grain, from, to }) => {
    const { said, status } = publishCells(context, metric, { shape: by, member, grain }, from, to);
    return said.map((cell, i) => ({ said: cell, status: status[i]! }));
  });
  if (parts.length === 1) return { ...parts[0]!, hasHidden: false };
  const hasHidden = parts.some(({ status }) => status === 'suppressed');
  const shown = parts.filter(({ said, status }) => said.kind === 'value' && isShown(status));
  if (shown.length === 0) {
    const status = hasHidden ? 'suppressed' : (parts[0]?.status ?? 'missing');
    return { said: { kind: 'missing' } as DisclosedCell, status, hasHidden };
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
    hasHidden,
  };
}

/** A sum is as settled as its least settled part, and partial where a part is hidden or missing. */
function worst(parts: readonly { status: CellStatus }[]): CellStatus {
  const statuses = new Set(parts.map((part) => part.status));
  if (statuses.has('suppressed') || statuses.has('missing') || statuses.has('partial')) return 'partial';
  if (statuses.has('provisional')) return 'provisional';
  return statuses.has('revised') ? 'revised' : 'final';
}
