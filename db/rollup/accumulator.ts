/**
 * The facts of one civil day (or of one week's or month's own records) for every cell of the lattice.
 * Owns which blocks a record goes to, and the sums that follow from others; refuses to read or write the database.
 *
 * Records with the same members are summed together first. The tables of the day are sums of these sums; those of
 * hours and quarter-hours, of which there are few, are added to record by record.
 */
import type { Grain } from '../domain/bucket.ts';
import { FACTS, LEVELS, type Level } from '../domain/fact.ts';
import { COLUMNS, FactBlock } from '../domain/fact-block.ts';
import type { Tally, TallyPart } from '../domain/tally.ts';
import type { CellBook, StoredMember } from './cell-book.ts';

/** The slots of a civil day. */
export interface DaySlots {
  quarters: number;
  hours: number;
  hourOfQuarter: ArrayLike<number>;
}

/** A week's or a month's own records have no slots within. */
export const WHOLE_PERIOD: DaySlots = { quarters: 1, hours: 1, hourOfQuarter: [0] };

const LONGEST = FACTS.longestWaitMs.code;

type Blocks = Map<number, FactBlock>;

export class Accumulator {
  private readonly slots: DaySlots;
  private readonly book: CellBook;
  private readonly groups = new Map<number, Map<number, Group>>();
  private readonly quarterCells: Blocks = new Map();
  private readonly hourCells: Blocks = new Map();

  constructor(slots: DaySlots, book: CellBook) {
    this.slots = slots;
    this.book = book;
  }

  /**
   * Adds what one record adds. `level`: how finely its moment is known. `slot`: its quarter of the day for '15min',
   * its hour for 'hour', 0 for 'day'.
   */
  add(level: Level, slot: number, member: StoredMember, tally: Tally): void {
    this.addTo(this.groupOf(member), level, slot, tally);
  }

  /** The same for records whose group was asked for before. */
  addTo(group: Group, level: Level, slot: number, tally: Tally): void {
    const quarterly = tally.parts['15min'];
    const hourly = tally.parts.hour;
    group.sums.add(quarterly);
    group.sums.add(hourly);
    group.sums.add(tally.parts.day);
    if (level === 'day') return;
    const hour = level === '15min' ? this.slots.hourOfQuarter[slot]! : slot;
    if (level === '15min') for (const block of group.quarters) block.addSums(slot, quarterly);
    for (const block of group.hours) {
      block.addSums(hour, quarterly);
      block.addSums(hour, hourly);
      block.addWaits(hour, hourly);
    }
  }

  /** Every cell's block at every grain up to the day. Call once. */
  finish(): { grain: Grain; cell: number; block: FactBlock }[] {
    const dayCells: Blocks = new Map();
    for (const some of this.groups.values()) {
      for (const { sums, dayCells: cells } of some.values()) {
        for (const cell of cells) sums.addTo(blockIn(dayCells, cell, 1));
      }
    }
    const made: Record<Level, Blocks> = { '15min': this.quarterCells, hour: this.hourCells, day: dayCells };
    return LEVELS.flatMap((grain) => [...made[grain]].map(([cell, block]) => ({ grain, cell, block })));
  }

  /** The group of a record's members, good for this accumulator alone. */
  groupOf(member: StoredMember): Group {
    const { channel, queue, category, cause, language, region } = member;
    // Numbers of words are far below 2^20, so that each of these fits a safe integer.
    const key = (((cause ?? 0) * 2 ** 20 + (queue ?? 0)) * 8 + channel) * 8 + (category ?? 7);
    const rest = (language ?? 0) * 2 ** 24 + (region ?? 0);
    let some = this.groups.get(key);
    if (some === undefined) {
      some = new Map();
      this.groups.set(key, some);
    }
    let group = some.get(rest);
    if (group === undefined) {
      group = this.makeGroup(member);
      some.set(rest, group);
    }
    return group;
  }

  private makeGroup(member: StoredMember): Group {
    const { quarters, hours, days } = this.book.placesOf(member);
    return {
      sums: new GroupSums(),
      dayCells: days,
      quarters: quarters.map((cell) => blockIn(this.quarterCells, cell, this.slots.quarters)),
      hours: hours.map((cell) => blockIn(this.hourCells, cell, this.slots.hours)),
    };
  }
}

/** Records with the same members: their sum, and the blocks to which they add. */
export interface Group {
  sums: GroupSums;
  dayCells: readonly number[];
  quarters: readonly FactBlock[];
  hours: readonly FactBlock[];
}

/** The facts of a group over the whole day: few records, so lists in place of whole histograms. */
class GroupSums {
  private readonly amounts = new Float64Array(COLUMNS);
  private readonly answeredBins: number[] = [];
  private readonly abandonedBins: number[] = [];
  private agents: Set<number> | null = null;
  private scales: Set<number> | null = null;

  add(part: TallyPart): void {
    const { amounts } = this;
    for (let i = 0; i < part.size; i++) amounts[part.codes[i]!]! += part.amounts[i]!;
    if (part.answeredBin >= 0) this.answeredBins.push(part.answeredBin);
    if (part.abandonedBin >= 0) this.abandonedBins.push(part.abandonedBin);
    if (part.agent >= 0) {
      this.agents ??= new Set();
      this.agents.add(part.agent);
    }
    if (part.scale >= 0) {
      this.scales ??= new Set();
      this.scales.add(part.scale);
    }
    if (part.longestMs > amounts[LONGEST]!) amounts[LONGEST] = part.longestMs;
  }

  addTo(block: FactBlock): void {
    block.addGroup(0, this.amounts, this.answeredBins, this.abandonedBins);
    for (const agent of this.agents ?? []) block.addMember('agents', 0, agent);
    for (const scale of this.scales ?? []) block.addMember('surveyScales', 0, scale);
  }
}

function blockIn(blocks: Map<number, FactBlock>, key: number, slots: number): FactBlock {
  let block = blocks.get(key);
  if (block === undefined) {
    block = new FactBlock(slots);
    blocks.set(key, block);
  }
  return block;
}
