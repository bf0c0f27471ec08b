/**
 * `breakdown`: one metric for every member of a dimension over a window.
 * Owns what stands in the rows and of what a share is one; how a window is put together is window.ts's.
 */
import { periodsBetween } from '../../db/domain/bucket.ts';
import type { CellStatus } from '../../db/domain/cell.ts';
import type { DisclosedCell } from '../../db/domain/disclosure.ts';
import type { Metric } from '../../db/domain/metric.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import { cellsOf } from '../../db/rollup/cell-book.ts';
import type { BreakdownAnswer, BreakdownDimension, BreakdownRows } from '../contract/breakdown.ts';
import type { Comparison } from '../contract/series.ts';
import { windowOf } from './asked-window.ts';
import { comparedRange } from './comparison.ts';
import { type FeedContext, type FeedResult, refuse, versionOf } from './context.ts';
import { labelOf } from './label.ts';
import { columnsOf, isShown, type PublishedCells, publishCells } from './published-cells.ts';
import { knownMetric } from './series.ts';
import { wholeOf } from './whole.ts';
import {
  composeWindow,
  isComposable,
  isOneCell,
  type Stretch,
  stretchesOf,
  type WindowFigure,
} from './window.ts';

export interface BreakdownQuestion {
  metric: string;
  by: BreakdownDimension;
  /** null: the last whole month of records */
  fromDay: CivilDay | null;
  toDay: CivilDay | null;
  compare?: Comparison;
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
    ...versionOf(context),
    rows: rowsOf(context, metric, question.by, stretches),
  };
  if (question.compare !== undefined) {
    const compared = comparedRange(question.compare, fromDay, toDay, 'day');
    const theirs = stretchesOf(context, question.by, compared.fromDay, compared.toDay) ?? [];
    answer.compared = {
      comparison: question.compare,
      comparisonRule: compared.rule.words,
      from: formatDay(compared.fromDay),
      to: formatDay(compared.toDay),
      rows: rowsOf(context, metric, question.by, theirs),
    };
  }
  return { ok: true, answer };
}

function rowsOf(
  context: FeedContext,
  metric: Metric,
  by: BreakdownDimension,
  stretches: readonly Stretch[],
): BreakdownRows {
  const composedRows = cellsOf(context.db, by).map(({ member }) => ({
    name: member[by]!,
    ...composeWindow(context, metric, { shape: by, member }, stretches),
  }));
  return arrange(context, metric, by, composedRows, () =>
    composeWindow(context, metric, { shape: 'all', member: {} }, stretches),
  );
}

/**
 * The rows of each single day, week or month of a stretch, read at once: for any of them the very rows that
 * `breakdownFeed` answers with when it is asked for that period alone.
 */
export function periodRows(
  context: FeedContext,
  metric: Metric,
  by: Exclude<BreakdownDimension, 'region'>,
  grain: Stretch['grain'],
  fromDay: CivilDay,
  toDay: CivilDay,
): (firstDay: CivilDay) => BreakdownRows {
  const members = cellsOf(context.db, by).map(({ member }) => ({
    name: member[by]!,
    cells: publishCells(context, metric, { shape: by, member, grain }, fromDay, toDay),
  }));
  let wholes: PublishedCells | null = null;
  const positions = new Map(periodsBetween(grain, fromDay, toDay).map((first, i) => [first, i]));
  return (firstDay) => {
    const at = positions.get(firstDay);
    if (at === undefined)
      throw new RangeError(`no ${grain} of the stretch begins with ${formatDay(firstDay)}`);
    const ofPeriod = members.map(({ name, cells: { said, status } }) => ({
      ...{ name, said: said[at]!, status: status[at]!, hasHidden: false },
    }));
    return arrange(context, metric, by, ofPeriod, () => {
      wholes ??= publishCells(context, metric, { shape: 'all', member: {}, grain }, fromDay, toDay);
      return { said: wholes.said[at]!, status: wholes.status[at]!, hasHidden: false };
    });
  };
}

interface Row {
  name: string;
  said: DisclosedCell;
  status: CellStatus;
  /** it is a sum of which a part is hidden */
  hasHidden: boolean;
}

/**
 * The largest first, those without anything left out, with shares where the whole is known. `published`: all contacts that
 * the metric counts; asked only where a row is hidden, since else the rows are the whole.
 */
function arrange(
  context: FeedContext,
  metric: Metric,
  by: BreakdownDimension,
  members: readonly Row[],
  published: () => WindowFigure,
): BreakdownRows {
  const rows = members
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
    const isHidden = (at: number) => columns.status[at] === 'suppressed' && isDividedBy(metric, by);
    const counts = columns.value.map((count, at) => ({ count, isHidden: isHidden(at) }));
    const whole = wholeOf(counts, () => countIn(published()));
    columns.share = columns.value.map((value) => (value === null || whole === null ? null : value / whole));
  }
  return columns;
}

/** Whether every contact that a metric counts is in some row: a cause is asked only of problems and complaints. */
function isDividedBy({ id }: Metric, by: BreakdownDimension): boolean {
  return by !== 'cause' || id === 'complaints';
}

/** Null where it is not told, or of a part alone. */
function countIn({ said, status, hasHidden }: WindowFigure): number | null {
  return said.kind === 'value' && isShown(status) && !hasHidden ? said.value : null;
}

function rankOf({ said, status }: { said: DisclosedCell; status: CellStatus }): number {
  return said.kind === 'value' && isShown(status) ? said.value : -Infinity;
}
