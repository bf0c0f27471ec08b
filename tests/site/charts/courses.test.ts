import { describe, expect, test } from 'vitest';
import type { CellStatus } from '../../../db/domain/cell.ts';
import type { Mark, Picture } from '../../../site/charts/picture.ts';
import { WIDTHS } from '../../../site/charts/picture.ts';
import { placeSparkline, SPARKLINE } from '../../../site/charts/sparkline.ts';
import {
  placeStackedBars,
  type StackedBarsState,
  type StackPart,
} from '../../../site/charts/stacked-bars.ts';
import { placeWaitSteps, type StepRow, type WaitStepsState } from '../../../site/charts/wait-steps.ts';
import { expectLegible, expectPicture, marksWith, textsOf } from './checked-picture.ts';

const SIZES = [
  ['wide', WIDTHS.full],
  ['middle', WIDTHS.column],
  ['narrow', WIDTHS.narrow],
] as const;

type Rect = Extract<Mark, { kind: 'rect' }>;
const rectsWith = (picture: Picture, word: string) => marksWith(picture, word) as Rect[];

const NAMES = ['Information', 'Problem', 'Complaint', 'Idea', 'Not classified'];
const INKS = ['information', 'problem', 'complaint', 'idea', 'unclassified'];

/** Months 0–7: one with a hidden idea, one without records, one closed, one incomplete, one provisional. */
const SIGNS: Readonly<Record<number, CellStatus>> = {
  3: 'missing',
  4: 'closed',
  5: 'partial',
  7: 'provisional',
};
const stackedBars = (
  change: (month: number, layer: number) => Partial<StackPart> = () => ({}),
): StackedBarsState => ({
  layers: NAMES.map((name, i) => ({ ink: `category-${INKS[i]}`, name, detail: `${30 - i * 6}%` })),
  bars: Array.from({ length: 8 }, (_, month) => ({
    label: `M${month} 2026`,
    isLabelled: month % 3 === 0,
    parts: NAMES.map((name, i): StackPart => {
      const status = month === 1 && i === 3 ? 'suppressed' : (SIGNS[month] ?? 'final');
      const isKnown = !['suppressed', 'missing', 'closed'].includes(status);
      const value = isKnown ? 900 - i * 210 + month * 10 : null;
      return { value, status, title: `M${month}, ${name}: ${value ?? status}`, ...change(month, i) };
    }),
  })),
  label: 'The most common reason in 6 of 6 months: Information',
  footnotes: { closed: 'Tinted: closed', missing: 'Tick: no record', suppressed: 'Hatched: hidden' },
  format: (value) => String(value),
});

