import { readdirSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  BUILD_PROOF_PATH,
  CHECKPOINT_PATH,
  proofPath,
  SITE_LIST_PATH,
  VERIFIERS_PATH,
} from '../../db/domain/site-log.ts';
import { findPageFaults, NARROW_AND_LIGHT } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { fixturePages } from '../support/fixture-site.ts';
import { type Content, LoggedSite } from '../support/logged-site.ts';
import { serveFolders } from '../support/static-site.ts';

/** After compression, as every budget of the pages. */
const SCRIPT_BYTES = 15_000;
const COMPRESSED_BYTES = 6_500;

let site: LoggedSite;
let server: Server;
let origin = '';
let browser: Browser;
beforeAll(async () => {
  const pages = fixturePages();
  site = new LoggedSite();
  await site.publish(contentOf(pages.published, /^data\/v1\//), contentOf(pages.site, /./));
  ({ server, origin } = await serveFolders(site.sitePath));
  browser = await launchBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
  site?.close();
});

function contentOf(folder: string, wanted: RegExp): Content {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const paths = files.map((one) => join(one.parentPath, one.name).slice(folder.length + 1));
  return Object.fromEntries(
    paths
      .filter((path) => wanted.test(path))
      .map((path) => [path, new Uint8Array(readFileSync(join(folder, path)))]),
  );
}

async function onPage<T>(
  path: string,
  look: (page: Page, context: BrowserContext) => Promise<T>,
  prepare: (context: BrowserContext) => Promise<unknown> = async () => {},
): Promise<T> {
  const context = await browser.newContext(NARROW_AND_LIGHT);
  try {
    await prepare(context);
    const page = await context.newPage();
    await page.goto(`${origin}${path}`);
    return await look(page, context);
  } finally {
    await context.close();
  }
}

/** The verdict and what was told, once it is there. */
async function found(page: Page): Promise<{ verdict: string | null; text: string }> {
  const place = page.locator('candour-check [role=status]');
  await page.waitForSelector('[data-verdict]:not([data-verdict=running])');
  return { verdict: await place.getAttribute('data-verdict'), text: await place.innerText() };
}
const press = (page: Page) => page.locator('candour-check button').click();
/** One file arrives with its first byte changed. */
const changeOnTheWay = (path: string) => (context: BrowserContext) =>
  context.route(`${origin}/${path}`, async (route) => {
    const answer = await route.fetch();
    const body = await answer.body();
    body[0] = (body[0] ?? 0) ^ 1;
    await route.fulfill({ response: answer, body });
  });

/** The scripts that a page loads, by their addresses. */
const scriptsOf = (path: string) =>
  onPage(path, async (page) => {
    await page.waitForLoadState('networkidle');
    const loaded = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
    );
    return loaded.filter((one) => one.endsWith('.js'));
  });

test('a reader checks a page by one button, with less than 6.5 kB of script that other pages do not load', async () => {
  const others = new Set(await scriptsOf('/methods/'));
  const own = (await scriptsOf('/editions/')).filter((path) => !others.has(path));
  await onPage('/editions/', async (page) => {
    const reads: string[] = [];
    page.on('response', (answer) => reads.push(new URL(answer.url()).pathname));
    const startedAt = performance.now();
    await press(page);
    const { verdict, text } = await found(page);
    const took = performance.now() - startedAt;
    expect(verdict).toBe('whole');
    expect(text).toContain('/editions/ is, byte for byte, the page that was logged.');
    expect(text.replaceAll('\u00a0', ' ')).toMatch(/entry 2 of the log names, of 1 January 2026\./);
    expect(text).toContain('That entry is the last of 2 in the log');
    expect(text).toContain('Not proven: that the figures were true.');
    const scripts = own.map((path) => readFileSync(join(site.sitePath, path)));
    expect(scripts.some((script) => script.includes('candour-check'))).toBe(true);
    const sum = (sizes: readonly number[]) => sizes.reduce((all, one) => all + one, 0);
    const bytes = sum(scripts.map((one) => one.byteLength));
    const compressed = sum(scripts.map((one) => brotliCompressSync(one).byteLength));
    expect(bytes).toBeLessThan(SCRIPT_BYTES);
    expect(compressed).toBeLessThan(COMPRESSED_BYTES);
    expect(reads.sort()).toEqual(
      ['/editions/', `/${SITE_LIST_PATH}`, `/${BUILD_PROOF_PATH}`, `/${VERIFIERS_PATH}`].sort(),
    );
    const again = await page.evaluate(async () => {
      const place = document.querySelector<HTMLElement>('[data-verdict]')!;
      delete place.dataset.verdict;
      const from = performance.now();
      document.querySelector<HTMLButtonElement>('candour-check button')!.click();
      while (place.dataset.verdict !== 'whole') await new Promise((resolve) => setTimeout(resolve, 1));
      return performance.now() - from;
    });
    const list = readFileSync(join(site.sitePath, SITE_LIST_PATH));
    process.stdout.write(
      `check of a page: ${bytes} bytes of script (${compressed} compressed), list of ${list.byteLength} bytes (${brotliCompressSync(list).byteLength} compressed), ${took.toFixed(0)} ms the first time, ${again.toFixed(0)} ms again\n`,
    );
  });
});

test('"Check this page" at the foot of a page checks that page at once, in its language', async () => {
  const seen = await onPage('/fr/complaints/', async (page) => {
    await page.getByRole('link', { name: 'Vérifier cette page' }).click();
    await page.waitForURL('**/fr/editions/?page=/fr/complaints/#check');
    return found(page);
  });
  expect(seen.verdict).toBe('whole');
  expect(seen.text).toContain('/fr/complaints/ est, octet pour octet, la page inscrite au registre.');
  // Another site's page is not looked at: then it is the page at hand.
  const own = await onPage('/editions/?page=https://elsewhere.example/complaints/', found);
  expect(own).toMatchObject({ verdict: 'whole', text: expect.stringMatching(/^\/editions\/ is/) });
});

test.each([
  ['complaints/', '/complaints/ is not the page that was logged.'],
  [SITE_LIST_PATH, 'The list of this site’s files is not the one that was logged.'],
  [BUILD_PROOF_PATH, 'The log cannot be believed: its proof or its signature is wrong.'],
  [VERIFIERS_PATH, 'The list of public keys of the log is broken.'],
])('one byte of %s that is changed on the way is found', async (path, words) => {
  const { verdict, text } = await onPage('/editions/?page=/complaints/', found, changeOnTheWay(path));
  expect(verdict).toBe('fault');
  expect(text).toContain(words);
  expect(text).toContain('Check again in a minute.');
});

test('what cannot be fetched, and a page that is in no list, are told as such', async () => {
  const gone = await onPage('/editions/', async (page, context) => {
    await context.route('**/*.tlog-proof', (route) => route.abort());
    await press(page);
    return found(page);
  });
  expect(gone).toMatchObject({
    verdict: 'fault',
    text: expect.stringContaining('so that nothing was found out'),
  });
  const added = await onPage('/editions/?page=/added/', found, (context) =>
    context.route(`${origin}/added/`, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<p>Added' }),
    ),
  );
  expect(added.text).toContain('/added/ is in no list of this site that was logged.');
});

test('a browser without Ed25519, and one that is not served by https, say that they cannot', async () => {
  const old = await onPage('/editions/?page=/', found, (context) =>
    context.addInitScript(() => {
      SubtleCrypto.prototype.importKey = () =>
        Promise.reject(new DOMException('unrecognized name', 'NotSupportedError'));
    }),
  );
  expect(old.verdict).toBe('cannot');
  expect(old.text).toContain('does not know the kind of signature');
  const context = await browser.newContext();
  // Names under "test" are never this computer, so that the browser does not take them for safe.
  await context.route('http://figures.test/**', async (route) => {
    const url = new URL(route.request().url());
    const answer = await fetch(`${origin}${url.pathname}`);
    await route.fulfill({
      contentType: answer.headers.get('content-type') ?? '',
      body: Buffer.from(await answer.arrayBuffer()),
    });
  });
  const page = await context.newPage();
  await page.goto('http://figures.test/es/editions/');
  await press(page);
  const insecure = await found(page);
  await context.close();
  expect(insecure.verdict).toBe('cannot');
  expect(insecure.text).toContain('solo tiene lo necesario si el sitio se sirve por https');
});

test('nothing is kept but by the reader: the checkpoint comes as a file, the very one of the site', async () => {
  await onPage('/editions/?page=/', async (page, context) => {
    await found(page);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Keep this checkpoint' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('candour.checkpoint');
    const kept = readFileSync(await download.path());
    expect(kept).toEqual(readFileSync(join(site.sitePath, CHECKPOINT_PATH)));
    const { cookies, origins } = await context.storageState();
    expect([cookies, origins]).toEqual([[], []]);
    expect(await findPageFaults(page)).toEqual([]);
  });
});

test('links to the log lead to it, and without scripts the page offers the command and no button', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${origin}/editions/`);
  expect(await page.locator('candour-check button').isVisible()).toBe(false);
  expect(await page.locator('.check-unscripted').isVisible()).toBe(true);
  expect(await page.locator('#edition-1 a[href^="/log/"]').getAttribute('href')).toBe(`/${proofPath(1)}`);
  for (const path of [`/${proofPath(1)}`, `/${CHECKPOINT_PATH}`]) {
    expect(await page.locator(`a[href="${path}"]`).count(), path).toBe(1);
    expect((await fetch(`${origin}${path}`)).status, path).toBe(200);
  }
  await context.close();
});
