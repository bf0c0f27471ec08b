/** The value axis that charts share: from zero, at most five ticks, faint lines across, a strong line at zero. */
import { nice, ticks } from 'd3';
import { estimateWidth, type Mark } from './picture.ts';

const MOST_TICKS = 4;
export const LABEL_SIZE = 14;

export interface ValueScale {
  /** pixels of a value */
  of: (value: number) => number;
  ticks: number[];
}

/** Values from 0 to at least `largest`, laid between two pixel positions. */
export function scaleFromZero(largest: number, zeroAt: number, topAt: number): ValueScale {
  return scaleBetween(0, largest > 0 ? largest : 1, zeroAt, topAt);
}

/** The same where values may be negative: zero is always among them. */
export function scaleAroundZero(values: readonly number[], lowAt: number, topAt: number): ValueScale {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  return scaleBetween(low, high > low ? high : low + 1, lowAt, topAt);
}

/** Values from `low`, which is no zero where small differences among large values are to be seen. */
export function scaleFromBreak(low: number, high: number, lowAt: number, topAt: number): ValueScale {
  return scaleBetween(low, high, lowAt, topAt);
}

/** Round values from 0 to at most `end`. */
export function roundTicks(end: number, most: number): number[] {
  return ticks(0, end, most);
}

/** A straight line is no work for d3's scales, which would bring colours and formats to the browser with them. */
function scaleBetween(least: number, largest: number, leastAt: number, largestAt: number): ValueScale {
  const [low, high] = nice(least, largest, MOST_TICKS);
  return {
    of: (value) => leastAt + ((largestAt - leastAt) * (value - low)) / (high - low),
    ticks: ticks(low, high, MOST_TICKS),
  };
}

/** Width of the column that the tick labels need. */
export function tickColumn(ticks: readonly number[], format: (value: number) => string): number {
  return Math.max(...ticks.map((tick) => estimateWidth(format(tick), LABEL_SIZE))) + 8;
}

/** Of letters at their baseline, how far they reach up and down, the rim of paper included. */
const LETTERS = { up: 12, down: 5 };

/** Where words that would stand on a line of the grid stand instead: just above it, and so above what they kept clear of. */
export function clearOfGrid({ of, ticks }: ValueScale, baseline: number): number {
  const line = ticks.map(of).find((y) => y > baseline - LETTERS.up && y < baseline + LETTERS.down);
  return line === undefined ? baseline : line - LETTERS.down;
}

/** Lines across with their values at the left, those of zero strong. */
export function horizontalGrid(
  scale: ValueScale,
  format: (value: number) => string,
  left: number,
  right: number,
): Mark[] {
  return scale.ticks.flatMap((tick): Mark[] => {
    const y = scale.of(tick);
    return [
      { kind: 'line', x1: left, y1: y, x2: right, y2: y, class: tick === 0 ? 'zero' : 'grid' },
      { kind: 'text', x: left - 8, y: y + 5, text: format(tick), anchor: 'end', class: 'label quiet' },
    ];
  });
}

/** Of a plot in which no value is told: room for the signs that say why. */
export const UNTOLD_HEIGHT = 48;

/**
 * The same where values are told. Where none is, the line of zero alone: values on an axis would be made up, and seem to
 * say below which of them the hidden ones lie.
 */
export function gridOfTold(isTold: boolean, ...grid: Parameters<typeof horizontalGrid>): Mark[] {
  const marks = horizontalGrid(...grid);
  return isTold ? marks : marks.filter(({ class: name }) => name === 'zero');
}
