/**
 * The sums that a stranger knows to hold among the amounts of a grid. Owns that amounts which must be equal are one number, and
 * each sum is there once; refuses to reckon with them.
 */
import type { Grid } from './hiding-grid.ts';

/** Of an amount that is nought: it is no secret, and adds nothing. */
export const NOUGHT = -1;

/** Sum s says that Σ factor × number = 0. */
export interface KnownSums {
  /** how many numbers there are */
  numbers: number;
  /** by amount (cell × amounts + amount): its number, or NOUGHT */
  numberOf: Int32Array;
  /** number n is that of the amounts `places[i]`, with i from placeStarts[n] to before placeStarts[n + 1] */
  placeStarts: Uint32Array;
  places: Uint32Array;
  /** sum s has `parts[i]` times `factors[i]`, with i from starts[s] to before starts[s + 1] */
  starts: Uint32Array;
  parts: Uint32Array;
  factors: Int8Array;
  /** of which sum each part is */
  sumOf: Uint32Array;
  /** number n is the part `uses[i]` of a sum, with i from useStarts[n] to before useStarts[n + 1] */
  useStarts: Uint32Array;
  uses: Uint32Array;
}

export function knownSums(grid: Grid): KnownSums {
  const all = sumsOf(grid);
  const alike = new Alike(grid.values.length);
  for (let sum = 0; sum < all.count; sum++) {
    const at = all.starts[sum]!;
    if (all.starts[sum + 1]! - at === 2 && all.factors[at] === -all.factors[at + 1]!)
      alike.join(all.parts[at]!, all.parts[at + 1]!);
  }
  let once = distinctSums(all, (place) => alike.first(place));
  while (joinSameRests(once, grid.values, alike)) once = distinctSums(once, (place) => alike.first(place));
  // Numbers are in the order of the places that stand for them, so the sums stay distinct and in order.
  const { numbers, numberOf } = numbersOf(grid, alike);
  const parts = once.parts.slice(0, once.to).map((place) => numberOf[place]!);
  const sumOf = new Uint32Array(once.to);
  for (let sum = 0; sum < once.count; sum++) sumOf.fill(sum, once.starts[sum], once.starts[sum + 1]);
  const [placeStarts, places] = invert(numberOf, numbers);
  const [useStarts, uses] = invert(parts, numbers);
  return {
    ...{ numbers, numberOf, placeStarts, places, parts, sumOf, useStarts, uses },
    starts: Uint32Array.from(once.starts),
    factors: once.factors.slice(0, once.to),
  };
}

/** Each sum once, of what its parts are named. */
function distinctSums(all: SumList, nameOf: (part: number) => number): SumList {
  const once = new SumList(all.to);
  const kept = new KeptSums(once, all.count);
  for (let sum = 0; sum < all.count; sum++) {
    for (let at = all.starts[sum]!; at < all.starts[sum + 1]!; at++)
      once.add(nameOf(all.parts[at]!), all.factors[at]!);
    once.tidy();
    if (once.isEmpty() || !kept.isNew()) once.drop();
    else once.end();
  }
  return once;
}

/** Joins what two sums say to be the same as the rest of both; whether there was any. */
function joinSameRests(sums: SumList, values: ArrayLike<number>, alike: Alike): boolean {
  const seen = new SeenTwice(sums.to);
  eachRest(sums, (_part, low, high) => seen.see(low ^ high));
  const rests = new Rests(seen.most);
  let hasJoined = false;
  eachRest(sums, (part, low, high) => {
    if (!seen.has(low ^ high)) return;
    const other = rests.partOf(low, high, part);
    // What is equal is equal in truth; what only weighs the same is not.
    if (other !== part && values[other] === values[part] && alike.join(other, part)) hasJoined = true;
  });
  return hasJoined;
}

/** Of each part that a sum has once, what the rest of the sum weighs. */
function eachRest(
  { count, starts, parts, factors }: SumList,
  use: (part: number, low: number, high: number) => void,
): void {
  for (let sum = 0; sum < count; sum++) {
    let [low, high] = [0, 0];
    for (let at = starts[sum]!; at < starts[sum + 1]!; at++) {
      low = (low + Math.imul(factors[at]!, weightOf(parts[at]!, LOW_SEED))) | 0;
      high = (high + Math.imul(factors[at]!, weightOf(parts[at]!, HIGH_SEED))) | 0;
    }
    for (let at = starts[sum]!; at < starts[sum + 1]!; at++) {
      const factor = factors[at]!;
      if (factor !== 1 && factor !== -1) continue;
      const part = parts[at]!;
      const restLow = (weightOf(part, LOW_SEED) - Math.imul(factor, low)) | 0;
      const restHigh = (weightOf(part, HIGH_SEED) - Math.imul(factor, high)) | 0;
      use(part, restLow, restHigh);
    }
  }
}

