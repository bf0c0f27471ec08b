/** Writes the blocks of a day, week or month in place of those that were there. Refuses to keep an empty one. */
import { blockKey } from '../block-key.ts';
import type { Grain } from '../domain/bucket.ts';
import type { FactBlock } from '../domain/fact-block.ts';
import type { CivilDay } from '../domain/zone.ts';
import type { WriteHandle } from '../open.ts';

export type BlockTable = 'fact_blocks' | 'link_blocks';

export class BlockWriter {
  private readonly put;
  private readonly clear;

  constructor(db: WriteHandle, table: BlockTable) {
    this.put = db.sql.prepare(`INSERT INTO ${table} (key, block) VALUES (?, ?)`);
    this.clear = db.sql.prepare(`DELETE FROM ${table} WHERE key >= ? AND key < ?`);
  }

  /** Replaces everything kept of these grains on this day. */
  replace(
    grains: readonly Grain[],
    day: CivilDay,
    blocks: readonly { grain: Grain; cell: number; block: FactBlock }[],
  ): void {
    for (const grain of grains) this.clear.run(blockKey(grain, day, 0), blockKey(grain, day + 1, 0));
    for (const { grain, cell, block } of [...blocks].sort((a, b) => a.cell - b.cell)) {
      if (!block.isEmpty) this.put.run(blockKey(grain, day, cell), block.encode());
    }
  }
}
