// Owns what one test run tells the gate: how many tests passed, which failed and how, which were skipped and why.
import { writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';

export interface RunResult {
  readonly passedCount: number;
  /** Failed tests, and files and runs that broke outside any test; of each the first line of its first error. */
  readonly failed: readonly { readonly name: string; readonly reason: string }[];
  readonly skipped: readonly { readonly name: string; readonly reason: string | null }[];
}

/** Counts a finished run. A file that broke before or after its tests, and an error that no test caught, count as failed. */
export const countResults = (
  modules: readonly TestModule[],
  unhandledErrors: readonly SerializedError[],
): RunResult => {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const failed = tests.flatMap((test) => {
    const { state, errors } = test.result();
    if (state === 'pending') return [{ name: nameOf(test), reason: 'it never ended' }];
    return state === 'failed' ? [{ name: nameOf(test), reason: firstLine(errors) }] : [];
  });
  const broken = modules.filter(
    (module) =>
      module.state() === 'failed' &&
      ![...module.children.allTests()].some((test) => test.result().state === 'failed'),
  );
  return {
    passedCount: tests.filter((test) => test.result().state === 'passed').length,
    failed: [
      ...failed,
      ...broken.map((module) => ({ name: module.relativeModuleId, reason: firstLine(module.errors()) })),
      ...unhandledErrors.map((error) => ({ name: 'outside any test', reason: firstLine([error]) })),
    ],
    skipped: tests.flatMap((test) => {
      const result = test.result();
      return result.state === 'skipped' ? [{ name: test.fullName, reason: result.note ?? null }] : [];
    }),
  };
};

/** With its file, so that it can be run alone. */
function nameOf(test: TestCase): string {
  return `${test.module.relativeModuleId} > ${test.fullName}`;
}

function firstLine(errors: readonly { readonly message: string }[] = []): string {
  return stripVTControlCharacters(errors[0]?.message ?? 'no error was given').split('\n')[0]!;
}

/** Writes the counts to the file that the gate named. */
export default class ResultFile implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]) {
    const file = process.env.CANDOUR_TEST_RESULT;
    if (file) writeFileSync(file, JSON.stringify(countResults(modules, unhandledErrors)));
  }
}
