/**
 * Whether the line is open now, until when, and its hours by the reader's clock. Owns when the server is asked for its
 * moment: at the start, when the page wakes or is back on the net, and when the answer changes. Refuses to say "now"
 * where no server answers, and to word anything: the page hands the words over.
 */

import { momentOf, readServerClock } from '../query/server-clock.ts';
import { type OpeningState, textsOf } from '../words/opening-line.ts';
import { writeText } from './write-text.ts';

const LONGEST_SLEEP_SECONDS = 3600;
/** Until the next try where no server answered. */
const RETRY_SECONDS = 300;
const SOON_MS = 60_000;

/** `place` holds an `OpeningState` as JSON, and one element for each of the texts. */
export function sayOpening(place: HTMLElement): void {
  const state = JSON.parse(place.dataset.opening ?? '') as OpeningState;
  const { momentSeconds } = state;
  let askedAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const show = (now: number | null) => {
    // The season alone decides how far two zones are apart: for that the reader's own clock will do.
    const texts = textsOf(state, now ?? Date.now() / 1000, readerZone());
    const { status, note, yours, isOpen, changesAt } = texts;
    place.dataset.open = String(now !== null && isOpen);
    writeText(place, '.opening-status', now === null ? '' : status);
    writeText(place, '.opening-note', now === null ? '' : note);
    writeText(place, '.opening-yours', yours);
    // Guessed before the first paint by the reader's own clock; a zone may change while the page is open.
    document.documentElement.classList.toggle('elsewhere', yours !== '');
    const left =
      now === null
        ? RETRY_SECONDS
        : Math.min((changesAt ?? Number.POSITIVE_INFINITY) - now, LONGEST_SLEEP_SECONDS);
    clearTimeout(timer);
    timer = setTimeout(ask, Math.max(1, left) * 1000);
  };
  const ask = async () => {
    if (momentSeconds !== null) return show(momentSeconds);
    askedAt = Date.now();
    const reading = await readServerClock().catch(() => null);
    show(reading && momentOf(reading, Date.now()));
  };
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && Math.abs(Date.now() - askedAt) > SOON_MS) void ask();
  });
  addEventListener('online', ask);
  // What needs no answer has its line from the start.
  show(momentSeconds);
  void ask();
}

const readerZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
