/**
 * Which cells an action and its control are about. Owns what a cause stands for in the records (a parent: all its causes),
 * why there may be nothing to judge, and when two actions are on the same; refuses to read a figure.
 */
import type { Configuration } from '../../db/configuration.ts';
import { breaksOf } from '../../db/domain/cause-change.ts';
import { familyOf, partsOfCause } from '../../db/domain/cause-family.ts';
import { type ActionRecord, CATEGORIES, CHANNELS, type Channel } from '../../db/domain/contact.ts';
import type { ImpactQuestion } from '../../db/domain/impact-question.ts';
import { type Dimension, locate, type Member } from '../../db/domain/lattice.ts';
import { evidenceOf, findMetric, type Metric } from '../../db/domain/metric.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import { recordedSpan } from '../../db/queries/coverage.ts';
import { findCell } from '../../db/rollup/cell-book.ts';
import type { FeedContext } from './context.ts';
import { labelOf } from './label.ts';
import { isFiner } from './series.ts';

/** At what grain an action is looked at: a day says little, a month is long to wait for. */
export const IMPACT_GRAIN = 'week';

/** Why no week of an action can be judged. */
export type Unjudgeable = 'no_weekly_figures' | 'not_a_count_or_share' | 'not_on_record';

/** A cause as an answer names it. */
export function namedCause(configuration: Configuration, id: string) {
  return {
    id,
    label: labelOf(configuration, 'cause', id),
    parent: Object.hasOwn(configuration.causes, id) ? configuration.causes[id]!.parent : null,
    parts: partsOfCause(configuration.causes, id).map((part) => ({
      id: part,
      label: labelOf(configuration, 'cause', part),
    })),
  };
}

/**
 * The parts of the weekly series that an action is about: one for each cause that it names, or of which it names the
 * parent, or one for all where it names none. Of a cause that no record has nothing is known: it is no part.
 */
export function partsOf(context: FeedContext, record: ActionRecord): Member[] {
  if (!hasWeeks(record)) return [];
  const whole = withoutCause(record);
  if (record.causes.length === 0) return [whole];
  return onRecord(context, keysOf(context.configuration, record.causes)).map((cause) => ({
    ...whole,
    cause,
  }));
}

/**
 * The control of an action is the same with one member in another's place: it says what the action leaves as it is. Of a
 * parent these are the causes that the action is not about itself.
 */
export function controlPartsOf(context: FeedContext, record: ActionRecord): Member[] {
  const { control, channel, category } = record;
  if (control === null) return [];
  const kept: Member = channel === null ? {} : { channel };
  switch (dimensionOfControl(control)) {
    case 'channel':
      return partsOf(context, { ...record, channel: control as Channel });
    case 'category':
      return [{ ...kept, category: control }].filter(isWeekly);
    default: {
      const own = keysOf(context.configuration, record.causes);
      const others = keysOf(context.configuration, [control]).filter((key) => !own.includes(key));
      return onRecord(context, others)
        .map((cause): Member => ({ ...kept, ...(category === null ? {} : { category }), cause }))
        .filter(isWeekly);
    }
  }
}

/** A control is written as a cause, a category or a channel; the words of the latter two are fixed. */
export function dimensionOfControl(control: string): Dimension {
  if (CATEGORIES.some((one) => one === control)) return 'category';
  return CHANNELS.some((one) => one === control) ? 'channel' : 'cause';
}

/** Null where the figure can be judged, or nothing at all is on record yet. */
export function whyUnjudgeable(context: FeedContext, record: ActionRecord): Unjudgeable | null {
  const metric = findMetric(record.metric);
  if (metric === undefined || !hasWeeks(record)) return 'no_weekly_figures';
  if (kindOf(metric) === null) return 'not_a_count_or_share';
  const isKnown = partsOf(context, record).length > 0 || recordedSpan(context.db) === null;
  return isKnown ? null : 'not_on_record';
}

/** Contacts of a day share the queue; answers to a survey do not. */
export function kindOf(metric: Metric): ImpactQuestion['kind'] | null {
  if (metric.value.kind === 'count') return 'count';
  if (metric.unit !== 'share' || metric.value.kind !== 'ratio' || metric.value.parts !== true) return null;
  return evidenceOf(metric) === 'surveys' ? 'share' : 'clustered_share';
}

/** The days on which what an action is about, or its control, was counted under another name or with others. */
export function breaksIn({ configuration }: FeedContext, { causes, control }: ActionRecord): CivilDay[] {
  const touched = keysOf(configuration, [...causes, ...(control === null ? [] : [control])]);
  return touched.flatMap((cause) => breaksOf(configuration.causeChanges, cause));
}

/** Whether two actions are on the same: a cause of both, or where one names none the same reason, in a channel of both. */
export function actOnTheSame(configuration: Configuration, a: ActionRecord, b: ActionRecord): boolean {
  if (a.channel !== null && b.channel !== null && a.channel !== b.channel) return false;
  if (a.causes.length > 0 && b.causes.length > 0) {
    const others = keysOf(configuration, b.causes);
    return keysOf(configuration, a.causes).some((cause) => others.includes(cause));
  }
  return a.category === b.category && (a.category !== null || a.causes.length === b.causes.length);
}

/** Whether there is a table of such weeks, whatever is in it. */
function hasWeeks(record: ActionRecord): boolean {
  const metric = findMetric(record.metric);
  if (metric === undefined || isFiner(IMPACT_GRAIN, metric.finestGrain)) return false;
  const whole = withoutCause(record);
  return isWeekly(record.causes.length === 0 ? whole : { ...whole, cause: '' });
}

function withoutCause({ channel, category }: ActionRecord): Member {
  return { ...(channel === null ? {} : { channel }), ...(category === null ? {} : { category }) };
}

function isWeekly(part: Member): boolean {
  return locate(IMPACT_GRAIN, Object.keys(part) as Dimension[]).ok;
}

/** Every key of records for which these causes stand, each once. */
function keysOf({ causes }: Configuration, named: readonly string[]): string[] {
  return [...new Set(named.flatMap((cause) => familyOf(causes, cause)))];
}

function onRecord({ db }: FeedContext, causes: readonly string[]): string[] {
  return causes.filter((cause) => findCell(db, 'cause', { cause }) !== null);
}
