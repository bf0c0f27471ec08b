/**
 * The series of a panel as marks: bars or a line, what it is compared to, its moving average and its expected range.
 * Owns where a line may be drawn through: never across a bucket without a value or a change of what is measured.
 */
import type { Mark } from '../picture.ts';
import { short } from '../print.ts';
import { isGapBetween, MOST_POINTS, thinToColumns } from './columns.ts';
import { NO_CUTS, positionsOf, toOpen } from './open-time.ts';
import type { HistoryPanelState, PlotBox } from './panel-state.ts';
import type { TimeAxis, TimeScale } from './scales.ts';
import { endOf, STATUS } from './time-series.ts';

export interface SeriesPlace {
  axis: TimeAxis;
  scale: TimeScale;
  y: (value: number) => number;
  box: PlotBox;
  /** the buckets that reach into the window */
  first: number;
  beyond: number;
}

/** Bars narrower than this, gap included, are a line. */
const LEAST_BAR_STEP = 4;
const LEAST_DOT_STEP = 14;
/** A narrower bar has no room for dashes on both sides. */
const LEAST_DASHED = 6;
/** Points closer than this make a line of full breadth a blot. */
const FINE_BELOW = 3;
/** Zero is a value, and has ink. */
const LEAST_HEIGHT = 2;
const PARTIAL_END = 18;
const MOST_DASHES = 31;
/** Browsers take the square of a path's length to stroke it: pieces look the same and cost a fraction. */
const MOST_SEGMENTS = 128;

export function isDrawnAsBars(
  state: HistoryPanelState,
  scale: TimeScale,
  first: number,
  beyond: number,
): boolean {
  if (state.kind !== 'bars' || beyond <= first) return false;
  return stepOf(state, scale, first, beyond) >= LEAST_BAR_STEP;
}

/** Whether so many points are thinned to pixel columns. */
export function isThinned(first: number, beyond: number): boolean {
  return beyond - first > MOST_POINTS;
}

/** From the back to the front: range, comparison, series, average. */
export function seriesMarks(state: HistoryPanelState, place: SeriesPlace): Mark[] {
  const { comparison, average, band } = state;
  const { first, beyond } = place;
  const picks = pickerOf(state, place);
  const asBars = isDrawnAsBars(state, place.scale, first, beyond);
  const marks: Mark[] = [];
  const line = (value: Float64Array, ink: string) => {
    const { pieces } = pathOf(state, place, value, picks(value), () => true);
    for (const d of pieces) marks.push({ kind: 'path', d, class: `line ${ink}` });
  };
  if (band !== null) marks.push(...bandMarks(state, place, asBars));
  if (asBars) {
    for (let i = first; i < beyond; i++) marks.push(...barMarks(state, place, i));
    if (comparison !== null) marks.push(...beforeMarks(state, place, comparison.value));
  } else {
    if (comparison !== null) line(comparison.value, 'compared');
    marks.push(...lineMarks(state, place, picks(state.series.value)));
  }
  if (average !== null) line(average.value, 'average');
  return marks;
}

function stepOf({ series }: HistoryPanelState, scale: TimeScale, first: number, beyond: number): number {
  // The narrowest of a few: months differ, and so do days on which the clock changes.
  const middle = (first + beyond) >>> 1;
  const widths = [first, middle, beyond - 1].map((i) => scale.of(endOf(series, i)) - scale.of(series.at[i]!));
  return Math.min(...widths.filter((width) => width > 0));
}

/** Indices of a line's points to draw: all with a value, or the four of each column. */
function pickerOf(state: HistoryPanelState, { axis, scale, first, beyond }: SeriesPlace) {
  const { cuts = NO_CUTS } = axis;
  const positions = isThinned(first, beyond) ? positionsOf(state.series, cuts) : null;
  return (value: Float64Array): Uint32Array => {
    if (positions === null) {
      const all: number[] = [];
      for (let i = first; i < beyond; i++) if (!Number.isNaN(value[i]!)) all.push(i);
      return Uint32Array.from(all);
    }
    const columns = Math.max(1, Math.round(scale.right - scale.left));
    const range = { first, beyond, columns, from: toOpen(cuts, axis.from), to: toOpen(cuts, axis.to) };
    return thinToColumns(positions, value, range);
  };
}

