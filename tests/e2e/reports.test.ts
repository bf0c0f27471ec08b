import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReportAnswer, ReportsAnswer } from '../../api/contract/report.ts';
import type { FeedContext } from '../../api/feeds/context.ts';
import { renderAddress } from '../../api/render.ts';
import { formatDay } from '../../db/domain/zone.ts';
import { writePublishedFiles } from '../../scripts/published-files.ts';
import { findPageFaults, NARROW_AND_LIGHT } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import type { RecordsDatabase } from '../support/records-database.ts';
import { FIRST, HOLIDAY, LAST, LOST, NOW, openOffice, SILENT } from '../support/reported-office.ts';
import { buildPages, serveFolders } from '../support/static-site.ts';

const ORDINARY = '2024-03-06';
const CLOSED = '2024-03-10';
const PROVISIONAL = '2024-04-03';
const [WEEK, MONTH] = ['2024-W11', '2024-03'];
const KINDS = [
  '/reports/',
  ...[ORDINARY, CLOSED, PROVISIONAL, LOST, HOLIDAY, '2024-03-12', WEEK, MONTH].map(
    (date) => `/reports/${date}/`,
  ),
];
let work = '';
let site = '';
let records: RecordsDatabase;
let context: FeedContext;
let browser: Browser;
let server: Server;
let origin = '';

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'candour-reports-'));
  ({ records, context } = openOffice());
  const published = join(work, 'published');
  writePublishedFiles(context, LAST, published);
  site = buildPages(published, join(work, 'built'), new Date(NOW * 1000).toISOString());
  ({ server, origin } = await serveFolders(site, published));
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
  records?.close();
  rmSync(work, { recursive: true, force: true });
});

