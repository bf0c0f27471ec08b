/**
 * Shares by month as lines, each with its target, named at their ends.
 * Owns where a line may be drawn through: never across a month without a value or a change of what is measured.
 */
import type { CellStatus } from '../../db/domain/cell.ts';
import { horizontalGrid, LABEL_SIZE, scaleFromZero, tickColumn } from './axis.ts';
import { estimateWidth, type Mark, NARROW_BELOW, type Picture } from './picture.ts';
import { short } from './print.ts';

export interface MonthPoint {
  value: number | null;
  status: CellStatus;
  title: string;
}

/** A target over the months `from` to `to`, both included. */
export interface AimSpan {
  from: number;
  to: number;
  aim: number;
  label: string;
}

export interface MonthLine {
  /** class of its colour */
  ink: string;
  name: string;
  /** small under the name: of which month its value is, and what it counts */
  details: readonly string[];
  points: readonly MonthPoint[];
  aims: readonly AimSpan[];
  /** months from which it is measured by another threshold */
  breaks: readonly number[];
}

export interface MonthLinesState {
  months: readonly { label: string; isLabelled: boolean }[];
  lines: readonly MonthLine[];
  /** where what is measured changed: a rule before the month, with words on both its sides */
  changes: readonly { month: number; before: string; after: string }[];
  label: string;
  words: { missing: string; suppressed: string };
  format: (value: number) => string;
}

const BOTTOM = 32;
const END_GAP = 14;
const LINE_HEIGHT = 20;
/** How much wider heavy letters run. */
const BOLD = 1.08;

/** The picture at a width in pixels. */
export function placeMonthLines(state: MonthLinesState, width: number): Picture {
  const isNarrow = width < NARROW_BELOW;
  const top = isNarrow ? 24 + namesHeight(state) : 24;
  const zeroAt = top + (isNarrow ? 200 : 300);
  const scale = scaleFromZero(1, zeroAt, top);
  const left = tickColumn(scale.ticks, state.format);
  const right = isNarrow ? width - 12 : width - endColumn(state);
  const last = Math.max(1, state.months.length - 1);
  const x = (month: number) => left + 10 + ((right - left - 10) * month) / last;

  const marks: Mark[] = horizontalGrid(scale, state.format, left, right);
  for (const { month, before, after } of state.changes) {
    const at = x(month - 0.5);
    const y = zeroAt - 12;
    marks.push({ kind: 'line', x1: at, y1: top, x2: at, y2: zeroAt, class: 'change' });
    if (at - left > estimateWidth(before, LABEL_SIZE) + 12) {
      marks.push({ kind: 'text', x: at - 8, y, text: before, anchor: 'end', class: 'label quiet' });
    }
    if (right - at > estimateWidth(after, LABEL_SIZE) + 12) {
      marks.push({ kind: 'text', x: at + 8, y, text: after, class: 'label quiet' });
    }
  }
  marks.push(...monthLabels(state, x, zeroAt + 22, width));
  for (const line of state.lines) marks.push(...aimMarks(line, x, scale.of));
  for (const line of state.lines) marks.push(...lineMarks(line, x, scale.of, zeroAt));
  marks.push(...gapWords(state, x, zeroAt - 34));
  marks.push(...aimLabels(state, x, scale.of, right));
  marks.push(...(isNarrow ? namesAbove(state) : namesAtEnds(state, scale.of, right, zeroAt)));
  return { width, height: zeroAt + BOTTOM, label: state.label, marks };
}

function endColumn(state: MonthLinesState): number {
  const widths = state.lines.flatMap((line) => [
    estimateWidth(line.name, 16) * BOLD,
    ...line.details.map((detail) => estimateWidth(detail, LABEL_SIZE)),
  ]);
  return Math.max(...widths) + END_GAP;
}

