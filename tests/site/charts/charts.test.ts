import { describe, expect, test } from 'vitest';
import type { CellStatus } from '../../../db/domain/cell.ts';
import { type DayBar, type DayBarsState, placeDayBars } from '../../../site/charts/day-bars.ts';
import { type Picture, WIDTHS } from '../../../site/charts/picture.ts';
import { escapeText, printPicture } from '../../../site/charts/print.ts';
import { placeRankedBars, type RankedBarsState } from '../../../site/charts/ranked-bars.ts';
import {
  placeWeekGrid,
  scaleOf,
  stepOf,
  WAIT_STEPS,
  type WeekGridState,
} from '../../../site/charts/week-grid.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import { formatShortDuration } from '../../../site/words/duration.ts';
import { usualWait } from '../published-fixture.ts';
import { boxOf, expectLegible, expectPicture, marksWith, textsOf } from './checked-picture.ts';

const en = sayIn('en');

const words = { closed: 'closed', missing: 'no record', suppressed: 'hidden' };
const plain = (value: number) => String(value);

const SIGNS: Readonly<Record<number, CellStatus>> = {
  6: 'closed',
  9: 'missing',
  11: 'suppressed',
  13: 'closed',
  18: 'partial',
};

const dayBars = (change: Partial<DayBar> = {}): DayBarsState => ({
  bars: Array.from({ length: 27 }, (_, i): DayBar => {
    const status = SIGNS[i] ?? (i > 20 ? 'provisional' : 'final');
    const hasValue = !['closed', 'missing', 'suppressed'].includes(status);
    return {
      value: hasValue ? 300 - (i % 7) * 30 : null,
      status,
      before: i % 7 === 6 ? null : 280 - (i % 7) * 25,
      title: `day ${i}`,
      weekday: i % 7,
      weekLabel: i % 7 === 0 ? `${i + 1} Oct` : null,
      isStrong: i >= 14,
      ...change,
    };
  }),
  label: '2,198 contacts in the week of 15 October',
  beforeLabel: '– same weekday a year before',
  provisionalLabel: 'provisional',
  words,
  footnotes: { closed: 'Tinted: closed', missing: 'Tick: no record', suppressed: 'Hatched: hidden' },
  format: plain,
});

