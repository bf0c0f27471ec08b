/**
 * Keeps the facts equal to the records: counts dirty days anew, then the weeks and months that hold them.
 * Owns the list of what is dirty; refuses to leave a mark before what it stands for is on the disk, so that a
 * process killed at any moment goes on where it stopped.
 */

import { arrivalOf, keyAt } from '../contact-record.ts';
import { GRAINS, periodEnd } from '../domain/bucket.ts';
import type { CivilDay } from '../domain/zone.ts';
import { advanceVersion, readMeta, readMetaNumber, writeMeta } from '../meta.ts';
import type { ReadHandle, WriteHandle } from '../open.ts';
import { Accumulator, WHOLE_PERIOD } from './accumulator.ts';
import { BlockWriter } from './block-writer.ts';
import { CellBook } from './cell-book.ts';
import { type CountingRules, DayCounter } from './day.ts';
import { DAY_GRAIN, dirtyDays, markDirty, markPeriods, PERIODS, unmark } from './dirty.ts';
import { countLinks, markLinksGrown, type RollupProgress } from './links.ts';
import { sumPeriods } from './periods.ts';

export interface RollupRules extends CountingRules {
  /** everything that changes stored sums, as one string; another one counts everything anew */
  signature: string;
}

const DAYS_PER_TRANSACTION = 16;

/**
 * Brings every figure up to date with the records and with the clock. Does nothing when nothing changed.
 * `links: false` leaves repeat contacts for later: they take a look at eight weeks for each changed day.
 */
export function rollUp(
  db: WriteHandle,
  rules: RollupRules,
  nowSeconds: number,
  options: { links?: boolean; progress?: RollupProgress } = {},
): { changed: boolean } {
  startAnewWhenRulesChanged(db, rules);
  markDuePassed(db, rules, nowSeconds);
  const changedFacts = countDays(db, rules, nowSeconds, options.progress);
  let changedLinks = false;
  if (options.links !== false) {
    markLinksGrown(db, rules.zone, nowSeconds);
    changedLinks = countLinks(db, rules.zone, nowSeconds, options.progress);
  }
  return { changed: changedFacts || changedLinks };
}

function countDays(
  db: WriteHandle,
  rules: RollupRules,
  nowSeconds: number,
  progress?: RollupProgress,
): boolean {
  const days = dirtyDays(db, 'facts');
  if (
    days.length === 0 &&
    PERIODS.every((grain) => dirtyDays(db, 'facts', GRAINS.indexOf(grain)).length === 0)
  ) {
    return false;
  }
  const book = new CellBook(db);
  const counter = new DayCounter(db, rules);
  const writer = new BlockWriter(db, 'fact_blocks');
  const horizon = readMetaNumber(db, 'due_horizon') ?? nowSeconds;

  for (let at = 0; at < days.length; at += DAYS_PER_TRANSACTION) {
    const some = days.slice(at, at + DAYS_PER_TRANSACTION);
    db.sql
      .transaction(() => {
        for (const day of some) {
          const { facts, spans } = counter.count(day, book, horizon);
          writer.replace(['15min', 'hour', 'day'], day, facts.finish());
          spans.write(db, day);
          markPeriods(db, 'facts', day);
          unmark(db, 'facts', DAY_GRAIN, day);
        }
        advanceVersion(db, nowSeconds);
      })
      .immediate();
    progress?.(Math.min(at + some.length, days.length), days.length, 'days');
  }
  sumPeriods(db, 'facts', (grain, start, blocks) => {
    const own = new Accumulator(WHOLE_PERIOD, book);
    for (let day = start; day < periodEnd(grain, start); day++) {
      counter.countPeriod(grain === 'week' ? 'P1W' : 'P1M', day, own);
    }
    for (const { cell, block, grain: level } of own.finish()) {
      if (level !== 'day') continue;
      const known = blocks.get(cell);
      if (known === undefined) blocks.set(cell, block);
      else known.merge(block);
    }
  });
  db.sql.transaction(() => advanceVersion(db, nowSeconds)).immediate();
  return true;
}

/** Another zone, threshold or target in force makes other sums: everything is counted anew. */
function startAnewWhenRulesChanged(db: WriteHandle, rules: RollupRules): void {
  const known = readMeta(db, 'rollup_signature');
  if (known === rules.signature) return;
  db.sql
    .transaction(() => {
      if (known !== null) {
        db.sql.exec(
          'DELETE FROM fact_blocks; DELETE FROM link_blocks; DELETE FROM case_spans; DELETE FROM dirty;',
        );
        replaceDays(db, rules);
        markDirty(db, 'facts', recordedDays(db, rules));
        markDirty(db, 'links', recordedDays(db, rules));
      }
      writeMeta(db, 'rollup_signature', rules.signature);
    })
    .immediate();
}

/** Civil days kept beside instants follow the zone. */
function replaceDays(db: WriteHandle, { zone }: RollupRules): void {
  db.sql.function('civil_day', { deterministic: true }, (at) => zone.dayOf(at as number));
  db.sql.exec(`UPDATE surveys SET day = civil_day(at);
               UPDATE OR REPLACE intervals SET day = civil_day(start_at);
               UPDATE OR REPLACE capacity SET day = civil_day(start_at);`);
}

/** Every civil day on which any record bears. */
function* recordedDays(db: ReadHandle, { zone }: RollupRules): Generator<CivilDay> {
  const days = new Set<CivilDay>();
  const ask = (text: string) => db.sql.prepare(text).pluck();
  const next = ask('SELECT key FROM contacts WHERE key >= ? ORDER BY key LIMIT 1');
  let key = next.get(0) as number | undefined;
  while (key !== undefined) {
    const day = zone.dayOf(arrivalOf(key));
    days.add(day);
    key = next.get(keyAt(zone.startOfDay(day + 1))) as number | undefined;
  }
  for (const column of ['due_at', 'closed_at']) {
    for (const at of ask(`SELECT ${column} FROM contacts WHERE ${column} IS NOT NULL`).iterate()) {
      days.add(zone.dayOf(at as number));
    }
  }
  for (const table of ['surveys', 'intervals', 'capacity']) {
    for (const day of ask(`SELECT DISTINCT day FROM ${table}`).all() as CivilDay[]) days.add(day);
  }
  yield* days;
}

/** Promises enter the figures when their time has passed: the clock alone makes days dirty. */
function markDuePassed(db: WriteHandle, { zone }: RollupRules, nowSeconds: number): void {
  const known = readMetaNumber(db, 'due_horizon');
  if (known === nowSeconds) return;
  const [from, to] =
    known === null ? [nowSeconds, nowSeconds] : [Math.min(known, nowSeconds), Math.max(known, nowSeconds)];
  const passed = db.sql
    .prepare('SELECT due_at FROM contacts WHERE due_at IS NOT NULL AND due_at > ? AND due_at <= ?')
    .pluck()
    .all(from, to) as number[];
  db.sql
    .transaction(() => {
      markDirty(db, 'facts', new Set(passed.map((at) => zone.dayOf(at))));
      writeMeta(db, 'due_horizon', nowSeconds);
    })
    .immediate();
}
