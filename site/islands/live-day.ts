/**
 * What both live parts of the first page share: the answers as they come, whether they are in reach, and the server's
 * moment between two of them. Owns no pixel and no word.
 */
import { QueryObserver } from '@tanstack/query';
import { client } from '../query/client.ts';
import { OutOfReachError } from '../query/fetch-answer.ts';
import { type LiveDay, liveDay } from '../query/options.ts';
import { momentOf } from '../query/server-clock.ts';
import type { Offsets } from '../words/live.ts';

/** Ticks keep "40 seconds ago" true; a gap between two of them means that the machine slept. */
const TICK_MS = 10_000;
const SLEPT_MS = 3 * TICK_MS;

export interface LiveState {
  /** the last good answer; null before the first */
  latest: LiveDay | null;
  /** since when answers have failed, by the reader's clock in milliseconds; null while they come */
  failingSince: number | null;
}

/** Calls with every change and every tick; returns how to stop. */
export function watchLiveDay(changed: (state: LiveState) => void): () => void {
  const state: LiveState = { latest: null, failingSince: null };
  const observer = new QueryObserver(client, liveDay);
  let goodAt = 0;
  let isTold = false;
  let failedFirstAt: number | null = null;

  const unsubscribe = observer.subscribe(({ data, dataUpdatedAt, failureCount, failureReason, isError }) => {
    if (data !== undefined && dataUpdatedAt !== goodAt) {
      goodAt = dataUpdatedAt;
      state.latest = data;
      failedFirstAt = null;
      isTold = false;
    } else if (failureCount > 0 || isError) {
      failedFirstAt ??= Date.now();
      // One failure may be a hiccup that the next try mends; a slow one has taken long enough.
      const isSlow = failureReason instanceof OutOfReachError && failureReason.isSlow;
      isTold ||= failureCount > 1 || isError || isSlow;
    }
    state.failingSince = isTold ? failedFirstAt : null;
    changed(state);
  });

  let tickedAt = Date.now();
  const timer = setInterval(() => {
    const passed = Date.now() - tickedAt;
    tickedAt = Date.now();
    const isOff = passed > SLEPT_MS || passed < 0;
    if (isOff && document.visibilityState === 'visible') void observer.refetch();
    changed(state);
  }, TICK_MS);

  return () => {
    unsubscribe();
    clearInterval(timer);
  };
}

/** A moment of the reader's clock, in milliseconds, by the server's: UTC seconds. Their own where none has answered. */
export function serverSeconds(latest: LiveDay | null, atMs: number): number {
  if (latest === null) return atMs / 1000;
  return momentOf(latest, atMs);
}

/** `whenPublished`: the organisation's offset as the page was made, for as long as the server has not answered. */
export function offsetsAt(latest: LiveDay | null, whenPublished: number, utcSeconds: number): Offsets {
  return {
    organisation: latest?.clock.offsetSeconds ?? whenPublished,
    // Of the engine's idea of the zone at this very moment: it may change while the page is open.
    reader: -new Date(utcSeconds * 1000).getTimezoneOffset() * 60,
  };
}
