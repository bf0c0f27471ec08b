/**
 * The queue of the moment as pages use it. Owns the question, the check of its answer by hand, and how often it is asked
 * where no stream brings it; refuses an answer as a whole when any of it is off.
 */
import { secondsOf } from '../figures/api-instant.ts';
import { isGroup } from '../group.ts';
import { fetchAnswer } from './fetch-answer.ts';
import { about } from './jitter.ts';

/** What is known of a channel. Instants in UTC seconds; null: not said, or not to be said. */
export interface LiveQueue {
  status: string;
  low: number | null;
  high: number | null;
  longestMinutes: number | null;
  /** in whole minutes; only where its record is good, and then with it: the share of waits that lay within */
  estimate: { low: number; high: number; coverage: number } | null;
  /** why there is none, where what is usual stands in its place */
  reason: string | null;
  asOf: number | null;
  /** how old that was as the answer was made */
  ageSeconds: number;
  staleAfterSeconds: number;
  /** by the reader's clock, milliseconds */
  readAt: number;
}

/** By channel; empty where nobody tells of now. */
export type LiveQueues = ReadonlyMap<string, LiveQueue>;

export const LIVE_ADDRESS = '/api/v1/live';
export const LIVE_KEY = ['live'];
const POLL_MS = 15_000;
const RETRY_MS = 2000;

export function readLive(answer: unknown, readAt = Date.now()): LiveQueues | null {
  if (!isGroup(answer) || !Array.isArray(answer.places)) return null;
  const queues = new Map<string, LiveQueue>();
  for (const place of answer.places) {
    const queue = readPlace(place, readAt);
    if (queue === null) return null;
    if (place.queue === null) queues.set(String(place.channel), queue);
  }
  return queues;
}

function readPlace(place: unknown, readAt: number): LiveQueue | null {
  if (!isGroup(place) || !isGroup(place.waiting) || !isGroup(place.longestWait)) return null;
  const { waiting, longestWait, estimate, staleAfterMinutes } = place;
  const { low, high, status, asOf, ageMinutes } = waiting;
  const numbers = [low, high, longestWait.minutes];
  if (!numbers.every(isCountOrNull) || (low === null) !== (high === null)) return null;
  if (!isCountOrNull(ageMinutes) || !isCountOrNull(staleAfterMinutes) || typeof status !== 'string')
    return null;
  const range = isGroup(estimate) ? estimate : null;
  const said = range?.basis === 'calibrated' ? range : null;
  const isSaid = isCount(said?.lowMinutes) && isCount(said?.highMinutes) && isShare(said?.coverage);
  if (said !== null && !isSaid) return null;
  return {
    status,
    low: low as number | null,
    high: high as number | null,
    longestMinutes: longestWait.minutes as number | null,
    estimate: said && {
      ...{ low: Number(said.lowMinutes), high: Number(said.highMinutes) },
      coverage: Number(said.coverage),
    },
    reason: typeof range?.reason === 'string' ? range.reason : null,
    asOf: secondsOf(asOf),
    ageSeconds: Number(ageMinutes) * 60,
    staleAfterSeconds: Number(staleAfterMinutes) * 60,
    readAt,
  };
}

const isCount = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;
const isShare = (value: unknown) => typeof value === 'number' && value >= 0 && value <= 1;
const isCountOrNull = (value: unknown) => value === null || isCount(value);

/** `isStreamed`: whether answers come by themselves, so that none need be asked for. */
export const liveQueues = (isStreamed: () => boolean) => ({
  queryKey: LIVE_KEY,
  queryFn: ({ signal }: { signal: AbortSignal }) => fetchAnswer(LIVE_ADDRESS, readLive, signal),
  staleTime: POLL_MS / 2,
  refetchInterval: () => (isStreamed() ? false : about(POLL_MS)) as number | false,
  refetchOnWindowFocus: 'always' as const,
  refetchOnReconnect: 'always' as const,
  networkMode: 'always' as const,
  retry: 1,
  retryDelay: () => about(RETRY_MS),
});
