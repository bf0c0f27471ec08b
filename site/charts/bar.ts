/**
 * One bar of a chart over time, whatever the length of its bucket, and the words for those without a value.
 * Owns how each of the five signs is drawn: closed tinted, missing a tick in a gap, hidden hatched, provisional
 * dashed, incomplete with a hatched end.
 */
import type { CellStatus } from '../../db/domain/cell.ts';
import { estimateWidth, type Mark } from './picture.ts';

/** A value of one bucket, as far as a bar shows it. */
export interface BarValue {
  /** null where the status says why */
  value: number | null;
  status: CellStatus;
  title: string;
  /** what the heading speaks of, or still to settle */
  isStrong: boolean;
}

export type GapWords = Readonly<Record<'closed' | 'missing' | 'suppressed', string>>;

/** What to call buckets without a value. */
export interface GapNames {
  /** in the chart, where there is room */
  words: GapWords;
  /** under the chart, where there is none */
  footnotes: GapWords;
}

const FOOTNOTE = 22;
const FOOTNOTE_CLASS = 'label quiet footnote';
/** A strip on the line of zero, and no bar: a hidden count is small, and a box of any height would read as a value. */
export const HIDDEN_STRIP = 6;
/** Bars narrower than this would be all rim. */
const LEAST_RIMMED = 8;
/** A bar at least this wide has room for a word that reads upwards. */
const UPRIGHT_WIDTH = 15;
/** Between words and a line under them. */
const CLEAR = 6;

export interface BarBox {
  x: number;
  width: number;
  zeroAt: number;
  top: number;
}

export function barMarks(bar: BarValue, { x, width, zeroAt, top }: BarBox): Mark[] {
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
        y: zeroAt - HIDDEN_STRIP,
        width,
        height: HIDDEN_STRIP,
        class: 'suppressed',
        isHatched: true,
        title,
      },
    ];
  }
  const height = zeroAt - top;
  const ink = bar.isStrong ? 'bar now' : 'bar';
  if (status === 'provisional' && width < LEAST_RIMMED) {
    return [
      { kind: 'rect', x, y: top, width, height, class: `${ink} provisional pale`, title },
      { kind: 'line', x1: x, y1: top, x2: x + width, y2: top, class: 'provisional-top' },
    ];
  }
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

/** Whether provisional bars of this width say by a word what their rim has no room to say. */
export function needsWord(bars: readonly { status: string }[], width: number): boolean {
  return width < LEAST_RIMMED && bars.some(({ status }) => status === 'provisional');
}

/**
 * The word over the first run of provisional bars that are too narrow for a rim. `free`: between which pixels words may
 * stand; `topOf`: what stands highest over a bar; `above`: a text that it keeps over, where they would touch.
 */
export function nameProvisional(
  word: string,
  bars: readonly { status: string }[],
  place: {
    xs: readonly number[];
    step: number;
    topOf: (bar: number) => number;
    free: readonly [number, number];
    above: { x: number; y: number; text: string } | null;
  },
): Mark {
  const { xs, step, topOf, free, above } = place;
  const first = bars.findIndex(({ status }) => status === 'provisional');
  let last = first;
  while (bars[last + 1]?.status === 'provisional') last++;
  const size = estimateWidth(word, 14);
  const middle = (xs[first]! + xs[last]! + step) / 2;
  const x = Math.min(Math.max(middle - size / 2, free[0]), free[1] - size);
  const beneath = bars.flatMap((_, i) => (xs[i]! < x + size && xs[i]! + step > x ? [topOf(i)] : []));
  const touches = above !== null && above.x < x + size + 8 && x < above.x + estimateWidth(above.text, 14) + 8;
  const y = Math.min(Math.min(...beneath) - 8, touches ? above.y - 18 : Infinity);
  return { kind: 'text', x, y: Math.max(14, y), text: word, class: 'label quiet' };
}

/** The tint of closed buckets, from the top of the chart to zero. */
export function closedMarks(
  bars: readonly BarValue[],
  xs: readonly number[],
  step: number,
  top: number,
  zeroAt: number,
): Mark[] {
  return bars.flatMap(({ status, title }, i): Mark[] =>
    status === 'closed'
      ? [{ kind: 'rect', x: xs[i]!, y: top, width: step, height: zeroAt - top, class: 'closed', title }]
      : [],
  );
}

/**
 * The words for buckets without a value: beside the first of them where there is room, else from `underAt` on under
 * the chart. `spanOf`: from where to where, highest first, something is drawn over a bucket nevertheless; words that would
 * meet it stand above it. `height`: what the words under the chart take.
 */
export function nameGaps(
  names: GapNames,
  bars: readonly { status: string }[],
  place: {
    xs: readonly number[];
    step: number;
    zeroAt: number;
    left: number;
    underAt: number;
    spanOf?: (bucket: number) => readonly [top: number, bottom: number];
  },
): { marks: Mark[]; height: number } {
  const { xs, step, zeroAt, left, underAt, spanOf = () => [zeroAt, zeroAt] } = place;
  const footnotes: string[] = [];
  const marks: Mark[] = [];
  for (const status of ['closed', 'missing', 'suppressed'] as const) {
    const first = bars.findIndex((bar) => bar.status === status);
    if (first < 0) continue;
    const text = names.words[status];
    let last = first;
    while (bars[last + 1]?.status === status) last++;
    const room = xs[last]! + step - xs[first]!;
    const middle = (xs[first]! + xs[last]! + step) / 2;
    const isHidden = status === 'suppressed';
    const spans = bars.slice(first, last + 1).map((_, i) => spanOf(first + i));
    const length = estimateWidth(text, 14);
    const isUpright = room < length + 8;
    const lowest = zeroAt - (isHidden ? HIDDEN_STRIP + 8 : 12);
    const highest = lowest - (isUpright ? length : 14);
    const isCrossed = spans.some(([top, bottom]) => top < lowest + CLEAR && bottom > highest);
    const y = isCrossed ? Math.min(lowest, ...spans.map(([top]) => top - CLEAR)) : lowest;
    if (!isUpright) {
      marks.push({
        kind: 'text',
        x: middle,
        y,
        text,
        anchor: 'middle',
        class: 'label quiet',
      });
    } else if (step >= UPRIGHT_WIDTH) {
      marks.push({
        kind: 'text',
        x: middle + 5,
        y,
        text,
        isUpright: true,
        class: 'label quiet',
      });
    } else {
      footnotes.push(names.footnotes[status]);
    }
  }
  footnotes.forEach((text, i) => {
    const y = underAt + (i + 1) * FOOTNOTE - 8;
    marks.push({ kind: 'text', x: left, y, text, class: FOOTNOTE_CLASS });
  });
  return { marks, height: footnotes.length * FOOTNOTE };
}
