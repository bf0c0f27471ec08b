// Being told once when the wait is short: by a notification, a sound, the tab and a line; what is watched unseen, and kept.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findAxeFaults, findContrastFaults, measureOverflow } from '../support/axe.ts';
import { openFixtureSite } from '../support/fixture-site.ts';
import { LiveApi } from '../support/live-api.ts';

const NOW = '2026-11-23T14:05:20Z';
const MINUTE = 60_000;

type Permission = 'granted' | 'denied' | 'default';
interface Heard {
  notices: { title: string; body: string; tag: string }[];
  asked: number;
  tones: number[];
  shifts: number[];
}

let browser: Browser;
let origin = '';
let close: () => Promise<void>;
let api: LiveApi;
let context: BrowserContext;
let page: Page;
let faults: string[];
/** what was fetched since the page was opened or loaded anew */
let loaded: string[];

beforeAll(async () => {
  ({ browser, origin, close } = await openFixtureSite((request, response) => api.answer(request, response)));
});
afterAll(() => close?.());
beforeEach(() => {
  api = new LiveApi();
  api.queue = { low: 10, high: 19, minutes: 4, estimate: [3, 6] };
  faults = [];
  loaded = [];
});
afterEach(async () => {
  await context.close();
  expect(faults.filter((fault) => !/Failed to load resource|EventSource/.test(fault))).toEqual([]);
});

/** A reader whose browser says so of notifications, and answers like that when it is asked. */
async function read(permission: Permission, answer: Permission = permission, width = 1024): Promise<void> {
  context = await browser.newContext({ viewport: { width, height: 900 }, timezoneId: 'Europe/London' });
  await context.clock.install({ time: NOW });
  await context.addInitScript(
    ([first, then]) => {
      const heard: Heard = { notices: [], asked: 0, tones: [], shifts: [] };
      let state = first as Permission;
      class Notice extends EventTarget {
        static get permission() {
          return state;
        }
        static async requestPermission() {
          heard.asked++;
          state = then as Permission;
          return state;
        }
        constructor(title: string, { body, tag }: { body: string; tag: string }) {
          super();
          heard.notices.push({ title, body, tag });
        }
        close() {}
      }
      const start = OscillatorNode.prototype.start;
      OscillatorNode.prototype.start = function (this: OscillatorNode, at?: number) {
        heard.tones.push(this.frequency.value);
        start.call(this, at);
      };
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
        })[])
          if (!entry.hadRecentInput) heard.shifts.push(entry.value);
      }).observe({ type: 'layout-shift', buffered: true });
      Object.assign(window, { Notification: Notice, heard });
    },
    [permission, answer] as const,
  );
  page = await open();
}

async function open(): Promise<Page> {
  const opened = await context.newPage();
  opened.on('console', (message) => faults.push(`${message.type()}: ${message.text()}`));
  opened.on('pageerror', (error) => faults.push(error.message));
  opened.on('request', (request) => loaded.push(request.url()));
  await opened.goto(origin);
  await until(() => opened.title(), / · /);
  return opened;
}

const bare = (text: string | null) => (text ?? '').replaceAll('\u00a0', ' ').replaceAll('\u2060', '').trim();
const text = async (selector: string) => bare(await page.textContent(selector));
const title = () => text('.tell-title > span');
const state = () => text('.tell-state > span');
const heard = () => page.evaluate(() => (window as unknown as { heard: Heard }).heard);
const kept = () => page.evaluate(() => JSON.parse(localStorage.getItem('candour-tell') ?? 'null'));
const scripts = () => loaded.filter((address) => /\/tell[\w.-]*\.js$/.test(address));
const until = (what: () => Promise<unknown>, wanted: unknown) =>
  wanted instanceof RegExp
    ? expect.poll(() => what(), { timeout: 8000, interval: 50 }).toMatch(wanted)
    : expect.poll(() => what(), { timeout: 8000, interval: 50 }).toEqual(wanted);
const unfold = async () => {
  await page.click('.tell summary');
  await page.waitForSelector('.tell-form button');
};
const start = async () => {
  await unfold();
  await page.click('.tell-form button');
};
async function see(isSeen: boolean): Promise<void> {
  await page.evaluate(
    (visibility) => {
      Object.defineProperty(document, 'visibilityState', { value: visibility, configurable: true });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    },
    isSeen ? 'visible' : 'hidden',
  );
}
const say = (estimate: readonly [number, number]) => {
  api.queue = { low: 5, high: 9, estimate };
  api.tell();
};

const WATCHING = /^Watching\. Now: about 3 to 6 minutes\. You are told once, at 2 minutes or less\.$/;
const TOLD = /^At 14:05: up to about 2 minutes\. You are told once; start again to be told again\.$/;

