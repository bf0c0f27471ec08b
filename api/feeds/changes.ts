/**
 * `changes`: the log of changes to the numbers themselves, put together from what is kept elsewhere: editions and their
 * revisions, targets, promises, causes, definitions, metrics that ended. Owns which of them is an entry and since when it
 * has been told; refuses to keep a list of its own.
 */
import type { Configuration } from '../../db/configuration.ts';
import { GRAINS } from '../../db/domain/bucket.ts';
import {
  type Affected,
  type ChangeEntry,
  metricsOfTarget,
  newestFirst,
  seriesAddress,
  targetVersions,
  touches,
} from '../../db/domain/change-entry.ts';
import type { Channel } from '../../db/domain/contact.ts';
import { DEFINITION_CHANGES, type DefinitionChange } from '../../db/domain/definition-change.ts';
import { formatUtc } from '../../db/domain/instant.ts';
import { promiseChanges } from '../../db/domain/promise.ts';
import { besideOf, noticeOf } from '../../db/domain/retirement.ts';
import { slugOf } from '../../db/domain/slug.ts';
import { targetChanges } from '../../db/domain/target-change.ts';
import { type CivilDay, formatDay, parseDay } from '../../db/domain/zone.ts';
import type { Edition } from '../../db/editions.ts';
import { recordedSpan } from '../../db/queries/coverage.ts';
import { revisedMetrics } from '../../db/revisions.ts';
import { firstTold, otherwiseMade } from '../../db/rule-versions.ts';
import type { Change, ChangesAnswer } from '../contract/changes.ts';
import { type FeedContext, lastWholeDay, versionOf } from './context.ts';
import { knownEditions } from './editions.ts';
import { retirementsOf } from './retired.ts';

/** Causes split complaints first of all, and every other count that is broken down by them. */
const BY_CAUSE = ['complaints', 'offered'] as const;

/** `metric`: only what touches it; null: all. */
export function changesFeed(
  context: FeedContext,
  { metric }: { metric: string | null },
  definitionChanges: readonly DefinitionChange[] = DEFINITION_CHANGES,
): ChangesAnswer {
  const editions = knownEditions(context);
  const entries = newestFirst([
    ...revisions(context, editions),
    ...definitions(context, editions, definitionChanges),
    ...targets(context),
    ...promises(context),
    ...mappings(context),
    ...retirements(context),
  ]).filter((entry) => metric === null || touches(entry, metric));
  const [last, first] = [editions.at(-1), editions[0]];
  return {
    ...versionOf(context),
    // It changes with the next edition, and not with the next record.
    ...(last !== undefined && { asOf: last.asOf }),
    noticeDays: context.configuration.changeNoticeDays,
    since: first === undefined ? null : formatDay(context.zone.dayOf(first.at)),
    changes: entries.map((entry) => sayEntry(context, entry)),
  };
}

function sayEntry({ zone }: FeedContext, { day, toldAt, affects, ...rest }: ChangeEntry): Change {
  return {
    ...rest,
    date: formatDay(day),
    toldAt: toldAt === null ? null : zone.formatInstant(toldAt),
    affects: affects.map((one) => ({ ...one })),
  } as Change;
}

/** Editions that changed what had been final, and every correction; what moves while it is provisional was said to. */
function revisions({ db, zone }: FeedContext, editions: readonly Edition[]): ChangeEntry[] {
  const isOtherwise = otherwiseMade(db);
  const byEdition = Map.groupBy(revisedMetrics(db), ({ edition }) => edition);
  return editions.flatMap((edition, i): ChangeEntry[] => {
    const before = editions[i - 1];
    const isCorrection = edition.kind === 'correction';
    const touched = (byEdition.get(edition.id) ?? []).filter(({ settled }) => isCorrection || settled > 0);
    if (before === undefined || (touched.length === 0 && !isCorrection)) return [];
    return [
      {
        kind: isCorrection ? 'correction' : isOtherwise.has(edition.id) ? 'recount' : 'revision',
        id: `edition-${edition.id}`,
        day: zone.dayOf(edition.at),
        toldAt: edition.at,
        version: edition.id,
        words: edition.reason === '' ? null : edition.reason,
        edition: edition.id,
        figures: touched.reduce((sum, { figures, settled }) => sum + (isCorrection ? figures : settled), 0),
        affects: touched.map(({ metric, grain }) => ({
          ...{ metric, channel: null, by: null },
          before: seriesAddress(metric, GRAINS[grain]!, { as_of: formatUtc(before.at) }),
          after: seriesAddress(metric, GRAINS[grain]!, { as_of: formatUtc(edition.at) }),
        })),
      },
    ];
  });
}

function definitions(
  { zone }: FeedContext,
  editions: readonly Edition[],
  changes: readonly DefinitionChange[],
): ChangeEntry[] {
  const countOf = new Map<string, number>();
  return changes
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
    .map(({ metric, date, words }) => {
      const day = parseDay(date);
      if (day === null) throw new Error(`the change of ${metric} is dated "${date}"; expected YYYY-MM-DD`);
      const version = (countOf.get(metric) ?? 1) + 1;
      countOf.set(metric, version);
      const at = editions.findIndex((edition) => edition.at >= zone.startOfDay(day));
      const before = editions[at - 1];
      return {
        ...{ kind: 'definition', id: `definition-${slugOf(metric)}-${date}`, day, version, words },
        toldAt: editions[at]?.at ?? null,
        affects: [
          {
            ...{ metric, channel: null, by: null },
            before:
              before === undefined ? null : seriesAddress(metric, 'month', { as_of: formatUtc(before.at) }),
            after: seriesAddress(metric, 'month'),
          },
        ],
      };
    });
}

