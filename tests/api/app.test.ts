import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../api/app.ts';
import { clockAnswer } from '../../api/contract/clock.ts';
import { problem } from '../../api/contract/problem.ts';
import { PUBLIC_RESOURCES } from '../../api/routes/public.ts';
import { exampleAddress } from '../../api/routes/resource.ts';
import { parseDay } from '../../db/domain/zone.ts';
import { recordEdition } from '../../db/editions.ts';
import { type Revision, writeRevisions } from '../../db/revisions.ts';
import { contactOf } from '../support/records.ts';
import { SmallBank } from '../support/small-bank.ts';

let bank: SmallBank;
let app: App;
const REVISION: Revision = {
  ...{ metric: 'offered', grain: 'day', shape: 'all', member: {}, day: parseDay('1999-02-16')! },
  before: { value: 210, status: 'final' },
  after: { value: 216, status: 'revised' },
};

beforeAll(() => {
  bank = new SmallBank();
  // Those of which the documentation gives an example.
  for (const kind of ['scheduled', 'revision'] as const) {
    const about = {
      mark: 1,
      at: bank.nowSeconds,
      now: bank.nowSeconds,
      through: null,
      asOf: '1999-03-15T10:00:00Z',
    };
    const more = { kind, reason: '', rules: '{}', code: 'test', today: bank.zone.dayOf(bank.nowSeconds) };
    const file = { path: 'data/v1/note.json', address: '/api/v1/note', body: Buffer.from(kind) };
    if (kind === 'revision') writeRevisions(bank.db, [REVISION]);
    recordEdition(bank.db, { ...about, ...more }, [file]);
  }
  app = bank.app();
});
afterAll(() => bank.close());

const get = (address: string, headers: Record<string, string> = {}) =>
  app.request(`/api/v1/${address}`, { headers });
const getProblem = async (address: string) => {
  const response = await get(address);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const answer = problem.parse(await response.json());
  expect(answer.status).toBe(response.status);
  return answer;
};

/** Every resource with a question that it answers. */
const questions = PUBLIC_RESOURCES.map((resource) => exampleAddress(resource));

