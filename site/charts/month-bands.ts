/** How far each month of a line could be off, as a soft band. Refuses to join months between which one is not known. */
import type { Mark } from './picture.ts';
import { short } from './print.ts';

interface BandedLine {
  ink: string;
  points: readonly { value: number | null; interval?: { low: number; high: number } | null }[];
  breaks: readonly number[];
}

/** Width of the bar of a month between months without a value. */
const LONE_BAND = 8;

/** A soft band over each run of months whose intervals are known; a month that stands alone has a bar of its own. */
export function bandMarks(
  { points, breaks, ink }: BandedLine,
  x: (month: number) => number,
  y: (value: number) => number,
): Mark[] {
  const runs: { from: number; intervals: { low: number; high: number }[] }[] = [];
  points.forEach(({ value, interval }, month) => {
    if (value === null || interval == null) return;
    const last = runs.at(-1);
    const isNext = last !== undefined && last.from + last.intervals.length === month;
    if (isNext && !breaks.includes(month)) last.intervals.push(interval);
    else runs.push({ from: month, intervals: [interval] });
  });
  return runs.map(({ from, intervals }): Mark => {
    const [only] = intervals;
    if (only !== undefined && intervals.length === 1) {
      const [top, foot] = [y(only.high), y(only.low)];
      return {
        ...{ kind: 'rect', x: x(from) - LONE_BAND / 2, y: top, width: LONE_BAND, height: foot - top },
        class: `band ${ink}`,
      };
    }
    const at = (i: number, value: number) => `${short(x(from + i))} ${short(y(value))}`;
    const upper = intervals.map(({ high }, i) => at(i, high));
    const lower = intervals.map(({ low }, i) => at(i, low)).toReversed();
    return { kind: 'path', d: `M${[...upper, ...lower].join('L')}Z`, class: `band ${ink}` };
  });
}
