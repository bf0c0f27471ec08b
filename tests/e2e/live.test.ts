import { brotliCompressSync } from 'node:zlib';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Hour, usualContacts } from '../site/published-fixture.ts';
import { findAxeFaults } from '../support/axe.ts';
import { openFixtureSite } from '../support/fixture-site.ts';
import { LiveApi, WEATHER, type Weather } from '../support/live-api.ts';
import { shiftsOf, watchShifts } from '../support/shift-watch.ts';

/** What all the scripts of the first page may weigh, compressed, and all of the page with its data. */
const MOST_SCRIPT = 28 * 1024;
const MOST_PAGE = 90_000;
/** Of those, what the live parts may take; theme, menu and tabs have the rest. */
const MOST_LIVE_SCRIPT = 22_000;
const MINUTE = 60_000;
/** By the reader's clock, where it is right. */
const NOW = '2026-11-23T14:05:20Z';

let browser: Browser;
let origin = '';
let close: () => Promise<void>;
let api: LiveApi;

beforeAll(async () => {
  ({ browser, origin, close } = await openFixtureSite((request, response) => api.answer(request, response)));
});

afterAll(() => close?.());

/** A Monday up to five past two, each hour as many times as usual. */
function monday(times: number): Hour[] {
  return Array.from({ length: 24 }, (_, hour): Hour => {
    const usual = usualContacts(0, hour);
    if (hour > 14) return { value: null, status: 'missing' };
    if (usual === null) return { value: null, status: 'closed' };
    return { value: Math.round(usual * times), status: hour === 14 ? 'partial' : 'provisional' };
  });
}

