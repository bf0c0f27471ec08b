import { describe, expect, test } from 'vitest';
import { factorOfRest, IntradayBook, tellableCounts } from '../../../db/domain/intraday.ts';

/** Four slots of ten; the second half comes as the first half did, by `carry` of its surprise. */
function learn(days: number, carry: number, slots = 4): IntradayBook {
  const book = new IntradayBook(slots);
  for (let day = 0; day < days; day++) {
    const surprise = day % 2 === 0 ? 0.5 : -0.5;
    const came = Array.from(
      { length: slots },
      (_, slot) => 10 * (1 + (slot < 2 ? surprise : carry * surprise)),
    );
    book.learn(new Array(slots).fill(10), came);
  }
  return book;
}

describe('how much of a surprise carries on', () => {
  test('is learnt from past days and drawn to nothing by as much as five of them', () => {
    expect(learn(45, 0.6).weights[2]).toBeCloseTo(0.6 / (1 + 5 / 45), 10);
    expect(learn(1000, 1).weights[2]).toBeCloseTo(1 / 1.005, 10);
  });

  test('is nothing before five days taught it, and never less than nothing or more than all', () => {
    expect(learn(4, 1).weights).toEqual([0, 0, 0, 0]);
    expect(learn(5, 1).weights[2]).toBeGreaterThan(0);
    expect(learn(50, -1).weights[2]).toBe(0);
    expect(learn(500, 2).weights[2]).toBe(1);
  });

  test('is learnt of known, open slots alone', () => {
    const book = learn(20, 0.6);
    const before = book.weights;
    book.learn([Number.NaN, Number.NaN, 10, 10], [90, 90, 90, 90]);
    book.learn([10, 10, 10, 10], [Number.NaN, Number.NaN, 90, 90]);
    expect(book.weights[2]).toBe(before[2]);
  });
});

describe('the rest of a day', () => {
  test('is taken by as much as its first hours were off, so far as that carries on', () => {
    expect(factorOfRest([0, 0.5], [10, 10], [14, 0], 1)).toBeCloseTo(1.2, 10);
    expect(factorOfRest([0, 0.5], [10, 10], [0, 0], 1)).toBe(0.5);
  });

  test('moves by no more than the whole of a surprise, and stays where nothing was to be expected', () => {
    expect(factorOfRest([0, 1], [10, 10], [900, 0], 1)).toBe(2);
    expect(factorOfRest([0, 1], [0.5, 10], [9, 0], 1)).toBe(1);
    expect(factorOfRest([0, 1], [Number.NaN, 10], [9, 0], 1)).toBe(1);
    expect(factorOfRest([], [10, 10], [20, 0], 1), 'no weight was learnt').toBe(1);
  });
});

test('hours of few enter nothing that is said, alone or joined to others', () => {
  expect(tellableCounts([0, 9, 15, 1, 10], 10)).toEqual([0, Number.NaN, 15, Number.NaN, 10]);
  const factor = (few: number) =>
    factorOfRest([0, 1, 1, 1], [10, 20, 30, 40], tellableCounts([few, 30, 0, 0], 10), 2);
  expect(factor(9)).toBe(factor(1));
});
