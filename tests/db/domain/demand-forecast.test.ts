import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DemandForecast } from '../../../db/domain/demand-forecast.ts';
import { type DemandSeries, FORECAST_DAYS, weekdayOfIndex } from '../../../db/domain/demand-series.ts';
import { RandomStream } from '../../../scripts/demonstration/random-stream.ts';
import { isOffice, makeDemand } from '../../support/demand.ts';

/** What is forecast of a day, by slot, after all days before `day − lead + 1` were learnt; null: nothing. */
function forecast(series: DemandSeries, day: number, lead = 1): number[] | null {
  const method = new DemandForecast(series);
  for (let learnt = 0; learnt <= day - lead; learnt++) method.learn(learnt);
  const expected = new Float64Array(series.slots);
  return method.forecast(day, lead, expected) ? [...expected] : null;
}

function total(slots: readonly number[] | null): number {
  return (slots ?? []).reduce((sum, count) => sum + count, 0);
}

/** The same series with one day's counts as told. */
function withDay(series: DemandSeries, day: number, countOf: (count: number, slot: number) => number) {
  const counts = series.counts.slice();
  for (let slot = 0; slot < series.slots; slot++) {
    counts[day * series.slots + slot] = countOf(counts[day * series.slots + slot]!, slot);
  }
  return { ...series, counts };
}

describe('what is to be expected', () => {
  test('is the usual day where every week is alike', () => {
    const series = makeDemand({ days: 70, isExact: true });
    for (const lead of [1, 7, 14]) {
      const expected = forecast(series, 63, lead)!;
      expected.forEach((count, slot) => {
        expect(count).toBeCloseTo(series.counts[63 * 24 + slot]!, 6);
      });
    }
  });

  test('follows a level that drifts, and comes back to the mean where only single days differ', () => {
    const drifting = makeDemand({ days: 200, expected: (day) => 30 * Math.exp(day / 200), isExact: true });
    const came = total([...drifting.counts.slice(196 * 24, 197 * 24)]);
    expect(total(forecast(drifting, 196, 1)) / came).toBeGreaterThan(0.97);

    const level = (day: number) => Math.exp(0.2 * new RandomStream(3, 'level', day).normal());
    const noisy = makeDemand({ days: 200, expected: (day) => 30 * level(day), isExact: true });
    const mean = 300 * Math.exp(0.02);
    for (let day = 182; day < 187; day++) {
      expect(Math.abs(Math.log(total(forecast(noisy, day, 1)) / mean))).toBeLessThan(0.15);
    }
  });

  test('carries a day’s level to the next as far as it did before: as well as who knows the law', () => {
    // Levels of days hang together: 0.8 of one day's is in the next.
    const levels: number[] = [];
    for (let day = 0; day < 300; day++) {
      levels.push(0.8 * (levels[day - 1] ?? 0) + 0.15 * new RandomStream(5, 'chain', day).normal());
    }
    const series = makeDemand({
      days: 300,
      open: () => 1,
      expected: (day) => 20 * Math.exp(levels[day]!),
      isExact: true,
    });
    const errors = { ours: 0, best: 0, usual: 0 };
    const method = new DemandForecast(series);
    const expected = new Float64Array(24);
    for (let day = 0; day < 300; day++) {
      if (day >= 230) {
        method.forecast(day, 1, expected);
        const came = 480 * Math.exp(levels[day]!);
        errors.ours += Math.abs(total([...expected]) - came);
        errors.best += Math.abs(480 * Math.exp(0.8 * levels[day - 1]!) - came);
        errors.usual += Math.abs(480 - came);
      }
      method.learn(day);
    }
    expect(errors.ours).toBeLessThan(1.05 * errors.best);
    expect(errors.ours).toBeLessThan(0.9 * errors.usual);
  });

  test('depends on nothing that came after: any later count may be another', () => {
    const series = makeDemand({ days: 120, holidays: { 40: 'Feast', 80: 'Feast' } });
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 119 }), fc.integer({ min: 0, max: 5000 }), (origin, other) => {
        const changed = series.counts.map((count, at) => (at >= origin * 24 ? (at * other) % 97 : count));
        for (const lead of [1, 2, 7, 14]) {
          const day = origin - 1 + lead;
          expect(forecast({ ...series, counts: changed }, day, lead)).toEqual(forecast(series, day, lead));
        }
      }),
      { numRuns: 12 },
    );
  });

  test('is never below nothing, and never without end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant(0), fc.nat(40), fc.nat(20_000), fc.constant(Number.NaN)), {
          minLength: 30,
          maxLength: 90,
        }),
        (counts) => {
          const series = makeDemand({ days: counts.length, slots: 1, open: () => Number.NaN });
          const expected = forecast({ ...series, counts: Float64Array.from(counts) }, counts.length, 1);
          for (const count of expected ?? []) {
            expect(count).toBeGreaterThanOrEqual(0);
            expect(count).toBeLessThan(1e6);
          }
        },
      ),
    );
  });
});

