/**
 * Whether an answer is what was promised, by hand: a schema library costs the reader more than the page.
 * Owns what the live figures rely on, and refuses an answer as a whole when any of it is off.
 */
import { CELL_STATUSES, type CellStatus, VALUED_STATUSES } from '../../db/domain/cell.ts';
import { secondsOf } from '../figures/api-instant.ts';
import type { HourCells } from '../figures/day-course.ts';
import { isGroup } from '../group.ts';

export interface LiveHours {
  cells: HourCells;
  timeZone: string;
  /** when what may be published last changed, UTC seconds */
  asOf: number;
}

/** The hours of `day`, of a `series` answer for one metric. */
export function readHours(answer: unknown, day: string): LiveHours | null {
  const series = isGroup(answer) && Array.isArray(answer.series) ? answer.series[0] : null;
  if (!isGroup(series) || series.metric !== 'offered' || series.grain !== 'hour') return null;
  const { timeZone, cells } = series;
  const asOf = secondsOf(series.asOf);
  if (typeof timeZone !== 'string' || asOf === null || !isGroup(cells)) return null;
  const { value, status, start, start0, step } = cells;
  if (!Array.isArray(value) || !Array.isArray(status)) return null;
  // The longest day has 25 hours, the shortest 23, of which a clock change by half an hour makes pieces.
  if (value.length < 20 || value.length > 30 || status.length !== value.length) return null;
  if (!value.every((one, i) => isCell(one, status[i]))) return null;
  const starts = Array.isArray(start) ? start : [start0];
  if (Array.isArray(start) && start.length !== value.length) return null;
  if (!Array.isArray(start) && step !== 3600) return null;
  if (!starts.every((one) => typeof one === 'string' && one.startsWith(day) && secondsOf(one) !== null))
    return null;
  const begins = Array.isArray(start) ? { start } : { start0: String(start0), step: Number(step) };
  return { cells: { ...begins, value, status }, timeZone, asOf };
}

/** A value where the status has one, and none where it says why. */
function isCell(value: unknown, status: unknown): boolean {
  if (!CELL_STATUSES.includes(status as CellStatus)) return false;
  const hasValue = VALUED_STATUSES.includes(status as CellStatus);
  return hasValue ? Number.isFinite(value) && (value as number) >= 0 : value === null;
}
