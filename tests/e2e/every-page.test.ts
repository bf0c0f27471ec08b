// What holds on every kind of page, whatever it is about: each is opened once and looked at from all sides.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPageFaults, measureOverflow, NARROW_AND_LIGHT } from '../support/axe.ts';
import { openFixtureSite } from '../support/fixture-site.ts';
import { textOf } from '../support/page-words.ts';
import { watchReader } from '../support/reader-watch.ts';

const SUBJECTS = ['best-times', 'service-levels', 'categories', 'complaints', 'satisfaction', 'value'];
const REPORT = '/reports/2026-11-20/';
const ACTION = '/actions/plain-invoices/';
const LISTS = [
  '/best-times/email/',
  '/history/',
  '/reports/',
  '/actions/',
  '/promises/',
  '/data/',
  '/methods/',
  '/methods/wait_p90/',
  '/changes/',
  '/editions/',
  '/releases/',
];
const KINDS = ['/', ...SUBJECTS.map((name) => `/${name}/`), ...LISTS, REPORT, ACTION, '/404.html'];
const EMBEDDED = ['/embed/best-times/', '/embed/best-times/email/'];
const LANGUAGES = ['en', 'es', 'fr'] as const;
const WIDTHS = [320, 375, 600, 768, 900, 1024, 1280, 1600, 2560];

let browser: Browser;
let site = '';
let origin = '';
let close: () => Promise<void>;
let html: Map<string, string>;

beforeAll(async () => {
  ({ browser, site, origin, close } = await openFixtureSite());
  const names = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.html'),
  );
  html = new Map(names.map((name) => [name, readFileSync(join(site, name), 'utf8')]));
});
afterAll(() => close?.());

const inLanguage = (language: (typeof LANGUAGES)[number], path: string) =>
  language === 'en' || path === '/404.html' ? path : `/${language}${path}`;
/** Pages that were opened, all of them watched. */
const opened = new Set<string>();

/** Every visit is watched: it may ask nobody else, and leaves nothing behind. */
async function onPage<T>(path: string, look: (page: Page) => Promise<T>, options = {}): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1024, height: 900 }, ...options });
  try {
    const faults = watchReader(context, origin);
    const page = await context.newPage();
    await page.goto(`${origin}${path}`);
    const found = await look(page);
    expect(await faults(page), path).toEqual([]);
    opened.add(path);
    return found;
  } finally {
    await context.close();
  }
}

/** Pages that share these words, of those in one language; the first page says its name in the language of the reader. */
function findShared(pattern: RegExp): string[] {
  const owners = new Map<string, string>();
  return [...html].flatMap(([name, text]) => {
    const language = /^(es|fr)[/.]/.exec(name)?.[1] ?? 'en';
    const words = `${language}: ${pattern.exec(text)?.[1]}`;
    const owner = owners.get(words);
    owners.set(words, owner ?? name);
    return owner === undefined ? [] : [`${owner} and ${name}: ${words}`];
  });
}

describe('among all pages of a language', () => {
  test('no two have the same title', () => {
    expect(html.size).toBeGreaterThan(150);
    expect(findShared(/<title>([^<]+)<\/title>/).join('\n')).toBe('');
  });

  test('no two have the same description', () => {
    expect(findShared(/<meta name="description" content="([^"]+)"/).join('\n')).toBe('');
  });
});

