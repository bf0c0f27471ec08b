/**
 * How much of a promise's allowance is used up: of "8 in 10 within a minute", two in ten may wait longer.
 * Owns the arithmetic of budget, burn and exhaustion; refuses to read anything, or to judge who spent it.
 * Source: reference 2.7 (error budgets of service level objectives, SRE Workbook).
 */

export interface ErrorBudget {
  /** contacts that may miss the promise: (1 − target) × total */
  budget: number;
  /** contacts that missed it */
  spent: number;
  /** share of the budget that is left, below 0 where it is overspent; null where there is no budget */
  remaining: number | null;
  /** 1: exactly as fast as is allowed; null where nothing was due, or nothing may be missed */
  burn: number | null;
}

/** A stretch of time in which `good` of `total` contacts met a promise of `target`, a share above 0 and up to 1. */
export interface BudgetStretch {
  target: number;
  good: number;
  total: number;
}

/** Of stretches, each under the target that was in force: budgets and what was spent add up. @throws RangeError for impossible counts */
export function budgetOf(stretches: readonly BudgetStretch[]): ErrorBudget {
  let budget = 0;
  let spent = 0;
  for (const { target, good, total } of stretches) {
    if (!(target > 0 && target <= 1))
      throw new RangeError(`target is ${target}, expected above 0 and up to 1`);
    if (!(good >= 0 && good <= total && total < Infinity))
      throw new RangeError(`${good} of ${total} contacts met it, expected 0 up to all of a finite number`);
    budget += (1 - target) * total;
    spent += total - good;
  }
  // What is left of a subtraction such as 1 − 0.8 is not to be read off as a fraction of a contact.
  budget = Math.round(budget * 1e6) / 1e6;
  return {
    budget,
    spent,
    remaining: budget === 0 ? null : 1 - spent / budget,
    burn: budget === 0 ? null : spent / budget,
  };
}

/**
 * On which day of a period of `days` the allowance is used up at this rate, 1 being the first; null where it lasts.
 * Source: reference 2.7, exhaustion = window ÷ burn.
 */
export function exhaustedOnDay(burn: number | null, days: number): number | null {
  return burn === null || burn <= 1 ? null : Math.max(1, Math.ceil(days / burn));
}

/** With an 80 % target no burn exceeds 5, so these are lower than those for targets of 99.9 % (reference 2.7). */
export const FAST_BURN = { day: 2, week: 1.2 } as const;

/** Too fast where both the last day and the last seven say so: one bad day alone, or a bad week that is over, does not. */
export function isBurningFast(day: number | null, week: number | null): boolean {
  return day !== null && week !== null && day >= FAST_BURN.day && week >= FAST_BURN.week;
}
