/**
 * Which weeks of an action are looked at, and when they are final. Owns these dates; knows nothing of what came of them.
 */
import { periodStart } from '../../db/domain/bucket.ts';
import type { ActionRecord } from '../../db/domain/contact.ts';
import { type Metric, metricNamed } from '../../db/domain/metric.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import { recordedSpan } from '../../db/queries/coverage.ts';
import { type FeedContext, lastWholeDay } from './context.ts';

export const WEEK_DAYS = 7;
/** Two years before the start, and no more, can tell what was usual. */
const WEEKS_BEFORE = 104;

/** When an action has its full effect: the first civil day from its start, or from the end of its roll-out. */
function firstWholeDay({ zone }: FeedContext, utcSeconds: number): CivilDay {
  const day = zone.dayOf(utcSeconds);
  return zone.startOfDay(day) === utcSeconds ? day : day + 1;
}

/** The first Monday from which weeks are whole after an instant. */
export function firstWholeWeek(context: FeedContext, utcSeconds: number): CivilDay {
  const day = firstWholeDay(context, utcSeconds);
  const monday = periodStart('week', day);
  return monday === day ? day : monday + WEEK_DAYS;
}

/** The Monday from which looks count. */
export function countedFrom(context: FeedContext, { startsAt, rolloutEndsAt }: ActionRecord): CivilDay {
  return firstWholeWeek(context, Math.max(startsAt, rolloutEndsAt ?? startsAt));
}

/** The day on which so many weeks from a Monday are final. */
export function finalOn(metric: Metric, monday: CivilDay, weeks: number): CivilDay {
  return monday + WEEK_DAYS * weeks - 1 + metric.finalAfterDays;
}

/** The whole weeks that are looked at, up to the last that was final on a day; null where no record reaches that far. */
export function impactSpan(
  context: FeedContext,
  record: ActionRecord,
  asOfDay: CivilDay,
): { firstDay: CivilDay; weeks: number } | null {
  const span = recordedSpan(context.db);
  if (span === null) return null;
  const { finalAfterDays } = metricNamed(record.metric);
  const from = countedFrom(context, record) - WEEK_DAYS * WEEKS_BEFORE;
  const firstDay = Math.max(periodStart('week', span.firstDay), from);
  const lastFinal = Math.min(span.lastDay, lastWholeDay(context), asOfDay - finalAfterDays);
  const weeks = Math.floor((lastFinal + 1 - firstDay) / WEEK_DAYS);
  return weeks < 1 ? null : { firstDay, weeks };
}
