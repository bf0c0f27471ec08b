import { expect, test } from 'vitest';
import { wholeOf } from '../../../api/feeds/whole.ts';

const told = (count: number) => ({ count, isHidden: false });
const hidden = { count: null, isHidden: true };
const never = () => {
  throw new Error('nobody asks for the published total where all rows are told');
};

test('rows are shares of their sum where all are told, or are missing, and the published total is not asked', () => {
  expect(wholeOf([told(30), told(20)], never)).toBe(50);
  expect(wholeOf([told(30), { count: null, isHidden: false }], never)).toBe(30);
});

test('where one is hidden they are shares of the published total, of no less than of what is shown, or of nothing', () => {
  expect(wholeOf([told(30), hidden], () => 38)).toBe(38);
  expect(wholeOf([told(30), told(25), hidden], () => 54)).toBe(55);
  expect(wholeOf([told(30), hidden], () => null)).toBeNull();
});

test('there is no share of nothing', () => {
  expect(wholeOf([told(0), hidden], () => 9)).toBeNull();
});
