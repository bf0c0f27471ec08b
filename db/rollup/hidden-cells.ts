/**
 * Which figures are hidden beside the small ones, for every cell there is: facts in, hidden metrics by bucket out. Owns what
 * adds up to what in the lattice and in time, and in which order it is decided; refuses to decide what is small (disclosure) or
 * how to hide (secondary hiding), and to write anything down.
 *
 * Months, weeks and days are decided together, month by month, for each is a sum of the others; hours and quarter-hours then by
 * themselves, as if all were known of their day that is not hidden. What was told before stays told: where that leaves too
 * little to hide, the longer bucket that was not told yet is hidden instead.
 */
import { blockKey, cellOfBlock } from '../block-key.ts';
import {
  GRAINS,
  type Grain,
  hourOfQuarter,
  isSlotGrain,
  periodEnd,
  periodStart,
  SLOT_GRAINS,
} from '../domain/bucket.ts';
import {
  type DisclosurePolicy,
  isRounded,
  LEAST_POSSIBLE,
  primaryKind,
  ROUNDING_BASE,
  thresholdOf,
} from '../domain/disclosure.ts';
import type { FactView } from '../domain/evaluation.ts';
import type { FactBlock } from '../domain/fact-block.ts';
import { type CellSum, type Grid, HIDDEN, NONE, SHOWN, type Span } from '../domain/hiding-grid.ts';
import { dimensionsOf, LATTICE, type Shape } from '../domain/lattice.ts';
import { once } from '../domain/once.ts';
import { hideMore } from '../domain/secondary-hiding.ts';
import { TOLD } from '../domain/told-amounts.ts';
import type { CivilDay, Zone } from '../domain/zone.ts';
import type { ReadHandle } from '../open.ts';
import { CellTree } from './cell-tree.ts';
import {
  EVERY_METRIC,
  type HiddenBlock,
  type HiddenSlots,
  hiddenOf,
  NOUGHTS,
  readHiddenBlocks,
  TABLES,
} from './hidden-blocks.ts';
import { type Shapes, TableSizes } from './small-tables.ts';
import { amountsOf, evaluationOf, ToldFacts, viewOf } from './told-facts.ts';

/** A bucket, and what was decided of it before. */
interface Bucket {
  grain: Grain;
  /** its first day */
  start: CivilDay;
  isDecided: boolean;
  /** the tables of which nothing is told in it */
  untold: Shapes;
  /** hours of it were told when they were over, before the day was, where nothing was hidden in them the week before */
  wasLive: boolean;
  /** what was hidden a week before, of days of a week that is not over */
  weekBefore: ReadonlyMap<number, HiddenSlots> | null;
}

/** A bucket of one cell in the stranger's sums. */
interface Row {
  /** `span`: of no bucket that is told, but of days between those that are */
  grain: Grain | 'span';
  start: CivilDay;
  slot: number;
  cell: number;
  /** by amount */
  amounts: Float64Array;
  /** of the same stretch of time */
  time: string;
  /** the stretch of time of which it is part */
  within: string | null;
  bucket: Bucket | null;
  view: FactView | null;
  /** by amount: what is known of it besides */
  known: readonly (Span | null)[] | null;
}

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

/** Days that lie in one week and in one month, both ends included. */
interface Stretch {
  from: CivilDay;
  to: CivilDay;
}

