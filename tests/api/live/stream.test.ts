import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { PROBLEM_TYPE, problem } from '../../../api/contract/problem.ts';
import { type HubSettings, LIVE_LIMITS, LiveHub } from '../../../api/live/hub.ts';
import { STREAM_PATH } from '../../../api/live/stream.ts';
import { listen, type RunningServer } from '../../../api/server.ts';
import { SmallBank } from '../../support/small-bank.ts';
import { HandTimers, StreamReader } from '../../support/stream-reader.ts';

const LARGE = 'x'.repeat(64 * 1024);
/** Far more than the buffers of two sockets hold. */
const LARGE_TIMES = 400;

let bank: SmallBank;
let hub: LiveHub;
let timers: HandTimers;
let server: RunningServer;
const readers: StreamReader[] = [];

beforeAll(() => {
  bank = new SmallBank({ isEmpty: true });
});
afterAll(() => bank.close());
afterEach(async () => {
  await Promise.all(readers.splice(0).map((reader) => reader.leave()));
  hub.stop();
  await server.stop();
});

async function serve(settings: Partial<HubSettings> = {}): Promise<void> {
  timers = new HandTimers();
  hub = new LiveHub({ boot: 'boot', timers, ...settings });
  const listening = await listen(bank.app({ live: hub }), { host: '127.0.0.1', port: 0 });
  if (!listening.ok) throw new Error(listening.problem);
  server = listening.server;
}

function read(...lines: string[]): StreamReader {
  const reader = new StreamReader(server.port, lines);
  readers.push(reader);
  return reader;
}

/** Everybody is connected and has been told when to come back. */
async function readAll(count: number): Promise<StreamReader[]> {
  return await Promise.all(Array.from({ length: count }, () => read().until(({ retry }) => retry !== null)));
}

const ask = (init: RequestInit = {}) => fetch(`${server.address}${STREAM_PATH}`, init);
const numbersOf = (reader: StreamReader) => reader.events.map(({ id }) => Number(id.split('-')[1]));
const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

describe('a reader', () => {
  test('begins with the present state, under a head that no proxy keeps, compresses or holds back', async () => {
    await serve();
    hub.publish('{"waiting":"0–4"}');
    hub.publish('{"waiting":"5–9"}');
    const reader = read();
    expect(await reader.untilEvents(1)).toEqual([{ id: 'boot-2', type: 'live', data: '{"waiting":"5–9"}' }]);
    const [status, ...headers] = reader.head.toLowerCase().split('\r\n');
    expect(status).toBe('http/1.1 200 ok');
    expect(headers).toEqual(
      expect.arrayContaining([
        'content-type: text/event-stream',
        'cache-control: no-store, no-transform',
        'x-accel-buffering: no',
        'access-control-allow-origin: *',
        'x-content-type-options: nosniff',
      ]),
    );
    expect(reader.head).not.toMatch(/content-encoding|transfer-encoding|content-length/i);
  });

  test('is told when to come back, not all at the same time', async () => {
    await serve();
    const retries = (await readAll(10)).map(({ retry }) => retry ?? 0);
    const [least, most] = LIVE_LIMITS.retryMs;
    expect(Math.min(...retries)).toBeGreaterThanOrEqual(least);
    expect(Math.max(...retries)).toBeLessThanOrEqual(most);
    expect(new Set(retries).size).toBe(10);
  });

  test('who came before there was a state gets the first one', async () => {
    await serve();
    const [reader] = await readAll(1);
    expect(reader?.events).toEqual([]);
    hub.publish('{}');
    expect(await reader?.untilEvents(1)).toMatchObject([{ id: 'boot-1' }]);
  });

  test('gets each change once, and no state that is the same again', async () => {
    await serve();
    expect([hub.publish('{"n":1}'), hub.publish('{"n":1}'), hub.publish(Buffer.from('{"n":1}'))]).toEqual([
      true,
      false,
      false,
    ]);
    const reader = read();
    await reader.untilEvents(1);
    hub.publish('{"n":2}');
    hub.publish(Buffer.from('{"n":2}'));
    hub.publish('{"n":1}');
    expect((await reader.untilEvents(3)).map(({ data }) => data)).toEqual(['{"n":1}', '{"n":2}', '{"n":1}']);
  });

  test('gets several lines as the several lines they are', async () => {
    await serve();
    hub.publish('{\n"n": 1\r\n}\r');
    expect(await read().untilEvents(1)).toMatchObject([{ data: '{\n"n": 1\n}\n' }]);
  });

  test('gets thousands of events in order, each with an id of its own', async () => {
    await serve();
    const reader = read();
    await reader.until(({ retry }) => retry !== null);
    for (let n = 1; n <= 5000; n++) {
      hub.publish(`{"n":${n}}`);
      if (n % 100 === 0) await nextTurn();
    }
    await reader.untilEvents(5000);
    expect(numbersOf(reader)).toEqual(upTo(5000));
    expect(reader.events.map(({ data }) => JSON.parse(data).n)).toEqual(upTo(5000));
  });

  test('misses nothing and gets nothing twice when changes come faster than all are told', async () => {
    await serve({ limits: { readersATurn: 1 } });
    const early = await readAll(4);
    hub.publish('{"n":1}');
    hub.publish('{"n":2}');
    const late = read();
    await late.untilEvents(1);
    hub.publish('{"n":3}');
    await nextTurn();
    hub.publish('{"n":4}');
    for (const reader of [...early, late]) await reader.until(() => numbersOf(reader).at(-1) === 4);
    for (const reader of early) expect(numbersOf(reader)).toEqual([1, 2, 3, 4]);
    expect(numbersOf(late)).toEqual([2, 3, 4]);
  });

  test('is reached by the usual way through the routes, and with a query, too', async () => {
    await serve();
    hub.publish('{}');
    const plain = await listen({ fetch: bank.app({ live: hub }).fetch }, { host: '127.0.0.1', port: 0 });
    if (!plain.ok) throw new Error(plain.problem);
    for (const [port, path] of [
      [plain.server.port, STREAM_PATH],
      [server.port, `${STREAM_PATH}?again=1`],
      [server.port, STREAM_PATH.replace('stream', '%73tream')],
    ] as const) {
      const reader = new StreamReader(port, [], path);
      expect(await reader.untilEvents(1), path).toMatchObject([{ id: 'boot-1' }]);
      await reader.leave();
    }
    await vi.waitFor(() => expect(hub.count).toBe(0));
    await plain.server.stop();
  });

  test('that sends more than its request is let go, and the others stay', async () => {
    await serve();
    const [loud, quiet] = await readAll(2);
    loud?.socket.write('garbage\r\n\r\n');
    await loud?.closed();
    hub.publish('{}');
    expect(await quiet?.untilEvents(1)).toMatchObject([{ id: 'boot-1' }]);
    expect(hub.count).toBe(1);
  });
});

