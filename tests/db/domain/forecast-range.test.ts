import { describe, expect, test } from 'vitest';
import { countAt, deviationOf, LEAST_RECORD, RangeBook } from '../../../db/domain/forecast-range.ts';
import { addScore, emptyScore, mergeScores, scoreOf } from '../../../db/domain/forecast-score.ts';
import { RandomStream } from '../../../scripts/demonstration/random-stream.ts';

/** Days of ten slots whose counts vary by day and by chance, with the shares inside the ranges said before each. */
function follow(days: number, wildness: (day: number) => number, mean = 40) {
  const book = new RangeBook();
  const sums = emptyScore();
  const late = emptyScore();
  for (let day = 0; day < days; day++) {
    const random = new RandomStream(7, 'range', day);
    const level = Math.exp(wildness(day) * random.normal());
    const forecasts = Array.from({ length: 10 }, () => mean);
    const counts = forecasts.map(() => random.poisson(mean * level));
    counts.forEach((count) => {
      addScore(sums, mean, book.rangesOf(mean), count);
      if (day >= days - 56) addScore(late, mean, book.rangesOf(mean), count);
    });
    book.score(forecasts, counts, book.spread);
  }
  return { book, all: scoreOf(sums), late: scoreOf(late) };
}

describe('ranges', () => {
  test('are not said before twenty days were scored', () => {
    const { book } = follow(LEAST_RECORD - 1, () => 0.2);
    expect(book.rangesOf(40)).toBeNull();
    expect(follow(LEAST_RECORD, () => 0.2).book.rangesOf(40)).not.toBeNull();
  });

  test.each([0, 0.15, 0.4])('hold 80 and 95 in 100 where days differ by %d', (wildness) => {
    const { all } = follow(400, () => wildness);
    expect(all.cover80).toBeGreaterThan(0.75);
    expect(all.cover80).toBeLessThan(0.88);
    expect(all.cover95).toBeGreaterThan(0.91);
    expect(all.cover95).toBeLessThan(0.98);
  });

  test('widen by themselves when days become wilder, and hold again', () => {
    const calm = follow(200, () => 0.05);
    const wild = follow(320, (day) => (day < 200 ? 0.05 : 0.4));
    const width = ({ book }: typeof calm) => book.rangesOf(40)!.high80 - book.rangesOf(40)!.low80;
    expect(width(wild)).toBeGreaterThan(2 * width(calm));
    expect(wild.late.cover80).toBeGreaterThan(0.75);
  });

  test('lie around what is expected and within one another, however small it is', () => {
    const { book } = follow(100, () => 0.2);
    for (const mean of [0, 0.01, 0.3, 1, 5, 100, 20_000]) {
      const { low80, high80, low95, high95 } = book.rangesOf(mean)!;
      expect(low95).toBeGreaterThanOrEqual(0);
      expect(low95).toBeLessThanOrEqual(low80);
      expect(low80).toBeLessThanOrEqual(Math.max(mean, 0.1));
      expect(high80).toBeGreaterThan(mean);
      expect(high95).toBeGreaterThanOrEqual(high80);
    }
  });

  test('a count is as many deviations away as the count at so many deviations', () => {
    for (const mean of [0.5, 3, 60, 4000]) {
      for (const deviations of [-1.2, 0, 0.7, 2]) {
        const count = countAt(mean, 0.05, deviations);
        if (count > 0) expect(deviationOf(count, mean, 0.05)).toBeCloseTo(deviations, 8);
      }
    }
  });

  test('quantiles are those of a negative binomial: 95 in 100 of Poisson counts of mean 24 lie from 15 to 34', () => {
    // Exact: P(Y ≤ 14) = 0.0198, P(Y ≤ 34) = 0.9800.
    expect(countAt(24, 0, -1.96)).toBeCloseTo(15.3, 0);
    expect(countAt(24, 0, 1.96)).toBeCloseTo(34.4, 0);
  });
});

describe('scores', () => {
  test('are the sums of the formulas', () => {
    const sums = emptyScore();
    addScore(sums, 10, { low80: 6, high80: 14, low95: 4, high95: 16 }, 15);
    addScore(sums, 20, null, 15);
    const score = scoreOf(sums);
    expect(score.n).toBe(2);
    expect(score.wmape).toBeCloseTo(10 / 30, 12);
    expect(score.rmse).toBeCloseTo(5, 12);
    // 0.025 × 11 + 0.1 × 9 + 0.5 × 5 + 0.9 × 1 + 0.025 × 1, by five.
    expect(score.pinball).toBeCloseTo((0.275 + 0.9 + 2.5 + 0.9 + 0.025) / 5, 12);
    expect(score.cover80).toBe(0);
    expect(score.cover95).toBe(1);
  });

  test('of two weeks are those of both together', () => {
    const [a, b, both] = [emptyScore(), emptyScore(), emptyScore()];
    const ranges = { low80: 1, high80: 9, low95: 0, high95: 12 };
    for (const [sums, forecast, came] of [
      [a, 4, 6],
      [b, 8, 3],
    ] as const) {
      addScore(sums, forecast, ranges, came);
      addScore(both, forecast, ranges, came);
    }
    mergeScores(a, b);
    expect(scoreOf(a)).toEqual(scoreOf(both));
  });

  test('of nothing are not told', () => {
    expect(scoreOf(emptyScore())).toEqual({
      n: 0,
      wmape: null,
      rmse: null,
      pinball: null,
      cover80: null,
      cover95: null,
    });
  });
});
