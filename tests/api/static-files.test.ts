import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../api/app.ts';
import { PAGE_POLICY } from '../../site/page-policy.ts';
import { SmallBank } from '../support/small-bank.ts';

let bank: SmallBank;
let app: App;
let folder: string;
beforeAll(() => {
  bank = new SmallBank({ isEmpty: true });
  folder = mkdtempSync(join(tmpdir(), 'candour-test-'));
  const root = join(folder, 'dist');
  mkdirSync(join(root, 'about', 'us'), { recursive: true });
  mkdirSync(join(root, '_astro'));
  mkdirSync(join(root, 'log', 'tile', '0', '001.p'), { recursive: true });
  mkdirSync(join(root, 'log', 'proofs'));
  for (const name of ['embed/best-times', 'fr/embed/best-times/chat'])
    mkdirSync(join(root, name), { recursive: true });
  const write = (name: string, content: string | Buffer) => writeFileSync(join(root, name), content);
  write('index.html', '<p>home');
  write('index.html.br', brotliCompressSync('<p>home'));
  write('index.html.gz', gzipSync('<p>home'));
  write('about/index.html', '<p>about');
  write('embed/best-times/index.html', '<p>Call at noon.');
  write('fr/embed/best-times/chat/index.html', '<p>À midi.');
  write('404.html', '<p>nothing here');
  write('_astro/page.abc123.js', 'go()');
  write('picture.svg', '<svg/>');
  write('a b.csv', 'x\r\n');
  write('points.png', 'x');
  write('strange.xyz', 'x');
  write('large.csv', Buffer.alloc(9_000_000, 'x'));
  write('.secret', 'hidden');
  for (const name of ['checkpoint', 'proofs/1.tlog-proof', 'tile/0/000', 'tile/0/001.p/1', 'verifiers.json'])
    write(`log/${name}`, name);
  writeFileSync(join(folder, 'outside.txt'), 'outside');
  app = bank.app({ staticRoot: root, pagePolicy: PAGE_POLICY });
});
afterAll(() => {
  bank.close();
  rmSync(folder, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });

describe('a file', () => {
  test.each([
    ['/', '<p>home', 'text/html; charset=utf-8'],
    ['/about/', '<p>about', 'text/html; charset=utf-8'],
    ['/_astro/page.abc123.js', 'go()', 'text/javascript; charset=utf-8'],
    ['/picture.svg', '<svg/>', 'image/svg+xml'],
    ['/a%20b.csv', 'x\r\n', 'text/csv; charset=utf-8; header=present'],
    ['/strange.xyz', 'x', 'application/octet-stream'],
    ['/log/checkpoint', 'checkpoint', 'text/plain; charset=utf-8'],
    ['/log/tile/0/000', 'tile/0/000', 'application/octet-stream'],
    ['/log/tile/0/001.p/1', 'tile/0/001.p/1', 'application/octet-stream'],
    ['/log/proofs/1.tlog-proof', 'proofs/1.tlog-proof', 'text/plain; charset=utf-8'],
    ['/api/v1/log/checkpoint', 'checkpoint', 'text/plain; charset=utf-8'],
    ['/api/v1/log/verifiers.json', 'verifiers.json', 'application/json'],
  ])('at %s is served with its type', async (path, text, type) => {
    const response = await get(path);
    expect([response.status, await response.text()]).toEqual([200, text]);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('is sent compressed when it lies there compressed, each form with its ETag', async () => {
    const [plain, br, gzip] = await Promise.all([
      get('/'),
      get('/', { 'accept-encoding': 'gzip, br' }),
      get('/', { 'accept-encoding': 'gzip' }),
    ]);
    const encodings = [plain, br, gzip].map(({ headers }) => headers.get('content-encoding'));
    expect(encodings).toEqual([null, 'br', 'gzip']);
    expect(new Set([plain, br, gzip].map(({ headers }) => headers.get('etag'))).size).toBe(3);
    const none = await get('/about/', { 'accept-encoding': 'br' });
    expect([none.headers.get('content-encoding'), none.headers.get('vary')]).toEqual([
      null,
      'Accept-Encoding',
    ]);
  });

  test('is answered with 304 to who has it', async () => {
    const etag = (await get('/about/')).headers.get('etag') ?? '';
    expect((await get('/about/', { 'if-none-match': etag })).status).toBe(304);
  });

  test('is kept for good when its name has a hash, and asked for again otherwise', async () => {
    expect((await get('/_astro/page.abc123.js')).headers.get('cache-control')).toContain('immutable');
    for (const path of ['/about/', '/log/checkpoint', '/log/tile/0/001.p/1', '/log/verifiers.json']) {
      expect((await get(path)).headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
    }
    for (const path of ['/log/tile/0/000', '/api/v1/log/tile/0/000']) {
      expect((await get(path)).headers.get('cache-control')).toContain('immutable');
    }
  });

  test('that is large comes piece by piece, with an ETag that knows its time', async () => {
    const response = await get('/large.csv');
    expect((await response.arrayBuffer()).byteLength).toBe(9_000_000);
    expect(response.headers.get('content-length')).toBe('9000000');
    const etag = response.headers.get('etag') ?? '';
    expect((await get('/large.csv', { 'if-none-match': etag })).status).toBe(304);
    utimesSync(join(folder, 'dist', 'large.csv'), 1, 1);
    expect((await get('/large.csv', { 'if-none-match': etag })).status).toBe(200);
    const head = await app.request('/large.csv', { method: 'HEAD' });
    expect([head.headers.get('content-length'), await head.text()]).toEqual(['9000000', '']);
  });
});

describe('a page', () => {
  test.each(['/', '/about/', '/nothing'])(
    'at %s says what it may load, who may frame it and what it never asks for',
    async (path) => {
      const { headers } = await get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toBe(`${PAGE_POLICY}; frame-ancestors 'none'`);
      expect(policy).toMatch(/default-src 'none'/);
      expect(policy).not.toMatch(/unsafe|data:|\*|https?:/);
      expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('permissions-policy')).toMatch(/camera=\(\).*geolocation=\(\)/);
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('set-cookie')).toBeNull();
    },
  );

  test.each(['/embed/best-times/', '/fr/embed/best-times/chat/'])(
    'at %s is made to be set into pages of others, and loads no more for that',
    async (path) => {
      const policy = (await get(path)).headers.get('content-security-policy');
      expect(policy).toBe(`${PAGE_POLICY}; frame-ancestors *`);
    },
  );

  test('says so too to who has it already', async () => {
    const etag = (await get('/about/')).headers.get('etag') ?? '';
    const unchanged = await get('/about/', { 'if-none-match': etag });
    expect([unchanged.status, unchanged.headers.get('content-security-policy')]).toEqual([
      304,
      `${PAGE_POLICY}; frame-ancestors 'none'`,
    ]);
  });
});

test.each([
  '/a%20b.csv',
  '/large.csv',
  '/api/v1/log/1.json',
  '/about',
  '/api/v1/nothing',
  '/api/v1/metrics',
  '/api/v1/clock',
])(
  '%s is no page: it loads nothing, is framed by nobody, and may be read and set from anywhere',
  async (path) => {
    const { headers } = await get(path);
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    if (path !== '/about') expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('set-cookie')).toBeNull();
  },
);

test('a picture made of points may be shown by a browser as it shows pictures', async () => {
  const { headers } = await get('/points.png');
  expect(headers.get('content-security-policy')).toBe("frame-ancestors 'none'");
});

test('a folder without its slash leads to the page within', async () => {
  const response = await get('/about?x=1');
  expect([response.status, response.headers.get('location')]).toEqual([308, '/about/?x=1']);
  const twice = await get('//about');
  expect(twice.headers.get('location')).toBe('/about/');
});

test.each(['/nothing', '/about/us/', '/about/us', '/index.html/', '/nothing.js'])(
  '%s is answered with the page for what is not there',
  async (path) => {
    const response = await get(path);
    expect([response.status, await response.text()]).toEqual([404, '<p>nothing here']);
  },
);

test.each([
  '/../outside.txt',
  '/%2e%2e/outside.txt',
  '/..%2foutside.txt',
  '/about/..%2f..%2f..%2foutside.txt',
  '/about%2findex.html',
  '/..%5coutside.txt',
  '/.secret',
  '/%2esecret',
  '/a%00b',
  '/%zz',
])('%s leads nowhere', async (path) => {
  expect((await get(path)).status).toBe(404);
});

test('an unknown address of the API is a problem, not a page', async () => {
  const response = await get('/api/v1/nothing');
  expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
});

test('pages take no other method', async () => {
  expect((await app.request('/about/', { method: 'POST' })).status).toBe(405);
});
