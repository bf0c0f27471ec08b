/**
 * Which of the two scores of a survey a page tells, how it reads, and how far a month of it could be off.
 * Owns the choice: the share satisfied, or the mean where only sums of a survey are known.
 */
import type { SatisfactionAnswer } from '../../api/contract/satisfaction.ts';
import type { SeriesAnswer } from '../../api/contract/series.ts';
import { formatDay } from '../../db/domain/civil-day.ts';
import { type Interval, type Tally, wilsonInterval } from '../../db/domain/confidence.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { formatDecimal, formatShare, formatShareRange } from '../words/number.ts';
import { cellsOf, hasRecords, type SeriesCell } from './series-cells.ts';

export interface ScoreKind {
  metric: 'csat_top2' | 'csat_mean';
  isShare: boolean;
  from: number;
  to: number;
  ticks: number[];
}

const SATISFIED: ScoreKind = {
  metric: 'csat_top2',
  isShare: true,
  from: 0,
  to: 1,
  ticks: [0, 0.25, 0.5, 0.75, 1],
};
/** Sums of a survey tell a mean, not how many were satisfied. */
const MEAN: ScoreKind = { metric: 'csat_mean', isShare: false, from: 1, to: 5, ticks: [1, 2, 3, 4, 5] };

/** The months of the score that is known; null where neither is. */
export function scoreMonths(read: Read): { kind: ScoreKind; cells: SeriesCell[] } | null {
  const found = [SATISFIED, MEAN]
    .map((kind) => ({ kind, cells: cellsOf(read<SeriesAnswer>(`series/month/${kind.metric}`)) }))
    .find(({ cells }) => hasRecords(cells));
  return found ?? null;
}

export function formatScore(say: Say, { isShare }: ScoreKind, value: number): string {
  return isShare ? formatShare(say, value) : formatDecimal(say, value, 1);
}

export function formatScoreRange(say: Say, { isShare }: ScoreKind, { low, high }: Interval): string {
  return isShare
    ? formatShareRange(say, low, high)
    : say.recommend.between(formatDecimal(say, low, 2), formatDecimal(say, high, 2));
}

/** Answers satisfied of answers; null where the cell says neither. */
export function tallyOf(cell: SeriesCell | null): Tally | null {
  if (cell === null || cell.value === null || cell.n === null || cell.n === 0) return null;
  return { k: Math.round(cell.value * cell.n), n: cell.n };
}

/** Of a share it follows from value and n; of a mean only the answer knows how far answers lay apart, for few months. */
export function scoreInterval(
  kind: ScoreKind,
  cell: SeriesCell,
  told: SatisfactionAnswer | null,
): Interval | null {
  if (kind.isShare) {
    const tally = tallyOf(cell);
    return tally === null ? null : wilsonInterval(tally);
  }
  const date = formatDay(cell.day);
  const mean = told?.from === date ? told.mean : told?.compared.find(({ from }) => from === date)?.mean;
  const { low, high } = mean ?? { low: null, high: null };
  return low === null || high === null ? null : { low, high };
}
