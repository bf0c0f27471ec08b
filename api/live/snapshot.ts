/**
 * The live answer as bytes that are ready to send: made anew when something was told, and each few seconds for what time
 * and other processes change. Owns how often; refuses to work for readers: a thousand who ask get the same bytes.
 */
import { ReadyAnswer } from '../bytes.ts';
import type { LiveAnswer } from '../contract/live.ts';
import { CSV_TYPE } from '../csv.ts';
import type { Log } from '../log.ts';
import { errorFields } from '../log.ts';
import { CORS_HEADERS } from '../representation.ts';

export interface SnapshotSettings {
  make: () => LiveAnswer;
  toCsv: (answer: LiveAnswer) => string;
  /** told of every answer that differs from the one before */
  publish: (body: string) => void;
  log: Log;
}

/** Nothing is seen later than this after it was told, and nobody reads faster. */
const AFTER_CHANGE_MS = 250;
const EVERY_MS = 5000;
/** Of the time at most a tenth is spent on it, however long the answer takes to make. */
const REST_FACTOR = 9;

const JSON_TYPE = 'application/json';
const CACHE_CONTROL = 'public, max-age=3, stale-while-revalidate=10';

export class LiveSnapshot {
  readonly #settings: SnapshotSettings;
  #body = '';
  #live: LiveAnswer | null = null;
  #json: ReadyAnswer | null = null;
  #csv: ReadyAnswer | null = null;
  #soon: NodeJS.Timeout | null = null;
  #regular: NodeJS.Timeout | null = null;
  /** on the clock of `performance.now` */
  #restsUntil = 0;
  #isFailing = false;

  constructor(settings: SnapshotSettings) {
    this.#settings = settings;
  }

  /** Whether it looks by itself. */
  get isRunning(): boolean {
    return this.#regular !== null;
  }

  start(): void {
    this.refresh();
    this.#regular ??= setInterval(() => this.refresh(), EVERY_MS).unref();
  }

  stop(): void {
    if (this.#soon !== null) clearTimeout(this.#soon);
    if (this.#regular !== null) clearInterval(this.#regular);
    this.#soon = null;
    this.#regular = null;
  }

  /** Something was told: it is looked at soon, together with what else comes until then. */
  readonly noteChange = (): void => {
    if (this.#soon !== null || this.#regular === null) return;
    const wait = Math.max(AFTER_CHANGE_MS, this.#restsUntil - performance.now());
    this.#soon = setTimeout(() => {
      this.#soon = null;
      this.refresh();
    }, wait).unref();
  };

  /** The answer of this moment, as it was made last; made now where none was. */
  json(): ReadyAnswer {
    this.#current();
    this.#json ??= ready(JSON_TYPE, this.#body);
    return this.#json;
  }

  /** The same as CSV. */
  csv(): ReadyAnswer {
    const live = this.#current();
    this.#csv ??= ready(CSV_TYPE, this.#settings.toCsv(live));
    return this.#csv;
  }

  #current(): LiveAnswer {
    if (this.#live === null || this.#regular === null) this.refresh();
    if (this.#live === null) throw new Error('the live answer could not be made');
    return this.#live;
  }

  refresh(): void {
    const startedAt = performance.now();
    try {
      const live = this.#settings.make();
      const body = JSON.stringify(live);
      this.#isFailing = false;
      if (body !== this.#body) {
        this.#body = body;
        this.#live = live;
        this.#json = null;
        this.#csv = null;
        this.#settings.publish(body);
      }
    } catch (error) {
      // The last answer stays, with the minute in which it was made.
      if (!this.#isFailing) this.#settings.log('live answer failed', errorFields(error));
      this.#isFailing = true;
    }
    this.#restsUntil = performance.now() + REST_FACTOR * (performance.now() - startedAt);
  }
}

function ready(type: string, body: string): ReadyAnswer {
  return new ReadyAnswer(body, { 'content-type': type, ...CORS_HEADERS, 'cache-control': CACHE_CONTROL });
}
