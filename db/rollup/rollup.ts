/**
 * Keeps the facts equal to the records: counts dirty days anew, then the weeks and months that hold them.
 * Owns the list of what is dirty; refuses to leave a mark before what it stands for is on the disk, so that a
 * process killed at any moment goes on where it stopped.
 */

import { arrivalOf, keyAt } from '../contact-record.ts';
import { periodEnd } from '../domain/bucket.ts';
import type { DisclosurePolicy } from '../domain/disclosure.ts';
import type { CivilDay } from '../domain/zone.ts';
import { advanceVersion, readMeta, readMetaNumber, writeMeta } from '../meta.ts';
import { type ReadHandle, type WriteHandle, withoutSync } from '../open.ts';
import { Accumulator, WHOLE_PERIOD } from './accumulator.ts';
import { countingHorizon, markHorizonPassed } from './arrival-horizon.ts';
import { BlockWriter, type EncodedBlock, encodeBlocks } from './block-writer.ts';
import type { CaseSpans } from './case-spans.ts';
import { CellBook } from './cell-book.ts';
import { type CountingRules, DayCounter } from './day.ts';
import {
  DAY_GRAIN,
  hasDirtyPeriods,
  isStillMarked,
  type Mark,
  markDirty,
  markPeriods,
  readMarks,
  unmark,
} from './dirty.ts';
import { beginHiding, hideChanged } from './hiding.ts';
import { countLinkDays, countLinks, markLinksGrown, type RollupProgress } from './links.ts';
import { sumPeriods } from './periods.ts';

export interface RollupRules extends CountingRules {
  /** null: nothing is hidden beside small figures, for tests of the counting */
  disclosure: DisclosurePolicy | null;
  /** everything that changes stored sums, as one string; another one counts everything anew */
  signature: string;
}

const DAYS_PER_TRANSACTION = 16;
/** Far more than half, for the second thread has other facts to finish first. */
const FIRST_SHARE = 0.85;
/** Each thread holds a table of the customers of 28 days: with more contacts, two would take too much memory. */
const MOST_PARTED_CONTACTS = 2_000_000;

export interface RollupOptions {
  /** false leaves repeat contacts for later: they take a look at eight weeks for each changed day */
  links?: boolean;
  progress?: RollupProgress;
  /** while contacts come in: the day at hand is counted at each quarter-hour and not at each contact */
  isLive?: boolean;
  /** false leaves what is hidden beside small figures to be decided by whoever calls */
  hides?: boolean;
}

/** Brings every figure up to date with the records and with the clock. Does nothing when nothing changed. */
export function rollUp(
  db: WriteHandle,
  rules: RollupRules,
  nowSeconds: number,
  options: RollupOptions = {},
): { changed: boolean } {
  prepareRollUp(db, rules, nowSeconds);
  const isByQuarters = options.isLive === true && isToldLive(db);
  if (isByQuarters && isCountedToHorizon(db)) return { changed: false };
  // Figures can be counted again from the records and the marks.
  const { zone, disclosure } = rules;
  return withoutSync(db, () => {
    const hasLinks = isByQuarters || options.links !== false;
    const changedLinks = hasLinks && rollUpLinks(db, rules, nowSeconds, options.progress);
    const changedFacts = rollUpFacts(db, rules, nowSeconds, options);
    if (disclosure !== null && options.hides !== false) hideChanged(db, zone, disclosure, nowSeconds);
    return { changed: changedFacts || changedLinks };
  });
}

/**
 * Whether any source tells of now. Then nothing at all is counted between two quarter-hours, repeat contacts and days
 * gone by included: a version of the data that moves with one contact's step would tell its moment.
 */
export function isToldLive(db: ReadHandle): boolean {
  return db.sql.prepare('SELECT 1 FROM live_sources LIMIT 1').get() !== undefined;
}

function isCountedToHorizon(db: ReadHandle): boolean {
  const horizon = readMetaNumber(db, 'arrival_horizon');
  return horizon !== null && readMetaNumber(db, 'counted_horizon') === horizon;
}

