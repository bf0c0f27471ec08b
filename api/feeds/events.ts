/**
 * `events`: what happened beside the figures, from the configuration, the calendar, the actions and the records.
 * Owns ids, order and what belongs to a range; refuses to say what an event did to any figure.
 */
import type { Channel } from '../../db/domain/contact.ts';
import { DEFINITION_CHANGES, type DefinitionChange } from '../../db/domain/definition-change.ts';
import { type PublicPromise, promiseChanges } from '../../db/domain/promise.ts';
import { slugOf } from '../../db/domain/slug.ts';
import type { Target } from '../../db/domain/target.ts';
import { targetChanges } from '../../db/domain/target-change.ts';
import { type CivilDay, formatDay, parseDay, type Zone } from '../../db/domain/zone.ts';
import { recordedSpan } from '../../db/queries/coverage.ts';
import type { EventAnswer, EventsAnswer } from '../contract/events.ts';
import { judgedActions } from './action-impact.ts';
import { type FeedContext, versionOf } from './context.ts';
import { findGaps } from './gaps.ts';
import { retirementsOf } from './retired.ts';

export interface EventsQuestion {
  /** both included; null: from the first event there is, to the last */
  fromDay: CivilDay | null;
  toDay: CivilDay | null;
}

/** Announced holidays reach this far ahead. */
const HOLIDAYS_AHEAD_DAYS = 365;

/** An event before it is written: when it begins and ends in UTC seconds, the end excluded. */
interface Happening {
  startAt: number;
  endAt: number | null;
  /** the first day on which it was known; null: as early as anybody asks */
  knownFrom: CivilDay | null;
  isTimed: boolean;
  said: Omit<EventAnswer, 'from' | 'to'>;
}

const NOTHING_MORE = {
  title: null,
  channel: null,
  target: null,
  action: null,
  judgement: null,
  definition: null,
};

export function eventsFeed(
  context: FeedContext,
  { fromDay, toDay }: EventsQuestion,
  definitionChanges: readonly DefinitionChange[] = DEFINITION_CHANGES,
): EventsAnswer {
  const { zone } = context;
  const rangeStart = fromDay === null ? Number.NEGATIVE_INFINITY : zone.startOfDay(fromDay);
  const rangeEnd = toDay === null ? Number.POSITIVE_INFINITY : zone.startOfDay(toDay + 1);
  const happenings = withIdsApart([
    ...holidays(context),
    ...outages(context),
    ...targets(context),
    ...promises(context),
    ...definitions(context, definitionChanges),
    ...causes(context),
    ...responsibilities(context),
    ...retirements(context),
    ...actions(context),
    ...judgements(context),
    ...gaps(context),
  ])
    .filter(({ startAt, endAt }) => startAt < rangeEnd && (endAt ?? startAt + 1) > rangeStart)
    .filter(({ knownFrom }) => toDay === null || knownFrom === null || knownFrom <= toDay)
    .sort((a, b) => a.startAt - b.startAt);
  return {
    ...versionOf(context),
    events: happenings.map(({ startAt, endAt, isTimed, said }) => {
      const isOver = endAt !== null && endAt <= rangeEnd;
      const { id, kind, ...rest } = said;
      const from = isTimed ? zone.formatInstant(startAt) : formatDay(zone.dayOf(startAt));
      if (endAt === null || !isOver) return { id, kind, from, to: null, ...rest };
      const to = isTimed ? zone.formatInstant(endAt) : formatDay(zone.dayOf(endAt - 1));
      return { id, kind, from, to, ...rest };
    }),
  };
}

