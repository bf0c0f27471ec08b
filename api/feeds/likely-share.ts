/**
 * A published share with how far it could be off, and whether it differs from an earlier one.
 * Owns the interval of shares of contacts: Wilson's for as many contacts as theirs are worth, because contacts of one
 * day are alike; refuses a verdict without an interval.
 */
import type { CellStatus } from '../../db/domain/cell.ts';
import { directionOf, shareDifference, type Tally, wilsonInterval } from '../../db/domain/confidence.ts';
import { effectiveTally } from '../../db/domain/design-effect.ts';
import type { ReasonChange, SaidShare } from '../contract/reasons.ts';
import type { Comparison } from '../contract/series.ts';
import type { Spread } from './spread.ts';

/** A share as it was disclosed; `k` null where it has no value. */
export interface LikelyShare {
  k: number | null;
  n: number | null;
  status: CellStatus;
  spread: Spread | null;
}

/** `level`: of the interval by which a change is judged; higher where several are looked at together. */
export function sayShare(
  now: LikelyShare,
  before: readonly { comparison: Comparison; share: LikelyShare }[],
  level = 0.95,
): SaidShare {
  return {
    ...estimateOf(now),
    n: now.n,
    basis: now.k === null ? null : (now.spread?.basis ?? null),
    status: now.status,
    changes: before.map(({ comparison, share }) => changeOf(now, comparison, share, level)),
  } as SaidShare;
}

/** Value and 95 % interval; nothing where it is hidden or of nobody. */
export function estimateOf(share: LikelyShare): {
  value: number | null;
  low: number | null;
  high: number | null;
} {
  const { k, n } = share;
  if (k === null || n === null || n === 0) return { value: null, low: null, high: null };
  const worth = worthOf(share);
  const interval = worth === null ? null : wilsonInterval(worth);
  return { value: k / n, low: interval?.low ?? null, high: interval?.high ?? null };
}

function changeOf(now: LikelyShare, comparison: Comparison, then: LikelyShare, level: number): ReasonChange {
  const [one, two] = [worthOf(now), worthOf(then)];
  const known = estimateOf(then);
  const difference = one === null || two === null ? null : shareDifference(one, two, level);
  return {
    ...{ comparison, ...known },
    difference: difference?.estimate ?? null,
    differenceLow: difference?.low ?? null,
    differenceHigh: difference?.high ?? null,
    direction: difference === null ? 'not_known' : directionOf(difference),
  };
}

/** As many independent contacts as would leave the share as uncertain as it is. */
function worthOf({ k, n, spread }: LikelyShare): Tally | null {
  if (k === null || n === null || n === 0 || spread === null) return null;
  return effectiveTally({ k: Math.min(k, n), n }, spread.factor);
}
