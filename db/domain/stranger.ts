/**
 * A stranger who reads what is shown: what he is told by the measures of a grid, what is too much for him to know, and what has to be
 * hidden for that. Refuses to reckon, and to choose.
 */
import { type Grid, HIDDEN, type HidingPolicy, SHOWN, type Span } from './hiding-grid.ts';
import { type KnownSums, knownSums, NOUGHT } from './known-sums.ts';
import { FAR, Reckoning } from './reckoning.ts';

export class Stranger {
  private readonly grid: Grid;
  private readonly policy: HidingPolicy;
  private readonly sums: KnownSums;
  /** by amount: the measures that tell it */
  private readonly tellers: number[][];
  private reckoning: Reckoning;
  /** small numbers behind hidden measures */
  private readonly watched = new Set<number>();
  /** ends of which nothing nearer may follow than this, for elsewhere something is hidden that would */
  private readonly least = new Map<number, number>();

  constructor(grid: Grid, policy: HidingPolicy) {
    this.grid = grid;
    this.policy = policy;
    this.sums = knownSums(grid);
    this.reckoning = new Reckoning(this.sums, policy.leastPossible - 2);
    const { amounts, measures, states } = grid;
    this.tellers = Array.from({ length: amounts }, (_, amount) =>
      measures.flatMap(({ tells }, at) => (tells.includes(amount) ? [at] : [])),
    );
    for (let number = 0; number < this.sums.numbers; number++) this.tell(number);
    for (let at = 0; at < states.length; at++) if (states[at] === HIDDEN) this.watch(at);
    for (const [place, { low, high }] of grid.known) {
      const number = this.sums.numberOf[place]!;
      if (number === NOUGHT) continue;
      this.keep(2 * number, grid.values[place]! - low);
      this.keep(2 * number + 1, high - grid.values[place]!);
    }
  }

  private keep(end: number, distance: number): void {
    const kept = this.reckoning.distanceKept(distance);
    if (kept > 0) this.least.set(end, Math.max(this.least.get(end) ?? 0, kept));
  }

  /** What is left of an amount (cell × amounts + amount). */
  spanOf(place: number): Span {
    const number = this.sums.numberOf[place]!;
    if (number === NOUGHT) return NOTHING;
    const value = this.grid.values[place]!;
    const [below, above] = this.distancesOf(number);
    return { low: below === FAR ? 0 : value - below, high: above === FAR ? Infinity : value + above };
  }

  /** Forgets all that follows. */
  beginAnew(): void {
    this.reckoning = new Reckoning(this.sums, this.policy.leastPossible - 2);
    for (let number = 0; number < this.sums.numbers; number++) this.tell(number);
  }

  /** Narrows what he knows by all sums until nothing moves. */
  reckon(): void {
    this.reckoning.reckon();
  }

  /** Hides every measure that tells a number. */
  hide(number: number): void {
    const { amounts, measures, states } = this.grid;
    const { numberOf } = this.sums;
    const touched = new Set<number>();
    for (const place of this.placesOf(number)) {
      const cell = Math.floor(place / amounts);
      for (const measure of this.tellers[place % amounts]!) {
        const at = cell * measures.length + measure;
        if (states[at] !== SHOWN) continue;
        states[at] = HIDDEN;
        this.watch(at);
        for (const amount of measures[measure]!.tells) touched.add(numberOf[cell * amounts + amount]!);
      }
    }
    touched.delete(NOUGHT);
    for (const other of touched) this.tell(other);
  }

  private tell(number: number): void {
    const value = this.valueOf(number);
    const { low, high } = this.toldOf(number);
    this.reckoning.tell(2 * number, value - low);
    this.reckoning.tell(2 * number + 1, high - value);
  }

  private distancesOf(number: number): [below: number, above: number] {
    return [this.reckoning.distanceOf(2 * number), this.reckoning.distanceOf(2 * number + 1)];
  }

  /** The amounts that are one number. */
  placesOf(number: number): Uint32Array {
    const { places, placeStarts } = this.sums;
    return places.subarray(placeStarts[number], placeStarts[number + 1]);
  }

  private watch(state: number): void {
    const { values, amounts, measures } = this.grid;
    const first = Math.floor(state / measures.length) * amounts;
    const { guards, base } = measures[state % measures.length]!;
    for (const amount of base === null ? guards : [...guards, base]) {
      const value = values[first + amount]!;
      if (value > 0 && value < this.policy.threshold) this.watched.add(this.sums.numberOf[first + amount]!);
    }
  }

  private toldOf(number: number): Span {
    let { low, high } = ANYTHING;
    for (const place of this.placesOf(number)) {
      const span = this.toldAt(place);
      low = Math.max(low, span.low);
      high = Math.min(high, span.high);
    }
    return { low, high };
  }