describe('a reader that comes back', () => {
  test('gets what it missed, in order, and then goes on', async () => {
    await serve();
    for (const n of upTo(5)) hub.publish(`{"n":${n}}`);
    const reader = read('Last-Event-ID: boot-2');
    await reader.untilEvents(3);
    hub.publish('{"n":6}');
    await reader.untilEvents(4);
    expect(numbersOf(reader)).toEqual([3, 4, 5, 6]);
  });

  test('and missed nothing gets nothing but what follows', async () => {
    await serve();
    hub.publish('{"n":1}');
    const reader = read('Last-Event-ID: boot-1');
    await reader.until(({ retry }) => retry !== null);
    hub.publish('{"n":2}');
    await reader.untilEvents(1);
    expect(numbersOf(reader)).toEqual([2]);
  });

  test('and missed more than is kept gets the present state', async () => {
    await serve({ limits: { ring: { events: 3, bytes: 1e6 } } });
    for (const n of upTo(9)) hub.publish(`{"n":${n}}`);
    const [within, outside] = [read('Last-Event-ID: boot-6'), read('Last-Event-ID: boot-5')];
    await within.untilEvents(3);
    expect(numbersOf(within)).toEqual([7, 8, 9]);
    await outside.untilEvents(1);
    hub.publish('{"n":10}');
    await outside.untilEvents(2);
    expect(numbersOf(outside)).toEqual([9, 10]);
  });

  test('after a restart gets the present state, whatever number it had', async () => {
    await serve();
    const [one, other] = [new LiveHub({ timers }), new LiveHub({ timers })];
    for (const started of [one, other]) started.publish('{}');
    const idOf = (started: LiveHub) =>
      /^id: (.+)$/m.exec(Buffer.concat(started.openingFor(undefined)).toString())?.[1];
    expect(idOf(one)).toMatch(/^[0-9a-f]{16}-1$/);
    expect(idOf(one)).not.toBe(idOf(other));
    hub.publish('{}');
    expect(await read(`Last-Event-ID: ${idOf(one)}`).untilEvents(1)).toMatchObject([{ id: 'boot-1' }]);
  });

  test.each([
    ['nothing', ''],
    ['a number alone', '2'],
    ['the number before the first', 'boot-0'],
    ['a number that was not yet', 'boot-999999999'],
    ['a number too large to be one', `boot-${'9'.repeat(400)}`],
    ['a number of another kind', 'boot-1e0'],
    ['a negative number', 'boot--1'],
    ['no number', 'boot-'],
    ['an id of others', 'tail-1'],
    ['a name of every object', '__proto__-1'],
    ['a long text', 'x'.repeat(8000)],
    ['bytes that are no text', '\u0080\u00ff\u0001-1'],
    ['two ids', 'boot-1\r\nLast-Event-ID: boot-1'],
  ])('with %s for an id gets the present state', async (_, id) => {
    await serve();
    for (const n of upTo(3)) hub.publish(`{"n":${n}}`);
    const reader = read(`Last-Event-ID: ${id}`);
    // A control character in a header is refused before anything here sees it.
    if (id.includes('\u0001')) {
      await reader.closed();
      expect(reader.head).toMatch(/^HTTP\/1\.1 400 /);
      expect(hub.count).toBe(0);
      return;
    }
    await reader.untilEvents(1);
    hub.publish('{"n":4}');
    await reader.untilEvents(2);
    expect(numbersOf(reader)).toEqual([3, 4]);
  });
});

