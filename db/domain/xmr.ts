/**
 * The process behaviour chart of single values (XmR): how far they usually lie apart, and which do not belong to that.
 * Owns limits and signals; refuses to call a signal good or bad, or caused by anything.
 *
 * Limits mean ± 2.66 · mean |MR| and 3.268 · mean |MR| for the moving range (Shewhart; Wheeler, Understanding Variation
 * 1993; reference 4.5). A companion for the eye: seasons and trends make signals here, and no verdict is made of them.
 */

/** 3/d₂ and D₄ of ranges of two. */
const SPREAD = 2.66;
const RANGE_LIMIT = 3.268;
/** Values on one side of the mean in a row; schools differ between six and nine. */
const RUN_LENGTH = 8;

export interface BehaviourChart {
  readonly mean: number;
  /** mean of the absolute differences of neighbours */
  readonly movingRange: number;
  readonly low: number;
  readonly high: number;
  /** no difference of neighbours beyond this is usual */
  readonly rangeHigh: number;
  /** of each value: beyond a limit, in a run of eight on one side of the mean, or neither */
  readonly signals: readonly ('outside' | 'run' | null)[];
}

/** Null for fewer than two values: one says nothing of how far they lie apart. @throws RangeError when not finite */
export function behaviourChart(values: readonly number[]): BehaviourChart | null {
  if (!values.every(Number.isFinite)) throw new RangeError('a value is not finite');
  if (values.length < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const ranges = values.slice(1).map((value, i) => Math.abs(value - values[i]!));
  const movingRange = ranges.reduce((sum, range) => sum + range, 0) / ranges.length;
  const [low, high] = [mean - SPREAD * movingRange, mean + SPREAD * movingRange];
  const inRun = runsOf(values.map((value) => Math.sign(value - mean)));
  return {
    mean,
    movingRange,
    low,
    high,
    rangeHigh: RANGE_LIMIT * movingRange,
    signals: values.map((value, i) => (value < low || value > high ? 'outside' : inRun[i] ? 'run' : null)),
  };
}

/** Whether each value is in a run of the length that counts; a value on the mean ends a run. */
function runsOf(sides: readonly number[]): boolean[] {
  const inRun = sides.map(() => false);
  let start = 0;
  sides.forEach((side, i) => {
    if (side === 0 || side !== sides[start]) start = i;
    if (side === 0 || i - start + 1 < RUN_LENGTH) return;
    for (let k = start; k <= i; k += 1) inRun[k] = true;
  });
  return inRun;
}