  /** What the shown measures of a cell tell of an amount that is not nought, and the hidden ones: that there is somebody. */
  private toldAt(place: number): Span {
    const { values, amounts, measures, states, isRounded, known } = this.grid;
    const { threshold, base } = this.policy;
    const half = Math.floor(base / 2);
    const cell = Math.floor(place / amounts);
    const amount = place % amounts;
    const value = values[place]!;
    let { low, high } = known.get(place) ?? ANYTHING;
    for (const at of this.tellers[amount]!) {
      const measure = measures[at]!;
      const state = states[cell * measures.length + at];
      // Of nobody a count is told as none, and a share or a mean is missing.
      if (state === HIDDEN && (measure.guards[0] === amount || measure.base === amount))
        low = Math.max(low, 1);
      if (state !== SHOWN) continue;
      if (isRounded[cell] === 1 || measure.isRounded) {
        const rounded = Math.round(value / base) * base;
        low = Math.max(low, rounded - half, Math.min(value, threshold));
        high = Math.min(high, rounded + half);
      } else low = high = value;
    }
    return { low, high };
  }

  /**
   * Numbers of which too much is known, the smallest first: small ones behind hidden measures of which fewer are left than it takes
   * to hide them, and those of which more follows than was known for another reason.
   */
  exposed(): number[] {
    const { leastPossible } = this.policy;
    const found = new Set<number>();
    for (const number of this.watched) {
      const [below, above] = this.distancesOf(number);
      // He knows that it is not nought.
      if (Math.min(below, this.valueOf(number) - 1) + above < leastPossible - 1) found.add(number);
    }
    for (const [end, least] of this.least) if (this.reckoning.distanceOf(end) < least) found.add(end >> 1);
    return [...found].sort((a, b) => this.valueOf(a) - this.valueOf(b) || a - b);
  }

  private valueOf(number: number): number {
    return this.grid.values[this.sums.places[this.sums.placeStarts[number]!]!]!;
  }

  /** Shows again what was hidden beside others and is told by them all the same: to hide it protects nobody. */
  showTold(before: Uint8Array): void {
    const { amounts, measures, states } = this.grid;
    for (let at = 0; at < states.length; at++) {
      if (states[at] !== HIDDEN || before[at] !== SHOWN) continue;
      const first = Math.floor(at / measures.length) * amounts;
      const isTold = measures[at % measures.length]!.tells.every((amount) => {
        const number = this.sums.numberOf[first + amount]!;
        return number === NOUGHT || this.distancesOf(number).every((distance) => distance === 0);
      });
      if (isTold) states[at] = SHOWN;
    }
  }

  /**
   * The shown numbers from which the limits of another follow, the one missed least first. One of them hidden, it does not
   * follow in this way. Null where it may follow no more already, because one of them is among those hidden since `reckon`.
   */
  reasonsOf(exposed: number, hidden: ReadonlySet<number>): number[] | null {
    const costs: [number: number, cost: number][] = [];
    for (const number of this.reckoning.toldBehind([2 * exposed, 2 * exposed + 1])) {
      if (hidden.has(number)) return null;
      const cost = this.costOf(number);
      if (cost !== null) costs.push([number, cost]);
    }
    return costs.sort((a, b) => a[1] - b[1]).map(([number]) => number);
  }

  /** What it costs to hide all that tells a number, in order of what is missed; null where nothing does. */
  private costOf(number: number): number | null {
    const { amounts, measures, states, isFixed, ranks } = this.grid;
    let cost: number | null = null;
    for (const place of this.placesOf(number)) {
      const cell = Math.floor(place / amounts);
      let rank = -1;
      let wasTold = false;
      for (const measure of this.tellers[place % amounts]!) {
        if (states[cell * measures.length + measure] !== SHOWN) continue;
        rank = Math.max(rank, measures[measure]!.rank);
        if (isFixed[cell * measures.length + measure] === 1) wasTold = true;
      }
      if (rank < 0) continue;
      const tier = wasTold ? FIXED : rank >= DEAR_RANK ? DEAR : 0;
      cost = Math.max(cost ?? 0, tier + ranks[cell]! * RANKS + rank);
    }
    // Of several alike the smallest: it is missed least.
    return cost === null ? null : cost + this.valueOf(number) * SMALLER;
  }
}

const NOTHING: Span = { low: 0, high: 0 };
const ANYTHING: Span = { low: 0, high: Infinity };
/** Measures from this rank on are hidden where nothing else helps; what was told before, where not even that does. */
export const DEAR_RANK = 1000;
/** More than any cost below. */
const DEAR = 1e8;
const FIXED = 1e9;
/** Small enough to decide between alike ones alone, and large enough beside the rest. */
const SMALLER = 1e-6;
/** More than any measure's rank. */
const RANKS = 10_000;
