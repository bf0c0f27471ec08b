/**
 * The weeks of the figure that an action is to change, as they are published, with those of its control.
 * Owns what they are put together of and which of them are left out; refuses to judge, and to use a figure that a
 * reader of the published files does not have.
 */
import type { ActionRecord } from '../../db/domain/contact.ts';
import type { ImpactQuestion, ImpactWeek, LeftOut } from '../../db/domain/impact-question.ts';
import { metricNamed } from '../../db/domain/metric.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import { controlPartsOf, kindOf, partsOf } from './action-parts.ts';
import type { FeedContext } from './context.ts';
import { daysOf, sumOf, tallyOf } from './impact-cells.ts';
import { exposureOf } from './impact-exposure.ts';
import { countedFrom, firstWholeWeek, impactSpan, WEEK_DAYS } from './impact-span.ts';
import type { PublishedCells } from './published-cells.ts';

/** Whole weeks before the registration that may have made somebody act. Source: reference 4.5. */
const SELECTION_WEEKS = 4;

export interface ImpactSeries {
  question: ImpactQuestion;
  /** of the same weeks, and those after them that are not final: what was published */
  cells: PublishedCells;
  control: PublishedCells | null;
}

/**
 * The series of an action that can be judged (`whyUnjudgeable` null), up to the last week that was final on a day.
 * `others`: other actions on the same that had begun by then; `breaks`: days from which on other contacts are counted
 * under its name. Null where no record reaches that far.
 */
export function impactSeries(
  context: FeedContext,
  record: ActionRecord,
  {
    others,
    breaks,
    asOfDay,
  }: { others: readonly ActionRecord[]; breaks: readonly CivilDay[]; asOfDay: CivilDay },
): ImpactSeries | null {
  const span = impactSpan(context, record, asOfDay);
  if (span === null) return null;
  const { firstDay, weeks } = span;
  const metric = metricNamed(record.metric);
  const { zone } = context;
  const startDay = countedFrom(context, record);
  const toDay = firstDay + WEEK_DAYS * weeks - 1;
  const cells = sumOf(context, metric, partsOf(context, record), firstDay, toDay);
  const controlParts = controlPartsOf(context, record);
  const control = controlParts.length === 0 ? null : sumOf(context, metric, controlParts, firstDay, toDay);
  const weekOf = (day: CivilDay) => Math.floor((day - firstDay) / WEEK_DAYS);
  const registeredWeek = weekOf(zone.dayOf(record.registeredAt));
  const startWeek = weekOf(startDay);
  const beginWeek = weekOf(zone.dayOf(record.startsAt));
  const steps = others.flatMap((other) => stepsOf(context, other, weekOf));
  const { exposures, exposureKind } =
    metric.value.kind === 'count'
      ? exposureOf(context, record, firstDay, cells.status)
      : { exposures: Array<number>(weeks).fill(1), exposureKind: 'open_days' as const };
  const wanted = kindOf(metric)!;
  const days =
    wanted === 'clustered_share'
      ? daysOf(context, metric, partsOf(context, record), firstDay, toDay, cells)
      : null;
  const kind = wanted === 'clustered_share' && days === null ? 'share' : wanted;
  const controlDays =
    days === null || control === null
      ? null
      : daysOf(context, metric, controlParts, firstDay, toDay, control);
  // What is counted beyond a break, seen from the start, is another thing; the week of the break is both.
  const isBeyondBreak = (week: number) =>
    breaks.some((day) =>
      weekOf(day) <= beginWeek ? week < weekOf(day + WEEK_DAYS - 1) : week >= weekOf(day),
    );
  const leftOut = (week: number): LeftOut | null => {
    if (week >= beginWeek && week < startWeek) return 'rollout';
    if (isBeyondBreak(week)) return 'break';
    if (cells.status[week] === 'partial') return 'outage';
    if (week < beginWeek && week < registeredWeek && week >= registeredWeek - SELECTION_WEEKS)
      return 'selection';
    return steps.some(({ from, full }) => week >= from && week < full) ? 'other_action' : null;
  };
  const question: ImpactQuestion = {
    kind,
    weeks: Array.from({ length: weeks }, (_, week): ImpactWeek => {
      const own = tallyOf(metric, cells, week);
      const held = control === null ? null : tallyOf(metric, control, week);
      return {
        day: firstDay + WEEK_DAYS * week,
        value: own?.k ?? null,
        base: metric.value.kind === 'count' ? null : (own?.n ?? null),
        exposure: exposures[week]!,
        control: held?.k ?? null,
        controlBase: metric.value.kind === 'count' ? null : (held?.n ?? null),
        leftOut: leftOut(week),
        isHidden: cells.status[week] === 'suppressed',
        ...(days === null ? {} : { days: days[week]! }),
        ...(controlDays === null ? {} : { controlDays: controlDays[week]! }),
      };
    }),
    startWeek,
    endWeek: record.endedAt === null ? null : weekOf(zone.dayOf(record.endedAt)),
    direction: record.direction,
    expectedEffect: record.expectedEffect,
    worthwhileEffect: record.worthwhileEffect,
    impactModel: record.impactModel,
    isControlNamed: record.control !== null,
    exposureKind,
    otherSteps: steps.map(({ full }) => full),
  };
  return { question, cells, control };
}

/** An action and its end each move the series: from the week in which they begin to the one in which they are whole. */
function stepsOf(
  context: FeedContext,
  { startsAt, rolloutEndsAt, endedAt }: ActionRecord,
  weekOf: (day: CivilDay) => number,
): { from: number; full: number }[] {
  const moments = [
    { from: startsAt, full: Math.max(startsAt, rolloutEndsAt ?? startsAt) },
    ...(endedAt === null ? [] : [{ from: endedAt, full: endedAt }]),
  ];
  return moments.map(({ from, full }) => ({
    from: weekOf(context.zone.dayOf(from)),
    full: weekOf(firstWholeWeek(context, full)),
  }));
}
