import { expect, test } from 'vitest';
import { calendarNames, weekOrder } from '../../../site/i18n/calendar-names.ts';

test.each([
  ['en-GB', 'January', 'Monday', 'Sun'],
  ['es', 'enero', 'lunes', 'dom'],
  ['fr', 'janvier', 'lundi', 'dim.'],
])('months begin with January and weekdays with Monday in %s', (locale, month, weekday, last) => {
  const names = calendarNames(locale);
  expect([names.months[0], names.weekdays[0], names.shortWeekdays[6]]).toEqual([month, weekday, last]);
  expect(new Set(names.months).size).toBe(12);
});

test('a week begins on Monday in Britain and France, on Sunday in Israel and the United States', () => {
  expect(weekOrder('en', 'GB')).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(weekOrder('fr', 'FR')).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(weekOrder('en', 'IL')).toEqual([6, 0, 1, 2, 3, 4, 5]);
  expect(weekOrder('es', 'US')).toEqual([6, 0, 1, 2, 3, 4, 5]);
});
