import { expect, test } from 'vitest';
import { Latest } from '../../../db/domain/latest.ts';

test('a value is made once for what it rests on, and anew when any of that is another', () => {
  const latest = new Latest<number>();
  const [owner, configuration] = [{}, {}];
  let made = 0;
  const ask = (...restsOn: unknown[]) => latest.of(owner, restsOn, () => ++made);
  expect([ask('7', configuration), ask('7', configuration)]).toEqual([1, 1]);
  expect(ask('8', configuration)).toBe(2);
  expect(ask('8', {})).toBe(3);
  expect(ask('8')).toBe(4);
  // Only the latest is kept.
  expect(ask('7', configuration)).toBe(5);
});

test('owners have values of their own, and what fails is not kept', () => {
  const latest = new Latest<string>();
  const [one, other] = [{}, {}];
  expect(latest.of(one, [1], () => 'one')).toBe('one');
  expect(latest.of(other, [1], () => 'other')).toBe('other');
  expect(latest.of(one, [1], () => 'never asked')).toBe('one');
  const failing = () => {
    throw new Error('not now');
  };
  expect(() => latest.of(one, [2], failing)).toThrow('not now');
  expect(latest.of(one, [2], () => 'later')).toBe('later');
});
