/**
 * An evening at the bank, told as it happened: the calls of 23 May 1999 as events, through the loader, with the clock of
 * that day, and every five minutes what is said of the queues held against a count over the bank's own rows.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { liveFeed } from '../../api/feeds/live.ts';
import { CHANNELS, type EventRecord } from '../../db/domain/contact.ts';
import { Load } from '../../db/ingest/load.ts';
import { openForWriting, type WriteHandle } from '../../db/open.ts';
import { type QueueState, readLiveState } from '../../db/queries/live-state.ts';
import { wordsOf } from '../../db/queries/term.ts';
import { rollUp } from '../../db/rollup/rollup.ts';
import { readMapping } from '../../scripts/mapping-file.ts';
import { type Organisation, openOrganisation } from '../../scripts/organisation.ts';
import { inOrder } from '../../scripts/replay/event-order.ts';
import { readContacts } from '../../scripts/replay/recorded-contacts.ts';
import { type Call, groupBy, readCalls } from './bank-count.ts';
import { Comparison } from './comparison.ts';
import { compareWith, rawFiles, readRows } from './raw-records.ts';

const files = rawFiles('anonbank').filter((file) => file.includes('1999-05'));
const CONFIGURATION = fileURLToPath(new URL('../../scripts/examples/anonymous-bank.json', import.meta.url));
const DATE = '1999-05-23';
const MIDNIGHT = Date.parse(`${DATE}T00:00:00+03:00`) / 1000;
/** A Sunday: open from 07:00 to 24:00. */
const OPENS = MIDNIGHT + 7 * 3600;
const END = MIDNIGHT + 86_400;
const STEP = 300;
const QUARTER = 900;
const DELAY = 900;

/** A call on the clock of the day: when it joined the queue, left it, and was over. */
interface Waiter {
  queue: string;
  queuedAt: number;
  leftAt: number;
  /** null: nobody answered */
  endedAt: number | null;
}

function waiterOf({ second, queue, end, menuSeconds, waitSeconds, serviceSeconds }: Call): Waiter[] {
  if (end === 'contained') return [];
  const queuedAt = MIDNIGHT + second + (menuSeconds ?? 0);
  const leftAt = queuedAt + waitSeconds;
  return [{ queue, queuedAt, leftAt, endedAt: end === 'answered' ? leftAt + serviceSeconds : null }];
}

const waitingAt = (calls: readonly Waiter[], at: number) =>
  calls.filter(({ queuedAt, leftAt }) => queuedAt <= at && at < leftAt);
const servedAt = (calls: readonly Waiter[], at: number) =>
  calls.filter(({ leftAt, endedAt }) => endedAt !== null && leftAt <= at && at < endedAt).length;
const longestAt = (calls: readonly Waiter[], at: number) =>
  waitingAt(calls, at).reduce<number | null>(
    (most, { queuedAt }) => Math.max(most ?? 0, at - queuedAt),
    null,
  );

/** Bands as the policy states them: 0–4, 5–9, 10–19, 20–49, 50–99. */
const BANDS = [
  [0, 4],
  [5, 9],
  [10, 19],
  [20, 49],
  [50, 99],
] as const;
const bandOf = (count: number) => BANDS.find(([low, high]) => count >= low && count <= high)!;

