import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SaidCell } from '../../../api/contract/cell.ts';
import type { PeriodCells } from '../../../api/feeds/period-cells.ts';
import { targetsWithin } from '../../../api/feeds/target-result.ts';
import { reportPeriod } from '../../../db/domain/report-period.ts';
import { contextOf, dayOf } from '../../support/records-context.ts';
import { RecordsDatabase } from '../../support/records-database.ts';
import { CONFIGURATION, NOW, OFFICE_ZONE } from '../../support/reported-office.ts';

const DAY = dayOf('2024-03-06');
let records: RecordsDatabase;
beforeAll(() => {
  records = new RecordsDatabase({ zone: OFFICE_ZONE });
});
afterAll(() => records.close());

/** Whether a target for a metric is met by a figure of that day. */
function resultOf(metric: string, aim: number, value: number | null, n: number | null): boolean | null {
  const target = { id: 'aim', words: 'what is aimed at', metric, value: aim, from: '2024-01-01' };
  const context = contextOf(records, { ...CONFIGURATION, targets: [target] }, NOW);
  const cell = { value, n, status: value === null ? 'suppressed' : 'final' } as SaidCell;
  const figures: PeriodCells = {
    ...{ grain: 'day', fromDay: DAY, toDay: DAY, cell: () => cell, range: () => [cell], hours: () => [] },
    rows: () => {
      throw new Error('no rows are asked for');
    },
  };
  return targetsWithin(
    context,
    { own: figures, weeks: figures, days: figures },
    ['phone'],
    reportPeriod('day', DAY),
  )[0]!.isMet;
}

test.each([
  [0.73, 41, null],
  [0.83, 41, null],
  [0.73, 1000, false],
  [0.83, 1000, true],
  [0.5, 41, false],
  [null, null, null],
])('%f satisfied of %i answers against 80 %% is met: %s', (value, n, isMet) => {
  expect(resultOf('csat_top2', 0.8, value, n)).toBe(isMet);
});

test('a mean of answers, of which no interval is known, cannot be told', () => {
  expect(resultOf('csat_mean', 4, 4.4, 41)).toBeNull();
});

test('contacts are all counted, and so is who answered a survey: there every figure is told', () => {
  expect(resultOf('answered_within_60s', 0.8, 0.79, 41)).toBe(false);
  expect(resultOf('answered_within_60s', 0.8, 0.8, 41)).toBe(true);
  expect(resultOf('abandonment_rate', 0.1, 0.09, 41)).toBe(true);
  expect(resultOf('response_rate', 0.3, 0.31, 41)).toBe(true);
});
