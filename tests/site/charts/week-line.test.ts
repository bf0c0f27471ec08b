import { describe, expect, test } from 'vitest';
import { WIDTHS } from '../../../site/charts/picture.ts';
import { placeWeekLine, type WeekLineState, type WeekPoint } from '../../../site/charts/week-line.ts';
import { expectLegible, expectPicture, marksWith, textsOf } from './checked-picture.ts';

const weeks = Array.from({ length: 60 }, (_, i): WeekPoint => {
  const status =
    i === 12 ? 'missing' : i === 33 ? 'suppressed' : i === 59 ? 'partial' : i > 56 ? 'provisional' : 'final';
  const hasValue = status !== 'missing' && status !== 'suppressed';
  return {
    value: hasValue ? (status === 'partial' ? 40 : 300 - (i > 26 ? 60 : 0) + ((i * 37) % 50)) : null,
    status,
    title: `week ${i}`,
    label: i % 13 === 0 ? `label ${i}` : null,
  };
});
const state = (change: Partial<WeekLineState> = {}): WeekLineState => ({
  weeks,
  moments: [
    { at: 26, text: 'start, 6 April 2026' },
    { at: 28.5, text: 'for everybody, 23 April 2026' },
  ],
  latest: { week: 58, value: '266', detail: 'week of 9 Nov' },
  expected: { at: 26, until: 99, value: 250, text: 'expected: 250' },
  label: 'A line of weekly figures',
  words: { missing: 'no record', suppressed: 'hidden' },
  format: String,
  ...change,
});

describe('a figure by week', () => {
  test.each(['wide', 'narrow'] as const)('stands as it was looked at, %s', (size) => {
    const picture = placeWeekLine(state(), size === 'wide' ? WIDTHS.full : WIDTHS.narrow);
    expectPicture(`week-line-${size}`, picture);
    expectLegible(picture);
  });

  test('is not drawn through a week without a value, nor to one that is not whole', () => {
    const { marks } = placeWeekLine(state(), WIDTHS.full);
    const segments = marks.flatMap((mark) =>
      mark.kind === 'path' && mark.class?.startsWith('line') ? mark.d.split('M').slice(1) : [],
    );
    // 59 steps between 60 weeks, without the two at each week that is not there and the one to the last.
    expect(segments).toHaveLength(59 - 4 - 1);
    expect(marksWith({ marks } as never, 'missing')).toHaveLength(1);
    expect(marksWith({ marks } as never, 'suppressed')).toHaveLength(1);
    expect(marksWith({ marks } as never, 'partial')).toHaveLength(1);
  });

  test('names a moment beside its line, on the side that has room, and none outside the weeks', () => {
    for (const width of Object.values(WIDTHS)) {
      const moments = [-1, 0, 59, 60].map((at) => ({ at, text: `moment at ${at}` }));
      const picture = placeWeekLine(state({ moments }), width);
      expectLegible(picture);
      expect(marksWith(picture, 'moment')).toHaveLength(2);
      const texts = textsOf(picture).map(({ text }) => text);
      expect(texts.filter((text) => text.startsWith('moment'))).toEqual(['moment at 0', 'moment at 59']);
    }
  });

  test('below zero stands below the line of zero', () => {
    const points = [-40, 20, 60].map(
      (value): WeekPoint => ({ value, status: 'final', title: '', label: null }),
    );
    const picture = placeWeekLine(state({ weeks: points, moments: [], latest: null }), WIDTHS.full);
    expectLegible(picture);
    const zero = picture.marks.find((mark) => mark.class === 'zero');
    const dots = picture.marks.flatMap((mark) => (mark.kind === 'circle' ? [mark.cy] : []));
    expect(zero?.kind === 'line' && dots[0]! > zero.y1 && dots[1]! < zero.y1).toBe(true);
  });

  test('a single week, or none with a value, is drawn without fault', () => {
    const one = weeks.slice(0, 1);
    for (const some of [one, weeks.slice(12, 13)]) {
      const picture = placeWeekLine(
        state({ weeks: some, moments: [{ at: 0, text: 'start' }], latest: null }),
        WIDTHS.narrow,
      );
      expectLegible(picture);
      expect(JSON.stringify(picture)).not.toContain('null,');
    }
  });
});
