import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ComplaintsAnswer } from '../../api/contract/complaints.ts';
import type { HistoryAnswer } from '../../api/contract/history.ts';
import type { ReportAnswer, ReportsAnswer } from '../../api/contract/report.ts';
import type { ServiceLevelsAnswer } from '../../api/contract/service-levels.ts';
import { LiveHub } from '../../api/live/hub.ts';
import { listen, type RunningServer } from '../../api/server.ts';
import { parseConfiguration } from '../../db/configuration.ts';
import { PictureDesk } from '../../scripts/pictures/picture-desk.ts';
import { SharePages } from '../../scripts/pictures/share-pages.ts';
import { PAGE_POLICY } from '../../site/page-policy.ts';
import { OPERATOR_FIELDS } from '../../site/words/operator-words.ts';
import { changesFixture } from '../site/changes-fixture.ts';
import { eventsFixture } from '../site/events-fixture.ts';
import { type Files, ORGANISATION, writeFixture } from '../site/published-fixture.ts';
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
/** Fields that hold an operator's own words in answers; `status` does so in actions alone, in cells it says how settled they are. */
const OPERATOR_KEYS = new Set(OPERATOR_FIELDS);

/** The made-up company's files, with a day that was a holiday and had an outage. */
function filesWithEverything(): Files {
  const files = eventsFixture().set('changes', changesFixture());
  const [path, report] = [...files].find(([path]) => path.startsWith('reports/')) as [string, ReportAnswer];
  const outage = {
    from: `${report.date}T09:00:00+00:00`,
    to: `${report.date}T10:00:00+00:00`,
    channel: null,
  };
  files.set(path, { ...report, holiday: 'Founder’s day', outages: [{ ...outage, note: 'a cable was cut' }] });
  const list = files.get('reports') as ReportsAnswer;
  const holiday = list.days.date.map((date) => (date === report.date ? 'Founder’s day' : null));
  files.set('reports', { ...list, days: { ...list.days, holiday } });
  // A cause that is part of another, and promises that say what they leave out.
  const complaints = files.get('complaints/latest') as ComplaintsAnswer;
  const { causes } = complaints;
  const parts = {
    parent: causes.cause.map(() => 'delivery'),
    parentLabel: causes.cause.map(() => 'Delivery'),
  };
  files.set('complaints/latest', { ...complaints, causes: { ...causes, ...parts } });
  for (const [at, answer] of files) {
    if (!at.startsWith('service-levels')) continue;
    const levels = answer as ServiceLevelsAnswer;
    const clocks = levels.clocks.map((clock) => ({
      ...clock,
      rules: clock.rules.map((rule) => ({ ...rule, exclusions: 'Calls during a power cut' })),
    }));
    files.set(at, { ...levels, clocks });
  }
  return files;
}

/** Which of these fields were there to be poisoned: a field that no answer holds proves nothing. */
const poisoned = new Set<string>();

/** A published answer with these words in every field that an operator writes. */
function poison(answer: unknown, words: string, fields = OPERATOR_KEYS): unknown {
  if (Array.isArray(answer)) return answer.map((one) => poison(one, words, fields));
  if (typeof answer !== 'object' || answer === null) return answer;
  return Object.fromEntries(
    Object.entries(answer).map(([key, value]) => {
      const isList = Array.isArray(value) && value.some((one) => typeof one === 'string');
      if (!fields.has(key) || !(isList || typeof value === 'string'))
        return [key, poison(value, words, fields)];
      poisoned.add(key);
      return [key, isList ? value.map((one, i) => (one === null ? null : `${words} ${i}`)) : words];
    }),
  );
}

