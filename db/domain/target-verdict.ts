/**
 * Whether a promise was met over a period, as far as its days can tell: met, missed, or too close to call. The one rule, of
 * reports as of service levels. Owns its words; refuses to judge by one day, which says nothing of how days differ. What was
 * counted of a period is a fact all the same, and is shown beside it.
 */
import { clusteredShare, type Interval, sideOfTarget, type Tally } from './confidence.ts';
import { studentQuantile } from './distribution.ts';

export const TARGET_VERDICTS = ['met', 'missed', 'too_close'] as const;
export type TargetVerdict = (typeof TARGET_VERDICTS)[number];

/** Of what a report tells: `unknown` where a promise was in force and nothing can be said. */
export const TARGET_RESULTS = [...TARGET_VERDICTS, 'unknown'] as const;
export type TargetResult = (typeof TARGET_RESULTS)[number];

export type Better = 'higher' | 'lower';

const VERDICT_OF_SIDE = { above: 'met', below: 'missed', near: 'too_close' } as const;

/** Met where all of the 95 % interval reaches the aim, missed where none of it does. Source: reference 2.5. */
export function judgeTarget({ low, high }: Interval, aim: number, better: Better = 'higher'): TargetVerdict {
  if (better === 'lower') return judgeTarget({ low: -high, high: -low }, -aim);
  return VERDICT_OF_SIDE[sideOfTarget({ low, high }, aim)];
}

/** What was counted whole and is no sample of anything is what it is. */
export function judgeExactly(value: number, aim: number, better: Better): TargetVerdict {
  return judgeTarget({ low: value, high: value }, aim, better);
}

export interface AttainedByDays {
  /** null with fewer than two days on which anything was due */
  interval: Interval | null;
  days: number;
}

/** Days whose figures are hidden, where the whole of them and of the others is published. */
export interface HiddenDays {
  days: number;
  whole: Tally;
  /** the most by which the count of a hidden day can be off */
  most: number;
}

/**
 * From published days, which share a queue each and so vary as wholes (reference 1.5). Shares with their n, whole contacts.
 * Days are hidden when nearly all or nearly none were in time, so leaving them out would be one-sided: what they hold
 * together is the whole less what is shown, shared out alike, and each may be off by as much as is hidden.
 */
export function attainedByDays(
  shown: readonly { value: number; n: number }[],
  hidden: HiddenDays | null = null,
): AttainedByDays {
  const tallies = shown
    .filter(({ n }) => n > 0)
    .map(({ value, n }): Tally => ({ k: Math.min(n, Math.round(value * n)), n }));
  if (hidden === null || hidden.days === 0) {
    const share = clusteredShare(tallies);
    return { interval: share && { low: share.low, high: share.high }, days: tallies.length };
  }
  const { whole, most } = hidden;
  const days = tallies.length + hidden.days;
  if (days < 2 || whole.n === 0) return { interval: null, days };
  const p = whole.k / whole.n;
  const rest = tallies.reduce((left, { k, n }) => ({ k: left.k - k, n: left.n - n }), whole);
  const each = { k: Math.max(0, rest.k) / hidden.days, n: Math.max(0, rest.n) / hidden.days };
  const squares = tallies.reduce((sum, { k, n }) => sum + (k - p * n) ** 2, 0);
  const farthest = Math.abs(each.k - p * each.n) + Math.min(most, each.n);
  const spread = Math.sqrt((days / (days - 1)) * (squares + hidden.days * farthest ** 2)) / whole.n;
  const half = studentQuantile(0.975, days - 1) * spread;
  return { interval: { low: Math.max(0, p - half), high: Math.min(1, p + half) }, days };
}
