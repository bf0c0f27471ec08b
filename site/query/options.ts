/** Every question that the site asks while it is being read: address, how often, how patiently, how again. */
import { formatDay } from '../../db/domain/civil-day.ts';
import { type LiveHours, readHours } from './answers.ts';
import { fetchAnswer, patiently } from './fetch-answer.ts';
import { about } from './jitter.ts';
import { CLOCK_ADDRESS, type ClockReading, readServerClock } from './server-clock.ts';

const API = '/api/v1';
const EVERY_MS = 60_000;
const RETRIES = 2;
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 20_000;

export interface LiveDay extends ClockReading {
  hours: LiveHours;
}

/** Which day it is, the server says: the reader's clock may be wrong. */
async function fetchLiveDay(signal: AbortSignal): Promise<LiveDay> {
  const reading = await patiently(CLOCK_ADDRESS, signal, readServerClock);
  const day = formatDay(reading.clock.today);
  const address = `${API}/series?metric=offered&grain=hour&from=${day}&to=${day}`;
  return { ...reading, hours: await fetchAnswer(address, (answer) => readHours(answer, day), signal) };
}

/** Today, hour by hour: each minute while the page is seen, and at once when it is seen again or back on the net. */
export const liveDay = {
  queryKey: ['live-day'],
  queryFn: ({ signal }: { signal: AbortSignal }) => fetchLiveDay(signal),
  staleTime: EVERY_MS / 2,
  refetchInterval: EVERY_MS,
  // By the reader's clock an answer may seem to be of tomorrow, and so never grow old: ask in any case.
  refetchOnWindowFocus: 'always' as const,
  refetchOnReconnect: 'always' as const,
  // A browser that takes itself to be off the net may be wrong, and its reader is to be told either way.
  networkMode: 'always' as const,
  retry: RETRIES,
  /** Twice as long each time. */
  retryDelay: (failures: number) => about(Math.min(FIRST_RETRY_MS * 2 ** failures, LONGEST_RETRY_MS)),
};
