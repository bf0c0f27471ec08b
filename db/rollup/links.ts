/**
 * Repeat contacts: which contact of a customer was the first about a category, and which were followed by another.
 * Owns the search for the contact before and the contact after; refuses to link contacts without a reference.
 *
 * A day's figures look 28 days back and 28 days on, and settle only when those have passed: they are counted apart
 * from the other facts, reading the contacts once in order of time.
 * Definition: reference 1.4; windows of 7 and 28 days of 86,400 seconds.
 */

import { blockKey } from '../block-key.ts';
import { arrivalOf, decodeContact, emptyFields, keyAt } from '../contact-record.ts';
import { OFFERED_OUTCOMES, OUTCOMES } from '../domain/contact.ts';
import { Tally } from '../domain/tally.ts';
import type { CivilDay, Zone } from '../domain/zone.ts';
import { advanceVersion, readMetaNumber, writeMeta } from '../meta.ts';
import type { WriteHandle } from '../open.ts';
import { Accumulator, WHOLE_PERIOD } from './accumulator.ts';
import { BlockWriter, encodeBlocks } from './block-writer.ts';
import { CellBook, findCell, type StoredMember } from './cell-book.ts';
import { DAY_GRAIN, hasDirtyPeriods, markDirty, markPeriods, readMarks, unmark } from './dirty.ts';
import { sumPeriods } from './periods.ts';

/** Told after each transaction how far the counting is. */
export type RollupProgress = (done: number, total: number, what: string) => void;

const DAY_SECONDS = 86_400;
const SHORT = 7 * DAY_SECONDS;
const LONG = 28 * DAY_SECONDS;
/** How far a changed contact bears on others, in civil days. */
export const LINK_REACH_DAYS = 29;
/** Days counted in one transaction. */
const DAYS_PER_TRANSACTION = 14;
const OFFERED = new Set(OFFERED_OUTCOMES.map((outcome) => OUTCOMES.indexOf(outcome)));

/** The latest moment up to which a following contact would be known: now, or the end of the records. */
function linkHorizon(db: WriteHandle, nowSeconds: number): number | null {
  const last = db.sql.prepare('SELECT max(key) FROM contacts').pluck().get() as number | null;
  return last === null ? null : Math.min(nowSeconds, arrivalOf(last));
}

/** As time passes, contacts grow old enough to be judged: marks the days in which that happened. */
export function markLinksGrown(db: WriteHandle, zone: Zone, nowSeconds: number): void {
  const horizon = linkHorizon(db, nowSeconds);
  const known = readMetaNumber(db, 'link_horizon');
  if (horizon === null || horizon === known) return;
  db.sql
    .transaction(() => {
      if (known !== null) {
        const first = zone.dayOf(Math.min(known, horizon) - LONG) - 1;
        const last = zone.dayOf(Math.max(known, horizon));
        markDirty(db, 'links', daysWithFacts(db, first, last));
      }
      writeMeta(db, 'link_horizon', horizon);
    })
    .immediate();
}

/** The days of a range that hold any fact. */
function daysWithFacts(db: WriteHandle, first: CivilDay, last: CivilDay): CivilDay[] {
  const all = findCell(db, 'all', {});
  if (all === null) return [];
  const block = db.sql.prepare('SELECT 1 FROM fact_blocks WHERE key = ?').pluck();
  const days: CivilDay[] = [];
  for (let day = first; day <= last; day++) {
    if (block.get(blockKey('day', day, all)) !== undefined) days.push(day);
  }
  return days;
}

/** A contact seen, and when the one before and the one after it came. */
interface Linked {
  member: StoredMember;
  at: number;
  before: number;
  after: number;
}

/** Counts the dirty days anew, then their weeks and months. */
export function countLinks(
  db: WriteHandle,
  zone: Zone,
  nowSeconds: number,
  progress?: RollupProgress,
): boolean {
  const seen = new Map(readMarks(db, 'links').map(({ day, marks }) => [day, marks]));
  const days = [...seen.keys()];
  const horizon = readMetaNumber(db, 'link_horizon');
  // A process killed after its days leaves weeks and months to be summed.
  if (horizon === null || (days.length === 0 && !hasDirtyPeriods(db, 'links'))) return false;
  const counter = new LinkCounter(db, zone, horizon, seen);
  for (let done = 0; done < days.length; ) {
    const end = done + runLength(days.slice(done));
    counter.countRun(days.slice(done, end), nowSeconds, (counted) =>
      progress?.(done + counted, days.length, 'days of repeat contacts'),
    );
    done = end;
  }
  sumPeriods(db, 'links');
  db.sql.transaction(() => advanceVersion(db, nowSeconds)).immediate();
  return true;
}

/** How many of the days follow one another so closely that one pass over the contacts serves them all. */
function runLength(days: readonly CivilDay[]): number {
  let length = 1;
  while (length < days.length && days[length]! - days[length - 1]! <= LINK_REACH_DAYS) length++;
  return length;
}

