/**
 * What a page says while it is being read: the words of its own language alone, fetched when they are needed.
 * Refuses the fall-back to English string by string, which would cost a second language: tests see to it that none
 * of these words is missing.
 */
import { calendarNames } from './calendar-names.ts';
import type { basics } from './en/basics.ts';
import type { today } from './en/today.ts';
import { localeOf } from './locales.ts';
import type { BasicSay } from './translation.ts';

export type BrowserSay = BasicSay & typeof today;
type BrowserWords = Promise<readonly [{ basics: object }, { today: typeof today }]>;

const english = () => Promise.all([import('./en/basics.ts'), import('./en/today.ts')]);
const TRANSLATIONS: Readonly<Record<string, () => BrowserWords>> = {
  es: () => Promise.all([import('./es/basics.ts'), import('./es/today.ts')]),
  fr: () => Promise.all([import('./fr/basics.ts'), import('./fr/today.ts')]),
};

/** `language`: as in the address. Rejects where the words cannot be fetched. */
export async function sayInBrowser(language: string): Promise<BrowserSay> {
  const [first, second] = await (TRANSLATIONS[language] ?? english)();
  const locale = localeOf(language);
  return {
    ...(first.basics as typeof basics),
    ...second.today,
    ...calendarNames(locale.locale),
    ...locale,
  };
}
