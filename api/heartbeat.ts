/**
 * Says each minute that the server is there (db/serving.ts). Owns when; a database that is busy is not waited for, since
 * every reader would wait as well.
 */

import type { WriteHandle } from '../db/open.ts';
import { noteServing } from '../db/serving.ts';
import { type Log, sayError } from './log.ts';

const EVERY_MS = 60_000;

export interface HeartbeatSettings {
  db: WriteHandle;
  /** UTC seconds */
  clock: () => number;
  log: Log;
}

export class Heartbeat {
  readonly #settings: HeartbeatSettings;
  #timer: NodeJS.Timeout | null = null;
  /** when it was last there, also where that could not be written down; UTC seconds */
  #seenAt: number | undefined;

  constructor(settings: HeartbeatSettings) {
    this.#settings = settings;
  }

  start(): void {
    this.beat();
    this.#timer ??= setInterval(() => this.beat(), EVERY_MS).unref();
  }

  /** A machine that slept meanwhile was away: that is told as well. */
  beat(): void {
    const { db, clock, log } = this.#settings;
    const now = clock();
    try {
      withoutWaiting(db, () => noteServing(db, now, this.#seenAt));
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_BUSY')
        log('heartbeat failed', { error: sayError(error) });
    }
    this.#seenAt = now;
  }

  stop(): void {
    if (this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
    this.beat();
  }
}

function withoutWaiting(db: WriteHandle, work: () => void): void {
  const before = db.sql.pragma('busy_timeout', { simple: true });
  db.sql.pragma('busy_timeout = 0');
  try {
    work();
  } finally {
    db.sql.pragma(`busy_timeout = ${before}`);
  }
}
