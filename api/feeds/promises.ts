/**
 * `promises`: whether what was promised was kept, by due date, and how long it really took.
 * Owns the window, what it is compared with and how it stands against the company's own target; refuses promises that are
 * not configured: what was never said in public was not promised to it.
 */
import { periodEnd, periodStart } from '../../db/domain/bucket.ts';
import { type Interval, shareDifference, type Tally, wilsonInterval } from '../../db/domain/confidence.ts';
import { designEffect, effectiveTally, neighbourEffect } from '../../db/domain/design-effect.ts';
import type { Metric } from '../../db/domain/metric.ts';
import { nearestName } from '../../db/domain/nearest-name.ts';
import { BY_THRESHOLD, type PublicPromise, versionOn, versionsById } from '../../db/domain/promise.ts';
import { shareWithin, spanCurve, spanQuantile } from '../../db/domain/promise-curve.ts';
import {
  PROMISES_DUE,
  PROMISES_KEPT,
  PROMISES_UNKNOWN,
  PROMISES_WITHDRAWN,
} from '../../db/domain/promise-metric.ts';
import { slugOf } from '../../db/domain/slug.ts';
import { judgeTarget } from '../../db/domain/target-verdict.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import { promiseCells } from '../../db/rollup/cell-book.ts';
import type { SaidCell } from '../contract/cell.ts';
import type {
  PromiseAnswer,
  PromiseBuckets,
  PromiseDistribution,
  PromisePeriod,
  PromisesAnswer,
  PromiseVersionAnswer,
} from '../contract/promises.ts';
import { COMPARISONS } from '../contract/series.ts';
import { comparedRange } from './comparison.ts';
import { type FeedContext, type FeedResult, lastWholeDay, refuse, versionOf } from './context.ts';
import { type KeptCell, PromiseCells, promisesThrough, type SpanUnit } from './promise-cells.ts';
import { columnsOf, type PublishedCells } from './published-cells.ts';
import { calendarStretches, composeCells } from './window.ts';

export interface PromisesQuestion {
  /** its id, or as addresses have it; null: all */
  promise: string | null;
  /** null: the last whole month of records that ends by `toDay` */
  fromDay: CivilDay | null;
  toDay: CivilDay | null;
}

/** Weeks that are listed, and that tell how much fates differ. */
const WEEKS = 26;
/** From here on a promise is one of days, and what came of it is counted in civil days, as people count. */
const IN_DAYS_FROM = 2 * 86_400;

interface Window {
  fromDay: CivilDay;
  toDay: CivilDay;
}

interface ShownWindow extends Window {
  /** up to this day months and weeks are listed */
  shownTo: CivilDay;
}

export function promisesFeed(context: FeedContext, question: PromisesQuestion): FeedResult<PromisesAnswer> {
  const { db, configuration } = context;
  const known = versionsById(configuration.promises);
  const asked = question.promise;
  const ids = [...known.keys()].filter((id) => asked === null || id === asked || slugOf(id) === asked);
  if (asked !== null && ids.length === 0) {
    const nearest = nearestName(asked, [...known.keys()]);
    const hint =
      nearest === null ? `all are listed under promises` : `did you mean ${JSON.stringify(nearest)}?`;
    return refuse('no such promise', `there is no promise ${JSON.stringify(asked.slice(0, 80))}; ${hint}`);
  }
  const cells = promiseCells(db);
  const through = promisesThrough(
    context,
    [...cells].flatMap(([id, cell]) => (known.has(id) ? [cell] : [])),
  );
  const window = windowOf(context, question, through);
  const shownTo = question.toDay ?? Math.max(window.toDay, through ?? window.toDay);
  return {
    ok: true,
    answer: {
      ...versionOf(context),
      from: formatDay(window.fromDay),
      to: formatDay(window.toDay),
      promises: ids.map((id) => {
        const ofOne = new PromiseCells(context, cells.get(id) ?? null, through);
        return answerOf(context, ofOne, known.get(id)!, { ...window, shownTo });
      }),
    },
  };
}

function windowOf(
  context: FeedContext,
  { fromDay, toDay }: PromisesQuestion,
  through: CivilDay | null,
): Window {
  const end = toDay ?? through ?? lastWholeDay(context);
  if (fromDay !== null)
    return { fromDay: Math.min(fromDay, Math.max(end, fromDay)), toDay: Math.max(end, fromDay) };
  const month = periodStart('month', end);
  const isWhole = periodEnd('month', end) === end + 1;
  const last = isWhole ? end : month - 1;
  return { fromDay: periodStart('month', last), toDay: last };
}

