/**
 * What is hidden beside small figures, of one metric of one cell. Refuses to decide it; where it is not decided yet, nothing is
 * told of what was hidden in the days before.
 */
import { blockKey } from '../block-key.ts';
import { type Grain, isSlotGrain, periodEnd, periodStart, periodsBetween } from '../domain/bucket.ts';
import { Latest } from '../domain/latest.ts';
import type { Shape } from '../domain/lattice.ts';
import { once } from '../domain/once.ts';
import type { CivilDay } from '../domain/zone.ts';
import { readMeta, readMetaNumber } from '../meta.ts';
import { momentOf } from '../moment.ts';
import type { ReadHandle } from '../open.ts';
import { DAY_GRAIN, readMarks } from '../rollup/dirty.ts';
import { EVERY_METRIC, slotsOf, TABLES } from '../rollup/hidden-blocks.ts';
import { blocksByKeys } from './cell-facts.ts';

/**
 * Of a bucket: nothing is told of it, or not of these slots of it (NOUGHTS among them: nor of those in which there was nobody); `by_days`: it is not over, and told where each of its days is.
 */
export type HiddenIn = 'all' | 'by_days' | readonly number[];

/** The text of a row; null: there is none. */
type Kept = string | null;

interface Hidden {
  rows: Map<number, Kept>;
  /** the last day of which it was decided */
  through: CivilDay | null;
  /** decided, but of other facts */
  changed: ReadonlySet<CivilDay>;
}

/** Of one version of the data: answers of many pages ask for the same days. */
const MOST_KEPT = 50_000;
const keptOfVersion = new Latest<Hidden | null>();
const WEEK = 7;
const NONE: readonly number[] = [];

/**
 * By first day, what is hidden in the buckets that meet `fromDay` to `toDay`; nothing of a bucket that is not in it. `lastOver`: the
 * last day that is over.
 */
export function hiddenIn(
  db: ReadHandle,
  { shape, cell, grain }: { shape: Shape; cell: number | null; grain: Grain },
  metric: string,
  [fromDay, toDay]: readonly [CivilDay, CivilDay],
  lastOver: CivilDay,
): ReadonlyMap<CivilDay, HiddenIn> {
  const found = new Map<CivilDay, HiddenIn>();
  const hidden = decisionsOf(db);
  if (hidden === null) return found;
  const days = isSlotGrain(grain)
    ? Array.from({ length: toDay - fromDay + 1 }, (_, i) => fromDay + i)
    : [...periodsBetween(grain, fromDay, toDay)];
  const { through } = hidden;
  const isUntold = (at: Grain, day: CivilDay) => {
    const tables = readOne(db, hidden, at, TABLES, day);
    return tables !== null && slotsOf(tables, shape) !== null;
  };
  load(db, hidden, grain, days, [TABLES, cell]);
  const hiddenOn = (at: Grain, day: CivilDay): readonly number[] => {
    const row = cell === null ? null : readOne(db, hidden, at, cell, day);
    if (row === null) return NONE;
    const [every, own] = [EVERY_METRIC, metric].map((name) => slotsOf(row, name));
    return every && own ? [...every, ...own] : (every ?? own ?? NONE);
  };
  /** In a slot of which there was something small in one of the seven days before, or in this day before it changed. */
  const hiddenOfLate = (day: CivilDay, last: CivilDay) => {
    const slots = new Set(hiddenOn(grain, day));
    for (let one = last - WEEK + 1; one <= last; one++)
      for (const slot of hiddenOn(grain, one)) slots.add(slot);
    return [...slots];
  };
  for (const day of days) {
    const slots = hiddenOn(grain, day);
    if (isDecided(hidden, grain, day)) {
      if (isUntold(grain, day)) found.set(day, 'all');
      else if (slots.length > 0) found.set(day, slots);
      continue;
    }
    const last = through === null ? null : Math.min(through, day - 1);
    const isPeriod = grain === 'week' || grain === 'month';
    // Where it was decided, but of other facts, its table may have been untold then.
    const isTableUntold =
      isUntold(grain, day) ||
      (last !== null && (isUntold(grain, lastBucket(grain, last)) || (isPeriod && isUntold('day', last))));
    // A day that is over is decided within minutes: told before, it would be known beside what is decided then.
    const isOver = !isPeriod && day <= lastOver && through !== null && day > through;
    if (last === null || isTableUntold || isOver) found.set(day, 'all');
    else if (isPeriod) found.set(day, slots.length > 0 ? 'all' : 'by_days');
    else {
      const late = hiddenOfLate(day, last);
      if (late.length > 0) found.set(day, late);
    }
  }
  return found;
}

function isDecided({ through, changed }: Hidden, grain: Grain, start: CivilDay): boolean {
  const end = grain === 'week' || grain === 'month' ? periodEnd(grain, start) : start + 1;
  if (through === null || end - 1 > through) return false;
  if (changed.size === 0) return true;
  for (let day = start; day < end; day++) if (changed.has(day)) return false;
  return true;
}

/** The last bucket of a grain that was over on a day. */
function lastBucket(grain: Grain, day: CivilDay): CivilDay {
  return grain === 'week' || grain === 'month' ? periodStart(grain, periodStart(grain, day + 1) - 1) : day;
}

function readOne(db: ReadHandle, hidden: Hidden, grain: Grain, cell: number, day: CivilDay): Kept {
  const key = blockKey(grain, day, cell);
  if (!hidden.rows.has(key)) load(db, hidden, grain, [day], [cell]);
  return hidden.rows.get(key) ?? null;
}

function load(
  db: ReadHandle,
  { rows }: Hidden,
  grain: Grain,
  days: readonly CivilDay[],
  cells: readonly (number | null)[],
): void {
  const keys = cells.flatMap((cell) => (cell === null ? [] : days.map((day) => blockKey(grain, day, cell))));
  const unread = keys.filter((key) => !rows.has(key));
  if (unread.length === 0) return;
  for (const key of unread) rows.set(key, null);
  const statement = once(prepared, db, () => hiddenByKeys(db.sql));
  for (const [key, row] of statement.all(JSON.stringify(unread))) rows.set(key, row);
}

/** Null where nothing is hidden beside others. Outside of a moment the version may be another at the next reading. */
function decisionsOf(db: ReadHandle): Hidden | null {
  const read = (): Hidden | null =>
    readMeta(db, 'hiding_threshold') === null
      ? null
      : {
          rows: new Map(),
          through: readMetaNumber(db, 'hidden_through'),
          changed: new Set(readMarks(db, 'hiding', DAY_GRAIN).map(({ day }) => day)),
        };
  if (momentOf(db) === null) return read();
  const kept = keptOfVersion.of(db, [readMeta(db, 'data_version')], read);
  if (kept !== null && kept.rows.size > MOST_KEPT) kept.rows.clear();
  return kept;
}

const prepared = new WeakMap<ReadHandle, ReturnType<typeof hiddenByKeys>>();

function hiddenByKeys(sql: ReadHandle['sql']) {
  return blocksByKeys<string>(sql, 'hidden_blocks', 'CAST(block AS TEXT)');
}