const fieldsOf = (path: string) =>
  /^actions(\/[^/]+)?$/.test(path) ? new Set([...OPERATOR_KEYS, 'status']) : OPERATOR_KEYS;

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
const streams: LiveHub[] = [];
const banks: SmallBank[] = [];
const desk = new PictureDesk();

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'candour-hostile-'));
  for (const [kind, words] of Object.entries(HOSTILE)) {
    const published = join(work, kind, 'published');
    const files = new Map(
      [...filesWithEverything()].map(([path, answer]) => [
        path,
        // The registry's words are ours.
        path === 'metrics' ? answer : poison(answer, words, fieldsOf(path)),
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
    const live = new LiveHub();
    streams.push(live);
    const app = bank.app({
      live,
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
  for (const live of streams) live.stop();
  await Promise.all([...servers.map((server) => server.stop()), desk.stop()]);
  for (const bank of banks) bank.close();
  rmSync(work, { recursive: true, force: true });
});

/** Every page but those of which there is one a metric, a day, an action: of each of these folders the longest. */
function onePageOfEachKind(built: string): string[] {
  const pages = readdirSync(built, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(^|\/)index\.html$/.test(name))
    .map((name) => `/${dirname(name)}/`.replace('/./', '/'))
    // Other languages have the same components: their first page stands for them.
    .filter((page) => !/^\/(es|fr)\/./.test(page))
    .sort();
  const kinds = Map.groupBy(pages, (page) =>
    page.replace(/\/(methods|reports|actions)\/[^/]+\//, '/$1/one/'),
  );
  const lengthOf = (page: string) => statSync(join(built, page, 'index.html')).size;
  return [...kinds.values()].map((some) => some.sort((one, other) => lengthOf(other) - lengthOf(one))[0]!);
}

/** What one visit to a page has shown, of which each test reads its part. */
interface Seen {
  path: string;
  /** how many of these there are, that should not be */
  counts: Record<string, number | null>;
  title: string;
  links: string[];
  frame: string[];
  text: string;
  /** every text of the document, and its title */
  lines: string[];
  /** what is broader than a telephone */
  wide: string[];
}

const visited = new Map<string, Promise<Seen[]>>();

/** All pages of a site, each opened once, broad and then narrow. */
function seen(kind: string): Promise<Seen[]> {
  const known = visited.get(kind) ?? visitAll(sites.get(kind)!);
  visited.set(kind, known);
  return known;
}

async function visitAll({ origin, pages }: { origin: string; pages: string[] }): Promise<Seen[]> {
  expect(pages.length).toBeGreaterThan(8);
  // Two at once: a page waits for its scripts and its pictures.
  const left = pages.entries();
  const all: Seen[] = [];
  const visitNext = async () => {
    for (const [at, path] of left) all[at] = await visit(`${origin}${path}`, (page) => look(page, path));
  };
  await Promise.all([visitNext(), visitNext()]);
  return all;
}

async function look(page: Page, path: string): Promise<Seen> {
  // What scripts write is read too.
  if (path === '/history/') await page.locator('.explorer-chart svg.chart-now').first().waitFor();
  const broad = await page.evaluate(readDocument);
  await page.setViewportSize({ width: 320, height: 800 });
  // What is folded pushes nothing; opened it may.
  for (const details of await page.locator('summary:visible').all()) await details.click();
  return { path, ...broad, wide: await page.evaluate(findWide) };
}

/** Runs in the page. */
function readDocument() {
  const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  const lines = [document.title];
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode())
    lines.push(node.textContent ?? '');
  const foreign = 'img, iframe, object, embed, base, form:not(.explorer-controls, [method=dialog])';
  const hasHandler = (one: Element) => [...one.attributes].some(({ name }) => name.startsWith('on'));
  return {
    counts: {
      broken: (window as unknown as { broken?: number }).broken ?? null,
      // What the explorer's script places by hand it may; the document says nothing of it.
      inline: document.querySelectorAll('script:not([src]), style, [style]:not(candour-history *)').length,
      foreign: document.querySelectorAll(foreign).length,
      handlers: [...document.querySelectorAll('*')].filter(hasHandler).length,
      titles: document.querySelectorAll('head > title').length,
    },
    title: document.title,
    links: [...document.querySelectorAll('a[href], link[href]')].map((one) => one.getAttribute('href') ?? ''),
    frame: [...document.body.children].map(({ localName }) => localName),
    text: document.body.textContent ?? '',
    lines,
  };
}

/** Runs in the page. */
function findWide(): string[] {
  if (document.documentElement.scrollWidth <= innerWidth) return [];
  return (
    [...document.querySelectorAll('body *')]
      // What scrolls in a box of its own pushes nothing.
      .filter((one) => one.closest('.table-box') === null || one.matches('.table-box'))
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
      .slice(0, 4)
      .map((one) => `${one.localName}.${one.getAttribute('class')} in ${one.parentElement?.localName}`)
  );
}

async function visit<T>(
  address: string,
  look: (page: Page) => Promise<T>,
  before: (page: Page) => Promise<unknown> = async () => {},
): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1024, height: 800 } });
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
  await before(page);
  const response = await page.goto(address);
  expect(response?.headers()['content-security-policy'], address).toBe(
    `${PAGE_POLICY}; frame-ancestors ${address.includes('/embed/') ? '*' : "'none'"}`,
  );
  const seen = await look(page);
  await context.close();
  expect(faults, address).toEqual([]);
  return seen;
}

