/** What a language has to say: the shape of the English words. */
import type { CalendarNames } from './calendar-names.ts';
import type { basics } from './en/basics.ts';
import type { en } from './en/index.ts';
import type { Locale } from './locales.ts';

export type Words = typeof en;

/** What a translation says: all of it, or what it has so far. */
export type Translation<T = Words> = T extends (...given: never[]) => unknown
  ? T
  : T extends readonly unknown[] | string
    ? T
    : { [Key in keyof T]?: Translation<T[Key]> };

/** What numbers, dates and states need: little enough to be sent to a browser. */
export type BasicSay = typeof basics & CalendarNames & Locale;

export type Say = Words & BasicSay;
