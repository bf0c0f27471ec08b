/** A metric that ends: its data stay, nothing comes after, and what was published before is not taken back. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MetricsAnswer } from '../../../api/contract/metrics.ts';
import type { SeriesAnswer } from '../../../api/contract/series.ts';
import { renderAddress } from '../../../api/render.ts';
import { parseDay } from '../../../db/domain/zone.ts';
import { configureBank } from '../../support/configured-bank.ts';
import { SmallBank } from '../../support/small-bank.ts';
import { printFew } from '../../support/small-press.ts';

let bank: SmallBank;
beforeEach(() => {
  bank = new SmallBank();
});
afterEach(() => bank.close());

const DAY = 86_400;
const ask = <Answer>(address: string): Answer => {
  const { status, body } = renderAddress(bank.context(), address);
  expect(status, body).toBe(200);
  return JSON.parse(body) as Answer;
};
const seriesOf = (query: string) => ask<SeriesAnswer>(`/api/v1/series?${query}`).series[0]!.cells;
const starts = (query: string) => (seriesOf(query).start ?? []).map((start) => start.slice(0, 10));
const retire = (from: string, more: object = {}) =>
  configureBank(bank, {
    retired: [
      { metric: 'abandonment_rate', from, by: 'Head of service', why: 'It leaves too much out.', ...more },
    ],
  });
const told = (metric = 'abandonment_rate') =>
  ask<MetricsAnswer>('/api/v1/metrics').metrics.find(({ id }) => id === metric)!;
const show = (day: string) => {
  bank.nowSeconds = bank.zone.startOfDay(parseDay(day)!) + 6 * 3600;
};

describe('a metric that ends', () => {
  test('keeps what it has before that day, has nothing from it on, and no week or month that reaches beyond', () => {
    retire('1999-02-17');
    expect(starts('metric=abandonment_rate&grain=day').at(-1)).toBe('1999-02-16');
    expect(starts('metric=abandonment_rate&grain=week').at(-1)).toBe('1999-02-08');
    expect(starts('metric=abandonment_rate&grain=month')).toEqual([]);
    const hours = seriesOf('metric=abandonment_rate&grain=hour&from=1999-02-16&to=1999-02-18');
    expect(hours.value).toHaveLength(24);
    expect(starts('metric=offered&grain=day').at(-1)).toBe('1999-02-28');
    const before = seriesOf('metric=abandonment_rate&grain=day&to=1999-02-16');
    configureBank(bank, {});
    expect(seriesOf('metric=abandonment_rate&grain=day&to=1999-02-16')).toEqual(before);
  });

  test('is asked for after its end and answers with no cell, not with zero', () => {
    retire('1999-02-17');
    expect(seriesOf('metric=abandonment_rate&grain=day&from=1999-02-20&to=1999-02-25')).toMatchObject({
      ...{ start: [], value: [], status: [] },
    });
    const months = ask<{ panels: { cells: { value: (number | null)[]; start?: string[] } }[] }>(
      '/api/v1/history?metric=abandonment_rate&range=1m',
    );
    expect(months.panels[0]!.cells.start!.at(-1)!.slice(0, 10)).toBe('1999-02-16');
    const later = ask<{ panels: { cells: { value: (number | null)[]; status: string[] } }[] }>(
      '/api/v1/history?metric=abandonment_rate,offered&grain=day&from=1999-02-15&to=1999-02-18',
    ).panels;
    expect(later[0]!.cells.status.slice(2)).toEqual(['missing', 'missing']);
    expect(later[0]!.cells.value.slice(2)).toEqual([null, null]);
    expect(later[1]!.cells.value.slice(2).every((value) => value !== null)).toBe(true);
  });

  test('is told in the registry with who, when and why, announced by the first edition that tells of it', () => {
    retire('1999-04-15', { replacedBy: 'wait_p90' });
    expect(told().retired).toEqual({
      ...{
        from: '1999-04-15',
        decidedBy: 'Head of service',
        words: 'It leaves too much out.',
        replacedBy: 'wait_p90',
      },
      ...{ announced: null, besideSince: null },
    });
    printFew(bank);
    expect(told().retired).toMatchObject({ announced: '1999-03-15', besideSince: '1999-03-15' });
    show('1999-03-20');
    expect(told().retired).toMatchObject({ announced: '1999-03-15' });
    expect(told('offered')).toMatchObject({ retired: null, version: 1 });
  });

  test('is not taken back: a day that was published before anybody was told stays, whatever day is configured', () => {
    bank.nowSeconds -= 22 * DAY;
    printFew(bank, { through: parseDay('1999-02-20')! });
    retire('1999-02-10');
    expect(starts('metric=abandonment_rate&grain=day').at(-1)).toBe('1999-02-20');
    expect(told().retired!.from).toBe('1999-02-21');
    bank.nowSeconds += DAY;
    printFew(bank);
    expect(told().retired).toMatchObject({ from: '1999-02-21', announced: '1999-02-22' });
    expect(starts('metric=abandonment_rate&grain=day').at(-1)).toBe('1999-02-20');
  });

  test('leaves its file as it is from then on: later editions do not change it', () => {
    bank.nowSeconds = bank.zone.startOfDay(parseDay('1999-02-20')!) + 6 * 3600;
    retire('1999-02-21');
    printFew(bank);
    show('1999-02-22');
    printFew(bank);
    const file = renderAddress(bank.context(), '/api/v1/series?metric=abandonment_rate&grain=day').body;
    show('1999-03-25');
    const { published } = printFew(bank);
    expect(published.some(({ path }) => path.endsWith('series/day/abandonment_rate.json'))).toBe(true);
    const later = renderAddress(bank.context(), '/api/v1/series?metric=abandonment_rate&grain=day').body;
    const cells = (body: string) => (JSON.parse(body) as SeriesAnswer).series[0]!.cells;
    expect(cells(later).start).toEqual(cells(file).start);
    show('1999-03-26');
    const again = renderAddress(bank.context(), '/api/v1/series?metric=abandonment_rate&grain=day').body;
    expect(again).toBe(later);
  });

  test('is there again as of a day before it was told', () => {
    show('1999-03-02');
    printFew(bank);
    retire('1999-03-01');
    show('1999-03-04');
    printFew(bank);
    const then = ask<MetricsAnswer>('/api/v1/metrics?as_of=1999-03-02').metrics;
    expect(then.find(({ id }) => id === 'abandonment_rate')!.retired).toBeNull();
    expect(told().retired).not.toBeNull();
  });
});
