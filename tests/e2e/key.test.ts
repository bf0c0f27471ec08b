import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { claimPurpose } from '../../db/ingest/load.ts';
import { verifyKey } from '../../db/keys.ts';
import { openForWriting } from '../../db/open.ts';

const script = fileURLToPath(new URL('../../scripts/key.ts', import.meta.url));
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candour-test-'));
  path = join(folder, 'records.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

function run(...args: string[]) {
  const env = { ...process.env, CANDOUR_DB: path, CANDOUR_NOW: '1999-03-15T12:00:00+02:00' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr, lastLine: stdout.trimEnd().split('\n').at(-1) ?? '' };
}
function verified(key: string) {
  const db = openForWriting(path);
  try {
    return verifyKey(db, key, 1000);
  } finally {
    db.close();
  }
}

describe('key add', () => {
  test('hands over a key that works, alone on standard output, and makes the database one for real records', () => {
    const { status, stdout, lastLine } = run('add', 'telephony');
    expect([status, stdout]).toEqual([0, `${lastLine}\n`]);
    expect(verified(lastLine)).toMatchObject({ name: 'telephony', scopes: 'all' });
    const db = openForWriting(path);
    expect(claimPurpose(db, 'demonstration')).toBe(false);
    db.close();
  });

  test('takes a scope, and refuses a kind that does not exist', () => {
    expect(verified(run('add', 'a', '--scope', 'contacts,queue').lastLine)?.scopes).toEqual([
      'contacts',
      'queue',
    ]);
    const wrong = run('add', 'b', '--scope', 'contact');
    expect([wrong.status, wrong.stdout]).toEqual([2, '']);
    expect(wrong.stderr).toContain('(did you mean contacts?)');
  });

  test('refuses a name in use with exit code 1', () => {
    run('add', 'a');
    const again = run('add', 'a');
    expect([again.status, again.stdout]).toEqual([1, '']);
    expect(again.stderr).toContain('rotate or revoke it');
  });

  test('says that a demonstration takes no records', () => {
    const db = openForWriting(path);
    claimPurpose(db, 'demonstration');
    db.close();
    const { status, stderr } = run('add', 'a');
    expect(status).toBe(0);
    expect(stderr).toContain('--replace-demonstration');
  });
});

test('key rotate replaces a key, key revoke ends it, key list tells of both and never of the key', () => {
  const first = run('add', 'a').lastLine;
  const second = run('rotate', 'a').lastLine;
  expect([verified(first), verified(second)?.name]).toEqual([null, 'a']);
  expect(run('revoke', 'a').status).toBe(0);
  expect(verified(second)).toBeNull();
  const { stdout } = run('list');
  expect(stdout.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^2\ta\tall\tfor a\tended 1999-03-15T10:00:\d\dZ\tmade /),
    expect.stringMatching(/^1\ta\tall\tfor a\tended /),
  ]);
  expect(stdout).not.toContain('cdr_');
  expect(run('revoke', 'a').status).toBe(1);
});

test('key rotate --overlap leaves the old key open until then, and key list says when it ends and for whom it speaks', () => {
  const first = run('add', 'a', '--scope', 'surveys', '--source', 'phones, chat').lastLine;
  const { status, stderr, lastLine } = run('rotate', 'a', '--overlap', '24h');
  expect([status, stderr]).toEqual([0, expect.stringMatching(/the old one ends 1999-03-16T10:00:\d\dZ/)]);
  for (const key of [first, lastLine])
    expect(verified(key)).toMatchObject({ scopes: ['surveys'], sources: ['phones', 'chat'] });
  const states = run('list').stdout.trimEnd().split('\n');
  expect(states).toEqual([
    expect.stringMatching(/^2\ta\tsurveys\tfor phones,chat\tin use\t/),
    expect.stringMatching(/^1\ta\tsurveys\tfor phones,chat\tends 1999-03-16T10:00:\d\dZ\t/),
  ]);
  expect(run('rotate', 'a', '--overlap', '31d').status).toBe(2);
  expect(run('rotate', 'a', '--overlap', 'a while').stderr).toContain('--overlap: found "a while"');
});

test.each([[[]], [['add']], [['make', 'a']], [['add', 'a', '--colour']]])(
  'wrong usage %j exits 2',
  (args) => {
    const { status, stdout, stderr } = run(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('npm run key --');
  },
);
