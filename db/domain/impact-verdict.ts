/**
 * The word for what became of an action: the rules of reference 4.5, the looks at which they are asked, and what is
 * left of them when several actions are judged at once. Owns the words; refuses to estimate.
 */
import type { CivilDay } from './civil-day.ts';
import type { Estimate } from './confidence.ts';

/** Whole weeks after the full effect is there. Between them nothing is judged: whoever looks each week finds something. */
export const LOOKS = [4, 13, 26] as const;
export type LookWeeks = (typeof LOOKS)[number];

/**
 * Level of the intervals, so that all three looks together err once in twenty: Pocock's (Biometrika 1977) constant
 * boundary for three, a nominal 0.0221 each.
 */
export const LOOK_LEVEL = 0.9779;
/** Least whole weeks before and after (reference 4.5). */
export const LEAST_WEEKS_BEFORE = 8;
export const LEAST_WEEKS_AFTER = 4;
/** Where nobody said what is worth the trouble: half of what was expected, a tenth where that is not said either. */
const DEFAULT_WORTHWHILE = 0.1;
/** Of false findings among findings (Benjamini and Hochberg, J. R. Statist. Soc. B 1995). */
const FALSE_DISCOVERIES = 0.1;
/** A limit that touches "no change" but for rounding does not leave it out. */
const PRECISION = 1e-12;

export const VERDICTS = [
  'too_early',
  'worked',
  'small_but_real',
  'no_measurable_effect',
  'inconclusive',
  'made_it_worse',
  'registered_late',
] as const;
export type Verdict = (typeof VERDICTS)[number];
export type LookVerdict = Exclude<Verdict, 'registered_late'>;

export const REASONS = [
  /** the look's weeks have not passed */
  'not_yet',
  /** the action ended before the look's weeks had passed */
  'ended',
  'few_weeks_before',
  'few_weeks_after',
  /** too many weeks are hidden, because few came in them */
  'hidden_weeks',
  /** what was expected could not be found yet, were it there */
  'underpowered',
  /** another action on the same began too near, or ended the weeks that can be judged */
  'other_action',
  /** the registered control says too little, and was not used */
  'control_unusable',
  /** neither a year before nor a control tells seasons; the interval is wider by an allowance */
  'season_unknown',
  /** no year before: the season is taken out by the control, which must have the same */
  'season_by_control',
  /** nothing came before, or nothing at all */
  'no_contacts',
  /** nothing came after: the exact interval of two rates, without trend and season */
  'none_after',
  'not_estimable',
  /** it does not outlast the correction for several actions judged at once */
  'judged_together',
] as const;
export type Reason = (typeof REASONS)[number];

export interface Terms {
  readonly direction: 'down' | 'up';
  readonly expectedEffect: number | null;
  readonly worthwhileEffect: number | null;
}

/** The effect that would be worth the trouble, relative and positive. */
export function worthwhileOf({ expectedEffect, worthwhileEffect }: Omit<Terms, 'direction'>): number {
  if (worthwhileEffect !== null && worthwhileEffect > 0) return worthwhileEffect;
  return expectedEffect !== null && expectedEffect > 0 ? expectedEffect / 2 : DEFAULT_WORTHWHILE;
}

/**
 * The verdict on an effect for which there are weeks enough.
 * @param effect relative change with its interval, −0.25 = a quarter less
 * @param smallestDetectable relative, positive; null: none would be found
 * @param isLast nothing comes after this look, so that it is never too early
 */
export function decideVerdict(
  effect: Estimate,
  terms: Terms,
  smallestDetectable: number | null,
  isLast: boolean,
): LookVerdict {
  const worthwhile = worthwhileOf(terms);
  const aim = terms.expectedEffect !== null && terms.expectedEffect > 0 ? terms.expectedEffect : worthwhile;
  if (!isLast && (smallestDetectable === null || smallestDetectable > aim)) return 'too_early';
  const sign = terms.direction === 'down' ? -1 : 1;
  if (effect.low > PRECISION || effect.high < -PRECISION) {
    if (sign * effect.estimate < 0) return 'made_it_worse';
    return sign * effect.estimate >= worthwhile ? 'worked' : 'small_but_real';
  }
  return effect.low > -worthwhile && effect.high < worthwhile ? 'no_measurable_effect' : 'inconclusive';
}

/** A verdict that says that something changed. */
export function claimsChange(verdict: Verdict): boolean {
  return verdict === 'worked' || verdict === 'small_but_real' || verdict === 'made_it_worse';
}

/** What the correction needs to know of a look. */
export interface Correctable {
  readonly verdict: LookVerdict;
  readonly reasons: readonly Reason[];
  readonly pValue: number | null;
}

export interface JudgedLook<L extends Correctable> {
  /** tells actions apart */
  readonly action: string;
  /** the day on which the look fell due */
  readonly day: CivilDay;
  readonly look: L;
}

/**
 * Looks corrected for all that were judged in the same report, in the order given: Benjamini and Hochberg with one false
 * finding in ten. The report of a look holds, of each action, the latest look up to its day; so what was once said never
 * changes when another action is judged later. A change that does not outlast it is `inconclusive`, and says why. Looks
 * without a p-value are no tests, and are left as they are.
 */
export function correctTogether<L extends Correctable>(judged: readonly JudgedLook<L>[]): L[] {
  return judged.map((one) => {
    const { look, day } = one;
    if (look.pValue === null || !claimsChange(look.verdict)) return look;
    const latest = new Map<string, JudgedLook<L>>([[one.action, one]]);
    for (const other of judged) {
      if (other.look.pValue === null || other.day > day || other.action === one.action) continue;
      const known = latest.get(other.action);
      if (known === undefined || known.day < other.day) latest.set(other.action, other);
    }
    const values = [...latest.values()].map(({ look: { pValue } }) => pValue!);
    if (look.pValue <= discoveryLimit(values)) return look;
    return { ...look, verdict: 'inconclusive', reasons: [...look.reasons, 'judged_together'] };
  });
}

/** The greatest p-value that is still a finding among these, 0 where none is. */
export function discoveryLimit(pValues: readonly number[]): number {
  const sorted = [...pValues].sort((a, b) => a - b);
  const found = sorted.findLastIndex((p, i) => p <= (FALSE_DISCOVERIES * (i + 1)) / sorted.length);
  return found < 0 ? 0 : sorted[found]!;
}
