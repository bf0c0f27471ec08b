/**
 * Cells of buckets as rows of the stranger's sums, and what is hidden in them as it is kept. Owns their form; refuses to decide.
 */
import { blockKey } from '../block-key.ts';
import { type Grain, isSlotGrain, SLOT_GRAINS } from '../domain/bucket.ts';
import type { FactView } from '../domain/evaluation.ts';
import { type Grid, HIDDEN, SHOWN, type Span } from '../domain/hiding-grid.ts';
import { once } from '../domain/once.ts';
import { TOLD } from '../domain/told-amounts.ts';
import type { CivilDay } from '../domain/zone.ts';
import {
  EVERY_METRIC,
  type HiddenBlock,
  type HiddenSlots,
  hiddenOf,
  NOUGHTS,
  TABLES,
} from './hidden-blocks.ts';
import type { Shapes } from './small-tables.ts';

export const AMOUNTS = TOLD.amounts.length;
export const MEASURES = TOLD.measures.length;

/** A bucket, and what was decided of it before. */
export interface Bucket {
  grain: Grain;
  /** its first day */
  start: CivilDay;
  isDecided: boolean;
  /** the tables of which nothing is told in it */
  untold: Shapes;
  /** hours of it were told when they were over, before the day was, where nothing was hidden in them the week before */
  wasLive: boolean;
  /** what is hidden ahead, by cell, of days of a week that is not over */
  ahead: ReadonlyMap<number, HiddenSlots> | null;
}

/** A bucket of one cell in the stranger's sums. */
export interface Row {
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
  /** what is hidden in it already */
  hidden: Readonly<HiddenSlots> | null;
  view: FactView | null;
  /** by amount: what is known of it besides */
  known: readonly (Span | null)[] | null;
}

/** The measures that are hidden ahead. */
export function hiddenAheadIn({ bucket, cell }: Row): number[] {
  const hidden = bucket?.ahead?.get(cell);
  if (hidden === undefined) return [];
  return TOLD.measures.flatMap(({ metric }, measure) =>
    hiddenOf(hidden, metric.id).length === 0 ? [] : [measure],
  );
}

export function tablesBlock({ grain, start, untold }: Bucket): HiddenBlock {
  const hidden = Object.fromEntries([...untold].map((shape) => [shape, []]));
  return { key: blockKey(grain, start, TABLES), hidden };
}

/** What is hidden, small by itself or beside others: also what is small must stay hidden when late records make it large. */
export function blocksOf(rows: readonly Row[], states: Uint8Array): HiddenBlock[] {
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
export function hiddenNoughts(
  rows: readonly Row[],
  { states, values }: Pick<Grid, 'states' | 'values'>,
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
