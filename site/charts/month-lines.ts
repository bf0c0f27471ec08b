/**
 * Values by month as lines, named above the plot, each with its target, named at its end, and how far it could be off.
 * Owns where a line may be drawn through: never across a month without a value or a change of what is measured; and
 * where the axis begins: shares at zero, or at a half with the break marked where everything lies above; marks where their
 * scale does.
 */
import type { CellStatus } from '../../db/domain/cell.ts';
import { type AimSpan, aimMarks, endColumn, pastAimLabels } from './aim-labels.ts';
import { gridOfTold, LABEL_SIZE, scaleFromBreak, tickColumn, UNTOLD_HEIGHT } from './axis.ts';
import { HIDDEN_STRIP } from './bar.ts';
import { bandMarks } from './month-bands.ts';
import { type Recast, recastMarks } from './month-recast.ts';
import { estimateWidth, type Mark, NARROW_BELOW, type Picture } from './picture.ts';
import { short } from './print.ts';

export interface MonthPoint {
  value: number | null;
  status: CellStatus;
  /** how far it could be off; left out where it is not said */
  interval?: { low: number; high: number } | null;
  title: string;
}

export interface MonthLine {
  /** class of its colour */
  ink: string;
  name: string;
  /** small under the name: what it counts */
  detail: string;
  points: readonly MonthPoint[];
  aims: readonly AimSpan[];
  /** whose the target is, where it is named at its end */
  aimOwner: string;
  /** months from which it is measured by another threshold */
  breaks: readonly number[];
  /** the month whose value the name gives; null where it gives none */
  named: number | null;
  /** months before as they would be by the measure of today */
  recast?: Recast | null;
}

export interface MonthLinesState {
  months: readonly { label: string; isLabelled: boolean }[];
  lines: readonly MonthLine[];
  /** above the names: of which month their values are; empty where they give none */
  namedLabel: string;
  /** where what is measured changed: a rule before the month, named above it */
  changes: readonly { month: number; label: string }[];
  label: string;
  words: { missing: string; suppressed: string };
  /** under the plot, where the axis does not begin at zero */
  cutAxis: (from: string) => string;
  format: (value: number) => string;
  /** of what is no share: the ends of the scale on which it is measured */
  scale?: { from: number; to: number };
}

const BOTTOM = 32;
const FOOTNOTE = 22;
const LINE_HEIGHT = 20;
const NAME_SIZE = 16;
const NAME_GAP = 32;
/** How much wider heavy letters run. */
const BOLD = 1.08;
/** The axis begins here where all values and targets lie clear above. */
const CUT = 0.5;
const CLEAR = 0.05;

/** The picture at a width in pixels. */
export function placeMonthLines(state: MonthLinesState, width: number): Picture {
  const isNarrow = width < NARROW_BELOW;
  const lowest = lowestOf(state);
  const isTold = lowest !== null;
  const height = isTold ? (isNarrow ? 200 : 300) : UNTOLD_HEIGHT;
  const isCut = state.scale === undefined && isTold && lowest >= CUT + CLEAR;
  const { from: low, to: high } = state.scale ?? { from: isCut ? CUT : 0, to: 1 };
  const { ticks } = scaleFromBreak(low, high, height, 0);
  const left = tickColumn(ticks, state.format);
  const right = width - Math.max(12, endColumn(state.lines, isNarrow));
  const last = Math.max(1, state.months.length - 1);
  const x = (month: number) => left + 10 + ((right - left - 20) * month) / last;

  const names = nameBlock(state, width);
  const changes = changeLabels(state, x, { top: names.height, left, width });
  const top = names.height + changes.height + 12;
  const zeroAt = top + height;
  const scale = scaleFromBreak(low, high, zeroAt, top);

  const marks: Mark[] = [...names.marks, ...gridOfTold(isTold, scale, state.format, left, right)];
  if (isCut) marks.push(breakMark(left, zeroAt));
  for (const { at, labelY } of changes.rules) {
    marks.push({ kind: 'line', x1: at, y1: labelY + 6, x2: at, y2: zeroAt, class: 'change' });
  }
  marks.push(...changes.marks);
  marks.push(...monthLabels(state, x, zeroAt + 22, width));
  marks.push(...aimMarks(state.lines, { x, y: scale.of, right, top, zeroAt, isNarrow }));
  for (const line of state.lines) marks.push(...bandMarks(line, x, scale.of));
  for (const line of state.lines) marks.push(...recastMarks(line, x, scale.of));
  for (const line of state.lines) marks.push(...lineMarks(line, x, scale.of, zeroAt));
  marks.push(...gapWords(state, x, zeroAt - HIDDEN_STRIP - 10, width));
  marks.push(...pastAimLabels(state, x, scale.of, right));
  if (isCut) {
    const y = zeroAt + BOTTOM + FOOTNOTE - 8;
    const text = state.cutAxis(state.format(low));
    marks.push({ kind: 'text', x: 0, y, text, class: 'label quiet footnote' });
  }
  const bottom = zeroAt + BOTTOM + (isCut ? FOOTNOTE : 0);
  return { width, height: bottom, label: state.label, marks };
}