let page: Page;
let faults: string[];
beforeEach(() => {
  api = new LiveApi();
  api.hours = monday(1);
});
afterEach(async () => {
  await page.context().close();
  // What a browser prints of its own when an address fails is all that may be printed.
  expect(faults.filter((fault) => !/Failed to load resource|EventSource's response/.test(fault))).toEqual([]);
});

async function open(
  options: BrowserContextOptions & { at?: string; path?: string; prepare?: () => void } = {},
): Promise<Page> {
  const { at = NOW, path = '/', ...rest } = options;
  const context = await browser.newContext({
    viewport: { width: 1024, height: 900 },
    timezoneId: 'Europe/London',
    ...rest,
  });
  page = await context.newPage();
  faults = [];
  page.on('console', (message) => faults.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(error.message));
  await page.clock.install({ time: at });
  await watchShifts(page);
  await page.goto(`${origin}${path}`);
  return page;
}

const bare = (text: string | null) => (text ?? '').replaceAll('\u00a0', ' ').replaceAll('\u2060', '').trim();
const heading = async () => bare(await page.textContent('candour-today h2'));
const fresh = async () => bare(await page.textContent('.live-fresh'));
const fault = async () => bare(await page.textContent('.live-fault'));
const answer = async () => bare(await page.textContent('h1'));
const second = async () => bare(await page.textContent('.next-sentence'));
const until = (what: () => Promise<string>, pattern: RegExp) =>
  expect.poll(what, { timeout: 30_000, interval: 50 }).toMatch(pattern);
/** Tries again are a second or two apart: in less than this all of them have been. */
async function letRetriesPass(): Promise<void> {
  for (let i = 0; i < 6; i++) {
    await page.clock.fastForward(1500);
    await page.waitForTimeout(60);
  }
}

const PUBLISHED =
  /^\d+ contacts on Saturday 21 November, about as many as on an ordinary Saturday; may still rise$/;
const LIVE = /^By 14:00, 315 contacts had come in, about as many as on an ordinary Monday$/;

describe('as long as the server answers', () => {
  test('the figure of the last report goes on with today, and says how fresh it is', async () => {
    await open();
    await until(heading, LIVE);
    expect(bare(await page.textContent('candour-today .kicker'))).toBe('Today against an ordinary day');
    await until(fresh, /^Live\. Updated 40 seconds ago, 14:04:40\.$/);
    expect(await fault()).toBe('');
    await page.clock.fastForward(20_000);
    await until(fresh, /^Live\. Updated a minute ago, 14:04:40\.$/);
    expect(await page.locator('candour-today figure svg:visible').count()).toBe(1);
    expect(await page.getAttribute('candour-today figure svg', 'class')).toContain('chart-wide');
  });

  test('chart, table and heading hold the figures of the answer', async () => {
    await open();
    await until(heading, LIVE);
    await page.click('candour-today [role=tab][href$="-table"], candour-today [role=tab]:has-text("Table")');
    const rows = await page.locator('candour-today tbody tr').allInnerTexts();
    const rangeAt = (hour: number) =>
      `${Math.round(usualContacts(0, hour)! * 0.8)}–${Math.round(usualContacts(0, hour)! * 1.25)}`;
    const [head] = await page.locator('candour-today thead tr').allInnerTexts();
    expect(bare(head ?? '').split('\t')).toEqual([
      ...['From', 'Monday 23 November', 'an ordinary Monday', 'usual range'],
    ]);
    expect(rows).toHaveLength(24);
    expect(rows.map((row) => row.split('\t').map(bare)).slice(8, 16)).toEqual([
      ...[8, 9, 10, 11, 12, 13].map((hour) => [
        `${String(hour).padStart(2, '0')}:00`,
        `${usualContacts(0, hour)}p`,
        `${usualContacts(0, hour)}`,
        rangeAt(hour),
      ]),
      ['14:00', '45i', '45', rangeAt(14)],
      ['15:00', 'still to come', '40', rangeAt(15)],
    ]);
    const titles = await page.locator('candour-today .chart-wide title').allTextContents();
    expect(titles).toContain('10:00 to 11:00: 55 (provisional); on an ordinary Monday 55, mostly 44–69');
    expect(await findAxeFaults(page)).toEqual([]);
  });

  test('each minute it is asked anew and drawn anew, and unseen not at all', async () => {
    await open();
    await until(heading, LIVE);
    api.hours = monday(1.5);
    api.now = '2026-11-23T14:06:20+00:00';
    await page.clock.fastForward(MINUTE);
    await until(heading, /^By 14:00, 47\d contacts had come in, 50% more than on an ordinary Monday$/);
    const asked = api.asked.length;
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    });
    await page.clock.fastForward(5 * MINUTE);
    await page.waitForTimeout(200);
    expect(api.asked.length).toBe(asked);
    api.hours = monday(1);
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    });
    await until(heading, LIVE);
  });

  test('two live parts of the page ask once', async () => {
    await open();
    await until(heading, LIVE);
    expect(api.asked.filter((address) => address.includes('/clock'))).toHaveLength(1);
    // When the stream is asked for beside them is chance.
    expect(api.asked.filter((address) => address.includes('/series'))).toEqual([
      '/api/v1/series?metric=offered&grain=hour&from=2026-11-23&to=2026-11-23',
    ]);
  });

  test('the answer says what to do from here, by the clock of the server', async () => {
    await open();
    await until(answer, /^Open until 20:00\. At this hour half get through within about 40 seconds\.$/);
    expect(await second()).toMatch(
      /^Call from Tuesday to Friday between 16:00 and 20:00: about 19 in 20 callers/,
    );
    expect(bare(await page.textContent('.next-moment'))).toBe('As of 14:05.');
    api.now = '2026-11-24T18:00:00+00:00';
    await page.clock.fastForward(MINUTE);
    await until(answer, /^Open until 20:00\. At this hour half get through within 10 seconds\.$/);
    api.now = '2026-11-24T20:00:00+00:00';
    await page.clock.fastForward(MINUTE);
    await until(answer, /^Closed\. Opens tomorrow, Wednesday, at 08:00; best after 16:00\.$/);
  });

  test('a day of which nothing is published yet is told, and the last report stays', async () => {
    api.hours = Array.from({ length: 24 }, (): Hour => ({ value: null, status: 'missing' }));
    await open();
    await until(fresh, /^Last published at 14:04 today; figures for Saturday 21 November\.$/);
    expect(await heading()).toMatch(PUBLISHED);
    api.asOf = '2026-11-22T05:00:00Z';
    await page.clock.fastForward(MINUTE);
    await until(fresh, /^Last published on Sunday 22 November at 05:00; figures for Saturday 21 November\.$/);
  });

  test('figures of today that are not minutes old are not called live', async () => {
    api.asOf = '2026-11-23T13:51:00Z';
    await open();
    await until(fresh, /^Live\. Updated 14 minutes ago, 13:51:00\.$/);
    api.asOf = '2026-11-23T11:13:00Z';
    await page.clock.fastForward(MINUTE);
    await until(fresh, /^Last published at 11:13 today\.$/);
  });

  test.each([
    [375, ''],
    [1024, ''],
    [1600, ''],
    [375, 'es/'],
    [375, 'fr/'],
    [1024, 'fr/'],
  ])('nothing moves when live figures come, at %d px in /%s', async (width, language) => {
    await open({ viewport: { width, height: 900 }, path: `/${language}` });
    await until(answer, / 20(:00|.h)\. /);
    await page.locator('candour-today').scrollIntoViewIfNeeded();
    await until(fresh, /14:04:40/);
    await page.waitForTimeout(300);
    expect(await shiftsOf(page)).toEqual([]);
  });

  test.each([
    [375, ''],
    [1024, 'fr/'],
  ])(
    'nothing moves when they come late to who reads the report, at %d px in /%s',
    async (width, language) => {
      api.weather = 'is silent';
      await open({ viewport: { width, height: 900 }, path: `/${language}` });
      await page.locator('candour-today').scrollIntoViewIfNeeded();
      const before = await heading();
      await page.clock.fastForward(9000);
      expect(await heading()).toBe(before);
      api.weather = 'is well';
      await page.clock.fastForward(MINUTE);
      await until(fresh, /14:0\d:40/);
      expect(await heading()).not.toBe(before);
      await page.waitForTimeout(300);
      expect(await shiftsOf(page)).toEqual([]);
    },
  );

  test.each([
    ['es/', /^Hasta las 14:00 hubo 315 contactos, aproximadamente los de un lunes habitual$/],
    ['fr/', /^À 14 h, 315 contacts avaient été reçus, à peu près autant qu’un lundi ordinaire$/],
  ])('it speaks the language of the page: /%s', async (language, pattern) => {
    await open({ path: `/${language}` });
    await until(heading, pattern);
  });
});

