/**
 * Who listens to the present state, and how it reaches them: one encoded buffer for all, written as it is to every
 * connection. Owns caps, heartbeats, lifetimes and the end of readers that do not keep up; refuses to keep anything
 * for them beyond a stated bound, and to know what the state means.
 */
import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type Asking, Visitors } from '../visitor.ts';
import { EventRing, type RingBounds } from './ring.ts';
import { openFilesLimit, readersThatFit } from './room.ts';

export interface HubLimits {
  /** of this process at once */
  readers: number;
  /** of one visitor at once */
  readersOfVisitor: number;
  /**
   * A reader for whom more than this still waits to be sent, and more than some states, is dropped; the waiting bytes
   * are shared with the others.
   */
  behindBytes: number;
  /** what is kept for readers that come back; all of it together stays well below `behindBytes` */
  ring: RingBounds;
  heartbeatMs: number;
  /** written to in one turn of the event loop; between two turns others are answered, each of whom delays the last */
  readersATurn: number;
  /** a stream ends after a time between these, so that readers spread over processes that were started later */
  lifetimeMs: readonly [least: number, most: number];
  /** a reader comes back after a time between these, so that not all come at once after a restart */
  retryMs: readonly [least: number, most: number];
}

export interface HubTimers {
  /** milliseconds from any beginning */
  now(): number;
  /** what it returns ends it */
  every(milliseconds: number, task: () => void): () => void;
  /** after what waits for the event loop */
  soon(task: () => void): void;
}

export interface HubSettings {
  limits: Partial<HubLimits>;
  timers: HubTimers;
  /** the beginning of every id; different at every start */
  boot: string;
  /** whose readers are counted together; null: not counted, as with a proxy that comes for everybody */
  visitorOf: (asking: Asking) => string | null;
}

/** Why a reader is not taken. */
export type Refusal = 'all places taken' | 'too many of one visitor' | 'stopping';

/** Since the start, but for `readers`. */
export interface HubFigures {
  /** now */
  readers: number;
  mostReaders: number;
  opened: number;
  refused: number;
  /** because they did not keep up */
  dropped: number;
  /** because their time was over */
  ended: number;
  events: number;
}

interface Reader {
  readonly outgoing: ServerResponse;
  readonly visitor: string | null;
  readonly endsAt: number;
  /** the number of the last event that was written to it */
  seen: number;
  /** how many bytes the system had taken for it at the last heartbeat, where some were left; else -1 */
  takenAtBeat: number;
}

export const LIVE_LIMITS: Omit<HubLimits, 'readers'> = {
  readersOfVisitor: 256,
  behindBytes: 256 * 1024,
  ring: { events: 128, bytes: 128 * 1024 },
  heartbeatMs: 15_000,
  // About 20 ms, which is what a push of a thousand records takes.
  readersATurn: 2048,
  lifetimeMs: [45 * 60_000, 75 * 60_000],
  retryMs: [3000, 8000],
};

/** Or else a slow line were dropped at every change of a large state. */
const STATES_BEHIND = 8;
const HEARTBEAT = Buffer.from(':\n\n');
const FULL_RETRY_SECONDS = [30, 90] as const;
const STOPPING_RETRY_SECONDS = 5;

const SYSTEM_TIMERS: HubTimers = {
  now: () => performance.now(),
  every: (milliseconds, task) => {
    const timer = setInterval(task, milliseconds).unref();
    return () => clearInterval(timer);
  },
  soon: (task) => void setImmediate(task),
};

export class LiveHub {
  readonly limits: HubLimits;
  readonly visitorOf: HubSettings['visitorOf'];
  readonly #timers: HubTimers;
  readonly #ring: EventRing;
  readonly #readers = new Set<Reader>();
  readonly #byVisitor = new Map<string, number>();
  readonly #endBeats: () => void;
  #body: string | null = null;
  #isSpreading = false;
  #isStopped = false;
  #opened = 0;
  #refused = 0;
  #dropped = 0;
  #ended = 0;

  constructor(settings: Partial<HubSettings> = {}) {
    this.limits = { readers: readersThatFit(openFilesLimit()), ...LIVE_LIMITS, ...settings.limits };
    this.visitorOf = settings.visitorOf ?? new Visitors().of;
    this.#timers = settings.timers ?? SYSTEM_TIMERS;
    this.#ring = new EventRing(settings.boot ?? randomBytes(8).toString('hex'), this.limits.ring);
    this.#endBeats = this.#timers.every(this.limits.heartbeatMs, () => this.#beat());
  }

  /** How many listen now. */
  get count(): number {
    return this.#readers.size;
  }

  /** How many were let go because they did not keep up. */
  get dropped(): number {
    return this.#dropped;
  }

  get figures(): HubFigures {
    return {
      readers: this.#readers.size,
      mostReaders: this.limits.readers,
      opened: this.#opened,
      refused: this.#refused,
      dropped: this.#dropped,
      ended: this.#ended,
      events: this.#ring.last,
    };
  }

