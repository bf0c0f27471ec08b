import { expect, test } from 'vitest';
import { monthByMonth } from '../../../site/figures/month-by-month.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import { type Cell, day, type Files, readerOf, seriesOf } from '../published-fixture.ts';

const month = (date: string, value: number | null, status: Cell['status'] = 'final'): Cell => ({
  day: day(date),
  value,
  status,
});
const of = (...cells: Cell[]) => {
  const files: Files = new Map([['series/month/offered', seriesOf('offered', 'month', cells)]]);
  return monthByMonth(readerOf(files), sayIn('en'));
};

test('months stand beside the same month of the year before, and only whole ones are compared', () => {
  const table = of(
    month('2024-11-01', 900, 'partial'),
    month('2025-03-01', 28_008),
    month('2025-04-01', 1000),
    month('2025-11-01', 950),
    month('2026-03-01', 28_215),
    month('2026-04-01', 1000),
    month('2026-11-01', 700, 'partial'),
  )!;
  expect(table.columns).toEqual(['Month', '2026', 'Change', '2025', '2024']);
  const row = (name: string) =>
    table.rows.find((one) => one.name === name)!.cells.map(({ text }) => text.trim());
  expect(row('March')).toEqual(['28,215', '+0.7%', '28,008', '']);
  expect(row('April')).toEqual(['1,000', '0.0%', '1,000', '']);
  expect(row('November')).toEqual(['700', '', '950', '900']);
});

test('without records there is no table', () => {
  expect(monthByMonth(readerOf(new Map()), sayIn('en'))).toBeNull();
});
