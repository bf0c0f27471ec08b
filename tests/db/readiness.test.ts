import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeMeta } from '../../db/meta.ts';
import { openForWriting, type WriteHandle } from '../../db/open.ts';
import { findUnreadiness } from '../../db/readiness.ts';
import { markDirty } from '../../db/rollup/dirty.ts';

let db: WriteHandle;
beforeEach(() => {
  db = openForWriting(':memory:');
});
afterEach(() => {
  if (db.sql.open) db.close();
});

test('a new database is ready', () => {
  expect(findUnreadiness(db, 'rules', 1000)).toEqual([]);
});

test('a database is not ready when it had other migrations than this version knows', () => {
  db.sql.exec('DELETE FROM __drizzle_migrations');
  expect(findUnreadiness(db, 'rules', 1000)).toEqual([
    expect.stringMatching(/^the database has had 0 migrations/),
  ]);
});

test('a database is not ready when its figures were counted by other rules', () => {
  writeMeta(db, 'rollup_signature', 'others');
  expect(findUnreadiness(db, 'rules', 1000)).toEqual([expect.stringMatching(/other rules/)]);
});

test('records that wait to be counted are no matter until twenty minutes after their load', () => {
  db.sql.exec(`INSERT INTO loads (kind, source, name, started_at) VALUES ('contacts', 's', 'n', 1000)`);
  markDirty(db, 'facts', [10_000]);
  expect(findUnreadiness(db, 'rules', 2200)).toEqual([]);
  expect(findUnreadiness(db, 'rules', 2201)).toEqual([expect.stringMatching(/waiting to be counted/)]);
});

test('a database that does not answer is not ready', () => {
  db.close();
  expect(findUnreadiness(db, 'rules', 1000)).toEqual(['the database does not answer']);
});
