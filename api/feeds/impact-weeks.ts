/**
 * The weeks of the figure that an action is to change, as they are published, with those of its control.
 * Owns what they are put together of and which of them are left out; refuses to judge, and to use a figure that a
 * reader of the published files does not have.
 */
import { periodStart } from '../../db/domain/bucket.ts';
import { breaksOf } from '../../db/domain/cause-change.ts';
import { type CellStatus, isWholeValue } from '../../db/domain/cell.ts';
import type { Tally } from '../../db/domain/confidence.ts';
import { type ActionRecord, CATEGORIES, CHANNELS, type Channel } from '../../db/domain/contact.ts';
import type { Disclosed, DisclosedCell } from '../../db/domain/disclosure.ts';
import type { ImpactQuestion, ImpactWeek, LeftOut } from '../../db/domain/impact-question.ts';
import { type Dimension, locate, type Member } from '../../db/domain/lattice.ts';
import { evidenceOf, findMetric, type Metric, metricNamed } from '../../db/domain/metric.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import { recordedSpan } from '../../db/queries/coverage.ts';
import { type ExposureDay, readExposure } from '../../db/queries/exposure.ts';
import { type FeedContext, lastWholeDay } from './context.ts';
import { isShown, type PublishedCells, publishCells, shapeOfMember } from './published-cells.ts';
import { isFiner } from './series.ts';

/** At what grain an action is looked at: a day says little, a month is long to wait for. */
export const IMPACT_GRAIN = 'week';
const WEEK_DAYS = 7;
/** Two years before the start, and no more, can tell what was usual. */
const WEEKS_BEFORE = 104;
/** Whole weeks before the registration that may have made somebody act. Source: reference 4.5. */
const SELECTION_WEEKS = 4;
/** The day is the unit where so many of the days in question are said; else the week is. */
const LEAST_DAYS_SAID = 0.9;

/** Why no week of an action can be judged. */
export type Unjudgeable = 'no_weekly_figures' | 'not_a_count_or_share';

export interface ImpactSeries {
  question: ImpactQuestion;
  /** of the same weeks, and those after them that are not final: what was published */
  cells: PublishedCells;
  control: PublishedCells | null;
}

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
function kindOf(metric: Metric): ImpactQuestion['kind'] | null {
  if (metric.value.kind === 'count') return 'count';
  if (metric.unit !== 'share' || metric.value.kind !== 'ratio' || metric.value.parts !== true) return null;
  return evidenceOf(metric) === 'surveys' ? 'share' : 'clustered_share';
}

/** When an action has its full effect: the first civil day from its start, or from the end of its roll-out. */
function firstWholeDay({ zone }: FeedContext, utcSeconds: number): CivilDay {
  const day = zone.dayOf(utcSeconds);
  return zone.startOfDay(day) === utcSeconds ? day : day + 1;
}

function firstWholeWeek(context: FeedContext, utcSeconds: number): CivilDay {
  const day = firstWholeDay(context, utcSeconds);
  const monday = periodStart('week', day);
  return monday === day ? day : monday + WEEK_DAYS;
}

/** The Monday from which looks count. */
export function countedFrom(context: FeedContext, { startsAt, rolloutEndsAt }: ActionRecord): CivilDay {
  return firstWholeWeek(context, Math.max(startsAt, rolloutEndsAt ?? startsAt));
}

/** The day on which so many weeks from a Monday are final. */
export function finalOn(metric: Metric, monday: CivilDay, weeks: number): CivilDay {
  return monday + WEEK_DAYS * weeks - 1 + metric.finalAfterDays;
}

