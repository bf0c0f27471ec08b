/**
 * A published series as typed arrays, for drawing many points: when each bucket begins, its value, how settled it is.
 * Owns where a bucket ends and which buckets have values; refuses rows of objects.
 */
import type { SeriesCells } from '../../../api/contract/series.ts';
import { CELL_STATUSES, type CellStatus, VALUED_STATUSES } from '../../../db/domain/cell.ts';
import { parseInstant } from '../../../db/domain/instant.ts';

export interface TimeSeries {
  /** UTC seconds at which each bucket begins, ascending */
  at: Float64Array;
  /** NaN where the status says why there is none */
  value: Float64Array;
  /** index into `CELL_STATUSES` */
  status: Uint8Array;
}

/** The columns of an answer that are drawn; plain arrays as they come from JSON. */
export type Columns = Pick<SeriesCells, 'start' | 'start0' | 'step' | 'value' | 'status'>;

export const STATUS = Object.fromEntries(CELL_STATUSES.map((status, code) => [status, code])) as Readonly<
  Record<CellStatus, number>
>;

const HAS_VALUE = Uint8Array.from(CELL_STATUSES, (status) => (VALUED_STATUSES.includes(status) ? 1 : 0));
const HOUR = 3600;

/**
 * Reads the columns of `series`, with starts in full or as the first of them and a step in seconds. A value under a
 * status that has none is left out. @throws RangeError for columns of unequal length or a start that is no instant.
 */
export function timeSeriesOf(cells: Columns): TimeSeries {
  const length = cells.value.length;
  if (cells.status.length !== length || (cells.start !== undefined && cells.start.length !== length)) {
    throw new RangeError(
      `columns of a series are unequally long: ${cells.start?.length ?? length} starts, ${length} values, ${cells.status.length} statuses`,
    );
  }
  const series: TimeSeries = {
    at: new Float64Array(length),
    value: new Float64Array(length),
    status: new Uint8Array(length),
  };
  const { at, value, status } = series;
  const { start, step = HOUR } = cells;
  const start0 = start === undefined && length > 0 ? secondsOf(cells.start0 ?? '') : 0;
  // One loop for all: before the first picture no code is warm, and each loop would warm up on its own.
  const runs: number[] = [];
  let name: CellStatus | null = null;
  let code = 0;
  for (let i = 0; i < length; i++) {
    if (cells.status[i] !== name) {
      name = cells.status[i]!;
      code = STATUS[name] ?? STATUS.missing;
      runs.push(i);
    }
    at[i] = start === undefined ? start0 + i * step : secondsOf(start[i]!);
    status[i] = code;
    value[i] = HAS_VALUE[code] === 1 ? (cells.value[i] ?? Number.NaN) : Number.NaN;
  }
  RUNS.set(series, Int32Array.from(runs));
  return series;
}

/** A column beside the series (compared, average, expected) as it is drawn: NaN where there is none. */
export function numbersOf(column: readonly (number | null)[]): Float64Array {
  return Float64Array.from(column, (value) => value ?? Number.NaN);
}

const RUNS = new WeakMap<TimeSeries, Int32Array>();

/** Indices at which runs of buckets with one status begin, ascending; found once for each series. */
export function statusRuns(series: TimeSeries): Int32Array {
  const known = RUNS.get(series);
  if (known !== undefined) return known;
  const runs: number[] = [];
  series.status.forEach((code, i) => {
    if (i === 0 || code !== series.status[i - 1]) runs.push(i);
  });
  const found = Int32Array.from(runs);
  RUNS.set(series, found);
  return found;
}

function secondsOf(text: string): number {
  const parsed = parseInstant(text);
  if (!parsed.ok) throw new RangeError(`start "${text}" of a series: ${parsed.reason}`);
  return parsed.utcSeconds;
}

/** Where a bucket ends: where the next begins; the last is taken to be as long as the one before it. */
export function endOf({ at }: Pick<TimeSeries, 'at'>, index: number): number {
  const next = at[index + 1];
  if (next !== undefined) return next;
  const start = at[index] ?? 0;
  return start + (index > 0 ? start - at[index - 1]! : HOUR);
}

/** A bucket's middle, where its point is drawn: a count belongs to the whole bucket and not to its first instant. */
export function middleOf(series: Pick<TimeSeries, 'at'>, index: number): number {
  return (series.at[index]! + endOf(series, index)) / 2;
}

/** Indices [first, beyond) of the buckets that reach into a window of UTC seconds. */
export function indicesWithin(
  series: Pick<TimeSeries, 'at'>,
  from: number,
  to: number,
): { first: number; beyond: number } {
  const { at } = series;
  const first = Math.max(0, countUpTo(at, from) - 1);
  const isBefore = at.length > 0 && endOf(series, first) <= from;
  return { first: isBefore ? first + 1 : first, beyond: countBelow(at, to) };
}

/** The bucket that an instant falls in; null before the first and after the last. */
export function indexAt(series: Pick<TimeSeries, 'at'>, seconds: number): number | null {
  const index = countUpTo(series.at, seconds) - 1;
  return index >= 0 && seconds < endOf(series, index) ? index : null;
}

/** How many of ascending numbers are at most `limit`. */
function countUpTo(ascending: Float64Array, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of ascending numbers are less than `limit`. */
function countBelow(ascending: Float64Array, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
