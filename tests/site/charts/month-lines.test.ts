import { describe, expect, test } from 'vitest';
import type { CellStatus } from '../../../db/domain/cell.ts';
import { type MonthLinesState, placeMonthLines } from '../../../site/charts/month-lines.ts';
import { type Picture, WIDTHS } from '../../../site/charts/picture.ts';
import { boxOf, expectLegible, expectPicture, marksWith, textsOf } from './checked-picture.ts';

const words = { missing: 'no record', suppressed: 'hidden' };

const monthLines = (): MonthLinesState => {
  const statuses: CellStatus[] = [
    'final',
    'final',
    'final',
    'missing',
    'final',
    'suppressed',
    'final',
    'partial',
  ];
  const pointsOf = (level: number) =>
    statuses.map((status, i) => ({
      value: status === 'missing' || status === 'suppressed' ? null : level - (i % 3) / 50,
      status,
      title: `month ${i}`,
    }));
  return {
    months: statuses.map((_, i) => ({ label: `M${i}`, isLabelled: i % 3 === 0 })),
    lines: [
      {
        ink: 'ours',
        name: 'By our clock 77%',
        detail: 'queue to answer, within a minute',
        aimOwner: 'by our clock',
        points: pointsOf(0.77),
        aims: [{ from: 0, to: 7, aim: 0.8, label: 'target 80%' }],
        breaks: [2],
        named: 6,
      },
      {
        ink: 'customers',
        name: "By the customer's clock 80%",
        detail: 'first ask to need met, within 3 minutes',
        aimOwner: "by the customer's",
        points: pointsOf(0.79),
        aims: [{ from: 0, to: 7, aim: 0.7, label: 'target 70%' }],
        breaks: [],
        named: 6,
      },
    ],
    namedLabel: 'In October 2026, the larger dots:',
    changes: [{ month: 2, label: 'from Mar 2026: within a minute' }],
    cutAxis: (from) => `The axis begins at ${from}.`,
    label: '77% of calls were answered within a minute in October 2026',
    words,
    format: (value) => `${Math.round(value * 100)}%`,
  };
};

