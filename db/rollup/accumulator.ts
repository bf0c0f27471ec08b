/**
 * The facts of one civil day (or of one week's or month's own records) for every cell of the lattice.
 * Owns which blocks a record goes to, and the sums that follow from others; refuses to read or write the database.
 *
 * A record is added to the few finest tables only; the others are sums of them, made once at the end:
 * quarter-hours fold into hours and hours into the day, and channels add up to all.
 */
import type { Grain } from '../domain/bucket.ts';
import { FactBlock } from '../domain/fact-block.ts';
import type { Shape } from '../domain/lattice.ts';
import type { Tally } from '../domain/tally.ts';
import type { CellBook, StoredMember } from './cell-book.ts';

/** How finely a record's moment is known. */
export type Level = '15min' | 'hour' | 'day';

/** The slots of a civil day. */
export interface DaySlots {
  quarters: number;
  hours: number;
  hourOfQuarter: ArrayLike<number>;
}

/** A week's or a month's own records have no slots within. */
export const WHOLE_PERIOD: DaySlots = { quarters: 1, hours: 1, hourOfQuarter: [0] };

type Blocks = Map<number, FactBlock>;

export class Accumulator {
  private readonly slots: DaySlots;
  private readonly book: CellBook;
  private readonly blocks: Record<Level, Blocks> = { '15min': new Map(), hour: new Map(), day: new Map() };
  /** for each channel cell the `all` cell, and so on: which coarser cells of a day a block adds to */
  private readonly sums: Record<Level, Map<number, Set<number>>> = {
    '15min': new Map(),
    hour: new Map(),
    day: new Map(),
  };
  /** kept per tuple of members, because the same few come again and again */
  private readonly targets = new Map<string, [Level, number][]>();

  constructor(slots: DaySlots, book: CellBook) {
    this.slots = slots;
    this.book = book;
  }

  /** Adds what one record adds. `slot`: the quarter for '15min', the hour for 'hour', 0 for 'day'. */
  add(level: Level, slot: number, member: StoredMember, hasCause: boolean, tally: Tally): void {
    const hour = level === '15min' ? this.slots.hourOfQuarter[slot]! : slot;
    for (const [at, cell] of this.targetsOf(level, member, hasCause)) {
      this.block(at, cell).addTally(at === '15min' ? slot : at === 'hour' ? hour : 0, tally);
    }
  }

  /** Every cell's block at every grain up to the day, the sums included. */
  finish(): { grain: Grain; cell: number; block: FactBlock }[] {
    const { hours, hourOfQuarter } = this.slots;
    // First what was added at each level itself, then the folds: in the other order a record would count twice.
    this.addSums('15min');
    this.addSums('hour');
    this.addSums('day');
    this.foldInto('15min', 'hour', (quarter) => hourOfQuarter[quarter]!, hours);
    this.foldInto('hour', 'day', () => 0, 1);
    return (['15min', 'hour', 'day'] as const).flatMap((grain) =>
      [...this.blocks[grain]].map(([cell, block]) => ({ grain, cell, block })),
    );
  }

  private targetsOf(level: Level, member: StoredMember, hasCause: boolean): [Level, number][] {
    const key = `${level}|${member.channel}|${member.queue}|${member.category}|${member.cause}|${member.language}|${member.region}|${hasCause}`;
    const known = this.targets.get(key);
    if (known !== undefined) return known;
    const cell = (shape: Shape) => this.book.idOf(shape, member);
    const made: [Level, number][] = [
      [level, cell('channel')],
      [level, cell('queue')],
      [level === '15min' ? 'hour' : level, cell('category')],
      ['day', cell('channel+category')],
      ['day', cell('queue+category')],
      ['day', cell('language')],
      ['day', cell('region')],
    ];
    // `all` is the sum of channels, added at the finest level at which the record is known.
    this.sumInto(level, cell('channel'), cell('all'));
    if (hasCause) {
      const finest = cell('channel+category+cause');
      made.push(['day', finest]);
      for (const shape of ['cause', 'channel+cause', 'category+cause'] as const) {
        this.sumInto('day', finest, cell(shape));
      }
    }
    this.targets.set(key, made);
    return made;
  }

  private sumInto(level: Level, from: number, to: number): void {
    const targets = this.sums[level].get(from) ?? new Set();
    targets.add(to);
    this.sums[level].set(from, targets);
  }

  private addSums(level: Level): void {
    for (const [from, targets] of this.sums[level]) {
      const block = this.blocks[level].get(from);
      if (block === undefined) continue;
      for (const to of targets) this.block(level, to).merge(block);
    }
  }

  private foldInto(from: Level, to: Level, slotOf: (slot: number) => number, slots: number): void {
    for (const [cell, block] of this.blocks[from]) {
      this.block(to, cell, slots).merge(block, slotOf);
    }
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
