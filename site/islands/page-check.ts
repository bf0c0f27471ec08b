/**
 * <candour-check>: checks a page of this site against its log when a reader asks, the one that the address names
 * (`?page=/complaints/`) or the one that is read. Owns the button; its words come with the page.
 */
import { type CheckWords, tellCheck } from './tell-check.ts';

class CandourCheck extends HTMLElement {
  #isRunning = false;

  connectedCallback(): void {
    const button = this.querySelector('button');
    const place = this.querySelector<HTMLElement>('[role=status]');
    const { words } = this.dataset;
    if (button === null || place === null || words === undefined) return;
    const asked = new URLSearchParams(location.search).get('page');
    const page = pageOf(asked) ?? location.pathname;
    const run = async () => {
      if (this.#isRunning) return;
      this.#isRunning = true;
      try {
        await tellCheck(place, page, JSON.parse(words) as CheckWords, this.dataset.locale);
      } finally {
        this.#isRunning = false;
      }
    };
    button.addEventListener('click', run);
    // Who followed "Check this page" from another page has asked already.
    if (asked !== null) void run();
  }
}

/** The path of a page of this very site; null for anything else. */
function pageOf(asked: string | null): string | null {
  if (asked === null || !URL.canParse(asked, location.origin)) return null;
  const { origin, pathname } = new URL(asked, location.origin);
  return origin === location.origin ? pathname : null;
}

customElements.define('candour-check', CandourCheck);