/** Which hashes may have been seen before, most of them only once: what fits no cache is asked of few. */
class SeenTwice {
  private readonly mask: number;
  private readonly once: Uint32Array;
  private readonly twice: Uint32Array;
  private again = 0;

  constructor(most: number) {
    const bits = 2 ** Math.ceil(Math.log2(8 * most + 32));
    this.mask = bits - 1;
    this.once = new Uint32Array(bits / 32);
    this.twice = new Uint32Array(bits / 32);
  }

  /** how many may have been among those seen more than once, at most */
  get most(): number {
    return 2 * this.again;
  }

  see(hash: number): void {
    const at = (hash & this.mask) >>> 5;
    const bit = 1 << (hash & 31);
    if ((this.once[at]! & bit) === 0) this.once[at]! |= bit;
    else {
      this.twice[at]! |= bit;
      this.again++;
    }
  }

  has(hash: number): boolean {
    return (this.twice[(hash & this.mask) >>> 5]! & (1 << (hash & 31))) !== 0;
  }
}

/** By what the rest of a sum weighs, the first part that had it. Two that weigh the same and are not are not to be expected in a lifetime. */
class Rests {
  private readonly mask: number;
  private readonly low: Int32Array;
  private readonly high: Int32Array;
  /** one more than the part; 0: free */
  private readonly part: Uint32Array;

  constructor(most: number) {
    const size = 2 ** Math.ceil(Math.log2(2 * most + 2));
    this.mask = size - 1;
    this.low = new Int32Array(size);
    this.high = new Int32Array(size);
    this.part = new Uint32Array(size);
  }

  partOf(low: number, high: number, part: number): number {
    let at = low & this.mask;
    while (this.part[at] !== 0 && (this.low[at] !== low || this.high[at] !== high)) at = (at + 1) & this.mask;
    if (this.part[at] !== 0) return this.part[at]! - 1;
    this.low[at] = low;
    this.high[at] = high;
    this.part[at] = part + 1;
    return part;
  }
}

const LOW_SEED = 0x2545f491;
const HIGH_SEED = 0x7feb352d;

/** A number that looks like chance. */
function weightOf(part: number, seed: number): number {
  let mixed = Math.imul(part ^ seed, 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x846ca68b);
  return mixed ^ (mixed >>> 15);
}

/** What is known to be equal. */
class Alike {
  private readonly next: Uint32Array;

  constructor(count: number) {
    this.next = new Uint32Array(count);
    for (let place = 0; place < count; place++) this.next[place] = place;
  }

  /** The one that stands for all that are equal to a place. */
  first(place: number): number {
    const { next } = this;
    let at = place;
    while (next[at] !== at) {
      next[at] = next[next[at]!]!;
      at = next[at]!;
    }
    return at;
  }

  /** Whether they were not known to be. */
  join(one: number, other: number): boolean {
    const [from, to] = [this.first(one), this.first(other)];
    this.next[from] = to;
    return from !== to;
  }
}

/** Sums one after the other, the last of them being written: its parts are those from `from` to before `to`. */
class SumList {
  readonly starts: number[] = [0];
  readonly parts: Uint32Array;
  readonly factors: Int8Array;
  from = 0;
  to = 0;

  /** `most`: how many parts all of them have at most */
  constructor(most: number) {
    this.parts = new Uint32Array(most);
    this.factors = new Int8Array(most);
  }

  get count(): number {
    return this.starts.length - 1;
  }

  isEmpty(): boolean {
    return this.to === this.from;
  }

  add(part: number, factor: number): void {
    this.parts[this.to] = part;
    this.factors[this.to++] = factor;
  }

  end(): void {
    this.from = this.to;
    this.starts.push(this.to);
  }

  drop(): void {
    this.to = this.from;
  }

