import { expect, test } from 'vitest';
import { attainedByDays, judgeTarget } from '../../../db/domain/target-verdict.ts';

test.each([
  [0.8, 0.9, 'met'],
  [0.81, 0.9, 'met'],
  [0.7, 0.79, 'missed'],
  [0.7, 0.8, 'too_close'],
  [0.75, 0.85, 'too_close'],
] as const)('from %f to %f against 80 %% is %s', (low, high, verdict) => {
  expect(judgeTarget({ low, high }, 0.8)).toBe(verdict);
});

test('one day says nothing of how days differ, however many asked on it', () => {
  expect(attainedByDays([{ value: 0.9, n: 10_000 }])).toEqual({ interval: null, days: 1 });
});

test('days on which nobody asked do not count', () => {
  const days = [
    { value: 0, n: 0 },
    { value: 1, n: 20 },
    { value: 0.5, n: 20 },
  ];
  expect(attainedByDays(days).days).toBe(2);
});

test('hidden days widen the interval by as much as they hide, about what all days hold', () => {
  const shown = [
    { value: 0.6, n: 100 },
    { value: 0.6, n: 100 },
  ];
  const hidden = { days: 8, whole: { k: 880, n: 1000 }, most: 9 };
  const { interval, days } = attainedByDays(shown, hidden);
  expect(days).toBe(10);
  // √(10/9 · (2·28² + 8·(7 + 9)²))/1000 = 0.0632, with t(9) = 2.2622.
  expect(interval!.low).toBeCloseTo(0.88 - 2.262157 * 0.0632, 3);
  expect(interval!.high).toBe(1);
  expect(attainedByDays([], { days: 1, whole: { k: 1, n: 20 }, most: 9 }).interval).toBeNull();
});

test('a single contact a day is counted whole', () => {
  const { interval, days } = attainedByDays([
    { value: 1, n: 1 },
    { value: 0, n: 1 },
  ]);
  expect(days).toBe(2);
  expect(interval).toEqual({ low: 0, high: 1 });
});

test('where less is better, all of the interval at most at the aim has met it', () => {
  expect(judgeTarget({ low: 0.05, high: 0.1 }, 0.1, 'lower')).toBe('met');
  expect(judgeTarget({ low: 0.1, high: 0.2 }, 0.1, 'lower')).toBe('too_close');
  expect(judgeTarget({ low: 0.11, high: 0.2 }, 0.1, 'lower')).toBe('missed');
});
