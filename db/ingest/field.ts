/**
 * What one field may hold: how each type is read from text, and in which words it refuses.
 * Owns the rules that are the same for every kind of record (numbers, seconds, times, keys, references, choices).
 * Refuses to look at other fields, and never repairs: a value is right or it is rejected.
 */

import { formatDay, parseDay } from '../domain/civil-day.ts';
import { FIRST_YEAR, LAST_YEAR, parseInstant } from '../domain/instant.ts';
import { looksPersonal } from './personal-data.ts';
import { detach } from './row.ts';

/** Why a value was refused: what is wrong with it and what was expected. */
export class Problem {
  readonly reason: string;
  /** The offending text, when it is not simply what the column held. */
  readonly value: string | null;
  constructor(reason: string, value: string | null = null) {
    this.reason = reason;
    this.value = value;
  }
}

export type Checked<T> = T | Problem;

/** `measure` says which numbers may stand for the value: none, any, UTC seconds, or days since 1970. */
export interface FieldType<T> {
  readonly measure: 'text' | 'number' | 'instant' | 'day';
  /** Reads text that is not empty and has no space around it. */
  parse(text: string): Checked<T>;
  /** Checks a value that a mapping has computed. */
  ofNumber(value: number): Checked<T>;
  /** Its numbers are seconds, so that a mapping may read them from another unit. */
  isSeconds?: true;
  /** JSON may give an array of strings. */
  isList?: true;
}

const LONGEST_SECONDS = 86_400;
const LARGEST_COUNT = 1_000_000_000;
const LARGEST_TOTAL = 1_000_000_000_000;
const LONGEST_REFERENCE = 200;
const LONGEST_KEY = 80;

// ---- numbers

const DECIMAL = /^-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** What looks like minutes and seconds, or more. */
const CLOCKED = /^-?\d+(:\d+){1,2}([.,]\d+)?$/;
const CLOCKED_REASON =
  'it is not a number, and may be minutes and seconds, or hours and minutes; expected seconds, or a mapping that says how durations are written: {"column": …, "unit": "mm:ss"}, or "h:mm:ss", "[h:]mm:ss", "h:mm"';

/** A finite decimal number, and nothing looser: no thousands separators, no units, no NaN. */
export function parseNumber(text: string): Checked<number> {
  const small = smallWhole(text);
  if (small >= 0) return small;
  if (!DECIMAL.test(text)) {
    if (CLOCKED.test(text)) return new Problem(CLOCKED_REASON);
    return new Problem('it is not a number; expected digits, with a point before decimals and no separators');
  }
  const value = Number(text);
  // Adding zero turns -0 into 0.
  return Number.isFinite(value) ? value + 0 : new Problem('it is too large to be a number');
}

