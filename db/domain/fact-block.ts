/**
 * A block: the facts of one cell over one civil day (or week, or month), one column a fact, one slot a bucket.
 * Owns building, merging, folding and the compact stored form; refuses to know what a fact means beyond its kind.
 *
 * Stored form: varint slot count, then for each fact that is not empty, in order of code:
 *   varint code, varint length of what follows, then
 *   sum, max  one byte of flags, then the numbers (see writeNumbers)
 *   waits     (slots skipped, bins, (twice the bins skipped, plus 1 and the count where it is not 1)…)…
 *   set       (slots skipped, members, (members skipped)…)…
 * A reader jumps over the facts it does not need, and over codes it does not know.
 */
import { ByteReader, ByteWriter } from './byte-codec.ts';
import { FACTS, type FactId, type FactKind, type FactOf, factOfCode, MAX_FACT_CODE } from './fact.ts';
import { BIN_COUNT, type WaitHistogram } from './histogram.ts';
import type { TallyPart } from './tally.ts';

type SumFact = FactOf<'sum' | 'max'>;
type WaitsFact = FactOf<'waits'>;
type SetFact = FactOf<'set'>;

/** Members of a set are kept as slot × SPREAD + member. */
const SPREAD = 2 ** 31;
const COLUMNS = MAX_FACT_CODE + 1;
const kinds: (FactKind | undefined)[] = Array.from({ length: COLUMNS }, (_, code) => {
  const fact = factOfCode(code);
  return fact === undefined ? undefined : FACTS[fact].kind;
});

export class FactBlock {
  readonly slots: number;
  private readonly sums: (Float64Array | undefined)[] = new Array(COLUMNS);
  /** slot × BIN_COUNT + bin */
  private readonly histograms: (Uint32Array | undefined)[] = new Array(COLUMNS);
  private readonly sets: (Set<number> | undefined)[] = new Array(COLUMNS);

  constructor(slots: number) {
    this.slots = slots;
  }

  get isEmpty(): boolean {
    return [this.sums, this.histograms, this.sets].every((columns) =>
      columns.every((column) => column === undefined),
    );
  }

  add(fact: FactOf<'sum'>, slot: number, amount: number): void {
    if (amount !== 0) this.sumsOf(FACTS[fact].code)[slot]! += amount;
  }

  raise(fact: FactOf<'max'>, slot: number, value: number): void {
    const column = this.sumsOf(FACTS[fact].code);
    if (value > column[slot]!) column[slot] = value;
  }

  addWait(fact: WaitsFact, slot: number, bin: number, count = 1): void {
    this.histogramOf(FACTS[fact].code)[slot * BIN_COUNT + bin]! += count;
  }

  addMember(fact: SetFact, slot: number, member: number): void {
    this.setOf(FACTS[fact].code).add(slot * SPREAD + member);
  }

  /** Adds the sums of a part of what one record adds: the hot path of the roll-up. */
  addSums(slot: number, part: TallyPart): void {
    for (let i = 0; i < part.size; i++) this.sumsOf(part.codes[i]!)[slot]! += part.amounts[i]!;
    if (part.longestMs > 0) this.raise('longestWaitMs', slot, part.longestMs);
  }

  /** Adds the wait of a record. */
  addWaits(slot: number, part: TallyPart): void {
    if (part.answeredBin >= 0) this.addWait('waitsAnswered', slot, part.answeredBin);
    if (part.abandonedBin >= 0) this.addWait('waitsAbandoned', slot, part.abandonedBin);
  }

  /** Adds sums given by code. */
  addAmounts(slot: number, amounts: Float64Array): void {
    for (let code = 0; code < amounts.length; code++) {
      if (amounts[code] !== 0) this.sumsOf(code)[slot]! += amounts[code]!;
    }
  }

  /** The number in one slot; 0 where nothing was added. */
  sum(fact: SumFact, slot: number): number {
    return this.sums[FACTS[fact].code]?.[slot] ?? 0;
  }

  waits(fact: WaitsFact, slot: number): WaitHistogram {
    const column = this.histograms[FACTS[fact].code];
    const counts: number[] = [];
    if (column === undefined) return { counts };
    let last = BIN_COUNT - 1;
    while (last >= 0 && column[slot * BIN_COUNT + last] === 0) last--;
    for (let bin = 0; bin <= last; bin++) counts.push(column[slot * BIN_COUNT + bin]!);
    return { counts };
  }

