/** With which earlier bucket each bucket of a view is held side by side, and that rule in words. */
import type { Grain } from '../../db/domain/bucket.ts';
import { type CivilDay, shiftMonths } from '../../db/domain/civil-day.ts';
import { counterpartLastYear, YEAR_BY_WEEKDAYS } from '../../db/domain/counterpart.ts';
import type { DaySpan } from '../../db/domain/history-window.ts';
import type { COUNTERPART_RULES } from '../contract/history.ts';
import type { Comparison } from '../contract/series.ts';
import { comparedRange, monthsIn } from './comparison.ts';
import type { FeedContext } from './context.ts';

export interface Counterpart {
  rule: { id: (typeof COUNTERPART_RULES)[number]; count: number; words: string };
  /** the first day of the earlier bucket; null where there is none like it */
  dayOf: (firstDay: CivilDay) => CivilDay | null;
  /** the stretch that the whole range is compared to */
  whole: DaySpan;
}

const HOLIDAYS_TOO =
  '364 days before, so that each day meets the same weekday; a holiday meets the same holiday, and no other day meets one';

/** Buckets of months meet months, all others the same weekday; days and their parts of last year match holidays too. */
export function counterpartOf(
  { calendar }: FeedContext,
  comparison: Comparison,
  { firstDay, lastDay }: DaySpan,
  grain: Grain,
): Counterpart {
  const range = comparedRange(comparison, firstDay, lastDay, grain);
  const whole = { firstDay: range.fromDay, lastDay: range.toDay };
  const isLastYear = comparison === 'last_year';
  if (grain === 'month') {
    const months = isLastYear ? 12 : monthsIn(firstDay, lastDay);
    return {
      rule: { id: isLastYear ? 'year_of_months' : 'months_before', count: months, words: range.rule },
      dayOf: (day) => shiftMonths(day, -months),
      whole,
    };
  }
  if (!isLastYear) {
    const days = Math.ceil((lastDay - firstDay + 1) / 7) * 7;
    return {
      rule: {
        id: 'days_before',
        count: days,
        words: `${days} days before, so that each day meets the same weekday`,
      },
      dayOf: (day) => day - days,
      whole,
    };
  }
  return {
    rule: { id: 'year_by_weekday', count: YEAR_BY_WEEKDAYS, words: HOLIDAYS_TOO },
    dayOf:
      grain === 'week'
        ? (day) => day - YEAR_BY_WEEKDAYS
        : (day) => counterpartLastYear(day, calendar.holidayOf),
    whole,
  };
}
