/**
 * What a page says of itself on paper: its whole address, the view that it shows included, and when it was printed, since
 * "tomorrow" and "ten minutes ago" are read later. Refuses to touch the page on the screen.
 */

import { writeText } from './write-text.ts';

/** `place` holds an element for each; `data-origin` is where the public reads the site, where that is known. */
export function signPaper(place: HTMLElement): void {
  const { origin: published, printed = '{moment}', locale } = place.dataset;
  addEventListener('beforeprint', () => {
    const { origin, pathname, search } = location;
    const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
    const moment = format.format(Date.now());
    writeText(place, '.address', `${published ?? origin}${pathname}${search}`);
    writeText(place, '.printed', printed.replace('{moment}', moment));
  });
}
