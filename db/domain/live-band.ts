/**
 * How exactly a count of the moment is said: as a band, so that one contact more or less does not show by itself.
 * Bands: 0–4, 5–9, 10–19, 20–49, 50–99, and so on by 2, 5 and 10. Source: reference 5 (live feed).
 */

/** Both ends included. */
export interface Band {
  low: number;
  high: number;
}

const FIRST: Band = { low: 0, high: 4 };
const SECOND: Band = { low: 5, high: 9 };

/** `count`: whole, 0 or more. */
export function bandOf(count: number): Band {
  if (count <= FIRST.high) return FIRST;
  if (count <= SECOND.high) return SECOND;
  const decade = 10 ** Math.floor(Math.log10(count) + 1e-9);
  const [low, next] = count < 2 * decade ? [1, 2] : count < 5 * decade ? [2, 5] : [5, 10];
  return { low: low * decade, high: next * decade - 1 };
}

/** Of the lowest band nothing more is said: not how long its first has waited, and not that so few serve. */
export function isLowestBand({ low }: Band): boolean {
  return low === FIRST.low;
}

/** What stands for a band where it is reckoned with. */
export function middleOf({ low, high }: Band): number {
  return (low + high) / 2;
}

/** How long the first of so many has waited, in begun minutes; null in the lowest band: it would be one person's wait. */
export function longestMinutesOf(waitSeconds: number, waiting: number): number | null {
  return isLowestBand(bandOf(waiting)) ? null : Math.max(1, Math.ceil(waitSeconds / 60));
}
