// Owns the direction and the calendar of the mirrored language, named as Unicode names the pseudo-locale for such writing.
import { LOCALES as SPOKEN } from '../../../site/i18n/locales.ts';

export const MIRRORED = 'ar-XB';

export const LOCALES: typeof SPOKEN = {
  ...SPOKEN,
  [MIRRORED]: { language: MIRRORED, locale: 'ar', direction: 'rtl' },
};

export function localeOf(language: string) {
  return LOCALES[language] ?? LOCALES.en!;
}
