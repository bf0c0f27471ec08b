import { describe, expect, test } from 'vitest';
import {
  formatPeriodId,
  parsePeriodId,
  periodsOver,
  reportPeriod,
} from '../../../db/domain/report-period.ts';
import { formatDay, parseDay } from '../../../db/domain/zone.ts';

const day = (text: string) => parseDay(text)!;
const span = (id: string) => {
  const period = parsePeriodId(id);
  return period === null ? null : [period.grain, formatDay(period.firstDay), formatDay(period.lastDay)];
};

describe('the id of a report', () => {
  test.each([
    ['2026-11-20', ['day', '2026-11-20', '2026-11-20']],
    ['2026-W47', ['week', '2026-11-16', '2026-11-22']],
    ['2026-10', ['month', '2026-10-01', '2026-10-31']],
    ['2024-02', ['month', '2024-02-01', '2024-02-29']],
    // ISO 8601: the week belongs to the year of its Thursday.
    ['2025-W01', ['week', '2024-12-30', '2025-01-05']],
    ['2020-W53', ['week', '2020-12-28', '2021-01-03']],
  ])('%s is a stretch of days', (id, expected) => {
    expect(span(id)).toEqual(expected);
    expect(formatPeriodId(parsePeriodId(id)!)).toBe(id);
  });

  test.each(['2026-W00', '2026-W54', '2021-W53', '2026-13', '2026-W7', '2026', '2026-02-30', '', 'x'])(
    '"%s" is none',
    (id) => expect(parsePeriodId(id)).toBeNull(),
  );
});

test('the last days of December may be of the first week of the next year', () => {
  expect(formatPeriodId(reportPeriod('week', day('2024-12-31')))).toBe('2025-W01');
});

test('a week or month that goes on is not over, one that began before the first record is', () => {
  const ids = (grain: 'week' | 'month') =>
    periodsOver(grain, day('2026-10-15'), day('2026-11-21')).map(formatPeriodId);
  expect(ids('week')).toEqual(['2026-W42', '2026-W43', '2026-W44', '2026-W45', '2026-W46']);
  expect(ids('month')).toEqual(['2026-10']);
});
