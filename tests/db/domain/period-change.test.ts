import { describe, expect, test } from 'vitest';
import {
  type DayCount,
  dispersedRatio,
  dispersionOfWeeks,
  judgeChange,
  judgeDayCount,
  judgeDayShare,
  nextDayRange,
  ratioOfDays,
} from '../../../db/domain/period-change.ts';

test('a change is spoken of only where the interval leaves out that there is none', () => {
  expect(judgeChange({ low: 1.01, high: 1.2 }, 1)).toBe('rose');
  expect(judgeChange({ low: 0.8, high: 0.99 }, 1)).toBe('fell');
  expect(judgeChange({ low: 0.9, high: 1.2 }, 1)).toBe('no_clear_change');
  expect(judgeChange({ low: -0.01, high: 0.09 }, 0)).toBe('no_clear_change');
  expect(judgeChange(null, 0)).toBe('too_few');
});

describe('a day beside such days before it', () => {
  // By hand: mean 100, s² = 4, t(0.975; 7) = 2.364624: 100 ± 2.364624 √(4 · 9/8), at least what chance does (100).
  const calm = [98, 98, 98, 100, 100, 102, 102, 102];

  test('is expected within Student’s interval of prediction, and never surer than chance', () => {
    const range = nextDayRange(calm, () => 0)!;
    expect(range.estimate).toBe(100);
    expect(100 - range.low).toBeCloseTo(2.364624 * Math.sqrt((24 / 7) * (9 / 8)), 5);
    const chance = nextDayRange(calm, (mean) => mean)!;
    expect(chance.high - 100).toBeCloseTo(2.364624 * Math.sqrt(100 * (9 / 8)), 5);
  });

  test('is called more or fewer only beyond custom, chance and how such days differ', () => {
    expect(judgeDayCount(109, 100, calm)).toBe('no_clear_change');
    expect(judgeDayCount(130, 100, calm)).toBe('rose');
    expect(judgeDayCount(70, 100, calm)).toBe('fell');
    // Days that differ by half of one another tell little of the next.
    expect(judgeDayCount(130, 100, [50, 150, 60, 140, 100, 90, 110, 100])).toBe('no_clear_change');
  });

  test('of which fewer than four are known is not judged', () => {
    expect(judgeDayCount(500, 100, [100, 100, 100])).toBe('too_few');
    expect(judgeDayCount(1, 1, [])).toBe('too_few');
  });

  test('is judged by its share in the same way, and not at all without contacts', () => {
    const shares = [0.8, 0.82, 0.78, 0.8, 0.81, 0.79, 0.8, 0.8];
    expect(judgeDayShare({ k: 95, n: 100 }, shares)).toBe('rose');
    expect(judgeDayShare({ k: 82, n: 100 }, shares)).toBe('no_clear_change');
    expect(judgeDayShare({ k: 1, n: 1 }, shares)).toBe('no_clear_change');
    expect(judgeDayShare({ k: 0, n: 0 }, shares)).toBe('too_few');
  });
});

describe('a period day for day', () => {
  const weeks = (counts: readonly number[], weeks: number): DayCount[] =>
    Array.from({ length: weeks * 7 }, (_, i) => ({ kind: i % 7, count: counts[i % 7]! + (i % 2) }));
  const usual = [100, 90, 80, 85, 95, 40, 20];

  test('holds like days against like days: five Mondays in place of four change nothing', () => {
    const before = weeks(usual, 4);
    const after = [...weeks(usual, 4), { kind: 0, count: 100 }, { kind: 0, count: 101 }];
    const ratio = ratioOfDays(after, before)!;
    expect(ratio.estimate).toBeCloseTo(1, 2);
    expect(judgeChange(ratio, 1)).toBe('no_clear_change');
  });

  test('is Mantel and Haenszel’s ratio', () => {
    // One kind alone: (30 + 50)/2 against (20 + 20)/2, by hand 40 ÷ 20.
    const after = [30, 50, 40].map((count) => ({ kind: 0, count }));
    const before = [20, 20, 20].map((count) => ({ kind: 0, count }));
    const ratio = ratioOfDays(after, before)!;
    expect(ratio.estimate).toBeCloseTo(2, 10);
    // φ = (100 + 100)/40 ÷ 4 freedom = 1.25; Var = 1.25 · (180 · 9/36) ÷ (60 · 30).
    const half = 2.776445 * Math.sqrt((1.25 * 45) / (60 * 30));
    expect(Math.log(ratio.high / 2)).toBeCloseTo(half, 5);
    expect(Math.log(2 / ratio.low)).toBeCloseTo(half, 5);
  });

  test('finds a third more, and calls nothing where days differ by more than that', () => {
    const more = usual.map((count) => Math.round(count * 1.33));
    expect(judgeChange(ratioOfDays(weeks(more, 4), weeks(usual, 4)), 1)).toBe('rose');
    const wild = (shift: number) =>
      Array.from({ length: 28 }, (_, i) => ({ kind: i % 7, count: 100 + 90 * ((i * 5 + shift) % 3) - 90 }));
    expect(judgeChange(ratioOfDays(wild(0), wild(1)), 1)).toBe('no_clear_change');
  });

  test('of nothing, of one day or of days without a like is not compared', () => {
    expect(ratioOfDays([], [])).toBeNull();
    expect(ratioOfDays([{ kind: 0, count: 1 }], [{ kind: 0, count: 1 }])).toBeNull();
    expect(ratioOfDays(weeks(usual, 1), [{ kind: 9, count: 5 }])).toBeNull();
    const none = weeks([0, 0, 0, 0, 0, 0, 0], 2).map(({ kind }) => ({ kind, count: 0 }));
    expect(ratioOfDays(none, weeks(usual, 2))).toBeNull();
  });
});

describe('counts of causes', () => {
  test('vary by what successive weeks show, at least as chance does', () => {
    // (40 − 60)²/100 = 4 for each pair.
    expect(dispersionOfWeeks([40, 60, 40, 60, 40, 60, 40, 60, 40])).toBe(4);
    expect(dispersionOfWeeks([50, 50, 50, 50, 50, 50, 50, 50, 50])).toBe(1);
    expect(dispersionOfWeeks([40, 60, null, 60, 40])).toBeNull();
    expect(dispersionOfWeeks([])).toBeNull();
  });

  test('are compared by the exact interval of counts divided by it', () => {
    // vectors.json, rate_ratio: as many events in as many days, four times as dispersed, are a quarter of the evidence.
    const wide = dispersedRatio({ count: 120, exposure: 30 }, { count: 80, exposure: 30 }, 4)!;
    const narrow = dispersedRatio({ count: 120, exposure: 30 }, { count: 80, exposure: 30 }, 1)!;
    expect(wide.estimate).toBeCloseTo(narrow.estimate, 10);
    expect(judgeChange(narrow, 1)).toBe('rose');
    expect(judgeChange(wide, 1)).toBe('no_clear_change');
  });

  test('none at all after many fell, none at all on either side tell nothing', () => {
    expect(judgeChange(dispersedRatio({ count: 0, exposure: 30 }, { count: 40, exposure: 30 }, 2), 1)).toBe(
      'fell',
    );
    expect(dispersedRatio({ count: 0, exposure: 30 }, { count: 0, exposure: 30 }, 1)).toBeNull();
    expect(dispersedRatio({ count: 1, exposure: 30 }, { count: 1, exposure: 0 }, 1)).toBeNull();
  });
});
