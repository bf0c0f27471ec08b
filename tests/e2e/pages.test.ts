import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { METRICS } from '../../db/domain/metric.ts';
import { LOG_KEY, publishedFixture } from '../site/published-fixture.ts';
import { findPageFaults, NARROW_AND_LIGHT } from '../support/axe.ts';
import { openFixtureSite } from '../support/fixture-site.ts';
import { wordsOf } from '../support/page-words.ts';

const SUBJECTS = [
  '/best-times/',
  '/service-levels/',
  '/categories/',
  '/complaints/',
  '/satisfaction/',
  '/value/',
];
const HERE = [
  '/methods/',
  '/methods/service_level/',
  '/methods/wait_p90/',
  '/data/',
  '/changes/',
  '/editions/',
  '/releases/',
  '/history/',
  ...SUBJECTS,
];
let browser: Browser;
let origin = '';
let close: () => Promise<void>;

beforeAll(async () => {
  ({ browser, origin, close } = await openFixtureSite());
});

afterAll(() => close?.());

const textOf = async (path: string) => (await fetch(`${origin}${path}`)).text();

test('every metric has a page that says what it means, how it is counted and where that comes from', async () => {
  const index = await textOf('/methods/');
  for (const { id, plain, definition, source } of METRICS) {
    expect(index, id).toContain(`href="/methods/${id}/"`);
    const words = wordsOf(await textOf(`/methods/${id}/`));
    for (const text of [plain, definition, source]) expect(words, id).toContain(text);
  }
});

test('a method leads to its figures in words, as a chart and as files, and says where it is an estimate', async () => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${origin}/methods/wait_p50/`);
  const { label } = METRICS.find(({ id }) => id === 'wait_p50')!;
  const links = page.locator('[aria-labelledby=address] a');
  expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))).toEqual([
    '/history/?metric=wait_p50',
    '/api/v1/series.csv?metric=wait_p50&grain=month',
    '/api/v1/series?metric=wait_p50&grain=month',
    ...['/changes/wait_p50.atom', '/changes/wait_p50.json'],
  ]);
  expect(await links.first().innerText()).toBe(`${label} over the whole history, as a chart`);
  expect(await page.locator('main').innerText()).toContain('An estimate');
  // Without months there is no line; several make one.
  expect(await page.locator('main .course svg').count()).toBe(0);
  await page.goto(`${origin}/methods/offered/`);
  expect(await page.locator('main').innerText()).not.toContain('An estimate');
  expect(await page.locator('main .course svg').count()).toBe(1);
  await page.goto(`${origin}/methods/csat_top2/`);
  expect(await page.locator('main .course svg').count()).toBe(1);
  await page.goto(`${origin}/methods/`);
  const intro = await page.locator('.answer').innerText();
  expect(intro).toContain('Nothing is filled in: where the records are silent, the figure is left out');
  expect(intro).not.toContain('Nothing here is estimated');
  await page.close();
});

test('the page of downloads leads to every series that was published, and to no other', async () => {
  const page = await textOf('/data/');
  const published = [...publishedFixture().keys()].filter((path) =>
    /^series\/(day|week|month)\/[a-z0-9_]+$/.test(path),
  );
  expect(published.length).toBeGreaterThan(0);
  for (const path of published) expect(page, path).toContain(`href="/data/v1/${path}.json"`);
});

test('each subject has a page with its figures, every one with its table, and the menu says where one is', async () => {
  const organisation = publishedFixture().get('organisation') as { channels: string[] };
  for (const path of SUBJECTS) {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(`${origin}${path}`);
    const figures = await page.locator('section.figure').count();
    expect(figures, path).toBeGreaterThanOrEqual(1);
    if (path.includes('best-times')) expect(figures).toBe(3);
    // Both clocks and the steps of waiting, of each channel; of the main one whether its promise was kept, the bridge, the
    // formulas and the allowance; and one score. The same four of the others are folded.
    if (path.includes('service-levels')) {
      const folded = await page.locator('.channel-list section.figure').count();
      expect(figures - folded).toBeLessThanOrEqual(5 + 2 * organisation.channels.length);
      expect(folded).toBe(3);
      expect(await page.locator('section.figure[id^=wait-steps]').count()).toBe(1);
    }
    if (path.includes('categories')) expect(await page.locator('#reason-months svg').count()).toBe(3);
    expect(await page.locator('section.figure table').count(), path).toBeGreaterThanOrEqual(figures);
    expect(await page.locator('.site-menu [aria-current=page]').getAttribute('href')).toBe(path);
    const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
    expect(new Set(ids).size, `ids of ${path}`).toBe(ids.length);
    await page.close();
  }
});

test('each subject opens with its statement, under its name, and has a title of its own', async () => {
  const titles = new Set<string>();
  for (const path of SUBJECTS) {
    const page = await browser.newPage({ javaScriptEnabled: false, viewport: { width: 375, height: 800 } });
    await page.goto(`${origin}${path}`);
    expect(await page.locator('h1').count(), path).toBe(1);
    const [statement, label] = [page.locator('h1'), page.locator('main .kicker').first()];
    const menu = await page.locator('.site-menu [aria-current=page]').innerText();
    expect(await statement.innerText(), path).not.toBe(menu);
    expect(await label.innerText(), path).not.toBe(await statement.innerText());
    expect((await statement.boundingBox())!.y - (await label.boundingBox())!.y, path).toBeLessThan(60);
    titles.add(await page.title());
    await page.close();
  }
  expect(titles.size).toBe(SUBJECTS.length);
});

test('a figure with records shows its last months as a line, in one sentence, beside how it is counted', async () => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${origin}/methods/`);
  const lines = page.locator('svg.spark[role=img]');
  expect(await lines.count()).toBeGreaterThanOrEqual(2);
  expect(await lines.first().locator('title').textContent()).toMatch(/^[^.]+, .+ to .+: between .+\.$/);
  await page.close();
});

