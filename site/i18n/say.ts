/**
 * What the site says in each of its languages. Owns which languages there are, and the fall-back to English for each
 * string that a translation lacks; refuses to choose the language, which the address of a page does.
 */
import { type CalendarNames, calendarNames } from './calendar-names.ts';
import { en } from './en/index.ts';
import { es } from './es/index.ts';
import { fr } from './fr/index.ts';
import type { Translation, Words } from './translation.ts';

interface Language {
  /** by which Intl writes numbers and dates */
  locale: string;
  direction: 'ltr' | 'rtl';
  words: Translation;
}

export const LANGUAGES: Readonly<Record<string, Language>> = {
  en: { locale: 'en-GB', direction: 'ltr', words: en },
  es: { locale: 'es', direction: 'ltr', words: es },
  fr: { locale: 'fr', direction: 'ltr', words: fr },
};

export interface Say extends Words, CalendarNames {
  /** as in the address and in `lang` */
  language: string;
  locale: string;
  direction: 'ltr' | 'rtl';
}

const said = new Map<string, Say>();

/** Everything that is said in a language, each string in English where the language has none. */
export function sayIn(language: string): Say {
  const known = said.get(language);
  if (known !== undefined) return known;
  const { locale, direction, words } = LANGUAGES[language] ?? LANGUAGES.en!;
  const say = { ...complete(en, words), ...calendarNames(locale), language, locale, direction };
  said.set(language, say);
  return say;
}

/** `whole` with every string that `part` has in its place. */
export function complete<T>(whole: T, part: unknown): T {
  if (!isGroup(whole) || !isGroup(part)) return (part ?? whole) as T;
  const entries = Object.entries(whole).map(([key, value]) => [key, complete(value, part[key])]);
  // Keys that English leaves open, such as words for a metric, are the translation's own.
  return { ...part, ...Object.fromEntries(entries) } as T;
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
