// The sink that pushes to a server: a real one, on this machine, that answers as it is told.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { askClock, PushSink } from '../../../scripts/replay/push-sink.ts';
import { eventOf } from '../../support/records.ts';

interface Told {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}
interface Heard {
  url: string;
  authorization: string;
  lines: object[];
}

let server: Server;
let url: string;
let told: (Told | 'hang up')[];
let heard: Heard[];
beforeEach(async () => {
  told = [];
  heard = [];
  server = createServer(async (request, response) => {
    heard.push(await hear(request));
    const next = told.shift() ?? { status: 500 };
    if (next === 'hang up') {
      request.socket.destroy();
      return;
    }
    response.writeHead(next.status, next.headers).end(JSON.stringify(next.body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

async function hear(request: IncomingMessage): Promise<Heard> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const all = Buffer.concat(pieces);
  const text = (all[0] === 0x1f ? gunzipSync(all) : all).toString('utf8');
  const lines = text === '' ? [] : text.trimEnd().split('\n');
  const { authorization = '' } = request.headers;
  return { url: request.url ?? '', authorization, lines: lines.map((line) => JSON.parse(line) as object) };
}

const AT = Date.parse('2026-11-22T10:00:00Z') / 1000;
const EVENTS = [
  eventOf({ contactId: 'a', event: 'queued', at: AT + 0.9, channel: 'phone', queue: 'PS' }),
  eventOf({ contactId: 'a', event: 'abandoned', at: AT + 7 }),
];
const sink = ({ isShifted = true } = {}) =>
  new PushSink({ url, key: 'cdr_secret', source: 'replay of May', isShifted });
const receipt = { accepted: 1, updated: 1, unchanged: 0, rejected: 0, rejects: [] };

describe('a push', () => {
  test('of recorded times says that they are late', async () => {
    told = [{ status: 202, body: receipt }];
    await sink({ isShifted: false }).send(EVENTS);
    expect(heard[0]!.url).toBe('/api/v1/ingest/events?source=replay%20of%20May&late=true');
  });

  test('is one line an event in the names of the contract, under its source and with the key', async () => {
    told = [{ status: 202, body: receipt }];
    expect(await sink().send(EVENTS)).toEqual({
      ...{ kind: 'taken', acknowledged: 2, rejected: 0, firstReject: null },
    });
    expect(heard).toEqual([
      {
        url: '/api/v1/ingest/events?source=replay%20of%20May',
        authorization: 'Bearer cdr_secret',
        lines: [
          { at: '2026-11-22T10:00:00Z', contact_id: 'a', event: 'queued', channel: 'phone', queue: 'PS' },
          { at: '2026-11-22T10:00:07Z', contact_id: 'a', event: 'abandoned' },
        ],
      },
    ]);
  });

  test('of nothing is an empty array, which says that the source is there', async () => {
    told = [{ status: 202, body: { ...receipt, accepted: 0, updated: 0 } }];
    expect(await sink().send([])).toMatchObject({ kind: 'taken', acknowledged: 0, rejected: 0 });
    expect(heard[0]!.lines).toEqual([[]]);
  });

  test('that is refused for now comes again when the server says', async () => {
    told = [
      { status: 429, headers: { 'retry-after': '7' }, body: { title: 'too often' } },
      { status: 503, headers: { 'retry-after': '5' }, body: { title: 'the records cannot be stored now' } },
    ];
    const one = sink();
    expect(await one.send(EVENTS)).toEqual({ kind: 'later', afterMs: 7000, reason: '429 too often' });
    expect(await one.send(EVENTS)).toMatchObject({ kind: 'later', afterMs: 5000 });
  });

  test('that meets nobody comes again, later each time, and at once as usual when it was taken', async () => {
    told = ['hang up', 'hang up', { status: 502 }, { status: 202, body: receipt }, 'hang up'];
    const one = sink();
    const pauses: unknown[] = [];
    for (let i = 0; i < 5; i++) {
      const answer = await one.send(EVENTS);
      pauses.push(answer.kind === 'later' ? answer.afterMs : answer.kind);
    }
    expect(pauses).toEqual([500, 1000, 2000, 'taken', 500]);
  });

  test('of which none is accepted is taken, with the first reason: others may be accepted', async () => {
    const rejects = [{ line: 1, field: 'at', value: '2027', reason: 'it is more than 10 minutes ahead' }];
    const body = {
      title: 'nothing could be accepted',
      receipt: { ...receipt, accepted: 0, updated: 0, rejected: 2, rejects },
    };
    told = [{ status: 422, body }];
    expect(await sink().send(EVENTS)).toEqual({
      ...{ kind: 'taken', acknowledged: 0, rejected: 2 },
      firstReject: 'at "2027": it is more than 10 minutes ahead',
    });
  });

  test.each([401, 403, 404, 409, 413])(
    'answered with %i is refused for good, in the words of the server',
    async (status) => {
      told = [{ status, body: { title: 'no', detail: 'because' } }];
      expect(await sink().send(EVENTS)).toEqual({ kind: 'refused', reason: `${status} no: because` });
    },
  );

  test('does not follow to another address with the key', async () => {
    told = [
      { status: 307, headers: { location: `${url}/elsewhere` } },
      { status: 202, body: receipt },
    ];
    expect(await sink().send(EVENTS)).toMatchObject({ kind: 'later' });
    expect(heard).toHaveLength(1);
  });
});

describe('the clock of the server', () => {
  test('says the time there, and the zone in which naive times are read', async () => {
    told = [{ status: 200, body: { now: '1999-05-23T18:00:05+03:00', timeZone: 'Asia/Jerusalem' } }];
    const asked = await askClock(url);
    expect(asked).toEqual({
      ...{ ok: true, nowSeconds: Date.parse('1999-05-23T15:00:05Z') / 1000, timeZone: 'Asia/Jerusalem' },
    });
  });

  test('tells no Candour server from nobody', async () => {
    told = [{ status: 404, body: { hello: 'world' } }];
    expect(await askClock(url)).toEqual({
      ok: false,
      problem: `what answers at ${url} is no Candour server (404)`,
    });
    const nobody = await askClock('http://127.0.0.1:1');
    expect(nobody).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/^there is no server at http:/),
    });
  });
});
