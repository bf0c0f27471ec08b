/**
 * The editions: what was published when, every version of every file. Owns their numbers, packing and unpacking;
 * refuses to change or remove one, as the database does.
 */
import { hash } from 'node:crypto';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { EditionKind } from './domain/edition-kind.ts';
import { once } from './domain/once.ts';
import type { CivilDay } from './domain/zone.ts';
import { logEdition } from './edition-entry.ts';
import { readMetaNumber, writeMeta } from './meta.ts';
import { type Moment, momentOf } from './moment.ts';
import type { ReadHandle, WriteHandle } from './open.ts';
import { tidyPast } from './past.ts';

export interface Edition {
  /** from 1, none left out */
  id: number;
  /** as of which the database is read to answer as then */
  mark: number;
  /** UTC seconds, when it was published */
  at: number;
  /** UTC seconds, for which its answers speak */
  now: number;
  /** last day of its figures; null without records */
  through: CivilDay | null;
  /** the version of the data that its answers name */
  asOf: string;
  kind: EditionKind;
  reason: string;
  /** hash of the programme that made it */
  code: string;
}

/** What a file holds from an edition on; `body` null: it is published no more. */
export interface FileVersion {
  path: string;
  /** in the one usual way */
  address: string;
  body: Buffer | null;
  /** what it held before, where that is at hand: it saves unpacking it */
  before?: Buffer;
}

/** So many versions at most are unpacked to read one. */
const LONGEST_CHAIN = 32;
const LAST = Number.MAX_SAFE_INTEGER;
/** What is shorter teaches nothing. */
const SHORTEST_DICTIONARY = 64;
const PACKING = { [constants.ZSTD_c_compressionLevel]: 6, [constants.ZSTD_c_windowLog]: 22 };

/**
 * Begins an edition: from here on everything that answers are made of is kept as it is now. Its files are written from a
 * connection opened as of the mark (`openPast`), so that records may go on coming.
 */
export function markEdition(db: WriteHandle): number {
  return db.sql
    .transaction(() => {
      const before = readMetaNumber(db, 'past_mark') ?? 0;
      if (before > 0) tidyPast(db.sql, before);
      writeMeta(db, 'past_mark', before + 1);
      return before + 1;
    })
    .immediate();
}

/**
 * What is to be said of an edition that was marked, and the rules it was made under, as JSON; `today`: the civil day on
 * which it is published.
 */
export type NewEdition = Omit<Edition, 'id'> & { rules: string; today: CivilDay };

/**
 * Sets an edition down, with the files that differ from the one before, and logs it. Returns its number: the next one.
 */
