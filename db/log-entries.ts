/**
 * The entries of the log as the database keeps them, and the files that they name. Owns their places and what replaces
 * what; refuses to change or remove one, as the database does.
 */
import { hash } from 'node:crypto';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Bytes } from './domain/bytes.ts';
import { canonicalJson, type JsonValue } from './domain/canonical-json.ts';
import { type LogEntry, type LoggedFile, makeLogEntry } from './domain/log-entry.ts';
import { registrationPath } from './domain/site-log.ts';
import type { ReadHandle, WriteHandle } from './open.ts';

/** The editions are one series, the builds of the site another; so is each action, and the targets. */
export type LogSeries = 'editions' | 'site' | 'targets' | `action ${string}`;

/** An entry of so many bytes or fewer names its files itself: bundles, of which readers need whole ones, stay short. */
const INLINE_BYTES = 2048;

export type NewEntry = Omit<LogEntry, 'supersedes'>;

/** Adds an entry at the end; a list of its files is kept, `isKept` false: is the caller's to keep. */
export function appendEntry(
  db: WriteHandle,
  series: LogSeries,
  entry: NewEntry,
  listPath: string,
  { inlineBytes = INLINE_BYTES, isListKept = true } = {},
): { position: number; list: Bytes | null } {
  return db.sql
    .transaction(() => {
      const position = logSize(db);
      const before = db.sql
        .prepare('SELECT max(position) FROM log_entries WHERE series = ?')
        .pluck()
        .get(series) as number | null;
      const { bytes, fileList } = makeLogEntry(
        { ...entry, supersedes: before },
        listPath,
        hashOf,
        inlineBytes,
      );
      db.sql
        .prepare('INSERT INTO log_entries (position, series, entry) VALUES (?, ?, ?)')
        .run(position, series, bytes);
      if (fileList !== null && isListKept) keepFile(db, fileList.path, position, fileList.bytes);
      return { position, list: fileList?.bytes ?? null };
    })
    .immediate();
}

/** Sets something down in a file of its own, which the entry names. */
export function appendRegistration(
  db: WriteHandle,
  series: LogSeries,
  entry: Omit<NewEntry, 'files'>,
  content: JsonValue,
): number {
  return db.sql
    .transaction(() => {
      const path = registrationPath(logSize(db));
      const body = canonicalJson(content);
      const { position } = appendEntry(db, series, { ...entry, files: [fileOf(path, body)] }, path);
      keepFile(db, path, position, body);
      return position;
    })
    .immediate();
}

export function fileOf(path: string, body: Uint8Array): LoggedFile {
  return { path, sha256: hash('sha256', body, 'hex'), bytes: body.byteLength };
}

export function logSize(db: ReadHandle): number {
  return db.sql.prepare('SELECT coalesce(max(position) + 1, 0) FROM log_entries').pluck().get() as number;
}

/** The entries up to a place, that one excluded. */
export function readEntries(db: ReadHandle, end = Number.MAX_SAFE_INTEGER): Bytes[] {
  const rows = db.sql
    .prepare('SELECT entry FROM log_entries WHERE position < ? ORDER BY position')
    .pluck()
    .all(end);
  return (rows as Buffer[]).map((entry) => new Uint8Array(entry));
}

/** How many entries a series has. */
export function countSeries(db: ReadHandle, series: LogSeries): number {
  return db.sql.prepare('SELECT count(*) FROM log_entries WHERE series = ?').pluck().get(series) as number;
}

/** What the last entry of a series set down; null: there is none. */
export function lastRegistration(db: ReadHandle, series: LogSeries): Buffer | null {
  const body = db.sql
    .prepare(
      'SELECT f.body FROM log_files f JOIN log_entries e ON e.position = f.position WHERE e.series = ? ORDER BY f.position DESC LIMIT 1',
    )
    .pluck()
    .get(series) as Buffer | undefined;
  return body === undefined ? null : zstdDecompressSync(body);
}

/** Every file that an entry before a place names and the database keeps, one after the other. */
export function* logFiles(db: ReadHandle, end: number): Generator<{ path: string; body: Buffer }> {
  const rows = db.sql
    .prepare<[number], { path: string; body: Buffer }>(
      'SELECT path, body FROM log_files WHERE position < ? ORDER BY position',
    )
    .iterate(end);
  for (const { path, body } of rows) yield { path, body: zstdDecompressSync(body) };
}

function keepFile(db: WriteHandle, path: string, position: number, body: Uint8Array): void {
  db.sql
    .prepare('INSERT INTO log_files (path, position, body) VALUES (?, ?, ?)')
    .run(path, position, zstdCompressSync(body));
}

function hashOf(bytes: Uint8Array): Buffer {
  return hash('sha256', bytes, 'buffer');
}
