/**
 * A block: the facts of one cell over one civil day (or week, or month), one column a fact, one slot a bucket.
 * Owns building, merging, folding and the compact stored form; refuses to know what a fact means beyond its kind.
 *
 * Stored form: varint slot count, then for each fact that is not empty, in order of code:
 *   varint code, varint length of what follows, then its slots:
 *   sum, max  (slots skipped, number)…        number: zigzag varint
 *   waits     (slots skipped, pairs, (bins skipped, count)…)…
 *   set       (slots skipped, members, (members skipped)…)…
 * A reader jumps over the facts it does not need, and over codes it does not know.
 */
import { FACTS, type FactId, type FactOf, factOfCode, MAX_FACT_CODE } from './fact.ts';
import type { WaitHistogram } from './histogram.ts';
import type { Tally } from './tally.ts';

type SumFact = FactOf<'sum' | 'max'>;
type WaitsFact = FactOf<'waits'>;
type SetFact = FactOf<'set'>;

/** Sparse columns: a slot without an entry holds nothing. Keys of `waits` and `sets` are slot × SPREAD + bin or member. */
const SPREAD = 2 ** 31;

export class FactBlock {
  readonly slots: number;
  private readonly sums: (Float64Array | undefined)[] = new Array(MAX_FACT_CODE + 1);
  private readonly counts: (Map<number, number> | undefined)[] = new Array(MAX_FACT_CODE + 1);

  constructor(slots: number) {
    this.slots = slots;
  }

  get isEmpty(): boolean {
    return (
      this.sums.every((column) => column === undefined) && this.counts.every((column) => column === undefined)
    );
  }

  add(fact: FactOf<'sum'>, slot: number, amount: number): void {
    if (amount === 0) return;
    this.column(FACTS[fact].code)[slot]! += amount;
  }

  raise(fact: FactOf<'max'>, slot: number, value: number): void {
    const column = this.column(FACTS[fact].code);
    if (value > column[slot]!) column[slot] = value;
  }

  addWait(fact: WaitsFact, slot: number, bin: number, count = 1): void {
    const column = this.countColumn(FACTS[fact].code);
    const key = slot * SPREAD + bin;
    column.set(key, (column.get(key) ?? 0) + count);
  }

  addMember(fact: SetFact, slot: number, member: number): void {
    this.countColumn(FACTS[fact].code).set(slot * SPREAD + member, 1);
  }

  /** Adds what one record adds, in one go: the hot path of the roll-up. */
  addTally(slot: number, tally: Tally): void {
    for (let i = 0; i < tally.size; i++) this.column(tally.codes[i]!)[slot]! += tally.amounts[i]!;
    if (tally.answeredBin >= 0) this.addWait('waitsAnswered', slot, tally.answeredBin);
    if (tally.abandonedBin >= 0) this.addWait('waitsAbandoned', slot, tally.abandonedBin);
    if (tally.longestMs > 0) this.raise('longestWaitMs', slot, tally.longestMs);
    if (tally.agent >= 0) this.addMember('agents', slot, tally.agent);
    if (tally.scale >= 0) this.addMember('surveyScales', slot, tally.scale);
  }

  /** The number in one slot; 0 where nothing was added. */
  sum(fact: SumFact, slot: number): number {
    return this.sums[FACTS[fact].code]?.[slot] ?? 0;
  }

  /** The whole column, or undefined where nothing was added to any slot. */
  sumColumn(fact: SumFact): Float64Array | undefined {
    return this.sums[FACTS[fact].code];
  }

  waits(fact: WaitsFact, slot: number): WaitHistogram {
    const counts: number[] = [];
    for (const [bin, count] of this.slotEntries(FACTS[fact].code, slot)) {
      while (counts.length < bin) counts.push(0);
      counts[bin] = count;
    }
    return { counts };
  }

  members(fact: SetFact, slot: number): number[] {
    return this.slotEntries(FACTS[fact].code, slot).map((entry) => entry[0]);
  }

  /** Adds another block to this one; `slotOf` says where each of its slots goes (default: the same slot). */
  merge(other: FactBlock, slotOf: (slot: number) => number = (slot) => slot): void {
    other.sums.forEach((theirs, code) => {
      if (theirs === undefined) return;
      const mine = this.column(code);
      const isMax = FACTS[factOfCode(code)!].kind === 'max';
      for (let slot = 0; slot < theirs.length; slot++) {
        const value = theirs[slot]!;
        if (value === 0) continue;
        const at = slotOf(slot);
        mine[at] = isMax ? Math.max(mine[at]!, value) : mine[at]! + value;
      }
    });
    other.counts.forEach((theirs, code) => {
      if (theirs === undefined) return;
      const mine = this.countColumn(code);
      const isSet = FACTS[factOfCode(code)!].kind === 'set';
      for (const [key, count] of theirs) {
        const at = slotOf(Math.floor(key / SPREAD)) * SPREAD + (key % SPREAD);
        mine.set(at, isSet ? 1 : (mine.get(at) ?? 0) + count);
      }
    });
  }

