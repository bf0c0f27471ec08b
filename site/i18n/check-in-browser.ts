/** The words of the check of a page, in the page's own language, fetched when a reader asks for it. */
import type { check } from './en/check.ts';

export type CheckSay = typeof check;

const english = () => import('./en/check.ts');
const TRANSLATIONS: Readonly<Record<string, () => Promise<{ check: CheckSay }>>> = {
  es: () => import('./es/check.ts'),
  fr: () => import('./fr/check.ts'),
};

/** `language`: as in the address. Rejects where the words cannot be fetched. */
export async function checkInBrowser(language: string): Promise<CheckSay> {
  return (await (TRANSLATIONS[language] ?? english)()).check;
}