describe('stacked bars', () => {
  test.each(SIZES)('stand as they were looked at, %s', (size, width) => {
    const picture = placeStackedBars(stackedBars(), width);
    expectPicture(`stacked-bars-${size}`, picture);
    expectLegible(picture);
  });

  const wide = placeStackedBars(stackedBars(), WIDTHS.full);

  test('a hidden part is hatched on top of what is known, as high as every other hidden one', () => {
    const [hidden, ...others] = rectsWith(wide, 'suppressed');
    expect(others).toEqual([]);
    expect(hidden).toMatchObject({ isHatched: true, title: 'M1, Idea: suppressed' });
    const known = rectsWith(wide, 'stack').filter(({ title }) => title?.startsWith('M1,'));
    expect(known).toHaveLength(4);
    for (const { y } of known) expect(hidden!.y + hidden!.height).toBeLessThanOrEqual(y);
    const larger = placeStackedBars(
      stackedBars((month, i) => (month === 2 && i === 0 ? { value: null, status: 'suppressed' } : {})),
      WIDTHS.full,
    );
    const heights = new Set(rectsWith(larger, 'suppressed').map(({ height }) => height));
    expect([...heights]).toEqual([hidden!.height]);
  });

  test('a month without records has a tick at zero, a closed one a tint, and neither a piece', () => {
    const ticks = marksWith(wide, 'missing');
    expect(ticks.map(({ title }) => title?.slice(0, 2))).toEqual(['M3']);
    expect(marksWith(wide, 'closed')).toMatchObject([{ kind: 'rect', title: 'M4, Information: closed' }]);
    expect(rectsWith(wide, 'stack').filter(({ title }) => /^M[34],/.test(title ?? ''))).toEqual([]);
  });

  test('an incomplete month ends hatched, and loses nothing of its height', () => {
    const ends = rectsWith(wide, 'partial');
    expect(ends.length).toBeGreaterThan(0);
    for (const end of ends) expect(end).toMatchObject({ isHatched: true });
    const whole = placeStackedBars(
      stackedBars((month) => (month === 5 ? { status: 'final' } : {})),
      WIDTHS.full,
    );
    const top = Math.min(
      ...rectsWith(whole, 'stack')
        .filter(({ title }) => title?.startsWith('M5,'))
        .map(({ y }) => y),
    );
    expect(Math.min(...ends.map(({ y }) => y))).toBeCloseTo(top, 6);
  });

  test('a provisional month is dashed and keeps the colours of its reasons', () => {
    const dashed = marksWith(wide, 'provisional').map((mark) => mark.class);
    expect(dashed).toEqual(INKS.map((ink) => `stack category-${ink} provisional`));
  });

  test('every piece of the last bar is named beside it, the lowest last', () => {
    for (const [, width] of SIZES) {
      const texts = textsOf(placeStackedBars(stackedBars(), width)).filter(({ text }) =>
        NAMES.some((name) => text.startsWith(name)),
      );
      expect(texts.map(({ text }) => text.replace(/ \d+%$/, ''))).toEqual(NAMES.toReversed());
      const ys = texts.map(({ y }) => y);
      expect(ys).toEqual(ys.toSorted((a, b) => a - b));
    }
  });

  test('a kind that is hidden in the last month has no name at a piece that is not there', () => {
    const picture = placeStackedBars(
      stackedBars((month, i) => (month === 7 && i === 3 ? { value: null, status: 'suppressed' } : {})),
      WIDTHS.full,
    );
    expect(textsOf(picture).some(({ text }) => text.startsWith('Idea'))).toBe(false);
    expect(marksWith(picture, 'stem')).toHaveLength(NAMES.length - 1);
  });
});

const row = (change: Partial<StepRow>): StepRow => ({
  ...{ name: 'within 20 s', ink: 'now', from: 0, to: 0.6, status: 'final', isHidden: false },
  ...{ reading: '60%', detail: '', before: { from: 0, to: 0.5 }, title: 'within 20 s: 60%', ...change },
});
const waitSteps = (): WaitStepsState => ({
  rows: [
    row({}),
    row({
      name: '20 s to 1 min',
      from: 0.6,
      to: 0.75,
      reading: '15%',
      detail: '75% so far',
      before: { from: 0.5, to: 0.62 },
    }),
    row({
      name: 'later than 1 min',
      ink: '',
      from: 0.75,
      to: 0.9,
      status: 'provisional',
      reading: '15%',
      detail: '90% so far',
      before: { from: 0.62, to: 0.85 },
    }),
    row({ name: 'gave up', ink: 'customers', from: 0.9, to: 0.998, reading: '10%', before: null }),
    row({
      name: 'other outcome',
      ink: 'past',
      from: 0.998,
      to: 1,
      status: 'suppressed',
      isHidden: true,
      reading: 'hidden',
      before: null,
    }),
  ],
  aim: { row: 1, at: 0.8, label: 'target 80% within 1 min' },
  beforeLabel: 'Thin grey: October 2025',
  label: '60% of calls were answered within 20 seconds',
});