/** From the first record, or from today where there is none, to a year ahead. */
function holidays({ db, zone, calendar, nowSeconds }: FeedContext): Happening[] {
  const today = zone.dayOf(nowSeconds);
  const found: Happening[] = [];
  const first = Math.min(recordedSpan(db)?.firstDay ?? today, today);
  for (let day = first; day <= today + HOLIDAYS_AHEAD_DAYS; day += 1) {
    const title = calendar.holidayOf(day);
    if (title === null) continue;
    found.push({
      startAt: zone.startOfDay(day),
      endAt: zone.startOfDay(day + 1),
      knownFrom: null,
      isTimed: false,
      said: { ...NOTHING_MORE, id: `holiday-${formatDay(day)}`, kind: 'holiday', title },
    });
  }
  return found;
}

/** What is so from a civil day on. */
function onDay(zone: Zone, day: CivilDay, said: Happening['said']): Happening {
  return { startAt: zone.startOfDay(day), endAt: null, knownFrom: null, isTimed: false, said };
}

function outages({ zone, configuration }: FeedContext): Happening[] {
  return configuration.outages.map(({ startAt, endAt, channel, note }) => ({
    startAt,
    endAt,
    knownFrom: null,
    isTimed: true,
    said: {
      ...NOTHING_MORE,
      id: timedId('outage', channel, zone.formatInstant(startAt)),
      kind: 'outage',
      title: note,
      channel,
    },
  }));
}

function targets({ zone, configuration }: FeedContext): Happening[] {
  return targetChanges(configuration.targets).map(({ change, day, target, before }) =>
    onDay(zone, day, {
      ...NOTHING_MORE,
      id: `target-${slugOf(target.id)}-${change === 'ended' ? 'ended-' : ''}${formatDay(day)}`,
      kind: 'target',
      title: target.words,
      channel: target.channel,
      target: { ...formOf(target), change, before: before === null ? null : formOf(before) },
    }),
  );
}

/** A promise is held to like a target, and its versions take one another's place as targets do. */
function promises({ zone, configuration }: FeedContext): Happening[] {
  return promiseChanges(configuration.promises).map(({ change, day, version, before }) =>
    onDay(zone, day, {
      ...NOTHING_MORE,
      id: `promise-${slugOf(version.id)}-${change === 'ended' ? 'ended-' : ''}${formatDay(day)}`,
      kind: 'target',
      title: version.words,
      channel: version.channel,
      target: { ...promiseForm(version), change, before: before === null ? null : promiseForm(before) },
    }),
  );
}

function promiseForm(version: PublicPromise): ReturnType<typeof formOf> {
  const { id, words, queue, withinSeconds, target } = version;
  return {
    ...{ id, words, queue, clock: null, metric: null, value: null },
    ...{ thresholdSeconds: withinSeconds, share: target },
  };
}

function formOf(target: Target): NonNullable<NonNullable<EventAnswer['target']>['before']> {
  const isService = target.kind === 'service';
  return {
    id: target.id,
    words: target.words,
    clock: isService ? target.clock : null,
    queue: target.queue,
    thresholdSeconds: isService ? target.thresholdSeconds : null,
    share: isService ? target.share : null,
    metric: isService ? null : target.metric,
    value: isService ? null : target.value,
  };
}

function definitions({ zone }: FeedContext, changes: readonly DefinitionChange[]): Happening[] {
  return changes.map(({ metric, date, words }) => {
    const day = parseDay(date);
    if (day === null) throw new Error(`the change of ${metric} is dated "${date}"; expected YYYY-MM-DD`);
    return onDay(zone, day, {
      ...NOTHING_MORE,
      id: `definition-${slugOf(metric)}-${date}`,
      kind: 'definition',
      title: words,
      definition: { metric },
    });
  });
}

function causes({ zone, configuration }: FeedContext): Happening[] {
  return configuration.causeChanges.map(({ day, kind, from, to, words }) =>
    onDay(zone, day, {
      ...NOTHING_MORE,
      id: `cause-${slugOf(to[0] ?? '')}-${kind}-${formatDay(day)}`,
      kind: 'cause' as const,
      title: words,
      cause: { change: kind, from: [...from], to: [...to] },
    }),
  );
}