/** The whole number that up to nine digits stand for, by far the commonest case; -1 for any other text. */
function smallWhole(text: string): number {
  if (text.length > 9) return -1;
  let value = 0;
  for (let index = 0; index < text.length; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function numeric(check: (value: number) => Checked<number>): FieldType<number> {
  return {
    measure: 'number',
    parse(text) {
      const value = parseNumber(text);
      return value instanceof Problem ? value : check(value);
    },
    ofNumber: (value) => (Number.isFinite(value) ? check(value) : new Problem('it is no finite number')),
  };
}

function numericSeconds(check: (value: number) => Checked<number>): FieldType<number> {
  return { ...numeric(check), isSeconds: true };
}

const NEGATIVE = new Problem(
  'a duration cannot be negative; expected seconds, 0 or more (a mapping may leave negative ones out: "negative": "null")',
);

/** A duration in seconds: 0 to a day. */
export const seconds = numericSeconds((value) => {
  if (value < 0) return NEGATIVE;
  return value <= LONGEST_SECONDS
    ? value
    : new Problem(`it is longer than a day; expected at most ${LONGEST_SECONDS} seconds`);
});

/** Seconds summed over many contacts. */
export const totalSeconds = numericSeconds((value) => {
  if (value < 0) return new Problem('a sum of durations cannot be negative; expected seconds, 0 or more');
  return value <= LARGEST_TOTAL
    ? value
    : new Problem(`it is absurd; expected at most ${LARGEST_TOTAL} seconds`);
});

export const count = numeric((value) => {
  if (value < 0 || !Number.isInteger(value)) {
    return new Problem('it is not a count; expected a whole number, 0 or more');
  }
  return value <= LARGEST_COUNT ? value : new Problem(`it is absurd; expected at most ${LARGEST_COUNT}`);
});

export function between(least: number, most: number, hint = ''): FieldType<number> {
  return numeric((value) =>
    value >= least && value <= most
      ? value
      : new Problem(`it is outside the range; expected ${least} to ${most}${hint}`),
  );
}

export function wholeBetween(least: number, most: number): FieldType<number> {
  return numeric((value) =>
    Number.isInteger(value) && value >= least && value <= most
      ? value
      : new Problem(`it does not fit; expected a whole number, ${least} to ${most}`),
  );
}

export function oneOfNumbers(values: readonly number[]): FieldType<number> {
  const refusal = new Problem(`it is not one of the allowed values; expected ${values.join(', ')}`);
  return numeric((value) => (values.includes(value) ? value : refusal));
}

/** A share of a whole, 0 to 1. */
export const share = between(0, 1, ' (0.8 is 80 %; a mapping turns percent into a share)');

// ---- times

const FIRST_DAY = parseDay(`${FIRST_YEAR}-01-01`) ?? 0;
const LAST_DAY = parseDay(`${LAST_YEAR}-12-31`) ?? 0;

/** An instant with its offset from UTC, as whole UTC seconds. */
export const instant: FieldType<number> = {
  measure: 'instant',
  parse(text) {
    const parsed = parseInstant(text);
    return parsed.ok ? parsed.utcSeconds : new Problem(parsed.reason);
  },
  ofNumber: (value) => value,
};

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_AND_MORE = /^\d{4}-\d{2}-\d{2}[Tt ]/;
const NEITHER = new Problem(
  'it is neither a date, for example "1999-02-01", nor a time with its offset, for example "1999-02-01T00:15:00+02:00"',
);

/** A civil date, as days since 1970-01-01. */
export const day: FieldType<number> = {
  measure: 'day',
  parse(text) {
    const value = parseDay(text);
    if (value !== null) return inYears(value);
    const why = DATE.test(text) ? ': the calendar has no such day' : '';
    return new Problem(`it is not a date${why}; expected for example "1999-02-01"`);
  },
  ofNumber: (value) => inYears(value),
};

function inYears(value: number): Checked<number> {
  return value >= FIRST_DAY && value <= LAST_DAY
    ? value
    : new Problem(`it lies outside ${formatDay(FIRST_DAY)} to ${formatDay(LAST_DAY)}`);
}

/** An instant, or a date alone, which stands for the start of that day in the organisation's zone. */
export function instantOrDay(startOfDay: (day: number) => number): FieldType<number> {
  return {
    measure: 'instant',
    parse(text) {
      if (DATE_AND_MORE.test(text)) return instant.parse(text);
      if (!DATE.test(text)) return NEITHER;
      const value = day.parse(text);
      return value instanceof Problem ? value : startOfDay(value);
    },
    ofNumber: instant.ofNumber,
  };
}

// ---- words

function worded<T>(parse: (text: string) => Checked<T>): FieldType<T> {
  return { measure: 'text', parse, ofNumber: (value) => parse(String(value)) };
}

/** One of a fixed list, written exactly so. */
export function oneOf<const T extends string>(values: readonly T[]): FieldType<T> {
  const known = new Map<string, T>(values.map((value) => [value, value]));
  const refusal = new Problem(`it is not one of the allowed values; expected ${values.join(', ')}`);
  return worded((text) => known.get(text) ?? refusal);
}

const NOT_BOOLEAN = new Problem('it is neither; expected true or false');

export const trueOrFalse: FieldType<boolean> = worded((text) =>
  text === 'true' ? true : text === 'false' ? false : NOT_BOOLEAN,
);

/** The operator's own reference to a contact, a customer, a case: kept as it is written. */
export const reference: FieldType<string> = worded((text) => {
  if (text.length > LONGEST_REFERENCE) {
    return new Problem(`it is ${text.length} characters long; expected at most ${LONGEST_REFERENCE}`);
  }
  return hasControl(text) ? new Problem(CONTROL_REASON) : text;
});

const CONTROL_REASON = 'it holds control characters; expected plain text';
const PERSONAL_REASON =
  'it looks like personal data; free text and personal data are never accepted, expected a short key such as "billing"';

/** What changes or hides the order of letters on a page has no place in a name that will be published. */
const INVISIBLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;
const EMAIL = /\S@\S/u;
/** Dates and spans of years, which a title may well hold and which have as many digits as a telephone number. */
const DATES =
  /(?<!\d)(?:\d{4}-\d{2}-\d{2}|\d{1,2}([./])\d{1,2}\1\d{4}|(?:19|20)\d{2} ?[-–/] ?(?:(?:19|20)\d{2}|\d{2}))(?!\d)/gu;

function hasControl(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 32 || (code > 126 && code < 160)) return true;
  }
  return !text.isWellFormed();
}

