// The explorer in the hands of its reader: wheel, fingers, mouse, keys; the lane of events; another language; its dialog.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findAxeFaults, findPageFaults, NARROW_AND_LIGHT } from '../support/axe.ts';
import { type ServedExplorer, serveExplorer } from '../support/served-explorer.ts';

let served: ServedExplorer;

beforeAll(async () => {
  served = await serveExplorer();
});
afterAll(() => served?.close());

const explore: ServedExplorer['explore'] = (address, look, options) => served.explore(address, look, options);

const MARCH = '/history/?metric=offered&from=2026-03-01&to=2026-03-31';
const chartOf = (page: Page) => page.locator('[data-part=chart]');
/** The days of the address, and how many they are. */
function daysOf(page: Page): { from: string; to: string; count: number } {
  const { searchParams } = new URL(page.url());
  const [from, to] = [searchParams.get('from') ?? '', searchParams.get('to') ?? ''];
  return { from, to, count: (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1 };
}
/** Where the chart stands in the window, scrolled there. */
async function boxOf(page: Page, part = '[data-part=chart]') {
  await page.locator(part).scrollIntoViewIfNeeded();
  return (await page.locator(part).boundingBox())!;
}
const readout = async (page: Page) =>
  ((await page.locator('[data-part=readout]').textContent()) ?? '').replaceAll('\u00a0', ' ');

describe('the wheel', () => {
  test('brings the chart closer around the pointer while the chart has the focus', async () => {
    await explore(MARCH, async (page) => {
      await chartOf(page).focus();
      const box = await boxOf(page);
      await page.mouse.move(box.x + box.width / 2, box.y + 100);
      for (let i = 0; i < 3; i++) await page.mouse.wheel(0, -120);
      await expect.poll(() => daysOf(page).count).toBeLessThan(24);
      expect(daysOf(page).from > '2026-03-02').toBe(true);
      expect(daysOf(page).to < '2026-03-30').toBe(true);
    });
  });

  test('is left to a reader who only scrolls by', async () => {
    await explore(MARCH, async (page) => {
      const before = page.url();
      const box = await boxOf(page);
      const top = await page.evaluate(() => scrollY);
      await page.mouse.move(box.x + box.width / 2, box.y + 100);
      await page.mouse.wheel(0, 200);
      await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(top);
      await page.waitForTimeout(400);
      expect(page.url()).toBe(before);
    });
  });
});

test('two fingers that part bring the chart closer, and that meet take it further away', async () => {
  await explore(
    MARCH,
    async (page) => {
      const session = await page.context().newCDPSession(page);
      const pinch = async (from: number, to: number) => {
        const box = await boxOf(page);
        const [middle, y] = [box.x + box.width / 2, box.y + 100];
        const points = (half: number) => [-half, half].map((by, id) => ({ x: middle + by, y, id }));
        const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', half: number | null) =>
          session.send('Input.dispatchTouchEvent', { type, touchPoints: half === null ? [] : points(half) });
        await send('touchStart', from);
        for (let step = 1; step <= 4; step++) await send('touchMove', from + ((to - from) * step) / 4);
        await send('touchEnd', null);
      };
      await pinch(60, 120);
      await expect.poll(() => daysOf(page).count).toBeLessThan(20);
      const { count } = daysOf(page);
      await pinch(120, 70);
      await expect.poll(() => daysOf(page).count).toBeGreaterThan(count + 3);
    },
    { hasTouch: true, viewport: { width: 375, height: 800 } },
  );
});

test('the map’s brush is dragged by an end and as a whole', async () => {
  await explore('/history/?metric=offered&from=2025-06-01&to=2025-12-31', async (page) => {
    const drag = async (part: string, by: number) => {
      const box = await boxOf(page, `.explorer-minimap .handle.${part}`);
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + by, y, { steps: 4 });
      await page.mouse.up();
    };
    await page.locator('.explorer-minimap svg').waitFor();
    await drag('end', -80);
    await expect.poll(() => daysOf(page).to < '2025-12-01').toBe(true);
    expect(daysOf(page).from).toBe('2025-06-01');
    const before = daysOf(page);
    await drag('whole', 60);
    await expect.poll(() => daysOf(page).from > '2025-06-20').toBe(true);
    expect(Math.abs(daysOf(page).count - before.count)).toBeLessThanOrEqual(1);
  });
});

