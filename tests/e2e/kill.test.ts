import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openForReading, openForWriting, type ReadHandle } from '../../db/open.ts';
import { hasherOf, secretPath } from '../../db/secret.ts';
import { differencesOf, readFacts } from '../support/records-database.ts';

const COMMAND = fileURLToPath(new URL('../../scripts/ingest.ts', import.meta.url));
const isLong = process.env.CANDOUR_TEST_SIZE === 'all';
/** More than a transaction holds, where there is time for it. */
const ROWS = isLong ? 60_000 : 3000;
const BROKEN_ROWS = 7;
const TWINS = 11;
const KILLS_EACH = 10;
const LEAST_IN_THE_MIDDLE = 5;

/** The same numbers in every run (Numerical Recipes, "an even quicker generator"). */
function makeDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Three weeks of calls, some of them broken, some standing twice. */
function writeCalls(path: string): void {
  const dice = makeDice(2024);
  const lines = ['id,offered_at,channel,outcome,queue,wait_s,handle_s,customer,agent,closed_at'];
  const first = Date.parse('2024-03-11T00:00:00Z');
  for (let i = 0; i < ROWS; i++) {
    const at = first + Math.floor(dice() * 21 * 86_400) * 1000;
    const isAnswered = dice() < 0.8;
    lines.push(
      [
        `call ${i}`,
        new Date(at).toISOString(),
        dice() < 0.7 ? 'phone' : 'chat',
        isAnswered ? 'answered' : 'abandoned',
        dice() < 0.5 ? 'sales' : 'service',
        Math.floor(dice() * 400),
        isAnswered ? Math.floor(dice() * 900) : '',
        `customer ${Math.floor(dice() * ROWS * 0.7)}`,
        isAnswered ? `agent ${Math.floor(dice() * 12)}` : '',
        dice() < 0.1 ? new Date(at + 86_400_000).toISOString() : '',
      ].join(','),
    );
  }
  const twins = lines.slice(-TWINS);
  for (let i = 0; i < BROKEN_ROWS; i++)
    lines.splice(Math.floor((ROWS / 10) * (i + 1)), 0, `broken ${i},yesterday,phone,answered,,,,,,`);
  writeFileSync(path, `${[...lines, ...twins].join('\n')}\n`);
}

