// Owns what one test run tells the gate: how many tests passed, failed and were skipped, and why those were skipped.
import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

export interface RunResult {
  readonly passedCount: number;
  /** Failed tests, and files and runs that broke outside any test. */
  readonly failedCount: number;
  readonly skipped: readonly { readonly name: string; readonly reason: string | null }[];
}

/** Counts a finished run. A file that broke before or after its tests, and an error that no test caught, count as failed. */
export const countResults = (
  modules: readonly TestModule[],
  unhandledErrors: readonly SerializedError[],
): RunResult => {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const states = tests.map((test) => test.result());
  const broken = modules.filter(
    (module) =>
      module.state() === 'failed' &&
      ![...module.children.allTests()].some((test) => test.result().state === 'failed'),
  );
  return {
    passedCount: states.filter(({ state }) => state === 'passed').length,
    failedCount:
      states.filter(({ state }) => state === 'failed' || state === 'pending').length +
      broken.length +
      unhandledErrors.length,
    skipped: tests.flatMap((test) => {
      const result = test.result();
      return result.state === 'skipped' ? [{ name: test.fullName, reason: result.note ?? null }] : [];
    }),
  };
};

/** Writes the counts to the file that the gate named. */
export default class ResultFile implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]) {
    const file = process.env.CANDOUR_TEST_RESULT;
    if (file) writeFileSync(file, JSON.stringify(countResults(modules, unhandledErrors)));
  }
}
