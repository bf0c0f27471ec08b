/**
 * The queue of the moment for the parts of a page that show it: from the stream, or asked for where none comes. Owns what
 * is too old to be of the moment by the time that has passed here; owns no pixel and no word.
 */
import { QueryObserver } from '@tanstack/query';
import { client } from '../query/client.ts';
import { type LiveQueue, liveQueues } from '../query/live-queue.ts';
import { followStream, isStreamed } from '../query/live-stream.ts';

const TICK_MS = 10_000;
/** Without an answer for longer than this nobody knows what is the case now. */
const UNHEARD_SECONDS = 120;

export interface QueueNow {
  queue: LiveQueue;
  isStale: boolean;
}

/**
 * Calls with every answer and every tick; null where nothing is told of the channel. `isWantedUnseen`: whether the
 * reader asked to be told of something, for which the page listens unseen as well. Returns how to stop.
 */
export function watchQueue(
  channelName: string,
  changed: (now: QueueNow | null) => void,
  isWantedUnseen: () => boolean = () => false,
): () => void {
  const observer = new QueryObserver(client, liveQueues(isStreamed));
  const show = () => {
    const queue = observer.getCurrentResult().data?.get(channelName);
    if (queue === undefined) return changed(null);
    const passed = Math.max(0, Date.now() - queue.readAt) / 1000;
    const isStopped = queue.status === 'stale' || queue.ageSeconds + passed > queue.staleAfterSeconds + 60;
    changed({ queue, isStale: isStopped || passed > UNHEARD_SECONDS });
  };
  const unsubscribe = observer.subscribe(show);
  const unfollow = followStream(
    () => void observer.refetch(),
    () => document.visibilityState === 'visible' || isWantedUnseen(),
  );
  const timer = setInterval(() => {
    show();
    // Unseen the client asks for nothing by itself; two ticks of three are as often as it asks while seen.
    const isUnseen = document.visibilityState !== 'visible';
    if (isUnseen && isWantedUnseen() && !isStreamed() && Math.random() < 2 / 3) void observer.refetch();
  }, TICK_MS);
  return () => {
    unsubscribe();
    unfollow();
    clearInterval(timer);
  };
}
