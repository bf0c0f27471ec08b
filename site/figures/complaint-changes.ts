/** How a change of complaints is said: an amount, a range, the periods compared. Owns rounding; refuses to judge. */
import type { ComparedCauses, ComplaintsAnswer } from '../../api/contract/complaints.ts';
import type { Say } from '../i18n/say.ts';
import { nameMember } from '../words/member.ts';
import { formatDecimal, formatShare } from '../words/number.ts';
import { earlierPeriod } from './breakdown-rows.ts';
import type { TableCell } from './figure.ts';

export const LATEST = 'complaints/latest';
export const EARLIER = ['previous', 'last_year'] as const;
export type Earlier = (typeof EARLIER)[number];

/** From here on a ratio is said as so many times. */
const TIMES_FROM = 3;

/** "17% more", "20% fewer", "as many", "4.2 times as many": of a ratio, 1 where nothing changed. */
export function amountOf(say: Say, ratio: number): string {
  const words = say.complaints.causes;
  if (ratio >= TIMES_FROM) return words.times(formatDecimal(say, ratio, ratio < 10 ? 1 : 0));
  const change = Math.round((ratio - 1) * 100) / 100;
  if (change === 0) return words.same;
  return change > 0 ? words.more(formatShare(say, change)) : words.fewer(formatShare(say, -change));
}

export function rangeOf(say: Say, low: number, high: number): string {
  return say.complaints.causes.range(amountOf(say, low), amountOf(say, high));
}

/** "September 2026": without its year where that is the one of the window. */
export function nameEarlier(say: Say, answer: ComplaintsAnswer, which: Earlier): string {
  return earlierPeriod(say, answer.compared[which], answer);
}

/** What is said of one cause against an earlier window, short enough for the end of a bar. */
export function changeWords(say: Say, { change, ratio }: ComparedCauses, row: number): string {
  return say.complaints.causes.row[change[row]!](ratio[row] == null ? '' : amountOf(say, ratio[row]!));
}

/** The same for a cell of a table, with the range under it. */
export function changeCell(say: Say, compared: ComparedCauses, row: number): TableCell {
  const { low, high } = compared;
  return {
    text: changeWords(say, compared, row),
    status: 'final',
    isText: true,
    ...(low[row] != null && high[row] != null && { note: rangeOf(say, low[row]!, high[row]!) }),
  };
}

export function nameCause(say: Say, { causes }: Pick<ComplaintsAnswer, 'causes'>, cause: string): string {
  const at = causes.cause.indexOf(cause);
  return nameMember(say, cause, causes.label[at] ?? cause);
}
