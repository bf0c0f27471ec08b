/**
 * The window of which service levels are told: its cells, its days, and the targets in force on them.
 * Owns which part of the service is meant; takes figures from published cells alone.
 */
import type { Channel } from '../../db/domain/contact.ts';
import type { Member, Shape } from '../../db/domain/lattice.ts';
import type { Metric } from '../../db/domain/metric.ts';
import { type Clock, type ServiceTarget, targetInForce } from '../../db/domain/target.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import { recordedSpan } from '../../db/queries/coverage.ts';
import type { SaidCell } from '../contract/cell.ts';
import type { Window } from './asked-window.ts';
import { type Attained, attainedOf } from './attained.ts';
import { type FeedContext, lastWholeDay } from './context.ts';
import { columnsOf, publishCells } from './published-cells.ts';
import { cellAt, sayCell } from './said-cell.ts';
import { composeWindow, type Stretch, stretchesOf } from './window.ts';

export interface LevelWindow extends Window {
  context: FeedContext;
  shape: Shape;
  member: Member;
  /** whose targets count: the one asked for, or the only one there are records of */
  channel: Channel | null;
  queue?: string | null;
}

/** A target over the days of the window on which it was in force. */
export interface HeldSpan extends Window {
  target: ServiceTarget;
}

export function stretchesIn({ context, shape, fromDay, toDay }: LevelWindow): Stretch[] {
  return stretchesOf(context, shape, fromDay, toDay) ?? [];
}

/** A figure of the window, with whether a part of it is hidden. */
export function sayWindow(window: LevelWindow, metric: Metric): { cell: SaidCell; hasHidden: boolean } {
  const { said, status, hasHidden } = composeWindow(window.context, metric, window, stretchesIn(window));
  return { cell: sayCell(said, status), hasHidden };
}

export interface PublishedDay {
  day: CivilDay;
  cell: SaidCell;
}

/** The days of the window of which records speak; `before`: so many more in front of it. */
export function daysIn(window: LevelWindow, metric: Metric, before = 0): PublishedDay[] {
  const { context, shape, member } = window;
  const span = recordedSpan(context.db);
  if (span === null) return [];
  const fromDay = Math.max(window.fromDay - before, span.firstDay);
  const toDay = Math.min(window.toDay, span.lastDay, lastWholeDay(context));
  if (fromDay > toDay) return [];
  const columns = columnsOf(
    publishCells(context, metric, { shape, member, grain: 'day' }, fromDay, toDay),
    {},
  );
  return columns.status.map((_, i) => ({ day: fromDay + i, cell: cellAt(columns, i) }));
}

/** The targets of a clock that were in force, one span after another. */
export function heldIn({ context, channel, queue = null, fromDay, toDay }: LevelWindow, clock: Clock) {
  const spans: HeldSpan[] = [];
  for (let day = fromDay; day <= toDay; day++) {
    const target = targetInForce(context.configuration.targets, { channel, queue, day, clock });
    const last = spans.at(-1);
    if (target === null) continue;
    if (last !== undefined && last.target === target && last.toDay === day - 1) last.toDay = day;
    else spans.push({ target, fromDay: day, toDay: day });
  }
  return spans;
}

/** `days`: those of the window. */
export function attainedIn(window: LevelWindow, metric: Metric, days: readonly PublishedDay[]): Attained {
  return attainedOf(
    sayWindow(window, metric),
    days.map(({ cell }) => cell),
    window.context.configuration.disclosure.threshold,
  );
}

export function namedDays({ fromDay, toDay }: Window) {
  return { from: formatDay(fromDay), to: formatDay(toDay) };
}
