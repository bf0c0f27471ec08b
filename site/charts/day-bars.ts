/**
 * One bar a day over some weeks, each beside the same weekday of the year before.
 * Owns how a day without a value is drawn: closed tinted, missing a tick in a gap, hidden hatched.
 */
import type { CellStatus } from '../../db/domain/cell.ts';
import { horizontalGrid, scaleFromZero, tickColumn } from './axis.ts';
import { estimateWidth, type Mark, NARROW_BELOW, type Picture } from './picture.ts';

export interface DayBar {
  /** null where the status says why */
  value: number | null;
  status: CellStatus;
  /** the same weekday a year before; null where it is not known */
  before: number | null;
  title: string;
  /** 0 Monday … 6 Sunday */
  weekday: number;
  /** under the first day of a week */
  weekLabel: string | null;
  /** of the week that the heading speaks of, or still to settle */
  isStrong: boolean;
}

type GapWords = Readonly<Record<'closed' | 'missing' | 'suppressed', string>>;

export interface DayBarsState {
  bars: readonly DayBar[];
  label: string;
  beforeLabel: string;
  /** in the chart, where there is room */
  words: GapWords;
  /** under the chart, where there is none */
  footnotes: GapWords;
  format: (value: number) => string;
}

const TOP = 32;
const BOTTOM = 32;
const WEEK_GAP_DAYS = 0.6;
const FOOTNOTE = 22;
const FOOTNOTE_CLASS = 'label quiet footnote';
const UNKNOWN_HEIGHT = 36;
const LABEL_GAP = 12;
/** Zero is a value, and has ink. */
const LEAST_HEIGHT = 2;

/** The picture at a width in pixels. */
export function placeDayBars(state: DayBarsState, width: number): Picture {
  const isNarrow = width < NARROW_BELOW;
  const { bars } = state;
  const plotHeight = isNarrow ? 180 : 260;
  const zeroAt = TOP + plotHeight;
  const largest = Math.max(0, ...bars.map((bar) => Math.max(bar.value ?? 0, bar.before ?? 0)));
  const scale = scaleFromZero(largest, zeroAt, TOP);
  const left = tickColumn(scale.ticks, state.format);
  const gaps = bars.filter((bar, i) => i > 0 && bar.weekday === 0).length;
  const step = (width - left) / (bars.length + gaps * WEEK_GAP_DAYS);
  const xs: number[] = [];
  let at = left;
  bars.forEach((bar, i) => {
    if (i > 0 && bar.weekday === 0) at += step * WEEK_GAP_DAYS;
    xs.push(at);
    at += step;
  });

  const marks: Mark[] = [];
  bars.forEach((bar, i) => {
    if (bar.status === 'closed') {
      marks.push({
        kind: 'rect',
        x: xs[i]!,
        y: TOP,
        width: step,
        height: plotHeight,
        class: 'closed',
        title: bar.title,
      });
    }
  });
  marks.push(...horizontalGrid(scale, state.format, left, width));
  bars.forEach((bar, i) => {
    marks.push(
      ...barMarks(bar, {
        x: xs[i]! + step * 0.1,
        width: step * 0.8,
        zeroAt,
        top: Math.min(scale.of(bar.value ?? 0), zeroAt - LEAST_HEIGHT),
      }),
    );
  });
  bars.forEach((bar, i) => {
    if (bar.before === null) return;
    const y = scale.of(bar.before);
    const dash = { kind: 'line', x1: xs[i]!, y1: y, x2: xs[i]! + step, y2: y } as const;
    marks.push({ ...dash, class: 'before-rim' }, { ...dash, class: 'before' });
  });
  marks.push(...weekLabels(bars, xs, zeroAt + 22, width));
  marks.push(...beforeLabel(state, xs, step, scale.of));
  const named = nameGaps(state, xs, step, zeroAt, left);
  marks.push(...named);
  const footnotes = named.filter((mark) => mark.class === FOOTNOTE_CLASS).length;
  return { width, height: zeroAt + BOTTOM + footnotes * FOOTNOTE, label: state.label, marks };
}

interface Box {
  x: number;
  width: number;
  zeroAt: number;
  top: number;
}

