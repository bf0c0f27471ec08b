// The command itself, in a process of its own: what it prints and how it ends.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeMeta } from '../../db/meta.ts';
import { openForWriting } from '../../db/open.ts';
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

  test('stops where a renamed mapping would count every record twice, and goes on when told', () => {
    const file = write('good.csv', [HEADER, ...contactRows(50)].join('\n'));
    const fields = Object.fromEntries(HEADER.split(',').map((name) => [name, { column: name }]));
    const mapping = JSON.stringify({ kind: 'contacts', fields });
    const [old, renamed] = ['old-name', 'new-name'].map((name) => write(`${name}.json`, mapping));
    expect(ingest('--map', old!, file).status).toBe(0);
    const { status, stdout, stderr } = ingest('--map', renamed!, file);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('50 of 50 contacts that were compared are known from the source old-name');
    expect(stderr).toContain(
      'Use --source old-name if they are the same, or add --other-records if they are others.',
    );
    expect(ingest('--map', renamed!, '--source', 'old-name', file).stdout).toContain('unchanged 50');
    expect(ingest('--map', renamed!, '--other-records', file).stdout).toContain('accepted 50');
  });

  test('stops every kind of which another source has the same records, also where a source is named', () => {
    const hours = [8, 9, 10, 11].map((hour) => `2024-03-04T${String(hour).padStart(2, '0')}:00:00Z`);
    const files = {
      contacts: [HEADER, ...contactRows(50)],
      surveys: ['id,answered_at,would_recommend', ...hours.map((at, i) => `s${i},${at},9`)],
      promises: [
        'promise,id,made_at,due_at',
        ...hours.map((at, i) => `reply,p${i},${at},2024-03-09T00:00:00Z`),
      ],
      intervals: [
        'interval_start,interval,channel,offered,answered',
        ...hours.map((at, i) => `${at},PT1H,phone,${20 + i},${15 + i}`),
      ],
      capacity: [
        'interval_start,interval,channel,agents',
        ...hours.map((at, i) => `${at},PT1H,phone,${5 + i}`),
      ],
    };
    for (const [kind, lines] of Object.entries(files)) {
      const file = write(`${kind}.csv`, lines.join('\n'));
      expect(ingest('--as', kind, file)).toMatchObject({ status: 0 });
      const { status, stdout, stderr } = ingest('--as', kind, '--source', 'second', file);
      expect([kind, status, stdout]).toEqual([kind, 2, '']);
      expect(stderr).toContain(`${kind} that were compared are known from the source default`);
      expect(ingest('--as', kind, '--source', 'second', '--other-records', file)).toMatchObject({
        status: 0,
      });
    }
  });

  test('looks for what an action names among the records, in a trial too, and says which line is wrong', () => {
    expect(
      ingest(
        write(
          'good.csv',
          'id,offered_at,channel,outcome,cause\n1,1999-02-01T08:00:00Z,phone,answered,fees\n',
        ),
      ).status,
    ).toBe(0);
    const rows = ['a,1999-02-01,fees', 'b,1999-02-01,feees', 'c,1999-02-30,fees'].map((row) => {
      const [id, startsAt, causes] = row.split(',');
      return `${id},T,1999-01-01T00:00:00Z,${startsAt},offered,down,${causes}`;
    });
    const header = 'id,title,registered_at,starts_at,metric,direction,causes';
    const file = write('actions.csv', [header, ...rows].join('\n'));
    for (const trial of [['--dry-run'], []]) {
      const { status, stdout, stderr } = ingest('--as', 'actions', ...trial, file);
      expect([status, stdout]).toEqual([
        3,
        expect.stringContaining('accepted 1, updated 0, unchanged 0, rejected 2'),
      ]);
      expect(stderr).toContain(':3: causes: "feees": no record has it');
      expect(stderr).toContain('did you mean "fees"?');
      expect(stderr).toContain(':4: starts_at: "1999-02-30": it is not a date: the calendar has no such day');
      expect(stderr).toContain('causes without a name in the configuration: fees\n');
    }
  });

  test('tells in a dry run what the load would, and changes nothing', () => {
    const rows = [...contactRows(20)];
    const file = write('good.csv', [HEADER, ...rows].join('\n'));
    const counts = (text: string) => text.slice(text.indexOf('read'));
    const unseen = ingest('--dry-run', file);
    expect(unseen.stdout).toBe(
      'checked, nothing stored: read 20, accepted 20, updated 0, unchanged 0, rejected 0, skipped 0\n',
    );
    expect(readdirSync(folder)).toEqual(['good.csv']);
    expect(ingest(file).stdout).toContain('accepted 20');
    // Whoever reads a database makes these beside it.
    const files = () => readdirSync(folder).filter((name) => !/-(wal|shm)$/.test(name));
    const before = files();
    const mixed = [...rows.slice(0, 17), rows[17]!.replace(',phone,', ',chat,').replace(',email,', ',chat,')];
    const update = write('update.csv', [HEADER, ...mixed, rows[0]!.replace(/^[^,]*/, 'new-id')].join('\n'));
    const tried = ingest('--dry-run', update);
    expect(tried.status).toBe(0);
    expect(counts(tried.stdout)).toBe(
      'read 19, accepted 1, updated 1, unchanged 17, rejected 0, skipped 0\n',
    );
    expect(files()).toEqual([...before, 'update.csv'].sort());
    const asked = ingest('--dry-run', '--source', 'second', file);
    expect(asked).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('known from the source default'),
    });
    expect(counts(ingest(update).stdout)).toBe(counts(tried.stdout));
  });

  test('leaves the demonstration where it is in a dry run, also one that would replace it', () => {
    const demonstration = openForWriting(join(folder, 'records.db'));
    writeMeta(demonstration, 'purpose', 'demonstration');
    demonstration.close();
    const file = write('good.csv', [HEADER, ...contactRows(20)].join('\n'));
    const { status, stdout, stderr } = ingest('--dry-run', '--replace-demonstration', file);
    expect([status, stdout]).toEqual([0, expect.stringContaining('accepted 20')]);
    expect(stderr).toContain('holds the demonstration, in which no real records are stored');
    expect(ingest(file)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('holds the demonstration'),
    });
  });

  test('asks for the source of the contacts before it stores answers that would not find them', () => {
    const contacts = write('contacts.csv', [HEADER, ...contactRows(50)].join('\n'));
    const ids = [...contactRows(50)]
      .slice(0, 10)
      .map((row) => row.split(',')[HEADER.split(',').indexOf('id')]);
    const lines = ids.map((id, i) => `s${i},${id},2024-03-04T08:0${i}:00Z,9`);
    const answers = write('answers.csv', ['id,contact_id,answered_at,would_recommend', ...lines].join('\n'));
    const fields = Object.fromEntries(
      ['id', 'contact_id', 'answered_at', 'would_recommend'].map((name) => [name, { column: name }]),
    );
    const mapping = write('survey-tool.json', JSON.stringify({ kind: 'surveys', fields }));
    expect(ingest('--source', 'platform', contacts).status).toBe(0);
    const asked = ingest('--map', mapping, answers);
    expect([asked.status, asked.stdout]).toEqual([2, '']);
    expect(asked.stderr).toContain(
      '10 of 10 contacts that were looked for, of those that these answers name, are known from the source platform, and not from survey-tool.',
    );
    expect(asked.stderr).toContain('Use --source platform if these are the contacts');
    const told = ingest('--map', mapping, '--source', 'elsewhere', answers);
    expect(told.status).toBe(0);
    expect(told.stderr).toContain(
      '10 of 10 answers that name a contact name one that is not on record under the source elsewhere; until it is, nothing is told of them by channel',
    );
    expect(told.stderr).toContain('answers about them are loaded with --source platform');
  });

  test('is told of a folder, of a kind that the mapping does not make, and of no file at all', () => {
    const mapping = write('calls.json', '{ "kind": "contacts", "fields": { "id": { "column": "a" } } }');
    expect(ingest(folder)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(
        `${folder}: this is a folder; expected files, for example ${folder}/*.csv`,
      ),
    });
    expect(ingest('--as', 'surveys', '--map', mapping, mapping).status).toBe(2);
    expect(ingest()).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Usage: npm run ingest --'),
    });
  });

  test('tells the rejected rows of a load again, as a table', () => {
    const rows = [...contactRows(30)].map((line, i) =>
      i < 25 ? line.replace(/,phone,|,chat,|,email,/, ',fax,') : line,
    );
    const { status, stderr } = ingest(write('bad.csv', [HEADER, ...rows].join('\n')));
    expect(status).toBe(3);
    const [, count, load] =
      /: (\d+) more rejects; all of them: npm run ingest -- --rejects (\d+)/.exec(stderr) ?? [];
    const lines = ingest('--rejects', load!).stdout.trim().split('\r\n');
    expect(lines[0]).toBe('load,file,line,field,value,reason');
    expect(lines).toHaveLength(1 + 20 + Number(count));
    expect(lines[1]).toMatch(new RegExp(`^${load},bad\\.csv,2,channel,fax,`));
    expect(ingest('--rejects').stdout.trim().split('\r\n')).toEqual(lines);
    expect(ingest('--rejects', '99').status).toBe(2);
  });

  test('names the mapping that was meant, or all that there are', () => {
    const file = write('a.csv', 'id\n');
    expect(ingest(file, '--map', 'anonbank-cals').stderr).toContain('did you mean anonbank-calls?');
    expect(ingest(file, '--map', 'nothing-of-the-kind').stderr).toContain(
      'expected a file, or anonbank-calls, baltimore311-promises, baltimore311-requests',
    );
  });
});
