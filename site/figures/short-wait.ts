/**
 * Whether the wait is as short as a reader wished, from the queue of the moment. Pure; refuses to take anything for an
 * answer but an estimate that has kept its promise, of an open line that is heard of.
 */
import type { LiveQueue } from '../query/live-queue.ts';

/** In minutes, as readers may choose. */
export const MOST_MINUTES: readonly number[] = [1, 2, 5, 10, 15];

export type WaitReading =
  | { is: 'short' | 'long'; low: number; high: number }
  /** `unknown`: nobody can tell just now */
  | { is: 'closed' | 'stopped' | 'unknown' };

interface WaitNow {
  queue: { status: LiveQueue['status']; estimate: { low: number; high: number } | null };
  isStale: boolean;
}

/** `now`: null where nothing is told of the queue; stale: what it says is no longer of now. */
export function readWait(now: WaitNow | null, isOpen: boolean, mostMinutes: number): WaitReading {
  if (!isOpen || (now?.queue.status === 'closed' && !now.isStale)) return { is: 'closed' };
  if (now === null) return { is: 'unknown' };
  if (now.isStale) return { is: 'stopped' };
  const { estimate } = now.queue;
  if (estimate === null) return { is: 'unknown' };
  const { low, high } = estimate;
  return { is: high <= mostMinutes ? 'short' : 'long', low, high };
}
