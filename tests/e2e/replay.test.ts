// The real command against the real server of a small bank, on this machine.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listen, type RunningServer } from '../../api/server.ts';
import { ContactScan, emptyContact } from '../../db/contact-scan.ts';
import { type Contact, OUTCOMES } from '../../db/domain/contact.ts';
import { addKey } from '../../db/keys.ts';
import { csvPieces } from '../../scripts/demonstration/contract-file.ts';
import { contactOf } from '../support/records.ts';
import { SmallBank } from '../support/small-bank.ts';

const script = fileURLToPath(new URL('../../scripts/replay.ts', import.meta.url));
const RECORDED = Date.parse('1998-11-04T07:00:00Z') / 1000;

let bank: SmallBank;
let server: RunningServer;
let key: string;
beforeEach(async () => {
  bank = new SmallBank();
  const made = addKey(bank.db, 'replay', ['events'], bank.nowSeconds);
  if (!made.ok) throw new Error(made.problem);
  key = made.key;
  const listening = await listen(bank.app(), { host: '127.0.0.1', port: 0 });
  if (!listening.ok) throw new Error(listening.problem);
  server = listening.server;
});
afterEach(async () => {
  await server.stop();
  bank.close();
});

/** A hundred calls in a recorded hour: every sixth gave up, every tenth stayed in the menu. */
const CALLS: Contact[] = Array.from({ length: 100 }, (_, i) =>
  contactOf({
    id: `c${i}`,
    offeredAt: RECORDED + 36 * i,
    outcome: i % 10 === 9 ? 'contained' : i % 6 === 5 ? 'abandoned' : 'answered',
    queue: i % 2 === 0 ? 'PS' : null,
    menuSeconds: i % 3 === 0 ? null : 12,
    waitSeconds: i % 10 === 9 ? null : 7 * (i % 9),
    handleSeconds: i % 10 === 9 || i % 6 === 5 ? null : 100,
  }),
);
const fileOf = (contacts: readonly Contact[]) => {
  const file = join(bank.folder, 'recorded.csv.gz');
  writeFileSync(file, gzipSync([...csvPieces('contacts', contacts)].join('')));
  return file;
};

function run(...args: string[]): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [script, ...args], { env: { ...process.env, CANDOUR_KEY: '' } });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, stdout, stderr }));
  });
}
const replay = (...args: string[]) => run('--url', server.address, '--key', key, ...args);

/** Contacts of the day of the replay, by outcome. */
function outcomesToday(): Record<string, number> {
  const counts: Record<string, number> = {};
  const contact = emptyContact();
  const from = bank.zone.startOfDay(bank.zone.dayOf(bank.nowSeconds));
  new ContactScan(bank.db).each(from, from + 86_400, contact, () => {
    const outcome = OUTCOMES[contact.outcome]!;
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  });
  return counts;
}
const EXPECTED = Object.fromEntries(
  Object.entries(Object.groupBy(CALLS, ({ outcome }) => outcome)).map(([name, calls]) => [
    name,
    calls?.length,
  ]),
);

