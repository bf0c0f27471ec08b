import { chmodSync, cpSync, existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifySite } from '../../db/domain/site-verification.ts';
import { claimPurpose } from '../../db/ingest/load.ts';
import { logSize, readEntries } from '../../db/log-entries.ts';
import { logKeyPath, logVerifiersPath, makeLogKey } from '../../db/log-key.ts';
import { openForWriting } from '../../db/open.ts';
import { originOf } from '../../scripts/log-opening.ts';
import { readFolder } from '../../scripts/site-reader.ts';
import { contentThrough, LoggedSite } from '../support/logged-site.ts';

let site: LoggedSite;
beforeEach(() => {
  site = new LoggedSite();
});
afterEach(() => site.close());

const publish = (day: number) => {
  const { figures, pages } = contentThrough(day);
  return site.publish(figures, pages);
};
const checkpointNow = () => readFileSync(join(site.sitePath, 'log/checkpoint'), 'utf8');

/** Copies the database as it is now; gives back what puts it back in its place. */
function backUp(): () => void {
  const copy = join(site.folder, 'backup.db');
  rmSync(copy, { force: true });
  site.db.sql.prepare('VACUUM INTO ?').run(copy);
  return () => {
    site.db.close();
    for (const end of ['', '-wal', '-shm']) rmSync(`${site.databasePath}${end}`, { force: true });
    cpSync(copy, site.databasePath);
    site.db = openForWriting(site.databasePath);
  };
}

test('the first publication makes a key, readable by its owner alone, and says its public half once', async () => {
  await publish(1);
  await publish(2);
  const told = site.said.filter((line) => line.includes('figures.example.org/log+'));
  expect(told).toHaveLength(1);
  expect(statSync(logKeyPath(site.databasePath)).mode & 0o777).toBe(0o600);
  expect(checkpointNow()).toMatch(/^figures\.example\.org\/log\n4\n/);
});

test('a log is named for the address of its site, else for its organisation', () => {
  const nameOf = (siteAddress: string | null, name = 'Example Bank & Söhne') =>
    originOf({ name, siteAddress });
  expect(nameOf('https://figures.example.org')).toBe('figures.example.org/log');
  expect(nameOf('https://example.org/figures/')).toBe('example.org/figures/log');
  expect(nameOf(null)).toMatch(/^example-bank-sohne_[0-9a-z]+\/log$/);
  expect(nameOf(null, 'acme')).toBe('acme/log');
  expect(nameOf(null, '銀行')).toMatch(/^_[0-9a-z]+\/log$/);
});

test.each([
  ['is missing', () => rmSync(logKeyPath(site.databasePath)), 'put it back from where you keep its copy'],
  ['may be read by others', () => chmodSync(logKeyPath(site.databasePath), 0o644), 'chmod 600'],
  [
    'and its list are missing',
    () => {
      rmSync(logKeyPath(site.databasePath));
      rmSync(logVerifiersPath(site.databasePath));
    },
    'lists 2 entries, and its key',
  ],
])('where the key %s, nothing is published, and it is said what to do', async (_, harm, words) => {
  await publish(1);
  const before = checkpointNow();
  harm();
  await expect(publish(2)).rejects.toThrow(words);
  expect(checkpointNow()).toBe(before);
  expect(logSize(site.db)).toBe(2);
});

test('a database put back from an older copy does not sign a shorter log', async () => {
  await publish(1);
  const restore = backUp();
  await publish(2);
  restore();
  await expect(publish(3)).rejects.toThrow(
    /lists 2 entries, and .*\.log-checkpoint says that 4 were signed.*Put back the newest copy/,
  );
  // The published site tells it too, where the file beside the key was lost with the database.
  rmSync(`${site.databasePath}.log-checkpoint`);
  await expect(publish(3)).rejects.toThrow(/site\/log\/checkpoint says that 4 were signed/);
});

test('where the newer copy is lost for good, the log goes on under another name, as the README says', async () => {
  await publish(1);
  const restore = backUp();
  await publish(2);
  restore();
  for (const end of ['.log-key', '.log-verifiers.json', '.log-checkpoint']) {
    renameSync(`${site.databasePath}${end}`, join(site.folder, `old${end}`));
  }
  await expect(publish(3)).rejects.toThrow('"npm run log-key -- make NAME" goes on with a new key');
  expect(await makeLogKey(site.databasePath, 'figures.example.org/log-2', 0)).toMatchObject({ ok: true });
  await publish(3);
  expect(checkpointNow()).toMatch(/^figures\.example\.org\/log-2\n4\n/);
  const { faults } = await verifySite(readFolder(site.sitePath), { keys: [], kept: null });
  expect(faults).toEqual([]);
});

test('nor another log that has grown as long', async () => {
  await publish(1);
  const restore = backUp();
  await publish(2);
  const signed = readFileSync(`${site.databasePath}.log-checkpoint`);
  const published = join(site.folder, 'published');
  cpSync(site.sitePath, published, { recursive: true });
  restore();
  rmSync(`${site.databasePath}.log-checkpoint`);
  rmSync(site.sitePath, { recursive: true });
  await publish(3);
  expect(logSize(site.db)).toBe(4);
  cpSync(published, site.sitePath, { recursive: true, force: true });
  await expect(publish(4)).rejects.toThrow(
    /the first 4 entries of the log in .* are not those that were signed/,
  );
  expect(signed.length).toBeGreaterThan(0);
});

test('a database that holds more than was signed goes on: what was cut short is logged all the same', async () => {
  await publish(1);
  site.register('set down before the power went');
  await publish(2);
  expect(checkpointNow()).toContain('\n5\n');
});

test('the site of another log of the same name is not replaced, that of another name is', async () => {
  await publish(1);
  for (const end of ['.log-key', '.log-verifiers.json', '.log-checkpoint'])
    rmSync(`${site.databasePath}${end}`);
  site.db.close();
  rmSync(site.databasePath);
  site.db = openForWriting(site.databasePath);
  claimPurpose(site.db, 'real');
  await expect(publish(2)).rejects.toThrow('is of another log of the same name');
  rmSync(join(site.sitePath, 'log'), { recursive: true });
  await publish(2);
  expect(checkpointNow()).toContain('\n2\n');
});

test('a demonstration that begins anew signs a new log', async () => {
  await publish(1);
  await publish(2);
  site.db.close();
  rmSync(site.databasePath);
  site.db = openForWriting(site.databasePath);
  claimPurpose(site.db, 'demonstration');
  await publish(3);
  expect(checkpointNow()).toContain('\n2\n');
});

test('the database refuses to change, remove, replace or leave out an entry or a file of the log', async () => {
  await publish(1);
  site.register('as it was');
  const before = readEntries(site.db);
  for (const sql of [
    "UPDATE log_entries SET entry = x'00'",
    'DELETE FROM log_entries',
    "INSERT OR REPLACE INTO log_entries VALUES (0, 'site', x'00')",
    "INSERT INTO log_entries VALUES (99, 'site', x'00')",
    "UPDATE log_files SET body = x'00'",
    'DELETE FROM log_files',
    "INSERT OR REPLACE INTO log_files SELECT path, position, x'00' FROM log_files",
  ]) {
    expect(() => site.db.sql.exec(sql), sql).toThrow(/log(ged)?\b/);
  }
  expect(readEntries(site.db)).toEqual(before);
  expect(existsSync(site.sitePath)).toBe(true);
});
