import { describe, expect, test } from 'vitest';
import { type AllowanceCourseState, placeAllowanceCourse } from '../../../site/charts/allowance-course.ts';
import { type BridgeBarsState, placeBridgeBars } from '../../../site/charts/bridge-bars.ts';
import { placeIntervalDots } from '../../../site/charts/interval-dots.ts';
import { type Picture, WIDTHS } from '../../../site/charts/picture.ts';
import { expectLegible, expectPicture, marksWith, textsOf } from './checked-picture.ts';

const wordsIn = (picture: Picture) => textsOf(picture).map(({ text }) => text);
const percent = (value: number) => `${Math.round(value * 100)}%`;
const step = (name: string, points: number, n: string) => ({
  ...{ name, points, reading: `${points > 0 ? '−' : '+'}${Math.abs(points * 100).toFixed(1)} points` },
  ...{ detail: n, title: name },
});
const bridge = (): BridgeBarsState => ({
  from: { name: 'Our clock', value: 0.7, reading: '70%', ink: 'ours' },
  to: { name: "Customer's clock", value: 0.6, reading: '60%', ink: 'customers' },
  rows: [
    step('Another time allowed', -0.04, '500 people'),
    step('Ended in the menu', 0.09, '2,000 people'),
    step('Gave up waiting', 0, '900 people'),
    step('Everything else', 0.05, ''),
  ],
  label: "The customer's clock stands 10 points lower than ours",
  cutAxis: (from) => `The axis begins at ${from}.`,
  format: percent,
});

describe('the bridge between two shares', () => {
  test.each(['wide', 'narrow'] as const)('stands as it was looked at, %s', (size) => {
    const picture = placeBridgeBars(bridge(), size === 'wide' ? WIDTHS.column : WIDTHS.narrow);
    expectPicture(`bridge-bars-${size}`, picture);
    expectLegible(picture);
  });

  test('begins each step where the one before ended, and ends at the other share', () => {
    const picture = placeBridgeBars(bridge(), WIDTHS.column);
    const bars = picture.marks.filter((mark) => mark.kind === 'rect');
    const [first, second, , last] = bars;
    const [from, to] = picture.marks.filter((mark) => mark.kind === 'circle');
    expect(first!.x).toBeCloseTo(from!.cx, 6);
    expect(second!.x + second!.width).toBeCloseTo(first!.x + first!.width, 6);
    expect(last!.x).toBeCloseTo(to!.cx, 6);
  });

  test('tells better from worse, and neither from both, by more than a colour: the sign is written', () => {
    const picture = placeBridgeBars(bridge(), WIDTHS.column);
    expect(marksWith(picture, 'better')).toHaveLength(1);
    expect(marksWith(picture, 'worse')).toHaveLength(2);
    expect(wordsIn(picture)).toContain('+4.0 points');
    expect(wordsIn(picture)).toContain('−9.0 points');
  });

  test('says where its axis begins, and begins at zero where shares are small', () => {
    expect(wordsIn(placeBridgeBars(bridge(), WIDTHS.column)).join(' ')).toContain('The axis begins at 50%.');
    const low = { ...bridge(), from: { ...bridge().from, value: 0.1 }, to: { ...bridge().to, value: 0.02 } };
    const rows = [step('Everything else', 0.08, '')];
    expect(wordsIn(placeBridgeBars({ ...low, rows }, WIDTHS.column)).join(' ')).not.toContain('begins');
  });
});

const course = (count: number): AllowanceCourseState => ({
  days: Array.from({ length: count }, (_, at) => ({
    ...{ at, spent: 100 * (at + 1), allowed: 65 * (at + 1), title: `day ${at + 1}` },
  })),
  length: 30,
  ticks: [0, 14, 29].map((at) => ({ at, label: `${at + 1} Nov` })),
  spentName: 'waited longer',
  allowedName: 'allowed so far',
  label: 'two lines',
  format: String,
});

describe('what a promise allows and what was used', () => {
  test.each(['wide', 'narrow'] as const)('stands as it was looked at, %s', (size) => {
    const picture = placeAllowanceCourse(course(21), size === 'wide' ? WIDTHS.column : WIDTHS.narrow);
    expectPicture(`allowance-course-${size}`, picture);
    expectLegible(picture);
  });

  test('leaves out dates that have no room, but neither the first nor the last', () => {
    const ticks = [0, 7, 14, 21, 29].map((at) => ({ at, label: `${at + 1} Nov` }));
    const datesAt = (width: number) => {
      const picture = placeAllowanceCourse({ ...course(21), ticks, allowedName: 'allowed until now' }, width);
      expectLegible(picture);
      return wordsIn(picture).filter((text) => text.endsWith('Nov'));
    };
    expect(datesAt(WIDTHS.column)).toHaveLength(5);
    expect(datesAt(WIDTHS.narrow)).toEqual(['1 Nov', '15 Nov', '30 Nov']);
  });

  test('keeps the two names apart where the lines meet, and draws a single day', () => {
    const one = placeAllowanceCourse({ ...course(1), format: String }, WIDTHS.narrow);
    expectLegible(one);
    expect(JSON.stringify(one.marks)).not.toMatch(/NaN|null/);
  });
});

test('a row has a target of its own, and on a telephone a name that leaves room for its value', () => {
  const row = (name: string, aim: number | null) => ({
    ...{ name, value: 0.8, low: 0.7, high: 0.9, reading: '80%', detail: 'too close to call' },
    ...{ status: 'final' as const, isNow: true, title: name, aim, key: 'ans' },
  });
  const state = {
    rows: [row('A promise about telephones and about letters too', 0.7), row('Chat', null)],
    ...{ aim: null, from: 0, to: 1, ticks: [0, 0.5, 1], label: 'promises', format: percent },
  };
  const narrow = placeIntervalDots(state, WIDTHS.narrow);
  expectLegible(narrow);
  expect(marksWith(narrow, 'own')).toHaveLength(1);
  expect(marksWith(narrow, 'row-ans')).toHaveLength(4);
  expect(wordsIn(narrow).filter((text) => text === 'too close to call')).toHaveLength(1);
});