describe('the connection', () => {
  test('is kept alive by a comment every 15 seconds, from one timer for all', async () => {
    await serve();
    const all = await readAll(20);
    expect(timers.repeated.map(({ milliseconds }) => milliseconds)).toEqual([15_000]);
    expect(all.map(({ comments }) => comments)).toEqual(Array(20).fill(0));
    timers.beatAt(15_000);
    for (const reader of all) await reader.until(({ comments }) => comments === 1);
    timers.beatAt(30_000);
    for (const reader of all) await reader.until(({ comments }) => comments === 2);
    expect(all.flatMap(({ events }) => events)).toEqual([]);
  });

  test('ends after a longest time, not for all at once, and comes to an end that is no fault', async () => {
    await serve({ limits: { lifetimeMs: [1000, 2000] } });
    const all = await readAll(20);
    timers.beatAt(999);
    expect(hub.count).toBe(20);
    timers.beatAt(1500);
    expect(hub.count).toBeGreaterThanOrEqual(8);
    expect(hub.count).toBeLessThanOrEqual(12);
    timers.beatAt(2000);
    expect(hub.count).toBe(0);
    await Promise.all(all.map((reader) => reader.closed()));
    expect(all.filter(({ socket }) => socket.errored !== null)).toEqual([]);
    expect(hub.figures).toMatchObject({ opened: 20, ended: 20, dropped: 0, readers: 0 });
  });

  test('that its reader left is forgotten', async () => {
    await serve();
    const all = await readAll(5);
    await Promise.all(all.slice(1).map((reader) => reader.leave()));
    await vi.waitFor(() => expect(hub.count).toBe(1));
    hub.publish('{}');
    await all[0]?.untilEvents(1);
    expect(hub.figures).toMatchObject({ readers: 1, opened: 5, dropped: 0, ended: 0 });
  });
});

describe('where there is no place', () => {
  test('a reader is told so and when to come back, and one that leaves makes room', async () => {
    await serve({ limits: { readers: 2 } });
    const [first] = await readAll(2);
    const refused = await ask();
    expect([refused.status, refused.headers.get('content-type')]).toEqual([503, PROBLEM_TYPE]);
    expect(refused.headers.get('connection')).toBe('close');
    expect(refused.headers.get('access-control-allow-origin')).toBe('*');
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThanOrEqual(30);
    expect(seconds).toBeLessThanOrEqual(90);
    expect(problem.parse(await refused.json())).toMatchObject({
      status: 503,
      detail: `every place of the stream is taken; try again in ${seconds} s, or ask for /api/v1/live every few seconds`,
    });
    expect((await ask()).headers.get('retry-after')).not.toBe(String(seconds));
    expect(hub.figures).toMatchObject({ readers: 2, mostReaders: 2, opened: 2, refused: 2 });
    await first?.leave();
    await vi.waitFor(() => expect(hub.count).toBe(1));
    await readAll(1);
    expect(hub.count).toBe(2);
  });

  test('one visitor does not take the places of all', async () => {
    const visitors = ['greedy', 'greedy', 'greedy', 'other', 'greedy'];
    await serve({
      limits: { readersOfVisitor: 2 },
      visitorOf: () => visitors.shift() ?? null,
    });
    const [first] = [...(await readAll(1)), ...(await readAll(1))];
    // Asked at first by the short way, then by the route that tells it.
    visitors.unshift('greedy');
    const refused = await ask();
    expect(refused.status).toBe(503);
    expect(problem.parse(await refused.json()).detail).toMatch(
      /^too many streams are open from your address;/,
    );
    await readAll(1);
    await first?.leave();
    await vi.waitFor(() => expect(hub.count).toBe(2));
    await readAll(1);
    expect(hub.count).toBe(3);
  });
});

