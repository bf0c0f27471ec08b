/**
 * Sends events when they are due, in batches, one request at a time. Owns what becomes of a batch that is not taken:
 * it is sent again, before anything that follows it, so that nothing is lost and a refused second costs no event.
 */
import type { EventRecord } from '../../db/domain/contact.ts';
import type { PacedEvent } from './timeline.ts';

/** What the receiver made of a batch. `afterMs`: when it may be sent again. */
export type Answer =
  | { kind: 'taken'; acknowledged: number; rejected: number; firstReject: string | null }
  | { kind: 'later'; afterMs: number; reason: string }
  | { kind: 'refused'; reason: string };

export interface Sink {
  send(events: readonly EventRecord[]): Promise<Answer>;
}

/** The clock of a replay. A sleep ends early when the replay is to end. */
export interface Pace {
  elapsedMs(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** How far a replay is. */
export interface Sent {
  /** events that left the file */
  sent: number;
  acknowledged: number;
  rejected: number;
  firstReject: string | null;
  /** how long each request that was taken took, in milliseconds */
  requestMs: number[];
  /** requests that were told to come later, or that met nobody */
  repeated: number;
  /** how much later than it was due the last batch was sent */
  lagMs: number;
  /** why the last batch has to be sent again; null: it was taken */
  waitsFor: string | null;
  /** why the receiver takes no more; null: it does */
  refusal: string | null;
}

export const BATCH_EVERY_MS = 250;
export const MOST_EVENTS = 1000;
/** A source with nothing to tell says that it is there: its silence would look like a fault. */
export const HEARD_EVERY_MS = 60_000;

/**
 * Sends all there is, until it ends, `isStopped` says so, or the receiver refuses for good. `watch` is told after each
 * request. Of a batch that was stopped while it waited nobody knows that it arrived: `sent` − `acknowledged` − `rejected`.
 */
export async function sendAll(
  paced: Iterable<PacedEvent>,
  sink: Sink,
  pace: Pace,
  {
    isStopped = () => false,
    watch = () => {},
  }: { isStopped?: () => boolean; watch?: (sent: Sent) => void } = {},
): Promise<Sent> {
  const sent: Sent = {
    ...{ sent: 0, acknowledged: 0, rejected: 0, firstReject: null, requestMs: [], repeated: 0, lagMs: 0 },
    ...{ waitsFor: null, refusal: null },
  };
  const events = paced[Symbol.iterator]();
  let next = events.next();
  let batch: EventRecord[] = [];
  let batchDueMs = 0;
  let lastBatchMs = -BATCH_EVERY_MS;
  while (!isStopped() && sent.refusal === null) {
    while (!next.done && batch.length < MOST_EVENTS && next.value.dueMs <= pace.elapsedMs()) {
      if (batch.length === 0) batchDueMs = next.value.dueMs;
      batch.push(next.value.event);
      next = events.next();
    }
    if (batch.length === 0 && next.done) break;
    const nowMs = pace.elapsedMs();
    // What comes within a quarter of a second goes together, unless it is a batch already or the last.
    const isFull = batch.length === MOST_EVENTS || (next.done && batch.length > 0);
    const restMs = batch.length > 0 ? BATCH_EVERY_MS : HEARD_EVERY_MS;
    const goesAtMs = isFull ? nowMs : lastBatchMs + restMs;
    if (goesAtMs > nowMs) {
      const nextDueMs = batch.length > 0 || next.done ? Infinity : next.value.dueMs;
      await pace.sleep(Math.max(0, Math.min(goesAtMs, nextDueMs) - nowMs));
      continue;
    }
    lastBatchMs = nowMs;
    sent.lagMs = batch.length === 0 ? 0 : Math.max(0, nowMs - batchDueMs);
    await deliver(batch, sent, sink, pace, { isStopped, watch });
    batch = [];
  }
  return sent;
}

async function deliver(
  batch: readonly EventRecord[],
  sent: Sent,
  sink: Sink,
  pace: Pace,
  { isStopped, watch }: { isStopped: () => boolean; watch: (sent: Sent) => void },
): Promise<void> {
  sent.sent += batch.length;
  for (;;) {
    const beganMs = pace.elapsedMs();
    const answer = await sink.send(batch);
    switch (answer.kind) {
      case 'taken':
        sent.acknowledged += answer.acknowledged;
        sent.rejected += answer.rejected;
        sent.firstReject ??= answer.firstReject;
        sent.requestMs.push(pace.elapsedMs() - beganMs);
        sent.waitsFor = null;
        watch(sent);
        return;
      case 'refused':
        sent.refusal = answer.reason;
        return;
      case 'later':
        sent.repeated++;
        sent.waitsFor = answer.reason;
        watch(sent);
        if (isStopped()) return;
        await pace.sleep(answer.afterMs);
        if (isStopped()) return;
    }
  }
}
