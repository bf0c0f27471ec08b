/** The rows that a load rejected, as a table to mend the file by. Owns its columns; values were masked when they were kept. */
import { formatCsv } from '../api/csv.ts';
import type { ReadHandle } from '../db/open.ts';

const COLUMNS = ['load', 'file', 'line', 'field', 'value', 'reason'] as const;
/** Rows written at a time: a load may have rejected millions. */
const ROWS = 10_000;

type Row = [load: number, file: string, line: number, field: string, value: string, reason: string];

/** The last load of which a row was rejected; null where there is none. */
export function lastLoadWithRejects(db: ReadHandle): number | null {
  return db.sql.prepare('SELECT max(load) FROM rejects').pluck().get() as number | null;
}

export function isLoad(db: ReadHandle, load: number): boolean {
  return db.sql.prepare('SELECT 1 FROM loads WHERE id = ?').get(load) !== undefined;
}

/** CSV with a header, in pieces, in order of the file's lines. */
export function* rejectsAsCsv(db: ReadHandle, load: number): Generator<string> {
  const query = db.sql
    .prepare<[number], Row>(
      `SELECT load, name, line, field, value, reason FROM rejects JOIN loads ON loads.id = load WHERE load = ?
       ORDER BY line, rejects.id`,
    )
    .raw();
  let isFirst = true;
  const piece = (rows: readonly unknown[][]) => {
    const columns = COLUMNS.map((name, i) => [name, rows.map((row) => row[i] as Row[number])] as const);
    const text = formatCsv([{ rows: rows.length, columns }], COLUMNS);
    const written = isFirst ? text : text.slice(text.indexOf('\r\n') + 2);
    isFirst = false;
    return written;
  };
  let rows: unknown[][] = [];
  for (const row of query.iterate(load) as Iterable<unknown>) {
    rows.push(row as unknown[]);
    if (rows.length < ROWS) continue;
    yield piece(rows);
    rows = [];
  }
  if (rows.length > 0 || isFirst) yield piece(rows);
}
