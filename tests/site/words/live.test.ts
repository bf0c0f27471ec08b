import { expect, test } from 'vitest';
import { sayIn } from '../../../site/i18n/say.ts';
import { formatAgo, formatTime } from '../../../site/words/live.ts';

const en = sayIn('en');

test.each([
  [-5, 'a moment ago'],
  [9, 'a moment ago'],
  [47, '40 seconds ago'],
  [60, 'a minute ago'],
  [3599, '59 minutes ago'],
  [3600, 'an hour ago'],
  [86_400, 'a day ago'],
  [3 * 86_400, '3 days ago'],
])('%d seconds are %s', (seconds, said) => {
  expect(formatAgo(en, seconds)).toBe(said);
});

test('a time is told once where both clocks show the same, and twice where they do not', () => {
  const at = Date.parse('2026-11-20T23:30:05Z') / 1000;
  expect(formatTime(en, at, { organisation: 0, reader: 0 }, 'seconds')).toBe('23:30:05');
  expect(formatTime(en, at, { organisation: 0, reader: 7200 }, 'minutes')).toBe('23:30 (01:30 your time)');
  expect(formatTime(en, at, { organisation: 7200, reader: -18_000 }, 'minutes')).toBe(
    '01:30 (18:30 your time)',
  );
});
