import { describe, expect, test } from 'vitest';
import {
  bartlettLags,
  type Fit,
  fitRegression,
  neweyWestCovariance,
  quasiCovariance,
  type Row,
} from '../../../db/domain/regression.ts';
import { MONTHS_BEFORE_BAN, SICILY } from '../../fixtures/sicily-coronary-episodes.ts';
import { CONTROL, EXPOSURE, SERIES, WEEKS_BEFORE } from '../../support/impact-weeks.ts';

const Z95 = 1.959963984540054;

function fitOf(family: 'poisson' | 'binomial', rows: readonly Row[]): Fit {
  const fit = fitRegression(family, rows);
  if (!fit.ok) throw new Error(`no fit: ${fit.reason}`);
  return fit;
}

/** exp of a coefficient and of its limits, to four digits. */
function ratioOf(fit: Fit, column: number, variance: number, z = Z95): number[] {
  const beta = fit.beta.at(column)!;
  const half = z * Math.sqrt(variance);
  return [beta, beta - half, beta + half].map((value) => Number(Math.exp(value).toFixed(4)));
}

const diagonal = (matrix: number[][], column: number) => matrix.at(column)!.at(column)!;

/** The four models of the tutorial (vectors.json, its_sicily). */
function sicily(more: (month: number, time: number, isBanned: number) => number[]): Row[] {
  return SICILY.map(([y, population], i) => {
    const time = i + 1;
    const isBanned = Number(time > MONTHS_BEFORE_BAN);
    const x = [1, isBanned, time, ...more(time % 12, time, isBanned)];
    return { x, y, offset: Math.log(population), time };
  });
}
const seasons = (month: number) =>
  [1, 2].flatMap((k) => [Math.sin((2 * Math.PI * k * month) / 12), Math.cos((2 * Math.PI * k * month) / 12)]);

describe('the smoking ban in Sicily (vectors its_sicily)', () => {
  test('step and trend: coefficients, deviance and the Poisson interval', () => {
    const fit = fitOf(
      'poisson',
      sicily(() => []),
    );
    [-6.24315091, -0.111628443, 0.00494499203].forEach((beta, i) => {
      expect(fit.beta[i]).toBeCloseTo(beta, 8);
    });
    expect(fit.deviance).toBeCloseTo(197.30961, 5);
    expect(ratioOf(fit, 1, fit.unscaled[1]![1]!)).toEqual([0.8944, 0.8647, 0.9251]);
  });

  test('quasi-Poisson widens by the dispersion', () => {
    const fit = fitOf(
      'poisson',
      sicily(() => []),
    );
    expect(fit.dispersion).toBeCloseTo(3.5592, 4);
    expect(ratioOf(fit, 1, diagonal(quasiCovariance(fit), 1))).toEqual([0.8944, 0.8392, 0.9532]);
  });

  test('with two harmonics, and the sandwich of Newey and West with three lags beside it', () => {
    const rows = sicily(seasons);
    const fit = fitOf('poisson', rows);
    expect(fit.dispersion).toBeCloseTo(2.2622, 4);
    expect(fit.beta[1]).toBeCloseTo(-0.122087, 6);
    expect(Math.sqrt(diagonal(quasiCovariance(fit), 1))).toBeCloseTo(0.027031, 6);
    expect(ratioOf(fit, 1, diagonal(quasiCovariance(fit), 1))).toEqual([0.8851, 0.8394, 0.9332]);
    expect(bartlettLags(rows.length)).toBe(3);
    expect(ratioOf(fit, 1, diagonal(neweyWestCovariance(fit, rows, 3), 1), 1.96)).toEqual([
      0.8851, 0.8481, 0.9237,
    ]);
  });

  test('with a change of slope', () => {
    const fit = fitOf(
      'poisson',
      sicily((month, time, isBanned) => [...seasons(month), isBanned * (time - MONTHS_BEFORE_BAN)]),
    );
    const covariance = quasiCovariance(fit);
    expect(ratioOf(fit, 1, diagonal(covariance, 1))).toEqual([0.8765, 0.8268, 0.9292]);
    expect(ratioOf(fit, -1, diagonal(covariance, -1))).toEqual([1.0015, 0.9978, 1.0051]);
  });
});

