/** When a channel was open on the day of a report, and which announced outages touch its period. Refuses to count. */
import { CHANNELS } from '../../db/domain/contact.ts';
import type { ReportPeriod } from '../../db/domain/report-period.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import type { ReportAnswer } from '../contract/report.ts';
import type { FeedContext } from './context.ts';

export function openHoursOf({ calendar, zone }: FeedContext, day: CivilDay): Record<string, string[]> {
  const end = zone.startOfDay(day + 1);
  const clock = (utcSeconds: number) =>
    utcSeconds === end ? '24:00' : zone.formatInstant(utcSeconds).slice(11, 16);
  return Object.fromEntries(
    CHANNELS.filter((channel) => calendar.hasHours(channel)).map((channel) => [
      channel,
      calendar.openRanges(channel, day).map(([from, to]) => `${clock(from)}-${clock(to)}`),
    ]),
  );
}

export function outagesOf(
  { configuration, zone }: FeedContext,
  { firstDay, lastDay }: ReportPeriod,
): ReportAnswer['outages'] {
  const [start, end] = [zone.startOfDay(firstDay), zone.startOfDay(lastDay + 1)];
  return configuration.outages
    .filter(({ startAt, endAt }) => startAt < end && endAt > start)
    .map(({ startAt, endAt, channel, note }) => ({
      from: zone.formatInstant(startAt),
      to: zone.formatInstant(endAt),
      channel,
      note,
    }));
}
