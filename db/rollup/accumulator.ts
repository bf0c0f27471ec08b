/**
 * The facts of one civil day (or of one week's or month's own records) for every cell of the lattice.
 * Owns which blocks a record goes to, and the sums that follow from others; refuses to read or write the database.
 *
 * A record is added to the few finest tables only, each fact at the finest level at which it is kept; the others are
 * sums of them, made once at the end: quarter-hours fold into hours and hours into the day, channels add up to all.
 */
import type { Grain } from '../domain/bucket.ts';
import { LEVELS, type Level } from '../domain/fact.ts';
import { FactBlock } from '../domain/fact-block.ts';
import type { Shape } from '../domain/lattice.ts';
import type { Tally } from '../domain/tally.ts';
import type { CellBook, StoredMember } from './cell-book.ts';

/** The slots of a civil day. */
export interface DaySlots {
  quarters: number;
  hours: number;
  hourOfQuarter: ArrayLike<number>;
}

/** A week's or a month's own records have no slots within. */
export const WHOLE_PERIOD: DaySlots = { quarters: 1, hours: 1, hourOfQuarter: [0] };

/** The cells of one tuple of members, by the level at which their blocks begin. */
interface Targets {
  '15min': number[];
  hour: number[];
  day: number[];
}

export class Accumulator {
  private readonly slots: DaySlots;
  private readonly book: CellBook;
  private readonly blocks: Record<Level, Map<number, FactBlock>> = {
    '15min': new Map(),
    hour: new Map(),
    day: new Map(),
  };
  /** which coarser cells a cell's block adds to: each channel to all, each finest cause to the others */
  private readonly sums = new Map<number, Set<number>>();
  /** kept per tuple of members, because the same few come again and again */
  private readonly targets = new Map<string, Targets>();

  constructor(slots: DaySlots, book: CellBook) {
    this.slots = slots;
    this.book = book;
  }

  /**
   * Adds what one record adds. `level`: how finely its moment is known. `slot`: its quarter of the day for '15min',
   * its hour for 'hour', 0 for 'day'.
   */
  add(level: Level, slot: number, member: StoredMember, hasCause: boolean, tally: Tally): void {
    const targets = this.targetsOf(member, hasCause);
    const hour = level === '15min' ? this.slots.hourOfQuarter[slot]! : level === 'hour' ? slot : 0;
    for (const fact of LEVELS) {
      const part = tally.parts[fact];
      if (
        part.size === 0 &&
        part.answeredBin < 0 &&
        part.abandonedBin < 0 &&
        part.agent < 0 &&
        part.scale < 0
      )
        continue;
      for (const begins of LEVELS) {
        // Where a fact is kept: no finer than the fact, the cell's table, and the record's moment allow.
        const at = coarsest(fact, begins, level);
        for (const cell of targets[begins]) {
          this.block(at, cell).addPart(at === '15min' ? slot : at === 'hour' ? hour : 0, part);
        }
      }
    }
  }

  /** Every cell's block at every grain up to the day, the sums included. */
  finish(): { grain: Grain; cell: number; block: FactBlock }[] {
    const { hours, hourOfQuarter } = this.slots;
    // First what was added at each level itself, then the folds: in the other order a record would count twice.
    for (const level of LEVELS) this.addSums(level);
    this.foldInto('15min', 'hour', (quarter) => hourOfQuarter[quarter]!, hours);
    this.foldInto('hour', 'day', () => 0, 1);
    return LEVELS.flatMap((grain) =>
      [...this.blocks[grain]].map(([cell, block]) => ({ grain, cell, block })),
    );
  }

  private targetsOf(member: StoredMember, hasCause: boolean): Targets {
    const key = `${member.channel}|${member.queue}|${member.category}|${member.cause}|${member.language}|${member.region}|${hasCause}`;
    const known = this.targets.get(key);
    if (known !== undefined) return known;
    const cell = (shape: Shape) => this.book.idOf(shape, member);
    const made: Targets = {
      '15min': [cell('channel'), cell('queue')],
      hour: [cell('category')],
      day: [cell('channel+category'), cell('queue+category'), cell('language'), cell('region')],
    };
    this.sumInto(cell('channel'), cell('all'));
    if (hasCause) {
      const finest = cell('channel+category+cause');
      made.day.push(finest);
      for (const shape of ['cause', 'channel+cause', 'category+cause'] as const)
        this.sumInto(finest, cell(shape));
    }
    this.targets.set(key, made);
    return made;
  }

  private sumInto(from: number, to: number): void {
    const targets = this.sums.get(from) ?? new Set();
    targets.add(to);
    this.sums.set(from, targets);
  }

  private addSums(level: Level): void {
    for (const [from, targets] of this.sums) {
      const block = this.blocks[level].get(from);
      if (block === undefined) continue;
      for (const to of targets) this.block(level, to).merge(block);
    }
  }

  private foldInto(from: Level, to: Level, slotOf: (slot: number) => number, slots: number): void {
    for (const [cell, block] of this.blocks[from]) this.block(to, cell, slots).merge(block, slotOf);
  }

  private block(level: Level, cell: number, slots = this.slotCount(level)): FactBlock {
    let block = this.blocks[level].get(cell);
    if (block === undefined) {
      block = new FactBlock(slots);
      this.blocks[level].set(cell, block);
    }
    return block;
  }

  private slotCount(level: Level): number {
    return level === '15min' ? this.slots.quarters : level === 'hour' ? this.slots.hours : 1;
  }
}

function coarsest(a: Level, b: Level, c: Level): Level {
  if (a === 'day' || b === 'day' || c === 'day') return 'day';
  return a === 'hour' || b === 'hour' || c === 'hour' ? 'hour' : '15min';
}