  /** The same facts in fewer slots. */
  fold(slots: number, slotOf: (slot: number) => number): FactBlock {
    const folded = new FactBlock(slots);
    folded.merge(this, slotOf);
    return folded;
  }

  private column(code: number): Float64Array {
    let column = this.sums[code];
    if (column === undefined) {
      column = new Float64Array(this.slots);
      this.sums[code] = column;
    }
    return column;
  }

  private countColumn(code: number): Map<number, number> {
    let column = this.counts[code];
    if (column === undefined) {
      column = new Map();
      this.counts[code] = column;
    }
    return column;
  }

  private slotEntries(code: number, slot: number): [number, number][] {
    const column = this.counts[code];
    if (column === undefined) return [];
    const from = slot * SPREAD;
    const entries: [number, number][] = [];
    for (const [key, count] of column) {
      if (key >= from && key < from + SPREAD) entries.push([key - from, count]);
    }
    return entries.sort((a, b) => a[0] - b[0]);
  }

  encode(): Uint8Array {
    const out = new Writer();
    out.varint(this.slots);
    for (let code = 1; code <= MAX_FACT_CODE; code++) {
      const sums = this.sums[code];
      const counts = this.counts[code];
      if (sums === undefined && counts === undefined) continue;
      const body = new Writer();
      if (sums !== undefined) writeSums(body, sums);
      else if (FACTS[factOfCode(code)!].kind === 'set') writeCounts(body, counts!, false);
      else writeCounts(body, counts!, true);
      if (body.length === 0) continue;
      out.varint(code);
      out.varint(body.length);
      out.append(body);
    }
    return out.finish();
  }

  /** Reads a stored block; with `wanted`, only those facts. A damaged block throws a RangeError. */
  static decode(bytes: Uint8Array, wanted?: ReadonlySet<FactId>): FactBlock {
    const reader = new Reader(bytes);
    const block = new FactBlock(reader.varint());
    while (!reader.atEnd) {
      const code = reader.varint();
      const end = reader.varint() + reader.position;
      const fact = factOfCode(code);
      if (fact !== undefined && (wanted === undefined || wanted.has(fact))) {
        const kind = FACTS[fact].kind;
        if (kind === 'sum' || kind === 'max') readSums(reader, end, block.column(code));
        else readCounts(reader, end, block.countColumn(code), kind === 'waits');
      }
      reader.position = end;
    }
    return block;
  }
}

function writeSums(out: Writer, column: Float64Array): void {
  let last = -1;
  for (let slot = 0; slot < column.length; slot++) {
    const value = column[slot]!;
    if (value === 0) continue;
    out.varint(slot - last - 1);
    out.varint(value >= 0 ? value * 2 : -value * 2 - 1);
    last = slot;
  }
}

function readSums(reader: Reader, end: number, column: Float64Array): void {
  let slot = -1;
  while (reader.position < end) {
    slot += reader.varint() + 1;
    const coded = reader.varint();
    column[slot] = coded % 2 === 0 ? coded / 2 : -(coded + 1) / 2;
  }
}

function writeCounts(out: Writer, column: Map<number, number>, withCounts: boolean): void {
  const keys = Float64Array.from(column.keys()).sort();
  let lastSlot = -1;
  for (let start = 0; start < keys.length; ) {
    const slot = Math.floor(keys[start]! / SPREAD);
    let end = start;
    while (end < keys.length && Math.floor(keys[end]! / SPREAD) === slot) end++;
    out.varint(slot - lastSlot - 1);
    out.varint(end - start);
    let last = -1;
    for (let i = start; i < end; i++) {
      const item = keys[i]! % SPREAD;
      out.varint(item - last - 1);
      if (withCounts) out.varint(column.get(keys[i]!)!);
      last = item;
    }
    lastSlot = slot;
    start = end;
  }
}

function readCounts(reader: Reader, end: number, column: Map<number, number>, withCounts: boolean): void {
  let slot = -1;
  while (reader.position < end) {
    slot += reader.varint() + 1;
    const items = reader.varint();
    let item = -1;
    for (let i = 0; i < items; i++) {
      item += reader.varint() + 1;
      column.set(slot * SPREAD + item, withCounts ? reader.varint() : 1);
    }
  }
}

/** Little-endian base-128 numbers up to 2^53, without bit operations beyond 31 bits. */
class Writer {
  private bytes = new Uint8Array(64);
  length = 0;

  varint(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) {
      throw new RangeError(`a stored number must be whole, from 0 to 2^53; found ${value}`);
    }
    let rest = value;
    while (rest >= 128) {
      this.byte((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.byte(rest);
  }

  append(other: Writer): void {
    this.reserve(other.length);
    this.bytes.set(other.bytes.subarray(0, other.length), this.length);
    this.length += other.length;
  }

  finish(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  private byte(value: number): void {
    this.reserve(1);
    this.bytes[this.length++] = value;
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

class Reader {
  private readonly bytes: Uint8Array;
  position = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get atEnd(): boolean {
    return this.position >= this.bytes.length;
  }

  varint(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.bytes[this.position++];
      if (byte === undefined)
        throw new RangeError(`a stored block ends in the middle of a number, at byte ${this.position - 1}`);
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  }
}
