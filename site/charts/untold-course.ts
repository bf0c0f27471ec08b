/**
 * One day hour by hour of which no value is told: the signs that say why, over the clock.
 * Owns that such a picture has no axis: values along it would be made up, and seem to tell below what the hidden ones lie.
 */
import { UNTOLD_HEIGHT } from './axis.ts';
import { barMarks, closedMarks, nameGaps } from './bar.ts';
import { type CourseHour, type DayCourseState, hourLabels, placeDayCourse } from './day-course.ts';
import type { Mark, Picture } from './picture.ts';

const BOTTOM = 32;

/** The picture of a published day at a width in pixels: with its bars, or with the signs alone where there is none. */
export function placeWholeCourse(state: DayCourseState, width: number): Picture {
  const isTold = state.hours.some(({ value, usual }) => value !== null || usual !== null);
  return isTold ? placeDayCourse(state, width) : placeUntoldCourse(state, width);
}

function placeUntoldCourse(state: DayCourseState, width: number): Picture {
  const { hours } = state;
  const zeroAt = UNTOLD_HEIGHT;
  const step = width / Math.max(1, hours.length);
  const xs = hours.map((_, i) => i * step);
  const bars = hours.map((hour) => ({ ...hour, status: statusOf(hour), isStrong: true }));
  const marks: Mark[] = closedMarks(bars, xs, step, 0, zeroAt);
  marks.push({ kind: 'line', x1: 0, y1: zeroAt, x2: width, y2: zeroAt, class: 'zero' });
  bars.forEach((bar, i) => {
    marks.push(...barMarks(bar, { x: xs[i]! + step * 0.1, width: step * 0.8, zeroAt, top: zeroAt }));
  });
  marks.push(...hourLabels(state, xs, step, zeroAt + 22, width));
  const named = nameGaps(state, bars, { xs, step, zeroAt, left: 0, underAt: zeroAt + BOTTOM });
  marks.push(...named.marks);
  return { width, height: zeroAt + BOTTOM + named.height, label: state.label, marks };
}

/** A published day is over: nothing of it is still to come. */
function statusOf({ status }: CourseHour) {
  return status === 'ahead' ? 'missing' : status;
}
