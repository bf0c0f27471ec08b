/**
 * Dates and times written in other ways than RFC 3339, read by a pattern such as `MM/dd/yyyy hh:mm:ss a`.
 * Owns the letters of patterns; strict: the text must fit to its end. The result is civil, without a zone.
 */

import { dayOfDate, daysInMonth } from '../domain/civil-day.ts';
import { FIRST_YEAR, LAST_YEAR } from '../domain/instant.ts';
import { type Checked, Problem } from './field.ts';

export interface CivilTime {
  /** Days since 1970-01-01. */
  day: number;
  secondOfDay: number;
}

export interface TimePattern {
  /** Whether the pattern has a time of day; without one the second is 0. */
  hasTime: boolean;
  parse(text: string): Checked<CivilTime>;
}

type Part =
  | 'year'
  | 'month'
  | 'dayOfMonth'
  | 'hour'
  | 'halfDayHour'
  | 'minute'
  | 'second'
  | 'fraction'
  | 'half';
type Step = { part: Part; least: number; most: number } | { literal: string };

/** Two letters: exactly two digits; one letter: one or two. `S` stands for one digit each, and is dropped. */
const LETTERS: Record<string, [Part, number, number]> = {
  yyyy: ['year', 4, 4],
  yy: ['year', 2, 2],
  MM: ['month', 2, 2],
  M: ['month', 1, 2],
  dd: ['dayOfMonth', 2, 2],
  d: ['dayOfMonth', 1, 2],
  HH: ['hour', 2, 2],
  H: ['hour', 1, 2],
  hh: ['halfDayHour', 2, 2],
  h: ['halfDayHour', 1, 2],
  mm: ['minute', 2, 2],
  m: ['minute', 1, 2],
  ss: ['second', 2, 2],
  s: ['second', 1, 2],
  a: ['half', 2, 2],
};

/** Two-digit years from here on belong to the 1900s, lower ones to the 2000s. */
const FIRST_YEAR_OF_1900S = 70;

export const PATTERN_LETTERS = `${Object.keys(LETTERS).join(' ')} S…`;

/** Compiles a pattern; a string says what is wrong with it. */
export function compilePattern(pattern: string): TimePattern | string {
  const steps: Step[] = [];
  for (const [piece] of pattern.matchAll(/([A-Za-z])\1*|[^A-Za-z]+/g)) {
    const known = /^S{1,9}$/.test(piece)
      ? (['fraction', piece.length, piece.length] as const)
      : LETTERS[piece];
    if (known !== undefined) steps.push({ part: known[0], least: known[1], most: known[2] });
    else if (piece === 'T' || !/[A-Za-z]/.test(piece)) steps.push({ literal: piece });
    else return `"${piece}" means nothing in a pattern; expected ${PATTERN_LETTERS}, T, or signs`;
  }
  const parts = steps.flatMap((step) => ('part' in step ? [step.part] : []));
  const flaw = flawOf(parts);
  if (flaw !== null) return flaw;
  return {
    hasTime: parts.includes('hour') || parts.includes('halfDayHour'),
    parse(text) {
      const found = match(steps, text);
      return found === null
        ? new Problem(`it does not fit the pattern "${pattern}"`, text)
        : settle(found, text);
    },
  };
}

function flawOf(parts: readonly Part[]): string | null {
  const repeated = parts.find((part, index) => parts.indexOf(part) !== index);
  if (repeated !== undefined) return `it gives the ${repeated} twice`;
  for (const part of ['year', 'month', 'dayOfMonth'] as const) {
    if (!parts.includes(part)) return `it has no ${part}; expected year, month and day, as in "yyyy-MM-dd"`;
  }
  if (parts.includes('hour') && parts.includes('halfDayHour')) return 'it gives the hour twice';
  if (parts.includes('halfDayHour') !== parts.includes('half')) {
    return 'h and a belong together: expected both, or H for hours 0 to 23';
  }
  const hasHour = parts.includes('hour') || parts.includes('halfDayHour');
  if (parts.includes('minute') && !hasHour) return 'it has minutes without an hour';
  if (parts.includes('second') && !parts.includes('minute')) return 'it has seconds without minutes';
  if (parts.includes('fraction') && !parts.includes('second')) return 'it has a fraction without seconds';
  return null;
}

type Found = Record<Part, number>;

function match(steps: readonly Step[], text: string): Found | null {
  const found: Found = {
    year: 0,
    month: 0,
    dayOfMonth: 0,
    hour: 0,
    halfDayHour: -1,
    minute: 0,
    second: 0,
    fraction: 0,
    half: 0,
  };
  let at = 0;
  for (const step of steps) {
    if ('literal' in step) {
      if (!text.startsWith(step.literal, at)) return null;
      at += step.literal.length;
    } else if (step.part === 'half') {
      const half = text.slice(at, at + 2).toUpperCase();
      if (half !== 'AM' && half !== 'PM') return null;
      found.half = half === 'PM' ? 12 : 0;
      at += 2;
    } else {
      let value = 0;
      let digits = 0;
      for (; digits < step.most; digits += 1) {
        const digit = text.charCodeAt(at + digits) - 48;
        if (!(digit >= 0 && digit <= 9)) break;
        value = value * 10 + digit;
      }
      if (digits < step.least) return null;
      found[step.part] =
        step.part === 'year' && step.most === 2
          ? value + (value >= FIRST_YEAR_OF_1900S ? 1900 : 2000)
          : value;
      at += digits;
    }
  }
  return at === text.length ? found : null;
}

function settle(found: Found, text: string): Checked<CivilTime> {
  const { year, month, dayOfMonth, halfDayHour, minute, second } = found;
  if (year < FIRST_YEAR || year > LAST_YEAR) {
    return new Problem(`the year is ${year}; expected ${FIRST_YEAR} to ${LAST_YEAR}`, text);
  }
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) {
    return new Problem(`there is no day ${dayOfMonth} of month ${month} in ${year}`, text);
  }
  if (halfDayHour === 0 || halfDayHour > 12) {
    return new Problem(`the hour is ${halfDayHour}; expected 1 to 12 before AM or PM`, text);
  }
  const hour = halfDayHour < 0 ? found.hour : (halfDayHour % 12) + found.half;
  if (hour > 23 || minute > 59 || second > 59) {
    return new Problem('there is no such time of day; expected 00:00:00 to 23:59:59', text);
  }
  return { day: dayOfDate(year, month, dayOfMonth), secondOfDay: hour * 3600 + minute * 60 + second };
}
