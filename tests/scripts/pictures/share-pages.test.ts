import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../../api/app.ts';
import { PictureDesk } from '../../../scripts/pictures/picture-desk.ts';
import { hasSharePictures, writeSharePictures } from '../../../scripts/pictures/share-files.ts';
import { cardOf, SharePages, sharePagesBelow } from '../../../scripts/pictures/share-pages.ts';
import { printPicture } from '../../../site/charts/print.ts';
import { pageOfShare, shareAddressOf } from '../../../site/share-address.ts';
import { SmallBank } from '../../support/small-bank.ts';

const chart = printPicture({ width: 343, height: 200, label: 'A & B', marks: [] }, 'c', 'chart-narrow');
const pageWith = (heading: string, more = '') => `<!doctype html><html><head>
<meta name="description" content="Why people get in touch with A &#38; B."><meta property="og:site_name" content="A &amp; B &quot;Parcels&quot;">
<meta name="candour-note" content="This is a demonstration."><meta name="candour-note" content="As of today.">
</head><body><h1 id="top">${heading}</h1>${more}</body></html>`;

let bank: SmallBank;
let desk: PictureDesk;
let pages: SharePages;
let app: App;
let folder = '';
const write = (name: string, text: string) => {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
};
beforeAll(() => {
  bank = new SmallBank({ isEmpty: true });
  folder = mkdtempSync(join(tmpdir(), 'candour-share-'));
  write('index.html', pageWith('Call on <em>Tuesday</em> &amp; Friday', `<figure>${chart}</figure>`));
  write('methods/index.html', pageWith('Methods'));
  write('es/methods/offered/index.html', pageWith('Contactos'));
  write('404.html', pageWith('Nothing'));
  write('data/v1/organisation.json', '{}');
  desk = new PictureDesk();
  pages = new SharePages(folder);
  app = bank.app({ staticRoot: folder, answerMore: (request) => pages.answer(request, desk) });
});
afterAll(async () => {
  await desk.stop();
  bank.close();
  rmSync(folder, { recursive: true });
});

test.each([
  ['/', '/share/index.png'],
  ['/es/', '/share/es.png'],
  ['/methods/offered/', '/share/methods/offered.png'],
  ['/reports/2026-11-21/', '/share/reports/2026-11-21.png'],
])('the picture of %s is at %s', (page, address) => {
  expect(shareAddressOf(page)).toBe(address);
  expect(pageOfShare(address)).toBe(page);
});

describe('the card of a page', () => {
  test('says what the page itself says', () => {
    expect(cardOf(pageWith('Call on <em>Tuesday</em> &amp; Friday', chart))).toEqual({
      name: 'A & B "Parcels"',
      heading: 'Call on Tuesday & Friday',
      description: 'Why people get in touch with A & B.',
      notes: ['This is a demonstration.', 'As of today.'],
      chart: { svg: chart, width: 343, height: 200 },
    });
  });

  test('has the chart of the page, inked, and does without one that was not printed here', async () => {
    expect(await pages.draw('/')).toContain('scale(1.39');
    write('odd/index.html', pageWith('Odd', chart.replace('</svg>', '<script>alert(1)</script></svg>')));
    const odd = await pages.draw('/odd/');
    expect(odd).toContain('>Odd</text>');
    expect(odd).not.toMatch(/script|scale/);
  });
});

describe('the server', () => {
  test.each(['/share/index.png', '/share/methods.png', '/share/es/methods/offered.png'])(
    'answers %s with a picture for caches to keep',
    async (address) => {
      const response = await app.request(address);
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
      expect(response.headers.get('cache-control')).toContain('max-age=3600');
      const png = Buffer.from(await response.arrayBuffer());
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
      const etag = response.headers.get('etag') ?? '';
      expect((await app.request(address, { headers: { 'if-none-match': etag } })).status).toBe(304);
      const head = await app.request(address, { method: 'HEAD' });
      expect([head.status, (await head.arrayBuffer()).byteLength]).toEqual([200, 0]);
    },
  );

  test.each([
    '/share/none.png',
    '/share/404.png',
    '/share/methods/.png',
    '/share/methods.svg',
    '/share/../methods.png',
    '/share/%2e%2e/index.png',
    '/share/data/v1.png',
    '/share/',
  ])('has no picture at %s', async (address) => {
    expect((await app.request(address)).status).toBe(404);
  });

  test('draws the picture anew when the page was published anew', async () => {
    write('fresh/index.html', pageWith('Before'));
    const before = (await app.request('/share/fresh.png')).headers.get('etag');
    write('fresh/index.html', pageWith('After'));
    utimesSync(join(folder, 'fresh', 'index.html'), 1, 1);
    expect((await app.request('/share/fresh.png')).headers.get('etag')).not.toBe(before);
  });

  test('sends the file where one was published', async () => {
    write('share/methods.png', 'a file');
    expect(await (await app.request('/share/methods.png')).text()).toBe('a file');
    rmSync(join(folder, 'share'), { recursive: true });
  });

  test('hands what makes more of answers the answers themselves', async () => {
    const asking = bank.app({
      answerMore: async (_, ask) => new Response((await ask('/api/v1/metrics')).body, { status: 203 }),
    });
    const response = await asking.request('/anything');
    expect(response.status).toBe(203);
    expect(await response.json()).toEqual(await (await bank.app().request('/api/v1/metrics')).json());
    expect((await asking.request('/api/v1/nothing')).status).toBe(404);
  });
});

test('of a built site every page is named, and nothing else', () => {
  const found = sharePagesBelow(folder).map(({ page, address }) => `${page} ${address}`);
  expect(found).toContain('/ /share/index.png');
  expect(found).toContain('/es/methods/offered/ /share/es/methods/offered.png');
  expect(found.filter((one) => /404|data/.test(one))).toEqual([]);
});

test('written as files there is one a page, where the server would answer it', async () => {
  const site = join(folder, 'written');
  write('written/index.html', pageWith('First'));
  write('written/es/methods/index.html', pageWith('Methods'));
  expect(hasSharePictures(site)).toBe(false);
  const { files, bytes } = await writeSharePictures(site);
  expect(files).toBe(2);
  const all = ['share/index.png', 'share/es/methods.png'].map((name) => readFileSync(join(site, name)));
  expect(all.reduce((sum, { byteLength }) => sum + byteLength, 0)).toBe(bytes);
  expect(hasSharePictures(site)).toBe(true);
});
