import { describe, expect, test } from 'vitest';
import { closedCuts } from '../../../../site/charts/history/open-time.ts';
import type { HistoryPanelState } from '../../../../site/charts/history/panel-state.ts';
import { type HistoryState, placeHistory } from '../../../../site/charts/history/panels.ts';
import { WIDTHS } from '../../../../site/charts/picture.ts';
import { expectLegible, expectPicture, marksWith, textsOf } from '../checked-picture.ts';
import {
  dayStart,
  demand,
  events,
  fiveDays,
  halfYear,
  history,
  hours,
  panel,
  zone,
} from './history-fixture.ts';

const SIZES = [
  ['wide', WIDTHS.full],
  ['middle', WIDTHS.column],
  ['narrow', WIDTHS.narrow],
] as const;

const signs = (): HistoryState => {
  const { from, to, series, before } = fiveDays();
  const state = panel({
    series,
    kind: 'bars',
    unit: 'an hour',
    comparison: { name: 'a week before', value: before },
  });
  return history({ panels: [state] }, { from, to });
};

const cut = (): HistoryState => {
  const state = signs();
  const cuts = closedCuts(state.panels.map(({ series }) => series));
  return { ...state, axis: { ...state.axis, cuts } };
};

const lines = (): HistoryState => {
  const { from, to, state } = halfYear();
  return history({ panels: [state], events: events() }, { from, to });
};

const four = (): HistoryState => {
  const { from, to, state } = halfYear();
  const { series } = state;
  const scaled = (factor: number) => ({ ...series, value: series.value.map((value) => value * factor) });
  const plain = { ...state, comparison: null, average: null, band: null };
  const panels = [
    { ...plain, heading: 'Contacts' },
    {
      ...plain,
      heading: 'Answered within a minute',
      unit: 'of all offered',
      series: scaled(1 / 400),
      values: { kind: 'share' as const },
      format: (value: number) => `${Math.round(value * 100)}%`,
    },
    {
      ...plain,
      heading: 'Mean wait',
      unit: '',
      series: scaled(1.3),
      values: { kind: 'duration' as const },
      format: (value: number) => (value % 60 === 0 ? `${value / 60} min` : `${value} s`),
    },
    {
      ...plain,
      heading: 'Net recommendation',
      unit: 'points',
      series: scaled(-0.2),
      values: { kind: 'number' as const },
    },
  ];
  return history({ panels, events: events() }, { from, to });
};

const thinned = (): HistoryState => {
  const from = dayStart(2026, 1, 1);
  const to = dayStart(2026, 10, 1);
  const series = hours(from, to, (_, __, i) =>
    i > 3000 && i < 3400 ? [null, 'missing'] : [demand(i), 'final'],
  );
  return history({ panels: [panel({ series, unit: 'an hour' })] }, { from, to });
};

