/**
 * A block: the facts of one cell over one civil day (or week, or month), one column a fact, one slot a bucket.
 * Owns building, merging, folding and the compact stored form; refuses to know what a fact means beyond its kind.
 *
 * Stored form: varint slot count, then for each fact that is not empty, in order of code:
 *   varint code, varint length of what follows, then
 *   sum, max  one byte of flags, then the numbers (see writeNumbers)
 *   waits, spans  (slots skipped, bins, (twice the bins skipped, plus 1 and the count where it is not 1)…)…
 *   set       (slots skipped, members, (members skipped)…)…
 * A reader jumps over the facts it does not need, and over codes it does not know.
 */
import { ByteReader, ByteWriter } from './byte-codec.ts';
import { FACTS, type FactKind, type FactOf, factOfCode, MAX_FACT_CODE } from './fact.ts';
import { BIN_COUNT, type WaitHistogram } from './histogram.ts';
import { SPAN_BIN_COUNT } from './span-histogram.ts';
import type { TallyPart } from './tally.ts';
import type { WantedFacts } from './wanted-facts.ts';

type SumFact = FactOf<'sum' | 'max'>;
type WaitsFact = FactOf<'waits'>;
type SpansFact = FactOf<'spans'>;
type SetFact = FactOf<'set'>;

/** Members of a set are kept as slot × SPREAD + member. */
const SPREAD = 2 ** 31;
/** Rows of numbers by code; code 0 is never given. */
export const COLUMNS = MAX_FACT_CODE + 1;
const kinds: (FactKind | undefined)[] = Array.from({ length: COLUMNS }, (_, code) => {
  const fact = factOfCode(code);
  return fact === undefined ? undefined : FACTS[fact].kind;
});
/** How many bins the histograms of a code have. */
const binsOf = (code: number) => (kinds[code] === 'spans' ? SPAN_BIN_COUNT : BIN_COUNT);
const isHistogram = (kind: FactKind | undefined) => kind === 'waits' || kind === 'spans';
const ANSWERED = FACTS.waitsAnswered.code;
const ABANDONED = FACTS.waitsAbandoned.code;
const LONGEST = FACTS.longestWaitMs.code;

export class FactBlock {
  readonly slots: number;
  /** null: every fact, each in the column of its code */
  private readonly wanted: WantedFacts | null;
  private readonly columns: number;
  private isFilled = false;
  /** column × slots + slot: one array for all numbers, since most blocks have one slot and many facts */
  private amounts: Float64Array | null = null;
  /** by code: slot × bins + bin */
  private readonly histograms: (Uint32Array | undefined)[] = [];
  private readonly sets: (Set<number> | undefined)[] = [];

  /** `wanted`: the facts that it will hold; what records add is added to a block of every fact. */
  constructor(slots: number, wanted: WantedFacts | null = null) {
    this.slots = slots;
    this.wanted = wanted;
    this.columns = wanted?.columns ?? COLUMNS;
  }

  get isEmpty(): boolean {
    return !this.isFilled;
  }

  /** What it takes in memory, sets left out. */
  get bytes(): number {
    let bytes = this.amounts?.byteLength ?? 0;
    for (const column of this.histograms) bytes += column?.byteLength ?? 0;
    return bytes;
  }

  /** Makes it empty, to be filled again in the same memory. */
  clear(): void {
    this.isFilled = false;
    this.amounts?.fill(0);
    for (const column of this.histograms) column?.fill(0);
    for (const members of this.sets) members?.clear();
  }

  add(fact: FactOf<'sum'>, slot: number, amount: number): void {
    if (amount !== 0) this.numbers()[FACTS[fact].code * this.slots + slot]! += amount;
  }

  raise(fact: FactOf<'max'>, slot: number, value: number): void {
    if (value > 0) raiseTo(this.numbers(), FACTS[fact].code * this.slots + slot, value);
  }

