/**
 * What the database knew at each edition: moments are marked, and whatever changes after one is kept as it was, so that every
 * answer can be given again as it was given then. Owns the triggers that keep it and the views that show it; refuses to keep
 * records of persons: only what answers are made of has a past.
 *
 * A row is kept the first time that it changes after a mark. As of mark k a row is what was kept of it at the earliest mark
 * from k on, and where nothing was, what it is now.
 */
import type { Database } from 'better-sqlite3';

/** Tables of blocks by their kind: the past keeps their bytes. */
const BLOCKS = { fact_blocks: 0, link_blocks: 1, hidden_blocks: 2 } as const;

/** Tables whose rows the past keeps as JSON. Those that only ever grow need no row kept, only that it was not there. */
const ROWS: readonly { name: string; key: readonly string[]; isGrowing?: true }[] = [
  { name: 'meta', key: ['name'] },
  { name: 'cells', key: ['id'], isGrowing: true },
  { name: 'case_spans', key: ['opened_day', 'channel', 'queue', 'closed_day'] },
  { name: 'capacity', key: ['day', 'start_at', 'period', 'source', 'channel', 'queue'] },
  { name: 'codings', key: ['contact', 'is_demand'] },
  { name: 'exposure', key: ['day'] },
  { name: 'account_values', key: ['quarter'] },
  { name: 'actions', key: ['id'] },
  { name: 'action_versions', key: ['id', 'version'], isGrowing: true },
  { name: 'outlooks', key: ['channel', 'queue', 'day', 'hours'], isGrowing: true },
  { name: 'outlook_scores', key: ['channel', 'queue', 'day'], isGrowing: true },
  { name: 'demand_versions', key: ['channel', 'queue', 'day', 'known_on'], isGrowing: true },
  { name: 'interruptions', key: ['from_at'] },
];

/** The last mark; nothing is kept before the first. Its own row has no past. */
const MARK = `(SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'past_mark')`;

interface Statement {
  name: string;
  sql: string;
}

/**
 * Makes the triggers, and makes them anew where a table has changed. Without a change nothing is written, so that other
 * connections need not read the schema again.
 */
export function keepPast(sql: Database): void {
  const wanted = triggersOf(sql);
  const found = new Map(
    sql
      .prepare<[], [string, string]>(
        `SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'past\\_%' ESCAPE '\\'`,
      )
      .raw()
      .all() as [string, string][],
  );
  if (found.size === wanted.length && wanted.every(({ name, sql }) => found.get(name) === sql)) return;
  sql.transaction(() => {
    for (const name of found.keys()) sql.exec(`DROP TRIGGER ${name}`);
    for (const trigger of wanted) sql.exec(trigger.sql);
  })();
}

/**
 * Lays views over a connection's tables, so that every query of it sees them as of a mark. They are the connection's
 * own and nobody else sees them.
 */
export function showPast(sql: Database, mark: number): void {
  for (const [name, kind] of Object.entries(BLOCKS)) {
    const kept = `FROM past_blocks p WHERE p.kind = ${kind} AND p.mark >= ${mark}`;
    sql.exec(
      `CREATE TEMP VIEW ${name} AS
         SELECT t.key, t.block FROM main.${name} t WHERE NOT EXISTS (SELECT 1 ${kept} AND p.key = t.key)
       UNION ALL
         SELECT key, block FROM past_blocks o WHERE o.kind = ${kind} AND o.block IS NOT NULL
            AND o.mark = (SELECT min(p.mark) ${kept} AND p.key = o.key)`,
    );
  }
  for (const table of ROWS) {
    const { name, isGrowing } = table;
    const columns = columnsOf(sql, name);
    const listed = columns.map((column) => `t.${column}`).join(', ');
    const keptOf = (row: string) =>
      `FROM past_rows p WHERE p.name = '${name}' AND p.key = ${keyOf(table, row)} AND p.mark >= ${mark}`;
    const present = `SELECT ${listed} FROM main.${name} t WHERE NOT EXISTS (SELECT 1 ${keptOf('t')})`;
    const past = columns
      .map((column) => `${readOf(table, column, `o.row, '$.${column}'`)} AS ${column}`)
      .join(', ');
    const earliest = `(SELECT min(p.mark) FROM past_rows p WHERE p.name = o.name AND p.key = o.key AND p.mark >= ${mark})`;
    sql.exec(
      `CREATE TEMP VIEW ${name} AS ${present}${
        isGrowing === true
          ? ''
          : ` UNION ALL SELECT ${past} FROM past_rows o WHERE o.name = '${name}' AND o.row IS NOT NULL AND o.mark = ${earliest}`
      }`,
    );
  }
}

