/**
 * The wait histogram: how many contacts waited how long, small enough to keep per cell and exact to add up.
 * Owns the bins, their arithmetic and their sparse form; refuses to know what was waited for or how bytes look.
 *
 * Bin 0 holds immediate answers (exactly 0 s). Every other bin is a range (lower, upper] of whole seconds, and a
 * wait falls into the bin of its seconds rounded up, so "within Y seconds" (wait ≤ Y) is exact at every edge.
 * Bins are one second wide while a wider one would err by more than 1 % (up to 50 s), then as wide as 1 % allows,
 * never across a threshold that people promise. Above 4 hours everything shares one overflow bin.
 */

/** dense counts by bin, up to the longest wait seen: the last element, if any, is never 0 */
export interface WaitHistogram {
  readonly counts: number[];
}

/** A wait in seconds; or, where the data end before the quantile is reached, a wait it is certainly not below. */
export type WaitQuantile = number | { readonly atLeast: number };

/** The last regular edge: longer waits are counted, not measured. */
export const LONGEST_MEASURED_SECONDS = 14_400;

/** Largest b in a bin a..b whose best representative errs by at most 1 % at both ends: (b − a)/(a + b) ≤ 0.01. */
const WIDEST = 1.01 / 0.99;

/** Timeouts of queues are seldom longer. */
const LONGEST_TIMEOUT_SECONDS = 600;

/** Thresholds people promise, as [grid step, up to], all in seconds: no bin may straddle one. */
const ROUND_THRESHOLDS = [
  [10, 120],
  [30, 600],
  [60, 3600],
  [600, LONGEST_MEASURED_SECONDS],
] as const;

/** Upper edge of every regular bin in seconds, ascending from 0; a wait threshold found here is counted exactly. */
export const BIN_EDGES: readonly number[] = layEdges();

/** All bins, the overflow bin included: bins are numbered 0 to BIN_COUNT − 1. */
export const BIN_COUNT = BIN_EDGES.length + 1;

const OVERFLOW_BIN = BIN_COUNT - 1;
const BIN_OF_SECOND = indexSeconds();
const REPRESENTATIVES = BIN_EDGES.map((upper, bin) => {
  const lower = bin === 0 ? 0 : edge(bin - 1) + 1;
  return lower === upper ? upper : (2 * lower * upper) / (lower + upper);
});

/** The bin of a wait in seconds (fractions welcome). Throws RangeError when the wait is negative or not finite. */
export function binOf(waitSeconds: number): number {
  if (!(waitSeconds >= 0 && waitSeconds < Infinity)) {
    throw new RangeError(`wait is ${waitSeconds} s, expected a finite number of seconds, 0 or more`);
  }
  return waitSeconds > LONGEST_MEASURED_SECONDS
    ? OVERFLOW_BIN
    : (BIN_OF_SECOND[Math.ceil(waitSeconds)] as number);
}

/**
 * The wait in seconds that stands for every wait in a bin: at most 1 % away from each whole second in it.
 * Infinity for the overflow bin, whose waits are only known to be longer than 4 hours.
 */
export function representativeOf(bin: number): number {
  if (bin === OVERFLOW_BIN) return Infinity;
  const seconds = REPRESENTATIVES[bin];
  if (seconds === undefined)
    throw new RangeError(`bin is ${bin}, expected a whole number from 0 to ${OVERFLOW_BIN}`);
  return seconds;
}

/** Longest wait in seconds that a bin holds; Infinity for the overflow bin. */
export function upperEdgeOf(bin: number): number {
  return bin === OVERFLOW_BIN ? Infinity : edge(bin);
}

/** Whether `countWithin` is exact at this threshold. */
export function isEdge(seconds: number): boolean {
  return seconds >= 0 && seconds <= LONGEST_MEASURED_SECONDS && BIN_EDGES[binOf(seconds)] === seconds;
}

export function emptyHistogram(): WaitHistogram {
  return { counts: [] };
}

/** Adds `count` contacts that waited `waitSeconds` to `histogram`, in place. */
export function addWait(histogram: WaitHistogram, waitSeconds: number, count = 1): void {
  addToBin(histogram, binOf(waitSeconds), count);
}

/** Adds every count of `source` to `target`, in place: the cheap way to sum a long series. */
export function addHistogram(target: WaitHistogram, source: WaitHistogram): void {
  source.counts.forEach((count, bin) => {
    addToBin(target, bin, count);
  });
}

/** The histogram of both sets of contacts; neither argument changes. */
export function mergeHistograms(a: WaitHistogram, b: WaitHistogram): WaitHistogram {
  const merged = { counts: [...a.counts] };
  addHistogram(merged, b);
  return merged;
}

/** How many contacts the histogram holds. */
export function totalOf(histogram: WaitHistogram): number {
  return histogram.counts.reduce((total, count) => total + count, 0);
}

