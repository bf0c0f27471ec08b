/** Which languages the site speaks, by which locale Intl writes them, and which way they run. */

export interface Locale {
  /** as in the address and in `lang` */
  language: string;
  /** by which Intl writes numbers and dates */
  locale: string;
  direction: 'ltr' | 'rtl';
}

export const LOCALES: Readonly<Record<string, Locale>> = {
  en: { language: 'en', locale: 'en-GB', direction: 'ltr' },
  es: { language: 'es', locale: 'es', direction: 'ltr' },
  fr: { language: 'fr', locale: 'fr', direction: 'ltr' },
};

/** A language that the site does not speak is spoken as English. */
export function localeOf(language: string): Locale {
  return LOCALES[language] ?? LOCALES.en!;
}