function answerOf(
  context: FeedContext,
  cells: PromiseCells,
  versions: readonly PublicPromise[],
  window: ShownWindow,
): PromiseAnswer {
  const { id, of, channel, queue } = versions[0]!;
  const version =
    versionOn(versions, window.toDay) ?? versions.findLast(({ from }) => (from ?? 0) <= window.toDay);
  const measured = measure(cells, window);
  const open = cells.publishOpen(window.shownTo);
  return {
    ...{ id, slug: slugOf(id), of, channel, queue },
    silence: of === 'nothing' ? 'not_recorded' : cells.firstDay === null ? 'no_records' : null,
    versions: versions.map(formOf),
    inForce: version === undefined ? null : versions.indexOf(version),
    period: measured.period,
    standing: standingOf(measured, version?.target ?? null),
    compared: COMPARISONS.map((comparison) => {
      const range = comparedRange(comparison, window.fromDay, window.toDay, 'day');
      const theirs = measure(cells, range);
      const [now, before] = [measured.effective, theirs.effective];
      return {
        comparison,
        comparisonRule: range.rule.words,
        period: theirs.period,
        difference: now === null || before === null ? null : shareDifference(now, before),
      };
    }),
    open: saidOf(open, 0),
    distribution: version === undefined ? null : distributionOf(cells, version, window),
    months: bucketsOf(context, cells, 'month', window.shownTo, Infinity),
    weeks: bucketsOf(context, cells, 'week', window.shownTo, WEEKS),
  };
}

function formOf(version: PublicPromise): PromiseVersionAnswer {
  const { words, source, withinSeconds, earliestSeconds, dueRule, target, from, to } = version;
  const isAddress = source !== null && /^https?:$/.test(URL.parse(source)?.protocol ?? '');
  return {
    words,
    source: isAddress ? null : source,
    href: isAddress ? source : null,
    ...{ withinSeconds, earliestSeconds, dueRule, target },
    from: from === null ? null : formatDay(from),
    to: to === null ? null : formatDay(to),
  };
}

interface Measured {
  period: PromisePeriod;
  /** kept of due, as many as they would be if each had a fate of its own */
  effective: Tally | null;
  interval: Interval | null;
}

/** A window of one week, or put together of published months and days. */
function measure(cells: PromiseCells, { fromDay, toDay }: Window): Measured {
  const stretches = calendarStretches(fromDay, toDay);
  const compose = (metric: Metric): SaidCell => {
    const parts = stretches.flatMap(({ grain, from, to }) => partsOf(cells.publish(metric, grain, from, to)));
    const { said, status } = composeCells(metric, parts);
    return saidOf({ startAt: [], said: [said], status: [status] }, 0);
  };
  const kept = compose(PROMISES_KEPT);
  const { effect, clusteredBy } = effectOf(cells, fromDay, toDay);
  const tally = tallyOf(kept.value, kept.n);
  const effective = tally === null ? null : effectiveTally(tally, effect);
  const interval = effective === null ? null : wilsonInterval(effective);
  return {
    period: {
      from: formatDay(fromDay),
      to: formatDay(toDay),
      due: compose(PROMISES_DUE),
      kept,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      clusteredBy: interval === null ? null : clusteredBy,
      withdrawn: compose(PROMISES_WITHDRAWN),
      unknown: compose(PROMISES_UNKNOWN),
    },
    effective,
    interval,
  };
}

function partsOf({ said, status }: PublishedCells) {
  return said.map((cell, i) => ({ said: cell, status: status[i]! }));
}

function tallyOf(value: number | null, n: number | null): Tally | null {
  return value === null || n === null || n === 0 ? null : { k: Math.round(value * n), n };
}

/**
 * What was due on one day shares its vans, its staff and its weather, so days are what varies. Where a day is hidden they
 * cannot be used, and the weeks of the half-year up to the window's end are taken in their place; where of these too few
 * are shown, all months up to there, by the differences of neighbours, since months differ by season as well.
 */
function effectOf(
  cells: PromiseCells,
  fromDay: CivilDay,
  toDay: CivilDay,
): { effect: number; clusteredBy: PromisePeriod['clusteredBy'] } {
  const days = cells.keptBy('day').filter(({ start }) => fromDay <= start && start <= toDay);
  const byDay = days.some(({ status }) => status === 'suppressed') ? null : designEffect(talliesOf(days));
  if (byDay !== null) return { effect: byDay, clusteredBy: 'day' };
  const firstWeek = periodStart('week', toDay) - 7 * (WEEKS - 1);
  const weeks = cells
    .keptBy('week')
    // A week that goes on would be one of fewer days.
    .filter(({ start, status }) => firstWeek <= start && start <= toDay && status !== 'partial');
  const byWeek = designEffect(talliesOf(weeks));
  if (byWeek !== null) return { effect: byWeek, clusteredBy: 'week' };
  const months = cells.keptBy('month').filter(({ start, status }) => start <= toDay && status !== 'partial');
  const byMonth = neighbourEffect(talliesOf(months));
  return byMonth === null ? { effect: 1, clusteredBy: null } : { effect: byMonth, clusteredBy: 'month' };
}

