import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SeriesAnswer } from '../../api/contract/series.ts';
import { ORGANISATION, publishedFixture, writeFixture } from '../site/published-fixture.ts';
import { findAxeFaults, findContrastFaults } from '../support/axe.ts';
import { openFixtureSite } from '../support/fixture-site.ts';
import { LiveApi } from '../support/live-api.ts';
import { buildPages, serveBeside } from '../support/static-site.ts';

let work = '';
let browser: Browser;
let origin = '';
let close: () => Promise<void>;
let bareServer: Server;
let bareOrigin = '';

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'candour-home-'));
  const bare = join(work, 'bare');
  writeFixture(
    bare,
    new Map<string, unknown>([
      ['organisation', { ...ORGANISATION, isDemonstration: false, records: null, channels: [] }],
    ]),
  );
  const api = new LiveApi();
  ({ server: bareServer, origin: bareOrigin } = await serveBeside(
    api.answer,
    buildPages(bare, join(work, 'empty')),
    bare,
  ));
  ({ browser, origin, close } = await openFixtureSite(api.answer));
});

afterAll(async () => {
  await close?.();
  bareServer?.close();
  rmSync(work, { recursive: true, force: true });
});

/** Opens a page, hands it over, and fails if anything was printed or could not be loaded. */
async function visit<T>(
  address: string,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<T>,
  expected: readonly RegExp[] = [],
): Promise<T> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => faults.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('requestfailed', (request) => faults.push(`failed: ${request.url()}`));
  await page.goto(address);
  const seen = await look(page);
  // What is under way when the page closes fails, and is no fault.
  const found = [...faults];
  await context.close();
  expect(found.filter((fault) => !expected.some((one) => one.test(fault)))).toEqual([]);
  return seen;
}

async function openFaces(page: Page, name: string): Promise<void> {
  for (const tab of await page.locator(`.face-tabs a[href$="-${name}"]`).all()) await tab.click();
}

const WIDTHS = [320, 375, 768, 1024, 1600, 2560];
const atWidth = (width: number): BrowserContextOptions => ({ viewport: { width, height: 900 } });

