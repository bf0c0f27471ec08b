import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  addKey,
  allows,
  type IngestKey,
  listKeys,
  revokeKey,
  rotateKey,
  sourceOf,
  verifyKey,
} from '../../db/keys.ts';
import { openForWriting, type WriteHandle } from '../../db/open.ts';

let db: WriteHandle;
beforeEach(() => {
  db = openForWriting(':memory:');
});
afterEach(() => db.close());

function made(name: string, scopes: IngestKey['scopes'] = 'all', nowSeconds = 1000): string {
  const key = addKey(db, name, scopes, nowSeconds);
  if (!key.ok) throw new Error(key.problem);
  return key.key;
}

describe('a key', () => {
  test('is 256 random bits behind a prefix, and is known by its text alone', () => {
    const [first, second] = [made('first'), made('second')];
    expect(first).toMatch(/^cdr_[\w-]{43}$/);
    expect(first).not.toBe(second);
    expect(verifyKey(db, first, 1000)?.name).toBe('first');
    expect(verifyKey(db, `${first}x`, 1000)).toBeNull();
    expect(verifyKey(db, '', 1000)).toBeNull();
  });

  test('is nowhere in the database, only its hash', () => {
    const key = made('first');
    const stored = db.sql.prepare('SELECT * FROM keys').all();
    const bytes = db.sql.serialize();
    expect(stored).toHaveLength(1);
    expect(bytes.includes(key)).toBe(false);
    expect(bytes.includes(key.slice(4))).toBe(false);
  });

  test('allows its scopes and no others; without any, all', () => {
    const narrow = verifyKey(db, made('narrow', ['queue', 'surveys']), 1000);
    const wide = verifyKey(db, made('wide'), 1000);
    expect(narrow && [allows(narrow, 'queue'), allows(narrow, 'contacts')]).toEqual([true, false]);
    expect(wide && [allows(wide, 'queue'), allows(wide, 'contacts')]).toEqual([true, true]);
  });

  test('has what no source keeps apart only where that is named', () => {
    const wide = verifyKey(db, made('wide'), 1000);
    const named = verifyKey(db, made('named', ['exposure']), 1000);
    expect(wide && [allows(wide, 'exposure'), allows(wide, 'actions')]).toEqual([false, false]);
    expect(named && [allows(named, 'exposure'), allows(named, 'actions')]).toEqual([true, false]);
  });

  test('speaks for the source of its name, or for those that it was made for', () => {
    const own = verifyKey(db, made('own'), 1000);
    expect(own && [sourceOf(own, null), sourceOf(own, 'own'), sourceOf(own, 'other')]).toEqual([
      'own',
      'own',
      null,
    ]);
    const key = addKey(db, 'surveys', ['surveys'], 1000, ['telephony', 'chat']);
    const two = key.ok ? verifyKey(db, key.key, 1000) : null;
    expect(two && [null, 'telephony', 'chat', 'surveys'].map((asked) => sourceOf(two, asked))).toEqual([
      'telephony',
      'telephony',
      'chat',
      null,
    ]);
    expect(addKey(db, 'wrong', 'all', 1000, ['a,b']).ok).toBe(false);
    expect(addKey(db, 'wrong', 'all', 1000, []).ok).toBe(false);
  });

  test('from before keys had sources speaks for its name alone', () => {
    const text = made('old');
    db.sql.prepare('UPDATE keys SET sources = NULL').run();
    const old = verifyKey(db, text, 1000);
    expect(old && [sourceOf(old, null), sourceOf(old, 'other')]).toEqual(['old', null]);
  });

  test('has its use noted at most once a minute', () => {
    const key = made('first');
    const lastUsed = () => listKeys(db)[0]?.lastUsedAt;
    verifyKey(db, key, 2000);
    verifyKey(db, key, 2059);
    expect(lastUsed()).toBe(2000);
    verifyKey(db, key, 2060);
    expect(lastUsed()).toBe(2060);
  });

  test('ends at once when it is revoked, by name or by number', () => {
    const [first, second] = [made('first'), made('second')];
    expect(revokeKey(db, 'first', 3000)).toMatchObject({ ok: true, keys: [{ revokedAt: 3000 }] });
    expect(revokeKey(db, '2', 3000).ok).toBe(true);
    expect([verifyKey(db, first, 3000), verifyKey(db, second, 3000)]).toEqual([null, null]);
    expect(revokeKey(db, 'first', 3000)).toEqual({
      ok: false,
      problem: 'no key in use has the name or number "first"; list shows all keys',
    });
  });

  test('is replaced by one of the same name and scopes when it is rotated', () => {
    const old = made('first', ['queue']);
    const rotated = rotateKey(db, 'first', 4000);
    if (!rotated.ok) throw new Error(rotated.problem);
    expect(verifyKey(db, old, 4000)).toBeNull();
    expect(verifyKey(db, rotated.key, 4000)).toMatchObject({ name: 'first', scopes: ['queue'] });
    expect(listKeys(db).map(({ id, revokedAt }) => [id, revokedAt])).toEqual([
      [2, null],
      [1, 4000],
    ]);
  });

  test('opens beside the one that replaces it for as long as was said, and never after', () => {
    const old = made('first', ['queue']);
    const rotated = rotateKey(db, 'first', 4000, 3600);
    const fresh = rotated.ok ? rotated.key : '';
    expect([verifyKey(db, old, 7599)?.endsAt, verifyKey(db, fresh, 7599)?.name]).toEqual([7600, 'first']);
    expect([verifyKey(db, old, 7600), verifyKey(db, fresh, 7600)?.name]).toEqual([null, 'first']);
    // The clock is set back.
    expect(verifyKey(db, old, 4001)).toBeNull();
  });

  test('ends with the one that replaced it: when that is revoked by name, or replaced at once', () => {
    const [old, leaked] = [made('first'), made('second')];
    for (const name of ['first', 'second']) rotateKey(db, name, 4000, 3600);
    expect(verifyKey(db, old, 4001)).not.toBeNull();
    expect(revokeKey(db, 'first', 4001)).toMatchObject({ ok: true, keys: [{ id: 3 }, { id: 1 }] });
    expect(verifyKey(db, old, 4001)).toBeNull();
    expect(addKey(db, 'first', 'all', 4001).ok).toBe(true);
    expect(rotateKey(db, 'second', 4001).ok).toBe(true);
    expect(verifyKey(db, leaked, 4001)).toBeNull();
  });

  test('that was replaced is not replaced again, but can be ended early by its number', () => {
    const old = made('first');
    rotateKey(db, 'first', 4000, 3600);
    expect(rotateKey(db, '1', 4001).ok).toBe(false);
    expect(revokeKey(db, '1', 4001)).toMatchObject({ ok: true, keys: [{ id: 1 }] });
    expect([verifyKey(db, old, 4002), revokeKey(db, '1', 4002).ok]).toEqual([null, false]);
    expect(listKeys(db)[0]).toMatchObject({ id: 2, revokedAt: null });
  });

  test('that cannot be rotated leaves all as it was', () => {
    made('first');
    expect(rotateKey(db, 'second', 4000).ok).toBe(false);
    expect(listKeys(db)).toHaveLength(1);
  });
});

describe('a name', () => {
  test('belongs to one key in use, and is free again after that', () => {
    made('first');
    expect(addKey(db, 'first', 'all', 1000)).toEqual({
      ok: false,
      problem: 'a key named "first" is in use; rotate or revoke it, or take another name',
    });
    revokeKey(db, 'first', 1000);
    expect(addKey(db, 'first', 'all', 1000).ok).toBe(true);
  });

  test.each(['', '1', '-a', 'a/b', 'a\nb', 'a'.repeat(61), 'x=1'])('%j does not fit', (name) => {
    expect(addKey(db, name, 'all', 1000)).toMatchObject({ ok: false });
  });
  test.each(['a', 'phone system', 'crm-2.old', 'מרכזיה'])('%j fits', (name) => {
    expect(addKey(db, name, 'all', 1000)).toMatchObject({ ok: true });
  });
});
