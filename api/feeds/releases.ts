/**
 * `releases`: the calendar twelve months ahead and back, held against the editions. Owns which changes of it count, and how it
 * is said; every moment in it is one that an edition or the server itself has set down.
 */
import type { Configuration } from '../../db/configuration.ts';
import { twoDigits } from '../../db/domain/civil-day.ts';
import { CHANNELS } from '../../db/domain/contact.ts';
import {
  judgeRelease,
  type PublishedEdition,
  type ReleaseChange,
  type ReleaseDays,
  reachingFurther,
  releasesDue,
  stageDays,
} from '../../db/domain/release-calendar.ts';
import { type CivilDay, dateOfDay, dayOfDate, daysInMonth, formatDay } from '../../db/domain/zone.ts';
import { type Edition, readRules } from '../../db/editions.ts';
import { recordedSpan } from '../../db/queries/coverage.ts';
import { readInterruptions } from '../../db/serving.ts';
import type { ReleasesAnswer } from '../contract/releases.ts';
import { type FeedContext, versionOf } from './context.ts';
import { knownEditions } from './editions.ts';

export function releasesFeed(context: FeedContext): ReleasesAnswer {
  const { db, zone, nowSeconds, configuration } = context;
  const settings = configuration.releases;
  const editions = knownEditions(context);
  const changes = settings.changes.map((change) => ({
    change,
    ...announcementOf(context, editions, change),
  }));
  const minutes = Math.floor(settings.bySecond / 60);
  const last = editions.at(-1);
  return {
    ...versionOf(context),
    ...(last !== undefined && { asOf: last.asOf }),
    time: `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`,
    dueAfterDays: stageDays(settings.finalAfterDays),
    responsible: settings.responsible,
    since: editions[0] === undefined ? null : zone.formatInstant(editions[0].at),
    releases: said(
      context,
      editions,
      changes.filter(({ counts }) => counts).map(({ change }) => change),
    ),
    changes: changes.map(({ change: { of, from, to, reason }, announcedAt, counts }) => ({
      ...{ of, from: formatDay(from), to: formatDay(to), reason, counts },
      announcedAt: announcedAt === null ? null : zone.formatInstant(announcedAt),
    })),
    earlyAccess: settings.earlyAccess.map((one) => ({ ...one })),
    interruptions: readInterruptions(db)
      .filter(({ fromAt }) => fromAt <= nowSeconds)
      .map(({ fromAt, toAt }) => ({
        from: zone.formatInstant(fromAt),
        to: zone.formatInstant(toAt),
        seconds: toAt - fromAt,
      }))
      .reverse(),
  };
}

function said(
  context: FeedContext,
  editions: readonly Edition[],
  changes: readonly ReleaseChange[],
): ReleasesAnswer['releases'] {
  const { db, zone, nowSeconds, configuration } = context;
  const today = zone.dayOf(nowSeconds);
  const steps = reachingFurther(editions.map((edition) => seen(context, edition)));
  const firstDay = recordedSpan(db)?.firstDay ?? today;
  const since = editions[0]?.at ?? nowSeconds;
  const releases = releasesDue(
    { ...configuration.releases, changes },
    daysOf(context),
    shiftYears(today, -1),
    shiftYears(today, 1),
  )
    .filter(({ lastDay, dueAt }) => lastDay >= firstDay && dueAt >= since)
    .map((release) => ({ ...release, ...judgeRelease(release, steps, nowSeconds) }));
  return {
    dueAt: releases.map(({ dueAt }) => zone.formatInstant(dueAt)),
    grain: releases.map(({ grain }) => grain),
    period: releases.map(({ period }) => period),
    stage: releases.map(({ stage }) => stage),
    status: releases.map(({ status }) => status),
    publishedAt: releases.map(({ edition }) => (edition === null ? null : zone.formatInstant(edition.at))),
    edition: releases.map(({ edition }) => edition?.id ?? null),
    lateSeconds: releases.map(({ lateSeconds }) => lateSeconds),
    putOffFrom: releases.map(({ putOff }) => (putOff === null ? null : formatDay(putOff.from))),
  };
}

function seen({ zone }: FeedContext, { id, at, through, now }: Edition): PublishedEdition {
  return { id, at, through, today: zone.dayOf(now) };
}

function daysOf({ zone, calendar }: FeedContext): ReleaseDays {
  return {
    zone,
    isOpen: (day) =>
      calendar.openSecondsOfAny(CHANNELS, zone.startOfDay(day), zone.startOfDay(day + 1)) !== 0,
  };
}

/** The same date of another year, or the last of its month. */
function shiftYears(day: CivilDay, years: number): CivilDay {
  const { year, month, dayOfMonth } = dateOfDay(day);
  return dayOfDate(year + years, month, Math.min(dayOfMonth, daysInMonth(year + years, month)));
}

/**
 * With which edition a change was told first, and whether that was before what it puts off was due. An edition holds the
 * configuration that it was made under, so nobody has to be believed.
 */
function announcementOf(
  { db, zone, nowSeconds, configuration }: FeedContext,
  editions: readonly Edition[],
  change: ReleaseChange,
): { announcedAt: number | null; counts: boolean } {
  const dueAt = zone.firstInstantOf(change.from, configuration.releases.bySecond);
  const isTold = ({ id }: Edition) => {
    const rules = JSON.parse(readRules(db, id)) as { configuration: Partial<Configuration> };
    return (rules.configuration.releases?.changes ?? []).some(
      (one) => JSON.stringify(one) === JSON.stringify(change),
    );
  };
  const inTime = editions.filter(({ at }) => at <= dueAt);
  const lastInTime = inTime.at(-1);
  if (nowSeconds >= dueAt && (lastInTime === undefined || !isTold(lastInTime)))
    return { announcedAt: null, counts: false };
  // What is told is told until it is due: the first edition of those that do is found by halves.
  const known = nowSeconds >= dueAt ? inTime : editions;
  let [low, high] = [0, known.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isTold(known[middle]!)) high = middle;
    else low = middle + 1;
  }
  return { announcedAt: known[low]?.at ?? null, counts: true };
}
