import { describe, expect, test } from 'vitest';
import { behaviourChart } from '../../../db/domain/xmr.ts';

describe('the process behaviour chart', () => {
  test('has the limits of the reference (vectors.json, xmr)', () => {
    const chart = behaviourChart([100, 104, 98, 110, 107, 95, 102, 99, 120, 101])!;
    expect(chart.mean).toBeCloseTo(103.6, 6);
    expect(chart.movingRange).toBeCloseTo(9.666667, 6);
    expect(chart.low).toBeCloseTo(77.886667, 6);
    expect(chart.high).toBeCloseTo(129.313333, 6);
    expect(chart.rangeHigh).toBeCloseTo(31.590667, 6);
    expect(chart.signals).toEqual(new Array(10).fill(null));
  });

  test('marks what lies beyond a limit, and eight on one side of the mean', () => {
    const jump = behaviourChart([10, 11, 9, 10, 11, 9, 10, 11, 9, 60])!;
    expect(jump.signals.at(-1)).toBe('outside');
    const shifted = behaviourChart([9, 8, 9, 8, 9, 8, 9, 8, 10, 11, 10, 11])!;
    expect(shifted.signals.slice(0, 8)).toEqual(new Array(8).fill('run'));
    expect(shifted.signals.slice(8)).toEqual(new Array(4).fill(null));
  });

  test('one value says nothing, equal values signal nothing, and what is no number throws', () => {
    expect(behaviourChart([])).toBeNull();
    expect(behaviourChart([5])).toBeNull();
    expect(behaviourChart(new Array(12).fill(5))?.signals).toEqual(new Array(12).fill(null));
    expect(() => behaviourChart([1, Number.NaN])).toThrow('not finite');
  });
});
