import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventsAnswer } from '../../api/contract/events.ts';
import { slugOf } from '../../db/domain/slug.ts';
import { addressOfEvent } from '../../site/figures/event-address.ts';
import { eventsFixture, HOSTILE, ODD_IDS } from '../site/events-fixture.ts';
import { writeFixture } from '../site/published-fixture.ts';
import { findPageFaults, NARROW_AND_LIGHT } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { buildPages, serveFolders } from '../support/static-site.ts';

/** The moment for which the made-up files speak. */
const NOW = '2026-11-22T07:00:00Z';
const ALL = ['/actions/', '/actions/plain-invoices/', '/actions/hostile/', '/actions/tracking/', '/changes/'];
/** The views of the explorer as files are answered by the API, which is tested elsewhere. */
const ELSEWHERE = /^\/history\.|^\/api\//;

let work = '';
let browser: Browser;
const servers: Server[] = [];
const origins = { full: '', empty: '' };

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'candour-actions-'));
  for (const kind of ['full', 'empty'] as const) {
    const published = join(work, `${kind}-published`);
    writeFixture(published, eventsFixture({ isEmpty: kind === 'empty' }));
    const built = buildPages(published, join(work, kind), NOW);
    const { server, origin } = await serveFolders(built, published);
    servers.push(server);
    origins[kind] = origin;
  }
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  for (const server of servers) server.close();
  rmSync(work, { recursive: true, force: true });
});

async function onPage<T>(path: string, look: (page: Page) => Promise<T>, origin = origins.full): Promise<T> {
  const page = await browser.newPage({ javaScriptEnabled: false });
  try {
    expect((await page.goto(`${origin}${path}`))?.status(), path).toBe(200);
    return await look(page);
  } finally {
    await page.close();
  }
}
const mainOf = (path: string, origin?: string) => onPage(path, (page) => page.innerText('main'), origin);

describe('the pages of actions', () => {
  test('list every action under its stage, and the menu leads there', async () => {
    await onPage('/actions/', async (page) => {
      expect(await page.innerText('h1')).toBe(
        'Of 13 actions, 1 worked, 1 is inconclusive, 10 are too early to tell and 1 was registered late and is not judged',
      );
      expect(await page.innerText('main')).toContain(
        'None of them was found to have no effect, or a bad one. 13 actions: 10 running',
      );
      // All verdicts alike: one form, whatever it says.
      const looks = await page
        .locator('.verdict')
        .evaluateAll((all) =>
          all.map((one) => [getComputedStyle(one).color, getComputedStyle(one).fontSize].join()),
        );
      expect([looks.length, new Set(looks).size]).toEqual([13, 1]);
      expect(await page.locator('main h2').allInnerTexts()).toEqual([
        'Running',
        'Being rolled out',
        'Planned',
        'Ended',
      ]);
      expect(await page.locator('article.action').count()).toBe(13);
      expect(await page.locator('.site-menu [aria-current=page]').getAttribute('href')).toBe('/actions/');
    });
  });

  test('show the weekly figure in picture and table, and say that it proves nothing', async () => {
    await onPage('/actions/plain-invoices/', async (page) => {
      expect(await page.locator('svg.chart').count()).toBeGreaterThanOrEqual(2);
      expect(await page.locator('#figure-1 table tbody tr').count()).toBe(58);
      const words = await page.innerText('main');
      for (const said of [
        'proves nothing by itself',
        'head of billing',
        '20% fewer contacts about invoices',
        'before it started',
        'It worked: after 26 weeks, 20% fewer contacts about invoices',
        'What was said, and when',
        'What it was held against',
      ]) {
        expect(words).toContain(said);
      }
      const downloads = await page
        .locator('.downloads a')
        .evaluateAll((all) => all.map((a) => a.getAttribute('href')));
      expect(downloads).toContain('/data/v1/actions/plain-invoices/1.json');
      expect(downloads).toContain('/data/v1/actions/plain-invoices.json');
      expect(downloads).toContain('/data/v1/actions/plain-invoices/impact.csv');
    });
  });

  test('say in plain words where one was registered after its start, and where there is no curve', async () => {
    const words = await mainOf('/actions/hostile/');
    expect(words).toContain('after it had started: what was expected had not been set down beforehand');
    expect(words).toContain('There are no weekly figures of what it should change');
  });

  test('exist for every id, whatever is in it', async () => {
    const hrefs = await onPage('/actions/', (page) =>
      page.locator('article.action h3 a').evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? '')),
    );
    expect(new Set(hrefs).size).toBe(13);
    for (const id of ODD_IDS) {
      expect(hrefs).toContain(`/actions/${slugOf(id)}/`);
      expect(await mainOf(`/actions/${slugOf(id)}/`)).toContain(`Action ${id.slice(0, 20)}`);
    }
  });

  test('without any action say so, and where the figures still stand', async () => {
    const words = await mainOf('/actions/', origins.empty);
    expect(words).toContain('No action has been registered');
    expect(words).toContain('counted all the same');
    expect(words).toContain('Complaints');
  });
});

