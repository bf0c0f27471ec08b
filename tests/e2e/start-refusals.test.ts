import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { claimPurpose } from '../../db/ingest/load.ts';
import { readMeta } from '../../db/meta.ts';
import { openForReading, openForWriting } from '../../db/open.ts';
import { takeTurn } from '../../db/turn.ts';

const script = fileURLToPath(new URL('../../scripts/start.ts', import.meta.url));
let folder: string;
let database: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candour-test-'));
  database = join(folder, 'records.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Starts what cannot start, and returns how it ended. */
function run(variables: Record<string, string>, ...args: string[]) {
  const none = { PORT: '0', HOST: '', CANDOUR_CONFIG: '', CANDOUR_NOW: '' };
  const own = { CANDOUR_DB: database, CANDOUR_OUT: join(folder, 'site') };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    env: { ...process.env, ...none, ...own, ...variables },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('npm start', () => {
  test('says every fault of the environment, a line each, and does nothing', () => {
    const { status, stdout, stderr } = run({ PORT: 'http', CANDOUR_NOW: 'noon' });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/^PORT: found "http"; expected a whole number/),
      expect.stringMatching(/^CANDOUR_NOW: found "noon"; /),
    ]);
    expect(existsSync(database)).toBe(false);
  });

  test('says what is wrong with the configuration, before the database is for anything', () => {
    const file = join(folder, 'configuration.json');
    writeFileSync(file, '{ "organisation": { "name": "Example Bank", "timeZone": "Mars/Olympus" } }');
    const { status, stdout, stderr } = run({ CANDOUR_CONFIG: file });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^the configuration .* is wrong:\n {2}organisation\.timeZone: found "Mars\/Olympus"; /,
    );
    const db = openForReading(database);
    expect(readMeta(db, 'purpose')).toBeNull();
    db.close();
  });

  test('names the port that is taken and the way to another, before it does long work', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { status, stdout, stderr } = run({ PORT: String(port) });
    other.close();
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toBe(
      `port ${port} of 127.0.0.1 is in use; stop what uses it, or name another port: PORT=${port + 1}\n`,
    );
  });

  test('names the database on which another server works', () => {
    const turn = takeTurn(database, 'serving');
    const { status, stdout, stderr } = run({});
    turn?.release();
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toBe(
      `another server works on ${database}: end that one first, or name another database (CANDOUR_DB)\n`,
    );
    const db = openForReading(database);
    expect(readMeta(db, 'purpose')).toBeNull();
    db.close();
  });

  test('does not replace a folder that is no published site', () => {
    const out = join(folder, 'photos');
    writeFileSync(out, 'not even a folder');
    const { status, stderr } = run({ CANDOUR_OUT: out });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^CANDOUR_OUT: .*photos holds something other than a published site/);
  });

  test('with --no-demonstration does not serve a demonstration', () => {
    const db = openForWriting(database);
    claimPurpose(db, 'demonstration');
    db.close();
    const { status, stdout, stderr } = run({}, '--no-demonstration');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('holds the demonstration; name another one');
  });

  test('shows its options when it is called wrongly', () => {
    const { status, stderr } = run({}, '--nonsense');
    expect(status).toBe(2);
    expect(stderr).toContain('--no-demonstration');
  });
});
