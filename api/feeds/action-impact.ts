/**
 * What came of each action: its weeks put before the judge, at looks that were fixed beforehand.
 * Owns which look stands and when the next is due, and that all actions are judged together; the rules themselves are
 * db/domain/impact.ts's. An action is judged once for each look that falls due: the days until the next say the same, from
 * the weeks that were final when it was.
 */
import type { ActionRecord } from '../../db/domain/contact.ts';
import {
  correctTogether,
  type Judgement,
  judgeAction,
  LOOKS,
  type Look,
  type Verdict,
} from '../../db/domain/impact.ts';
import { decideVerdict } from '../../db/domain/impact-verdict.ts';
import { Latest } from '../../db/domain/latest.ts';
import { metricNamed } from '../../db/domain/metric.ts';
import { once } from '../../db/domain/once.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import { readMeta } from '../../db/meta.ts';
import type { ActionReason } from '../contract/impact.ts';
import { type FeedContext, lastWholeDay } from './context.ts';
import { actOnTheSame, breaksIn, whyUnjudgeable } from './impact-parts.ts';
import { countedFrom, finalOn, impactSpan, WEEK_DAYS } from './impact-span.ts';
import { type ImpactSeries, impactSeries } from './impact-weeks.ts';
import { type KnownAction, knownActions } from './known-action.ts';

export interface DatedLook extends Look {
  /** the civil day on which its last week is final */
  day: CivilDay;
}

export interface JudgedAction extends KnownAction {
  verdict: Verdict;
  /** the look that stands; null before the first */
  standing: DatedLook | null;
  reasons: readonly ActionReason[];
  looks: readonly DatedLook[];
  nextLook: { weeks: number; day: CivilDay } | null;
  /** the Monday from which looks count */
  countedFrom: CivilDay;
  /** others on the same that began within the weeks that are looked at */
  overlaps: readonly ActionRecord[];
  /** others on the same that had begun */
  rivals: readonly ActionRecord[];
  /** whether there are weeks to look at */
  hasWeeks: boolean;
  /** from the weeks that were final when the last look fell due; null where there is nothing to put before a judge */
  judgement: Judgement | null;
}

interface Kept {
  byDay: Map<string, JudgedAction[]>;
  /** by what is known of an action and its rivals, and by how many looks were due */
  judgements: Map<string, Judgement | null>;
}

const kept = new Latest<Kept>();
/** Each reader asks of today; a few ask of other days. */
const MOST_DAYS = 8;

/** Every action that was known on a day (`toDay` null: today), with what could be said of it by then. */
export function judgedActions(context: FeedContext, toDay: CivilDay | null): readonly JudgedAction[] {
  const { db, configuration, calendar, zone, nowSeconds } = context;
  const restsOn = [
    ...[readMeta(db, 'data_version'), readMeta(db, 'whole_horizon'), lastWholeDay(context)],
    ...[configuration, calendar],
  ];
  const known = kept.of(db, restsOn, () => ({ byDay: new Map(), judgements: new Map() }));
  const day = zone.dayOf(nowSeconds);
  const key = `${day} ${toDay}`;
  if (known.byDay.size >= MOST_DAYS && !known.byDay.has(key)) known.byDay.clear();
  return once(known.byDay, key, () =>
    judgeAll(context, toDay, Math.min(toDay ?? day, day), known.judgements),
  );
}

function judgeAll(
  context: FeedContext,
  toDay: CivilDay | null,
  asOfDay: CivilDay,
  judgements: Kept['judgements'],
): JudgedAction[] {
  const known = knownActions(context, toDay);
  const begun = known.filter(({ record }) => context.zone.dayOf(record.startsAt) <= asOfDay);
  const first = known.map((action) => judgeOne(context, action, begun, asOfDay, judgements));
  const due = first.flatMap(({ record: { id }, looks }) =>
    looks.flatMap((look) => (look.day <= asOfDay ? [{ action: id, day: look.day, look }] : [])),
  );
  const corrected = new Map(correctTogether(due).map((look, i) => [due[i]!.look, look]));
  return first.map((one) =>
    standingOf({ ...one, looks: one.looks.map((look) => corrected.get(look) ?? look) }, asOfDay),
  );
}

