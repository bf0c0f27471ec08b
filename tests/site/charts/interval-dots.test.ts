import { describe, expect, test } from 'vitest';
import { type IntervalDotsState, placeIntervalDots } from '../../../site/charts/interval-dots.ts';
import { WIDTHS } from '../../../site/charts/picture.ts';
import { boxOf, expectLegible, expectPicture, marksWith, textsOf } from './checked-picture.ts';

const intervalDots = (): IntervalDotsState => ({
  rows: [
    { name: 'October 2026', value: 0.74, low: 0.69, high: 0.78, reading: '74%', detail: 'of 369' },
    { name: 'September 2026', value: 0.73, low: 0.68, high: 0.77, reading: '73%', detail: 'of 372' },
    {
      name: 'October 2025',
      value: null,
      low: null,
      high: null,
      reading: 'hidden to protect people',
      detail: '',
    },
  ].map((row, i) => ({
    ...row,
    status: row.value === null ? ('suppressed' as const) : ('final' as const),
    isNow: i === 0,
    title: `${row.name}: ${row.reading}`,
  })),
  aim: { value: 0.8, label: 'target 80%' },
  from: 0,
  to: 1,
  ticks: [0, 0.25, 0.5, 0.75, 1],
  label: '74% of those who answered were satisfied',
  format: (value) => `${value * 100}%`,
});

describe('dots with their intervals', () => {
  test.each(['wide', 'narrow'] as const)('stand as they were looked at, %s', (size) => {
    const picture = placeIntervalDots(intervalDots(), size === 'wide' ? WIDTHS.column : WIDTHS.narrow);
    expectPicture(`interval-dots-${size}`, picture);
    expectLegible(picture);
  });

  test('on a telephone no line crosses a name: they stand beside the dots alone', () => {
    const picture = placeIntervalDots(intervalDots(), WIDTHS.narrow);
    const lines = picture.marks.filter((mark) => mark.kind === 'line');
    const crossed = textsOf(picture).flatMap((text) => {
      const box = boxOf(text);
      const isOn = ({ x1, y1, y2 }: (typeof lines)[number]) =>
        x1 > box.left && x1 < box.right && y1 < box.bottom && y2 > box.top;
      return lines.some(isOn) ? [text.text] : [];
    });
    expect(crossed).toEqual([]);
  });

  test('beside the dots readings end on one line, whether or not words follow them', () => {
    const state = intervalDots();
    const rows = state.rows.slice(0, 2).map((row, i) => ({ ...row, detail: i === 0 ? 'ours' : '' }));
    const readings = textsOf(placeIntervalDots({ ...state, rows }, WIDTHS.column)).filter(({ text }) =>
      /^7[34]%$/.test(text),
    );
    expect(readings).toHaveLength(2);
    expect(new Set(readings.map(({ x, anchor }) => `${x} ${anchor}`)).size).toBe(1);
  });

  test('without a target there is no target line', () => {
    const picture = placeIntervalDots({ ...intervalDots(), aim: null }, WIDTHS.column);
    expect(marksWith(picture, 'aim')).toEqual([]);
  });
});
