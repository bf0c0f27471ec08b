/** Every stored block of a database, of repeat contacts too, with the cell, grain and day it is about. */
import { blockKey, cellOfBlock, dayOfBlock } from '../../db/block-key.ts';
import { GRAINS, type Grain } from '../../db/domain/bucket.ts';
import { type Member, SHAPES, type Shape } from '../../db/domain/lattice.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import type { ReadHandle } from '../../db/open.ts';
import { cellsOf } from '../../db/rollup/cell-book.ts';

export interface StoredBlock {
  grain: Grain;
  shape: Shape;
  member: Member;
  day: CivilDay;
  /** as `FactBlock.decode` takes them */
  bytes: Buffer;
}

export function* readBlocks(db: ReadHandle): Generator<StoredBlock> {
  const cells = new Map(
    SHAPES.flatMap((shape) => cellsOf(db, shape).map(({ id, member }) => [id, { shape, member }] as const)),
  );
  for (const table of ['fact_blocks', 'link_blocks']) {
    const rows = db.sql.prepare(`SELECT key, block FROM ${table} WHERE key >= ? AND key < ?`).raw();
    for (const grain of GRAINS) {
      for (const row of rows.iterate(blockKey(grain, 0, 0), blockKey(grain, Infinity, 0))) {
        const [key, bytes] = row as [number, Buffer];
        const cell = cells.get(cellOfBlock(key));
        if (cell === undefined) throw new Error(`block ${key} is about no cell`);
        yield { grain, ...cell, day: dayOfBlock(key), bytes };
      }
    }
  }
}