describe('the first page', () => {
  test('answers first, then shows seven figures, each with a picture and its table', async () => {
    await visit(`${origin}/`, atWidth(1024), async (page) => {
      await page.getByRole('heading', { level: 1, name: /^Open until 20:00\. At this hour half/ }).waitFor();
      expect(await page.textContent('.next-sentence')).toMatch(/^Call from Tuesday to Friday/);
      expect(await page.locator('main section.figure').count()).toBe(7);
      expect(await page.locator('section.figure svg[role=img]:visible').count()).toBe(7);
      expect(await page.locator('section.figure table').count()).toBeGreaterThanOrEqual(7);
      expect(await page.locator('h2').first().textContent()).toMatch(/^Quickest Tuesday to Friday/);
    });
  });

  test('without scripts says what holds at any moment, and what held at the stated one', async () => {
    await visit(`${origin}/`, { ...atWidth(375), javaScriptEnabled: false }, async (page) => {
      expect(await page.textContent('h1')).toMatch(/^Call from Tuesday to Friday/);
      expect(await page.textContent('.next-sentence')).toBe(
        'Closed. Opens on Monday at 08:00; best on Tuesday after 16:00.',
      );
      expect(await page.textContent('.next-moment')).toMatch(/^As of 22.November 2026, 07:00/);
      expect(await page.innerText('body')).not.toMatch(/tomorrow/);
    });
  });

  test('has the five public questions in short, each a card that leads to its figure', async () => {
    await visit(`${origin}/`, { javaScriptEnabled: false }, async (page) => {
      const cards = await page.locator('.in-short a').all();
      expect(cards).toHaveLength(5);
      for (const card of cards) {
        const figure = page.locator((await card.getAttribute('href'))!);
        expect(await card.locator('.in-short-statement').innerText()).toBe(
          await figure.locator('h2').innerText(),
        );
      }
    });
  });

  test('leads from the answer to what people ask most', async () => {
    await visit(`${origin}/`, atWidth(375), async (page) => {
      const link = page.getByRole('link', { name: 'Before you call: answers to what people ask most' });
      expect((await link.boundingBox())!.height).toBeGreaterThanOrEqual(44);
      expect((await link.boundingBox())!.y).toBeLessThan(1000);
      await link.click();
      expect(await page.locator('#before-you-call h2').boundingBox()).toMatchObject({
        x: expect.any(Number),
      });
      await expect
        .poll(async () => (await page.locator('#before-you-call').boundingBox())!.y)
        .toBeLessThan(300);
    });
  });

  test('says that it is a demonstration, which moment it shows, and whether the number is free', async () => {
    await visit(`${origin}/`, atWidth(375), async (page) => {
      const text = (await page.innerText('body')).replaceAll('\u00a0', ' ');
      expect(text).toContain('A fictional company: every figure here is made up.');
      expect(text).toContain('Made by a set clock: 22 November 2026, 07:00 (Europe/London).');
      expect(text).toContain('0808 157 0199');
      expect(text).toContain('free to call');
      expect(await page.getAttribute('.masthead a', 'href')).toBe('tel:08081570199');
    });
  });

  test('holds no script or style of its own, and asks for nothing but its files, its icon and what is live', async () => {
    const asked: string[] = [];
    const context = await browser.newContext();
    const page = await context.newPage();
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${origin}/`);
    await page.waitForLoadState('networkidle');
    expect(await page.locator('script:not([src])').count()).toBe(0);
    expect(await page.locator('[style]').count()).toBe(0);
    expect(await page.locator('style').count()).toBe(0);
    const known = /^\/(_astro\/[\w.-]+\.(css|js)|favicon\.svg|api\/v1\/(clock|series|live|live\/stream))?$/;
    expect(asked.filter((path) => !known.test(path))).toEqual([]);
    await context.close();
  });

  test('is the same page with scripts off, but for what is live', async () => {
    const read = (page: Page) => page.innerText('body');
    const withoutScripts = await visit(`${origin}/`, { javaScriptEnabled: false }, read);
    const look = async (page: Page) => {
      await page.waitForFunction(() => document.querySelector('.live-fresh')?.textContent?.includes('14:04'));
      await page.evaluate(() => {
        for (const live of document.querySelectorAll('.live, candour-next, .masthead')) live.remove();
      });
      return read(page);
    };
    // With what is live its stream ends.
    const withScripts = await visit(`${origin}/`, {}, look, [/failed: .*\/live\/stream$/]);
    // Nothing of today was published: the figures are those of the last report, line by line.
    const lines = withScripts.split('\n').filter((line) => line.trim() !== '');
    expect(lines.filter((line) => !withoutScripts.includes(line))).toEqual([]);
    expect(lines.length).toBeGreaterThan(50);
  });

  test('has nothing for axe to find, whichever face is shown, narrow and broad, light and dark', async () => {
    // Every rule once; of what a theme or a width changes, the contrast. Other faces change nothing outside of them.
    for (const [width, colorScheme] of [
      [320, 'light'],
      [320, 'dark'],
      [1024, 'light'],
      [1024, 'dark'],
    ] as const) {
      const isFirst = width === 320 && colorScheme === 'light';
      await visit(`${origin}/`, { ...atWidth(width), colorScheme }, async (page) => {
        for (const details of await page.locator('summary:visible').all()) await details.click();
        for (const face of ['chart', 'table', 'download', 'about']) {
          await openFaces(page, face);
          const within = face === 'chart' ? {} : { within: '.faces' };
          const faults = await (isFirst ? findAxeFaults : findContrastFaults)(page, within);
          expect(faults, `${face}, ${width} px, ${colorScheme}`).toEqual([]);
        }
      });
    }
  });

  test('does not scroll sideways at any width, with its tables open', async () => {
    for (const width of WIDTHS) {
      const overflow = await visit(`${origin}/`, atWidth(width), async (page) => {
        for (const details of await page.locator('summary:visible').all()) await details.click();
        await openFaces(page, 'table');
        return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      });
      expect(overflow, `at ${width} px`).toBeLessThanOrEqual(0);
    }
  });

  test('shows one placement of each chart at a time, with no word of it cut off', async () => {
    for (const width of WIDTHS) {
      await visit(`${origin}/`, atWidth(width), async (page) => {
        const cut = await page.evaluate(() =>
          [...document.querySelectorAll('figure svg')]
            .filter((svg) => svg.getClientRects().length > 0)
            .flatMap((svg) => {
              const frame = svg.getBoundingClientRect();
              return [...svg.querySelectorAll('text')]
                .filter((text) => {
                  const box = text.getBoundingClientRect();
                  return (
                    box.left < frame.left - 2 || box.right > frame.right + 2 || box.bottom > frame.bottom + 2
                  );
                })
                .map((text) => text.textContent);
            }),
        );
        expect(cut, `at ${width} px`).toEqual([]);
        expect(await page.locator('figure svg:visible').count()).toBe(7);
      });
    }
  });

  test('every figure in the table of days is the published one', async () => {
    const series = publishedFixture().get('series/day/offered') as SeriesAnswer;
    const { value, status } = series.series[0]!.cells;
    const cells = await visit(`${origin}/`, {}, (page) =>
      page.evaluate(() =>
        [...document.querySelectorAll('#contacts tbody tr')]
          .reverse()
          .flatMap((row) =>
            [...row.querySelectorAll('td')].slice(0, 7).map((cell) => cell.textContent ?? ''),
          ),
      ),
    );
    const shown = cells.filter((text) => text !== '');
    expect(shown).toHaveLength(8 * 7 - 1);
    const expected = value.slice(-shown.length).map((one, i) => {
      const said = status.slice(-shown.length)[i]!;
      const words: Record<string, string> = { closed: 'closed', missing: 'no record', suppressed: 'hidden' };
      const marks: Record<string, string> = { provisional: ' p', partial: ' i' };
      return one === null ? words[said] : `${one}${marks[said] ?? ''}`;
    });
    expect(shown).toEqual(expected);
  });

  test('every download and every anchor leads somewhere', async () => {
    const { downloads, anchors } = await visit(`${origin}/`, {}, (page) =>
      page.evaluate(() => ({
        downloads: [...document.querySelectorAll('a[download]')].map(
          (link) => (link as HTMLAnchorElement).href,
        ),
        anchors: [...document.querySelectorAll('a[href^="#"]')].map(
          (link) => link.getAttribute('href') ?? '',
        ),
      })),
    );
    expect(downloads.length).toBeGreaterThan(10);
    for (const address of downloads) expect((await fetch(address)).status, address).toBe(200);
    await visit(`${origin}/`, {}, async (page) => {
      for (const anchor of anchors) expect(await page.locator(anchor).count(), anchor).toBe(1);
    });
  });

  test('on paper every face of a chart is shown, and what is folded is open', async () => {
    await visit(`${origin}/`, {}, async (page) => {
      const row = page.locator('#contacts tbody tr').first();
      expect(await row.isVisible()).toBe(false);
      await page.emulateMedia({ media: 'print' });
      expect(await row.isVisible()).toBe(true);
      expect(await page.locator('.face').count()).toBe(await page.locator('.face:visible').count());
      expect(await page.locator('#before-you-call details p').first().isVisible()).toBe(true);
      expect(await page.locator('.page-address').innerText()).toMatch(/: \/$/);
    });
  });
});

test('an organisation that has published nothing yet says so, and beside it only whether it is open', async () => {
  await visit(`${bareOrigin}/`, { javaScriptEnabled: false }, async (page) => {
    expect(await page.textContent('h1')).toBe('Nothing has been published yet.');
  });
  await visit(`${bareOrigin}/`, {}, async (page) => {
    // What is open follows from the server's clock.
    await expect.poll(() => page.textContent('h1')).toMatch(/^(Open|Closed)/);
    expect(await page.innerText('main')).toContain('When the first records are loaded and published');
    expect(await page.locator('svg').count()).toBe(0);
    expect(await page.locator('section.figure').count()).toBe(0);
    expect(await findAxeFaults(page)).toEqual([]);
  });
});

test('an address that does not exist leads back to the first page', async () => {
  await visit(
    `${origin}/no-such-page/`,
    {},
    async (page) => {
      expect(await page.textContent('h1')).toBe('There is no such page.');
      await page.click('main a');
      expect(new URL(page.url()).pathname).toBe('/');
      expect(await page.locator('candour-next h1').count()).toBe(1);
    },
    [/404/],
  );
});