/** Null where no value is shown. */
function lowestOf({ lines }: MonthLinesState): number | null {
  const values = lines.flatMap(({ points, aims, recast }) => [
    ...(recast?.points ?? []).flatMap((point) => point?.value ?? []),
    ...points.flatMap(({ value, interval }) => (value === null ? [] : [interval?.low ?? value])),
    ...aims.map(({ aim }) => aim),
  ]);
  return values.length === 0 ? null : Math.min(...values);
}

/** Two strokes across the foot of the axis: it does not reach zero. */
function breakMark(left: number, zeroAt: number): Mark {
  const stroke = (y: number) => `M${short(left - 5)} ${short(y + 3)}L${short(left + 5)} ${short(y - 3)}`;
  return { kind: 'path', d: stroke(zeroAt - 8) + stroke(zeroAt - 13), class: 'change axis-break' };
}

/** The names with what they count, beside one another where they have room, and above them the month that they speak of. */
function nameBlock(state: MonthLinesState, width: number): { marks: Mark[]; height: number } {
  const from = state.namedLabel === '' ? 16 : 16 + LINE_HEIGHT + 4;
  const marks: Mark[] =
    state.namedLabel === ''
      ? []
      : [{ kind: 'text', x: 0, y: 14, text: state.namedLabel, class: 'label quiet' }];
  const detailsOf = ({ detail, recast }: MonthLine) => [detail, ...(recast == null ? [] : [recast.name])];
  const widths = state.lines.map((line) =>
    Math.max(
      estimateWidth(line.name, NAME_SIZE) * BOLD,
      ...detailsOf(line).map((text) => estimateWidth(text, LABEL_SIZE)),
    ),
  );
  const rows = Math.max(...state.lines.map((line) => detailsOf(line).length));
  const isRow = widths.reduce((sum, one) => sum + one + NAME_GAP, 0) - NAME_GAP <= width;
  let [x, y] = [0, from];
  state.lines.forEach((line, i) => {
    const details = detailsOf(line);
    marks.push({ kind: 'text', x, y, text: line.name, class: `name ${line.ink}` });
    details.forEach((text, row) => {
      marks.push({ kind: 'text', x, y: y + (row + 1) * LINE_HEIGHT, text, class: 'label quiet' });
    });
    if (isRow) x += widths[i]! + NAME_GAP;
    else y += (1 + details.length) * LINE_HEIGHT + 6;
  });
  return { marks, height: (isRow ? from + (1 + rows) * LINE_HEIGHT : y) - 8 };
}

/** Each change is named at the head of its rule, within the picture; a row higher where names would touch. */
function changeLabels(
  { changes }: MonthLinesState,
  x: (month: number) => number,
  { top, left, width }: { top: number; left: number; width: number },
): { marks: Mark[]; rules: { at: number; labelY: number }[]; height: number } {
  const rows: { x: number; end: number }[][] = [];
  const placed = changes.map(({ month, label }) => {
    const at = x(month - 0.5);
    const size = estimateWidth(label, LABEL_SIZE);
    // From the plot's left edge, or as far before it as a long name needs.
    const end = width - size;
    const from = Math.max(0, Math.min(left, end), Math.min(at - 4, end));
    const place = { x: from, end: from + size + 8 };
    const isFree = (row: (typeof rows)[number]) =>
      row.every((other) => place.x >= other.end || other.x >= place.end);
    const found = rows.findIndex(isFree);
    const row = found < 0 ? rows.push([]) - 1 : found;
    rows[row]!.push(place);
    return { at, from, row, label };
  });
  const height = rows.length === 0 ? 0 : rows.length * LINE_HEIGHT + 8;
  const yOf = (row: number) => top + height - 4 - row * LINE_HEIGHT;
  return {
    height,
    rules: placed.map(({ at, row }) => ({ at, labelY: yOf(row) })),
    marks: placed.map(({ from, row, label }): Mark => {
      return { kind: 'text', x: from, y: yOf(row), text: label, class: 'label quiet' };
    }),
  };
}