describe('bars of days', () => {
  test.each(['wide', 'narrow'] as const)('stand as they were looked at, %s', (size) => {
    const picture = placeDayBars(dayBars(), size === 'wide' ? WIDTHS.full : WIDTHS.narrow);
    expectPicture(`day-bars-${size}`, picture);
    expectLegible(picture);
  });

  const picture = placeDayBars(dayBars(), WIDTHS.full);

  test('a day that was closed, missing or hidden has no bar, each another sign', () => {
    expect(marksWith(picture, 'closed')).toHaveLength(2);
    expect(marksWith(picture, 'missing')).toHaveLength(1);
    expect(marksWith(picture, 'suppressed')).toHaveLength(1);
    expect(marksWith(picture, 'bar')).toHaveLength(27 - 4);
  });

  test('provisional days are dashed and the end of a partial day is hatched', () => {
    expect(marksWith(picture, 'provisional')).toHaveLength(6);
    expect(marksWith(picture, 'partial')).toMatchObject([{ isHatched: true, title: 'day 18' }]);
  });

  test('bars too narrow for a rim are pale with a dashed end, and the word stands over them once', () => {
    const state = dayBars();
    const bars = Array.from({ length: 56 }, (_, i) => ({
      ...state.bars[i % 7]!,
      ...{ weekday: i % 7, weekLabel: i % 7 === 0 ? `${i} Oct` : null, isStrong: i >= 42 },
      ...{ status: i > 48 ? ('provisional' as const) : ('final' as const), value: 300 - (i % 7) * 30 },
    }));
    const narrow = placeDayBars({ ...state, bars }, WIDTHS.narrow);
    expectPicture('day-bars-provisional-narrow', narrow);
    expectLegible(narrow);
    expect(marksWith(narrow, 'pale')).toHaveLength(7);
    expect(marksWith(narrow, 'provisional-top')).toHaveLength(7);
    expect(textsOf(narrow).filter(({ text }) => text === 'provisional')).toHaveLength(1);
    const wide = placeDayBars({ ...state, bars }, WIDTHS.full);
    expect(marksWith(wide, 'pale')).toEqual([]);
    expect(textsOf(wide).filter(({ text }) => text === 'provisional')).toEqual([]);
  });

  test('a hidden day is a strip on the line of zero, whatever the height of the axis', () => {
    for (const value of [12, 12_000]) {
      const [strip] = marksWith(placeDayBars(dayBars({ value, before: null }), WIDTHS.full), 'suppressed');
      expect(strip).toMatchObject({ height: 6 });
    }
  });

  test('zero has ink of its own, where a day without a record has none', () => {
    const zero = placeDayBars(dayBars({ value: 0, status: 'final', before: null }), WIDTHS.full);
    for (const bar of marksWith(zero, 'bar')) expect(bar).toMatchObject({ height: 2 });
  });

  test('no line of the grid goes through the name of the year before, however high its bars are', () => {
    for (let value = 200; value <= 400; value += 5) {
      const placed = placeDayBars(dayBars({ value, status: 'final', before: value - 20 }), WIDTHS.full);
      const name = textsOf(placed).find(({ text }) => text === '– same weekday a year before')!;
      const { top, bottom } = boxOf(name);
      const lines = marksWith(placed, 'grid').flatMap((mark) => (mark.kind === 'line' ? [mark.y1] : []));
      expect(
        lines.filter((y) => y > top && y < bottom),
        `bars of ${value}`,
      ).toEqual([]);
    }
  });

  test('a chart in which every day is hidden still says so', () => {
    const hidden = placeDayBars(dayBars({ value: null, status: 'suppressed', before: null }), WIDTHS.full);
    expect(textsOf(hidden).map(({ text }) => text)).toContain('hidden');
    expect(marksWith(hidden, 'bar')).toEqual([]);
  });

  test('a chart in which every day is hidden has no axis, which would tell below what they lie', () => {
    const hidden = placeDayBars(dayBars({ value: null, status: 'suppressed', before: null }), WIDTHS.full);
    expect(textsOf(hidden).map(({ text }) => text)).not.toContain('0');
    expect(marksWith(hidden, 'grid')).toEqual([]);
    expect(marksWith(hidden, 'zero')).toHaveLength(1);
    expect(hidden.height).toBeLessThan(picture.height / 2);
  });

  test('the name of the year before ends with the chart where only its last days have one', () => {
    const state = dayBars();
    const bars = state.bars.map((bar, i) => ({ ...bar, before: i === 25 ? 290 : null }));
    for (const width of [WIDTHS.full, WIDTHS.column, WIDTHS.narrow]) {
      const placed = placeDayBars({ ...state, bars }, width);
      expectLegible(placed);
      const name = textsOf(placed).find(({ text }) => text === state.beforeLabel)!;
      expect(boxOf(name).right).toBeLessThanOrEqual(width);
    }
  });

  test('a public holiday is named under its bar, the later one where two would touch', () => {
    const state = dayBars();
    const bars = state.bars.map((bar, i) => ({
      ...bar,
      ...(i === 4 && { holiday: 'Good Friday' }),
      ...(i === 7 && { holiday: 'Easter Monday' }),
    }));
    const named = placeDayBars({ ...state, bars }, WIDTHS.full);
    expect(textsOf(named).map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Good Friday', 'Easter Monday']),
    );
    expect(marksWith(named, 'holiday')).toHaveLength(2);
    expectLegible(named);
    const narrow = placeDayBars({ ...state, bars }, WIDTHS.narrow);
    expect(textsOf(narrow).map(({ text }) => text)).toContain('Easter Monday');
    expect(marksWith(narrow, 'holiday')).toHaveLength(1);
    expectLegible(narrow);
    expect(named.height).toBe(picture.height + 22);
  });

  test('the axis starts at zero and has at most five ticks', () => {
    const grid = [...marksWith(picture, 'grid'), ...marksWith(picture, 'zero')];
    expect(grid.length).toBeLessThanOrEqual(5);
    expect(marksWith(picture, 'zero')).toHaveLength(1);
  });
});

const rankedBars = (): RankedBarsState => ({
  rows: [
    { name: 'Delivery', value: 420, before: 365, reading: '420', detail: '45%', change: '55 more' },
    {
      name: 'How we dealt with it',
      value: 195,
      before: 245,
      reading: '195',
      detail: '21%',
      change: '50 fewer',
    },
    { name: 'Prices', value: null, before: 10, reading: 'hidden to protect people', detail: '', change: '' },
    { name: 'Nothing', value: 0, before: null, reading: '0', detail: '0%', change: '' },
  ].map((row) => ({
    ...row,
    ink: 'cause',
    status: row.value === null ? ('suppressed' as const) : ('final' as const),
    title: `${row.name}: ${row.reading}`,
  })),
  label: 'Delivery: the cause of nearly half of complaints',
  beforeLabel: '| September',
});

