import { afterEach, describe, expect, test } from 'vitest';
import { type BreakdownQuestion, breakdownFeed } from '../../../api/feeds/breakdown.ts';
import type { FeedContext } from '../../../api/feeds/context.ts';
import { seriesFeed } from '../../../api/feeds/series.ts';
import type { Contact } from '../../../db/domain/contact.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { contactOf } from '../../support/records.ts';
import { contextOf, dayOf } from '../../support/records-context.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const CONFIGURATION = {
  organisation: { name: 'Test', timeZone: 'UTC' },
  queues: { PS: 'Regular customers' },
  causes: { fees: { label: 'Fees', parent: 'pricing' } },
};
const NOW = Date.parse('2024-06-01T00:00:00Z') / 1000;
const openRecords: RecordsDatabase[] = [];
afterEach(() => {
  for (const records of openRecords.splice(0)) records.close();
});

let number = 0;
function calls(date: string, count: number, fields: Partial<Contact> = {}): Contact[] {
  const from = Date.parse(`${date}T10:00:00Z`) / 1000;
  return Array.from({ length: count }, (_, i) =>
    contactOf({ id: `${number++}`, offeredAt: from + i, waitSeconds: 10, ...fields }),
  );
}

function open(...contacts: Contact[][]): FeedContext {
  const records = new RecordsDatabase({ zone: makeZone('UTC') });
  openRecords.push(records);
  records.load('contacts', contacts.flat());
  records.rollUp(NOW);
  return contextOf(records, CONFIGURATION, NOW);
}

function ask(context: FeedContext, from: string, to: string, more: Partial<BreakdownQuestion> = {}) {
  const result = breakdownFeed(context, {
    metric: 'offered',
    by: 'queue',
    fromDay: dayOf(from),
    toDay: dayOf(to),
    ...more,
  });
  if (!result.ok) throw new Error(result.detail);
  return result.answer;
}

describe('the rows', () => {
  test('may be called what every object has, and are called so', () => {
    const names = ['constructor', '__proto__', 'toString', '=1+1,"a"'];
    const context = open(
      ...names.map((name) => calls('2024-01-05', 20, { queue: name, category: 'complaint', cause: name })),
    );
    for (const by of ['queue', 'cause'] as const) {
      const { rows } = ask(context, '2024-01-01', '2024-01-31', { by });
      expect([...rows.label].sort()).toEqual([...names].sort());
    }
  });

  test('are in order of size, with the labels of the operator and their shares of all, one that is hidden included', () => {
    const context = open(
      calls('2024-01-05', 30, { queue: 'PS' }),
      calls('2024-01-05', 60, { queue: 'IN' }),
      calls('2024-01-06', 10),
      calls('2024-01-06', 4, { queue: 'NE' }),
    );
    expect(ask(context, '2024-01-01', '2024-01-31').rows).toEqual({
      member: ['IN', 'PS', 'unstated', 'NE'],
      label: ['IN', 'Regular customers', 'Not stated', 'NE'],
      value: [60, 30, 10, null],
      share: [60 / 104, 30 / 104, 10 / 104, null],
      n: [60, 30, 10, null],
      status: ['partial', 'partial', 'partial', 'suppressed'],
    });
  });

  test('by an attribute of people are rounded', () => {
    const context = open(
      calls('2024-01-05', 33, { category: 'problem', cause: 'fees' }),
      calls('2024-01-05', 21, { category: 'complaint' }),
    );
    const { member, label, value } = ask(context, '2024-01-05', '2024-01-05', { by: 'cause' }).rows;
    expect([member, label, value]).toEqual([
      ['fees', 'unstated'],
      ['Fees', 'Not stated'],
      [35, 20],
    ]);
  });
});

