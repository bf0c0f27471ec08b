/**
 * When each event of a replay happens, and what time it then says. Owns the three ways: in the recorded rhythm (times
 * `speed`), at a fixed rate, or with the recorded times as they were. Time sent is always the time at which it is true
 * on the page: at ten times the speed, a wait of a minute is one of six seconds.
 */
import type { EventRecord } from '../../db/domain/contact.ts';

/** An event that is sent no earlier than `dueMs`, in milliseconds since the replay began. */
export interface PacedEvent {
  dueMs: number;
  event: EventRecord;
}

export interface Rhythm {
  /** how many recorded seconds pass in one; Infinity: as fast as it is taken */
  speed: number;
  /** UTC seconds: the recorded moment with which the replay begins */
  from: number;
  /** UTC seconds on the clock of the server as the replay begins; null: recorded times are sent as they are */
  startsAt: number | null;
}

/** Events in their own rhythm. */
export function* inRhythm(events: Iterable<EventRecord>, rhythm: Rhythm): Generator<PacedEvent> {
  const { speed, from, startsAt } = rhythm;
  for (const event of events) {
    const dueMs = speed === Infinity ? 0 : ((event.at - from) * 1000) / speed;
    yield { dueMs, event: startsAt === null ? event : retimed(event, { speed, from, startsAt }) };
  }
}

/** Events at so many a second, each at the time of its sending. `perSecond` Infinity: as fast as they are taken. */
export function* atRate(
  events: Iterable<EventRecord>,
  { perSecond, startsAt, elapsedMs }: { perSecond: number; startsAt: number; elapsedMs: () => number },
): Generator<PacedEvent> {
  let number = 0;
  for (const event of events) {
    const dueMs = perSecond === Infinity ? 0 : (number++ * 1000) / perSecond;
    const at = Math.floor(startsAt + Math.max(dueMs, elapsedMs()) / 1000);
    yield { dueMs, event: { ...event, at, dueAt: null } };
  }
}

/** The same event on the clock of the replay: moments are moved and durations shortened alike. */
function retimed(event: EventRecord, { speed, from, startsAt }: Rhythm & { startsAt: number }): EventRecord {
  const moved = (at: number) => Math.floor(startsAt + (at - from) / speed);
  const shorter = (seconds: number | null) => (seconds === null ? null : seconds / speed);
  return {
    ...event,
    at: moved(event.at),
    dueAt: event.dueAt === null ? null : moved(event.dueAt),
    holdSeconds: shorter(event.holdSeconds),
    handleSeconds: shorter(event.handleSeconds),
  };
}

/** As many as are due, and reached, within so long. */
export function* until(
  paced: Iterable<PacedEvent>,
  forMs: number,
  elapsedMs: () => number,
): Generator<PacedEvent> {
  for (const one of paced) {
    if (one.dueMs >= forMs || elapsedMs() >= forMs) return;
    yield one;
  }
}
