/** What a page says while it is being read: the words of its own language alone, fetched when they are needed. */
import { calendarNames } from './calendar-names.ts';
import { complete } from './complete.ts';
import type { today } from './en/today.ts';
import { localeOf } from './locales.ts';
import type { BasicSay } from './translation.ts';

export type BrowserSay = BasicSay & typeof today;

const english = async () => ({
  ...(await import('./en/basics.ts')).basics,
  ...(await import('./en/today.ts')).today,
});

const TRANSLATIONS: Readonly<Record<string, () => Promise<object>>> = {
  es: async () => ({
    ...(await import('./es/basics.ts')).basics,
    ...(await import('./es/today.ts')).today,
  }),
  fr: async () => ({
    ...(await import('./fr/basics.ts')).basics,
    ...(await import('./fr/today.ts')).today,
  }),
};

/** `language`: as in the address. Rejects where the words cannot be fetched. */
export async function sayInBrowser(language: string): Promise<BrowserSay> {
  const [whole, part] = await Promise.all([english(), TRANSLATIONS[language]?.() ?? {}]);
  const locale = localeOf(language);
  return { ...complete(whole, part), ...calendarNames(locale.locale), ...locale };
}
