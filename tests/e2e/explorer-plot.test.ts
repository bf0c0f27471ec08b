import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CellStatus } from '../../db/domain/cell.ts';
import { offsetChanges } from '../../db/domain/civil-clock.ts';
import { makeZone } from '../../db/domain/zone.ts';
import { launchBrowser } from '../support/browser.ts';
import type { Given, Shown } from './explorer-plot-page.ts';

interface PageWindow {
  show: (given: Given) => Shown;
  shown: Shown;
}
declare const window: Window & PageWindow;

const root = join(import.meta.dirname, '..', '..');
const ADDRESS = 'http://explorer.test/';
const START = '2026-10-01T00:00:00+03:00';
const HOUR = 3600;
const PEAK = 1800;
const GAP = [2400, 2700] as const;

let browser: Browser;
let page: Page;
let problems: string[] = [];
const files = new Map<string, { contentType: string; body: string; headers?: Record<string, string> }>();

beforeAll(async () => {
  const entry = join(import.meta.dirname, 'explorer-plot-page.ts');
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, rollupOptions: { input: entry }, modulePreload: false },
  });
  const chunks = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  const script = chunks.map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('');
  const styleOf = (name: string) => readFileSync(join(root, 'site', 'styles', `${name}.css`), 'utf8');
  const styles = ['tokens', 'base', 'chart', 'history'].map(styleOf);
  styles.push(`@media (prefers-color-scheme: dark) { ${styleOf('dark')} }`);
  files.set('/', {
    contentType: 'text/html',
    body: '<!doctype html><html lang="en"><title>plot</title><link rel="stylesheet" href="/s.css"><script src="/s.js" type="module"></script><body></body></html>',
    headers: { 'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'" },
  });
  files.set('/s.css', { contentType: 'text/css', body: styles.join('\n') });
  files.set('/s.js', { contentType: 'text/javascript', body: script });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
});

