// The queue of the moment on the first page, told by a stream, asked for where there is none, and gone silent.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findAxeFaults } from '../support/axe.ts';
import { openFixtureSite } from '../support/fixture-site.ts';
import { LiveApi } from '../support/live-api.ts';
import { shiftsOf, watchShifts } from '../support/shift-watch.ts';

const NOW = '2026-11-23T14:05:20Z';
const MINUTE = 60_000;

let browser: Browser;
let origin = '';
let close: () => Promise<void>;
let api: LiveApi;
let context: BrowserContext;
let page: Page;
let faults: string[];

beforeAll(async () => {
  ({ browser, origin, close } = await openFixtureSite((request, response) => api.answer(request, response)));
});
afterAll(() => close?.());
beforeEach(async () => {
  api = new LiveApi();
  api.queue = { low: 10, high: 19, minutes: 4 };
  faults = [];
  context = await browser.newContext({ viewport: { width: 1024, height: 900 }, timezoneId: 'Europe/London' });
  await context.clock.install({ time: NOW });
  await watchShifts(context);
});
afterEach(async () => {
  await context.close();
  expect(faults.filter((fault) => !/Failed to load resource|EventSource/.test(fault))).toEqual([]);
});

async function open(path = '/'): Promise<Page> {
  const opened = await context.newPage();
  opened.on('console', (message) => faults.push(`${message.type()}: ${message.text()}`));
  opened.on('pageerror', (error) => faults.push(error.message));
  await opened.goto(`${origin}${path}`);
  page = opened;
  return opened;
}

const bare = (text: string | null) => (text ?? '').replaceAll('\u00a0', ' ').replaceAll('\u2060', '').trim();
const line = async (of = page) => bare(await of.textContent('.now-line'));
const answer = async () => bare(await page.textContent('h1'));
const moment = async () => bare(await page.textContent('.next-moment'));
const icon = () => page.getAttribute('link[rel=icon]', 'href');
const until = (what: () => Promise<unknown>, wanted: unknown) =>
  wanted instanceof RegExp
    ? expect.poll(() => what(), { timeout: 8000, interval: 50 }).toMatch(wanted)
    : expect.poll(() => what(), { timeout: 8000, interval: 50 }).toEqual(wanted);
const asks = () => api.asked.filter((address) => address === '/api/v1/live').length;
async function see(isSeen: boolean, of = page): Promise<void> {
  await of.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    },
    isSeen ? 'visible' : 'hidden',
  );
}

const FIRST = '10 to 19 people are waiting now, the first of them for up to 4 minutes.';

describe('the stream', () => {
  test('changes the sentence of the page by itself, and nothing moves', async () => {
    await open();
    await until(line, FIRST);
    api.queue = { low: 20, high: 49, minutes: 7, estimate: [3, 6] };
    api.tell();
    await until(line, '20 to 49 people are waiting now, the first of them for up to 7 minutes.');
    await until(answer, /^Open until 20:00\. Expect to wait about 3 to 6 minutes now\.$/);
    await until(
      moment,
      'As of 14:05. The range is to hold 6 in 10 answered waits; over the last 28 days it held 60%.',
    );
    api.queue = { low: 0, high: 4 };
    api.tell();
    await until(line, 'Fewer than 5 people are waiting now.');
    await until(answer, /^Open until 20:00\. At this hour half get through/);
    expect(await shiftsOf(page)).toEqual([]);
  });

  test('is told politely to those who listen, and axe finds nothing', async () => {
    await open();
    await until(line, FIRST);
    expect(await page.getAttribute('.now-line span', 'aria-live')).toBe('polite');
    expect(await findAxeFaults(page)).toEqual([]);
  });

  test('may hold garbage in its middle: the page goes on with what comes after', async () => {
    await open();
    await until(line, FIRST);
    const good = api.live();
    for (const text of [
      '',
      '{',
      'null',
      '[]',
      '{"places":5}',
      '{"places":[null]}',
      good.replace('10', '-1'),
      good.replace('10', '"10"'),
      good.slice(0, 40),
      '<script>alert(1)</script>',
    ])
      api.tell(text);
    api.queue = { low: 50, high: 99 };
    api.tell();
    await until(line, '50 to 99 people are waiting now.');
  });

  test('is held by one tab of several, and all hear it', async () => {
    const first = await open();
    await until(() => line(first), FIRST);
    const second = await open();
    await until(() => line(second), FIRST);
    await until(async () => api.streams, 1);
    api.queue = { low: 50, high: 99 };
    api.tell();
    await until(() => line(first), '50 to 99 people are waiting now.');
    await until(() => line(second), '50 to 99 people are waiting now.');
    await first.close();
    await until(async () => api.streams, 1);
    api.queue = { low: 5, high: 9 };
    await until(async () => api.streams, 1);
    api.tell();
    await until(() => line(second), '5 to 9 people are waiting now.');
  });

  test('is let go while the page is not seen, and nothing is asked; seen again it is right at once', async () => {
    await open();
    await until(line, FIRST);
    await see(false);
    await until(async () => api.streams, 0);
    const asked = api.asked.length;
    await page.clock.fastForward(10 * MINUTE);
    await page.waitForTimeout(200);
    expect(api.asked.length).toBe(asked);
    api.now = '2026-11-23T14:15:20+00:00';
    api.queue = { low: 5, high: 9 };
    await see(true);
    await until(line, '5 to 9 people are waiting now.');
    await until(async () => api.streams, 1);
  });

  test('while it runs nothing is asked for', async () => {
    await open();
    await until(line, FIRST);
    const asked = asks();
    for (let i = 0; i < 4; i++) {
      await page.clock.fastForward(15_000);
      api.tell();
      await page.waitForTimeout(50);
    }
    expect(asks()).toBe(asked);
  });
});

