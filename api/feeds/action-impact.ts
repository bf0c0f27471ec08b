/**
 * What came of each action: its weeks put before the judge, at looks that were fixed beforehand.
 * Owns which look stands and when the next is due, and that all actions are judged together; the rules themselves are
 * db/domain/impact.ts's. An action is judged once for each look that falls due: the days until the next say the same, from
 * the weeks that were final when it was, and by what had reached us of it and of others by then: an end, or another action,
 * that is told afterwards takes no verdict back.
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
import { unjudged } from '../../db/domain/impact-look.ts';
import { decideVerdict } from '../../db/domain/impact-verdict.ts';
import { Latest } from '../../db/domain/latest.ts';
import { metricNamed } from '../../db/domain/metric.ts';
import { once } from '../../db/domain/once.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import { readMeta } from '../../db/meta.ts';
import type { ActionReason } from '../contract/impact.ts';
import { actOnTheSame, breaksIn, whyUnjudgeable } from './action-parts.ts';
import { type FeedContext, lastWholeDay } from './context.ts';
import { countedFrom, finalOn, impactSpan, WEEK_DAYS } from './impact-span.ts';
import { type ImpactSeries, impactSeries } from './impact-weeks.ts';
import { asKnownOn, type KnownAction, knownActions, wasTakenBack } from './known-action.ts';

/** An action and the others on the same that had begun, as they were known on a day. */
interface Asked {
  record: ActionRecord;
  rivals: readonly ActionRecord[];
}

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
  /** by what the last look that was due was judged; before the first, by what is known now */
  asked: Asked;
  /** whether there are weeks to look at */
  hasWeeks: boolean;
  /** from the weeks that were final when the last look fell due; null where there is nothing to put before a judge */
  judgement: Judgement | null;
}

interface Kept {
  byDay: Map<string, JudgedAction[]>;
  /** by what is known of an action and its rivals, and by the day of the last look that was due */
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
  const begun = known.filter(
    (one) => context.zone.dayOf(one.record.startsAt) <= asOfDay && !wasTakenBack(one, context.zone),
  );
  const first = known.map((action) => judgeOne(context, action, begun, asOfDay, judgements));
  const due = first.flatMap(({ record: { id }, looks }) =>
    looks.flatMap((look) => (look.day <= asOfDay ? [{ action: id, day: look.day, look }] : [])),
  );
  const corrected = new Map(correctTogether(due).map((look, i) => [due[i]!.look, look]));
  return first.map((one) =>
    standingOf(context, { ...one, looks: one.looks.map((look) => corrected.get(look) ?? look) }, asOfDay),
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
    other.id !== record.id && actOnTheSame(context.configuration, record, other) ? [other] : [],
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
    asked: { record, rivals },
    hasWeeks: false,
    judgement: null,
  };
  const unjudgeable = whyUnjudgeable(context, record);
  if (unjudgeable === 'no_weekly_figures') return plain;
  const span = unjudgeable === null ? impactSpan(context, record, asOfDay) : null;
  if (span === null) return plain;
  const overlaps = rivals.filter((other) => isWithin(context, span.firstDay, other, plain.countedFrom));
  const whole = { ...plain, hasWeeks: true, overlaps };
  if (record.registeredAt > record.startsAt) return whole;
  const judged = judgedAt(context, plain, begun, asOfDay, judgements);
  if (judged === null) return whole;
  const last = record.windowWeeks ?? LOOKS.at(-1)!;
  const looks = judged.looks.flatMap((look) =>
    look.weeks > last ? [] : datedLook(plain, look, look.weeks === last),
  );
  return { ...whole, judgement: judged.judgement, asked: judged.asked, looks };
}

/**
 * Each look by what was known when it fell due; those to come by what is known now. The same on all days between two
 * looks: what came after the weeks of a look has no part in it. Null where there is nothing to look at.
 */
