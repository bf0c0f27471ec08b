/**
 * A figure over a window of days. Owns how a window that is no calendar period is put together: of cells that are
 * published already, so that subtracting two answers reveals nothing that was not said before.
 */
import { periodEnd, periodStart } from '../../db/domain/bucket.ts';
import type { CellStatus } from '../../db/domain/cell.ts';
import type { Disclosed, DisclosedCell } from '../../db/domain/disclosure.ts';
import { finestGrain, type Member, type Shape } from '../../db/domain/lattice.ts';
import type { Metric } from '../../db/domain/metric.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import { recordedSpan } from '../../db/queries/coverage.ts';
import type { FeedContext } from './context.ts';
import { isShown, publishCells } from './published-cells.ts';

/** A stretch of a window whose days, weeks or months have cells of their own. */
export interface Stretch {
  grain: 'day' | 'week' | 'month';
  from: CivilDay;
  /** included */
  to: CivilDay;
}

export interface WindowFigure {
  said: DisclosedCell;
  status: CellStatus;
  /** a part of it is hidden, and not in the figure */
  hasHidden: boolean;
}

/**
 * The window as whole months, and days before and after them; null where the table has no cell for a remainder.
 * What lies before the first record and after the last is left out: a window may be of any length.
 */
export function stretchesOf(
  context: FeedContext,
  shape: Shape,
  fromDay: CivilDay,
  toDay: CivilDay,
): Stretch[] | null {
  const stretches = calendarStretches(fromDay, toDay);
  if (stretches[0]?.grain === 'week') return stretches;
  const finest = finestGrain(shape);
  const hasDays = finest !== 'week' && finest !== 'month';
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

/** A window as one week, or as whole months with the days before and after them. */
export function calendarStretches(fromDay: CivilDay, toDay: CivilDay): Stretch[] {
  if (toDay - fromDay === 6 && periodStart('week', fromDay) === fromDay) {
    return [{ grain: 'week', from: fromDay, to: fromDay }];
  }
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
  return whole.filter(({ from, to }) => from <= to);
}

/** Whether a stretch is one day, week or month. */
export function isOneCell(stretches: readonly Stretch[]): boolean {
  const [first] = stretches;
  return first !== undefined && stretches.length === 1 && periodEnd(first.grain, first.from) > first.to;
}

export function isComposable({ value }: Metric): boolean {
  return value.kind === 'count' || value.kind === 'ratio';
}

/** A window's figure out of published figures: counts add up, shares and means are weighted by their n. */
export function composeWindow(
  context: FeedContext,
  metric: Metric,
  { shape, member }: { shape: Shape; member: Member },
  stretches: readonly Stretch[],
): WindowFigure {
  return composeCells(
    metric,
    stretches.flatMap(({ grain, from, to }) => {
      const { said, status } = publishCells(context, metric, { shape, member, grain }, from, to);
      return said.map((cell, i) => ({ said: cell, status: status[i]! }));
    }),
  );
}

/** One figure out of published cells, of which each counts contacts of its own; none of them: nothing is known. */
export function composeCells(
  metric: Metric,
  parts: readonly { said: DisclosedCell; status: CellStatus }[],
): WindowFigure {
  if (parts.length === 1) return { ...parts[0]!, hasHidden: false };
  const hasHidden = parts.some(({ status }) => status === 'suppressed');
  // A share is hidden where few were on one side of it: those that are left would be another kind of days.
  if (hasHidden && metric.value.kind === 'ratio' && metric.value.parts)
    return { said: { kind: 'suppressed' } as DisclosedCell, status: 'suppressed', hasHidden };
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