/** Paths through picked points whose segment to the next is `isIncluded`, and the points that no segment touches. */
function pathOf(
  state: HistoryPanelState,
  { scale, y }: SeriesPlace,
  value: Float64Array,
  picks: Uint32Array,
  isIncluded: (before: number, index: number) => boolean,
): { pieces: string[]; lone: number[] } {
  const pieces: string[] = [];
  let d = '';
  let segments = 0;
  const lone: number[] = [];
  let isJoined = false;
  let drawnTo = -1;
  for (let k = 0; k < picks.length; k++) {
    const index = picks[k]!;
    const next = picks[k + 1];
    const joinsNext = next !== undefined && isJoint(state, value, index, next);
    if (!joinsNext && !isJoined) lone.push(index);
    if (joinsNext && isIncluded(index, next)) {
      if (drawnTo !== index) d += `M${short(xOf(state, scale, index))} ${short(y(value[index]!))}`;
      d += `L${short(xOf(state, scale, next))} ${short(y(value[next]!))}`;
      drawnTo = next;
      if (++segments === MOST_SEGMENTS) {
        pieces.push(d);
        d = '';
        segments = 0;
        drawnTo = -1;
      }
    }
    isJoined = joinsNext;
  }
  if (d !== '') pieces.push(d);
  return { pieces, lone };
}

function isJoint(state: HistoryPanelState, value: Float64Array, one: number, other: number): boolean {
  if (isGapBetween(value, one, other)) return false;
  const { series, breaks } = state;
  return !breaks.some(({ at }) => series.at[one]! < at && at <= series.at[other]!);
}

function xOf({ series }: HistoryPanelState, scale: TimeScale, index: number): number {
  return (scale.of(series.at[index]!) + scale.of(endOf(series, index))) / 2;
}

function lineMarks(state: HistoryPanelState, place: SeriesPlace, picks: Uint32Array): Mark[] {
  const { series } = state;
  const { scale, first, beyond } = place;
  const isProvisional = (index: number) => series.status[index] === STATUS.provisional;
  const step = stepOf(state, scale, first, beyond);
  const breadth = step < FINE_BELOW ? ' fine' : '';
  const settled = (one: number, other: number) => !isProvisional(one) && !isProvisional(other);
  const { pieces: solid, lone } = pathOf(state, place, series.value, picks, settled);
  const { pieces: dashed } = pathOf(state, place, series.value, picks, (one, other) => !settled(one, other));
  const marks: Mark[] = [];
  for (const d of solid) marks.push({ kind: 'path', d, class: `line now${breadth}` });
  for (const d of dashed) marks.push({ kind: 'path', d, class: `line provisional now${breadth}` });
  const dot = (index: number, r: number) => dotMarks(state, place, index, r);
  if (step >= LEAST_DOT_STEP) {
    for (const index of picks) marks.push(...dot(index, 3));
  } else {
    // A value between two gaps has no line to stand on.
    for (const index of lone) if (series.status[index] !== STATUS.partial) marks.push(...dot(index, 1.5));
    for (const index of picks) if (series.status[index] === STATUS.partial) marks.push(...dot(index, 5));
  }
  return marks;
}

/** The point of a bucket: dashed while provisional, hatched while it lasts. */
export function dotMarks(
  state: HistoryPanelState,
  { scale, y }: SeriesPlace,
  index: number,
  r: number,
): Mark[] {
  const { series } = state;
  const at = { cx: xOf(state, scale, index), cy: y(series.value[index]!), r };
  if (series.status[index] === STATUS.partial) {
    return [
      { kind: 'circle', ...at, r: 5, class: 'dot paper now' },
      { kind: 'circle', ...at, r: 5, class: 'partial now', isHatched: true },
    ];
  }
  const ink = series.status[index] === STATUS.provisional ? 'dot provisional now' : 'dot now';
  return [{ kind: 'circle', ...at, class: ink }];
}

