/** Writes the blocks of a day, week or month in place of those that were there. Refuses to keep an empty one. */
import { blockKey } from '../block-key.ts';
import type { Grain } from '../domain/bucket.ts';
import type { FactBlock } from '../domain/fact-block.ts';
import type { CivilDay } from '../domain/zone.ts';
import type { WriteHandle } from '../open.ts';

export type BlockTable = 'fact_blocks' | 'link_blocks';

export interface CellBlock {
  grain: Grain;
  cell: number;
  block: FactBlock;
}

export interface EncodedBlock {
  key: number;
  bytes: Uint8Array;
}

/** The rows of a day's, week's or month's blocks in order of key, empty ones left out. */
export function encodeBlocks(day: CivilDay, blocks: readonly CellBlock[]): EncodedBlock[] {
  return blocks
    .filter(({ block }) => !block.isEmpty)
    .map(({ grain, cell, block }) => ({ key: blockKey(grain, day, cell), bytes: block.encode() }))
    .sort((a, b) => a.key - b.key);
}

export class BlockWriter {
  private readonly put;
  private readonly clear;
  private readonly read;

  constructor(db: WriteHandle, table: BlockTable) {
    this.put = db.sql.prepare(`INSERT INTO ${table} (key, block) VALUES (?, ?)`);
    this.read = db.sql
      .prepare(`SELECT key, block FROM ${table} WHERE key >= ? AND key < ? ORDER BY key`)
      .raw();
    this.clear = db.sql.prepare(`DELETE FROM ${table} WHERE key >= ? AND key < ?`);
  }

  /** Replaces everything kept of these grains on this day. */
  replace(grains: readonly Grain[], day: CivilDay, blocks: readonly CellBlock[]): void {
    this.replaceEncoded(grains, day, encodeBlocks(day, blocks));
  }

  /** Whether these rows, which are in order of key, are what is kept of a grain on a day. */
  isKept(grain: Grain, day: CivilDay, rows: readonly EncodedBlock[]): boolean {
    const kept = this.read.all(blockKey(grain, day, 0), blockKey(grain, day + 1, 0)) as [number, Buffer][];
    return (
      kept.length === rows.length &&
      kept.every(([key, block], i) => key === rows[i]!.key && block.equals(rows[i]!.bytes))
    );
  }

  replaceEncoded(grains: readonly Grain[], day: CivilDay, rows: readonly EncodedBlock[]): void {
    for (const grain of grains) this.clear.run(blockKey(grain, day, 0), blockKey(grain, day + 1, 0));
    for (const { key, bytes } of rows) this.put.run(key, bytes);
  }
}
