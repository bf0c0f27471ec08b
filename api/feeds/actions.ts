/**
 * `actions`: what is done about the causes, as the operator registered it, with the stage that the calendar gives it.
 * Owns names, stages and which published series an action is about; refuses to judge whether it worked.
 */
import type { Stage } from '../../db/domain/action-stage.ts';
import { type ActionRecord, CATEGORIES, CHANNELS } from '../../db/domain/contact.ts';
import { type Dimension, locate } from '../../db/domain/lattice.ts';
import { findMetric } from '../../db/domain/metric.ts';
import { nearestName } from '../../db/domain/nearest-name.ts';
import { slugOf } from '../../db/domain/slug.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import { readActions } from '../../db/queries/actions.ts';
import type { ActionAnswer, ActionsAnswer } from '../contract/actions.ts';
import { asOf, type FeedContext, type FeedResult } from './context.ts';
import { labelOf } from './label.ts';
import { isFiner } from './series.ts';

export interface ActionsQuestion {
  /** null: today. Else nothing is told that was not known on that day, the last included */
  toDay: CivilDay | null;
}

/** At what grain an action is looked at: a day says little, a month is long to wait for. */
const GRAIN = 'week';

export function actionsFeed(context: FeedContext, { toDay }: ActionsQuestion): ActionsAnswer {
  const { db, zone, nowSeconds } = context;
  const day = toDay ?? zone.dayOf(nowSeconds);
  const known = readActions(db).filter(
    ({ registeredAt }) => toDay === null || zone.dayOf(registeredAt) <= toDay,
  );
  return {
    timeZone: zone.id,
    asOf: asOf(context),
    actions: known.map((record) =>
      answerOf(context, toDay === null ? record : knownOn(record, context, toDay), day),
    ),
  };
}

/** The answer for one action alone; `id`: its own, or as addresses have it. */
export function actionFeed(
  context: FeedContext,
  question: ActionsQuestion & { id: string },
): FeedResult<ActionsAnswer> {
  const answer = actionsFeed(context, question);
  const one = answer.actions.find(({ id, slug }) => slug === question.id || id === question.id);
  if (one !== undefined) return { ok: true, answer: { ...answer, actions: [one] } };
  const nearest = nearestName(
    question.id,
    answer.actions.map(({ slug }) => slug),
  );
  const hint = nearest === null ? 'all are listed under actions' : `did you mean ${nearest}?`;
  return {
    ok: false,
    status: 404,
    title: 'no such action',
    detail: `there is no action ${JSON.stringify(question.id.slice(0, 80))}; ${hint}`,
  };
}

/** A record as it could be known on a day: what has ended since had not, and its status was another. */
function knownOn(record: ActionRecord, { zone }: FeedContext, day: CivilDay): ActionRecord {
  const isEndedSince = record.endedAt !== null && zone.dayOf(record.endedAt) > day;
  return isEndedSince ? { ...record, endedAt: null, status: null } : record;
}

function answerOf(context: FeedContext, record: ActionRecord, day: CivilDay): ActionAnswer {
  const { configuration, zone } = context;
  const { causes, control, registeredAt, startsAt, rolloutEndsAt, endedAt, ...rest } = record;
  const time = (utcSeconds: number | null) => (utcSeconds === null ? null : zone.formatInstant(utcSeconds));
  return {
    id: rest.id,
    slug: slugOf(rest.id),
    title: rest.title,
    summary: rest.summary,
    ownerRole: rest.ownerRole,
    causes: causes.map((id) => ({
      id,
      label: labelOf(configuration, 'cause', id),
      parent: configuration.causes[id]?.parent ?? null,
    })),
    category: rest.category,
    channel: rest.channel,
    registeredAt: zone.formatInstant(registeredAt),
    isRegisteredLate: registeredAt > startsAt,
    startsAt: zone.formatInstant(startsAt),
    rolloutEndsAt: time(rolloutEndsAt),
    endedAt: time(endedAt),
    stage: stageOf(context, record, day),
    status: rest.status,
    metric: rest.metric,
    direction: rest.direction,
    expectedEffect: rest.expectedEffect,
    worthwhileEffect: rest.worthwhileEffect,
    impactModel: rest.impactModel,
    control:
      control === null ? null : { id: control, label: labelOf(configuration, dimensionOf(control), control) },
    fromIdea: rest.fromIdea,
    follows: followsOf(record),
  };
}

/** By whole days, so that what is said holds for the day. */
function stageOf({ zone }: FeedContext, record: ActionRecord, day: CivilDay): Stage {
  const isOver = (utcSeconds: number | null) => utcSeconds !== null && zone.dayOf(utcSeconds) <= day;
  if (isOver(record.endedAt)) return 'ended';
  if (!isOver(record.startsAt)) return 'planned';
  return record.rolloutEndsAt === null || isOver(record.rolloutEndsAt) ? 'running' : 'rolling_out';
}

/** A control is written as a cause, a category or a channel; the words of the latter two are fixed. */
function dimensionOf(control: string): Dimension {
  if (CATEGORIES.some((one) => one === control)) return 'category';
  return CHANNELS.some((one) => one === control) ? 'channel' : 'cause';
}

/** One part for each cause, or one for all where it names none. */
function followsOf({ metric, channel, category, causes }: ActionRecord): ActionAnswer['follows'] {
  const known = findMetric(metric);
  if (known === undefined || isFiner(GRAIN, known.finestGrain)) return [];
  const whole = { ...(channel === null ? {} : { channel }), ...(category === null ? {} : { category }) };
  const parts = causes.length === 0 ? [whole] : causes.map((cause) => ({ ...whole, cause }));
  return parts.filter((part) => locate(GRAIN, Object.keys(part) as Dimension[]).ok);
}