describe('a reader that does not keep up', () => {
  test('is dropped, and everybody else gets everything', async () => {
    await serve();
    const [stalled, ...others] = await readAll(4);
    stalled?.socket.pause();
    let published = 0;
    while (hub.dropped === 0 && published < LARGE_TIMES) {
      hub.publish(`{"n":${++published},"rest":"${LARGE}"}`);
      for (const reader of others) await reader.untilEvents(published);
    }
    expect(hub.figures).toMatchObject({ readers: 3, dropped: 1 });
    for (const reader of others) expect(numbersOf(reader)).toEqual(upTo(published));
    stalled?.socket.resume();
    await stalled?.closed();
    // What it has is a beginning without a gap, so that it can come back for the rest.
    expect(numbersOf(stalled!)).toEqual(upTo(stalled!.events.length));
    expect(stalled!.events.length).toBeLessThan(published);
  });

  test('is dropped also where too little is said to fill the bound, when it takes nothing between heartbeats', async () => {
    await serve({ limits: { behindBytes: 1e9 } });
    const [stalled, other] = await readAll(2);
    stalled?.socket.pause();
    for (const n of upTo(LARGE_TIMES)) {
      hub.publish(`{"n":${n},"rest":"${LARGE}"}`);
      await other?.untilEvents(n);
    }
    timers.beatAt(1);
    expect(hub.dropped).toBe(0);
    // The system may still be handing on what it took before.
    for (let beats = 2; hub.dropped === 0 && beats < 100; beats++) {
      await other?.until(({ comments }) => comments === beats - 1);
      timers.beatAt(beats);
    }
    expect(hub.figures).toMatchObject({ readers: 1, dropped: 1 });
    hub.publish('{}');
    await other?.untilEvents(LARGE_TIMES + 1);
  });
});

describe('stopping', () => {
  test('ends every stream at once, even one that is not read, and takes no more', async () => {
    await serve({ limits: { behindBytes: 1e9 } });
    const [stalled, ...others] = await readAll(3);
    stalled?.socket.pause();
    for (const n of upTo(LARGE_TIMES)) {
      hub.publish(`{"n":${n},"rest":"${LARGE}"}`);
      await others[0]?.untilEvents(n);
    }
    await Promise.all(others.map((reader) => reader.untilEvents(LARGE_TIMES)));
    hub.stop();
    expect(hub.count).toBe(0);
    await Promise.all(others.map((reader) => reader.closed()));
    expect(others.filter(({ socket }) => socket.errored !== null)).toEqual([]);
    stalled?.socket.resume();
    await stalled?.closed();
    expect(timers.repeated.map(({ isEnded }) => isEnded)).toEqual([true]);
    const refused = await ask();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    expect(problem.parse(await refused.json()).detail).toMatch(/^the server is about to stop;/);
    expect(hub.publish('{"more":true}')).toBe(false);
    await server.stop();
  });

  test('in the middle of telling many ends it', async () => {
    await serve({ limits: { readersATurn: 1 } });
    const all = await readAll(5);
    hub.publish('{}');
    hub.stop();
    await Promise.all(all.map((reader) => reader.closed()));
    await nextTurn();
    expect(all.map(({ events }) => events.length)).toEqual([1, 0, 0, 0, 0]);
  });
});

describe('the address', () => {
  test('answers HEAD with the head alone, and opens nothing', async () => {
    await serve();
    const head = await ask({ method: 'HEAD' });
    expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([
      200,
      'text/event-stream',
      '',
    ]);
    expect(hub.figures.opened).toBe(0);
  });

  test('takes no other method', async () => {
    await serve();
    const posted = await ask({ method: 'POST', body: '{}' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
    const asked = await ask({ method: 'OPTIONS' });
    expect([asked.status, asked.headers.get('access-control-allow-headers')]).toEqual([
      204,
      'If-None-Match, Last-Event-ID',
    ]);
    expect(hub.figures.opened).toBe(0);
  });

  test('is unknown to a server that has no live state, and so is one that only begins like it', async () => {
    await serve();
    expect((await bank.app().request(STREAM_PATH)).status).toBe(404);
    expect((await fetch(`${server.address}${STREAM_PATH}s`)).status).toBe(404);
  });

  test('answers with the beginning of a stream where there is no connection to go on with', async () => {
    await serve();
    const app = bank.app({ live: hub });
    for (const n of upTo(3)) hub.publish(`{"n":${n}}`);
    const answer = await app.request(STREAM_PATH, { headers: { 'last-event-id': 'boot-1' } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    expect((await answer.text()).replace(/^retry: \d+\n\n/, '')).toBe(
      'id: boot-2\nevent: live\ndata: {"n":2}\n\nid: boot-3\nevent: live\ndata: {"n":3}\n\n',
    );
    expect(hub.count).toBe(0);
    hub.stop();
    expect((await app.request(STREAM_PATH)).status).toBe(503);
  });
});
