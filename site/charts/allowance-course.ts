/**
 * What a promise allows and what was used of it, both added up day by day over a month.
 * Owns the two lines and their names at their ends; a day that is hidden adds to neither.
 */
import { horizontalGrid, LABEL_SIZE, scaleFromZero, tickColumn } from './axis.ts';
import { estimateWidth, type Mark, NARROW_BELOW, type Picture } from './picture.ts';
import { short } from './print.ts';

export interface AllowanceCourseState {
  /** one for each day that is told, sums up to its end */
  days: readonly { at: number; spent: number; allowed: number; title: string }[];
  /** days of the whole month: the axis reaches to its end */
  length: number;
  ticks: readonly { at: number; label: string }[];
  spentName: string;
  allowedName: string;
  label: string;
  format: (value: number) => string;
}

const TOP = 16;
const AXIS = 32;
const LABEL_STEP = 20;
/** Between two dates under the days, in pixels. */
const GAP = 10;

/** The picture at a width in pixels. */
export function placeAllowanceCourse(state: AllowanceCourseState, width: number): Picture {
  const isNarrow = width < NARROW_BELOW;
  const height = isNarrow ? 200 : 260;
  const zeroAt = TOP + height;
  const { days } = state;
  const largest = Math.max(0, ...days.flatMap(({ spent, allowed }) => [spent, allowed]));
  const scale = scaleFromZero(largest, zeroAt, TOP);
  const left = tickColumn(scale.ticks, state.format);
  const names = [state.spentName, state.allowedName];
  const right = width - Math.max(...names.map((name) => estimateWidth(name, LABEL_SIZE))) - 12;
  const x = (at: number) => left + ((right - left) * (at + 1)) / state.length;

  const marks: Mark[] = horizontalGrid(scale, state.format, left, right);
  const placed = state.ticks.map(({ at, label }) => {
    const half = estimateWidth(label, LABEL_SIZE) / 2;
    return { label, half, middle: Math.min(Math.max(x(at), half), width - half) };
  });
  const last = placed.at(-1);
  let end = Number.NEGATIVE_INFINITY;
  for (const tick of placed) {
    const { label, half, middle } = tick;
    // Where there is no room for all, the last day goes before those between.
    const isCrowded = tick !== last && last !== undefined && middle + half + GAP > last.middle - last.half;
    if (middle - half < end + GAP || isCrowded) continue;
    end = middle + half;
    marks.push({
      kind: 'text',
      x: middle,
      y: zeroAt + 22,
      text: label,
      anchor: 'middle',
      class: 'label quiet',
    });
  }
  const line = (of: (day: (typeof days)[number]) => number) =>
    [
      `M${short(left)} ${short(zeroAt)}`,
      ...days.map((day) => `L${short(x(day.at))} ${short(scale.of(of(day)))}`),
    ].join('');
  marks.push({ kind: 'path', d: line(({ allowed }) => allowed), class: 'line past' });
  marks.push({ kind: 'path', d: line(({ spent }) => spent), class: 'line now' });
  for (const day of days)
    marks.push({
      ...{ kind: 'circle', cx: x(day.at), cy: scale.of(day.spent), r: 3 },
      ...{ class: 'dot now', title: day.title },
    });
  const lastDay = days.at(-1);
  if (lastDay !== undefined) {
    const at = x(lastDay.at) + 8;
    const [spentAt, allowedAt] = apart(scale.of(lastDay.spent), scale.of(lastDay.allowed), zeroAt);
    marks.push({ kind: 'text', x: at, y: spentAt + 5, text: state.spentName, class: 'label name now' });
    marks.push({ kind: 'text', x: at, y: allowedAt + 5, text: state.allowedName, class: 'label quiet' });
  }
  return { width, height: zeroAt + AXIS, label: state.label, marks };
}

/** Two names near one another, moved as far up as down. */
function apart(one: number, other: number, lowest: number): [number, number] {
  const overlap = LABEL_STEP - Math.abs(one - other);
  const move = overlap > 0 ? overlap / 2 : 0;
  const sign = one <= other ? -1 : 1;
  const [first, second] = [one + sign * move, other - sign * move];
  const under = Math.max(first, second) - (lowest - 4);
  return under > 0 ? [first - under, second - under] : [first, second];
}