describe('a window', () => {
  const days = ['2024-01-03', '2024-01-04', '2024-01-05', '2024-01-08'];
  const context = () =>
    open(
      ...days.map((date, i) =>
        calls(date, [12, 7, 25, 30][i]!, { queue: 'PS', outcome: i === 2 ? 'abandoned' : 'answered' }),
      ),
    );

  test('that is no calendar period is the sum of the days that are published, and partial where one is hidden', () => {
    const { rows } = ask(context(), '2024-01-03', '2024-01-05');
    expect(rows).toMatchObject({ member: ['PS'], value: [37], n: [37], status: ['partial'] });
  });

  test('less another window gives nothing but a published day', () => {
    const feed = context();
    const [wide, narrow] = ['2024-01-05', '2024-01-04'].map(
      (to) => ask(feed, '2024-01-03', to).rows.value[0]!,
    );
    const series = seriesFeed(feed, {
      metrics: ['offered'],
      grain: 'day',
      queue: 'PS',
      fromDay: dayOf('2024-01-05'),
      toDay: dayOf('2024-01-05'),
    });
    expect(wide! - narrow!).toBe(series.ok && series.answer.series[0]!.cells.value[0]);
    // The hidden day between is in neither.
    expect(narrow).toBe(12);
  });

  test('weighs shares by the contacts behind them', () => {
    const { rows } = ask(context(), '2024-01-05', '2024-01-09', { metric: 'abandonment_rate' });
    expect(rows.value[0]).toBeCloseTo(25 / 55, 12);
    expect(rows.n).toEqual([55]);
  });

  test('has no share where a day of it is hidden: days with few on one side are another kind of days', () => {
    const { rows } = ask(context(), '2024-01-03', '2024-01-05', { metric: 'abandonment_rate' });
    expect(rows).toMatchObject({ value: [null], n: [null], status: ['suppressed'] });
  });

  test('of a whole week or month has its own cell, in which hidden days are counted', () => {
    expect(ask(context(), '2024-01-01', '2024-01-07').rows.value).toEqual([44]);
    expect(ask(context(), '2024-01-01', '2024-01-31').rows.value).toEqual([74]);
  });

  test('of two months is the sum of two months', () => {
    const context = open(
      calls('2024-01-05', 7, { queue: 'PS' }),
      calls('2024-01-09', 7, { queue: 'PS' }),
      calls('2024-02-09', 11, { queue: 'PS' }),
    );
    expect(ask(context, '2024-01-01', '2024-02-29').rows.value).toEqual([25]);
  });

  test('without one is the last whole month of records', () => {
    const context = open(calls('2024-01-05', 20), calls('2024-02-29', 30), calls('2024-03-02', 40));
    const result = breakdownFeed(context, { metric: 'offered', by: 'channel', fromDay: null, toDay: null });
    expect(result.ok && result.answer).toMatchObject({ from: '2024-02-01', to: '2024-02-29' });
  });

  test.each([
    ['region', 'offered', '2024-01-03', '2024-01-05', 'only whole weeks'],
    ['queue', 'wait_p90', '2024-01-03', '2024-01-05', 'cannot be put together from parts'],
    ['queue', 'no_metric', '2024-01-03', '2024-01-05', 'there is no metric'],
  ] as const)(
    'by %s of %s that is not published is refused in plain words',
    (by, metric, from, to, words) => {
      const result = breakdownFeed(context(), { metric, by, fromDay: dayOf(from), toDay: dayOf(to) });
      expect(!result.ok && result.detail).toContain(words);
    },
  );
});

describe('a comparison', () => {
  test('stands beside the rows, with its own window and rule', () => {
    const context = open(calls('2024-01-05', 20), calls('2024-02-05', 30));
    const { compared } = ask(context, '2024-02-01', '2024-02-29', { by: 'channel', compare: 'previous' });
    expect(compared).toMatchObject({
      comparisonRule: 'the month before',
      from: '2024-01-01',
      to: '2024-01-31',
    });
    expect(compared?.rows.value).toEqual([20]);
  });
});
