/**
 * One panel of a history: a metric over a window of time, placed between the edges that all panels share.
 * Owns the frame (grid, ticks, breaks, names) and what must be said beside it; the canvas draws the same frame.
 */
import { horizontalGrid, LABEL_SIZE, tickColumn } from '../axis.ts';
import { estimateWidth, type Mark, NARROW_BELOW, shortenName } from '../picture.ts';
import { endColumn, namesAbove, namesAtEnds } from './line-names.ts';
import { NO_CUTS } from './open-time.ts';
import { type Extent, extentOf, type HistoryPanelState, type PlotBox, type Sign } from './panel-state.ts';
import {
  type HistoryValueScale,
  type TimeAxis,
  type TimeScale,
  type TimeWindow,
  timeScale,
  timeTicks,
  valueScale,
} from './scales.ts';
import { isThinned, seriesMarks } from './series-marks.ts';
import { placeSigns } from './signs.ts';
import { indicesWithin } from './time-series.ts';

/** What panels under one another share: where their plots begin and end from left to right. */
export interface PanelEdges {
  width: number;
  left: number;
  right: number;
}

export interface PanelSize extends PanelEdges {
  /** where the panel begins */
  top: number;
  plotHeight: number;
  /** only the lowest panel names the ticks of time */
  hasTimeLabels: boolean;
}

export interface PlacedFrame {
  box: PlotBox;
  x: TimeScale;
  y: HistoryValueScale;
  /** buckets [first, beyond) that reach into the window */
  first: number;
  beyond: number;
  under: Mark[];
  over: Mark[];
  /** signs drawn and not named in place */
  unnamed: Sign[];
  /** where the panel ends */
  bottom: number;
}

export interface PlacedPanel extends PlacedFrame {
  marks: Mark[];
  /** points were thinned to pixel columns, which is to be said: "range shown" */
  isThinned: boolean;
  /** the axis of shares does not show 0 to 100 %, which is to be said */
  isAxisBroken: boolean;
  /** closed hours are left out of the axis, which is to be said */
  isTimeCut: boolean;
}

const HEADING = 24;
const NAME_ROW = 18;
const TIME_LABELS = 30;
const HEADING_SIZE = 16;
/** between the heading and the unit after it */
const HEADING_GAP = 10;
/** So that the highest tick's label does not touch the heading. */
const PLOT_GAP = 16;
const EDGE = 8;
/** A word for what was cut out needs this much of the axis on both sides. */
const LEAST_BREAK_ROOM = 24;

/** Edges that leave room for the widest tick and the longest name of any of the panels. */
export function panelEdges(
  states: readonly HistoryPanelState[],
  axis: TimeWindow,
  width: number,
): PanelEdges {
  const each = states.map((state) => {
    const { first, beyond } = indicesWithin(state.series, axis.from, axis.to);
    return edgesFor(state, extentOf(state, first, beyond), width);
  });
  return joinEdges(each, width);
}

/** Edges of one panel whose values lie within an extent. */
export function edgesFor(state: HistoryPanelState, extent: Extent, width: number): PanelEdges {
  const { ticks } = valueScale({ ...state.values, ...extent }, 1, 0);
  const ends = width < NARROW_BELOW ? 0 : endColumn(state);
  return { width, left: tickColumn(ticks, state.format), right: width - Math.max(EDGE, ends) };
}

/** What all of the panels have room within. */
export function joinEdges(edges: readonly PanelEdges[], width: number): PanelEdges {
  return {
    width,
    left: Math.max(0, ...edges.map(({ left }) => left)),
    right: Math.min(width - EDGE, ...edges.map(({ right }) => right)),
  };
}

/** All of a panel but its series; `extent` is given where it is known already. */
export function placeFrame(
  state: HistoryPanelState,
  axis: TimeAxis,
  size: PanelSize,
  extent?: Extent,
): PlacedFrame {
  const { width, left, right, top, plotHeight, hasTimeLabels } = size;
  const isNarrow = width < NARROW_BELOW;
  const names = isNarrow ? namesAbove(state, width, top + HEADING + 14) : { marks: [], rows: 0 };
  const plotTop = top + HEADING + names.rows * NAME_ROW + PLOT_GAP;
  const box = { left, right, top: plotTop, bottom: plotTop + plotHeight };
  const { first, beyond } = indicesWithin(state.series, axis.from, axis.to);
  const x = timeScale(axis, left, right);
  const y = valueScale(
    { ...state.values, ...(extent ?? extentOf(state, first, beyond)) },
    box.bottom,
    plotTop,
  );
  const signs = placeSigns(state, x, box, { first, beyond });
  const range = { first, beyond };
  return {
    box,
    x,
    y,
    first,
    beyond,
    under: [
      ...signs.under,
      ...horizontalGrid(y, state.format, left, right).map(axisLabel),
      ...cutMarks(axis, x, box),
    ],
    over: [
      ...signs.over,
      ...breakMarks(state, x, box),
      ...(hasTimeLabels ? timeMarks(axis, x, box, width) : []),
      ...headingMarks(state, top, width),
      ...(isNarrow ? names.marks : namesAtEnds(state, box, y.of, range)),
    ],
    unnamed: signs.unnamed,
    bottom: box.bottom + (hasTimeLabels ? TIME_LABELS : 6),
  };
}

