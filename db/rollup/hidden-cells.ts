/**
 * Which figures are hidden beside the small ones, for every cell there is: facts in, hidden metrics by bucket out. Owns what
 * adds up to what in the lattice and in time, and in which order it is decided; refuses to decide what is small (disclosure) or
 * how to hide (secondary hiding), and to write anything down.
 *
 * Months, weeks and days are decided together, month by month, for each is a sum of the others; hours and quarter-hours then by
 * themselves, as if all were known of their day that is not hidden. What was told before stays told: where that leaves too
 * little to hide, the longer bucket that was not told yet is hidden instead.
 */
import { blockKey, cellOfBlock, dayOfBlock } from '../block-key.ts';
import { GRAINS, type Grain, hourOfQuarter, periodEnd, periodStart, SLOT_GRAINS } from '../domain/bucket.ts';
import {
  type DisclosurePolicy,
  isRounded,
  LEAST_POSSIBLE,
  primaryKind,
  ROUNDING_BASE,
  thresholdOf,
} from '../domain/disclosure.ts';
import type { FactBlock } from '../domain/fact-block.ts';
import { type Grid, HIDDEN, NONE, SHOWN, type Span } from '../domain/hiding-grid.ts';
import { dimensionsOf, LATTICE, type Shape } from '../domain/lattice.ts';
import { hideMore, type Outcome } from '../domain/secondary-hiding.ts';
import { TOLD } from '../domain/told-amounts.ts';
import type { CivilDay, Zone } from '../domain/zone.ts';
import type { ReadHandle } from '../open.ts';
import { CellTree } from './cell-tree.ts';
import {
  type HiddenBlock,
  type HiddenSlots,
  hiddenOf,
  readHiddenAhead,
  readHiddenBlocks,
  TABLES,
} from './hidden-blocks.ts';
import {
  AMOUNTS,
  type Bucket,
  blocksOf,
  hiddenAheadIn,
  hiddenNoughts,
  MEASURES,
  type Row,
  tablesBlock,
} from './hiding-rows.ts';
import { sumsInTime, sumsOfPeriods, sumsOverMembers } from './hiding-sums.ts';
import { type Shapes, TableSizes } from './small-tables.ts';
import {
  type KnownSpans,
  readKnownSpans,
  type SpanBlock,
  type Stretch,
  spansBlock,
  stretchesBetween,
  stretchOf,
} from './stretches.ts';
import { amountsOf, evaluationOf, ToldFacts, viewOf } from './told-facts.ts';

/** What is known of a day of a cell to whoever reads its hours. */
export interface DayCell {
  cell: number;
  amounts: Float64Array;
  /** by amount */
  known: readonly Span[];
}

/** A day of which hours and quarter-hours are to be decided. Plain, so that it can be sent to another thread. */
export interface DayOfSlots {
  day: CivilDay;
  /** its hours were told when they were over */
  wasLive: boolean;
  cells: DayCell[];
}

/** Rows with what is told of them in the end. */
interface Decision {
  rows: readonly Row[];
  /** rows × measures */
  states: Uint8Array;
  /** what a stranger is left with of an amount (row × amounts + amount) */
  spanOf(place: number): Span;
  blocks: HiddenBlock[];
}

type Values = Omit<Grid, 'cellSums' | 'amountSums'>;

/** What was decided of a month. */
export interface MonthDecision {
  blocks: HiddenBlock[];
  /** the days whose hours are to be decided then */
  days: DayOfSlots[];
  /** what is known of its last days to whoever looks at the month after; null where a week ends with it, or it is not over */
  end: { from: CivilDay; spans: SpanBlock[] } | null;
  /** what is to be hidden ahead in the week that is open; null where that was said before */
  ahead: HiddenBlock[] | null;
}

/** Cells alike otherwise are ranked by what came in them, by steps of this many; more are all alike. */
const SIZE_STEPS = 5;
const MOST_SIZE = 99;

export class HiddenCells {
  private readonly db: ReadHandle;
  private readonly zone: Zone;
  private readonly policy: DisclosurePolicy;
  private readonly tree: CellTree;
  private readonly facts: ToldFacts;
  private readonly sizes: TableSizes;
  private before = new Map<number, HiddenSlots>();

  constructor(db: ReadHandle, zone: Zone, policy: DisclosurePolicy) {
    this.db = db;
    this.zone = zone;
    this.policy = policy;
    this.tree = new CellTree(db);
    this.facts = new ToldFacts(db);
    this.sizes = new TableSizes(this.facts, this.tree, policy);
  }

