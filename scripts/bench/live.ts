/**
 * From an event that is acknowledged to the pixel that changes: a whole server with its site, a real browser on its first
 * page, 200 events a second meanwhile. And how fast `live` is answered, beside nginx. Owns the invented line of people who
 * come and go; refuses to time anything by two clocks: both ends read that of the machine.
 */
import { writeFileSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { claimPurpose } from '../../db/ingest/load.ts';
import { addKey } from '../../db/keys.ts';
import { openForWriting } from '../../db/open.ts';
import { launchBrowser } from '../browser.ts';
import { measureBesideNginx } from './beside-nginx.ts';
import { type Figure, median } from './figure.ts';
import { timeProgram } from './process.ts';
import { type ServedSite, serveSite } from './served-site.ts';

const INGEST = join(import.meta.dirname, '..', 'ingest.ts');
const LEAST_OF_NGINX = 0.4;
const MOST_MEDIAN_MS = 1000;
const MOST_P99_MS = 2000;
const EVENTS_A_SECOND = 200;
/** As often as one key may. */
const PUSHES_A_SECOND = 5;
const LONGEST_WAIT_MS = 30_000;
const DAYS = 42;
const CALLS_A_DAY = 300;
/** Whose coming and going changes the band. */
const CROWD = 24;

/** How often and how long. */
export interface LivePace {
  changes: number;
  /** between two changes; a part of it is added, so that they do not keep step with the server */
  betweenMs: number;
  /** of each measurement of requests */
  seconds: number;
  rounds: number;
}

const PACE: LivePace = { changes: 60, betweenMs: 700, seconds: 5, rounds: 3 };
/** With fewer, the slowest of them is no percentile. */
const CHANGES_THAT_JUDGE = 60;

export async function benchLive(
  folder: string,
  say: (line: string) => void,
  pace: LivePace = PACE,
): Promise<Figure[]> {
  say(`loading ${DAYS} days of calls and building their site`);
  const variables = {
    CANDOUR_DB: join(folder, 'live.db'),
    CANDOUR_CONFIG: join(folder, 'live.json'),
    CANDOUR_OUT: join(folder, 'live-site'),
  };
  await writeRecords(folder, variables);
  const [busyKey, changingKey] = makeKeys(variables.CANDOUR_DB);
  const site = await serveSite(variables, '--no-demonstration');
  const crowd = new Pushes(site, changingKey);
  const others = new Pushes(site, busyKey);
  try {
    const busy = goOn(others);
    await crowd.push(comeOrGo(0, true));
    say(`${pace.changes} changes of the first page, at ${EVENTS_A_SECOND} events a second`);
    const times = await timeChanges(site, crowd, pace);
    const rate = await busy.end();
    say('asking for the live answer, again and again');
    const beside = await measureBesideNginx(folder, `${site.address}/api/v1/live`, pace);
    return [...figuresOf(times, rate), ...figuresBeside(beside)];
  } finally {
    crowd.end();
    others.end();
    await site.stop();
  }
}

function figuresOf(times: readonly number[], rate: number): Figure[] {
  const sorted = [...times].sort((a, b) => a - b);
  const judged = <T>(target: T) => (times.length >= CHANGES_THAT_JUDGE ? target : null);
  const name = `event acknowledged to pixel changed, of ${times.length}`;
  return [
    {
      ...{ name: `${name}: median`, value: median(times), unit: 'ms' },
      target: judged({ most: MOST_MEDIAN_MS }),
    },
    {
      ...{
        name: `${name}: 99th percentile`,
        value: sorted[Math.ceil(sorted.length * 0.99) - 1]!,
        unit: 'ms',
      },
      target: judged({ most: MOST_P99_MS }),
    },
    { name: 'events taken meanwhile', value: rate, unit: 'a second', target: null },
  ];
}

function figuresBeside(beside: Awaited<ReturnType<typeof measureBesideNginx>>): Figure[] {
  const name = 'requests for `live`, as a share of those of nginx';
  if (typeof beside === 'string') return [{ name, value: null, unit: '', target: null, note: beside }];
  const { bytes, requests, share } = beside;
  return [
    { name: `requests for \`live\`, of ${bytes} bytes`, value: requests, unit: 'a second', target: null },
    { name, value: share, unit: '', target: { least: LEAST_OF_NGINX } },
  ];
}

/** A line that is always open, and its last weeks. */
async function writeRecords(folder: string, variables: Readonly<Record<string, string>>): Promise<void> {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const hours = Object.fromEntries(days.map((day) => [day, ['00:00-24:00']]));
  const configuration = {
    organisation: { name: 'Bench', timeZone: 'UTC', languages: ['en'] },
    channels: { phone: { hours }, chat: { hours } },
  };
  writeFileSync(variables.CANDOUR_CONFIG!, JSON.stringify(configuration));
  const today = Math.floor(Date.now() / 86_400_000) * 86_400_000;
  const rows = Array.from({ length: DAYS * CALLS_A_DAY }, (_, n) => {
    const at = today - (n + 0.5) * (86_400_000 / CALLS_A_DAY);
    const channel = n % 4 === 0 ? 'chat' : 'phone';
    return `call ${n},${new Date(at).toISOString()},${channel},answered,${(n * 37) % 300},${60 + ((n * 53) % 400)}`;
  });
  const csv = join(folder, 'live.csv');
  writeFileSync(csv, `id,offered_at,channel,outcome,wait_s,handle_s\n${rows.join('\n')}\n`);
  await timeProgram(process.execPath, [INGEST, csv], { ...variables, CANDOUR_NOW: '' });
}

function makeKeys(databasePath: string): [string, string] {
  const db = openForWriting(databasePath);
  claimPurpose(db, 'real');
  const keys = ['many', 'changing'].map((name) => addKey(db, name, 'all', Math.floor(Date.now() / 1000)));
  db.close();
  return keys.map((made) => (made.ok ? made.key : '')) as [string, string];
}

interface Told {
  contact_id: string;
  event: string;
  at: string;
  channel: string;
  queue?: string;
}

/** People who come and are served, in step with the clock, none of whom waits for longer than it takes to tell. */
function served(first: number, count: number): Told[] {
  const at = Date.now();
  return Array.from({ length: count / 4 }, (_, i) => {
    const contact_id = `busy ${first + i}`;
    const channel = i % 2 === 0 ? 'chat' : 'phone';
    return ['offered', 'queued', 'answered', 'ended'].map((event, step) => ({
      ...{ contact_id, event, channel, queue: `line ${i % 5}` },
      at: new Date(at - 40_000 + step * 10_000).toISOString(),
    }));
  }).flat();
}

/** So many that the band is another one when they have come, and again when they have gone. */
function comeOrGo(change: number, isComing: boolean): Told[] {
  const at = new Date(Date.now() - (isComing ? 70_000 : 0)).toISOString();
  const event = isComing ? 'queued' : 'answered';
  return Array.from({ length: CROWD }, (_, i) => ({
    ...{ contact_id: `crowd ${Math.floor(change / 2)} ${i}`, event, at, channel: 'phone' },
  }));
}

/** Pushes in step with the clock until it is ended; then says how many events a second were acknowledged. */
function goOn(pushes: Pushes): { end(): Promise<number> } {
  const each = EVENTS_A_SECOND / PUSHES_A_SECOND;
  const startedAt = performance.now();
  let count = 0;
  let isOver = false;
  const going = (async () => {
    for (let n = 0; !isOver; n++) {
      await sleep(Math.max(0, startedAt + (n * 1000) / PUSHES_A_SECOND - performance.now()));
      await pushes.push(served(n * each, each));
      count += each;
    }
  })();
  // Told when it is ended; until then it is no fault that nobody looks.
  going.catch(() => {});
  return {
    end: async () => {
      isOver = true;
      await going;
      return count / ((performance.now() - startedAt) / 1000);
    },
  };
}

/** Milliseconds from each acknowledgement to the second frame after the text changed, which is when it can be seen. */
async function timeChanges(site: ServedSite, pushes: Pushes, pace: LivePace): Promise<number[]> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`${site.address}/`);
    await page.waitForFunction(() => document.querySelector('.now-line')?.textContent?.trim() !== '');
    await page.evaluate(noteSeen);
    const times: number[] = [];
    // The crowd has come; the first change is its going. Two are not counted: all is loaded then.
    for (let change = -2; change < pace.changes; change++) {
      await sleep(pace.betweenMs * (1 + (((change + 2) * 0.618) % 1) * 0.9));
      const isComing = change % 2 !== 0;
      const sentAt = Date.now();
      await pushes.push(comeOrGo(change + (isComing ? 3 : 2), isComing));
      const acknowledgedAt = Date.now();
      const seenAt = await whenSeen(page, sentAt, isComing);
      if (change >= 0) times.push(seenAt - acknowledgedAt);
    }
    return times;
  } finally {
    await browser.close();
  }
}

