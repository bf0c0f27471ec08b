/** Writes the blocks of a day, week or month in place of those that were there. Refuses to keep an empty one. */
import { GRAINS, type Grain } from '../domain/bucket.ts';
import type { FactBlock } from '../domain/fact-block.ts';
import type { CivilDay } from '../domain/zone.ts';
import type { WriteHandle } from '../open.ts';

export type BlockTable = 'fact_blocks' | 'link_blocks';

/** Writes a cell's blocks; a cell that no longer holds a fact loses its row. */
export class BlockWriter {
  private readonly put;
  private readonly drop;
  private readonly has;
  private readonly cells;

  constructor(db: WriteHandle, table: BlockTable) {
    this.put = db.sql.prepare(
      `INSERT OR REPLACE INTO ${table} (grain, cell, day, block) VALUES (?, ?, ?, ?)`,
    );
    this.drop = db.sql.prepare(`DELETE FROM ${table} WHERE grain = ? AND cell = ? AND day = ?`);
    this.has = db.sql
      .prepare(`SELECT 1 FROM ${table} JOIN cells ON cells.id = ${table}.cell
                 WHERE shape = 'all' AND grain = ? AND day = ?`)
      .pluck();
    this.cells = db.sql.prepare<[], number>('SELECT id FROM cells').pluck();
  }

  /** Replaces everything kept of these grains on this day. */
  replace(
    grains: readonly Grain[],
    day: CivilDay,
    blocks: { grain: Grain; cell: number; block: FactBlock }[],
  ): void {
    const kept = blocks.filter(({ block }) => !block.isEmpty);
    // `all` holds every other cell's facts: where it has no row, there is nothing to take away.
    if (grains.some((grain) => this.has.get(GRAINS.indexOf(grain), day) !== undefined)) {
      const present = new Set(kept.map(({ grain, cell }) => `${grain}|${cell}`));
      for (const cell of this.cells.all() as unknown as number[]) {
        for (const grain of grains) {
          if (!present.has(`${grain}|${cell}`)) this.drop.run(GRAINS.indexOf(grain), cell, day);
        }
      }
    }
    for (const { grain, cell, block } of kept) this.put.run(GRAINS.indexOf(grain), cell, day, block.encode());
  }
}
