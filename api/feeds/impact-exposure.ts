/** What the counts of an action's weeks are held against: orders, else customers, else open days. Owns that choice. */
import { type CellStatus, isWholeValue } from '../../db/domain/cell.ts';
import { type ActionRecord, CHANNELS, type Channel } from '../../db/domain/contact.ts';
import type { ImpactQuestion } from '../../db/domain/impact-question.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import { type ExposureDay, readExposure } from '../../db/queries/exposure.ts';
import type { FeedContext } from './context.ts';
import { WEEK_DAYS } from './impact-span.ts';

/** Orders of every day of each whole week, else customers, else the days on which it was open; 0: not known. */
export function exposureOf(
  context: FeedContext,
  { channel }: ActionRecord,
  firstDay: CivilDay,
  statuses: readonly CellStatus[],
): { exposures: number[]; exposureKind: ImpactQuestion['exposureKind'] } {
  const weeks = statuses.length;
  const known = new Map(
    readExposure(context.db, firstDay, firstDay + WEEK_DAYS * weeks - 1).map((one) => [one.day, one]),
  );
  const ofWeeks = (of: (days: (ExposureDay | undefined)[]) => number | null) => {
    const all = Array.from({ length: weeks }, (_, week) =>
      of(Array.from({ length: WEEK_DAYS }, (_, i) => known.get(firstDay + WEEK_DAYS * week + i))),
    );
    // A week that is not whole is not used: what is not known of it is no reason to do without.
    const isKnown = all.every((one, week) => (one !== null && one > 0) || !isWholeValue(statuses[week]!));
    return isKnown && all.some((one) => one !== null) ? all.map((one) => one ?? 0) : null;
  };
  const orders = ofWeeks((days) =>
    days.reduce<number | null>(
      (sum, day) => (sum === null || day?.orders == null ? null : sum + day.orders),
      0,
    ),
  );
  if (orders !== null) return { exposures: orders, exposureKind: 'orders' };
  const customers = ofWeeks((days) => {
    const said = days.flatMap((day) => day?.customers ?? []);
    return said.length === 0 ? null : said.reduce((sum, one) => sum + one, 0) / said.length;
  });
  if (customers !== null) return { exposures: customers, exposureKind: 'customers' };
  return {
    exposures: Array.from({ length: weeks }, (_, week) =>
      openDays(context, channel, firstDay + WEEK_DAYS * week),
    ),
    exposureKind: 'open_days',
  };
}

/** Days of a week on which the channel, or any, is open; all where nobody said when that is. */
function openDays({ calendar }: FeedContext, channel: Channel | null, monday: CivilDay): number {
  const channels = (channel === null ? CHANNELS : [channel]).filter((one) => calendar.hasHours(one));
  if (channels.length === 0) return WEEK_DAYS;
  let open = 0;
  for (let day = monday; day < monday + WEEK_DAYS; day++) {
    if (channels.some((one) => calendar.openRanges(one, day).length > 0)) open += 1;
  }
  return open;
}
