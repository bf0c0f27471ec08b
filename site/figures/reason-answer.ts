/**
 * What the figures of the page about reasons share: the published answer, its windows in words, and how a share, its range
 * and its change are read. Owns no figure of its own.
 */
import type { ReasonChange, ReasonsAnswer, SaidShare, ShareChange } from '../../api/contract/reasons.ts';
import type { Comparison } from '../../api/contract/series.ts';
import type { Say } from '../i18n/say.ts';
import { formatDecimal, formatShare } from '../words/number.ts';
import { earlierPeriod } from './breakdown-rows.ts';
import type { FigureContext } from './context.ts';
import { plainCell, type TableCell } from './figure.ts';

export const REASONS_PATH = 'reasons/all';

export function readReasons({ read }: Pick<FigureContext, 'read'>): ReasonsAnswer | null {
  return read<ReasonsAnswer>(REASONS_PATH);
}

/** The compared window in words, without its year where that is the window's own. */
export function comparedPeriod(say: Say, answer: ReasonsAnswer, comparison: Comparison): string {
  const range = answer.compared.find((one) => one.comparison === comparison);
  return range === undefined ? '' : earlierPeriod(say, range, answer);
}

export function changeIn(share: SaidShare, comparison: Comparison): ReasonChange | null {
  return share.changes.find((change) => change.comparison === comparison) ?? null;
}

export function changeSaid(share: SaidShare, comparison: Comparison): ShareChange {
  return changeIn(share, comparison)?.direction ?? 'not_known';
}

/** "+0.9", "−1.0", in percentage points. */
export function formatPoints(say: Say, difference: number): string {
  const points = formatDecimal(say, Math.abs(difference) * 100, 1);
  const isNone = Number((Math.abs(difference) * 100).toFixed(1)) === 0;
  return isNone ? points : `${difference > 0 ? '+' : '−'}${points}`;
}

/** "30.5–31.6%": ranges of many contacts are narrower than a whole percent. */
export function formatFineRange(say: Say, low: number | null, high: number | null): string {
  if (low === null || high === null) return '–';
  const digits = high - low < 0.03 ? 1 : 0;
  return say.percentRange(formatDecimal(say, low * 100, digits), formatDecimal(say, high * 100, digits));
}

export function shareCell(say: Say, { value, status }: Pick<SaidShare, 'value' | 'status'>): TableCell {
  if (value !== null) return { text: formatShare(say, value), mark: say.statusMark[status] ?? '', status };
  const word = status === 'suppressed' || status === 'closed' ? status : 'missing';
  return { text: say.statusInCell[word], status };
}

/** The difference with its verdict under it; a dash where there is nothing to compare. */
export function changeCell(say: Say, change: ReasonChange | null): TableCell {
  if (change === null || change.difference === null) return plainCell('–');
  return {
    ...plainCell(formatPoints(say, change.difference)),
    note: say.reasonChanges.verdict[change.direction],
  };
}
