// The live answer of the real application, told by pushes as an operator's platform would.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../../../api/app.ts';
import { type LiveAnswer, liveAnswer } from '../../../api/contract/live.ts';
import { addKey } from '../../../db/keys.ts';
import { SmallBank } from '../../support/small-bank.ts';

let bank: SmallBank;
let app: App;
let key: string;
/** Monday noon: open from 08:00 to 17:00. */
let noon: number;
beforeEach(() => {
  bank = new SmallBank();
  noon = bank.nowSeconds;
  app = bank.app();
  const made = addKey(bank.db, 'telephony', 'all', noon);
  if (!made.ok) throw new Error(made.problem);
  key = made.key;
});
afterEach(() => bank.close());

const rfc = (at: number) => new Date((noon + at) * 1000).toISOString();

async function push(kind: 'events' | 'queue' | 'contacts', records: readonly object[]) {
  const response = await app.request(`/api/v1/ingest/${kind}`, {
    method: 'POST',
    body: JSON.stringify(records),
    headers: { authorization: `Bearer ${key}` },
  });
  expect(response.status).toBe(202);
}
const event = (id: string, name: string, at: number, more: object = {}) => ({
  ...{ contact_id: id, event: name, at: rfc(at), channel: 'phone', queue: 'PS', ...more },
});
const queued = (count: number, at = -90) =>
  Array.from({ length: count }, (_, i) => event(`q${i}`, 'queued', at - i));

async function live(): Promise<LiveAnswer> {
  const answer = await (await app.request('/api/v1/live')).json();
  expect(liveAnswer.parse(answer)).toEqual(answer);
  return answer as LiveAnswer;
}
const phone = async () =>
  (await live()).places.find(({ channel, queue }) => channel === 'phone' && queue === null)!;

