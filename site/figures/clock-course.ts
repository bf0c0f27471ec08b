/** The months of one clock beside what was aimed at in each. */

import type { SeriesAnswer } from '../../api/contract/series.ts';
import type { CellStatus } from '../../db/domain/cell.ts';
import { shiftMonths } from '../../db/domain/civil-day.ts';
import { type Clock, METRIC_OF_CLOCK } from '../../db/domain/target.ts';
import type { FigureContext } from './context.ts';
import { levelsIn } from './levels.ts';
import { cellsOf, type SeriesCell } from './series-cells.ts';
import { type AimInForce, aimInForce } from './targets.ts';

/** Two years and a month, so that the latest month stands beside its own of both years before. */
const MONTHS = 25;

export interface Course {
  clock: Clock;
  cells: SeriesCell[];
  /** one for each cell */
  aims: AimInForce[];
  /** the months that were counted by another time than today's, as they are by today's; null where none is published */
  recast: RecastMonths | null;
}

export interface RecastMonths {
  thresholdSeconds: number;
  /** one for each month; null where the month was counted so anyway, or cannot be told so */
  cells: ({ value: number; n: number | null; status: CellStatus } | null)[];
  /** whether the whole month was counted so anyway */
  isOwn: boolean[];
}

/** The last two years on record, without the silence before the first of them. */
export function courseOf(context: FigureContext, clock: Clock): Course {
  const { read, within, organisation, channel } = context;
  const all = cellsOf(read<SeriesAnswer>(`series/month/${within}${METRIC_OF_CLOCK[clock]}`));
  const cells = all.slice(-MONTHS);
  const firstKnown = cells.findIndex((cell) => cell.status !== 'missing');
  const kept = firstKnown < 0 ? cells : cells.slice(firstKnown);
  const aims = kept.map((cell) =>
    aimInForce(organisation.targets, clock, channel, shiftMonths(cell.day, 1) - 1),
  );
  return { clock, cells: kept, aims, recast: recastOf(context, clock, kept, aims) };
}

export function lastMonths({ clock, cells, aims, recast }: Course, months: number): Course {
  const shown = recast === null ? [] : recast.cells.slice(-months);
  return {
    ...{ clock, cells: cells.slice(-months), aims: aims.slice(-months) },
    recast:
      recast === null || shown.every((cell) => cell === null)
        ? null
        : { ...recast, cells: shown, isOwn: recast.isOwn.slice(-months) },
  };
}

/** From what was published of each month; a month that was published under another rule of today is not told. */
function recastOf(
  context: FigureContext,
  clock: Clock,
  months: readonly SeriesCell[],
  aims: readonly AimInForce[],
): RecastMonths | null {
  const { organisation, channel, today } = context;
  const { thresholdSeconds } = aimInForce(organisation.targets, clock, channel, today);
  const isOther = (one: { thresholdSeconds: number }) => one.thresholdSeconds !== thresholdSeconds;
  const told = months.map(({ day }) =>
    levelsIn(context, day)?.answer.clocks.find((one) => one.clock === clock),
  );
  const isOwn = aims.map((aim, i) => !isOther(aim) && !(told[i]?.rules ?? []).some(isOther));
  const cells = told.map((month, i) => {
    const today = month?.underTodaysRule ?? null;
    if (isOwn[i] || today === null || isOther(today)) return null;
    const { value, n, status } = today.attained;
    return value === null ? null : { value, n, status };
  });
  return cells.every((cell) => cell === null) ? null : { thresholdSeconds, cells, isOwn };
}
