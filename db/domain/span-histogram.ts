/**
 * How long promises took, from making to doing, small enough to keep and exact to add up: seconds to a year.
 * Owns the bins; refuses waits, which have finer bins of their own (histogram.ts), and what was promised.
 *
 * A bin is a range (lower, upper] of seconds, bin 0 holds up to the first edge. Edges are the steps in which people
 * promise and remember: seconds, minutes, half-hours, hours, days. From a day on every edge is a number of whole days, or
 * of half ones in the first week, so that spans counted in civil days keep their number. Above a year everything shares
 * one bin.
 */
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** [unit, then the edges in it] */
const STEPS: readonly (readonly [unit: number, ...edges: readonly number[]])[] = [
  [1, 0, 5, 10, 15, 20, 30, 45],
  [MINUTE, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 35, 40, 45, 50, 55],
  [HOUR, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 18, 20, 22],
  [DAY, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5],
  [DAY, ...Array.from({ length: 25 }, (_, i) => 7 + i)],
  [DAY, 35, 40, 42, 45, 49, 50, 56, 60, 70, 75, 84, 90, 100, 120, 150, 180, 210, 240, 270, 300, 330, 365],
];

/** Upper edge of every regular bin in seconds, ascending. */
export const SPAN_EDGES: readonly number[] = STEPS.flatMap(([unit, ...edges]) =>
  edges.map((edge) => edge * unit),
);
/** The bin of longer spans is the last. */
export const SPAN_BIN_COUNT = SPAN_EDGES.length + 1;

/** The bin of a span in seconds. Throws RangeError when it is negative or not finite. */
export function spanBinOf(seconds: number): number {
  if (!(seconds >= 0 && seconds < Infinity)) {
    throw new RangeError(`span is ${seconds} s, expected a finite number of seconds, 0 or more`);
  }
  let [low, high] = [0, SPAN_EDGES.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (SPAN_EDGES[middle]! < seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The longest span in seconds that a bin holds; Infinity for the last. */
export function spanEdgeOf(bin: number): number {
  return SPAN_EDGES[bin] ?? Infinity;
}