describe('without a stream', () => {
  test('the page asks every few seconds', async () => {
    api.hasStream = false;
    await open();
    await until(line, FIRST);
    api.queue = { low: 50, high: 99 };
    await page.clock.fastForward(20_000);
    await until(line, '50 to 99 people are waiting now.');
  });

  test('a net that is gone for ten minutes and back: the page says since when, and is right without a reload', async () => {
    await open();
    await until(line, FIRST);
    api.weather = 'is down';
    api.hangUp();
    for (let i = 0; i < 10; i++) {
      await page.clock.fastForward(MINUTE);
      await page.waitForTimeout(60);
    }
    await until(line, 'The queue has been silent since 14:05; then 10 to 19 people were waiting.');
    api.weather = 'is well';
    api.now = '2026-11-23T14:15:20+00:00';
    api.queue = { low: 5, high: 9 };
    await page.clock.fastForward(20_000);
    await until(line, '5 to 9 people are waiting now.');
  });
});

describe('a queue of which nothing more is heard', () => {
  test('is called silent with the minute of its last word, in the tab as well', async () => {
    await open();
    await until(line, FIRST);
    expect(await page.title()).toMatch(/^open · /);
    expect(await icon()).toBe('/favicon-open.svg');
    api.queue = { low: 10, high: 19, status: 'stale', asOf: '2026-11-23T13:05:00+00:00', estimate: [3, 6] };
    api.tell();
    await until(line, 'The queue has been silent since 13:05; then 10 to 19 people were waiting.');
    await until(() => page.title(), /^not live · /);
    expect(await icon()).toBe('/favicon-stopped.svg');
    expect(await page.getAttribute('candour-next', 'data-stopped')).toBe('');
    await until(answer, /^Open until 20:00\. At this hour half get through/);
    api.queue = { low: 5, high: 9, estimate: [2, 4] };
    api.tell();
    await until(line, '5 to 9 people are waiting now.');
    await until(() => page.title(), /^2–4 min · /);
  });

  test('turns silent by itself where the server goes on saying the same', async () => {
    api.queue = { low: 10, high: 19, asOf: '2026-11-23T14:05:00+00:00' };
    await open();
    await until(line, '10 to 19 people are waiting now.');
    api.hasStream = false;
    api.weather = 'answers 500';
    api.hangUp();
    for (let i = 0; i < 5; i++) {
      await page.clock.fastForward(MINUTE);
      await page.waitForTimeout(50);
    }
    await until(line, 'The queue has been silent since 14:05; then 10 to 19 people were waiting.');
  });

  test('says nothing where nobody tells of now, or the line is closed', async () => {
    api.queue = null;
    await open();
    await until(answer, /^Open until 20:00\./);
    expect(await line()).toBe('');
    expect(await icon()).toBe('/favicon.svg');
    api.queue = { status: 'closed' };
    api.tell();
    await until(() => page.title(), /^open · /);
    expect(await line()).toBe('');
  });
});
