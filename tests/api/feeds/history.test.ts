import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FeedContext } from '../../../api/feeds/context.ts';
import { type HistoryQuestion, historyFeed } from '../../../api/feeds/history.ts';
import { seriesFeed } from '../../../api/feeds/series.ts';
import { dayOfDate, parseDay } from '../../../db/domain/zone.ts';
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

const day = (text: string) => parseDay(text)!;
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

  test('of whole months is held against the months a year before, and by weekday beside it', () => {
    const { panels, rule, wholeRule } = ask({ ...march(2026), grain: 'day', compare: 'last_year' });
    const { byWeekday, value, whole } = panels[0]!.compared!;
    expect([rule?.id, wholeRule?.id]).toEqual(['year_by_weekday', 'year_of_months']);
    expect(byWeekday).toMatchObject({ from: '2025-03-02', to: '2025-04-01' });
    expect(byWeekday!.whole!.value).toBe(value.reduce<number>((sum, one) => sum + (one ?? 0), 0));
    expect(byWeekday!.whole!.value).not.toBe(whole!.value);
  });

  test.each(['day', 'week', 'month'] as const)(
    'over free dates is held against as many days by %s, whatever its buckets reach',
    (grain) => {
      const days = { fromDay: dayOfDate(2026, 3, 10), toDay: dayOfDate(2026, 3, 20) };
      for (const [compare, from, to] of [
        ['last_year', '2025-03-11', '2025-03-21'],
        ['previous', '2026-02-24', '2026-03-06'],
      ] as const) {
        const { panels, wholeRule } = ask({ ...days, grain, compare });
        expect(panels[0]!.compared).toMatchObject({ from, to, byWeekday: null });
        expect(wholeRule?.id).toBe(compare === 'previous' ? 'days_before' : 'year_by_days');
        const asked = ask({ fromDay: day(from), toDay: day(to), grain: 'day' });
        expect(panels[0]!.compared!.whole!.value).toBe(asked.panels[0]!.whole!.value);
      }
    },
  );

  test('a week with a holiday meets the days that its days meet, and none of a percentile does', () => {
    // Good Friday was on 3 April 2026 and on 18 April 2025; 4 April 2025 was an ordinary Friday.
    const week = { fromDay: dayOfDate(2026, 3, 30), toDay: dayOfDate(2026, 4, 5), grain: 'week' as const };
    const { panels, rule } = ask({ ...week, compare: 'last_year' });
    const byDay = ask({ ...week, grain: 'day', compare: 'last_year' }).panels[0]!.compared!.value;
    const sum = byDay.reduce<number>((all, one) => all + (one ?? 0), 0);
    expect(rule?.id).toBe('year_by_weekday');
    expect(panels[0]!.compared!.value).toEqual([sum]);
    const plain = ask({ fromDay: dayOfDate(2025, 3, 31), toDay: dayOfDate(2025, 4, 6), grain: 'week' });
    expect(plain.panels[0]!.whole!.value).not.toBe(sum);
    const percentile = ask({ ...week, metrics: ['wait_p90'], compare: 'last_year' });
    expect(percentile.rule?.id).toBe('year_by_days');
    expect(percentile.panels[0]!.compared!.date).toEqual(['2025-03-31']);
  });

  test('that goes beyond the records is partial, as is what it is held against', () => {
    const { panels } = ask({
      fromDay: dayOfDate(2025, 8, 25),
      toDay: dayOfDate(2025, 9, 30),
      grain: 'day',
      compare: 'last_year',
    });
    expect(panels[0]!.whole!.status).toBe('final');
    expect(panels[0]!.compared!.whole!.status).toBe('partial');
    const early = ask({ fromDay: dayOfDate(2024, 8, 1), toDay: dayOfDate(2024, 10, 2) });
    expect(early.panels[0]!.whole).toMatchObject({ status: 'partial', incompleteDays: null });
    expect(panels[0]!.whole!.incompleteDays).toBe(0);
  });

  test('leaves what is not whole out of the mean and of the range to be expected', () => {
    const first = ask({
      fromDay: dayOfDate(2024, 9, 2),
      toDay: dayOfDate(2026, 4, 30),
      grain: 'month',
      average: true,
    });
    const { cells, average } = first.panels[0]!;
    // September 2024 lacks its first day, a Sunday without records before the first of all.
    expect(cells.status[0]).toBe('partial');
    expect(average!.value.slice(0, 7).every((one) => one === null)).toBe(true);
    expect(average!.value[7]).not.toBeNull();
  });

  test('keeps holidays out of what is learnt to be usual', () => {
    const days = { fromDay: dayOfDate(2026, 4, 10), toDay: dayOfDate(2026, 4, 10), grain: 'day' as const };
    const ordinary = ask({ ...days, expected: true }).panels[0]!.expected!;
    const without = historyFeed(
      { ...context, calendar: { ...context.calendar, holidayOf: () => null } },
      { ...QUESTION, ...days, expected: true },
    );
    expect(without.ok && without.answer.panels[0]!.expected).not.toEqual(ordinary);
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
    [{ fromDay: dayOfDate(2026, 5, 1) }, /records end on 2026-04-30, before from=2026-05-01/],
    [{ filter: { queue: 'parcel' } }, /no service line "parcel", neither on record nor in the configuration/],
    [{ filter: { cause: 'delivry' } }, /no cause "delivry"/],
    [
      {
        metrics: ['wait_p50', 'wait_p75', 'wait_p90', 'wait_p95'],
        fromDay: dayOfDate(2022, 1, 1),
        grain: 'hour' as const,
      },
      /more than 24192 buckets with grain=hour/,
    ],
    [{ by: 'queue' as const }, /no contact on record has a queue|^$/],
  ])('that cannot be answered says what can: %j', (question, words) => {
    const result = historyFeed(context, { ...QUESTION, ...question });
    if (result.ok) expect(result.answer.panels.map(({ filter }) => filter.queue)).toEqual(['unstated']);
    else expect(result.detail).toMatch(words);
  });
});