/**
 * How many contacts waited `seconds` or less: exact when `isEdge(seconds)`; elsewhere only bins that end by then
 * count, so the answer is a lower bound. Overflowing waits count at Infinity alone.
 */
export function countWithin(histogram: WaitHistogram, seconds: number): number {
  if (!(seconds >= 0)) throw new RangeError(`threshold is ${seconds} s, expected 0 or more`);
  let within = 0;
  for (let bin = 0; bin < histogram.counts.length && upperEdgeOf(bin) <= seconds; bin += 1) {
    within += histogram.counts[bin] as number;
  }
  return within;
}

/**
 * Naive quantile of the waits in the histogram by nearest rank: the smallest bin whose running count reaches
 * p × total. Of answered contacts alone it flatters, because those who gave up are missing: publish the
 * Kaplan–Meier quantile (kaplan-meier.ts) instead. Null when empty; `atLeast` when it lies above 4 hours.
 */
export function quantileOf(histogram: WaitHistogram, p: number): WaitQuantile | null {
  if (!(p > 0 && p <= 1)) throw new RangeError(`quantile is ${p}, expected more than 0 and at most 1`);
  const total = totalOf(histogram);
  if (total === 0) return null;
  // p × total carries a rounding error (0.07 × 100 > 7) that must not push the rank up by one.
  const rank = p * total * (1 - 1e-12);
  let reached = 0;
  const bin = histogram.counts.findIndex((count) => {
    reached += count;
    return reached >= rank;
  });
  return bin === OVERFLOW_BIN ? { atLeast: LONGEST_MEASURED_SECONDS } : representativeOf(bin);
}

/** The sparse form: [step, count, step, count, …], a step being the distance from the bin before (at first from 0). */
export function toPairs(histogram: WaitHistogram): number[] {
  const flat: number[] = [];
  let previousBin = 0;
  histogram.counts.forEach((count, bin) => {
    if (count === 0) return;
    flat.push(bin - previousBin, count);
    previousBin = bin;
  });
  return flat;
}

/** The histogram of a sparse form made by `toPairs`. Throws RangeError when the pairs could not have come from it. */
export function fromPairs(flat: readonly number[]): WaitHistogram {
  const histogram = emptyHistogram();
  addPairs(histogram, flat);
  return histogram;
}

/** Adds a sparse form to `target`, in place: sums a year of stored cells without unfolding each. Throws as `fromPairs`. */
export function addPairs(target: WaitHistogram, flat: readonly number[]): void {
  if (flat.length % 2 !== 0) {
    throw new RangeError(`histogram has ${flat.length} numbers, expected pairs of bin step and count`);
  }
  let bin = 0;
  for (let at = 0; at < flat.length; at += 2) {
    const step = flat[at] as number;
    const count = flat[at + 1] as number;
    if (!Number.isInteger(step) || step < (at === 0 ? 0 : 1) || count === 0) {
      throw new RangeError(
        `histogram pair ${at / 2} is [${step}, ${count}], expected a step onwards and a count above 0`,
      );
    }
    bin += step;
    if (bin > OVERFLOW_BIN) {
      throw new RangeError(`histogram pair ${at / 2} reaches bin ${bin}, expected at most ${OVERFLOW_BIN}`);
    }
    addToBin(target, bin, count);
  }
}

function addToBin({ counts }: WaitHistogram, bin: number, count: number): void {
  if (!(Number.isSafeInteger(count) && count >= 0)) {
    throw new RangeError(`count is ${count}, expected a whole number, 0 or more`);
  }
  if (count === 0) return;
  while (counts.length <= bin) counts.push(0);
  counts[bin] = (counts[bin] as number) + count;
}

function layEdges(): number[] {
  const edges = [0];
  for (let upper = 0; upper < LONGEST_MEASURED_SECONDS; ) {
    const grid = ROUND_THRESHOLDS.find(([, upTo]) => upper < upTo)?.[0] ?? 1;
    const nextRound = (Math.floor(upper / grid) + 1) * grid;
    const widest = Math.max(upper + 1, Math.floor((upper + 1) * WIDEST));
    // Queues time out at a threshold, and pile up in that one second: up to ten minutes it has a bin of its own.
    const before = nextRound <= LONGEST_TIMEOUT_SECONDS ? nextRound - 1 : nextRound;
    upper = Math.min(widest, upper < before ? before : nextRound);
    edges.push(upper);
  }
  return edges;
}

function indexSeconds(): Uint16Array {
  const bins = new Uint16Array(LONGEST_MEASURED_SECONDS + 1);
  let bin = 0;
  for (let second = 0; second < bins.length; second += 1) {
    if (second > edge(bin)) bin += 1;
    bins[second] = bin;
  }
  return bins;
}

function edge(bin: number): number {
  const upper = BIN_EDGES[bin];
  if (upper === undefined)
    throw new RangeError(`bin is ${bin}, expected a whole number from 0 to ${OVERFLOW_BIN}`);
  return upper;
}
