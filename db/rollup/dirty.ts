/**
 * The list of what has to be counted again. Owns the marks; they are set in the transaction that changes a record
 * and taken away in the one that writes the new count, so that none is lost whenever a process is killed.
 */
import { GRAINS, periodStart } from '../domain/bucket.ts';
import type { CivilDay } from '../domain/zone.ts';
import type { ReadHandle, WriteHandle } from '../open.ts';

export type Counted = 'facts' | 'links';

export const DAY_GRAIN = GRAINS.indexOf('day');
export const PERIODS = ['week', 'month'] as const;

/** Marks days whose records changed; call inside the transaction that changes them. */
export function markDirty(db: WriteHandle, what: Counted, days: Iterable<CivilDay>): void {
  const mark = db.sql.prepare('INSERT OR IGNORE INTO dirty (what, grain, day) VALUES (?, ?, ?)');
  for (const day of days) mark.run(what, DAY_GRAIN, day);
}

/** Marks the week and the month of a day whose facts changed; call inside the transaction that changes them. */
export function markPeriods(db: WriteHandle, what: Counted, day: CivilDay): void {
  const mark = db.sql.prepare('INSERT OR IGNORE INTO dirty (what, grain, day) VALUES (?, ?, ?)');
  for (const grain of PERIODS) mark.run(what, GRAINS.indexOf(grain), periodStart(grain, day));
}

export function unmark(db: WriteHandle, what: Counted, grain: number, day: CivilDay): void {
  db.sql.prepare('DELETE FROM dirty WHERE what = ? AND grain = ? AND day = ?').run(what, grain, day);
}

/** The days, or first days of weeks or months, to be counted again, in order. */
export function dirtyDays(db: ReadHandle, what: Counted, grain = DAY_GRAIN): CivilDay[] {
  return db.sql
    .prepare('SELECT day FROM dirty WHERE what = ? AND grain = ? ORDER BY day')
    .pluck()
    .all(what, grain) as CivilDay[];
}
