/**
 * How long somebody would wait who joined the queue now, as a range: from the fitted planes, or what is usual at that
 * hour. Owns when there is too little to say anything; refuses to fit (`wait-model.ts`) and to round or word it.
 */
import type { KnownMoment } from './known-moment.ts';
import { isLowestBand } from './live-band.ts';
import { evaluateRow } from './quantile-regression.ts';
import { COLUMNS, columnsOf, type WaitModel, type WaitRange } from './wait-model.ts';

/**
 * `few_answers`: fewer than five were answered in the last closed half-hour (reference 3.6), which is the lowest band:
 * one answer more or less shows no sooner than in a count. `few_records`: too little past to have learnt from.
 */
export type NoEstimate = { reason: 'few_answers' | 'few_records' };
export type WaitEstimate = WaitRange | NoEstimate;

export function isRange(estimate: WaitEstimate): estimate is WaitRange {
  return 'high' in estimate;
}

/**
 * Seconds below which 20 %, half and 80 % of those who join in a state of which this is known are answered, of those who are answered.
 * Whole, as waits are: a range that began at 0.2 would be missed by everybody who is answered at once.
 * 0 ≤ low ≤ middle ≤ high: planes that cross are put in order (Chernozhukov et al., Econometrica 2010).
 */
export function estimateWait(model: WaitModel, known: KnownMoment): WaitEstimate {
  if (model.planes === null) return { reason: 'few_records' };
  if (isLowestBand(known.answered)) return { reason: 'few_answers' };
  const row = new Float64Array(COLUMNS);
  columnsOf(known, model.hourMeans, row);
  const [low, middle, high] = model.planes
    .map((plane) => Math.max(0, Math.round(evaluateRow(plane, row))))
    .sort((a, b) => a - b);
  return { low: low!, middle: middle!, high: high! };
}

/**
 * What 20 %, half and 80 % of the waits of that hour of the week were shorter than; of the same hour on all days where
 * it has fewer than four days of its own. Null: too little past for that too.
 */
export function usualRange(model: WaitModel, hourOfWeek: number): WaitRange | null {
  return model.hourRanges[hourOfWeek] ?? null;
}