function talliesOf(cells: readonly KeptCell[]): Tally[] {
  return cells.flatMap(({ tally }) => (tally === null ? [] : [tally]));
}

function standingOf({ interval }: Measured, target: number | null): PromiseAnswer['standing'] {
  return interval === null || target === null ? null : judgeTarget(interval, target);
}

/** The last buckets up to a day; one that goes on after it only where the day is the last of all that is known. */
function bucketsOf(
  context: FeedContext,
  cells: PromiseCells,
  grain: 'week' | 'month',
  shownTo: CivilDay,
  most: number,
): PromiseBuckets {
  const { zone } = context;
  const { firstDay, through } = cells;
  const isCut = through !== null && shownTo < through && periodEnd(grain, shownTo) > shownTo + 1;
  const toDay = isCut ? periodStart(grain, shownTo) - 1 : shownTo;
  const isKnown = firstDay !== null && firstDay <= toDay;
  const fromDay =
    firstDay === null || most === Infinity
      ? (firstDay ?? toDay)
      : Math.max(firstDay, periodStart(grain, toDay) - 7 * (most - 1));
  const empty: PublishedCells = { startAt: [], said: [], status: [] };
  const publish = (metric: Metric) => (isKnown ? cells.publish(metric, grain, fromDay, toDay) : empty);
  const kept = publish(PROMISES_KEPT);
  const columns = columnsOf(kept, {});
  const limits = columns.value.map((value, i) => {
    const tally = tallyOf(value, columns.n[i] ?? null);
    if (tally === null) return null;
    const first = zone.dayOf(kept.startAt[i]!);
    const { effect } = effectOf(cells, first, Math.min(periodEnd(grain, first) - 1, toDay));
    return wilsonInterval(effectiveTally(tally, effect));
  });
  return {
    start: kept.startAt.map((at) => zone.formatInstant(at)),
    due: columnsOf(publish(PROMISES_DUE), {}),
    kept: columns,
    low: limits.map((limit) => limit?.low ?? null),
    high: limits.map((limit) => limit?.high ?? null),
  };
}

function saidOf(cells: PublishedCells, i: number): SaidCell {
  const { value, n, status } = columnsOf(cells, {});
  return { value: value[i] ?? null, n: n[i] ?? null, status: status[i] ?? 'missing' } as SaidCell;
}

/** How long what fell due in a window of whole months took. */
function distributionOf(
  cells: PromiseCells,
  version: PublicPromise,
  { fromDay, toDay }: Window,
): PromiseDistribution | null {
  const stretches = calendarStretches(fromDay, toDay);
  const [only] = stretches;
  if (only === undefined || stretches.length > 1 || only.grain !== 'month') return null;
  const { withinSeconds, of } = version;
  const unit: SpanUnit = withinSeconds === null || withinSeconds >= IN_DAYS_FROM ? 'days' : 'seconds';
  const periods = [];
  for (let month = fromDay; month <= toDay; month = periodEnd('month', month)) {
    if (cells.through === null || month > cells.through) break;
    const groups = cells.spansOf(month, unit, !BY_THRESHOLD.includes(of));
    if (groups !== null) periods.push(groups);
  }
  const curve = spanCurve(periods);
  if (curve.n === 0) return null;
  const { steps, open, beyond, n } = curve;
  const inUnit = (seconds: number | null) =>
    seconds === null || seconds === Infinity ? null : unit === 'days' ? seconds / 86_400 : seconds;
  return {
    from: formatDay(fromDay),
    to: formatDay(toDay),
    ...{ unit, n, beyond },
    p10: inUnit(spanQuantile(curve, 0.1)),
    p50: inUnit(spanQuantile(curve, 0.5)),
    p90: inUnit(spanQuantile(curve, 0.9)),
    steps: {
      within: steps.map(({ withinSeconds: edge }) => inUnit(edge)),
      done: steps.map(({ done }) => done),
      share: steps.map(({ share }) => share),
    },
    open: {
      after: open.map(({ afterSeconds }) => inUnit(afterSeconds)),
      count: open.map(({ count }) => count),
    },
    withinTwice: withinSeconds === null ? null : shareWithin(curve, 2 * withinSeconds),
  };
}
