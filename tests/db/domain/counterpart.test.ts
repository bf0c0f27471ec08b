import { describe, expect, test } from 'vitest';
import { dayOfDate, formatDay, weekdayOf } from '../../../db/domain/civil-day.ts';
import { counterpartLastYear } from '../../../db/domain/counterpart.ts';

const HOLIDAYS = new Map([
  [dayOfDate(2025, 4, 18), 'Good Friday'],
  [dayOfDate(2026, 4, 3), 'Good Friday'],
  [dayOfDate(2025, 12, 25), 'Christmas Day'],
  [dayOfDate(2024, 12, 25), 'Christmas Day'],
  [dayOfDate(2025, 9, 22), 'New Year'],
  [dayOfDate(2025, 9, 23), 'New Year'],
  [dayOfDate(2026, 9, 12), 'New Year'],
  [dayOfDate(2026, 9, 13), 'New Year'],
  [dayOfDate(2026, 6, 1), 'Jubilee'],
]);
const holidayOf = (day: number) => HOLIDAYS.get(day) ?? null;
const partnerOf = (year: number, month: number, day: number) => {
  const partner = counterpartLastYear(dayOfDate(year, month, day), holidayOf);
  return partner === null ? null : formatDay(partner);
};

describe('the partner of a day a year before', () => {
  test('is the same weekday, 364 days before', () => {
    expect(partnerOf(2026, 11, 20)).toBe('2025-11-21');
  });

  test('of a holiday is the same holiday, wherever it fell', () => {
    expect(partnerOf(2026, 4, 3)).toBe('2025-04-18');
    expect(partnerOf(2025, 12, 25)).toBe('2024-12-25');
  });

  test('of the second day of a holiday is its second day', () => {
    expect(partnerOf(2026, 9, 12)).toBe('2025-09-22');
    expect(partnerOf(2026, 9, 13)).toBe('2025-09-23');
  });

  test('of a holiday that there was not is none', () => {
    expect(partnerOf(2026, 6, 1)).toBeNull();
  });

  test('of an ordinary day is never a holiday, and stays the same weekday', () => {
    for (let day = dayOfDate(2025, 12, 1); day < dayOfDate(2027, 1, 1); day++) {
      if (holidayOf(day) !== null) continue;
      const partner = counterpartLastYear(day, holidayOf)!;
      expect(holidayOf(partner), formatDay(day)).toBeNull();
      expect(weekdayOf(partner)).toBe(weekdayOf(day));
      expect(Math.abs(day - partner - 364)).toBeLessThanOrEqual(7);
    }
  });
});