beforeEach(async () => {
  await page?.close();
  problems = [];
  page = await browser.newPage({ viewport: { width: 1200, height: 700 }, deviceScaleFactor: 2 });
  page.on('console', (message) => {
    // These tests read pixels back, as the site never does.
    const isOwn = message.text().includes('willReadFrequently');
    if (['error', 'warning'].includes(message.type()) && !isOwn) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  await page.route('**/*', (route) => {
    const file = files.get(new URL(route.request().url()).pathname);
    return file === undefined ? route.fulfill({ status: 204, body: '' }) : route.fulfill(file);
  });
  await page.goto(ADDRESS);
  return () => expect(problems).toEqual([]);
});

/** Hours with nights off, a peak, a gap, and the end still provisional. */
const given = (hours: number, kind: Given['kind'] = 'line'): Given => {
  const zone = makeZone('Asia/Jerusalem');
  const from = Date.parse(START) / 1000;
  const status = (i: number): CellStatus => {
    if (i >= GAP[0] && i < GAP[1]) return 'missing';
    if (hours < 200 && i % 24 < 7) return 'closed';
    return i === hours - 1 ? 'partial' : i > hours - 30 ? 'provisional' : 'final';
  };
  const statuses = Array.from({ length: hours }, (_, i) => status(i));
  const value = (i: number) => (i === PEAK ? 400 : Math.round(60 + 40 * Math.sin(i / 4) + (i % 11)));
  return {
    cells: {
      start0: START,
      step: HOUR,
      value: statuses.map((one, i) => (one === 'closed' || one === 'missing' ? null : value(i))),
      status: statuses,
    },
    offsets: offsetChanges(zone, from, from + hours * HOUR),
    width: 1000,
    kind,
  };
};

const show = (one: Given) =>
  page.evaluate((inPage) => {
    window.shown = window.show(inPage);
  }, one);

/** Colours of the picture's column at a bucket, from top to bottom, as `r,g,b`. */
const coloursAt = (index: number) =>
  page.evaluate((at) => {
    const { host, plot, series } = window.shown;
    const canvas = host.querySelector('canvas')!;
    const { x, box } = plot.frame!;
    const column = Math.round(x.of(series.at[at]! + 1800) * 2);
    const top = Math.round(box.top * 2);
    const data = canvas
      .getContext('2d')!
      .getImageData(column - 1, top, 3, Math.round(box.bottom * 2) - top - 2).data;
    const colours: string[] = [];
    for (let i = 0; i < data.length; i += 12) {
      for (let k = 0; k < 3; k++) colours.push(data.slice(i + k * 4, i + k * 4 + 3).join());
    }
    return colours;
  }, index);

const ACCENT = '20,80,122';

describe('the explorer on canvas', () => {
  test.each(['bars', 'line'] as const)('looks like the SVG while points are few: %s', async (kind) => {
    await show(given(120, kind));
    const canvas = await page.locator('.plot canvas').first().screenshot();
    await page.evaluate(() => {
      const holder = document.createElement('div');
      // A test may parse markup, which the page itself never does.
      holder.append(new DOMParser().parseFromString(window.shown.svg(), 'text/html').body.firstElementChild!);
      holder.id = 'svg';
      holder.style.inlineSize = '1000px';
      window.shown.host.replaceWith(holder);
    });
    const svg = await page.locator('#svg svg').screenshot();
    const share = await page.evaluate(
      async ([one, other]) => {
        const pixels = async (base64: string) => {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const pen = new OffscreenCanvas(2000, 600).getContext('2d')!;
          pen.drawImage(bitmap, 0, 0, 2000, (bitmap.height * 2000) / bitmap.width);
          return pen.getImageData(0, 0, 2000, 600).data;
        };
        const [a, b] = [await pixels(one!), await pixels(other!)];
        let unlike = 0;
        for (let i = 0; i < a.length; i += 4) {
          const distance = Math.max(...[0, 1, 2].map((k) => Math.abs(a[i + k]! - b[i + k]!)));
          if (distance > 100) unlike++;
        }
        return unlike / (a.length / 4);
      },
      [canvas.toString('base64'), svg.toString('base64')],
    );
    expect(share).toBeLessThan(0.02);
  });

  test('shows a peak of one hour among thousands, and says that a range is shown', async () => {
    await show(given(4000));
    expect(await page.evaluate(() => [window.shown.plot.isThinned, window.shown.plot.notes])).toEqual([
      true,
      expect.arrayContaining(['Range shown: least to most in each pixel', 'Dashed: provisional']),
    ]);
    const inked = (colours: readonly string[]) => colours.filter((colour) => colour === ACCENT).length;
    // The column of the peak is inked from the ordinary hours beside it up to the top, most of the plot's height.
    const beside = inked(await coloursAt(PEAK + 40));
    expect(beside).toBeGreaterThan(0);
    expect(inked(await coloursAt(PEAK))).toBeGreaterThan(2 * beside);
    const colours = await coloursAt(PEAK);
    // 400 is the highest tick, so the peak reaches the top of the plot.
    expect(colours.indexOf(ACCENT)).toBeLessThan(12);
  });

  test('bridges no gap among thousands of points', async () => {
    await show(given(4000));
    for (const index of [GAP[0] + 8, 2500, GAP[1] - 8]) expect(await coloursAt(index)).not.toContain(ACCENT);
    expect(await coloursAt(GAP[1] + 8)).toContain(ACCENT);
  });

  test('finds the bucket under the pointer, and none beside the plot', async () => {
    await show(given(4000));
    const found = await page.evaluate(() => {
      const { plot, series } = window.shown;
      const { x, box } = plot.frame!;
      const asked = [0, 1, 777, 1800, 3999];
      const hits = asked.map((index) => plot.hitTest(x.of(series.at[index]! + 1800)));
      return { asked, hits, beside: [plot.hitTest(box.left - 5), plot.hitTest(box.right + 5)] };
    });
    expect(found.hits).toEqual(found.asked);
    expect(found.beside).toEqual([null, null]);
  });

  test('moves the crosshair and the measured stretch without drawing the series again', async () => {
    await show(given(4000));
    const calls = await page.evaluate(() => {
      const { host, plot } = window.shown;
      const [picture, pointer] = host.querySelectorAll('canvas');
      const context = picture!.getContext('2d')!;
      let drawn = 0;
      const fillRect = context.fillRect.bind(context);
      context.fillRect = (...box) => {
        drawn++;
        fillRect(...box);
      };
      for (let index = 100; index < 200; index++) plot.setCrosshair(index);
      plot.setMeasure({ from: 100, to: 900 });
      const inked = pointer!
        .getContext('2d')!
        .getImageData(0, 0, pointer!.width, pointer!.height)
        .data.some((byte) => byte > 0);
      const afterPointer = drawn;
      plot.draw();
      return { afterPointer, inked, afterDraw: drawn };
    });
    expect(calls).toMatchObject({ afterPointer: 0, inked: true });
    expect(calls.afterDraw).toBeGreaterThan(500);
  });

  test('takes on the inks of the other theme when the reader changes it', async () => {
    await show(given(4000));
    const ground = async () => (await coloursAt(2500))[20];
    expect(await ground()).toBe('252,251,248');
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(ground).toBe('21,24,28');
    expect(await coloursAt(PEAK)).toContain('127,189,234');
  });

  test('makes no date or number format before its first picture, since the first costs more than the picture', async () => {
    const made = await page.evaluate((inPage) => {
      let count = 0;
      const counting = <Format extends object>(format: Format) =>
        new Proxy(format, {
          construct(target, parameters, made) {
            count++;
            return Reflect.construct(target as unknown as new () => object, parameters, made);
          },
        });
      Intl.DateTimeFormat = counting(Intl.DateTimeFormat);
      Intl.NumberFormat = counting(Intl.NumberFormat);
      window.shown = window.show(inPage);
      return count;
    }, given(4000));
    expect(made).toBe(0);
  });

  test('refuses an empty window, and leaves nothing behind when it goes', async () => {
    await show(given(400));
    const { refusal, left } = await page.evaluate(() => {
      const { plot, host } = window.shown;
      let said = '';
      try {
        plot.setWindow(10, 10);
      } catch (error) {
        said = String(error);
      }
      plot.destroy();
      return { refusal: said, left: host.childElementCount };
    });
    expect(refusal).toContain('ends at 10, which is not after its start 10');
    expect(left).toBe(0);
  });
});