  addWait(fact: WaitsFact, slot: number, bin: number, count = 1): void {
    this.histogramOf(FACTS[fact].code)[slot * BIN_COUNT + bin]! += count;
  }

  addSpan(fact: SpansFact, slot: number, bin: number, count = 1): void {
    this.histogramOf(FACTS[fact].code)[slot * SPAN_BIN_COUNT + bin]! += count;
  }

  addMember(fact: SetFact, slot: number, member: number): void {
    this.setOf(FACTS[fact].code).add(slot * SPREAD + member);
  }

  /** Adds the numbers of a part of what one record adds: the hot path of the roll-up. */
  addSums(slot: number, { size, codes, amounts, longestMs }: TallyPart): void {
    if (size === 0 && longestMs === 0) return;
    const numbers = this.numbers();
    for (let i = 0; i < size; i++) numbers[codes[i]! * this.slots + slot]! += amounts[i]!;
    if (longestMs > 0) raiseTo(numbers, LONGEST * this.slots + slot, longestMs);
  }

  /** Adds the wait of a record. */
  addWaits(slot: number, { answeredBin, abandonedBin }: TallyPart): void {
    if (answeredBin >= 0) this.histogramOf(ANSWERED)[slot * BIN_COUNT + answeredBin]! += 1;
    if (abandonedBin >= 0) this.histogramOf(ABANDONED)[slot * BIN_COUNT + abandonedBin]! += 1;
  }

