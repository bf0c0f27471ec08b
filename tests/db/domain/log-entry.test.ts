import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromUtf8 } from '../../../db/domain/bytes.ts';
import { canonicalJson, type JsonValue } from '../../../db/domain/canonical-json.ts';
import {
  ENTRY_KINDS,
  fileListOf,
  formatFileList,
  type LogEntry,
  type LoggedFile,
  makeLogEntry,
  readFileList,
  readLogEntry,
} from '../../../db/domain/log-entry.ts';
import { flipBit, utf8 } from '../../support/log-vectors.ts';

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const file = (path: string): LoggedFile => ({ path, sha256: sha256(path), bytes: path.length });
const LIST = 'log/lists/2026-01-31.file-list.json';
const make = async (one: LogEntry, listPath: string, inlineBytesMax?: number) =>
  makeLogEntry(one, listPath, (bytes) => createHash('sha256').update(bytes).digest(), inlineBytesMax);

const entry: LogEntry = {
  kind: 'daily',
  reportDate: '2026-01-31',
  files: [file('api/v1/days/2026-01-31.json'), file('data/days.csv')],
  supersedes: null,
  reason: null,
  codeCommit: 'a'.repeat(40),
};
/** As it is spelled, for wrong ones. */
const spelled: Record<string, JsonValue> = {
  schema: 'candour/log-entry@1',
  report_date: '2026-01-31',
  kind: 'daily',
  files: entry.files.map(({ path, sha256: hash, bytes }) => ({ path, sha256: hash, bytes })),
  supersedes: null,
  reason: null,
  code_commit: 'a'.repeat(40),
};

