// A database that was filled with a configuration, and then met without it: each command in a process of its own.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readMeta } from '../../db/meta.ts';
import { openForReading } from '../../db/open.ts';
import { contactRows, HEADER } from '../../scripts/bench/contacts.ts';

const SCRIPTS = join(import.meta.dirname, '..', '..', 'scripts');

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candour-configured-'));
  file = join(folder, 'contacts.csv');
  writeFileSync(file, [HEADER, ...contactRows(20)].join('\n'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(command: string, configuration: string, ...args: string[]) {
  const { status, stderr } = spawnSync(process.execPath, [join(SCRIPTS, `${command}.ts`), ...args], {
    env: {
      ...process.env,
      ...{ CANDOUR_DB: join(folder, 'mine.db'), CANDOUR_OUT: join(folder, 'site'), PORT: '0' },
      ...{ CANDOUR_CONFIG: configuration, CANDOUR_NOW: '' },
    },
    encoding: 'utf8',
  });
  return { status, stderr };
}

function configurationOf(name: string, timeZone: string): string {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify({ organisation: { name, timeZone } }));
  return path;
}

test('no command takes it for another organisation because the configuration was forgotten', () => {
  expect(run('ingest', configurationOf('Example Bank', 'UTC'), file).status).toBe(0);
  for (const [command, ...args] of [['publish'], ['start'], ['ingest', file]] as const) {
    const { status, stderr } = run(command, '', ...args);
    expect([command, status]).toEqual([command, 2]);
    expect(stderr).toMatch(
      /^CANDOUR_CONFIG: found nothing; expected the configuration of "Example Bank" in UTC, whose records are in /,
    );
  }
  expect(existsSync(join(folder, 'site'))).toBe(false);
});

test('its zone stays, and its name may change', () => {
  expect(run('ingest', configurationOf('Example Bank', 'Asia/Jerusalem'), file).status).toBe(0);
  const { status, stderr } = run('publish', configurationOf('Other Bank', 'Europe/Berlin'));
  expect(status).toBe(2);
  expect(stderr).toContain('organisation.timeZone: found "Europe/Berlin"; expected "Asia/Jerusalem"');
  expect(run('ingest', configurationOf('Better Bank', 'Asia/Jerusalem'), file).status).toBe(0);
  const db = openForReading(join(folder, 'mine.db'));
  expect(readMeta(db, 'organisation_name')).toBe('Better Bank');
  db.close();
});

test('records that were loaded without a configuration may be given one later', () => {
  expect(run('ingest', '', file).status).toBe(0);
  expect(run('ingest', configurationOf('Example Bank', 'Asia/Jerusalem'), file).status).toBe(0);
});
