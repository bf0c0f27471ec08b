import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findAxeFaults, findContrastFaults } from '../support/axe.ts';
import { openFixtureSite } from '../support/fixture-site.ts';

/** A Monday on which the line is open from 08:00 to 20:00, and a clock of a reader that is days behind. */
const OPEN = 'Mon, 23 Nov 2026 10:00:00 GMT';
const READERS_CLOCK = new Date('2026-11-20T22:00:00Z');
const PAGES = ['/', '/methods/', '/methods/offered/', '/data/', '/complaints/', '/es/', '/fr/satisfaction/'];
let browser: Browser;
let origin = '';
let close: () => Promise<void>;

beforeAll(async () => {
  // The masthead goes by real clocks, not by a moment that is shown.
  ({ browser, origin, close } = await openFixtureSite(undefined, ''));
});

afterAll(() => close?.());

async function visit<T>(
  options: BrowserContextOptions,
  look: (page: Page) => Promise<T>,
  path = '/',
  before: (page: Page) => Promise<unknown> = async () => {},
): Promise<T> {
  const context = await browser.newContext({ timezoneId: 'Europe/London', ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await before(page);
  await page.goto(`${origin}${path}`);
  const seen = await look(page);
  await context.close();
  expect(faults).toEqual([]);
  return seen;
}

const paperOf = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const LIGHT = 'rgb(252, 251, 248)';
const DARK = 'rgb(21, 24, 28)';
const narrow = { viewport: { width: 375, height: 800 } };

describe('the colours', () => {
  test('follow the system, with and without scripts', async () => {
    for (const javaScriptEnabled of [true, false]) {
      expect(await visit({ colorScheme: 'light', javaScriptEnabled }, paperOf)).toBe(LIGHT);
      expect(await visit({ colorScheme: 'dark', javaScriptEnabled }, paperOf)).toBe(DARK);
    }
  });

  test('follow the reader’s choice on every page from then on, and the system’s again when asked to', async () => {
    await visit({ colorScheme: 'light' }, async (page) => {
      await page.locator('.theme-switch').getByLabel('Dark').check();
      expect(await paperOf(page)).toBe(DARK);
      await page.goto(`${origin}/methods/`);
      expect(await paperOf(page)).toBe(DARK);
      expect(await page.locator('.theme-switch :checked').getAttribute('value')).toBe('dark');
      await page.locator('.theme-switch').getByLabel('System').check();
      expect(await paperOf(page)).toBe(LIGHT);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await paperOf(page)).toBe(DARK);
      await page.locator('.theme-switch').getByLabel('Light').check();
      expect(await paperOf(page)).toBe(LIGHT);
    });
  });

  test('can be chosen by keyboard, and where nothing may be stored', async () => {
    await visit(
      { colorScheme: 'light' },
      async (page) => {
        await page.locator('.theme-switch input').first().focus();
        await page.keyboard.press('ArrowRight');
        await page.keyboard.press('ArrowRight');
        expect(await paperOf(page)).toBe(DARK);
      },
      '/',
      (page) =>
        page.addInitScript(() => {
          Object.defineProperty(window, 'localStorage', {
            get() {
              throw new DOMException('forbidden', 'SecurityError');
            },
          });
        }),
    );
  });

  test('are offered for choice only where the script runs that keeps it', async () => {
    const isThere = (page: Page) => page.locator('.theme-switch').isVisible();
    expect(await visit({}, isThere)).toBe(true);
    expect(await visit({ javaScriptEnabled: false }, isThere)).toBe(false);
  });

  test('are black on white in print, whatever was chosen', async () => {
    await visit({ colorScheme: 'dark' }, async (page) => {
      await page.locator('.theme-switch').getByLabel('Dark').check();
      await page.emulateMedia({ media: 'print' });
      expect(await paperOf(page)).toBe('rgb(255, 255, 255)');
    });
  });
});

describe('a system that chooses the colours itself', () => {
  test.each(['light', 'dark'] as const)(
    'keeps bars, words and hatchings readable, %s',
    async (colorScheme) => {
      await visit({ forcedColors: 'active', colorScheme }, async (page) => {
        const seen = await page.evaluate(() => {
          const of = (selector: string, property: 'fill' | 'stroke') => {
            const element = document.querySelector(selector);
            return element === null ? '' : getComputedStyle(element)[property];
          };
          const probe = document.body.appendChild(document.createElement('div'));
          probe.className = 'chart';
          const system = (name: string) => {
            probe.style.color = name;
            return getComputedStyle(probe).color;
          };
          return {
            canvas: system('Canvas'),
            ink: system('CanvasText'),
            bar: of('#contacts .bar.now', 'fill'),
            text: of('#contacts text', 'fill'),
            hatch: of('.hatch-line', 'stroke'),
            suppressed: document.querySelector('.suppressed')?.getAttribute('fill') ?? '',
          };
        });
        expect(seen).toMatchObject({ bar: seen.ink, text: seen.ink, hatch: seen.ink });
        expect(seen.ink).not.toBe(seen.canvas);
        expect(seen.suppressed).toMatch(/^url\(#.+-hatch\)$/);
      });
    },
  );

  test('and more contrast leave nothing for axe to find', async () => {
    for (const options of [
      { forcedColors: 'active' },
      { contrast: 'more' },
      { contrast: 'more', colorScheme: 'dark' },
    ] as const) {
      await visit(options, async (page) => {
        expect(await findContrastFaults(page)).toEqual([]);
      });
    }
  });

  test('nothing moves for longer than 200 ms, and nothing at all for those who ask for less', async () => {
    const longest = (page: Page) =>
      page.evaluate(() =>
        Math.max(
          ...[...document.querySelectorAll('*')].map((element) => {
            const { transitionDuration, animationDuration } = getComputedStyle(element);
            const seconds = `${transitionDuration},${animationDuration}`.split(',').map(Number.parseFloat);
            return Math.max(...seconds.filter((one) => !Number.isNaN(one)));
          }),
        ),
      );
    expect(await visit({}, longest)).toBeLessThan(0.2);
    expect(await visit({ reducedMotion: 'reduce' }, longest)).toBe(0);
  });
});

describe('the masthead', () => {
  const clockOf = (date: string) => {
    const now = new Date(date).toISOString().replace(/\.\d+Z$/, '+00:00');
    return { json: { now, today: now.slice(0, 10), timeZone: 'Europe/London' } };
  };
  const answerWith = (date: string) => (page: Page) =>
    page.route('**/api/v1/clock', (route) => route.fulfill(clockOf(date)));
  const opening = (page: Page) => page.locator('.opening-status:not(:empty)').innerText();

  test('says by the server’s clock that the line is open, where the reader’s is days behind', async () => {
    await visit(
      {},
      async (page) => expect(await opening(page)).toBe('Open now, until 20:00'),
      '/',
      async (page) => {
        await page.clock.setFixedTime(READERS_CLOCK);
        await answerWith(OPEN)(page);
      },
    );
  });

  test('says its hours without “now” where no server answers, in the reader’s time too', async () => {
    await visit(
      { timezoneId: 'America/New_York' },
      async (page) => {
        await page.locator('.opening-yours:not(:empty)').waitFor();
        expect(await page.locator('.opening-status').textContent()).toBe('');
        expect(await page.getAttribute('.opening', 'data-open')).toBe('false');
        expect(await page.locator('.way-hours').first().innerText()).toMatch(/^Open Mon/);
      },
      '/data/',
      async (page) => {
        await page.clock.setFixedTime(READERS_CLOCK);
        await page.route('**/api/v1/clock', (route) => route.abort());
      },
    );
  });

  test('says “now” as soon as the server is back on the net', async () => {
    let isThere = false;
    await visit(
      {},
      async (page) => {
        await page.waitForResponse('**/api/v1/clock');
        isThere = true;
        await page.evaluate(() => dispatchEvent(new Event('online')));
        expect(await opening(page)).toBe('Open now, until 20:00');
      },
      '/data/',
      (page) =>
        page.route('**/api/v1/clock', (route) =>
          route.fulfill(isThere ? clockOf(OPEN) : { status: 503, body: '' }),
        ),
    );
  });

  test('says the hours by the reader’s clock too, where that differs, in the page’s language', async () => {
    const inNewYork = { timezoneId: 'America/New_York' };
    const yours = (page: Page) => page.locator('.opening-yours').textContent();
    const bare = (text: string | null) => (text ?? '').replaceAll('\u00a0', ' ').replaceAll('\u2060', '');
    await visit(
      inNewYork,
      async (page) => {
        expect(await opening(page)).toBe('Open now, until 20:00 (15:00 your time)');
        expect(bare(await yours(page))).toBe('In your time: Mon–Fri 03:00–15:00, Sat 04:00–12:00');
      },
      '/',
      answerWith(OPEN),
    );
    await visit(
      inNewYork,
      async (page) => expect(await opening(page)).toBe('Abierto ahora, hasta las 20:00 (15:00 en su hora)'),
      '/es/',
      answerWith(OPEN),
    );
    await visit(
      {},
      async (page) => {
        await opening(page);
        expect(await yours(page)).toBe('');
      },
      '/',
      answerWith(OPEN),
    );
  });

  test('is closed on a holiday, by its name', async () => {
    await visit(
      {},
      async (page) => {
        expect(await opening(page)).toBe('Closed now, opens on Saturday at 09:00');
        expect(await page.innerText('.opening-note')).toBe('Holiday today: Christmas Day');
      },
      '/',
      answerWith('Fri, 25 Dec 2026 12:00:00 GMT'),
    );
  });

  test('is right again when the page wakes after a night', async () => {
    let date = OPEN;
    await visit(
      {},
      async (page) => {
        expect(await opening(page)).toBe('Open now, until 20:00');
        date = 'Mon, 23 Nov 2026 22:00:00 GMT';
        await page.clock.setFixedTime(new Date('2026-11-23T22:00:00Z'));
        await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
        await page.getByText('Closed now, opens on Tuesday at 08:00').waitFor();
      },
      '/',
      async (page) => {
        await page.clock.setFixedTime(new Date('2026-11-23T10:00:00Z'));
        await page.route('**/api/v1/clock', (route) => route.fulfill(clockOf(date)));
      },
    );
  });

  test('on a telephone opens its menu by a button, and closes it by Escape and by leaving it', async () => {
    await visit(narrow, async (page) => {
      const button = page.locator('.menu-button');
      const menu = page.locator('.site-menu').first();
      expect(await menu.isVisible()).toBe(false);
      await button.focus();
      await page.keyboard.press('Enter');
      expect(await button.getAttribute('aria-expanded')).toBe('true');
      expect(await menu.isVisible()).toBe(true);
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.closest('.site-menu') !== null)).toBe(true);
      expect(await findAxeFaults(page, { within: '.masthead' })).toEqual([]);
      await page.keyboard.press('Escape');
      expect(await menu.isVisible()).toBe(false);
      expect(await button.evaluate((one) => one === document.activeElement)).toBe(true);
      await button.click();
      await page.locator('main a').first().focus();
      expect(await menu.isVisible()).toBe(false);
    });
  });

  test('without scripts shows its menu, and no button that would do nothing', async () => {
    await visit({ ...narrow, javaScriptEnabled: false }, async (page) => {
      for (const menu of await page.locator('.site-menu').all()) expect(await menu.isVisible()).toBe(true);
      expect(await page.locator('.menu-button').isVisible()).toBe(false);
      expect(await page.locator('.opening-now').isVisible()).toBe(false);
    });
  });

  test('keeps its menu on one line from 1024 px on, in every language, and leads to every kind of page', async () => {
    for (const path of ['/', '/es/', '/fr/']) {
      await visit(
        { viewport: { width: 1024, height: 800 } },
        async (page) => {
          const lines = await page
            .locator('.site-menu')
            .evaluateAll((all) =>
              all.map((menu) =>
                [...menu.querySelectorAll('a')].map((link) => Math.round(link.getBoundingClientRect().y)),
              ),
            );
          expect(lines.map((some) => new Set(some).size)).toEqual([1, 1]);
          const tools = await page
            .locator('.site-tools')
            .evaluate((one) =>
              [...one.children].map((part) => Math.round(part.getBoundingClientRect().bottom)),
            );
          expect(new Set(tools).size).toBe(1);
          const pages = await page
            .locator('.site-menu a')
            .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
          const own = path.slice(0, -1);
          expect(pages).toEqual(
            [
              ...['/', '/best-times/', '/history/', '/service-levels/', '/promises/', '/categories/'],
              ...[
                '/complaints/',
                '/satisfaction/',
                '/value/',
                '/actions/',
                '/reports/',
                '/data/',
                '/methods/',
                '/changes/',
              ],
            ].map((one) => own + one),
          );
        },
        path,
      );
    }
  });

  test('after the first page is one row on a telephone: the number, and whether the line is open', async () => {
    const masthead = (page: Page) =>
      page.locator('.masthead').evaluate((one) => ({
        height: one.getBoundingClientRect().height,
        rows: one.querySelector('.way-value')!.getBoundingClientRect().bottom,
        opening: one.querySelector('.opening-now')!.getBoundingClientRect().top,
        label: one.querySelector('.way-label')!.getBoundingClientRect().height,
      }));
    const first = await visit(narrow, masthead);
    const other = await visit(narrow, masthead, '/complaints/');
    expect(first.opening).toBeGreaterThanOrEqual(first.rows);
    expect(other.opening).toBeLessThan(other.rows);
    expect(other.label).toBeLessThanOrEqual(1);
    expect(first.height - other.height).toBeGreaterThan(60);
  });

  test('has its words on the edge of the page, and in forced colours its borders', async () => {
    const reach = (page: Page, selector: string) =>
      page.evaluate((one) => {
        const boxes = [...document.querySelectorAll(one)].map((box) => box.getBoundingClientRect());
        return [Math.min(...boxes.map(({ left }) => left)), Math.max(...boxes.map(({ right }) => right))];
      }, selector);
    const words = (page: Page) =>
      page.evaluate(() => {
        const range = document.createRange();
        range.selectNodeContents(document.querySelector('.theme-switch span')!);
        return range.getBoundingClientRect().left;
      });
    await visit(narrow, async (page) => {
      await page.click('.menu-button');
      expect(await words(page)).toBeCloseTo((await reach(page, '.site-menu li'))[0]!, 0);
    });
    await visit({ forcedColors: 'active', viewport: { width: 1024, height: 800 } }, async (page) => {
      const [, end] = await reach(page, '.theme-switch label');
      expect(end).toBeLessThanOrEqual((await reach(page, '.site-menu:not(.site-menu-quiet)'))[1]! + 0.5);
    });
  });

  test('has targets that a finger meets, and scrolls nowhere sideways', async () => {
    for (const width of [320, 375, 1024, 1600, 2560]) {
      await visit({ viewport: { width, height: 800 } }, async (page) => {
        if (width < 900) await page.click('.menu-button');
        const small = await page.evaluate(() =>
          [...document.querySelectorAll('.masthead a, .masthead button, .theme-switch label')]
            .filter((one) => one.getClientRects().length > 0)
            .flatMap((one) =>
              one.getBoundingClientRect().height < 43.9
                ? [`${one.textContent}: ${one.getBoundingClientRect().height}`]
                : [],
            ),
        );
        expect(small, `at ${width} px`).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow, `at ${width} px`).toBeLessThanOrEqual(0);
      });
    }
  });
});