/** Which policy the company holds responsible for a cause: each that begins. */
function responsibilities({ zone, configuration }: FeedContext): Happening[] {
  return Object.entries(configuration.causes).flatMap(([key, { responsible = [] }]) =>
    responsible.map(({ words, from }) => ({
      startAt: zone.startOfDay(from),
      endAt: null,
      knownFrom: from,
      isTimed: false,
      said: {
        ...NOTHING_MORE,
        id: `responsible-${slugOf(key)}-${formatDay(from)}`,
        kind: 'responsible' as const,
        title: words,
        cause: { change: null, from: [key], to: [key] },
      },
    })),
  );
}

function retirements(context: FeedContext): Happening[] {
  return [...retirementsOf(context).values()].map(({ metric, from, why }) =>
    onDay(context.zone, from, {
      ...NOTHING_MORE,
      id: `retired-${metric}-${formatDay(from)}`,
      kind: 'retirement',
      title: why,
      definition: { metric },
    }),
  );
}

/** One event for each thing that happened to an action: it starts, is rolled out, ends. */
function actions(context: FeedContext): Happening[] {
  const { zone } = context;
  return judgedActions(context, null).flatMap(({ record }) => {
    const { id, title, channel, registeredAt, startsAt, rolloutEndsAt, endedAt } = record;
    const phases = [
      ['starts', startsAt],
      ['rolled_out', rolloutEndsAt],
      ['ended', endedAt],
    ] as const;
    return phases.flatMap(([phase, at]) =>
      // One that was taken back never began; one that ended within its roll-out never reached everybody.
      at === null || (endedAt !== null && at > endedAt)
        ? []
        : {
            startAt: at,
            endAt: null,
            knownFrom: zone.dayOf(registeredAt),
            isTimed: true,
            said: {
              ...NOTHING_MORE,
              id: `action-${slugOf(id)}-${phase.replace('_', '-')}`,
              kind: 'action' as const,
              title,
              channel,
              action: { id, phase },
            },
          },
    );
  });
}

/** Each look that was due, on the day on which its figures were final. */
function judgements(context: FeedContext): Happening[] {
  const { zone, nowSeconds } = context;
  const today = zone.dayOf(nowSeconds);
  return judgedActions(context, null).flatMap(({ record: { id, title, channel }, looks }) =>
    looks
      .filter(
        ({ day, reasons }) => day <= today && !reasons.includes('ended') && !reasons.includes('not_yet'),
      )
      .map(({ day, weeks, verdict }) => ({
        startAt: zone.startOfDay(day),
        endAt: null,
        knownFrom: day,
        isTimed: false,
        said: {
          ...NOTHING_MORE,
          id: `action-${slugOf(id)}-judged-${weeks}`,
          kind: 'judgement' as const,
          title,
          channel,
          action: { id, phase: 'judged' as const },
          judgement: { weeks, verdict },
        },
      })),
  );
}

function gaps(context: FeedContext): Happening[] {
  return findGaps(context).map(({ channel, startAt, endAt }) => ({
    startAt,
    endAt,
    knownFrom: null,
    isTimed: true,
    said: {
      ...NOTHING_MORE,
      id: timedId('gap', channel, context.zone.formatInstant(startAt)),
      kind: 'gap',
      channel,
    },
  }));
}

/** `outage-phone-1999-02-01-0015`: no colon or plus, which anchors would have to escape. */
function timedId(kind: string, channel: Channel | null, localTime: string): string {
  return `${kind}-${channel ?? 'all'}-${localTime.slice(0, 10)}-${localTime.slice(11, 16).replace(':', '')}`;
}

/** What would have the id of an earlier one (two outages of one minute) gets a number. */
function withIdsApart(happenings: readonly Happening[]): Happening[] {
  const times = new Map<string, number>();
  return happenings.map((happening) => {
    const { id } = happening.said;
    const time = (times.get(id) ?? 0) + 1;
    times.set(id, time);
    return time === 1 ? happening : { ...happening, said: { ...happening.said, id: `${id}-${time}` } };
  });
}