  /** Adds what many records of one slot add: numbers by code, `codes` naming those that are not 0, and bins of waits. */
  addGroup(
    slot: number,
    codes: readonly number[],
    amounts: Float64Array,
    answeredBins: ArrayLike<number>,
    abandonedBins: ArrayLike<number>,
  ): void {
    const numbers = this.numbers();
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i]!;
      const at = code * this.slots + slot;
      if (code === LONGEST) raiseTo(numbers, at, amounts[code]!);
      else numbers[at]! += amounts[code]!;
    }
    this.addBins('waitsAnswered', slot, answeredBins);
    this.addBins('waitsAbandoned', slot, abandonedBins);
  }

  addBins(fact: WaitsFact, slot: number, bins: ArrayLike<number>): void {
    if (bins.length === 0) return;
    const column = this.histogramOf(FACTS[fact].code);
    for (let i = 0; i < bins.length; i++) column[slot * BIN_COUNT + bins[i]!]! += 1;
  }

  /** The number in one slot; 0 where nothing was added. */
  sum(fact: SumFact, slot: number): number {
    const column = this.columnOf(FACTS[fact].code);
    return this.amounts === null || column < 0 ? 0 : (this.amounts[column * this.slots + slot] ?? 0);
  }

  /** Slots in which a number is not 0, ascending. */
  slotsWithNumbers(): number[] {
    const { amounts, slots } = this;
    const isFilled = new Uint8Array(slots);
    amounts?.forEach((amount, at) => {
      if (amount !== 0) isFilled[at % slots] = 1;
    });
    return Array.from(isFilled.keys()).filter((slot) => isFilled[slot] === 1);
  }

  waits(fact: WaitsFact, slot: number): WaitHistogram {
    return { counts: this.countsOf(FACTS[fact].code, slot) };
  }

  /** Counts by bin of span-histogram.ts, up to the last that is filled. */
  spans(fact: SpansFact, slot: number): number[] {
    return this.countsOf(FACTS[fact].code, slot);
  }

  private countsOf(code: number, slot: number): number[] {
    const column = this.histograms[code];
    const counts: number[] = [];
    if (column === undefined) return counts;
    const bins = binsOf(code);
    let last = bins - 1;
    while (last >= 0 && column[slot * bins + last] === 0) last--;
    for (let bin = 0; bin <= last; bin++) counts.push(column[slot * bins + bin]!);
    return counts;
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
    for (let code = 1; code < COLUMNS; code++) {
      this.mergeNumbers(code, other, slotOf);
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
    const folded = new FactBlock(slots, this.wanted);
    folded.merge(this, slotOf);
    return folded;
  }

  private mergeNumbers(code: number, other: FactBlock, slotOf: (slot: number) => number): void {
    const isMax = kinds[code] === 'max';
    const from = other.columnOf(code);
    const to = this.columnOf(code);
    if (other.amounts === null || from < 0 || to < 0) return;
    for (let slot = 0; slot < other.slots; slot++) {
      const value = other.amounts[from * other.slots + slot]!;
      if (value === 0) continue;
      const at = to * this.slots + slotOf(slot);
      if (isMax) raiseTo(this.numbers(), at, value);
      else this.numbers()[at]! += value;
    }
  }

  private mergeHistogram(
    code: number,
    theirs: Uint32Array,
    slots: number,
    slotOf: (slot: number) => number,
  ): void {
    const mine = this.histogramOf(code);
    const bins = binsOf(code);
    for (let slot = 0; slot < slots; slot++) {
      const from = slot * bins;
      const to = slotOf(slot) * bins;
      for (let bin = 0; bin < bins; bin++) mine[to + bin]! += theirs[from + bin]!;
    }
  }

  private columnOf(code: number): number {
    return this.wanted === null ? code : this.wanted.columnOf(code);
  }

  private numbers(): Float64Array {
    this.isFilled = true;
    this.amounts ??= new Float64Array(this.columns * this.slots);
    return this.amounts;
  }

  private histogramOf(code: number): Uint32Array {
    this.isFilled = true;
    let column = this.histograms[code];
    if (column === undefined) {
      column = new Uint32Array(this.slots * binsOf(code));
      this.histograms[code] = column;
    }
    return column;
  }

  private setOf(code: number): Set<number> {
    this.isFilled = true;
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
      const kind = kinds[code];
      if (isHistogram(kind)) {
        const column = this.histograms[code];
        if (column === undefined) continue;
        body.clear();
        writeHistogram(body, column, this.slots, binsOf(code));
      } else if (kind === 'set') {
        const members = this.sets[code];
        if (members === undefined) continue;
        body.clear();
        writeSet(body, members);
      } else {
        const column = this.columnOf(code);
        if (this.amounts === null || column < 0) continue;
        // Most blocks have one slot, and most facts of it are 0.
        if (this.slots === 1 && this.amounts[column] === 0) continue;
        body.clear();
        writeNumbers(body, this.amounts, column * this.slots, this.slots);
      }
      if (body.length === 0) continue;
      out.varint(code);
      out.varint(body.length);
      out.append(body);
    }
    return out.finish();
  }

  /** Reads a stored block; with `wanted`, only those facts. A damaged block throws a RangeError. */
  static decode(bytes: Uint8Array, wanted: WantedFacts | null = null): FactBlock {
    const reader = new ByteReader(bytes);
    const block = new FactBlock(reader.varint(), wanted);
    block.read(reader);
    return block;
  }

  /** Adds a stored block with as many slots, without making a block of it first. */
  addStored(bytes: Uint8Array): void {
    const reader = new ByteReader(bytes);
    const slots = reader.varint();
    if (slots !== this.slots) {
      throw new RangeError(`a stored block has ${slots} slots; expected ${this.slots}`);
    }
    this.read(reader);
  }

  private read(reader: ByteReader): void {
    const lastCode = this.wanted?.lastCode ?? Infinity;
    while (!reader.atEnd) {
      const code = reader.varint();
      if (code > lastCode) return;
      const end = reader.varint() + reader.position;
      const kind = kinds[code];
      if (kind !== undefined && this.columnOf(code) >= 0) {
        if (isHistogram(kind)) readHistogram(reader, end, this.histogramOf(code), binsOf(code));
        else if (kind === 'set') readSet(reader, end, this.setOf(code));
        else readNumbers(reader, end, this.numbers(), this.columnOf(code) * this.slots, kind === 'max');
      }
      reader.position = end;
    }
  }
}

