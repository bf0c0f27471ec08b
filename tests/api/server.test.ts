import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listen, type RunningServer } from '../../api/server.ts';
import { parseDay } from '../../db/domain/zone.ts';
import { addKey } from '../../db/keys.ts';
import { contactOf } from '../support/records.ts';
import { SmallBank } from '../support/small-bank.ts';

const host = '127.0.0.1';
let bank: SmallBank;
let server: RunningServer;
beforeAll(async () => {
  bank = new SmallBank();
  server = await started();
});
afterAll(async () => {
  await server.stop();
  bank.close();
});

async function started(): Promise<RunningServer> {
  const listening = await listen(bank.app(), { host, port: 0 });
  if (!listening.ok) throw new Error(listening.problem);
  return listening.server;
}

interface Raw {
  status: number | undefined;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** As sent, without anything that a client would undo. */
function raw(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
  body?: Buffer,
): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const sent = request(`${server.address}${path}`, { headers, method }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(pieces) }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const SERIES = '/api/v1/series?metric=offered,service_level&grain=hour&from=1999-02-01&to=1999-02-28';

describe('over a real connection', () => {
  test('a ready answer has the bytes and headers of the first one', async () => {
    const [first, second] = [
      await raw(SERIES, { 'accept-encoding': 'br' }),
      await raw(SERIES, { 'accept-encoding': 'br' }),
    ];
    expect(second).toEqual({ ...first, headers: { ...first.headers, date: second.headers.date } });
    expect(second.headers).toMatchObject({
      'content-encoding': 'br',
      'content-length': String(second.body.length),
    });
    const plain = await raw(SERIES);
    expect(brotliDecompressSync(second.body)).toEqual(plain.body);
  });

  test('a database that fails costs its own answers, and not the server', async () => {
    const broken = new SmallBank();
    const listening = await listen(broken.app(), { host, port: 0 });
    if (!listening.ok) throw new Error(listening.problem);
    const statusOf = async (path: string) => (await fetch(`${listening.server.address}${path}`)).status;
    expect(await statusOf(SERIES)).toBe(200);
    broken.read.close();
    expect([
      await statusOf(SERIES),
      await statusOf('/api/v1/ready'),
      await statusOf('/api/v1/health'),
    ]).toEqual([500, 503, 200]);
    await listening.server.stop();
    broken.close();
  });

  test('a ready answer is made anew when the figures have changed', async () => {
    const address = '/api/v1/series?metric=offered&grain=day&from=1999-02-22&to=1999-02-28';
    const before = await raw(address);
    expect((await raw(address)).headers.etag).toBe(before.headers.etag);
    const offeredAt = bank.zone.startOfDay(parseDay('1999-02-23') ?? 0) + 10 * 3600;
    bank.load(Array.from({ length: 20 }, (_, i) => contactOf({ id: `more ${i}`, offeredAt: offeredAt + i })));
    bank.rollUp();
    const after = await raw(address);
    expect(after.headers.etag).not.toBe(before.headers.etag);
    expect(JSON.parse(String(after.body))).not.toEqual(JSON.parse(String(before.body)));
  });

  test('who has the answer gets 304, and HEAD gets headers', async () => {
    const { headers } = await raw(SERIES);
    const known = await raw(SERIES, { 'if-none-match': String(headers.etag) });
    expect([known.status, known.body.length, known.headers.etag]).toEqual([304, 0, headers.etag]);
    const head = await raw(SERIES, {}, 'HEAD');
    expect([head.status, head.body.length]).toEqual([200, 0]);
    expect(head.headers['content-length']).toBe(headers['content-length']);
  });

  test('a host that none can be is refused, whatever is asked', async () => {
    expect((await raw('/api/v1/organisation')).status, 'ready from here on').toBe(200);
    for (const method of ['GET', 'POST'])
      expect((await raw('/api/v1/organisation', { host: '127.0.0.999' }, method)).status, method).toBe(400);
  });

  test('who asks whether to go on while an answer is on its way finds that word within no answer', async () => {
    const socket = connect({ host, port: server.port });
    const pieces: Buffer[] = [];
    socket.on('data', (piece: Buffer) => pieces.push(piece));
    const [first, second] = ['', 'Expect: 100-continue\r\n'].map(
      (more) => `GET /api/v1/organisation HTTP/1.1\r\nHost: a\r\n${more}\r\n`,
    );
    socket.end(`${first}${second}`);
    await once(socket, 'close');
    const bodies = Buffer.concat(pieces)
      .toString()
      .split(/HTTP\/1\.1 200 OK[^{]*\r\n\r\n/);
    expect(bodies).toHaveLength(3);
    expect(bodies[1]).toMatch(/^\{"name".*\}$/);
    expect(bodies[2]).toBe(bodies[1]);
  });

  test('who asks whether to go on is told so', async () => {
    const sent = request(`${server.address}/api/v1/ingest/contacts`, {
      ...{ method: 'POST', headers: { expect: '100-continue', 'content-length': 2 } },
    });
    const [told, answered] = [once(sent, 'continue'), once(sent, 'response')];
    sent.flushHeaders();
    await told;
    sent.end('{}');
    const [response] = (await answered) as [IncomingMessage];
    expect(response.statusCode).toBe(401);
  });

  test('problems are problems', async () => {
    const { status, headers } = await raw('/api/v1/series');
    expect([status, headers['content-type']]).toEqual([422, 'application/problem+json']);
  });

  test('a push over the limit is answered with 413 before the rest is read', async () => {
    const made = addKey(bank.db, 'big', 'all', bank.nowSeconds);
    const authorization = `Bearer ${made.ok ? made.key : ''}`;
    const body = Buffer.alloc(11 * 2 ** 20, '{}\n');
    const answer = await raw('/api/v1/ingest/contacts', { authorization }, 'POST', body);
    expect(answer.status).toBe(413);
    const chunked = { authorization, 'transfer-encoding': 'chunked' };
    expect((await raw('/api/v1/ingest/contacts', chunked, 'POST', body)).status).toBe(413);
  });
});

test('a port in use is told in one line', async () => {
  expect(await listen(bank.app(), { host, port: server.port })).toEqual({
    ok: false,
    problem: `port ${server.port} of 127.0.0.1 is in use; stop what uses it, or name another port: PORT=${server.port + 1}`,
  });
});

test('a host that is not here is told in one line', async () => {
  const listening = await listen(bank.app(), { host: '192.0.2.1', port: 0 });
  expect(listening).toMatchObject({
    ok: false,
    problem: expect.stringMatching(/^HOST 192\.0\.2\.1 is no address/),
  });
});

test('stopping ends idle connections and takes no new ones', async () => {
  const other = await started();
  const address = `${other.address}/api/v1/health`;
  await (await fetch(address)).text();
  await other.stop();
  await expect(fetch(address)).rejects.toThrow();
});
