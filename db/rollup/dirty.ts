/**
 * The list of what has to be counted again. Owns the marks; they are set in the transaction that changes a record
 * and taken away in the one that writes the new count, so that none is lost whenever a process is killed.
 */
import { GRAINS, periodStart } from '../domain/bucket.ts';
import type { CivilDay } from '../domain/zone.ts';
import type { ReadHandle, WriteHandle } from '../open.ts';
import { prepared } from '../prepared.ts';

/** `hiding`: what is hidden beside small figures is to be decided again. */
export type Counted = 'facts' | 'links';
export type Marked = Counted | 'hiding';

export const DAY_GRAIN = GRAINS.indexOf('day');
export const PERIODS = ['week', 'month'] as const;
export type PeriodGrain = (typeof PERIODS)[number];

/**
 * Each marking has a number that no other had (52 random bits): one that counts up would begin anew where a mark was taken
 * away, and a count made before that would be taken for one that saw all.
 */
const MARK = `INSERT INTO dirty (what, grain, day, marks) VALUES (?, ?, ?, random() & 4503599627370495)
              ON CONFLICT DO UPDATE SET marks = excluded.marks`;

/** Marks days whose records changed; call inside the transaction that changes them. */
export function markDirty(db: WriteHandle, what: Marked, days: Iterable<CivilDay>): void {
  const mark = prepared(db, MARK);
  for (const day of days) mark.run(what, DAY_GRAIN, day);
}

/** Marks the week and the month of a day whose facts changed; call inside the transaction that changes them. */
export function markPeriods(db: WriteHandle, what: Counted, day: CivilDay): void {
  const mark = prepared(db, MARK);
  for (const grain of PERIODS) mark.run(what, GRAINS.indexOf(grain), periodStart(grain, day));
  mark.run('hiding' satisfies Marked, DAY_GRAIN, day);
}

/**
 * Takes a mark away, unless the day was marked again since `marks` was read: what was counted then is no longer all.
 */
export function unmark(db: WriteHandle, what: Marked, grain: number, day: CivilDay, marks: number): void {
  prepared(db, 'DELETE FROM dirty WHERE what = ? AND grain = ? AND day = ? AND marks = ?').run(
    what,
    grain,
    day,
    marks,
  );
}

/**
 * Whether a count may be written; ask inside the transaction that writes it. Where no mark is left another process has
 * counted since, with all that this count saw or more.
 */
export function isStillMarked(db: ReadHandle, what: Counted, day: CivilDay): boolean {
  const mark = prepared(db, 'SELECT 1 FROM dirty WHERE what = ? AND grain = ? AND day = ?');
  return mark.get(what, DAY_GRAIN, day) !== undefined;
}

/** A day, or the first day of a week or month, to be counted again; `marks` is another number after each marking. */
export interface Mark {
  day: CivilDay;
  marks: number;
}

export function readMarks(db: ReadHandle, what: Marked, grain = DAY_GRAIN): Mark[] {
  const query = prepared(db, 'SELECT day, marks FROM dirty WHERE what = ? AND grain = ? ORDER BY day');
  return query.all(what, grain) as Mark[];
}

/** Whether a week or a month is to be summed again. */
export function hasDirtyPeriods(db: ReadHandle, what: Counted): boolean {
  return PERIODS.some((grain) => readMarks(db, what, GRAINS.indexOf(grain)).length > 0);
}
