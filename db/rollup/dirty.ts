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
export type PeriodGrain = (typeof PERIODS)[number];

const MARK = `INSERT INTO dirty (what, grain, day, marks) VALUES (?, ?, ?, 1)
              ON CONFLICT DO UPDATE SET marks = marks + 1`;

/** Marks days whose records changed; call inside the transaction that changes them. */
export function markDirty(db: WriteHandle, what: Counted, days: Iterable<CivilDay>): void {
  const mark = db.sql.prepare(MARK);
  for (const day of days) mark.run(what, DAY_GRAIN, day);
}

/** Marks the week and the month of a day whose facts changed; call inside the transaction that changes them. */
export function markPeriods(db: WriteHandle, what: Counted, day: CivilDay): void {
  const mark = db.sql.prepare(MARK);
  for (const grain of PERIODS) mark.run(what, GRAINS.indexOf(grain), periodStart(grain, day));
}

/**
 * Takes a mark away, unless the day was marked again since `marks` was read: what was counted then is no longer all.
 */
export function unmark(db: WriteHandle, what: Counted, grain: number, day: CivilDay, marks: number): void {
  db.sql
    .prepare('DELETE FROM dirty WHERE what = ? AND grain = ? AND day = ? AND marks = ?')
    .run(what, grain, day, marks);
}

/** A day, or the first day of a week or month, to be counted again; `marks` tells how often it was marked. */
export interface Mark {
  day: CivilDay;
  marks: number;
}

export function readMarks(db: ReadHandle, what: Counted, grain = DAY_GRAIN): Mark[] {
  return db.sql
    .prepare('SELECT day, marks FROM dirty WHERE what = ? AND grain = ? ORDER BY day')
    .all(what, grain) as Mark[];
}

/** Whether a week or a month is to be summed again. */
export function hasDirtyPeriods(db: ReadHandle, what: Counted): boolean {
  return PERIODS.some((grain) => readMarks(db, what, GRAINS.indexOf(grain)).length > 0);
}