describe('a reader who asks to be told', () => {
  test('loads what it takes only then, and is asked for nothing before they start', async () => {
    await read('default', 'granted');
    expect(scripts()).toEqual([]);
    await unfold();
    expect(scripts().length).toBeGreaterThan(0);
    expect((await heard()).asked).toBe(0);
    expect(await kept()).toBeNull();
    expect(await text('.tell-limits')).toContain('as long as this tab is open');
    await page.click('.tell-form button');
    await until(state, WATCHING);
    expect((await heard()).asked).toBe(1);
    await until(() => text('.tell-ways'), /^You are told by a notification, a sound/);
  });

  test('is told before they start that nothing can be told, where there is no estimate, and nothing moves', async () => {
    api.queue = { low: 10, high: 19, reason: 'unproven' };
    await read('granted');
    await unfold();
    const cannot = /^Just now nothing could be told: it takes a live estimate of the wait with a good record/;
    await until(state, cannot);
    expect(await page.textContent('.tell-form button')).toBe('Start watching');
    say([3, 6]);
    await until(state, '');
    api.queue = { low: 10, high: 19, reason: 'unproven' };
    api.tell();
    await until(state, cannot);
    await page.click('.tell-form button');
    await until(state, /^Watching, but nothing can be told just now/);
    expect((await heard()).shifts).toEqual([]);
  });

  test('is told once, by notification, tones, tab and line, and nothing moves', async () => {
    await read('granted');
    await start();
    await until(state, WATCHING);
    expect(await title()).toBe('Watching for a wait of 2 minutes or less');
    // The reader's own click moves what is below; that is over.
    await page.waitForTimeout(600);
    const before = (await heard()).shifts.length;
    say([1, 3]);
    await until(state, /about 1 to 3 minutes/);
    expect((await heard()).notices).toEqual([]);
    say([0, 2]);
    await until(state, TOLD);
    await until(() => text('.tell-aloud'), 'At 14:05: up to about 2 minutes');
    await until(() => page.title(), /^14:05: 0–2 min · /);
    await until(async () => (await heard()).tones, [660, 880]);
    const { name } = await page.evaluate(() => ({
      name: document.querySelector<HTMLElement>('.tell')?.dataset.name,
    }));
    const notice = { title: name, body: 'The wait is up to about 2 minutes now.', tag: 'candour-wait' };
    expect((await heard()).notices).toEqual([notice]);
    expect((await kept()).until).toBe(0);
    say([3, 6]);
    say([0, 1]);
    await page.waitForTimeout(200);
    expect((await heard()).notices).toHaveLength(1);
    expect(await state()).toMatch(TOLD);
    expect((await heard()).shifts.length).toBe(before);
    // Once it was seen for a while the tab is as it always is.
    for (let i = 0; i < 7; i++) await page.clock.fastForward(10_000);
    await until(() => page.title(), /^0–1 min · /);
    await page.click('.tell-form button');
    await until(async () => (await heard()).notices.length, 2);
  });

  test('may stop, and then hears nothing', async () => {
    await read('granted');
    await start();
    await until(state, WATCHING);
    await page.click('text=Stop watching');
    await until(title, 'Tell me when the wait is short');
    expect((await kept()).until).toBe(0);
    say([0, 1]);
    await page.waitForTimeout(200);
    expect((await heard()).notices).toEqual([]);
    expect((await heard()).tones).toEqual([]);
  });

  test('who refuses notifications is told so, and told by sound, tab and line', async () => {
    await read('default', 'denied');
    await start();
    await until(() => text('.tell-ways'), /^Notifications from this page are blocked in your browser/);
    say([0, 2]);
    await until(state, TOLD);
    await until(async () => (await heard()).tones.length, 2);
    expect((await heard()).notices).toEqual([]);
    await until(() => page.title(), /^14:05: 0–2 min · /);
  });

  test('chooses the minutes, and may change them while watching', async () => {
    await read('granted');
    await unfold();
    expect(await page.locator('.tell-form option').allTextContents()).toEqual([
      ...['1 minute', '2 minutes', '5 minutes', '10 minutes', '15 minutes'],
    ]);
    await page.selectOption('.tell-form select', '5');
    await page.click('.tell-form button');
    await until(state, /at 5 minutes or less/);
    await page.selectOption('.tell-form select', '10');
    await until(state, /^At 14:05: about 3 to 6 minutes\./);
    expect((await heard()).notices).toHaveLength(1);
  });

  test('needs no mouse', async () => {
    await read('granted');
    await page.focus('.tell summary');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.tell-form button');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await until(state, /at 5 minutes or less/);
  });
});

