/**
 * The last months of one figure as a line the size of a word, its last point marked.
 * Owns that a gap stays a gap and a hidden month a hatch; refuses axes: it shows a course, and the words beside it the size.
 */
import type { CellStatus } from '../../db/domain/cell.ts';
import type { Mark, Picture } from './picture.ts';

export interface SparklineState {
  points: readonly { value: number | null; status: CellStatus }[];
  /** one sentence: what it is, from where to where, and the last value */
  label: string;
}

export const SPARKLINE = { width: 132, height: 30 } as const;
const EDGE = 5;
/** A figure that hardly moves is drawn as hardly moving: a line fills its height only from this change on. */
const LEAST_SPAN_SHARE = 0.1;

/** Whole pixels throughout: a page may hold fifty of them. */
export function placeSparkline({ points, label }: SparklineState): Picture {
  const { width, height } = SPARKLINE;
  const step = (width - 2 * EDGE) / Math.max(1, points.length - 1);
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const high = Math.max(...values);
  const low = Math.min(...values);
  const span = Math.max(high - low, LEAST_SPAN_SHARE * Math.max(Math.abs(high), Math.abs(low))) || 1;
  const middle = (high + low) / 2;
  const x = (i: number) => Math.round(EDGE + step * i);
  const y = (value: number) => Math.round(height / 2 - ((value - middle) / span) * (height - 2 * EDGE));

  let d = '';
  const marks: Mark[] = [];
  points.forEach(({ value, status }, i) => {
    if (value === null) {
      if (status !== 'suppressed') return;
      const left = Math.max(0, Math.round(x(i) - step / 2));
      const end = Math.min(width, Math.round(x(i) + step / 2));
      const rect: Mark = { kind: 'rect', x: left, y: EDGE, width: end - left, height: height - 2 * EDGE };
      marks.push({ ...rect, class: 'suppressed', isHatched: true });
      return;
    }
    const hasBefore = i > 0 && points[i - 1]!.value !== null;
    const hasAfter = i < points.length - 1 && points[i + 1]!.value !== null;
    if (hasBefore) d += `L${x(i)} ${y(value)}`;
    else if (hasAfter) d += `M${x(i)} ${y(value)}`;
    else if (i < points.length - 1) {
      marks.push({ kind: 'circle', cx: x(i), cy: y(value), r: 1.5, class: 'dot ours' });
    }
  });
  if (d !== '') marks.push({ kind: 'path', d, class: 'line thin ours' });
  const last = points.length - 1;
  const end = points[last];
  if (end !== undefined && end.value !== null) {
    const isOpen = end.status === 'provisional' || end.status === 'partial';
    const kind = isOpen ? 'dot provisional ours' : 'dot ours';
    marks.push({ kind: 'circle', cx: x(last), cy: y(end.value), r: 3, class: kind });
  }
  return { width, height, label, marks };
}