  /** The members of a set in one slot, ascending. */
  members(fact: SetFact, slot: number): number[] {
    const members: number[] = [];
    for (const key of this.sets[FACTS[fact].code] ?? []) {
      if (Math.floor(key / SPREAD) === slot) members.push(key % SPREAD);
    }
    return members.sort((a, b) => a - b);
  }

  /** Adds another block to this one; `slotOf` says where each of its slots goes (default: the same slot). */
  merge(other: FactBlock, slotOf: (slot: number) => number = (slot) => slot): void {
    for (let code = 0; code < COLUMNS; code++) {
      const sums = other.sums[code];
      if (sums !== undefined) this.mergeSums(code, sums, slotOf);
      const histogram = other.histograms[code];
      if (histogram !== undefined) this.mergeHistogram(code, histogram, other.slots, slotOf);
      const members = other.sets[code];
      if (members !== undefined) {
        const mine = this.setOf(code);
        for (const key of members) mine.add(slotOf(Math.floor(key / SPREAD)) * SPREAD + (key % SPREAD));
      }
    }
  }

  /** The same facts in fewer slots. */
  fold(slots: number, slotOf: (slot: number) => number): FactBlock {
    const folded = new FactBlock(slots);
    folded.merge(this, slotOf);
    return folded;
  }

  private mergeSums(code: number, theirs: Float64Array, slotOf: (slot: number) => number): void {
    const mine = this.sumsOf(code);
    const isMax = kinds[code] === 'max';
    for (let slot = 0; slot < theirs.length; slot++) {
      const value = theirs[slot]!;
      if (value === 0) continue;
      const at = slotOf(slot);
      mine[at] = isMax ? Math.max(mine[at]!, value) : mine[at]! + value;
    }
  }

  private mergeHistogram(
    code: number,
    theirs: Uint32Array,
    slots: number,
    slotOf: (slot: number) => number,
  ): void {
    const mine = this.histogramOf(code);
    for (let slot = 0; slot < slots; slot++) {
      const from = slot * BIN_COUNT;
      const to = slotOf(slot) * BIN_COUNT;
      for (let bin = 0; bin < BIN_COUNT; bin++) mine[to + bin]! += theirs[from + bin]!;
    }
  }

  private sumsOf(code: number): Float64Array {
    let column = this.sums[code];
    if (column === undefined) {
      column = new Float64Array(this.slots);
      this.sums[code] = column;
    }
    return column;
  }

  private histogramOf(code: number): Uint32Array {
    let column = this.histograms[code];
    if (column === undefined) {
      column = new Uint32Array(this.slots * BIN_COUNT);
      this.histograms[code] = column;
    }
    return column;
  }

  private setOf(code: number): Set<number> {
    let column = this.sets[code];
    if (column === undefined) {
      column = new Set();
      this.sets[code] = column;
    }
    return column;
  }

  encode(): Uint8Array {
    out.clear();
    out.varint(this.slots);
    for (let code = 1; code < COLUMNS; code++) {
      body.clear();
      const sums = this.sums[code];
      const histogram = this.histograms[code];
      const members = this.sets[code];
      if (sums !== undefined) writeNumbers(body, sums);
      else if (histogram !== undefined) writeHistogram(body, histogram, this.slots);
      else if (members !== undefined) writeSet(body, members);
      if (body.length === 0) continue;
      out.varint(code);
      out.varint(body.length);
      out.append(body);
    }
    return out.finish();
  }

  /** Reads a stored block; with `wanted`, only those facts. A damaged block throws a RangeError. */
  static decode(bytes: Uint8Array, wanted?: ReadonlySet<FactId>): FactBlock {
    const reader = new ByteReader(bytes);
    const block = new FactBlock(reader.varint());
    while (!reader.atEnd) {
      const code = reader.varint();
      const end = reader.varint() + reader.position;
      const fact = factOfCode(code);
      if (fact !== undefined && (wanted === undefined || wanted.has(fact))) {
        if (kinds[code] === 'waits') readHistogram(reader, end, block.histogramOf(code));
        else if (kinds[code] === 'set') readSet(reader, end, block.setOf(code));
        else readNumbers(reader, end, block.sumsOf(code));
      }
      reader.position = end;
    }
    return block;
  }
}

/** Reused by every encoding: blocks are written one after another. */
const out = new ByteWriter();
const body = new ByteWriter();

