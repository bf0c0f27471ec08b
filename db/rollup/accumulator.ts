/**
 * The facts of one civil day (or of one week's or month's own records) for every cell of the lattice.
 * Owns which blocks a record goes to, and the sums that follow from others; refuses to read or write the database.
 *
 * Records with the same members are summed together first. The tables of the day are sums of these sums; those of
 * hours and quarter-hours, of which there are few, are added to record by record.
 */
import type { Grain } from '../domain/bucket.ts';
import { CATEGORIES } from '../domain/contact.ts';
import { LEVELS, type Level, MAX_FACT_CODE } from '../domain/fact.ts';
import { FactBlock } from '../domain/fact-block.ts';
import { SHAPES, type Shape } from '../domain/lattice.ts';
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

const PROBLEM = CATEGORIES.indexOf('problem');
const COMPLAINT = CATEGORIES.indexOf('complaint');
const CAUSELESS = SHAPES.filter((shape) => !shape.includes('cause'));
const QUARTER_SHAPES: readonly Shape[] = ['all', 'channel', 'queue'];

type Blocks = Map<number, FactBlock>;

export class Accumulator {
  private readonly slots: DaySlots;
  private readonly book: CellBook;
  private readonly groups = new Map<number, Map<number, Group>>();
  /** by channel and queue together, a table that no reader sees: channel, queue and all are its sums */
  private readonly quarters = new Map<number, FactBlock>();
  private readonly hours = new Map<number, FactBlock>();
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
    const group = this.groupOf(member);
    const quarterly = tally.parts['15min'];
    const hourly = tally.parts.hour;
    group.sums.add(quarterly);
    group.sums.add(hourly);
    group.sums.add(tally.parts.day);
    if (level === 'day') return;
    const hour = level === '15min' ? this.slots.hourOfQuarter[slot]! : slot;
    if (level === '15min') group.quarters.addSums(slot, quarterly);
    else group.hours.addSums(hour, quarterly);
    group.hours.addSums(hour, hourly);
    group.categoryHours.addSums(hour, quarterly);
    group.categoryHours.addSums(hour, hourly);
    if (hourly.answeredBin < 0 && hourly.abandonedBin < 0) return;
    group.categoryHours.addWaits(hour, hourly);
    group.channelHours.addWaits(hour, hourly);
    group.queueHours.addWaits(hour, hourly);
    group.allHours.addWaits(hour, hourly);
  }

  /** Every cell's block at every grain up to the day. Call once. */
  finish(): { grain: Grain; cell: number; block: FactBlock }[] {
    const { quarters, hours, hourOfQuarter } = this.slots;
    const made: Record<Level, Blocks> = { '15min': new Map(), hour: this.hourCells, day: new Map() };
    const groups = [...this.groups.values()].flatMap((some) => [...some.values()]);
    for (const group of groups) {
      for (const cell of group.dayCells) group.sums.addTo(blockIn(made.day, cell, 1));
    }
    for (const group of distinctPairs(groups)) {
      for (const cell of group.quarterCells) {
        blockIn(made['15min'], cell, quarters).merge(group.quarters);
        const ofHours = blockIn(made.hour, cell, hours);
        ofHours.merge(group.quarters, (quarter) => hourOfQuarter[quarter]!);
        ofHours.merge(group.hours);
      }
    }
    return LEVELS.flatMap((grain) => [...made[grain]].map(([cell, block]) => ({ grain, cell, block })));
  }

  private groupOf(member: StoredMember): Group {
    const { channel, queue, category, cause, language, region } = member;
    // Numbers of words are far below 2^20, so that each of these fits a safe integer.
    const pair = (queue ?? 0) * 8 + channel;
    const key = ((cause ?? 0) * 2 ** 23 + pair) * 8 + (category ?? 7);
    const rest = (language ?? 0) * 2 ** 24 + (region ?? 0);
    let some = this.groups.get(key);
    if (some === undefined) {
      some = new Map();
      this.groups.set(key, some);
    }
    let group = some.get(rest);
    if (group === undefined) {
      group = this.makeGroup(member, pair);
      some.set(rest, group);
    }
    return group;
  }

  private makeGroup(member: StoredMember, pair: number): Group {
    const { quarters, hours } = this.slots;
    const cell = (shape: Shape) => this.book.idOf(shape, member);
    const hoursOf = (shape: Shape) => blockIn(this.hourCells, cell(shape), hours);
    return {
      sums: new GroupSums(),
      dayCells: (isCaused(member) ? SHAPES : CAUSELESS).map(cell),
      quarterCells: QUARTER_SHAPES.map(cell),
      quarters: blockIn(this.quarters, pair, quarters),
      hours: blockIn(this.hours, pair, hours),
      allHours: hoursOf('all'),
      channelHours: hoursOf('channel'),
      queueHours: hoursOf('queue'),
      categoryHours: hoursOf('category'),
    };
  }
}

/** Records with the same members: their sum, and the blocks to which they add. */
interface Group {
  sums: GroupSums;
  dayCells: readonly number[];
  quarterCells: readonly number[];
  quarters: FactBlock;
  hours: FactBlock;
  allHours: FactBlock;
  channelHours: FactBlock;
  queueHours: FactBlock;
  categoryHours: FactBlock;
}

/** The facts of a group over the whole day: few records, so lists in place of whole histograms. */
class GroupSums {
  private readonly amounts = new Float64Array(MAX_FACT_CODE + 1);
  private readonly answeredBins: number[] = [];
  private readonly abandonedBins: number[] = [];
  private readonly agents = new Set<number>();
  private readonly scales = new Set<number>();
  private longestMs = 0;

  add(part: TallyPart): void {
    for (let i = 0; i < part.size; i++) this.amounts[part.codes[i]!]! += part.amounts[i]!;
    if (part.answeredBin >= 0) this.answeredBins.push(part.answeredBin);
    if (part.abandonedBin >= 0) this.abandonedBins.push(part.abandonedBin);
    if (part.agent >= 0) this.agents.add(part.agent);
    if (part.scale >= 0) this.scales.add(part.scale);
    if (part.longestMs > this.longestMs) this.longestMs = part.longestMs;
  }

  addTo(block: FactBlock): void {
    block.addAmounts(0, this.amounts);
    for (const bin of this.answeredBins) block.addWait('waitsAnswered', 0, bin);
    for (const bin of this.abandonedBins) block.addWait('waitsAbandoned', 0, bin);
    for (const agent of this.agents) block.addMember('agents', 0, agent);
    for (const scale of this.scales) block.addMember('surveyScales', 0, scale);
    if (this.longestMs > 0) block.raise('longestWaitMs', 0, this.longestMs);
  }
}

/** Causes are told of problems and complaints, and of whatever else the source gave a cause. */
function isCaused(member: StoredMember): boolean {
  return member.cause !== null || member.category === PROBLEM || member.category === COMPLAINT;
}

/** One group for each channel and queue, since groups of the same pair share its blocks. */
function distinctPairs(groups: readonly Group[]): Group[] {
  return [...new Map(groups.map((group) => [group.quarters, group])).values()];
}

function blockIn(blocks: Map<number, FactBlock>, key: number, slots: number): FactBlock {
  let block = blocks.get(key);
  if (block === undefined) {
    block = new FactBlock(slots);
    blocks.set(key, block);
  }
  return block;
}
