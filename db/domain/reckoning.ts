/**
 * What follows from what is told: the limits of every number, narrowed by every sum until nothing moves, and from what each of them
 * follows. Owns that reckoning; refuses to know what numbers are of, and to decide what is told.
 *
 * A limit is kept as its distance from the truth. What the others leave of a sum is as far from the truth as they are together,
 * so one that is too far by itself to leave fewer numbers than it takes to hide one bears on nothing, and is not followed.
 *
 * Every number has two ends, 2 × number the lower and 2 × number + 1 the upper. Every sum says something on two sides: how much it
 * is at least (2 × sum), by the lower ends of what is added and the upper ends of what is taken away, and at most (2 × sum + 1), by
 * the others. As it is nought, all ends but one on a side tell the other end of that one.
 */
import type { KnownSums } from './known-sums.ts';

/** Farther from the truth than any limit that matters. */
export const FAR = 255;
/** Instead of a side of a sum, of an end that is told. */
const TOLD = -1;

export class Reckoning {
  private readonly sums: KnownSums;
  /** how far from the truth a limit may be and still matter, to a sum that has a number several times as well */
  private readonly farthest: number;
  /** by end: how far it is from the truth as it is told, and as it follows */
  private readonly told: Uint8Array;
  private readonly distance: Uint8Array;
  /** by end: the side of a sum of which it came last, or TOLD */
  private readonly by: Int32Array;
  /** by end: how many sums one after the other it takes to come from what is told to it */
  private readonly depth: Uint32Array;
  /** by side of a sum: how many of its ends are FAR, and how far from the truth the others are together */
  private readonly far: Uint16Array;
  private readonly near: Uint16Array;
  /** sides of sums that may tell more than they did when they were looked at */
  private readonly queue: number[] = [];
  private readonly isQueued: Uint8Array;
  /** by end: whether it is to be looked at while others are taken back */
  private readonly isWaiting: Uint8Array;
  /** ends of which less is told than when it was reckoned */
  private readonly changed = new Set<number>();

  constructor(sums: KnownSums, farthest: number) {
    this.sums = sums;
    // A limit on twice a number is half as far from the number itself.
    this.farthest = farthest * sums.factors.reduce((most, factor) => Math.max(most, Math.abs(factor)), 1);
    const ends = 2 * sums.numbers;
    this.told = new Uint8Array(ends).fill(FAR);
    this.distance = new Uint8Array(ends).fill(FAR);
    this.by = new Int32Array(ends).fill(TOLD);
    this.depth = new Uint32Array(ends);
    this.isWaiting = new Uint8Array(ends);
    const sides = 2 * (sums.starts.length - 1);
    this.isQueued = new Uint8Array(sides);
    this.far = new Uint16Array(sides);
    this.near = new Uint16Array(sides);
    for (const sum of sums.sumOf) for (const side of [0, 1]) this.far[2 * sum + side]!++;
  }

  /** How far an end is from the truth as it follows. */
  distanceOf(end: number): number {
    return this.distance[end]!;
  }

  /** A distance as it is kept. */
  distanceKept(distance: number): number {
    return distance > this.farthest ? FAR : distance;
  }

  /** That an end is told, so far from the truth; what follows is known after `reckon`. */
  tell(end: number, distance: number): void {
    const before = this.told[end]!;
    const told = this.distanceKept(distance);
    this.told[end] = told;
    if (told > before) this.changed.add(end);
    else if (told < this.distance[end]!) {
      this.by[end] = TOLD;
      this.depth[end] = 0;
      this.set(end, told);
    }
  }

  /** The numbers that are told of which some ends follow, themselves where they are. */
  toldBehind(ends: readonly number[]): Set<number> {
    const { starts } = this.sums;
    const told = new Set<number>();
    const seen = new Set<number>();
    const left = [...ends];
    for (let end = left.pop(); end !== undefined; end = left.pop()) {
      if (seen.has(end)) continue;
      seen.add(end);
      const side = this.by[end]!;
      if (side === TOLD) {
        told.add(end >> 1);
        continue;
      }
      for (let part = starts[side >> 1]!; part < starts[(side >> 1) + 1]!; part++)
        if (this.endOn(side ^ 1, part) !== end) left.push(this.endOn(side, part));
    }
    return told;
  }

  /** Narrows all limits by all sums until nothing moves, from what is told now. */
  reckon(): void {
    for (const end of this.forget()) this.askAgain(end);
    // The first to ask is answered first, so that what follows in few steps is found so.
    for (let at = 0; at < this.queue.length; at++) {
      const side = this.queue[at]!;
      this.isQueued[side] = 0;
      this.look(side);
    }
    this.queue.length = 0;
  }

  private ask(side: number): void {
    if (this.isQueued[side] === 1 || this.far[side]! > 1 || this.isClosed(side)) return;
    if (this.near[side]! > (2 - this.far[side]!) * this.farthest) return;
    this.isQueued[side] = 1;
    this.queue.push(side);
  }

  /** Whether all of a sum is known. */
  private isClosed(side: number): boolean {
    const { far, near } = this;
    return far[side] === 0 && near[side] === 0 && far[side ^ 1] === 0 && near[side ^ 1] === 0;
  }