function judgedAt(
  context: FeedContext,
  action: JudgedAction,
  begun: readonly KnownAction[],
  asOfDay: CivilDay,
  judgements: Kept['judgements'],
): { looks: Look[]; judgement: Judgement | null; asked: Asked } | null {
  const days = LOOKS.map((weeks) => dayOfLook(action, weeks));
  const asked = days.map((day) => askedOn(context, action, begun, Math.min(day, asOfDay)));
  const keys = asked.map((one) => JSON.stringify(one));
  const due = days.filter((day) => day <= asOfDay).length;
  const judged = keys.map((key, i) => {
    // Looks that are asked the same are judged at once, by the weeks of the last of them.
    const last = days.slice(0, due).findLast((_, j) => keys[j] === key) ?? days[due - 1];
    const name = `${last ?? 'none'} ${key}`;
    return once(judgements, name, () => {
      const series = seriesOf(context, asked[i]!, last ?? asOfDay);
      return series === null ? null : judgeAction(series.question);
    });
  });
  const at = Math.max(0, due - 1);
  if (due === 0 && judged[at] == null) return null;
  return {
    looks: judged.map((one, i) => one?.looks[i] ?? beforeRecords(LOOKS[i]!, i < due)),
    judgement: judged[at] ?? null,
    asked: asked[at]!,
  };
}

/** A look that fell due before the first week of records: there never will be weeks before the action. */
function beforeRecords(weeks: (typeof LOOKS)[number], isDue: boolean): Look {
  if (!isDue) return unjudged(weeks, 'too_early', ['not_yet']);
  return unjudged(weeks, weeks === LOOKS.at(-1) ? 'inconclusive' : 'too_early', ['few_weeks_before']);
}

/**
 * What had reached us by a day. An action that reached us later, with the history of a company, is judged by what had
 * when it did: then nobody could have known sooner.
 */
function askedOn(
  { zone, configuration }: FeedContext,
  action: KnownAction,
  begun: readonly KnownAction[],
  day: CivilDay,
): Asked {
  const told = Math.max(day, zone.dayOf(action.versions[0]!.recordedAt));
  const record = asKnownOn(action, zone, told)?.record ?? action.record;
  const rivals = begun.flatMap((other) => {
    const known = asKnownOn(other, zone, told)?.record;
    const isRival =
      known !== undefined && known.id !== record.id && actOnTheSame(configuration, record, known);
    return isRival && zone.dayOf(known.startsAt) <= day ? [known] : [];
  });
  return { record, rivals };
}

/** The weeks of an action up to the last that was final on a day; null where there is nothing to look at. */
export function seriesOf(
  context: FeedContext,
  { record, rivals }: Asked,
  asOfDay: CivilDay,
): ImpactSeries | null {
  if (whyUnjudgeable(context, record) !== null) return null;
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
function standingOf(context: FeedContext, action: JudgedAction, asOfDay: CivilDay): JudgedAction {
  const { record, looks } = action;
  if (record.registeredAt > record.startsAt)
    return { ...action, verdict: 'registered_late', reasons: ['registered_late'], looks: [] };
  if (wasTakenBack(action, context.zone))
    return { ...action, verdict: 'inconclusive', reasons: ['given_up'], looks: [] };
  const unjudgeable = whyUnjudgeable(context, record);
  if (unjudgeable === 'not_on_record') return unheardOf(context, action, asOfDay);
  if (unjudgeable !== null) return { ...action, verdict: 'inconclusive', reasons: [unjudgeable] };
  const isOver = (look: Look) => look.reasons.includes('ended');
  const isDue = (look: DatedLook) => !look.reasons.includes('not_yet') && look.day <= asOfDay;
  const standing = looks.findLast((look) => isDue(look) && !isOver(look)) ?? null;
  const next = looks.find((look) => !isOver(look) && !isDue(look));
  if (!action.hasWeeks && endsBeforeLooks(context, action)) return unheardOf(context, action, asOfDay);
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

/** Of what no record has there may be records yet, as long as a look is to come. */
function unheardOf(context: FeedContext, action: JudgedAction, asOfDay: CivilDay): JudgedAction {
  const isOver = endsBeforeLooks(context, action);
  const last = action.record.windowWeeks ?? LOOKS.at(-1)!;
  const coming = LOOKS.filter((weeks) => weeks <= last && dayOfLook(action, weeks) > asOfDay);
  const [next] = isOver ? [] : coming;
  return {
    ...action,
    looks: [],
    verdict: next === undefined ? 'inconclusive' : 'too_early',
    reasons: [isOver ? 'ended' : 'not_on_record'],
    nextLook: next === undefined ? null : { weeks: next, day: dayOfLook(action, next) },
  };
}

/** No look will ever have its weeks, whatever is on record. */
function endsBeforeLooks({ zone }: FeedContext, { record, countedFrom }: JudgedAction): boolean {
  const { endedAt, impactModel } = record;
  if (endedAt === null || impactModel === 'temporary') return false;
  return zone.dayOf(endedAt) < countedFrom + WEEK_DAYS * LOOKS[0];
}
