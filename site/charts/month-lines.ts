/**
 * Shares by month as lines, each with its target, named at their ends.
 * Owns where a line may be drawn through: never across a month without a value or a change of what is measured.
 */
import type { CellStatus } from '../../db/domain/cell.ts';
import { type AimSpan, placeAimLabels } from './aim-labels.ts';
import { horizontalGrid, LABEL_SIZE, scaleFromZero, tickColumn } from './axis.ts';
import { estimateWidth, type Mark, NARROW_BELOW, type Picture } from './picture.ts';
import { short } from './print.ts';

export interface MonthPoint {
  value: number | null;
  status: CellStatus;
  title: string;
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
  /** the month whose value the name gives; null where it gives none */
  named: number | null;
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
  const height = isNarrow ? 200 : 300;
  const { ticks } = scaleFromZero(1, height, 0);
  const left = tickColumn(ticks, state.format);
  const right = isNarrow ? width - 12 : width - endColumn(state);
  const last = Math.max(1, state.months.length - 1);
  const x = (month: number) => left + 10 + ((right - left - 10) * month) / last;
  // Where a target's label finds room does not depend on how much stands above the lines, but the reverse does.
  const { placed, crowded } = placeAimLabels(state, x, scaleFromZero(1, height, 0).of, right);
  const names = state.lines.map((line, i) => ({ ...line, details: [...line.details, ...crowded[i]!] }));
  const top = isNarrow ? 24 + namesHeight(names) : 24;
  const zeroAt = top + height;
  const scale = scaleFromZero(1, zeroAt, top);

  const marks: Mark[] = horizontalGrid(scale, state.format, left, right);
  for (const { month, before, after } of state.changes) {
    const at = x(month - 0.5);
    const y = zeroAt - 12;
    marks.push({ kind: 'line', x1: at, y1: top, x2: at, y2: zeroAt, class: 'change' });
    // One word without the other would say that it holds for the whole line.
    if (at - left < estimateWidth(before, LABEL_SIZE) + 12) continue;
    if (right - at < estimateWidth(after, LABEL_SIZE) + 12) continue;
    marks.push(
      { kind: 'text', x: at - 8, y, text: before, anchor: 'end', class: 'label quiet' },
      { kind: 'text', x: at + 8, y, text: after, class: 'label quiet' },
    );
  }
  marks.push(...monthLabels(state, x, zeroAt + 22, width));
  for (const line of state.lines) marks.push(...aimMarks(line, x, scale.of));
  for (const line of state.lines) marks.push(...lineMarks(line, x, scale.of, zeroAt));
  marks.push(...gapWords(state, x, zeroAt - 34));
  for (const { x, y, text, ink } of placed) {
    marks.push({ kind: 'text', x, y: top + y + 5, text, class: `label aim-label ${ink}` });
  }
  marks.push(...(isNarrow ? namesAbove(names) : namesAtEnds(names, x, scale.of, right, zeroAt)));
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
      const r = month === line.named ? 5 : 3;
      marks.push({ kind: 'circle', cx, cy: y(value), r, class: `dot ${line.ink}`, title });
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

/** A month that goes on is drawn thin behind the one that the name speaks of. */
function isPast({ named }: MonthLine, month: number): boolean {
  return named !== null && month > named;
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

/** Beside the lines, each at the value that it names, with a thread from that month where others come after it. */
function namesAtEnds(
  lines: readonly MonthLine[],
  x: (month: number) => number,
  y: (value: number) => number,
  right: number,
  zeroAt: number,
): Mark[] {
  const ends = lines
    .map((line) => {
      const month = line.named ?? line.points.findLastIndex(({ value }) => value !== null);
      const level = y(line.points[month]?.value ?? 0);
      return { line, month, level, at: level + 5 };
    })
    .sort((a, b) => a.at - b.at);
  for (let i = 1; i < ends.length; i++) {
    const above = ends[i - 1]!;
    ends[i]!.at = Math.max(ends[i]!.at, above.at + (above.line.details.length + 1) * LINE_HEIGHT + 8);
  }
  const lowest = ends.at(-1);
  const overflow =
    lowest === undefined ? 0 : Math.max(0, lowest.at + lowest.line.details.length * LINE_HEIGHT - zeroAt);
  return ends.flatMap(({ line, month, level, at }) => {
    const name = nameMarks(line, right + END_GAP, at - overflow);
    if (!isPast(line, line.points.length - 1)) return name;
    const d = `M${short(x(month))} ${short(level)}H${short(right)}L${short(right + END_GAP - 4)} ${short(at - overflow - 5)}`;
    return [{ kind: 'path', d, class: `thread ${line.ink}` }, ...name];
  });
}

function namesHeight(lines: readonly MonthLine[]): number {
  return lines.reduce((sum, line) => sum + (line.details.length + 1) * LINE_HEIGHT + 4, 0);
}

function namesAbove(lines: readonly MonthLine[]): Mark[] {
  let y = 16;
  return lines.flatMap((line) => {
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
