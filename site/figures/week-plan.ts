/** The usual week as it bears on when to come, made of the published profiles, opening hours and holidays. */
import type { ProfileAnswer } from '../../api/contract/profile.ts';
import type { FigureContext } from './context.ts';
import { holidayNames } from './holidays.ts';
import type { WeekPlan } from './next-hours.ts';
import { publishedHoursOf } from './opening.ts';
import { hoursOf, quietHours } from './usual-week.ts';

const DAYS_AHEAD = 60;

/** Null where neither opening hours nor quiet hours are known, or the records ended long ago. */
export function weekPlan(context: FigureContext): WeekPlan | null {
  const { read, within, organisation, channel, today, isStale } = context;
  const opening = publishedHoursOf(organisation, channel ?? '');
  const hours = hoursOf(
    read<ProfileAnswer>(`profile/${within}wait_p50`),
    read<ProfileAnswer>(`profile/${within}wait_p90`),
    opening?.week ?? null,
  );
  const quiet = quietHours(hours)
    .map(({ weekday, hour }) => weekday * 24 + hour)
    .sort((a, b) => a - b);
  if (isStale || (opening === null && quiet.length === 0)) return null;
  const holidays = [...holidayNames(read).keys()].filter((day) => day >= today && day < today + DAYS_AHEAD);
  return { timeZone: organisation.timeZone, quiet, opening, holidays };
}
