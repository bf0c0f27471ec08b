import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateRow, fitQuantile, pinballLoss } from '../../../db/domain/quantile-regression.ts';

type Row = readonly number[];

const matrixOf = (rows: readonly Row[]) => ({
  values: Float64Array.from(rows.flat()),
  columns: rows[0]!.length,
});
const planeOf = (rows: readonly Row[], y: readonly number[], tau: number, weights?: readonly number[]) => [
  ...fitQuantile(
    matrixOf(rows),
    Float64Array.from(y),
    tau,
    weights === undefined ? {} : { weights: Float64Array.from(weights) },
  ),
];
const lossOf = (rows: readonly Row[], y: readonly number[], tau: number, coefficients: readonly number[]) =>
  rows.reduce((sum, row, i) => sum + pinballLoss(y[i]!, evaluateRow(coefficients, row), tau), 0);
const ones = (y: readonly number[]): Row[] => y.map(() => [1]);

/** The least loss of any line through two points, or through one where all x are the same: one of them is the best. */
function bestOfLines(x: readonly number[], y: readonly number[], tau: number): number {
  let best = Number.POSITIVE_INFINITY;
  const rows = x.map((one): Row => [1, one]);
  for (let i = 0; i < x.length; i++) {
    best = Math.min(best, lossOf(rows, y, tau, [y[i]!, 0]));
    for (let j = 0; j < i; j++) {
      if (x[i] === x[j]) continue;
      const slope = (y[i]! - y[j]!) / (x[i]! - x[j]!);
      best = Math.min(best, lossOf(rows, y, tau, [y[i]! - slope * x[i]!, slope]));
    }
  }
  return best;
}

describe('the loss at a share', () => {
  test('weighs what lies above by the share and what lies below by the rest', () => {
    expect(pinballLoss(10, 4, 0.2)).toBeCloseTo(1.2, 12);
    expect(pinballLoss(4, 10, 0.2)).toBeCloseTo(4.8, 12);
    expect(pinballLoss(7, 7, 0.8)).toBe(0);
  });
});

