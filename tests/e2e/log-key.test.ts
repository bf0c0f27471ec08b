import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseVerifierKey } from '../../db/domain/signed-note.ts';
import { logKeyPath } from '../../db/log-key.ts';

const script = fileURLToPath(new URL('../../scripts/log-key.ts', import.meta.url));
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candour-test-'));
  path = join(folder, 'var', 'records.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

let said = '';
function run(...args: string[]) {
  const env = { ...process.env, CANDOUR_DB: path, CANDOUR_NOW: '2026-03-15T12:00:00Z' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    env,
    encoding: 'utf8',
  });
  said += stdout + stderr;
  return { status, stdout, stderr, lines: stdout.split('\n').slice(0, -1) };
}

test('a key is made, shown, rotated, retired, lost and made anew; standard output has public keys alone, and no line a private one', async () => {
  said = '';
  const seeds = new Set<string>();
  const noteSeeds = () => {
    for (const [seed] of readFileSync(logKeyPath(path), 'utf8').matchAll(/[0-9a-f]{64}/g)) seeds.add(seed);
  };
  expect(run('verifier')).toMatchObject({ status: 0, stdout: '' });
  const made = run('make', 'example.org/log');
  expect([made.status, made.lines.length]).toEqual([0, 1]);
  const old = made.lines[0] ?? '';
  expect((await parseVerifierKey(old)).ok).toBe(true);
  expect(made.stderr).toContain('in no backup of the database');
  noteSeeds();

  const fresh = run('rotate').lines[0] ?? '';
  noteSeeds();
  expect(run('verifier').lines).toEqual([fresh, old]);
  const retired = run('retire', old.split('+')[1] ?? '');
  expect([retired.status, retired.stdout]).toEqual([0, '']);
  expect(run('verifier').lines).toEqual([fresh]);
  expect(run('verifier', '--all').lines).toEqual([fresh, old]);
  expect(run('show').lines).toEqual([
    expect.stringMatching(/^[0-9a-f]{8}\tin use\tmade 2026-03-15T12:00:\d\dZ\texample\.org\/log\+/),
    expect.stringMatching(/^[0-9a-f]{8}\tretired 2026-03-15T12:00:\d\dZ\tmade .*\texample\.org\/log\+/),
  ]);

  rmSync(logKeyPath(path));
  const missing = run('show');
  expect([missing.status, missing.stdout]).toEqual([1, '']);
  expect(missing.stderr).toContain('"npm run log-key -- make example.org/log --after-loss"');
  const after = run('make', 'example.org/log', '--after-loss');
  expect([after.status, after.lines.length]).toEqual([0, 1]);
  expect(after.stderr).toContain('nothing that readers have vouches for the new key');
  noteSeeds();
  expect(seeds.size).toBe(3);
  expect([...seeds].filter((seed) => said.includes(seed))).toEqual([]);
});

test('what is not possible exits 1 with one sentence and no stack', () => {
  for (const args of [
    ['rotate'],
    ['retire', '00000000'],
    ['make', 'https://example.org'],
    ['make', 'a', '--after-loss'],
  ]) {
    const { status, stdout, stderr } = run(...args);
    expect([args, status, stdout]).toEqual([args, 1, '']);
    expect(stderr).not.toMatch(/\n\s+at /);
  }
});

test.each([[[]], [['make']], [['retire']], [['add']], [['show', '--colour']]])(
  'wrong usage %j exits 2',
  (args) => {
    const { status, stdout, stderr } = run(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('npm run log-key --');
  },
);
