// What the log of a server says while visitors and systems send it what must not be kept.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorFields, makeLog } from '../../api/log.ts';
import { listen, type RunningServer } from '../../api/server.ts';
import { Visitors } from '../../api/visitor.ts';
import { addKey } from '../../db/keys.ts';
import { SmallBank } from '../support/small-bank.ts';

/** What visitors and systems bring with them; none of it may be found in the log. */
const SECRETS = {
  query: 'q-why-do-you-ask',
  path: 'p-ann-smith',
  agent: 'a-rare-browser/1.0',
  referrer: 'r-my-health-forum',
  cookie: 'c-session-4711',
  forwarded: '203.0.113.77',
  host: 'h-inner-name',
  body: 'b-jane-doe-told-us',
  number: '0171 5550199',
  wrongKey: 'cdr_wrong-key-that-was-typed',
};

let bank: SmallBank;
let server: RunningServer;
let key = '';
let lines: string[];
beforeAll(async () => {
  bank = new SmallBank();
  lines = [];
  const made = addKey(bank.db, 'telephony', 'all', bank.nowSeconds);
  if (!made.ok) throw new Error(made.problem);
  key = made.key;
  const staticRoot = join(bank.folder, 'site');
  mkdirSync(staticRoot);
  writeFileSync(join(staticRoot, 'index.html'), '<p>home');
  const visitors = new Visitors(['127.0.0.1']);
  const app = bank.app({
    ...{ staticRoot, visitors, clock: () => bank.nowSeconds },
    log: makeLog(
      (line) => lines.push(line),
      () => bank.nowSeconds,
    ),
    answerMore: async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith('/broken')) throw new Error(`found "${pathname}"; expected something else`);
      return null;
    },
    readLimits: { requests: { burst: 60, perMinute: 1 }, work: { burst: 1000, perMinute: 1000 } },
  });
  const listening = await listen(app, { host: '127.0.0.1', port: 0, visitors });
  if (!listening.ok) throw new Error(listening.problem);
  server = listening.server;
});
afterAll(async () => {
  await server.stop();
  bank.close();
});

async function ask(path: string, init: RequestInit = {}): Promise<number> {
  const response = await fetch(`${server.address}${path}`, {
    ...init,
    headers: {
      'user-agent': SECRETS.agent,
      referer: `https://example.org/${SECRETS.referrer}`,
      cookie: `session=${SECRETS.cookie}`,
      'x-forwarded-for': SECRETS.forwarded,
      'x-forwarded-host': SECRETS.host,
      ...(init.headers as Record<string, string>),
    },
  });
  await response.arrayBuffer();
  return response.status;
}

const push = (body: string, used: string, more = '') =>
  ask(`/api/v1/ingest/contacts${more}`, {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${used}` },
  });

test('the log holds nothing of who asked, of what was asked, of keys or of records, whatever becomes of the request', async () => {
  const { query, path, body, number, wrongKey } = SECRETS;
  const record = (more: object) =>
    JSON.stringify({
      ...{ id: body, offered_at: '1999-02-01T09:00:00+02:00', channel: 'phone' },
      ...{ outcome: 'answered', wait_s: 12, ...more },
    });
  expect([
    await ask(`/?${query}`),
    await ask(`/${path}?${query}`),
    await ask(`/api/v1/series?metric=offered&grain=day&from=1999-02-01&to=1999-02-0${query}`),
    await ask(`/api/v1/reports/${path}`),
    await ask(`/${path}`, { method: 'DELETE' }),
    await ask(`/broken-${path}?${query}`),
  ]).toEqual([200, 404, 422, 404, 405, 500]);
  expect([
    await push(record({}), wrongKey),
    await push(record({}), key, `?source=${path}`),
    await push(record({}), key),
    await push(`${record({ queue: number })}\n${record({ wait_s: body })}\n${body}`, key),
    await push(`{"id":"${body}", "name": "${body}`, key),
    await push(body, key),
  ]).toEqual([401, 403, 202, 422, 422, 422]);
  let status = 200;
  for (let time = 0; time < 60 && status !== 429; time++) status = await ask(`/?${query}`);
  expect(status).toBe(429);

  const log = lines.join('');
  expect(lines.map((line) => JSON.parse(line).event)).toEqual(['error', 'push', 'push', 'push']);
  expect(log).toContain('"route":"/*"');
  for (const [name, secret] of Object.entries(SECRETS)) expect(log, name).not.toContain(secret);
  expect(log).not.toContain(key);
  expect(log).not.toContain('127.0.0.1');
});

describe('an error', () => {
  const written = (fields: object) => {
    let text = '';
    makeLog(
      (line) => {
        text = line;
      },
      () => 0,
    )('error', fields as Parameters<ReturnType<typeof makeLog>>[1]);
    return JSON.parse(text) as Record<string, string>;
  };

  test('is told by its name, its words and its place, without what it quotes', () => {
    let thrown: unknown;
    try {
      JSON.parse('Ann Smith, 0171 5550199');
    } catch (error) {
      thrown = error;
    }
    const said = written(errorFields(thrown));
    expect(said.error).toMatch(/^SyntaxError: .*"•••"/);
    expect(said.error).not.toMatch(/Ann|Smith|5550199/);
    expect(said.place).toMatch(/^at /);
    expect(errorFields(new Error('found "a\nb'))).toMatchObject({ error: 'Error: found "•••"' });
  });

  test('keeps what leads to the fault: a path of ours, a code, a line', () => {
    const said = written(errorFields(new Error("ENOENT: no such file, open '/srv/candour/dist/index.html'")));
    expect(said.error).toBe("Error: ENOENT: no such file, open '/srv/candour/dist/index.html'");
  });

  test('has no key, telephone number or address of a person in it, and an end', () => {
    const said = written({ error: `of ann@example.org, +44 171 555 0199, ${key || 'cdr_abc'}` });
    expect(said.error).toBe('of •••, •••, cdr_…');
    expect(written({ error: 'x'.repeat(10_000) }).error).toHaveLength(2000);
  });
});