describe('npm run replay', () => {
  test('tells a recorded hour within a second, and every contact of it has come to its end', async () => {
    // So fast that all of it lies in the second that the set clock of the bank shows.
    const { status, stdout, stderr } = await replay('--speed', '100000', fileOf(CALLS));
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('100 contacts, ');
    expect(stdout).toContain(
      `from 1998-11-04T09:00:00+02:00; at ${server.address} it is 1999-03-15T12:00:00+02:00`,
    );
    expect(stdout).toMatch(/acknowledged \d+ events in .* rejected 0\n/);
    expect(outcomesToday()).toEqual(EXPECTED);
    const pushes = bank.logged.filter(({ event }) => event === 'push');
    expect(pushes.length).toBeGreaterThan(0);
  });

  test('told again it is other contacts; under --speed max each event is as of now', async () => {
    await replay('--speed', 'max', fileOf(CALLS));
    const once = outcomesToday();
    expect(once).toEqual(EXPECTED);
    bank.nowSeconds += 5;
    const { status, stdout } = await replay('--speed', 'max', fileOf(CALLS));
    expect(status).toBe(0);
    expect(stdout).toMatch(/\d requests?, acknowledged after [\d.]+ ms \(median\), [\d.]+ ms \(95 of 100\)/);
    expect(outcomesToday()).toEqual(
      Object.fromEntries(Object.entries(EXPECTED).map(([name, n]) => [name, 2 * (n ?? 0)])),
    );
  });

  test('as a load has so many events a second, and begins the file again until its time is over', async () => {
    const { status, stdout } = await replay('--rate', '2000', '--for', '2s', fileOf(CALLS.slice(0, 10)));
    expect(status).toBe(0);
    const [, acknowledged = ''] = /acknowledged ([\d,]+) events/.exec(stdout) ?? [];
    const told = Number(acknowledged.replaceAll(',', ''));
    const [, ofFile = ''] = /contacts, (\d+) events/.exec(stdout) ?? [];
    expect(told).toBeGreaterThan(Number(ofFile));
    expect(told).toBeLessThanOrEqual(4000);
  });

  test('takes the stretch that is asked for', async () => {
    const at = (seconds: number) => new Date((RECORDED + seconds) * 1000).toISOString();
    const { stdout } = await replay('--speed', 'max', '--from', at(36), '--to', at(360), fileOf(CALLS));
    expect(stdout).toContain('9 contacts, ');
    expect(Object.values(outcomesToday()).reduce((sum, n) => sum + n, 0)).toBe(9);
  });

  test('tells rows that cannot be read, and of the rest what became of it', async () => {
    const file = join(bank.folder, 'recorded.ndjson');
    const good = {
      id: 'a',
      offered_at: '1998-11-04T07:00:00Z',
      channel: 'phone',
      outcome: 'answered',
      wait_s: 3,
    };
    writeFileSync(
      file,
      [good, { ...good, id: 'b', channel: 'pigeon' }].map((row) => `${JSON.stringify(row)}\n`).join(''),
    );
    const { status, stdout } = await replay('--speed', 'max', file);
    expect(status).toBe(3);
    expect(stdout).toMatch(
      /some rows were left out; 1 rows could not be read, first .*recorded\.ndjson:2: channel: "pigeon"/,
    );
  });

  test('stopped by Ctrl-C says how far it came, and ends well', async () => {
    const child = spawn(process.execPath, [script, '--url', server.address, '--key', key, fileOf(CALLS)]);
    let stdout = '';
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
      // At its recorded speed the hour takes an hour.
      if (!child.killed && stdout.includes(' contacts, ')) child.kill('SIGINT');
    });
    expect(await ended).toBe(0);
    expect(stdout).toMatch(/acknowledged \d+ events in /);
  });

  test('with a key that is not in use ends with the words of the server', async () => {
    const wrong = await run('--url', server.address, '--key', 'cdr_wrong', '--speed', 'max', fileOf(CALLS));
    expect(wrong.status).toBe(1);
    expect(wrong.stderr).toMatch(/^the server refused: 401 no valid key/);
  });

  test('called wrongly says what was wrong, and reads and sends nothing', async () => {
    const wrong = await run('--key', 'cdr_x', '--speed', 'fast', fileOf(CALLS.slice(0, 1)));
    expect(wrong).toEqual({
      ...{ status: 2, stdout: '' },
      stderr: '--speed: found "fast"; expected a number above 0, or max\n',
    });
  });

  test('without a server says that there is none', async () => {
    const alone = await run('--key', 'cdr_x', '--url', 'http://127.0.0.1:1', fileOf(CALLS.slice(0, 1)));
    expect(alone).toMatchObject({ status: 1, stderr: expect.stringMatching(/^there is no server at /) });
  });
});
