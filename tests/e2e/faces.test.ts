import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { METRICS } from '../../db/domain/metric.ts';
import { openFixtureSite } from '../support/fixture-site.ts';

let browser: Browser;
let origin = '';
let close: () => Promise<void>;

beforeAll(async () => {
  ({ browser, origin, close } = await openFixtureSite());
});

afterAll(() => close?.());

async function visit(path: string, look: (page: Page) => Promise<void>, options: BrowserContextOptions = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(`${origin}${path}`);
  await look(page);
  await context.close();
}

/** The faces of a figure that are seen. */
const shown = (page: Page, figure = 'contacts') =>
  page
    .locator(`#${figure} .face:visible`)
    .evaluateAll((all) => all.map(({ id }) => id.slice(id.lastIndexOf('-') + 1)));
const tab = (page: Page, name: string) => page.locator(`#contacts [role=tab][href="#contacts-${name}"]`);
const FACES = ['chart', 'table', 'download', 'about'];

test('without scripts all four faces of a chart stand on the page, each at its address', async () => {
  await visit(
    '/#contacts-about',
    async (page) => {
      expect(await shown(page)).toEqual(FACES);
      expect(await page.locator('[role=tab]').count()).toBe(0);
      for (const link of await page.locator('.face-tabs a').all()) {
        expect(await page.locator((await link.getAttribute('href')) ?? '').count()).toBe(1);
      }
    },
    { javaScriptEnabled: false },
  );
});

test('with scripts one face is shown at a time, by click and by arrow keys', async () => {
  await visit('/', async (page) => {
    expect(await shown(page)).toEqual(['chart']);
    await tab(page, 'table').click();
    expect(await shown(page)).toEqual(['table']);
    expect(new URL(page.url()).hash).toBe('#contacts-table');
    await page.keyboard.press('ArrowRight');
    expect(await shown(page)).toEqual(['download']);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('contacts-download-tab');
    await page.keyboard.press('End');
    expect(await shown(page)).toEqual(['about']);
    await page.keyboard.press('ArrowRight');
    expect(await shown(page)).toEqual(['chart']);
    await page.keyboard.press('ArrowLeft');
    expect(await shown(page)).toEqual(['about']);
    await page.keyboard.press('Home');
    expect(await shown(page)).toEqual(['chart']);
    expect(await shown(page, 'reasons')).toEqual(['chart']);
  });
});

test('the tabs say what they are: names, what is selected, what they control', async () => {
  await visit('/', async (page) => {
    const list = page.locator('#contacts [role=tablist]');
    expect(await list.getAttribute('aria-label')).toBe('Ways to see “Contacts a day”');
    expect(await list.getByRole('tab').allInnerTexts()).toEqual(['Chart', 'Table', 'Download', 'About']);
    expect(await tab(page, 'chart').getAttribute('aria-selected')).toBe('true');
    expect(await tab(page, 'table').getAttribute('tabindex')).toBe('-1');
    const panel = page.locator(`#${await tab(page, 'table').getAttribute('aria-controls')}`);
    expect(await panel.getAttribute('role')).toBe('tabpanel');
    expect(await panel.getAttribute('aria-labelledby')).toBe(await tab(page, 'table').getAttribute('id'));
  });
});

test('back and forward bring the faces back, of one figure and of several', async () => {
  await visit('/', async (page) => {
    await tab(page, 'table').click();
    await page.locator('#reasons [role=tab][href="#reasons-about"]').click();
    expect([await shown(page), await shown(page, 'reasons')]).toEqual([['table'], ['about']]);
    await page.goBack();
    expect([await shown(page), await shown(page, 'reasons')]).toEqual([['table'], ['chart']]);
    await page.goBack();
    expect(await shown(page)).toEqual(['chart']);
    await page.goForward();
    await page.goForward();
    expect([await shown(page), await shown(page, 'reasons')]).toEqual([['table'], ['about']]);
    await page.reload();
    expect([await shown(page), await shown(page, 'reasons')]).toEqual([['table'], ['about']]);
  });
});

test('an address opens its face, from another page and from a link on the same one', async () => {
  await visit('/methods/', async (page) => {
    await page.evaluate(() => location.assign('/#contacts-download'));
    await page.waitForURL('**/#contacts-download');
    await page.locator('#contacts-download').waitFor({ state: 'visible' });
    expect(await shown(page)).toEqual(['download']);
    await page.waitForFunction(() => {
      const { top } = document.querySelector('#contacts')!.getBoundingClientRect();
      return top > -2 && top < innerHeight / 2;
    });
    await page.evaluate(() => {
      location.hash = '#contacts-table-1';
    });
    await page.locator('#contacts-table').waitFor({ state: 'visible' });
    expect(await shown(page)).toEqual(['table']);
  });
});

test('where the script does not come, all faces are shown', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route('**/faces-script*', (route) => route.abort());
  await page.goto(`${origin}/`);
  await page.locator('#contacts-about').waitFor({ state: 'visible' });
  expect(await shown(page)).toEqual(FACES);
  await context.close();
});

test('no other face is seen for a moment, and nothing moves when the script comes', async () => {
  await visit('/', async (page) => {
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries())
              sum += (entry as PerformanceEntry & { value: number }).value;
          }).observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => resolve(sum), 1000);
        }),
    );
    expect(shift).toBeLessThan(0.001);
  });
});

test('the face that explains a figure says what the registry says', async () => {
  const { plain, definition, source } = METRICS.find(({ id }) => id === 'offered')!;
  await visit('/#contacts-about', async (page) => {
    const text = await page.innerText('#contacts-about');
    for (const part of [plain, definition, source, '7 days after the end', 'fewer than 10 people'])
      expect(text).toContain(part);
    expect(await page.getAttribute('#contacts-about p a', 'href')).toBe('/methods/offered/');
  });
});
