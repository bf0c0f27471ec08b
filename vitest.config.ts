// Owns how tests run: which files make up each suite, under which limits, and what ends a test besides its assertions.
import { join } from 'node:path';
import process from 'node:process';
import { defineConfig } from 'vitest/config';

// As for every command: tests that start one, or a thread, wait half as long where Node finds what it compiled before.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules', '.cache', 'node');

const setupFiles = ['tests/support/console-guard.ts'];
const slowSuites = ['e2e', 'parity', 'bench'];

export default defineConfig({
  test: {
    // Two cores are what the smallest machine has; a browser and a server take their share of them.
    maxWorkers: 2,
    pool: 'forks',
    projects: [
      {
        test: {
          name: 'units',
          include: ['tests/**/*.test.ts'],
          exclude: slowSuites.map((suite) => `tests/${suite}/**`),
          setupFiles,
          // A process of its own for each file would load the same modules 150 times, a third of all that they cost.
          isolate: false,
          testTimeout: 60_000,
        },
      },
      ...slowSuites.map((suite) => ({
        test: {
          name: suite,
          include: [`tests/${suite}/**/*.test.ts`],
          setupFiles,
          ...(suite === 'e2e' ? { globalSetup: ['tests/support/fixture-folder.ts'] } : {}),
          fileParallelism: false,
          // The adversary of tests/parity/attack writes two million unknown numbers down.
          ...(suite === 'parity' ? { execArgv: ['--max-old-space-size=8192'] } : {}),
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      })),
    ],
  },
});
