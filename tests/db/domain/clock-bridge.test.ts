import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BridgeCounts, bridgeClocks } from '../../../db/domain/clock-bridge.ts';

/** 100 queued, 80 of them answered in time and met by both clocks but for 6; 40 ended in the menu, 20 were refused. */
const COUNTS: BridgeCounts = {
  internal: { value: 0.8, n: 100 },
  customer: { value: 0.5, n: 170 },
  waitedWithin: 80,
  contained: { n: 40, met: 10 },
  blocked: 20,
  later: { n: 10, met: 1 },
  abandoned: 15,
};
const pointsOf = (counts: BridgeCounts) =>
  Object.fromEntries(bridgeClocks(counts, 10).map(({ part, points }) => [part, points]));

describe('the bridge between the clocks', () => {
  test('takes away for each group its share of those who asked, as much less often as it was met', () => {
    const points = pointsOf(COUNTS);
    expect(points.menu).toBeCloseTo((40 * 0.8 - 10) / 170, 12);
    expect(points.refused).toBeCloseTo((20 * 0.8) / 170, 12);
    expect(points.later).toBeCloseTo((10 * 0.8 - 1) / 170, 12);
    expect(points.other).toBeCloseTo((80 - (85 - 10 - 1)) / 170, 12);
  });

  test('says who gave up, and that they count against both clocks', () => {
    expect(bridgeClocks(COUNTS, 10)).toContainEqual({ part: 'gave_up', points: 0, n: 15 });
  });

  test('adds up, whatever is hidden', () => {
    const hidden = fc.constantFrom<(keyof BridgeCounts)[]>(
      [],
      ['contained'],
      ['blocked', 'later'],
      ['waitedWithin', 'contained', 'blocked', 'later', 'abandoned'],
    );
    fc.assert(
      fc.property(hidden, fc.integer({ min: 0, max: 100 }), (names, waitedWithin) => {
        const counts = { ...COUNTS, waitedWithin, ...Object.fromEntries(names.map((name) => [name, null])) };
        const steps = bridgeClocks(counts, 10);
        expect(steps.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(0.3, 12);
        expect(steps.at(-1)!.part).toBe('other');
      }),
      { numRuns: 40 },
    );
  });

  test('leaves out a part without anybody', () => {
    const parts = bridgeClocks({ ...COUNTS, blocked: 0, later: { n: 0, met: 0 } }, 10).map(
      ({ part }) => part,
    );
    expect(parts).not.toContain('refused');
    expect(parts).not.toContain('later');
  });

  test('does not tell the other threshold apart where it makes a difference to a few', () => {
    expect(pointsOf({ ...COUNTS, waitedWithin: 83 })).not.toHaveProperty('threshold');
    // Then the time around the queue would be that of a few: 74 of these 80 were met.
    expect(pointsOf({ ...COUNTS, waitedWithin: 90 }).threshold).toBeCloseTo(-10 / 170, 12);
    expect(pointsOf({ ...COUNTS, customer: { value: 0.5, n: 190 }, waitedWithin: 92 })).not.toHaveProperty(
      'threshold',
    );
  });
});
