/** Of how many the rows of a division are shares. Refuses to say it where nobody can know it. */

/** A row: its count as published, null where it has none; `isHidden`: because it is hidden, so that somebody may be in it. */
export interface RowCount {
  count: number | null;
  isHidden: boolean;
}

/**
 * All rows together where all are told; where one is hidden, all that is divided, as published (`published`, null where it is
 * not): of what is shown alone each share would be too large. Rows by reason are rounded, and may be more than the whole. Null
 * where there is nothing.
 */
export function wholeOf(rows: readonly RowCount[], published: () => number | null): number | null {
  const sum = rows.reduce((total, { count }) => total + (count ?? 0), 0);
  if (sum === 0) return null;
  if (!rows.some(({ isHidden }) => isHidden)) return sum;
  const whole = published();
  return whole === null ? null : Math.max(whole, sum);
}
