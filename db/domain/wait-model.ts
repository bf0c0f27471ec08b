/**
 * What a night's fit learns about the waits of one line: three planes over the state of the queue, and what is usual
 * at each hour of the week. Owns the columns, the fit and the model's shape, which is plain JSON; refuses to speak of
 * one moment (`wait-estimate.ts`) or to judge itself (`wait-coverage.ts`).
 */
import { type KnownMoment, knownOf } from './known-moment.ts';
import { isLowestBand, middleOf } from './live-band.ts';
import { evaluateRow, fitQuantile, pinballLoss } from './quantile-regression.ts';
import type { QueueMoment } from './queue-moment.ts';

/** The shares of waits below the range that is said, below its middle, and below its end. */
export const TAUS: Taus = [0.2, 0.5, 0.8];
export type Taus = readonly [low: number, middle: number, high: number];
/** Fits look at these many days before (two months hold each hour of the week some eight times). */
export const TRAINING_DAYS = 56;
/** The latest so many waits make the usual hours. */
export const MOST_ROWS = 200_000;
/** Planes are fitted to so many of them, evenly taken: waits of one day are alike, and more change no second digit. */
const PLANE_ROWS = 10_000;
/** With fewer there is no plane: each of the 10 columns wants some 30. */
export const LEAST_ROWS = 300;
export const HOURS_OF_WEEK = 168;
/** A cell has its own range from so many of its days on, else that of the same hour of all days (reference 3.4). */
const LEAST_DAYS = 4;
const LEAST_WAITS = 20;
/** So many days of its own make an hour's mean weigh as much as what it is drawn towards (reference 3.4: κ = 8). */
const SHRINK_DAYS = 8;
const WEEK_SECONDS = 604_800;
/** Of mean waits, a row: the loss is within 0.05 % of the least, at a third of the steps. */
const PRECISION = 1e-3;
/** Rounds of Powell's fit; the rows above nought are the same after two or three. */
const MOST_ROUNDS = 4;

/** What somebody found who joined, and how long they waited until they were answered, in seconds. */
export interface ObservedWait {
  moment: QueueMoment;
  waitSeconds: number;
}

/** 20 %, half and 80 % of the waits are shorter, in seconds. */
export interface WaitRange {
  low: number;
  middle: number;
  high: number;
}

/**
 * What is written with a model: coefficients mean nothing to other columns, nor what was said by them to the record of
 * these. One more whenever `columnsOf`, or what it is given, changes.
 */
const VERSION = 2;

export interface WaitModel {
  version: number;
  /** of the first and the last wait learnt from: the instant of joining, UTC seconds; null without any */
  trainedFrom: number | null;
  trainedTo: number | null;
  n: number;
  /** the shares at which the planes were fitted, near `TAUS`: what has held of late (`correctedTaus`) */
  taus: Taus;
  /** coefficients by column for each of `taus`; null: too few waits */
  planes: number[][] | null;
  /** usual mean wait by hour of the week, in seconds, drawn towards that of the hour of day; 0 without any wait */
  hourMeans: number[];
  /** the usual range by hour of the week; null: too little past */
  hourRanges: (WaitRange | null)[];
}

/**
 * The columns of a moment, of which bands count by their middle: a constant; how many wait and whether that is the lowest
 * band; how many are in service and how many answer; the queue a head who answers, and over the pace of the last closed
 * half-hour; the begun minutes of the first; the mean wait of that half-hour; the hour's usual mean.
 */
export function columnsOf(
  known: KnownMoment,
  hourMeans: readonly number[],
  into: Float64Array,
  at = 0,
): void {
  const [waiting, answering] = [middleOf(known.waiting), middleOf(known.mostInService)];
  const hourMean = hourMeans[known.hourOfWeek] ?? 0;
  into[at] = 1;
  into[at + 1] = waiting;
  into[at + 2] = isLowestBand(known.waiting) ? 1 : 0;
  into[at + 3] = middleOf(known.inService);
  into[at + 4] = answering;
  into[at + 5] = waiting / answering;
  into[at + 6] = waiting / middleOf(known.answered);
  into[at + 7] = known.longestMinutes;
  into[at + 8] = known.meanWait ?? hourMean;
  into[at + 9] = hourMean;
}
export const COLUMNS = 10;

/**
 * The model of these waits, in any order, all before the day on which it is used; some 0.3 s.
 * @param taus `correctedTaus` of the last model and its day, `TAUS` for the first
 */
export function fitWaitModel(observed: readonly ObservedWait[], taus: Taus = TAUS): WaitModel {
  const rows = [...observed].sort((a, b) => a.moment.at - b.moment.at).slice(-MOST_ROWS);
  const { hourMeans, hourRanges } = hoursOf(rows);
  return {
    version: VERSION,
    trainedFrom: rows[0]?.moment.at ?? null,
    trainedTo: rows.at(-1)?.moment.at ?? null,
    n: rows.length,
    taus,
    planes: rows.length < LEAST_ROWS ? null : planesOf(rows, hourMeans, taus),
    hourMeans,
    hourRanges,
  };
}

/** A model that was kept as JSON; null where it was learnt with other columns, and is to be learnt anew. */
export function parseWaitModel(text: string): WaitModel | null {
  const model = JSON.parse(text) as WaitModel;
  return model.version === VERSION ? model : null;
}

