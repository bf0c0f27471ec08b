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
  const causes = { fees: { label: 'Fees', parent: 'billing' } };
  writeFileSync(join(folder, 'test.json'), JSON.stringify({ organisation, causes }));
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
    stderr: expect.stringContaining('--at: found "today": it is neither a date'),
  });
}, 30_000);

test('all that is wrong is said at once, in the words that were typed', () => {
  const at = '2026-03-04T10:00:00Z';
  const { status, stderr } = run(
    at,
    ...[
      'add',
      'plain',
      '--metric',
      'offerd',
      '--causes',
      'billing, late delivry,feees',
      '--control',
      'chatt',
    ],
    ...['--starts', '30.11.2026', '--rollout-ends', '2026-11-31'],
  );
  expect(status).toBe(2);
  expect(stderr.trimEnd().split('\n')).toEqual([
    '--title: it is missing; expected what it is called in public',
    '--direction: it is missing; expected down or up',
    expect.stringMatching(
      /^--starts: found "30.11.2026": it is neither a date, for example "1999-02-01", nor/,
    ),
    expect.stringMatching(/^--rollout-ends: found "2026-11-31": .* the calendar has no such day/),
    expect.stringContaining('--metric: found "offerd": it is not known; expected "offered"'),
    expect.stringMatching(
      /^--causes: found "late delivry": no record has it .* "causes" in the configuration$/,
    ),
    expect.stringMatching(/^--causes: found "feees": .* did you mean "fees"\?/),
    expect.stringMatching(/^--control: found "chatt": .* did you mean "chat"\?/),
  ]);
  expect(run(at, 'list').stdout).toContain('there are no actions');
}, 30_000);

test('a time that is too early is named as a person would write it', () => {
  const at = '2026-07-04T10:00:00Z';
  expect(run(at, 'add', 'plain', ...TERMS, '--starts', '2026-08-03').status).toBe(0);
  const { status, stderr } = run(at, 'finish', 'plain', '--at', '2026-08-01');
  expect(status).toBe(2);
  expect(stderr).toContain(
    '--at: found "2026-08-01": it is before the action starts; expected a time not before starts_at, 2026-08-03',
  );
}, 30_000);

test('an action is corrected by command, which says whether that counts', () => {
  const at = '2026-03-04T10:00:00Z';
  expect(run(at, 'add', 'plain', ...TERMS, '--causes', 'billing', '--control', 'service').status).toBe(0);
  const early = run('2026-03-05T10:00:00Z', 'change', 'plain', '--causes', 'fees', '--control', '');
  expect([early.status, early.stderr]).toEqual([0, '']);
  expect(early.stdout).toContain('it had not started, so it is judged by what it says now');
  const late = run('2026-03-20T10:00:00Z', 'change', 'plain', '--expected', '0.3');
  expect(late.stdout).toContain('judged by what was said before');
  const title = run('2026-03-20T10:00:00Z', 'change', 'plain', '--title', 'Invoices anybody can read');
  expect([title.status, title.stdout.includes('judged')]).toEqual([0, false]);
  const db = openForReading(path);
  expect(readActions(db)).toMatchObject([
    { causes: ['fees'], control: null, expectedEffect: 0.3, title: 'Invoices anybody can read' },
  ]);
  expect(readActionVersions(db).get('plain')).toHaveLength(4);
  db.close();
  expect(run('2026-03-20T10:00:00Z', 'change', 'plain', '--causes', 'feees')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('did you mean "fees"?'),
  });
  expect(run('2026-03-20T10:00:00Z', 'change', 'plain')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('nothing to change was named'),
  });
}, 30_000);

test('a plan is taken back by command and stays listed; what has started is not', () => {
  const at = '2026-03-04T10:00:00Z';
  expect(run(at, 'add', 'plain', ...TERMS, '--starts', '2026-03-09').status).toBe(0);
  expect(run('2026-03-06T10:00:00Z', 'withdraw', 'plain')).toMatchObject({ status: 0, stderr: '' });
  expect(run('2026-03-06T10:00:00Z', 'withdraw', 'plain')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('has ended; expected one that is planned'),
  });
  expect(run('2026-03-06T11:00:00Z', 'list').stdout).toMatch(/^plain\tended\tinconclusive \(given up\)\t/);
  expect(run(at, 'add', 'begun', ...TERMS, '--starts', '2026-03-05').status).toBe(0);
  expect(run('2026-03-06T10:00:00Z', 'withdraw', 'begun')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('say that it ended with finish'),
  });
}, 30_000);

test('one that ended before it could be judged is listed so, and one that never can be is told at once', () => {
  const at = '2026-03-04T10:00:00Z';
  const median = ['--title', 'Waits', '--metric', 'wait_p50', '--direction', 'down'];
  expect(run(at, 'add', 'waits', ...median).stdout).toContain('shown and never judged');
  expect(run(at, 'add', 'plain', ...TERMS, '--starts', '2026-03-05').stdout).not.toContain('note');
  expect(run('2026-03-05T10:00:01Z', 'finish', 'plain').status).toBe(0);
  const { stdout } = run('2026-03-06T10:00:00Z', 'list');
  expect(stdout).toContain('plain\tended\tinconclusive (ended before it could be judged)\t');
  expect(stdout).toContain('waits\tplanned\tinconclusive (not a count or share)\t');
}, 30_000);

test('a demonstration takes no actions', () => {
  const db = openForWriting(path);
  claimPurpose(db, 'demonstration');
  db.close();
  const { status, stderr } = run('2026-03-04T10:00:00Z', 'add', 'plain', ...TERMS);
  expect([status, stderr]).toEqual([1, expect.stringContaining('holds the demonstration')]);
}, 30_000);
