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

/** Steps that stand together run at once: each keeps one core busy at most, and waits for no other. */
const everyStep: readonly (readonly Step[])[] = [
  [
    { title: 'format and lint', command: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'] },
    { title: 'types', command: ['node_modules/typescript/bin/tsc', '--noEmit'] },
    { title: 'types of pages', command: ['node_modules/astro/bin/astro.mjs', 'check'] },
    { title: 'licences', command: ['scripts/licences.ts'] },
    { title: 'advisories', command: ['scripts/advisories.ts', ...(isLong ? ['--strict'] : [])] },
  ],
  [runSuite('units', 'units', 'tests')],
  // A zone far east with its summer in January: whatever leans on the machine's own zone shows here.
  [runSuite('units of time and numbers', 'units', 'tests/db/domain', 'Pacific/Auckland')],
  // A browser is waited for half of the time, and parity is arithmetic.
  [runSuite('end to end', 'e2e', 'tests/e2e'), runSuite('parity', 'parity', 'tests/parity')],
  ...(isLong ? [[runSuite('benchmarks', 'bench', 'tests/bench')]] : []),
];

const steps = chosen.length > 0 ? [[runVitest('chosen tests', 'UTC', chosen)]] : everyStep;

const readResult = (file: string): RunResult | undefined =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RunResult) : undefined;

interface Counts {
  readonly passedCount: number;
  /** one line each */
  readonly failures: readonly string[];
}

interface Ended extends Counts {
  readonly step: Step;
  /** What it said and was not printed yet, and how it ended. */
  readonly print: () => void;
}

/** Turns the end of a test run into counts; a run that broke, or that found no test, is one failure. */
const countRun = (code: number | null, result: RunResult | undefined): Counts => {
  if (!result) return { passedCount: 0, failures: ['the test runner ended without a result'] };
  for (const { name, reason } of result.skipped)
    console.log(`skipped: ${name}: ${reason ?? 'no reason given'}`);
  const { passedCount } = result;
  const failures = result.failed.map(({ name, reason }) => `${name}: ${reason}`);
  if (passedCount + failures.length + result.skipped.length === 0)
    failures.push('the suite has test files, and no test in them');
  if (failures.length === 0 && code !== 0) failures.push(`the test runner ended with exit code ${code}`);
  return { passedCount, failures };
};

/** Runs one step. The first of those that run at once is printed as it speaks; what the others say is held back. */
const runStep = async (step: Step, resultFile: string, isFirst: boolean): Promise<Ended | undefined> => {
  const size = isLong ? 'all' : 'usual';
  const env = { ...process.env, ...step.env, CANDOUR_TEST_SIZE: size, CANDOUR_TEST_RESULT: resultFile };
  const startedAt = performance.now();
  const output = isFirst ? 'inherit' : 'pipe';
  const said: Buffer[] = [];
  const { code, askedBy } = await superviseChild(() => {
    const child = spawn(process.execPath, step.command, {
      cwd: root,
      env,
      stdio: ['ignore', output, output],
    });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => said.push(part));
    return child;
  });
  if (askedBy) return undefined;
  const checked: Counts =
    code === 0 ? { passedCount: 1, failures: [] } : { passedCount: 0, failures: [`exit code ${code}`] };
  const counts = step.isTestRun ? countRun(code, readResult(resultFile)) : checked;
  const seconds = (performance.now() - startedAt) / 1000;
  const verdict = counts.failures.length === 0 ? 'passed' : 'FAILED';
  const isSlow = step.title.startsWith('units') && seconds > unitsLimitSeconds;
  const print = () => {
    if (!isFirst) console.log(`\n── ${step.title}`);
    process.stdout.write(Buffer.concat(said));
    console.log(
      `── ${step.title}: ${verdict} in ${seconds.toFixed(1)} s${isSlow ? `, over the ${unitsLimitSeconds} s that units may take` : ''}`,
    );
  };
  return { step, ...counts, print };
};

const runGate = async (scratch: string): Promise<boolean> => {
  const ended: Ended[] = [];
  for (const [round, group] of steps.entries()) {
    console.log(`\n── ${group[0]?.title}`);
    const runs = group.map((step, i) => {
      if (step.tests && globSync(step.tests, { cwd: root }).length === 0) {
        console.log('no test files');
        return { step, passedCount: 0, failures: [], print: () => {} };
      }
      return runStep(step, join(scratch, `result-${round}-${i}.json`), i === 0);
    });
    for (const one of await Promise.all(runs)) {
      if (one === undefined) {
        console.log('interrupted');
        return false;
      }
      one.print();
      ended.push(one);
    }
  }
  // Named once more at the end, which is what is read of a long record.
  const failures = ended.flatMap(({ step, failures: of }) => of.map((line) => `${step.title}: ${line}`));
  const passedCount = ended.reduce((sum, one) => sum + one.passedCount, 0);
  if (failures.length > 0) console.log(`\nfailed:\n${failures.map((line) => `  ${line}`).join('\n')}`);
  console.log(`\n${passedCount} passed, ${failures.length} failed`);
  return failures.length === 0 && passedCount > 0;
};

const scratch = mkdtempSync(join(tmpdir(), 'candour-test-'));
try {
  process.exitCode = (await runGate(scratch)) ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
