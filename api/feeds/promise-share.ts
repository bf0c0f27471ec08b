/**
 * What share of what fell due was kept, in a window and by week and month, with how far it could be off.
 * Owns what shared a fate, so that the interval is the wider; refuses an interval of anything but published counts.
 */
import { periodEnd, periodStart } from '../../db/domain/bucket.ts';
import { type Interval, type Tally, wilsonInterval } from '../../db/domain/confidence.ts';
import { designEffect, effectiveTally, neighbourEffect } from '../../db/domain/design-effect.ts';
import type { Metric } from '../../db/domain/metric.ts';
import {
  PROMISES_DUE,
  PROMISES_KEPT,
  PROMISES_UNKNOWN,
  PROMISES_WITHDRAWN,
} from '../../db/domain/promise-metric.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import type { SaidCell } from '../contract/cell.ts';
import type { PromiseBuckets, PromisePeriod } from '../contract/promises.ts';
import type { Window } from './asked-window.ts';
import type { FeedContext } from './context.ts';
import type { KeptCell, PromiseCells } from './promise-cells.ts';
import { columnsOf, type PublishedCells } from './published-cells.ts';
import { sayCell } from './said-cell.ts';
import { calendarStretches, composeCells } from './window.ts';

/** Weeks that are listed, and that tell how much fates differ. */
export const PROMISE_WEEKS = 26;

export interface Measured {
  period: PromisePeriod;
  /** kept of due, as many as they would be if each had a fate of its own */
  effective: Tally | null;
  interval: Interval | null;
}

/** A window of one week, or put together of published months and days. */
export function measure(cells: PromiseCells, { fromDay, toDay }: Window): Measured {
  const stretches = calendarStretches(fromDay, toDay);
  const compose = (metric: Metric): SaidCell => {
    const parts = stretches.flatMap(({ grain, from, to }) => partsOf(cells.publish(metric, grain, from, to)));
    const { said, status } = composeCells(metric, parts);
    return sayCell(said, status);
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
  const firstWeek = periodStart('week', toDay) - 7 * (PROMISE_WEEKS - 1);
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

/** The last buckets up to a day; one that goes on after it only where the day is the last of all that is known. */
export function bucketsOf(
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
