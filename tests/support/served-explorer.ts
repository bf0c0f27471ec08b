/**
 * The explorer over two years of a made-up office, published, built and served by the real parts, in a real browser.
 * Owns opening a view and what counts as unexpected; refuses to know what is looked for in it.
 */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { launchBrowser } from './browser.ts';
import { ServedRecords } from './served-records.ts';
import { twoYears } from './two-years.ts';

export interface ServedExplorer {
  browser: Browser;
  site: ServedRecords;
  /** Opens an address, hands the page over when it has drawn, and fails on anything unexpected in the console. */
  explore<T>(
    address: string,
    look: (page: Page) => Promise<T>,
    options?: BrowserContextOptions & { expected?: readonly RegExp[] },
  ): Promise<T>;
  close(): Promise<void>;
}

export async function serveExplorer(): Promise<ServedExplorer> {
  const { records, context: feed } = twoYears();
  const site = await ServedRecords.serve(feed);
  const browser = await launchBrowser();
  return {
    browser,
    site,
    async explore(address, look, { expected = [], ...options } = {}) {
      const context = await browser.newContext({ viewport: { width: 1024, height: 900 }, ...options });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('console', (message) => faults.push(message.text()));
      page.on('pageerror', (error) => faults.push(error.message));
      await page.goto(`${site.origin}${address}`);
      if (options.javaScriptEnabled !== false) await drawn(page);
      const seen = await look(page);
      await context.close();
      expect(faults.filter((fault) => !expected.some((one) => one.test(fault)))).toEqual([]);
      return seen;
    },
    async close() {
      await browser.close();
      await site.close();
      records.close();
    },
  };
}

export const drawn = (page: Page) =>
  page.locator('.explorer-chart svg.chart-now, .explorer-chart canvas').first().waitFor();
