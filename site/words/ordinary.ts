/**
 * Whether a day was out of the ordinary, as pages say it. Owns the one rule: a count lies beyond what custom and chance
 * do. Source: DECISIONS.md, "A day is about as many".
 */
import type { BasicSay, Say } from '../i18n/say.ts';
import { formatShare } from './number.ts';

/** A smaller difference from the usual is "about as many", however surely it was counted. */
const ALIKE_SHARE = 0.1;
/** Counts come about by chance: within twice the root of what they vary by (as Poisson counts), they are alike. */
const ALIKE_DEVIATIONS = 2;

/** Whether a count is "about as many" as the ordinary one, which was taken from `days` such counts. */
export function isOrdinary(count: number, ordinary: number, days: number): boolean {
  const deviation = Math.sqrt(count + ordinary / Math.max(1, days));
  return Math.abs(count - ordinary) <= Math.max(ALIKE_SHARE * ordinary, ALIKE_DEVIATIONS * deviation);
}

/** ", about as many as on an ordinary Friday", or how much more or fewer; empty where nothing is ordinary. */
export function besideOrdinary(
  say: BasicSay & Pick<Say, 'course'>,
  weekday: string,
  { count, ordinary, days }: { count: number; ordinary: number; days: number },
): string {
  if (ordinary === 0) return '';
  if (isOrdinary(count, ordinary, days)) return say.course.same(weekday);
  const share = formatShare(say, Math.abs(count - ordinary) / ordinary);
  return count > ordinary ? say.course.more(share, weekday) : say.course.fewer(share, weekday);
}