describe('on paper', () => {
  test('the names of rows leave the rules between them, and a table is as long as it is', async () => {
    await visit({}, async (page) => {
      await page.emulateMedia({ media: 'print' });
      const head = page.locator('#contacts tbody th').first();
      const style = await head.evaluate((one) => {
        const { position, backgroundColor, borderBlockEndWidth } = getComputedStyle(one);
        return [position, backgroundColor, borderBlockEndWidth];
      });
      expect(style).toEqual(['static', 'rgba(0, 0, 0, 0)', '1px']);
    });
  });

  test('a chart leaves room for its heading on the page, and no heading stands alone at the foot', async () => {
    await visit({}, async (page) => {
      await page.emulateMedia({ media: 'print' });
      const heights = await page
        .locator('svg.chart:visible')
        .evaluateAll((all) => all.map((chart) => chart.getBoundingClientRect().height));
      // 90 of the 267 mm that A4 has between its margins; a millimetre is 96 / 25.4 px.
      expect(Math.max(...heights)).toBeLessThanOrEqual((90 * 96) / 25.4 + 1);
      for (const selector of ['h2', '.table-caption', '.kicker']) {
        const rule = (one: Element) => getComputedStyle(one).breakAfter;
        expect(await page.locator(selector).first().evaluate(rule), selector).toBe('avoid');
      }
    });
  });

  test('the foot names the whole address with the view that is shown, and when it was printed', async () => {
    for (const [path, printed] of [
      ['/history/?metric=offered', /Printed on 22 November 2026/],
      ['/fr/data/', /Imprimé le 22 novembre 2026/],
    ] as const) {
      await visit(
        {},
        async (page) => {
          await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
          await page.emulateMedia({ media: 'print' });
          const foot = await page.innerText('.page-address');
          expect(foot).toContain(` ${origin}${path}`);
          expect(foot).toMatch(printed);
        },
        path,
        (page) => page.clock.setFixedTime(new Date('2026-11-22T10:00:00Z')),
      );
    }
  });
});

