import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimPurpose } from '../../db/ingest/load.ts';
import { openForReading, openForWriting } from '../../db/open.ts';
import { readActions, readActionVersions } from '../../db/queries/actions.ts';

const script = fileURLToPath(new URL('../../scripts/action.ts', import.meta.url));
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candour-test-'));
  path = join(folder, 'records.db');
  const organisation = { name: 'Test', timeZone: 'Europe/London' };
  writeFileSync(join(folder, 'test.json'), JSON.stringify({ organisation }));
});
afterEach(() => rmSync(folder, { recursive: true }));

function run(now: string, ...args: string[]) {
  const env = {
    ...process.env,
    CANDOUR_DB: path,
    CANDOUR_CONFIG: join(folder, 'test.json'),
    CANDOUR_NOW: now,
  };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}
const TERMS = ['--title', 'Plain invoices', '--metric', 'offered', '--direction', 'down'];

test('an action is registered, started and ended by command, and every form of it is kept', () => {
  const causes = ['--causes', 'billing,fees', '--expected', '0.2', '--worthwhile', '0.1', '--idea'];
  const added = run('2026-03-04T10:00:00Z', 'add', 'plain', ...TERMS, ...causes);
  expect([added.status, added.stderr]).toEqual([0, '']);
  expect(added.stdout).toContain('planned for Monday, 2026-03-09');
  expect(run('2026-03-08T10:00:00Z', 'start', 'plain', '--at', '2026-03-16').status).toBe(0);
  expect(run('2026-06-02T10:00:00Z', 'finish', 'plain', '--at', '2026-06-01').status).toBe(0);
  const db = openForReading(path);
  expect(readActions(db)).toMatchObject([
    {
      id: 'plain',
      causes: ['billing', 'fees'],
      expectedEffect: 0.2,
      fromIdea: true,
      registeredAt: Date.parse('2026-03-04T10:00:00Z') / 1000,
      startsAt: Date.parse('2026-03-16T00:00:00Z') / 1000,
      endedAt: Date.parse('2026-06-01T00:00:00+01:00') / 1000,
    },
  ]);
  expect(readActionVersions(db).get('plain')).toHaveLength(3);
  db.close();
  const listed = run('2026-06-03T10:00:00Z', 'list', '--json');
  expect(JSON.parse(listed.stdout.trimEnd().split('\n').at(-1) ?? '').actions).toMatchObject([
    {
      id: 'plain',
      stage: 'ended',
      versions: [{}, { changes: [{ term: 'startsAt', isAfterStart: false }] }, {}],
    },
  ]);
  expect(run('2026-06-03T10:00:00Z', 'list').stdout).toMatch(/^plain\tended\ttoo_early\t/);
}, 30_000);

test('what is wrong is said with the option, the value, what was expected, and the nearest name', () => {
  const at = '2026-03-04T10:00:00Z';
  expect(run(at, 'add', 'plain', ...TERMS.with(3, 'offerd'))).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining('--metric: found "offerd": it is not known; expected "offered"'),
  });
  const late = run(at, 'add', 'plain', ...TERMS, '--starts', '2026-03-01');
  expect([late.status, late.stdout]).toEqual([0, expect.stringContaining('never judged')]);
  expect(run(at, 'add', 'plain', ...TERMS)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('there is an action "plain" already'),
  });
  expect(run(at, 'start', 'plian')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('did you mean plain?'),
  });
  expect(run(at, 'finish', 'plain', '--at', 'today')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('--at: found "today"; expected a date'),
  });
  expect(run(at, 'add', 'x').status).toBe(2);
}, 30_000);

test('a demonstration takes no actions', () => {
  const db = openForWriting(path);
  claimPurpose(db, 'demonstration');
  db.close();
  const { status, stderr } = run('2026-03-04T10:00:00Z', 'add', 'plain', ...TERMS);
  expect([status, stderr]).toEqual([1, expect.stringContaining('holds the demonstration')]);
}, 30_000);
