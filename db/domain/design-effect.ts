/**
 * How much less a share says where its cases shared a fate: those due on one day met the same vans, the same staff, the
 * same outage. Owns the effective number of cases; refuses to choose what shares a fate.
 *
 * n* = n / deff · (z / t)², where deff is the variance between clusters over the variance of independent cases and t has
 * one degree of freedom less than there are clusters (Korn and Graubard 1998). Wilson's interval and Newcombe's difference
 * then take n* for n. Never more than n: cases that seem to avoid one another do so by chance.
 */
import { shareSpread, type Tally } from './confidence.ts';
import { movingShareRanges, rangeFactor } from './moving-range.ts';

/** With fewer clusters nobody can tell how they differ. */
export const LEAST_CLUSTERS = 8;

/** How many times less cases in these clusters say than independent ones, at least 1; null where too few clusters tell. */
export function designEffect(clusters: readonly Tally[]): number | null {
  const counted = clusters.filter(({ n }) => n > 0);
  return counted.length < LEAST_CLUSTERS ? null : shareSpread(counted);
}

/** The tally that says as much as this one would if its cases were independent. */
export function effectiveTally({ k, n }: Tally, effect: number): Tally {
  return { k: k / effect, n: n / effect };
}

/**
 * The same from neighbours in time, for clusters as long as a month, which differ by season too: a Christmas now and then
 * does not move the middle of their ranges. Null where too few neighbours tell.
 */
export function neighbourEffect(clusters: readonly Tally[]): number | null {
  const ranges = movingShareRanges(clusters);
  return ranges.length < LEAST_CLUSTERS ? null : rangeFactor(ranges);
}