function monthLabels(state: MonthLinesState, x: (month: number) => number, y: number, width: number): Mark[] {
  let end = -Infinity;
  return state.months.flatMap(({ label, isLabelled }, month): Mark[] => {
    if (!isLabelled) return [];
    const half = estimateWidth(label, LABEL_SIZE) / 2;
    const at = Math.min(Math.max(x(month), half), width - half);
    if (at - half < end) return [];
    end = at + half + 4;
    return [{ kind: 'text', x: at, y, text: label, anchor: 'middle', class: 'label quiet' }];
  });
}

function lineMarks(
  line: MonthLine,
  x: (month: number) => number,
  y: (value: number) => number,
  zeroAt: number,
): Mark[] {
  const marks: Mark[] = [];
  let solid = '';
  let dashed = '';
  let thin = '';
  line.points.forEach((point, month) => {
    const before = line.points[month - 1];
    if (point.value === null || before === undefined || before.value === null) return;
    if (line.breaks.includes(month)) return;
    const segment = `M${short(x(month - 1))} ${short(y(before.value))}L${short(x(month))} ${short(y(point.value))}`;
    if (isPast(line, month)) thin += segment;
    else if (isSettled(point) && isSettled(before)) solid += segment;
    else dashed += segment;
  });
  if (solid !== '') marks.push({ kind: 'path', d: solid, class: `line ${line.ink}` });
  if (dashed !== '') marks.push({ kind: 'path', d: dashed, class: `line provisional ${line.ink}` });
  if (thin !== '') marks.push({ kind: 'path', d: thin, class: `line thin ${line.ink}` });
  line.points.forEach(({ value, status, title }, month) => {
    const cx = x(month);
    if (status === 'missing' || status === 'closed') {
      marks.push({ kind: 'line', x1: cx, y1: zeroAt - 6, x2: cx, y2: zeroAt + 6, class: 'missing', title });
    } else if (value === null) {
      marks.push({
        kind: 'rect',
        x: cx - 6,
        y: zeroAt - HIDDEN_STRIP,
        width: 12,
        height: HIDDEN_STRIP,
        class: 'suppressed',
        isHatched: true,
        title,
      });
    } else if (status === 'partial') {
      marks.push({ kind: 'circle', cx, cy: y(value), r: 5, class: `dot paper ${line.ink}` });
      marks.push({
        kind: 'circle',
        cx,
        cy: y(value),
        r: 5,
        class: `partial ${line.ink}`,
        isHatched: true,
        title,
      });
    } else if (status === 'provisional') {
      marks.push({ kind: 'circle', cx, cy: y(value), r: 4, class: `dot provisional ${line.ink}`, title });
    } else {
      const r = month === line.named ? 5 : 3;
      marks.push({ kind: 'circle', cx, cy: y(value), r, class: `dot ${line.ink}`, title });
    }
  });
  return marks;
}

/** The word for months without a value, above the first of each run of them; where another word stands, none. */
function gapWords(state: MonthLinesState, x: (month: number) => number, y: number, width: number): Mark[] {
  const marks: Mark[] = [];
  let end = -Infinity;
  state.months.forEach((_, month) => {
    const statusAt = (at: number) => {
      const points = state.lines.map((line) => line.points[at]);
      const without = points.find((point) => point !== undefined && point.value === null);
      return without === undefined ? null : without.status === 'suppressed' ? 'suppressed' : 'missing';
    };
    const status = statusAt(month);
    if (status === null || status === statusAt(month - 1)) return;
    const text = state.words[status];
    const half = estimateWidth(text, LABEL_SIZE) / 2;
    // At the ends of the chart within it.
    const at = Math.min(Math.max(x(month), half), width - half);
    if (at - half < end) return;
    end = at + half + 4;
    marks.push({ kind: 'text', x: at, y, text, anchor: 'middle', class: 'label quiet' });
  });
  return marks;
}

/** A month that goes on is drawn thin behind the one that the name speaks of. */
function isPast({ named }: MonthLine, month: number): boolean {
  return named !== null && month > named;
}

function isSettled({ status }: MonthPoint): boolean {
  return status === 'final' || status === 'revised' || status === 'partial';
}
