import { describe, expect, test } from 'vitest';
import { movingRanges, movingShareRanges, rangeFactor } from '../../../db/domain/moving-range.ts';

describe('the ranges of neighbours', () => {
  test('are 1 where a count moves by one standard error of the difference of logarithms', () => {
    const step = Math.exp(Math.sqrt(1 / 100 + 1 / 400));
    expect(
      movingRanges([
        { count: 100, days: 30 },
        { count: 400, days: 120 / step },
      ]),
    ).toEqual([expect.closeTo(1, 9)]);
  });

  test('of shares are worked by hand', () => {
    // 60 and 80 of 100 each: p = 0.7, variance 0.7·0.3·(2/100) = 0.0042, difference² 0.04.
    expect(
      movingShareRanges([
        { k: 60, n: 100 },
        { k: 80, n: 100 },
      ]),
    ).toEqual([expect.closeTo(0.04 / 0.0042, 9)]);
    expect(movingShareRanges([{ k: 0, n: 9 }, { k: 0, n: 9 }, null, { k: 1, n: 0 }, { k: 5, n: 9 }])).toEqual(
      [],
    );
  });

  test('give the factor by their middle, so that one wave is no dispersion, and at least 1', () => {
    expect(rangeFactor([0.454936, 0.9, 1000].map((one) => one * 2))).toBeCloseTo(1.8 / 0.454936, 9);
    expect(rangeFactor([0.1, 0.2, 0.2, 900])).toBe(1);
    expect(() => rangeFactor([])).toThrow(RangeError);
  });
});
