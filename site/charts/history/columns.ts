/**
 * Thinning for drawing only: the first, least, largest and last value of each pixel column, which draw the same line.
 * Owns which points are kept; refuses to average, to leave out an extreme, or to join what a gap parts.
 * Source: reference 7 (M4; Jugel et al., "M4: a visualization-oriented time series data aggregation", VLDB 2014).
 */

/** Beyond it points are thinned and the picture says "range shown". Source: reference 7. */
export const MOST_POINTS = 1500;

/**
 * Indices of the points to draw, ascending, of `value[first … beyond)` laid over `columns` pixel columns; points of a
 * column without a value are left out. Each run of values within a column keeps its own four, so a gap stays one.
 * @param position ascending places of the points, in any unit
 * @param from place of the left edge of column 0, `to` of the right edge of the last; points outside count to these
 */
export function thinToColumns(
  position: Float64Array,
  value: Float64Array,
  { first, beyond, from, to, columns }: ColumnRange,
): Uint32Array {
  const kept: number[] = [];
  const perUnit = columns / (to - from);
  const last = columns - 1;
  let i = first;
  while (i < beyond) {
    if (Number.isNaN(value[i]!)) {
      i++;
      continue;
    }
    const column = clamp(Math.floor((position[i]! - from) * perUnit), last);
    const start = i;
    let least = i;
    let largest = i;
    for (i++; i < beyond; i++) {
      const here = value[i]!;
      if (Number.isNaN(here) || clamp(Math.floor((position[i]! - from) * perUnit), last) !== column) break;
      if (here < value[least]!) least = i;
      if (here > value[largest]!) largest = i;
    }
    const one = Math.min(least, largest);
    const other = Math.max(least, largest);
    const end = i - 1;
    kept.push(start);
    if (one > start) kept.push(one);
    if (other > one && other > start) kept.push(other);
    if (end > other) kept.push(end);
  }
  return Uint32Array.from(kept);
}

export interface ColumnRange {
  first: number;
  beyond: number;
  from: number;
  to: number;
  columns: number;
}

function clamp(column: number, last: number): number {
  return column < 0 ? 0 : column > last ? last : column;
}

/** Whether a value is missing anywhere between two kept points, which must then not be joined. */
export function isGapBetween(value: Float64Array, one: number, other: number): boolean {
  for (let i = one + 1; i < other; i++) if (Number.isNaN(value[i]!)) return true;
  return false;
}
