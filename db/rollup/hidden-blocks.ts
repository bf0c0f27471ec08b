/**
 * The rows in which it is kept what is hidden beside small figures. Owns their form; refuses to decide, and to show again what
 * was once hidden, for whoever kept it would then know the difference.
 */
import { blockKey, cellOfBlock } from '../block-key.ts';
import type { Grain } from '../domain/bucket.ts';
import type { CivilDay } from '../domain/zone.ts';
import type { ReadHandle, WriteHandle } from '../open.ts';
import { prepared } from '../prepared.ts';

/** By metric, the slots of a block in which it is hidden, small or beside small ones; weeks, months and days have slot 0. */
export type HiddenSlots = Record<string, number[]>;

/** In place of a slot: every slot of the day in which there was nobody. */
export const NOUGHTS = -1;

/** Stands for every metric of a cell. */
export const EVERY_METRIC = '*';

/** Whether a metric is hidden in any slot of a row, and in which. */
export function hiddenOf(
  hidden: Readonly<HiddenSlots> | null | undefined,
  metric: string,
): readonly number[] {
  if (hidden == null) return [];
  return [...(hidden[EVERY_METRIC] ?? []), ...(hidden[metric] ?? [])];
}

/**
 * The same of a row as text, without parsing it: answers ask of thousands of rows for one name of dozens. Null where the name is
 * not in it.
 */
export function slotsOf(row: string, name: string): readonly number[] | null {
  const start = row.indexOf(`"${name}":[`);
  if (start < 0) return null;
  const from = start + name.length + '"":['.length;
  const slots = row.slice(from, row.indexOf(']', from));
  return slots === '' ? [] : slots.split(',').map(Number);
}

/** The number of no cell: under it stand, in every bucket that was decided, the shapes of which nothing is told, with no slots. */
export const TABLES = 0;

/** One row. */
export interface HiddenBlock {
  key: number;
  hidden: HiddenSlots;
}

/** Rows of a grain whose first days lie from `from` to before `to`, by key. */
export function readHiddenBlocks(
  db: ReadHandle,
  grain: Grain,
  from: CivilDay,
  to: CivilDay,
): Map<number, HiddenSlots> {
  const rows = prepared(db, 'SELECT key, block FROM hidden_blocks WHERE key >= ? AND key < ?')
    .raw()
    .all(blockKey(grain, from, 0), blockKey(grain, to, 0)) as BlockRow[];
  return new Map(rows.map(([key, block]) => [key, parseHidden(block)]));
}

type BlockRow = [key: number, block: Buffer];

export function parseHidden(block: Buffer): HiddenSlots {
  return JSON.parse(block.toString()) as HiddenSlots;
}

/** Adds to what is hidden already. */
export function writeHiddenBlocks(db: WriteHandle, blocks: readonly HiddenBlock[]): void {
  const read = prepared(db, 'SELECT block FROM hidden_blocks WHERE key = ?').pluck();
  const put = prepared(
    db,
    'INSERT INTO hidden_blocks (key, block) VALUES (?, ?) ON CONFLICT DO UPDATE SET block = excluded.block',
  );
  db.sql
    .transaction(() => {
      for (const { key, hidden } of blocks) {
        const known = read.get(key) as Buffer | undefined;
        const all = known === undefined ? {} : parseHidden(known);
        for (const [name, own] of Object.entries(hidden))
          all[name] = [...new Set([...(all[name] ?? []), ...own])];
        const block = Buffer.from(JSON.stringify(all));
        if (known?.equals(block) !== true) put.run(key, block);
      }
    })
    .immediate();
}

/** What is hidden ahead on a day of the week that is open, by cell. */
export function readHiddenAhead(db: ReadHandle, day: CivilDay): Map<number, HiddenSlots> {
  const rows = prepared(db, 'SELECT key, block FROM hidden_ahead WHERE key >= ? AND key < ?')
    .raw()
    .all(blockKey('day', day, 0), blockKey('day', day + 1, 0)) as BlockRow[];
  return new Map(rows.map(([key, block]) => [cellOfBlock(key), parseHidden(block)]));
}

/** In place of what was hidden ahead in weeks before. */
export function writeHiddenAhead(db: WriteHandle, blocks: readonly HiddenBlock[]): void {
  const put = db.sql.prepare('INSERT INTO hidden_ahead (key, block) VALUES (?, ?)');
  db.sql
    .transaction(() => {
      db.sql.exec('DELETE FROM hidden_ahead');
      for (const { key, hidden } of blocks) put.run(key, Buffer.from(JSON.stringify(hidden)));
    })
    .immediate();
}
