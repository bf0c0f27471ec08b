import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { advanceVersion, readMeta, readMetaNumber, writeMeta } from '../../db/meta.ts';
import { openForWriting, type WriteHandle } from '../../db/open.ts';

let db: WriteHandle;
beforeEach(() => {
  db = openForWriting(':memory:');
});
afterEach(() => db.close());

describe('a fact about the database', () => {
  test('is null until it is written, and then the last that was written', () => {
    expect(readMeta(db, 'purpose')).toBeNull();
    expect(readMetaNumber(db, 'due_horizon')).toBeNull();
    writeMeta(db, 'purpose', 'demonstration');
    writeMeta(db, 'purpose', 'real');
    writeMeta(db, 'due_horizon', 1_700_000_000);
    expect(readMeta(db, 'purpose')).toBe('real');
    expect(readMetaNumber(db, 'due_horizon')).toBe(1_700_000_000);
  });

  test('is gone with the transaction that was undone', () => {
    const failing = db.sql.transaction(() => {
      writeMeta(db, 'purpose', 'real');
      throw new Error('undo');
    });
    expect(() => failing()).toThrow('undo');
    expect(readMeta(db, 'purpose')).toBeNull();
  });
});

describe('the version of the data', () => {
  test('grows by one with each change and says when it was made', () => {
    advanceVersion(db, 1000);
    expect([readMetaNumber(db, 'data_version'), readMetaNumber(db, 'data_as_of')]).toEqual([1, 1000]);
    advanceVersion(db, 2000);
    expect([readMetaNumber(db, 'data_version'), readMetaNumber(db, 'data_as_of')]).toEqual([2, 2000]);
  });
});
