// The command itself, in a process of its own: what it prints and how it ends.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contactRows, HEADER } from '../../scripts/bench/contacts.ts';

const INGEST = join(import.meta.dirname, '..', '..', 'scripts', 'ingest.ts');
/** So many that a second thread counts. */
const ROWS = 60_000;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candour-ingest-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function ingest(...args: string[]) {
  const environment = { CANDOUR_DB: join(folder, 'records.db'), CANDOUR_CONFIG: '', CANDOUR_NOW: '' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [INGEST, ...args], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('npm run ingest', () => {
  test('ends where a later file cannot be read, and tells what became of the earlier', () => {
    const good = write('good.csv', [HEADER, ...contactRows(ROWS)].join('\n'));
    const { status, stdout, stderr } = ingest(good, join(folder, 'missing.csv'));
    expect(status).toBe(2);
    expect(stdout).toBe(`read ${ROWS}, accepted ${ROWS}, updated 0, unchanged 0, rejected 0, skipped 0\n`);
    expect(stderr).toContain('missing.csv: there is no such file');
    // What was stored is not stored twice, and is counted now.
    expect(ingest(good, '--json').stdout).toContain(`"unchanged":${ROWS}`);
  });

  test('names the mapping that was meant, or all that there are', () => {
    const file = write('a.csv', 'id\n');
    expect(ingest(file, '--map', 'anonbank-cals').stderr).toContain('did you mean anonbank-calls?');
    expect(ingest(file, '--map', 'nothing-of-the-kind').stderr).toContain(
      'expected a file, or anonbank-calls, baltimore311-requests',
    );
  });
});
