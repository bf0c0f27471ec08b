import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addHistogram,
  addPairs,
  addWait,
  BIN_COUNT,
  BIN_EDGES,
  binOf,
  countWithin,
  emptyHistogram,
  fromPairs,
  isEdge,
  mergeHistograms,
  quantileOf,
  representativeOf,
  toPairs,
  totalOf,
  upperEdgeOf,
} from '../../../db/domain/histogram.ts';

const anyWait = fc.oneof(
  fc.integer({ min: 0, max: 86_400 }),
  fc.double({ min: 0, max: 86_400, noNaN: true }),
);
const anyWaits = fc.array(anyWait, { maxLength: 200 });
const anyHistogram = anyWaits.map(histogramOf);

function histogramOf(waits: readonly number[]) {
  const histogram = emptyHistogram();
  for (const wait of waits) addWait(histogram, wait);
  return histogram;
}

describe('bins', () => {
  test('a wait histogram has between 330 and 420 bins', () => {
    expect(BIN_COUNT).toBeGreaterThanOrEqual(330);
    expect(BIN_COUNT).toBeLessThanOrEqual(420);
  });

  test('every whole second up to 4 hours is within 1 % of its representative, up to 50 s exactly on it', () => {
    let worst = 0;
    for (let second = 1; second <= 14_400; second += 1) {
      const error = Math.abs(representativeOf(binOf(second)) - second) / second;
      if (second <= 50) expect(error).toBe(0);
      worst = Math.max(worst, error);
    }
    expect(worst).toBeLessThanOrEqual(0.01);
    expect(worst).toBeGreaterThan(0.0099);
  });

  test('thresholds that people promise are edges', () => {
    const grids = [
      [1, 50],
      [10, 120],
      [30, 600],
      [60, 3600],
      [600, 14_400],
    ] as const;
    for (const [step, upTo] of grids) {
      for (let second = 0; second <= upTo; second += step) expect(isEdge(second), `${second} s`).toBe(true);
    }
    expect([51, 59.5, 3601, 14_401, 86_400].filter(isEdge)).toEqual([]);
  });

  test('a wait lies above the edge before its bin and at or below its own', () => {
    fc.assert(
      fc.property(anyWait, (wait) => {
        const bin = binOf(wait);
        expect(wait).toBeLessThanOrEqual(upperEdgeOf(bin));
        if (bin > 0) expect(wait).toBeGreaterThan(upperEdgeOf(bin - 1));
      }),
    );
  });

  test('an immediate answer has a bin of its own', () => {
    expect([binOf(0), binOf(0.001), binOf(1)]).toEqual([0, 1, 1]);
    expect(representativeOf(0)).toBe(0);
  });

  test('a wait above 4 hours is counted but not measured', () => {
    expect(binOf(14_400)).toBe(BIN_COUNT - 2);
    expect(binOf(14_400.5)).toBe(BIN_COUNT - 1);
    expect(representativeOf(BIN_COUNT - 1)).toBe(Infinity);
    expect(BIN_EDGES.at(-1)).toBe(14_400);
  });

  test.each([-1, -0.5, Number.NaN, Infinity])('a wait of %s s is refused by value', (wait) => {
    expect(() => binOf(wait)).toThrow(
      new RangeError(`wait is ${wait} s, expected a finite number of seconds, 0 or more`),
    );
  });

  test.each([-1, BIN_COUNT, 1.5])('bin %s is refused', (bin) => {
    expect(() => representativeOf(bin)).toThrow(`bin is ${bin}`);
    expect(() => upperEdgeOf(bin)).toThrow(`bin is ${bin}`);
  });
});

describe('adding', () => {
  test('merging is commutative, associative and the same as having added everything to one', () => {
    fc.assert(
      fc.property(anyWaits, anyWaits, anyWaits, (x, y, z) => {
        const [a, b, c] = [histogramOf(x), histogramOf(y), histogramOf(z)];
        expect(mergeHistograms(a, b)).toEqual(mergeHistograms(b, a));
        expect(mergeHistograms(mergeHistograms(a, b), c)).toEqual(mergeHistograms(a, mergeHistograms(b, c)));
        expect(mergeHistograms(mergeHistograms(a, b), c)).toEqual(histogramOf([...x, ...y, ...z]));
        expect(a).toEqual(histogramOf(x));
      }),
    );
  });

  test('adding in place gives what merging gives, and leaves the source alone', () => {
    fc.assert(
      fc.property(anyWaits, anyHistogram, (x, source) => {
        const before = structuredClone(source);
        const target = histogramOf(x);
        addHistogram(target, source);
        expect(target).toEqual(mergeHistograms(histogramOf(x), source));
        expect(source).toEqual(before);
      }),
    );
  });

  test('adding nobody changes nothing', () => {
    const histogram = emptyHistogram();
    addWait(histogram, 300, 0);
    expect(histogram).toEqual(emptyHistogram());
  });

  test.each([-1, 0.5, Number.NaN])('a count of %s is refused', (count) => {
    expect(() => addWait(emptyHistogram(), 10, count)).toThrow(`count is ${count}`);
  });
});