describe('ranked bars', () => {
  test('on a telephone leave long words below the bars, so that these keep their length', () => {
    const state = rankedBars();
    const rows = state.rows
      .filter(({ value }) => value !== null)
      .map((row) => ({
        ...row,
        before: null,
        change: '',
        detail: '56% of “Site, app and lockers”',
      }));
    const longest = (picture: Picture) =>
      Math.max(...picture.marks.map((mark) => (mark.kind === 'rect' ? mark.width : 0)));
    const picture = placeRankedBars({ ...state, rows }, WIDTHS.narrow);
    expect(longest(picture)).toBeGreaterThan(WIDTHS.narrow / 2);
    expectLegible(picture);
  });

  test.each(['wide', 'narrow'] as const)('stand as they were looked at, %s', (size) => {
    const picture = placeRankedBars(rankedBars(), size === 'wide' ? WIDTHS.column : WIDTHS.narrow);
    expectPicture(`ranked-bars-${size}`, picture);
    expectLegible(picture);
  });

  test('the mark of the month before is named once, on a telephone too', () => {
    for (const width of [WIDTHS.column, WIDTHS.narrow]) {
      const texts = textsOf(placeRankedBars(rankedBars(), width)).map(({ text }) => text);
      expect(texts.filter((text) => text === '| September')).toHaveLength(1);
    }
  });

  test('a hidden count is hatched and named, and has no length to be read off', () => {
    const picture = placeRankedBars(rankedBars(), WIDTHS.column);
    expect(marksWith(picture, 'suppressed')).toMatchObject([{ isHatched: true }]);
    expect(textsOf(picture).map(({ text }) => text)).toContain('hidden to protect people');
  });

  test('the word for a hidden count stands at its sign, also where the month before reaches far', () => {
    const state = rankedBars();
    const rows = state.rows.map((row) => ({ ...row, ...(row.name === 'Prices' && { before: 400 }) }));
    const picture = placeRankedBars({ ...state, rows }, WIDTHS.column);
    const [sign] = marksWith(picture, 'suppressed');
    const word = textsOf(picture).find(({ text }) => text === 'hidden to protect people')!;
    const end = sign?.kind === 'rect' ? sign.x + sign.width : Number.NaN;
    expect(word.x - end).toBe(8);
    expectLegible(picture);
  });

  test('a very long name is cut, and keeps off its bar', () => {
    const state = rankedBars();
    const long = {
      ...state.rows[0]!,
      name: 'A cause whose name nobody thought would ever be printed anywhere',
    };
    const picture = placeRankedBars({ ...state, rows: [long, ...state.rows.slice(1)] }, WIDTHS.column);
    expectLegible(picture);
    expect(textsOf(picture).some(({ text }) => text.endsWith('…'))).toBe(true);
  });
});

const weekGrid = (): WeekGridState => ({
  cells: Array.from({ length: 168 }, (_, i) => {
    const [weekday, hour] = [Math.floor(i / 24), i % 24];
    const wait = usualWait(weekday, hour);
    const isHidden = weekday === 5 && hour === 9;
    const status =
      wait === null ? ('closed' as const) : isHidden ? ('suppressed' as const) : ('final' as const);
    return {
      weekday,
      hour,
      waitSeconds: isHidden ? null : wait,
      status,
      title: `${weekday} ${hour}`,
      isThin: weekday === 0 && hour === 19,
      text: wait === null ? '' : weekday === 0 && hour === 19 ? 'n 3' : formatShortDuration(en, wait),
    };
  }),
  steps: WAIT_STEPS,
  frames: [{ fromWeekday: 1, toWeekday: 4, fromHour: 16, toHour: 19 }],
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].map((long) => ({
    long,
    short: long.slice(0, 3),
  })),
  order: [0, 1, 2, 3, 4, 5, 6],
  hourLabel: (hour) => `${String(hour).padStart(2, '0')}:00`,
  closedLabel: 'closed',
  stepLabels: [
    ...WAIT_STEPS.map((end) => ({
      long: end < 60 ? `${end} s` : `${end / 60} min`,
      short: formatShortDuration(en, end),
    })),
    { long: 'longer', short: 'longer' },
  ],
  scaleLabel: 'Half get through within',
  quietLabel: 'the quickest hours',
  label: 'Call from Tuesday to Friday between 16:00 and 20:00',
});

