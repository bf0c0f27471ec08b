import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CellStatus } from '../../../db/domain/cell.ts';
import { movingAverage } from '../../../db/domain/moving-average.ts';

const finals = (length: number): CellStatus[] => new Array(length).fill('final');

describe('the mean over a cycle', () => {
  test('of a rhythm that repeats is the same everywhere, and unknown at the ends', () => {
    const value = Array.from({ length: 28 }, (_, i) => [10, 20, 30, 40, 50, 5, 6][i % 7]!);
    const mean = movingAverage({ value, weight: null, status: finals(28) }, 7);
    expect(mean.slice(0, 3)).toEqual([null, null, null]);
    expect(mean.slice(-3)).toEqual([null, null, null]);
    for (const one of mean.slice(3, -3)) expect(one).toBeCloseTo(161 / 7, 12);
  });

  test('of shares is the share of all together, not the mean of shares', () => {
    // 9 of 10, 10 of 100, 5 of 10: 24 of 120.
    expect(movingAverage({ value: [0.9, 0.1, 0.5], weight: [10, 100, 10], status: finals(3) }, 3)).toEqual([
      null,
      24 / 120,
      null,
    ]);
  });

  test('needs all of a short cycle, but for what was closed, and four fifths of a long one', () => {
    const of = (length: number, unknown: CellStatus[]) => {
      const value = Array.from({ length }, (_, i) => (i < unknown.length ? null : 1));
      const status = finals(length).map((one, i) => unknown[i] ?? one);
      return movingAverage({ value, weight: null, status }, length)[Math.floor(length / 2)];
    };
    expect(of(7, [])).toBe(1);
    expect(of(7, ['missing'])).toBeNull();
    expect(of(7, ['closed', 'closed'])).toBe(1);
    expect(of(20, ['missing', 'suppressed', 'missing', 'missing'])).toBe(1);
    expect(of(20, ['missing', 'suppressed', 'missing', 'missing', 'missing'])).toBeNull();
  });

  test('takes nothing from a bucket that is not whole', () => {
    const status = finals(7).map((one, i) => (i === 6 ? 'partial' : one));
    expect(movingAverage({ value: [9, 9, 9, 9, 9, 9, 1], weight: null, status }, 7)[3]).toBeNull();
    const long = finals(20).map((one, i) => (i === 19 ? 'partial' : one));
    const value = Array.from({ length: 20 }, (_, i) => (i === 19 ? 1 : 9));
    expect(movingAverage({ value, weight: null, status: long }, 20)[10]).toBe(9);
  });

  test('agrees with adding up each window anew', () => {
    const cell = fc.record({
      value: fc.option(fc.integer({ min: 0, max: 500 }), { nil: null }),
      closed: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (cells, window) => {
        const value = cells.map((one) => (one.closed ? null : one.value));
        const status = cells.map(
          (one): CellStatus => (one.closed ? 'closed' : one.value === null ? 'missing' : 'final'),
        );
        const mean = movingAverage({ value, weight: null, status }, window);
        cells.forEach((_, i) => {
          const from = i - Math.floor(window / 2);
          const inside = from >= 0 && from + window <= cells.length;
          const seen = inside ? value.slice(from, from + window) : [];
          const known = seen.filter((one) => one !== null);
          const open = status.slice(from, from + window).filter((one) => one !== 'closed').length;
          const expected =
            inside && open > 0 && known.length > 0 && known.length >= (window <= 13 ? 1 : 0.8) * open
              ? known.reduce((a, b) => a + b, 0) / known.length
              : null;
          if (expected === null) expect(mean[i]).toBeNull();
          else expect(mean[i]).toBeCloseTo(expected, 9);
        });
      }),
    );
  });
});
