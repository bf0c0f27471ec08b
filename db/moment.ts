/**
 * Reading at one moment: an answer takes hundreds of readings, and a commit of another process between two of them would
 * mix two states of the records. Owns the transaction and what was read within it; keeps nothing beyond it.
 */
import type { CivilDay } from './domain/zone.ts';
import type { ReadHandle } from './open.ts';

export interface DaysKept {
  first: CivilDay;
  last: CivilDay;
}

/** What was read at this moment already. Nothing of it can have changed: the transaction sees no later commit. */
export interface Moment {
  readonly meta: Map<string, string | null>;
  /** by shape and member */
  readonly cells: Map<string, number | null>;
  /** by table and grain */
  readonly days: Map<string, DaysKept | null>;
}

const moments = new WeakMap<ReadHandle, Moment>();

/** Runs what only reads, all of it at one moment. Within another such call it is that one's moment. */
export function atOneMoment<T>(db: ReadHandle, work: () => T): T {
  if (moments.has(db)) return work();
  // A caller's own transaction may write, and what is kept would then be out of date.
  if (db.sql.inTransaction) return work();
  const moment: Moment = {
    meta: new Map(),
    cells: new Map(),
    days: new Map(),
  };
  db.sql.exec('BEGIN');
  moments.set(db, moment);
  try {
    return work();
  } finally {
    moments.delete(db);
    db.sql.exec('COMMIT');
  }
}

/** Null outside of `atOneMoment`: what is read then may differ at the next reading. */
export function momentOf(db: ReadHandle): Moment | null {
  return moments.get(db) ?? null;
}
