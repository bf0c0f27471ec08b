/**
 * What the hours of a day that are over say of those to come: how much of their surprise carries on.
 * Owns the weights, one for each number of slots that are over; refuses to change a forecast before five days taught it.
 *
 * ρ = came ÷ forecast − 1 of the slots that are over; the rest is multiplied by 1 + κρ, κ the regression through the
 * origin of the rest's own ρ on it over past days, with a penalty that draws it to 0. Source: reference 3.2.
 */

const LEAST_DAYS = 5;
/** As much as so many days of usual surprise with nothing carried on. */
const PENALTY_DAYS = 5;
const MOST_SURPRISE = 1;

export class IntradayBook {
  /** by how many slots are over: Σ ρ², Σ ρ × ρ of the rest, days */
  private readonly squares: Float64Array;
  private readonly products: Float64Array;
  private readonly days: Int32Array;

  constructor(slots: number) {
    this.squares = new Float64Array(slots);
    this.products = new Float64Array(slots);
    this.days = new Int32Array(slots);
  }

  /** Takes in a day that is over: what was forecast the day before, NaN where closed, and what came, NaN where unknown. */
  learn(forecast: ArrayLike<number>, came: ArrayLike<number>): void {
    for (let over = 1; over < this.days.length; over++) {
      const before = surpriseOf(forecast, came, 0, over);
      const after = surpriseOf(forecast, came, over, this.days.length);
      if (before === null || after === null) continue;
      this.squares[over]! += before * before;
      this.products[over]! += before * after;
      this.days[over]! += 1;
    }
  }

  /** κ by how many slots are over, from 0 to 1. */
  get weights(): number[] {
    return Array.from(this.days, (days, over) => {
      const squares = this.squares[over]!;
      if (days < LEAST_DAYS || squares === 0) return 0;
      const weight = this.products[over]! / (squares * (1 + PENALTY_DAYS / days));
      return Math.max(0, Math.min(1, weight));
    });
  }
}

/**
 * The hours of a day as they may enter what is said of its rest: those that are told themselves. What is said of the rest
 * shows what it is made of; an hour of 1 to `threshold` − 1 contacts is not told, alone or joined to one that is, and becomes
 * NaN.
 */
export function tellableCounts(came: readonly number[], threshold: number): number[] {
  return came.map((count) => (count > 0 && count < threshold ? Number.NaN : count));
}

/** By how much the rest of a day is to be taken, once so many slots of it are over; 1: as forecast. */
export function factorOfRest(
  weights: readonly number[],
  forecast: ArrayLike<number>,
  came: ArrayLike<number>,
  over: number,
): number {
  const surprise = surpriseOf(forecast, came, 0, over);
  return surprise === null ? 1 : 1 + (weights[over] ?? 0) * surprise;
}

/** Null where nothing was to be expected, or nothing is known. */
function surpriseOf(
  forecast: ArrayLike<number>,
  came: ArrayLike<number>,
  from: number,
  to: number,
): number | null {
  let [expected, known] = [0, 0];
  for (let slot = from; slot < to; slot++) {
    const mean = forecast[slot]!;
    const count = came[slot]!;
    if (Number.isNaN(mean) || Number.isNaN(count)) continue;
    expected += mean;
    known += count;
  }
  if (expected < 1) return null;
  return Math.max(-MOST_SURPRISE, Math.min(MOST_SURPRISE, known / expected - 1));
}