function barMarks(state: HistoryPanelState, { scale, y, box }: SeriesPlace, index: number): Mark[] {
  const { series, average, band } = state;
  const value = series.value[index]!;
  if (Number.isNaN(value)) return [];
  const start = Math.max(box.left, scale.of(series.at[index]!));
  const step = Math.min(box.right, scale.of(endOf(series, index))) - start;
  if (step <= 0) return [];
  const gap = Math.min(step * 0.2, 6);
  const x = start + gap / 2;
  const width = step - gap;
  const zero = y(0);
  const [top, foot] = value < 0 ? [zero, y(value)] : [Math.min(y(value), zero - LEAST_HEIGHT), zero];
  const height = foot - top;
  // Under a line or a range the bars step back.
  const strength = average === null && band === null ? ' now' : '';
  const status = series.status[index];
  if (status === STATUS.provisional && width > 3) {
    return [
      {
        kind: 'rect',
        x: x + 0.5,
        y: top,
        width: width - 1,
        height,
        class: `bar${strength} provisional${width < LEAST_DASHED ? ' fine' : ''}`,
      },
    ];
  }
  const whole: Mark = { kind: 'rect', x, y: top, width, height, class: `bar${strength}` };
  if (status !== STATUS.partial) return [whole];
  const end = Math.min(height, PARTIAL_END);
  const hatched: Mark = {
    kind: 'rect',
    x,
    y: top,
    width,
    height: end,
    class: `partial${strength}`,
    isHatched: true,
  };
  return height > end ? [{ ...whole, y: top + end, height: height - end }, hatched] : [hatched];
}

/** What bars are compared to: a dash across each, or of many one line in steps, where dashes would be a thicket. */
function beforeMarks(state: HistoryPanelState, place: SeriesPlace, value: Float64Array): Mark[] {
  const { scale, y, box, first, beyond } = place;
  const marks: Mark[] = [];
  let steps = '';
  let isJoined = false;
  for (let i = first; i < beyond; i++) {
    const x1 = Math.max(box.left, scale.of(state.series.at[i]!));
    const x2 = Math.min(box.right, scale.of(endOf(state.series, i)));
    const isKnown = !Number.isNaN(value[i]!) && x2 > x1;
    if (isKnown && beyond - first > MOST_DASHES) {
      const level = short(y(value[i]!));
      steps += `${isJoined ? 'L' : 'M'}${short(x1)} ${level}L${short(x2)} ${level}`;
    } else if (isKnown) {
      const dash = { kind: 'line', x1, y1: y(value[i]!), x2, y2: y(value[i]!) } as const;
      marks.push({ ...dash, class: 'before-rim' }, { ...dash, class: 'before' });
    }
    isJoined = isKnown;
  }
  if (steps === '') return marks;
  return [
    { kind: 'path', d: steps, class: 'steps before-rim' },
    { kind: 'path', d: steps, class: 'steps before' },
  ];
}

/** The expected range as one soft area for each run that has both ends; finer than pixels it is the widest of each. */
function bandMarks(state: HistoryPanelState, place: SeriesPlace, asBars: boolean): Mark[] {
  const band = state.band!;
  const { scale, y, first, beyond } = place;
  const marks: Mark[] = [];
  let points: { x: number; low: number; high: number }[] = [];
  const close = () => {
    if (points.length > 1) {
      const over = points.map(({ x, high }) => `${short(x)} ${short(y(high))}`);
      const under = points.map(({ x, low }) => `${short(x)} ${short(y(low))}`).reverse();
      marks.push({ kind: 'path', d: `M${over.join('L')}L${under.join('L')}Z`, class: 'expected' });
      if (asBars)
        marks.push({ kind: 'path', d: `M${over.join('L')}M${under.join('L')}`, class: 'expected-edge' });
    }
    points = [];
  };
  for (let i = first; i < beyond; i++) {
    const low = band.low[i]!;
    const high = band.high[i]!;
    if (Number.isNaN(low) || Number.isNaN(high)) {
      close();
      continue;
    }
    const x = xOf(state, scale, i);
    const last = points.at(-1);
    if (last !== undefined && x - last.x < 1) {
      last.low = Math.min(last.low, low);
      last.high = Math.max(last.high, high);
    } else points.push({ x, low, high });
  }
  close();
  return marks;
}
