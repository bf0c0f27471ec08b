/**
 * The published cells of what an action is about, of several parts as one, and the counts in them.
 * Owns what a sum of parts is where one of them is hidden, closed or missing; refuses any cell but published ones.
 */
import { type CellStatus, isWholeValue } from '../../db/domain/cell.ts';
import type { Tally } from '../../db/domain/confidence.ts';
import type { Disclosed, DisclosedCell } from '../../db/domain/disclosure.ts';
import { type Dimension, locate, type Member } from '../../db/domain/lattice.ts';
import type { Metric } from '../../db/domain/metric.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import { IMPACT_GRAIN } from './action-parts.ts';
import type { FeedContext } from './context.ts';
import { WEEK_DAYS } from './impact-span.ts';
import { isShown, type PublishedCells, publishCells, shapeOfMember } from './published-cells.ts';
import { isFiner } from './series.ts';

/** The day is the unit where so many of the days in question are said; else the week is. */
const LEAST_DAYS_SAID = 0.9;

/** Published cells of several parts as one: hidden or missing where any of them is. */
export function sumOf(
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
export function tallyOf(
  metric: Metric,
  { said, status }: PublishedCells,
  i: number,
  isAny = false,
): Tally | null {
  const cell = said[i]!;
  if (cell.kind !== 'value' || !isShown(status[i]!) || !(isAny || isWholeValue(status[i]!))) return null;
  if (metric.value.kind === 'count') return { k: cell.value, n: cell.value };
  const n = cell.n ?? 0;
  return { k: Math.round(cell.value * n), n };
}

/** The days of each week, Monday first; null where too few days of weeks that are said are said themselves. */
export function daysOf(
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
