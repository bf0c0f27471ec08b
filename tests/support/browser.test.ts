import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
});

test('a page from the browser at hand opens, runs its script and draws its letters', async () => {
  const page = await browser.newPage();
  await page.goto(`data:text/html,<p>Waiting</p><button onclick="textContent='Pressed'">Press</button>`);
  await page.click('button');
  expect(await page.textContent('button')).toBe('Pressed');
  const widths = await page.evaluate(() =>
    ['i', 'W', 'ש'].map((letter) => {
      const pen = document.createElement('canvas').getContext('2d');
      if (!pen) return 0;
      pen.font = '100px sans-serif';
      return pen.measureText(letter).width;
    }),
  );
  // Without any font every letter has the width of the missing one.
  expect(new Set(widths.map(Math.round)).size).toBe(3);
});
