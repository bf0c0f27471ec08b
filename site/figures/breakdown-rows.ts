/** What figures made of a published breakdown share: its period in words, and the change against the one before. */
import type { BreakdownAnswer } from '../../api/contract/breakdown.ts';
import { dateOfDay, daysInMonth, parseDay } from '../../db/domain/zone.ts';
import type { Say } from '../i18n/say.ts';
import { formatDate, formatMonth } from '../words/date.ts';
import { formatCount } from '../words/number.ts';

/** "October 2026" of a whole month, else "1 to 21 November 2026" in full. */
export function periodOf(say: Say, { from, to }: Pick<BreakdownAnswer, 'from' | 'to'>): string {
  const first = parseDay(from) ?? 0;
  const last = parseDay(to) ?? 0;
  const start = dateOfDay(first);
  const end = dateOfDay(last);
  const isMonth =
    start.dayOfMonth === 1 &&
    start.year === end.year &&
    start.month === end.month &&
    end.dayOfMonth === daysInMonth(end.year, end.month);
  if (isMonth) return formatMonth(say, first);
  return say.range(formatDate(say, first), formatDate(say, last));
}

/** The name of the period compared to; null where none of it was recorded. */
export function monthBefore(say: Say, { compared, from }: BreakdownAnswer): string | null {
  if (compared === undefined || !compared.rows.value.some((value) => value !== null)) return null;
  const period = periodOf(say, compared);
  const first = parseDay(compared.from) ?? 0;
  return period === formatMonth(say, first) ? formatMonth(say, first, parseDay(from) ?? first) : period;
}

/** "55 more", "10 fewer", "no change"; empty where either is not known. Counts only: no verdict. */
export function formatChange(say: Say, value: number | null, before: number | null): string {
  if (value === null || before === null) return '';
  const difference = value - before;
  if (difference === 0) return say.causes.same;
  const count = formatCount(say, Math.abs(difference));
  return difference > 0 ? say.causes.more(count) : say.causes.fewer(count);
}
