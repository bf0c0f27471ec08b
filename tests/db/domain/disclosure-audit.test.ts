import { describe, expect, test } from 'vitest';
import { discloseDeviation, discloseParts } from '../../../db/domain/disclosure.ts';
import { possibleSums } from '../../../db/domain/disclosure-audit.ts';

const POLICY = { threshold: 10 };
const exactly = (counts: readonly number[], weights: readonly number[]) => {
  const sum = weights.reduce((total, weight, i) => total + weight * counts[i]!, 0);
  return { weights, low: sum, high: sum };
};
const total = (counts: readonly number[]) =>
  exactly(
    counts,
    counts.map(() => 1),
  );
const mean = (counts: readonly number[]) =>
  exactly(
    counts,
    counts.map((_, i) => i + 1),
  );

describe('what a hidden count can still be', () => {
  test('is one number where an exact total and its other parts are said (reference 5: 168 with 120 and 45)', () => {
    const said = [
      { low: 120, high: 120 },
      { low: 1, high: 9 },
      { low: 45, high: 45 },
    ];
    expect(possibleSums(said, [total([120, 3, 45])], [[1]])).toEqual([1]);
  });

  test('is seven numbers or more where the others are rounded to 5', () => {
    const said = [
      { low: 118, high: 122 },
      { low: 1, high: 9 },
      { low: 43, high: 47 },
    ];
    expect(possibleSums(said, [total([120, 3, 45])], [[1]])[0]).toBeGreaterThanOrEqual(7);
  });
});

describe('answers by point', () => {
  test('are rounded to 5; beside an exact total and mean the smallest of them hides with a small one', () => {
    const counts = [4, 12, 33, 120, 161];
    expect(discloseParts(counts, [total(counts), mean(counts)], [], POLICY)).toEqual({
      counts: [null, null, 35, 120, 160],
      n: 315,
    });
  });

  test('are all hidden where total, mean and the best two points give a small one away', () => {
    const counts = [0, 2, 0, 0, 60];
    const top = exactly(counts, [0, 0, 0, 1, 1]);
    expect(discloseParts(counts, [total(counts), mean(counts), top], [], POLICY)).toBeNull();
  });

  test('are all hidden where a mean of two points gives both away', () => {
    const counts = [3, 0, 0, 0, 40];
    expect(discloseParts(counts, [total(counts), mean(counts)], [], POLICY)).toBeNull();
  });

  test('say that a point was chosen by nobody', () => {
    const counts = [20, 0, 30, 0, 40];
    expect(discloseParts(counts, [total(counts), mean(counts)], [], POLICY)?.counts).toEqual([
      20, 0, 30, 0, 40,
    ]);
  });

  test('are all hidden where they would tell a sum that is hidden elsewhere', () => {
    // Nine of 309 were not satisfied: the share of the satisfied is hidden for that.
    const counts = [0, 0, 9, 150, 150];
    const low = [[0, 1, 2]];
    expect(discloseParts(counts, [total(counts), mean(counts)], low, POLICY)).toBeNull();
  });

  test('leave every small count at least five numbers that it could be, whatever the counts', () => {
    let shown = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const counts = [0, 1, 2, 3, 4].map((i) =>
        Math.floor((((seed * 7919 * (i + 3)) % 1009) / 1009) ** 2 * 90),
      );
      const known = [total(counts), mean(counts), exactly(counts, [0, 0, 0, 1, 1])];
      const said = discloseParts(counts, known, [], POLICY);
      const small = counts.flatMap((count, i) => (count > 0 && count < 10 ? [i] : []));
      if (said === null || small.length === 0) continue;
      shown++;
      const most = Math.min(...said.counts.flatMap((count) => (count ? [count] : []))) + 2;
      const ranges = said.counts.map((count, i) => {
        if (count !== null)
          return count === 0 ? { low: 0, high: 0 } : { low: Math.max(10, count - 2), high: count + 2 };
        return small.includes(i) ? { low: 1, high: 9 } : { low: 10, high: most };
      });
      for (const i of small) {
        expect(said.counts[i]).toBeNull();
        expect(possibleSums(ranges, known, [[i]])[0]).toBeGreaterThanOrEqual(5);
      }
    }
    expect(shown).toBeGreaterThan(5);
  });
});

test('a deviation is said to the tenth, and of few answers not at all', () => {
  expect(discloseDeviation(1.0567, 30, 30)).toEqual({ sd: 1.1 });
  expect(discloseDeviation(1.0567, 29, 30)).toEqual({ sd: null });
});