test('each figure on the first page leads to how it is counted: to a page of its own metric', async () => {
  const [, ...figures] = (await textOf('/')).split(/<section class="figure[^>]*>/);
  expect(figures.length).toBeGreaterThan(4);
  for (const figure of figures) {
    const about = /id="[\w-]+-about"[^>]*>(.*)/s.exec(figure)?.[1] ?? '';
    const [, id] = /href="\/methods\/(\w+)\/"/.exec(about) ?? [];
    expect(
      METRICS.some((metric) => metric.id === id),
      figure.slice(0, 300),
    ).toBe(true);
  }
});

test('no link of these pages leads nowhere', async () => {
  const dead: string[] = [];
  for (const path of HERE) {
    const page = await browser.newPage();
    await page.goto(`${origin}${path}`);
    const links = await page
      .locator('a[href^="/"]')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    await page.close();
    for (const link of new Set(links)) {
      // The API, the log and the explorer's views are no part of these pages; they are tested where they are.
      if (/^\/(api|log)\/|^\/history\.(csv|json|svg|png)/.test(link)) continue;
      if ((await fetch(`${origin}${link}`)).status !== 200) dead.push(`${path}: ${link}`);
    }
  }
  expect(dead).toEqual([]);
});

test('the page of editions opens with the newest and shows each, the older folded, and stays whole without scripts', async () => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${origin}/editions/`);
  expect((await page.locator('h1').innerText()).replaceAll('\u00a0', ' ')).toBe(
    'Edition 15, published on 22 November 2026 at 05:30, holds figures through 21 November',
  );
  expect(await page.locator('.entry').filter({ visible: true }).count()).toBe(12);
  const folded = page.locator('details .entry');
  expect(await folded.count()).toBe(3);
  expect(await folded.last().getAttribute('id')).toBe('edition-1');
  const links = await page
    .locator('#edition-15 a')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  expect(links).toEqual([
    ...['#edition-15', '/api/v1/editions/15.csv', '/api/v1/editions/15', '/log/proofs/15.tlog-proof'],
  ]);
  expect(await page.locator('#edition-12').innerText()).toContain('“a queue was counted twice”');
  expect(await page.locator('#edition-12 bdi').innerText()).toBe('a queue was counted twice');
  expect(await page.locator('.log-keys code').innerText()).toBe(LOG_KEY.verifier);
  expect(await page.locator('.command').first().innerText()).toContain(`--key ${LOG_KEY.verifier} --keep`);
  for (const path of ['/changes/', '/data/']) {
    await page.goto(`${origin}${path}`);
    expect(await page.locator('main a[href="/editions/"]').count(), path).toBe(1);
  }
  await page.close();
});

test('a change is said beside the figures it touches, leads to its entry, and its feeds are found by browsers', async () => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  const noticesAt = async (path: string) => {
    await page.goto(`${origin}${path}`);
    return page.locator('.change-notices a').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  };
  expect(await noticesAt('/methods/wait_p75/')).toEqual(['/changes/#definition-wait-p75-2026-11-01']);
  expect(await noticesAt('/fr/methods/csat_mean/')).toEqual(['/fr/changes/#retired-csat_mean-2026-12-10']);
  expect(await noticesAt('/methods/due/')).toEqual([]);
  expect(new Set(await noticesAt('/')).size).toBe((await noticesAt('/')).length);
  await page.goto(`${origin}/changes/`);
  expect(await page.locator('#edition-640 bdi').first().innerText()).toBe('a line was counted twice');
  for (const [path, count] of [
    ['/changes/', 6],
    ['/fr/methods/csat_mean/', 1],
  ] as const) {
    await page.goto(`${origin}${path}`);
    const feeds = await page
      .locator('link[rel=alternate][type^="application/"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')!));
    expect(feeds.map((href) => href.split('.').at(-1))).toEqual(['atom', 'json']);
    const [atom, json] = await Promise.all(
      feeds.map(async (href) => (await fetch(`${origin}${href}`)).text()),
    );
    expect(atom!.match(/<entry>/g)).toHaveLength(count);
    expect(JSON.parse(json!).items).toHaveLength(count);
  }
  await page.close();
});

test('an address that names a folded edition opens the fold', async () => {
  const page = await browser.newPage();
  await page.goto(`${origin}/fr/editions/#edition-2`);
  await page.locator('#edition-2').waitFor({ state: 'visible' });
  expect(await page.locator('html').getAttribute('lang')).toBe('fr');
  await page.close();
});

