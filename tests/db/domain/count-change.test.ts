import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rateRatio, rateRatioExactly } from '../../../db/domain/confidence.ts';
import {
  chanceOf,
  type Dispersion,
  dispersionOf,
  LEAST_PAIRS,
  rateRatioOf,
  selectTogether,
} from '../../../db/domain/count-change.ts';
import { movingRanges } from '../../../db/domain/moving-range.ts';
import { RandomStream } from '../../../scripts/demonstration/random-stream.ts';

const over = (count: number, days = 30) => ({ count, days });
const POISSON: Dispersion = { factor: 1, degreesOfFreedom: 1e6, pairs: 24 };

describe('the ratio of two counts', () => {
  test('has, without dispersion, the interval of two Poisson rates, but for what rounding to 5 adds', () => {
    // Reference 4.4: 420 in 52,000 against 560 in 50,000 gives 0.721154, 0.635453 to 0.818413.
    const found = rateRatioOf(over(420, 52_000), over(560, 50_000), POISSON, 0.95)!;
    const plain = rateRatio({ count: 420, exposure: 52_000 }, { count: 560, exposure: 50_000 })!;
    expect(found.ratio).toBeCloseTo(0.721154, 6);
    expect(found.low).toBeLessThan(plain.low);
    expect(found.low).toBeCloseTo(0.635453, 2);
    expect(found.high).toBeCloseTo(0.818413, 2);
  });

  test('is by the day: February against January of the same rate is no change', () => {
    expect(rateRatioOf(over(280, 28), over(310, 31), POISSON, 0.95)!.ratio).toBeCloseTo(1, 12);
  });

  test('is 0 with none now, with the exact upper limit, and is not told with none before', () => {
    const none = rateRatioOf(over(0), over(40), POISSON, 0.95)!;
    const exact = rateRatioExactly({ count: 0, exposure: 30 }, { count: 40, exposure: 30 })!;
    expect(none).toEqual({ ratio: 0, low: 0, high: expect.closeTo(exact.high, 3) });
    expect(rateRatioOf(over(40), over(0), POISSON, 0.95)).toBeNull();
    expect(chanceOf(over(40), over(0), POISSON)).toBeNull();
    expect(rateRatioOf(over(40, 0), over(40), POISSON, 0.95)).toBeNull();
    expect(rateRatioOf(over(1), over(1), POISSON, 0.95)!.ratio).toBe(1);
  });

  test('leaves out 1 exactly where its chance is below what is left of the level', () => {
    const count = fc.integer({ min: 0, max: 400 }).map((n) => n * 5);
    const factor = fc.double({ min: 1, max: 30, noNaN: true });
    const level = fc.double({ min: 0.8, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(count, count, factor, fc.integer({ min: 5, max: 30 }), level, (now, before, f, df, at) => {
        const dispersion = { factor: f, degreesOfFreedom: df, pairs: df };
        const found = rateRatioOf(over(now), over(before), dispersion, at);
        const chance = chanceOf(over(now), over(before), dispersion);
        expect(found === null).toBe(before === 0);
        if (found === null || chance === null || Math.abs(chance - (1 - at)) < 1e-9) return;
        expect(found.low > 1 || found.high < 1).toBe(chance < 1 - at);
        for (const value of Object.values(found)) expect(Number.isFinite(value)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the dispersion', () => {
  test('is that of neighbouring months, hardly moved by one wave', () => {
    const luck = new RandomStream(7, 'quiet months', 0);
    const quiet = Array.from({ length: 24 }, () => over(Math.round(luck.normal() * 10 + 100)));
    const ranges = movingRanges(quiet);
    expect(ranges).toHaveLength(23);
    expect(dispersionOf(ranges, []).factor).toBeLessThan(2.5);
    const wave = quiet.map((month, i) => (i === 12 ? over(month.count * 9) : month));
    expect(dispersionOf(movingRanges(wave), []).factor).toBeLessThan(3);
  });

  test('does not span a month that is not told, or has none', () => {
    expect(movingRanges([over(100), null, over(300), over(0), over(200)])).toEqual([]);
  });

  test('of a cause with few months is that of all causes, and never small', () => {
    const few = [50];
    expect(dispersionOf(few, [])).toEqual({ factor: 4, degreesOfFreedom: LEAST_PAIRS - 1, pairs: 1 });
    expect(dispersionOf(few, [0.4, 9, 9]).factor).toBeGreaterThan(15);
    expect(dispersionOf([0, 0, 0, 0, 0, 0], [9]).factor).toBe(1);
  });
});

describe('several comparisons together', () => {
  test('are selected as Benjamini and Hochberg do in their own example', () => {
    // Benjamini and Hochberg (1995), 15 comparisons of the myocardial infarction trial: four are selected at 0.05.
    const published = [
      ...[0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719],
      ...[0.6528, 0.759, 1],
    ];
    const { isSelected, level } = selectTogether(published, 0.05);
    expect(isSelected.filter(Boolean)).toHaveLength(4);
    expect(level).toBeCloseTo(1 - (4 * 0.05) / 15, 12);
    expect(selectTogether([], 0.05)).toEqual({ isSelected: [], level: 0.95 });
    expect(selectTogether([0.5, 0.9], 0.05)).toEqual({ isSelected: [false, false], level: 0.975 });
  });

  test('call a change in at most 1 of 20 answers where nothing changed, at variance three times Poisson', () => {
    const luck = new RandomStream(11, 'answers without a change', 0);
    const months = 26;
    const causes = 6;
    const drawn = (mean: number) => {
      const count = Math.max(0, mean + luck.normal() * Math.sqrt(3 * mean));
      return over(count < 10 ? 0 : Math.round(count / 5) * 5, 30);
    };
    let alarms = 0;
    const answers = 500;
    for (let answer = 0; answer < answers; answer++) {
      const series = Array.from({ length: causes }, (_, cause) =>
        Array.from({ length: months }, () => drawn(40 + cause * 60)),
      );
      const ranges = series.map((one) => movingRanges(one.slice(0, -1)));
      const chances = series.flatMap((one, i) => {
        const dispersion = dispersionOf(ranges[i]!, ranges.flat());
        return [one.at(-2)!, one.at(-13)!].map((before) => chanceOf(one.at(-1)!, before, dispersion)!);
      });
      if (selectTogether(chances, 0.05).isSelected.includes(true)) alarms++;
    }
    expect(alarms / answers).toBeLessThanOrEqual(0.07);
  });
});