describe('in bad weather', () => {
  const OUT =
    /^Live figures have been out of reach since 14:05\. The figures below are from the last report, 21 November 2026\.$/;

  test.each(Object.keys(WEATHER) as Weather[])(
    'an API that %s: the published figures stay, and it recovers by itself',
    async (weather) => {
      api.weather = weather;
      await open();
      await letRetriesPass();
      await until(fault, OUT);
      expect(await heading()).toMatch(PUBLISHED);
      expect(await fresh()).toBe('');
      expect(await answer()).toMatch(/^Call from Tuesday to Friday/);
      expect(await second()).toBe('Closed. Opens on Monday at 08:00; best on Tuesday after 16:00.');
      expect(bare(await page.textContent('.next-moment'))).toMatch(/^As of 22 November 2026, 07:00/);
      api.weather = 'is well';
      await page.clock.fastForward(MINUTE);
      await until(heading, LIVE);
      expect(await fault()).toBe('');
      expect(await answer()).toMatch(/^Open until 20:00\./);
    },
  );

  test('an API that does not answer within ten seconds is out of reach', async () => {
    api.weather = 'is silent';
    await open();
    await page.clock.fastForward(9000);
    await page.waitForTimeout(200);
    expect(await fault()).toBe('');
    await page.clock.fastForward(1500);
    await until(fault, OUT);
    api.weather = 'is well';
    await letRetriesPass();
    await until(heading, LIVE);
  });

  test('figures that were live stay with their time when the API goes', async () => {
    await open();
    await until(heading, LIVE);
    api.weather = 'answers 500';
    await page.clock.fastForward(MINUTE);
    await letRetriesPass();
    await until(
      fault,
      /^Live figures have been out of reach since 14:06\. The figures below are as of 14:05\.$/,
    );
    expect(await heading()).toMatch(LIVE);
  });

  test('a hiccup that the next try mends is not spoken of', async () => {
    await open();
    await until(heading, LIVE);
    const said: string[] = [];
    await page.exposeFunction('heard', (text: string) => said.push(text));
    await page.evaluate(() => {
      const line = document.querySelector('[role=status]')!;
      const { heard } = window as unknown as { heard: (text: string) => void };
      new MutationObserver(() => heard(line.textContent ?? '')).observe(line, { childList: true });
    });
    api.weather = 'answers 500';
    await page.clock.fastForward(MINUTE);
    await page.waitForTimeout(200);
    api.weather = 'is well';
    await letRetriesPass();
    for (let i = 0; i < 3; i++) await page.clock.fastForward(MINUTE);
    await page.waitForTimeout(200);
    expect(said).toEqual([]);
  });

  test('words and drawing that cannot be fetched leave the page as it was, which says so', async () => {
    const context = await browser.newContext({
      viewport: { width: 1024, height: 900 },
      timezoneId: 'Europe/London',
    });
    page = await context.newPage();
    faults = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await page.clock.install({ time: NOW });
    await page.route(/draw-day|say-in-browser/, (route) => route.fulfill({ status: 404 }));
    await page.goto(`${origin}/`);
    await until(
      fault,
      /^Live figures are out of reach\. The figures below are from the last report, 21 November 2026\.$/,
    );
    expect(await heading()).toMatch(PUBLISHED);
  });
});

