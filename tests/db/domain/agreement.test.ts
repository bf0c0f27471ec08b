import { expect, test } from 'vitest';
import { agreementOf } from '../../../db/domain/agreement.ts';

test('kappa and its interval are those of a printed example of SAS, as statsmodels tests against it', () => {
  // statsmodels/stats/tests/test_inter_rater.py, table10: kappa 0.4842, ASE 0.1380, 0.2137 to 0.7547.
  const kappa = agreementOf([
    [0, 4, 1],
    [0, 8, 0],
    [0, 1, 5],
  ])?.kappa;
  expect(kappa?.estimate).toBeCloseTo(0.4842, 4);
  expect(kappa?.low).toBeCloseTo(0.2137, 4);
  expect(kappa?.high).toBeCloseTo(0.7547, 4);
});

test('of 50 grants read by two, 35 alike, half expected by chance, kappa is 0.4', () => {
  // The usual worked example of Cohen's kappa: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no.
  const agreement = agreementOf([
    [20, 5],
    [10, 15],
  ]);
  expect(agreement).toMatchObject({ n: 50, observed: 0.7, expected: 0.5 });
  expect(agreement?.kappa?.estimate).toBeCloseTo(0.4, 12);
});

test('two coders who always agree on several codes have a kappa of 1', () => {
  expect(
    agreementOf([
      [30, 0],
      [0, 12],
    ])?.kappa,
  ).toEqual({ estimate: 1, low: 1, high: 1 });
});

test('where one code only was used kappa is not defined, however well they agree', () => {
  expect(
    agreementOf([
      [40, 0],
      [0, 0],
    ]),
  ).toEqual({ n: 40, observed: 1, expected: 1, kappa: null });
});

test('no contact gives no agreement, one contact gives no more than that', () => {
  expect(agreementOf([[0]])).toBeNull();
  expect(
    agreementOf([
      [0, 1],
      [0, 0],
    ])?.kappa?.estimate,
  ).toBe(0);
});

test('a table that is not square, or holds no counts, is refused', () => {
  expect(() => agreementOf([[1, 2]])).toThrow(/expected a square/);
  expect(() => agreementOf([[-1]])).toThrow(/expected a finite number/);
});
