// Owns the folder that all test files of one run share: what is built there is built by the first that needs it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    fixtureFolder: string;
  }
}

export default function makeFixtureFolder(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'candour-fixture-'));
  project.provide('fixtureFolder', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
