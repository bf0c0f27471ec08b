/**
 * Whether a day was out of the ordinary, as pages say it. Owns the words; the rule, that a count lies beyond what
 * custom and chance do, is db/domain/ordinary-day.ts. Source: DECISIONS.md, "A day is about as many".
 */
import { isOrdinary } from '../../db/domain/ordinary-day.ts';
import type { BasicSay, Say } from '../i18n/say.ts';
import { formatShare } from './number.ts';

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
