/**
 * What people of one place said over one stretch of time, each figure with how far it could be off.
 * Owns which interval each figure has; the formulas are db/domain/confidence.ts's. Every interval is reckoned from what is
 * said, so that it tells no more than that.
 */
import {
  type Estimate,
  estimateDifference,
  halfWidth,
  type Interval,
  meanDifference,
  meanInterval,
  netScore,
  type Sample,
  shareDifference,
  type Tally,
  widestNetScore,
  wilsonInterval,
} from '../../db/domain/confidence.ts';
import type { Member, Shape } from '../../db/domain/lattice.ts';
import { metricNamed } from '../../db/domain/metric.ts';
import type { SaidCell } from '../contract/cell.ts';
import type { Bounds, SaidEstimate } from '../contract/satisfaction.ts';
import { type AnswerParts, answerPartsOf, type Spread } from './answer-parts.ts';
import type { FeedContext } from './context.ts';
import { sayCell } from './said-cell.ts';
import { composeWindow, type Stretch } from './window.ts';

export interface Place {
  shape: Shape;
  member: Member;
}

/** The figures that have an interval, and the metric of each. */
export const ESTIMATED = { score: 'csat_top2', mean: 'csat_mean', recommend: 'recommend_score' } as const;
export type Estimated = keyof typeof ESTIMATED;

export interface Look extends Readonly<Record<Estimated, SaidEstimate>> {
  readonly response: SaidCell;
  readonly parts: AnswerParts;
}

export function lookAt(context: FeedContext, place: Place, stretches: readonly Stretch[]): Look {
  const parts = answerPartsOf(context, place, stretches);
  const recommend = cellOf(context, ESTIMATED.recommend, place, stretches);
  return {
    ...scoreAndMean(context, place, stretches, parts.sd),
    recommend: { ...recommend, ...boundsOf(recommendInterval(recommend, parts.recommend), -100, 100) },
    response: cellOf(context, 'response_rate', place, stretches),
    parts,
  };
}

/** `sd`: between answers; null where it is not known, and the mean has no interval. */
export function scoreAndMean(
  context: FeedContext,
  place: Place,
  stretches: readonly Stretch[],
  sd: number | null,
): Pick<Look, 'score' | 'mean'> {
  const score = cellOf(context, ESTIMATED.score, place, stretches);
  const mean = cellOf(context, ESTIMATED.mean, place, stretches);
  return {
    score: { ...score, ...boundsOf(wilsonInterval(tallyOf(score))) },
    mean: { ...mean, ...boundsOf(meanInterval(sampleOf(mean, sd)), 1, 5) },
  };
}

export function cellOf(
  context: FeedContext,
  id: string,
  place: Place,
  stretches: readonly Stretch[],
): SaidCell {
  const { said, status } = composeWindow(context, metricNamed(id), place, stretches);
  return sayCell(said, status);
}

/** None of none where it is not said, of which no interval is known. */
function tallyOf({ value, n }: SaidCell): Tally {
  return value === null || n === null ? { k: 0, n: 0 } : { k: Math.min(n, value * n), n };
}

function sampleOf({ value, n }: SaidCell, sd: number | null): Sample {
  return value === null || n === null || sd === null ? { n: 0, mean: 0, sd: 0 } : { n, mean: value, sd };
}

export function boundsOf(interval: Interval | null, least = -Infinity, most = Infinity): Bounds {
  return interval === null
    ? { low: null, high: null }
    : { low: Math.max(least, interval.low), high: Math.min(most, interval.high) };
}

/** From the rounded counts, about the exact score; the widest that score and n allow where they are hidden. */
function recommendInterval({ value, n }: SaidCell, { counts, n: shown }: Spread): Interval | null {
  if (value === null || n === null || n === 0) return null;
  const [detractors, passives, promoters] = counts;
  const isWhole = shown !== null && detractors !== null && passives !== null && promoters !== null;
  const known = isWhole ? netScore(promoters!, detractors!, shown) : null;
  if (known === null) return beyondItself(widestNetScore(value, n));
  const half = halfWidth(known) * Math.sqrt(shown! / n);
  return beyondItself({ low: value - half, high: value + half });
}

/** Where all are of one mind, how far others might differ cannot be told from them. */
function beyondItself(interval: Interval | null): Interval | null {
  return interval === null || interval.low === interval.high ? null : interval;
}

/** Each figure now less then, with its 95 % interval; null where either is not said, or has none. */
export function differencesOf(now: Look, before: Look): Readonly<Record<Estimated, Estimate | null>> {
  const [recommend, theirs] = [estimateOf(now.recommend), estimateOf(before.recommend)];
  return {
    score: shareDifference(tallyOf(now.score), tallyOf(before.score)),
    mean: meanDifference(sampleOf(now.mean, now.parts.sd), sampleOf(before.mean, before.parts.sd)),
    recommend: recommend === null || theirs === null ? null : estimateDifference(recommend, theirs),
  };
}

function estimateOf({ value, low, high }: SaidEstimate): Estimate | null {
  return value === null || low === null || high === null ? null : { estimate: value, low, high };
}