const AMOUNTS = TOLD.amounts.length;
const MEASURES = TOLD.measures.length;
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
  /** what can be told of the stretches of the month decided last, by their first day and cell */
  private readonly spans = new Map<string, readonly Span[]>();
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
   * Of a month, of the weeks that end in it and of its days, all as far as they are over; and the days whose hours are to be
   * decided then. `throughDay`: the last that is over; `decidedThrough`: the last that was before; `changed`: days of which
   * other facts are known than when they were decided.
   */
  ofMonth(
    month: CivilDay,
    throughDay: CivilDay,
    changed: ReadonlySet<CivilDay>,
    decidedThrough: CivilDay | null = null,
  ): { blocks: HiddenBlock[]; days: DayOfSlots[] } {
    const end = periodEnd('month', month);
    const first = periodStart('week', month);
    const last = Math.min(end - 1, throughDay);
    this.readBefore(['day', 'week', 'month'], first - 7, end);
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
    rows.push(...this.rowsOfStretches(stretches, new Set(rows.map(({ cell }) => cell))));
    const decision = this.decide(rows, (places) => sumsOfPeriods(rows, places, stretches));
    this.keepStretches(decision);
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
    return { blocks: [...decision.blocks, ...buckets.map(tablesBlock)], days };
  }

  /** Of the hours and quarter-hours of a day. */
  ofSlots({ day, wasLive, cells }: DayOfSlots): HiddenBlock[] {
    this.readBefore(SLOT_GRAINS, day - 7, day + 1);
    const rows = cells.map(({ cell, amounts, known }): Row => {
      const common = { grain: 'span', start: day, slot: 0, within: null, bucket: null, view: null } as const;
      return { ...common, cell, amounts, time: 'day', known };
    });
    const buckets = SLOT_GRAINS.map((grain) => ({ ...this.bucket(grain, day, day), wasLive }));
    for (const bucket of buckets) rows.push(...this.rowsOf(bucket, NO_SHAPES));
    return [...this.decide(rows, () => []).blocks, ...buckets.map(tablesBlock)];
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
      weekBefore: isAhead ? this.hiddenOn(start - 7) : null,
    };
  }

  private hiddenOn(day: CivilDay): ReadonlyMap<number, HiddenSlots> {
    const [from, to] = [blockKey('day', day, TABLES), blockKey('day', day + 1, TABLES)];
    const own = [...this.before].filter(([key]) => key > from && key < to);
    return new Map(own.map(([key, hidden]) => [cellOfBlock(key), hidden]));
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
      for (let slot = 0; slot < block.slots; slot++) {
        const view = viewOf(block, slot);
        const amounts = amountsOf(view);
        if (amounts === null) continue;
        const [time, within] =
          hours !== null
            ? [`15min ${slot}`, `hour ${hours[slot]!}`]
            : grain === 'hour'
              ? [`hour ${slot}`, 'day']
              : [`${grain} ${start}`, grain === 'day' ? `span ${stretchOf(start).from}` : null];
        yield { grain, start, slot, cell, amounts, time, within, bucket, view, known: null };
      }
    }
  }

  private *rowsOfStretches(stretches: readonly Stretch[], cells: ReadonlySet<number>): Generator<Row> {
    for (const { from, to } of stretches) {
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
        const known = this.spans.get(`${from} ${cell}`) ?? null;
        const time = `span ${from}`;
        yield {
          grain: 'span',
          start: from,
          slot: 0,
          cell,
          amounts,
          time,
          within: null,
          bucket: null,
          view: null,
          known,
        };
      }
    }
  }

  /** For the month after, which shares a week with this one, and for this one where it is decided once more with further days. */
  private keepStretches({ rows, spanOf }: Decision): void {
    this.spans.clear();
    rows.forEach(({ grain, start, cell }, at) => {
      if (grain !== 'span') return;
      const spans = Array.from({ length: AMOUNTS }, (_, amount) => spanOf(at * AMOUNTS + amount));
      this.spans.set(`${start} ${cell}`, spans);
    });
  }

  private decide(
    rows: readonly Row[],
    moreSums: (places: ReadonlyMap<string, number>) => Iterable<CellSum>,
  ): Decision {
    const places = new Map(rows.map(({ time, cell }, at) => [`${time} ${cell}`, at]));
    const cellSums = [
      ...this.sumsInTime(rows, places),
      ...this.sumsOverMembers(rows, places),
      ...moreSums(places),
    ];
    const grid: Grid = { ...this.gridOf(rows), cellSums, amountSums: TOLD.amountSums };
    rows.forEach((row, at) => {
      for (const measure of ahead(row)) hideAt(grid.states, at * MEASURES + measure);
    });
    const { unsolved, spanOf } = hideMore(grid, {
      threshold: thresholdOf(this.policy),
      leastPossible: LEAST_POSSIBLE,
      base: ROUNDING_BASE,
    });
    const noughts = hiddenNoughts(rows, grid, unsolved, thresholdOf(this.policy));
    return { rows, states: grid.states, spanOf, blocks: [...blocksOf(rows, grid.states), ...noughts] };
  }

  private gridOf(rows: readonly Row[]): Omit<Grid, 'cellSums' | 'amountSums'> {
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

  private writeStates(
    { grain, start, slot, cell, amounts, bucket, view }: Row,
    shape: Shape,
    states: Uint8Array,
  ) {
    if (bucket === null || view === null || grain === 'span') return;
    if (bucket.untold.has(shape)) return;
    const hidden = this.before.get(blockKey(grain, start, cell));
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

  private *sumsInTime(rows: readonly Row[], places: ReadonlyMap<string, number>): Generator<CellSum> {
    const parts = new Map<number, number[]>();
    rows.forEach(({ within, cell }, at) => {
      const whole = within === null ? undefined : places.get(`${within} ${cell}`);
      if (whole !== undefined) once(parts, whole, () => []).push(at);
    });
    for (const [whole, own] of parts) yield { whole, parts: own, amounts: amountsAt(rows[own[0]!]!.grain) };
  }

  private *sumsOverMembers(rows: readonly Row[], places: ReadonlyMap<string, number>): Generator<CellSum> {
    const parts = new Map<string, { whole: number; parts: number[] }>();
    rows.forEach(({ time, cell }, at) => {
      for (const { cell: whole, by } of this.tree.wholesOf(cell)) {
        const place = places.get(`${time} ${whole}`);
        if (place !== undefined)
          once(parts, `${place} ${by}`, () => ({ whole: place, parts: [] as number[] })).parts.push(at);
      }
    });
    for (const sum of parts.values()) yield { ...sum, amounts: amountsAt(rows[sum.whole]!.grain) };
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

/** The run of days in one week and in one month in which a day lies. */
function stretchOf(day: CivilDay): Stretch {
  return {
    from: Math.max(periodStart('week', day), periodStart('month', day)),
    to: Math.min(periodEnd('week', day), periodEnd('month', day)) - 1,
  };
}

function stretchesBetween(from: CivilDay, to: CivilDay): Stretch[] {
  const stretches: Stretch[] = [];
  for (let day = from; day <= to; day = stretches.at(-1)!.to + 1) stretches.push(stretchOf(day));
  return stretches;
}

/** Weeks and the month as sums of stretches. */
function* sumsOfPeriods(
  rows: readonly Row[],
  places: ReadonlyMap<string, number>,
  stretches: readonly Stretch[],
): Generator<CellSum> {
  for (const [whole, { grain, start, cell }] of rows.entries()) {
    if (grain !== 'week' && grain !== 'month') continue;
    const end = periodEnd(grain, start);
    const parts = stretches
      .filter(({ from, to }) => from >= start && to < end)
      .flatMap(({ from }) => places.get(`span ${from} ${cell}`) ?? []);
    yield { whole, parts, amounts: amountsAt('day') };
  }
}

/** The measures that were hidden a week before. */
function ahead({ bucket, cell }: Row): number[] {
  const hidden = bucket?.weekBefore?.get(cell);
  if (hidden === undefined) return [];
  return TOLD.measures.flatMap(({ metric }, measure) =>
    hiddenOf(hidden, metric.id).length === 0 ? [] : [measure],
  );
}

function hideAt(states: Uint8Array, place: number): void {
  if (states[place] === SHOWN) states[place] = HIDDEN;
}

function tablesBlock({ grain, start, untold }: Bucket): HiddenBlock {
  const hidden = Object.fromEntries([...untold].map((shape) => [shape, []]));
  return { key: blockKey(grain, start, TABLES), hidden };
}

/** What is hidden, small by itself or beside others: also what is small must stay hidden when late records make it large. */
function blocksOf(rows: readonly Row[], states: Uint8Array): HiddenBlock[] {
  const blocks = new Map<number, HiddenSlots>();
  rows.forEach(({ grain, start, slot, cell }, at) => {
    if (grain === 'span') return;
    const own = states.subarray(at * MEASURES, (at + 1) * MEASURES);
    if (!own.includes(HIDDEN)) return;
    const hidden = once(blocks, blockKey(grain, start, cell), () => ({}) as HiddenSlots);
    const names = own.includes(SHOWN)
      ? TOLD.measures.flatMap(({ metric }, measure) => (own[measure] === HIDDEN ? [metric.id] : []))
      : [EVERY_METRIC];
    for (const name of names) hidden[name] = [...(hidden[name] ?? []), slot];
  });
  return [...blocks].map(([key, hidden]) => ({ key, hidden }));
}

/**
 * A day of 14 contacts tells that each of 14 hours with somebody had one. Where so few came in so many hours, no other figure of
 * the hours can be hidden to prevent it: then it is not told either in which of them there was nobody, nor in their quarters.
 */
function hiddenNoughts(
  rows: readonly Row[],
  { states, values }: Grid,
  unsolved: readonly number[],
  threshold: number,
): HiddenBlock[] {
  const blocks = new Map<number, HiddenSlots>();
  for (const place of unsolved) {
    const at = Math.floor(place / AMOUNTS);
    const amount = place % AMOUNTS;
    const { grain, start, cell } = rows[at]!;
    if (grain === 'span' || !isSlotGrain(grain) || values[place]! >= threshold) continue;
    for (const [measure, { metric, tells, guards, base }] of TOLD.measures.entries()) {
      if (states[at * MEASURES + measure] !== HIDDEN) continue;
      if (!tells.includes(amount) && !guards.includes(amount) && base !== amount) continue;
      for (const finer of grain === 'hour' ? SLOT_GRAINS : [grain])
        once(blocks, blockKey(finer, start, cell), () => ({}) as HiddenSlots)[metric.id] = [NOUGHTS];
    }
  }
  return [...blocks].map(([key, hidden]) => ({ key, hidden }));
}

const amountsByGrain = new Map<Row['grain'], readonly number[]>();
/** The amounts that are counted in buckets of a grain. */
function amountsAt(grain: Row['grain']): readonly number[] {
  return once(amountsByGrain, grain, () => {
    const order = grain === 'span' ? GRAINS.length : GRAINS.indexOf(grain);
    return TOLD.amounts.flatMap(({ finest }, at) => (GRAINS.indexOf(finest) <= order ? [at] : []));
  });
}