  /**
   * Of a month, of the weeks that end in it and of its days, all as far as they are over. `throughDay`: the last that is over; `decidedThrough`: the last that was before; `changed`: days of which
   * other facts are known than when they were decided.
   */
  ofMonth(
    month: CivilDay,
    throughDay: CivilDay,
    changed: ReadonlySet<CivilDay>,
    decidedThrough: CivilDay | null = null,
  ): MonthDecision {
    const end = periodEnd('month', month);
    const first = periodStart('week', month);
    const last = Math.min(end - 1, throughDay);
    this.readBefore(['day', 'week', 'month'], first, end);
    const buckets: Bucket[] = [];
    if (end - 1 <= throughDay) buckets.push(this.bucket('month', month, throughDay));
    for (let week = first; week + 7 <= end && week + 6 <= throughDay; week += 7)
      buckets.push(this.bucket('week', week, throughDay));
    for (let day = first; day <= last; day++) buckets.push(this.bucket('day', day, throughDay));
    const stretches = stretchesBetween(first, end - 1).filter(({ to }) => to <= throughDay);
    const toldOnADay = new Set(
      buckets.flatMap(({ grain, untold }) =>
        grain === 'day' ? LATTICE.day.filter((shape) => !untold.has(shape)) : [],
      ),
    );
    const rows = buckets.flatMap((bucket) => [...this.rowsOf(bucket, toldOnADay)]);
    const known = first < month ? readKnownSpans(this.db, first) : null;
    rows.push(...this.rowsOfStretches(stretches, new Set(rows.map(({ cell }) => cell)), known));
    const decision = this.decide(rows, stretches);
    const days = buckets
      .filter(
        ({ grain, start }) =>
          grain === 'day' &&
          start >= month &&
          (decidedThrough === null || start > decidedThrough || changed.has(start)),
      )
      .map(({ start: day }) => ({
        day,
        wasLive: decidedThrough !== null && day > decidedThrough,
        cells: this.cellsOfDay(day, decision),
      }));
    const lastStretch = stretches.at(-1);
    const isOver = lastStretch?.to === end - 1 && periodStart('week', end) < end;
    return {
      blocks: [...decision.blocks, ...buckets.map(tablesBlock)],
      days,
      end: isOver ? { from: lastStretch.from, spans: spansFrom(lastStretch.from, decision) } : null,
      ahead:
        last + 1 === periodStart('week', throughDay + 1) ? this.aheadOf(last + 1, decision, stretches) : null,
    };
  }

  /**
   * What was hidden in the week before a Monday is hidden ahead in the week that it begins: as if all of its days had been decided
   * when it was over, or what was itself hidden ahead would be carried on for ever. Null where its Sunday was decided before.
   */
  private aheadOf(
    monday: CivilDay,
    { rows, blocks }: Decision,
    stretches: readonly Stretch[],
  ): HiddenBlock[] | null {
    const isOfWeek = ({ grain, start }: Row) => grain === 'day' && start >= monday - 7;
    const ofWeek = rows.filter(isOfWeek);
    if (ofWeek.some(({ start, bucket }) => start === monday - 1 && bucket!.isDecided)) return null;
    const isInParts = ofWeek.some(({ bucket }) => bucket!.isDecided);
    const atOnce = (row: Row): Row =>
      isOfWeek(row) ? { ...row, hidden: null, bucket: { ...row.bucket!, isDecided: false } } : row;
    const decided = isInParts ? this.decide(rows.map(atOnce), stretches).blocks : blocks;
    const from = blockKey('day', monday - 7, TABLES);
    const to = blockKey('day', monday, TABLES);
    return decided.flatMap(({ key, hidden }) =>
      key > from && key < to ? [{ key: blockKey('day', dayOfBlock(key) + 7, cellOfBlock(key)), hidden }] : [],
    );
  }

  /** Of the hours and quarter-hours of a day. */
  ofSlots({ day, wasLive, cells }: DayOfSlots): HiddenBlock[] {
    this.readBefore(SLOT_GRAINS, day - 7, day + 1);
    const rows = cells.map(({ cell, amounts, known }): Row => {
      const common = {
        grain: 'span',
        start: day,
        slot: 0,
        within: null,
        bucket: null,
        hidden: null,
        view: null,
      } as const;
      return { ...common, cell, amounts, time: 'day', known };
    });
    const buckets = SLOT_GRAINS.map((grain) => ({ ...this.bucket(grain, day, day), wasLive }));
    for (const bucket of buckets) rows.push(...this.rowsOf(bucket, NO_SHAPES));
    return [...this.decide(rows, []).blocks, ...buckets.map(tablesBlock)];
  }

  private readBefore(grains: readonly Grain[], from: CivilDay, to: CivilDay): void {
    this.before = new Map(grains.flatMap((grain) => [...readHiddenBlocks(this.db, grain, from, to)]));
  }

