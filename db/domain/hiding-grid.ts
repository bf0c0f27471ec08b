/**
 * What secondary hiding works on: cells, amounts in them, measures that tell amounts, and the sums that hold. Refuses to know
 * dates, members or metrics, and to reckon.
 */

/** What one measure tells where it is shown, and what it keeps secret where it is hidden: amounts by number. */
export interface Measure {
  tells: readonly number[];
  guards: readonly number[];
  /** the amount behind it, which is secret where it is small; null: the same as what it guards */
  base: number | null;
  /** tells amounts rounded, at every cell */
  isRounded: boolean;
  /** among measures the lowest is hidden first */
  rank: number;
}

/** `none`: not published at all in this cell. */
export const NONE = 0;
export const SHOWN = 1;
export const HIDDEN = 2;

/** One cell is the sum of others, amount by amount. */
export interface CellSum {
  whole: number;
  parts: readonly number[];
  /** the amounts of which it holds */
  amounts: readonly number[];
}

/** Within every cell one amount is a sum of others. */
export interface AmountSum {
  whole: number;
  parts: readonly (readonly [amount: number, factor: number])[];
}

export interface Grid {
  /** cells × amounts: the true numbers, whole and not negative */
  values: Float64Array;
  amounts: number;
  measures: readonly Measure[];
  /** cells × measures: NONE, SHOWN or HIDDEN; hiding writes into it */
  states: Uint8Array;
  /** cells × measures: whether it was told before, and is hidden only where nothing else helps */
  isFixed: Uint8Array;
  /** by cell: whether it tells every amount rounded */
  isRounded: Uint8Array;
  /** by cell: among cells the lowest is hidden first */
  ranks: Float64Array;
  cellSums: readonly CellSum[];
  amountSums: readonly AmountSum[];
  /** what is known of amounts for another reason, and no more may come to be, by cell × amounts + amount */
  known: ReadonlyMap<number, Span>;
}

/** Both ends included. */
export interface Span {
  low: number;
  high: number;
}

export interface HidingPolicy {
  /** counts below it are hidden */
  threshold: number;
  /** as many numbers must be left for one that is hidden */
  leastPossible: number;
  /** counts are rounded to multiples of it where they are rounded */
  base: number;
}
