/**
 * Lets the demonstration happen while it is served: what its contacts of today have done up to now is told at once, and
 * from then on each event as its time comes. Owns how far that has come; what happens is made by the plan.
 *
 * The events stand under the source and the ids of the demonstration's own records, so that these find them when the
 * day is over and nothing counts twice. What earlier contacts do today is told once the records of their days are there,
 * for these know nothing of today and would undo it.
 */
import type { Clock } from '../api/env.ts';
import { errorFields, type Log } from '../api/log.ts';
import type { EventRecord } from '../db/domain/contact.ts';
import type { CivilDay } from '../db/domain/zone.ts';
import { Load } from '../db/ingest/load.ts';
import type { WriteHandle } from '../db/open.ts';
import { forgetAhead } from '../db/rollup/live-upkeep.ts';
import { type Hasher, hasherOf } from '../db/secret.ts';
import { eventsCarriedInto, eventsOfDay } from './demonstration/live-events.ts';
import type { DemonstrationPlan } from './demonstration/plan.ts';
import {
  DEMONSTRATION_SOURCE,
  type DemonstrationSize,
  isDemonstrationComplete,
  planOf,
} from './load-demonstration.ts';
import type { Organisation } from './organisation.ts';

export interface LiveDemonstrationSettings {
  db: WriteHandle;
  organisation: Organisation;
  clock: Clock;
  log: Log;
  /** told after events were stored */
  changed: () => void;
  size?: DemonstrationSize;
}

const LOOK_EVERY_MS = 2000;
/** A platform that has nothing to tell says so, for its silence would look like a fault. */
const HEARD_EVERY_SECONDS = 60;
/** Rows a transaction: the server answers others in between. */
const MOST_ROWS = 2000;

export class LiveDemonstration {
  readonly #settings: LiveDemonstrationSettings;
  readonly #plan: DemonstrationPlan;
  readonly #hasher: Hasher;
  #day: CivilDay | null = null;
  #today = new Telling([]);
  #carried = new Telling([]);
  #heardAt = -Infinity;
  #timer: NodeJS.Timeout | null = null;
  #isFailing = false;

  constructor(settings: LiveDemonstrationSettings) {
    this.#settings = settings;
    this.#plan = planOf(settings.db, settings.size);
    this.#hasher = hasherOf(settings.db);
  }

  /** Tells what has happened, and goes on by itself from then on. */
  start(): void {
    forgetAhead(this.#settings.db, this.#settings.clock());
    this.#look();
    this.#timer ??= setInterval(() => this.#look(), LOOK_EVERY_MS).unref();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Stores what has happened by the clock and was not told yet; returns the number of events that were new. */
  tell(): number {
    const { db, organisation, clock } = this.#settings;
    const nowSeconds = clock();
    const day = organisation.zone.dayOf(nowSeconds);
    let told = 0;
    if (day !== this.#day) {
      if (this.#day !== null)
        told += this.#store(this.#today, organisation.zone.startOfDay(this.#day + 1) - 1);
      this.#today = new Telling(eventsOfDay(this.#plan, day));
      this.#carried = new Telling(eventsCarriedInto(this.#plan, day));
      this.#day = day;
    }
    if (isDemonstrationComplete(db, organisation, nowSeconds)) told += this.#store(this.#carried, nowSeconds);
    told += this.#store(this.#today, nowSeconds);
    if (nowSeconds - this.#heardAt >= HEARD_EVERY_SECONDS) this.#load([]);
    return told;
  }

  /** A database that is busy or full is asked again at the next look: what was not told is told then. */
  #look(): void {
    try {
      this.tell();
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing) this.#settings.log('the demonstration stands still', errorFields(error));
      this.#isFailing = true;
    }
  }

  #store(telling: Telling, until: number): number {
    let told = 0;
    for (;;) {
      const events = telling.upTo(until, MOST_ROWS);
      if (events.length === 0) return told;
      told += this.#load(events);
      telling.told(events.length);
    }
  }

  #load(events: readonly EventRecord[]): number {
    const { db, organisation, clock, changed } = this.#settings;
    const { zone, configured } = organisation;
    const nowSeconds = clock();
    const load = new Load(
      db,
      'events',
      { source: DEMONSTRATION_SOURCE, name: 'live demonstration', zone, nowSeconds, configured },
      this.#hasher,
    );
    if (events.length > 0) {
      load.stage({
        records: events,
        lines: events.map((_, i) => i + 1),
        rejects: [],
        read: events.length,
        skipped: 0,
      });
    }
    const { accepted, updated, rejected, rejects } = load.finish();
    if (rejected > 0) throw new Error(`${rejected} events rejected, first: ${JSON.stringify(rejects[0])}`);
    this.#heardAt = Math.max(this.#heardAt, events.at(-1)?.at ?? nowSeconds);
    if (accepted + updated > 0) changed();
    return accepted + updated;
  }
}

/** Events in order of time, and how many of them were told. */
class Telling {
  readonly #events: readonly EventRecord[];
  #next = 0;

  constructor(events: readonly EventRecord[]) {
    this.#events = events;
  }

  /** The next that have happened by a moment, at most so many. */
  upTo(until: number, most: number): readonly EventRecord[] {
    let end = this.#next;
    while (end < this.#events.length && end - this.#next < most && this.#events[end]!.at <= until) end++;
    return this.#events.slice(this.#next, end);
  }

  told(count: number): void {
    this.#next += count;
  }
}