test('Home, PageUp and PageDown step far, and Shift with an arrow moves through time', async () => {
  await explore(MARCH, async (page) => {
    await chartOf(page).focus();
    const pressed = async (key: string) => {
      await page.keyboard.press(key);
      return readout(page);
    };
    expect(await pressed('Home')).toMatch(/^Sun 1 March 2026/);
    expect(await pressed('PageDown')).toMatch(/^Wed 11 March 2026/);
    expect(await pressed('PageDown')).toMatch(/^Sat 21 March 2026/);
    expect(await pressed('PageUp')).toMatch(/^Wed 11 March 2026/);
    expect(await pressed('End')).toMatch(/^Tue 31 March 2026/);
    expect(await pressed('PageDown')).toMatch(/^Tue 31 March 2026/);
    await page.keyboard.press('Shift+ArrowLeft');
    await expect.poll(() => daysOf(page).from).toMatch(/^2026-02-1[3-5]$/);
    expect(Math.abs(daysOf(page).count - 31)).toBeLessThanOrEqual(1);
    await chartOf(page).focus();
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(() => daysOf(page).from).toMatch(/^2026-0(2-28|3-0[12])$/);
  });
});

describe('the lane of events', () => {
  const APRIL = 'metric=offered&from=2026-03-20&to=2026-04-20';

  test.each(['', '/es'])(
    'in %s/ leads from each event to its entry, which stands in the table as well',
    async (language) => {
      await explore(`${language}/history/?${APRIL}`, async (page) => {
        await page.locator('.lane-hit').first().waitFor();
        const hits = await page.locator('.lane-hit').evaluateAll((all) =>
          all.map((one) => ({
            href: one.getAttribute('href') ?? '',
            label: one.getAttribute('aria-label') ?? '',
          })),
        );
        const entries = await page
          .locator('[data-part=events] a')
          .evaluateAll((all) =>
            all.map((one) => ({ href: one.getAttribute('href') ?? '', label: one.textContent ?? '' })),
          );
        expect(hits.length).toBe(2);
        expect(entries.map(({ href }) => href).sort()).toEqual(hits.map(({ href }) => href).sort());
        const table = (await page.locator('[data-part=table]').textContent()) ?? '';
        for (const { href, label } of [...hits, ...entries]) {
          const { pathname, hash } = new URL(href, served.site.origin);
          expect(pathname).toBe(`${language}/changes/`);
          const html = await (await fetch(`${served.site.origin}${pathname}`)).text();
          expect(html, href).toContain(`id="${decodeURIComponent(hash.slice(1))}"`);
          expect(table).toContain(label);
        }
        expect(table).toContain(language === '' ? 'Good Friday' : 'Viernes Santo');
        await page.locator('.lane-hit').first().click();
        await page.waitForURL(`**${language}/changes/#*`);
      });
    },
  );

  test('where events stand too close leads to the list of them', async () => {
    await explore('/history/?metric=offered&range=1y', async (page) => {
      await page.locator('.lane-hit[href="#events"]').first().click();
      expect(new URL(page.url()).hash).toBe('#events');
      expect(await page.locator('[data-part=events] a').count()).toBeGreaterThan(1);
    });
  });
});

test('in Spanish says, draws and lists the same in its own words, and axe finds nothing', async () => {
  await explore(
    `/es${MARCH}&compare=last_year`,
    async (page) => {
      const words = ((await page.locator('main').innerText()) ?? '').replaceAll('\u00a0', ' ');
      expect(words).toContain('1 de marzo de 2026');
      expect(words).not.toMatch(/\b(the|than|March|Contacts|year before)\b/);
      await chartOf(page).focus();
      await page.keyboard.press('End');
      expect(await readout(page)).toMatch(/^Mar 31 de marzo de 2026/i);
      expect(await findPageFaults(page)).toEqual([]);
    },
    NARROW_AND_LIGHT,
  );
});

test('the list of keys opens over the page, keeps the focus, has nothing for axe to find, and gives the focus back', async () => {
  await explore(MARCH, async (page) => {
    await chartOf(page).focus();
    await page.keyboard.press('?');
    const dialog = page.locator('dialog[open]');
    await dialog.waitFor();
    expect(await dialog.locator('kbd').count()).toBeGreaterThan(6);
    expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
    expect(await findAxeFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-part'))).toBe('chart');
  });
});
