/**
 * Keeps what is hidden beside small figures equal to the facts: decides for every day that is over, once, and anew for all that
 * changed. Owns the marks and how far it was decided; refuses to decide what is hidden.
 */
import { blockKey, dayOfBlock } from '../block-key.ts';
import { periodEnd, periodStart } from '../domain/bucket.ts';
import type { DisclosurePolicy } from '../domain/disclosure.ts';
import type { CivilDay, Zone } from '../domain/zone.ts';
import { advanceVersion, readMeta, readMetaNumber, writeMeta } from '../meta.ts';
import type { WriteHandle } from '../open.ts';
import { prepared } from '../prepared.ts';
import { DAY_GRAIN, type Mark, markDirty, readMarks, unmark } from './dirty.ts';
import { writeHiddenAhead, writeHiddenBlocks } from './hidden-blocks.ts';
import { type DayOfSlots, HiddenCells } from './hidden-cells.ts';
import type { RollupProgress } from './links.ts';
import { readKnownSpans, writeKnownSpans } from './stretches.ts';

/** Whoever reads from now on hides what is not decided; another threshold hides other figures, beside what is hidden. */
export function beginHiding(db: WriteHandle, { threshold }: DisclosurePolicy): void {
  const known = readMeta(db, 'hiding_threshold');
  if (known === String(threshold)) return;
  db.sql
    .transaction(() => {
      const days = db.sql
        .prepare('SELECT key FROM fact_blocks WHERE key >= ? AND key < ?')
        .pluck()
        .all(blockKey('day', 0, 0), blockKey('week', 0, 0)) as number[];
      markDirty(db, 'hiding', new Set(days.map(dayOfBlock)));
      writeMeta(db, 'hiding_threshold', String(threshold));
    })
    .immediate();
}

/** What is to be decided. */
export interface DueHiding {
  /** the first day that is not over */
  today: CivilDay;
  /** the first that is to be decided */
  first: CivilDay;
  marks: readonly Mark[];
  /** days of which other facts are known than when they were decided */
  changed: ReadonlySet<CivilDay>;
  /** the last day that was over before; null: none */
  through: CivilDay | null;
  months: readonly CivilDay[];
}

/** Decides for all that is over or changed. Whether anything was decided. */
export function hideChanged(
  db: WriteHandle,
  zone: Zone,
  policy: DisclosurePolicy,
  nowSeconds: number,
): boolean {
  const due = dueHiding(db, zone, nowSeconds);
  if (due === null) return false;
  const slots = new HiddenCells(db, zone, policy);
  hidePeriods(db, zone, policy, due, (day) => writeHiddenBlocks(db, slots.ofSlots(day)));
  noteHidden(db, due, nowSeconds);
  return true;
}

/** What is to be decided now; null where nothing is. */
export function dueHiding(db: WriteHandle, zone: Zone, nowSeconds: number): DueHiding | null {
  const today = zone.dayOf(readMetaNumber(db, 'arrival_horizon') ?? nowSeconds);
  const marks = readMarks(db, 'hiding');
  const through = readMetaNumber(db, 'hidden_through');
  const changed = new Set(marks.flatMap(({ day }) => (day < today ? [day] : [])));
  const first = Math.min(...changed, through === null ? Infinity : through + 1);
  if (first >= today) return null;
  const days = new Set(changed);
  if (through !== null) for (let day = through + 1; day < today; day++) days.add(day);
  return { today, first, marks, changed, through, months: monthsOf(days) };
}

/** Decides for months, weeks and days; hours and quarter-hours are for `hideSlots`, here or in another thread. */
export function hidePeriods(
  db: WriteHandle,
  zone: Zone,
  policy: DisclosurePolicy,
  { today, first, changed, through, months }: DueHiding,
  hideSlots: (day: DayOfSlots) => void,
  progress?: RollupProgress,
): void {
  const cells = new HiddenCells(db, zone, policy);
  const lastSunday = periodStart('week', today) - 1;
  const isWeekUndecided = first <= lastSunday && lastSunday < today - 1;
  const hasSlots = new Set<CivilDay>();
  /** Whether more is known of the month after than was. */
  const hide = (month: CivilDay, throughDay: CivilDay): boolean => {
    const { blocks, days, end, ahead } = cells.ofMonth(month, throughDay, changed, through);
    if (ahead !== null) writeHiddenAhead(db, ahead);
    writeHiddenBlocks(db, blocks);
    for (const day of days) {
      if (!hasSlots.has(day.day)) hideSlots(day);
      hasSlots.add(day.day);
    }
    return end !== null && writeKnownSpans(db, end.from, end.spans);
  };
  const due = new Set(months);
  const firstDay = firstDayCounted(db);
  for (const month of months)
    for (let one = month; one > firstDay && !isPriorKnown(db, one); due.add(one))
      one = periodStart('month', one - 1);
  for (let at = 0; at < due.size; at++) {
    const month = [...due].sort((a, b) => a - b)[at]!;
    const next = periodEnd('month', month);
    // What was hidden in the last whole week is hidden ahead in the week that is open, so that is decided first.
    if (isWeekUndecided && lastSunday >= month && lastSunday < next - 1) hide(month, lastSunday);
    if (hide(month, today - 1) && next < today) due.add(next);
    progress?.(at + 1, due.size, 'months looked through for what would tell small figures');
  }
}

/** Before it there is nothing to be known. */
function firstDayCounted(db: WriteHandle): CivilDay {
  const key = prepared(db, 'SELECT min(key) FROM fact_blocks WHERE key >= ? AND key < ?')
    .pluck()
    .get(blockKey('day', 0, 0), blockKey('week', 0, 0)) as number | null;
  return key === null ? Infinity : dayOfBlock(key);
}

/** Whether it was set down what the month before tells of a week that is shared with it. */
function isPriorKnown(db: WriteHandle, month: CivilDay): boolean {
  const monday = periodStart('week', month);
  return monday === month || readKnownSpans(db, monday) !== null;
}

/** Sets down that all of it was decided. */
export function noteHidden(db: WriteHandle, { today, marks, through }: DueHiding, nowSeconds: number): void {
  db.sql
    .transaction(() => {
      for (const { day, marks: seen } of marks) if (day < today) unmark(db, 'hiding', DAY_GRAIN, day, seen);
      writeMeta(db, 'hidden_through', String(Math.max(today - 1, through ?? -Infinity)));
      advanceVersion(db, nowSeconds);
    })
    .immediate();
}

/** Months in order whose figures bear on some days: those of the weeks of the days, too. */
function monthsOf(days: ReadonlySet<CivilDay>): CivilDay[] {
  const months = new Set<CivilDay>();
  for (const day of days)
    for (const one of [periodStart('week', day), day, periodEnd('week', day) - 1])
      months.add(periodStart('month', one));
  return [...months].sort((a, b) => a - b);
}
