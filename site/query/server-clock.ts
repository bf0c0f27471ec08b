/**
 * What time it is: the server's, for everything on a page that says "now". Owns the one question for it, which parts of
 * a page that ask at once share, and the moment between two answers; refuses to go by the reader's clock, which may be
 * wrong by a day and here only measures what has passed. Every page loads it, so it is small.
 */
import type { CivilDay } from '../../db/domain/civil-day.ts';
import { secondsOf } from '../figures/api-instant.ts';

/** The server's moment. */
export interface ServerClock {
  utcSeconds: number;
  /** seconds east of UTC at the organisation's place */
  offsetSeconds: number;
  today: CivilDay;
}

export interface ClockReading {
  clock: ServerClock;
  /** by the reader's clock, milliseconds: only to measure what has passed since */
  readAt: number;
}

export const CLOCK_ADDRESS = '/api/v1/clock';
const PATIENCE_MS = 10_000;
const DAY = 86_400;
/** Nobody who shares an answer can tell its age by this. */
const SHARED_MS = 1000;

let asked: { at: number; reading: Promise<ClockReading> } | null = null;

/** Asks, or waits for the answer that another part of the page has just asked for. Rejects where there is none. */
export function readServerClock(): Promise<ClockReading> {
  const at = Date.now();
  // Before that or after, by a clock that was put right: ask anew.
  if (asked === null || Math.abs(at - asked.at) > SHARED_MS) asked = { at, reading: ask() };
  const { reading } = asked;
  reading.catch(() => {
    // A failure is shared by nobody who asks later.
    if (asked?.reading === reading) asked = null;
  });
  return reading;
}

async function ask(): Promise<ClockReading> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const response = await fetch(CLOCK_ADDRESS, { cache: 'no-store', signal });
  const clock = readClock(await response.json());
  if (clock === null) throw new Error(`${CLOCK_ADDRESS} answered with something else than a clock`);
  return { clock, readAt: Date.now() };
}

/** A moment of the reader's clock, in milliseconds, by the server's: UTC seconds. */
export function momentOf({ clock, readAt }: ClockReading, atMs: number): number {
  return clock.utcSeconds + Math.max(0, atMs - readAt) / 1000;
}

/** `today` says what `now` does: an answer in which they differ is none. */
export function readClock(answer: unknown): ServerClock | null {
  const { now, today } = (answer ?? {}) as { now?: unknown; today?: unknown };
  const utcSeconds = secondsOf(now);
  const [date, clock] = String(now).split('T', 2);
  const local = secondsOf(`${date}T${clock?.slice(0, 8)}Z`);
  if (utcSeconds === null || local === null || today !== date) return null;
  return { utcSeconds, offsetSeconds: local - utcSeconds, today: Math.floor(local / DAY) };
}