describe('a history', () => {
  test.each(
    Object.entries({ signs, cut, lines, four }).flatMap(([name, make]) =>
      SIZES.map(([size, width]) => [`history-${name}-${size}`, make, width] as const),
    ),
  )('stands as it was looked at: %s', (name, make, width) => {
    const { picture } = placeHistory(make(), width);
    expectPicture(`${name}`, picture);
    expectLegible(picture);
  });

  test('thinned stands as it was looked at', () => {
    const placed = placeHistory(thinned(), WIDTHS.column);
    expectPicture('history-thinned-middle', placed.picture);
    expect(placed.notes).toContain('Range shown: least to most in each pixel');
  });

  test('shows each of the five signs, and says under the picture what it does not name in place', () => {
    const { picture, notes } = placeHistory(signs(), WIDTHS.full);
    expect(marksWith(picture, 'closed').length).toBeGreaterThan(4);
    expect(marksWith(picture, 'missing')).toHaveLength(5);
    expect(marksWith(picture, 'suppressed')).toHaveLength(1);
    expect(marksWith(picture, 'provisional').length).toBeGreaterThan(20);
    expect(marksWith(picture, 'partial')).toHaveLength(1);
    const said = [...textsOf(picture).map(({ text }) => text), ...notes].join(' ');
    for (const word of [/closed/i, /no record/i, /hidden/i, /provisional/i, /not over yet/i])
      expect(said).toMatch(word);
  });

  test('panels that are read beside one another have one scale, others each its own', () => {
    const { panels, axis } = four();
    const small = panels.slice(0, 1).map((one) => ({
      ...one,
      series: { ...one.series, value: one.series.value.map((value) => value / 10) },
    }));
    const pair = [panels[0]!, small[0]!];
    const highsOf = (states: readonly HistoryPanelState[]) =>
      placeHistory({ ...four(), axis, panels: states }, WIDTHS.full).panels.map(({ y }) => y.high);
    const [own, other] = highsOf(pair);
    expect(other).toBeLessThan(own!);
    expect(highsOf(pair.map((one) => ({ ...one, besides: pair })))).toEqual([own, own]);
  });

  test('names what each line is, in place', () => {
    for (const [, width] of SIZES) {
      const texts = textsOf(placeHistory(lines(), width).picture).map(({ text }) => text);
      for (const name of ['last year', '7-day average', '8 of 10 days']) expect(texts).toContain(name);
    }
  });

  test('joins nothing across a stretch without values, nor across a change of definition', () => {
    const { from, to, state } = halfYear();
    const only = { ...state, comparison: null, average: null, band: null, kind: 'line' as const };
    const placed = placeHistory(history({ panels: [only] }, { from, to }), WIDTHS.full);
    const { x } = placed.panels[0]!;
    const spans = marksWith(placed.picture, 'line').flatMap((mark) =>
      mark.kind === 'path' ? segmentsOf(mark.d) : [],
    );
    expect(spans.length).toBeGreaterThan(100);
    const missing = only.series.at[84]!;
    for (const at of [missing, only.breaks[0]!.at]) {
      expect(spans.filter(([start, end]) => start < x.of(at) - 0.5 && end > x.of(at) + 0.5)).toEqual([]);
    }
  });

  test('lays the same instant at the same place in every panel, and names time once', () => {
    const { panels, picture } = placeHistory(four(), WIDTHS.full);
    expect(new Set(panels.map(({ x }) => x.of(dayStart(2026, 8, 1)))).size).toBe(1);
    expect(textsOf(picture).filter(({ text }) => text === 'Aug')).toHaveLength(1);
  });

  test('draws at most a few points for each pixel, however many there are', () => {
    const { picture, panels } = placeHistory(thinned(), WIDTHS.column);
    const path = marksWith(picture, 'line').find((mark) => mark.kind === 'path');
    const points = path?.kind === 'path' ? path.d.split(/[ML]/).length - 1 : 0;
    expect(panels[0]!.isThinned).toBe(true);
    expect(points).toBeLessThanOrEqual(4 * WIDTHS.column);
  });

  test('refuses no panel and a fifth', () => {
    const [one] = signs().panels;
    expect(() => placeHistory({ ...signs(), panels: [] }, 700)).toThrow('has 0');
    expect(() => placeHistory({ ...signs(), panels: Array(5).fill(one) }, 700)).toThrow('has 5');
  });

  test('says that an axis of shares is broken only where it does not show 0 to 100 %', () => {
    const { from, to, state } = halfYear();
    const series = { ...state.series, value: state.series.value.map(() => 0.8) };
    const shares = (isClose: boolean) =>
      placeHistory(
        history({ panels: [panel({ series, values: { kind: 'share', isClose } })] }, { from, to }),
        WIDTHS.full,
      ).notes;
    expect(shares(false)).not.toContain('The axis does not begin at 0%');
    expect(shares(true)).toContain('The axis does not begin at 0%');
    expect(zone.id).toBe('Asia/Jerusalem');
  });
});

/** Each straight piece of a path as the places between which it runs. */
function segmentsOf(d: string): [number, number][] {
  return d.split('M').flatMap((piece) => {
    const xs = piece
      .split('L')
      .filter((point) => point !== '')
      .map((point) => Number(point.split(' ')[0]));
    return xs.slice(1).map((x, i): [number, number] => [xs[i]!, x]);
  });
}
