/**
 * Whether a count is out of the ordinary: beyond what custom and chance do. Owns the one rule; pages read it too, so that
 * it stands apart from whatever needs a distribution. Source: DECISIONS.md, "A day is about as many".
 */

/** A smaller difference from the usual is "about as many", however surely it was counted. */
const ALIKE_SHARE = 0.1;
/** Counts come about by chance: within twice the root of what they vary by (as Poisson counts), they are alike. */
const ALIKE_DEVIATIONS = 2;

/** Whether a count is "about as many" as the ordinary one, which was taken from `days` such counts. */
export function isOrdinary(count: number, ordinary: number, days: number): boolean {
  const deviation = Math.sqrt(count + ordinary / Math.max(1, days));
  return Math.abs(count - ordinary) <= Math.max(ALIKE_SHARE * ordinary, ALIKE_DEVIATIONS * deviation);
}