describe('the wish', () => {
  test('outlives a reload, of which nothing moves and nobody is asked', async () => {
    await read('granted');
    await start();
    await until(state, WATCHING);
    await page.reload();
    await until(title, 'Watching for a wait of 2 minutes or less');
    expect((await heard()).asked).toBe(0);
    await page.waitForTimeout(300);
    expect((await heard()).shifts).toEqual([]);
    say([0, 2]);
    await until(async () => (await heard()).notices.length, 1);
    await until(title, 'At 14:05: up to about 2 minutes');
    expect((await heard()).shifts).toEqual([]);
    loaded = [];
    await page.reload();
    await until(() => page.title(), /^0–2 min · /);
    expect(scripts()).toEqual([]);
    expect(await title()).toBe('Tell me when the wait is short');
  });

  test('ends with the day of the organisation', async () => {
    await read('granted');
    await start();
    await until(state, WATCHING);
    expect((await kept()).until).toBe(Date.UTC(2026, 10, 24) / 1000);
    api.now = '2026-11-24T00:00:20+00:00';
    await page.clock.fastForward(10 * 60 * MINUTE);
    await until(state, 'The day is over, and watching has stopped. Start again to be told today.');
    expect((await kept()).until).toBe(0);
  });

  test('that was not written by this page is none', async () => {
    await read('granted');
    for (const text of [
      '{',
      'null',
      '[]',
      '{"mostMinutes":"2","until":9e9}',
      '{"mostMinutes":3,"until":9e9}',
    ]) {
      await page.evaluate((value) => localStorage.setItem('candour-tell', value), text);
      await page.reload();
      await until(() => page.title(), / · /);
      await unfold();
      expect(await page.textContent('.tell-form button')).toBe('Start watching');
    }
  });

  test('is heard by one tab of two that are open', async () => {
    await read('granted');
    await start();
    await until(state, WATCHING);
    const first = page;
    page = await open();
    await until(title, 'Watching for a wait of 2 minutes or less');
    say([0, 2]);
    await until(title, /^At 14:05|^Tell me/);
    const second = await heard();
    page = first;
    await until(title, /^At 14:05|^Tell me/);
    expect(second.notices.length + (await heard()).notices.length).toBe(1);
  });
});

describe('while the page is not seen', () => {
  test('it goes on listening, and lets go when it has told', async () => {
    await read('granted');
    await start();
    await until(state, WATCHING);
    await see(false);
    await page.clock.fastForward(10 * MINUTE);
    expect(api.streams).toBe(1);
    say([0, 2]);
    await until(async () => (await heard()).notices.length, 1);
    api.tell();
    await until(async () => api.streams, 0);
    for (let i = 0; i < 12; i++) await page.clock.fastForward(10_000);
    await until(() => page.title(), /: 0–2 min · /);
    await see(true);
    await until(async () => api.streams, 1);
    for (let i = 0; i < 8; i++) await page.clock.fastForward(10_000);
    await until(() => page.title(), /^0–2 min · /);
  });

  test('it asks where no stream comes', async () => {
    api.hasStream = false;
    await read('granted');
    await start();
    await until(state, WATCHING);
    await see(false);
    api.queue = { low: 0, high: 4, estimate: [0, 1] };
    for (let i = 0; i < 12; i++) {
      await page.clock.fastForward(10_000);
      await page.waitForTimeout(20);
    }
    await until(async () => (await heard()).notices.length, 1);
  });
});

describe('what cannot be told is said', () => {
  test.each([
    ['no estimate', { low: 10, high: 19 }, /nothing can be told just now: it takes a live estimate/],
    ['a closed line', { status: 'closed', estimate: [0, 1] }, /the line is closed now/],
    [
      'a silent queue',
      { status: 'stale', asOf: '2026-11-23T13:05:00+00:00', estimate: [0, 1] },
      /nothing new is heard of the queue/,
    ],
  ] as const)('of %s', async (_, queue, wanted) => {
    api.queue = queue;
    await read('granted');
    await start();
    await until(state, wanted);
    expect((await heard()).notices).toEqual([]);
    say([0, 1]);
    await until(async () => (await heard()).notices.length, 1);
  });
});

describe('how it looks', () => {
  test.each([375, 1024])('at %d px axe finds nothing, closed and open, in light and dark', async (width) => {
    await read('granted', 'granted', width);
    expect(await findAxeFaults(page, { within: 'candour-next' })).toEqual([]);
    await start();
    await until(state, WATCHING);
    expect(await findAxeFaults(page, { within: 'candour-next' })).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await findContrastFaults(page, { within: 'candour-next' })).toEqual([]);
    expect(await measureOverflow(page)).toBe(0);
    for (const target of ['.tell summary', '.tell-form select', '.tell-form button', '.next-calendar a']) {
      const box = await page.locator(target).boundingBox();
      expect(box?.height ?? 0, target).toBeGreaterThanOrEqual(44);
    }
    for (const scheme of ['light', 'dark'] as const) {
      if (!process.env.SHOTS) break;
      await page.emulateMedia({ colorScheme: scheme });
      await page.screenshot({ path: `${process.env.SHOTS}/${width}-${scheme}.png` });
    }
  });

  test('without scripts there is only the link to the calendar file', async () => {
    context = await browser.newContext({ javaScriptEnabled: false });
    page = await context.newPage();
    await page.goto(`${origin}/es/`);
    expect(await page.isVisible('.tell')).toBe(false);
    expect(await page.getAttribute('.next-calendar a', 'href')).toBe('/es/best-times.ics?channel=phone');
    expect(await (await fetch(`${origin}/es/best-times.ics?channel=phone`)).text()).toContain(
      'SUMMARY:Llamar a',
    );
  });
});
