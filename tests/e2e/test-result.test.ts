// Runs the test runner itself, on small suites in a folder of their own, with this project's console guard.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunResult } from '../../scripts/test-result.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'suite-'));
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const runSuite = async (tests: string): Promise<RunResult> => {
  const setupFiles = [join(project, 'tests/support/console-guard.ts')];
  const config = { test: { include: ['*.test.ts'], setupFiles } };
  writeFileSync(join(folder, 'vitest.config.mjs'), `export default ${JSON.stringify(config)};`);
  writeFileSync(join(folder, 'one.test.ts'), `import { expect, test, vi } from 'vitest';\n${tests}\n`);
  const result = join(folder, 'result.json');
  const runner = join(project, 'node_modules/vitest/vitest.mjs');
  const reporter = join(project, 'scripts/test-result.ts');
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST'));
  const env = { ...Object.fromEntries(kept), CANDOUR_TEST_RESULT: result };
  await new Promise((resolve) => {
    execFile(process.execPath, [runner, 'run', `--reporter=${reporter}`], { cwd: folder, env }, resolve);
  });
  return JSON.parse(readFileSync(result, 'utf8'));
};

test('a run is counted: passed, failed with file and error, and skipped with the reason', async () => {
  const result = await runSuite(`
    test('holds', () => expect(1).toBe(1));
    test('breaks', () => expect(1).toBe(2));
    test('waits', ({ skip }) => skip('the records are not here'));
  `);
  expect(result).toEqual({
    passedCount: 1,
    failed: [{ name: 'one.test.ts > breaks', reason: 'expected 1 to be 2 // Object.is equality' }],
    skipped: [{ name: 'waits', reason: 'the records are not here' }],
  });
});

test('a file that breaks before its tests is a failure', async () => {
  const result = await runSuite("throw new Error('broken before any test');");
  expect(result).toMatchObject({
    passedCount: 0,
    failed: [{ name: 'one.test.ts', reason: 'broken before any test' }],
  });
});

test('an error that no test caught is a failure', async () => {
  const result = await runSuite(
    "test('leaves', async () => { Promise.reject(new Error('lost')); await new Promise(setImmediate); });",
  );
  expect(result.failed).toEqual([{ name: 'outside any test', reason: 'lost' }]);
});

test('a printed error or warning fails its test, unless the test expects it', async () => {
  const result = await runSuite(`
    test('complains', () => console.error('unexpected %s', 'trouble'));
    test('warns', () => console.warn('unexpected'));
    test('expects', () => {
      const seen = vi.spyOn(console, 'error').mockImplementation(() => {});
      console.error('expected');
      expect(seen).toHaveBeenCalledOnce();
    });
    test('speaks', () => console.log('as it may'));
  `);
  expect(result.passedCount).toBe(2);
  expect(result.failed.map(({ name }) => name)).toEqual(['one.test.ts > complains', 'one.test.ts > warns']);
});
