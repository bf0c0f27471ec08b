// What operators' systems, their clocks and this process do wrong, done to a real server over real connections.
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LiveAnswer } from '../../api/contract/live.ts';
import type { ReceiptAnswer } from '../../api/contract/receipt.ts';
import { listen, type RunningServer } from '../../api/server.ts';
import { LIFECYCLE_EVENTS, type LifecycleEvent } from '../../db/domain/contact.ts';
import { bandOf } from '../../db/domain/live-band.ts';
import { claimPurpose } from '../../db/ingest/load.ts';
import { addKey } from '../../db/keys.ts';
import { openForReading, openForWriting } from '../../db/open.ts';
import { hasherOf, idBytes } from '../../db/secret.ts';
import type { Faring, FromEventServer } from '../support/event-server.ts';
import { SmallBank } from '../support/small-bank.ts';

const SERVER = join(import.meta.dirname, '..', 'support', 'event-server.ts');
const INGEST = join(import.meta.dirname, '..', '..', 'scripts', 'ingest.ts');
const SOURCE = 'platform';

interface Told {
  contact_id: string;
  event: LifecycleEvent;
  at: string;
  channel: string;
  queue: string;
}
interface Answered {
  status: number;
  retryAfter: string | undefined;
  receipt: ReceiptAnswer;
}
interface Running {
  child: ChildProcess;
  port: number;
}

let folder = '';
let databasePath = '';
let running: Running[];
let agent: Agent;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candour-faults-'));
  databasePath = join(folder, 'records.db');
  running = [];
  agent = new Agent({ keepAlive: true });
});
afterEach(async () => {
  agent.destroy();
  for (const { child } of running) await kill(child);
  rmSync(folder, { recursive: true, force: true });
});

/** Makes an empty database for real records with these keys; their texts. */
function makeKeys(...names: string[]): string[] {
  const db = openForWriting(databasePath);
  claimPurpose(db, 'real');
  const made = names.map((name) => addKey(db, name, 'all', 0, [SOURCE]));
  db.close();
  return made.map((one) => (one.ok ? one.key : ''));
}

