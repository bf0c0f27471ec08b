/** A published series as rows: each bucket by its first civil day. */

import type { SeriesAnswer } from '../../api/contract/series.ts';
import { type CellStatus, isWholeValue } from '../../db/domain/cell.ts';
import { shiftMonths } from '../../db/domain/civil-day.ts';
import { type CivilDay, parseDay } from '../../db/domain/zone.ts';

export interface SeriesCell {
  day: CivilDay;
  value: number | null;
  n: number | null;
  status: CellStatus;
}

interface Columns {
  start: readonly string[];
  value: readonly (number | null)[];
  n: readonly (number | null)[];
  status: readonly CellStatus[];
}

/** The cells of the series itself, without what it is compared to; none where nothing was published. */
export function cellsOf(answer: SeriesAnswer | null): SeriesCell[] {
  const series = answer?.series.find((one) => one.comparison === undefined);
  const start = series?.cells.start;
  return series === undefined || start === undefined ? [] : cellsIn({ ...series.cells, start });
}

/** The same of columns, wherever they were published. */
export function cellsIn({ start, value, n, status }: Columns): SeriesCell[] {
  return start.map((text, i) => ({
    day: parseDay(text.slice(0, 10)) ?? 0,
    value: value[i] ?? null,
    n: n[i] ?? null,
    status: status[i] ?? 'missing',
  }));
}

/** Whether anything at all is known: a value, or one that is only hidden. */
export function hasRecords(cells: readonly { value: number | null; status: CellStatus }[]): boolean {
  return cells.some((cell) => cell.value !== null || cell.status === 'suppressed');
}

/** The latest bucket that is over and wholly recorded; what goes on, or has holes, is not compared. */
export function latestWhole(cells: readonly SeriesCell[]): SeriesCell | null {
  return cells.findLast((cell) => isWhole(cell.status)) ?? null;
}

/**
 * The latest whole bucket that is told: one that has only begun is mostly hidden, for few are behind it as yet, and would
 * silence the one before.
 */
export function latestTold(cells: readonly SeriesCell[]): SeriesCell | null {
  return cells.findLast(({ value, status }) => value !== null && isWholeValue(status)) ?? null;
}

/** The bucket that a statement speaks of, which says so where even that one is hidden; null where there is none. */
export function bucketSpokenOf(cells: readonly SeriesCell[]): SeriesCell | null {
  const told = latestTold(cells) ?? cells.findLast(({ value }) => value !== null);
  return told ?? latestWhole(cells) ?? cells.at(-1) ?? null;
}

function isWhole(status: CellStatus): boolean {
  return isWholeValue(status) || status === 'suppressed';
}

/** The latest buckets of a series by month that had ended by a day, whatever is known of them; not the one that goes on. */
export function endedMonths(
  cells: readonly SeriesCell[],
  by: CivilDay,
  most = Number.POSITIVE_INFINITY,
): SeriesCell[] {
  return cells.filter(({ day }) => shiftMonths(day, 1) - 1 <= by).slice(-most);
}