describe.each(KINDS)('%s', (path) => {
  test('names the number, what it costs, its hours and the other ways, before any script', () => {
    const text = textOf(html.get(path.endsWith('/') ? `${path}index.html`.slice(1) : path.slice(1)) ?? '');
    for (const words of ['0808 157 0199', 'free to call', 'help@seaside-parcels.example'])
      expect(text).toContain(words);
    expect(text).toMatch(/Mon–Fri 08:00–20:00/);
  });

  // At once: each waits for nearly all of its time.
  test.concurrent.each([
    ['en', 375, 'Europe/London'],
    ['fr', 1024, 'Europe/London'],
    ['es', 375, 'America/Los_Angeles'],
    ['en', 1024, 'Asia/Kolkata'],
  ] as const)(
    'moves nothing while it loads in %s, %i px broad, for a reader in %s',
    async (language, width, timezoneId) => {
      // What comes late would be seen by then: fonts, scripts, figures of the day.
      const shifts = await onPage(
        inLanguage(language, path),
        (page) =>
          page.evaluate(
            () =>
              new Promise<string[]>((resolve) => {
                const found: string[] = [];
                new PerformanceObserver((list) => {
                  for (const entry of list.getEntries() as (PerformanceEntry & {
                    value: number;
                    sources?: { node?: Element }[];
                  })[]) {
                    const at = entry.sources?.map(({ node }) => `${node?.nodeName}.${node?.className}`);
                    found.push(`${entry.value}: ${at?.join(', ')}`);
                  }
                }).observe({ type: 'layout-shift', buffered: true });
                setTimeout(() => resolve(found), 400);
              }),
          ),
        { viewport: { width, height: 800 }, timezoneId },
      );
      expect(shifts).toEqual([]);
    },
  );

  test('asks nobody else, in any language, and leaves no cookie, no store and no worker behind', async () => {
    const paths = LANGUAGES.map((language) => inLanguage(language, path));
    // Those above were watched as well.
    for (const one of paths.filter((each) => !opened.has(each))) await onPage(one, async () => {});
    expect([...opened]).toEqual(expect.arrayContaining(paths));
  });

  test('does not scroll sideways from 320 to 2,560 px, nor with letters twice as large', async () => {
    const faults = await onPage(path, async (page) => {
      const found: string[] = [];
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        const overflow = await measureOverflow(page);
        if (overflow > 0) found.push(`${width} px: ${overflow} px`);
      }
      await page.setViewportSize({ width: 1024, height: 900 });
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '200%';
      });
      expect(await page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('32px');
      const overflow = await measureOverflow(page);
      if (overflow > 0) found.push(`at 200%: ${overflow} px`);
      return [...found, ...(await page.evaluate(findClipped))];
    });
    expect(faults).toEqual([]);
  });
});

/** Runs in the page: words that a box of their own hides a part of, though nobody can scroll it. */
function findClipped(): string[] {
  return [...document.querySelectorAll<HTMLElement>('body *')]
    .filter((one) => {
      const { overflowX, overflowY, clipPath, position } = getComputedStyle(one);
      const isHidden = overflowX === 'hidden' || overflowY === 'hidden' || overflowX === 'clip';
      // What is only for those who listen is one pixel large.
      const isForListening = position === 'absolute' && (clipPath !== 'none' || one.clientWidth < 3);
      return isHidden && !isForListening && one.textContent?.trim() !== '' && one.clientHeight > 0;
    })
    .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
    .map((one) => `${one.localName}.${one.className} is cut off: ${one.textContent?.trim().slice(0, 40)}`);
}

test.each(EMBEDDED.flatMap((path) => LANGUAGES.map((language) => inLanguage(language, path))))(
  '%s, which others set into their pages, asks nobody else and leaves nothing behind',
  async (path) => {
    expect(await onPage(path, (page) => page.locator('.embed-sentence').count())).toBe(1);
  },
);

test('of the page for what does not exist axe says nothing', async () => {
  expect(await onPage('/no-such-page/', findPageFaults, NARROW_AND_LIGHT)).toEqual([]);
});

