/**
 * The keys with which records are pushed. Owns making, checking, listing and revoking them; refuses to keep or to
 * show a key: the database holds its SHA-256 alone, and the text is said once, when it is made.
 * A key is 256 random bits, so a plain hash is enough: there is nothing to guess that a slow hash would protect.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Kind } from './domain/contact.ts';
import { and, desc, eq, isNull } from './drizzle.ts';
import { KINDS } from './ingest/adapters.ts';
import type { ReadHandle, WriteHandle } from './open.ts';
import { keys } from './schema.ts';

/** What a key may push. */
export const SCOPES = KINDS.filter((kind): kind is Scope => kind !== 'accounts');
export type Scope = Exclude<Kind, 'accounts'>;

export interface IngestKey {
  id: number;
  name: string;
  scopes: readonly Scope[] | 'all';
  createdAt: number;
  revokedAt: number | null;
  /** to the minute */
  lastUsedAt: number | null;
}

export type NewKey = { ok: true; id: number; key: string } | { ok: false; problem: string };
export type RevokedKey = { ok: true; key: IngestKey } | { ok: false; problem: string };

const PREFIX = 'cdr_';
const KEY_BYTES = 32;
const USE_NOTED_EVERY_SECONDS = 60;
const NAME = /^\p{L}[\p{L}\p{N} ._-]{0,59}$/u;
const NO_HASH = Buffer.alloc(32);

/** Makes a key; `key` is its text, which cannot be asked for again. A name belongs to one key in use at a time. */
export function addKey(
  db: WriteHandle,
  name: string,
  scopes: readonly Scope[] | 'all',
  nowSeconds: number,
): NewKey {
  if (!isKeyName(name)) {
    return {
      ok: false,
      problem: `the name "${name}" does not fit; expected a letter, then up to 59 letters, digits, spaces, dots, dashes`,
    };
  }
  if (activeKey(db, name) !== null) {
    return {
      ok: false,
      problem: `a key named "${name}" is in use; rotate or revoke it, or take another name`,
    };
  }
  return { ok: true, ...insertKey(db, name, scopes, nowSeconds) };
}

/** Whether a text may name a key, and so the source of what is pushed with it. */
export function isKeyName(name: string): boolean {
  return NAME.test(name);
}

/**
 * The key in use with this text, or null. Notes its use, at most once a minute.
 * The work is the same for a known and an unknown key; hashes are compared in constant time.
 */
export function verifyKey(db: WriteHandle, text: string, nowSeconds: number): IngestKey | null {
  const hash = hashOf(text);
  const row = db.orm.select().from(keys).where(eq(keys.hash, hash)).get();
  const isSame = timingSafeEqual(hash, row?.hash ?? NO_HASH);
  if (row === undefined || !isSame || row.revokedAt !== null) return null;
  if (row.lastUsedAt === null || Math.abs(nowSeconds - row.lastUsedAt) >= USE_NOTED_EVERY_SECONDS) {
    db.orm.update(keys).set({ lastUsedAt: nowSeconds }).where(eq(keys.id, row.id)).run();
  }
  return keyOf(row);
}

export function allows(key: IngestKey, scope: Scope): boolean {
  return key.scopes === 'all' || key.scopes.includes(scope);
}

/** Every key ever made, the newest first. */
export function listKeys(db: ReadHandle): IngestKey[] {
  return db.orm.select().from(keys).orderBy(desc(keys.id)).all().map(keyOf);
}

/** Ends a key at once. `nameOrId`: the name of the key in use, or any key's number. */
export function revokeKey(db: WriteHandle, nameOrId: string, nowSeconds: number): RevokedKey {
  const key = activeKey(db, nameOrId);
  if (key === null) {
    return { ok: false, problem: `no key in use has the name or number "${nameOrId}"; list shows all keys` };
  }
  db.orm.update(keys).set({ revokedAt: nowSeconds }).where(eq(keys.id, key.id)).run();
  return { ok: true, key: { ...key, revokedAt: nowSeconds } };
}

/** A new key of the same name and scopes in place of the one in use, which ends at once. */
export function rotateKey(db: WriteHandle, nameOrId: string, nowSeconds: number): NewKey {
  return db.sql
    .transaction((): NewKey => {
      const revoked = revokeKey(db, nameOrId, nowSeconds);
      if (!revoked.ok) return revoked;
      return { ok: true, ...insertKey(db, revoked.key.name, revoked.key.scopes, nowSeconds) };
    })
    .immediate();
}

function insertKey(
  db: WriteHandle,
  name: string,
  scopes: IngestKey['scopes'],
  nowSeconds: number,
): { id: number; key: string } {
  const key = `${PREFIX}${randomBytes(KEY_BYTES).toString('base64url')}`;
  const { id } = db.orm
    .insert(keys)
    .values({
      name,
      hash: hashOf(key),
      scopes: scopes === 'all' ? scopes : scopes.join(','),
      createdAt: nowSeconds,
    })
    .returning({ id: keys.id })
    .get();
  return { id, key };
}

function activeKey(db: ReadHandle, nameOrId: string): IngestKey | null {
  // Names begin with a letter, so a number is never a name.
  const which = /^\d{1,9}$/.test(nameOrId) ? eq(keys.id, Number(nameOrId)) : eq(keys.name, nameOrId);
  const row = db.orm
    .select()
    .from(keys)
    .where(and(which, isNull(keys.revokedAt)))
    .get();
  return row === undefined ? null : keyOf(row);
}

function keyOf(row: typeof keys.$inferSelect): IngestKey {
  const { id, name, createdAt, revokedAt, lastUsedAt } = row;
  const scopes = row.scopes === 'all' ? row.scopes : (row.scopes.split(',') as Scope[]);
  return { id, name, scopes, createdAt, revokedAt, lastUsedAt };
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