describe('the page of changes', () => {
  test('has an entry at the address of every event, and none twice', async () => {
    const { events } = eventsFixture().get('events') as EventsAnswer;
    const ids = new Map<string, string[]>();
    for (const event of events) {
      const [path = '', anchor = ''] = addressOfEvent(event).split('#');
      const found =
        ids.get(path) ??
        (await onPage(path, (page) => page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id))));
      ids.set(path, found);
      expect(found, addressOfEvent(event)).toContain(anchor);
    }
  });

  test('says which days may still change, and until when', async () => {
    expect(await mainOf('/changes/')).toMatch(
      /16\sNovember to 21\sNovember 2026 are provisional; the last of these days becomes final on 28\sNovember 2026/,
    );
  });

  test('without any change says so', async () => {
    expect(await mainOf('/changes/', origins.empty)).toContain(
      'Nothing about the numbers has changed so far',
    );
  });

  test('is led to from the foot of every page', async () => {
    for (const path of ['/', ...ALL]) {
      const hrefs = await onPage(path, (page) =>
        page.locator('.page-footer a').evaluateAll((all) => all.map((a) => a.getAttribute('href'))),
      );
      expect(hrefs, path).toContain('/changes/');
    }
  });
});

test('what an operator writes is shown as it is written, and nothing of it runs', async () => {
  for (const path of ['/actions/', '/actions/hostile/', '/changes/', '/es/actions/hostile/']) {
    const page = await browser.newPage();
    await page.goto(`${origins.full}${path}`);
    expect(await page.title(), path).not.toBe('x');
    expect(await page.locator('script:not([src])').count(), path).toBe(0);
    const quoted = await page
      .locator('main bdi')
      .evaluateAll((all) => all.map(({ textContent }) => textContent));
    // Marks that turn the direction are taken out or shut in; every letter stays.
    const letters = (text: string | null) =>
      (text ?? '').replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
    expect(
      quoted.some((text) => letters(text).includes(letters(HOSTILE).trim())),
      path,
    ).toBe(true);
    await page.close();
  }
});

test('no link of these pages leads nowhere, and no id stands twice, in any language', async () => {
  const wrong: string[] = [];
  for (const prefix of ['', '/es', '/fr']) {
    for (const path of ALL.map((one) => `${prefix}${one}`)) {
      const { links, ids } = await onPage(path, async (page) => ({
        links: await page
          .locator('a[href^="/"]')
          .evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? '')),
        ids: await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id)),
      }));
      if (new Set(ids).size !== ids.length) wrong.push(`${path}: an id twice`);
      for (const link of new Set(links)) {
        if (!ELSEWHERE.test(link) && (await fetch(`${origins.full}${link}`)).status !== 200) {
          wrong.push(`${path}: ${link}`);
        }
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('has nothing for axe to find and does not scroll sideways, light and dark', async () => {
  const pages = [
    ...ALL.map((path) => [origins.full, path] as const),
    [origins.full, '/changes/#target-fast-2026-01-01'] as const,
    [origins.full, '/fr/actions/plain-invoices/'] as const,
    [origins.empty, '/actions/'] as const,
    [origins.empty, '/changes/'] as const,
  ];
  for (const [origin, path] of pages) {
    const page = await browser.newPage(NARROW_AND_LIGHT);
    await page.goto(`${origin}${path}`);
    expect(await findPageFaults(page), path).toEqual([]);
    await page.close();
  }
});
