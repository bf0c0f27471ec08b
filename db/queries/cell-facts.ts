/**
 * The facts of one cell over a range of days: the one shape in which stored facts are read.
 * Owns the reading of blocks; refuses to evaluate or to publish.
 */
import type { Statement } from 'better-sqlite3';
import { blockKey, dayOfBlock } from '../block-key.ts';
import { type Grain, periodEnd, periodStart } from '../domain/bucket.ts';
import { type FactId, LINK_FACTS } from '../domain/fact.ts';
import { FactBlock } from '../domain/fact-block.ts';
import { Latest } from '../domain/latest.ts';
import { once } from '../domain/once.ts';
import { WantedFacts } from '../domain/wanted-facts.ts';
import type { CivilDay } from '../domain/zone.ts';
import { readMeta } from '../meta.ts';
import { type DaysKept, momentOf } from '../moment.ts';
import type { ReadHandle } from '../open.ts';

const links = new Set<FactId>(LINK_FACTS);

type BlockTable = 'fact_blocks' | 'link_blocks';
/** Blocks kept of one version of the data, of about half a kilobyte: answers of many pages ask for the same days. */
const MOST_KEPT = 50_000;
type KeptBlocks = Record<BlockTable, Map<number, Uint8Array | null>>;
const blocksOfVersion = new Latest<KeptBlocks>();
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
  const decoded = new WantedFacts(facts);
  const read = (table: BlockTable) => {
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
    const stored = readBlocks(db, table, keys);
    for (const key of keys) {
      const bytes = stored.get(key);
      if (bytes == null) continue;
      const day = dayOfBlock(key);
      const block = FactBlock.decode(bytes, decoded);
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

/** The stored blocks by key, those of other readings of this version among them; null or none where nothing is stored. */
function readBlocks(
  db: ReadHandle,
  table: BlockTable,
  keys: readonly number[],
): ReadonlyMap<number, Uint8Array | null> {
  const kept = keptBlocks(db)[table];
  if (kept.size > MOST_KEPT) kept.clear();
  const unread = keys.filter((key) => !kept.has(key));
  if (unread.length > 0) {
    for (const key of unread) kept.set(key, null);
    // One statement for all days: a year of them takes less than half the time of a statement for each.
    for (const [key, block] of statementsOf(db)[table].blocks.all(JSON.stringify(unread)))
      kept.set(key, block);
  }
  return kept;
}

/** Those of one version of the data; outside of a moment the version may be another at the next reading, and none are kept. */
function keptBlocks(db: ReadHandle): KeptBlocks {
  const make = (): KeptBlocks => ({ fact_blocks: new Map(), link_blocks: new Map() });
  return momentOf(db) === null ? make() : blocksOfVersion.of(db, [readMeta(db, 'data_version')], make);
}

/** First and last day of which blocks of a grain are kept; null without any. */
function daysKept(db: ReadHandle, table: BlockTable, grain: Grain): DaysKept | null {
  return once(momentOf(db)?.days, `${table} ${grain}`, () => {
    const statements = statementsOf(db)[table];
    const [from, to] = [blockKey(grain, 0, 0), blockKey(grain, Infinity, 0)];
    const first = statements.first.get(from, to);
    const last = statements.last.get(from, to);
    return first === undefined || last === undefined
      ? null
      : { first: dayOfBlock(first), last: dayOfBlock(last) };
  });
}

interface Statements {
  blocks: Statement<[string], Row>;
  first: Statement<[number, number], number>;
  last: Statement<[number, number], number>;
}

const prepared = new WeakMap<ReadHandle, Record<BlockTable, Statements>>();

/** An answer reads hundreds of cells: to have a statement compiled takes as long as to run it. */
function statementsOf(db: ReadHandle): Record<BlockTable, Statements> {
  return once(prepared, db, () => ({
    fact_blocks: prepare(db, 'fact_blocks'),
    link_blocks: prepare(db, 'link_blocks'),
  }));
}

/** Asked with keys as a JSON array. */
export function blocksByKeys<Block = Buffer>(
  sql: ReadHandle['sql'],
  table: BlockTable | 'hidden_blocks',
  block = 'block',
): Statement<[string], [key: number, block: Block]> {
  return sql
    .prepare<[string], [key: number, block: Block]>(
      `SELECT kept.key, ${block} FROM json_each(?) AS wanted CROSS JOIN ${table} AS kept ON kept.key = wanted.value`,
    )
    .raw() as Statement<[string], [key: number, block: Block]>;
}

function prepare({ sql }: ReadHandle, table: BlockTable): Statements {
  const end = (order: 'ASC' | 'DESC') =>
    sql
      .prepare<[number, number], number>(
        `SELECT key FROM ${table} WHERE key >= ? AND key < ? ORDER BY key ${order} LIMIT 1`,
      )
      .pluck();
  return {
    blocks: blocksByKeys(sql, table),
    first: end('ASC') as Statements['first'],
    last: end('DESC') as Statements['last'],
  };
}

function isPeriod(grain: Grain): grain is 'week' | 'month' {
  return grain === 'week' || grain === 'month';
}
