/** What the server answers where its disk or its database fails, with real ones. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addKey } from '../../db/keys.ts';
import { openForReading } from '../../db/open.ts';
import { SmallBank } from '../support/small-bank.ts';

let bank: SmallBank;
let key = '';
beforeEach(() => {
  bank = new SmallBank();
  const made = addKey(bank.db, 'bank', 'all', bank.nowSeconds);
  if (!made.ok) throw new Error(made.problem);
  key = made.key;
});
afterEach(() => bank.close());

const call = (id: string, offeredAt: number) => ({
  id,
  offered_at: new Date(offeredAt * 1000).toISOString(),
  channel: 'phone',
  outcome: 'answered',
  wait_s: 12,
});
const calls = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, i) => call(`${prefix}-${i}`, bank.nowSeconds - 86_400 + i));

async function push(app: ReturnType<SmallBank['app']>, records: readonly object[], kind = 'contacts') {
  const answer = await app.request(`/api/v1/ingest/${kind}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(records),
  });
  return { status: answer.status, retry: answer.headers.get('retry-after'), body: await answer.json() };
}
const count = () => bank.db.sql.prepare('SELECT count(*) FROM contacts').pluck().get() as number;
const pageCount = () => bank.db.sql.pragma('page_count', { simple: true }) as number;

describe('a push', () => {
  test('to a full disk is refused for now, and what was acknowledged before and after is there', async () => {
    const app = bank.app();
    const before = count();
    expect((await push(app, calls('first', 50))).status).toBe(202);
    bank.db.sql.pragma(`max_page_count = ${pageCount()}`);
    const refused = await push(app, calls('second', 5000));
    expect(refused).toMatchObject({
      status: 503,
      retry: '5',
      body: { title: 'the records cannot be stored now' },
    });
    expect(bank.logged.at(-1)).toMatchObject({ event: 'push refused', fields: { code: 'SQLITE_FULL' } });
    expect(count()).toBe(before + 50);
    bank.db.sql.pragma('max_page_count = 1000000');
    expect(await push(app, calls('second', 5000))).toMatchObject({ status: 202, body: { accepted: 5000 } });
    expect(await push(app, calls('first', 50))).toMatchObject({ status: 202, body: { unchanged: 50 } });
    expect(count()).toBe(before + 5050);
  });

  test('to what may not be written is refused for now, and readers are answered', async () => {
    const app = bank.app();
    expect((await push(app, calls('first', 5))).status).toBe(202);
    bank.db.sql.pragma('query_only = ON');
    expect(await push(app, calls('second', 5))).toMatchObject({ status: 503 });
    expect(bank.logged.at(-1)).toMatchObject({ fields: { code: 'SQLITE_READONLY' } });
    expect((await app.request('/api/v1/series?metric=offered&grain=month')).status).toBe(200);
    bank.db.sql.pragma('query_only = OFF');
    expect(await push(app, calls('second', 5))).toMatchObject({ status: 202, body: { accepted: 5 } });
  });
});

test('where a page is damaged readers are told to come back, and the log and the readiness say what it is', async () => {
  const path = join(bank.folder, 'damaged.db');
  const bytes = bank.db.sql.serialize();
  const page = bank.db.sql
    .prepare("SELECT rootpage FROM sqlite_master WHERE name = 'meta'")
    .pluck()
    .get() as number;
  const size = bank.db.sql.pragma('page_size', { simple: true }) as number;
  bytes.fill(0x5a, (page - 1) * size, (page - 1) * size + size / 2);
  writeFileSync(path, bytes);
  const read = openForReading(path);
  const app = bank.app({ db: null, read });
  const answer = await app.request('/api/v1/series?metric=offered&grain=month');
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60']);
  expect(await answer.text()).not.toMatch(/SQLITE|malformed|node_modules/);
  expect(bank.logged.at(-1)).toMatchObject({
    event: 'database damaged',
    fields: { words: expect.stringContaining('npm run backup -- --restore FILE') },
  });
  const ready = await app.request('/api/v1/ready');
  expect([ready.status, await ready.text()]).toEqual([
    503,
    expect.stringContaining('the database is damaged'),
  ]);
  read.close();
  rmSync(path);
});

describe('a clock that is set back while the server runs', () => {
  test('loses nothing that was acknowledged, keeps keys good, and says why news from ahead of it is refused', async () => {
    const app = bank.app();
    const right = bank.nowSeconds;
    const arrived = (id: string, at: number) => ({
      ...{ at: new Date(at * 1000).toISOString(), contact_id: id, event: 'queued' },
      ...{ channel: 'phone', queue: 'PS' },
    });
    expect((await push(app, [arrived('a', right)], 'events')).status).toBe(202);
    expect((await push(app, calls('first', 20))).status).toBe(202);
    const before = count();
    bank.rollUp();
    const figures = await (await app.request('/api/v1/series?metric=offered&grain=month')).text();

    bank.nowSeconds = right - 7200;
    const refused = await push(app, [arrived('b', right)], 'events');
    expect(refused).toMatchObject({ status: 422, body: { detail: expect.stringMatching(/ahead|clock/) } });
    expect(await push(app, calls('second', 20))).toMatchObject({ status: 202, body: { accepted: 20 } });
    for (const address of ['/api/v1/live', '/api/v1/series?metric=offered&grain=month', '/api/v1/ready']) {
      expect((await app.request(address)).status, address).toBe(200);
    }
    bank.rollUp();
    expect(count()).toBe(before + 20);

    bank.nowSeconds = right + 60;
    expect(await push(app, [arrived('b', right)], 'events')).toMatchObject({ status: 202 });
    expect(await push(app, [...calls('first', 20), ...calls('second', 20)])).toMatchObject({ status: 202 });
    bank.rollUp();
    expect(count()).toBeGreaterThanOrEqual(before + 20);
    const after = await (await app.request('/api/v1/series?metric=offered&grain=month')).text();
    expect(after).not.toBe(figures);
  });
});
