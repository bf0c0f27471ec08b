/**
 * The stream of live answers, written into the cache of questions. Owns that one tab of several holds it and hands on
 * what it hears, and that none does while it is not seen and nothing is waited for; passes over what has another shape.
 */
import { client } from './client.ts';
import { about } from './jitter.ts';
import { LIVE_ADDRESS, LIVE_KEY, readLive } from './live-queue.ts';

/** An answer comes at least each minute: a stream silent for longer has stopped. */
const SILENT_MS = 75_000;
const AGAIN_MS = 60_000;
const NAME = 'candour-live';

let heardAt = Number.NEGATIVE_INFINITY;

/** Whether answers come by themselves. */
export function isStreamed(): boolean {
  const passed = Date.now() - heardAt;
  return passed >= 0 && passed < SILENT_MS;
}

function hear(text: string): void {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return;
  }
  const queues = readLive(answer);
  if (queues === null) return;
  heardAt = Date.now();
  client.setQueryData(LIVE_KEY, queues);
}

/** Follows the stream from now on; `failed` is called when it stops, so that somebody asks. Returns how to stop. */
export function followStream(failed: () => void, isWanted: () => boolean): () => void {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(NAME);
  channel?.addEventListener('message', ({ data }) => hear(String(data)));
  /** held, or waited for; null: not wanted, or refused */
  let hold: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const listen = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const source = new EventSource(`${LIVE_ADDRESS}/stream`);
      const leave = () => {
        source.close();
        resolve();
      };
      source.addEventListener('live', ({ data }) => {
        hear(data);
        channel?.postMessage(data);
        // What was waited for unseen may have come.
        if (!isWanted()) end();
      });
      source.addEventListener('error', () => {
        heardAt = Number.NEGATIVE_INFINITY;
        failed();
        // Refused, and not only interrupted: the browser does not try again by itself.
        if (source.readyState === EventSource.CLOSED) {
          hold = null;
          timer = setTimeout(begin, about(AGAIN_MS));
          leave();
        }
      });
      signal.addEventListener('abort', leave);
    });

  function begin(): void {
    clearTimeout(timer);
    if (!isWanted()) end();
    else if (hold === null) hold = holdOne();
  }

  function holdOne(): AbortController {
    const holding = new AbortController();
    const { signal } = holding;
    const held = navigator.locks?.request(NAME, { signal }, () => listen(signal)) ?? listen(signal);
    // To be told to wait no longer is no fault.
    held.catch(() => {});
    return holding;
  }

  function end(): void {
    hold?.abort();
    hold = null;
  }

  const listening = new AbortController();
  const { signal: whileFollowed } = listening;
  document.addEventListener('visibilitychange', begin, { signal: whileFollowed });
  // A page that comes back whole, with its scripts as they were, has lost its connections.
  addEventListener(
    'pageshow',
    ({ persisted }) => {
      if (persisted) end();
      begin();
    },
    { signal: whileFollowed },
  );
  begin();
  return () => {
    listening.abort();
    clearTimeout(timer);
    end();
    channel?.close();
  };
}
