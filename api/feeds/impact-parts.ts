/**
 * What of the weekly figures an action is about, and what its control is. Owns which actions can be judged at all, and which
 * two are on the same; knows what was registered, and no figure.
 */
import { breaksOf } from '../../db/domain/cause-change.ts';
import { type ActionRecord, CATEGORIES, CHANNELS, type Channel } from '../../db/domain/contact.ts';
import type { ImpactQuestion } from '../../db/domain/impact-question.ts';
import { type Dimension, locate, type Member } from '../../db/domain/lattice.ts';
import { evidenceOf, findMetric, type Metric } from '../../db/domain/metric.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import type { FeedContext } from './context.ts';
import { isFiner } from './series.ts';

/** At what grain an action is looked at: a day says little, a month is long to wait for. */
export const IMPACT_GRAIN = 'week';

/** Why no week of an action can be judged. */
export type Unjudgeable = 'no_weekly_figures' | 'not_a_count_or_share';

/** The parts of the weekly series that an action is about: one for each cause, or one for all where it names none. */
export function partsOf({ metric, channel, category, causes }: ActionRecord): Member[] {
  const known = findMetric(metric);
  if (known === undefined || isFiner(IMPACT_GRAIN, known.finestGrain)) return [];
  const whole: Member = {
    ...(channel === null ? {} : { channel }),
    ...(category === null ? {} : { category }),
  };
  const parts = causes.length === 0 ? [whole] : causes.map((cause) => ({ ...whole, cause }));
  return parts.filter(isWeekly);
}

/** The control of an action is the same with one member in another's place: it says what the action leaves as it is. */
export function controlPartsOf(record: ActionRecord): Member[] {
  const { control, channel, category } = record;
  if (control === null) return [];
  const kept: Member = channel === null ? {} : { channel };
  switch (dimensionOfControl(control)) {
    case 'channel':
      return partsOf({ ...record, channel: control as Channel });
    case 'category':
      return [{ ...kept, category: control }].filter(isWeekly);
    default:
      return [{ ...kept, ...(category === null ? {} : { category }), cause: control }].filter(isWeekly);
  }
}

/** A control is written as a cause, a category or a channel; the words of the latter two are fixed. */
export function dimensionOfControl(control: string): Dimension {
  if (CATEGORIES.some((one) => one === control)) return 'category';
  return CHANNELS.some((one) => one === control) ? 'channel' : 'cause';
}

function isWeekly(part: Member): boolean {
  return locate(IMPACT_GRAIN, Object.keys(part) as Dimension[]).ok;
}

/** Null where the figure can be judged. */
export function whyUnjudgeable(record: ActionRecord): Unjudgeable | null {
  const metric = findMetric(record.metric);
  if (metric === undefined || partsOf(record).length === 0) return 'no_weekly_figures';
  return kindOf(metric) === null ? 'not_a_count_or_share' : null;
}

/** Contacts of a day share the queue; answers to a survey do not. */
export function kindOf(metric: Metric): ImpactQuestion['kind'] | null {
  if (metric.value.kind === 'count') return 'count';
  if (metric.unit !== 'share' || metric.value.kind !== 'ratio' || metric.value.parts !== true) return null;
  return evidenceOf(metric) === 'surveys' ? 'share' : 'clustered_share';
}

/** The days on which what an action is about, or its control, was counted under another name or with others. */
export function breaksIn({ configuration }: FeedContext, { causes, control }: ActionRecord): CivilDay[] {
  const touched = [...causes, ...(control === null ? [] : [control])];
  return touched.flatMap((cause) => breaksOf(configuration.causeChanges, cause));
}

/** Whether two actions are on the same: a cause of both, or where one names none the same reason, in a channel of both. */
export function actOnTheSame(a: ActionRecord, b: ActionRecord): boolean {
  if (a.channel !== null && b.channel !== null && a.channel !== b.channel) return false;
  if (a.causes.length > 0 && b.causes.length > 0) return a.causes.some((cause) => b.causes.includes(cause));
  return a.category === b.category && (a.category !== null || a.causes.length === b.causes.length);
}