describe('reading', () => {
  test('"within Y seconds" is exact when Y is an edge', () => {
    fc.assert(
      fc.property(anyWaits, fc.constantFrom(...BIN_EDGES), (waits, edge) => {
        expect(countWithin(histogramOf(waits), edge)).toBe(waits.filter((wait) => wait <= edge).length);
      }),
    );
  });

  test('"within Y seconds" between edges is never too high', () => {
    fc.assert(
      fc.property(anyWaits, anyWait, (waits, seconds) => {
        expect(countWithin(histogramOf(waits), seconds)).toBeLessThanOrEqual(
          waits.filter((w) => w <= seconds).length,
        );
      }),
    );
  });

  test('everyone waited less than forever', () => {
    fc.assert(
      fc.property(anyWaits, (waits) => {
        expect(totalOf(histogramOf(waits))).toBe(waits.length);
        expect(countWithin(histogramOf(waits), Infinity)).toBe(waits.length);
      }),
    );
  });

  test('a naive quantile is within 1 % of the wait at its nearest rank', () => {
    const measured = fc.array(fc.integer({ min: 0, max: 14_400 }), { minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(measured, fc.constantFrom(0.1, 0.5, 0.75, 0.9, 0.95, 1), (waits, p) => {
        const sorted = waits.toSorted((a, b) => a - b);
        const expected = sorted[Math.ceil(p * waits.length - 1e-9) - 1] ?? Number.NaN;
        const quantile = quantileOf(histogramOf(waits), p) as number;
        expect(Math.abs(quantile - expected)).toBeLessThanOrEqual(expected * 0.01);
      }),
    );
  });

  test('a rank that is whole in truth is not pushed up by rounding', () => {
    const histogram = emptyHistogram();
    for (let second = 1; second <= 50; second += 1) addWait(histogram, second, 2);
    expect(0.14 * 100).toBeGreaterThan(14);
    expect(quantileOf(histogram, 0.14)).toBe(7);
  });

  test('a quantile of nobody is null, and one above 4 hours only a bound', () => {
    expect(quantileOf(emptyHistogram(), 0.5)).toBeNull();
    expect(quantileOf(histogramOf([20_000]), 0.5)).toEqual({ atLeast: 14_400 });
  });

  test.each([0, -0.1, 1.1, Number.NaN])('a quantile of %s is refused', (p) => {
    expect(() => quantileOf(emptyHistogram(), p)).toThrow(`quantile is ${p}`);
  });

  test.each([-1, Number.NaN])('a threshold of %s s is refused', (seconds) => {
    expect(() => countWithin(emptyHistogram(), seconds)).toThrow(`threshold is ${seconds} s`);
  });
});

describe('the sparse form', () => {
  test('brings every histogram back unchanged', () => {
    fc.assert(
      fc.property(anyHistogram, (histogram) => {
        expect(fromPairs(toPairs(histogram))).toEqual(histogram);
      }),
    );
  });

  test('adds up like the histograms it stands for', () => {
    fc.assert(
      fc.property(anyWaits, anyHistogram, (waits, source) => {
        const target = histogramOf(waits);
        addPairs(target, toPairs(source));
        expect(target).toEqual(mergeHistograms(histogramOf(waits), source));
      }),
    );
  });

  test('holds bin steps and counts, and nothing for empty bins', () => {
    const histogram = emptyHistogram();
    addWait(histogram, 0, 7);
    addWait(histogram, 3, 2);
    addWait(histogram, 50, 1);
    expect(toPairs(histogram)).toEqual([0, 7, 3, 2, 47, 1]);
    expect(toPairs(emptyHistogram())).toEqual([]);
  });

  test.each([
    [[1], 'has 1 numbers'],
    [[3, 1, 0, 1], 'pair 1 is [0, 1]'],
    [[-1, 1], 'pair 0 is [-1, 1]'],
    [[1.5, 1], 'pair 0 is [1.5, 1]'],
    [[1, 0], 'pair 0 is [1, 0]'],
    [[1, -2], 'count is -2'],
    [[BIN_COUNT, 1], `pair 0 reaches bin ${BIN_COUNT}`],
  ])('refuses %j', (flat, message) => {
    expect(() => fromPairs(flat)).toThrow(message);
  });
});
