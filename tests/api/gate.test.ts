// What one visitor may ask for, over real connections: the server believes a proxy on this machine about who asks.
import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AppSettings } from '../../api/app.ts';
import { problem } from '../../api/contract/problem.ts';
import { MOST_ADDRESS_LENGTH, READ_LIMITS } from '../../api/gate.ts';
import { LiveHub } from '../../api/live/hub.ts';
import { type Listening, listen, type RunningServer } from '../../api/server.ts';
import { Visitors } from '../../api/visitor.ts';
import { addKey } from '../../db/keys.ts';
import { SmallBank } from '../support/small-bank.ts';

const LIMITS = { requests: { burst: 8, perMinute: 60 }, work: { burst: 15, perMinute: 60 } };
const METRICS = '/api/v1/metrics';

let bank: SmallBank;
let servers: RunningServer[];
beforeEach(() => {
  bank = new SmallBank();
  servers = [];
  const root = join(bank.folder, 'site');
  mkdirSync(root);
  writeFileSync(join(root, 'index.html'), '<p>home');
  writeFileSync(join(root, '404.html'), '<p>nothing here');
});
afterEach(async () => {
  for (const server of servers) await server.stop();
  bank.close();
});

async function serve(
  settings: Partial<AppSettings> = {},
  listening: Partial<Listening> = {},
): Promise<RunningServer> {
  const visitors = new Visitors(['127.0.0.1']);
  const app = bank.app({ visitors, staticRoot: join(bank.folder, 'site'), readLimits: LIMITS, ...settings });
  const listened = await listen(app, { host: '127.0.0.1', port: 0, visitors, ...listening });
  if (!listened.ok) throw new Error(listened.problem);
  servers.push(listened.server);
  return listened.server;
}

/** As the proxy in front would ask for somebody. */
const ask = (server: RunningServer, path: string, visitor = '203.0.113.9', init: RequestInit = {}) =>
  fetch(`${server.address}${path}`, {
    ...init,
    headers: { 'x-forwarded-for': visitor, ...(init.headers as Record<string, string>) },
  });

async function statuses(server: RunningServer, path: string, times: number, init: RequestInit = {}) {
  const found: number[] = [];
  for (let time = 0; time < times; time++) {
    const response = await ask(server, path, '203.0.113.9', init);
    await response.body?.cancel();
    found.push(response.status);
  }
  return found;
}

describe('who asks too often', () => {
  test.each([
    [METRICS, 'GET', 200],
    [METRICS, 'HEAD', 200],
    [METRICS, 'OPTIONS', 204],
    ['/api/v1/live', 'GET', 200],
    ['/api/v1/live/stream', 'HEAD', 200],
    ['/api/v1/clock', 'GET', 200],
    ['/api/v1/health', 'GET', 200],
    ['/api/v1/ready', 'GET', 200],
    ['/api/v1/openapi.json', 'GET', 200],
    ['/api/v1/nothing', 'GET', 404],
    ['/api/v1/ingest/contacts', 'POST', 401],
    ['/', 'GET', 200],
    ['/', 'DELETE', 405],
    ['/missing', 'GET', 404],
  ])('of %s (%s) is answered with 429 as a problem, and when to come back', async (path, method, status) => {
    const server = await serve({ live: new LiveHub(), readLimits: { ...LIMITS, work: LIMITS.requests } });
    expect(await statuses(server, path, 8, { method })).toEqual(Array(8).fill(status));
    const refused = await ask(server, path, '203.0.113.9', { method });
    expect(refused.status).toBe(429);
    expect(Object.fromEntries(refused.headers)).toMatchObject({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'retry-after': '1',
      'ratelimit-policy': '"requests";q=8;w=8',
      ratelimit: '"requests";r=0;t=1',
    });
    if (method !== 'HEAD')
      expect(problem.parse(await refused.json())).toMatchObject({ status: 429, title: 'too often' });
    bank.nowSeconds += 1;
    expect(await statuses(server, path, 2, { method })).toEqual([status, 429]);
  });

  test('takes nothing from others: another address, another network', async () => {
    const server = await serve();
    const from = async (visitor: string) => (await ask(server, METRICS, visitor)).status;
    for (let time = 0; time < 9; time++) await from('2001:db8:1:2::1');
    expect([
      await from('2001:db8:1:2:9::9'),
      await from('2001:db8:1:3::1'),
      await from('203.0.113.1'),
    ]).toEqual([429, 200, 200]);
  });

  test('cannot put on other addresses: what a visitor says of itself stands before what the proxy says', async () => {
    const server = await serve();
    const found: number[] = [];
    for (let time = 0; time < 9; time++)
      found.push((await ask(server, METRICS, `198.51.100.${time}, 203.0.113.9`)).status);
    expect(found.at(-1)).toBe(429);
  });

  test('is told before, from the half of the limit on, and who is far from it is not bothered', async () => {
    const server = await serve();
    const said: (string | null)[] = [];
    for (let time = 0; time < 6; time++) said.push((await ask(server, METRICS)).headers.get('ratelimit'));
    expect(said).toEqual([null, null, null, null, '"requests";r=3;t=0', '"requests";r=2;t=0']);
  });

  test('of new questions is refused these, and still has what is ready', async () => {
    const server = await serve({ readLimits: { ...LIMITS, work: { burst: 1, perMinute: 1 } } });
    const question = (day: number) => `/api/v1/series?metric=offered&grain=day&from=1999-02-0${day}`;
    expect([(await ask(server, question(1))).status, (await ask(server, question(1))).status]).toEqual([
      200, 200,
    ]);
    const refused = await ask(server, question(2));
    const wait = refused.headers.get('retry-after') ?? '';
    expect([refused.status, refused.headers.get('ratelimit')]).toEqual([429, `"work";r=0;t=${wait}`]);
    expect((await ask(server, question(1))).status).toBe(200);
    bank.nowSeconds += Number(wait);
    expect((await ask(server, question(2))).status).toBe(200);
  });

  test('of pictures is refused these, before they are drawn', async () => {
    let drawn = 0;
    const answerMore = async () => {
      drawn += 1;
      return new Response('picture');
    };
    const server = await serve({ answerMore });
    // Each counts as a tenth of a second, of fifteen hundredths.
    expect(await statuses(server, '/history.png?from=1999-02-01', 3)).toEqual([200, 200, 429]);
    expect(drawn).toBe(2);
  });
});