/** Whether an override is left open in a line, or letters that read leftwards stand outside of isolating marks. */
function isTurned(line: string): boolean {
  let depth = 0;
  for (const letter of line) {
    if (/[\u202a-\u202e\u2066\u2067]/.test(letter)) return true;
    if (letter === '\u2068') depth += 1;
    if (letter === '\u2069') depth -= 1;
    if (depth < 0) return true;
  }
  return depth !== 0 || /[\u0590-\u06ff]/.test(line.replace(/\u2068[^\u2069]*\u2069/g, ''));
}

const plain = (text: string) =>
  text
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

describe.each(Object.keys(HOSTILE) as (keyof typeof HOSTILE)[])(
  'hostile words of %s in every field',
  (kind) => {
    test('run nothing, make no element, lead nowhere, and leave the title whole', async () => {
      for (const { path, counts, title, frame, links } of await seen(kind)) {
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
      for (const { path, text } of await seen(kind))
        expect(plain(text), path).toContain(plain(HOSTILE[kind]));
    });

    test('stay words in the explorer at work: in what is split, its table and what happened beside it', async () => {
      const words = HOSTILE[kind];
      const opening = eventsFixture().get('history/opening') as HistoryAnswer;
      const panels = opening.panels.map((panel) => ({ ...panel, filter: { cause: 'own' } }));
      const view = { ...opening.view, by: 'cause', range: '6m' };
      const body = JSON.stringify(poison({ ...opening, panels, view }, words));
      const { origin } = sites.get(kind)!;
      const before = (page: Page) =>
        page.route('**/api/v1/history?**', (route) =>
          route.fulfill({ contentType: 'application/json', body }),
        );
      const found = await visit(
        `${origin}/history/?metric=offered&range=6m&by=cause`,
        async (page) => {
          await page.locator('.explorer-chart svg.chart-now .panel-heading').first().waitFor();
          await page.locator('[data-part=events] a').first().waitFor();
          const part = (name: string) => page.locator(`[data-part=${name}]`).innerText();
          const texts = [await page.locator('.explorer-chart svg.chart-now').first().textContent()];
          for (const name of ['statement', 'events', 'table']) texts.push(await part(name));
          return { ...(await look(page, '/history/')), texts };
        },
        before,
      );
      expect(found.counts).toEqual({ broken: null, inline: 0, foreign: 0, handlers: 0, titles: 1 });
      expect(found.wide.join('\n')).toBe('');
      // A picture cuts what is too long for it.
      const [drawn, ...written] = found.texts;
      expect(plain(drawn ?? '')).toContain(plain(words).slice(0, 8));
      for (const text of written) expect(plain(text ?? '')).toContain(plain(words));
      expect(found.lines.filter(isTurned)).toEqual([]);
    });

    test('do not push any page sideways on a telephone', async () => {
      const wide = (await seen(kind)).flatMap(({ path, wide }) => wide.map((one) => `${path}: ${one}`));
      expect(wide.join('\n')).toBe('');
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

test('every field that is known to hold an operator’s words was there, and held these', () => {
  // These no answer has as yet that a page reads.
  const absent = OPERATOR_FIELDS.filter((field) => !poisoned.has(field));
  expect(absent).toEqual(['owner', 'owner_role']);
  expect([...poisoned]).toContain('status');
});

test('words that turn the direction keep to themselves: no override is left open in any line', async () => {
  for (const { path, lines } of await seen('direction')) {
    expect(lines.filter(isTurned).slice(0, 3), path).toEqual([]);
  }
});

test('a configuration takes every one of these words, and refuses only what runs', () => {
  for (const words of Object.values(HOSTILE)) {
    const parsed = parseConfiguration(
      JSON.stringify({
        organisation: {
          ...{ name: words, timeZone: 'Europe/London' },
          contact: [{ channel: 'phone', label: words, value: '+44 20 7946 0000' }],
        },
        queues: { A: words },
        causes: { b: { label: words, parent: 'billing' } },
        promises: [{ id: 'p', words }],
        outages: [{ from: '2026-01-01T00:00:00Z', to: '2026-01-01T01:00:00Z', note: words }],
        coding: { words, how: 'agent' },
        ideas: { words, href: 'https://example.org/ideas' },
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
