/**
 * The keys with which records are pushed. Owns making, checking, listing and revoking them, and for whom each may speak;
 * refuses to keep or to show a key: the database holds its SHA-256 alone, and the text is said once, when it is made.
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

/**
 * Kinds that no source keeps apart: whoever may send them replaces what others sent. So a key has them only where they are
 * named, and `all` is every other kind.
 */
export const SHARED_SCOPES: readonly Scope[] = ['exposure', 'actions'];

export interface IngestKey {
  id: number;
  name: string;
  scopes: readonly Scope[] | 'all';
  /** whose records it may send, and replace; the first is meant where a push names none */
  sources: readonly [string, ...string[]];
  createdAt: number;
  /** when it ends, having been replaced; null: nobody has set an end */
  endsAt: number | null;
  /** it has ended */
  revokedAt: number | null;
  /** to the minute */
  lastUsedAt: number | null;
}

export type NewKey = { ok: true; id: number; key: string } | { ok: false; problem: string };
/** `keys`: all that ended, at least one. */
export type RevokedKey =
  | { ok: true; keys: readonly [IngestKey, ...IngestKey[]] }
  | { ok: false; problem: string };

const PREFIX = 'cdr_';
const KEY_BYTES = 32;
const KEY_TEXT = /cdr_[\w-]+/g;
const USE_NOTED_EVERY_SECONDS = 60;
const NAME = /^\p{L}[\p{L}\p{N} ._-]{0,59}$/u;
const NO_HASH = Buffer.alloc(32);

/**
 * Makes a key; `key` is its text, which cannot be asked for again. A name belongs to one key in use at a time. `sources`:
 * for whom it may speak; left out: for the source of its own name.
 */
export function addKey(
  db: WriteHandle,
  name: string,
  scopes: readonly Scope[] | 'all',
  nowSeconds: number,
  sources: readonly string[] = [name],
): NewKey {
  const wrong = [name, ...sources].find((one) => !isKeyName(one));
  if (wrong !== undefined || sources.length === 0) {
    return {
      ok: false,
      problem: `the name "${wrong ?? ''}" does not fit; expected a letter, then up to 59 letters, digits, spaces, dots, dashes`,
    };
  }
  if (activeKey(db, name) !== null) {
    return {
      ok: false,
      problem: `a key named "${name}" is in use; rotate or revoke it, or take another name`,
    };
  }
  return { ok: true, ...insertKey(db, { name, scopes, sources }, nowSeconds) };
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
  if (row.endsAt !== null && nowSeconds >= row.endsAt) {
    // Noted, so that a clock that is set back does not bring it to life again.
    db.orm.update(keys).set({ revokedAt: row.endsAt }).where(eq(keys.id, row.id)).run();
    return null;
  }
  if (row.lastUsedAt === null || Math.abs(nowSeconds - row.lastUsedAt) >= USE_NOTED_EVERY_SECONDS) {
    db.orm.update(keys).set({ lastUsedAt: nowSeconds }).where(eq(keys.id, row.id)).run();
  }
  return keyOf(row);
}

/** A text without the keys in it, for whoever writes down what may hold one. */
export function maskKeys(text: string): string {
  return text.replace(KEY_TEXT, `${PREFIX}…`);
}

export function allows(key: IngestKey, scope: Scope): boolean {
  return key.scopes === 'all' ? !SHARED_SCOPES.includes(scope) : key.scopes.includes(scope);
}

/** The source that a push with this key speaks for, where it may: `asked`, or without one the key's own; else null. */
export function sourceOf(key: IngestKey, asked: string | null): string | null {
  if (asked === null) return key.sources[0];
  return key.sources.includes(asked) ? asked : null;
}

/** Every key ever made, the newest first. */
export function listKeys(db: ReadHandle): IngestKey[] {
  return db.orm.select().from(keys).orderBy(desc(keys.id)).all().map(keyOf);
}

/**
 * Ends at once what has this name or number. A name stands for every key of that name that still opens, those included that
 * were replaced and would end later.
 */
export function revokeKey(db: WriteHandle, nameOrId: string, nowSeconds: number): RevokedKey {
  const [first, ...more] = keysWhere(db, nameOrId).filter(
    ({ endsAt }) => endsAt === null || endsAt > nowSeconds,
  );
  if (first === undefined) {
    return { ok: false, problem: `no key in use has the name or number "${nameOrId}"; list shows all keys` };
  }
  for (const { id } of [first, ...more]) {
    db.orm.update(keys).set({ revokedAt: nowSeconds }).where(eq(keys.id, id)).run();
  }
  const revoked = (key: IngestKey): IngestKey => ({ ...key, revokedAt: nowSeconds });
  return { ok: true, keys: [revoked(first), ...more.map(revoked)] };
}

/**
 * A new key of the same name, scopes and sources in place of the one in use, which ends at once, or `overlapSeconds` later:
 * until then both open, so that nothing is refused while the new one is on its way to where it is used.
 */
export function rotateKey(db: WriteHandle, nameOrId: string, nowSeconds: number, overlapSeconds = 0): NewKey {
  return db.sql
    .transaction((): NewKey => {
      const old = activeKey(db, nameOrId);
      if (old === null) {
        return {
          ok: false,
          problem: `no key in use has the name or number "${nameOrId}"; list shows all keys`,
        };
      }
      // A key that is replaced at once may have leaked, and so may the one before it.
      if (overlapSeconds === 0) revokeKey(db, old.name, nowSeconds);
      else {
        const endsAt = nowSeconds + overlapSeconds;
        db.orm.update(keys).set({ endsAt }).where(eq(keys.id, old.id)).run();
      }
      return { ok: true, ...insertKey(db, old, nowSeconds) };
    })
    .immediate();
}

function insertKey(
  db: WriteHandle,
  { name, scopes, sources }: { name: string; scopes: IngestKey['scopes']; sources: readonly string[] },
  nowSeconds: number,
): { id: number; key: string } {
  const key = `${PREFIX}${randomBytes(KEY_BYTES).toString('base64url')}`;
  const { id } = db.orm
    .insert(keys)
    .values({
      name,
      hash: hashOf(key),
      scopes: scopes === 'all' ? scopes : scopes.join(','),
      sources: sources.join(','),
      createdAt: nowSeconds,
    })
    .returning({ id: keys.id })
    .get();
  return { id, key };
}

/** The one in use: not ended, and not replaced by another. */
function activeKey(db: ReadHandle, nameOrId: string): IngestKey | null {
  return keysWhere(db, nameOrId).find(({ endsAt }) => endsAt === null) ?? null;
}

/** Those of a name or a number that nobody has revoked, the newest first. */
function keysWhere(db: ReadHandle, nameOrId: string): IngestKey[] {
  // Names begin with a letter, so a number is never a name.
  const which = /^\d{1,9}$/.test(nameOrId) ? eq(keys.id, Number(nameOrId)) : eq(keys.name, nameOrId);
  return db.orm
    .select()
    .from(keys)
    .where(and(which, isNull(keys.revokedAt)))
    .orderBy(desc(keys.id))
    .all()
    .map(keyOf);
}

function keyOf(row: typeof keys.$inferSelect): IngestKey {
  const { id, name, createdAt, endsAt, revokedAt, lastUsedAt } = row;
  const scopes = row.scopes === 'all' ? row.scopes : (row.scopes.split(',') as Scope[]);
  // No name holds a comma.
  const [first = name, ...others] = row.sources?.split(',') ?? [];
  return { id, name, scopes, sources: [first, ...others], createdAt, endsAt, revokedAt, lastUsedAt };
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