function monthLabels(state: MonthLinesState, x: (month: number) => number, y: number, width: number): Mark[] {
  return state.months.flatMap(({ label, isLabelled }, month): Mark[] => {
    if (!isLabelled) return [];
    const half = estimateWidth(label, LABEL_SIZE) / 2;
    const at = Math.min(Math.max(x(month), half), width - half);
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
  line.points.forEach((point, month) => {
    const before = line.points[month - 1];
    if (point.value === null || before === undefined || before.value === null) return;
    if (line.breaks.includes(month)) return;
    const segment = `M${short(x(month - 1))} ${short(y(before.value))}L${short(x(month))} ${short(y(point.value))}`;
    if (isSettled(point) && isSettled(before)) solid += segment;
    else dashed += segment;
  });
  if (solid !== '') marks.push({ kind: 'path', d: solid, class: `line ${line.ink}` });
  if (dashed !== '') marks.push({ kind: 'path', d: dashed, class: `line provisional ${line.ink}` });
  line.points.forEach(({ value, status, title }, month) => {
    const cx = x(month);
    if (status === 'missing' || status === 'closed') {
      marks.push({ kind: 'line', x1: cx, y1: zeroAt - 6, x2: cx, y2: zeroAt + 6, class: 'missing', title });
    } else if (value === null) {
      marks.push({
        kind: 'rect',
        x: cx - 6,
        y: zeroAt - 24,
        width: 12,
        height: 24,
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
      marks.push({ kind: 'circle', cx, cy: y(value), r: 3, class: `dot ${line.ink}`, title });
    }
  });
  return marks;
}

/** The word for months without a value, above the first of each run of them; where another word stands, none. */
function gapWords(state: MonthLinesState, x: (month: number) => number, y: number): Mark[] {
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
    if (x(month) - half < end) return;
    end = x(month) + half + 4;
    marks.push({ kind: 'text', x: x(month), y, text, anchor: 'middle', class: 'label quiet' });
  });
  return marks;
}

function isSettled({ status }: MonthPoint): boolean {
  return status === 'final' || status === 'revised' || status === 'partial';
}

function aimMarks(line: MonthLine, x: (month: number) => number, y: (value: number) => number): Mark[] {
  return line.aims.map(({ from, to, aim }): Mark => {
    const half = line.points.length > 1 ? 0.5 : 0;
    const first = Math.max(0, from - half);
    const last = Math.min(line.points.length - 1, to + half);
    return { kind: 'line', x1: x(first), y1: y(aim), x2: x(last), y2: y(aim), class: `aim ${line.ink}` };
  });
}

/** Names each target once, above or below its line, where the lines leave most room. */
function aimLabels(
  state: MonthLinesState,
  x: (month: number) => number,
  y: (value: number) => number,
  right: number,
): Mark[] {
  const taken: { x: number; end: number; y: number }[] = [];
  const marks: Mark[] = [];
  for (const line of state.lines) {
    const said = new Set<string>();
    for (const { from, to, aim, label } of line.aims) {
      if (said.has(label)) continue;
      said.add(label);
      const width = estimateWidth(label, LABEL_SIZE);
      const places = Array.from({ length: to - from + 1 }, (_, i) => x(from + i))
        .filter((at) => at + width <= right)
        .flatMap((at) => [y(aim) - 12, y(aim) + 13].map((middle) => ({ x: at, end: at + width, y: middle })));
      const roomOf = (place: { x: number; end: number; y: number }) =>
        Math.min(roomAround(state, x, y, place), ...taken.map((other) => distance(place, other)));
      const best = places.reduce((one, other) => (roomOf(other) > roomOf(one) + 1 ? other : one), {
        x: x(0),
        end: x(0) + width,
        y: y(aim) + 13,
      });
      taken.push(best);
      marks.push({
        kind: 'text',
        x: best.x,
        y: best.y + 5,
        text: label,
        class: `label aim-label ${line.ink}`,
      });
    }
  }
  return marks;
}

interface Place {
  x: number;
  end: number;
  /** the middle of the letters */
  y: number;
}

/** Pixels between a label and the nearest line or other target above or below it. */
function roomAround(
  state: MonthLinesState,
  x: (month: number) => number,
  y: (value: number) => number,
  place: Place,
): number {
  let room = 60;
  for (const { month } of state.changes) {
    if (x(month - 0.5) > place.x - 8 && x(month - 0.5) < place.end + 8) room = 0;
  }
  for (const line of state.lines) {
    line.points.forEach(({ value }, month) => {
      if (value === null || x(month) < place.x - 30 || x(month) > place.end + 30) return;
      room = Math.min(room, Math.abs(y(value) - place.y));
    });
    for (const { from, to, aim } of line.aims) {
      if (x(to) < place.x || x(from) > place.end) continue;
      room = Math.min(room, Math.abs(y(aim) - place.y));
    }
  }
  return room;
}

function distance(one: Place, other: Place): number {
  return one.x < other.end && other.x < one.end ? Math.abs(one.y - other.y) : 60;
}

function namesAtEnds(
  state: MonthLinesState,
  y: (value: number) => number,
  right: number,
  zeroAt: number,
): Mark[] {
  const ends = state.lines
    .map((line) => ({ line, at: y(line.points.findLast(({ value }) => value !== null)?.value ?? 0) + 5 }))
    .sort((a, b) => a.at - b.at);
  for (let i = 1; i < ends.length; i++) {
    const above = ends[i - 1]!;
    ends[i]!.at = Math.max(ends[i]!.at, above.at + (above.line.details.length + 1) * LINE_HEIGHT + 8);
  }
  const lowest = ends.at(-1);
  const overflow =
    lowest === undefined ? 0 : Math.max(0, lowest.at + lowest.line.details.length * LINE_HEIGHT - zeroAt);
  return ends.flatMap(({ line, at }) => nameMarks(line, right + END_GAP, at - overflow));
}

function namesHeight(state: MonthLinesState): number {
  return state.lines.reduce((sum, line) => sum + (line.details.length + 1) * LINE_HEIGHT + 4, 0);
}

function namesAbove(state: MonthLinesState): Mark[] {
  let y = 16;
  return state.lines.flatMap((line) => {
    const marks = nameMarks(line, 0, y);
    y += (line.details.length + 1) * LINE_HEIGHT + 4;
    return marks;
  });
}

function nameMarks(line: MonthLine, x: number, y: number): Mark[] {
  return [
    { kind: 'text', x, y, text: line.name, class: `name ${line.ink}` },
    ...line.details.map(
      (text, i): Mark => ({ kind: 'text', x, y: y + (i + 1) * LINE_HEIGHT, text, class: 'label quiet' }),
    ),
  ];
}
