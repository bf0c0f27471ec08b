import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isGapBetween, thinToColumns } from '../../../../site/charts/history/columns.ts';

const thin = (value: readonly number[], columns: number) => {
  const position = Float64Array.from(value, (_, i) => i);
  const range = { first: 0, beyond: value.length, from: 0, to: value.length, columns };
  return [...thinToColumns(position, Float64Array.from(value), range)];
};

describe('thinning to pixel columns', () => {
  test('keeps first, least, largest and last of each column', () => {
    // Source: reference 7, vector M4(4) of y (first, min, max, last per column; Jugel et al., VLDB 2014).
    const y = [12, 15, 11, 18, 95, 17, 14, 16, 13, 12, 11, 60, 14, 15, 13, 12, 17, 16, 18, 14];
    expect(thin(y, 4)).toEqual([...[0, 2, 4], ...[5, 9], ...[10, 11, 14], ...[15, 18, 19]]);
  });

  test('keeps both of two equal peaks that stand in different columns', () => {
    const y = Array.from({ length: 400 }, (_, i) => (i === 101 || i === 299 ? 900 : i % 7));
    expect(thin(y, 20)).toEqual(expect.arrayContaining([101, 299]));
  });

  const values = fc.array(
    fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constant(Number.NaN)),
    {
      maxLength: 300,
    },
  );

  test('never loses an extreme of any column, nor its ends', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 40 }), (value, columns) => {
        const kept = thin(value, columns);
        for (let column = 0; column < columns; column++) {
          const inColumn = (i: number) =>
            Math.min(columns - 1, Math.floor((i * columns) / value.length)) === column;
          const all = value.map((_, i) => i).filter((i) => inColumn(i) && !Number.isNaN(value[i]!));
          const some = kept.filter(inColumn);
          expect(some.length === 0).toBe(all.length === 0);
          if (all.length === 0) continue;
          const of = (indices: readonly number[]) => indices.map((i) => value[i]!);
          expect(Math.min(...of(some))).toBe(Math.min(...of(all)));
          expect(Math.max(...of(some))).toBe(Math.max(...of(all)));
          expect([some[0], some.at(-1)]).toEqual([all[0], all.at(-1)]);
        }
      }),
    );
  });

  test('never bridges a gap: what lies on both sides of one is not joined, and both sides are there', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 40 }), (value, columns) => {
        const kept = thin(value, columns);
        const numbers = Float64Array.from(value);
        expect(kept.every((index) => !Number.isNaN(value[index]!))).toBe(true);
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
        // Each run of values begins and ends with a kept point, so no line can reach over its edges.
        value.forEach((one, i) => {
          if (Number.isNaN(one)) return;
          const isEdge =
            i === 0 || i === value.length - 1 || Number.isNaN(value[i - 1]!) || Number.isNaN(value[i + 1]!);
          if (isEdge) expect(kept).toContain(i);
        });
        const joined = kept.slice(1).filter((index, k) => !isGapBetween(numbers, kept[k]!, index));
        const runs = value.filter(
          (one, i) => !Number.isNaN(one) && (i === 0 || Number.isNaN(value[i - 1]!)),
        ).length;
        expect(joined.length).toBe(Math.max(0, kept.length - runs));
      }),
    );
  });
});