test('a class of a hundred that opens the first page at once is within the limits', () => {
  const REQUESTS_OF_A_FIRST_VISIT = 30;
  expect(READ_LIMITS.requests.burst).toBeGreaterThanOrEqual(100 * REQUESTS_OF_A_FIRST_VISIT);
  expect(READ_LIMITS.requests.perMinute).toBeGreaterThanOrEqual(2 * READ_LIMITS.requests.burst);
});

test('where no proxy is named, the one that is probably there is not counted for everybody', async () => {
  const visitors = new Visitors();
  const server = await serve({ visitors }, { visitors });
  expect(await statuses(server, METRICS, 20)).toEqual(Array(20).fill(200));
});

test('a host that is asked for by TLS alone says so on every answer, and no other does', async () => {
  const configuration = { ...bank.configuration };
  configuration.security = { contact: [], policy: null, httpsOnlyDays: 365 };
  const [plain, secure] = [await serve(), await serve({ configuration, live: new LiveHub() })];
  const said = async (server: RunningServer, path: string) => {
    const response = await ask(server, path);
    await response.body?.cancel();
    return response.headers.get('strict-transport-security');
  };
  for (const path of ['/', '/missing', METRICS, METRICS, '/api/v1/live/stream', '/api/v1/nothing']) {
    expect(await said(secure, path), path).toBe('max-age=31536000');
    if (!path.endsWith('stream')) expect(await said(plain, path), path).toBeNull();
  }
});

describe('what is too large', () => {
  test('an address is answered with 414', async () => {
    const server = await serve();
    const long = (length: number) => `${METRICS}?x=${'y'.repeat(length - METRICS.length - 3)}`;
    const refused = await ask(server, long(MOST_ADDRESS_LENGTH + 1));
    expect([refused.status, refused.headers.get('content-type')]).toEqual([414, 'application/problem+json']);
    expect((await ask(server, long(MOST_ADDRESS_LENGTH))).status).toBe(422);
  });

  test('a head of a request is answered with 431', async () => {
    const server = await serve();
    expect((await ask(server, METRICS, '203.0.113.9', { headers: { x: 'y'.repeat(17_000) } })).status).toBe(
      431,
    );
    const many = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`x-${i}`, 'yyyyyyy']));
    expect((await ask(server, METRICS, '203.0.113.9', { headers: many })).status).toBe(431);
  });

  test('a body that nobody asked for is not read: the connection ends with the answer', async () => {
    const server = await serve();
    for (const path of ['/', METRICS, '/missing']) {
      const { status, connection, sent } = await sendEndlessly(server, path);
      expect([status, connection], path).toEqual([405, 'close']);
      expect(sent, path).toBeLessThan(16 * 2 ** 20);
    }
  });
});