async function visit<T>(
  path: string,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<T>,
): Promise<T> {
  const opened = await browser.newContext(options);
  const page = await opened.newPage();
  const faults: string[] = [];
  page.on('console', (message) => faults.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(`${origin}${path}`);
  const seen = await look(page);
  await opened.close();
  expect(faults).toEqual([]);
  return seen;
}

const textOf = (path: string) =>
  visit(path, { javaScriptEnabled: false }, async (page) =>
    (await page.innerText('main')).replaceAll('\u00a0', ' ').replaceAll('\u2060', ''),
  );
const reportOf = (date: string) =>
  JSON.parse(renderAddress(context, `/api/v1/reports/${date}`).body) as ReportAnswer;

test('a report begins with what the day was, against an ordinary one', async () => {
  const heading = await visit(`/reports/${ORDINARY}/`, {}, (page) => page.textContent('h1'));
  expect(heading?.replaceAll('\u00a0', ' ')).toMatch(
    /^Wednesday,? 6 March 2024: 227 contacts, about as many as on an ordinary Wednesday$/,
  );
});

test('every figure of its table is that of the API, beside those of a week and a year before', async () => {
  const report = reportOf(ORDINARY);
  const cells = await visit(`/reports/${ORDINARY}/`, { javaScriptEnabled: false }, (page) =>
    page.evaluate(() => {
      const row = document.querySelector('#day tbody tr');
      return [...(row?.children ?? [])].map((cell) => cell.textContent?.trim());
    }),
  );
  const at = report.figures.metric.indexOf('offered');
  expect(cells).toEqual([
    'Contacts',
    ...[String(report.figures.value[at]), String(report.figures.previous.value[at]), 'no record'],
  ]);
});

test('every hour of its table is that of the API, with the usual beside it', async () => {
  const { hours } = reportOf(ORDINARY).contacts;
  const rows = await visit(`/reports/${ORDINARY}/`, { javaScriptEnabled: false }, (page) =>
    page.evaluate(() =>
      [...document.querySelectorAll('#hours tbody tr')].map((row) =>
        [...row.children].map((cell) => cell.textContent?.trim()),
      ),
    ),
  );
  const said = (value: number | null | undefined, status: string | undefined) =>
    value === null || value === undefined ? status : String(value);
  expect(rows).toEqual(
    hours.start.map((start, i) => [
      ...[start.slice(11, 16), said(hours.value[i], hours.status[i])],
      said(hours.usual.value[i], hours.usual.status[i]),
    ]),
  );
});

test('targets are said to be met or missed as the API says', async () => {
  const all = await visit(`/reports/${ORDINARY}/`, {}, (page) => page.textContent('main'));
  const text = (all ?? '').replaceAll('\u00a0', ' ');
  expect(reportOf(ORDINARY).targets.map(({ isMet }) => isMet)).toEqual([true, false, true]);
  expect(text).toContain('2 of the 3 targets that can be judged were met.');
  expect(text).toMatch(/target 80%: met/);
  expect(text).toMatch(/target 90%: missed/);
  expect(text).toMatch(/target 10%: met/);
});

test('what a figure is held against stands under that of the day, in no column of its own', async () => {
  const row = await visit(`/reports/${ORDINARY}/`, {}, (page) =>
    page
      .locator('#channels tbody tr', { hasText: 'target 80%' })
      .first()
      .evaluate((one) =>
        [...one.children].map((cell) => cell.querySelector('.cell-note')?.textContent ?? ''),
      ),
  );
  expect(row).toEqual(['', 'target 80%: met', '', '']);
});

test('no section is titled twice: a folded table is called by what it shows, an open one by its caption', async () => {
  const said = await visit(`/reports/${ORDINARY}/`, {}, (page) =>
    page.evaluate(() => ({
      names: [...document.querySelectorAll('.face-table .face-name')].length,
      summaries: [...document.querySelectorAll('.face-table summary')].map((one) => one.textContent),
      captions: [...document.querySelectorAll('.face-table .table-caption')].map((one) => one.textContent),
    })),
  );
  expect(said.names).toBe(0);
  expect(said.summaries).toEqual([
    ...['Table: contacts by hour', 'Table: all figures', 'The figures as a table'],
  ]);
  expect(said.captions).not.toContain('Contacts by hour');
  expect(said.captions).toEqual(expect.arrayContaining(['Phone', 'Chat']));
});

test('the table of all channels together has no waits, those of each channel have', async () => {
  const rows = (selector: string) =>
    visit(`/reports/${ORDINARY}/`, {}, (page) => page.locator(`${selector} tbody th`).allTextContents());
  const waits = ['Typical wait', '90 in 100 get through within', 'Longest wait'];
  const named = (names: string[]) => names.filter((name) => waits.includes(name));
  expect(await rows('#day')).toContain('Gave up waiting');
  expect(named(await rows('#day'))).toEqual([]);
  expect(new Set(named(await rows('#channels')))).toEqual(new Set(waits));
});

test('a day that is provisional, closed, lost, a holiday or with an outage says so', async () => {
  expect(await textOf(`/reports/${PROVISIONAL}/`)).toContain(
    'These figures are provisional: late records may change them until 10 April 2024.',
  );
  expect(await textOf(`/reports/${CLOSED}/`)).toMatch(/Sunday,? 10 March 2024: closed/);
  expect(await textOf(`/reports/${LOST}/`)).toMatch(/Thursday,? 15 February 2024: no records/);
  expect(await textOf(`/reports/${HOLIDAY}/`)).toContain('It was a public holiday: a holiday.');
  expect(await textOf('/reports/2024-03-12/')).toContain(
    'From 09:30 to 11:00 there was an outage (Phone): exchange down.',
  );
  // What one channel lacks, the day lacks.
  expect(await textOf('/reports/2024-03-12/')).toContain('so its figures are incomplete');
});

test('a day with an hour of silence is not called a quiet one', async () => {
  const text = await textOf(`/reports/${SILENT}/`);
  expect(text).toMatch(/Friday,? 15 March 2024: 212 contacts on record, and part of the day without/);
  expect(text).toContain('No records from 16:00 to 17:00: that is not zero.');
});

test('a report begins with five sentences that say what the API found, and hold no more than it does', async () => {
  for (const id of [ORDINARY, MONTH]) {
    const sentences = await visit(`/reports/${id}/`, {}, (page) =>
      page.locator('.report-findings li').allTextContents(),
    );
    const { findings, silence } = reportOf(id);
    expect([sentences.length, silence], id).toEqual([5, null]);
    expect(findings).toHaveLength(5);
    const changed = sentences.filter((one) => / (more|fewer) than |(up|down) [\d.]+ points/.test(one)).length;
    const judged = JSON.stringify(findings).match(/"verdict":"(rose|fell)"/g)?.length ?? 0;
    expect(changed, id).toBeLessThanOrEqual(judged);
  }
  expect(await textOf(`/reports/${CLOSED}/`)).toContain('We were closed: there is no more to say.');
});

test('its chapters follow one another: volume, reasons, promises, complaints, actions, satisfaction', async () => {
  const order = (id: string) =>
    visit(`/reports/${id}/`, {}, (page) =>
      page.locator('main .figure').evaluateAll((all) => all.map((one) => one.id)),
    );
  const after = ['reasons', 'levels', 'complaints', 'actions', 'satisfaction', 'day', 'channels'];
  expect(await order(ORDINARY)).toEqual(['hours', ...after]);
  expect(await order(MONTH)).toEqual(['days', ...after]);
  expect(await order(CLOSED)).toEqual(['hours']);
});

test('a report is printed on two sheets at most, with the table under its chart', async () => {
  for (const id of [ORDINARY, WEEK, MONTH]) {
    const sheets = await visit(`/reports/${id}/`, {}, async (page) => {
      const margin = { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' };
      const pdf = await page.pdf({ format: 'A4', margin });
      return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length;
    });
    expect(sheets, id).toBeLessThanOrEqual(2);
    expect(sheets, id).toBeGreaterThan(0);
  }
});

test('a week leads to its days’ month and to the week before, and names its outage', async () => {
  const text = await textOf(`/reports/${WEEK}/`);
  expect(text).toMatch(/Week 11 of 2024, 11 March to 17 March 2024/);
  expect(text).toContain('exchange down');
  const page = readFileSync(join(site, 'reports', WEEK!, 'index.html'), 'utf8');
  for (const to of ['2024-W10', '2024-W12', '2024-03']) expect(page).toContain(`href="/reports/${to}/"`);
});

test('from each day the way leads to the one before and the one after, from the first to the last', () => {
  const steps = (date: string) => {
    const page = readFileSync(join(site, 'reports', date, 'index.html'), 'utf8');
    const to = (rel: string) =>
      [...page.matchAll(new RegExp(`<a href="/reports/([\\d-]+)/" rel="${rel}"`, 'g'))].map(([, day]) => day);
    return [new Set(to('prev')), new Set(to('next'))].map((found) => [...found]);
  };
  for (let day = FIRST; day <= LAST; day++) {
    expect(steps(formatDay(day)), formatDay(day)).toEqual([
      day === FIRST ? [] : [formatDay(day - 1)],
      day === LAST ? [] : [formatDay(day + 1)],
    ]);
  }
});

test('there is a page for every day, week and month of the list in every language, and for no other', () => {
  const list = JSON.parse(renderAddress(context, '/api/v1/reports').body) as ReportsAnswer;
  for (const folder of ['reports', 'es/reports', 'fr/reports']) {
    const pages = readdirSync(join(site, folder)).filter((name) => name !== 'index.html');
    const listed = [...list.days.date, ...list.weeks.date, ...list.months.date];
    expect(pages.sort(), folder).toEqual(listed.sort());
  }
});

test('the list begins with what the latest day was, and says under it how many there are', async () => {
  const text = await textOf('/reports/');
  expect(text).toMatch(/Wednesday,? 3 April: 227 contacts, about as many as on an ordinary Wednesday/);
  expect(text).toContain('Days with a report: 94; weeks: 13; months: 3.');
});

test('the darker a day of the list, the more contacts it had', async () => {
  const days = await visit('/reports/', {}, (page) =>
    page.evaluate(() =>
      [...document.querySelectorAll('.report-days li')].map((day) => ({
        count: Number(day.querySelector('.report-count')?.textContent || Number.NaN),
        tint: Number(/tint-(\d)/.exec(day.className)?.[1] ?? Number.NaN),
      })),
    ),
  );
  const counted = days.filter(({ count }) => !Number.isNaN(count)).sort((a, b) => a.count - b.count);
  expect(counted.every(({ tint }, i) => i === 0 || tint >= counted[i - 1]!.tint)).toBe(true);
  expect(counted.at(-1)?.tint).toBe(4);
  expect(days.filter(({ count }) => Number.isNaN(count)).every(({ tint }) => Number.isNaN(tint))).toBe(true);
});

test('the list leads to every day and names its contacts and how settled they are', async () => {
  const list = JSON.parse(renderAddress(context, '/api/v1/reports').body) as ReportsAnswer;
  const { value } = list.figures.find(({ metric }) => metric === 'offered')!;
  const days = await visit('/reports/', {}, (page) =>
    page.evaluate(() =>
      [...document.querySelectorAll('.report-days a')].map((link) => ({
        href: link.getAttribute('href') ?? '',
        name: link.getAttribute('aria-label') ?? '',
        count: link.querySelector('.report-count')?.textContent ?? '',
      })),
    ),
  );
  expect(days).toHaveLength(list.days.date.length);
  list.days.date.forEach((date, i) => {
    const day = days.find(({ href }) => href === `/reports/${date}/`);
    expect(day?.count, date).toBe(value[i] === null ? '' : String(value[i]));
    expect(day?.name.includes('provisional'), date).toBe(list.days.state[i] === 'provisional');
  });
  expect(days.find(({ href }) => href.includes(CLOSED))?.name).toMatch(/: closed$/);
});

test.each([320, 375, 720, 1024, 1055, 1600])(
  'on a page of %i px a chart is as broad as its column, with words of 12 px at least',
  async (width) => {
    const seen = await visit(`/reports/${ORDINARY}/`, { viewport: { width, height: 900 } }, (page) =>
      page.evaluate(() => {
        const charts = [...document.querySelectorAll<SVGSVGElement>('#hours svg.chart')];
        const chart = charts.find((one) => one.getBoundingClientRect().width > 0)!;
        const scale = chart.getBoundingClientRect().width / chart.viewBox.baseVal.width;
        const sizes = [...chart.querySelectorAll('text')].map(
          (text) => Number.parseFloat(getComputedStyle(text).fontSize) * scale,
        );
        const column = chart.parentElement!.getBoundingClientRect().width;
        return {
          ...{ least: Math.min(...sizes), most: Math.max(...sizes) },
          left: column - chart.getBoundingClientRect().width,
        };
      }),
    );
    expect(seen.least).toBeGreaterThanOrEqual(12);
    expect(seen.most).toBeLessThan(19);
    expect(seen.left).toBeLessThan(1);
  },
);

test('a report in another language says the same numbers in its own words', async () => {
  expect(await textOf(`/es/reports/${ORDINARY}/`)).toMatch(
    /227 contactos, aproximadamente los de un miércoles habitual/,
  );
  expect(await textOf(`/fr/reports/${ORDINARY}/`)).toMatch(
    /227 contacts, à peu près autant qu’un mercredi ordinaire/,
  );
});

test('downloads of a report are the very bytes that the API answers with', async () => {
  const links = await visit(`/reports/${ORDINARY}/`, {}, (page) =>
    page.evaluate(() =>
      [...document.querySelectorAll('a[download]')].map((link) => link.getAttribute('href') ?? ''),
    ),
  );
  expect(links.sort()).toEqual([`/data/v1/reports/${ORDINARY}.csv`, `/data/v1/reports/${ORDINARY}.json`]);
  for (const link of links) {
    const address = link.replace('/data/v1/', '/api/v1/').replace(/\.json$/, '');
    expect(await (await fetch(`${origin}${link}`)).text(), link).toBe(renderAddress(context, address).body);
  }
});

test('no link of a report leads nowhere, and it leads to its day in the history', async () => {
  const dead: string[] = [];
  for (const path of KINDS) {
    const links = await visit(path, {}, (page) =>
      page.locator('a[href^="/"]').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? '')),
    );
    if (path !== '/reports/') {
      const { from, to } = reportOf(path.split('/')[2]!);
      expect(links).toContain(`/history/?metric=offered&from=${from}&to=${to}`);
    }
    for (const link of new Set(links)) {
      // The API is no part of the static site, and the history has its own tests.
      if (link.startsWith('/api/') || link.startsWith('/history/')) continue;
      if ((await fetch(`${origin}${link}`)).status !== 200) dead.push(`${path}: ${link}`);
    }
  }
  expect(dead).toEqual([]);
});

