// What no client sends: bytes on a connection that are not quite HTTP. Grammar: RFC 9112; two lengths of one message: its section 6.3.
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen, type RunningServer } from '../../api/server.ts';
import { awkwardText, bent, damaged, FUZZ_CASES, INSIDE } from '../support/noise.ts';
import { SmallBank } from '../support/small-bank.ts';

const HOST = '127.0.0.1';
/** Far beyond what any answer takes, so that only a connection that does not end is found. */
const LONGEST_MS = 30_000;
let bank: SmallBank;
let server: RunningServer;
/** how often, by status; 0: closed without an answer */
const answered = new Map<number, number>();

beforeAll(async () => {
  bank = new SmallBank();
  const endless = { burst: 1e9, perMinute: 1e9 };
  const listening = await listen(bank.app({ pushLimits: endless }), { host: HOST, port: 0 });
  if (!listening.ok) throw new Error(listening.problem);
  ({ server } = listening);
});
afterAll(async () => {
  await server.stop();
  bank.close();
});

interface Came {
  bytes: Buffer;
  /** not reset: whoever refuses may do so before it has read all, and what was on its way is lost then */
  isWhole: boolean;
}

/** Sends all of it, closes its own side, and returns all that comes until the other side is closed too. */
async function exchange(bytes: Buffer): Promise<Came> {
  const socket = connect({ host: HOST, port: server.port });
  const pieces: Buffer[] = [];
  socket.on('data', (piece: Buffer) => pieces.push(piece));
  let isLate = false;
  socket.setTimeout(LONGEST_MS, () => {
    isLate = true;
    socket.destroy();
  });
  const closed = new Promise<boolean>((resolve) => {
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(true));
  });
  socket.end(bytes);
  const isWhole = await closed;
  expect(isLate, 'a connection that was not closed').toBe(false);
  return { bytes: Buffer.concat(pieces), isWhole };
}

/** Statuses of the answers in their order, by their own lengths; throws where a byte is no part of one. */
function statusesOf(bytes: Buffer): number[] {
  const statuses: number[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    const headEnd = rest.indexOf('\r\n\r\n');
    const head = headEnd < 0 ? '' : rest.subarray(0, headEnd).toString('latin1');
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1] ?? Number.NaN);
    if (Number.isNaN(status))
      throw new Error(`no answer: ${JSON.stringify(rest.toString('latin1', 0, 200))}`);
    statuses.push(status);
    rest = rest.subarray(headEnd + 4);
    const length = /^content-length: (\d+)$/im.exec(head)?.[1];
    // An answer to HEAD says how long the body would be.
    if (length !== undefined) rest = isAnswer(rest) ? rest : rest.subarray(Number(length));
    else if (/^transfer-encoding: chunked$/im.test(head)) rest = afterChunks(rest);
  }
  return statuses;
}

const isAnswer = (bytes: Buffer) => bytes.toString('latin1', 0, 9) === 'HTTP/1.1 ';

function afterChunks(bytes: Buffer): Buffer {
  for (let rest = bytes; ; ) {
    const end = rest.indexOf('\r\n');
    const size = Number.parseInt(rest.subarray(0, Math.max(end, 0)).toString('latin1'), 16);
    if (Number.isNaN(size)) throw new Error(`no chunk: ${JSON.stringify(rest.toString('latin1', 0, 200))}`);
    rest = rest.subarray(end + 2 + size + 2);
    if (size === 0) return rest;
  }
}

