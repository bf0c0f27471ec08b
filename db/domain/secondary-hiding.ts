/**
 * Secondary hiding: which figures beside the small ones have to be hidden, so that nobody can work a small one out.
 * Owns the choice of what to hide against a stranger's sums; refuses to know dates, members or metrics.
 *
 * Source: reference 5 (secondary suppression, audit by interval propagation); Willenborg and de Waal, Elements of Statistical
 * Disclosure Control (2001), ch. 6 (feasibility intervals of hidden cells).
 */
import type { Grid, HidingPolicy, Span } from './hiding-grid.ts';
import { Stranger } from './stranger.ts';

export interface Outcome {
  /** small amounts (cell × amounts + amount) for which nothing was left to hide */
  unsolved: number[];
  /** what a stranger is left with of an amount (cell × amounts + amount) */
  spanOf(place: number): Span;
}

/** Hides measures until no small amount behind a hidden one can be told within fewer than `leastPossible` numbers, or nothing is left to hide. */
export function hideMore(grid: Grid, policy: HidingPolicy): Outcome {
  const stranger = new Stranger(grid, policy);
  const before = grid.states.slice();
  let isFresh = true;
  for (;;) {
    stranger.reckon();
    const exposed = stranger.exposed();
    const unsolved: number[] = [];
    const hidden = new Set<number>();
    for (const number of exposed) {
      const told = stranger.reasonsOf(number, hidden);
      if (told === null) continue;
      if (told.length === 0) unsolved.push(...stranger.placesOf(number));
      else {
        stranger.hide(told[0]!);
        hidden.add(told[0]!);
      }
    }
    if (hidden.size > 0) {
      isFresh = false;
      continue;
    }
    if (unsolved.length > 0 && !isFresh) {
      // Limits that have come to follow from each other alone are known no more.
      stranger.beginAnew();
      isFresh = true;
      continue;
    }
    stranger.showTold(before);
    return { unsolved, spanOf: (place) => stranger.spanOf(place) };
  }
}
