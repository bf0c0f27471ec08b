/**
 * One small picture for each of several things, all over the same months: a line from zero, each on a scale of its own,
 * with signs where something happened. Owns their grid; refuses a scale that does not begin at zero, and to draw a line
 * across a month without a value or a cut.
 */
import type { CellStatus } from '../../db/domain/cell.ts';
import { LABEL_SIZE, scaleFromZero, tickColumn } from './axis.ts';
import { HIDDEN_STRIP } from './bar.ts';
import { estimateWidth, type Mark, NARROW_BELOW, type Picture, shortenName } from './picture.ts';
import { short } from './print.ts';

export interface SmallPoint {
  value: number | null;
  status: CellStatus;
  title: string;
}

/** A sign above the plot with a rule down to zero, `at` in months from the first: 2.5 is the middle of the third. */
export interface SmallSign {
  at: number;
  sign: string;
  title: string;
}

export interface SmallPanel {
  name: string;
  /** beside the name: the last value */
  reading: string;
  points: readonly SmallPoint[];
  signs: readonly SmallSign[];
  /** months before which the line is cut */
  cuts: readonly number[];
  format: (value: number) => string;
}

export interface SmallMultiplesState {
  panels: readonly SmallPanel[];
  /** first and last month */
  ends: readonly [string, string];
  label: string;
}

const PLOT = 88;
const HEAD = 24;
const SIGNS = 20;
const FOOT = 26;
const ROW_GAP = 20;
const COLUMN_GAP = 40;
const NAME_SIZE = 16;
const LEAST_PANEL = 300;
const MOST_COLUMNS = 3;

/** The picture at a width in pixels. */
export function placeSmallMultiples(state: SmallMultiplesState, width: number): Picture {
  const room = Math.floor((width + COLUMN_GAP) / (LEAST_PANEL + COLUMN_GAP));
  const most = width < NARROW_BELOW ? 1 : Math.min(MOST_COLUMNS, room, state.panels.length);
  // Four stand two by two, not three and one.
  const columns = Math.ceil(state.panels.length / Math.ceil(state.panels.length / most));
  const panelWidth = (width - (columns - 1) * COLUMN_GAP) / columns;
  const marks: Mark[] = [];
  let top = 0;
  let bottom = 0;
  state.panels.forEach((panel, i) => {
    if (i > 0 && i % columns === 0) top = bottom + ROW_GAP;
    const left = (i % columns) * (panelWidth + COLUMN_GAP);
    const placed = placePanel(panel, state.ends, { left, top, width: panelWidth });
    marks.push(...placed.marks);
    bottom = Math.max(bottom, placed.bottom);
  });
  return { width, height: bottom, label: state.label, marks };
}