  /** Those whose hours may be told, and what is known of them by what is told of days, weeks and months. */
  private cellsOfDay(day: CivilDay, { rows, spanOf }: Decision): DayCell[] {
    const cells: DayCell[] = [];
    rows.forEach(({ grain, start, cell, amounts, bucket }, at) => {
      const shape = this.tree.shapeOf(cell)!;
      if (grain !== 'day' || start !== day || !LATTICE.hour.includes(shape) || bucket!.untold.has(shape))
        return;
      const known = Array.from(amounts, (_, amount) => spanOf(at * AMOUNTS + amount));
      cells.push({ cell, amounts, known });
    });
    return cells;
  }

  private bucket(grain: Grain, start: CivilDay, throughDay: CivilDay): Bucket {
    const kept = this.before.get(blockKey(grain, start, TABLES));
    const isAhead = kept === undefined && grain === 'day' && periodEnd('week', start) - 1 > throughDay;
    return {
      grain,
      start,
      isDecided: kept !== undefined,
      untold: kept === undefined ? this.sizes.smallIn(grain, start) : new Set(Object.keys(kept) as Shape[]),
      wasLive: false,
      ahead: isAhead ? readHiddenAhead(this.db, start) : null,
    };
  }

  /** `shapes`: of which rows are needed though nothing is told. */
  private *rowsOf(bucket: Bucket, shapes: Shapes): Generator<Row> {
    const { grain, start, untold } = bucket;
    const hours = grain === '15min' ? hourOfQuarter(this.zone, start) : null;
    for (const [key, block] of this.facts.read(grain, start, start + 1)) {
      const cell = cellOfBlock(key);
      const shape = this.tree.shapeOf(cell);
      if (shape === undefined || !LATTICE[grain].includes(shape)) continue;
      if (untold.has(shape) && !shapes.has(shape)) continue;
      const hidden = this.before.get(key) ?? null;
      for (const slot of block.slotsWithNumbers()) {
        const view = viewOf(block, slot);
        const amounts = amountsOf(view);
        if (amounts === null) continue;
        const [time, within] =
          hours !== null
            ? [`15min ${slot}`, `hour ${hours[slot]!}`]
            : grain === 'hour'
              ? [`hour ${slot}`, 'day']
              : [`${grain} ${start}`, grain === 'day' ? `span ${stretchOf(start).from}` : null];
        yield { grain, start, slot, cell, amounts, time, within, bucket, hidden, view, known: null };
      }
    }
  }

  /** `known`: of the first, by the month before. */
  private *rowsOfStretches(
    stretches: readonly Stretch[],
    cells: ReadonlySet<number>,
    known: KnownSpans | null,
  ): Generator<Row> {
    for (const [at, { from, to }] of stretches.entries()) {
      const sums = new Map<number, FactBlock>();
      for (const [key, block] of this.facts.read('day', from, to + 1)) {
        const cell = cellOfBlock(key);
        if (!cells.has(cell)) continue;
        const sum = sums.get(cell);
        if (sum === undefined) sums.set(cell, block);
        else sum.merge(block);
      }
      for (const [cell, sum] of sums) {
        const amounts = amountsOf(viewOf(sum, 0));
        if (amounts === null) continue;
        const common = {
          grain: 'span',
          slot: 0,
          within: null,
          bucket: null,
          hidden: null,
          view: null,
        } as const;
        const own = at === 0 ? (known?.spansOf(cell, amounts) ?? null) : null;
        yield { ...common, start: from, cell, amounts, time: `span ${from}`, known: own };
      }
    }
  }

  private decide(rows: readonly Row[], stretches: readonly Stretch[]): Decision {
    const values = this.gridOf(rows);
    rows.forEach((row, at) => {
      for (const measure of hiddenAheadIn(row)) hideAt(values.states, at * MEASURES + measure);
    });
    const { states } = values;
    const threshold = thresholdOf(this.policy);
    const hide = (): Outcome => {
      const places = new Map(rows.map(({ time, cell }, at) => [`${time} ${cell}`, at]));
      const cellSums = [
        ...sumsInTime(rows, places),
        ...sumsOverMembers(rows, places, this.tree),
        ...sumsOfPeriods(rows, places, stretches),
      ];
      const grid: Grid = { ...values, cellSums, amountSums: TOLD.amountSums };
      return hideMore(grid, { threshold, leastPossible: LEAST_POSSIBLE, base: ROUNDING_BASE });
    };
    if (isOpen(values)) {
      // Most days: there is nothing to protect, and what a stranger knows is often not asked for.
      let outcome: Outcome | null = null;
      const spanOf = (place: number) => {
        outcome ??= hide();
        return outcome.spanOf(place);
      };
      return { rows, states, spanOf, blocks: [] };
    }
    const { unsolved, spanOf } = hide();
    const noughts = hiddenNoughts(rows, values, unsolved, threshold);
    return { rows, states, spanOf, blocks: [...blocksOf(rows, states), ...noughts] };
  }

