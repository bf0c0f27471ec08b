/** `organisation`: who publishes, how to reach them, and by which rules. */
import type { Calendar } from '../../db/domain/calendar.ts';
import { CHANNELS } from '../../db/domain/contact.ts';
import type { Target } from '../../db/domain/target.ts';
import { targetChanges } from '../../db/domain/target-change.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import { readMeta } from '../../db/meta.ts';
import { coverageOf, recordedSpan } from '../../db/queries/coverage.ts';
import type { OrganisationAnswer } from '../contract/organisation.ts';
import { asOf, type FeedContext } from './context.ts';
import { labelOf } from './label.ts';
import { placesOf } from './outlook-places.ts';

const HOLIDAYS_AHEAD_DAYS = 366;

export function organisationFeed(context: FeedContext): OrganisationAnswer {
  const { configuration, calendar, zone, nowSeconds } = context;
  const { organisation, channels, targets, questions, translations, shortAbandonSeconds } = configuration;
  const span = recordedSpan(context.db);
  return {
    name: organisation.name,
    timeZone: organisation.timeZone,
    country: organisation.country,
    siteAddress: organisation.siteAddress,
    languages: [...organisation.languages],
    isDemonstration: readMeta(context.db, 'purpose') === 'demonstration',
    contact: organisation.contact.map((way) => ({ ...way })),
    hours: Object.fromEntries(
      Object.entries(channels).flatMap(([channel, { hours }]) =>
        hours === undefined ? [] : [[channel, hours.map((ranges) => ranges.map(rangeText))]],
      ),
    ),
    holidays: holidaysFrom(calendar, zone.dayOf(nowSeconds)),
    holidayHours: Object.fromEntries(
      Object.entries(channels).flatMap(([channel, { hours, holidayHours = [] }]) =>
        hours === undefined ? [] : [[channel, holidayHours.map(rangeText)]],
      ),
    ),
    questions: questions.map((question) => ({ ...question })),
    translations: structuredClone(translations) as OrganisationAnswer['translations'],
    channels: CHANNELS.filter((channel) => coverageOf(context.db, channel).span !== null),
    lines: placesOf(context).flatMap(({ queue }) =>
      queue === undefined ? [] : [{ queue, label: labelOf(configuration, 'queue', queue) }],
    ),
    records: span === null ? null : { from: formatDay(span.firstDay), to: formatDay(span.lastDay) },
    targets: targets.map((target) => targetOf(target, supersededBy(targets, target))),
    shortAbandonSeconds,
    disclosureThreshold: configuration.disclosure.threshold,
    licence: configuration.licence,
    asOf: asOf(context),
  };
}

/** The day at hand and the year after it. */
function holidaysFrom(calendar: Calendar, today: CivilDay): OrganisationAnswer['holidays'] {
  return Array.from({ length: HOLIDAYS_AHEAD_DAYS }, (_, i) => today + i).flatMap((day) => {
    const name = calendar.holidayOf(day);
    return name === null ? [] : [{ date: formatDay(day), name }];
  });
}

function supersededBy(targets: readonly Target[], target: Target): string | null {
  return targetChanges(targets).find((change) => change.target === target)?.before?.id ?? null;
}

function targetOf(target: Target, supersedes: string | null): OrganisationAnswer['targets'][number] {
  const isService = target.kind === 'service';
  return {
    id: target.id,
    words: target.words,
    kind: target.kind,
    clock: isService ? target.clock : null,
    channel: target.channel,
    queue: target.queue,
    thresholdSeconds: isService ? target.thresholdSeconds : null,
    metric: isService ? null : target.metric,
    aim: isService ? target.share : target.value,
    exclusions: isService ? (target.exclusions ?? null) : null,
    supersedes,
    from: formatDay(target.from),
    to: target.to === null ? null : formatDay(target.to),
  };
}

function rangeText({ startSecond, endSecond }: { startSecond: number; endSecond: number }): string {
  const clock = (seconds: number) =>
    `${String(Math.floor(seconds / 3600)).padStart(2, '0')}:${String(Math.floor((seconds % 3600) / 60)).padStart(2, '0')}`;
  return `${clock(startSecond)}-${clock(endSecond)}`;
}
