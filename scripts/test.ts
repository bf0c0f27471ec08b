// Owns the one gate: every check that a change has to pass, here and in CI. It stops at none of them, and it passes
// nothing that did not run.
import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { superviseChild } from './supervise.mjs';
import type { RunResult } from './test-result.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const isLong = process.argv.includes('--all');
/** `npm test -- tests/db/domain` runs these tests alone. */
const chosen = process.argv.slice(2).filter((argument) => argument !== '--all');
const unitsLimitSeconds = 60;

interface Step {
  readonly title: string;
  /** A script that Node runs, and its arguments. */
  readonly command: readonly string[];
  readonly isTestRun?: true;
  readonly env?: Readonly<Record<string, string>>;
  /** The test files of a suite. */
  readonly tests?: string;
}

const runVitest = (title: string, zone: string, selection: readonly string[]): Step => ({
  title: `${title} (TZ=${zone})`,
  command: [
    'node_modules/vitest/vitest.mjs',
    'run',
    ...selection,
    '--reporter=default',
    '--reporter=scripts/test-result.ts',
  ],
  env: { TZ: zone },
  isTestRun: true,
});

const runSuite = (title: string, project: string, folder: string, zone = 'UTC'): Step => ({
  ...runVitest(title, zone, [`--project=${project}`, folder]),
  tests: `${folder}/**/*.test.ts`,
});

const everyStep: readonly Step[] = [
  { title: 'format and lint', command: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'] },
  { title: 'types', command: ['node_modules/typescript/bin/tsc', '--noEmit'] },
  { title: 'types of pages', command: ['node_modules/astro/bin/astro.mjs', 'check'] },
  { title: 'licences', command: ['scripts/licences.ts'] },
  runSuite('units', 'units', 'tests'),
  // A zone far east with its summer in January: whatever leans on the machine's own zone shows here.
  runSuite('units of time and numbers', 'units', 'tests/db/domain', 'Pacific/Auckland'),
  runSuite('end to end', 'e2e', 'tests/e2e'),
  runSuite('parity', 'parity', 'tests/parity'),
  ...(isLong ? [runSuite('benchmarks', 'bench', 'tests/bench')] : []),
];

const steps = chosen.length > 0 ? [runVitest('chosen tests', 'UTC', chosen)] : everyStep;

const readResult = (file: string): RunResult | undefined =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RunResult) : undefined;

/** Turns the end of a test run into counts; a run that broke, or that found no test, is one failure. */
const countRun = (code: number | null, result: RunResult | undefined) => {
  if (!result) {
    console.log('the test runner ended without a result');
    return { passedCount: 0, failedCount: 1 };
  }
  for (const { name, reason } of result.skipped)
    console.log(`skipped: ${name}: ${reason ?? 'no reason given'}`);
  const { passedCount, failedCount } = result;
  if (failedCount === 0 && code !== 0) console.log(`the test runner ended with exit code ${code}`);
  const isEmpty = passedCount + failedCount + result.skipped.length === 0;
  if (isEmpty) console.log('the suite has test files, and no test in them');
  return { passedCount, failedCount: failedCount || (code !== 0 || isEmpty ? 1 : 0) };
};

const runStep = async (step: Step, resultFile: string) => {
  const size = isLong ? 'all' : 'usual';
  const env = { ...process.env, ...step.env, CANDOUR_TEST_SIZE: size, CANDOUR_TEST_RESULT: resultFile };
  rmSync(resultFile, { force: true });
  const spawnStep = () =>
    spawn(process.execPath, step.command, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  const { code, askedBy } = await superviseChild(spawnStep);
  if (askedBy) return undefined;
  if (step.isTestRun) return countRun(code, readResult(resultFile));
  return { passedCount: code === 0 ? 1 : 0, failedCount: code === 0 ? 0 : 1 };
};

const runGate = async (scratch: string): Promise<boolean> => {
  let passedCount = 0;
  const failures: string[] = [];
  let failedCount = 0;
  for (const step of steps) {
    console.log(`\n── ${step.title}`);
    if (step.tests && globSync(step.tests, { cwd: root }).length === 0) {
      console.log('no test files');
      continue;
    }
    const startedAt = performance.now();
    const counts = await runStep(step, join(scratch, 'result.json'));
    if (!counts) {
      console.log('interrupted');
      return false;
    }
    const seconds = (performance.now() - startedAt) / 1000;
    const verdict = counts.failedCount === 0 ? 'passed' : 'FAILED';
    const isSlow = step.title.startsWith('units') && seconds > unitsLimitSeconds;
    console.log(
      `── ${step.title}: ${verdict} in ${seconds.toFixed(1)} s${isSlow ? `, over the ${unitsLimitSeconds} s that units may take` : ''}`,
    );
    passedCount += counts.passedCount;
    failedCount += counts.failedCount;
    if (counts.failedCount > 0) failures.push(step.title);
  }
  if (failures.length > 0) console.log(`\nfailed: ${failures.join(', ')}`);
  console.log(`\n${passedCount} passed, ${failedCount} failed`);
  return failedCount === 0 && passedCount > 0;
};

const scratch = mkdtempSync(join(tmpdir(), 'candour-test-'));
try {
  process.exitCode = (await runGate(scratch)) ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
