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
import type { HalfHourJudge } from './half-hours.ts';

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

/** So much is kept from day to day; with more, all is made anew. */
const MOST_KEPT_BYTES = 32 * 2 ** 20;

/**
 * Counts one day after another. What a day needs is nearly the same as on the day before, so groups and blocks are kept
 * and emptied: `begin`, then `add` as often as there are records, then `finish`.
 */
export class Accumulator {
  private readonly book: CellBook;
  private slots = WHOLE_PERIOD;
  private readonly groups = new Map<number, Map<number, Group>>();
  /** the groups of this day */
  private readonly filled: Group[] = [];
  private readonly blocks: Record<Level, Blocks> = { '15min': new Map(), hour: new Map(), day: new Map() };
  private groupCount = 0;

  constructor(book: CellBook) {
    this.book = book;
  }

  /** Starts a day. What `finish` gave before is no longer good. */
  begin(slots: DaySlots): void {
    const isOther = slots.quarters !== this.slots.quarters || slots.hours !== this.slots.hours;
    this.slots = slots;
    if (isOther || this.bytes > MOST_KEPT_BYTES) {
      this.groups.clear();
      for (const level of LEVELS) this.blocks[level].clear();
      this.groupCount = 0;
    }
    for (const level of LEVELS) {
      for (const block of this.blocks[level].values()) if (!block.isEmpty) block.clear();
    }
  }

  /**
   * Adds what one record adds. `level`: how finely its moment is known. `slot`: its quarter of the day for '15min',
   * its hour for 'hour', 0 for 'day'.
   */
  add(level: Level, slot: number, member: StoredMember, tally: Tally): void {
    this.addTo(this.groupOf(member), level, slot, tally);
  }

  /** The same for a group asked for before: of this day, or of any day where the level is 'day'. */
  addTo(group: Group, level: Level, slot: number, tally: Tally): void {
    if (!group.sums.isFilled) this.filled.push(group);
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

  /** Every cell's block at every grain up to the day, good until the next `begin`. `judge`: of the half-hours of a day. */
  finish(judge?: HalfHourJudge): { grain: Grain; cell: number; block: FactBlock }[] {
    for (const { sums, dayCells } of this.filled) {
      sums.addTo(dayCells.map((cell) => this.blockOf('day', cell)));
      sums.clear();
    }
    if (judge !== undefined) this.judgeHalfHours(judge);
    this.filled.length = 0;
    return LEVELS.flatMap((grain) =>
      [...this.blocks[grain]]
        .filter(([, block]) => !block.isEmpty)
        .map(([cell, block]) => ({ grain, cell, block })),
    );
  }

  /** Once for each channel and each queue of the day; what is counted of a channel is counted of all. */
  private judgeHalfHours(judge: HalfHourJudge): void {
    const seen = new Set<FactBlock>();
    for (const { member, quarters, dayCells } of this.filled) {
      const [, ofChannel, ofQueue] = quarters;
      const [all, channel, queue] = dayCells.slice(0, 3).map((cell) => this.blockOf('day', cell));
      if (!seen.has(ofChannel!)) judge({ channel: member.channel, queue: null }, ofChannel!, channel!, all!);
      if (!seen.has(ofQueue!)) judge({ channel: null, queue: member.queue }, ofQueue!, queue!, null);
      seen.add(ofChannel!).add(ofQueue!);
    }
  }

  groupOf(member: StoredMember): Group {
    const { channel, queue, category, cause, language, region, subCause } = member;
    // Numbers of words are far below 2^20, so that each of these fits a safe integer.
    const key = (((cause ?? 0) * 2 ** 20 + (queue ?? 0)) * 8 + channel) * 8 + (category ?? 7);
    const rest = ((language ?? 0) * 2 ** 16 + (region ?? 0)) * 2 ** 20 + (subCause ?? 0);
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

  private get bytes(): number {
    let bytes = this.groupCount * COLUMNS * 8;
    for (const level of LEVELS) for (const block of this.blocks[level].values()) bytes += block.bytes;
    return bytes;
  }

  private makeGroup(member: StoredMember): Group {
    const { quarters, hours, days } = this.book.placesOf(member);
    this.groupCount++;
    return {
      member: { ...member },
      sums: new GroupSums(),
      dayCells: days,
      quarters: quarters.map((cell) => this.blockOf('15min', cell)),
      hours: hours.map((cell) => this.blockOf('hour', cell)),
    };
  }

  private blockOf(level: Level, cell: number): FactBlock {
    const blocks = this.blocks[level];
    let block = blocks.get(cell);
    if (block === undefined) {
      const slots = { '15min': this.slots.quarters, hour: this.slots.hours, day: 1 }[level];
      block = new FactBlock(slots);
      blocks.set(cell, block);
    }
    return block;
  }
}

/** Records with the same members: their sum, and the blocks to which they add. */
export interface Group {
  member: Readonly<Pick<StoredMember, 'channel' | 'queue'>>;
  sums: GroupSums;
  /** in the order of SHAPES, as `quarters` are in that of the table of quarter-hours: all, channel, queue */
  dayCells: readonly number[];
  quarters: readonly FactBlock[];
  hours: readonly FactBlock[];
}

/** The facts of a group over the whole day: few records, so lists in place of whole histograms. */
class GroupSums {
  private readonly amounts = new Float64Array(COLUMNS);
  private readonly answeredBins: number[] = [];
  private readonly abandonedBins: number[] = [];
  private readonly caseDayBins: number[] = [];
  private agents: Set<number> | null = null;
  private scales: Set<number> | null = null;

  isFilled = false;

  clear(): void {
    this.isFilled = false;
    this.amounts.fill(0);
    this.answeredBins.length = 0;
    this.abandonedBins.length = 0;
    this.caseDayBins.length = 0;
    this.agents?.clear();
    this.scales?.clear();
  }

  add(part: TallyPart): void {
    const { amounts } = this;
    this.isFilled = true;
    for (let i = 0; i < part.size; i++) amounts[part.codes[i]!]! += part.amounts[i]!;
    if (part.answeredBin >= 0) this.answeredBins.push(part.answeredBin);
    if (part.abandonedBin >= 0) this.abandonedBins.push(part.abandonedBin);
    if (part.caseDaysBin >= 0) this.caseDayBins.push(part.caseDaysBin);
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

  addTo(blocks: readonly FactBlock[]): void {
    const codes: number[] = [];
    for (let code = 1; code < COLUMNS; code++) if (this.amounts[code] !== 0) codes.push(code);
    for (const block of blocks) {
      block.addGroup(0, codes, this.amounts, this.answeredBins, this.abandonedBins);
      block.addBins('complaintDays', 0, this.caseDayBins);
      for (const agent of this.agents ?? []) block.addMember('agents', 0, agent);
      for (const scale of this.scales ?? []) block.addMember('surveyScales', 0, scale);
    }
  }
}
