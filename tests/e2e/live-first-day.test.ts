// The first page of an installation that has no past records, as events or queue counts begin to come.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OrganisationAnswer } from '../../api/contract/organisation.ts';
import { eventsFixture } from '../site/events-fixture.ts';
import { type Files, ORGANISATION, writeFixture } from '../site/published-fixture.ts';
import { findAxeFaults } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { MOMENT } from '../support/fixture-site.ts';
import { LiveApi } from '../support/live-api.ts';
import { shiftsOf, watchShifts } from '../support/shift-watch.ts';
import { buildPages, serveBeside } from '../support/static-site.ts';

const NOW = '2026-11-23T14:05:20Z';
const NOTHING = {
  en: 'Nothing has been published yet.',
  es: 'Todavía no se ha publicado nada.',
  fr: 'Rien n’a encore été publié.',
} as const;

let browser: Browser;
let folder = '';
let api: LiveApi;
let context: BrowserContext;
let page: Page;
let faults: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candour-first-day-'));
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  api = new LiveApi();
  faults = [];
  context = await browser.newContext({ viewport: { width: 1024, height: 900 }, timezoneId: 'Europe/London' });
  await context.clock.install({ time: NOW });
  await watchShifts(context);
});
afterEach(async () => {
  await context.close();
  expect(faults.filter((fault) => !/Failed to load resource|EventSource/.test(fault))).toEqual([]);
});

/** Serves the pages of an organisation of which nothing but itself is published. */
function site(name: string, change: Partial<OrganisationAnswer>) {
  let origin = '';
  let close = () => {};
  beforeAll(async () => {
    const all = eventsFixture({ isEmpty: true });
    const organisation = { ...ORGANISATION, channels: [], records: null, ...change };
    const files: Files = new Map([
      ...[...all].filter(([path]) => ['metrics', 'events', 'actions'].includes(path)),
      ['organisation', organisation],
    ]);
    const published = join(folder, name, 'published');
    writeFixture(published, files);
    const pages = buildPages(published, join(folder, name, 'built'), MOMENT);
    const served = await serveBeside((request, response) => api.answer(request, response), pages, published);
    origin = served.origin;
    close = () => {
      served.server.closeAllConnections();
      served.server.close();
    };
  });
  afterAll(() => close());
  return async (path = '/') => {
    page = await context.newPage();
    page.on('console', (message) => faults.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(`${origin}${path}`);
  };
}

const bare = (text: string | null) => (text ?? '').replaceAll('\u00a0', ' ').replaceAll('\u2060', '').trim();
const text = (selector: string) => async () => bare(await page.textContent(`.answer ${selector}`));
const [heading, line, second, moment] = [
  text('h1'),
  text('.now-line'),
  text('.next-sentence'),
  text('.next-moment'),
];
const until = (what: () => Promise<unknown>, wanted: string | RegExp) =>
  expect.poll(what, { timeout: 8000, interval: 50 }).toMatch(wanted);

describe('with stated hours and nothing published', () => {
  const open = site('hours', {});

  test.each([
    ['en', '/', 'Fewer than 5 people are waiting now.'],
    ['es', '/es/', 'Ahora esperan menos de 5 personas.'],
    ['fr', '/fr/', 'Moins de 5 personnes attendent en ce moment.'],
  ] as const)('in %s tells the queue and its moment, and nothing beside it', async (language, path, few) => {
    api.queue = { low: 0, high: 4, reason: 'unproven' };
    await open(path);
    await until(line, few);
    await until(heading, /20/);
    expect(await second()).toBe('');
    // The moment and not a word of what is usual.
    expect(await moment()).toMatch(/^[^.]*14[:\s]?h?\s?05\.$/);
    expect(await page.innerText('main')).not.toContain(NOTHING[language]);
    expect(await shiftsOf(page)).toEqual([]);
  });

  test('begins to tell as soon as something comes, and says until then that nothing is published', async () => {
    await open();
    await until(heading, 'Open until 20:00.');
    expect(await line()).toBe('');
    expect(await second()).toBe(NOTHING.en);
    expect(await page.innerText('.answer')).toContain('When the first records are loaded and published');
    api.queue = { low: 10, high: 19 };
    api.tell();
    await until(line, '10 to 19 people are waiting now.');
    expect(await second()).toBe('');
    expect(await page.innerText('.answer')).toContain('When the first records are loaded and published');
    expect(await findAxeFaults(page)).toEqual([]);
    expect(await shiftsOf(page)).toEqual([]);
  });

  test('without a server says that nothing is published, and the hours', async () => {
    api.weather = 'is down';
    await open();
    expect(await heading()).toBe(NOTHING.en);
    expect(await second()).toMatch(/^Closed\. Opens on Monday at 08:00/);
  });
});

describe('with nothing stated and nothing published', () => {
  const open = site('bare', { hours: {}, contact: [], holidayHours: {} });

  test('the queue is the heading, with its moment', async () => {
    await open();
    expect(await heading()).toBe(NOTHING.en);
    await until(async () => String(api.streams), '1');
    api.queue = { low: 10, high: 19, reason: 'unproven' };
    api.tell();
    await until(heading, '10 to 19 people are waiting now.');
    expect([await line(), await second(), await moment()]).toEqual(['', '', 'As of 14:05.']);
    api.queue = { low: 10, high: 19, status: 'stale', asOf: '2026-11-23T13:05:00+00:00' };
    api.tell();
    await until(heading, 'The queue has been silent since 13:05; then 10 to 19 people were waiting.');
    expect(await shiftsOf(page)).toEqual([]);
  });
});
