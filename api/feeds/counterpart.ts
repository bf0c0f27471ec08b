/** With which earlier time a view is held side by side, bucket by bucket and as a whole, and the rules of both in words. */
import type { Grain } from '../../db/domain/bucket.ts';
import { type CivilDay, shiftMonths } from '../../db/domain/civil-day.ts';
import { counterpartLastYear, YEAR_BY_WEEKDAYS } from '../../db/domain/counterpart.ts';
import type { DaySpan } from '../../db/domain/history-window.ts';
import type { CounterpartRule } from '../contract/history.ts';
import type { Comparison } from '../contract/series.ts';
import { comparedByWeekday, comparedRange } from './comparison.ts';
import type { FeedContext } from './context.ts';

export interface Counterpart {
  rule: CounterpartRule;
  /** the first day of the earlier bucket; null where there is none like it */
  dayOf: (firstDay: CivilDay) => CivilDay | null;
  /** the days that the days of a week meet, where those are no week; else null, and the week of `dayOf` is meant */
  daysOfWeek: (monday: CivilDay) => readonly CivilDay[] | null;
  /** the stretch that the whole range is held against, which is as long as it, or as many calendar months */
  whole: { days: DaySpan; rule: CounterpartRule };
  /** of whole calendar months also the same weekdays a year before; null where `whole` goes by weekdays itself */
  byWeekday: DaySpan | null;
}

const WEEK = [0, 1, 2, 3, 4, 5, 6] as const;
const HOLIDAYS_TOO =
  '364 days before, so that each day meets the same weekday; a holiday meets the same holiday, and no other day meets one';

/**
 * Buckets of months meet months, all others the same weekday; of last year holidays meet holidays too, and a week the
 * days that its days meet, if `isByDays`: where its figure can be put together from theirs.
 */
export function counterpartOf(
  { calendar }: FeedContext,
  comparison: Comparison,
  days: DaySpan,
  grain: Grain,
  isByDays: boolean,
): Counterpart {
  const { firstDay, lastDay } = days;
  const isLastYear = comparison === 'last_year';
  const partnerOf = (day: CivilDay) => counterpartLastYear(day, calendar.holidayOf);
  const compared = comparedRange(comparison, firstDay, lastDay, 'day');
  const partner = isLastYear && firstDay === lastDay ? partnerOf(firstDay) : null;
  const whole =
    partner === null
      ? { days: { firstDay: compared.fromDay, lastDay: compared.toDay }, rule: compared.rule }
      : { days: { firstDay: partner, lastDay: partner }, rule: matched() };
  const isByCalendar = compared.rule.id === 'year_of_months';
  const common = {
    whole,
    byWeekday: isByCalendar
      ? { firstDay: firstDay - YEAR_BY_WEEKDAYS, lastDay: lastDay - YEAR_BY_WEEKDAYS }
      : null,
    daysOfWeek: () => null,
  };
  if (grain === 'month') {
    const { rule } = comparedRange(comparison, firstDay, lastDay, 'month');
    return { ...common, rule, dayOf: (day) => shiftMonths(day, -rule.count) };
  }
  if (!isLastYear) {
    const { rule } = comparedByWeekday(comparison, firstDay, lastDay);
    return { ...common, rule, dayOf: (day) => day - rule.count };
  }
  if (grain === 'week' && !isByDays) {
    const { rule } = comparedByWeekday(comparison, firstDay, lastDay);
    return { ...common, rule, dayOf: (day) => day - YEAR_BY_WEEKDAYS };
  }
  return {
    ...common,
    rule: matched(),
    dayOf: grain === 'week' ? (day) => day - YEAR_BY_WEEKDAYS : partnerOf,
    daysOfWeek(monday) {
      // A holiday that the year before did not have meets the day that it would have been.
      const met = WEEK.map((i) => partnerOf(monday + i) ?? monday + i - YEAR_BY_WEEKDAYS);
      return met.every((day, i) => day === monday + i - YEAR_BY_WEEKDAYS) ? null : met;
    },
  };
}

function matched(): CounterpartRule {
  return { id: 'year_by_weekday', count: YEAR_BY_WEEKDAYS, words: HOLIDAYS_TOO };
}
