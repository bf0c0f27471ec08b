import { expect, test } from 'vitest';
import { budgetOf, exhaustedOnDay, isBurningFast } from '../../../db/domain/error-budget.ts';

// vectors.json, error_budget
test.each([
  [0.8, 7940, 10_000, { budget: 2000, spent: 2060, remaining: -0.03, burn: 1.03 }],
  [0.8, 8300, 10_000, { budget: 2000, spent: 1700, remaining: 0.15, burn: 0.85 }],
])('%f of contacts, %i of %i met', (target, good, total, expected) => {
  const found = budgetOf([{ target, good, total }]);
  for (const [name, value] of Object.entries(expected))
    expect(found[name as keyof typeof expected], name).toBeCloseTo(value, 12);
});

test('of nothing due nothing is spent, and nothing is said of what remains', () => {
  expect(budgetOf([{ target: 0.8, good: 0, total: 0 }])).toEqual({
    ...{ budget: 0, spent: 0, remaining: null, burn: null },
  });
});

test('a promise to everybody allows nothing, so that no rate of spending can be told', () => {
  expect(budgetOf([{ target: 1, good: 9, total: 10 }])).toEqual({
    ...{ budget: 0, spent: 1, remaining: null, burn: null },
  });
});

test('one contact that missed spends all of a fifth of itself, five times over', () => {
  expect(budgetOf([{ target: 0.8, good: 0, total: 1 }])).toMatchObject({ budget: 0.2, burn: 5 });
});

test('a target that changed has both allowances, each over what was due under it', () => {
  const found = budgetOf([
    { target: 0.8, good: 70, total: 100 },
    { target: 0.5, good: 60, total: 100 },
  ]);
  expect(found).toMatchObject({ budget: 70, spent: 70, burn: 1 });
});

test('more met than were due is refused', () => {
  expect(() => budgetOf([{ target: 0.8, good: 11, total: 10 }])).toThrow(RangeError);
  expect(() => budgetOf([{ target: 0, good: 1, total: 10 }])).toThrow(RangeError);
});

test.each([
  [1.637, 28, 18],
  [5, 30, 6],
  [1.01, 30, 30],
  [1, 30, null],
  [0.4, 30, null],
  [null, 30, null],
])('at a burn of %s the allowance of %i days is used up on day %s', (burn, days, expected) => {
  expect(exhaustedOnDay(burn, days)).toBe(expected);
});

test('one bad day alone is not fast, nor a bad week that is over', () => {
  expect(isBurningFast(2.4, 1.1)).toBe(false);
  expect(isBurningFast(0.4, 1.8)).toBe(false);
  expect(isBurningFast(2, 1.2)).toBe(true);
  expect(isBurningFast(null, 4)).toBe(false);
});
