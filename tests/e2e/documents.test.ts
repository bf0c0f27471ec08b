import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { HtmlValidate } from 'html-validate';
import { beforeAll, describe, expect, test } from 'vitest';
import { findAxeFaults } from '../support/axe.ts';
import { fixturePages, openFixtureSite } from '../support/fixture-site.ts';
import { checkWithNu, findNuChecker } from '../support/nu-checker.ts';
import { watchReader } from '../support/reader-watch.ts';

const isLong = process.env.CANDOUR_TEST_SIZE === 'all';
const ONE_OF_EACH_KIND = [
  ...['index', 'best-times/index', 'methods/index', 'methods/offered/index', 'data/index', '404', 'es/index'],
  ...['history/index', 'reports/index', 'actions/index', 'changes/index', 'editions/index', 'releases/index'],
].map((name) => `${name}.html`);
const KB = 1024;

let site = '';
let pages: string[] = [];

beforeAll(() => {
  ({ site } = fixturePages());
  pages = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'));
});

const htmlOf = (page: string) => readFileSync(join(site, page), 'utf8');
const compressed = new Map<string, number>();
/** Bytes of a file after brotli; many pages load the same few. */
function brotliOf(file: string): number {
  const bytes = compressed.get(file) ?? brotliCompressSync(readFileSync(join(site, file))).byteLength;
  compressed.set(file, bytes);
  return bytes;
}
const matches = (page: string, pattern: RegExp) =>
  [...htmlOf(page).matchAll(pattern)].map(([, found]) => found!);
const scriptsOf = (page: string) => matches(page, /<script[^>]* src="([^"]+)"/g);
const stylesOf = (page: string) => matches(page, /<link[^>]* rel="stylesheet"[^>]* href="([^"]+)"/g);