/** The whole weeks that are looked at, up to the last that was final on a day; null where no record reaches that far. */
export function impactSpan(
  context: FeedContext,
  record: ActionRecord,
  asOfDay: CivilDay,
): { firstDay: CivilDay; weeks: number } | null {
  const span = recordedSpan(context.db);
  if (span === null) return null;
  const { finalAfterDays } = metricNamed(record.metric);
  const from = countedFrom(context, record) - WEEK_DAYS * WEEKS_BEFORE;
  const firstDay = Math.max(periodStart('week', span.firstDay), from);
  const lastFinal = Math.min(span.lastDay, lastWholeDay(context), asOfDay - finalAfterDays);
  const weeks = Math.floor((lastFinal + 1 - firstDay) / WEEK_DAYS);
  return weeks < 1 ? null : { firstDay, weeks };
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
  const cells = sumOf(context, metric, partsOf(record), firstDay, toDay);
  const controlParts = controlPartsOf(record);
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
    wanted === 'clustered_share' ? daysOf(context, metric, partsOf(record), firstDay, toDay, cells) : null;
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

/** Published cells of several parts as one: hidden or missing where any of them is. */
function sumOf(
  context: FeedContext,
  metric: Metric,
  parts: readonly Member[],
  fromDay: CivilDay,
  toDay: CivilDay,
  grain: 'day' | 'week' = IMPACT_GRAIN,
): PublishedCells {
  const all = parts.map((member) =>
    publishCells(context, metric, { shape: shapeOfMember(member), member, grain }, fromDay, toDay),
  );
  const [first, ...others] = all;
  if (first === undefined) throw new Error(`${metric.id} has no parts to add up`);
  if (others.length === 0) return first;
  const status = first.status.map((_, i) => worstOf(all.map((cells) => cells.status[i]!)));
  return {
    startAt: first.startAt,
    status,
    said: first.said.map((_, i) => {
      if (!isShown(status[i]!)) {
        const kind = status[i] === 'suppressed' ? 'suppressed' : 'missing';
        return { kind } as DisclosedCell;
      }
      let [k, n] = [0, 0];
      for (const cells of all) {
        const tally = tallyOf(metric, cells, i, true);
        k += tally?.k ?? 0;
        n += tally?.n ?? 0;
      }
      if (metric.value.kind !== 'count' && n === 0) return { kind: 'none' } as DisclosedCell;
      const value = metric.value.kind === 'count' ? k : k / n;
      return { kind: 'value', value, n } as Disclosed<{ kind: 'value'; value: number; n: number }>;
    }),
  };
}

const FROM_WORST: readonly CellStatus[] = [
  'suppressed',
  'missing',
  'partial',
  'provisional',
  'revised',
  'final',
];

/** Closed parts add nothing; all closed are closed. */
function worstOf(statuses: readonly CellStatus[]): CellStatus {
  return FROM_WORST.find((status) => statuses.includes(status)) ?? 'closed';
}

/** A cell as counts; null where it has none, or not those of its whole bucket. Parts of shares are whole contacts. */
function tallyOf(metric: Metric, { said, status }: PublishedCells, i: number, isAny = false): Tally | null {
  const cell = said[i]!;
  if (cell.kind !== 'value' || !isShown(status[i]!) || !(isAny || isWholeValue(status[i]!))) return null;
  if (metric.value.kind === 'count') return { k: cell.value, n: cell.value };
  const n = cell.n ?? 0;
  return { k: Math.round(cell.value * n), n };
}

/** The days of each week, Monday first; null where too few days of weeks that are said are said themselves. */
function daysOf(
  context: FeedContext,
  metric: Metric,
  parts: readonly Member[],
  fromDay: CivilDay,
  toDay: CivilDay,
  weekly: PublishedCells,
): (Tally | null)[][] | null {
  const isDaily = parts.every((part) => locate('day', Object.keys(part) as Dimension[]).ok);
  if (!isDaily || isFiner('day', metric.finestGrain)) return null;
  const cells = sumOf(context, metric, parts, fromDay, toDay, 'day');
  let [said, asked] = [0, 0];
  const weeks = weekly.status.map((status, week) =>
    Array.from({ length: WEEK_DAYS }, (_, i) => {
      const at = week * WEEK_DAYS + i;
      const tally = tallyOf(metric, cells, at);
      if (isWholeValue(status) && cells.status[at] !== 'closed' && cells.said[at]!.kind !== 'none') {
        asked += 1;
        said += Number(tally !== null);
      }
      return tally;
    }),
  );
  return asked > 0 && said >= LEAST_DAYS_SAID * asked ? weeks : null;
}

/** Orders of every day of each whole week, else customers, else the days on which it was open; 0: not known. */
function exposureOf(
  context: FeedContext,
  { channel }: ActionRecord,
  firstDay: CivilDay,
  statuses: readonly CellStatus[],
): { exposures: number[]; exposureKind: ImpactQuestion['exposureKind'] } {
  const weeks = statuses.length;
  const known = new Map(
    readExposure(context.db, firstDay, firstDay + WEEK_DAYS * weeks - 1).map((one) => [one.day, one]),
  );
  const ofWeeks = (of: (days: (ExposureDay | undefined)[]) => number | null) => {
    const all = Array.from({ length: weeks }, (_, week) =>
      of(Array.from({ length: WEEK_DAYS }, (_, i) => known.get(firstDay + WEEK_DAYS * week + i))),
    );
    // A week that is not whole is not used: what is not known of it is no reason to do without.
    const isKnown = all.every((one, week) => (one !== null && one > 0) || !isWholeValue(statuses[week]!));
    return isKnown && all.some((one) => one !== null) ? all.map((one) => one ?? 0) : null;
  };
  const orders = ofWeeks((days) =>
    days.reduce<number | null>(
      (sum, day) => (sum === null || day?.orders == null ? null : sum + day.orders),
      0,
    ),
  );
  if (orders !== null) return { exposures: orders, exposureKind: 'orders' };
  const customers = ofWeeks((days) => {
    const said = days.flatMap((day) => day?.customers ?? []);
    return said.length === 0 ? null : said.reduce((sum, one) => sum + one, 0) / said.length;
  });
  if (customers !== null) return { exposures: customers, exposureKind: 'customers' };
  return {
    exposures: Array.from({ length: weeks }, (_, week) =>
      openDays(context, channel, firstDay + WEEK_DAYS * week),
    ),
    exposureKind: 'open_days',
  };
}

/** Days of a week on which the channel, or any, is open; all where nobody said when that is. */
function openDays({ calendar }: FeedContext, channel: Channel | null, monday: CivilDay): number {
  const channels = (channel === null ? CHANNELS : [channel]).filter((one) => calendar.hasHours(one));
  if (channels.length === 0) return WEEK_DAYS;
  let open = 0;
  for (let day = monday; day < monday + WEEK_DAYS; day++) {
    if (channels.some((one) => calendar.openRanges(one, day).length > 0)) open += 1;
  }
  return open;
}
