/**
 * Service level, "X % within Y seconds": the five formulas in use, side by side, because one month is 67 % or 77 %
 * purely by formula. Owns the formulas; refuses to average: a period's level comes from its summed counts.
 *
 * With A answered, B abandoned, a and b those of them within Y seconds, and bs abandoned within the short
 * threshold s ≤ Y: worst ≤ short ≤ excl ≤ min(credit, ans). Source of the formulas: ICMI.
 */

/** Counts of one period: whole contacts, all with the same Y, bucketed by arrival. */
export interface ServiceCounts {
  answered: number;
  abandoned: number;
  answeredWithin: number;
  abandonedWithin: number;
  shortAbandoned: number;
}

/** From strict to lenient, so far as they are ordered; `worst` is the public default. */
export const SERVICE_LEVEL_FORMULAS = ['worst', 'short', 'excl', 'credit', 'ans'] as const;
export type ServiceLevelFormula = (typeof SERVICE_LEVEL_FORMULAS)[number];

const EVALUATE: Record<ServiceLevelFormula, (counts: ServiceCounts) => number | null> = {
  // a/(A+B): every abandon is a failure.
  worst: (c) => shareOf(c.answeredWithin, c.answered + c.abandoned),
  // a/(A+B−bs): short abandons do not count.
  short: (c) => shareOf(c.answeredWithin, c.answered + c.abandoned - c.shortAbandoned),
  // a/(A+B−b): abandons within the threshold do not count.
  excl: (c) => shareOf(c.answeredWithin, c.answered + c.abandoned - c.abandonedWithin),
  // (a+b)/(A+B): abandons within the threshold count as success.
  credit: (c) => shareOf(c.answeredWithin + c.abandonedWithin, c.answered + c.abandoned),
  // a/A: abandons are ignored, as NHS 111 publishes it.
  ans: (c) => shareOf(c.answeredWithin, c.answered),
};

/**
 * Service level by one formula: a share, 0 to 1; null, never 100 %, when the denominator is empty.
 * Throws RangeError when counts are negative, not finite, or a part exceeds its whole.
 */
export function serviceLevel(counts: ServiceCounts, formula: ServiceLevelFormula = 'worst'): number | null {
  refusePartAboveWhole(counts, 'answeredWithin', 'answered');
  refusePartAboveWhole(counts, 'abandonedWithin', 'abandoned');
  refusePartAboveWhole(counts, 'shortAbandoned', 'abandoned');
  return EVALUATE[formula](counts);
}

function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function refusePartAboveWhole(
  counts: ServiceCounts,
  part: 'answeredWithin' | 'abandonedWithin' | 'shortAbandoned',
  whole: 'answered' | 'abandoned',
): void {
  if (counts[part] >= 0 && counts[part] <= counts[whole] && counts[whole] < Infinity) return;
  throw new RangeError(
    `${part} is ${counts[part]} of ${counts[whole]} ${whole}, expected 0 to ${whole}, finite`,
  );
}
