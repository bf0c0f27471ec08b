import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../../api/app.ts';
import { type Problem, problem } from '../../api/contract/problem.ts';
import { type ReceiptAnswer, receipt } from '../../api/contract/receipt.ts';
import { claimPurpose } from '../../db/ingest/load.ts';
import { addKey, revokeKey, type Scope } from '../../db/keys.ts';
import { openForReading } from '../../db/open.ts';
import { SmallBank } from '../support/small-bank.ts';

let bank: SmallBank;
let app: App;
let key: string;
beforeEach(() => {
  bank = new SmallBank({ isEmpty: true });
  app = bank.app();
  key = makeKey('telephony');
});
afterEach(() => bank.close());

function makeKey(name: string, scopes: readonly Scope[] | 'all' = 'all', sources?: string[]): string {
  const made = addKey(bank.db, name, scopes, bank.nowSeconds, sources);
  if (!made.ok) throw new Error(made.problem);
  return made.key;
}

const call = (id: string, more: object = {}) => ({
  id,
  offered_at: '1999-02-01T09:00:00+02:00',
  channel: 'phone',
  outcome: 'answered',
  wait_s: 12,
  ...more,
});
const ndjson = (...records: object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('');

interface Sent {
  kind?: string;
  key?: string | null;
  headers?: Record<string, string>;
  query?: string;
}

async function push(
  body: string | Buffer | ReadableStream,
  { kind = 'contacts', headers = {}, query = '', ...sent }: Sent = {},
) {
  const used = sent.key === undefined ? key : sent.key;
  return await app.request(`/api/v1/ingest/${kind}${query}`, {
    method: 'POST',
    body: body as BodyInit,
    headers: { ...(used === null ? {} : { authorization: `Bearer ${used}` }), ...headers },
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  } as RequestInit);
}
async function accepted(response: Response): Promise<ReceiptAnswer> {
  expect(response.status).toBe(202);
  const body = await response.json();
  expect(receipt.parse(body)).toEqual(body);
  return body as ReceiptAnswer;
}
async function refused(response: Response, status: number): Promise<Problem> {
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  return problem.parse(await response.json());
}
const stored = () => bank.db.sql.prepare('SELECT count(*) FROM contacts').pluck().get() as number;

describe('records', () => {
  test('are taken as NDJSON, and counted in a receipt', async () => {
    const answer = await accepted(
      await push(ndjson(call('1'), call('2', { wait_s: -1 }), call('3', { queue: 'NEW' }))),
    );
    expect(answer).toMatchObject({
      ...{ read: 3, accepted: 2, updated: 0, unchanged: 0, rejected: 1, skipped: 0 },
      rejects: [
        { line: 2, field: 'wait_s', value: '-1', reason: expect.stringContaining('cannot be negative') },
      ],
      unconfigured: { queues: ['NEW'], causes: [], promises: [] },
      unknownContacts: { count: 0, named: 0, knownUnder: null },
    });
  });

  test.each([
    ['a JSON array', (text: string) => `[${text.trim().replaceAll('\n', ',')}]`],
    [
      'a JSON array behind white space and a mark',
      (text: string) => `\uFEFF \n[${text.trim().replaceAll('\n', ',')}]`,
    ],
    ['gzip', (text: string) => gzipSync(text)],
  ])('are taken as %s', async (_, written) => {
    expect(await accepted(await push(written(ndjson(call('1'), call('2')))))).toMatchObject({
      read: 2,
      accepted: 2,
    });
  });

  test('are taken as gzip that is declared', async () => {
    const response = await push(gzipSync(ndjson(call('1'))), { headers: { 'content-encoding': 'gzip' } });
    expect(await accepted(response)).toMatchObject({ accepted: 1 });
  });

  test('sent again are unchanged, or updated when they changed', async () => {
    await push(ndjson(call('1'), call('2')));
    const again = await accepted(await push(ndjson(call('1'), call('2', { wait_s: 99 }), call('3'))));
    expect(again).toMatchObject({ read: 3, accepted: 1, updated: 1, unchanged: 1, rejected: 0 });
    expect(stored()).toBe(3);
  });

  test('sent by several at once are each counted once', async () => {
    const bodies = Array.from({ length: 8 }, (_, i) => ndjson(call('same'), call(`own-${i}`)));
    const receipts = await Promise.all(bodies.map(async (body) => accepted(await push(body))));
    expect(receipts.reduce((sum, one) => sum + one.accepted, 0)).toBe(9);
    expect(receipts.reduce((sum, one) => sum + one.unchanged, 0)).toBe(7);
    expect(stored()).toBe(9);
  });

  test('that are acknowledged are seen by another connection', async () => {
    await accepted(await push(ndjson(call('1'))));
    const other = openForReading(bank.path);
    expect(other.sql.prepare('SELECT count(*) FROM contacts').pluck().get()).toBe(1);
    other.close();
  });

  test('that changed are reported for counting, and only then', async () => {
    await push(ndjson(call('1')));
    expect(bank.changes).toBe(1);
    await push(ndjson(call('1')));
    expect(bank.changes).toBe(1);
  });

  test('have ids of the key’s own, or of the source that it was made for and names', async () => {
    const other = makeKey('second');
    const both = makeKey('third', 'all', ['third', 'telephony']);
    await push(ndjson(call('1')));
    for (const one of [other, both])
      expect(await accepted(await push(ndjson(call('1')), { key: one }))).toMatchObject({ accepted: 1 });
    expect(
      await accepted(await push(ndjson(call('1')), { key: both, query: '?source=telephony' })),
    ).toMatchObject({
      unchanged: 1,
    });
    const wrong = await refused(await push(ndjson(call('1')), { query: '?source=a/b' }), 422);
    expect(wrong.parameters).toMatchObject([{ parameter: 'source', value: 'a/b' }]);
    const unknown = await refused(await push(ndjson(call('1')), { query: '?sauce=a' }), 422);
    expect(unknown.detail).toContain('did you mean source?');
  });

  test.each([
    ['contacts', call('1', { wait_s: 600 }), ''],
    [
      'events',
      { at: '1999-03-15T11:59:00+02:00', contact_id: '1', event: 'abandoned', channel: 'phone' },
      '&correct=true',
    ],
    ['queue', { at: '1999-03-15T11:59:00+02:00', channel: 'phone', waiting: 300 }, ''],
  ])('of another source are neither replaced nor told in its name: %s', async (kind, record, more) => {
    const wait = () => bank.db.sql.prepare('SELECT record FROM contacts').pluck().all();
    await accepted(await push(ndjson(call('1'))));
    const before = wait();
    const other = makeKey('second');
    const sent = { kind, key: other, query: `?source=telephony${more}` };
    const { title, detail, parameters } = await refused(await push(ndjson(record), sent), 403);
    expect(title).toBe('another source than those of this key');
    expect(detail).toContain('npm run key -- add NAME --source "telephony"');
    expect(parameters).toEqual([{ parameter: 'source', value: 'telephony', expected: 'second' }]);
    expect(wait()).toEqual(before);
    expect(bank.db.sql.prepare('SELECT count(*) FROM queue_snapshots').pluck().get()).toBe(0);
  });

  test('that no source keeps apart are refused of a key that does not name their kind', async () => {
    const { detail } = await refused(
      await push(ndjson({ date: '1999-02-01', customers: 1 }), { kind: 'exposure' }),
      403,
    );
    expect(detail).toContain('every kind that sources keep apart, and this is exposure');
    expect(detail).toContain('--scope exposure');
    await refused(await push('[]', { kind: 'actions' }), 403);
  });

  test.each([
    ['queue', { at: '1999-03-15T11:59:00+02:00', channel: 'phone', queue: 'PS', waiting: 3 }],
    [
      'intervals',
      { interval_start: '1999-02-01T09:00:00+02:00', interval: 'PT15M', channel: 'phone', offered: 3 },
    ],
    ['exposure', { date: '1999-02-01', customers: 1000 }],
  ])('of the kind %s are taken too', async (kind, record) => {
    const named = makeKey('named', [kind as Scope]);
    expect(await accepted(await push(ndjson(record), { kind, key: named }))).toMatchObject({
      read: 1,
      accepted: 1,
    });
  });

  test('of an empty array are none, and that is well', async () => {
    expect(await accepted(await push('[]'))).toMatchObject({ read: 0, accepted: 0, rejected: 0 });
  });
});

describe('a push', () => {
  test.each([
    ['without a key', null],
    ['with an unknown key', 'cdr_unknown'],
    ['with an empty key', ''],
  ])('%s is answered with 401', async (_, wrong) => {
    const response = await push(ndjson(call('1')), { key: wrong });
    await refused(response, 401);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(stored()).toBe(0);
  });

  test('with a key that has ended is answered with 401', async () => {
    revokeKey(bank.db, 'telephony', bank.nowSeconds);
    await refused(await push(ndjson(call('1'))), 401);
  });

  test('with another scheme than Bearer is answered with 401', async () => {
    const response = await push('[]', { key: null, headers: { authorization: `Basic ${key}` } });
    await refused(response, 401);
  });

  test('outside the scope of its key is answered with 403', async () => {
    const narrow = makeKey('narrow', ['queue']);
    const answer = await refused(await push(ndjson(call('1')), { key: narrow }), 403);
    expect(answer.detail).toBe(
      'the key may push queue, and this is contacts; make another with npm run key -- add NAME --scope contacts',
    );
    expect(stored()).toBe(0);
  });

  test.each([
    ['accounts', /counted as one file and never kept/],
    ['contact', /did you mean contacts\?/],
  ])('of %s is answered with 404', async (kind, detail) => {
    expect((await refused(await push('[]', { kind }), 404)).detail).toMatch(detail);
  });

  test('in which nothing could be accepted is answered with 422 and the receipt', async () => {
    const answer = await refused(
      await push(ndjson(call('1', { channel: 'fone' }), call('2', { channel: 'x' }))),
      422,
    );
    expect(answer.receipt).toMatchObject({ read: 2, accepted: 0, rejected: 2 });
    expect(answer.detail).toMatch(/^2 were rejected; the first, at 1: channel "fone"/);
    expect(bank.db.sql.prepare('SELECT count(*) FROM rejects').pluck().get()).toBe(2);
  });

  test.each([
    ['nothing', '', /is empty/],
    ['CSV', 'id,offered_at\n1,2\n', /begins with "i"/],
    ['text', '"hello"', /begins with/],
    ['a cut array', '[{"id":', /not valid JSON/],
    ['a cut gzip stream', gzipSync(ndjson(call('1'))).subarray(0, 30), /gzip|middle of a row|JSON/],
  ])('of %s is answered with 422', async (_, body, detail) => {
    expect((await refused(await push(body), 422)).detail).toMatch(detail);
    expect(stored()).toBe(0);
  });

  test('in an unknown encoding is answered with 415', async () => {
    await refused(await push('[]', { headers: { 'content-encoding': 'br' } }), 415);
  });

  test('of more than 10 MB is answered with 413, whatever it declares, and nothing is stored', async () => {
    const line = ndjson(call('1'));
    const tooMuch = line.repeat(Math.ceil(10_600_000 / line.length));
    const answer = await refused(await push(tooMuch), 413);
    expect(answer.detail).toContain('Nothing of it was stored');
    const pieces = new ReadableStream({
      start(controller) {
        for (let at = 0; at < tooMuch.length; at += 1_000_000) {
          controller.enqueue(Buffer.from(tooMuch.slice(at, at + 1_000_000)));
        }
        controller.close();
      },
    });
    await refused(await push(pieces), 413);
    await refused(await push(line, { headers: { 'content-length': '99999999' } }), 413);
    expect(stored()).toBe(0);
  });

  test('that expands to more than 100 MB is answered with 413, and nothing is stored', async () => {
    const bomb = gzipSync(Buffer.alloc(101_000_000, ndjson(call('1'))));
    expect(bomb.length).toBeLessThan(10_000_000);
    await refused(await push(bomb), 413);
    expect(stored()).toBe(0);
  });

  test('into a demonstration is answered with 409 and what to do', async () => {
    const demonstration = new SmallBank({ isEmpty: true });
    try {
      claimPurpose(demonstration.db, 'demonstration');
      const made = addKey(demonstration.db, 'telephony', 'all', 0);
      const response = await demonstration.app().request('/api/v1/ingest/contacts', {
        method: 'POST',
        body: ndjson(call('1')),
        headers: { authorization: `Bearer ${made.ok ? made.key : ''}` },
      });
      expect((await refused(response, 409)).detail).toContain('--replace-demonstration');
    } finally {
      demonstration.close();
    }
  });

  test('with another method is answered with 405', async () => {
    const response = await app.request('/api/v1/ingest/contacts', { method: 'PUT' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
  });

  test('where pushing is not set up is answered with 404', async () => {
    const response = await bank.app({ db: null }).request('/api/v1/ingest/contacts', { method: 'POST' });
    await refused(response, 404);
  });
});

describe('too often', () => {
  test('for one key is answered with 429 and when to come back; another key is not held up', async () => {
    app = bank.app({ pushLimits: { burst: 2, perMinute: 30 } });
    const first = await push('[]');
    expect(first.headers.get('ratelimit-policy')).toBe('"push";q=2;w=4');
    expect(first.headers.get('ratelimit')).toBe('"push";r=1;t=0');
    await push('[]');
    const late = await push('[]');
    expect(late.headers.get('retry-after')).toBe('2');
    await refused(late, 429);
    await accepted(await push('[]', { key: makeKey('other') }));
    bank.nowSeconds += 2;
    await accepted(await push('[]'));
  });

  test('without a valid key is answered with 429, while valid keys are served', async () => {
    const statuses = new Set<number>();
    for (let i = 0; i < 61; i += 1) statuses.add((await push('[]', { key: 'cdr_wrong' })).status);
    expect([...statuses]).toEqual([401, 429]);
    await accepted(await push('[]'));
  });
});

describe('more than can be held while it waits', () => {
  /** A body whose end does not come until `end` is called. */
  function slowBody(start: string): { body: ReadableStream; end: () => void } {
    let end = () => {};
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from(start));
        end = () => controller.close();
      },
    });
    return { body, end: () => end() };
  }

  test('is answered with 429 and when to come back; another key is taken, and all of it later', async () => {
    app = bank.app({ waitingLimits: { requests: 4, bytes: 100_000 } });
    const slow = ['1', '2'].map((id) => slowBody(ndjson(call(id))));
    const taken = slow.map(({ body }) => push(body));
    const late = await push(ndjson(call('3')));
    expect(late.headers.get('retry-after')).toBe('5');
    expect((await refused(late, 429)).detail).toContain('Nothing of it was stored');
    await accepted(await push(ndjson(call('3')), { key: makeKey('other') }));
    for (const { end } of slow) end();
    for (const answer of taken) await accepted(await answer);
    await accepted(await push(ndjson(call('4'))));
    expect(stored()).toBe(4);
  });

  test('is refused by its bytes too, declared or not', async () => {
    app = bank.app({ waitingLimits: { requests: 100, bytes: 4000 } });
    const large = ndjson(...Array.from({ length: 20 }, (_, i) => call(`${i}`)));
    expect(large.length).toBeGreaterThan(2000);
    await refused(await push(large, { headers: { 'content-length': String(large.length) } }), 429);
    const { body, end } = slowBody(large);
    end();
    await refused(await push(body), 429);
    expect(stored()).toBe(0);
    await accepted(await push(ndjson(call('1'))));
  });
});