/** Forgets what was kept since a mark and is again as it was: a day that is counted anew is written anew. */
export function tidyPast(sql: Database, mark: number): void {
  for (const [name, kind] of Object.entries(BLOCKS)) {
    sql
      .prepare(
        `DELETE FROM past_blocks WHERE kind = ${kind} AND mark = ?
            AND block IS (SELECT t.block FROM ${name} t WHERE t.key = past_blocks.key)`,
      )
      .run(mark);
  }
  for (const table of ROWS) {
    if (table.isGrowing === true) continue;
    const at = table.key.map(
      (column, i) => `t.${column} = ${readOf(table, column, `past_rows.key, '$[${i}]'`)}`,
    );
    const same = `(SELECT ${rowOf(sql, table, 't')} FROM ${table.name} t WHERE ${at.join(' AND ')})`;
    sql
      .prepare(`DELETE FROM past_rows WHERE name = '${table.name}' AND mark = ? AND row IS ${same}`)
      .run(mark);
  }
}

function triggersOf(sql: Database): Statement[] {
  return [
    ...Object.entries(BLOCKS).flatMap(([name, kind]) => {
      const isNew = (row: string) =>
        `NOT EXISTS (SELECT 1 FROM past_blocks WHERE kind = ${kind} AND key = ${row}.key AND mark = ${MARK})`;
      const keep = (row: string, block: string) =>
        `INSERT INTO past_blocks (kind, key, mark, block) VALUES (${kind}, ${row}.key, ${MARK}, ${block});`;
      const before = `(SELECT t.block FROM ${name} t WHERE t.key = new.key)`;
      return [
        trigger(name, 'INSERT', isNew('new'), keep('new', before)),
        trigger(name, 'UPDATE', isNew('old'), keep('old', 'old.block')),
        trigger(name, 'DELETE', isNew('old'), keep('old', 'old.block')),
      ];
    }),
    ...ROWS.flatMap((table) => {
      const { name, isGrowing } = table;
      const isNew = (row: string) =>
        `NOT EXISTS (SELECT 1 FROM past_rows WHERE name = '${name}' AND key = ${keyOf(table, row)} AND mark = ${MARK})${
          name === 'meta' ? ` AND ${row}.name <> 'past_mark'` : ''
        }`;
      const keep = (row: string, kept: string) =>
        `INSERT INTO past_rows (name, key, mark, row) VALUES ('${name}', ${keyOf(table, row)}, ${MARK}, ${kept});`;
      // Numbers that the database gives out are known only afterwards.
      if (isGrowing === true) return [trigger(name, 'INSERT', isNew('new'), keep('new', 'NULL'), 'AFTER')];
      // A row that replaces another is told of as inserted alone.
      const before = `(SELECT ${rowOf(sql, table, 't')} FROM ${name} t WHERE ${table.key
        .map((column) => `t.${column} = new.${column}`)
        .join(' AND ')})`;
      const hasMoved = table.key.map((column) => `old.${column} IS NOT new.${column}`).join(' OR ');
      return [
        trigger(name, 'INSERT', isNew('new'), keep('new', before)),
        trigger(name, 'UPDATE', isNew('old'), keep('old', rowOf(sql, table, 'old'))),
        trigger(name, 'UPDATE', `(${hasMoved}) AND ${isNew('new')}`, keep('new', before), 'BEFORE', 'key'),
        trigger(name, 'DELETE', isNew('old'), keep('old', rowOf(sql, table, 'old'))),
      ];
    }),
  ];
}

function trigger(
  table: string,
  on: 'INSERT' | 'UPDATE' | 'DELETE',
  when: string,
  work: string,
  moment: 'BEFORE' | 'AFTER' = 'BEFORE',
  of = '',
): Statement {
  const name = ['past', table, on.toLowerCase(), of].filter((part) => part !== '').join('_');
  return {
    name,
    sql: `CREATE TRIGGER ${name} ${moment} ${on} ON ${table} WHEN ${MARK} IS NOT NULL AND ${when} BEGIN ${work} END`,
  };
}

interface Column {
  name: string;
  isBlob: boolean;
}

function describeColumns(sql: Database, table: string): Column[] {
  return (sql.pragma(`main.table_info(${table})`) as { name: string; type: string }[]).map(
    ({ name, type }) => ({
      name,
      isBlob: type.toLowerCase() === 'blob',
    }),
  );
}

function columnsOf(sql: Database, table: string): string[] {
  return describeColumns(sql, table).map(({ name }) => name);
}

/** The primary key as text: bytes in hexadecimal. */
function keyOf({ key, name }: { key: readonly string[]; name: string }, row: string): string {
  return `json_array(${key.map((column) => (isBlobKey(name, column) ? `hex(${row}.${column})` : `${row}.${column}`)).join(', ')})`;
}

function isBlobKey(table: string, column: string): boolean {
  return table === 'codings' && column === 'contact';
}

function rowOf(sql: Database, { name }: { name: string }, row: string): string {
  const pairs = describeColumns(sql, name).map(
    ({ name: column, isBlob }) => `'${column}', ${isBlob ? `hex(${row}.${column})` : `${row}.${column}`}`,
  );
  return `json_object(${pairs.join(', ')})`;
}

/** A column's value out of JSON; `from`: the text and the path in it. */
function readOf({ name }: { name: string }, column: string, from: string): string {
  const value = `json_extract(${from})`;
  return isBlobKey(name, column) ? `unhex(${value})` : value;
}