function tidy(text: string, longest: number): Checked<string> {
  const tidied = text.normalize('NFC');
  if (tidied.length > longest) {
    return new Problem(`it is ${tidied.length} characters long; expected at most ${longest}`);
  }
  return INVISIBLE.test(tidied) || !tidied.isWellFormed() ? new Problem(CONTROL_REASON) : tidied;
}

/**
 * A short key: a queue, a cause, a region. The same few come back in every row, so answers are remembered, as copies
 * (see `detach`), and all forgotten when there are absurdly many.
 */
export const key: FieldType<string> = worded((text) => {
  const known = knownKeys.get(text);
  if (known !== undefined) return known;
  const checked = checkKey(text);
  if (knownKeys.size >= MOST_KNOWN_KEYS) knownKeys.clear();
  if (text.length <= LONGEST_KEY) {
    knownKeys.set(detach(text), checked instanceof Problem ? checked : detach(checked));
  }
  return checked;
});

const knownKeys = new Map<string, Checked<string>>();
const MOST_KNOWN_KEYS = 10_000;

function checkKey(text: string): Checked<string> {
  const tidied = tidy(text, LONGEST_KEY);
  if (tidied instanceof Problem) return tidied;
  return looksPersonal(tidied) ? new Problem(PERSONAL_REASON) : tidied;
}

const PUBLIC_REASON =
  'it will be published, and holds what looks like an e-mail address or a telephone number (six digits or more); expected words without them';

/** Words the company itself publishes, such as the title of an action; never a customer's. */
export function publicText(longest: number): FieldType<string> {
  return worded((text) => {
    const tidied = tidy(text, longest);
    if (tidied instanceof Problem) return tidied;
    const isPersonal = EMAIL.test(tidied) || looksPersonal(tidied.replaceAll(DATES, '—'));
    return isPersonal ? new Problem(PUBLIC_REASON) : tidied;
  });
}

/** A name that the program knows, or something of it; `expected` completes "it is not known; expected …". */
export function known(
  find: (name: string) => unknown,
  expected: (name: string) => string,
): FieldType<string> {
  return worded((text) => {
    const checked = key.parse(text);
    if (checked instanceof Problem) return checked;
    const found = find(checked);
    if (found !== null && found !== undefined) return checked;
    return new Problem(`it is not known; expected ${expected(checked)}`);
  });
}

/** Keys with `;` between them. */
export const keys: FieldType<string[]> = { ...worded(parseKeys), isList: true };

function parseKeys(text: string): Checked<string[]> {
  const list: string[] = [];
  for (const part of text.split(';')) {
    if (part.trim() === '') continue;
    const checked = key.parse(part.trim());
    if (checked instanceof Problem) return new Problem(checked.reason, part.trim());
    if (!list.includes(checked)) list.push(checked);
  }
  return list;
}