test('what tells of now does not wait for the past', async () => {
  const past = push(ndjson(...Array.from({ length: 20_000 }, (_, i) => call(`old-${i}`)))).then(() => 'past');
  const event = { contact_id: 'c', event: 'queued', at: '1999-03-15T12:00:00+02:00', channel: 'phone' };
  const now = push(ndjson(event), { kind: 'events' }).then(() => 'now');
  expect(await Promise.race([past, now])).toBe('now');
  await past;
  expect(stored()).toBe(20_001);
});

test('an array of events is taken in pieces, as lines are', async () => {
  const events = Array.from({ length: 2500 }, (_, i) => ({
    ...{ contact_id: `c${i}`, event: 'queued', at: '1999-03-15T12:00:00+02:00', channel: 'phone' },
  }));
  let turns = 0;
  let isDone = false;
  const count = () => {
    turns += 1;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  const receipt = await accepted(await push(JSON.stringify(events), { kind: 'events' }));
  isDone = true;
  expect(receipt).toMatchObject({ read: 2500, accepted: 2500 });
  expect(turns).toBeGreaterThan(2);
});

test('the log of a push holds counts and no records, keys or names', async () => {
  await push(ndjson(call('customer-7', { customer: 'C-123' })));
  const logged = JSON.stringify(bank.logged);
  expect(bank.logged).toMatchObject([{ event: 'push', fields: { kind: 'contacts', read: 1, accepted: 1 } }]);
  for (const secret of [key, 'customer-7', 'C-123', 'telephony']) expect(logged).not.toContain(secret);
});

test('events of yesterday are refused, unless they are said to be late or to correct; records of another kind are neither', async () => {
  const events = (hour: string) =>
    ndjson({ at: `1999-03-14T${hour}:00:00+02:00`, contact_id: 'a', event: 'queued', channel: 'phone' });
  const refusal = await refused(await push(events('20'), { kind: 'events' }), 422);
  expect(refusal.detail).toContain('push them with ?late=true');
  const ofEvents = { kind: 'events', query: '?late=true' };
  expect(await accepted(await push(events('20'), ofEvents))).toMatchObject({ accepted: 1, updated: 0 });
  const corrected = { kind: 'events', query: '?correct=true' };
  expect(await accepted(await push(events('21'), corrected))).toMatchObject({ accepted: 0, updated: 1 });
  expect(stored()).toBe(1);
  for (const parameter of ['late', 'correct']) {
    const other = await refused(await push(ndjson(call('1')), { query: `?${parameter}=true` }), 422);
    expect(other.detail).toBe(`${parameter}=true is for events, and this is contacts`);
    const unclear = await refused(
      await push(events('20'), { kind: 'events', query: `?${parameter}=1` }),
      422,
    );
    expect(unclear.parameters).toMatchObject([{ parameter, value: '1' }]);
  }
});