  private gridOf(rows: readonly Row[]): Values {
    const values = new Float64Array(rows.length * AMOUNTS);
    const states = new Uint8Array(rows.length * MEASURES);
    const rounded = new Uint8Array(rows.length);
    const fixed = new Uint8Array(rows.length * MEASURES);
    const ranks = new Float64Array(rows.length);
    const known = new Map<number, Span>();
    const contacts = contactsOf(rows);
    rows.forEach((row, at) => {
      const { grain, cell, amounts, bucket } = row;
      const shape = this.tree.shapeOf(cell)!;
      rounded[at] = isRounded(shape) ? 1 : 0;
      if (bucket !== null) this.writeFixed(row, bucket, fixed.subarray(at * MEASURES, (at + 1) * MEASURES));
      const size = Math.min(MOST_SIZE, SIZE_STEPS * Math.log2(1 + contacts.get(cell)!));
      const order = grain === 'span' ? GRAINS.length : GRAINS.indexOf(grain);
      ranks[at] = order * 1000 + (3 - dimensionsOf(shape).length) * 100 + size;
      values.set(amounts, at * AMOUNTS);
      this.writeStates(row, shape, states.subarray(at * MEASURES, (at + 1) * MEASURES));
      row.known?.forEach((span, amount) => {
        if (span !== null) known.set(at * AMOUNTS + amount, span);
      });
    });
    return {
      values,
      amounts: AMOUNTS,
      measures: TOLD.measures,
      states,
      isFixed: fixed,
      isRounded: rounded,
      ranks,
      known,
    };
  }

  private writeFixed({ grain, start, slot, cell }: Row, bucket: Bucket, fixed: Uint8Array): void {
    if (bucket.isDecided) fixed.fill(1);
    if (bucket.isDecided || !bucket.wasLive || grain === 'span') return;
    const before = Array.from({ length: 7 }, (_, i) => this.before.get(blockKey(grain, start - 1 - i, cell)));
    TOLD.measures.forEach(({ metric }, measure) => {
      const isTold = before.every((hidden) => !hiddenOf(hidden, metric.id).includes(slot));
      fixed[measure] = isTold ? 1 : 0;
    });
  }

  private writeStates({ grain, slot, amounts, bucket, hidden, view }: Row, shape: Shape, states: Uint8Array) {
    if (bucket === null || view === null || grain === 'span') return;
    if (bucket.untold.has(shape)) return;
    TOLD.measures.forEach((told, measure) => {
      const { metric, tells } = told;
      if (GRAINS.indexOf(grain) < GRAINS.indexOf(metric.finestGrain)) return;
      const kind = primaryKind(metric, shape, evaluationOf(told, view), this.policy);
      // There is no share of nothing: of what that is, nothing more is said.
      const isNothing = kind === 'missing' || (kind === 'none' && amounts[tells[0]!]! !== 0);
      const isHidden = kind === 'suppressed' || hiddenOf(hidden, metric.id).includes(slot);
      states[measure] = isHidden ? HIDDEN : isNothing ? NONE : SHOWN;
    });
  }
}

const NO_SHAPES: Shapes = new Set();

/** Of the same days, as far as they are told by days or weeks: what came in all. */
function contactsOf(rows: readonly Row[]): ReadonlyMap<number, number> {
  const contacts = new Map<number, number>();
  for (const { cell, amounts, grain } of rows) {
    const own = grain === 'month' ? 0 : amounts[OFFERED_AMOUNT]!;
    contacts.set(cell, (contacts.get(cell) ?? 0) + own);
  }
  return contacts;
}

const OFFERED_AMOUNT = TOLD.measures.find(({ metric }) => metric.id === 'offered')!.tells[0]!;

/** What is left to a stranger of a stretch of days, by cell. */
function spansFrom(from: CivilDay, { rows, spanOf }: Decision): SpanBlock[] {
  return rows.flatMap(({ grain, start, cell, amounts }, at) =>
    grain === 'span' && start === from
      ? [spansBlock(from, cell, amounts, (amount) => spanOf(at * AMOUNTS + amount))]
      : [],
  );
}

/** Whether nothing is hidden, nor known only within limits: then nothing can follow that should not. */
function isOpen({ states, known, values }: Values): boolean {
  return (
    !states.includes(HIDDEN) &&
    [...known].every(([place, { low, high }]) => low === values[place] && high === values[place])
  );
}

function hideAt(states: Uint8Array, place: number): void {
  if (states[place] === SHOWN) states[place] = HIDDEN;
}
