import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HistoryAnswer } from '../../api/contract/history.ts';
import type { MetricsAnswer } from '../../api/contract/metrics.ts';
import { findPageFaults, measureOverflow, NARROW_AND_LIGHT } from '../support/axe.ts';
import { drawn, type ServedExplorer, serveExplorer } from '../support/served-explorer.ts';
import type { ServedRecords } from '../support/served-records.ts';

let served: ServedExplorer;
let site: ServedRecords;

beforeAll(async () => {
  served = await serveExplorer();
  ({ site } = served);
}, 180_000);
afterAll(() => served?.close());

const explore: ServedExplorer['explore'] = (search, look, options) =>
  served.explore(`/history/${search}`, look, options);
const textOf = async (page: Page, part: string) =>
  ((await page.locator(`[data-part=${part}]`).textContent()) ?? '').replaceAll('\u00a0', ' ');
const until = (page: Page, part: string, text: RegExp) =>
  expect.poll(() => textOf(page, part), { timeout: 10_000 }).toMatch(text);
const answerTo = async (question: string) =>
  (await (await fetch(`${site.origin}/api/v1/history?${question}`)).json()) as HistoryAnswer;
const MARCH = '?metric=offered&from=2026-03-01&to=2026-03-31&compare=last_year';

describe('the explorer as a document', () => {
  test('explains each figure that it shows, and no other, with the words of its method', async () => {
    await explore('?metric=offered,wait_p90&from=2026-03-01&to=2026-03-31', async (page) => {
      const shown = page.locator('[data-about]:visible');
      await expect.poll(() => shown.count()).toBe(2);
      const { metrics } = (await (await fetch(`${site.origin}/api/v1/metrics`)).json()) as MetricsAnswer;
      for (const id of ['offered', 'wait_p90']) {
        const { definition, source } = metrics.find((one) => one.id === id)!;
        const text = await page.locator(`[data-about=${id}]`).textContent();
        expect(text).toContain(definition);
        expect(text).toContain(source);
      }
      expect(await textOf(page, 'meaning')).not.toContain('no one figure');
      await page.locator('select[name=metric]').selectOption('wait_p50');
      await expect.poll(() => page.locator('[data-about=wait_p50]').isVisible()).toBe(true);
      expect(await page.locator('[data-about=offered]').isVisible()).toBe(false);
    });
  });

  test('says why a percentile has no one figure over a stretch of its own', async () => {
    await explore('?metric=wait_p90&from=2026-03-03&to=2026-03-20', (page) =>
      until(page, 'meaning', /no one figure for all of this time: percentiles do not add up/),
    );
  });

  test('without scripts holds the figures of the API, and its form fetches any other view', async () => {
    const answer = await answerTo('metric=offered&range=1y&compare=last_year');
    const [panel] = answer.panels;
    await explore(
      '',
      async (page) => {
        const cells = await page
          .locator('#history-table-1 ~ .table-box tbody tr td:first-of-type')
          .allTextContents();
        const expected = panel!.cells.value
          .toReversed()
          .map((value) => (value === null ? null : value.toLocaleString('en')));
        expect(cells.length).toBe(expected.length);
        cells.forEach((cell, i) => {
          if (expected[i] !== null) expect(cell.trim().split(/\s/)[0]).toBe(expected[i]);
        });
        expect(await textOf(page, 'statement')).toContain(panel!.whole!.value!.toLocaleString('en'));
        const form = page.locator('.explorer-controls');
        expect(await form.getAttribute('action')).toBe('/history.png');
        expect(await page.locator('[data-scripted]:visible').count()).toBe(0);
      },
      { javaScriptEnabled: false },
    );
  });

  test.each(['', '/es'])(
    'its tables are the same whether document or script wrote them, at %s/history/',
    async (language) => {
      const tables = async (page: Page) =>
        (
          await page
            .locator('[data-part=table] > .table')
            .evaluateAll((all) => all.map((one) => one.outerHTML))
        ).map((html) => html.replace(/>\s+|\s+</g, (space) => space.trim()));
      const written: string[][] = [];
      for (const javaScriptEnabled of [false, true]) {
        const context = await served.browser.newContext({ javaScriptEnabled });
        const page = await context.newPage();
        await page.goto(`${site.origin}${language}/history/`);
        if (javaScriptEnabled) await drawn(page);
        written.push(await tables(page));
        await context.close();
      }
      expect(written[0]!.length).toBeGreaterThan(0);
      expect(written[1]).toEqual(written[0]);
    },
  );

  test('its addresses with another ending answer with the same view', async () => {
    const json = (await (await fetch(`${site.origin}/history.json${MARCH}`)).json()) as HistoryAnswer;
    expect(json).toEqual(await answerTo(MARCH.slice(1)));
    const csv = await (await fetch(`${site.origin}/es/history.csv${MARCH}`)).text();
    expect(csv.split('\r\n').length).toBe(31 + 2);
  });
});

