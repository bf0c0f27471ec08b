/** The range with which another is compared, and the rule in words. Source: reference 7 (aligned by weekday). */
import { type Grain, periodEnd, periodStart } from '../../db/domain/bucket.ts';
import { type CivilDay, dateOfDay, shiftMonths } from '../../db/domain/civil-day.ts';
import { YEAR_BY_WEEKDAYS } from '../../db/domain/counterpart.ts';
import type { Comparison } from '../contract/series.ts';

export interface ComparedRange {
  fromDay: CivilDay;
  toDay: CivilDay;
  rule: string;
}

/** Ranges of whole months are compared month by month, all others by weekday. */
export function comparedRange(
  comparison: Comparison,
  fromDay: CivilDay,
  toDay: CivilDay,
  grain: Grain,
): ComparedRange {
  const isMonths =
    grain === 'month' ||
    (periodStart('month', fromDay) === fromDay && periodEnd('month', toDay) === toDay + 1);
  if (isMonths) {
    const months = comparison === 'last_year' ? 12 : monthsIn(fromDay, toDay);
    return {
      fromDay: shiftMonths(periodStart('month', fromDay), -months),
      toDay: shiftMonths(periodEnd('month', toDay), -months) - 1,
      rule:
        comparison === 'last_year'
          ? 'the same months of the year before'
          : `the ${months === 1 ? 'month' : `${months} months`} before`,
    };
  }
  if (comparison === 'last_year') {
    return {
      fromDay: fromDay - YEAR_BY_WEEKDAYS,
      toDay: toDay - YEAR_BY_WEEKDAYS,
      rule: '364 days before, so that each day meets the same weekday',
    };
  }
  const length = Math.ceil((toDay - fromDay + 1) / 7) * 7;
  return {
    fromDay: fromDay - length,
    toDay: toDay - length,
    rule: `${length} days before, so that each day meets the same weekday`,
  };
}

export function monthsIn(fromDay: CivilDay, toDay: CivilDay): number {
  const from = dateOfDay(fromDay);
  const to = dateOfDay(toDay);
  return (to.year - from.year) * 12 + to.month - from.month + 1;
}
