import { describe, expect, test } from 'vitest';
import {
  AccountSums,
  annualValue,
  DAYS_PER_YEAR,
  medianInterval,
  medianOf,
  medianRank,
  significant,
  valuePerContact,
} from '../../../db/domain/account-value.ts';

/** vectors.json, value_per_contact: earnings, years, contacts a year. */
const VECTOR = [
  [1200, 3, 6],
  [90, 1.5, 30],
  [400, 0.25, 2],
  [0, 2, 4],
  [2500, 5, 0],
  [-40, 1, 9],
  [640, 4, 8],
] as const;
const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

describe('the vector of the reference', () => {
  const values = VECTOR.map(([earnings, years]) => annualValue(earnings, years)).sort((a, b) => a - b);
  const contacts = sumOf(VECTOR.map(([, , count]) => count)) / VECTOR.length;

  test('has annual values by at least a year, their median and their mean', () => {
    expect(values).toEqual([-40, 0, 60, 160, 400, 400, 500]);
    expect(medianOf(values)).toBe(160);
    expect(sumOf(values) / 7).toBeCloseTo(211.428571, 6);
  });

  test('has the value per contact 18.98, and 25.08 from means', () => {
    expect(contacts).toBeCloseTo(8.428571, 6);
    expect(valuePerContact(160, contacts)).toBeCloseTo(18.983051, 6);
    expect(sumOf(values) / sumOf(VECTOR.map(([, , count]) => count))).toBeCloseTo(25.084746, 6);
  });

  test('has the intervals −40 to 500 with 98.4 % and 0 to 400 with 87.5 %', () => {
    expect(medianInterval(values)).toEqual({ low: -40, high: 500, confidence: 1 - 2 / 128 });
    expect(medianInterval(values, 0.87)).toEqual({ low: 0, high: 400, confidence: 0.875 });
  });
});

describe('the interval of a median', () => {
  test('of one value is that value, with no confidence', () => {
    expect(medianInterval([5])).toEqual({ low: 5, high: 5, confidence: 0 });
  });

  test('keeps at least 95 % from six values on, and the next rank would not', () => {
    for (const n of [6, 7, 50, 99, 100, 101, 1000]) {
      const { j, confidence } = medianRank(n);
      expect(confidence, `${n}`).toBeGreaterThanOrEqual(0.95);
      expect(medianRank(n, confidence + 1e-9).j, `${n}`).toBeLessThan(Math.max(2, j));
    }
    // Tables of order statistics for the sign test: ranks 40 and 61 of 100.
    expect(medianRank(100)).toMatchObject({ j: 40 });
  });

  test('of a million values is found, about a thousandth of them from the middle', () => {
    const { j, confidence } = medianRank(1_000_000);
    expect(500_000 - j).toBeGreaterThan(970);
    expect(500_000 - j).toBeLessThan(990);
    expect(confidence).toBeCloseTo(0.95, 3);
  });
});

describe('a file of accounts', () => {
  const year = Math.round(DAYS_PER_YEAR);
  const filled = (count: number, more: Partial<{ earnings: number; contacts: number }> = {}) => {
    const sums = new AccountSums();
    for (let i = 0; i < count; i++) sums.add({ earnings: 100 + i, days: 2 * year, contacts: i % 3, ...more });
    return sums;
  };

  test('has figures from 100 accounts on, and of 99 only how many', () => {
    expect(filled(99).summary()).toMatchObject({ included: 99, figures: null });
    const { included, figures } = filled(100).summary();
    expect(included).toBe(100);
    expect(figures?.median).toBeCloseTo(149.5 / ((2 * year) / DAYS_PER_YEAR), 6);
    expect(figures?.contactSum).toBe(99);
  });

  test('leaves out accounts of fewer than 90 days and those closed a year ago, and counts the rest', () => {
    const sums = filled(100);
    sums.add({ earnings: 500, days: 89, contacts: 9 });
    sums.add({ earnings: 500, days: 900, contacts: 0 }, 365);
    sums.add({ earnings: 0, days: 90, contacts: 0 }, 364);
    sums.add({ earnings: -3, days: 800, contacts: 2 });
    expect(sums.summary()).toMatchObject({
      ...{ included: 102, young: 1, closed: 1, underYear: 1, dormant: 1, negative: 1 },
    });
  });

  test('keeps no sum of which one account holds more than half, earned or lost', () => {
    for (const earnings of [1e7, -1e7]) {
      const sums = filled(150);
      sums.add({ earnings, days: 2 * year, contacts: 1 });
      const { figures } = sums.summary();
      expect(figures?.valueSum).toBeNull();
      expect(figures?.contactSum).toBe(151);
      // The middle of the others is no secret of one.
      expect(figures?.median).toBeGreaterThan(0);
      expect(figures?.high).toBeLessThan(1000);
    }
    const sums = filled(150, { contacts: 0 });
    sums.add({ earnings: 100, days: 2 * year, contacts: 4 });
    expect(sums.summary().figures?.contactSum).toBeNull();
  });

  test('keeps nothing that names the smallest or the largest', () => {
    const text = JSON.stringify(filled(100).summary());
    expect(text).not.toMatch(/min|max|smallest|largest/i);
    expect(text).not.toContain(String(100 / ((2 * year) / DAYS_PER_YEAR)));
  });
});

test('without any contact there is no value per contact, and it is not infinite', () => {
  expect(valuePerContact(160, 0)).toBeNull();
});

test('two significant figures are what is said of an amount', () => {
  expect([1234, 149.6, 0.0456, -87.4, 0].map((value) => significant(value))).toEqual([
    1200, 150, 0.046, -87, 0,
  ]);
});