describe('lines of months', () => {
  test('name hidden months at their ends within the picture', () => {
    const state = monthLines();
    const lines = state.lines.map((line) => ({
      ...{ ...line, aims: [], named: null },
      points: line.points.map((point, i) =>
        i === 1
          ? point
          : { ...point, value: null, status: i === 0 ? ('missing' as const) : ('suppressed' as const) },
      ),
    }));
    for (const width of [WIDTHS.full, WIDTHS.column, WIDTHS.narrow]) {
      const last = lines.map((line) => ({
        ...line,
        points: line.points.map((point, i) => (i < 7 ? line.points[1]! : point)),
      }));
      for (const shown of [lines, last]) {
        const picture = placeMonthLines({ ...state, lines: shown, changes: [], namedLabel: '' }, width);
        for (const text of textsOf(picture).filter((one) => ['hidden', 'no record'].includes(one.text))) {
          const { left, right } = boxOf(text);
          expect(left).toBeGreaterThanOrEqual(0);
          expect(right).toBeLessThanOrEqual(width);
        }
      }
    }
  });

  test('without a value and without an aim have no axis, which would tell of nothing', () => {
    const state = monthLines();
    const lines = state.lines.map((line) => ({
      ...line,
      ...{ aims: [], breaks: [], named: null },
      points: line.points.map((point) => ({ ...point, value: null, status: 'suppressed' as const })),
    }));
    const hidden = placeMonthLines({ ...state, lines, changes: [] }, WIDTHS.full);
    expect(textsOf(hidden).filter(({ text }) => /^\d+%$/.test(text))).toEqual([]);
    expect(marksWith(hidden, 'grid')).toEqual([]);
    expect(textsOf(hidden).map(({ text }) => text)).toContain('hidden');
    expectLegible(hidden);
    expect(hidden.height).toBeLessThan(placeMonthLines(state, WIDTHS.full).height / 2);
  });

  test.each(['wide', 'narrow'] as const)('stand as they were looked at, %s', (size) => {
    const picture = placeMonthLines(monthLines(), size === 'wide' ? WIDTHS.full : WIDTHS.narrow);
    expectPicture(`month-lines-${size}`, picture);
    expectLegible(picture);
  });

  const segments = (picture: Picture, ink: string) =>
    marksWith(picture, 'line').flatMap((mark) =>
      mark.kind === 'path' && mark.class?.includes(ink) ? [mark.d.split('M').length - 1] : [],
    );
  const wide = placeMonthLines(monthLines(), WIDTHS.full);
  const narrow = placeMonthLines(monthLines(), WIDTHS.narrow);
  const saying = (picture: Picture, words: RegExp) => textsOf(picture).filter(({ text }) => words.test(text));

  test('no line is drawn through a missing or hidden month, nor across a change of threshold', () => {
    // 0–1–2 · 4 · 6–7: two segments and a thin one; our clock's is broken before month 2.
    expect(segments(wide, 'customers')).toEqual([2, 1]);
    expect(segments(wide, 'ours')).toEqual([1, 1]);
  });

  test('the month that the names speak of is said once, above them, and its dots are the larger ones', () => {
    for (const picture of [wide, narrow]) {
      const large = marksWith(picture, 'dot').filter((mark) => mark.kind === 'circle' && mark.r === 5);
      expect(large.flatMap(({ title }) => title ?? [])).toEqual(['month 6', 'month 6']);
      expect(saying(picture, /October 2026/)).toHaveLength(1);
      const [month] = saying(picture, /October 2026/);
      for (const name of saying(picture, /^By (our|the)/)) expect(name.y).toBeGreaterThan(month!.y);
    }
    expect(segments(wide, 'thin')).toEqual([1, 1]);
  });

  test('the names stand beside one another where they have room, and leave the plot its whole breadth', () => {
    const ys = (picture: Picture) => new Set(saying(picture, /^By (our|the)/).map(({ y }) => y)).size;
    expect([ys(wide), ys(narrow)]).toEqual([1, 2]);
    for (const [picture, least] of [
      [wide, 900],
      [narrow, 215],
    ] as const) {
      const [line] = marksWith(picture, 'grid');
      expect(line?.kind === 'line' && line.x2 - line.x1).toBeGreaterThan(least);
    }
  });

  test('a change of threshold is named at the head of its rule, on a telephone too', () => {
    for (const picture of [wide, narrow]) {
      expect(saying(picture, /^from Mar 2026: within a minute$/)).toHaveLength(1);
      const [rule] = marksWith(picture, 'change').filter(({ kind }) => kind === 'line');
      const [name] = saying(picture, /^from Mar/);
      expect(rule?.kind === 'line' && rule.y1 - name!.y).toBe(6);
    }
  });

  test('changes whose names would touch are named in rows', () => {
    const state = monthLines();
    const changes = [2, 3].map((month) => ({ month, label: `from month ${month}: within a minute` }));
    for (const width of [WIDTHS.full, WIDTHS.narrow]) {
      const picture = placeMonthLines({ ...state, changes }, width);
      expectLegible(picture);
      expect(saying(picture, /^from month/)).toHaveLength(2);
    }
  });

  test('a target is named at its end, and one that ended along its line where there is room', () => {
    expect(saying(wide, /^target 80%$|^by our clock$/)).toHaveLength(2);
    expect(saying(narrow, /^80%$/).filter(({ class: ink }) => ink?.includes('aim-label'))).toHaveLength(1);
    const state = monthLines();
    const [ours, customers] = state.lines;
    const aims = [
      { from: 0, to: 3, aim: 0.6, label: 'target 60%' },
      { from: 4, to: 7, aim: 0.8, label: 'target 80%' },
    ];
    const picture = placeMonthLines({ ...state, lines: [{ ...ours!, aims }, customers!] }, WIDTHS.full);
    expectLegible(picture);
    expect(saying(picture, /^target/).map(({ text }) => text)).toEqual([
      'target 80%',
      'target 70%',
      'target 60%',
    ]);
  });

  test('two targets close to one another keep their names apart', () => {
    const state = monthLines();
    const lines = state.lines.map((line, i) => ({
      ...line,
      aims: [{ from: 0, to: 7, aim: i === 0 ? 0.8 : 0.79, label: i === 0 ? 'target 80%' : 'target 79%' }],
    }));
    for (const width of [WIDTHS.full, WIDTHS.narrow])
      expectLegible(placeMonthLines({ ...state, lines }, width));
  });

  test('the axis begins at a half, and says so, only where everything lies clear above', () => {
    expect(saying(wide, /axis begins at 50%/)).toHaveLength(1);
    expect(marksWith(wide, 'axis-break')).toHaveLength(1);
    const state = monthLines();
    const [ours, customers] = state.lines;
    const points = ours!.points.map((point, i) => (i === 0 ? { ...point, value: 0.3 } : point));
    const low = placeMonthLines({ ...state, lines: [{ ...ours!, points }, customers!] }, WIDTHS.full);
    expect(saying(low, /axis begins/)).toEqual([]);
    expect(marksWith(low, 'zero')).toHaveLength(1);
  });

  test('a single month is drawn as its points', () => {
    const state = monthLines();
    const first = state.lines.map((line) => ({
      ...line,
      points: line.points.slice(0, 1),
      aims: line.aims.map((span) => ({ ...span, to: 0 })),
      breaks: [],
      named: 0,
    }));
    const picture = placeMonthLines(
      { ...state, months: state.months.slice(0, 1), lines: first, changes: [] },
      WIDTHS.full,
    );
    expect(marksWith(picture, 'dot')).toHaveLength(2);
    expect(JSON.stringify(picture)).not.toContain('null');
  });
});
