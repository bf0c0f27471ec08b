// The same numbers in the document as from the API: each page of a subject is read without scripts, as it was sent, beside
// the published files, which hold the bytes of the API's routes.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BreakdownAnswer } from '../../api/contract/breakdown.ts';
import type { BestTimesAnswer } from '../../api/contract/outlook.ts';
import type { SatisfactionAnswer } from '../../api/contract/satisfaction.ts';
import type { SeriesAnswer } from '../../api/contract/series.ts';
import type { ValueAnswer } from '../../api/contract/value.ts';
import { sayIn } from '../../site/i18n/say.ts';
import { formatClock } from '../../site/words/duration.ts';
import { formatCount, formatShare } from '../../site/words/number.ts';
import { openFixtureSite } from '../support/fixture-site.ts';
import { tablesOf } from '../support/page-words.ts';

let origin = '';
let close: () => Promise<void>;
beforeAll(async () => {
  ({ origin, close } = await openFixtureSite());
});
afterAll(() => close?.());

const say = sayIn('en');
const plain = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, ' ').replaceAll('\u2060', '');
const count = (value: number) => plain(formatCount(say, value));
const share = (value: number) => plain(formatShare(say, value));
const answerOf = async <T>(path: string) =>
  (await (await fetch(`${origin}/data/v1/${path}.json`)).json()) as T;

/** The values that an answer publishes; none where it hides them. */
async function rowsOf(path: string): Promise<number[]> {
  const { rows } = await answerOf<BreakdownAnswer>(path);
  return rows.value.filter((value) => value !== null);
}
async function cellsOf(path: string): Promise<number[]> {
  const { series } = await answerOf<SeriesAnswer>(path);
  return series[0]!.cells.value.filter((value) => value !== null);
}
async function hoursOf(path: string): Promise<number[]> {
  const { cells } = await answerOf<BestTimesAnswer>(path);
  return [...new Set(cells.medianSeconds.filter((value) => value !== null))];
}

/** Each cell of each table of a page; a mark of how settled it is stands apart. */
async function cellsIn(path: string): Promise<Set<string>> {
  const html = await (await fetch(`${origin}${path}`)).text();
  const cells = tablesOf(html).flat(2).map(plain);
  return new Set(cells.flatMap((cell) => [cell, cell.replace(/ ?[a-z]$/, '')]));
}

test.each([
  [
    '/best-times/',
    'the waits of each hour',
    async () => (await hoursOf('best-times/phone')).map(formatClock),
  ],
  [
    '/service-levels/',
    'the share of each month, by our clock',
    async () => (await cellsOf('series/month/phone/service_level')).slice(-10).map(share),
  ],
  [
    '/service-levels/',
    'the share of each month, by the customer’s clock',
    async () => (await cellsOf('series/month/phone/customer_service_level')).slice(-10).map(share),
  ],
  [
    '/categories/',
    'the contacts of each reason',
    async () => (await rowsOf('breakdown/offered/category-previous')).map(count),
  ],
  [
    '/complaints/',
    'the complaints of each cause',
    async () => (await rowsOf('breakdown/complaints/cause-previous')).map(count),
  ],
  [
    '/satisfaction/',
    'the share of each month',
    async () => (await cellsOf('series/month/csat_top2')).slice(0, 3).map(share),
  ],
  [
    '/satisfaction/',
    'the answers at each point',
    async () =>
      (await answerOf<SatisfactionAnswer>('satisfaction/all')).points.answers.map((one) => count(one ?? 0)),
  ],
  [
    '/value/',
    'the contacts that a failure caused, and how many were judged',
    async () =>
      (await answerOf<ValueAnswer>('value')).periods.flatMap(({ avoidable }) =>
        [avoidable.contacts, avoidable.judged].map((one) => count(one ?? 0)),
      ),
  ],
  [
    '/actions/plain-invoices/',
    'the contacts of each week',
    async () => (await cellsOf('actions/plain-invoices/1')).map(count),
  ],
] as const)('%s holds %s as they were published', async (path, _, published) => {
  const [cells, expected] = await Promise.all([cellsIn(path), published()]);
  expect(expected.length).toBeGreaterThanOrEqual(3);
  expect(expected.filter((figure) => !cells.has(figure))).toEqual([]);
});
