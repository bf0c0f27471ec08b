/** The whole history in small with the window on it, to see where one is and to move. Refuses axes: it is no chart. */
import type { Mark, Picture } from '../picture.ts';
import { short } from '../print.ts';
import { isGapBetween, thinToColumns } from './columns.ts';
import { NO_CUTS, positionsOf } from './open-time.ts';
import { type TimeScale, type TimeWindow, timeScale } from './scales.ts';
import { endOf, type TimeSeries } from './time-series.ts';

export interface MinimapState {
  series: TimeSeries;
  window: TimeWindow;
  /** the sentence that stands for it: "All records, 2021 to 2026; shown: March 2026" */
  label: string;
}

export interface PlacedMinimap {
  picture: Picture;
  scale: TimeScale;
  /** pixels of the window's edges, which the brush takes hold of */
  window: { x: number; end: number };
}

const HEIGHT = 48;
const PAD = 3;
/** Narrower than this a window could be neither seen nor held. */
const LEAST_WINDOW = 4;

/** The map at a width in pixels, as high as a finger. */
export function placeMinimap({ series, window, label }: MinimapState, width: number): PlacedMinimap {
  const { at, value } = series;
  const from = at[0] ?? window.from;
  const to = at.length === 0 ? window.to : endOf(series, at.length - 1);
  const scale = timeScale({ from, to }, 0, width);
  let largest = 0;
  let least = 0;
  for (let i = 0; i < value.length; i++) {
    // Comparisons with NaN are false, so buckets without a value pass.
    if (value[i]! > largest) largest = value[i]!;
    if (value[i]! < least) least = value[i]!;
  }
  const span = largest - least || 1;
  const y = (one: number) => HEIGHT - PAD - ((one - least) / span) * (HEIGHT - 2 * PAD);
  const positions = positionsOf(series, NO_CUTS);
  // Four points a column: half as many columns as pixels keep the path short, and extremes are kept all the same.
  const columns = Math.max(1, Math.floor(width / 2));
  const picks = thinToColumns(positions, value, { first: 0, beyond: at.length, from, to, columns });
  let d = '';
  picks.forEach((index, k) => {
    const before = picks[k - 1];
    const isJoined = before !== undefined && !isGapBetween(value, before, index);
    const point = `${short(scale.of(positions[index]!))} ${short(y(value[index]!))}`;
    // A lone point is a line of no length, which a round end makes visible.
    d += isJoined ? `L${point}` : `M${point}h0`;
  });
  const edges = windowOn(scale, window, width);
  const marks: Mark[] = [
    { kind: 'line', x1: 0, y1: y(Math.max(0, least)), x2: width, y2: y(Math.max(0, least)), class: 'zero' },
    ...(d === '' ? [] : [{ kind: 'path', d, class: 'line compared minimap-line' } as const]),
    { kind: 'rect', x: 0, y: 0, width: edges.x, height: HEIGHT, class: 'minimap-outside' },
    { kind: 'rect', x: edges.end, y: 0, width: width - edges.end, height: HEIGHT, class: 'minimap-outside' },
    {
      kind: 'rect',
      x: edges.x,
      y: 0.5,
      width: edges.end - edges.x,
      height: HEIGHT - 1,
      class: 'minimap-window',
    },
  ];
  return { picture: { width, height: HEIGHT, label, marks }, scale, window: edges };
}

function windowOn(scale: TimeScale, { from, to }: TimeWindow, width: number): { x: number; end: number } {
  const x = Math.min(Math.max(scale.of(from), 0), width - LEAST_WINDOW);
  const end = Math.max(x + LEAST_WINDOW, Math.min(scale.of(to), width));
  return { x, end };
}