  /** Asks all sums that may tell an end. */
  private askAgain(end: number): void {
    const { useStarts, uses } = this.sums;
    for (let use = useStarts[end >> 1]!; use < useStarts[(end >> 1) + 1]!; use++)
      this.ask(this.sideOf(end ^ 1, uses[use]!));
  }

  /** On which side of a sum an end of one of its parts stands. */
  private sideOf(end: number, part: number): number {
    const { sumOf, factors } = this.sums;
    return 2 * sumOf[part]! + ((end & 1) ^ (factors[part]! > 0 ? 0 : 1));
  }

  /** The end of a part that stands on a side of its sum. */
  private endOn(side: number, part: number): number {
    const { parts, factors } = this.sums;
    return 2 * parts[part]! + ((side & 1) ^ (factors[part]! > 0 ? 0 : 1));
  }

  private set(end: number, distance: number): void {
    const { factors, useStarts, uses } = this.sums;
    const before = this.distance[end]!;
    if (distance === before) return;
    this.distance[end] = distance;
    for (let use = useStarts[end >> 1]!; use < useStarts[(end >> 1) + 1]!; use++) {
      const part = uses[use]!;
      const side = this.sideOf(end, part);
      const size = Math.abs(factors[part]!);
      if (before === FAR) this.far[side]!--;
      else this.near[side]! -= before * size;
      if (distance === FAR) this.far[side]!++;
      else this.near[side]! += distance * size;
      if (distance < before) this.ask(side);
    }
  }

  /** What the ends on a side of a sum tell of the other end of each of its parts. */
  private look(side: number): void {
    const { distance, far, near } = this;
    const { starts, factors } = this.sums;
    const sum = side >> 1;
    if (far[side]! > 1 || this.isClosed(side)) return;
    for (let part = starts[sum]!; part < starts[sum + 1]!; part++) {
      const own = distance[this.endOn(side, part)]!;
      if (far[side]! > (own === FAR ? 1 : 0)) continue;
      const size = Math.abs(factors[part]!);
      const away = Math.floor((near[side]! - (own === FAR ? 0 : own * size)) / size);
      const end = this.endOn(side ^ 1, part);
      if (away > this.farthest || away >= distance[end]!) continue;
      let depth = 0;
      for (let other = starts[sum]!; other < starts[sum + 1]!; other++)
        if (other !== part) depth = Math.max(depth, this.depth[this.endOn(side, other)]!);
      this.depth[end] = depth + 1;
      this.by[end] = side;
      this.set(end, away);
    }
  }

  /**
   * Takes back what followed from what is told no more, and does not follow from anything else; returns the ends of which less is
   * known now. What follows from something else must do so in fewer steps than it is away from what is told, or two might
   * follow from each other alone.
   */
  private forget(): number[] {
    const { starts, useStarts, uses } = this.sums;
    const lost: number[] = [];
    /** ends to be looked at, by their depth */
    const waiting: number[][] = [];
    let nearest = 0;
    const lose = (end: number) => {
      this.by[end] = TOLD;
      this.depth[end] = 0;
      this.set(end, this.told[end]!);
      lost.push(end);
      for (let use = useStarts[end >> 1]!; use < useStarts[(end >> 1) + 1]!; use++) {
        const side = this.sideOf(end, uses[use]!);
        for (let part = starts[side >> 1]!; part < starts[(side >> 1) + 1]!; part++) {
          const other = this.endOn(side ^ 1, part);
          if (this.by[other] !== side || this.isWaiting[other] === 1) continue;
          this.isWaiting[other] = 1;
          const depth = this.depth[other]!;
          while (waiting.length <= depth) waiting.push([]);
          waiting[depth]!.push(other);
          nearest = Math.min(nearest, depth);
        }
      }
    };
    const changed = [...this.changed].filter((end) => this.by[end] === TOLD);
    this.changed.clear();
    // All of them first: none may be what another follows from.
    for (const end of changed) this.set(end, this.told[end]!);
    for (const end of changed) lose(end);
    while (nearest < waiting.length) {
      const end = waiting[nearest]!.pop();
      if (end === undefined) {
        nearest++;
        continue;
      }
      this.isWaiting[end] = 0;
      if (!this.followsOtherwise(end)) lose(end);
    }
    return lost;
  }

  /** Whether an end follows from another sum, in fewer steps; then it is set down so. */
  private followsOtherwise(end: number): boolean {
    const { starts, factors, useStarts, uses } = this.sums;
    for (let use = useStarts[end >> 1]!; use < useStarts[(end >> 1) + 1]!; use++) {
      const own = uses[use]!;
      const side = this.sideOf(end ^ 1, own);
      let away = 0;
      for (let part = starts[side >> 1]!; away < FAR && part < starts[(side >> 1) + 1]!; part++) {
        if (part === own) continue;
        const other = this.endOn(side, part);
        away +=
          this.depth[other]! < this.depth[end]! ? Math.abs(factors[part]!) * this.distance[other]! : FAR;
      }
      if (away >= FAR || Math.floor(away / Math.abs(factors[own]!)) > this.distance[end]!) continue;
      this.by[end] = side;
      return true;
    }
    return false;
  }
}