describe('for readers who ask for more contrast, or for less motion', () => {
  test.each(['/history/', REPORT])(
    '%s stays readable in the system’s own colours, and nothing fades',
    async (path) => {
      const seen = await onPage(
        path,
        (page) =>
          page.evaluate(() => {
            const chart = [...document.querySelectorAll('svg.chart')].find(
              (one) => one.getClientRects().length > 0,
            )!;
            const probe = chart.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'text'));
            const system = (name: string) => {
              probe.style.color = name;
              return getComputedStyle(probe).color;
            };
            const [ink, ground] = [system('CanvasText'), system('Canvas')];
            const texts = [...chart.querySelectorAll('text.label, text.panel-heading')].map(
              (one) => getComputedStyle(one).fill,
            );
            const longest = [...document.querySelectorAll('*')].flatMap((one) => {
              const { transitionDuration, animationDuration } = getComputedStyle(one);
              return `${transitionDuration},${animationDuration}`.split(',').map(Number.parseFloat);
            });
            return { ink, ground, texts, longest: Math.max(...longest.filter((one) => !Number.isNaN(one))) };
          }),
        { forcedColors: 'active', colorScheme: 'dark', reducedMotion: 'reduce', javaScriptEnabled: true },
      );
      expect(seen.texts.length).toBeGreaterThan(3);
      expect(seen.ink).not.toBe(seen.ground);
      for (const fill of seen.texts) expect(fill).not.toBe(seen.ground);
      expect(seen.longest).toBe(0);
    },
  );

  test.each(['/history/', REPORT])(
    '%s has enough contrast where more is asked for, light and dark',
    async (path) => {
      expect(await onPage(path, findPageFaults, { ...NARROW_AND_LIGHT, contrast: 'more' })).toEqual([]);
    },
  );
});

describe('on paper', () => {
  const CASES = [
    [
      '/history/',
      ['.explorer-chart', '[data-part=table] table', '#download', '#about'],
      ['.explorer-controls', '.explorer-tools', '.explorer-minimap'],
    ],
    [REPORT, ['figure svg.chart', 'section.figure table'], ['.menu-button', '.theme-switch']],
    [ACTION, ['figure svg.chart', 'section.figure table'], ['.menu-button', '.theme-switch']],
  ] as const;

  test.each(CASES)(
    '%s shows its chart and its table, in black on white, and nothing to be pressed',
    async (path, shown, hidden) => {
      await onPage(
        path,
        async (page) => {
          await page.emulateMedia({ media: 'print' });
          for (const part of shown) {
            expect(await page.locator(part).filter({ visible: true }).count(), part).toBeGreaterThan(0);
          }
          for (const part of [...hidden, '.site-menu'])
            expect(await page.locator(part).filter({ visible: true }).count(), part).toBe(0);
          // The figures of a report that are there to be looked up stay on the screen, so that it fits on two sheets.
          const rows = page.locator('table tbody tr:not(.report-all *)');
          expect(await rows.filter({ visible: true }).count()).toBe(await rows.count());
          expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
            'rgb(255, 255, 255)',
          );
        },
        { colorScheme: 'dark' },
      );
    },
  );
});

describe('by keyboard', () => {
  test.each(['/', '/history/'])('every step through %s can be seen', async (path) => {
    const { steps, unseen } = await onPage(path, async (page) => {
      const unseen: string[] = [];
      let steps = 0;
      for (; steps < 300; steps++) {
        await page.keyboard.press('Tab');
        const focus = await page.evaluate(readFocus);
        if (focus === null) break;
        if (!focus.isSeen) unseen.push(focus.name);
      }
      return { steps, unseen };
    });
    expect(steps).toBeGreaterThan(30);
    expect(steps).toBeLessThan(300);
    expect(unseen.join('\n')).toBe('');
  });
});

/**
 * Runs in the page: what has the focus, and whether an outline of two pixels or a shadow says so, on it or its label; null
 * where the page is over, or begins anew.
 */
function readFocus(): { name: string; isSeen: boolean } | null {
  const walk = window as unknown as { reached?: Element[] };
  walk.reached ??= [];
  const focused = document.activeElement;
  // A field of a date is several steps.
  const isBack = focused !== null && walk.reached.slice(0, -1).includes(focused);
  if (focused === null || focused === document.body || isBack) return null;
  if (walk.reached.at(-1) !== focused) walk.reached.push(focused);
  // A hidden radio button shows its focus on the words beside it.
  const bearers = [focused, focused.closest('label'), focused.nextElementSibling, focused.parentElement];
  const isSeen = bearers.some((one) => {
    if (one === null || one.getClientRects().length === 0) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
  });
  return { name: focused.outerHTML.slice(0, 120), isSeen };
}