function targets(context: FeedContext): ChangeEntry[] {
  const { configuration } = context;
  const changes = targetChanges(configuration.targets);
  const versions = targetVersions(changes);
  return changes.map((one) => {
    const { change, day, target, before } = one;
    const isEnd = change === 'ended';
    return {
      ...{ kind: 'target', of: 'target', change, day, version: versions.get(one) ?? 1 },
      id: idOf('target', target, day, isEnd),
      toldAt: toldAt(context, ({ targets = [] }) => holds(targets, target, isEnd)),
      words: target.words,
      wordsBefore: before?.words ?? null,
      affects: metricsOfTarget(one).map((metric) => cutAt(context, metric, target.channel, day)),
    };
  });
}

function promises(context: FeedContext): ChangeEntry[] {
  const versionOf = new Map<string, number>();
  return promiseChanges(context.configuration.promises).map(({ change, day, version, before }) => {
    const isEnd = change === 'ended';
    const count = (versionOf.get(version.id) ?? 0) + (isEnd ? 0 : 1);
    versionOf.set(version.id, count);
    return {
      ...{ kind: 'target', of: 'promise', change, day, version: Math.max(1, count) },
      id: idOf('promise', version, day, isEnd),
      toldAt: toldAt(context, ({ promises = [] }) => holds(promises, version, isEnd)),
      words: version.words,
      wordsBefore: before?.words ?? null,
      // How promises are kept is published by promise, not by metric.
      affects: [],
    };
  });
}

/** A target or a promise as long as it is in force. */
interface Dated {
  id: string;
  from: CivilDay | null;
  to: CivilDay | null;
}

function idOf(kind: 'target' | 'promise', { id }: Dated, day: CivilDay, isEnd: boolean): string {
  return `${kind}-${slugOf(id)}-${isEnd ? 'ended-' : ''}${formatDay(day)}`;
}

/** Whether one of them is there since the same day; of an end, until the same day too. */
function holds(all: readonly Dated[], { id, from, to }: Dated, isEnd: boolean): boolean {
  return all.some((one) => one.id === id && one.from === from && (!isEnd || one.to === to));
}

function mappings(context: FeedContext): ChangeEntry[] {
  return context.configuration.causeChanges.map(({ day, kind: change, from, to, words }, i) => ({
    ...{ kind: 'mapping', change, from, to, day, words, version: i + 2 },
    id: `cause-${slugOf(to[0] ?? '')}-${change}-${formatDay(day)}`,
    toldAt: toldAt(context, ({ causeChanges = [] }) =>
      causeChanges.some(
        (one) => one.day === day && one.kind === change && `${one.from} ${one.to}` === `${from} ${to}`,
      ),
    ),
    affects: BY_CAUSE.map((metric) => {
      const { hasBefore, hasAfter } = sidesOf(context, day);
      const of = (range: Record<string, string>) =>
        `/api/v1/breakdown?${new URLSearchParams({ metric, by: 'cause', ...range })}`;
      return {
        ...{ metric, channel: null, by: 'cause' as const },
        before: hasBefore ? of({ to: formatDay(day - 1) }) : null,
        after: hasAfter ? of({ from: formatDay(day) }) : null,
      };
    }),
  }));
}

function retirements(context: FeedContext): ChangeEntry[] {
  return [...retirementsOf(context).values()].map((one) => {
    const { metric, from, by, why, replacedBy, announced } = one;
    return {
      ...{ kind: 'retirement', day: from, decidedBy: by, replacedBy, words: why, version: null },
      id: `retired-${metric}-${formatDay(from)}`,
      toldAt: toldAt(
        context,
        ({ retired = [] }) => announced !== null && retired.some((r) => r.metric === metric),
      ),
      noticeDays: noticeOf(one),
      besideDays: besideOf(one),
      affects: [
        {
          ...{ metric, channel: null, by: null },
          before: seriesAddress(metric, 'month'),
          after: replacedBy === null ? null : seriesAddress(replacedBy, 'month'),
        },
      ],
    };
  });
}

function toldAt(
  { db, edition }: FeedContext,
  isIn: (configuration: Partial<Configuration>) => boolean,
): number | null {
  return firstTold(db, edition, isIn)?.edition.at ?? null;
}

/** The series up to a day, and from it on, as far as there are records on either side. */
function cutAt(context: FeedContext, metric: string, channel: Channel | null, day: CivilDay): Affected {
  const { hasBefore, hasAfter } = sidesOf(context, day);
  return {
    ...{ metric, channel, by: null },
    before: hasBefore ? seriesAddress(metric, 'month', { channel, to: formatDay(day - 1) }) : null,
    after: hasAfter ? seriesAddress(metric, 'month', { channel, from: formatDay(day) }) : null,
  };
}

function sidesOf(context: FeedContext, day: CivilDay): { hasBefore: boolean; hasAfter: boolean } {
  const span = recordedSpan(context.db);
  const last = span === null ? null : Math.min(span.lastDay, lastWholeDay(context));
  return {
    hasBefore: span !== null && day > span.firstDay,
    hasAfter: last !== null && day <= last,
  };
}
