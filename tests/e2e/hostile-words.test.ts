import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listen, type RunningServer } from '../../api/server.ts';
import { parseConfiguration } from '../../db/configuration.ts';
import { PictureDesk } from '../../scripts/pictures/picture-desk.ts';
import { SharePages } from '../../scripts/pictures/share-pages.ts';
import { PAGE_POLICY } from '../../site/page-policy.ts';
import { ORGANISATION, publishedFixture, writeFixture } from '../site/published-fixture.ts';
import { launchBrowser } from '../support/browser.ts';
import { SmallBank } from '../support/small-bank.ts';
import { buildPages } from '../support/static-site.ts';

const RUNS = '<script>window.broken=1;alert(1)</script>';
const OVERRIDE = '\u202e';
/** What each is meant to break is what its name says. */
const HOSTILE = {
  markup: `${RUNS}"'><img src=x onerror="window.broken=1"></title></svg>]]>--><!-- {{7*7}}\${7*7} &amp; &lt;b&gt;`,
  direction: `שלום${OVERRIDE}gnorw si${'\u202d\u2067'} siht \u200f\u061c\u200b\u200d\ufeff\u2069\u2069 مرحبا`,
  length: 'Wort'.repeat(125),
  emoji: `${'👩🏽‍🚒🏳️‍🌈🚚'.repeat(20)} ${'é'.normalize('NFD').repeat(40)}`,
};
/** Keys of published answers under which an operator's own words stand, beside those that definitions are written in. */
const OPERATOR_KEYS = new Set([
  'name',
  'label',
  'words',
  'note',
  'title',
  'summary',
  'licence',
  'queue',
  'ownerRole',
]);

/** A published answer with these words in every field that an operator writes. */
function poison(answer: unknown, words: string): unknown {
  if (Array.isArray(answer)) return answer.map((one) => poison(one, words));
  if (typeof answer !== 'object' || answer === null) return answer;
  return Object.fromEntries(
    Object.entries(answer).map(([key, value]) => {
      if (!OPERATOR_KEYS.has(key)) return [key, poison(value, words)];
      if (typeof value === 'string') return [key, words];
      const isList = Array.isArray(value) && value.every((one) => typeof one === 'string');
      return [key, isList ? value.map((_, i) => `${words} ${i}`) : poison(value, words)];
    }),
  );
}

const CHANNELS = ['phone', 'email', 'web', 'social', 'post', 'chat', 'in_person', 'other'];
/** Every kind of way to get in touch leads to the same bad place. */
const waysTo = (words: string) =>
  CHANNELS.flatMap((channel) =>
    [
      words,
      'javascript:alert(1)//',
      ' JaVaScRiPt:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      'https://x.example/"><script>',
    ].map((value) => ({ channel, label: words, value, tollFree: channel === 'phone' })),
  );

const organisationWith = (words: string) => ({
  ...(poison(ORGANISATION, words) as typeof ORGANISATION),
  contact: waysTo(words),
});

let work = '';
let browser: Browser;
const sites = new Map<string, { origin: string; pages: string[] }>();
const servers: RunningServer[] = [];
const banks: SmallBank[] = [];
const desk = new PictureDesk();

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'candour-hostile-'));
  for (const [kind, words] of Object.entries(HOSTILE)) {
    const published = join(work, kind, 'published');
    const files = new Map(
      [...publishedFixture()].map(([path, answer]) => [
        path,
        path === 'metrics' ? answer : poison(answer, words),
      ]),
    );
    files.set('organisation', organisationWith(words));
    writeFixture(published, files);
    const built = buildPages(published, join(work, kind, 'built'));
    mkdirSync(join(built, 'data'), { recursive: true });
    renameSync(join(published, 'data', 'v1'), join(built, 'data', 'v1'));
    const bank = new SmallBank({ isEmpty: true });
    banks.push(bank);
    const shares = new SharePages(built);
    const app = bank.app({
      staticRoot: built,
      pagePolicy: PAGE_POLICY,
      answerMore: (request) => shares.answer(request, desk),
    });
    const listening = await listen(app, { host: '127.0.0.1', port: 0 });
    if (!listening.ok) throw new Error(listening.problem);
    servers.push(listening.server);
    sites.set(kind, { origin: listening.server.address, pages: onePageOfEachKind(built) });
  }
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await Promise.all([...servers.map((server) => server.stop()), desk.stop()]);
  for (const bank of banks) bank.close();
  rmSync(work, { recursive: true, force: true });
});

