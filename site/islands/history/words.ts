/** The explorer's words in the page's language, and no others. */

import type { HistorySay } from '../../history/reading.ts';
import { calendarNames } from '../../i18n/calendar-names.ts';
import { complete } from '../../i18n/complete.ts';
import { basics as enBasics } from '../../i18n/en/basics.ts';
import { history as enHistory } from '../../i18n/en/history.ts';
import { localeOf } from '../../i18n/locales.ts';

const ENGLISH = { ...enBasics, ...enHistory };

/** Each language is a file of its own, fetched when a page speaks it. */
const TRANSLATIONS: Readonly<Record<string, () => Promise<unknown>>> = {
  es: async () => {
    const [one, other] = await Promise.all([
      import('../../i18n/es/basics.ts'),
      import('../../i18n/es/history.ts'),
    ]);
    return { ...one.basics, ...other.history };
  },
  fr: async () => {
    const [one, other] = await Promise.all([
      import('../../i18n/fr/basics.ts'),
      import('../../i18n/fr/history.ts'),
    ]);
    return { ...one.basics, ...other.history };
  },
};

export async function loadWords(language: string): Promise<HistorySay> {
  const words = complete(ENGLISH, await TRANSLATIONS[language]?.());
  const locale = localeOf(language);
  return { ...words, ...calendarNames(locale.locale), ...locale };
}