  /**
   * Says the present state to everybody; the same bytes as before are not said again. Returns whether they differed.
   * Returns before the last reader has it: thousands are written to over several turns of the event loop.
   */
  publish(body: string | Buffer): boolean {
    const text = typeof body === 'string' ? body : body.toString('utf8');
    if (this.#isStopped || text === this.#body) return false;
    this.#body = text;
    this.#ring.add(text);
    if (!this.#isSpreading) this.#spread();
    return true;
  }

  /** Why a reader of this visitor is not taken now; null: there is a place. */
  refusalFor(visitor: string | null): Refusal | null {
    const { readers, readersOfVisitor } = this.limits;
    if (this.#isStopped) return 'stopping';
    if (this.#readers.size >= readers) return 'all places taken';
    const ofVisitor = visitor === null ? 0 : (this.#byVisitor.get(visitor) ?? 0);
    return ofVisitor >= readersOfVisitor ? 'too many of one visitor' : null;
  }

  /** Counts a reader that is sent away, and says after how many seconds it may come back. */
  refuse(refusal: Refusal): number {
    this.#refused += 1;
    if (refusal === 'stopping') return STOPPING_RETRY_SECONDS;
    return Math.round(spreadBetween(FULL_RETRY_SECONDS, this.#refused));
  }

  /** What a reader gets first: when to come back, then what it missed, or the present state where that is not known. */
  openingFor(lastEventId: string | undefined): readonly Buffer[] {
    const { present } = this.#ring;
    const retry = Math.round(spreadBetween(this.limits.retryMs, this.#opened));
    const number = this.#ring.numberOf(lastEventId);
    const missed = number === null ? null : this.#ring.since(number);
    return [Buffer.from(`retry: ${retry}\n\n`), ...(missed ?? (present === null ? [] : [present]))];
  }

  /** Takes a reader for whom there is a place, and whose head is written. From here on the connection is the hub's. */
  add(outgoing: ServerResponse, visitor: string | null, lastEventId: string | undefined): void {
    // Its close has been told already, and would not be told again.
    if (outgoing.destroyed) return;
    this.#opened += 1;
    const endsAt = this.#timers.now() + spreadBetween(this.limits.lifetimeMs, this.#opened);
    const reader: Reader = { outgoing, visitor, endsAt, seen: this.#ring.last, takenAtBeat: -1 };
    this.#readers.add(reader);
    if (visitor !== null) this.#byVisitor.set(visitor, (this.#byVisitor.get(visitor) ?? 0) + 1);
    // Whichever side ends it, and however.
    outgoing.once('close', () => this.#forget(reader));
    outgoing.on('error', ignore);
    for (const piece of this.openingFor(lastEventId)) outgoing.write(piece);
  }

  /** Ends every stream at once and takes no more, so that the server can stop. Readers come back after `retry`. */
  stop(): void {
    this.#isStopped = true;
    this.#endBeats();
    for (const reader of this.#readers) this.#end(reader);
  }

  /** Brings every reader up to the newest event, a part of them in each turn. */
  #spread(): void {
    this.#isSpreading = true;
    const newest = this.#ring.last;
    this.#visit(
      this.#readers.values(),
      (reader) => this.#bring(reader),
      () => {
        // What was published meanwhile has not reached those who were visited before it.
        if (this.#ring.last > newest) this.#spread();
        else this.#isSpreading = false;
      },
    );
  }

  /** A reader gets each event once and in order, whether it came in before, during or after the round. */
  #bring(reader: Reader): void {
    const { last, present } = this.#ring;
    if (reader.seen === last || present === null) return;
    const mostBehind = Math.max(this.limits.behindBytes, STATES_BEHIND * present.byteLength);
    if (reader.outgoing.writableLength > mostBehind) {
      this.#drop(reader);
      return;
    }
    const missed = reader.seen === last - 1 ? [present] : (this.#ring.since(reader.seen) ?? [present]);
    reader.seen = last;
    for (const frame of missed) reader.outgoing.write(frame);
  }

  #beat(): void {
    const now = this.#timers.now();
    this.#visit(this.#readers.values(), (reader) => {
      if (now >= reader.endsAt) {
        this.#ended += 1;
        this.#end(reader);
      } else if (this.#isStalled(reader)) this.#drop(reader);
      else reader.outgoing.write(HEARTBEAT);
    });
  }

  /** Whether bytes have waited since the last heartbeat and the system took none: the other side does not read. */
  #isStalled(reader: Reader): boolean {
    const { socket } = reader.outgoing;
    const waiting = socket?.writableLength ?? 0;
    const taken = socket === null || waiting === 0 ? -1 : socket.bytesWritten - waiting;
    const isStalled = taken >= 0 && taken === reader.takenAtBeat;
    reader.takenAtBeat = taken;
    return isStalled;
  }

  /** Walks on in the next turn where there are many. A reader that was forgotten meanwhile is not visited. */
  #visit(readers: Iterator<Reader>, visit: (reader: Reader) => void, whenDone: () => void = ignore): void {
    for (let left = this.limits.readersATurn; left > 0; left--) {
      const next = readers.next();
      if (next.done) {
        whenDone();
        return;
      }
      visit(next.value);
    }
    this.#timers.soon(() => this.#visit(readers, visit, whenDone));
  }

  #drop(reader: Reader): void {
    this.#dropped += 1;
    this.#forget(reader);
    reader.outgoing.destroy();
  }

  /** Nobody waits for a reader whose connection does not take the rest at once. */
  #end(reader: Reader): void {
    const { outgoing } = reader;
    this.#forget(reader);
    outgoing.end();
    this.#timers.soon(() => {
      if (!outgoing.writableFinished) outgoing.destroy();
    });
  }

  #forget(reader: Reader): void {
    const { visitor } = reader;
    if (!this.#readers.delete(reader) || visitor === null) return;
    const left = (this.#byVisitor.get(visitor) ?? 1) - 1;
    if (left > 0) this.#byVisitor.set(visitor, left);
    else this.#byVisitor.delete(visitor);
  }
}

/** Evenly over the range, without chance: multiples of the golden ratio never bunch. */
function spreadBetween([least, most]: readonly [number, number], number: number): number {
  return least + ((number * 0.6180339887498949) % 1) * (most - least);
}

function ignore(): void {}