/** The panel as an SVG shows it. */
export function placePanel(state: HistoryPanelState, axis: TimeAxis, size: PanelSize): PlacedPanel {
  const frame = placeFrame(state, axis, size);
  const { first, beyond } = frame;
  const body = seriesMarks(state, { axis, scale: frame.x, y: frame.y.of, box: frame.box, first, beyond });
  return {
    ...frame,
    marks: [...frame.under, ...body, ...frame.over],
    isThinned: isThinned(first, beyond),
    isAxisBroken: frame.y.isBroken,
    isTimeCut: (axis.cuts ?? NO_CUTS).from.length > 0,
  };
}

/** The sentences that belong under a panel. */
export function notesOf(
  { words }: HistoryPanelState,
  panel: Pick<PlacedPanel, 'unnamed' | 'isThinned' | 'isAxisBroken' | 'isTimeCut'>,
): string[] {
  return [
    ...(panel.isThinned ? [words.rangeShown] : []),
    ...(panel.isAxisBroken ? [words.brokenAxis] : []),
    ...(panel.isTimeCut ? [words.timeCut] : []),
    ...panel.unnamed.map((sign) => words.notes[sign]),
  ];
}

/** Labels outside the plot have nothing behind them, and so need no rim. */
function axisLabel(mark: Mark): Mark {
  return mark.kind === 'text' ? { ...mark, class: `${mark.class} tick` } : mark;
}

function headingMarks({ heading: name, unit }: HistoryPanelState, top: number, width: number): Mark[] {
  const y = top + 18;
  const heading = shortenName(name, HEADING_SIZE, width - estimateWidth(unit, LABEL_SIZE) - HEADING_GAP);
  const x = estimateWidth(heading, HEADING_SIZE) + HEADING_GAP;
  return [
    { kind: 'text', x: 0, y, text: heading, class: 'panel-heading tick' },
    ...(unit === '' ? [] : [{ kind: 'text', x, y, text: unit, class: 'label quiet tick' } as const]),
  ];
}

function timeMarks(axis: TimeAxis, x: TimeScale, { bottom }: PlotBox, width: number): Mark[] {
  return timeTicks(axis, x, width).flatMap(({ x: at, labelX, text, opens }): Mark[] => {
    const rule: Mark = { kind: 'line', x1: at, y1: bottom, x2: at, y2: bottom + 5, class: 'zero' };
    if (text === '') return [rule];
    const ink = opens === 'year' ? 'label tick' : 'label quiet tick';
    return [rule, { kind: 'text', x: labelX, y: bottom + 22, text, anchor: 'middle', class: ink }];
  });
}

/** Where closed hours were left out of the axis: a faint rule, so that the days do not seem to join. */
function cutMarks(axis: TimeAxis, x: TimeScale, { left, right, top, bottom }: PlotBox): Mark[] {
  const { cuts = NO_CUTS } = axis;
  const marks: Mark[] = [];
  let last = left - LEAST_BREAK_ROOM;
  for (let i = 0; i < cuts.from.length; i++) {
    const at = x.of(cuts.from[i]!);
    if (at <= left || at >= right || at - last < LEAST_BREAK_ROOM) continue;
    last = at;
    marks.push({ kind: 'line', x1: at, y1: top, x2: at, y2: bottom, class: 'axis-break' });
  }
  return marks;
}

function breakMarks(state: HistoryPanelState, x: TimeScale, { left, right, top, bottom }: PlotBox): Mark[] {
  let end = Number.NEGATIVE_INFINITY;
  return state.breaks.flatMap(({ at, label }): Mark[] => {
    const px = x.of(at);
    if (px <= left || px >= right) return [];
    const width = estimateWidth(label, LABEL_SIZE);
    const rule: Mark = {
      kind: 'line',
      x1: px,
      y1: top - 4,
      x2: px,
      y2: bottom,
      class: 'change',
      title: label,
    };
    const isRightward = px + 8 + width <= right;
    const start = isRightward ? px + 8 : px - 8 - width;
    if (start < end || start < left) return [rule];
    end = start + width + 8;
    const side = isRightward ? { x: px + 8 } : { x: px - 8, anchor: 'end' as const };
    return [rule, { kind: 'text', ...side, y: top + 10, text: label, class: 'label quiet' }];
  });
}