compareWith('the bank, live', files, () => {
  let folder: string;
  let db: WriteHandle;
  let organisation: Organisation;
  let calls: Waiter[];
  let arrivals: number[];
  let events: EventRecord[];
  let told = 0;
  const samples: { at: number; states: QueueState[]; said: ReturnType<typeof liveFeed> }[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'candour-parity-'));
    db = openForWriting(join(folder, 'records.db'));
    organisation = await openOrganisation(db, CONFIGURATION, MIDNIGHT);
    const ofDay = readCalls(readRows(files).filter(({ date }) => date === '990523'));
    calls = ofDay.flatMap(waiterOf);
    arrivals = ofDay.flatMap(({ end, second }) => (end === 'contained' ? [] : [MIDNIGHT + second]));
    const { zone } = organisation;
    const mapping = readMapping('anonbank-calls');
    const recorded = await readContacts(files, { zone, mapping, from: MIDNIGHT, to: END });
    events = [...inOrder(recorded.contacts)];
    let next = 0;
    for (let at = MIDNIGHT; at <= END + 2 * 3600; at += STEP) {
      const from = next;
      while (next < events.length && events[next]!.at <= at) next++;
      const fresh = events.slice(from, next);
      // In the wrong order, and a part of what came before once more; an empty message says that the source is there.
      tell(fresh.length === 0 ? [] : [...fresh.reverse(), ...events.slice(Math.max(0, from - 3), from)], at);
      told += next - from;
      rollUp(db, organisation.rules, at, { links: false, isLive: true });
      const { configuration, calendar } = organisation;
      const said = liveFeed({ db, configuration, zone, calendar, nowSeconds: at });
      samples.push({ at, states: readLiveState(db, at), said });
    }
  });
  afterAll(() => {
    db?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function tell(batch: readonly EventRecord[], nowSeconds: number): void {
    const { zone, configured } = organisation;
    const load = new Load(db, 'events', { source: 'bank', name: 'replay', zone, nowSeconds, configured });
    if (batch.length > 0) {
      // The loader sets clocks on the records that it is handed.
      const records = batch.map((event) => ({ ...event }));
      load.stage({ records, lines: records.map((_, i) => i), rejects: [], read: records.length, skipped: 0 });
    }
    expect(load.finish(nowSeconds).rejected).toBe(0);
  }

  const queueOf = (state: QueueState) =>
    state.queue === null ? null : (wordsOf(db, [state.queue]).get(state.queue) ?? null);
  const callsOf = (queue: string | null) =>
    queue === null ? calls : calls.filter((call) => call.queue === queue);

  test('tells every event of every call but the phantom ones', () => {
    expect(calls.length).toBeGreaterThan(2000);
    expect(told).toBe(events.length);
    const entered = groupBy(events, ({ event }) => event).get('queued')?.length;
    expect(entered).toBe(calls.length);
  });

  test('knows at every moment who waits, for how long the longest, and who is served: in all and by service line', () => {
    const comparison = new Comparison('the bank, live, before disclosure control');
    let most = 0;
    for (const { at, states } of samples) {
      const known = new Map(
        states
          .filter(({ channel }) => channel === CHANNELS.indexOf('phone'))
          .map((state) => [queueOf(state), state]),
      );
      for (const queue of [null, 'PS', 'PE', 'IN', 'NE', 'NW', 'TT']) {
        const theirs = callsOf(queue);
        const state = known.get(queue);
        const name = `${new Date(at * 1000).toISOString()} ${queue ?? 'all'}`;
        const waiting = waitingAt(theirs, at).length;
        most = Math.max(most, waiting);
        comparison.number(`${name} waiting`, state?.waiting ?? 0, waiting);
        comparison.number(`${name} longest`, state?.longestWaitSeconds ?? null, longestAt(theirs, at));
        comparison.number(`${name} served`, state?.inService ?? 0, servedAt(theirs, at));
      }
    }
    comparison.report();
    expect(most).toBeGreaterThanOrEqual(10);
  });

  test('says of it the band, the longest wait in begun minutes, and nothing finer', () => {
    const comparison = new Comparison('the bank, live, as it is said');
    const met = new Set<string>();
    for (const { at, said } of samples) {
      for (const place of said.places) {
        const theirs = callsOf(place.queue);
        const waiting = waitingAt(theirs, at).length;
        const name = `${new Date(at * 1000).toISOString()} ${place.queue ?? 'all'}`;
        const isOpen = at >= OPENS && at < END;
        comparison.judged(
          `${name} open`,
          place.isOpen === isOpen,
          () => `${place.isOpen}, expected ${isOpen}`,
        );
        const isShut = !isOpen && waiting === 0;
        const [low, high] = bandOf(waiting);
        comparison.number(`${name} low`, place.waiting.low, isShut ? null : low);
        comparison.number(`${name} high`, place.waiting.high, isShut ? null : high);
        const longest = longestAt(theirs, at);
        const minutes = waiting < 5 || longest === null ? null : Math.max(1, Math.ceil(longest / 60));
        comparison.number(`${name} longest`, place.longestWait.minutes, minutes);
        if (!isShut) met.add(`${low}–${high}`);
      }
    }
    comparison.report();
    expect([...met]).toEqual(expect.arrayContaining(['0–4', '5–9', '10–19']));
  });

  test('counts who came and who left by closed quarter-hours, once the delay has passed, and hides the small', () => {
    const comparison = new Comparison("the bank's quarter-hours, live");
    for (const { at, said } of samples) {
      if (at < OPENS + 2 * 3600 || at >= END) continue;
      for (const place of said.places) {
        const theirs = callsOf(place.queue);
        const horizon = Math.floor((at - DELAY) / QUARTER) * QUARTER;
        const name = `${new Date(at * 1000).toISOString()} ${place.queue ?? 'all'}`;
        comparison.number(
          `${name} start`,
          Date.parse(place.quarters?.start0 ?? '') / 1000,
          horizon - 4 * QUARTER,
        );
        for (let quarter = 0; quarter < 4; quarter++) {
          const from = horizon - (4 - quarter) * QUARTER;
          const within = (moment: number) => moment >= from && moment < from + QUARTER;
          const left = theirs.filter(({ leftAt }) => within(leftAt)).length;
          const said = place.quarters?.left[quarter];
          const isSmall = left > 0 && left < 10;
          // Of lines beside their channel's sum a hidden one would follow: none of them is said.
          const isLine = place.queue !== null;
          comparison.number(`${name} left ${quarter}`, said?.value ?? null, isLine || isSmall ? null : left);
          comparison.judged(
            `${name} left ${quarter} status`,
            said?.status === (isLine ? 'missing' : isSmall ? 'suppressed' : 'provisional'),
            () => `${said?.status}`,
          );
        }
      }
      const arrived = said.places.find(({ queue }) => queue === null)?.quarters?.arrived ?? [];
      const horizon = Math.floor((at - DELAY) / QUARTER) * QUARTER;
      arrived.forEach(({ value }, quarter) => {
        const from = horizon - (4 - quarter) * QUARTER;
        // A call belongs to the quarter-hour in which it arrived, before the menu.
        const came = arrivedIn(from, from + QUARTER);
        comparison.number(
          `${new Date(at * 1000).toISOString()} arrived ${quarter}`,
          value,
          came > 0 && came < 10 ? null : came,
        );
      });
    }
    comparison.report();
  });

  const arrivedIn = (from: number, to: number) => arrivals.filter((at) => at >= from && at < to).length;

  test('is empty when the night has come: every call that began has ended', () => {
    const { states, said } = samples.at(-1)!;
    expect(states.map(({ waiting, inService }) => [waiting, inService])).toEqual(states.map(() => [0, 0]));
    expect(said.places.every(({ waiting }) => waiting.status === 'closed')).toBe(true);
  });
});
