/**
 * How long something took, as a stair: the share done by each time, with the span that was promised behind it.
 * Owns the places of stair, band, ticks and named points; refuses to draw beyond what is known.
 */
import { horizontalGrid, LABEL_SIZE, scaleFromBreak, tickColumn } from './axis.ts';
import { estimateWidth, type Mark, NARROW_BELOW, type Picture } from './picture.ts';
import { short } from './print.ts';

export interface SpanStairState {
  /** by ascending time: the share, 0 to 1, done by then */
  steps: readonly { at: number; share: number; title: string }[];
  /** the time at which the axis ends, in the unit of `at` */
  end: number;
  ticks: readonly { at: number; label: string }[];
  /** from and to which time it was promised, with the words above it; null where nothing is stated */
  promised: { from: number; to: number; label: string } | null;
  /** points of the stair that are named: half, nine in ten */
  named: readonly { at: number; share: number; label: string }[];
  /** under the plot: what the axis counts */
  axisLabel: string;
  label: string;
  format: (share: number) => string;
}

const HEAD = 30;
const FOOT = 52;
const POINT = 5;
const GAP = 10;
const ROW = 20;
/** Heavy letters run wider. */
const BOLD = 1.08;

/** The picture at a width in pixels. */
export function placeSpanStair(state: SpanStairState, width: number): Picture {
  const isNarrow = width < NARROW_BELOW;
  const height = isNarrow ? 220 : 300;
  const left = tickColumn([0, 1], state.format);
  const right = width - 12;
  const x = (at: number) => left + ((right - left) * Math.min(at, state.end)) / state.end;

  const isListed = state.named.some(
    ({ at, label }) => x(at) + GAP + estimateWidth(label, LABEL_SIZE) * BOLD > right,
  );
  const top = HEAD + (isListed ? state.named.length * ROW + 4 : 0);
  const zeroAt = top + height;
  const scale = scaleFromBreak(0, 1, zeroAt, top);

  const marks: Mark[] = [];
  const { promised } = state;
  if (promised !== null) {
    const [from, to] = [x(promised.from), x(promised.to)];
    marks.push({ kind: 'rect', x: from, y: top, width: to - from, height, class: 'promised-span' });
  }
  marks.push(...horizontalGrid(scale, state.format, left, right));
  if (promised !== null) {
    const to = x(promised.to);
    marks.push({ kind: 'line', x1: to, y1: top - 8, x2: to, y2: zeroAt, class: 'promised-end' });
    const size = estimateWidth(promised.label, LABEL_SIZE);
    const at = Math.max(0, Math.min(to - size, width - size));
    marks.push({ kind: 'text', x: at, y: top - 14, text: promised.label, class: 'label' });
  }
  marks.push(...stairMarks(state, x, scale.of, zeroAt));
  marks.push(...nameMarks(state, x, scale.of, isListed));
  marks.push(...tickMarks(state, x, zeroAt + 22, width));
  marks.push({
    kind: 'text',
    x: Math.max(0, Math.min(left, width - estimateWidth(state.axisLabel, LABEL_SIZE))),
    y: zeroAt + FOOT - 8,
    text: state.axisLabel,
    class: 'label quiet footnote',
  });
  return { width, height: zeroAt + FOOT, label: state.label, marks };
}

function stairMarks(
  { steps, end }: SpanStairState,
  x: (at: number) => number,
  y: (share: number) => number,
  zeroAt: number,
): Mark[] {
  let line = `M${short(x(0))} ${short(zeroAt)}`;
  let reached = 0;
  for (const { at, share } of steps) {
    line += `L${short(x(at))} ${short(y(reached))}L${short(x(at))} ${short(y(share))}`;
    reached = share;
  }
  line += `L${short(x(end))} ${short(y(reached))}`;
  const area = `${line}L${short(x(end))} ${short(zeroAt)}Z`;
  const marks: Mark[] = [
    { kind: 'path', d: area, class: 'span-area' },
    { kind: 'path', d: line, class: 'line ours' },
  ];
  // Each step says its figures when the pointer rests on it.
  for (const { at, share, title } of steps) {
    marks.push({ kind: 'circle', cx: x(at), cy: y(share), r: 2.5, class: 'dot ours', title });
  }
  return marks;
}

/** Beside their points, below the stair; `rows`: above the picture in place of that, since one has no room there. */
function nameMarks(
  { named }: SpanStairState,
  x: (at: number) => number,
  y: (share: number) => number,
  rows: boolean,
): Mark[] {
  let lowest = -Infinity;
  return [...named]
    .sort((a, b) => b.share - a.share)
    .flatMap(({ at, share, label }, i): Mark[] => {
      const [cx, cy] = [x(at), y(share)];
      const baseline = rows ? 14 + (named.length - 1 - i) * ROW : Math.max(cy + 22, lowest);
      lowest = baseline + ROW;
      return [
        { kind: 'circle', cx, cy, r: POINT, class: 'dot ours' },
        { kind: 'text', x: rows ? 0 : cx + GAP, y: baseline, text: label, class: 'label strong' },
      ];
    });
}

function tickMarks(state: SpanStairState, x: (at: number) => number, y: number, width: number): Mark[] {
  let end = -Infinity;
  return state.ticks.flatMap(({ at, label }): Mark[] => {
    const half = estimateWidth(label, LABEL_SIZE) / 2;
    const middle = Math.min(Math.max(x(at), half), width - half);
    if (middle - half < end + 6) return [];
    end = middle + half;
    return [{ kind: 'text', x: middle, y, text: label, anchor: 'middle', class: 'label quiet' }];
  });
}
