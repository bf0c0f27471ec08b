import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readMetaNumber, writeMeta } from '../../db/meta.ts';
import { atOneMoment } from '../../db/moment.ts';
import { openForReading, openForWriting, type ReadHandle, type WriteHandle } from '../../db/open.ts';

let folder: string;
let writer: WriteHandle;
let reader: ReadHandle;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candour-moment-'));
  const path = join(folder, 'records.db');
  writer = openForWriting(path);
  writeMeta(writer, 'data_version', 1);
  reader = openForReading(path);
});
afterEach(() => {
  reader.close();
  writer.close();
  rmSync(folder, { recursive: true });
});

const version = () => readMetaNumber(reader, 'data_version');
/** Past everything that is kept. */
const versionOnDisk = () =>
  reader.sql.prepare("SELECT value FROM meta WHERE name = 'data_version'").pluck().get();

describe('reading at one moment', () => {
  test('does not see what another connection commits meanwhile, and sees it afterwards', () => {
    atOneMoment(reader, () => {
      expect(version()).toBe(1);
      writeMeta(writer, 'data_version', 2);
      expect([version(), versionOnDisk()]).toEqual([1, '1']);
    });
    expect([version(), versionOnDisk()]).toEqual([2, '2']);
  });

  test('is the moment of the outer reading where one is within another', () => {
    atOneMoment(reader, () => {
      expect(version()).toBe(1);
      writeMeta(writer, 'data_version', 2);
      expect(atOneMoment(reader, version)).toBe(1);
      expect(version()).toBe(1);
    });
  });

  test('ends with a failure, which is told', () => {
    expect(() =>
      atOneMoment(reader, () => {
        version();
        throw new Error('damaged block');
      }),
    ).toThrow('damaged block');
    writeMeta(writer, 'data_version', 2);
    expect([version(), reader.sql.inTransaction]).toEqual([2, false]);
  });

  test("keeps nothing within a caller's own transaction, which may write", () => {
    writer.sql.transaction(() =>
      atOneMoment(writer, () => {
        expect(readMetaNumber(writer, 'data_version')).toBe(1);
        writeMeta(writer, 'data_version', 2);
        expect(readMetaNumber(writer, 'data_version')).toBe(2);
      }),
    )();
  });
});
