/**
 * Keeps the facts equal to the records: counts dirty days anew, then the weeks and months that hold them.
 * Owns the list of what is dirty; refuses to leave a mark before what it stands for is on the disk, so that a
 * process killed at any moment goes on where it stopped.
 */

import { arrivalOf, keyAt } from '../contact-record.ts';
import { periodEnd } from '../domain/bucket.ts';
import type { CivilDay } from '../domain/zone.ts';
import { advanceVersion, readMeta, readMetaNumber, writeMeta } from '../meta.ts';
import { type ReadHandle, type WriteHandle, withoutSync } from '../open.ts';
import { Accumulator, WHOLE_PERIOD } from './accumulator.ts';
import { BlockWriter, type EncodedBlock, encodeBlocks } from './block-writer.ts';
import type { CaseSpans } from './case-spans.ts';
import { CellBook } from './cell-book.ts';
import { type CountingRules, DayCounter } from './day.ts';
import {
  DAY_GRAIN,
  hasDirtyPeriods,
  type Mark,
  markDirty,
  markPeriods,
  PERIODS,
  type PeriodGrain,
  readMarks,
  unmark,
} from './dirty.ts';
import { countLinks, markLinksGrown, type RollupProgress } from './links.ts';
import { sumPeriods } from './periods.ts';

export interface RollupRules extends CountingRules {
  /** everything that changes stored sums, as one string; another one counts everything anew */
  signature: string;
}

const DAYS_PER_TRANSACTION = 16;

export interface RollupOptions {
  /** false leaves repeat contacts for later: they take a look at eight weeks for each changed day */
  links?: boolean;
  progress?: RollupProgress;
}

/** Brings every figure up to date with the records and with the clock. Does nothing when nothing changed. */
export function rollUp(
  db: WriteHandle,
  rules: RollupRules,
  nowSeconds: number,
  options: RollupOptions = {},
): { changed: boolean } {
  prepareRollUp(db, rules, nowSeconds);
  // Figures can be counted again from the records and the marks.
  return withoutSync(db, () => {
    const changedLinks = options.links !== false && rollUpLinks(db, rules, nowSeconds, options.progress);
    return { changed: rollUpFacts(db, rules, nowSeconds, options.progress) || changedLinks };
  });
}

/** Marks what changed by other rules and by the passing of time alone. */
export function prepareRollUp(db: WriteHandle, rules: RollupRules, nowSeconds: number): void {
  startAnewWhenRulesChanged(db, rules);
  markDuePassed(db, rules, nowSeconds);
}

export function rollUpLinks(
  db: WriteHandle,
  { zone }: RollupRules,
  nowSeconds: number,
  progress?: RollupProgress,
): boolean {
  markLinksGrown(db, zone, nowSeconds);
  return countLinks(db, zone, nowSeconds, progress);
}

/** Counts the dirty days, then sums the dirty weeks and months. */
export function rollUpFacts(
  db: WriteHandle,
  rules: RollupRules,
  nowSeconds: number,
  progress?: RollupProgress,
): boolean {
  if (readMarks(db, 'facts').length === 0 && !hasDirtyPeriods(db, 'facts')) return false;
  const facts = new FactsRollup(db, rules, nowSeconds);
  facts.countDirty('first to last', progress);
  facts.sumPeriods();
  return true;
}

/**
 * A share of the facts where another thread counts the others: days from the last to the first, and months. What both
 * count at the same time is right all the same; what is left when one has ended is rollUp's.
 */
export function rollUpFactsFromLast(
  db: WriteHandle,
  rules: RollupRules,
  nowSeconds: number,
  progress?: RollupProgress,
): void {
  withoutSync(db, () => {
    const facts = new FactsRollup(db, rules, nowSeconds);
    facts.countDirty('last to first', progress);
    facts.sumPeriods(['month']);
  });
}

/** A day as it was counted; `seen`: how often it had been marked then. */
export interface CountedDay {
  day: CivilDay;
  seen: number;
  spans: CaseSpans;
  rows: EncodedBlock[];
}

/** Counts days and sums periods, with everything prepared once. */
export class FactsRollup {
  private readonly db: WriteHandle;
  private readonly nowSeconds: number;
  private readonly facts: Accumulator;
  private readonly counter: DayCounter;
  private readonly writer: BlockWriter;
  private readonly horizon: number;

  constructor(db: WriteHandle, rules: RollupRules, nowSeconds: number) {
    this.db = db;
    this.nowSeconds = nowSeconds;
    this.facts = new Accumulator(new CellBook(db));
    this.counter = new DayCounter(db, rules);
    this.writer = new BlockWriter(db, 'fact_blocks');
    this.horizon = readMetaNumber(db, 'due_horizon') ?? nowSeconds;
  }

  /** Counts the days that are dirty now, as long as nobody else has. */
  countDirty(order: 'first to last' | 'last to first', progress?: RollupProgress): void {
    const total = readMarks(this.db, 'facts').length;
    const isCounted = new Set<CivilDay>();
    for (;;) {
      const marks = readMarks(this.db, 'facts').filter(({ day }) => !isCounted.has(day));
      const some =
        order === 'first to last' ? marks.slice(0, DAYS_PER_TRANSACTION) : marks.slice(-DAYS_PER_TRANSACTION);
      if (some.length === 0) return;
      this.write(this.count(some));
      for (const { day } of some) isCounted.add(day);
      progress?.(Math.min(isCounted.size, total), total, 'days');
    }
  }

  /** Counts days without writing them, so that nobody waits meanwhile. */
  count(marks: readonly Mark[]): CountedDay[] {
    return marks.map(({ day, marks: seen }) => {
      const spans = this.counter.count(day, this.facts, this.horizon);
      return { day, seen, spans, rows: encodeBlocks(day, this.facts.finish()) };
    });
  }

  write(days: readonly CountedDay[]): void {
    this.db.sql
      .transaction(() => {
        for (const { day, seen, spans, rows } of days) {
          this.writer.replaceEncoded(['15min', 'hour', 'day'], day, rows);
          spans.write(this.db, day);
          markPeriods(this.db, 'facts', day);
          unmark(this.db, 'facts', DAY_GRAIN, day, seen);
        }
        advanceVersion(this.db, this.nowSeconds);
      })
      .immediate();
  }

  sumPeriods(grains: readonly PeriodGrain[] = PERIODS): void {
    sumPeriods(this.db, 'facts', grains, (grain, start, blocks) => {
      const own = this.facts;
      own.begin(WHOLE_PERIOD);
      for (let day = start; day < periodEnd(grain, start); day++) {
        this.counter.countPeriod(grain === 'week' ? 'P1W' : 'P1M', day, own);
      }
      for (const { cell, block, grain: level } of own.finish()) {
        if (level !== 'day') continue;
        const known = blocks.get(cell);
        if (known === undefined) blocks.set(cell, block);
        else known.merge(block);
      }
    });
    this.db.sql.transaction(() => advanceVersion(this.db, this.nowSeconds)).immediate();
  }
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