describe('a fitted quantile', () => {
  test('of a constant alone is the quantile of the values', () => {
    const y = [7, 1, 3, 40, 5];
    expect(planeOf(ones(y), y, 0.5)[0]).toBeCloseTo(5, 6);
    expect(planeOf(ones(y), y, 0.3)[0]).toBeCloseTo(3, 6);
    expect(planeOf(ones(y), y, 0.9)[0]).toBeCloseTo(40, 5);
  });

  test('of a line is found beside an outlier that would lift a mean', () => {
    const x = [0, 1, 2, 3, 4, 5, 6];
    const y = x.map((one) => 2 + 3 * one);
    y[6] = 900;
    const coefficients = planeOf(
      x.map((one) => [1, one]),
      y,
      0.5,
    );
    expect(coefficients[0]).toBeCloseTo(2, 5);
    expect(coefficients[1]).toBeCloseTo(3, 5);
  });

  test('counts a row of weight three as three rows', () => {
    const y = [1, 2, 3, 10];
    const weighted = planeOf(ones(y), y, 0.5, [1, 1, 1, 3.5]);
    expect(weighted[0]).toBeCloseTo(10, 5);
  });

  test('has a loss as small as the best of all lines through two points', () => {
    const point = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -50, max: 50 }));
    fc.assert(
      fc.property(
        fc.array(point, { minLength: 3, maxLength: 14 }),
        fc.constantFrom(0.1, 0.2, 0.5, 0.8),
        (points, tau) => {
          const [x, y] = [points.map(([one]) => one), points.map(([, one]) => one)];
          const rows = x.map((one): Row => [1, one]);
          const loss = lossOf(rows, y, tau, planeOf(rows, y, tau));
          const best = bestOfLines(x, y, tau);
          expect(loss).toBeGreaterThanOrEqual(best - 1e-9);
          expect(loss).toBeLessThanOrEqual(best + 1e-5 * (1 + best));
        },
      ),
      { numRuns: 300 },
    );
  });

  const cases = fc.record({
    rows: fc.array(
      fc.tuple(fc.constant(1), fc.double({ min: -5, max: 5, noNaN: true }), fc.integer({ min: 0, max: 3 })),
      { minLength: 6, maxLength: 60 },
    ),
    tau: fc.constantFrom(0.2, 0.5, 0.8),
    seed: fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 60, maxLength: 60 }),
  });

  test('has no more than its share of the values below, and no less when those on it are added', () => {
    fc.assert(
      fc.property(cases, ({ rows, tau, seed }) => {
        const y = seed.slice(0, rows.length);
        const coefficients = planeOf(rows, y, tau);
        const residuals = y.map((value, i) => value - evaluateRow(coefficients, rows[i]!));
        const below = residuals.filter((one) => one < -1e-3).length;
        const on = residuals.filter((one) => Math.abs(one) <= 1e-3).length;
        expect(below).toBeLessThanOrEqual(tau * y.length + 1e-9);
        expect(below + on).toBeGreaterThanOrEqual(tau * y.length - 1e-9);
      }),
    );
  });

  test('grows and moves with the values, and is the other share of their mirror image', () => {
    fc.assert(
      fc.property(cases, ({ rows, tau, seed }) => {
        const y = seed.slice(0, rows.length);
        const loss = lossOf(rows, y, tau, planeOf(rows, y, tau));
        const near = (other: number) => expect(Math.abs(other - loss)).toBeLessThanOrEqual(1e-4 * (1 + loss));
        const larger = y.map((value) => 60 * value);
        near(
          lossOf(
            rows,
            y,
            tau,
            planeOf(rows, larger, tau).map((one) => one / 60),
          ),
        );
        const moved = y.map((value, i) => value + evaluateRow([5, -2, 3], rows[i]!));
        near(
          lossOf(
            rows,
            y,
            tau,
            planeOf(rows, moved, tau).map((one, j) => one - [5, -2, 3][j]!),
          ),
        );
        const mirrored = y.map((value) => -value);
        near(
          lossOf(
            rows,
            y,
            tau,
            planeOf(rows, mirrored, 1 - tau).map((one) => -one),
          ),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('leaves out columns that say nothing new, and fits as well without them', () => {
    const x = [1, 2, 3, 4, 5, 6, 7, 8];
    const y = [3, 1, 4, 1, 5, 9, 2, 6];
    const plain = x.map((one): Row => [1, one]);
    const crowded = x.map((one): Row => [1, one, 0, 7, 2 * one - 3]);
    const coefficients = planeOf(crowded, y, 0.5);
    expect(coefficients.slice(2)).toEqual([0, 0, 0]);
    expect(lossOf(crowded, y, 0.5, coefficients)).toBeCloseTo(
      lossOf(plain, y, 0.5, planeOf(plain, y, 0.5)),
      6,
    );
  });

  test('of values that are all 0 is 0', () => {
    const rows = [1, 2, 3, 4].map((one): Row => [1, one]);
    expect(lossOf(rows, [0, 0, 0, 0], 0.8, planeOf(rows, [0, 0, 0, 0], 0.8))).toBeCloseTo(0, 9);
  });

  test('is the same to the last digit each time', () => {
    const x = Array.from({ length: 500 }, (_, i): Row => [1, i % 17, (i * 7919) % 101]);
    const y = x.map((row, i) => row[1]! * 3 + ((i * 104_729) % 97));
    expect(planeOf(x, y, 0.8)).toEqual(planeOf(x, y, 0.8));
  });

  test('is refused for what is no share, no matrix, no number and no weight', () => {
    expect(() => planeOf([[1]], [1], 0)).toThrow('share is 0, expected more than 0 and less than 1');
    expect(() => fitQuantile({ values: new Float64Array(0), columns: 1 }, new Float64Array(0), 0.5)).toThrow(
      'no rows',
    );
    expect(() => fitQuantile({ values: new Float64Array(3), columns: 2 }, new Float64Array(2), 0.5)).toThrow(
      'matrix has 3 numbers, expected 2 rows of 2',
    );
    expect(() => planeOf([[1], [1]], [1, Number.NaN], 0.5)).toThrow('not a finite number');
    expect(() => planeOf([[1], [1]], [1, 2], 0.5, [1, 0])).toThrow('weight of row 1 is 0');
  });
});
