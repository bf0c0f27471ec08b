/**
 * What the site says in each of its languages. Owns the fall-back to English for each string that a
 * translation lacks; refuses to choose the language, which the address of a page does.
 */
import { calendarNames } from './calendar-names.ts';
import { complete } from './complete.ts';
import { en } from './en/index.ts';
import { WORDS } from './languages.ts';
import { localeOf } from './locales.ts';
import type { Say } from './translation.ts';

export type { BasicSay, Say } from './translation.ts';

const said = new Map<string, Say>();

/** Everything that is said in a language, each string in English where the language has none. */
export function sayIn(language: string): Say {
  const known = said.get(language);
  if (known !== undefined) return known;
  const locale = localeOf(language);
  const say = { ...complete(en, WORDS[language] ?? en), ...calendarNames(locale.locale), ...locale };
  said.set(language, say);
  return say;
}
