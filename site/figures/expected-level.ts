/**
 * The level that an action was announced to bring a weekly figure to, for its chart.
 * Owns what it is reckoned from; refuses to say what came of it: nothing after the start is read.
 */
import type { ActionAnswer } from '../../api/contract/actions.ts';
import { isWholeValue } from '../../db/domain/cell.ts';
import { dayOf } from './actions.ts';
import type { SeriesCell } from './series-cells.ts';

/** The fewest whole weeks before the start that tell what was usual, as for the usual week. */
const FEWEST_WEEKS = 8;

/**
 * The middle of the whole weeks before the start, changed by the announced share; counts are whole numbers. Null where
 * no share was announced, or too few weeks are known.
 */
export function expectedLevel(
  { startsAt, direction, expectedEffect, metric }: ActionAnswer,
  cells: readonly SeriesCell[],
): { value: number; weeks: number } | null {
  if (expectedEffect === null) return null;
  const start = dayOf(startsAt);
  const before = cells
    .flatMap(({ day, value, status }) =>
      value !== null && isWholeValue(status) && day + 7 <= start ? [value] : [],
    )
    .sort((a, b) => a - b);
  if (before.length < FEWEST_WEEKS) return null;
  const half = before.length >>> 1;
  const middle = before.length % 2 === 1 ? before[half]! : (before[half - 1]! + before[half]!) / 2;
  const value = middle * (direction === 'down' ? 1 - expectedEffect : 1 + expectedEffect);
  return { value: metric === 'offered' ? Math.round(value) : value, weeks: before.length };
}
