import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dateOfDay,
  dayOfDate,
  daysInMonth,
  formatDay,
  parseDay,
  weekdayOf,
} from '../../../db/domain/civil-day.ts';

describe('a civil day', () => {
  test('counts from 1970-01-01', () => {
    expect(parseDay('1970-01-01')).toBe(0);
    expect(parseDay('1969-12-31')).toBe(-1);
    expect(parseDay('2000-03-01')).toBe(11_017);
  });

  test('is the same day after being written and read again', () => {
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (day) => {
        expect(parseDay(formatDay(day))).toBe(day);
        const { year, month, dayOfMonth } = dateOfDay(day);
        expect(dayOfDate(year, month, dayOfMonth)).toBe(day);
        expect(formatDay(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
      }),
    );
  });

  test('is refused when it is not a real date in exactly ten characters', () => {
    for (const text of ['1999-02-29', '1900-02-29', '1999-13-01', '1999-00-10', '1999-04-31', '1999-01-00']) {
      expect(parseDay(text), text).toBeNull();
    }
    for (const text of ['', '1999-2-1', '19990201', '01/02/1999', ' 1999-02-01', '1999-02-01T00:00:00Z']) {
      expect(parseDay(text), text).toBeNull();
    }
    expect(parseDay('2000-02-29')).not.toBeNull();
  });

  test('has the ISO weekday, 0 for Monday', () => {
    expect(weekdayOf(0)).toBe(3);
    expect(weekdayOf(-4)).toBe(6);
    expect(weekdayOf(parseDay('1999-02-01') ?? 0)).toBe(0);
    expect(weekdayOf(parseDay('2026-03-29') ?? 0)).toBe(6);
  });

  test('falls in a month of the right length', () => {
    expect([1900, 2000, 2023, 2024].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29]);
    expect([1, 4, 6, 8, 9, 11, 12].map((month) => daysInMonth(2026, month))).toEqual([
      31, 30, 30, 31, 30, 30, 31,
    ]);
  });
});
