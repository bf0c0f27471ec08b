import { describe, expect, test } from 'vitest';
import { type BacktestDay, type DemandVersion, METHODS, runBacktest } from '../../../db/domain/backtest.ts';
import type { DemandSeries } from '../../../db/domain/demand-series.ts';
import { emptyScore, mergeScores, scoreOf } from '../../../db/domain/forecast-score.ts';
import { RandomStream } from '../../../scripts/demonstration/random-stream.ts';
import { makeDemand } from '../../support/demand.ts';

function daysOf(series: DemandSeries, versions: readonly DemandVersion[] = []): BacktestDay[] {
  const days: BacktestDay[] = [];
  runBacktest(series, { from: 0, versions }, (day) => days.push(day));
  return days;
}

const lively = (day: number) => 30 * Math.exp(0.15 * new RandomStream(9, 'lively', day).normal());

describe('rolling origin', () => {
  const series = makeDemand({ days: 150, expected: lively });
  const days = daysOf(series);

  test('scores every method on the same slots, once at each lead', () => {
    for (const { day, scores } of days.slice(60)) {
      const told = METHODS.map((method) =>
        scores[method].map(({ forecast, slots }) => [forecast.lead, slots.slots]),
      );
      for (const one of told) expect(one).toEqual(told[0]);
      if (scores.candour.length === 0) continue;
      expect(scores.candour.map(({ forecast }) => forecast.day)).toEqual(scores.candour.map(() => day));
      expect(scores.candour.map(({ forecast }) => forecast.lead).sort((a, b) => a - b)).toEqual(
        Array.from({ length: 14 }, (_, i) => i + 1),
      );
    }
  });

  test('forecasts nothing of closed days, and slots of ten hours of the others', () => {
    const weekend = days.filter(({ day }) => day % 7 >= 5 && day > 60);
    for (const { scores } of weekend) expect(scores.candour).toEqual([]);
    const monday = days[63]!.scores.candour[0]!;
    expect(monday.slots.slots).toBe(10);
    expect(monday.total!.slots).toBe(1);
  });

  test('ranges hold at the grain of hours and of days', () => {
    const hours = emptyScore();
    const totals = emptyScore();
    for (const { scores } of days.slice(60)) {
      for (const { slots, total } of scores.candour) {
        mergeScores(hours, slots);
        if (total !== null) mergeScores(totals, total);
      }
    }
    for (const sums of [hours, totals]) {
      const { cover80, cover95 } = scoreOf(sums);
      expect(cover80).toBeGreaterThan(0.75);
      expect(cover80).toBeLessThan(0.88);
      expect(cover95).toBeGreaterThan(0.91);
      // Of some sixty days one more or less inside is more than one in a hundred.
      expect(cover95).toBeLessThan(sums === hours ? 0.98 : 0.99);
    }
  });

  test('an outage is scored against nobody', () => {
    const counts = series.counts.slice();
    for (let slot = 12; slot < 18; slot++) counts[98 * 24 + slot] = 0;
    const during = daysOf({ ...series, counts })[98]!;
    for (const method of METHODS) {
      for (const score of during.scores[method]) {
        expect(score.slots.slots).toBe(4);
        expect(score.total).toBeNull();
      }
    }
  });

  test('every day brings what is forecast of the two weeks after it', () => {
    const { issued } = days.at(-1)!;
    const open = Array.from({ length: 14 }, (_, i) => 150 + i).filter((day) => day % 7 < 5);
    expect(issued.map(({ day }) => day)).toEqual(open);
    for (const { mean, ranges, total, totalRanges } of issued) {
      expect(Number.isNaN(mean[3]!)).toBe(true);
      expect(ranges[3]).toBeNull();
      expect(ranges[9]!.low80).toBeLessThan(mean[9]!);
      expect(total).toBeCloseTo(
        mean.reduce((sum, count) => sum + (Number.isNaN(count) ? 0 : count), 0),
        6,
      );
      expect(totalRanges!.high80).toBeGreaterThan(total);
    }
  });
});

test('the rivals are the same day last week, the mean of eight and the mean of all', () => {
  const counts = Float64Array.from(
    [3, 5, 8, 13, 21, 34, 55, 89, 144, 233].flatMap((count) => [count, 0, 0, 0, 0, 0, 0]),
  );
  const series = {
    ...makeDemand({ days: 70, slots: 1, open: (day) => Number(day % 7 === 0), isExact: true }),
    counts,
  };
  const { scores } = daysOf(series)[63]!;
  const expectedOf = (method: (typeof METHODS)[number]) =>
    scores[method].find(({ forecast }) => forecast.lead === 7)!.forecast.mean[0];
  expect(expectedOf('last_week')).toBe(144);
  expect(expectedOf('mean_of_8')).toBe((5 + 8 + 13 + 21 + 34 + 55 + 89 + 144) / 8);
  expect(expectedOf('same_weekday_mean')).toBe((3 + 5 + 8 + 13 + 21 + 34 + 55 + 89 + 144) / 9);
});

describe('late records', () => {
  const series = makeDemand({ days: 100, expected: lively });
  const { firstDay } = series;
  const late = 70;
  const countsOf = (factor: number) =>
    Array.from({ length: 24 }, (_, slot) => Math.round(series.counts[late * 24 + slot]! * factor));
  const forecastsOf = (days: readonly BacktestDay[], day: number) =>
    days[day]!.issued.map(({ mean }) => [...mean]);
  const plain = daysOf(series);

  test('change nothing where the day was known the morning after, as it is now', () => {
    const versions = [{ day: firstDay + late, knownOn: firstDay + late + 1, counts: countsOf(1) }];
    expect(daysOf(series, versions)).toEqual(plain);
  });

  test('are learnt when they arrive: until then the day is unknown, from then on as if it had been known', () => {
    const versions = [{ day: firstDay + late, knownOn: firstDay + late + 4, counts: countsOf(1) }];
    const days = daysOf(series, versions);
    const unknown = { ...series, counts: series.counts.slice().fill(Number.NaN, late * 24, late * 24 + 24) };
    const without = daysOf(unknown);
    for (const day of [late, late + 1, late + 2]) {
      expect(forecastsOf(days, day)).toEqual(forecastsOf(without, day));
    }
    // Ranges have another history; what is expected has not.
    for (const day of [late + 3, late + 10]) expect(forecastsOf(days, day)).toEqual(forecastsOf(plain, day));
  });

  test('that replace others are believed from then on, and forecasts are scored by what is known in the end', () => {
    const versions = [
      { day: firstDay + late, knownOn: firstDay + late + 1, counts: countsOf(0.5) },
      { day: firstDay + late, knownOn: firstDay + late + 3, counts: countsOf(1) },
    ];
    const days = daysOf(series, versions);
    const halved = series.counts.slice();
    countsOf(0.5).forEach((count, slot) => {
      halved[late * 24 + slot] = count;
    });
    expect(forecastsOf(days, late)).toEqual(forecastsOf(daysOf({ ...series, counts: halved }), late));
    expect(forecastsOf(days, late + 2)).toEqual(forecastsOf(plain, late + 2));
    const cameOf = (one: readonly BacktestDay[]) => one[late]!.scores.candour[0]!.slots.came;
    expect(cameOf(days)).toBe(cameOf(plain));
  });
});
