/**
 * When figures are final: so many days after the end of their day, week or month, by what they wait for. Owns the usual days and
 * the way to those of an organisation; refuses to judge a cell (`cell.ts`). Source: reference 6.1.
 */

/** Records that come late have come. */
export const COUNTS_FINAL = 7;
/** Somebody who gets in touch again within 28 days has done so, and it was counted. */
export const LINKS_FINAL = 35;
/** Complaints may lie open for eight weeks before they are anybody else's, in Britain and elsewhere. */
export const COMPLAINTS_FINAL = 56;
/** Repeat contacts are looked for as long as this. */
export const LINK_DAYS = 28;

export interface FinalLags {
  counts: number;
  /** at least LINK_DAYS more than counts */
  firstContact: number;
}

export const USUAL_LAGS: FinalLags = { counts: COUNTS_FINAL, firstContact: LINKS_FINAL };

/** Days until figures are final that usually are after so many; complaints never wait for less than they are given. */
export function finalAfter(usualDays: number, lags: FinalLags): number {
  if (usualDays === COUNTS_FINAL) return lags.counts;
  if (usualDays === LINKS_FINAL) return lags.firstContact;
  return Math.max(usualDays, lags.counts);
}