  /** Each part once, in order, the first of them with a factor above nought. */
  tidy(): void {
    const { parts, factors, from } = this;
    let to = from;
    for (let at = from; at < this.to; at++) {
      const part = parts[at]!;
      const factor = factors[at]!;
      let place = to;
      while (place > from && parts[place - 1]! > part) place--;
      if (place > from && parts[place - 1] === part) {
        factors[place - 1]! += factor;
        continue;
      }
      for (let later = to; later > place; later--) {
        parts[later] = parts[later - 1]!;
        factors[later] = factors[later - 1]!;
      }
      parts[place] = part;
      factors[place] = factor;
      to++;
    }
    this.to = from;
    let sign = 0;
    for (let at = from; at < to; at++) {
      const factor = factors[at]!;
      if (factor === 0) continue;
      if (sign === 0) sign = Math.sign(factor);
      this.add(parts[at]!, factor * sign);
    }
  }
}

/** Which sums there are already. */
class KeptSums {
  private readonly list: SumList;
  /** by hash: the last sum that has it; and by sum: the one before it */
  private readonly last: Int32Array;
  private readonly before: number[] = [];

  constructor(list: SumList, most: number) {
    this.list = list;
    this.last = new Int32Array(2 ** Math.ceil(Math.log2(most + 1))).fill(-1);
  }

  /** Whether the sum that is being written is none of those before; then it is one of them. */
  isNew(): boolean {
    const { starts, parts, factors, from, to, count } = this.list;
    let hash = 0;
    for (let at = from; at < to; at++)
      hash = (Math.imul(hash, 31) + Math.imul(parts[at]!, 0x9e3779b1) + factors[at]!) | 0;
    hash = (hash ^ (hash >>> 15)) & (this.last.length - 1);
    for (let sum = this.last[hash]!; sum >= 0; sum = this.before[sum]!) {
      const start = starts[sum]!;
      if (starts[sum + 1]! - start !== to - from) continue;
      let at = from;
      while (at < to && parts[at] === parts[start + at - from] && factors[at] === factors[start + at - from])
        at++;
      if (at === to) return false;
    }
    this.before.push(this.last[hash]!);
    this.last[hash] = count;
    return true;
  }
}

/** Amounts that are equal have one number; those that are nought have none. */
function numbersOf({ values }: Grid, alike: Alike): Pick<KnownSums, 'numbers' | 'numberOf'> {
  const numberOf = new Int32Array(values.length).fill(NOUGHT);
  let numbers = 0;
  for (let place = 0; place < values.length; place++)
    if (values[place] !== 0 && alike.first(place) === place) numberOf[place] = numbers++;
  for (let place = 0; place < values.length; place++)
    if (values[place] !== 0) numberOf[place] = numberOf[alike.first(place)]!;
  return { numbers, numberOf };
}

/** Sums over cells and within them, of amounts that are not nought. Where a source contradicts itself a sum does not hold, and tells nothing. */
function sumsOf({ values, amounts, cellSums, amountSums }: Grid): SumList {
  const cells = values.length / amounts;
  const most =
    cellSums.reduce((sum, { parts, amounts: summed }) => sum + (1 + parts.length) * summed.length, 0) +
    cells * amountSums.reduce((sum, { parts }) => sum + 1 + parts.length, 0);
  const list = new SumList(most);
  let left = 0;
  const add = (place: number, factor: number) => {
    const value = values[place]!;
    if (value === 0) return;
    list.add(place, factor);
    left = value < 0 ? Number.NaN : left + factor * value;
  };
  const end = () => {
    if (list.isEmpty() || left !== 0) list.drop();
    else list.end();
    left = 0;
  };
  for (const { whole, parts, amounts: summed } of cellSums)
    for (const amount of summed) {
      add(whole * amounts + amount, 1);
      for (const part of parts) add(part * amounts + amount, -1);
      end();
    }
  for (let cell = 0; cell < values.length; cell += amounts)
    for (const { whole, parts } of amountSums) {
      add(cell + whole, 1);
      for (const [amount, factor] of parts) add(cell + amount, -factor);
      end();
    }
  return list;
}

/** Where each key from 0 to before `keys` stands: at `all[i]`, with i from starts[key] to before starts[key + 1]. */
function invert(keyAt: ArrayLike<number>, keys: number): [starts: Uint32Array, all: Uint32Array] {
  const starts = new Uint32Array(keys + 1);
  for (let at = 0; at < keyAt.length; at++) if (keyAt[at]! >= 0) starts[keyAt[at]! + 1]!++;
  for (let key = 0; key < keys; key++) starts[key + 1]! += starts[key]!;
  const all = new Uint32Array(starts[keys]!);
  const next = starts.slice();
  for (let at = 0; at < keyAt.length; at++) if (keyAt[at]! >= 0) all[next[keyAt[at]!]!++] = at;
  return [starts, all];
}
