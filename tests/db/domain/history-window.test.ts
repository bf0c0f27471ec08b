import { describe, expect, test } from 'vitest';
import { dayOfDate, formatDay, weekdayOf } from '../../../db/domain/civil-day.ts';
import {
  bucketsIn,
  type DaySpan,
  daysOfRange,
  grainOf,
  MOST_BARS,
} from '../../../db/domain/history-window.ts';

const RECORDS = { firstDay: dayOfDate(2015, 1, 5), lastDay: dayOfDate(2026, 11, 21) };
const always = () => true;
const onWeekdays = (day: number) => weekdayOf(day) < 5;
const written = ({ firstDay, lastDay }: DaySpan) => [formatDay(firstDay), formatDay(lastDay)];

describe('a preset range', () => {
  test.each([
    ['1d', '2026-11-21'],
    ['1m', '2026-10-22'],
    ['6m', '2026-05-22'],
    ['ytd', '2026-01-01'],
    ['1y', '2025-11-22'],
    ['5y', '2021-11-22'],
    ['max', '2015-01-05'],
  ] as const)('%s begins on %s', (range, from) => {
    expect(written(daysOfRange(range, RECORDS.lastDay, RECORDS, always))).toEqual([from, '2026-11-21']);
  });

  test('five days are five on which somebody was there', () => {
    // 2026-11-21 is a Saturday.
    expect(written(daysOfRange('5d', RECORDS.lastDay, RECORDS, onWeekdays))[0]).toBe('2026-11-16');
    expect(written(daysOfRange('5d', RECORDS.lastDay, RECORDS, always))[0]).toBe('2026-11-17');
  });

  test('never begins before the records, nor ends before it begins', () => {
    const short = { firstDay: dayOfDate(2026, 11, 18), lastDay: dayOfDate(2026, 11, 21) };
    for (const range of ['5d', '1m', '5y', 'max'] as const) {
      expect(written(daysOfRange(range, short.lastDay, short, onWeekdays))[0]).toBe('2026-11-18');
    }
  });

  test('of a month from the last of March begins on the first of March', () => {
    expect(written(daysOfRange('1m', dayOfDate(2026, 3, 31), RECORDS, always))[0]).toBe('2026-03-01');
  });
});

describe('the grain', () => {
  const grain = (
    range: Parameters<typeof grainOf>[0],
    days: DaySpan,
    finest: Parameters<typeof grainOf>[2] = '15min',
  ) => grainOf(range, days, finest, always);
  const daysOf = (range: Parameters<typeof daysOfRange>[0]) =>
    daysOfRange(range, RECORDS.lastDay, RECORDS, always);

  test.each([
    ['1d', '15min'],
    ['5d', 'hour'],
    ['1m', 'day'],
    ['6m', 'day'],
    ['ytd', 'week'],
    ['1y', 'week'],
    ['5y', 'month'],
    ['max', 'month'],
  ] as const)('of %s is %s', (range, expected) => {
    expect(grain(range, daysOf(range))).toBe(expected);
  });

  test('of a year that has just begun is a day', () => {
    const span = { firstDay: dayOfDate(2026, 1, 1), lastDay: dayOfDate(2026, 6, 29) };
    expect(grain('ytd', span)).toBe('day');
    expect(grain('ytd', { ...span, lastDay: span.lastDay + 1 })).toBe('week');
  });

  test('of a month with few open days is an hour', () => {
    expect(grainOf('1m', daysOf('1m'), '15min', (day) => weekdayOf(day) === 0)).toBe('hour');
  });

  test('is never finer than what is published', () => {
    expect(grain('1d', daysOf('1d'), 'day')).toBe('day');
    expect(grain('6m', daysOf('6m'), 'month')).toBe('month');
  });

  test('of free dates is the finest that stays legible', () => {
    for (const length of [1, 4, 5, 16, 17, 399, 400, 401, 2799, 2900, 9999]) {
      const span = { firstDay: RECORDS.lastDay - length + 1, lastDay: RECORDS.lastDay };
      const chosen = grain(null, span);
      expect(bucketsIn(chosen, span)).toBeLessThanOrEqual(MOST_BARS);
      const order = ['15min', 'hour', 'day', 'week', 'month'] as const;
      const finer = order[order.indexOf(chosen) - 1];
      if (finer !== undefined) expect(bucketsIn(finer, span)).toBeGreaterThan(MOST_BARS);
    }
  });
});