describe('live', () => {
  test('says nothing of any queue where nobody tells of now', async () => {
    expect(await live()).toEqual({
      ...{ timeZone: 'Asia/Jerusalem', asOf: null, madeAt: '1999-03-15T12:00:00+02:00', delayMinutes: 15 },
      linesLeftOut: 0,
      places: [],
    });
  });

  test('says how many wait as a band, the longest wait in begun minutes, open and until when', async () => {
    await push('events', queued(12));
    expect(await phone()).toMatchObject({
      ...{ label: 'Phone', isOpen: true, changesAt: '1999-03-15T17:00:00+02:00' },
      waiting: { low: 10, high: 19, status: 'live', source: 'estimated', ageMinutes: 0 },
      longestWait: { minutes: 2, status: 'live' },
      inService: { low: null, status: 'suppressed' },
      agents: { low: null, status: 'missing' },
    });
  });

  test('says a hundred service lines, and how many it leaves out; which they are changes with nothing that happens', async () => {
    const line = (i: number) => event(`l${i}`, 'queued', -30, { queue: `L${String(i).padStart(3, '0')}` });
    const yesterday = Array.from({ length: 1040 }, (_, i) => ({
      ...{ id: `y${i}`, offered_at: rfc(-86_400 + i), channel: 'phone', outcome: 'answered' },
      queue: `L${String(i % 104).padStart(3, '0')}`,
    }));
    await push('contacts', yesterday);
    bank.rollUp();
    const linesOf = ({ places }: LiveAnswer) =>
      places.flatMap(({ queue }) => (queue === null ? [] : [queue]));
    await push(
      'events',
      Array.from({ length: 104 }, (_, i) => line(i)),
    );
    const first = await live();
    expect(first.linesLeftOut).toBe(4);
    expect(linesOf(first)).toHaveLength(100);
    await push('events', [line(103), event('l0', 'ended', -10, { queue: 'L000' })]);
    expect(linesOf(await live())).toEqual(linesOf(first));
    expect((await phone()).waiting.low).toBe(100);
  });

  test('names a service line by its contacts of days gone by: its first contact does not show', async () => {
    await push('events', [...queued(6), event('done', 'ended', -40)]);
    const before = await (await app.request('/api/v1/live')).text();
    await push('events', [event('rare', 'queued', -30, { queue: 'ADOPTION' })]);
    expect(await (await app.request('/api/v1/live')).text()).toBe(before);
  });

  test('says each service line after its channel, under its public name', async () => {
    await push('events', [...queued(6), event('n', 'queued', -30, { queue: '=NEW' })]);
    const { places } = await live();
    expect(places.map(({ queue, label, waiting }) => [queue, label, waiting.low])).toEqual([
      [null, 'Phone', 5],
      ['PS', 'Regular customers', 5],
      ['=NEW', '=NEW', 0],
    ]);
  });

  test('does not say how long the first of fewer than five has waited', async () => {
    await push('events', queued(4, -1000));
    expect(await phone()).toMatchObject({
      waiting: { low: 0, high: 4, status: 'live' },
      longestWait: { minutes: null, status: 'suppressed' },
    });
  });

  test('is the same whether there is one contact more or less, in any band and at any second of a minute', async () => {
    const bodies = new Set<string>();
    for (const [count, second] of [
      [10, 0],
      [11, 7],
      [14, 31],
      [19, 58],
    ] as const) {
      const other = new SmallBank();
      const made = addKey(other.db, 'telephony', 'all', noon);
      if (!made.ok) throw new Error(made.problem);
      [app, key] = [other.app(), made.key];
      other.nowSeconds = noon + second;
      await push('events', queued(count, -100));
      bodies.add(await (await app.request('/api/v1/live')).text());
      other.close();
    }
    expect(bodies.size).toBe(1);
  });

  test('takes a platform’s own count as measured, and says of its agents only a band', async () => {
    const told = { at: rfc(-4), channel: 'phone', queue: 'PS' };
    await push('queue', [{ ...told, waiting: 7, longest_wait_s: 161, in_service: 6, agents: 9 }]);
    expect(await phone()).toMatchObject({
      waiting: { low: 5, high: 9, source: 'measured' },
      longestWait: { minutes: 2 },
      inService: { low: 5, high: 9 },
      agents: { low: 5, high: 9 },
    });
    // As of the minute that is said: it does not grow by itself.
    for (const later of [1, 30, 59, 61, 110]) {
      bank.nowSeconds = noon + later;
      expect((await phone()).longestWait, `${later} s later`).toMatchObject({ minutes: 2 });
    }
    bank.nowSeconds = noon;
    await push('queue', [{ ...told, at: rfc(-2), waiting: 7, in_service: 4, agents: 4 }]);
    expect(await phone()).toMatchObject({
      inService: { low: null, high: null, status: 'suppressed' },
      agents: { low: null, high: null, status: 'suppressed' },
      longestWait: { minutes: null, status: 'missing' },
    });
  });

  test('turns stale where the source has stopped, and keeps what it said last with its minute', async () => {
    await push('queue', [{ at: rfc(-4), channel: 'phone', waiting: 30, longest_wait_s: 300 }]);
    bank.nowSeconds = noon + 200;
    expect(await phone()).toMatchObject({
      staleAfterMinutes: 2,
      waiting: { low: 20, high: 49, status: 'stale', asOf: '1999-03-15T11:59:00+02:00', ageMinutes: 4 },
    });
    await push('queue', [{ at: rfc(199), channel: 'phone', waiting: 2, longest_wait_s: 3 }]);
    expect(await phone()).toMatchObject({ waiting: { low: 0, status: 'live', ageMinutes: 0 } });
  });

  test('leaves nothing at nought while its source is silent: what nobody told is missing, and what was told is', async () => {
    await push('events', [...queued(12), event('last', 'ended', -5)]);
    bank.nowSeconds = noon + 2 * 3600;
    bank.rollUp();
    const { waiting, quarters, lastHour } = await phone();
    expect(waiting.status).toBe('stale');
    const missing = { value: null, status: 'missing' };
    expect(quarters).toMatchObject({ arrived: Array(4).fill(missing), left: Array(4).fill(missing) });
    expect(lastHour).toEqual({ arrived: missing, left: missing });
    await push('events', []);
    bank.nowSeconds += 900;
    bank.rollUp();
    expect((await phone()).quarters!.arrived[3]).toEqual({ value: 0, status: 'provisional' });
  });

  test('waits longer for a source of events the fewer contacts are usual in the hour', async () => {
    await push('events', queued(12));
    // 24 calls an hour are usual: half an hour without a word is no chance.
    expect(await phone()).toMatchObject({ staleAfterMinutes: 30 });
    bank.nowSeconds = noon + 31 * 60;
    expect((await phone()).waiting).toMatchObject({ status: 'stale', low: 10 });
  });

  test('is closed where nobody is there and nobody waits', async () => {
    bank.nowSeconds = noon + 8 * 3600;
    await push('events', [event('a', 'queued', 4 * 3600), event('a', 'abandoned', 4 * 3600 + 60)]);
    await push('events', []);
    expect(await phone()).toMatchObject({
      ...{ isOpen: false, changesAt: '1999-03-16T08:00:00+02:00' },
      waiting: { low: null, status: 'closed' },
      longestWait: { status: 'closed' },
    });
  });
});

describe('who watches a quiet night', () => {
  test('does not see the one call that comes while the line is closed', async () => {
    bank.nowSeconds = noon + 12 * 3600;
    await push('events', [event('a', 'queued', 4 * 3600), event('a', 'abandoned', 4 * 3600 + 60)]);
    await push('events', []);
    const before = await (await app.request('/api/v1/live')).text();
    await push('events', [event('night', 'queued', 12 * 3600)]);
    expect(await (await app.request('/api/v1/live')).text()).toBe(before);
    await push('events', [event('night', 'abandoned', 12 * 3600)]);
    expect(await (await app.request('/api/v1/live')).text()).toBe(before);
  });

  test('does not tell nobody from one by why the longest wait is not said', async () => {
    const told = { channel: 'phone', queue: 'PS' };
    await push('queue', [{ ...told, at: rfc(-4), waiting: 0 }]);
    const nobody = (await phone()).longestWait;
    await push('queue', [{ ...told, at: rfc(-2), waiting: 1 }]);
    expect((await phone()).longestWait).toEqual(nobody);
  });

  test('does not see by the minute when the last step of anybody was', async () => {
    await push('events', queued(12));
    bank.nowSeconds = noon + 300;
    const before = (await phone()).waiting;
    await push('events', [event('q3', 'ended', 299)]);
    expect((await phone()).waiting).toEqual(before);
    expect(before).toMatchObject({ asOf: '1999-03-15T12:05:00+02:00', ageMinutes: 0 });
  });
});

