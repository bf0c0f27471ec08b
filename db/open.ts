/**
 * The only place that opens a database. Owns the connection's settings, migrations, and the two kinds of handle:
 * what reads cannot write, by type and by SQLite itself.
 */
import { closeSync, existsSync, fsyncSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle, migrate, readMigrationFiles } from './drizzle.ts';
import { makeFolder } from './make-folder.ts';
import { keepPast, showPast } from './past.ts';
import * as schema from './schema.ts';

/** A connection: `sql` for the few prepared hot paths, `orm` for everything else. */
interface Handle {
  readonly path: string;
  readonly sql: Database.Database;
  readonly orm: BetterSQLite3Database<typeof schema>;
  close(): void;
}
declare const writable: unique symbol;
export type ReadHandle = Handle;
export type WriteHandle = Handle & { readonly [writable]: true };

export const MIGRATIONS = join(import.meta.dirname, 'migrations');
const READING_CACHE_KIB = 16 * 1024;
/** Records are written in the order of the file: pages that were written are seldom wanted again. */
const WRITING_CACHE_KIB = 8 * 1024;
const BUSY_MS = 30_000;
/** Most blocks then lie within their page; takes effect when the database is made. */
const PAGE_BYTES = 8192;
/** 64 MB: a load writes the same pages again and again, and each checkpoint writes them once. */
const CHECKPOINT_PAGES = 8192;

const IN_MEMORY = ':memory:';
/** A database in memory in which nothing is yet: the next are copies of it, for all the migrations take a hundred times longer. */
let emptyInMemory: Buffer | null = null;

function connect(path: string, readonly: boolean, timeout = BUSY_MS): Handle {
  const sql = new Database(path === IN_MEMORY && emptyInMemory !== null ? emptyInMemory : path, {
    readonly,
    timeout,
  });
  sql.pragma(`cache_size = -${readonly ? READING_CACHE_KIB : WRITING_CACHE_KIB}`);
  sql.pragma('temp_store = FILE');
  return { path, sql, orm: drizzle(sql, { schema }), close: () => sql.close() };
}

/**
 * Opens a database for writing, makes it when it is not there, and brings its schema up to date.
 * Write-ahead logging with full synchronisation: a committed transaction is on the disk.
 */
export function openForWriting(path: string): WriteHandle {
  const isInMemory = path === IN_MEMORY;
  if (!isInMemory) makeFolder(dirname(path));
  const handle = connect(path, false);
  if (isInMemory && emptyInMemory !== null) return handle as WriteHandle;
  try {
    // Of several that open a new one at once, one makes it.
    const lock = isInMemory || isMade(handle) ? null : takeLock(`${path}.making`, BUSY_MS);
    try {
      handle.sql.pragma(`page_size = ${PAGE_BYTES}`);
      handle.sql.pragma('journal_mode = WAL');
      handle.sql.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
      handle.sql.pragma('synchronous = FULL');
      migrate(handle.orm, { migrationsFolder: MIGRATIONS });
      keepPast(handle.sql);
    } finally {
      lock?.release();
    }
    if (isInMemory) emptyInMemory = handle.sql.serialize();
    return handle as WriteHandle;
  } catch (error) {
    handle.close();
    throw faultOf(error);
  }
}

function isMade({ sql }: Handle): boolean {
  if (sql.pragma('journal_mode', { simple: true }) !== 'wal') return false;
  const hasTable = sql.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get();
  if (hasTable === undefined) return false;
  const applied = sql.prepare('SELECT count(*) FROM __drizzle_migrations').pluck().get() as number;
  return applied >= readMigrationFiles({ migrationsFolder: MIGRATIONS }).length;
}

/** What SQLite said, where the mapper wraps it in words of its own. */
function faultOf(error: unknown): unknown {
  const { cause } = error as { cause?: { code?: string } };
  return cause?.code?.startsWith('SQLITE_') === true ? cause : error;
}

/**
 * Opens a copy of a database as it is at this moment, in which anything may be tried: it has no name from the start, so that
 * nothing of it is left, however the process ends. Its `path` is that of the original. Without one, it is empty.
 * Writers of the original do not wait.
 */
export function openForTrial(path: string): WriteHandle {
  if (!existsSync(path)) return openForWriting(IN_MEMORY);
  const folder = mkdtempSync(join(dirname(path), '.trial-'));
  try {
    const copyPath = join(folder, 'records.db');
    copyDatabase(path, copyPath);
    const copy = connect(copyPath, false);
    // No other file beside it is asked for from here on.
    copy.sql.pragma('locking_mode = EXCLUSIVE');
    copy.sql.pragma('journal_mode = MEMORY');
    copy.sql.pragma('synchronous = OFF');
    migrate(copy.orm, { migrationsFolder: MIGRATIONS });
    return { ...copy, path } as WriteHandle;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Copies a database as it is at one moment into a file that is not there yet, without what was deleted from it. Writers
 * of the original do not wait. The copy is on the disk when this returns; what is left where it throws is no copy.
 */
export function copyDatabase(path: string, copyPath: string): void {
  const original = openForReading(path);
  try {
    original.sql.prepare('VACUUM INTO ?').run(copyPath);
  } finally {
    original.close();
  }
  // SQLite leaves that to the system.
  const file = openSync(copyPath, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Makes one file of a database that nobody else uses, its write-ahead log taken in. Returns false, having done nothing,
 * where somebody does.
 */
export function closeWhole(path: string): boolean {
  const handle = connect(path, false, 0);
  try {
    handle.sql.pragma('journal_mode = DELETE');
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === 'SQLITE_BUSY') return false;
    throw error;
  } finally {
    handle.close();
  }
}

/**
 * Takes a lock on a file that holds nothing; null where another process has it after so long. The system takes it back
 * from whoever ends, however that happens, and leaves no trace that would have to be told from a lock.
 */
export function takeLock(path: string, waitMilliseconds = 0): { release(): void } | null {
  makeFolder(dirname(path));
  const lock = new Database(path, { timeout: waitMilliseconds });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return { release: () => lock.close() };
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code === 'SQLITE_BUSY') return null;
    throw error;
  }
}

/** Opens an existing database for reading only. Throws when there is none: `npm start` or `ingest` makes it. */
export function openForReading(path: string): ReadHandle {
  if (!existsSync(path)) {
    throw new Error(
      `there is no database at ${path}; load records with "npm run ingest", or run "npm start"`,
    );
  }
  return connect(path, true);
}

/** Opens an existing database for reading it as it was at a mark, whatever is written to it from now on. */
export function openPast(path: string, mark: number): ReadHandle {
  const handle = openForReading(path);
  showPast(handle.sql, mark);
  return handle;
}

/**
 * Runs work whose transactions need not wait for the disk: it can be done again, or a transaction with full
 * synchronisation follows, with which everything before it is on the disk too. Order on the disk is kept either way.
 */
export function withoutSync<T>(db: WriteHandle, work: () => T): T {
  const before = db.sql.pragma('synchronous', { simple: true });
  db.sql.pragma('synchronous = NORMAL');
  try {
    return work();
  } finally {
    db.sql.pragma(`synchronous = ${before}`);
  }
}
