/**
 * The months of a line that were measured otherwise, as they are by the measure of today: a thin second line in its colour.
 * Owns where it may be drawn: through them alone, and on to the first month that the line itself measures so.
 */
import type { Mark } from './picture.ts';
import { short } from './print.ts';

export interface Recast {
  /** under what the line counts */
  name: string;
  /** one for each month; null where the line itself measures so, or where it is not known */
  points: readonly ({ value: number; title: string } | null)[];
  /** the month from which the line itself measures so; null where none does yet */
  until: number | null;
}

interface RecastLine {
  ink: string;
  points: readonly { value: number | null }[];
  recast?: Recast | null;
}

export function recastMarks(
  { ink, points, recast }: RecastLine,
  x: (month: number) => number,
  y: (value: number) => number,
): Mark[] {
  if (recast == null) return [];
  const at = (month: number, value: number) => `${short(x(month))} ${short(y(value))}`;
  let d = '';
  recast.points.forEach((point, month) => {
    const own = month + 1 === recast.until ? points[month + 1]?.value : null;
    const next = recast.points[month + 1]?.value ?? own;
    if (point !== null && next != null) d += `M${at(month, point.value)}L${at(month + 1, next)}`;
  });
  const dots = recast.points.flatMap((point, month): Mark[] =>
    point === null
      ? []
      : [
          {
            ...{ kind: 'circle', cx: x(month), cy: y(point.value), r: 2 },
            ...{ class: `dot ${ink}`, title: point.title },
          },
        ],
  );
  return d === '' ? dots : [{ kind: 'path', d, class: `line thin recast ${ink}` }, ...dots];
}