test('a report asks for no script but those of the frame: theme, menu and hours', async () => {
  const opened = await browser.newContext();
  const page = await opened.newPage();
  const scriptsOf = async (path: string) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${origin}${path}`);
    page.removeAllListeners('request');
    return asked.filter((one) => one.endsWith('.js')).sort();
  };
  const frame = await scriptsOf('/methods/');
  expect(frame.length).toBeGreaterThan(0);
  expect(await scriptsOf(`/reports/${ORDINARY}/`)).toEqual(frame);
  expect(await page.locator('main script, [style], style').count()).toBe(0);
  await opened.close();
});

test('axe finds nothing, and nothing scrolls sideways, light and dark', async () => {
  for (const path of [...KINDS, `/es/reports/${ORDINARY}/`, '/fr/reports/']) {
    await visit(path, NARROW_AND_LIGHT, async (page) => {
      for (const details of await page.locator('summary').all()) await details.click();
      const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
      expect(new Set(ids).size, `ids of ${path}`).toBe(ids.length);
      expect(await findPageFaults(page), path).toEqual([]);
    });
  }
});

test('at every width one placement of the chart is seen, with no word of it cut off', async () => {
  for (const width of [320, 375, 768, 1024, 1600, 2560]) {
    const { cut, shown } = await visit(
      `/reports/${ORDINARY}/`,
      { viewport: { width, height: 900 } },
      (page) =>
        page.evaluate(() => {
          const charts = [...document.querySelectorAll('figure svg')].filter(
            (svg) => svg.getClientRects().length > 0,
          );
          const isCut = (text: Element, frame: DOMRect) => {
            const box = text.getBoundingClientRect();
            return box.left < frame.left - 2 || box.right > frame.right + 2 || box.bottom > frame.bottom + 2;
          };
          return {
            shown: charts.length,
            cut: charts.flatMap((svg) =>
              [...svg.querySelectorAll('text')]
                .filter((text) => isCut(text, svg.getBoundingClientRect()))
                .map((text) => text.textContent),
            ),
          };
        }),
    );
    expect(cut, `at ${width} px`).toEqual([]);
    expect(shown, `at ${width} px`).toBe(1);
  }
});
