import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../../site/i18n/en/index.ts';
import { ORGANISATION, publishedFixture, writeFixture } from '../site/published-fixture.ts';
import { findAxeFaults } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { MOMENT } from '../support/fixture-site.ts';
import { MIRRORED } from '../support/mirrored/locales.ts';
import { buildPages, serveFolders } from '../support/static-site.ts';
import { leavesOf } from '../support/words.ts';

const CONFIG = 'tests/support/mirrored/astro.config.ts';
/** One page of each kind. */
const KINDS = ['/', '/best-times/', '/service-levels/', '/data/', '/methods/', '/methods/service_level/'];
const WIDTHS = [375, 1024];
let work = '';
let browser: Browser;
let server: Server;
let origin = '';

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'candour-languages-'));
  const published = join(work, 'published');
  const files = publishedFixture();
  files.set('organisation', { ...ORGANISATION, languages: [...ORGANISATION.languages, MIRRORED] });
  writeFixture(published, files);
  const built = buildPages(published, join(work, 'built'), MOMENT, CONFIG);
  ({ server, origin } = await serveFolders(built, published));
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
  rmSync(work, { recursive: true, force: true });
});

async function visit<T>(path: string, width: number, look: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${origin}${path}`);
  for (const details of await page.locator('summary:visible').all()) await details.click();
  const seen = await look(page);
  await context.close();
  return seen;
}

const sidewaysScroll = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe.each(['es', 'fr'])('in %s', (language) => {
  test.each(KINDS)('%s says so, has nothing for axe to find, and does not scroll sideways', async (path) => {
    for (const width of WIDTHS) {
      await visit(`/${language}${path}`, width, async (page) => {
        expect(await page.getAttribute('html', 'lang')).toBe(language);
        expect(await page.getAttribute('html', 'dir')).toBe('ltr');
        const current = page.locator('.language-menu [aria-current=true]');
        expect(await current.getAttribute('lang')).toBe(language);
        // At the narrowest width most meets most.
        if (width === WIDTHS[0]) expect(await findAxeFaults(page)).toEqual([]);
        expect(await sidewaysScroll(page), `at ${width} px`).toBeLessThanOrEqual(0);
      });
    }
  });

  test.each(KINDS)('no sentence of %s is English', async (path) => {
    // What English says in several words, and no organisation would write by itself.
    const english = [...leavesOf(en).values()].filter(
      (leaf): leaf is string => typeof leaf === 'string' && leaf.split(' ').length > 2,
    );
    expect(english.length).toBeGreaterThan(50);
    const html = (await (await fetch(`${origin}/${language}${path}`)).text()).replaceAll('&#39;', "'");
    expect(english.filter((sentence) => html.includes(sentence))).toEqual([]);
    const root = (await (await fetch(`${origin}${path}`)).text()).replaceAll('&#39;', "'");
    expect(english.filter((sentence) => root.includes(sentence)).length).toBeGreaterThan(3);
  });

  test('no word of a chart is cut off or runs into another', async () => {
    for (const path of ['/', '/service-levels/']) {
      for (const width of [320, 768, 1100]) {
        const faults = await visit(`/${language}${path}`, width, findChartFaults);
        expect(faults, `${path} at ${width} px`).toEqual([]);
      }
    }
  });
});

/** Words of charts that leave their picture, or cover one another. */
const findChartFaults = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('figure svg')]
      .filter((svg) => svg.getClientRects().length > 0)
      .flatMap((svg) => {
        const frame = svg.getBoundingClientRect();
        const texts = [...svg.querySelectorAll('text')].map((text) => ({
          said: text.textContent,
          box: text.getBoundingClientRect(),
        }));
        const cut = texts.filter(({ box }) => box.left < frame.left - 2 || box.right > frame.right + 2);
        const met = texts.flatMap((one, i) =>
          texts
            .slice(i + 1)
            .filter(
              ({ box }) =>
                Math.min(one.box.right, box.right) - Math.max(one.box.left, box.left) > 1 &&
                Math.min(one.box.bottom, box.bottom) - Math.max(one.box.top, box.top) > 5,
            )
            .map(({ said }) => `${one.said} on ${said}`),
        );
        return [...cut.map(({ said }) => `${said} is cut off`), ...met];
      }),
  );

/** Where things stand on a page, each as its distance from the side at which reading starts and from the other. */
const measurePlaces = (page: Page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const isMirrored = document.documentElement.dir === 'rtl';
    const placeOf = (element: Element | null) => {
      const box = element!.getBoundingClientRect();
      const [start, end] = [box.left, width - box.right];
      return isMirrored ? { start: end, end: start } : { start, end };
    };
    const lineOf = (element: Element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const first = range.getClientRects()[0]!;
      return isMirrored ? width - first.right : first.left;
    };
    const table = document.querySelector('main table')!;
    return {
      main: lineOf(document.querySelector('main h1')!),
      paragraph: lineOf(document.querySelector('main p')!),
      menu: [...document.querySelectorAll('.site-menu a')].slice(0, 2).map((link) => placeOf(link).start),
      way: placeOf(document.querySelector('.masthead-way')).start,
      rowHead: placeOf(table.querySelector('th')).start,
      numbers: [...table.querySelectorAll('tbody tr:first-child td')]
        .slice(0, 3)
        .map((cell) => placeOf(cell).start),
    };
  });

describe('a language that is written from right to left', () => {
  test.each(KINDS)('%s is written so, and does not scroll sideways', async (path) => {
    for (const width of WIDTHS) {
      await visit(`/${MIRRORED}${path}`, width, async (page) => {
        expect(await page.getAttribute('html', 'dir')).toBe('rtl');
        expect(await page.getAttribute('html', 'lang')).toBe(MIRRORED);
        expect(await sidewaysScroll(page), `at ${width} px`).toBeLessThanOrEqual(0);
        if (width === WIDTHS[0] && path === '/') expect(await findAxeFaults(page)).toEqual([]);
      });
    }
  });

  test.each(WIDTHS)('text, menu and tables start at the right edge, at %i px', async (width) => {
    for (const path of ['/history/', '/data/']) {
      const mirrored = await visit(`/${MIRRORED}${path}`, width, measurePlaces);
      const english = await visit(path, width, measurePlaces);
      // The same distances, each from the side at which its language begins.
      const places = ['main', 'paragraph', 'rowHead'] as const;
      // On broad pages the number stands at the far side, as far in as its words are long.
      for (const place of width < 600 ? ([...places, 'way'] as const) : places) {
        expect(Math.abs(mirrored[place] - english[place]), `${place} of ${path}`).toBeLessThanOrEqual(1);
      }
      // On a telephone the menu opens by a button.
      if (width >= 600) {
        expect(mirrored.menu[0]).toBeCloseTo(english.menu[0]!, 0);
        expect(mirrored.menu[1]).toBeGreaterThan(mirrored.menu[0]!);
      }
      const { numbers, rowHead } = mirrored;
      expect(numbers.length).toBeGreaterThan(1);
      expect([rowHead, ...numbers]).toEqual([rowHead, ...numbers].sort((a, b) => a - b));
    }
  });

  test('a telephone number is read from left to right', async () => {
    const [first = 0, last = 0] = await visit(`/${MIRRORED}/`, 375, (page) =>
      page.evaluate(() => {
        const text = document.querySelector('.masthead .way-value')!.firstChild as Text;
        return [0, text.length - 1].map((at) => {
          const range = document.createRange();
          range.setStart(text, at);
          range.setEnd(text, at + 1);
          return range.getBoundingClientRect().left;
        });
      }),
    );
    expect(first).toBeLessThan(last);
  });

  test('time still runs from left to right on charts, and no word of them is cut off', async () => {
    for (const width of WIDTHS) {
      await visit(`/${MIRRORED}/`, width, async (page) => {
        const seen = await page.evaluate(() =>
          [...document.querySelectorAll('figure svg')]
            .filter((svg) => svg.getClientRects().length > 0)
            .map((svg) => ({
              direction: getComputedStyle(svg.querySelector('text')!).direction,
              // What is anchored at its start begins where it was placed.
              shifts: [...svg.querySelectorAll('text:not([text-anchor]):not([transform])')].map((text) => {
                const frame = svg.getBoundingClientRect();
                const scale = frame.width / (svg as SVGSVGElement).viewBox.baseVal.width;
                const at = frame.left + Number(text.getAttribute('x')) * scale;
                return Math.abs(text.getBoundingClientRect().left - at);
              }),
            })),
        );
        expect(seen).toHaveLength(7);
        for (const { direction, shifts } of seen) {
          expect(direction).toBe('ltr');
          for (const shift of shifts) expect(shift).toBeLessThan(6);
        }
      });
    }
  });
});

test('the operator’s words are in the page’s language where they were translated, and else marked with their own', async () => {
  const langOf = async (path: string, selector: string) => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(`${origin}${path}`);
    const found = await page
      .locator(selector)
      .evaluateAll((all) => all.map((one) => [one.textContent, one.getAttribute('lang')]));
    await page.close();
    return found;
  };
  const label = '.masthead .way-label bdi';
  expect(await langOf('/data/', label)).toEqual([['Customer line', null]]);
  expect(await langOf('/fr/data/', label)).toEqual([['Customer line', 'en']]);
  expect((await langOf('/fr/data/', '.question-list p > bdi'))[1]).toEqual([
    'Les prix ont augmenté en mars.',
    null,
  ]);
  expect((await langOf('/es/data/', '.question-list p > bdi'))[1]).toEqual(['Prices rose in March.', 'en']);
});

test('each language of the site leads to the same page in the others', async () => {
  await visit('/fr/methods/', 1024, async (page) => {
    const links = page.locator('.language-menu a');
    const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(hrefs).toEqual(['/methods/', '/es/methods/', '/fr/methods/', `/${MIRRORED}/methods/`]);
    for (const href of hrefs) expect((await fetch(`${origin}${href}`)).status, String(href)).toBe(200);
  });
});
