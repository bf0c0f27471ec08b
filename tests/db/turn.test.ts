import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeTurn } from '../../db/turn.ts';

let folder = '';
let database = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candour-turn-'));
  database = join(folder, 'records.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a turn is had by one at a time, for each work and each database', () => {
  const first = takeTurn(database, 'serving');
  expect(first).not.toBeNull();
  expect(takeTurn(database, 'serving')).toBeNull();
  const others = [takeTurn(database, 'publishing'), takeTurn(join(folder, 'other.db'), 'serving')];
  expect(others).not.toContain(null);
  first?.release();
  const again = takeTurn(database, 'serving');
  expect(again).not.toBeNull();
  for (const turn of [again, ...others]) turn?.release();
});

test('a process that is killed has no turn any more', async () => {
  const module = new URL('../../db/turn.ts', import.meta.url).href;
  const program = `
    const { takeTurn } = await import(${JSON.stringify(module)});
    const turn = takeTurn(${JSON.stringify(database)}, 'serving');
    process.stdout.write(turn === null ? 'none' : 'taken');
    setInterval(() => turn, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  expect(said.toString()).toBe('taken');
  expect(takeTurn(database, 'serving')).toBeNull();
  child.kill('SIGKILL');
  await once(child, 'exit');
  const turn = takeTurn(database, 'serving');
  expect(turn).not.toBeNull();
  turn?.release();
});
