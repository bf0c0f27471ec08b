/**
 * The facts of one cell over a range of days: the one shape in which stored facts are read.
 * Owns the reading of blocks; refuses to evaluate or to publish.
 */
import { GRAINS, type Grain, periodStart } from '../domain/bucket.ts';
import type { FactId } from '../domain/fact.ts';
import { LINK_FACTS } from '../domain/fact.ts';
import { FactBlock } from '../domain/fact-block.ts';
import type { CivilDay } from '../domain/zone.ts';
import type { ReadHandle } from '../open.ts';

const links = new Set<FactId>(LINK_FACTS);

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
  const from = grain === 'week' || grain === 'month' ? periodStart(grain, fromDay) : fromDay;
  const read = (table: 'fact_blocks' | 'link_blocks') => {
    const rows = db.sql
      .prepare(`SELECT day, block FROM ${table} WHERE grain = ? AND cell = ? AND day BETWEEN ? AND ?`)
      .raw()
      .iterate(GRAINS.indexOf(grain), cell, from, toDay) as IterableIterator<[CivilDay, Buffer]>;
    for (const [day, bytes] of rows) {
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
