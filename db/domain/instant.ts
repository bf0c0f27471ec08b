/**
 * Reads an instant written as RFC 3339 with an offset into whole UTC seconds.
 * Refuses times without an offset: a naive time is a guess, and only a mapping that names a zone may make one.
 */
import { dayOfDate, daysInMonth } from './civil-day.ts';

export type ParsedInstant = { ok: true; utcSeconds: number } | { ok: false; reason: string };

export const FIRST_YEAR = 1970;
export const LAST_YEAR = 2099;

const EXAMPLE = 'for example "1999-02-01T00:15:00+02:00"';
const ZERO = 48;
const NINE = 57;
const NOT_A_NUMBER = -1;

/**
 * Whole UTC seconds of an RFC 3339 date-time. `t` and `z` may be small; a fraction of a second is dropped.
 * A leap second (`:60`) counts as the first second of the next minute, as in POSIX time, and is taken only where
 * one can be: at the end of a UTC day. The written year must be 1970 to 2099: others are slips of the source.
 * Character codes rather than a regular expression: every record that is loaded passes here up to three times.
 */
export function parseInstant(text: string): ParsedInstant {
  if (text.length < 20) return refuse(text);
  const year = twoAt(text, 0) * 100 + twoAt(text, 2);
  const month = twoAt(text, 5);
  const dayOfMonth = twoAt(text, 8);
  const hour = twoAt(text, 11);
  const minute = twoAt(text, 14);
  const second = twoAt(text, 17);
  const separator = text.charCodeAt(10);
  if (
    twoAt(text, 0) < 0 ||
    twoAt(text, 2) < 0 ||
    text.charCodeAt(4) !== 45 ||
    text.charCodeAt(7) !== 45 ||
    (separator !== 84 && separator !== 116) ||
    text.charCodeAt(13) !== 58 ||
    text.charCodeAt(16) !== 58 ||
    (month | dayOfMonth | hour | minute | second) < 0
  ) {
    return refuse(text);
  }
  if (year < FIRST_YEAR || year > LAST_YEAR) {
    return fail(`the year is ${year}; expected ${FIRST_YEAR} to ${LAST_YEAR}`);
  }
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) {
    return fail(`there is no date ${text.slice(0, 10)}`);
  }
  if (hour > 23) return fail(`the hour is ${hour}; expected 00 to 23 (midnight is 00:00 of the next day)`);
  if (minute > 59) return fail(`the minute is ${minute}; expected 00 to 59`);
  if (second > 60) return fail(`the second is ${second}; expected 00 to 59`);

  const end = endOfFraction(text);
  const offsetSeconds = end < 0 ? Number.NaN : offsetAt(text, end);
  if (Number.isNaN(offsetSeconds)) return refuse(text);
  const utcSeconds =
    dayOfDate(year, month, dayOfMonth) * 86_400 + hour * 3600 + minute * 60 + second - offsetSeconds;
  if (second === 60 && utcSeconds % 86_400 !== 0) {
    return fail('the second is 60, which only the last minute of a UTC day can have');
  }
  return { ok: true, utcSeconds };
}

/** Where the fraction of a second that may begin at 19 ends; -1 for a point without digits. */
function endOfFraction(text: string): number {
  if (text.charCodeAt(19) !== 46) return 19;
  let end = 20;
  while (isDigit(text.charCodeAt(end))) end += 1;
  return end > 20 ? end : -1;
}

/** Seconds east of UTC written from `at` to the end of the text; NaN when it is no offset. */
function offsetAt(text: string, at: number): number {
  const sign = text.charCodeAt(at);
  if ((sign === 90 || sign === 122) && text.length === at + 1) return 0;
  if ((sign !== 43 && sign !== 45) || text.length !== at + 6 || text.charCodeAt(at + 3) !== 58)
    return Number.NaN;
  const hours = twoAt(text, at + 1);
  const minutes = twoAt(text, at + 4);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return Number.NaN;
  return (sign === 45 ? -60 : 60) * (hours * 60 + minutes);
}

function twoAt(text: string, at: number): number {
  const tens = text.charCodeAt(at);
  const units = text.charCodeAt(at + 1);
  return isDigit(tens) && isDigit(units) ? (tens - ZERO) * 10 + units - ZERO : NOT_A_NUMBER;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

function fail(reason: string): ParsedInstant {
  return { ok: false, reason };
}

/** The slow path: says which of the usual slips it is. */
function refuse(text: string): ParsedInstant {
  const dateTime = /^\d{4}-\d{2}-\d{2}([Tt ])\d{2}:\d{2}(:\d{2}([.,]\d*)?)?(.*)$/s.exec(text);
  if (text === '') return fail(`there is no time; expected RFC 3339 with an offset, ${EXAMPLE}`);
  if (dateTime === null) return fail(`it is not RFC 3339 with an offset, ${EXAMPLE}`);
  const [, separator, seconds, fraction, rest] = dateTime;
  if (separator === ' ') return fail(`date and time are joined by a space; expected "T", ${EXAMPLE}`);
  if (seconds === undefined) return fail(`the seconds are missing; expected HH:MM:SS, ${EXAMPLE}`);
  if (fraction !== undefined && !/^\.\d+$/.test(fraction)) {
    return fail('the fraction of a second is not a point and digits; expected for example "00:15:00.250"');
  }
  if (rest === '') return fail(`it has no offset from UTC; expected one at the end, ${EXAMPLE}`);
  return fail(`its offset is "${rest}"; expected "Z" or ±HH:MM, ${EXAMPLE}`);
}

/** `2026-03-15T04:00:00Z`. */
export function formatUtc(utcSeconds: number): string {
  return new Date(utcSeconds * 1000).toISOString().replace('.000Z', 'Z');
}

/** `20260315T040000Z`, for the names of files and of runs. */
export function compactUtc(utcSeconds: number): string {
  return new Date(utcSeconds * 1000).toISOString().replace(/[-:]|\.\d+/g, '');
}
