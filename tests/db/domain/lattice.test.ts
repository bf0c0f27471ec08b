import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GRAINS } from '../../../db/domain/bucket.ts';
import {
  DIMENSIONS,
  dimensionsOf,
  finestGrain,
  LATTICE,
  locate,
  SHAPES,
  shapeOf,
  UNSTATED,
} from '../../../db/domain/lattice.ts';

describe('the lattice', () => {
  test('is the one that is promised', () => {
    const quarter = ['all', 'channel', 'queue'];
    const hour = [...quarter, 'category'];
    const day = [...hour, 'channel+category', 'queue+category', 'cause', 'language'];
    const week = [...day, 'channel+category+cause', 'region'];
    expect([...LATTICE['15min']].sort()).toEqual([...quarter].sort());
    expect([...LATTICE.hour].sort()).toEqual([...hour].sort());
    expect([...LATTICE.day].sort()).toEqual([...day].sort());
    // The table of channel, category and cause brings its margins, which are sums of its cells.
    expect([...LATTICE.week].sort()).toEqual([...week, 'channel+cause', 'category+cause'].sort());
    // What a cause consists of has a table by the month, which no question of `series` names.
    expect(LATTICE.month).toEqual([...LATTICE.week, 'cause+sub_cause']);
  });

  test('has at a coarser grain every table of the finer ones', () => {
    for (let i = 1; i < GRAINS.length; i++) {
      for (const shape of LATTICE[GRAINS[i - 1]!]) expect(LATTICE[GRAINS[i]!]).toContain(shape);
    }
  });

  test('names a table by its dimensions in whatever order they are asked', () => {
    for (const shape of SHAPES) {
      expect(shapeOf(dimensionsOf(shape))).toBe(shape);
      expect(shapeOf(dimensionsOf(shape).toReversed())).toBe(shape);
      expect(LATTICE[finestGrain(shape)]).toContain(shape);
    }
    expect(dimensionsOf('all')).toEqual([]);
  });

  test('answers every question with a table of the grain, or with what there is instead', () => {
    fc.assert(
      fc.property(fc.constantFrom(...GRAINS), fc.shuffledSubarray([...DIMENSIONS]), (grain, asked) => {
        const answer = locate(grain, asked);
        if (answer.ok) {
          expect(LATTICE[grain]).toContain(answer.shape);
          expect(new Set(dimensionsOf(answer.shape))).toEqual(new Set(asked));
        } else {
          const shape = shapeOf(asked);
          if (shape === null) expect(answer.reason).toContain('no table is published');
          else {
            expect(LATTICE[grain]).not.toContain(shape);
            expect(answer.reason).toContain(`grain=${finestGrain(shape)}`);
          }
        }
      }),
    );
  });

  test('has a word for what the source did not say, in every dimension', () => {
    for (const dimension of DIMENSIONS) expect(UNSTATED[dimension]).toMatch(/^[a-z]+$/);
  });
});