function planesOf(
  all: readonly ObservedWait[],
  hourMeans: readonly number[],
  taus: readonly number[],
): number[][] {
  const every = Math.ceil(all.length / PLANE_ROWS);
  const rows = all.filter((_, i) => (all.length - 1 - i) % every === 0);
  const values = new Float64Array(rows.length * COLUMNS);
  const waits = new Float64Array(rows.length);
  rows.forEach(({ moment, waitSeconds }, i) => {
    columnsOf(knownOf(moment), hourMeans, values, i * COLUMNS);
    waits[i] = waitSeconds;
  });
  return taus.map((tau) => [...fitAboveNought(values, waits, tau)]);
}

/**
 * The plane of which the part above nought is the quantile: a wait is never below 0, so that where the plane is, no
 * wait lies under it, and all that should would be charged to the rest. Fitted again to the rows where it is above 0
 * until they stay the same (Powell, J. Econometrics 1986, by the iteration of Buchinsky, Econometrica 1994). The rounds
 * may go astray where many rows are alike and near 0, as all of the lowest band are: the round of least loss counts.
 */
function fitAboveNought(values: Float64Array, waits: Float64Array, tau: number): Float64Array {
  let plane = fitQuantile({ values, columns: COLUMNS }, waits, tau, { precision: PRECISION });
  let best = { plane, loss: lossAboveNought(values, waits, plane, tau) };
  let before = -1;
  for (let round = 1; round < MOST_ROUNDS; round++) {
    const above = rowsAbove(values, waits.length, plane);
    if (above.length === waits.length || above.length === before || above.length < LEAST_ROWS) break;
    before = above.length;
    const some = new Float64Array(above.length * COLUMNS);
    const theirs = new Float64Array(above.length);
    above.forEach((row, i) => {
      some.set(values.subarray(row * COLUMNS, (row + 1) * COLUMNS), i * COLUMNS);
      theirs[i] = waits[row]!;
    });
    plane = fitQuantile({ values: some, columns: COLUMNS }, theirs, tau, { precision: PRECISION });
    const loss = lossAboveNought(values, waits, plane, tau);
    if (loss < best.loss) best = { plane, loss };
  }
  return best.plane;
}

function lossAboveNought(
  values: Float64Array,
  waits: Float64Array,
  plane: Float64Array,
  tau: number,
): number {
  let sum = 0;
  for (let i = 0; i < waits.length; i++) {
    const said = Math.max(0, evaluateRow(plane, values.subarray(i * COLUMNS, (i + 1) * COLUMNS)));
    sum += pinballLoss(waits[i]!, said, tau);
  }
  return sum;
}

function rowsAbove(values: Float64Array, rows: number, plane: Float64Array): number[] {
  const above: number[] = [];
  for (let i = 0; i < rows; i++) {
    if (evaluateRow(plane, values.subarray(i * COLUMNS, (i + 1) * COLUMNS)) > 0) above.push(i);
  }
  return above;
}

interface HourWaits {
  waits: number[];
  sum: number;
  /** different days */
  days: Set<number>;
}

function hoursOf(rows: readonly ObservedWait[]): Pick<WaitModel, 'hourMeans' | 'hourRanges'> {
  const cells = Array.from({ length: HOURS_OF_WEEK }, makeHour);
  const hours = Array.from({ length: 24 }, makeHour);
  let sum = 0;
  for (const { moment, waitSeconds } of rows) {
    const { at, hourOfWeek } = moment;
    // The week by its Monday. The epoch was a Thursday, so that no zone's Monday falls where weeks are cut here.
    const week = Math.floor((at - hourOfWeek * 3600) / WEEK_SECONDS);
    const day = week * 7 + Math.floor(hourOfWeek / 24);
    for (const hour of [cells[hourOfWeek]!, hours[hourOfWeek % 24]!]) {
      hour.waits.push(waitSeconds);
      hour.sum += waitSeconds;
      hour.days.add(day);
    }
    sum += waitSeconds;
  }
  const mean = rows.length === 0 ? 0 : sum / rows.length;
  const ofHours = hours.map((hour) => shrunkMean(hour, mean));
  const ranges = hours.map(rangeOf);
  return {
    hourMeans: cells.map((cell, i) => shrunkMean(cell, ofHours[i % 24]!)),
    hourRanges: cells.map((cell, i) => rangeOf(cell) ?? ranges[i % 24]!),
  };
}

function makeHour(): HourWaits {
  return { waits: [], sum: 0, days: new Set() };
}

function shrunkMean({ waits, sum, days }: HourWaits, towards: number): number {
  if (waits.length === 0) return towards;
  return (days.size * (sum / waits.length) + SHRINK_DAYS * towards) / (days.size + SHRINK_DAYS);
}

function rangeOf({ waits, days }: HourWaits): WaitRange | null {
  if (days.size < LEAST_DAYS || waits.length < LEAST_WAITS) return null;
  const sorted = Float64Array.from(waits).sort();
  const [low, middle, high] = TAUS.map((tau) => sorted[Math.ceil(tau * sorted.length) - 1]!);
  return { low: low!, middle: middle!, high: high! };
}