export function recordEdition(db: WriteHandle, edition: NewEdition, changes: readonly FileVersion[]): number {
  const { mark, now, through, asOf, kind, reason, rules, code, today } = edition;
  const nameOf = db.sql
    .prepare<[string, string], number>(
      'INSERT INTO published_paths (path, address) VALUES (?, ?) ON CONFLICT DO UPDATE SET address = excluded.address RETURNING id',
    )
    .pluck();
  const put = db.sql.prepare(
    'INSERT INTO published_versions (path, edition, bytes, sha256, base, body) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return db.sql
    .transaction(() => {
      const last = latestEdition(db);
      const id = (last?.id ?? 0) + 1;
      // Moments grow with numbers, also where the clock went back: what was answered as of one is not answered otherwise.
      const at = last === null ? edition.at : Math.max(edition.at, last.at + 1);
      db.sql
        .prepare(
          'INSERT INTO editions (id, mark, at, now, through, as_of, kind, reason, rules, code) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        )
        .run(id, mark, at, now, through, asOf, kind, reason, zstdCompressSync(rules), code);
      for (const { path, address, body, before } of changes) {
        const number = nameOf.get(path, address) as number;
        if (body === null) put.run(number, id, 0, null, null, null);
        else {
          const { base, packed } = pack(db, number, body, before);
          put.run(number, id, body.byteLength, sha256(body), base, packed);
        }
      }
      logEdition(db, id, { kind, reason, reportDay: through ?? today, code }, changes);
      writeMeta(db, 'edition', id);
      return id;
    })
    .immediate();
}

function pack(
  db: ReadHandle,
  path: number,
  body: Buffer,
  before: Buffer | undefined,
): { base: number | null; packed: Buffer } {
  const { count, latest } = db.sql
    .prepare('SELECT count(*) AS count, max(edition) AS latest FROM published_versions WHERE path = ?')
    .get(path) as { count: number; latest: number | null };
  const dictionary =
    latest === null || count % LONGEST_CHAIN === 0 ? null : (before ?? unpack(db, path, latest));
  return dictionary === null || dictionary.byteLength < SHORTEST_DICTIONARY
    ? { base: null, packed: zstdCompressSync(body, { params: PACKING }) }
    : { base: latest, packed: zstdCompressSync(body, { params: PACKING, dictionary }) };
}

interface PackedVersion {
  base: number | null;
  body: Buffer | null;
}

/** Null where the file was published no more. */
function unpack(db: ReadHandle, path: number, edition: number): Buffer | null {
  const { base, body } = db.sql
    .prepare('SELECT base, body FROM published_versions WHERE path = ? AND edition = ?')
    .get(path, edition) as PackedVersion;
  if (body === null) return null;
  const dictionary = base === null ? null : unpack(db, path, base);
  return zstdDecompressSync(body, dictionary === null ? {} : { dictionary });
}

export function sha256(bytes: Uint8Array): Buffer {
  return hash('sha256', bytes, 'buffer');
}

const COLUMNS = 'id, mark, at, now, through, as_of AS asOf, kind, reason, code';

/** The last edition that was published by an instant (UTC seconds); null: none had been. */
export function editionAt(db: ReadHandle, seconds: number): Edition | null {
  const query = `SELECT ${COLUMNS} FROM editions WHERE at <= ? ORDER BY id DESC LIMIT 1`;
  return (db.sql.prepare(query).get(seconds) as Edition | undefined) ?? null;
}

/** All of them, the first first. */
export function readEditions(db: ReadHandle): Edition[] {
  return db.sql.prepare(`SELECT ${COLUMNS} FROM editions ORDER BY id`).all() as Edition[];
}

export function latestEdition(db: ReadHandle): Edition | null {
  return editionAt(db, LAST);
}

/** The rules of an edition, as `recordEdition` was given them. */
export function readRules(db: ReadHandle, edition: number): string {
  const rules = db.sql.prepare('SELECT rules FROM editions WHERE id = ?').pluck().get(edition) as Buffer;
  return zstdDecompressSync(rules).toString();
}

/** The version of a file that an edition holds. */
export interface HeldVersion {
  path: string;
  /** the edition since which it is so */
  edition: number;
  /** that one's version of the data */
  asOf: string;
  sha256: Buffer;
  read(): Buffer;
}

type HeldRow = { id: number; path: string; edition: number; asOf: string; sha256: Buffer | null };
const prepared = new WeakMap<ReadHandle, ReturnType<typeof prepareHeld>>();
/** What the last edition holds, by address, for moments at which thousands of addresses are asked. */
const heldAhead = new WeakMap<Moment, ReadonlyMap<string, HeldRow | 'several'>>();

/** Reads at once what `heldVersion` will be asked one by one at the moment that this is called in. */
export function readHeldAhead(db: ReadHandle): void {
  const moment = momentOf(db);
  if (moment === null) return;
  const rows = db.sql
    .prepare<[], HeldRow & { address: string }>(
      `SELECT p.id, p.path, p.address, v.edition, e.as_of AS asOf, v.sha256
         FROM published_paths p JOIN published_versions v ON v.path = p.id JOIN editions e ON e.id = v.edition
        WHERE v.edition = (SELECT max(edition) FROM published_versions l WHERE l.path = p.id)`,
    )
    .all();
  const found = new Map<string, HeldRow | 'several'>();
  for (const { address, ...row } of rows) found.set(address, found.has(address) ? 'several' : row);
  heldAhead.set(moment, found);
}

function findHeld(db: ReadHandle, address: string, edition: number): HeldRow | undefined {
  const moment = momentOf(db);
  const ahead = edition !== LAST || moment === null ? undefined : heldAhead.get(moment);
  const found = ahead?.get(address);
  if (ahead !== undefined && found !== 'several') return found;
  return once(prepared, db, () => prepareHeld(db)).get(address, edition) as HeldRow | undefined;
}

function prepareHeld(db: ReadHandle) {
  return db.sql.prepare<[string, number]>(
    `SELECT p.id, p.path, v.edition, e.as_of AS asOf, v.sha256
       FROM published_paths p JOIN published_versions v ON v.path = p.id JOIN editions e ON e.id = v.edition
      WHERE p.address = ? AND v.edition <= ? ORDER BY v.edition DESC LIMIT 1`,
  );
}

/** What an edition (left out: the last one) holds of an address, written in the one usual way; null: nothing. */
export function heldVersion(db: ReadHandle, address: string, edition = LAST): HeldVersion | null {
  const found = findHeld(db, address, edition);
  if (found === undefined || found.sha256 === null) return null;
  const { id, sha256, ...version } = found;
  return { ...version, sha256, read: () => unpack(db, id, found.edition)! };
}

/** Path and address of every file that the last edition holds, with the hash of its bytes. */
export function heldFiles(db: ReadHandle): Map<string, { address: string; sha256: Buffer }> {
  const rows = db.sql
    .prepare<[], { path: string; address: string; sha256: Buffer }>(
      `SELECT p.path, p.address, v.sha256 FROM published_paths p JOIN published_versions v ON v.path = p.id
        WHERE v.sha256 IS NOT NULL
          AND v.edition = (SELECT max(edition) FROM published_versions l WHERE l.path = p.id)`,
    )
    .all();
  return new Map(rows.map(({ path, address, sha256 }) => [path, { address, sha256 }]));
}

/** How many files each edition changed. */
export function countFiles(db: ReadHandle): Map<number, number> {
  const rows = db.sql
    .prepare<[], [number, number]>('SELECT edition, count(*) FROM published_versions GROUP BY edition')
    .raw()
    .all() as [number, number][];
  return new Map(rows);
}

export interface ChangedFile {
  path: string;
  address: string;
  bytes: number;
  /** null: published no more */
  sha256: Buffer | null;
}

/** The files that an edition changed, by path. */
export function readFiles(db: ReadHandle, edition: number): ChangedFile[] {
  const query = `SELECT p.path, p.address, v.bytes, v.sha256 FROM published_versions v JOIN published_paths p ON p.id = v.path
      WHERE v.edition = ? ORDER BY p.path`;
  return db.sql.prepare(query).all(edition) as ChangedFile[];
}