describe('a table that is wider than its box', () => {
  test('is in shade where it goes on, and the short name of a row is on one line', async () => {
    await visit(
      narrow,
      async (page) => {
        const box = page.locator('#months .table-box');
        const images = await box.evaluate((one) => getComputedStyle(one).backgroundAttachment);
        expect(images).toBe('local, local, scroll, scroll');
        const names = page.locator('#table tbody th');
        const lines = await names.evaluateAll((all) =>
          all.map((one) => {
            const text = document.createRange();
            text.selectNodeContents(one);
            return new Set([...text.getClientRects()].map(({ top }) => Math.round(top))).size;
          }),
        );
        expect(lines.length).toBeGreaterThan(10);
        expect(Math.max(...lines)).toBe(1);
      },
      '/history/',
    );
  });
});

describe('every page', () => {
  test('names the number, its price and hours, every other way to get in touch, and the questions', async () => {
    for (const path of PAGES) {
      await visit(
        { javaScriptEnabled: false },
        async (page) => {
          const text = (await page.innerText('body')).replaceAll('\u00a0', ' ');
          expect(text, path).toContain('0808 157 0199');
          expect(await page.locator('.masthead .way-note').count(), path).toBe(1);
          expect(await page.locator('.masthead .way-hours').first().innerText(), path).toMatch(/08:00|8.h/);
          expect(text, path).toContain('help@seaside-parcels.example');
          expect(await page.locator('#before-you-call details').count(), path).toBe(3);
        },
        path,
      );
    }
  });

  test('says beside a question which share of contacts it accounts for, or that it is hidden', async () => {
    const shares = await visit({}, (page) =>
      page
        .locator('#before-you-call summary')
        .evaluateAll((all) =>
          all.map((one) =>
            (one.querySelector('.question-share')?.textContent ?? '').replaceAll(/\s+/g, ' ').trim(),
          ),
        ),
    );
    expect(shares).toEqual([
      'About “Information”: about 3 in 10 contacts in October 2026',
      'About “Prices”: how many in October 2026 is hidden to protect people',
      '',
    ]);
  });
});
