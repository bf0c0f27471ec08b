/**
 * How long what was promised really took, of windows of whole months. Owns the unit in which that is told; the curve is
 * db/domain/promise-curve.ts's, what of it may be said promise-cells.ts's.
 */
import { isWholeMonths, periodsBetween } from '../../db/domain/bucket.ts';
import { BY_THRESHOLD, type PublicPromise } from '../../db/domain/promise.ts';
import { shareWithin, spanCurve, spanQuantile } from '../../db/domain/promise-curve.ts';
import { formatDay } from '../../db/domain/zone.ts';
import type { PromiseDistribution } from '../contract/promises.ts';
import type { Window } from './asked-window.ts';
import type { PromiseCells, SpanUnit } from './promise-cells.ts';

/** From here on a promise is one of days, and what came of it is counted in civil days, as people count. */
const IN_DAYS_FROM = 2 * 86_400;

/** How long what fell due in a window of whole months took. */
export function distributionOf(
  cells: PromiseCells,
  version: PublicPromise,
  { fromDay, toDay }: Window,
): PromiseDistribution | null {
  if (!isWholeMonths(fromDay, toDay)) return null;
  const { withinSeconds, of } = version;
  const unit: SpanUnit = withinSeconds === null || withinSeconds >= IN_DAYS_FROM ? 'days' : 'seconds';
  const months = periodsBetween('month', fromDay, Math.min(toDay, cells.through ?? -Infinity));
  const periods = months.flatMap((month) => {
    const groups = cells.spansOf(month, unit, !BY_THRESHOLD.includes(of));
    return groups === null ? [] : [groups];
  });
  const curve = spanCurve(periods);
  if (curve.n === 0) return null;
  const { steps, open, beyond, n } = curve;
  const inUnit = (seconds: number | null) =>
    seconds === null || seconds === Infinity ? null : unit === 'days' ? seconds / 86_400 : seconds;
  return {
    from: formatDay(fromDay),
    to: formatDay(toDay),
    ...{ unit, n, beyond },
    p10: inUnit(spanQuantile(curve, 0.1)),
    p50: inUnit(spanQuantile(curve, 0.5)),
    p90: inUnit(spanQuantile(curve, 0.9)),
    steps: {
      within: steps.map(({ withinSeconds: edge }) => inUnit(edge)),
      done: steps.map(({ done }) => done),
      share: steps.map(({ share }) => share),
    },
    open: {
      after: open.map(({ afterSeconds }) => inUnit(afterSeconds)),
      count: open.map(({ count }) => count),
    },
    withinTwice: withinSeconds === null ? null : shareWithin(curve, 2 * withinSeconds),
  };
}
