/** The words of the page's own language, for every live part of it. */
import { whenNeeded } from './when-needed.ts';

/** Rejects where they cannot be fetched. */
export const browserWords = whenNeeded(async () => {
  const { sayInBrowser } = await import('../i18n/say-in-browser.ts');
  return sayInBrowser(document.documentElement.lang);
});
