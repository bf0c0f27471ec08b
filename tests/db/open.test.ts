import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeMeta } from '../../db/meta.ts';
import { openForReading, openForTrial, openForWriting, withoutSync } from '../../db/open.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candour-open-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a database', () => {
  test('is made with its folder and its tables when it is not there', () => {
    const path = join(folder, 'deep', 'down', 'records.db');
    const db = openForWriting(path);
    expect(db.sql.prepare('SELECT count(*) FROM contacts').pluck().get()).toBe(0);
    db.close();
    expect(existsSync(path)).toBe(true);
  });

  test('is made once where several open it at once', async () => {
    const path = join(folder, 'records.db');
    const program = `
      const { openForWriting } = await import(${JSON.stringify(new URL('../../db/open.ts', import.meta.url).href)});
      await new Promise((wake) => setTimeout(wake, ${Date.now() + 3000} - Date.now()));
      openForWriting(${JSON.stringify(path)}).close();`;
    const opened = Array.from({ length: 6 }, () =>
      promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]),
    );
    await Promise.all(opened);
    const db = openForReading(path);
    expect(db.sql.prepare('SELECT count(*) FROM contacts').pluck().get()).toBe(0);
    db.close();
  });

  test('keeps what it holds when it is opened again', () => {
    const path = join(folder, 'records.db');
    const first = openForWriting(path);
    writeMeta(first, 'purpose', 'real');
    first.close();
    const second = openForWriting(path);
    expect(second.sql.prepare("SELECT value FROM meta WHERE name = 'purpose'").pluck().get()).toBe('real');
    second.close();
  });

  test('has each committed transaction on the disk', () => {
    const db = openForWriting(join(folder, 'records.db'));
    expect(db.sql.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.sql.pragma('synchronous', { simple: true })).toBe(2);
    db.close();
  });

  test('waits for the disk again after work that need not, even where that fails', () => {
    const db = openForWriting(join(folder, 'records.db'));
    const synchronous = () => db.sql.pragma('synchronous', { simple: true });
    expect(withoutSync(db, synchronous)).toBe(1);
    const fail = () => {
      throw new Error('no such disk');
    };
    expect(() => withoutSync(db, fail)).toThrow('no such disk');
    expect(synchronous()).toBe(2);
    db.close();
  });

  test('is tried in a copy that holds what is committed, waits for nobody, and leaves nothing', () => {
    const path = join(folder, 'records.db');
    const db = openForWriting(path);
    writeMeta(db, 'purpose', 'real');
    const files = readdirSync(folder);
    const purposeIn = (handle: typeof db) =>
      handle.sql.prepare("SELECT value FROM meta WHERE name = 'purpose'").pluck().get();
    const others = db.sql.transaction(() => {
      writeMeta(db, 'purpose', 'demonstration');
      const trial = openForTrial(path);
      expect([trial.path, purposeIn(trial)]).toEqual([path, 'real']);
      trial.sql.transaction(() => writeMeta(trial, 'purpose', 'tried')).immediate();
      const undone = trial.sql.transaction(() => {
        writeMeta(trial, 'purpose', 'undone');
        throw new Error('undone');
      });
      expect(undone).toThrow('undone');
      expect(purposeIn(trial)).toBe('tried');
      expect(readdirSync(folder)).toEqual(files);
      trial.close();
    });
    others.immediate();
    expect(purposeIn(db)).toBe('demonstration');
    db.close();
  });

  test('is not made by a trial where there is none', () => {
    const path = join(folder, 'records.db');
    openForTrial(path).close();
    expect(existsSync(path)).toBe(false);
  });

  test('is not made by a reader, who is told what makes it', () => {
    const path = join(folder, 'records.db');
    expect(() => openForReading(path)).toThrow(/there is no database at .*npm run ingest.*npm start/);
    expect(existsSync(path)).toBe(false);
  });

  test('cannot be written by a reader, by whatever statement', () => {
    const path = join(folder, 'records.db');
    openForWriting(path).close();
    const before = readFileSync(path);
    const reading = openForReading(path);
    const attempts = [
      "INSERT INTO meta VALUES ('purpose', 'x')",
      'DELETE FROM meta',
      'DROP TABLE meta',
      'VACUUM',
      'PRAGMA user_version = 7',
      'CREATE TABLE mine (x)',
    ];
    for (const text of attempts) expect(() => reading.sql.exec(text), text).toThrow(/readonly|read-only/);
    reading.close();
    expect(readFileSync(path)).toEqual(before);
  });

  test('is read while it is written, as it was before the transaction', () => {
    const path = join(folder, 'records.db');
    const writing = openForWriting(path);
    const reading = openForReading(path);
    const purpose = () => reading.sql.prepare("SELECT value FROM meta WHERE name = 'purpose'").pluck().get();
    writing.sql
      .transaction(() => {
        writeMeta(writing, 'purpose', 'real');
        expect(purpose()).toBeUndefined();
      })
      .immediate();
    expect(purpose()).toBe('real');
    reading.close();
    writing.close();
  });
});