describe('two groups (vectors its_synthetic)', () => {
  const grouped = (terms: (time: number, group: number, after: number) => number[]): Row[] =>
    SERIES.flatMap((target, i) =>
      [CONTROL[i]!, target].map((y, series) => ({
        x: terms(i - WEEKS_BEFORE, series, Number(i >= WEEKS_BEFORE)),
        y,
        offset: Math.log(EXPOSURE[i]!),
        time: i,
        series,
      })),
    );

  test('difference in differences', () => {
    const fit = fitOf(
      'poisson',
      grouped((_, group, after) => [1, group, after, group * after]),
    );
    expect(ratioOf(fit, -1, diagonal(quasiCovariance(fit), -1))).toEqual([0.7972, 0.7651, 0.8307]);
  });

  test('controlled interrupted series', () => {
    const fit = fitOf(
      'poisson',
      grouped((time, group, after) => [1, group, time, group * time, after, group * after]),
    );
    expect(ratioOf(fit, -1, diagonal(quasiCovariance(fit), -1))).toEqual([0.7685, 0.7166, 0.8242]);
  });

  test('the share of a week in both series is the Poisson model with an effect for each week', () => {
    const dummies = (time: number) => SERIES.map((_, i) => Number(i - WEEKS_BEFORE === time));
    const poisson = fitOf(
      'poisson',
      grouped((time, group, after) => [...dummies(time), group, group * time, group * after]),
    );
    const shares = fitOf(
      'binomial',
      SERIES.map((y, i) => ({
        x: [1, i - WEEKS_BEFORE, Number(i >= WEEKS_BEFORE)],
        y,
        trials: y + CONTROL[i]!,
        time: i,
      })),
    );
    for (const column of [-1, -2, -3])
      expect(shares.beta.at(column)).toBeCloseTo(poisson.beta.at(column)!, 8);
    expect(diagonal(shares.unscaled as number[][], -1)).toBeCloseTo(
      diagonal(poisson.unscaled as number[][], -1),
      10,
    );
  });
});

describe('what cannot be estimated is a value that says why', () => {
  const row = (x: number[], y: number, time: number) => ({ x, y, time });

  test('fewer rows than columns, a column that is another, and counts that end', () => {
    expect(fitRegression('poisson', [])).toEqual({ ok: false, reason: 'empty' });
    expect(fitRegression('poisson', [row([1, 0], 3, 0)])).toEqual({ ok: false, reason: 'empty' });
    const twice = [0, 1, 2, 3].map((i) => row([1, i, 2 * i], 5 + i, i));
    expect(fitRegression('poisson', twice)).toEqual({ ok: false, reason: 'singular' });
    const ending = [0, 1, 2, 3].map((i) => row([1, Number(i > 1)], i > 1 ? 0 : 9, i));
    expect(fitRegression('poisson', ending)).toEqual({ ok: false, reason: 'unbounded' });
    const all = [0, 1, 2, 3].map((i) => ({ ...row([1], 7, i), trials: 7 }));
    expect(fitRegression('binomial', all)).toEqual({ ok: false, reason: 'unbounded' });
  });

  test('a fit without a degree of freedom left claims no spread', () => {
    const fit = fitOf('poisson', [row([1], 12, 0)]);
    expect(fit.beta[0]).toBeCloseTo(Math.log(12), 8);
    expect(fit.dispersion).toBe(1);
  });

  test('impossible rows throw', () => {
    expect(() => fitRegression('poisson', [row([1], -1, 0)])).toThrow('row 0 has count -1');
    expect(() => fitRegression('poisson', [row([Number.NaN], 1, 0)])).toThrow('not finite');
    expect(() => fitRegression('binomial', [{ ...row([1], 4, 0), trials: 3 }])).toThrow('4 of 3');
    expect(() => fitRegression('poisson', [row([1], 1, 0.5)])).toThrow('time 0.5');
  });
});