/** Numbers that are all whole seconds are stored as seconds. */
const THOUSANDS = 1;
/** From the first to the last slot in a row, zeros included, instead of slot by slot. */
const IN_A_ROW = 2;
/** A sign is kept only where one is negative. */
const SIGNED = 4;

function writeNumbers(to: ByteWriter, column: Float64Array): void {
  let first = -1;
  let last = -1;
  let filled = 0;
  let flags = THOUSANDS;
  for (let slot = 0; slot < column.length; slot++) {
    const value = column[slot]!;
    if (value === 0) continue;
    if (first < 0) first = slot;
    last = slot;
    filled++;
    if (value % 1000 !== 0) flags &= ~THOUSANDS;
    if (value < 0) flags |= SIGNED;
  }
  if (filled === 0) return;
  if (filled * 2 > last - first + 1) flags |= IN_A_ROW;
  to.varint(flags);
  const write = (value: number) => {
    const unit = flags & THOUSANDS ? value / 1000 : value;
    to.varint(flags & SIGNED ? (unit < 0 ? -unit * 2 - 1 : unit * 2) : unit);
  };
  if (flags & IN_A_ROW) {
    to.varint(first);
    for (let slot = first; slot <= last; slot++) write(column[slot]!);
    return;
  }
  for (let slot = first, before = -1; slot <= last; slot++) {
    if (column[slot] === 0) continue;
    to.varint(slot - before - 1);
    write(column[slot]!);
    before = slot;
  }
}

function readNumbers(from: ByteReader, end: number, column: Float64Array): void {
  const flags = from.varint();
  const read = () => {
    const coded = from.varint();
    const unit = flags & SIGNED ? (coded % 2 === 0 ? coded / 2 : -(coded + 1) / 2) : coded;
    return flags & THOUSANDS ? unit * 1000 : unit;
  };
  if (flags & IN_A_ROW) {
    for (let slot = from.varint(); from.position < end; slot++) column[slot] = read();
    return;
  }
  for (let slot = -1; from.position < end; ) {
    slot += from.varint() + 1;
    column[slot] = read();
  }
}

function writeHistogram(to: ByteWriter, column: Uint32Array, slots: number): void {
  let lastSlot = -1;
  for (let slot = 0; slot < slots; slot++) {
    const start = slot * BIN_COUNT;
    let pairs = 0;
    for (let bin = 0; bin < BIN_COUNT; bin++) if (column[start + bin] !== 0) pairs++;
    if (pairs === 0) continue;
    to.varint(slot - lastSlot - 1);
    to.varint(pairs);
    lastSlot = slot;
    for (let bin = 0, before = -1; bin < BIN_COUNT; bin++) {
      const count = column[start + bin]!;
      if (count === 0) continue;
      to.varint((bin - before - 1) * 2 + (count === 1 ? 0 : 1));
      if (count !== 1) to.varint(count);
      before = bin;
    }
  }
}

function readHistogram(from: ByteReader, end: number, column: Uint32Array): void {
  for (let slot = -1; from.position < end; ) {
    slot += from.varint() + 1;
    const pairs = from.varint();
    for (let i = 0, bin = -1; i < pairs; i++) {
      const skipped = from.varint();
      bin += Math.floor(skipped / 2) + 1;
      column[slot * BIN_COUNT + bin] = skipped % 2 === 0 ? 1 : from.varint();
    }
  }
}

function writeSet(to: ByteWriter, members: Set<number>): void {
  const keys = Float64Array.from(members).sort();
  let lastSlot = -1;
  for (let start = 0; start < keys.length; ) {
    const slot = Math.floor(keys[start]! / SPREAD);
    let end = start;
    while (end < keys.length && Math.floor(keys[end]! / SPREAD) === slot) end++;
    to.varint(slot - lastSlot - 1);
    to.varint(end - start);
    for (let before = -1; start < end; start++) {
      to.varint((keys[start]! % SPREAD) - before - 1);
      before = keys[start]! % SPREAD;
    }
    lastSlot = slot;
  }
}

function readSet(from: ByteReader, end: number, members: Set<number>): void {
  for (let slot = -1; from.position < end; ) {
    slot += from.varint() + 1;
    const count = from.varint();
    for (let i = 0, member = -1; i < count; i++) {
      member += from.varint() + 1;
      members.add(slot * SPREAD + member);
    }
  }
}
