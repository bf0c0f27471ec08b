import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../../api/app.ts';
import { problem } from '../../api/contract/problem.ts';
import { PUBLIC_RESOURCES } from '../../api/routes/public.ts';
import { exampleAddress } from '../../api/routes/resource.ts';
import { addKey } from '../../db/keys.ts';
import { awkwardText, bent, damaged, FUZZ_CASES, INSIDE } from '../support/noise.ts';
import { SmallBank } from '../support/small-bank.ts';

/** Far beyond what any answer takes, so that only one that does not end is found. */
const LONGEST_MS = 30_000;
let bank: SmallBank;
let app: App;
let key = '';
/** how often, by status */
const answered = new Map<number, number>();

beforeAll(() => {
  bank = new SmallBank();
  const made = addKey(bank.db, 'noise', 'all', bank.nowSeconds);
  if (!made.ok) throw new Error(made.problem);
  ({ key } = made);
  // The limits have tests of their own; here each request should get as far as it can.
  const endless = { burst: 1e9, perMinute: 1e9 };
  app = bank.app({ pushLimits: endless });
});
afterAll(() => bank.close());

interface Asked {
  address: string;
  method: string;
  headers: Record<string, string>;
  body?: Buffer;
}

/** What answers besides the public resources, and a few addresses that nothing answers. */
const OTHERS = ['live', 'live.csv', 'live/clock', 'openapi.json', 'editions/1', 'none', ''];
const ANY_VALUE = [
  'day',
  'month',
  'phone',
  'all',
  '1999-02-01',
  '1999-02-28',
  '1999-02',
  'offered',
  'wait_time',
  '1',
];
/** Every resource with its example, and what its parameters are given in the examples of all. */
const asked = PUBLIC_RESOURCES.map((resource) => {
  const [path = '', example = ''] = exampleAddress(resource).split('?');
  return { path, example, names: Object.keys(resource.query.shape) };
});
const examples = new Map<string, string[]>();
for (const { example } of asked)
  for (const [name, value] of new URLSearchParams(example))
    examples.set(name, [...(examples.get(name) ?? []), value]);

const encode = (text: string) => encodeURIComponent(text.toWellFormed());
/** Some clients send what they have as it is. */
const written = (text: fc.Arbitrary<string>) =>
  fc.tuple(text, fc.nat({ max: 9 })).map(([words, one]) => (one === 0 ? words : encode(words)));
const parameterOf = (names: readonly string[]) =>
  fc
    .oneof({ weight: 15, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: awkwardText })
    .chain((name) => {
      const known = [...(examples.get(name) ?? []), ...(examples.get(name) ?? []), ...ANY_VALUE];
      return written(bent(known)).map((value) => `${encode(name)}=${value}`);
    });

/** The question of a resource's example with parameters besides, or others in its place; its address is mostly right. */
const address = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.constantFrom(...asked).chain(({ path, example, names }) =>
      fc
        .tuple(
          fc.constantFrom('', '', '.csv'),
          fc.constantFrom(example, example, ''),
          fc.array(parameterOf(names), { maxLength: 2 }),
        )
        .map(([ending, from, more]) => {
          const query = [from, ...more].filter((part) => part !== '').join('&');
          return `${path}${ending}${query === '' ? '' : `?${query}`}`;
        }),
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(...OTHERS) },
  { weight: 3, arbitrary: bent([...asked.map(({ path }) => path), ...OTHERS]) },
);
const quiet = /^[\x20-\x7e]*$/;
const heard = bent([
  'gzip, br;q=0.5',
  'identity',
  'application/json',
  '*/*',
  'W/"abc"',
  '"abc"',
  'bytes=0-5',
]).filter((text) => quiet.test(text));
const headers = fc.dictionary(
  fc.constantFrom(
    'accept',
    'accept-encoding',
    'if-none-match',
    'range',
    'last-event-id',
    'origin',
    'accept-language',
  ),
  heard,
  { maxKeys: 3 },
);
const read: fc.Arbitrary<Asked> = fc.record({
  address: address.map((at) => `/api/v1/${at}`),
  method: fc.oneof(
    { weight: 12, arbitrary: fc.constant('GET') },
    { weight: 1, arbitrary: fc.constantFrom('HEAD', 'OPTIONS', 'DELETE', 'PUT', 'PATCH', 'BREW') },
  ),
  headers,
});

