/** What is answered when an action is judged. Owns the shape of looks and judgements; refuses to fill them. */
import type { Estimate } from './confidence.ts';
import type { ErrorKind, Term } from './impact-model.ts';
import type { LookVerdict, LookWeeks, Reason } from './impact-verdict.ts';

/** How a look was judged, enough to do it again. */
export interface LookMethod {
  readonly family: 'quasi_poisson' | 'quasi_binomial' | 'exact';
  readonly terms: readonly Term[];
  /** weeks that were used */
  readonly weeksBefore: number;
  readonly weeksAfter: number;
  /** as it enters the errors, at least 1 */
  readonly dispersion: number;
  /** of neighbouring weeks beside trend and season */
  readonly correlation: number;
  /** weeks that may hang together, for Newey and West */
  readonly lags: number;
  readonly isControlled: boolean;
  /** which of the intervals was widest, and is told */
  readonly wider: ErrorKind | null;
  readonly degreesOfFreedom: number | null;
  /** on the log scale, added to both sides for a season that nothing tells; 0 where something does */
  readonly seasonAllowance: number;
}

export interface Look {
  readonly weeks: LookWeeks;
  /** false: not due, or ended before, or too little is known; then there is no estimate */
  readonly isJudged: boolean;
  readonly verdict: LookVerdict;
  readonly reasons: readonly Reason[];
  /** two-sided, of no effect */
  readonly pValue: number | null;
  /** relative change over the judged weeks, −0.25 = a quarter fewer; of a share, of the share itself */
  readonly effect: (Estimate & { readonly level: number }) | null;
  /** of a share, the difference as a share: −0.03 = three points less; else null */
  readonly points: Estimate | null;
  /** contacts of the judged weeks: what would have come less what came; null for shares */
  readonly avoided: Estimate | null;
  /** what would have come, and what came: contacts, or the share of them */
  readonly expected: number | null;
  readonly observed: number | null;
  /** relative, positive, in the direction: found four times in five; null where none is */
  readonly smallestDetectable: number | null;
  readonly method: LookMethod | null;
}

export interface Judgement {
  /** one for each of `LOOKS`, in order */
  readonly looks: readonly Look[];
  /** per week of the question, without the action, up to the last judged look: contacts, or the share; else null */
  readonly counterfactual: readonly (number | null)[];
  /** of its mean, 95 % */
  readonly band: readonly ({ readonly low: number; readonly high: number } | null)[];
  /** after over before, without trend and season: for texts on method, never as impact; null for shares and zeros */
  readonly naive: { readonly ratio: Estimate } | null;
}

/** A look without an estimate. */
export function unjudged(weeks: LookWeeks, verdict: LookVerdict, reasons: readonly Reason[]): Look {
  return {
    weeks,
    isJudged: false,
    verdict,
    reasons,
    pValue: null,
    effect: null,
    points: null,
    avoided: null,
    expected: null,
    observed: null,
    smallestDetectable: null,
    method: null,
  };
}
