import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FeedContext } from '../../../api/feeds/context.ts';
import { type HistoryQuestion, historyFeed } from '../../../api/feeds/history.ts';
import { seriesFeed } from '../../../api/feeds/series.ts';
import { dayOfDate } from '../../../db/domain/zone.ts';
import type { RecordsDatabase } from '../../support/records-database.ts';
import { twoYears } from '../../support/two-years.ts';

let records: RecordsDatabase;
let context: FeedContext;

beforeAll(() => {
  ({ records, context } = twoYears());
}, 60_000);

afterAll(() => records.close());

const QUESTION: HistoryQuestion = {
  metrics: ['offered'],
  range: null,
  fromDay: null,
  toDay: null,
  grain: null,
  filter: {},
  by: null,
  compare: null,
  average: false,
  expected: false,
};

function ask(question: Partial<HistoryQuestion>) {
  const result = historyFeed(context, { ...QUESTION, ...question });
  if (!result.ok) throw new Error(`${result.title}: ${result.detail}`);
  return result.answer;
}

const march = (year: number) => ({ fromDay: dayOfDate(year, 3, 1), toDay: dayOfDate(year, 3, 31) });

describe('a view of the past', () => {
  test('has the very cells that the series has', () => {
    const { panels, view } = ask({ ...march(2026), grain: 'day' });
    const series = seriesFeed(context, { metrics: ['offered'], grain: 'day', ...march(2026) });
    expect(view).toMatchObject({ from: '2026-03-01', to: '2026-03-31', grain: 'day', range: null });
    expect(series.ok && series.answer.series[0]!.cells).toEqual(panels[0]!.cells);
  });

  test('without a range is the last year of records by week', () => {
    expect(ask({}).view).toMatchObject({ range: '1y', from: '2025-05-01', to: '2026-04-30', grain: 'week' });
  });

  test('of a whole month says its own published figure, beside that of the month a year before', () => {
    const [panel] = ask({ ...march(2026), compare: 'last_year' }).panels;
    const months = seriesFeed(context, {
      metrics: ['offered'],
      grain: 'month',
      fromDay: dayOfDate(2025, 3, 1),
      toDay: dayOfDate(2026, 3, 31),
    });
    const value = months.ok ? months.answer.series[0]!.cells.value : [];
    expect(panel!.whole!.value).toBe(value.at(-1));
    expect(panel!.compared!.whole!.value).toBe(value[0]);
    expect(panel!.compared).toMatchObject({ from: '2025-03-01', to: '2025-03-31' });
  });

  test('holds each day against the same weekday a year before, and Good Friday against Good Friday', () => {
    const { panels, rule } = ask({
      fromDay: dayOfDate(2026, 4, 1),
      toDay: dayOfDate(2026, 4, 30),
      grain: 'day',
      compare: 'last_year',
    });
    const { date, value } = panels[0]!.compared!;
    expect(rule?.id).toBe('year_by_weekday');
    // Good Friday was on 3 April 2026 and on 18 April 2025; 17 April 2026 would have met it.
    expect(date[2]).toBe('2025-04-18');
    expect(date[16]).toBe('2025-04-11');
    expect(date[7]).toBe('2025-04-09');
    expect(value[7]).toBe(2 * (12 + 9));
  });

  test('by hour meets the same hour on the wall across a change of clocks', () => {
    const day = dayOfDate(2026, 3, 31);
    const { panels } = ask({ fromDay: day, toDay: day, grain: 'hour', compare: 'previous' });
    const { cells, compared } = panels[0]!;
    expect(cells.value[9]).toBe(12 + 31);
    expect(compared!.date[9]).toBe('2026-03-24');
    expect(compared!.value[9]).toBe(12 + 24);
  });

  test('split by channel has a panel for each, the largest first, which are the series of that channel', () => {
    const { panels } = ask({ by: 'channel', ...march(2026), grain: 'day' });
    expect(panels.map(({ filter }) => filter)).toEqual([{ channel: 'phone' }, { channel: 'chat' }]);
    const chat = seriesFeed(context, { metrics: ['offered'], grain: 'day', channel: 'chat', ...march(2026) });
    expect(chat.ok && chat.answer.series[0]!.cells).toEqual(panels[1]!.cells);
  });

  test('of a percentile has no figure for a free range and no mean over a cycle, and of a month its own', () => {
    const free = ask({
      metrics: ['wait_p90'],
      fromDay: dayOfDate(2026, 3, 2),
      toDay: dayOfDate(2026, 3, 20),
      average: true,
    });
    expect(free.panels[0]).toMatchObject({ whole: null, average: null });
    expect(ask({ metrics: ['wait_p90'], ...march(2026) }).panels[0]!.whole!.value).toBeGreaterThan(0);
  });

  test('has a mean over a cycle for every bucket that has a cycle around it', () => {
    const { panels } = ask({
      fromDay: dayOfDate(2026, 2, 2),
      toDay: dayOfDate(2026, 2, 15),
      grain: 'day',
      average: true,
    });
    const { cells, average } = panels[0]!;
    expect(average!.buckets).toBe(7);
    expect(average!.value.every((one) => one !== null)).toBe(true);
    const week = cells.value.slice(0, 7).filter((one): one is number => one !== null);
    expect(average!.value[3]).toBeCloseTo(week.reduce((a, b) => a + b, 0) / week.length, 3);
  });

  test('has an expected range for ordinary days, none for holidays and closed days', () => {
    const { panels } = ask({
      fromDay: dayOfDate(2026, 3, 30),
      toDay: dayOfDate(2026, 4, 12),
      grain: 'day',
      expected: true,
    });
    const { low, high } = panels[0]!.expected!;
    expect(low[0]).not.toBeNull();
    expect(high[0]!).toBeGreaterThan(low[0]!);
    expect([low[4], low[5], low[7]]).toEqual([null, null, null]);
  });

  test.each([
    [{ metrics: ['backlog'], grain: '15min' as const, by: 'category' as const }, /ask with grain=/],
    [{ filter: { queue: 'x', cause: 'y' } }, /no table/],
    [{ fromDay: dayOfDate(2024, 9, 2), toDay: dayOfDate(2026, 4, 30), grain: '15min' as const }, /more than/],
    [{ by: 'queue' as const }, /no contact on record has a queue|^$/],
  ])('that cannot be answered says what can: %j', (question, words) => {
    const result = historyFeed(context, { ...QUESTION, ...question });
    if (result.ok) expect(result.answer.panels.map(({ filter }) => filter.queue)).toEqual(['unstated']);
    else expect(result.detail).toMatch(words);
  });
});