describe('the clock of the reader', () => {
  test.each(['2026-11-22T14:05:20Z', '2026-11-24T14:05:20Z', '2031-01-01T00:00:00Z'])(
    'may be wrong (%s)',
    async (at) => {
      await open({ at });
      await until(heading, LIVE);
      await until(fresh, /^Live\. Updated 40 seconds ago, 14:04:40\.$/);
      await until(answer, /^Open until 20:00\. At this hour/);
    },
  );

  test.each([-1, 1])('may be put right while the page is open, by %d day', async (days) => {
    await open();
    await until(heading, LIVE);
    api.hours = monday(1.5);
    await page.clock.setSystemTime(Date.parse(NOW) + days * 1440 * MINUTE);
    await page.clock.fastForward(MINUTE);
    await until(heading, /50% more/);
    await until(fresh, /^Live\. Updated 40 seconds ago, 14:04:40\.$/);
  });

  test('a tab that slept for hours is right again within one refresh', async () => {
    await open();
    await until(heading, LIVE);
    api.now = '2026-11-24T09:30:00+00:00';
    api.asOf = '2026-11-24T09:29:30Z';
    api.hours = monday(1).map((one, hour) => (hour > 9 ? { value: null, status: 'missing' as const } : one));
    await page.clock.fastForward(19 * 60 * MINUTE);
    await until(heading, /^By 09:00, 45 contacts .* ordinary Tuesday$/);
    await until(fresh, /^Live\. Updated 30 seconds ago, 09:29:30\.$/);
  });

  test('in another zone shows both times, and follows when the zone changes', async () => {
    await open({ timezoneId: undefined });
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setTimezoneOverride', { timezoneId: 'Asia/Jerusalem' });
    await page.reload();
    await until(fresh, /^Live\. Updated 40 seconds ago, 14:04:40 \(16:04:40 your time\)\.$/);
    await until(answer, /^Open until 20:00 \(22:00 your time\)\./);
    await session.send('Emulation.setTimezoneOverride', { timezoneId: 'America/New_York' });
    await page.clock.fastForward(MINUTE);
    await until(fresh, /14:04:40 \(09:04:40 your time\)\.$/);
    await session.send('Emulation.setTimezoneOverride', { timezoneId: 'Europe/London' });
    await page.clock.fastForward(MINUTE);
    await until(fresh, /14:04:40\.$/);
    expect(await answer()).toMatch(/^Open until 20:00\. /);
  });
});

describe('what the first page weighs, compressed', () => {
  test.each(['', 'es/', 'fr/'])('scripts and all are within what was promised, in /%s', async (language) => {
    const context = await browser.newContext({ viewport: { width: 1024, height: 900 } });
    page = await context.newPage();
    faults = [];
    // A stream does not end, and would keep the net from ever being idle.
    api.hasStream = false;
    const sizes = new Map<string, Promise<number>>();
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      // What was refused is not kept to be looked at.
      if (pathname.endsWith('/live/stream')) return;
      sizes.set(
        pathname,
        response.body().then((body) => brotliCompressSync(body).length),
      );
    });
    await page.goto(`${origin}/${language}`);
    await until(fresh, /14:04:40/);
    await page.waitForLoadState('networkidle');
    const known = await Promise.all([...sizes].map(async ([path, size]) => ({ path, size: await size })));
    const sum = (pattern: RegExp) =>
      known.filter(({ path }) => pattern.test(path)).reduce((all, { size }) => all + size, 0);
    const listed = known.map(({ path, size }) => `${size} ${path}`).join('\n');
    expect(sum(/\.js$/), listed).toBeLessThanOrEqual(MOST_SCRIPT);
    expect(
      sum(/live|today|next-hours|draw-day|say-in-browser|basics|client|query/),
      listed,
    ).toBeLessThanOrEqual(MOST_LIVE_SCRIPT);
    expect(sum(/./), listed).toBeLessThanOrEqual(MOST_PAGE);
  });
});