/** Marks what changed by other rules and by the passing of time alone. */
export function prepareRollUp(db: WriteHandle, rules: RollupRules, nowSeconds: number): void {
  if (rules.disclosure !== null) beginHiding(db, rules.disclosure);
  startAnewWhenRulesChanged(db, rules);
  markDuePassed(db, rules, nowSeconds);
  const { zone, liveDelayMinutes } = rules;
  if (liveDelayMinutes !== null) markHorizonPassed(db, zone, { nowSeconds, delayMinutes: liveDelayMinutes });
}

function rollUpLinks(
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
  { progress, isLive = false }: RollupOptions = {},
): boolean {
  const horizon = readMetaNumber(db, 'arrival_horizon');
  const untouched = isLive && isCountedToHorizon(db) ? rules.zone.dayOf(horizon!) : Infinity;
  const marks = readMarks(db, 'facts').filter(({ day }) => day < untouched);
  if (marks.length === 0 && !hasDirtyPeriods(db, 'facts')) {
    noteWhole(db, horizon);
    return false;
  }
  const facts = new FactsRollup(db, rules, nowSeconds);
  for (let at = 0; at < marks.length; at += DAYS_PER_TRANSACTION) {
    facts.write(facts.count(marks.slice(at, at + DAYS_PER_TRANSACTION)));
    progress?.(Math.min(at + DAYS_PER_TRANSACTION, marks.length), marks.length, 'days');
  }
  const whole = readMetaNumber(db, 'whole_horizon');
  facts.sumPeriods(whole === null ? Infinity : rules.zone.dayOf(whole));
  // Together, and for a moment only: a week with a day of which it is not known yet that it is over would tell it as its rest.
  db.sql
    .transaction(() => {
      facts.sumPeriods();
      noteWhole(db, horizon);
    })
    .immediate();
  return true;
}

/** Only now may buckets that end by the horizon be said: between its passing and the count they would lack their end. */
function noteWhole(db: WriteHandle, horizon: number | null): void {
  if (horizon === null) return;
  for (const name of ['counted_horizon', 'whole_horizon'] as const)
    if (readMetaNumber(db, name) !== horizon) writeMeta(db, name, horizon);
}

/** Has the next count take the day at hand as it is by then: for what came while nobody was counting. */
export function countDayAtHand(db: WriteHandle): void {
  writeMeta(db, 'counted_horizon', 0);
}

/** The day at which two threads part the repeat contacts that are to be counted; null where one shall count them. */
export function partLinks(db: WriteHandle, { zone }: RollupRules, nowSeconds: number): CivilDay | null {
  markLinksGrown(db, zone, nowSeconds);
  const contacts = db.sql.prepare('SELECT count(*) FROM (SELECT 1 FROM contacts LIMIT ?)').pluck();
  if (contacts.get(MOST_PARTED_CONTACTS) === MOST_PARTED_CONTACTS) return null;
  const marks = readMarks(db, 'links');
  return marks[Math.floor(marks.length * FIRST_SHARE)]?.day ?? null;
}

/** The first thread's share: repeat contacts before that day; all of them where none is given. */
export function rollUpFirstShare(
  db: WriteHandle,
  { zone }: RollupRules,
  nowSeconds: number,
  partedAt: CivilDay | null,
  progress?: RollupProgress,
): void {
  withoutSync(db, () => countLinkDays(db, zone, nowSeconds, { before: partedAt ?? Infinity, progress }));
}

/** The second thread's: all other facts, then repeat contacts from that day on. What is left then is rollUp's. */
export function rollUpSecondShare(
  db: WriteHandle,
  rules: RollupRules,
  nowSeconds: number,
  partedAt: CivilDay | null,
): void {
  withoutSync(db, () => {
    rollUpFacts(db, rules, nowSeconds);
    if (partedAt !== null) countLinkDays(db, rules.zone, nowSeconds, { from: partedAt });
  });
}

