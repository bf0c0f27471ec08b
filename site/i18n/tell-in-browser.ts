/** The words of the part that tells of a short wait, in a page's own language, fetched when a reader asks for that part. */
import type { tell } from './en/tell.ts';

export type TellSay = typeof tell;

const english = () => import('./en/tell.ts');
const TRANSLATIONS: Readonly<Record<string, () => Promise<{ tell: TellSay }>>> = {
  es: () => import('./es/tell.ts'),
  fr: () => import('./fr/tell.ts'),
};

/** `language`: as in the address. Rejects where the words cannot be fetched. */
export async function tellInBrowser(language: string): Promise<TellSay> {
  return (await (TRANSLATIONS[language] ?? english)()).tell;
}
