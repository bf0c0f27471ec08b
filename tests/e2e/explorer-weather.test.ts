// The explorer where the API or a file misbehaves: what was published stays, it is said, and it recovers by itself.
import type { ServerResponse } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { HistoryAnswer } from '../../api/contract/history.ts';
import { publishedFixture } from '../site/published-fixture.ts';
import { openFixtureSite } from '../support/fixture-site.ts';

type Answering = (response: ServerResponse, good: string) => unknown;

const JSON_TYPE = { 'content-type': 'application/json' };
const OPENING = publishedFixture().get('history/opening') as HistoryAnswer;
const isHistory = (path: string) => path === '/api/v1/history';
const isOpening = (path: string) => path === '/data/v1/history/opening.json';
const isEvents = (path: string) => path === '/data/v1/events.json';
const isWeeks = (path: string) => path.startsWith('/data/v1/series/week/');
/** The view asked for: the opening one, shorter, so that one sees which is shown. */
const MONTH = JSON.stringify({ ...OPENING, view: { ...OPENING.view, range: '1m', from: '2026-10-21' } });
const spoilt = (spoil: (panel: Record<string, unknown>) => void) => {
  const answer = JSON.parse(MONTH) as { panels: Record<string, unknown>[] };
  spoil(answer.panels[0]!);
  return JSON.stringify(answer);
};
const say = (status: number, body: string) => (response: ServerResponse) =>
  response.writeHead(status, JSON_TYPE).end(body);

const WEATHER: Readonly<Record<string, Answering>> = {
  'is down': (response) => response.destroy(),
  'answers 500': say(500, '{"title":"broken"}'),
  'answers 404': say(404, '{"title":"no such address","detail":"there is no such address"}'),
  'answers with a page': (response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>'),
  'answers half of it': say(200, MONTH.slice(0, MONTH.length / 2)),
  'answers null': say(200, 'null'),
  'answers without the figure of the whole': say(
    200,
    spoilt((panel) => delete panel.whole),
  ),
  'answers without cells': say(
    200,
    spoilt((panel) => delete panel.cells),
  ),
  'answers with cells of unequal length': say(
    200,
    spoilt((panel) => (panel.cells as { status: string[] }).status.pop()),
  ),
  'answers with words for values': say(200, MONTH.replace(/("value":\[[^\]]*?)\d+/, '$1"many"')),
};

let browser: Browser;
let origin = '';
let close: () => Promise<void>;
/** What is answered in place of what is there; undefined leaves it. */
let answering: (path: string) => Answering | undefined;

beforeAll(async () => {
  ({ browser, origin, close } = await openFixtureSite((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const answer = answering(pathname);
    if (answer !== undefined) answer(response, MONTH);
    else if (isHistory(pathname)) response.writeHead(200, JSON_TYPE).end(MONTH);
    else return false;
    return true;
  }));
});
afterAll(() => close?.());
beforeEach(() => {
  answering = () => undefined;
});

/** Opens the explorer under a clock of the test's own, and fails on whatever a script threw. */
async function explore(search: string, look: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1024, height: 900 } });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.clock.install({ time: '2026-11-23T14:05:20Z' });
  await page.goto(`${origin}/history/${search}`);
  await look(page);
  await context.close();
  expect(faults).toEqual([]);
}

const textOf = async (page: Page, part: string) =>
  ((await page.locator(`[data-part=${part}]`).textContent()) ?? '').replaceAll('\u00a0', ' ');
const until = (page: Page, part: string, text: RegExp) =>
  expect.poll(() => textOf(page, part), { timeout: 8000, interval: 50 }).toMatch(text);
const OUT = /out of reach since/;
const PUBLISHED = /^22 November 2025 to 21 November 2026/;
const ASKED_FOR = /^21 October 2026 to 21 November 2026/;

/** Never blank: statement, chart and table hold figures, whatever the weather. */
async function expectFigures(page: Page): Promise<void> {
  expect(await textOf(page, 'statement')).toMatch(/\d/);
  await expect.poll(() => page.locator('.explorer-chart svg:visible path').count()).toBeGreaterThan(0);
  expect(await page.locator('[data-part=table] tbody tr').count()).toBeGreaterThan(10);
}

const chooseMonth = (page: Page) => page.locator('.explorer-ranges label', { hasText: '1M' }).click();
const drawn = (page: Page) => page.locator('.explorer-chart svg.chart-now').first().waitFor();

test.each(Object.keys(WEATHER))(
  'an API that %s: what was published stays with a note, and the view comes by itself when it is well',
  async (weather) => {
    await explore('', async (page) => {
      await drawn(page);
      answering = (path) => (isHistory(path) ? WEATHER[weather] : undefined);
      await chooseMonth(page);
      await until(page, 'note', OUT);
      await expectFigures(page);
      expect(await textOf(page, 'period')).toMatch(PUBLISHED);
      answering = () => undefined;
      // The reader does nothing; a minute passes.
      await page.clock.fastForward(60_000);
      await until(page, 'period', ASKED_FOR);
      await until(page, 'note', /^$/);
    });
  },
);

test('an API that is out of order from the start: an address of its own opens with the published view and a note', async () => {
  answering = (path) => (isHistory(path) ? WEATHER['answers 500'] : undefined);
  await explore('?metric=offered&range=1m', async (page) => {
    await until(page, 'note', OUT);
    await expectFigures(page);
    answering = () => undefined;
    await page.clock.fastForward(60_000);
    await until(page, 'period', ASKED_FOR);
    await until(page, 'note', /^$/);
  });
});

test('an API that is silent is given up after ten seconds, with what was shown still there', async () => {
  await explore('', async (page) => {
    await drawn(page);
    answering = (path) => (isHistory(path) ? () => {} : undefined);
    await chooseMonth(page);
    await expectFigures(page);
    await page.clock.fastForward(9000);
    expect(await textOf(page, 'note')).toBe('');
    await page.clock.fastForward(1500);
    await until(page, 'note', OUT);
    await expectFigures(page);
    answering = () => undefined;
    await page.clock.fastForward(60_000);
    await until(page, 'period', ASKED_FOR);
  });
});

test.each(['answers 404', 'answers half of it', 'answers null', 'is down'])(
  'a published opening view that %s leaves the document as it was sent, and the API can do without it',
  async (weather) => {
    answering = (path) => (isOpening(path) ? WEATHER[weather] : undefined);
    await explore('', async (page) => {
      await until(page, 'note', OUT);
      await expectFigures(page);
      await page.clock.fastForward(60_000);
      await page.locator('.explorer-ranges label', { hasText: '1M' }).click();
      await until(page, 'period', ASKED_FOR);
      await until(page, 'note', /^$/);
    });
  },
);

test.each(['answers 404', 'answers half of it', 'answers null'])(
  'events and map whose files %s are done without: the chart is drawn all the same',
  async (weather) => {
    answering = (path) => (isEvents(path) || isWeeks(path) ? WEATHER[weather] : undefined);
    await explore('', async (page) => {
      await drawn(page);
      await expectFigures(page);
      // A map without weeks is moved in vain, and breaks nothing.
      await page.locator('.explorer-minimap .handle.end').press('ArrowLeft');
      await chooseMonth(page);
      await until(page, 'period', ASKED_FOR);
    });
  },
);