describe('an entry of the log', () => {
  test('is canonical JSON, its files sorted, to the byte', async () => {
    const { bytes, fileList } = await make({ ...entry, files: entry.files.toReversed() }, LIST);
    expect(fileList).toBeNull();
    expect(fromUtf8(bytes)).toBe(
      `{"code_commit":"${'a'.repeat(40)}","files":[` +
        `{"bytes":27,"path":"api/v1/days/2026-01-31.json","sha256":"${sha256('api/v1/days/2026-01-31.json')}"},` +
        `{"bytes":13,"path":"data/days.csv","sha256":"${sha256('data/days.csv')}"}],` +
        '"kind":"daily","reason":null,"report_date":"2026-01-31","schema":"candour/log-entry@1","supersedes":null}',
    );
    expect(readLogEntry(bytes)).toEqual({ ok: true, entry });
  });

  test('is read back whatever its kind, reason and files', async () => {
    const anyPath = fc
      .array(fc.stringMatching(/^[A-Za-z0-9_=-][A-Za-z0-9._=-]{0,12}$/), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join('/'));
    const anyEntry = fc.record({
      kind: fc.constantFrom(...ENTRY_KINDS),
      reportDate: fc.constantFrom('2024-02-29', '2026-12-31'),
      files: fc.uniqueArray(anyPath, { maxLength: 12 }).map((paths) => paths.map(file)),
      supersedes: fc.option(fc.maxSafeNat()),
      reason: fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }).filter((text) => text.trim() !== ''),
      codeCommit: fc.option(fc.constantFrom('0'.repeat(40), 'f'.repeat(64))),
    });
    await fc.assert(
      fc.asyncProperty(anyEntry, async (one) => {
        const { bytes } = await make(one, LIST);
        const files = one.files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
        expect(readLogEntry(bytes)).toEqual({ ok: true, entry: { ...one, files } });
      }),
    );
  });

  test.each<[string, Record<string, JsonValue>, string]>([
    ['another schema', { schema: 'candour/log-entry@2' }, 'has the schema'],
    ['no such kind', { kind: 'weekly' }, 'has the kind "weekly"; expected one of daily, revision'],
    ['no such day', { report_date: '2026-02-30' }, 'has the date "2026-02-30"'],
    ['a time for a day', { report_date: '2026-02-03T00:00:00Z' }, 'has the date'],
    ['a member more', { note: 'x' }, 'is not canonical JSON with the members of an entry'],
    ['no list', { files: {} }, 'has no list of files'],
    ['a text for a file', { files: ['a'] }, 'names the file "a"'],
    ['a file with more to it', { files: [{ ...file('a'), mode: 1 }] }, 'names the file'],
    ['a hash in upper case', { files: [{ ...file('a'), sha256: 'A'.repeat(64) }] }, 'gives a the sha256'],
    ['a short hash', { files: [{ ...file('a'), sha256: 'aa' }] }, 'expected 64 hexadecimal digits'],
    ['negative bytes', { files: [{ ...file('a'), bytes: -1 }] }, 'gives a -1 bytes'],
    ['half a byte', { files: [{ ...file('a'), bytes: 0.5 }] }, 'gives a 0.5 bytes'],
    ['files out of order', { files: ['b', 'a'].map(file).map((one) => ({ ...one })) }, 'has a after b'],
    ['a file twice', { files: ['a', 'a'].map(file).map((one) => ({ ...one })) }, 'has a after a'],
    ['a revision without a reason', { kind: 'revision' }, 'is a revision with 2 files and no reason'],
    ['a correction without a reason', { kind: 'correction' }, 'is a correction with 2 files and no reason'],
    ['nothing to say', { files: [] }, 'is a daily with 0 files and no reason'],
    ['an empty reason', { reason: ' ' }, 'has the reason " "'],
    ['a reason without an end', { reason: 'a'.repeat(2001) }, 'expected null or 1 to 2000 characters'],
    ['a branch for a commit', { code_commit: 'main' }, 'has the code_commit "main"'],
    ['what it replaces as text', { supersedes: '1' }, 'has supersedes "1"'],
    ['what it replaces below zero', { supersedes: -1 }, 'has supersedes -1'],
  ])('with %s is refused', (_, wrong, why) => {
    const read = readLogEntry(canonicalJson({ ...spelled, ...wrong }));
    expect(read.ok || read.reason).toContain(why);
  });

  test('with a member left out, or in another spelling, is refused', () => {
    expect(readLogEntry(canonicalJson(spelled)).ok).toBe(true);
    for (const name of Object.keys(spelled)) {
      const { [name]: _, ...rest } = spelled;
      expect(readLogEntry(canonicalJson(rest)).ok, name).toBe(false);
    }
    expect(readLogEntry(utf8(JSON.stringify(spelled))).ok).toBe(false);
    expect(readLogEntry(utf8(`${fromUtf8(canonicalJson(spelled))}\n`)).ok).toBe(false);
    for (const text of ['null', '[]', '"a"', '1', '']) expect(readLogEntry(utf8(text)).ok).toBe(false);
  });

  test.each([
    '',
    '/a',
    'a/',
    'a//b',
    '.',
    '..',
    '../a',
    'a/../b',
    'a/./b',
    'a\\b',
    'a b',
    'a?b',
    'a#b',
    'a%2Fb',
    'ä',
    'a\nb',
    'https://a.example/b',
    'a'.repeat(1001),
  ])('names no file at the path %j', async (path) => {
    const wrong = { ...entry, files: [{ ...file('a'), path }] };
    await expect(make(wrong, LIST)).rejects.toThrow(RangeError);
  });

  test('replaces only an earlier one', async () => {
    const { bytes } = await make({ ...entry, kind: 'revision', reason: 'late records', supersedes: 7 }, LIST);
    expect(readLogEntry(bytes).ok).toBe(true);
    expect(readLogEntry(bytes, 8).ok).toBe(true);
    const itself = readLogEntry(bytes, 7);
    expect(itself.ok || itself.reason).toBe(
      'the entry has supersedes 7; expected null or the index of an earlier entry',
    );
  });

  test('is never another valid one with a bit of its hashes, days or counts changed unseen', async () => {
    const { bytes } = await make(entry, LIST);
    for (let byte = 0; byte < bytes.length; byte++) {
      const changed = readLogEntry(flipBit(bytes, byte));
      if (changed.ok) expect(changed.entry).not.toEqual(entry);
    }
  });
});

