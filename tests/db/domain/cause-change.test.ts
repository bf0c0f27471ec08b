import { describe, expect, test } from 'vitest';
import {
  breaksOf,
  type CauseChange,
  cutsOf,
  nameOn,
  namesOf,
  partsStretches,
} from '../../../db/domain/cause-change.ts';

const change = (day: number, kind: CauseChange['kind'], from: string[], to: string[]): CauseChange => ({
  ...{ day, kind, from, to, words: 'because' },
});
const CHANGES = [
  change(100, 'renamed', ['fees'], ['charges']),
  change(200, 'merged', ['charges', 'rates'], ['prices']),
  change(300, 'split', ['delivery'], ['late', 'lost']),
];

describe('a cause that was renamed, merged or split', () => {
  test('is broken under its key on each of these days, and an unconcerned one never', () => {
    expect(breaksOf(CHANGES, 'fees')).toEqual([100]);
    expect(breaksOf(CHANGES, 'charges')).toEqual([100, 200]);
    expect(breaksOf(CHANGES, 'late')).toEqual([300]);
    expect(breaksOf(CHANGES, 'service')).toEqual([]);
  });

  test('goes on under its new name, and only a merger or a split cuts it', () => {
    expect(namesOf(CHANGES, 'charges')).toEqual(['charges', 'fees']);
    expect(cutsOf(CHANGES, 'charges')).toEqual([200]);
    expect(cutsOf(CHANGES, 'fees')).toEqual([]);
    expect(cutsOf(CHANGES, 'prices')).toEqual([200]);
    expect(cutsOf(CHANGES, 'lost')).toEqual([300]);
  });

  test('has on a day the name that it was given by then', () => {
    expect(nameOn(CHANGES, 'fees', 99)).toBe('fees');
    expect(nameOn(CHANGES, 'fees', 100)).toBe('charges');
    expect(nameOn(CHANGES, 'rates', 400)).toBe('rates');
  });

  test('renamed and renamed back has both names, without end', () => {
    const back = [change(1, 'renamed', ['a'], ['b']), change(2, 'renamed', ['b'], ['a'])];
    expect(namesOf(back, 'a')).toEqual(['a', 'b']);
    expect(['a', 'b'].map((key) => nameOn(back, key, 1))).toEqual(['b', 'b']);
    expect(['a', 'b'].map((key) => nameOn(back, key, 5))).toEqual(['a', 'a']);
    expect(['a', 'b'].map((key) => nameOn(back.toReversed(), key, 5))).toEqual(['a', 'a']);
  });
});

test('a cut parts two stretches where it lies after the beginning of the one and not after the end of the other', () => {
  expect(partsStretches([200], 200, 250)).toBe(false);
  expect(partsStretches([200], 199, 250)).toBe(true);
  expect(partsStretches([200], 100, 200)).toBe(true);
  expect(partsStretches([200], 100, 199)).toBe(false);
});
