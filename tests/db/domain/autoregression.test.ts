import { describe, expect, test } from 'vitest';
import { autoregression } from '../../../db/domain/autoregression.ts';
import { type Fit, fitRegression, quasiCovariance, type Row } from '../../../db/domain/regression.ts';
import { gammaCourse } from '../../../scripts/bench/impact-worlds.ts';
import { RandomStream } from '../../../scripts/demonstration/random-stream.ts';

function fitOf(rows: readonly Row[]): Fit {
  const fit = fitRegression('poisson', rows);
  if (!fit.ok) throw new Error(fit.reason);
  return fit;
}

const WEEKS = 78;
const rowsOf = (counts: readonly number[]): Row[] =>
  counts.map((y, time) => ({
    x: [1, time, Math.sin(time / 8), Math.cos(time / 8), Number(time >= 52)],
    y,
    time,
  }));

/** Counts of about 1,000 whose neighbours correlate so much; their own chance is small beside the spread. */
const courses = (correlation: number, number: number) =>
  Array.from({ length: number }, (_, i) => {
    const random = new RandomStream(4, 'autoregression', 1000 * correlation + i);
    return rowsOf(gammaCourse(random, WEEKS, 20, correlation).map((level) => Math.round(1000 * level)));
  });
const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

describe('the correlation of neighbouring weeks', () => {
  test.each([0.3, 0.6])('is found again, although the fit takes some of it out: %d', (correlation) => {
    const found = courses(correlation, 40).map((rows) => autoregression(fitOf(rows), rows).correlation);
    expect(Math.abs(median(found) - correlation)).toBeLessThan(0.1);
  });

  test('is rarely seen in weeks that are independent, and never below 0', () => {
    const found = courses(0, 40).map((rows) => autoregression(fitOf(rows), rows).correlation);
    expect(median(found)).toBeLessThan(0.06);
    expect(Math.min(...found)).toBe(0);
  });
});

describe('the covariance', () => {
  test('of weeks that part rather than hang together is that of the quasi-likelihood', () => {
    const rows = rowsOf(Array.from({ length: WEEKS }, (_, i) => (i % 2 === 0 ? 40 : 160)));
    const fit = fitOf(rows);
    const { correlation, covariance } = autoregression(fit, rows);
    expect(correlation).toBe(0);
    quasiCovariance(fit).forEach((row, j) => {
      row.forEach((value, k) => {
        expect(covariance[j]![k]).toBeCloseTo(value, 10);
      });
    });
  });

  test('grows where weeks hang together', () => {
    const [rows] = courses(0.6, 1);
    const fit = fitOf(rows!);
    const step = fit.beta.length - 1;
    expect(autoregression(fit, rows!).covariance[step]![step]).toBeGreaterThan(
      1.3 * quasiCovariance(fit)[step]![step]!,
    );
  });

  test('takes days that share their week for one', () => {
    // Six equal days a week: they tell no more than one of them.
    const days = [52, 47, 60, 44, 50, 39, 61, 55, 48, 53, 46, 50].flatMap((y, time) =>
      Array.from({ length: 6 }, () => ({ x: [1], y, time })),
    );
    const weeks = days.filter((_, i) => i % 6 === 0);
    const ofDays = autoregression(fitOf(days), days);
    const ofWeeks = autoregression(fitOf(weeks), weeks);
    expect(ofDays.covariance[0]![0]).toBeCloseTo(
      (ofWeeks.covariance[0]![0]! * ofDays.dispersion) / (6 * ofWeeks.dispersion),
      8,
    );
    expect(ofDays.dispersion).toBeGreaterThan(4 * fitOf(days).dispersion);
  });

  test('a single moment, and two series apart, are no pairs', () => {
    const apart = [0, 1].map((series) => ({ x: [1], y: 9 + 4 * series, time: series, series }));
    expect(autoregression(fitOf(apart), apart).correlation).toBe(0);
    const one = [{ x: [1], y: 9, time: 0 }];
    expect(autoregression(fitOf(one), one)).toMatchObject({ correlation: 0, dispersion: 1 });
  });
});
