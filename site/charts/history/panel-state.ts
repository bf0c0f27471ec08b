/** What one panel of a history shows, before it has any pixels. Owns no arithmetic but the extent of the values. */

import type { ValueKind } from './scales.ts';
import type { TimeSeries } from './time-series.ts';

/** The five signs of a figure that is not simply final. */
export type Sign = 'closed' | 'missing' | 'suppressed' | 'provisional' | 'partial';

export interface PanelWords {
  /** in the picture, where there is room: "closed", "no record", "hidden" */
  inPlace: Readonly<Record<'closed' | 'missing' | 'suppressed', string>>;
  /** under the picture: "Tinted: closed", "Dashed: provisional" */
  notes: Readonly<Record<Sign, string>>;
  /** under a picture that thinned out points: "Range shown: …" */
  rangeShown: string;
  /** under an axis of shares that does not show 0 to 100 % */
  brokenAxis: string;
  /** under an axis of time without closed hours */
  timeCut: string;
}

/** Values of the same buckets as the series; NaN where there is none. */
export interface AlignedLine {
  name: string;
  value: Float64Array;
}

export interface AlignedBand {
  name: string;
  low: Float64Array;
  high: Float64Array;
}

export interface HistoryPanelState {
  heading: string;
  /** small and grey beside the heading */
  unit: string;
  series: TimeSeries;
  /** another period or year, laid over this one by the rule that the page says in words */
  comparison: AlignedLine | null;
  average: AlignedLine | null;
  /** the expected range */
  band: AlignedBand | null;
  /** bars where buckets are broad enough for them, else a line all the same */
  kind: 'bars' | 'line';
  values: { kind: ValueKind; isClose?: boolean };
  /** where what is measured, or its target, changed: nothing is joined across */
  breaks: readonly { at: number; label: string }[];
  words: PanelWords;
  format: (value: number) => string;
  /** panels of the same buckets and unit beside which this one is read, on one scale of values with them */
  besides?: readonly HistoryPanelState[];
}

/** Where a panel's plot lies in its picture, in pixels. */
export interface PlotBox {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Extent {
  least: number;
  largest: number;
}

/** Least and largest of all that a panel shows of the buckets [first, beyond); NaN where nothing has a value. */
export function extentOf(state: HistoryPanelState, first: number, beyond: number): Extent {
  const extent = { least: Number.POSITIVE_INFINITY, largest: Number.NEGATIVE_INFINITY };
  for (const one of [state, ...(state.besides ?? [])])
    for (const { value } of linesOf(one)) widen(extent, value, first, beyond);
  if (extent.least > extent.largest) return { least: Number.NaN, largest: Number.NaN };
  return extent;
}

function linesOf({ series, comparison, average, band }: HistoryPanelState): { value: Float64Array }[] {
  const lines = [series, comparison, average].filter((line) => line !== null);
  return band === null ? lines : [...lines, { value: band.low }, { value: band.high }];
}

function widen(extent: Extent, value: Float64Array, first: number, beyond: number): void {
  let { least, largest } = extent;
  for (let i = first; i < beyond; i++) {
    const here = value[i]!;
    // Comparisons with NaN are false, so buckets without a value pass.
    if (here < least) least = here;
    if (here > largest) largest = here;
  }
  extent.least = least;
  extent.largest = largest;
}
