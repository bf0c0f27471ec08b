/**
 * Whole numbers that are not known, and what sums and shares of them say of each: intervals, narrowed until nothing moves.
 * Owns propagation, and trying both ends of an interval; refuses to know what the numbers count.
 */

/** Beyond any count; sums of milliseconds have a limit of their own. */
export const MOST = 1e9;
const EPSILON = 1e-6;

/** `[variable, factor]` */
export type Term = readonly [number, number];

/** One of these holds, none of them need be known to: each is a list of intervals that hold together. */
type Alternatives = readonly (readonly { variable: number; low: number; high: number }[])[];

export class Contradiction extends Error {}

export class Bounds {
  readonly low: number[] = [];
  readonly high: number[] = [];
  private readonly terms: (readonly Term[])[] = [];
  private readonly sumLow: number[] = [];
  private readonly sumHigh: number[] = [];
  private readonly alternatives: Alternatives[] = [];
  /** constraints by variable: sums from 0, alternatives as −1 − their place */
  private readonly uses: number[][] = [];
  private queue: number[] = [];
  private readonly isQueued = new Set<number>();
  private trail: [variable: number, low: number, high: number][] | null = null;

  variable(low = 0, high = MOST): number {
    this.low.push(low);
    this.high.push(high);
    this.uses.push([]);
    return this.low.length - 1;
  }

  /** A sum lies in `low` to `high`, both included. */
  sum(terms: readonly Term[], low: number, high: number): void {
    if (terms.length === 0) return;
    if (terms.length === 1 && terms[0]![1] === 1) {
      this.narrow(terms[0]![0], low, high);
      return;
    }
    const place = this.terms.length;
    this.terms.push(terms);
    this.sumLow.push(low);
    this.sumHigh.push(high);
    for (const [variable] of terms) this.uses[variable]!.push(place);
    this.enqueue(place);
  }

  either(alternatives: Alternatives): void {
    const place = -1 - this.alternatives.length;
    this.alternatives.push(alternatives);
    const variables = new Set(alternatives.flatMap((all) => all.map(({ variable }) => variable)));
    for (const variable of variables) this.uses[variable]!.push(place);
    this.enqueue(place);
  }

  variablesOf(sum: number): number[] {
    return this.terms[sum]!.map(([variable]) => variable);
  }

  /** The sums with one value in which a variable stands. */
  equationsOf(variable: number): (readonly Term[])[] {
    return this.uses[variable]!.flatMap((place) =>
      place >= 0 && this.sumLow[place] === this.sumHigh[place] ? [this.terms[place]!] : [],
    );
  }

  isKnown(variable: number): boolean {
    return this.low[variable] === this.high[variable];
  }

  get size(): { variables: number; sums: number; alternatives: number } {
    return { variables: this.low.length, sums: this.terms.length, alternatives: this.alternatives.length };
  }

  /** Until nothing moves, or `most` constraints were looked at. */
  propagate(most = Infinity): void {
    let looked = 0;
    while (this.queue.length > 0) {
      const queue = this.queue;
      this.queue = [];
      for (let at = 0; at < queue.length; at++) {
        const place = queue[at]!;
        this.isQueued.delete(place);
        if (looked++ > most) {
          this.queue = [];
          this.isQueued.clear();
          return;
        }
        if (place >= 0) this.look(place);
        else this.choose(-1 - place);
      }
    }
  }

  /** Supposes each end of a variable in turn, and gives up an end that leads into a contradiction. Whether one did. */
  tryEnds(variable: number, most: number): boolean {
    let hasMoved = false;
    for (const end of ['low', 'high'] as const) {
      while (this.low[variable]! < this.high[variable]!) {
        const value = this[end][variable]!;
        if (!this.contradicts(variable, value, most)) break;
        if (end === 'low') this.narrow(variable, value + 1, Infinity);
        else this.narrow(variable, -Infinity, value - 1);
        this.propagate();
        hasMoved = true;
      }
    }
    return hasMoved;
  }

  private contradicts(variable: number, value: number, most: number): boolean {
    const trail: NonNullable<Bounds['trail']> = [];
    this.trail = trail;
    try {
      this.narrow(variable, value, value);
      this.propagate(most);
      return false;
    } catch (error) {
      if (!(error instanceof Contradiction)) throw error;
      return true;
    } finally {
      this.trail = null;
      this.queue = [];
      this.isQueued.clear();
      for (let at = trail.length - 1; at >= 0; at--) {
        const [changed, low, high] = trail[at]!;
        this.low[changed] = low;
        this.high[changed] = high;
      }
    }
  }

  narrow(variable: number, low: number, high: number): void {
    const [before, after] = [this.low[variable]!, this.high[variable]!];
    const newLow = Math.max(before, Math.ceil(low - EPSILON));
    const newHigh = Math.min(after, Math.floor(high + EPSILON));
    if (newLow === before && newHigh === after) return;
    if (newLow > newHigh) throw new Contradiction(`variable ${variable}: ${newLow} to ${newHigh}`);
    this.trail?.push([variable, before, after]);
    this.low[variable] = newLow;
    this.high[variable] = newHigh;
    for (const place of this.uses[variable]!) this.enqueue(place);
  }

  private enqueue(place: number): void {
    if (this.isQueued.has(place)) return;
    this.isQueued.add(place);
    this.queue.push(place);
  }

  private look(place: number): void {
    const terms = this.terms[place]!;
    const [least, most] = [this.sumLow[place]!, this.sumHigh[place]!];
    let low = 0;
    let high = 0;
    for (let i = 0; i < terms.length; i++) {
      const [variable, factor] = terms[i]!;
      low += factor * (factor > 0 ? this.low[variable]! : this.high[variable]!);
      high += factor * (factor > 0 ? this.high[variable]! : this.low[variable]!);
    }
    if (low > most + EPSILON || high < least - EPSILON)
      throw new Contradiction(`sum ${place}: ${low} to ${high} is not within ${least} to ${most}`);
    if (low >= least && high <= most) return;
    for (let i = 0; i < terms.length; i++) {
      const [variable, factor] = terms[i]!;
      const [ownLow, ownHigh] = [this.low[variable]!, this.high[variable]!];
      if (ownLow === ownHigh) continue;
      const fromLow = factor > 0 ? factor * ownLow : factor * ownHigh;
      const fromHigh = factor > 0 ? factor * ownHigh : factor * ownLow;
      // What the others leave of the sum.
      const up = most - (low - fromLow);
      const down = least - (high - fromHigh);
      if (factor > 0) this.narrow(variable, down / factor, up / factor);
      else this.narrow(variable, up / factor, down / factor);
    }
  }

  private choose(place: number): void {
    const left = this.alternatives[place]!.filter((all) =>
      all.every(({ variable, low, high }) => this.low[variable]! <= high && this.high[variable]! >= low),
    );
    if (left.length === 0) throw new Contradiction(`alternatives ${place}: none is left`);
    const [only] = left;
    if (left.length === 1) for (const { variable, low, high } of only!) this.narrow(variable, low, high);
  }
}
