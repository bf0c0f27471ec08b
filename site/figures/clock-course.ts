/** The months of one clock beside what was aimed at in each. */

import type { SeriesAnswer } from '../../api/contract/series.ts';
import { shiftMonths } from '../../db/domain/civil-day.ts';
import { type Clock, METRIC_OF_CLOCK } from '../../db/domain/target.ts';
import type { FigureContext } from './context.ts';
import { cellsOf, type SeriesCell } from './series-cells.ts';
import { type AimInForce, aimInForce } from './targets.ts';

/** Two years and a month, so that the latest month stands beside its own of both years before. */
const MONTHS = 25;

export interface Course {
  clock: Clock;
  cells: SeriesCell[];
  /** one for each cell */
  aims: AimInForce[];
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
  return { clock, cells: kept, aims };
}

export function lastMonths({ clock, cells, aims }: Course, months: number): Course {
  return { clock, cells: cells.slice(-months), aims: aims.slice(-months) };
}
