import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder } from '../../db/make-folder.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candour-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a folder is made with those above it, and one that is there is left as it is', () => {
  const path = join(folder, 'a', 'b', 'c');
  makeFolder(path);
  writeFileSync(join(path, 'kept'), '');
  makeFolder(path);
  expect(existsSync(join(path, 'kept'))).toBe(true);
});

test('below a file there is no folder, and the system says so', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => makeFolder(join(folder, 'file', 'a'))).toThrow(/ENOTDIR|EEXIST/);
});

test('where the system makes none, as below /proc, that is said at once and in words', ({ skip }) => {
  if (!existsSync('/proc/self')) skip('this system has no /proc');
  expect(() => makeFolder('/proc/nope/deep')).toThrow(
    'there can be no folder /proc/nope: the system makes none in /proc; name another place',
  );
});
