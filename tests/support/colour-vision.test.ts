import { expect, test } from 'vitest';
import { differenceOf, labOf } from './colour-vision.ts';

/** Pairs 1, 4, 9, 17 and 25 of the data that Sharma, Wu and Dalal publish to test programs by. */
test.each([
  [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
  [[50, -1.3802, -84.2814], [50, 0, -82.7485], 1.0],
  [[50, 2.49, -0.001], [50, -2.49, 0.0009], 7.1792],
  [[50, 2.5, 0], [73, 25, -18], 27.1492],
  [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
] as const)('%j and %j are as far apart as published', (one, other, expected) => {
  expect(differenceOf(one, other)).toBeCloseTo(expected, 3);
});

test('white is white to everybody, and red and green draw near without red or green cones', () => {
  for (const vision of ['protanopia', 'deuteranopia', 'tritanopia'] as const) {
    expect(differenceOf(labOf('#ffffff', vision), labOf('#ffffff'))).toBeLessThan(1);
  }
  const apart = (vision: 'usual' | 'deuteranopia') =>
    differenceOf(labOf('#b04a3a', vision), labOf('#5f7a2a', vision));
  expect(apart('deuteranopia')).toBeLessThan(apart('usual') / 3);
});
