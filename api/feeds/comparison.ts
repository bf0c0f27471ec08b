/** The range with which another is compared, and the rule in words. Source: reference 7 (aligned by weekday). */
import { type Grain, isWholeMonths, periodEnd, periodStart } from '../../db/domain/bucket.ts';
import { type CivilDay, dateOfDay, shiftMonths } from '../../db/domain/civil-day.ts';
import { YEAR_BY_WEEKDAYS } from '../../db/domain/counterpart.ts';
import type { CounterpartRule } from '../contract/history.ts';
import type { Comparison } from '../contract/series.ts';
import type { Window } from './asked-window.ts';

export interface ComparedRange extends Window {
  rule: CounterpartRule;
}

/** Ranges of whole months are compared month by month, all others by weekday. */
export function comparedRange(
  comparison: Comparison,
  fromDay: CivilDay,
  toDay: CivilDay,
  grain: Grain,
): ComparedRange {
  const isMonths = grain === 'month' || isWholeMonths(fromDay, toDay);
  if (!isMonths) return comparedByWeekday(comparison, fromDay, toDay);
  const isLastYear = comparison === 'last_year';
  const count = isLastYear ? 12 : monthsIn(fromDay, toDay);
  return {
    fromDay: shiftMonths(periodStart('month', fromDay), -count),
    toDay: shiftMonths(periodEnd('month', toDay), -count) - 1,
    rule: isLastYear
      ? { id: 'year_of_months', count, words: 'the same months of the year before' }
      : { id: 'months_before', count, words: `the ${count === 1 ? 'month' : `${count} months`} before` },
  };
}

/** Moved back by whole weeks, so that each day meets the same weekday: by 52, or by as many as the range has. */
export function comparedByWeekday(comparison: Comparison, fromDay: CivilDay, toDay: CivilDay): ComparedRange {
  const isLastYear = comparison === 'last_year';
  const count = isLastYear ? YEAR_BY_WEEKDAYS : Math.ceil((toDay - fromDay + 1) / 7) * 7;
  return {
    fromDay: fromDay - count,
    toDay: toDay - count,
    rule: {
      id: isLastYear ? 'year_by_days' : 'days_before',
      count,
      words: `${count} days before, so that each day meets the same weekday`,
    },
  };
}

function monthsIn(fromDay: CivilDay, toDay: CivilDay): number {
  const from = dateOfDay(fromDay);
  const to = dateOfDay(toDay);
  return (to.year - from.year) * 12 + to.month - from.month + 1;
}
