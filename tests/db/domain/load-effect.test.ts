import { describe, expect, test } from 'vitest';
import { fitLoadEffect, type LoadedHour, loadAdjustment, loadOf } from '../../../db/domain/load-effect.ts';
import { RandomStream } from '../../../scripts/demonstration/random-stream.ts';

const LAST_DAY = 20_000;

interface LoadWorld {
  days?: number;
  /** of the share, by a load that is e times as high */
  slope?: number;
  /** standard deviation of loads, and of what a day has in common */
  spread?: number;
  ofDay?: number;
  seed?: number;
}

/** Hours 9 to 16 of a line whose slots differ in load and share, and whose days differ too. */
function makeHours({ days = 120, slope = 0, spread = 0.2, ofDay = 0.05, seed = 1 }: LoadWorld): LoadedHour[] {
  const hours: LoadedHour[] = [];
  for (let day = LAST_DAY - days + 1; day <= LAST_DAY; day++) {
    const random = new RandomStream(seed, 'loads', day);
    const common = ofDay * random.normal();
    const commonLoad = (spread / 2) * random.normal();
    for (let hour = 9; hour < 17; hour++) {
      const beyond = commonLoad + spread * random.normal();
      // Busy slots have low shares, which is no effect of the load within a slot.
      const contacts = Math.round(40 * (1 + (hour % 3)) * Math.exp(beyond));
      const share = 0.7 - 0.1 * (hour % 3) + slope * beyond + common + 0.05 * random.normal();
      hours.push({ day, hour, contacts, agentHours: 10, share });
    }
  }
  return hours;
}

describe('the effect of load', () => {
  test('that was planted is found', () => {
    for (const slope of [-0.2, -0.5]) {
      const effect = fitLoadEffect(makeHours({ slope }), LAST_DAY);
      expect(effect!.slope).toBeCloseTo(slope, 1);
      expect(effect!.t).toBeLessThan(-5);
    }
  });

  test('is none where there is none: in at most 1 world in 20 it is taken for one', () => {
    const found = Array.from({ length: 100 }, (_, seed) =>
      fitLoadEffect(makeHours({ seed, days: 60 }), LAST_DAY),
    );
    expect(found.filter((effect) => effect !== null).length).toBeLessThanOrEqual(5);
  });

  test('is not the difference between slots: busy ones have low shares in every world here', () => {
    expect(fitLoadEffect(makeHours({ spread: 0.01, ofDay: 0 }), LAST_DAY)).toBeNull();
  });

  test('is not told from nineteen days, from loads that never differ, or where more load goes with more answers', () => {
    expect(fitLoadEffect(makeHours({ slope: -0.5, days: 19 }), LAST_DAY)).toBeNull();
    expect(fitLoadEffect(makeHours({ slope: -0.5, days: 35 }), LAST_DAY)).not.toBeNull();
    expect(fitLoadEffect(makeHours({ slope: 0.5 }), LAST_DAY)).toBeNull();
    const alike = makeHours({}).map((hour) => ({ ...hour, contacts: 40 }));
    expect(fitLoadEffect(alike, LAST_DAY)).toBeNull();
    expect(fitLoadEffect([], LAST_DAY)).toBeNull();
  });

  test('goes by days: hours of a day that share its fate are no evidence of their own', () => {
    // Eight times the same hour of a day is one day of evidence, not eight.
    const once = makeHours({ slope: -0.3, days: 60, ofDay: 0.1 }).filter(({ hour }) => hour === 9);
    const copies = once.flatMap((row) => [9, 10, 11, 12, 13, 14, 15, 16].map((hour) => ({ ...row, hour })));
    const [alone, copied] = [once, copies].map((hours) => fitLoadEffect(hours, LAST_DAY));
    expect(alone!.t).toBeLessThan(-2);
    expect(copied!.t).toBeCloseTo(alone!.t, 6);
  });

  test('refuses days after the last', () => {
    expect(() => fitLoadEffect(makeHours({}), LAST_DAY - 1)).toThrow(RangeError);
  });
});

describe('the adjustment of a coming hour', () => {
  const effect = fitLoadEffect(makeHours({ slope: -0.4 }), LAST_DAY)!;
  const slot = 9;

  test('is nothing at the usual load, less at a higher one, more at a lower one', () => {
    const usual = Math.exp(effect.usual[slot]!) * 10;
    expect(loadAdjustment(effect, slot, usual, 10)).toBeCloseTo(0, 10);
    expect(loadAdjustment(effect, slot, 1.2 * usual, 10)).toBeCloseTo(effect.slope * Math.log(1.2), 10);
    expect(loadAdjustment(effect, slot, usual, 12)).toBeCloseTo(-effect.slope * Math.log(1.2), 10);
  });

  test('goes no further than loads that were seen, and is nothing where none were', () => {
    expect(loadAdjustment(effect, slot, 1e6, 10)).toBeCloseTo(effect.slope * effect.most, 10);
    expect(loadAdjustment(effect, slot, 1e-6, 10)).toBeCloseTo(effect.slope * effect.least, 10);
    expect(loadAdjustment(effect, 3, 50, 10)).toBe(0);
    expect(loadAdjustment(effect, slot, 50, 0)).toBe(0);
  });
});

test('a load of 1 is as much work as the agents have time for', () => {
  expect(loadOf(60, 300, 5)).toBe(1);
  expect(loadOf(30, 300, 5)).toBe(0.5);
});