describe('the explorer as a picture', () => {
  test('its address with .svg and .png answers with the view, its period, its source and its date', async () => {
    const answer = await answerTo(MARCH.slice(1));
    const svg = await fetch(`${site.origin}/history.svg${MARCH}`);
    expect([svg.status, svg.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
    expect(svg.headers.get('content-disposition')).toContain('offered_2026-03-01_2026-03-31_day.svg');
    const text = (await svg.text()).replaceAll('\u00a0', ' ');
    for (const words of [
      'than a year before',
      '1 March 2026 to 31 March 2026',
      'Test Office',
      answer.asOf.slice(0, 4),
    ]) {
      expect(text).toContain(words);
    }
    const png = await fetch(`${site.origin}/es/history.png${MARCH}`);
    expect([png.status, png.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect([...new Uint8Array(await png.arrayBuffer()).slice(1, 4)]).toEqual([0x50, 0x4e, 0x47]);
    const refused = await fetch(`${site.origin}/history.png?range=7q`);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('one of 1d, 5d');
    expect((await fetch(`${site.origin}/fr/history.png`)).status).toBe(404);
  });

  test('is saved by the browser under the name of its metric and period', async () => {
    await explore(
      MARCH,
      async (page) => {
        for (const form of ['svg', 'png']) {
          const saved = page.waitForEvent('download');
          await page.locator(`a[data-form=${form}]`).click();
          expect((await saved).suggestedFilename()).toBe(`offered_2026-03-01_2026-03-31_day.${form}`);
        }
      },
      { acceptDownloads: true },
    );
  });
});

describe('the explorer at work', () => {
  test('says whether last March was busier than the March before, from the address alone', async () => {
    const { panels } = await answerTo(MARCH.slice(1));
    const [now, before] = [panels[0]!.whole!.value!, panels[0]!.compared!.whole!.value!];
    await explore(MARCH, async (page) => {
      const statement = await textOf(page, 'statement');
      expect(statement).toContain(now.toLocaleString('en'));
      expect(statement).toContain(`than a year before (${before.toLocaleString('en')})`);
      expect(await textOf(page, 'period')).toBe(
        '1 March 2026 to 31 March 2026, held against 1 March 2025 to 31 March 2025',
      );
    });
  });

  test('by keyboard: figures, ends, measure, closer, all', async () => {
    const { panels } = await answerTo(MARCH.slice(1));
    const { value } = panels[0]!.cells;
    await explore(MARCH, async (page) => {
      await page.locator('[data-part=chart]').focus();
      await page.keyboard.press('End');
      await until(
        page,
        'readout',
        new RegExp(`^Tue 31 March 2026: ${value[30]}, year before \\d+ \\(1 Apr 2025\\)`),
      );
      await page.keyboard.press('ArrowLeft');
      await until(page, 'readout', new RegExp(`^Mon 30 March 2026: ${value[29]}`));
      await page.keyboard.press('m');
      await until(page, 'readout', /Measuring from Mon 30 March/);
      for (let i = 0; i < 7; i++) await page.keyboard.press('ArrowLeft');
      const difference = value[29]! - value[22]!;
      await until(
        page,
        'readout',
        new RegExp(`^Mon 23 March 2026 to Mon 30 March 2026: \\+${difference} \\(\\+\\d+%\\), \\+2 a day`),
      );
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      expect(await page.locator('dialog[open]').count()).toBe(1);
      await page.keyboard.press('Escape');
      await page.locator('[data-part=chart]').focus();
      await page.keyboard.press('+');
      await expect.poll(() => page.url()).toMatch(/from=2026-03-0\d&to=2026-03-2\d/);
      await page.locator('[data-part=chart]').focus();
      await page.keyboard.press('0');
      await until(page, 'period', /^2 September 2024 to 30 April 2026$/);
    });
  });

  test('a date can be typed key by key: it counts with Enter or on leaving, and nothing is taken from the reader', async () => {
    await explore('?compare=last_year', async (page) => {
      const type = async (name: string, keys: string) => {
        await page.locator(`[data-name=${name}]`).focus();
        for (const key of keys) await page.keyboard.press(key);
      };
      await type('from', '03012026');
      expect(await page.locator('[data-name=from]').inputValue()).toBe('2026-03-01');
      expect(page.url()).not.toContain('from=');
      await type('to', '03312026');
      await until(
        page,
        'period',
        /^1 March 2026 to 30 April 2026, held against 1 March 2025 to 30 April 2025$/,
      );
      expect(await page.locator('[data-name=to]').inputValue()).toBe('2026-03-31');
      await page.keyboard.press('Enter');
      await until(
        page,
        'period',
        /^1 March 2026 to 31 March 2026, held against 1 March 2025 to 31 March 2025$/,
      );
      await until(page, 'statement', /than a year before/);
      expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.name)).toBe('to');
      await type('from', '01011999');
      await page.keyboard.press('Enter');
      await until(page, 'period', /^2 September 2024 to 31 March 2026$/);
    });
  });

  test('by touch: the button, then one end, then the other', async () => {
    await explore(
      MARCH,
      async (page) => {
        const chart = page.locator('.explorer-chart');
        const button = page.getByRole('button', { name: 'Measure' });
        await button.tap();
        await until(page, 'readout', /^Tap or click one end/);
        expect(await button.getAttribute('aria-pressed')).toBe('true');
        const { width } = (await chart.boundingBox())!;
        await chart.tap({ position: { x: width * 0.36, y: 60 } });
        await until(page, 'readout', /^Measuring from \w{3} \d+ March/);
        await chart.tap({ position: { x: width * 0.66, y: 60 } });
        await until(page, 'readout', / to \w{3} \d+ March 2026: .* a day$/);
        await button.tap();
        await until(page, 'readout', /^\w{3} \d+ March 2026: \d/);
        expect(await button.getAttribute('aria-pressed')).toBe('false');
      },
      { hasTouch: true, viewport: { width: 375, height: 800 } },
    );
  });

  test('what is measured by mouse stays until the next press', async () => {
    await explore(MARCH, async (page) => {
      await page.locator('.explorer-chart').scrollIntoViewIfNeeded();
      const box = (await page.locator('.explorer-chart').boundingBox())!;
      const y = box.y + 80;
      await page.keyboard.down('Shift');
      await page.mouse.move(box.x + 300, y);
      await page.mouse.down();
      await page.mouse.move(box.x + 540, y, { steps: 4 });
      await page.mouse.up();
      await page.keyboard.up('Shift');
      const measured = await textOf(page, 'readout');
      expect(measured).toMatch(/ to .* a day$/);
      await page.mouse.move(box.x + 700, y);
      expect(await textOf(page, 'readout')).toBe(measured);
      await page.mouse.click(box.x + 700, y);
      await until(page, 'readout', /^\w{3} \d+ March 2026: /);
    });
  });

  test('what is split is named with each of its parts, and fields that would do nothing cannot be used', async () => {
    const { panels } = await answerTo('metric=offered&range=6m&by=channel');
    await explore('?metric=offered&range=6m&by=channel', async (page) => {
      const statement = await textOf(page, 'statement');
      expect(statement).toMatch(/^Contacts: /);
      expect(panels).toHaveLength(2);
      for (const { whole } of panels) expect(statement).toContain(whole!.value!.toLocaleString('en'));
      expect(await page.locator('select[name=channel]').isDisabled()).toBe(true);
      expect(await page.locator('select[data-name=metric]:disabled').count()).toBe(3);
    });
  });

  test('nothing on the page moves while it starts', async () => {
    for (const width of [375, 1024]) {
      await explore(
        '',
        async (page) => {
          await page.locator('.explorer-minimap svg').waitFor();
          const moved = await page.evaluate(
            () =>
              new Promise<number>((resolve) => {
                let sum = 0;
                new PerformanceObserver((list) => {
                  for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
                }).observe({ type: 'layout-shift', buffered: true });
                setTimeout(() => resolve(sum), 200);
              }),
          );
          expect(moved, `at ${width} px`).toBeLessThan(0.01);
        },
        { viewport: { width, height: 900 } },
      );
    }
  });

  test('its address follows what is chosen, and back and forward go through the views', async () => {
    await explore('', async (page) => {
      await page.locator('.explorer-ranges label', { hasText: '1M' }).click();
      await until(
        page,
        'period',
        /^31 March 2026 to 30 April 2026, held against 1 April 2025 to 1 May 2025$/,
      );
      expect(page.url()).toContain('range=1m');
      await page.selectOption('select[name=metric]', 'wait_p90');
      await until(page, 'statement', /over time/);
      await page.goBack();
      await until(page, 'statement', /^Contacts/);
      await page.goBack();
      await until(page, 'period', /^1 May 2025/);
      expect(new URL(page.url()).search).toBe('');
      await page.goForward();
      await until(page, 'period', /^31 March 2026/);
      expect(await page.locator('a[data-form=csv]').getAttribute('href')).toContain('range=1m');
    });
  });

  test('shows up to four figures under one another, each with its table', async () => {
    await explore('?metric=offered,answered,wait_p50,abandonment_rate&range=6m', async (page) => {
      expect(await page.locator('.explorer-chart .panel-heading').allTextContents()).toHaveLength(4);
      expect(await page.locator('[data-part=table] table').count()).toBe(4);
    });
  });

  test('draws on canvas what an SVG cannot carry, and says that a range is shown', async () => {
    await explore('?metric=offered&range=max&grain=hour', async (page) => {
      expect(await page.locator('.explorer-chart canvas').count()).toBeGreaterThan(0);
      expect(await textOf(page, 'meaning')).toContain('Range shown');
      await page.locator('.explorer-chart').scrollIntoViewIfNeeded();
      await page.mouse.move(500, (await page.locator('.explorer-chart').boundingBox())!.y + 100);
      await until(page, 'readout', /^\w{3} \d+ \w+ 202\d, \d\d:\d\d: /);
    });
  });

  test('dragging moves through time, and the brush of the map does as well', async () => {
    await explore('?metric=offered&from=2026-02-01&to=2026-03-02', async (page) => {
      await page.locator('.explorer-chart').scrollIntoViewIfNeeded();
      const box = (await page.locator('.explorer-chart').boundingBox())!;
      await page.mouse.move(box.x + 600, box.y + 100);
      await page.mouse.down();
      await page.mouse.move(box.x + 800, box.y + 100, { steps: 4 });
      await page.mouse.up();
      await expect.poll(() => page.url()).toMatch(/from=2026-01-2\d/);
      const end = page.locator('.explorer-minimap .handle.end');
      await end.focus();
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => page.url()).toMatch(/to=2026-0(2-2|3-0)\d/);
    });
  });

  test("a stretch of a few days at the end of the map does not widen a telephone's page", async () => {
    await explore(
      '?metric=offered&range=1d',
      async (page) => {
        await page.locator('.explorer-minimap .handle.whole').waitFor();
        expect(await measureOverflow(page)).toBeLessThanOrEqual(0);
      },
      { viewport: { width: 375, height: 800 } },
    );
  });

  test('what it cannot read of an address is left out with a note, and what does not exist is replaced', async () => {
    await explore('?metric=nonsense&range=7q&colour=red', async (page) => {
      expect(await textOf(page, 'note')).toContain('metric=nonsense');
      expect(await textOf(page, 'statement')).toMatch(/^Contacts: /);
    });
    await explore(
      '?metric=offered&category=problem&range=1d&grain=15min',
      async (page) => {
        await until(page, 'note', /There is no such step/);
        await until(page, 'statement', /\S/);
        expect(await page.locator('.explorer-chart svg').count()).toBeGreaterThan(0);
      },
      { expected: [/status of 422/] },
    );
  });

  test('keeps what is shown while the API is out of reach, says since when, and recovers by itself', async () => {
    await explore(
      '',
      async (page) => {
        site.weather = (incoming, outgoing) => {
          if (!incoming.url?.startsWith('/api/')) return false;
          outgoing.writeHead(500).end('<h1>nonsense</h1>');
          return true;
        };
        const before = await textOf(page, 'statement');
        await page.locator('.explorer-ranges label', { hasText: '1M' }).click();
        await until(page, 'note', /out of reach since \d\d:\d\d/);
        expect(await textOf(page, 'statement')).toBe(before);
        site.weather = () => false;
        await page.evaluate(() => dispatchEvent(new Event('online')));
        await until(page, 'period', /^31 March 2026/);
        await until(page, 'note', /^$/);
      },
      { expected: [/status of 500/] },
    );
  });

  test('has nothing for axe to find, with its parts open, light and dark', async () => {
    await explore(
      '?metric=offered,service_level&range=6m&compare=last_year&average=1&expected=1',
      async (page) => {
        for (const summary of await page.locator('.explorer-more summary').all()) await summary.click();
        await page.locator('[data-part=chart]').focus();
        await page.keyboard.press('End');
        expect(await findPageFaults(page)).toEqual([]);
      },
      NARROW_AND_LIGHT,
    );
  });
});
