/**
 * Single cells out of columns that passed disclosure control, and columns put together from them again.
 * Refuses to change a cell: what is said here was said before, in the same words.
 */
import type { CellStatus } from '../../db/domain/cell.ts';
import type { DisclosedCell } from '../../db/domain/disclosure.ts';
import type { SaidCell, SaidColumns } from '../contract/cell.ts';
import type { Series } from '../contract/series.ts';
import { columnsOf } from './published-cells.ts';

export function cellAt({ value, n, status }: Series['cells'], at: number): SaidCell {
  return { value: value[at] ?? null, n: n[at] ?? null, status: status[at] ?? 'missing' } as SaidCell;
}

/** A figure by itself, as it may be said. */
export function sayCell(said: DisclosedCell, status: CellStatus): SaidCell {
  return cellAt(columnsOf({ said: [said], status: [status] }, {}), 0);
}

export function columnsFrom(cells: readonly SaidCell[]): SaidColumns {
  return {
    value: cells.map((cell) => cell.value),
    n: cells.map((cell) => cell.n),
    status: cells.map((cell) => cell.status),
  } as SaidColumns;
}
