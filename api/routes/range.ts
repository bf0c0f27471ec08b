/** The range of days of a question: two dates, both included. */
import { type CivilDay, parseDay } from '../../db/domain/zone.ts';
import type { ParameterFault } from './parameters.ts';

/** A date that was checked already; null when it was not given. */
export function dayOf(date: string | undefined): CivilDay | null {
  return date === undefined ? null : parseDay(date);
}

export function rangeFaults(from: string | undefined, to: string | undefined): ParameterFault[] {
  // Dates of four-digit years are in the order of their letters.
  if (from === undefined || to === undefined || from <= to) return [];
  return [{ parameter: 'from', value: from, expected: `a date on or before to, which is ${to}` }];
}