const call = {
  id: 'a',
  offered_at: '1999-03-01T09:00:00+02:00',
  channel: 'phone',
  outcome: 'answered',
  wait_s: 12,
};
const bodies = [
  Buffer.from(`${JSON.stringify(call)}\n${JSON.stringify({ ...call, id: 'b', wait_s: null })}\n`),
  Buffer.from(JSON.stringify([call, { ...call, id: 'c', queue: 'PS' }])),
  Buffer.from('{"id":"e","at":"1999-03-01T09:00:00Z","type":"offered","channel":"phone","contact":"x"}\n'),
  Buffer.from('{"contact_id":"a","score":4,"answered_at":"1999-03-01","survey":"csat"}\n'),
  Buffer.from('{"__proto__":{"id":"a"},"id":{"toString":1}}\n[[[[1e400]]]]\n'),
];
/** How a body is sent: as it is, compressed, or called compressed. */
const FORMS = ['plain', 'plain', 'plain', 'gzip', 'false gzip'];
const WHO = [...Array<string>(8).fill('key'), 'none', 'other'];
const KINDS = [
  ...['contacts', 'contacts', 'contacts', 'events', 'surveys', 'queue'],
  ...['capacity', 'promises', 'codings', 'intervals', 'actions'],
];
const pushed: fc.Arbitrary<Asked> = fc
  .tuple(
    fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...KINDS) }, { weight: 1, arbitrary: awkwardText }),
    fc.oneof({ weight: 2, arbitrary: damaged(bodies) }, { weight: 1, arbitrary: fc.constantFrom(...bodies) }),
    fc.constantFrom(...FORMS),
    fc.constantFrom(...WHO),
  )
  .map(([kind, body, form, who]) => ({
    address: `/api/v1/ingest/${encode(kind)}`,
    method: 'POST',
    headers: {
      ...(form === 'plain' ? {} : { 'content-encoding': 'gzip' }),
      ...(who === 'none' ? {} : { authorization: `Bearer ${who === 'key' ? 'KEY' : 'candour_other'}` }),
    },
    body: form === 'gzip' ? gzipSync(body) : body,
  }));

function decode(bytes: Buffer, encoding: string | null): string {
  if (encoding === 'gzip') return gunzipSync(bytes).toString('utf8');
  if (encoding === 'br') return brotliDecompressSync(bytes).toString('utf8');
  expect(encoding).toBeNull();
  return bytes.toString('utf8');
}

async function answer({ address, method, headers: given, body }: Asked) {
  const { authorization, ...others } = given;
  const own: Record<string, string> =
    authorization === undefined ? {} : { authorization: authorization.replace('KEY', key) };
  const init = {
    method,
    headers: { ...others, ...own },
    ...(body === undefined ? {} : { body: new Uint8Array(body) }),
  };
  // Who tries keys is slowed down.
  bank.nowSeconds += 5;
  const startedAt = performance.now();
  const response = await app.request(new Request(new URL(address, 'http://localhost'), init));
  expect(response.status).toBeLessThan(500);
  answered.set(response.status, (answered.get(response.status) ?? 0) + 1);
  if (method === 'HEAD') return;
  const text = decode(Buffer.from(await response.arrayBuffer()), response.headers.get('content-encoding'));
  expect(performance.now() - startedAt).toBeLessThan(LONGEST_MS);
  expect(text).not.toMatch(INSIDE);
  const type = response.headers.get('content-type') ?? '';
  if (type === 'application/problem+json')
    expect(problem.parse(JSON.parse(text)).status).toBe(response.status);
  else if (type === 'application/json' && text !== '') JSON.parse(text);
  expect(bank.logged.filter(({ event }) => event === 'error')).toEqual([]);
}

test(`${FUZZ_CASES.toLocaleString('en')} questions and pushes of noise are each answered, and none is a fault of ours`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof({ weight: 4, arbitrary: read }, { weight: 1, arbitrary: pushed }), answer),
    {
      numRuns: FUZZ_CASES,
    },
  );
  // Noise that nothing takes, or that all is refused at the door, would try nothing.
  for (const status of [200, 202, 401, 404, 405, 422]) expect(answered.keys()).toContain(status);
  expect(answered.get(200)).toBeGreaterThan(FUZZ_CASES / 6);
}, 3_600_000);
