/**
 * Whether something changed, as far as its interval allows: rose, fell, or no clear change.
 * Owns the one rule by which the site says so: the 95 % interval of the difference leaves out zero.
 */
import { type Interval, shareDifference, type Tally } from '../../db/domain/confidence.ts';
import { differenceOfDays } from '../../db/domain/period-change.ts';

export type Verdict = 'rose' | 'fell' | 'unclear';

/** Null where there is nothing to compare. */
export function judgeDifference(difference: Interval | null): Verdict | null {
  if (difference === null) return null;
  if (difference.low > 0) return 'rose';
  return difference.high < 0 ? 'fell' : 'unclear';
}

/** Shares of survey answers, which may be taken as independent: Newcombe's interval. */
export function judgeAnswers(now: Tally, before: Tally): Verdict | null {
  return judgeDifference(shareDifference(now, before));
}

/**
 * Shares of contacts in two periods, from their days: contacts of a day share its queue, so the day is what varies.
 * Null with fewer than two days in either.
 */
export function judgeDays(now: readonly Tally[], before: readonly Tally[]): Verdict | null {
  return judgeDifference(differenceOfDays(now, before));
}