test('has nothing for axe to find and does not scroll sideways, light and dark', async () => {
  const page = await browser.newPage(NARROW_AND_LIGHT);
  for (const path of HERE) {
    await page.setViewportSize(NARROW_AND_LIGHT.viewport);
    await page.goto(`${origin}${path}`);
    expect(await findPageFaults(page), path).toEqual([]);
  }
  await page.close();
});

test('the release calendar says what comes next, one month open and twelve folded, and stays whole without scripts', async () => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${origin}/releases/`);
  const text = async (selector: string) =>
    (await page.locator(selector).first().innerText()).replaceAll('\u00a0', ' ');
  expect(await text('h1')).toBe('The next figures come by 09:30 on 23 November 2026');
  expect(await page.locator('.due-month').count()).toBe(13);
  expect(await page.locator('.due-month[open]').count()).toBe(1);
  expect(await page.locator('.due-month dd').filter({ visible: true }).count()).toBeLessThan(12);
  expect(await text('[aria-labelledby=late] .entry')).toContain('Published 20 hours late');
  expect(await page.locator('[aria-labelledby=early] bdi').allInnerTexts()).toEqual([
    ...['Head of the contact centre', 'checks that no call is missing'],
  ]);
  const calendar = await fetch(`${origin}${await page.locator('.due-file a').getAttribute('href')}`);
  expect(await calendar.text()).toContain('BEGIN:VCALENDAR');
  for (const path of ['/changes/', '/data/', '/editions/']) {
    await page.goto(`${origin}${path}`);
    expect(await page.locator('main a[href="/releases/"]').count(), path).toBe(1);
  }
  await page.close();
});