interface Seen {
  at: number;
  isCrowded: boolean;
}

/** Runs in the page. */
function noteSeen(): void {
  const seen: Seen[] = [];
  Object.assign(window, { seen });
  const line = document.querySelector('.now-line')!;
  new MutationObserver(() => {
    const isCrowded = /\b20\b/.test(line.textContent ?? '');
    requestAnimationFrame(() => requestAnimationFrame(() => seen.push({ at: Date.now(), isCrowded })));
  }).observe(line, { childList: true, characterData: true, subtree: true });
}

async function whenSeen(page: Page, since: number, isCrowded: boolean): Promise<number> {
  const handle = await page.waitForFunction(
    (wanted) =>
      (window as unknown as { seen: Seen[] }).seen.find(
        (one) => one.at >= wanted.since && one.isCrowded === wanted.isCrowded,
      )?.at,
    { since, isCrowded },
    { timeout: LONGEST_WAIT_MS, polling: 50 },
  );
  return Number(await handle.jsonValue());
}

/** Events over one connection, one push after the other. */
class Pushes {
  readonly #site: ServedSite;
  readonly #key: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(site: ServedSite, key: string) {
    this.#site = site;
    this.#key = key;
  }

  async push(told: readonly Told[]): Promise<void> {
    const body = JSON.stringify(told);
    const sent = request(`${this.#site.address}/api/v1/ingest/events`, {
      ...{ method: 'POST', agent: this.#agent },
      headers: { authorization: `Bearer ${this.#key}`, 'content-length': Buffer.byteLength(body) },
    });
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      sent.once('response', resolve);
      sent.once('error', reject);
      sent.end(body);
    });
    const answer = Buffer.concat(await response.toArray());
    if (response.statusCode !== 202) throw new Error(`a push was answered ${response.statusCode}: ${answer}`);
  }

  end(): void {
    this.#agent.destroy();
  }
}
