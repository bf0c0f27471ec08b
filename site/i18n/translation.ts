/** What a language has to say: the shape of the English words. */
import type { en } from './en/index.ts';

export type Words = typeof en;

/** What a translation says: all of it, or what it has so far. */
export type Translation<T = Words> = T extends (...given: never[]) => unknown
  ? T
  : T extends readonly unknown[] | string
    ? T
    : { [Key in keyof T]?: Translation<T[Key]> };
