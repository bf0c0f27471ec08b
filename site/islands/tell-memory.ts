/** What a reader wished to be told of, kept on their device alone. Refuses what it did not write; storage may be forbidden. */
import { isGroup } from '../group.ts';

export interface Wish {
  mostMinutes: number;
  /** UTC seconds, up to the midnight of the organisation's day; 0: nothing is watched */
  until: number;
}

const KEY = 'candour-tell';

/** Null where nothing is kept. */
export function readWish(): Wish | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (!isGroup(kept) || typeof kept.mostMinutes !== 'number' || typeof kept.until !== 'number') return null;
    return { mostMinutes: kept.mostMinutes, until: kept.until };
  } catch {
    return null;
  }
}

export function keepWish(wish: Wish): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(wish));
  } catch {
    // Without storage the wish holds for this page.
  }
}