describe('steps of waiting', () => {
  test.each(SIZES)('stand as they were looked at, %s', (size, width) => {
    const picture = placeWaitSteps(waitSteps(), width);
    expectPicture(`wait-steps-${size}`, picture);
    expectLegible(picture);
  });

  test.each(SIZES)('begin where the one above ends and stay inside the picture, %s', (_, width) => {
    const picture = placeWaitSteps(waitSteps(), width);
    const bars = picture.marks.filter((mark): mark is Rect => mark.kind === 'rect' && mark.height === 20);
    expect(bars).toHaveLength(5);
    for (const [i, bar] of bars.entries()) {
      expect(bar.x + bar.width).toBeLessThanOrEqual(width);
      const above = bars[i - 1];
      if (above !== undefined && i < 4) expect(bar.x).toBeCloseTo(above.x + above.width, 6);
    }
  });

  test('a hidden step is hatched and named, a step without a record is a tick', () => {
    const picture = placeWaitSteps(waitSteps(), WIDTHS.full);
    expect(marksWith(picture, 'suppressed')).toMatchObject([{ isHatched: true }]);
    expect(textsOf(picture).map(({ text }) => text)).toContain('hidden');
    const state = waitSteps();
    const rows = state.rows.map((one) => (one.isHidden ? { ...one, status: 'missing' as const } : one));
    const missing = placeWaitSteps({ ...state, rows }, WIDTHS.full);
    expect(marksWith(missing, 'missing')).toHaveLength(1);
    expect(marksWith(missing, 'suppressed')).toEqual([]);
  });

  test('the target reaches down to its own step and no further', () => {
    const picture = placeWaitSteps(waitSteps(), WIDTHS.full);
    const [aim] = marksWith(picture, 'aim');
    const bars = picture.marks.filter((mark): mark is Rect => mark.kind === 'rect' && mark.height === 20);
    expect(aim?.kind === 'line' && aim.y2 > bars[1]!.y && aim.y2 < bars[2]!.y).toBe(true);
    expect(marksWith(placeWaitSteps({ ...waitSteps(), aim: null }, WIDTHS.full), 'aim')).toEqual([]);
  });

  test('provisional steps are dashed, and the year before is a thin bar of its own', () => {
    const picture = placeWaitSteps(waitSteps(), WIDTHS.full);
    expect(marksWith(picture, 'provisional')).toHaveLength(1);
    expect(rectsWith(picture, 'past').map(({ height }) => height)).toEqual([4, 4, 4]);
  });
});

const points = (...values: (number | CellStatus)[]) =>
  values.map((value) =>
    typeof value === 'number' ? { value, status: 'final' as const } : { value: null, status: value },
  );

describe('a line the size of a word', () => {
  const state = {
    points: points(5, 6, 'missing', 7, 'suppressed', 6, 5, 8),
    label: 'Contacts, March to October: between 5 and 8, 8 in the last month.',
  };

  test('stands as it was looked at', () => {
    expectPicture('sparkline', placeSparkline(state));
  });

  test('never bridges a gap or a hidden month', () => {
    const picture = placeSparkline(state);
    const [line] = marksWith(picture, 'line');
    // 0–1 and 5–6–7; the month between both gaps is a point.
    const strokes = line?.kind === 'path' ? line.d.split('M').slice(1) : [];
    expect(strokes.map((stroke) => stroke.split('L').length)).toEqual([2, 3]);
    expect(marksWith(picture, 'dot')).toHaveLength(2);
    expect(marksWith(picture, 'suppressed')).toMatchObject([{ isHatched: true }]);
  });

  test('marks its last month, and no earlier one where that has no value', () => {
    const last = (picture: Picture) => picture.marks.filter((mark) => mark.kind === 'circle' && mark.r === 3);
    expect(last(placeSparkline(state))).toMatchObject([{ cx: SPARKLINE.width - 5 }]);
    expect(last(placeSparkline({ ...state, points: points(5, 6, 'suppressed') }))).toEqual([]);
  });

  test('a figure that hardly moves is drawn as hardly moving, and none leaves the picture', () => {
    const heights = (...values: number[]) => {
      const [line] = marksWith(placeSparkline({ ...state, points: points(...values) }), 'line');
      const ys = line?.kind === 'path' ? [...line.d.matchAll(/ (-?\d+)/g)].map(([, y]) => Number(y)) : [];
      expect(Math.min(...ys)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...ys)).toBeLessThanOrEqual(SPARKLINE.height);
      return Math.max(...ys) - Math.min(...ys);
    };
    expect(heights(1000, 1001, 1000)).toBeLessThanOrEqual(1);
    expect(heights(0, 1000, 0)).toBe(SPARKLINE.height - 10);
    expect(heights(0, 0, 0)).toBe(0);
    expect(heights(-20, -10)).toBe(SPARKLINE.height - 10);
  });
});