/** Every script that a page loads, and what those import, in bytes after brotli. */
function scriptBytes(page: string): number {
  const files = new Set<string>();
  const add = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    const text = readFileSync(join(site, file), 'utf8');
    for (const [, name] of text.matchAll(/(?:from|import)\s*\(?["']\.\/([\w.-]+\.js)["']/g))
      add(`_astro/${name}`);
  };
  for (const script of scriptsOf(page)) add(script.slice(1));
  return [...files].reduce((sum, file) => sum + brotliOf(file), 0);
}

describe('bytes are a budget: compressed,', () => {
  test('the style sheets of a page take 15 kB at most', () => {
    for (const page of pages) {
      const styles = stylesOf(page);
      expect(styles.length, page).toBeGreaterThanOrEqual(2);
      expect(
        styles.reduce((sum, file) => sum + brotliOf(file.slice(1)), 0),
        page,
      ).toBeLessThanOrEqual(15 * KB);
    }
  });

  test('theme, menu, opening hours and the foot of paper take 4¼ kB of script, and a page of words loads nothing else', () => {
    for (const page of ['methods/index.html', 'methods/offered/index.html', 'data/index.html']) {
      expect(scriptsOf(page), page).toHaveLength(2);
      expect(scriptBytes(page), page).toBeLessThanOrEqual(4.25 * KB);
    }
  });

  test('the explorer takes 45 kB of script at most, its data apart', () => {
    const bytes = scriptBytes('history/index.html');
    expect(bytes).toBeGreaterThan(10 * KB);
    expect(bytes).toBeLessThanOrEqual(45 * KB);
  });

  test('the faces of the charts take 2 kB more, and the first page 28 kB of script in all', () => {
    expect(scriptBytes('complaints/index.html') - scriptBytes('data/index.html')).toBeLessThanOrEqual(2 * KB);
    expect(scriptBytes('index.html')).toBeLessThanOrEqual(28 * KB);
  });
});

describe('every page', () => {
  test('inlines no style and no script, and loads nothing from anywhere else', () => {
    for (const page of pages) {
      const html = htmlOf(page);
      // In a value the signs of markup are words: an operator may have written them.
      expect(html.replace(/="[^"]*"/g, '=""'), page).not.toMatch(
        / style=|<style|<script(?![^>]* src=)| on[a-z]+="/,
      );
      const loaded = matches(page, /<(?:script|link|img|iframe|source)[^>]* (?:src|href)="([^"]+)"/g);
      expect(
        loaded.filter((address) => !address.startsWith('/') || address.startsWith('//')),
        page,
      ).toEqual([]);
    }
    for (const file of readdirSync(join(site, '_astro'))) {
      const text = readFileSync(join(site, '_astro', file), 'utf8');
      // A name space is a name and no address that is ever asked.
      expect(text.replaceAll('http://www.w3.org/2000/svg', ''), file).not.toMatch(
        /https?:\/\/|url\((?!["']?(data:|#))/,
      );
    }
  });

  test('names title, description and picture for where its address is shared', () => {
    for (const page of ['index.html', 'methods/offered/index.html', 'es/data/index.html']) {
      const tag = (name: string) =>
        matches(page, new RegExp(`<meta property="og:${name}" content="([^"]+)"`, 'g'));
      expect(tag('title'), page).toEqual(matches(page, /<title>([^<]+)<\/title><meta/g));
      expect(tag('description'), page).toEqual(matches(page, /<meta name="description" content="([^"]+)"/g));
      expect(tag('image'), page).toEqual([
        `/share/${page === 'index.html' ? 'index' : page.replace('/index.html', '')}.png`,
      ]);
    }
  });

  test('has ids that are unique, and a title and a description', () => {
    for (const page of pages) {
      const ids = matches(page, / id="([^"]+)"/g);
      expect(
        ids.filter((id, i) => ids.indexOf(id) < i),
        page,
      ).toEqual([]);
      const [head = ''] = htmlOf(page).split('</head>');
      expect(head, page).toMatch(/<title>[^<]+<\/title>/);
      expect(head, page).toMatch(/<meta name="description" content="[^"]+"/);
    }
  });
});

describe('the documents are valid', () => {
  test('by html-validate', () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended'],
      rules: {
        // The style sheet keeps a number on one line; a special space would be copied with it.
        'tel-non-breaking': 'off',
        // A title names a figure and its publisher in full.
        'long-title': 'off',
      },
    });
    const checked = isLong ? pages : ONE_OF_EACH_KIND;
    expect(pages).toEqual(expect.arrayContaining(checked));
    const faults = checked.flatMap((page) =>
      validator
        .validateStringSync(htmlOf(page))
        .results.flatMap(({ messages }) =>
          messages.map(
            ({ line, column, ruleId, message }) => `${page}:${line}:${column} ${ruleId}: ${message}`,
          ),
        ),
    );
    expect(faults).toEqual([]);
  });

  test('by the Nu checker', ({ skip }) => {
    if (!isLong) skip('npm run test:all runs it');
    const checker = findNuChecker();
    if ('reason' in checker) return skip(`only html-validate ran: ${checker.reason}`);
    expect(
      checkWithNu(
        checker.jar,
        pages.map((page) => join(site, page)),
      ),
    ).toEqual([]);
  });
});

test('axe finds nothing on any page, in any language, and none asks anybody else or leaves anything behind', async ({
  skip,
  onTestFinished,
}) => {
  if (!isLong) skip('npm run test:all runs axe on every page; the usual run tries pages of each kind');
  const { origin, browser, close } = await openFixtureSite();
  onTestFinished(close);
  // One page of the browser for all: opening another takes longer than a look at what it shows.
  const page = await browser.newPage({ viewport: { width: 1024, height: 900 }, colorScheme: 'light' });
  const leftBehind = watchReader(page.context(), origin);
  const faults: string[] = [];
  for (const name of pages) {
    await page.goto(`${origin}/${name.replace(/index\.html$/, '')}`);
    const found = [...(await findAxeFaults(page)), ...(await leftBehind(page))];
    faults.push(...found.map((fault) => `${name} ${fault}`));
  }
  expect(faults).toEqual([]);
}, 900_000);