describe.each(PUBLIC_RESOURCES)('$name', (resource) => {
  const { answer, example } = resource;
  const address = exampleAddress(resource);

  test('answers with what its contract says', async () => {
    const response = await get(address);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(() => answer.parse(example.answer)).not.toThrow();
    const body = await response.json();
    expect(answer.parse(body)).toEqual(body);
  });

  test('answers as CSV, every row as long as its header', async () => {
    const response = await get(exampleAddress(resource, '.csv'));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    const rows = parse(await response.text(), { columns: true }) as object[];
    // These records end weeks ago: what is withheld has no rows, and its answer says why.
    const { reason } = (await (await get(address)).json()) as { reason?: string | null };
    if (resource.name === 'forecast') expect(reason).toBe('records_ended');
    else expect(rows.length).toBeGreaterThan(0);
  });

  test('refuses a parameter that it does not know', async () => {
    const answer = await getProblem(`${address}${address.includes('?') ? '&' : '?'}colour=red`);
    expect(answer).toMatchObject({ status: 422, parameters: [{ parameter: 'colour', value: 'red' }] });
  });

  test('answers other methods with 405 and those that it takes', async () => {
    const response = await app.request(`/api/v1/${address}`, { method: 'POST' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    expect(problem.parse(await response.json()).status).toBe(405);
  });
});

describe.each([...questions, 'openapi.json', 'series.csv?metric=offered'])('%s', (address) => {
  test('may be read by any page and kept for a moment, and is nothing but what it says', async () => {
    const { headers } = await get(address);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('cache-control')).toMatch(/^public, max-age=\d+, stale-while-revalidate=\d+$/);
    expect(headers.get('vary')).toBe('Accept-Encoding');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
  });

  test('is the same text in every encoding, each with its ETag, and 304 to who has it', async () => {
    const plain = await get(address);
    const text = await plain.text();
    const etags = new Set([plain.headers.get('etag')]);
    for (const [encoding, decode] of [
      ['br', brotliDecompressSync],
      ['gzip', gunzipSync],
    ] as const) {
      const response = await get(address, { 'accept-encoding': encoding });
      const bytes = Buffer.from(await response.arrayBuffer());
      const etag = response.headers.get('etag') ?? '';
      etags.add(etag);
      // The shortest answers are not worth an encoding.
      if (response.headers.get('content-encoding') === null) expect(bytes.toString()).toBe(text);
      else expect(decode(bytes).toString()).toBe(text);
      const known = { 'accept-encoding': encoding, 'if-none-match': `"other", W/${etag}` };
      const unchanged = await get(address, known);
      expect([unchanged.status, await unchanged.text()]).toEqual([304, '']);
      expect(unchanged.headers.get('etag')).toBe(etag);
    }
    expect(etags.size).toBe(text.length < 512 ? 1 : 3);
    expect((await get(address, { 'if-none-match': '"other"' })).status).toBe(200);
    expect((await get(address, { 'if-none-match': '*' })).status).toBe(304);
  });

  test('answers HEAD with the headers of GET and nothing else', async () => {
    const [head, full] = await Promise.all([
      app.request(`/api/v1/${address}`, { method: 'HEAD' }),
      get(address),
    ]);
    expect([...head.headers]).toEqual([...full.headers]);
    expect(head.headers.get('content-length')).toBe(String((await full.arrayBuffer()).byteLength));
    expect(await head.text()).toBe('');
  });

  test('lets a page of another origin ask beforehand', async () => {
    const path = address.split('?')[0];
    const response = await app.request(`/api/v1/${path}`, { method: 'OPTIONS' });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-methods')).toBe('GET, HEAD, OPTIONS');
  });
});

describe('a wrong question is answered with the parameter, its value and what was expected', () => {
  test.each([
    ['series', 'metric', null, /ids of metrics/],
    ['series?metric=', 'metric', null, /ids of metrics/],
    ['series?metric=ofered', 'metric', 'ofered', /there is no "ofered" \(did you mean offered\?\)/],
    ['series?metric=offered,,answered', 'metric', 'offered,,answered', /there is no ""/],
    ['series?metric=offered,offered', 'metric', 'offered,offered', /each metric once/],
    ['breakdown?metric=ofered&by=cause', 'metric', 'ofered', /did you mean offered/],
    ['breakdown?metric=offered&by=colour', 'by', 'colour', /one of category, cause, channel/],
    ['breakdown?metric=offered', 'by', null, /one of category/],
    ['series?metric=offered&grain=weeks', 'grain', 'weeks', /one of 15min.*did you mean week\?/],
    ['series?metric=offered&from=1999-02-30', 'from', '1999-02-30', /a date from 1970 to 2099/],
    ['series?metric=offered&to=1969-12-31', 'to', '1969-12-31', /a date from 1970/],
    ['series?metric=offered&from=1999-02-02&to=1999-02-01', 'from', '1999-02-02', /on or before to/],
    ['breakdown?metric=offered&by=cause&from=1999-02-02&to=1999-02-01', 'from', '1999-02-02', /before to/],
    ['series?metric=offered&channel=fone', 'channel', 'fone', /did you mean phone/],
    ['series?metric=offered&category=complaints', 'category', 'complaints', /did you mean complaint/],
    ['series?metric=offered&compare=last', 'compare', 'last', /one of previous, last_year/],
    ['series?metric=offered&grane=day', 'grane', 'day', /did you mean grain/],
    ['series?metric=offered&metric=answered', 'metric', 'answered', /to be given once/],
    ['profile?metric=offered&weeks=5', 'weeks', '5', /one of 4, 8, 13, 26, 52/],
    ['metrics?metric=offered', 'metric', 'offered', /only as_of/],
    ['openapi.json?x=1', 'x', '1', /only as_of/],
    [
      'series?metric=offered&grain=15min&from=1998-01-01&to=1998-04-03',
      'from',
      '1998-01-01',
      /at most 92 days/,
    ],
    ['series?metric=offered&grain=15min&from=1998-01-01', 'from', '1998-01-01', /92 days up to today/],
    ['series?metric=offered&grain=hour&from=1990-01-01&to=1995-07-03', 'from', '1990-01-01', /5.5 years/],
    ['series?metric=offered&from=1970-01-01&to=2031-01-01', 'from', '1970-01-01', /60 years/],
  ])('%s', async (address, parameter, value, expected) => {
    const { status, parameters, detail } = await getProblem(address);
    expect(status).toBe(422);
    expect(parameters).toEqual([{ parameter, value, expected: expect.stringMatching(expected) }]);
    expect(detail).toContain(parameter);
  });

  test('more than 20 metrics', async () => {
    const answer = await getProblem(`series?metric=${Array.from({ length: 21 }, (_, i) => `m${i}`)}`);
    expect(answer.parameters).toMatchObject([{ expected: 'at most 20 metrics, not 21' }]);
  });

  test('all faults at once', async () => {
    const answer = await getProblem('series?metrik=offered&grain=hours&from=x');
    expect(answer.parameters?.map(({ parameter }) => parameter)).toEqual([
      'metrik',
      'metric',
      'grain',
      'from',
    ]);
  });

  test('a finer question than is published names the grain that is', async () => {
    const answer = await getProblem('series?metric=offered&grain=hour&channel=phone&category=problem');
    expect(answer).toMatchObject({ status: 422, detail: expect.stringContaining('grain=day') });
  });

  test('very long values are not repeated in full', async () => {
    const answer = await getProblem(`series?metric=offered&grain=${'x'.repeat(5000)}`);
    expect(JSON.stringify(answer).length).toBeLessThan(1000);
  });
});

test('the longest questions that are taken are answered', async () => {
  for (const range of [
    'grain=15min&from=1998-12-01&to=1999-03-02',
    'grain=hour&from=1995-01-01&to=2000-06-30',
    'from=1970-01-01&to=2029-12-31',
  ]) {
    expect((await get(`series?metric=offered&${range}`)).status, range).toBe(200);
  }
});

test('parameters in another order, or empty, are the same question with the same bytes', async () => {
  const one = await get('series?metric=offered&grain=day&from=1999-02-01');
  const other = await get('series?channel=&from=1999-02-01&grain=day&metric=offered');
  expect(other.headers.get('etag')).toBe(one.headers.get('etag'));
});

describe('an address that does not exist', () => {
  test('is answered with 404 and the one that was probably meant', async () => {
    expect(await getProblem('serie')).toMatchObject({
      status: 404,
      detail: 'there is nothing at /api/v1/serie; did you mean /api/v1/series?',
    });
  });
  test('outside the API too, where no site is served', async () => {
    expect((await app.request('/')).status).toBe(404);
    expect((await app.request('/nowhere', { method: 'DELETE' })).status).toBe(405);
  });
});

describe('time and new records', () => {
  test('an answer changes with the version of the data, and not before', async () => {
    const own = new SmallBank();
    try {
      const ownApp = own.app();
      const ask = async () =>
        (await ownApp.request('/api/v1/series?metric=offered&from=1999-02-01&to=1999-02-01')).json();
      const before = await ask();
      own.load([contactOf({ id: 'late', offeredAt: own.zone.startOfDay(10_623) + 9 * 3600 })]);
      expect(await ask()).toEqual(before);
      own.nowSeconds += 905;
      own.rollUp();
      const after = (await ask()) as { series: [{ asOf: string; cells: { value: number[] } }] };
      expect(after.series[0].cells.value).toEqual([217]);
      expect(after.series[0].asOf).toBe('1999-03-15T10:15:00Z');
    } finally {
      own.close();
    }
  });

  test('an answer is of the quarter-hour in which it is given', async () => {
    const own = new SmallBank();
    try {
      const ownApp = own.app();
      const etag = async () =>
        (await ownApp.request('/api/v1/series?metric=offered&grain=15min&to=1999-03-15')).headers.get('etag');
      const first = await etag();
      own.nowSeconds += 899;
      expect(await etag()).toBe(first);
    } finally {
      own.close();
    }
  });
});

describe('the clock', () => {
  test('says the moment of the server, which is not to be kept, to any page', async () => {
    const response = await get('clock');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const answer = clockAnswer.parse(await response.json());
    expect(Date.parse(answer.now) / 1000).toBe(bank.nowSeconds);
    expect(answer).toMatchObject({ today: answer.now.slice(0, 10), timeZone: bank.zone.id });
    expect((await app.request('/api/v1/clock', { method: 'POST' })).status).toBe(405);
  });
});

describe('health', () => {
  test('says that the process runs', async () => {
    const response = await get('health');
    expect([response.status, await response.json()]).toEqual([200, { status: 'up' }]);
  });

  test('ready says that it can answer, and what stands in the way when it cannot', async () => {
    const own = new SmallBank();
    const ownApp = own.app();
    const ready = await ownApp.request('/api/v1/ready');
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
    own.close();
    const late = await ownApp.request('/api/v1/ready');
    expect([late.status, late.headers.get('retry-after')]).toEqual([503, '5']);
    expect(problem.parse(await late.json()).detail).toBe('the database does not answer');
  });
});

test('a fault of ours is a problem that tells nothing of the inside, and is logged', async () => {
  const own = new SmallBank();
  const ownApp = own.app();
  own.close();
  const response = await ownApp.request('/api/v1/series?metric=offered&queue=SECRET');
  expect(response.status).toBe(500);
  const answer = problem.parse(await response.json());
  expect(JSON.stringify(answer)).not.toMatch(/database|sqlite|\.ts|at /i);
  expect(own.logged).toMatchObject([{ event: 'error', fields: { route: '/api/v1/series' } }]);
  expect(JSON.stringify(own.logged)).not.toContain('SECRET');
});

describe('the view of the explorer by its own address', () => {
  test.each(['/history', '/en/history'])(
    '%s.json and .csv answer with what the resource says of it',
    async (page) => {
      const search = '?metric=offered&range=1y&compare=last_year';
      for (const ending of ['json', 'csv']) {
        const view = await app.request(`${page}.${ending}${search}`);
        const resource = await app.request(`/api/v1/history${ending === 'csv' ? '.csv' : ''}${search}`);
        expect(view.status).toBe(200);
        expect(await view.text()).toBe(await resource.text());
        expect(view.headers.get('content-type')).toBe(resource.headers.get('content-type'));
        expect(view.headers.get('content-disposition')).toMatch(
          new RegExp(`filename="offered_\\d{4}-\\d\\d-\\d\\d_\\d{4}-\\d\\d-\\d\\d_week\\.${ending}"`),
        );
      }
    },
  );

  test('is the same with closed hours left out, and there is none in a language that the site does not speak', async () => {
    const [plain, cut] = await Promise.all(
      ['', '&skip=1'].map((more) => app.request(`/history.csv?metric=offered&range=1m${more}`)),
    );
    expect(await cut!.text()).toBe(await plain!.text());
    expect((await app.request('/zz/history.json')).status).toBe(404);
  });

  test('says what is wrong with its address', async () => {
    const answer = await app.request('/history.csv?metric=offered&range=7q');
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('one of 1d, 5d, 1m');
    const flood = await app.request(
      `/history.csv?${Array.from({ length: 900 }, (_, i) => `a${i}=1`).join('&')}`,
    );
    expect(((await flood.json()) as { parameters: unknown[] }).parameters).toHaveLength(20);
  });
});
