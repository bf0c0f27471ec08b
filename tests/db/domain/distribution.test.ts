import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  betaQuantile,
  betaShare,
  gammaQuantile,
  gammaShare,
  logGamma,
  normalQuantile,
  studentQuantile,
} from '../../../db/domain/distribution.ts';

/** Relative closeness: the values span many magnitudes. */
function expectNear(actual: number, expected: number, relative: number) {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(Math.abs(expected) * relative);
}

describe('special functions', () => {
  test('Γ of whole numbers is the factorial, Γ(½) is √π', () => {
    let factorial = 1;
    for (let n = 1; n <= 20; n += 1) {
      factorial *= n;
      expect(logGamma(n + 1)).toBeCloseTo(Math.log(factorial), 12);
    }
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 14);
    expect(logGamma(0.1)).toBeCloseTo(2.252712651734206, 13);
  });

  test('P(1, x) is the exponential distribution on both sides of the switch of method', () => {
    for (const x of [0, 0.01, 1, 1.99, 2, 2.01, 10, 50])
      expect(gammaShare(1, x)).toBeCloseTo(1 - Math.exp(-x), 14);
  });

  test('I of whole parameters is a binomial tail', () => {
    // I_x(3, 4) = P(at least 3 of 6), worked term by term.
    const x = 0.37;
    const tail = 20 * x ** 3 * (1 - x) ** 3 + 15 * x ** 4 * (1 - x) ** 2 + 6 * x ** 5 * (1 - x) + x ** 6;
    expect(betaShare(x, 3, 4)).toBeCloseTo(tail, 14);
    expect([betaShare(0, 3, 4), betaShare(1, 3, 4)]).toEqual([0, 1]);
  });
});

describe('quantiles', () => {
  test.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.995, 2.5758293035489004],
    [0.025, -1.959963984540054],
  ])('normal quantile of %d is %d', (p, expected) => {
    expect(normalQuantile(p)).toBeCloseTo(expected, 12);
  });

  test.each([
    [1, 12.706204736174694],
    [2, 4.302652729749462],
    [10, 2.228138851986274],
    [27, 2.0518305164802846],
    [120, 1.9799304050824402],
  ])("Student's t with %d degrees of freedom is %d at 0.975", (degreesOfFreedom, expected) => {
    expectNear(studentQuantile(0.975, degreesOfFreedom), expected, 1e-12);
    expectNear(studentQuantile(0.025, degreesOfFreedom), -expected, 1e-12);
  });

  test("Student's t is 0 at its median", () => {
    expect(studentQuantile(0.5, 7)).toBe(0);
  });

  test.each([
    [100, 0.025, 81.36399125092314],
    [10_001, 0.975, 10197.951624661473],
    [1_000_000, 0.025, 998040.9833402939],
  ])('gamma quantile of shape %d at %d is %d', (shape, p, expected) => {
    expectNear(gammaQuantile(p, shape), expected, 1e-11);
  });

  test('a quantile undoes its share', () => {
    const anyShape = fc.double({ min: 1, max: 500, noNaN: true });
    const anyShare = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(anyShape, anyShape, anyShare, (a, b, p) => {
        expect(gammaShare(a, gammaQuantile(p, a))).toBeCloseTo(p, 9);
        expect(betaShare(betaQuantile(p, a, b), a, b)).toBeCloseTo(p, 9);
      }),
    );
  });

  test.each([0, 1, -0.2, Number.NaN])('a probability of %s is refused', (p) => {
    for (const quantile of [normalQuantile, gammaQuantile, studentQuantile]) {
      expect(() => quantile(p, 3)).toThrow(`probability is ${p}`);
    }
    expect(() => betaQuantile(p, 3, 4)).toThrow(`probability is ${p}`);
  });

  test('ln Γ of zero is refused', () => {
    expect(() => logGamma(0)).toThrow('argument of ln Γ is 0');
  });
});