function judgeOne(
  context: FeedContext,
  action: KnownAction,
  begun: readonly KnownAction[],
  asOfDay: CivilDay,
  judgements: Kept['judgements'],
): JudgedAction {
  const { record } = action;
  const rivals = begun.flatMap(({ record: other }) =>
    other.id !== record.id && actOnTheSame(record, other) ? [other] : [],
  );
  const plain: JudgedAction = {
    ...action,
    verdict: 'too_early',
    standing: null,
    reasons: [],
    looks: [],
    nextLook: null,
    countedFrom: countedFrom(context, record),
    overlaps: [],
    rivals,
    hasWeeks: false,
    judgement: null,
  };
  const unjudgeable = whyUnjudgeable(record);
  if (unjudgeable === 'no_weekly_figures') return plain;
  const span = unjudgeable === null ? impactSpan(context, record, asOfDay) : null;
  if (span === null) return plain;
  const overlaps = rivals.filter((other) => isWithin(context, span.firstDay, other, plain.countedFrom));
  const whole = { ...plain, hasWeeks: true, overlaps };
  if (record.registeredAt > record.startsAt) return whole;
  const judgement = judgementOf(context, plain, asOfDay, judgements);
  if (judgement === null) return whole;
  const last = record.windowWeeks ?? LOOKS.at(-1)!;
  const looks = judgement.looks.flatMap((look) =>
    look.weeks > last ? [] : datedLook(plain, look, look.weeks === last),
  );
  return { ...whole, judgement, looks };
}

/** The same on all days between two looks: what came after the weeks of a look has no part in it. */
function judgementOf(
  context: FeedContext,
  action: JudgedAction,
  asOfDay: CivilDay,
  judgements: Kept['judgements'],
): Judgement | null {
  const due = LOOKS.filter((weeks) => dayOfLook(action, weeks) <= asOfDay);
  const key = JSON.stringify([action.record, action.rivals, due.length]);
  return once(judgements, key, () => {
    const day = due.length === 0 ? asOfDay : dayOfLook(action, due.at(-1)!);
    const series = seriesOf(context, action, day);
    return series === null ? null : judgeAction(series.question);
  });
}

/** The weeks of an action up to the last that was final on a day; null where there is nothing to look at. */
export function seriesOf(
  context: FeedContext,
  { record, rivals }: Pick<JudgedAction, 'record' | 'rivals'>,
  asOfDay: CivilDay,
): ImpactSeries | null {
  if (whyUnjudgeable(record) !== null) return null;
  return impactSeries(context, record, { others: rivals, breaks: breaksIn(context, record), asOfDay });
}

/** Its start lies in weeks that are looked at: from the first before to the last after. */
function isWithin(
  { zone }: FeedContext,
  firstDay: CivilDay,
  { startsAt }: ActionRecord,
  from: CivilDay,
): boolean {
  const day = zone.dayOf(startsAt);
  return day >= firstDay && day < from + WEEK_DAYS * LOOKS.at(-1)!;
}

function dayOfLook(
  { record, countedFrom }: Pick<JudgedAction, 'record' | 'countedFrom'>,
  weeks: number,
): CivilDay {
  return finalOn(metricNamed(record.metric), countedFrom, weeks);
}

function datedLook(action: JudgedAction, look: Look, isLast: boolean): DatedLook {
  const { record } = action;
  const day = dayOfLook(action, look.weeks);
  // Nothing comes after the last registered look, so that it is never too early.
  if (!isLast || look.verdict !== 'too_early' || look.effect === null) return { ...look, day };
  return {
    ...look,
    day,
    verdict: decideVerdict(look.effect, record, look.smallestDetectable, true),
    reasons: look.reasons.filter((reason) => reason !== 'underpowered'),
  };
}

/** The last look that was due; one after the end says nothing, so that the one before it stands. */
function standingOf(action: JudgedAction, asOfDay: CivilDay): JudgedAction {
  const { record, looks } = action;
  if (record.registeredAt > record.startsAt)
    return { ...action, verdict: 'registered_late', reasons: ['registered_late'], looks: [] };
  const unjudgeable = whyUnjudgeable(record);
  if (unjudgeable !== null) return { ...action, verdict: 'inconclusive', reasons: [unjudgeable] };
  const isOver = (look: Look) => look.reasons.includes('ended');
  const isDue = (look: DatedLook) => !look.reasons.includes('not_yet') && look.day <= asOfDay;
  const standing = looks.findLast((look) => isDue(look) && !isOver(look)) ?? null;
  const next = looks.find((look) => !isOver(look) && !isDue(look));
  const ended = standing === null && next === undefined ? looks.find(isOver) : undefined;
  const said = standing ?? ended;
  // Without a record there is no series to look at, but a day on which there could be one.
  const [firstLook] = LOOKS;
  const hoped = !action.hasWeeks ? { weeks: firstLook, day: dayOfLook(action, firstLook) } : null;
  return {
    ...action,
    standing,
    verdict: said?.verdict ?? 'too_early',
    reasons: said?.reasons ?? ['not_yet'],
    nextLook: next === undefined ? hoped : { weeks: next.weeks, day: next.day },
  };
}