describe('the usual week', () => {
  test.each(['wide', 'narrow'] as const)('stands as it was looked at, %s', (size) => {
    expectPicture(
      `week-grid-${size}`,
      placeWeekGrid(weekGrid(), size === 'wide' ? WIDTHS.full : WIDTHS.narrow),
    );
  });

  test('shows only the hours in which somebody waited', () => {
    const labels = textsOf(placeWeekGrid(weekGrid(), WIDTHS.full)).map(({ text }) => text);
    expect(labels).toContain('08:00');
    expect(labels).toContain('19:00');
    expect(labels).not.toContain('07:00');
    expect(labels).not.toContain('20:00');
  });

  test('the steps of the scale are named in full where there is room, as in the cells where there is not', () => {
    const named = (width: number) => textsOf(placeWeekGrid(weekGrid(), width)).map(({ text }) => text);
    expect(named(WIDTHS.full)).toContain('15 min');
    expect(named(WIDTHS.narrow)).toContain('15\u00a0m');
    expect(named(WIDTHS.narrow)).not.toContain('15 min');
  });

  test('every open cell has a number with its unit, one of few days how many they are', () => {
    for (const width of Object.values(WIDTHS)) {
      const picture = placeWeekGrid(weekGrid(), width);
      expectLegible(picture);
      const texts = textsOf(picture).filter((text) => text.class?.startsWith('cell-text'));
      expect(texts).toHaveLength(5 * 12 + 8 - 1);
      for (const { text } of texts) expect(text).toMatch(/^([\d½]+\u00a0[sm]|n 3)$/);
      expect(texts.filter(({ text }) => text === 'n 3')).toHaveLength(1);
    }
  });

  test('a step of the scale is named where it ends', () => {
    const picture = placeWeekGrid(weekGrid(), WIDTHS.full);
    const swatches = picture.marks.flatMap((mark) =>
      mark.kind === 'rect' && mark.height === 12 ? [mark.x + mark.width] : [],
    );
    const names = ['10 s', '30 s', '1 min', '2 min', '5 min', '15 min', 'longer'];
    const labels = textsOf(picture).filter(({ text }) => names.includes(text));
    expect(labels.map(({ x, anchor }) => [x, anchor])).toEqual(swatches.map((end) => [end, 'end']));
  });

  test('a week too long for numbers across runs down the page', () => {
    const state = weekGrid();
    const cells = state.cells.map((cell) => ({
      ...{ ...cell, status: 'final' as const, waitSeconds: 40, text: '40\u00a0s' },
    }));
    const texts = textsOf(placeWeekGrid({ ...state, cells }, WIDTHS.column)).map(({ text }) => text);
    expect(texts).toContain('Mon');
    expect(texts.filter((text) => text === '40\u00a0s')).toHaveLength(168);
  });

  test('the longer the wait, the darker the step', () => {
    const waits = [0, 10, 11, 30, 31, 60, 120, 300, 900, 901];
    expect(waits.map((wait) => stepOf(wait, WAIT_STEPS))).toEqual([0, 0, 1, 1, 2, 2, 3, 4, 5, 6]);
  });

  test('what is answered in hours has a scale of hours, on which it is not all of one shade', () => {
    expect(scaleOf([5, 40, null, 2000])).toBe(WAIT_STEPS);
    const emails = [3300, 4200, 5900, 9400];
    const steps = scaleOf(emails);
    expect(emails.map((wait) => stepOf(wait, steps))).toEqual([1, 2, 2, 3]);
  });

  test('each stretch of quick hours has a frame of its own, cut where the week is shown from another day', () => {
    const frames = [
      { fromWeekday: 0, toWeekday: 4, fromHour: 14, toHour: 19 },
      { fromWeekday: 5, toWeekday: 6, fromHour: 11, toHour: 16 },
    ];
    const count = (order: readonly number[]) =>
      marksWith(placeWeekGrid({ ...weekGrid(), frames, order }, WIDTHS.full), 'quiet-frame').length;
    expect(count([0, 1, 2, 3, 4, 5, 6])).toBe(2);
    expect(count([6, 0, 1, 2, 3, 4, 5])).toBe(3);
  });

  test('closed hours have no shade', () => {
    const picture = placeWeekGrid(weekGrid(), WIDTHS.full);
    const shaded = picture.marks.filter((mark) => mark.kind === 'rect' && mark.class?.startsWith('heat-'));
    expect(shaded).toHaveLength(5 * 12 + 8 - 1 - 1 + 7);
    expect(marksWith(picture, 'closed')).toHaveLength(12 + 4);
  });
});

describe('a printed picture', () => {
  test('holds no style, no script and no raw text of the data', () => {
    const printed = printPicture(
      {
        width: 10,
        height: 10,
        label: '"<b>" & more',
        marks: [{ kind: 'text', x: 0.123, y: 1, text: '<script>', title: 'unused' }],
      },
      'x',
    );
    expect(printed).not.toMatch(/style=|<script/);
    expect(printed).toContain('&quot;&lt;b&gt;&quot; &amp; more');
    expect(printed).toContain('x="0.1"');
    expect(escapeText('a < b')).toBe('a &lt; b');
  });
});