type LinkRows = IterableIterator<[key: number, record: Buffer]>;

class LinkCounter {
  private readonly db: WriteHandle;
  private readonly zone: Zone;
  private readonly horizon: number;
  /** how often each day was marked when the counting began */
  private readonly seen: ReadonlyMap<CivilDay, number>;
  private readonly book: CellBook;
  private readonly writer: BlockWriter;
  private readonly rows;
  private readonly fields = emptyFields();
  /** the latest contact of each customer about each category */
  private recent = new Map<number, Linked>();
  private older = new Map<number, Linked>();

  constructor(db: WriteHandle, zone: Zone, horizon: number, seen: ReadonlyMap<CivilDay, number>) {
    this.db = db;
    this.zone = zone;
    this.horizon = horizon;
    this.seen = seen;
    this.book = new CellBook(db);
    this.writer = new BlockWriter(db, 'link_blocks');
    this.rows = db.sql
      .prepare<unknown[], [key: number, record: Buffer]>(
        'SELECT key, record FROM contacts WHERE key >= ? AND key < ?',
      )
      .raw();
  }

  /** Reads the contacts once, in order of time; a day is written when all that may follow it has been seen. */
  countRun(days: readonly CivilDay[], nowSeconds: number, progress: (counted: number) => void): void {
    const first = days[0]!;
    const last = days.at(-1)!;
    const wanted = new Set(days);
    const waiting: { day: CivilDay; contacts: Linked[] }[] = [];
    let counted = 0;
    for (let day = first - LINK_REACH_DAYS; day <= last + LINK_REACH_DAYS; day++) {
      const contacts = this.readDay(day);
      if (wanted.has(day)) waiting.push({ day, contacts });
      const settled = waiting.filter((one) => one.day < day - LINK_REACH_DAYS).length;
      const isEnd = day === last + LINK_REACH_DAYS;
      if (settled < DAYS_PER_TRANSACTION && !isEnd) continue;
      const some = waiting.splice(0, isEnd ? waiting.length : settled);
      this.write(some, nowSeconds);
      counted += some.length;
      progress(counted);
    }
    this.recent = new Map();
    this.older = new Map();
  }

  private readDay(day: CivilDay): Linked[] {
    // Contacts of more than 28 days ago can no longer be followed: two maps take turns, the older is dropped whole.
    if (day % LINK_REACH_DAYS === 0) {
      this.older = this.recent;
      this.recent = new Map();
    }
    const contacts: Linked[] = [];
    const { fields } = this;
    const [from, to] = [this.zone.startOfDay(day), this.zone.startOfDay(day + 1)];
    for (const [key, record] of this.rows.iterate(
      keyAt(Math.max(0, from)),
      keyAt(Math.max(0, to)),
    ) as LinkRows) {
      decodeContact(record, fields);
      if (fields.customer === null || !OFFERED.has(fields.outcome)) continue;
      const at = arrivalOf(key);
      // A reference has 48 bits and a category fewer than 8 values: together they fit a safe integer.
      const subject = fields.customer * 8 + (fields.category ?? 7);
      const previous = this.recent.get(subject) ?? this.older.get(subject);
      const { channel, queue, category, cause, language, region } = fields;
      const contact: Linked = {
        member: { channel, queue, category, cause, language, region },
        at,
        before: previous === undefined ? Infinity : at - previous.at,
        after: Infinity,
      };
      if (previous !== undefined) previous.after = contact.before;
      this.recent.set(subject, contact);
      contacts.push(contact);
    }
    return contacts;
  }

  private write(days: readonly { day: CivilDay; contacts: Linked[] }[], nowSeconds: number): void {
    const counted = days.map(({ day, contacts }) => ({
      day,
      rows: encodeBlocks(day, this.tallyDay(contacts)),
    }));
    this.db.sql
      .transaction(() => {
        for (const { day, rows } of counted) {
          this.writer.replaceEncoded(['day'], day, rows);
          markPeriods(this.db, 'links', day);
          unmark(this.db, 'links', DAY_GRAIN, day, this.seen.get(day) ?? 0);
        }
        advanceVersion(this.db, nowSeconds);
      })
      .immediate();
  }

  private tallyDay(contacts: readonly Linked[]) {
    const into = new Accumulator(WHOLE_PERIOD, this.book);
    const tally = new Tally();
    for (const { member, at, before, after } of contacts) {
      tally.clear();
      tally.add('linked');
      if (before <= SHORT) tally.add('repeat7');
      else if (at + SHORT <= this.horizon) {
        tally.add('first7');
        if (after <= SHORT) tally.add('followed7');
      }
      if (before <= LONG) tally.add('repeat28');
      else if (at + LONG <= this.horizon) {
        tally.add('first28');
        if (after <= LONG) tally.add('followed28');
      }
      into.add('day', 0, member, tally);
    }
    return into.finish().filter(({ grain }) => grain === 'day');
  }
}
