import { describe, expect, test } from 'vitest';
import { WIDTHS } from '../../../site/charts/picture.ts';
import { placeSpanStair, type SpanStairState } from '../../../site/charts/span-stair.ts';
import { expectLegible, expectPicture, marksWith, textsOf } from './checked-picture.ts';

const SHARES = [0.075, 0.25, 0.525, 0.58, 0.78, 0.925];
const stair = (): SpanStairState => ({
  steps: [5, 7, 9, 10, 12, 18].map((at, i) => ({ at, share: SHARES[i]!, title: `within ${at} days` })),
  end: 19.5,
  ticks: [0, 5, 10, 15].map((at) => ({ at, label: at === 0 ? '0' : `${at} days` })),
  promised: { from: 6, to: 10, label: 'promised: 6 days to 10 days' },
  named: [
    { at: 9, share: 0.525, label: 'half within 9 days' },
    { at: 18, share: 0.925, label: 'nine in ten within 18 days' },
  ],
  axisLabel: 'Days from the promise until it was done',
  label: '58% were kept',
  format: (share) => `${Math.round(share * 100)}%`,
});

describe('the stair of how long it took', () => {
  test.each([
    ['wide', WIDTHS.full],
    ['narrow', WIDTHS.narrow],
  ] as const)('%s is as it was looked at, and every word is legible', (name, width) => {
    const picture = placeSpanStair(stair(), width);
    expectLegible(picture);
    expectPicture(`span-stair-${name}`, picture);
  });

  test('marks the span that was promised between its two ends, or from the beginning', () => {
    const [band] = marksWith(placeSpanStair(stair(), WIDTHS.full), 'promised-span');
    const [open] = marksWith(
      placeSpanStair({ ...stair(), promised: { from: 0, to: 10, label: 'within 10 days' } }, WIDTHS.full),
      'promised-span',
    );
    if (band?.kind !== 'rect' || open?.kind !== 'rect') throw new Error('no band');
    expect(band.x + band.width).toBeCloseTo(open.x + open.width, 6);
    expect(band.x).toBeGreaterThan(open.x);
    expect(marksWith(placeSpanStair({ ...stair(), promised: null }, WIDTHS.full), 'promised-span')).toEqual(
      [],
    );
  });

  test('never crosses its names, however late they stand', () => {
    for (const end of [18.2, 25, 60]) {
      const picture = placeSpanStair({ ...stair(), end }, WIDTHS.narrow);
      expectLegible(picture);
      expect(textsOf(picture).filter(({ class: ink }) => ink?.includes('strong'))).toHaveLength(2);
    }
  });
});
