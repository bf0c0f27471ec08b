/**
 * Runs of days that lie in one week and in one month, of which both are sums; and what a stranger knows of the last of a month,
 * which shares a week with the next. Owns the rows in which that is kept; refuses to reckon it.
 */
import { blockKey, cellOfBlock } from '../block-key.ts';
import { periodEnd, periodStart } from '../domain/bucket.ts';
import type { Span } from '../domain/hiding-grid.ts';
import { TOLD } from '../domain/told-amounts.ts';
import type { CivilDay } from '../domain/zone.ts';
import type { ReadHandle, WriteHandle } from '../open.ts';
import { TABLES } from './hidden-blocks.ts';

/** Both ends included. */
export interface Stretch {
  from: CivilDay;
  to: CivilDay;
}

export function stretchOf(day: CivilDay): Stretch {
  return {
    from: Math.max(periodStart('week', day), periodStart('month', day)),
    to: Math.min(periodEnd('week', day), periodEnd('month', day)) - 1,
  };
}

export function stretchesBetween(from: CivilDay, to: CivilDay): Stretch[] {
  const stretches: Stretch[] = [];
  for (let day = from; day <= to; day = stretches.at(-1)!.to + 1) stretches.push(stretchOf(day));
  return stretches;
}

/** What is known of a stretch in one cell, by the key of an amount: what is known exactly is left out, without a limit is null. */
type KeptSpans = Record<string, [low: number, high: number | null]>;

/** One row. */
export interface SpanBlock {
  key: number;
  spans: KeptSpans;
}

/** `amounts`: the true ones, in the order of those that are told. */
export function spansBlock(
  from: CivilDay,
  cell: number,
  amounts: ArrayLike<number>,
  spanOf: (amount: number) => Span,
): SpanBlock {
  const spans: KeptSpans = {};
  TOLD.amounts.forEach(({ key }, amount) => {
    const { low, high } = spanOf(amount);
    const value = amounts[amount]!;
    if (low !== value || high !== value) spans[key] = [low, Number.isFinite(high) ? high : null];
  });
  return { key: blockKey('day', from, cell), spans };
}

/** What is known of a stretch that begins on a day. */
export class KnownSpans {
  private readonly byCell: ReadonlyMap<number, KeptSpans>;

  constructor(byCell: ReadonlyMap<number, KeptSpans>) {
    this.byCell = byCell;
  }

  /** By amount, of which the true ones are given; null: nothing is known of the cell. */
  spansOf(cell: number, amounts: ArrayLike<number>): Span[] | null {
    const kept = this.byCell.get(cell);
    if (kept === undefined) return null;
    return TOLD.amounts.map(({ key }, amount) => {
      const value = amounts[amount]!;
      const [low, high] = kept[key] ?? [value, value];
      return { low, high: high ?? Infinity };
    });
  }
}

/** Null where it was never decided. */
export function readKnownSpans(db: ReadHandle, from: CivilDay): KnownSpans | null {
  const rows = readRows(db, from);
  if (!rows.delete(blockKey('day', from, TABLES))) return null;
  return new KnownSpans(
    new Map([...rows].map(([key, text]) => [cellOfBlock(key), JSON.parse(text) as KeptSpans])),
  );
}

/** In place of what was known. Whether it is anything else. */
export function writeKnownSpans(db: WriteHandle, from: CivilDay, blocks: readonly SpanBlock[]): boolean {
  const known = readRows(db, from);
  const decided = { key: blockKey('day', from, TABLES), spans: {} };
  const next = new Map([decided, ...blocks].map(({ key, spans }) => [key, JSON.stringify(spans)]));
  const put = db.sql.prepare('INSERT OR REPLACE INTO known_spans (key, block) VALUES (?, ?)');
  const drop = db.sql.prepare('DELETE FROM known_spans WHERE key = ?');
  const gone = [...known.keys()].filter((key) => !next.has(key));
  const others = [...next].filter(([key, text]) => known.get(key) !== text);
  if (gone.length + others.length === 0) return false;
  db.sql
    .transaction(() => {
      for (const key of gone) drop.run(key);
      for (const [key, text] of others) put.run(key, Buffer.from(text));
    })
    .immediate();
  return true;
}

function readRows(db: ReadHandle, from: CivilDay): Map<number, string> {
  const rows = db.sql
    .prepare('SELECT key, block FROM known_spans WHERE key >= ? AND key < ?')
    .raw()
    .all(blockKey('day', from, 0), blockKey('day', from + 1, 0)) as [number, Buffer][];
  return new Map(rows.map(([key, block]) => [key, block.toString()]));
}
