/** As of an edition every table that answers are made of reads as it read then, whatever was done to it since. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { markEdition } from '../../db/editions.ts';
import { openForWriting, openPast, type ReadHandle, type WriteHandle } from '../../db/open.ts';
import { tidyPast } from '../../db/past.ts';
import { blocksByKeys } from '../../db/queries/cell-facts.ts';

let folder: string;
let path: string;
let db: WriteHandle;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candour-past-'));
  path = join(folder, 'records.db');
  db = openForWriting(path);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const TABLES = [
  ...['meta', 'cells', 'fact_blocks', 'link_blocks', 'case_spans', 'capacity', 'codings', 'exposure'],
  ...[
    'hidden_blocks',
    'account_values',
    'actions',
    'action_versions',
    'outlooks',
    'outlook_scores',
    'demand_versions',
  ],
];

const BLOCKS = ['fact_blocks', 'link_blocks', 'hidden_blocks'] as const;

/** All rows of all tables, in an order of their own. */
function everything(handle: ReadHandle): Record<string, string[]> {
  return Object.fromEntries(
    TABLES.map((table) => {
      const rows = handle.sql.prepare(`SELECT * FROM ${table}`).raw().all() as unknown[][];
      const isOwn = ([name]: unknown[]) => table === 'meta' && name === 'past_mark';
      return [
        table,
        rows
          .filter((row) => !isOwn(row))
          .map((row) => JSON.stringify(row.map(written)))
          .sort(),
      ];
    }),
  );
}

function written(value: unknown): unknown {
  return Buffer.isBuffer(value) ? value.toString('hex') : value;
}

const columnsOf = (table: string) =>
  db.sql.pragma(`table_info(${table})`) as { name: string; type: string; pk: number; notnull: number }[];

/** A row whose key says `which`, and whose other columns say `what`. */
function rowOf(table: string, which: number, what: number): unknown[] {
  return columnsOf(table).map(({ name, type, pk }) => {
    if (name === 'member') return `{"queue":"${which}"}`;
    const number = pk > 0 ? which : what;
    if (type === 'BLOB') return Buffer.from([number, 0, 255, number]);
    if (type === 'TEXT') return `${number} "quoted" ß`;
    // A fraction that fifteen digits do not hold.
    return type === 'REAL' ? number + 0.1 + 0.2 : number;
  });
}

const GROWING = new Set(['cells', 'action_versions', 'outlooks', 'outlook_scores', 'demand_versions']);

function put(table: string, which: number, what: number): void {
  const columns = columnsOf(table).map(({ name }) => name);
  const how = GROWING.has(table) ? 'OR IGNORE' : what % 2 === 0 ? 'OR REPLACE' : '';
  const keys = columnsOf(table).filter(({ pk }) => pk > 0);
  const rest = columns.filter((name) => !keys.some((key) => key.name === name));
  const upsert =
    how === ''
      ? ` ON CONFLICT (${keys.map(({ name }) => name).join(', ')}) DO UPDATE SET ${
          rest.map((name) => `${name} = excluded.${name}`).join(', ') || `${columns[0]} = ${columns[0]}`
        }`
      : '';
  db.sql
    .prepare(
      `INSERT ${how} INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})${upsert}`,
    )
    .run(...rowOf(table, which, what));
}

function remove(table: string, which: number): void {
  if (GROWING.has(table)) return;
  const keys = columnsOf(table).filter(({ pk }) => pk > 0);
  const row = rowOf(table, which, 0);
  const places = columnsOf(table).flatMap(({ pk }, i) => (pk > 0 ? [i] : []));
  db.sql
    .prepare(`DELETE FROM ${table} WHERE ${keys.map(({ name }) => `${name} = ?`).join(' AND ')}`)
    .run(...places.map((i) => row[i]));
}

const step = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ table: fc.constantFrom(...TABLES), which: fc.nat(3), what: fc.nat(5) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ table: fc.constantFrom(...TABLES), which: fc.nat(3), what: fc.constant(-1) }),
  },
  { weight: 3, arbitrary: fc.constant('edition' as const) },
);

describe('as of an edition', () => {
  test('every table reads as it did, after whatever was put, replaced, removed and put back since', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 80 }), (steps) => {
        db.sql.exec(
          [...TABLES, 'past_blocks', 'past_rows']
            .filter((table) => table !== 'action_versions')
            .map((table) => `DELETE FROM ${table};`)
            .join(''),
        );
        const seen = new Map<number, Record<string, string[]>>();
        for (const one of steps) {
          if (one === 'edition') {
            const edition = markEdition(db);
            seen.set(edition, everything(db));
          } else if (one.what === -1) remove(one.table, one.which);
          else put(one.table, one.which, one.what);
        }
        for (const [edition, then] of seen) {
          const past = openPast(path, edition);
          try {
            expect(everything(past)).toEqual(then);
          } finally {
            past.close();
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  test('a connection that is open goes on reading as of it while others write', () => {
    put('exposure', 1, 1);
    const edition = markEdition(db);
    const then = everything(db);
    const past = openPast(path, edition);
    put('exposure', 1, 3);
    put('fact_blocks', 7, 1);
    expect(everything(past)).toEqual(then);
    past.close();
  });

  test('what is written anew as it was is not kept a second time', () => {
    put('fact_blocks', 1, 1);
    put('case_spans', 1, 1);
    const edition = markEdition(db);
    const then = everything(db);
    for (const table of ['fact_blocks', 'case_spans']) {
      remove(table, 1);
      put(table, 1, 1);
    }
    expect(db.sql.prepare('SELECT count(*) FROM past_blocks').pluck().get()).toBe(1);
    tidyPast(db.sql, edition);
    expect(db.sql.prepare('SELECT count(*) FROM past_blocks').pluck().get()).toBe(0);
    expect(db.sql.prepare(`SELECT count(*) FROM past_rows WHERE name = 'case_spans'`).pluck().get()).toBe(0);
    const past = openPast(path, edition);
    expect(everything(past)).toEqual(then);
    past.close();
  });

  test('blocks are looked up by their keys, however many there are', () => {
    for (let key = 1; key < 4; key++) for (const table of BLOCKS) put(table, key, 1);
    const past = openPast(path, markEdition(db));
    const details = BLOCKS.flatMap((table) => {
      const plan = past.sql.prepare(`EXPLAIN QUERY PLAN ${blocksByKeys(past.sql, table).source}`).all('[]');
      return plan.map((step) => (step as { detail: string }).detail);
    });
    past.close();
    expect(details.filter((step) => /^SEARCH t /.test(step))).toHaveLength(BLOCKS.length);
    expect(details.filter((step) => /^(SCAN (?!wanted)|MATERIALIZE)/.test(step))).toEqual([]);
  });

  test('before the first edition nothing is kept', () => {
    put('exposure', 1, 1);
    put('exposure', 1, 3);
    expect(db.sql.prepare('SELECT count(*) FROM past_rows').pluck().get()).toBe(0);
  });
});