/** A day as it was counted; `seen`: the mark that it had then. */
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
  private readonly rules: RollupRules;
  private readonly facts: Accumulator;
  /** for what was sent of whole weeks and months */
  private readonly wholes: Accumulator;
  private readonly counter: DayCounter;
  private readonly writer: BlockWriter;

  constructor(db: WriteHandle, rules: RollupRules, nowSeconds: number) {
    this.db = db;
    this.nowSeconds = nowSeconds;
    this.rules = rules;
    const book = new CellBook(db);
    this.facts = new Accumulator(book);
    this.wholes = new Accumulator(book);
    this.counter = new DayCounter(db, rules, book);
    this.writer = new BlockWriter(db, 'fact_blocks');
  }

  /** Counts days without writing them, so that nobody waits meanwhile. */
  count(marks: readonly Mark[]): CountedDay[] {
    // Read after the marks: who moves it marks the days that follow, and these are then counted again.
    const horizons = {
      due: readMetaNumber(this.db, 'due_horizon') ?? this.nowSeconds,
      arrival: this.arrivalHorizon(),
    };
    return marks.map(({ day, marks: seen }) => {
      const spans = this.counter.count(day, this.facts, horizons);
      const facts = this.facts.finish(this.counter.judgeOf(day));
      return { day, seen, spans, rows: encodeBlocks(day, [...facts, ...this.counter.promises.finish()]) };
    });
  }

  write(days: readonly CountedDay[]): void {
    this.db.sql
      .transaction(() => {
        for (const { day, seen, spans, rows } of days) {
          if (!isStillMarked(this.db, 'facts', day)) continue;
          this.writer.replaceEncoded(['15min', 'hour', 'day'], day, rows);
          spans.write(this.db, day);
          markPeriods(this.db, 'facts', day);
          unmark(this.db, 'facts', DAY_GRAIN, day, seen);
        }
        advanceVersion(this.db, this.nowSeconds);
      })
      .immediate();
  }

  private arrivalHorizon(): number {
    const { liveDelayMinutes } = this.rules;
    if (liveDelayMinutes === null) return Infinity;
    return readMetaNumber(this.db, 'arrival_horizon') ?? countingHorizon(this.nowSeconds, liveDelayMinutes);
  }

  /** Sums dirty weeks and months, as far as their days are over: all of them, or those that have ended by a day. */
  sumPeriods(endingBy = Infinity): void {
    const horizon = this.arrivalHorizon();
    const overBy = horizon === Infinity ? Infinity : this.rules.zone.dayOf(horizon);
    sumPeriods(this.db, 'facts', this.nowSeconds, {
      endingBy,
      overBy,
      more: (grain, start, blocks) => {
        if (periodEnd(grain, start) > overBy) return;
        this.wholes.begin(WHOLE_PERIOD);
        for (let day = start; day < periodEnd(grain, start); day++) {
          this.counter.countPeriod(grain === 'week' ? 'P1W' : 'P1M', day, this.wholes);
        }
        for (const { cell, block, grain: level } of this.wholes.finish()) {
          if (level !== 'day') continue;
          const known = blocks.get(cell);
          if (known === undefined) blocks.set(cell, block);
          else known.merge(block);
        }
      },
    });
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
  for (const at of ask('SELECT due_at FROM promises').iterate()) days.add(zone.dayOf(at as number));
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
    .prepare(
      `SELECT due_at FROM contacts WHERE due_at IS NOT NULL AND due_at > ? AND due_at <= ?
       UNION SELECT due_at FROM promises WHERE due_at > ? AND due_at <= ?`,
    )
    .pluck()
    .all(from, to, from, to) as number[];
  db.sql
    .transaction(() => {
      markDirty(db, 'facts', new Set(passed.map((at) => zone.dayOf(at))));
      writeMeta(db, 'due_horizon', nowSeconds);
    })
    .immediate();
}
