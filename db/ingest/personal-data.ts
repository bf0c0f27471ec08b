/**
 * What looks like a person in a text. Owns the one rule by which keys are refused and messages are masked.
 * Source: reference 5 (numbers of six digits and more, e-mail addresses).
 */
const EMAIL = /[^\s@,;"<>]+@[^\s@,;"<>]+\.[^\s@,;"<>]+/gu;
/** Six digits or more, also when written with spaces, dots or hyphens between them, as telephone numbers are. */
const NUMBER = /\+?\p{Nd}(?:[\s().-]{0,2}\p{Nd}){5,}/gu;

/** What stands in place of what is not kept. */
export const HIDDEN_VALUE = '•••';

/** A date, with or without a time and an offset, as exports write them; and nothing else in the text. */
const DATE =
  /^(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?: ?[AP]M)?(?:Z|[+-]\d{2}:?\d{2})?)?$/iu;

export function looksPersonal(text: string): boolean {
  return text.search(EMAIL) >= 0 || text.search(NUMBER) >= 0;
}

/** The text with what looks like a person replaced by dots. Dates and times are left readable. */
export function maskPersonal(text: string): string {
  if (DATE.test(text)) return text;
  return text.replace(EMAIL, HIDDEN_VALUE).replace(NUMBER, HIDDEN_VALUE);
}

/** Fields of which a reject never keeps the value. */
const REFERENCES: ReadonlySet<string> = new Set([
  'id',
  'contact_id',
  'customer',
  'agent',
  'account',
  'row',
  'file',
]);
/** One short word, number, date or code: what a wrong value of a field mostly is. Spaces are what names have. */
const HARMLESS = /^[^\s"]{0,40}$/u;

/**
 * What a reject keeps of the offending value. Of a broken row, a reference, or a value with spaces in it, nothing: in
 * a row whose columns have shifted any text may stand anywhere. The line number finds the rest in the operator's file.
 */
export function keepOfValue(field: string, value: string): string {
  if (REFERENCES.has(field)) return value === '' ? '' : HIDDEN_VALUE;
  if (DATE.test(value)) return value;
  return HARMLESS.test(value) ? maskPersonal(value) : HIDDEN_VALUE;
}
