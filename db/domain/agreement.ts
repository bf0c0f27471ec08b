/**
 * How well two coders agree beyond chance, from the table of what each made of the same contacts.
 * Owns Cohen's kappa and its interval; refuses to call any value good: what is enough depends on what it is for.
 */
import { normalQuantile } from './distribution.ts';

/** Counts by first coder (rows) and second coder (columns), both in the same order of codes. */
export type ConfusionTable = readonly (readonly number[])[];

export interface Agreement {
  n: number;
  /** share of contacts that both coded alike */
  observed: number;
  /** share that two coders with these habits would code alike by chance */
  expected: number;
  /**
   * null where it is not defined: both coders used one and the same code only, so that nothing else could be expected
   */
  kappa: { estimate: number; low: number; high: number } | null;
}

/**
 * κ = (p₀ − pₑ)/(1 − pₑ) (Cohen 1960) with the large-sample standard error of Fleiss, Cohen and Everitt (1969), which
 * statsmodels and R's `psych` use for an interval. Null without any contact; RangeError for a table that is not square
 * or holds what is no count.
 */
export function agreementOf(table: ConfusionTable, level = 0.95): Agreement | null {
  const size = table.length;
  for (const row of table) {
    if (row.length !== size)
      throw new RangeError(`a row of ${row.length} codes in a table of ${size}; expected a square`);
    for (const count of row)
      if (!(count >= 0 && count < Infinity))
        throw new RangeError(`count is ${count}, expected a finite number, 0 or more`);
  }
  const codes = Array.from({ length: size }, (_, i) => i);
  const n = table.flat().reduce((sum, count) => sum + count, 0);
  if (n === 0) return null;
  const p = (i: number, j: number) => table[i]![j]! / n;
  const rows = codes.map((i) => codes.reduce((sum, j) => sum + p(i, j), 0));
  const columns = codes.map((j) => codes.reduce((sum, i) => sum + p(i, j), 0));
  const observed = codes.reduce((sum, i) => sum + p(i, i), 0);
  const expected = codes.reduce((sum, i) => sum + rows[i]! * columns[i]!, 0);
  // In floating point the shares of one code may miss 1 by a rounding error.
  if (1 - expected < 1e-12) return { n, observed, expected, kappa: null };
  const kappa = (observed - expected) / (1 - expected);
  const rest = 1 - kappa;
  let spread = -((kappa - expected * rest) ** 2);
  for (const i of codes) {
    spread += p(i, i) * (1 - (rows[i]! + columns[i]!) * rest) ** 2;
    for (const j of codes) if (i !== j) spread += rest ** 2 * p(i, j) * (columns[i]! + rows[j]!) ** 2;
  }
  const error = Math.sqrt(Math.max(0, spread) / n) / (1 - expected);
  const half = normalQuantile((1 + level) / 2) * error;
  return {
    ...{ n, observed, expected },
    kappa: { estimate: kappa, low: Math.max(-1, kappa - half), high: Math.min(1, kappa + half) },
  };
}