describe('holidays', () => {
  const monday = (week: number) => week * 7;

  test('are forecast by themselves, and the rush of the day after too', () => {
    const holidays = { [monday(8)]: 'May Day', [monday(14)]: 'Whit Monday', [monday(20)]: 'August Monday' };
    const series = makeDemand({
      days: 160,
      holidays,
      isExact: true,
      expected: (day) => (day in holidays ? 9 : day - 1 in holidays ? 42 : 30),
    });
    const holiday = total(forecast(series, monday(20), 1));
    const after = total(forecast(series, monday(20) + 1, 1));
    expect(holiday).toBeLessThan(190);
    expect(after).toBeGreaterThan(330);
    // Seven days ahead as well, and the next Monday is an ordinary one.
    expect(total(forecast(series, monday(20), 7))).toBeLessThan(190);
    expect(total(forecast(series, monday(21), 1))).toBeCloseTo(300, -1);
  });

  test('that nobody told of do not poison the weeks after them', () => {
    const series = makeDemand({ days: 80, isExact: true });
    const day = 63;
    const holiday = withDay(series, day, (count) => count * 0.1);
    for (const [later, lead] of [
      [1, 1],
      [7, 1],
      [7, 7],
      [14, 1],
    ] as const) {
      const [with_, without] = [holiday, series].map((one) => total(forecast(one, day + later, lead)));
      expect(with_! / without!, `${later} days later`).toBeGreaterThan(0.95);
    }
  });

  test('make no fewer days known: closed ones teach nothing at all', () => {
    const series = makeDemand({ days: 80, isExact: true });
    const isShut = 63;
    const closed = withDay(series, isShut, () => 0);
    for (let slot = 0; slot < 24; slot++) closed.open[isShut * 24 + slot] = 0;
    expect(total(forecast(closed, 70))).toBeCloseTo(total(forecast(series, 70)), 6);
  });
});

describe('what is not told', () => {
  test('zeros where many were expected are missing records, not quiet hours', () => {
    const series = makeDemand({ days: 80 });
    const outage = withDay(series, 64, (count, slot) => (slot >= 12 && slot < 16 ? 0 : count));
    const unknown = withDay(series, 64, (count, slot) => (slot >= 12 && slot < 16 ? Number.NaN : count));
    for (const day of [65, 71]) expect(forecast(outage, day)).toEqual(forecast(unknown, day));
    const method = new DemandForecast(outage);
    for (let day = 0; day <= 64; day++) method.learn(day);
    expect([11, 12, 15, 16].map((slot) => method.isMissing(slot))).toEqual([false, true, true, false]);
  });

  test('an hour in which nobody comes any more is believed on the third week, and expected again when somebody comes', () => {
    const isGone = (day: number, slot: number) => day >= 70 && day < 98 && day % 7 === 0 && slot === 12;
    const series = makeDemand({
      days: 112,
      isExact: true,
      expected: (day, slot) => (isGone(day, slot) ? 0 : 30),
    });
    const expectedAt = (week: number) => forecast(series, week * 7, 1)![12]!;
    expect(expectedAt(11)).toBeCloseTo(30, 6);
    expect(expectedAt(12)).toBeCloseTo(30, 6);
    expect(expectedAt(13)).toBe(0);
    expect(expectedAt(15)).toBeGreaterThan(15);
    const method = new DemandForecast(series);
    const missing: boolean[] = [];
    for (let day = 0; day < 98; day++) {
      method.learn(day);
      if (isGone(day, 12)) missing.push(method.isMissing(12));
    }
    expect(missing).toEqual([true, true, false, false]);
  });

  test('a jump that lasts is believed after three days', () => {
    const series = makeDemand({ days: 100, expected: (day) => (day < 70 ? 30 : 12), isExact: true });
    expect(total(forecast(series, 72))).toBeGreaterThan(200);
    expect(total(forecast(series, 77))).toBeLessThan(180);
    expect(total(forecast(series, 85))).toBeLessThan(140);
  });

  test('a line with five days of records is forecast from them, one with four is not', () => {
    const series = makeDemand({ days: 21, isExact: true });
    const fiveDays = forecast(series, 7, 1)!;
    expect(total(fiveDays)).toBeCloseTo(total([...series.counts.slice(0, 24)]), 0);
    expect(forecast(series, 4, 1)).toBeNull();
  });

  test('a single contact a day is forecast as about one', () => {
    const series = makeDemand({
      days: 120,
      isExact: true,
      expected: (day, slot) => Number(slot === 9 + (day % 8)),
    });
    const expected = total(forecast(series, 112));
    expect(expected).toBeGreaterThan(0.6);
    expect(expected).toBeLessThan(1.4);
  });
});