/** A body that has no end, as long as it is taken. */
function sendEndlessly(server: RunningServer, path: string) {
  return new Promise<{ status?: number; connection?: string; sent: number }>((resolve) => {
    let sent = 0;
    let answered: { status?: number; connection?: string } = {};
    const outgoing = request(`${server.address}${path}`, { method: 'PUT' }, (response) => {
      const { statusCode: status, headers } = response;
      answered = { ...(status && { status }), ...(headers.connection && { connection: headers.connection }) };
      response.resume();
    });
    const piece = Buffer.alloc(65_536);
    const more = () => {
      while (!outgoing.destroyed && sent < 64 * 2 ** 20) {
        sent += piece.length;
        if (!outgoing.write(piece)) return void outgoing.once('drain', more);
      }
      outgoing.end();
    };
    outgoing.on('error', () => {});
    outgoing.on('close', () => resolve({ ...answered, sent }));
    more();
  });
}

describe('who is slow', () => {
  const patience = { head: 300, request: 600, silence: 400, look: 50 };

  /** Says something again and again; what came back, and after how long the connection was ended. */
  function drip(server: RunningServer, first: string, again: string) {
    const startedAt = performance.now();
    return new Promise<{ said: string; milliseconds: number }>((resolve) => {
      let said = '';
      const socket = connect(server.port, '127.0.0.1', () => socket.write(first));
      const timer = setInterval(() => socket.write(again), 40);
      socket.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
      socket.on('error', () => {});
      socket.on('close', () => {
        clearInterval(timer);
        resolve({ said, milliseconds: performance.now() - startedAt });
      });
    });
  }

  test.each([
    ['to send the head of a request', `GET ${METRICS} HTTP/1.1\r\nhost: here\r\n`, 'x: y\r\n'],
    ['to send anything at all', '', ''],
  ])('%s is not waited for', async (_, first, again) => {
    const { said, milliseconds } = await drip(await serve({}, { patience }), first, again);
    expect(said).toMatch(/^(HTTP\/1\.1 408 |$)/);
    expect(milliseconds).toBeLessThan(5000);
  });

  test('to send what is pushed is not waited for', async () => {
    const made = addKey(bank.db, 'slow', 'all', bank.nowSeconds);
    const head = [
      'POST /api/v1/ingest/contacts HTTP/1.1',
      'host: here',
      `authorization: Bearer ${made.ok ? made.key : ''}`,
      'content-length: 1000000',
    ];
    const server = await serve({}, { patience });
    const { milliseconds } = await drip(server, `${head.join('\r\n')}\r\n\r\n`, '{}\n');
    expect(milliseconds).toBeGreaterThan(300);
    expect(milliseconds).toBeLessThan(5000);
    expect((await ask(server, METRICS)).status).toBe(200);
  });

  test('to take an answer is not waited for', async () => {
    const server = await serve({}, { patience });
    writeFileSync(join(bank.folder, 'site', 'large.csv'), Buffer.alloc(32 * 2 ** 20, 'x'));
    const taken = await new Promise<number>((resolve) => {
      let bytes = 0;
      const socket = connect(server.port, '127.0.0.1', () => {
        socket.write('GET /large.csv HTTP/1.1\r\nhost: here\r\n\r\n');
        socket.pause();
        setTimeout(() => socket.resume(), 2000);
      });
      socket.on('data', (piece: Buffer) => {
        bytes += piece.length;
        if (bytes > 32 * 2 ** 20) socket.destroy();
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve(bytes));
    });
    expect(taken).toBeLessThan(32 * 2 ** 20);
  });

  test('and holds many connections has no more than are allowed, and others have theirs', async () => {
    const visitors = new Visitors(['192.0.2.1']);
    const server = await serve({ visitors }, { visitors, mostConnectionsOfOne: 5 });
    let ended = 0;
    const sockets = Array.from({ length: 12 }, () =>
      connect(server.port, '127.0.0.1')
        .on('error', () => {})
        .on('close', () => {
          ended += 1;
        }),
    );
    await expect.poll(() => ended, { timeout: 5000 }).toBe(7);
    for (const socket of sockets) socket.destroy();
    await sleep(50);
    expect((await ask(server, METRICS)).status).toBe(200);
  });
});
