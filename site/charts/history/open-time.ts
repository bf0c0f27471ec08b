/**
 * Time with stretches cut out, as trading charts leave out nights and holidays.
 * Owns the way from UTC seconds to the seconds that are left, and back; refuses to decide what is cut out.
 */
import { endOf, middleOf, STATUS, type TimeSeries } from './time-series.ts';

/** Ascending and apart: from `from[i]`, included, to `to[i]`, excluded, in UTC seconds. */
export interface Cuts {
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** how many seconds are cut out before each */
  readonly before: Float64Array;
}

export const NO_CUTS: Cuts = cutsOf([]);

export function cutsOf(stretches: readonly { from: number; to: number }[]): Cuts {
  const before = new Float64Array(stretches.length);
  for (let i = 1; i < stretches.length; i++) {
    before[i] = before[i - 1]! + stretches[i - 1]!.to - stretches[i - 1]!.from;
  }
  return {
    from: Float64Array.from(stretches, ({ from }) => from),
    to: Float64Array.from(stretches, ({ to }) => to),
    before,
  };
}

/** Runs of buckets in which every one of the series is closed: one panel's opening hours stay in all. */
export function closedCuts(series: readonly TimeSeries[]): Cuts {
  const [first] = series;
  if (first === undefined) return NO_CUTS;
  const stretches: { from: number; to: number }[] = [];
  for (let i = 0; i < first.at.length; i++) {
    const at = first.at[i]!;
    if (!series.every((one) => one.at[i] === at && one.status[i] === STATUS.closed)) continue;
    const last = stretches.at(-1);
    if (last?.to === at) last.to = endOf(first, i);
    else stretches.push({ from: at, to: endOf(first, i) });
  }
  return cutsOf(stretches);
}

/** Seconds that are left before an instant, counted as UTC seconds less what is cut out. */
export function toOpen(cuts: Cuts, seconds: number): number {
  const i = lastAtOrBefore(cuts.from, seconds);
  if (i < 0) return seconds;
  return seconds - cuts.before[i]! - Math.min(seconds - cuts.from[i]!, cuts.to[i]! - cuts.from[i]!);
}

/** The instant at which so many seconds are left; where time was cut out, the end of the cut. */
export function fromOpen(cuts: Cuts, open: number): number {
  let low = 0;
  let high = cuts.from.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cuts.from[middle]! - cuts.before[middle]! <= open) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return open;
  const i = low - 1;
  return open + cuts.before[i]! + cuts.to[i]! - cuts.from[i]!;
}

/** The cut an instant lies strictly inside of; null where time goes on. */
export function cutAt(cuts: Cuts, seconds: number): { from: number; to: number } | null {
  const i = lastAtOrBefore(cuts.from, seconds);
  return i >= 0 && seconds < cuts.to[i]! ? { from: cuts.from[i]!, to: cuts.to[i]! } : null;
}

/** The middles of all buckets in open seconds: where the points stand, and what columns are counted in. */
export function positionsOf(series: Pick<TimeSeries, 'at'>, cuts: Cuts): Float64Array<ArrayBuffer> {
  const { at } = series;
  const last = at.length - 1;
  const positions = new Float64Array(at.length);
  for (let i = 0; i < last; i++) positions[i] = (at[i]! + at[i + 1]!) / 2;
  if (last >= 0) positions[last] = middleOf(series, last);
  if (cuts.from.length > 0) {
    for (let i = 0; i <= last; i++) positions[i] = toOpen(cuts, positions[i]!);
  }
  return positions;
}

function lastAtOrBefore(ascending: Float64Array, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