/** Compiled code is kept between starts, beside the file: the twentieth is then no slower than its work. */
function startLoad(databasePath: string, file: string): ChildProcess {
  return spawn(process.execPath, [COMMAND, '--json', file], {
    env: {
      ...process.env,
      CANDOUR_DB: databasePath,
      CANDOUR_CONFIG: '',
      CANDOUR_NOW: '2024-06-01T12:00:00Z',
      NODE_COMPILE_CACHE: join(dirname(file), 'compiled'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function endOf(child: ChildProcess): Promise<{ code: number | null; lastLine: string }> {
  let text = '';
  child.stdout?.on('data', (piece: Buffer) => {
    text += piece.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, lastLine: text.trim().split('\n').at(-1) ?? '' };
}

interface LoadRow {
  id: number;
  read: number;
  accepted: number;
  updated: number;
  unchanged: number;
  rejected: number;
  skipped: number;
  finished_at: number | null;
  kept: number;
}

function loadsOf(db: ReadHandle): LoadRow[] {
  return db.sql
    .prepare('SELECT *, (SELECT count(*) FROM rejects WHERE load = loads.id) AS kept FROM loads ORDER BY id')
    .all() as LoadRow[];
}

/** Every contact with what it says, apart from the load that held it last. */
function contactsOf(db: ReadHandle): string[] {
  const rows = db.sql
    .prepare(
      `SELECT hex(hash) || ' ' || contacts.key / 65536 || ' ' || coalesce(due_at, '') || ' ' || coalesce(closed_at, '')
         FROM contacts JOIN contact_ids ON contact_ids.key = contacts.key ORDER BY hash`,
    )
    .pluck();
  return rows.all() as string[];
}

describe('a load that is killed twenty times', { timeout: 240_000 }, () => {
  let folder = '';
  let file = '';
  let undisturbed = '';
  let workMilliseconds = 0;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'candour-kill-'));
    file = join(folder, 'calls.csv');
    writeCalls(file);
    undisturbed = makeDatabase('undisturbed.db', null);
    const { child, startedAt } = await startAndWait(undisturbed);
    const { code, lastLine } = await endOf(child);
    workMilliseconds = performance.now() - startedAt;
    expect(code, 'some rows are broken').toBe(3);
    expect(JSON.parse(lastLine)).toMatchObject({ accepted: ROWS, rejected: BROKEN_ROWS });
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** With the secret of another, so that both hash alike. */
  function makeDatabase(name: string, secretOf: string | null): string {
    const path = join(folder, name);
    const db = openForWriting(path);
    if (secretOf !== null) copyFileSync(secretPath(secretOf), secretPath(path));
    hasherOf(db);
    db.close();
    return path;
  }

  /** A load that has begun its work: the process is up, and its load stands in the list. */
  async function startAndWait(path: string): Promise<{ child: ChildProcess; startedAt: number }> {
    const db = openForReading(path);
    const last = db.sql.prepare('SELECT coalesce(max(id), 0) FROM loads').pluck();
    const before = last.get() as number;
    const child = startLoad(path, file);
    while (last.get() === before && child.exitCode === null) await wait(10);
    db.close();
    return { child, startedAt: performance.now() };
  }

  /** Kills ten loads at moments drawn from the seed; says how many were in the middle of their work. */
  async function killTen(path: string, seed: number): Promise<number> {
    const dice = makeDice(seed);
    let inTheMiddle = 0;
    for (let i = 0; i < KILLS_EACH; i++) {
      const { child } = await startAndWait(path);
      await wait(dice() * workMilliseconds);
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      const db = openForReading(path);
      const loads = loadsOf(db);
      const isUnfinished = loads.at(-1)?.finished_at === null;
      const isUncounted = db.sql.prepare('SELECT 1 FROM dirty LIMIT 1').get() !== undefined;
      if (isUnfinished || isUncounted) inTheMiddle++;
      for (const load of loads) expectConsistent(load);
      db.close();
    }
    return inTheMiddle;
  }

  test('ends with the very facts of one that was not, no row lost and none doubled', async () => {
    const paths = [1, 2].map((i) => makeDatabase(`killed-${i}.db`, undisturbed));
    const inTheMiddle = await Promise.all(paths.map((path, i) => killTen(path, 77 + i)));
    console.info(`${inTheMiddle.join(' + ')} of ${2 * KILLS_EACH} kills came in the middle of the work`);
    expect(inTheMiddle.reduce((sum, kills) => sum + kills, 0)).toBeGreaterThanOrEqual(LEAST_IN_THE_MIDDLE);

    const straight = openForReading(undisturbed);
    const expectedFacts = readFacts(straight);
    const expectedContacts = contactsOf(straight);
    straight.close();
    expect(expectedContacts).toHaveLength(ROWS);
    for (const path of paths) {
      const { code } = await endOf(startLoad(path, file));
      expect(code).toBe(3);
      const db = openForReading(path);
      expect(db.sql.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(db.sql.prepare('SELECT count(*) FROM contacts').pluck().get()).toBe(ROWS);
      expect(db.sql.prepare('SELECT count(*) FROM contact_ids').pluck().get()).toBe(ROWS);
      expect(db.sql.prepare('SELECT count(*) FROM dirty').pluck().get()).toBe(0);
      expect(contactsOf(db)).toEqual(expectedContacts);
      expect(differencesOf(readFacts(db), expectedFacts)).toEqual([]);
      const loads = loadsOf(db);
      for (const load of loads) expectConsistent(load);
      expect(loads.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(ROWS);
      expect(loads.reduce((sum, { updated }) => sum + updated, 0)).toBe(0);
      expect(loads.at(-1)).toMatchObject({ read: ROWS + BROKEN_ROWS + TWINS, rejected: BROKEN_ROWS });
      expect(loads.at(-1)?.finished_at).not.toBeNull();
      db.close();
    }
  });
});

/** What a receipt says was read is what it says became of it, and its rejects are kept. */
function expectConsistent({ read, accepted, updated, unchanged, rejected, skipped, kept }: LoadRow): void {
  expect(accepted + updated + unchanged + rejected + skipped).toBe(read);
  expect(kept).toBe(rejected);
}
