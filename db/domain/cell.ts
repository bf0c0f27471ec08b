/**
 * What a published cell may say: a value with how settled it is, or why there is none.
 * Closed is not zero, missing is not zero, hidden is not zero.
 */

export const CELL_STATUSES = [
  'final',
  'provisional',
  'revised',
  'partial',
  'suppressed',
  'closed',
  'missing',
] as const;
export type CellStatus = (typeof CELL_STATUSES)[number];

/** The statuses under which a cell has a value. */
export const VALUED_STATUSES: readonly CellStatus[] = ['final', 'provisional', 'revised', 'partial'];

/** Whether a cell has the value of its whole bucket, settled or not: what is not whole would seem to have fallen. */
export function isWholeValue(status: CellStatus | undefined): boolean {
  return status === 'final' || status === 'provisional' || status === 'revised';
}

/** What is known of a bucket before its value is looked at. */
export interface BucketState {
  /** the week or month goes on, or records cover only part of the bucket */
  isPartial: boolean;
  /** every opening hour of it is scheduled closed */
  isClosed: boolean;
  /** no record can speak of it: before the first, after the last, in an outage, or finer than the source */
  isMissing: boolean;
  /** whole civil days since it ended; negative while it lasts */
  ageDays: number;
}

/** How settled a bucket's value is. Source: reference 6.1 (provisional from the day after, final on schedule). */
export function settle(state: BucketState, finalAfterDays: number): CellStatus {
  if (state.isPartial) return 'partial';
  return state.ageDays >= finalAfterDays ? 'final' : 'provisional';
}
