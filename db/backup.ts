/**
 * A copy of a database that can take its place. Owns what belongs to one (the database, its secret, the log's public
 * keys and last checkpoint), how it is checked, and what is in it; refuses to call a file a backup that is damaged or
 * cannot be worked with, and to take the log's private key along.
 */
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { readMigrationFiles } from './drizzle.ts';
import { latestEdition } from './editions.ts';
import { lastCheckpointPath } from './last-checkpoint.ts';
import { logSize } from './log-entries.ts';
import { logVerifiersPath } from './log-key.ts';
import { readMeta } from './meta.ts';
import { copyDatabase, MIGRATIONS, openForReading, type ReadHandle } from './open.ts';
import { replaceFile } from './replace-file.ts';
import { holdsHashes, isSecretOf, readSecret, secretPath } from './secret.ts';

/** What stands in a copy. */
export interface Content {
  purpose: 'demonstration' | 'real' | null;
  organisation: string | null;
  contacts: number;
  /** of any kind */
  loads: number;
  /** UTC seconds, of the last load that ended; null: none did */
  loadedAt: number | null;
  editions: number;
  /** UTC seconds; null: none */
  publishedAt: number | null;
  logEntries: number;
  tables: number;
}

/** `isDamaged`: the database itself is; else only what it is of no use without is wrong. */
export type Checked = { ok: true; content: Content } | { ok: false; problem: string; isDamaged: boolean };

const PRIVATE_MODE = 0o600;

/** The public files of the log that lie beside a database. */
export const LOG_COMPANIONS = [logVerifiersPath, lastCheckpointPath] as const;

/** The files of a backup that lie beside its database, under its name. */
export const COMPANIONS = [secretPath, ...LOG_COMPANIONS] as const;

/**
 * Copies a database with what it is of no use without, and checks the copy. `copyPath` and what lies beside it are not
 * there yet; where this throws or finds a fault, what was made of them is the caller's to remove.
 */
export function makeBackup(path: string, copyPath: string): Checked {
  copyDatabase(path, copyPath);
  chmodSync(copyPath, PRIVATE_MODE);
  for (const of of COMPANIONS) {
    if (existsSync(of(path))) putCompanion(of(path), of(copyPath), of === secretPath);
  }
  return checkBackup(copyPath);
}

/**
 * Whether a file can take the place of a database. `elsewhere`: a secret that is at hand where the copy has none beside
 * it. Opening it leaves it as it is.
 */
export function checkBackup(copyPath: string, elsewhere: string | null = null): Checked {
  let db: ReadHandle | null = null;
  try {
    db = openForReading(copyPath);
    const faults = (db.sql.pragma('integrity_check(3)') as { integrity_check: string }[]).map(
      ({ integrity_check: fault }) => fault,
    );
    if (faults.join() !== 'ok') {
      return {
        ok: false,
        problem: `${copyPath} is damaged: ${faults
          .join('\n')
          .split('\n')
          .filter((line) => !line.startsWith('***'))
          .join('; ')}`,
        isDamaged: true,
      };
    }
    const problem = versionProblem(db) ?? secretProblem(db, elsewhere);
    return problem === null ? { ok: true, content: contentOf(db) } : { ok: false, problem, isDamaged: false };
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (!/^SQLITE_(CORRUPT|NOTADB|ERROR|CANTOPEN)/.test(code) && existsSync(copyPath)) throw error;
    return {
      ok: false,
      problem: `${copyPath} is damaged, or no database of Candour: ${message}`,
      isDamaged: true,
    };
  } finally {
    db?.close();
  }
}

function versionProblem(db: ReadHandle): string | null {
  const applied = db.sql.prepare('SELECT count(*) FROM __drizzle_migrations').pluck().get() as number;
  const known = readMigrationFiles({ migrationsFolder: MIGRATIONS }).length;
  return applied <= known
    ? null
    : `${db.path} is of a newer version of Candour (${applied} migrations, this one knows ${known})`;
}

function secretProblem(db: ReadHandle, elsewhere: string | null): string | null {
  if (!holdsHashes(db)) return null;
  const own = secretPath(db.path);
  const candidates = [own, ...(elsewhere === null ? [] : [elsewhere])].filter((path) => existsSync(path));
  if (candidates.length === 0) {
    return `${own} is missing: without their secret, records that come again would not be recognised, and count twice`;
  }
  return candidates.some((path) => fits(db, path))
    ? null
    : `${candidates.join(' and ')}: not the secret of the records in ${db.path}`;
}

function fits(db: ReadHandle, path: string): boolean {
  const secret = readSecret(path);
  return secret !== null && isSecretOf(db, secret) !== false;
}

/** Whether a secret file is that of a copy's records, as far as was noted. */
export function isSecretFileOf(copyPath: string, path: string): boolean {
  const db = openForReading(copyPath);
  try {
    return fits(db, path);
  } finally {
    db.close();
  }
}

function contentOf(db: ReadHandle): Content {
  const one = (sql: string) => db.sql.prepare(sql).pluck().get() as number | null;
  const last = latestEdition(db);
  return {
    purpose: readMeta(db, 'purpose') as Content['purpose'],
    organisation: readMeta(db, 'organisation_name'),
    contacts: one('SELECT count(*) FROM contacts') ?? 0,
    loads: one('SELECT count(*) FROM loads') ?? 0,
    loadedAt: one('SELECT max(finished_at) FROM loads'),
    editions: last?.id ?? 0,
    publishedAt: last?.at ?? null,
    logEntries: logSize(db),
    tables: one("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'") ?? 0,
  };
}

/** How many entries of the log were signed, as a checkpoint says; null: there is none, or it says nothing. */
export function signedEntries(path: string): number | null {
  const checkpoint = lastCheckpointPath(path);
  if (!existsSync(checkpoint)) return null;
  const size = Number(readFileSync(checkpoint, 'utf8').split('\n')[1]);
  return Number.isSafeInteger(size) ? size : null;
}

/** Copies a file of a backup to its place, readable by its owner alone where it is a secret. */
export function putCompanion(from: string, to: string, isSecret: boolean): void {
  replaceFile(to, readFileSync(from), isSecret ? { mode: PRIVATE_MODE } : {});
}
