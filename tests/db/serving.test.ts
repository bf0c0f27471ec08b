/** When Candour was away is told by the gap itself, one row each, and as of an edition as it was known then. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Heartbeat } from '../../api/heartbeat.ts';
import { markEdition } from '../../db/editions.ts';
import { openForWriting, openPast, type WriteHandle } from '../../db/open.ts';
import { noteAbsence, noteServing, readInterruptions } from '../../db/serving.ts';

let folder: string;
let db: WriteHandle;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candour-serving-'));
  db = openForWriting(join(folder, 'records.db'));
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const T = 1_795_000_000;
const rows = (name: string) => db.sql.prepare(`SELECT count(*) FROM ${name}`).pluck().get();

test('a server that never ran was not away, and one that runs on is not', () => {
  noteAbsence(db, T);
  for (let minute = 0; minute < 600; minute += 1) noteServing(db, T + minute * 60);
  expect(readInterruptions(db)).toEqual([]);
  expect(rows('serving')).toBe(1);
});

test('a gap of five minutes or more is one interruption, from when it was last seen; a restart is none', () => {
  noteServing(db, T);
  noteServing(db, T + 299);
  expect(readInterruptions(db)).toEqual([]);
  noteServing(db, T + 599);
  expect(readInterruptions(db)).toEqual([{ fromAt: T + 299, toAt: T + 599 }]);
});

test('starts that fail make one interruption longer, and write no other', () => {
  noteServing(db, T);
  for (let start = 1; start <= 50; start += 1) noteAbsence(db, T + start * 400);
  expect(readInterruptions(db)).toEqual([{ fromAt: T, toAt: T + 50 * 400 }]);
  noteServing(db, T + 50 * 400 + 30);
  expect(readInterruptions(db)).toEqual([{ fromAt: T, toAt: T + 50 * 400 + 30 }]);
  noteServing(db, T + 50 * 400 + 90);
  expect(rows('interruptions')).toBe(1);
});

test('a clock that goes back tells of nothing', () => {
  noteServing(db, T);
  noteServing(db, T - 86_400);
  expect(readInterruptions(db)).toEqual([]);
});

test('the database refuses to make an interruption shorter, to move it and to remove it', () => {
  noteServing(db, T);
  noteServing(db, T + 1000);
  for (const statement of [
    'UPDATE interruptions SET to_at = to_at - 1',
    'UPDATE interruptions SET from_at = from_at + 1',
    'DELETE FROM interruptions',
    'INSERT OR REPLACE INTO interruptions SELECT from_at, to_at - 1 FROM interruptions',
  ])
    expect(() => db.sql.exec(statement), statement).toThrow(/never/);
});

test('as of an edition an interruption is as long as was known then; that the server is there leaves no trace', () => {
  noteServing(db, T);
  noteAbsence(db, T + 1000);
  const first = markEdition(db);
  noteServing(db, T + 2000);
  noteServing(db, T + 9000);
  const second = markEdition(db);
  noteServing(db, T + 9060);
  const asOf = (mark: number) => {
    const past = openPast(db.path, mark);
    try {
      return readInterruptions(past);
    } finally {
      past.close();
    }
  };
  expect(asOf(first)).toEqual([{ fromAt: T, toAt: T + 1000 }]);
  expect(asOf(second)).toEqual([
    { fromAt: T, toAt: T + 2000 },
    { fromAt: T + 2000, toAt: T + 9000 },
  ]);
  const kept = db.sql.prepare("SELECT count(*) FROM past_rows WHERE name = 'serving'").pluck().get();
  expect(kept).toBe(0);
});

test('the heartbeat waits for no other writer, and was there while it could not write', () => {
  const logged: string[] = [];
  let now = T;
  const heartbeat = new Heartbeat({ db, clock: () => now, log: (event) => logged.push(event) });
  heartbeat.beat();
  const other = openForWriting(db.path);
  other.sql.exec('BEGIN IMMEDIATE');
  for (let minute = 0; minute < 10; minute += 1) {
    now += 60;
    const startedAt = performance.now();
    heartbeat.beat();
    expect(performance.now() - startedAt).toBeLessThan(1000);
  }
  other.sql.exec('ROLLBACK');
  other.close();
  now += 60;
  heartbeat.beat();
  expect(readInterruptions(db)).toEqual([]);
  now += 7200;
  heartbeat.beat();
  expect(readInterruptions(db)).toEqual([{ fromAt: now - 7200, toAt: now }]);
  expect(logged).toEqual([]);
});
