/**
 * Single cells out of columns that passed disclosure control, and columns put together from them again.
 * Refuses to change a cell: what is said here was said before, in the same words.
 */
import type { SaidCell, SaidColumns } from '../contract/cell.ts';
import type { Series } from '../contract/series.ts';

export function cellAt({ value, n, status }: Series['cells'], at: number): SaidCell {
  return { value: value[at] ?? null, n: n[at] ?? null, status: status[at] ?? 'missing' } as SaidCell;
}

export function columnsFrom(cells: readonly SaidCell[]): SaidColumns {
  return {
    value: cells.map((cell) => cell.value),
    n: cells.map((cell) => cell.n),
    status: cells.map((cell) => cell.status),
  } as SaidColumns;
}
