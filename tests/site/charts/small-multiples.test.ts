import { describe, expect, test } from 'vitest';
import type { CellStatus } from '../../../db/domain/cell.ts';
import { placeSmallMultiples, type SmallPanel } from '../../../site/charts/small-multiples.ts';

const point = (value: number | null, status: CellStatus = value === null ? 'suppressed' : 'final') => ({
  ...{ value, status, title: `${value}` },
});
const panel = (points: SmallPanel['points'], more: Partial<SmallPanel> = {}): SmallPanel => ({
  ...{ name: 'Delivery', reading: '5', points, signs: [], cuts: [], format: String },
  ...more,
});
const place = (panels: readonly SmallPanel[], width = 1120) =>
  placeSmallMultiples({ panels, ends: ['Jan', 'Apr'], label: 'four months' }, width);
const lines = (panels: readonly SmallPanel[]) =>
  place(panels).marks.flatMap((mark) =>
    mark.kind === 'path' ? [[mark.class, mark.d.split('M').length - 1]] : [],
  );

describe('the line of a small picture', () => {
  test('does not go through a month that is hidden, nor over a cut', () => {
    expect(lines([panel([point(5), point(6), point(null), point(7)])])).toEqual([['line cause', 1]]);
    expect(lines([panel([point(5), point(6), point(6), point(7)], { cuts: [2] })])).toEqual([
      ['line cause', 2],
    ]);
  });

  test('is dashed to a month that was recorded in part', () => {
    const found = lines([panel([point(1, 'partial'), point(6), point(6)])]);
    expect(found).toEqual([
      ['line cause', 1],
      ['line thin provisional cause', 1],
    ]);
  });

  test('of nothing but zeros lies on zero, and one of nothing is none', () => {
    const { marks } = place([panel([point(0), point(0)])]);
    expect(JSON.stringify(marks)).not.toMatch(/null|NaN/);
    expect(lines([panel([point(null), point(null, 'missing')])])).toEqual([]);
  });
});

test('a picture of which every month is hidden has no axis', () => {
  const textsOf = (points: SmallPanel['points']) =>
    place([panel(points)]).marks.flatMap((mark) => (mark.kind === 'text' ? mark.text : []));
  expect(textsOf([point(null), point(null)])).toEqual(['Delivery', '5', 'Jan', 'Apr']);
  expect(textsOf([point(0), point(null)])).toContain('1');
});

test('pictures stand in columns that are filled alike, one under the other on a telephone', () => {
  const four = Array.from({ length: 4 }, () => panel([point(1), point(2)]));
  const lefts = (width: number) =>
    new Set(
      place(four, width).marks.flatMap((mark) =>
        mark.kind === 'text' && mark.text === 'Delivery' ? [mark.x] : [],
      ),
    ).size;
  expect([lefts(1120), lefts(736), lefts(343)]).toEqual([2, 2, 1]);
  expect(place(four, 343).height).toBeGreaterThan(place(four, 1120).height);
});
