import { describe, expect, test } from 'vitest';
import {
  EXPECTED_SHARE,
  expectedRange,
  usualRange,
  WEEKS_BEFORE,
} from '../../../db/domain/expected-range.ts';

const DAYS = 7 * 120;

/** A seeded generator (mulberry32), so that the same figures come out everywhere. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function normalOf(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

const daily = (value: (number | null)[], kind: 'count' | 'share' | 'other') =>
  expectedRange({
    value,
    kind,
    weekBefore: Int32Array.from(value, (_, i) => i - 7),
    windowStart: Int32Array.from(value, (_, i) => Math.max(0, i - 7 * WEEKS_BEFORE)),
  });

function coverage(value: readonly (number | null)[], { low, high }: ReturnType<typeof daily>): number {
  const judged = value.flatMap((one, i) =>
    one === null || low[i] === null ? [] : [one >= low[i]! && one <= high[i]!],
  );
  expect(judged.length).toBeGreaterThan(500);
  return judged.filter(Boolean).length / judged.length;
}

describe('the range that was to be expected', () => {
  test('of counts that vary more than chance alone holds about eight in ten', () => {
    const random = randomOf(7);
    const usual = [1500, 1200, 1100, 1100, 1050, 600, 0];
    const value = Array.from({ length: DAYS }, (_, i) =>
      Math.max(
        0,
        Math.round(
          usual[i % 7]! * (1 + 0.1 * normalOf(random)) + Math.sqrt(usual[i % 7]!) * normalOf(random),
        ),
      ),
    );
    const share = coverage(value, daily(value, 'count'));
    expect(share).toBeGreaterThan(EXPECTED_SHARE - 0.06);
    expect(share).toBeLessThan(EXPECTED_SHARE + 0.06);
  });

  test('of shares holds about eight in ten, and stays within 0 and 1', () => {
    const random = randomOf(11);
    const value = Array.from({ length: DAYS }, () =>
      Math.min(1, Math.max(0, 0.93 + 0.05 * normalOf(random))),
    );
    const range = daily(value, 'share');
    expect(Math.abs(coverage(value, range) - EXPECTED_SHARE)).toBeLessThan(0.06);
    for (const one of [...range.low, ...range.high]) {
      if (one !== null) expect(one >= 0 && one <= 1).toBe(true);
    }
  });

  test('knows nothing of the bucket itself or of anything later', () => {
    const random = randomOf(3);
    const value = Array.from({ length: 300 }, () => Math.round(200 + 30 * normalOf(random)));
    const before = daily(value, 'count');
    const after = daily([...value.slice(0, 200), ...value.slice(200).map((one) => one * 10)], 'count');
    expect(after.low.slice(0, 201)).toEqual(before.low.slice(0, 201));
    expect(after.high.slice(0, 201)).toEqual(before.high.slice(0, 201));
    expect(after.high[210]).not.toEqual(before.high[210]);
  });

  test('says nothing where fewer than four of the weeks before are known', () => {
    const value = Array.from({ length: 200 }, (_, i) =>
      i % 7 === 0 && i > 100 && i < 150 ? null : 100 + (i % 5),
    );
    const { low } = daily(value, 'other');
    expect(low[20]).toBeNull();
    expect(low[147 + 7]).toBeNull();
    expect(low[140 + 1]).not.toBeNull();
  });
});

const meanOf = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

/** A count by chance whose rate differs from hour to hour by an eighth, as counts of contacts do. */
function countOf(random: () => number, mean: number): number {
  const rate = mean * Math.max(0, 1 + 0.125 * normalOf(random));
  let count = -1;
  for (let left = rate; left > 0; count++) left += Math.log(1 - random());
  return Math.max(0, count);
}

const usualOf = (counts: readonly (readonly number[])[]) =>
  usualRange({ mean: counts.map(meanOf), weeks: counts.map((own) => own.length), counts });

/** The smallest count that a share of all do not exceed: the terms of the negative binomial law added up. */
function exactQuantile(share: number, mean: number, variance: number): number {
  const size = (mean * mean) / (variance - mean);
  let term = (mean / variance) ** size;
  let sum = term;
  let count = 0;
  for (; sum < share; count++) {
    term *= ((count + size) / (count + 1)) * (1 - mean / variance);
    sum += term;
  }
  return count;
}

describe('the range of an hour of the usual week', () => {
  test.each([4, 8, 26])(
    'learnt from %i weeks holds about eight in ten hours of the weeks to come',
    (weeks) => {
      const random = randomOf(weeks);
      const means = Array.from({ length: 168 }, (_, slot) => 12 + ((slot * 37) % 90));
      let [inside, all] = [0, 0];
      for (let trial = 0; trial < 12; trial++) {
        const { low, high } = usualOf(
          means.map((mean) => Array.from({ length: weeks }, () => countOf(random, mean))),
        );
        for (const [slot, mean] of means.entries()) {
          const next = countOf(random, mean);
          all += 1;
          if (next >= low[slot]! && next <= high[slot]!) inside += 1;
        }
      }
      expect(inside / all).toBeGreaterThan(EXPECTED_SHARE - 0.025);
      expect(inside / all).toBeLessThan(EXPECTED_SHARE + 0.025);
    },
  );

  test('has the quantiles of the negative binomial law, summed up term by term, to the next count', () => {
    const random = randomOf(5);
    const counts = Array.from({ length: 60 }, (_, slot) =>
      Array.from({ length: 4 + (slot % 5) }, () => countOf(random, 8 + 3 * slot)),
    );
    const { low, high } = usualOf(counts);
    let [excess, base] = [0, 0];
    for (const own of counts) {
      const centre = meanOf(own);
      for (const one of own) {
        excess += ((one - centre) ** 2 * own.length) / (own.length - 1) - centre;
        base += centre ** 2;
      }
    }
    expect(excess / base).toBeGreaterThan(0.005);
    counts.forEach((own, slot) => {
      const centre = meanOf(own);
      const variance = (centre + (excess / base) * centre ** 2) * (1 + 1 / own.length);
      expect(Math.abs(low[slot]! - exactQuantile(0.1, centre, variance)), `${slot}`).toBeLessThan(1.2);
      expect(Math.abs(high[slot]! - exactQuantile(0.9, centre, variance)), `${slot}`).toBeLessThan(1.2);
    });
  });

  test('is told of an hour whose single counts are hidden, by the spread of the others', () => {
    const random = randomOf(9);
    const counts = Array.from({ length: 20 }, () => Array.from({ length: 8 }, () => countOf(random, 50)));
    const { low, high } = usualRange({
      mean: [50, 6, null],
      weeks: [8, 8, 8],
      counts: [...counts, [], []],
    });
    expect([low.length, low[2], high[2]]).toEqual([3, null, null]);
    expect(low[1]).toBeGreaterThan(1);
    expect(high[1]).toBeLessThan(12);
  });

  test('says nothing of fewer than four weeks, nor by fewer than twenty counts', () => {
    const own = [90, 100, 110, 95, 105];
    const six = Array.from({ length: 6 }, () => own);
    expect(usualRange({ mean: [100, 100], weeks: [3, 4], counts: six }).low).toEqual([
      null,
      expect.any(Number),
    ]);
    expect(usualRange({ mean: [100], weeks: [5], counts: six.slice(3) }).low).toEqual([null]);
    const threeEach = Array.from({ length: 20 }, () => own.slice(2));
    expect(usualRange({ mean: [100], weeks: [5], counts: threeEach }).low).toEqual([null]);
  });
});