function barMarks(bar: DayBar, { x, width, zeroAt, top }: Box): Mark[] {
  const { title, status } = bar;
  if (status === 'closed') return [];
  if (status === 'missing') {
    const middle = x + width / 2;
    return [
      { kind: 'line', x1: middle, y1: zeroAt - 6, x2: middle, y2: zeroAt + 6, class: 'missing', title },
    ];
  }
  if (status === 'suppressed' || bar.value === null) {
    return [
      {
        kind: 'rect',
        x,
        y: zeroAt - UNKNOWN_HEIGHT,
        width,
        height: UNKNOWN_HEIGHT,
        class: 'suppressed',
        isHatched: true,
        title,
      },
    ];
  }
  const height = zeroAt - top;
  const ink = bar.isStrong ? 'bar now' : 'bar';
  if (status === 'provisional') {
    return [
      { kind: 'rect', x: x + 0.5, y: top, width: width - 1, height, class: `${ink} provisional`, title },
    ];
  }
  const whole: Mark = { kind: 'rect', x, y: top, width, height, class: ink, title };
  if (status !== 'partial') return [whole];
  const end = Math.min(height, 18);
  return [
    { ...whole, y: top + end, height: height - end },
    {
      kind: 'rect',
      x,
      y: top,
      width,
      height: end,
      class: `partial ${bar.isStrong ? 'now' : ''}`.trim(),
      isHatched: true,
      title,
    },
  ];
}

/** As many week labels as fit without touching: the strong week's first, then from the latest backwards. */
function weekLabels(bars: readonly DayBar[], xs: readonly number[], y: number, width: number): Mark[] {
  const labelled = bars.flatMap((bar, i) =>
    bar.weekLabel === null ? [] : [{ bar, i, text: bar.weekLabel }],
  );
  const strong = labelled.find(({ bar }) => bar.isStrong);
  const order = [...(strong === undefined ? [] : [strong]), ...labelled.toReversed()];
  const taken: { x: number; end: number }[] = [];
  return order.flatMap(({ bar, i, text }): Mark[] => {
    const x = Math.min(xs[i]!, width - estimateWidth(text, 14));
    const end = x + estimateWidth(text, 14) + LABEL_GAP;
    if (taken.some((other) => x < other.end && other.x < end)) return [];
    taken.push({ x, end });
    return [{ kind: 'text', x, y, text, class: bar.isStrong ? 'label strong' : 'label quiet' }];
  });
}

/** Names the year before at the place where its dashes stand clear of the bars, else at the first. */
function beforeLabel(
  state: DayBarsState,
  xs: readonly number[],
  step: number,
  y: (value: number) => number,
): Mark[] {
  const first = state.bars.findIndex((bar) => bar.before !== null);
  if (first < 0) return [];
  const reach = Math.ceil(estimateWidth(state.beforeLabel, 14) / step) + 1;
  const beneath = state.bars.slice(first, first + reach + 1);
  const highest = Math.max(...beneath.map((bar) => Math.max(bar.value ?? 0, bar.before ?? 0)));
  return [
    {
      kind: 'text',
      x: xs[first]!,
      y: Math.max(14, y(highest) - 10),
      text: state.beforeLabel,
      class: 'label before-label',
    },
  ];
}

/** The words for days without a value: beside the first of them where there is room, else under the chart. */
function nameGaps(
  state: DayBarsState,
  xs: readonly number[],
  step: number,
  zeroAt: number,
  left: number,
): Mark[] {
  const footnotes: string[] = [];
  const marks: Mark[] = [];
  for (const status of ['closed', 'missing', 'suppressed'] as const) {
    const first = state.bars.findIndex((bar) => bar.status === status);
    if (first < 0) continue;
    const text = state.words[status];
    let last = first;
    while (state.bars[last + 1]?.status === status) last++;
    const room = xs[last]! + step - xs[first]!;
    const middle = (xs[first]! + xs[last]! + step) / 2;
    const isHidden = status === 'suppressed';
    if (room >= estimateWidth(text, 14) + 8) {
      marks.push({
        kind: 'text',
        x: middle,
        y: zeroAt - (isHidden ? UNKNOWN_HEIGHT + 8 : 12),
        text,
        anchor: 'middle',
        class: 'label quiet',
      });
    } else if (step >= 15) {
      marks.push({
        kind: 'text',
        x: middle + 5,
        y: zeroAt - (isHidden ? UNKNOWN_HEIGHT + 8 : 12),
        text,
        isUpright: true,
        class: 'label quiet',
      });
    } else {
      footnotes.push(state.footnotes[status]);
    }
  }
  footnotes.forEach((text, i) => {
    const y = zeroAt + BOTTOM + (i + 1) * FOOTNOTE - 8;
    marks.push({ kind: 'text', x: left, y, text, class: FOOTNOTE_CLASS });
  });
  return marks;
}