describe('what is counted beside it', () => {
  /** Calls an even time apart from `from` to `to`, each answered after 20 seconds. */
  const calls = (from: number, to: number, apart: number) =>
    Array.from({ length: Math.ceil((to - from) / apart) }, (_, i) => from + i * apart).flatMap((at) => [
      event(`c${at}`, 'queued', at),
      event(`c${at}`, 'answered', at + 20),
    ]);

  test('waits until its quarter-hour has closed and the delay has passed', async () => {
    await push('events', calls(-3600, 0, 60));
    for (const [after, start] of [
      [0, '10:45'],
      [899, '10:45'],
      [900, '11:00'],
    ] as const) {
      bank.nowSeconds = noon + after;
      bank.rollUp();
      expect((await phone()).quarters?.start0, String(after)).toBe(`1999-03-15T${start}:00+02:00`);
    }
    expect((await phone()).quarters).toMatchObject({
      arrived: [15, 15, 15, 15].map((value) => ({ value })),
      left: [15, 15, 15, 15].map((value) => ({ value, status: 'provisional' })),
    });
    expect((await phone()).lastHour).toMatchObject({ arrived: { value: 60 }, left: { value: 60 } });
  });

  test('hides a quarter-hour with few contacts, and the hour that would tell of it', async () => {
    await push('events', [...calls(-3600, -2700, 120), ...calls(-2700, 0, 60)]);
    bank.nowSeconds = noon + 900;
    bank.rollUp();
    const { quarters, lastHour } = await phone();
    expect(quarters?.arrived[0]).toEqual({ value: null, status: 'suppressed' });
    expect(quarters?.left[0]).toEqual({ value: null, status: 'suppressed' });
    expect(lastHour).toMatchObject({ arrived: { value: null }, left: { value: null } });
  });

  test('holds the day to the last whole hour against the same weekday before', async () => {
    noon -= 21 * 86_400;
    bank.nowSeconds = noon + 1800;
    bank.rollUp();
    await push('events', [event('a', 'queued', 1700)]);
    const known = { until: '1999-02-22T12:00:00+02:00', value: 96, status: 'provisional' };
    // Three Mondays are too few to say what is usual.
    const usual = { usual: null, usualLow: null, usualHigh: null, days: 3 };
    expect((await phone()).today).toEqual({ ...known, ...usual });
  });
});

test('a table says the same, one row a place', async () => {
  await push('events', queued(12));
  const response = await app.request('/api/v1/live.csv');
  expect(response.headers.get('content-type')).toMatch(/^text\/csv/);
  const [header = '', ...rows] = (await response.text()).trimEnd().split('\r\n');
  expect(header).toMatch(/^channel,queue,label,is_open,changes_at,waiting_low,waiting_high,waiting_status/);
  expect(rows[0]).toMatch(/^phone,,Phone,true,1999-03-15T17:00:00\+02:00,10,19,live,2,live,/);
  expect(rows).toHaveLength(2);
});

test.each(['/api/v1/live', '/api/v1/live.csv'])(
  '%s carries an ETag and may be kept for seconds; who has it gets 304',
  async (address) => {
    await push('events', queued(12));
    const first = await app.request(address);
    expect(first.headers.get('cache-control')).toBe('public, max-age=3, stale-while-revalidate=10');
    expect(first.headers.get('access-control-allow-origin')).toBe('*');
    const again = await app.request(address, {
      headers: { 'if-none-match': first.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
    expect((await app.request(address, { method: 'POST' })).status).toBe(405);
  },
);

test('no history of events, however told, ends in a number that a count of its steps does not give', async () => {
  const step = fc.record({
    id: fc.integer({ min: 0, max: 7 }),
    name: fc.constantFrom('queued', 'answered', 'abandoned', 'ended'),
    at: fc.integer({ min: -500, max: -1 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
      bank.db.sql.exec('DELETE FROM live_contacts');
      await push(
        'events',
        steps.map(({ id, name, at }) => event(String(id), name, at)),
      );
      const left = new Set(steps.filter(({ name }) => name !== 'queued').map(({ id }) => id));
      const waiting = new Set(
        steps.filter(({ id, name }) => name === 'queued' && !left.has(id)).map(({ id }) => id),
      );
      const { low, high } = (await phone()).waiting;
      expect(waiting.size).toBeGreaterThanOrEqual(low!);
      expect(waiting.size).toBeLessThanOrEqual(high!);
    }),
    { numRuns: 25 },
  );
});
