import { describe, expect, test } from 'vitest';
import { EXPECTED_SHARE, expectedRange, WEEKS_BEFORE } from '../../../db/domain/expected-range.ts';

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
