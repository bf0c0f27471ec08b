import { describe, expect, test } from 'vitest';
import {
  endOf,
  indexAt,
  indicesWithin,
  numbersOf,
  STATUS,
  statusRuns,
  timeSeriesOf,
} from '../../../../site/charts/history/time-series.ts';

const hours = timeSeriesOf({
  start0: '2026-11-20T00:00:00+00:00',
  step: 3600,
  value: [4, null, 0, 7],
  status: ['final', 'closed', 'final', 'partial'],
});
const START = Date.UTC(2026, 10, 20) / 1000;

describe('a series as typed arrays', () => {
  test('reads starts given as the first and a step', () => {
    expect([...hours.at]).toEqual([0, 1, 2, 3].map((hour) => START + hour * 3600));
    expect([...hours.value]).toEqual([4, Number.NaN, 0, 7]);
    expect([...hours.status]).toEqual([STATUS.final, STATUS.closed, STATUS.final, STATUS.partial]);
  });

  test('reads starts in full, with their offsets: a day on which the clock changes has 23 hours', () => {
    const days = timeSeriesOf({
      start: ['2026-03-27T00:00:00+02:00', '2026-03-28T00:00:00+03:00'],
      value: [1, 2],
      status: ['final', 'final'],
    });
    expect(endOf(days, 0) - days.at[0]!).toBe(23 * 3600);
  });

  test('has no value where the status says why, whatever is written', () => {
    const hidden = timeSeriesOf({
      start0: '2026-01-01T00:00:00Z',
      step: 900,
      value: [3],
      status: ['suppressed'],
    });
    expect([...hidden.value]).toEqual([Number.NaN]);
  });

  test('knows the bucket of an instant, and none outside', () => {
    expect(indexAt(hours, START - 1)).toBeNull();
    expect(indexAt(hours, START)).toBe(0);
    expect(indexAt(hours, START + 3 * 3600 + 3599)).toBe(3);
    expect(indexAt(hours, START + 4 * 3600)).toBeNull();
  });

  test('knows the buckets that reach into a window', () => {
    expect(indicesWithin(hours, START + 1800, START + 2 * 3600)).toEqual({ first: 0, beyond: 2 });
    expect(indicesWithin(hours, START + 3600, START + 3601)).toEqual({ first: 1, beyond: 2 });
    expect(indicesWithin(hours, START + 9 * 3600, START + 12 * 3600)).toEqual({ first: 4, beyond: 4 });
  });

  test('knows where runs of one status begin, also of a series made by hand', () => {
    expect([...statusRuns(hours)]).toEqual([0, 1, 2, 3]);
    expect([...statusRuns({ ...hours, status: Uint8Array.of(0, 0, 5, 5) })]).toEqual([0, 2]);
  });

  test('reads columns beside it, in which nothing is not zero', () => {
    expect([...numbersOf([1, null, 0])]).toEqual([1, Number.NaN, 0]);
  });

  test('refuses columns of unequal length and starts that are no instants', () => {
    expect(() => timeSeriesOf({ start0: '2026-01-01T00:00:00Z', step: 900, value: [3], status: [] })).toThrow(
      'unequally long',
    );
    expect(() => timeSeriesOf({ start: ['yesterday'], value: [3], status: ['final'] })).toThrow(
      '"yesterday"',
    );
  });
});
