import { expect, test } from 'vitest';
import { type Grid, SHOWN } from '../../../db/domain/hiding-grid.ts';
import { knownSums, NOUGHT } from '../../../db/domain/known-sums.ts';

/** One amount a cell; each sum a whole and its parts. */
function gridOf(values: readonly number[], sums: readonly (readonly [number, readonly number[]])[]): Grid {
  return {
    values: Float64Array.from(values),
    amounts: 1,
    measures: [{ tells: [0], guards: [0], base: null, isRounded: false, rank: 0 }],
    states: new Uint8Array(values.length).fill(SHOWN),
    isFixed: new Uint8Array(values.length),
    isRounded: new Uint8Array(values.length),
    ranks: new Float64Array(values.length),
    cellSums: sums.map(([whole, parts]) => ({ whole, parts, amounts: [0] })),
    amountSums: [],
    known: new Map(),
  };
}

/** Each sum as what its numbers are worth, with their signs. */
function sumsOf(grid: Grid): number[][] {
  const { starts, parts, factors, placeStarts, places } = knownSums(grid);
  return [...starts.keys()].slice(0, -1).map((sum) =>
    Array.from({ length: starts[sum + 1]! - starts[sum]! }, (_, i) => {
      const at = starts[sum]! + i;
      return factors[at]! * grid.values[places[placeStarts[parts[at]!]!]!]!;
    }).sort((a, b) => b - a),
  );
}

test('amounts of which a sum says that they are equal are one number, and nought is none', () => {
  const grid = gridOf(
    [5, 5, 0, 12, 7],
    [
      [0, [1, 2]],
      [3, [1, 4]],
    ],
  );
  const { numbers, numberOf } = knownSums(grid);
  expect(numbers).toBe(3);
  expect(numberOf[0]).toBe(numberOf[1]);
  expect(numberOf[2]).toBe(NOUGHT);
  expect(sumsOf(grid)).toEqual([[7, 5, -12]]);
});

test('what is left of two sums that share all the rest is one number, and then of others', () => {
  // 0 and 1 are 2 + 3 both; then 4 + 0 and 5 + 1 say that 4 and 5 are one.
  const grid = gridOf(
    [9, 9, 4, 5, 6, 6, 15],
    [
      [0, [2, 3]],
      [1, [2, 3]],
      [6, [4, 0]],
      [6, [5, 1]],
    ],
  );
  const { numberOf } = knownSums(grid);
  expect(numberOf[0]).toBe(numberOf[1]);
  expect(numberOf[4]).toBe(numberOf[5]);
  expect(sumsOf(grid)).toHaveLength(2);
});

test('numbers that are alike by chance stay two', () => {
  const grid = gridOf(
    [9, 9, 4, 5],
    [
      [0, [2, 3]],
      [1, [3, 2]],
    ],
  );
  const other = gridOf(
    [9, 9, 4, 5, 4, 5],
    [
      [0, [2, 3]],
      [1, [4, 5]],
    ],
  );
  expect(knownSums(grid).numbers).toBe(3);
  expect(knownSums(other).numbers).toBe(6);
});

test('a sum that does not hold, or is of less than nobody, tells nothing', () => {
  const grid = gridOf(
    [9, 4, 4, -3, 3],
    [
      [0, [1, 2]],
      [2, [1, 3, 4]],
    ],
  );
  expect(sumsOf(grid)).toEqual([]);
  expect(knownSums(grid).numbers).toBe(5);
});
