/**
 * Shares of several kinds over months, a small panel each, with a soft band for how far each month could be off.
 * Owns that every panel begins at zero and has the months of all; each has a height of its own, so its highest value is
 * written at its axis. Refuses to draw through a month without a value.
 */
import type { CellStatus } from '../../db/domain/cell.ts';
import { LABEL_SIZE, scaleFromZero } from './axis.ts';
import { HIDDEN_STRIP } from './bar.ts';
import { estimateWidth, type Mark, NARROW_BELOW, type Picture, shortenName } from './picture.ts';
import { short } from './print.ts';

export interface PanelPoint {
  value: number | null;
  low: number | null;
  high: number | null;
  status: CellStatus;
  title: string;
}

export interface SharePanel {
  name: string;
  /** class of its colour */
  ink: string;
  /** the last value, beside the name */
  reading: string;
  points: readonly PanelPoint[];
}

export interface SharePanelsState {
  panels: readonly SharePanel[];
  /** names of the first and the last month */
  from: string;
  to: string;
  label: string;
  format: (value: number) => string;
}

const GAP = 40;
const HEAD = 30;
const PLOT = 96;
const FOOT = 30;
const NAME_SIZE = 16;
const BETWEEN = 24;
const WIDE_FROM = 900;

/** The picture at a width in pixels: three panels beside one another, two, or one. */
export function placeSharePanels(state: SharePanelsState, width: number): Picture {
  const columns = width < NARROW_BELOW ? 1 : width < WIDE_FROM ? 2 : 3;
  const room = (width - (columns - 1) * GAP) / columns;
  const height = HEAD + PLOT + FOOT;
  const rows = Math.ceil(state.panels.length / columns);
  const marks = state.panels.flatMap((panel, i) =>
    panelMarks(state, panel, {
      left: (i % columns) * (room + GAP),
      top: Math.floor(i / columns) * (height + BETWEEN),
      width: room,
    }),
  );
  return { width, height: rows * height + (rows - 1) * BETWEEN, label: state.label, marks };
}

interface Place {
  left: number;
  top: number;
  width: number;
}

function panelMarks(state: SharePanelsState, panel: SharePanel, { left, top, width }: Place): Mark[] {
  const { points, ink } = panel;
  const largest = Math.max(0, ...points.map(({ value, high }) => Math.max(value ?? 0, high ?? 0)));
  const zeroAt = top + HEAD + PLOT;
  const scale = scaleFromZero(largest, zeroAt, top + HEAD);
  const ends = [scale.ticks[0] ?? 0, scale.ticks.at(-1) ?? 1];
  const axis = Math.max(...ends.map((tick) => estimateWidth(state.format(tick), LABEL_SIZE))) + 8;
  const plotLeft = left + axis;
  const right = left + width - 6;
  const last = Math.max(1, points.length - 1);
  const x = (month: number) => plotLeft + 6 + ((right - plotLeft - 6) * month) / last;
  const readingWidth = estimateWidth(panel.reading, NAME_SIZE) + 8;
  const marks: Mark[] = [
    {
      kind: 'text',
      x: left,
      y: top + 16,
      text: shortenName(panel.name, NAME_SIZE, width - readingWidth - 8),
      class: 'row-name strong',
    },
    { kind: 'text', x: right + 6, y: top + 16, text: panel.reading, anchor: 'end', class: 'reading strong' },
  ];
  for (const tick of ends) {
    const y = scale.of(tick);
    marks.push(
      { kind: 'line', x1: plotLeft, y1: y, x2: right + 6, y2: y, class: tick === 0 ? 'zero' : 'grid' },
      {
        kind: 'text',
        x: plotLeft - 8,
        y: y + 5,
        text: state.format(tick),
        anchor: 'end',
        class: 'label quiet',
      },
    );
  }
  marks.push(
    { kind: 'text', x: plotLeft, y: zeroAt + 20, text: state.from, class: 'label quiet' },
    { kind: 'text', x: right + 6, y: zeroAt + 20, text: state.to, anchor: 'end', class: 'label quiet' },
  );
  for (const run of runsOf(points)) marks.push(...runMarks(points, run, ink, x, scale.of));
  points.forEach(({ value, status, title }, month) => {
    const cx = x(month);
    if (value !== null && status === 'partial') {
      const at = { kind: 'circle', cx, cy: scale.of(value), r: 4.5 } as const;
      marks.push({ ...at, class: `dot paper ${ink}` });
      marks.push({ ...at, class: `partial ${ink}`, isHatched: true, title });
    } else if (value !== null) {
      marks.push({
        kind: 'circle',
        ...{ cx, cy: scale.of(value), r: month === points.length - 1 ? 4.5 : 2.5 },
        class: `dot ${ink}${status === 'provisional' ? ' provisional' : ''}`,
        title,
      });
    } else if (status === 'suppressed') {
      marks.push({
        kind: 'rect',
        ...{ x: cx - 5, y: zeroAt - HIDDEN_STRIP, width: 10, height: HIDDEN_STRIP },
        ...{ class: 'suppressed', isHatched: true, title },
      });
    } else {
      marks.push({ kind: 'line', x1: cx, y1: zeroAt - 5, x2: cx, y2: zeroAt + 5, class: 'missing', title });
    }
  });
  return marks;
}

/** Stretches of months with a value: first and last of each. */
function runsOf(points: readonly PanelPoint[]): [number, number][] {
  const runs: [number, number][] = [];
  points.forEach(({ value }, month) => {
    if (value === null) return;
    const open = runs.at(-1);
    if (open !== undefined && open[1] === month - 1) open[1] = month;
    else runs.push([month, month]);
  });
  return runs;
}

function runMarks(
  points: readonly PanelPoint[],
  [first, last]: [number, number],
  ink: string,
  x: (month: number) => number,
  y: (value: number) => number,
): Mark[] {
  if (first === last) return [];
  const months = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const line = months.map((month) => `${short(x(month))} ${short(y(points[month]!.value!))}`).join('L');
  const hasBand = months.every((month) => points[month]!.low !== null && points[month]!.high !== null);
  const edge = (of: (point: PanelPoint) => number, along: readonly number[]) =>
    along.map((month) => `${short(x(month))} ${short(y(of(points[month]!)))}`).join('L');
  const marks: Mark[] = [];
  if (hasBand)
    marks.push({
      kind: 'path',
      d: `M${edge(({ high }) => high!, months)}L${edge(({ low }) => low!, months.toReversed())}Z`,
      class: `band ${ink}`,
    });
  marks.push({ kind: 'path', d: `M${line}`, class: `line ${ink}` });
  return marks;
}
