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
  /** what it counts, small under the name */
  detail: string;
  points: readonly MonthPoint[];
  aims: readonly AimSpan[];
  /** months from which it is measured by another threshold */
  breaks: readonly number[];
}

export interface MonthLinesState {
  months: readonly { label: string; isLabelled: boolean }[];
  lines: readonly MonthLine[];
  /** what changed at a month, said in the chart */
  changes: readonly { month: number; text: string }[];
  label: string;
  words: { missing: string; suppressed: string };
  format: (value: number) => string;
}

const BOTTOM = 32;
const END_GAP = 14;
const LINE_HEIGHT = 20;

/** The picture at a width in pixels. */
export function placeMonthLines(state: MonthLinesState, width: number): Picture {
  const isNarrow = width < NARROW_BELOW;
  const top = isNarrow ? 16 + state.lines.length * 2 * LINE_HEIGHT : 24;
  const zeroAt = top + (isNarrow ? 200 : 300);
  const scale = scaleFromZero(1, zeroAt, top);
  const left = tickColumn(scale.ticks, state.format);
  const right = isNarrow ? width - 12 : width - endColumn(state);
  const last = Math.max(1, state.months.length - 1);
  const x = (month: number) => left + 10 + ((right - left - 10) * month) / last;

  const marks: Mark[] = horizontalGrid(scale, state.format, left, right);
  for (const { month, text } of state.changes) {
    const at = x(month - 0.5);
    marks.push({ kind: 'line', x1: at, y1: top, x2: at, y2: zeroAt, class: 'change' });
    const fits = at + 8 + estimateWidth(text, LABEL_SIZE) < right;
    marks.push({
      kind: 'text',
      x: fits ? at + 8 : at - 8,
      y: zeroAt - 12,
      text,
      anchor: fits ? 'start' : 'end',
      class: 'label quiet',
    });
  }
  marks.push(...monthLabels(state, x, zeroAt + 22, width));
  for (const line of state.lines) marks.push(...aimMarks(line, x, scale.of));
  for (const line of state.lines) marks.push(...lineMarks(line, x, scale.of, zeroAt));
  marks.push(...aimLabels(state, x, scale.of, right));
  marks.push(...(isNarrow ? namesAbove(state) : namesAtEnds(state, scale.of, right, zeroAt)));
  return { width, height: zeroAt + BOTTOM, label: state.label, marks };
}

function endColumn(state: MonthLinesState): number {
  const widths = state.lines.flatMap((line) => [
    estimateWidth(nameOf(state, line), 16),
    estimateWidth(line.detail, LABEL_SIZE),
  ]);
  return Math.max(...widths) + END_GAP;
}

/** The name with its latest settled value: "By our clock 77%". */
function nameOf(state: MonthLinesState, line: MonthLine): string {
  const latest = latestOf(line);
  return latest === null ? line.name : `${line.name} ${state.format(latest.value)}`;
}

function latestOf(line: MonthLine): { value: number; month: number } | null {
  for (let month = line.points.length - 1; month >= 0; month--) {
    const value = line.points[month]!.value;
    if (value !== null) return { value, month };
  }
  return null;
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

/** Names each target once, at its first month, above its line; under it where another label stands there. */
function aimLabels(
  state: MonthLinesState,
  x: (month: number) => number,
  y: (value: number) => number,
  right: number,
): Mark[] {
  const placed: { x: number; end: number; y: number }[] = [];
  const marks: Mark[] = [];
  for (const line of state.lines) {
    const said = new Set<string>();
    for (const { from, aim, label } of line.aims) {
      if (said.has(label)) continue;
      said.add(label);
      const at = Math.max(
        x(0),
        Math.min(x(Math.max(0, from - 0.5)), right - estimateWidth(label, LABEL_SIZE)),
      );
      const end = at + estimateWidth(label, LABEL_SIZE);
      const collides = (baseline: number) =>
        placed.some((one) => Math.abs(one.y - baseline) < LINE_HEIGHT && one.x < end && at < one.end);
      const below = y(aim) + 18;
      const baseline = collides(below) ? y(aim) - 8 : below;
      placed.push({ x: at, end, y: baseline });
      marks.push({ kind: 'text', x: at, y: baseline, text: label, class: `label aim-label ${line.ink}` });
    }
  }
  return marks;
}

function namesAtEnds(
  state: MonthLinesState,
  y: (value: number) => number,
  right: number,
  zeroAt: number,
): Mark[] {
  const ends = state.lines
    .map((line) => ({ line, at: y(latestOf(line)?.value ?? 0) + 5 }))
    .sort((a, b) => a.at - b.at);
  const room = 2 * LINE_HEIGHT + 8;
  for (let i = 1; i < ends.length; i++) ends[i]!.at = Math.max(ends[i]!.at, ends[i - 1]!.at + room);
  const overflow = ends.length === 0 ? 0 : Math.max(0, ends.at(-1)!.at + LINE_HEIGHT - zeroAt);
  return ends.flatMap(({ line, at }): Mark[] => [
    {
      kind: 'text',
      x: right + END_GAP,
      y: at - overflow,
      text: nameOf(state, line),
      class: `name ${line.ink}`,
    },
    {
      kind: 'text',
      x: right + END_GAP,
      y: at - overflow + LINE_HEIGHT,
      text: line.detail,
      class: 'label quiet',
    },
  ]);
}

function namesAbove(state: MonthLinesState): Mark[] {
  return state.lines.flatMap((line, i): Mark[] => {
    const y = 16 + i * 2 * LINE_HEIGHT;
    return [
      { kind: 'text', x: 0, y, text: nameOf(state, line), class: `name ${line.ink}` },
      { kind: 'text', x: 0, y: y + 18, text: line.detail, class: 'label quiet' },
    ];
  });
}
