/**
 * What a reader could work out of hidden counts from everything that is published around them.
 * Owns the enumeration of all counts that agree with it; refuses to decide what is published.
 *
 * Source: reference 5 (audit by feasible sets: a hidden count that can only be one of a few is not hidden).
 */

/** What is published of one count: the exact counts that it may stand for, both ends included. */
export interface Possible {
  low: number;
  high: number;
}

/** A weighted sum of the counts that is published too, or can be worked out: it lies in `low` to `high`. */
export interface KnownSum {
  weights: readonly number[];
  low: number;
  high: number;
}

/** More combinations than these are not tried. */
const MOST_TRIED = 200_000;
/** Sums come from divisions: a billionth of an answer is no difference. */
const ROUNDING = 1e-6;

/**
 * For each group of counts, how many different sums it can have. `counts`: by place; `groups`: places.
 * A group of one place is that count itself. Where there would be too much to try nothing is promised: 0.
 */
export function possibleSums(
  counts: readonly Possible[],
  known: readonly KnownSum[],
  groups: readonly (readonly number[])[],
): number[] {
  const combinations = counts.reduce((product, { low, high }) => product * (high - low + 1), 1);
  if (combinations > MOST_TRIED) return groups.map(() => 0);
  const found = groups.map(() => new Set<number>());
  const tried = counts.map(({ low }) => low);
  const agrees = () =>
    known.every(({ weights, low, high }) => {
      let sum = 0;
      for (let i = 0; i < tried.length; i++) sum += (weights[i] ?? 0) * tried[i]!;
      return sum >= low - ROUNDING && sum <= high + ROUNDING;
    });
  for (;;) {
    if (agrees()) {
      groups.forEach((places, i) => {
        found[i]!.add(places.reduce((sum, place) => sum + tried[place]!, 0));
      });
    }
    let place = 0;
    while (place < tried.length && tried[place] === counts[place]!.high) {
      tried[place] = counts[place]!.low;
      place++;
    }
    if (place === tried.length) break;
    tried[place]!++;
  }
  return found.map(({ size }) => size);
}
