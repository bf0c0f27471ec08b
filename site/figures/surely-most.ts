/**
 * Whether the greatest count that is told is the greatest there was, though others are hidden: not every hidden count is a
 * small one, for some are hidden only because a small one could be worked out from them.
 */
import type { ReportAnswer } from '../../api/contract/report.ts';
import type { CellStatus } from '../../db/domain/cell.ts';

interface Counts {
  value: readonly (number | null)[];
  status: readonly CellStatus[];
}

/** Of the parts of a whole; `total`: of all of them, null where it is not told. What is not told then is all that is hidden. */
export function isMostOf({ value, status }: Counts, total: number | null): boolean {
  if (!status.includes('suppressed')) return true;
  if (total === null) return false;
  const told = value.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  return total - told < Math.max(...value.map((one) => one ?? 0));
}

/** The same of the hours or days of a report. */
export function isSurelyMost({ figures }: ReportAnswer, parts: Counts): boolean {
  const at = figures.metric.findIndex((metric, i) => metric === 'offered' && figures.channel[i] === null);
  return isMostOf(parts, figures.value[at] ?? null);
}