async function start(): Promise<Running> {
  const child = fork(SERVER, [databasePath], {
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
  });
  const [said] = (await once(child, 'message')) as [FromEventServer];
  if (!('port' in said)) throw new Error('the server did not say where it is');
  running.push({ child, port: said.port });
  return { child, port: said.port };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function faring({ child }: Running): Promise<Faring> {
  child.send('how do you fare');
  const [said] = (await once(child, 'message')) as [Faring];
  return said;
}

function push(port: number, key: string, told: readonly Told[], more = ''): Promise<Answered> {
  const body = told.length === 0 ? '[]' : told.map((one) => JSON.stringify(one)).join('\n');
  return pushBody(port, key, body, more);
}

async function pushBody(port: number, key: string, body: string, more = ''): Promise<Answered> {
  const sent = request({
    ...{
      host: '127.0.0.1',
      port,
      agent,
      method: 'POST',
      path: `/api/v1/ingest/events?source=${SOURCE}${more}`,
    },
    headers: { authorization: `Bearer ${key}`, 'content-length': Buffer.byteLength(body) },
  });
  // Whoever is refused before all is sent may find the connection closed; before any answer that is a fault, below.
  sent.on('error', () => {});
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const text = Buffer.concat(await response.toArray()).toString();
  return {
    status: response.statusCode ?? 0,
    retryAfter: response.headers['retry-after'],
    receipt: JSON.parse(text) as ReceiptAnswer,
  };
}

async function live(port: number): Promise<LiveAnswer> {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/live`);
  expect(response.status).toBe(200);
  return (await response.json()) as LiveAnswer;
}
const phoneOf = ({ places }: LiveAnswer) =>
  places.find(({ channel, queue }) => channel === 'phone' && queue === null);

/** What has happened to the `n`th contact, a second apart: every third still waits, the others were answered and are gone. */
function lifeOf(n: number, atMs: number): Told[] {
  const steps: LifecycleEvent[] =
    n % 3 === 0 ? ['offered', 'queued'] : ['offered', 'queued', 'answered', 'ended'];
  return steps.map((event, i) => ({
    ...{ contact_id: `call ${n}`, event, at: new Date(atMs - 60_000 + i * 5000).toISOString() },
    ...{ channel: 'phone', queue: `line ${n % 4}` },
  }));
}

/** In parts of so many, each contact's steps in several of them. */
function parts(told: readonly Told[], size: number): Told[][] {
  const byStep = LIFECYCLE_EVENTS.flatMap((event) => told.filter((one) => one.event === event));
  return Array.from({ length: Math.ceil(byStep.length / size) }, (_, i) =>
    byStep.slice(i * size, (i + 1) * size),
  );
}

/** The events among these that the database does not hold, and how many it holds in all. */
function lookFor(told: readonly Told[]): { missing: Told[]; kept: number; contacts: number; ids: number } {
  const db = openForWriting(databasePath);
  const hasher = hasherOf(db);
  const find = db.sql.prepare('SELECT * FROM live_contacts WHERE hash = ?');
  const missing = told.filter(({ contact_id, event }) => {
    const row = find.get(idBytes(hasher.id(SOURCE, contact_id))) as Record<string, unknown> | undefined;
    return row === undefined || row[event] === null;
  });
  const count = (sql: string) => db.sql.prepare(sql).pluck().get() as number;
  const kept = count(
    `SELECT ${LIFECYCLE_EVENTS.map((event) => `count(${event})`).join(' + ')} FROM live_contacts`,
  );
  const found = {
    ...{ missing, kept },
    contacts: count('SELECT count(*) FROM contacts'),
    ids: count('SELECT count(*) FROM contact_ids'),
  };
  expect(db.sql.pragma('integrity_check', { simple: true })).toBe('ok');
  db.close();
  return found;
}

describe('a server that is killed in the middle of a burst of events', () => {
  test('has lost none that it acknowledged, counts none twice that are sent again, and says what waits', async () => {
    const CONTACTS = 900;
    const KILLS = 5;
    const [key = ''] = makeKeys(SOURCE);
    const told = Array.from({ length: CONTACTS }, (_, n) => lifeOf(n, Date.now())).flat();
    let unacknowledged = parts(told, 20);
    const acknowledged: Told[] = [];
    let lost = 0;
    for (let round = 1; round <= KILLS; round++) {
      const server = await start();
      const before = acknowledged.length;
      const left: Told[][] = [];
      const answers = unacknowledged.map(async (part) => {
        try {
          const { status } = await push(server.port, key, part);
          if (status === 202) acknowledged.push(...part);
          else left.push(part);
          // The others are on their way, waiting, half stored or stored and not yet acknowledged.
          if (acknowledged.length - before >= round * 60) server.child.kill('SIGKILL');
        } catch {
          left.push(part);
          lost++;
        }
      });
      await Promise.all(answers);
      await kill(server.child);
      expect(server.child.signalCode).toBe('SIGKILL');
      unacknowledged = left;
      expect(unacknowledged.length, 'it was killed before it was done').toBeGreaterThan(0);
      expect(lookFor(acknowledged).missing).toEqual([]);
    }
    expect(lost, 'some were cut off').toBeGreaterThan(0);

    const server = await start();
    for (const part of unacknowledged) expect((await push(server.port, key, part)).status).toBe(202);
    const found = lookFor(told);
    expect(found).toEqual({ missing: [], kept: told.length, contacts: CONTACTS, ids: CONTACTS });
    const waiting = CONTACTS / 3;
    await expect
      .poll(async () => phoneOf(await live(server.port)), { timeout: 20_000 })
      .toMatchObject({
        waiting: { ...bandOf(waiting), status: 'live' },
        inService: { low: null },
      });
    for (const part of parts(told, 1000)) {
      const { receipt } = await push(server.port, key, part);
      expect(receipt).toMatchObject({ unchanged: part.length, accepted: 0, updated: 0, rejected: 0 });
    }
    await kill(server.child);
    expect(phoneOf(await live((await start()).port)), 'and after one more').toMatchObject({
      waiting: { ...bandOf(waiting), status: 'live' },
    });
  });
});

describe('a flood of 50,000 events', () => {
  test('is taken or told when to come again, nothing acknowledged is lost, and readers are answered meanwhile', async () => {
    const KEYS = 3;
    const keys = makeKeys(...Array.from({ length: KEYS }, (_, i) => `system ${'abc'[i]}`));
    const server = await start();
    const all = Array.from({ length: 15_000 }, (_, n) => lifeOf(n, Date.now())).flat();
    expect(all).toHaveLength(50_000);
    const large = all.slice(0, 20_000);
    const small = parts(all.slice(20_000), 50);
    const before = await faring(server);
    const startedAt = performance.now();
    let isOver = false;
    const acknowledged: Told[] = [];
    const refused: Answered[] = [];
    const take = (part: readonly Told[], answer: Answered) => {
      if (answer.status === 202) acknowledged.push(...part);
      else refused.push(answer);
    };
    let looks = 0;
    let longestLookMs = 0;
    const looking = (async () => {
      while (!isOver) {
        const askedAt = performance.now();
        await live(server.port);
        longestLookMs = Math.max(longestLookMs, performance.now() - askedAt);
        looks++;
      }
    })();
    await Promise.all([
      push(server.port, keys[0]!, large).then((answer) => take(large, answer)),
      ...small.map(async (part, i) => take(part, await push(server.port, keys[i % KEYS]!, part))),
    ]);
    const seconds = (performance.now() - startedAt) / 1000;
    isOver = true;
    await looking;
    const after = await faring(server);
    console.info(
      `${acknowledged.length} of ${all.length} events taken in ${seconds.toFixed(1)} s, ` +
        `${Math.round(acknowledged.length / seconds)} a second; ${refused.length} of ${small.length + 1} requests refused; ` +
        `longest turn ${Math.round(after.longestTurnMs)} ms, longest answer ${Math.round(longestLookMs)} ms of ${looks}; ` +
        `memory ${Math.round(before.residentBytes / 1e6)} → ${Math.round(after.mostResidentBytes / 1e6)} MB`,
    );
    for (const { status, retryAfter } of refused) {
      expect(status).toBe(429);
      expect(Number(retryAfter)).toBeGreaterThan(0);
    }
    expect(refused.length, 'each key may send 120 at once, and five a second').toBeGreaterThan(0);
    expect(acknowledged.length).toBeGreaterThan(large.length);
    // That others are answered between the pieces of one request is shown in tests/api/push.test.ts, whatever else runs here.
    expect(looks).toBeGreaterThan(0);
    expect(after.mostResidentBytes - before.residentBytes).toBeLessThan(250e6);
    const found = lookFor(acknowledged);
    expect([found.missing, found.kept]).toEqual([[], acknowledged.length]);
  });
});

test('bodies that are larger together than what may wait are refused before they are read, and can be told so', async () => {
  const BODIES = 12;
  const [key = ''] = makeKeys(SOURCE);
  const server = await start();
  const before = await faring(server);
  // Nine million bytes, nearly all of them blank: what is held is what counts here.
  const padding = `\n${' '.repeat(899_999)}`.repeat(10);
  const answers = await Promise.all(
    Array.from({ length: BODIES }, async (_, n) => {
      const [first] = lifeOf(n, Date.now());
      return { first: first!, answer: await pushBody(server.port, key, JSON.stringify(first) + padding) };
    }),
  );
  const taken = answers.filter(({ answer }) => answer.status === 202);
  const refused = answers.filter(({ answer }) => answer.status === 429);
  expect(taken.length + refused.length).toBe(BODIES);
  expect(taken.length, 'three are half of the room').toBeGreaterThanOrEqual(3);
  for (const { answer } of refused) expect(answer.retryAfter).toMatch(/^\d+$/);
  for (const { first } of refused) expect((await push(server.port, key, [first])).status).toBe(202);
  expect(lookFor(answers.map(({ first }) => first))).toMatchObject({ missing: [], kept: BODIES });
  expect((await faring(server)).mostResidentBytes - before.residentBytes).toBeLessThan(250e6);
});

test('events that the command loads while the server runs are in its answer', async () => {
  makeKeys(SOURCE);
  const server = await start();
  expect((await live(server.port)).places).toEqual([]);
  const file = join(folder, 'events.ndjson');
  const waiting = Array.from({ length: 12 }, (_, i) => lifeOf(i * 3, Date.now())).flat();
  writeFileSync(file, waiting.map((one) => JSON.stringify(one)).join('\n'));
  const command = spawn(process.execPath, [INGEST, '--as', 'events', file], {
    env: { ...process.env, CANDOUR_DB: databasePath, CANDOUR_CONFIG: '', CANDOUR_NOW: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = Buffer.concat(await command.stdout.toArray()).toString();
  expect(said).toBe('read 24, accepted 24, updated 0, unchanged 0, rejected 0, skipped 0\n');
  await expect
    .poll(async () => phoneOf(await live(server.port))?.waiting, { timeout: 20_000 })
    .toMatchObject({ low: 10, high: 19, status: 'live' });
  expect(openForReading(databasePath).sql.prepare('SELECT count(*) FROM contacts').pluck().get()).toBe(12);
});

describe('over the clock of a small bank', () => {
  let bank: SmallBank;
  let server: RunningServer;
  let key = '';
  let noon = 0;
  beforeEach(async () => {
    bank = new SmallBank();
    noon = bank.nowSeconds;
    const made = addKey(bank.db, SOURCE, 'all', noon);
    key = made.ok ? made.key : '';
    const listening = await listen(bank.app(), { host: '127.0.0.1', port: 0 });
    if (!listening.ok) throw new Error(listening.problem);
    server = listening.server;
  });
  afterEach(async () => {
    agent.destroy();
    await server.stop();
    bank.close();
  });

  const told = (id: string, event: LifecycleEvent, at: number): Told => ({
    ...{ contact_id: id, event, at: new Date((noon + at) * 1000).toISOString() },
    ...{ channel: 'phone', queue: 'PS' },
  });
  const queue = (count: number, at: number, name = 'call') =>
    Array.from({ length: count }, (_, i) => told(`${name} ${i}`, 'queued', at));
  const tell = (events: readonly Told[]) => push(server.port, key, events);
  const phoneAt = async (at: number) => {
    bank.nowSeconds = noon + at;
    return phoneOf(await live(server.port));
  };

  test('a source that is silent for an hour is called stale, and its return is no spike', async () => {
    await tell(queue(30, -90));
    expect(await phoneAt(0)).toMatchObject({ waiting: { low: 20, high: 49, status: 'live', ageMinutes: 0 } });
    const silent = await phoneAt(3600);
    expect(silent).toMatchObject({
      waiting: { low: 20, high: 49, status: 'stale', ageMinutes: 60, asOf: '1999-03-15T12:00:00+02:00' },
    });
    // Two who came last, and the end of one of whom nothing was heard for an hour.
    await tell([...queue(2, 3590, 'new'), told('call 7', 'abandoned', 40)]);
    expect(await phoneAt(3600)).toMatchObject({
      waiting: { low: 0, high: 4, status: 'live', ageMinutes: 0 },
    });
  });

  test('a source that sends what it could not send for an hour leaves those who wait, and no others', async () => {
    await tell(queue(30, -90));
    bank.nowSeconds = noon + 3600;
    const missed = Array.from({ length: 60 }, (_, i) => [
      told(`missed ${i}`, 'queued', i * 60),
      told(`missed ${i}`, 'answered', i * 60 + 45),
      told(`missed ${i}`, 'ended', i * 60 + 50),
    ]).flat();
    // Of the last two of these nothing is more than two minutes old.
    const ended = queue(30, 0).map(({ contact_id }) => told(contact_id, 'answered', 20));
    const { receipt } = await tell([...missed, ...ended, ...queue(6, 3580, 'still')]);
    expect(receipt).toMatchObject({ read: 216, accepted: 216 });
    expect(receipt.applied).toEqual({ 'told more than two minutes after they happened': 204 });
    expect(await phoneAt(3600)).toMatchObject({ waiting: { low: 5, high: 9, status: 'live' } });
  });

  test('an empty message keeps a quiet source there, and those who wait in the queue', async () => {
    await tell(queue(12, -90));
    for (let minute = 5; minute <= 60; minute += 5) {
      bank.nowSeconds = noon + minute * 60;
      const { status, receipt } = await tell([]);
      expect([status, receipt.read, receipt.rejected]).toEqual([202, 0, 0]);
    }
    expect(await phoneAt(3600)).toMatchObject({
      waiting: { low: 10, high: 19, status: 'live', ageMinutes: 0 },
      longestWait: { minutes: 62, status: 'live' },
    });
  });

  test('a source whose clock is minutes ahead is set right, and the receipt says how often', async () => {
    const { status, receipt } = await tell(queue(12, 300));
    expect(status).toBe(202);
    expect(receipt).toMatchObject({ accepted: 12, rejected: 0 });
    expect(receipt.applied).toEqual({ 'times ahead of our clock taken for the moment of receipt': 12 });
    expect(await phoneAt(0)).toMatchObject({ waiting: { low: 10, high: 19, status: 'live', ageMinutes: 0 } });
    expect(await phoneAt(60)).toMatchObject({ longestWait: { minutes: 1 } });
  });

  test('a source whose clock is a day ahead is refused, and told what is wrong with it', async () => {
    const { status, receipt } = await tell(queue(12, 86_400));
    expect(status).toBe(422);
    expect(receipt).toMatchObject({
      detail: expect.stringContaining('more than 10 minutes ahead of our clock'),
      receipt: { read: 12, accepted: 0, rejected: 12, rejects: { length: 12 } },
    });
    expect(await phoneAt(0)).toBeUndefined();
    const mixed = await tell([...queue(6, -30, 'right'), ...queue(3, 86_400, 'wrong')]);
    expect([mixed.status, mixed.receipt.accepted, mixed.receipt.rejected]).toEqual([202, 6, 3]);
    expect(await phoneAt(0)).toMatchObject({ waiting: { low: 5, high: 9 } });
  });

  test('a source whose clock is minutes behind is taken as it is, and the receipt counts what is late', async () => {
    const { receipt } = await tell(queue(12, -300));
    expect(receipt).toMatchObject({ accepted: 12 });
    expect(receipt.applied).toEqual({ 'told more than two minutes after they happened': 12 });
    expect(await phoneAt(0)).toMatchObject({
      waiting: { low: 10, high: 19, status: 'live' },
      longestWait: { minutes: 5 },
    });
  });

  test('a source whose clock is a day behind is refused, unless it says that it is late, and is put right by a correction', async () => {
    await tell(queue(12, -60));
    const wrong = queue(40, -86_400, 'yesterday');
    const refused = await tell(wrong);
    expect(refused.status).toBe(422);
    expect(refused.receipt).toMatchObject({
      detail: expect.stringContaining('more than 12 hours behind our clock'),
      receipt: { read: 40, accepted: 0, rejected: 40 },
    });
    const late = await push(server.port, key, wrong, '&late=true');
    expect([late.status, late.receipt.accepted]).toEqual([202, 40]);
    expect(await phoneAt(0)).toMatchObject({ waiting: { low: 10, high: 19, status: 'live', ageMinutes: 0 } });
    const right = await push(server.port, key, queue(40, -30, 'yesterday'), '&correct=true');
    expect([right.status, right.receipt.updated]).toEqual([202, 40]);
    expect(await phoneAt(0)).toMatchObject({ waiting: { low: 50, high: 99 } });
  });
});