/** Every page but those of which there is one a metric, a day, an action: of each of these folders the first. */
function onePageOfEachKind(built: string): string[] {
  const pages = readdirSync(built, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(^|\/)index\.html$/.test(name))
    .map((name) => `/${dirname(name)}/`.replace('/./', '/'))
    // Other languages have the same components: their first page stands for them.
    .filter((page) => !/^\/(es|fr)\/./.test(page))
    .sort();
  const kinds = new Map(
    pages.map((page) => [page.replace(/\/(methods|reports|actions)\/[^/]+\//, '/$1/one/'), page]),
  );
  return [...kinds.values()];
}

async function visit<T>(address: string, width: number, look: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width, height: 800 } });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('dialog', (dialog) => {
    faults.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    if (/error|warning/.test(message.type())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  const response = await page.goto(address);
  expect(response?.headers()['content-security-policy'], address).toBe(
    `${PAGE_POLICY}; frame-ancestors 'self'`,
  );
  const seen = await look(page);
  await context.close();
  expect(faults, address).toEqual([]);
  return seen;
}

describe.each(Object.keys(HOSTILE) as (keyof typeof HOSTILE)[])(
  'hostile words of %s in every field',
  (kind) => {
    test('run nothing, make no element, lead nowhere, and leave the title whole', async () => {
      const { origin, pages } = sites.get(kind)!;
      expect(pages.length).toBeGreaterThan(8);
      for (const path of pages) {
        const found = await visit(`${origin}${path}`, 1024, (page) =>
          page.evaluate(() => ({
            broken: (window as unknown as { broken?: number }).broken ?? null,
            inline: document.querySelectorAll('script:not([src]), style, [style]').length,
            foreign: document.querySelectorAll(
              'img, iframe, object, embed, base, form:not(.explorer-controls, [method=dialog])',
            ).length,
            handlers: [...document.querySelectorAll('*')].filter((one) =>
              [...one.attributes].some(({ name }) => name.startsWith('on')),
            ).length,
            titles: document.querySelectorAll('head > title').length,
            title: document.title,
            links: [...document.querySelectorAll('a[href], link[href]')].map(
              (one) => one.getAttribute('href') ?? '',
            ),
            frame: [...document.body.children].map(({ localName }) => localName),
          })),
        );
        const { links, title, frame, ...counts } = found;
        expect(counts, path).toEqual({ broken: null, inline: 0, foreign: 0, handlers: 0, titles: 1 });
        expect(title.length, path).toBeGreaterThan(3);
        expect(frame, path).toContain('main');
        const strange = links.filter(
          (href) => !/^(https?:\/\/[^\s<>]*$|mailto:|tel:\+?\d*$|\/|#|\.)/.test(href),
        );
        expect(strange, path).toEqual([]);
      }
    });

    test('are read as they were written, in the masthead of every page', async () => {
      const { origin, pages } = sites.get(kind)!;
      const plain = (text: string) =>
        text
          .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
          .replace(/\s+/g, ' ')
          .trim();
      for (const path of pages) {
        const text = await visit(`${origin}${path}`, 1024, (page) =>
          page.evaluate(() => document.body.textContent),
        );
        expect(plain(text ?? ''), path).toContain(plain(HOSTILE[kind]));
      }
    });

    test('do not push any page sideways on a telephone', async () => {
      const { origin, pages } = sites.get(kind)!;
      const wide: string[] = [];
      for (const path of pages) {
        const culprits = await visit(`${origin}${path}`, 320, async (page) => {
          for (const details of await page.locator('summary').all()) await details.click();
          return page.evaluate(() => {
            if (document.documentElement.scrollWidth <= innerWidth) return [];
            return (
              [...document.querySelectorAll('body *')]
                // What scrolls in a box of its own pushes nothing.
                .filter((one) => one.closest('.table-box') === null || one.matches('.table-box'))
                .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
                .slice(0, 4)
                .map(
                  (one) => `${one.localName}.${one.getAttribute('class')} in ${one.parentElement?.localName}`,
                )
            );
          });
        });
        if (culprits.length > 0) wide.push(`${path}: ${culprits.join(', ')}`);
      }
      expect(wide).toEqual([]);
    });

    test('stand in the share picture of a page, which is one', async () => {
      const { origin, pages } = sites.get(kind)!;
      for (const path of pages.slice(0, 3)) {
        const response = await fetch(`${origin}/share/${path.replace(/^\/|\/$/g, '') || 'index'}.png`);
        expect([response.status, response.headers.get('content-type')], path).toEqual([200, 'image/png']);
      }
    });
  },
);

test('words that turn the direction keep to themselves: no override is left open in any line', async () => {
  const { origin, pages } = sites.get('direction')!;
  for (const path of pages) {
    const lines = await visit(`${origin}${path}`, 1024, (page) =>
      page.evaluate(() => {
        const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
        const found = [document.title];
        for (let node = texts.nextNode(); node !== null; node = texts.nextNode())
          found.push(node.textContent ?? '');
        return found;
      }),
    );
    const open = lines.filter((line) => {
      let depth = 0;
      for (const letter of line) {
        if (/[\u202a-\u202e\u2066\u2067]/.test(letter)) return true;
        if (letter === '\u2068') depth += 1;
        if (letter === '\u2069') depth -= 1;
        if (depth < 0) return true;
      }
      // Right-to-left letters stand nowhere but between isolating marks.
      return depth !== 0 || /[\u0590-\u06ff]/.test(line.replace(/\u2068[^\u2069]*\u2069/g, ''));
    });
    expect(open.slice(0, 3), path).toEqual([]);
  }
});

test('a configuration takes every one of these words, and refuses only what runs', () => {
  for (const words of Object.values(HOSTILE)) {
    const parsed = parseConfiguration(
      JSON.stringify({
        organisation: {
          ...{ name: words, timeZone: 'Europe/London' },
          contact: [{ channel: 'phone', label: words, value: words }],
        },
        queues: { A: words },
        causes: { b: { label: words, parent: 'billing' } },
        promises: [{ id: 'p', words }],
        outages: [{ from: '2026-01-01T00:00:00Z', to: '2026-01-01T01:00:00Z', note: words }],
        licence: words,
      }),
      'test',
    );
    expect(parsed.ok ? parsed.configuration.queues.A : parsed.problems).toBe(words.trim());
  }
});

test('nothing but what printPicture printed is ever set into a page as markup', () => {
  const root = join(import.meta.dirname, '..', '..', 'site');
  const places = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(astro|ts)$/.test(name))
    .flatMap((name) => {
      const text = readFileSync(join(root, name), 'utf8');
      const raw =
        /set:html=\{([^\n]*)\}|\.(?:inner|outer)HTML\s*\+?=(?!=)\s*([^;]*)|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment|srcdoc/g;
      return [...text.matchAll(raw)].map(([found, set, assigned]) => ({
        name,
        text,
        found,
        what: set ?? assigned ?? '',
      }));
    });
  expect(places.length).toBeGreaterThan(0);
  for (const { name, text, found, what } of places) {
    const made = /^printPicture\(/.test(what) || new RegExp(`const ${what} =[^;]*printPicture\\(`).test(text);
    expect(made && /from '[./]*\/charts\/print\.ts'/.test(text), `${name}: ${found}`).toBe(true);
  }
});
