import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PAGE_POLICY } from '../../site/page-policy.ts';
import { launchBrowser } from '../support/browser.ts';

const root = join(import.meta.dirname, '..', '..');
const PICTURE = {
  ...{ width: 343, height: 100, label: 'Fewer in November' },
  marks: [
    { kind: 'rect', x: 0, y: 0, width: 343, height: 100, class: 'bar now' },
    { kind: 'text', x: 0, y: 60, text: '<b>', class: 'label quiet' },
  ],
};
const CAPTION = {
  title: 'Contacts',
  period: 'November 2026',
  source: 'Source: Seaside',
  asOf: 'As of today',
};
const PAGE = `<!doctype html><meta charset="utf-8"><title>x</title><link rel="stylesheet" href="/site/styles/tokens.css"><link rel="stylesheet" media="(prefers-color-scheme: dark)" href="/site/styles/dark.css"><link rel="stylesheet" href="/site/styles/chart.css"><p>x</p><script type="module" src="/start.js"></script>`;
const START = "import * as save from '/site/islands/save-picture.ts'; Object.assign(window, { save });";

let browser: Browser;
let server: Server;
let origin = '';
beforeAll(async () => {
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const send = (type: string, text: string) => {
      response.writeHead(200, { 'content-type': type, 'content-security-policy': PAGE_POLICY });
      response.end(text);
    };
    if (path === '/') send('text/html', PAGE);
    else if (path === '/start.js') send('text/javascript', START);
    else if (/^\/site\/[\w/-]+\.ts$/.test(path))
      send(
        'text/javascript',
        stripTypeScriptTypes(readFileSync(join(root, path), 'utf8'), { mode: 'strip' }),
      );
    else if (/^\/site\/styles\/[\w-]+\.css$/.test(path))
      send('text/css', readFileSync(join(root, path), 'utf8'));
    else response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** Saves the chart as a reader would, under the policy of the pages, and gives name and bytes of the file. */
async function save(form: 'svg' | 'png', options: BrowserContextOptions = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(origin);
  await page.waitForFunction('window.save');
  const saved = page.waitForEvent('download');
  await press(page, form);
  const file = await saved;
  const bytes = readFileSync(await file.path());
  await context.close();
  expect(faults).toEqual([]);
  return { name: file.suggestedFilename(), bytes };
}

const press = (page: Page, form: string) =>
  page.evaluate(
    `window.save.savePicture(${JSON.stringify({ picture: PICTURE, caption: CAPTION, name: 'offered-2026-11' })}, '${form}')`,
  );

test.each([
  ['light', '#14507a', '#fcfbf8'],
  ['dark', '#7fbdea', '#15181c'],
] as const)('a chart is saved as SVG in the theme that is shown, %s', async (colorScheme, ink, paper) => {
  const { name, bytes } = await save('svg', { colorScheme });
  const svg = bytes.toString();
  expect(name).toBe('offered-2026-11.svg');
  expect(svg).toContain(`fill="${ink}"`);
  expect(svg).toContain(`fill="${paper}"`);
  for (const words of Object.values(CAPTION)) expect(svg).toContain(words);
  expect(svg).toContain('&lt;b&gt;');
  expect(svg).not.toMatch(/class=|var\(/);
});

test('a chart is saved as PNG, twice as fine as it is shown', async () => {
  const { name, bytes } = await save('png');
  expect(name).toBe('offered-2026-11.png');
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(bytes.readUInt32BE(16)).toBe(2 * (343 + 48));
});
