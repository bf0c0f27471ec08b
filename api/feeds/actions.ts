/**
 * `actions`: what is done about the causes, as the operator registered it, and what came of it. Owns names, stages and how
 * that is said; which form of an action holds is known-action.ts's, the judging action-impact.ts's.
 */
import type { Stage } from '../../db/domain/action-stage.ts';
import { isRecordedLater, type Term, type TermChange, termChanges } from '../../db/domain/action-terms.ts';
import type { Estimate } from '../../db/domain/confidence.ts';
import type { ActionRecord } from '../../db/domain/contact.ts';
import { LOOKS, VERDICTS } from '../../db/domain/impact-verdict.ts';
import { nearestName } from '../../db/domain/nearest-name.ts';
import { slugOf } from '../../db/domain/slug.ts';
import { type CivilDay, formatDay, type Zone } from '../../db/domain/zone.ts';
import type { ActionAnswer, ActionsAnswer } from '../contract/actions.ts';
import type { LookAnswer } from '../contract/impact.ts';
import { type DatedLook, type JudgedAction, judgedActions } from './action-impact.ts';
import { dimensionOfControl, namedCause, partsOf } from './action-parts.ts';
import { type FeedContext, type FeedResult, versionOf } from './context.ts';
import { labelOf } from './label.ts';

export interface ActionsQuestion {
  /** null: today. Else nothing is told that was not known on that day, the last included */
  toDay: CivilDay | null;
}

export function actionsFeed(context: FeedContext, { toDay }: ActionsQuestion): ActionsAnswer {
  const { zone, nowSeconds } = context;
  const day = toDay ?? zone.dayOf(nowSeconds);
  const judged = judgedActions(context, toDay);
  return {
    ...versionOf(context),
    verdicts: Object.fromEntries(
      VERDICTS.map((verdict) => [verdict, judged.filter((one) => one.verdict === verdict).length]),
    ) as ActionsAnswer['verdicts'],
    actions: judged.map((one) => answerOf(context, one, day)),
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
  return noSuchAction(question.id, judgedActions(context, question.toDay));
}

/** What is answered where there is no action of that id, or was none on that day. */
export function noSuchAction(id: string, actions: readonly { record: { id: string } }[]) {
  const nearest = nearestName(
    id,
    actions.map(({ record }) => slugOf(record.id)),
  );
  const hint = nearest === null ? 'all are listed under actions' : `did you mean ${nearest}?`;
  return {
    ok: false,
    status: 404,
    title: 'no such action',
    detail: `there is no action ${JSON.stringify(id.slice(0, 80))}; ${hint}`,
  } as const;
}

function answerOf(context: FeedContext, judged: JudgedAction, day: CivilDay): ActionAnswer {
  const { configuration, zone } = context;
  const { record } = judged;
  const { causes, control, registeredAt, startsAt, rolloutEndsAt, endedAt, ...rest } = record;
  const time = (utcSeconds: number | null) => (utcSeconds === null ? null : zone.formatInstant(utcSeconds));
  return {
    id: rest.id,
    slug: slugOf(rest.id),
    title: rest.title,
    summary: rest.summary,
    ownerRole: rest.ownerRole,
    causes: causes.map((id) => namedCause(configuration, id)),
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
      control === null
        ? null
        : { id: control, label: labelOf(configuration, dimensionOfControl(control), control) },
    fromIdea: rest.fromIdea,
    follows: partsOf(context, record) as ActionAnswer['follows'],
    ...judgementOf(context, judged),
  };
}

/** By whole days, so that what is said holds for the day. */
function stageOf({ zone }: FeedContext, record: ActionRecord, day: CivilDay): Stage {
  const isOver = (utcSeconds: number | null) => utcSeconds !== null && zone.dayOf(utcSeconds) <= day;
  if (isOver(record.endedAt)) return 'ended';
  if (!isOver(record.startsAt)) return 'planned';
  return record.rolloutEndsAt === null || isOver(record.rolloutEndsAt) ? 'running' : 'rolling_out';
}

function judgementOf({ zone }: FeedContext, judged: JudgedAction) {
  const { versions, verdict, standing, reasons, looks, nextLook, overlaps, record } = judged;
  const [first] = versions;
  const changes = termChanges(versions);
  return {
    recordedAt: zone.formatInstant(first!.recordedAt),
    isRecordedLater: isRecordedLater(first!),
    versions: versions.map(({ recordedAt }, i) => ({
      recordedAt: zone.formatInstant(recordedAt),
      isJudged: i === judged.judged,
      changes: changes
        .filter(({ version }) => version === i)
        .map(({ term, before, after, isAfterStart }) => ({
          ...{ term, isAfterStart },
          ...{ before: said(zone, term, before), after: said(zone, term, after) },
        })),
    })),
    windowWeeks: record.windowWeeks ?? LOOKS.at(-1)!,
    verdict,
    verdictAt: standing?.weeks ?? null,
    reasons: [...reasons],
    isJudged: standing?.isJudged ?? false,
    looks: looks.map(lookAnswer),
    nextLook: nextLook === null ? null : { weeks: nextLook.weeks, date: formatDay(nextLook.day) },
    overlaps: overlaps.map(({ id, title, startsAt }) => ({
      ...{ id, slug: slugOf(id), title },
      startsAt: zone.formatInstant(startsAt),
    })),
  } satisfies Partial<ActionAnswer>;
}

/** A term as it is written elsewhere in the answer: moments in local time. */
function said(zone: Zone, term: Term, value: TermChange['before']) {
  const isMoment = term === 'registeredAt' || term === 'startsAt' || term === 'rolloutEndsAt';
  return isMoment && typeof value === 'number' ? zone.formatInstant(value) : (value ?? null);
}

/** Digits that anybody reads: what is estimated is not known better. */
const DIGITS = 6;

function lookAnswer({ day, method, ...look }: DatedLook): LookAnswer {
  const rounded = (value: number | null) => (value === null ? null : Number(value.toPrecision(DIGITS)));
  const range = (one: Estimate | null) =>
    one === null
      ? null
      : { estimate: rounded(one.estimate)!, low: rounded(one.low)!, high: rounded(one.high)! };
  return {
    weeks: look.weeks,
    date: formatDay(day),
    isJudged: look.isJudged,
    verdict: look.verdict,
    reasons: [...look.reasons],
    effect: look.effect === null ? null : { ...range(look.effect)!, level: look.effect.level },
    points: range(look.points),
    avoided: range(look.avoided),
    expected: rounded(look.expected),
    observed: rounded(look.observed),
    smallestDetectable: rounded(look.smallestDetectable),
    pValue: rounded(look.pValue),
    method:
      method === null
        ? null
        : {
            ...method,
            terms: [...method.terms],
            dispersion: rounded(method.dispersion)!,
            correlation: rounded(method.correlation)!,
          },
  };
}