describe('an entry of many files', () => {
  const many = Array.from({ length: 2000 }, (_, at) => file(`data/${String(at).padStart(5, '0')}.json`));

  test('names one list, and the list all files', async () => {
    const { bytes, fileList } = await make({ ...entry, files: many.toReversed() }, LIST);
    expect(bytes.length).toBeLessThan(1000);
    if (fileList === null) throw new Error('no list');
    expect(fileList.path).toBe(LIST);
    const read = readLogEntry(bytes);
    if (!read.ok) throw new Error(read.reason);
    expect(fileListOf(read.entry)).toEqual({
      path: LIST,
      sha256: sha256(fileList.bytes),
      bytes: fileList.bytes.length,
    });
    expect(readFileList(fileList.bytes)).toEqual({ ok: true, files: many });
  });

  test('is written out as long as it has 65,535 bytes at most', async () => {
    const perFile = canonicalJson({ ...file('data/00000.json') }).length + 1;
    const empty = canonicalJson({ ...spelled, files: [] }).length;
    const fitting = Math.floor((65_535 - empty + 1) / perFile);
    const last = await make({ ...entry, files: many.slice(0, fitting) }, LIST);
    expect(last.fileList).toBeNull();
    expect(last.bytes.length).toBe(empty + fitting * perFile - 1);
    expect((await make({ ...entry, files: many.slice(0, fitting + 1) }, LIST)).fileList).not.toBeNull();
    const read = readLogEntry(last.bytes);
    expect(read.ok && fileListOf(read.entry)).toBeNull();
  });

  test('has a list also where it is asked to be shorter', async () => {
    const { bytes, fileList } = await make(entry, LIST, 0);
    const read = readLogEntry(bytes);
    expect(read.ok && fileListOf(read.entry)?.path).toBe(LIST);
    expect(readFileList(fileList?.bytes ?? utf8(''))).toEqual({ ok: true, files: entry.files });
  });

  test('has one reading: no list beside files, within a list, or at another path', async () => {
    const beside = readLogEntry(canonicalJson({ ...spelled, files: [{ ...file('a') }, { ...file(LIST) }] }));
    expect(beside.ok || beside.reason).toContain('names a file list and other files');
    const within = readFileList(formatFileList([file('a'), file(LIST)]));
    expect(within.ok || within.reason).toBe(`the file list names another file list, ${LIST}`);
    await expect(make({ ...entry, files: many }, 'log/list.json')).rejects.toThrow('.file-list.json');
    await expect(make({ ...entry, files: [file(LIST)] }, LIST)).rejects.toThrow('only a file list may have');
    await expect(make({ ...entry, files: [...many, file(LIST)] }, LIST)).rejects.toThrow(RangeError);
  });

  test('and its list is refused in another spelling', () => {
    const list = fromUtf8(formatFileList([file('a'), file('b')])) ?? '';
    expect(readFileList(utf8(list)).ok).toBe(true);
    for (const wrong of [
      `${list}\n`,
      list.replace('@1', '@2'),
      list.replace('"files"', '"file"'),
      list.replace('"path":"a"', '"path":"c"'),
      list.replace('"path":"a"', '"path":"../a"'),
      list.replace('"bytes":1', '"bytes":1.0'),
      list.replace('"bytes":1', '"bytes":-0'),
      list.replace('"path":"a"', '"path":"\\u0061"'),
      list.replace(',"schema"', ', "schema"'),
      '{}',
    ]) {
      expect(readFileList(utf8(wrong)).ok, wrong).toBe(false);
    }
  });

  test('is never longer than it may be: a longer one is not read', () => {
    const long = canonicalJson({ ...spelled, files: many.map((one) => ({ ...one })) });
    const read = readLogEntry(long);
    expect(read.ok || read.reason).toBe(`the entry has ${long.length} bytes; expected 65535 at most`);
  });
});
