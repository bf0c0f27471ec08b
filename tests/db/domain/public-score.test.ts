import fc from 'fast-check';
import { expect, test } from 'vitest';
import { publicScore } from '../../../db/domain/public-score.ts';

test('is the weighted mean of attained over aimed at, none more than wholly', () => {
  const { score, points, shares } = publicScore([
    { weight: 2, attained: 0.6, aim: 0.8 },
    { weight: 1, attained: 0.95, aim: 0.9 },
    { weight: 1, attained: 0.4, aim: 0.8 },
  ]);
  expect(shares).toEqual([0.5, 0.25, 0.25]);
  expect(points.map((point) => Math.round(point! * 1e9) / 1e9)).toEqual([37.5, 25, 12.5]);
  expect(score).toBeCloseTo(75, 12);
});

test('there is none where a component of a fifth or more is missing', () => {
  const missing = { weight: 1, attained: null, aim: 0.8 };
  const kept = { weight: 1, attained: 0.8, aim: 0.8 };
  expect(publicScore([missing, kept, kept, kept, kept]).score).toBeNull();
  expect(publicScore([missing, ...Array.from({ length: 5 }, () => kept)]).score).toBeCloseTo(100, 12);
});

test('there is none of no components, and none of one that is missing', () => {
  expect(publicScore([]).score).toBeNull();
  expect(publicScore([{ weight: 1, attained: null, aim: 0.8 }]).score).toBeNull();
});

test('lies from 0 to 100 and is the sum of its points', () => {
  const component = fc.record({
    weight: fc.double({ min: 0.01, max: 10, noNaN: true }),
    attained: fc.double({ min: 0, max: 1, noNaN: true }),
    aim: fc.double({ min: 0.01, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(component, { minLength: 1, maxLength: 6 }), (components) => {
      const { score, points } = publicScore(components);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(100 + 1e-9);
      expect(points.reduce<number>((sum, point) => sum + point!, 0)).toBeCloseTo(score!, 9);
    }),
    { numRuns: 50 },
  );
});
