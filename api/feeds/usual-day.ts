/**
 * What was usual on a weekday: the middle of the same weekday in the weeks before, made of published cells alone.
 * Owns which days count. Refuses to look forward, so that what was usual before a day never changes, and to look
 * behind a hidden cell.
 */
import type { CellStatus } from '../../db/domain/cell.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import type { SaidCell } from '../contract/cell.ts';
import type { UsualColumns } from '../contract/report.ts';

export const USUAL_WEEKS = 8;
/** With fewer days the middle says little. */
const LEAST_DAYS = 4;

/** The same weekday in the weeks before, holidays left out. */
export function usualDays(day: CivilDay, isHoliday: (day: CivilDay) => boolean): CivilDay[] {
  const days = Array.from({ length: USUAL_WEEKS }, (_, i) => day - 7 * (i + 1));
  return days.filter((one) => !isHoliday(one));
}

/**
 * The middle of each list of cells, one list an hour (or one for the whole day). The middle and not the mean: it can
 * be told although small counts are hidden, since those lie between zero and everything shown, and what is hidden beside
 * them is the least of its day. Where the middle itself is hidden, so is what was usual. Days that were closed or of which there is no whole record do not count.
 */
export function middlesOf(lists: readonly (readonly SaidCell[])[]): UsualColumns {
  const middles = lists.map(middleOf);
  return {
    value: middles.map(({ value }) => value),
    days: middles.map(({ days }) => days),
    status: middles.map(({ status }) => status),
  } as UsualColumns;
}

function middleOf(cells: readonly SaidCell[]): { value: number | null; days: number; status: CellStatus } {
  const counted = cells.filter(
    ({ status }) => status !== 'closed' && status !== 'missing' && status !== 'partial',
  );
  const days = counted.length;
  if (days === 0 && cells.length > 0 && cells.every(({ status }) => status === 'closed'))
    return { value: null, days, status: 'closed' };
  if (days < LEAST_DAYS) return { value: null, days, status: 'missing' };
  const ranked = counted.sort((a, b) => rankOf(a) - rankOf(b));
  const [low, high] = [ranked[Math.ceil(days / 2) - 1]!, ranked[Math.floor(days / 2)]!];
  if (low.value === null || high.value === null) return { value: null, days, status: 'suppressed' };
  return { value: (low.value + high.value) / 2, days, status: 'final' };
}

/** Hidden counts are more than none, and taken for fewer than any that is shown. */
function rankOf({ value }: SaidCell): number {
  return value ?? 0.5;
}