describe('opening hours', () => {
  test('that are stated and change: new hours are forecast from what is known of them, closed ones not', () => {
    const isLong = (day: number) => day >= 77;
    const open = (day: number, slot: number) =>
      Number(
        (isOffice(day, slot) && !(isLong(day) && slot === 8)) ||
          (isLong(day) && slot === 18 && isOffice(day, 9)),
      );
    const series = makeDemand({ days: 90, open, isExact: true, expected: () => 30 });
    const expected = forecast(series, 77, 1)!;
    expect(expected[8]).toBe(0);
    expect(expected[18]).toBeCloseTo(30, 0);
    expect(total(expected)).toBeCloseTo(300, 0);
  });

  test('an hour that the clock skips has no forecast, one that it repeats twice as much', () => {
    const open = (day: number, slot: number) =>
      day === 63 && slot === 2 ? 0 : day === 70 && slot === 2 ? 2 : 1;
    const series = makeDemand({ days: 84, open, isExact: true, expected: () => 20 });
    expect(forecast(series, 63, 1)![2]).toBe(0);
    expect(forecast(series, 70, 1)![2]).toBeCloseTo(40, 6);
    expect(forecast(series, 70, 1)![3]).toBeCloseTo(20, 6);
    // Neither teaches that the hour is another one than it was.
    expect(forecast(series, 77, 1)![2]).toBeCloseTo(20, 6);
  });

  test('that nobody stated are those in which contacts come', () => {
    const open = () => Number.NaN;
    const series = makeDemand({
      days: 90,
      open,
      isExact: true,
      expected: (day, slot) => (isOffice(day, slot) ? 30 : 0),
    });
    const saturday = Array.from({ length: 90 }, (_, day) => day).find(
      (day) => day > 70 && weekdayOfIndex(series, day) === 5,
    )!;
    expect(total(forecast(series, saturday))).toBe(0);
    expect(total(forecast(series, saturday - 1))).toBeCloseTo(300, 0);
  });

  test('a weekday on which nobody comes any more is closed after three weeks', () => {
    const series = makeDemand({
      days: 100,
      open: () => Number.NaN,
      isExact: true,
      expected: (day, slot) => (isOffice(day, slot) && !(day >= 56 && day % 7 === 0) ? 30 : 0),
    });
    expect(total(forecast(series, 63))).toBeGreaterThan(250);
    expect(total(forecast(series, 84))).toBe(0);
    expect(total(forecast(series, 85))).toBeCloseTo(300, -1);
  });
});

test('two weeks are forecast ahead and no further day is asked of the series', () => {
  const series = makeDemand({ days: 60 });
  const last = series.days - 1;
  expect(total(forecast(series, last + FORECAST_DAYS, FORECAST_DAYS))).toBeGreaterThan(0);
});
