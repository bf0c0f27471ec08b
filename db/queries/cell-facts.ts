/**
 * The facts of one cell over a range of days: the one shape in which stored facts are read.
 * Owns the reading of blocks; refuses to evaluate or to publish.
 */
import { blockKey, dayOfBlock } from '../block-key.ts';
import { type Grain, periodEnd, periodStart } from '../domain/bucket.ts';
import { type FactId, LINK_FACTS } from '../domain/fact.ts';
import { FactBlock } from '../domain/fact-block.ts';
import type { CivilDay } from '../domain/zone.ts';
import type { ReadHandle } from '../open.ts';

const links = new Set<FactId>(LINK_FACTS);

type Row = [key: number, block: Buffer];

/**
 * Blocks by first day, of the days (grains under a day: whole days) or periods that meet `fromDay` to `toDay`, both
 * included. Only the facts asked for are decoded; a bucket without facts has no block.
 */
export function readCell(
  db: ReadHandle,
  grain: Grain,
  cell: number | null,
  fromDay: CivilDay,
  toDay: CivilDay,
  facts: ReadonlySet<FactId>,
): Map<CivilDay, FactBlock> {
  const blocks = new Map<CivilDay, FactBlock>();
  if (cell === null) return blocks;
  const read = (table: 'fact_blocks' | 'link_blocks') => {
    const days = daysKept(db, table, grain);
    if (days === null) return;
    const from = Math.max(days.first, isPeriod(grain) ? periodStart(grain, fromDay) : fromDay);
    const keys: number[] = [];
    for (
      let day = from;
      day <= Math.min(toDay, days.last);
      day = isPeriod(grain) ? periodEnd(grain, day) : day + 1
    ) {
      keys.push(blockKey(grain, day, cell));
    }
    // One statement for all days: a year of them takes less than half the time of a statement for each.
    const rows = db.sql
      .prepare<[string], Row>(
        `SELECT key, block FROM ${table} WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key`,
      )
      .raw()
      .all(JSON.stringify(keys)) as Row[];
    for (const [key, bytes] of rows) {
      const day = dayOfBlock(key);
      const block = FactBlock.decode(bytes, facts);
      const known = blocks.get(day);
      if (known === undefined) blocks.set(day, block);
      else known.merge(block);
    }
  };
  const wanted = [...facts];
  if (wanted.some((fact) => !links.has(fact))) read('fact_blocks');
  if (wanted.some((fact) => links.has(fact))) read('link_blocks');
  return blocks;
}

/** First and last day of which blocks of a grain are kept; null without any. */
function daysKept(db: ReadHandle, table: string, grain: Grain): { first: CivilDay; last: CivilDay } | null {
  const [first, last] = ['ASC', 'DESC'].map((order) =>
    db.sql
      .prepare(`SELECT key FROM ${table} WHERE key >= ? AND key < ? ORDER BY key ${order} LIMIT 1`)
      .pluck()
      .get(blockKey(grain, 0, 0), blockKey(grain, Infinity, 0)),
  ) as (number | undefined)[];
  return first === undefined || last === undefined
    ? null
    : { first: dayOfBlock(first), last: dayOfBlock(last) };
}

function isPeriod(grain: Grain): grain is 'week' | 'month' {
  return grain === 'week' || grain === 'month';
}