function placePanel(
  { name, reading, points, signs, cuts, format }: SmallPanel,
  [first, last]: readonly [string, string],
  { left, top, width }: { left: number; top: number; width: number },
): { marks: Mark[]; bottom: number } {
  const topAt = top + HEAD + SIGNS;
  const zeroAt = topAt + PLOT;
  const scale = scaleFromZero(Math.max(0, ...points.map(({ value }) => value ?? 0)), zeroAt, topAt);
  const isTold = points.some(({ value }) => value !== null);
  const shown = [scale.ticks[0]!, scale.ticks.at(-1)!];
  const from = left + tickColumn(shown, format) + 6;
  const to = left + width - 6;
  const step = (to - from) / Math.max(1, points.length - 1);
  const x = (month: number) => from + step * month;
  const readingRoom = reading === '' ? 0 : estimateWidth(reading, NAME_SIZE) + 12;
  const marks: Mark[] = [
    {
      kind: 'text',
      x: left,
      y: top + 16,
      text: shortenName(name, NAME_SIZE, width - readingRoom),
      class: 'row-name',
    },
    ...(reading === ''
      ? []
      : [
          {
            kind: 'text',
            x: left + width,
            y: top + 16,
            text: reading,
            anchor: 'end',
            class: 'reading',
          } as const,
        ]),
    ...shown.flatMap((tick): Mark[] => {
      const y = scale.of(tick);
      const name = tick === 0 ? 'zero' : 'grid';
      const line: Mark = { kind: 'line', x1: from - 6, y1: y, x2: to + 6, y2: y, class: name };
      // A value of an axis along which none is told would be made up.
      if (!isTold) return tick === 0 ? [line] : [];
      const text = format(tick);
      return [line, { kind: 'text', x: from - 12, y: y + 5, text, anchor: 'end', class: 'label quiet' }];
    }),
    { kind: 'text', x: from - 6, y: zeroAt + 20, text: first, class: 'label quiet' },
    { kind: 'text', x: to + 6, y: zeroAt + 20, text: last, anchor: 'end', class: 'label quiet' },
  ];
  let signsEnd = -Infinity;
  for (const { at, sign, title } of [...signs].sort((a, b) => a.at - b.at)) {
    const ruleAt = Math.min(Math.max(x(at - 0.5), from - 6), to + 6);
    // Signs that would touch stand beside one another; their rules stay where they are.
    const signAt = Math.max(ruleAt, signsEnd);
    signsEnd = signAt + estimateWidth(sign, LABEL_SIZE) + 2;
    marks.push(
      { kind: 'line', x1: ruleAt, y1: topAt - 6, x2: ruleAt, y2: zeroAt, class: 'change', title },
      { kind: 'text', x: signAt, y: topAt - 10, text: sign, anchor: 'middle', class: 'label', title },
    );
  }
  return { marks: [...marks, ...lineOf(points, cuts, x, scale.of, zeroAt)], bottom: zeroAt + FOOT };
}

function lineOf(
  points: readonly SmallPoint[],
  cuts: readonly number[],
  x: (month: number) => number,
  y: (value: number) => number,
  zeroAt: number,
): Mark[] {
  const marks: Mark[] = [];
  let solid = '';
  let dashed = '';
  points.forEach(({ value, status }, month) => {
    const before = points[month - 1];
    if (value === null || before === undefined || before.value === null || cuts.includes(month)) return;
    const segment = `M${short(x(month - 1))} ${short(y(before.value))}L${short(x(month))} ${short(y(value))}`;
    // A month that was recorded in part may seem to have fallen.
    if (status === 'partial' || before.status === 'partial') dashed += segment;
    else solid += segment;
  });
  if (solid !== '') marks.push({ kind: 'path', d: solid, class: 'line cause' });
  if (dashed !== '') marks.push({ kind: 'path', d: dashed, class: 'line thin provisional cause' });
  points.forEach(({ value, status, title }, month) => {
    const cx = x(month);
    const isAlone =
      (points[month - 1]?.value ?? null) === null && (points[month + 1]?.value ?? null) === null;
    if (value !== null) {
      const isLast = month === points.length - 1;
      if (!isLast && !isAlone && status !== 'partial') {
        // Hardly to be seen, and something to point at.
        marks.push({ kind: 'circle', cx, cy: y(value), r: 2, class: 'dot cause', title });
      } else if (status === 'partial') {
        marks.push(
          { kind: 'circle', cx, cy: y(value), r: 4, class: 'dot paper cause' },
          { kind: 'circle', cx, cy: y(value), r: 4, class: 'partial cause', isHatched: true, title },
        );
      } else {
        const dashed = status === 'provisional' ? ' provisional' : '';
        marks.push({ kind: 'circle', cx, cy: y(value), r: 4.5, class: `dot cause${dashed}`, title });
      }
    } else if (status === 'suppressed') {
      marks.push({
        kind: 'rect',
        x: cx - 4,
        y: zeroAt - HIDDEN_STRIP,
        width: 8,
        height: HIDDEN_STRIP,
        class: 'suppressed',
        isHatched: true,
        title,
      });
    } else {
      marks.push({ kind: 'line', x1: cx, y1: zeroAt - 5, x2: cx, y2: zeroAt + 5, class: 'missing', title });
    }
  });
  return marks;
}