function raiseTo(numbers: Float64Array, at: number, value: number): void {
  if (value > numbers[at]!) numbers[at] = value;
}

/** Reused by every encoding: blocks are written one after another. */
const out = new ByteWriter();
const body = new ByteWriter();
const filledBins = new Uint16Array(Math.max(BIN_COUNT, SPAN_BIN_COUNT));

/** Numbers that are all whole seconds are stored as seconds. */
const THOUSANDS = 1;
/** From the first to the last slot in a row, zeros included, instead of slot by slot. */
const IN_A_ROW = 2;
/** A sign is kept only where one is negative. */
const SIGNED = 4;

function writeNumbers(to: ByteWriter, numbers: Float64Array, start: number, slots: number): void {
  let first = -1;
  let last = -1;
  let filled = 0;
  let flags = THOUSANDS;
  for (let slot = 0; slot < slots; slot++) {
    const value = numbers[start + slot]!;
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
  if (flags & IN_A_ROW) {
    to.varint(first);
    for (let slot = first; slot <= last; slot++) writeNumber(to, flags, numbers[start + slot]!);
    return;
  }
  for (let slot = first, before = -1; slot <= last; slot++) {
    const value = numbers[start + slot]!;
    if (value === 0) continue;
    to.varint(slot - before - 1);
    writeNumber(to, flags, value);
    before = slot;
  }
}

/** An absurd sum, of which no source means a word, is kept as this: refusing it would leave every other record uncounted. */
const LARGEST = 2 ** 51;

function writeNumber(to: ByteWriter, flags: number, value: number): void {
  const kept = Math.max(-LARGEST, Math.min(LARGEST, value));
  const unit = flags & THOUSANDS ? Math.round(kept / 1000) : kept;
  to.varint(flags & SIGNED ? (unit < 0 ? -unit * 2 - 1 : unit * 2) : unit);
}

function readNumbers(
  from: ByteReader,
  end: number,
  numbers: Float64Array,
  start: number,
  isMax: boolean,
): void {
  const flags = from.varint();
  const isInARow = (flags & IN_A_ROW) !== 0;
  for (let slot = isInARow ? from.varint() - 1 : -1; from.position < end; ) {
    slot += isInARow ? 1 : from.varint() + 1;
    const value = readNumber(from, flags);
    if (isMax) raiseTo(numbers, start + slot, value);
    else numbers[start + slot]! += value;
  }
}

function readNumber(from: ByteReader, flags: number): number {
  const coded = from.varint();
  const unit = flags & SIGNED ? (coded % 2 === 0 ? coded / 2 : -(coded + 1) / 2) : coded;
  return flags & THOUSANDS ? unit * 1000 : unit;
}

function writeHistogram(to: ByteWriter, column: Uint32Array, slots: number, bins: number): void {
  let lastSlot = -1;
  for (let slot = 0; slot < slots; slot++) {
    const start = slot * bins;
    let filled = 0;
    for (let bin = 0; bin < bins; bin++) if (column[start + bin] !== 0) filledBins[filled++] = bin;
    if (filled === 0) continue;
    to.varint(slot - lastSlot - 1);
    to.varint(filled);
    lastSlot = slot;
    for (let i = 0, before = -1; i < filled; i++) {
      const bin = filledBins[i]!;
      const count = column[start + bin]!;
      to.varint((bin - before - 1) * 2 + (count === 1 ? 0 : 1));
      if (count !== 1) to.varint(count);
      before = bin;
    }
  }
}

function readHistogram(from: ByteReader, end: number, column: Uint32Array, bins: number): void {
  for (let slot = -1; from.position < end; ) {
    slot += from.varint() + 1;
    const filled = from.varint();
    for (let i = 0, bin = -1; i < filled; i++) {
      const skipped = from.varint();
      bin += (skipped >> 1) + 1;
      column[slot * bins + bin]! += skipped % 2 === 0 ? 1 : from.varint();
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