const TARGETS = [
  '/api/v1/organisation',
  '/api/v1/organisation',
  '/api/v1/organisation',
  '/api/v1/series?metric=offered&grain=month&from=1999-02-01&to=1999-02-28',
  '/api/v1/none',
  '/api/v1/ingest/contacts?source=a&late=b',
  '/',
  '//',
  '*',
  'http://127.0.0.1/api/v1/organisation',
  'http://[::1',
  'https://user:secret@example.org:99999/api/v1/organisation',
  'example.org:443',
  '/api/v1/../../../etc/passwd',
  '/api/v1/%2e%2e/%00',
];
const METHODS = ['GET', 'GET', 'GET', 'GET', 'HEAD', 'POST', 'OPTIONS', 'CONNECT', 'PRI', 'get', 'M-SEARCH'];
const VERSIONS = [
  'HTTP/1.1',
  'HTTP/1.1',
  'HTTP/1.1',
  'HTTP/1.1',
  'HTTP/1.0',
  'HTTP/2.0',
  'HTTP/9.9',
  'http/1.1',
  '',
];
const FIELDS = [
  'Host: 127.0.0.1',
  'Host: example.org',
  'Host: ',
  'Host: a b',
  'Host: 127.0.0.999',
  'Host: [::1',
  'Connection: close',
  'Connection: keep-alive, Upgrade',
  'Upgrade: websocket',
  'Upgrade: h2c',
  'Expect: 100-continue',
  'Expect: the-unexpected',
  'Content-Length: 5',
  'Content-Length: -5',
  'Content-Length: 5, 5',
  'Content-Length: 0x5',
  'Content-Length: 99999999999999999999',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: chunked, identity',
  'Transfer-Encoding : chunked',
  'Transfer-Encoding: xchunked',
  ' folded: onto the line before',
  'no colon',
  ': no name',
  'If-None-Match: "\u0000"',
  `Cookie: ${'c'.repeat(17_000)}`,
  'Accept-Encoding: br, gzip;q=NaN',
  'Range: bytes=-',
];
const BODIES = [
  '',
  'hello',
  '5\r\nhello\r\n0\r\n\r\n',
  '-5\r\nhello\r\n0\r\n\r\n',
  'fffffffffffffffff\r\nhello',
  '5;ext="\r\n"\r\nhello\r\n0\r\nTrailer: x\r\n\r\n',
  'GET /api/v1/organisation HTTP/1.1\r\nHost: smuggled\r\n\r\n',
];
const ENDINGS = [...Array<string>(20).fill('\r\n'), '\n', '\r', '\r\n\r\n'];

const request = fc
  .record({
    method: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...METHODS) },
      { weight: 1, arbitrary: awkwardText },
    ),
    target: fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...TARGETS) },
      { weight: 1, arbitrary: bent(TARGETS) },
    ),
    version: fc.constantFrom(...VERSIONS),
    hasHost: fc.boolean(),
    fields: fc.array(
      fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...FIELDS) }, { weight: 1, arbitrary: bent(FIELDS) }),
      { maxLength: 2 },
    ),
    ending: fc.constantFrom(...ENDINGS),
    body: fc.oneof(fc.constant(''), fc.constantFrom(...BODIES)),
  })
  .map(({ method, target, version, hasHost, fields, ending, body }) => {
    const own = hasHost ? [...FIELDS.slice(0, 1), ...fields] : fields;
    return Buffer.from([`${method} ${target} ${version}`, ...own, '', body].join(ending));
  });
/** Up to three after the other on one connection, as they are or damaged. */
const sent = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(request, { minLength: 1, maxLength: 3 }).map((all) => Buffer.concat(all)),
  },
  {
    weight: 1,
    arbitrary: damaged([
      Buffer.from('GET /api/v1/organisation HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n'),
      Buffer.from('POST /api/v1/ingest/contacts HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}'),
    ]),
  },
);

const GOOD = Buffer.from('GET /api/v1/organisation HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n');

test(`${FUZZ_CASES.toLocaleString('en')} connections of noise are each closed, and what is answered on them is whole and no fault of ours`, async () => {
  await fc.assert(
    fc.asyncProperty(sent, async (bytes) => {
      const came = await exchange(bytes);
      expect(came.bytes.toString('latin1')).not.toMatch(INSIDE);
      const statuses = came.isWhole ? statusesOf(came.bytes) : [];
      for (const status of statuses.length === 0 ? [0] : statuses) {
        expect(status).toBeLessThan(500);
        answered.set(status, (answered.get(status) ?? 0) + 1);
      }
      expect(bank.logged.filter(({ event }) => event === 'error')).toEqual([]);
    }),
    { numRuns: FUZZ_CASES },
  );
  // Noise that is all refused, or none of it, would try nothing.
  for (const status of [200, 400, 404, 431]) expect(answered.keys()).toContain(status);
  expect(answered.get(200)).toBeGreaterThan(FUZZ_CASES / 50);
  expect(statusesOf((await exchange(GOOD)).bytes), 'the server is there as before').toEqual([200]);
}, 3_600_000);

test.each([
  ['Content-Length: 58', 'Transfer-Encoding: chunked'],
  ['Content-Length: 58', 'Content-Length: 0'],
  ['Content-Length: 0', 'Content-Length: 58'],
  ['Transfer-Encoding: chunked', 'Content-Length: 0'],
  ['Transfer-Encoding: chunked, identity'],
])(
  'of a message with a length in doubt (%s, %s) nothing that follows is taken for a request',
  async (...fields) => {
    const smuggled = '0\r\n\r\nGET /api/v1/organisation HTTP/1.1\r\nHost: smuggled\r\n\r\n';
    const head = ['POST /api/v1/none HTTP/1.1', 'Host: 127.0.0.1', ...fields, '', ''].join('\r\n');
    expect(statusesOf((await exchange(Buffer.from(head + smuggled))).bytes)).toEqual([400]);
  },
);
