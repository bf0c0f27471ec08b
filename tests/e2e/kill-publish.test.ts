/** A publication that is killed at any moment leaves a whole site, and the next one goes on as if nothing had been. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseDay } from '../../db/domain/zone.ts';
import { heldFiles, heldVersion, latestEdition, readEditions, sha256 } from '../../db/editions.ts';
import { readLastCheckpoint } from '../../db/last-checkpoint.ts';
import { logSize } from '../../db/log-entries.ts';
import { takeTurn } from '../../db/turn.ts';
import { removeLeftovers } from '../../scripts/publication.ts';
import { contactOf } from '../support/records.ts';
import { SmallBank } from '../support/small-bank.ts';

const COMMAND = fileURLToPath(new URL('../../scripts/publish.ts', import.meta.url));
const isLong = process.env.CANDOUR_TEST_SIZE === 'all';
/** Of the time that one takes, spread over all of it: counting, writing, building, logging, exchanging. */
const KILLED_AT = isLong ? Array.from({ length: 15 }, (_, i) => 0.03 + i * 0.066) : [0.2, 0.55, 0.9];
const DAY = 86_400;

let bank: SmallBank;
let out = '';
let environment: NodeJS.ProcessEnv = {};
beforeAll(() => {
  bank = new SmallBank();
  bank.db.sql.pragma('synchronous = FULL');
  out = join(bank.folder, 'site');
  const configuration = join(bank.folder, 'bank.json');
  const organisation = { name: 'Example Bank', timeZone: 'Asia/Jerusalem' };
  writeFileSync(configuration, JSON.stringify({ organisation }));
  environment = { CANDOUR_DB: bank.path, CANDOUR_CONFIG: configuration, CANDOUR_OUT: out };
});
afterAll(() => bank.close());

function publish(...args: string[]): ChildProcess {
  const CANDOUR_NOW = new Date(bank.nowSeconds * 1000).toISOString().replace('.000Z', 'Z');
  return spawn(process.execPath, [COMMAND, ...args], {
    env: { ...process.env, ...environment, CANDOUR_NOW },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
}

async function endOf(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (piece: Buffer) => {
      said += piece.toString();
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

function comeLate(round: number): void {
  const midnight = bank.zone.startOfDay(parseDay('1999-02-16')!);
  bank.load(
    Array.from({ length: 40 }, (_, i) =>
      contactOf({ id: `late-${round}-${i}`, offeredAt: midnight + 9 * 3600 + i * 60, outcome: 'answered' }),
    ),
  );
}

/** Every figure on the site is that of the edition that the site names; the log's checkpoint is signed by what is kept. */
function expectWholeSite(): void {
  const list = JSON.parse(readFileSync(join(out, 'data/v1/published.json'), 'utf8')) as unknown;
  expect(list).toBeDefined();
  expect(existsSync(join(out, 'index.html'))).toBe(true);
  const size = Number(readFileSync(join(out, 'log/checkpoint'), 'utf8').split('\n')[1]);
  expect(size).toBeLessThanOrEqual(logSize(bank.read));
  const signed = Number(Buffer.from(readLastCheckpoint(bank.path)!).toString().split('\n')[1]);
  expect(signed).toBeGreaterThanOrEqual(size);
}

test('killed at moments of its whole course it leaves a whole site; the next goes on, and every edition stays as it was', async () => {
  const startedAt = performance.now();
  const first = await endOf(publish());
  expect(first.code, first.said).toBe(0);
  const milliseconds = performance.now() - startedAt;
  expectWholeSite();
  const saved = new Map<string, Buffer>();
  for (const { address } of heldFiles(bank.read).values()) {
    saved.set(address, heldVersion(bank.read, address, 1)!.read());
  }

  for (const [round, share] of KILLED_AT.entries()) {
    bank.nowSeconds += DAY;
    comeLate(round);
    const child = publish();
    await wait(share * milliseconds);
    // With what it started itself.
    if (child.exitCode === null) process.kill(-child.pid!, 'SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    expect(bank.read.sql.pragma('integrity_check', { simple: true })).toBe('ok');
    expectWholeSite();
  }

  bank.nowSeconds += DAY;
  comeLate(99);
  const last = await endOf(publish());
  expect(last.code, last.said).toBe(0);
  expectWholeSite();
  expect(readdirSync(bank.folder).filter((name) => name.startsWith('.candour-staging'))).toEqual([]);
  const size = Number(readFileSync(join(out, 'log/checkpoint'), 'utf8').split('\n')[1]);
  expect(size).toBe(logSize(bank.read));
  const editions = readEditions(bank.read);
  expect(editions.map(({ id }) => id)).toEqual(editions.map((_, i) => i + 1));
  for (const { path, address, hash } of [...heldFiles(bank.read)].map(([path, held]) => ({
    ...{ path, address: held.address, hash: held.sha256 },
  }))) {
    expect(sha256(readFileSync(join(out, path))), path).toEqual(hash);
    const version = heldVersion(bank.read, address)!;
    expect(sha256(version.read()), path).toEqual(hash);
  }
  for (const [address, bytes] of saved) {
    expect(heldVersion(bank.read, address, 1)!.read().equals(bytes), address).toBe(true);
  }
}, 600_000);

test('killed between its two renames it leaves no site, and the one before is put back', () => {
  const staging = join(bank.folder, '.candour-staging-site-999999999-abcd');
  mkdirSync(staging);
  renameSync(out, join(staging, 'old-0'));
  removeLeftovers(out);
  expectWholeSite();
  expect(existsSync(staging)).toBe(false);
});

test('two at once go one after the other', async () => {
  const turn = takeTurn(bank.path, 'publishing');
  const child = publish();
  const ended = endOf(child);
  await once(child.stdout!, 'data');
  await wait(500);
  expect(child.exitCode).toBeNull();
  turn?.release();
  const { code, said } = await ended;
  expect(code, said).toBe(0);
  expect(said).toMatch(/^another publication of .* is running: waiting for it to end\n/);
}, 120_000);

test('with a clock that was set back it is refused with what to do, and goes on where the clock is said to be right', async () => {
  const before = latestEdition(bank.read)!;
  const right = bank.nowSeconds;
  bank.nowSeconds = right - 10 * DAY;
  comeLate(100);
  const refused = await endOf(publish());
  expect(refused.code).toBe(1);
  expect(refused.said).toMatch(
    /^the clock shows .*, and edition \d+ was published when it showed .*--clock-is-right" goes on\n$/,
  );
  expect(latestEdition(bank.read)).toEqual(before);
  const done = await endOf(publish('--clock-is-right'));
  expect(done.code, done.said).toBe(0);
  const after = latestEdition(bank.read)!;
  expect([after.id, after.at]).toEqual([before.id + 1, before.at + 1]);
  // From then on nothing has to be said.
  bank.nowSeconds += DAY;
  const next = await endOf(publish());
  expect(next.code, next.said).toBe(0);
  bank.nowSeconds = right;
}, 120_000);
