/**
 * Repeat contacts: which contact of a customer was the first about a category, and which were followed by another.
 * Owns the search for the contact before and the contact after; refuses to link contacts without a reference.
 *
 * A day's figures look 28 days back and 28 days on, and settle only when those have passed: they are counted apart
 * from the other facts, in windows of days, reading the contacts once in order of time.
 * Definition: reference 1.4; windows of 7 and 28 days of 86,400 seconds.
 */

import { blockKey } from '../block-key.ts';
import { arrivalOf, decodeContact, emptyFields, keyAt } from '../contact-record.ts';
import { CATEGORIES, OFFERED_OUTCOMES, OUTCOMES } from '../domain/contact.ts';
import { Tally } from '../domain/tally.ts';
import type { CivilDay, Zone } from '../domain/zone.ts';
import { advanceVersion, readMetaNumber, writeMeta } from '../meta.ts';
import type { WriteHandle } from '../open.ts';
import { Accumulator, type DaySlots } from './accumulator.ts';
import { BlockWriter } from './block-writer.ts';
import { CellBook, findCell, type StoredMember } from './cell-book.ts';
import { DAY_GRAIN, dirtyDays, markDirty, markPeriods, unmark } from './dirty.ts';
import { sumPeriods } from './periods.ts';

/** Told after each transaction how far the counting is. */
export type RollupProgress = (done: number, total: number, what: string) => void;

const DAY_SECONDS = 86_400;
const SHORT = 7 * DAY_SECONDS;
const LONG = 28 * DAY_SECONDS;
/** How far a changed contact bears on others, in civil days. */
export const LINK_REACH_DAYS = 29;
/** Dirty days counted in one pass: the eight weeks around them are read once for all of them. */
const DAYS_PER_WINDOW = 56;
const WHOLE_DAY: DaySlots = { quarters: 1, hours: 1, hourOfQuarter: [0] };
const PROBLEM = CATEGORIES.indexOf('problem');
const COMPLAINT = CATEGORIES.indexOf('complaint');
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
  /** of contacts in the window; null of those only looked at */
  member: StoredMember | null;
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
  const days = dirtyDays(db, 'links');
  const horizon = readMetaNumber(db, 'link_horizon');
  if (days.length === 0 || horizon === null) return false;
  const counter = new LinkCounter(db, zone, horizon);
  let done = 0;
  while (done < days.length) {
    const first = days[done]!;
    let end = done;
    while (end < days.length && days[end]! < first + DAYS_PER_WINDOW) end++;
    const some = days.slice(done, end);
    db.sql
      .transaction(() => {
        counter.countWindow(some);
        advanceVersion(db, nowSeconds);
      })
      .immediate();
    done = end;
    progress?.(done, days.length, 'days of repeat contacts');
  }
  sumPeriods(db, 'links');
  return true;
}

class LinkCounter {
  private readonly db: WriteHandle;
  private readonly zone: Zone;
  private readonly horizon: number;
  private readonly book: CellBook;
  private readonly writer: BlockWriter;
  private readonly rows;
  private readonly fields = emptyFields();

  constructor(db: WriteHandle, zone: Zone, horizon: number) {
    this.db = db;
    this.zone = zone;
    this.horizon = horizon;
    this.book = new CellBook(db);
    this.writer = new BlockWriter(db, 'link_blocks');
    this.rows = db.sql.prepare<unknown[], { key: number; record: Buffer }>(
      'SELECT key, record FROM contacts WHERE key >= ? AND key < ?',
    );
  }

  countWindow(days: readonly CivilDay[]): void {
    const from = this.zone.startOfDay(days[0]!);
    const to = this.zone.startOfDay(days.at(-1)! + 1);
    const byDay = new Map<CivilDay, Linked[]>(days.map((day) => [day, []]));
    const latest = new Map<number, Linked>();
    for (const { key, record } of this.rows.iterate(keyAt(from - LONG), keyAt(to + LONG))) {
      const fields = this.fields;
      decodeContact(record, fields);
      if (fields.customer === null || !OFFERED.has(fields.outcome)) continue;
      const at = arrivalOf(key);
      // A reference has 48 bits and a category fewer than 8 values: together they fit a safe integer.
      const subject = fields.customer * 8 + (fields.category ?? 7);
      const previous = latest.get(subject);
      const contact: Linked = { member: null, at, before: Infinity, after: Infinity };
      if (previous !== undefined) {
        contact.before = at - previous.at;
        previous.after = contact.before;
      }
      latest.set(subject, contact);
      if (at < from || at >= to) continue;
      const contacts = byDay.get(this.zone.dayOf(at));
      if (contacts === undefined) continue;
      const { channel, queue, category, cause, language, region } = fields;
      contact.member = { channel, queue, category, cause, language, region };
      contacts.push(contact);
    }
    for (const [day, contacts] of byDay) {
      this.writer.replace(['day'], day, this.tallyDay(contacts));
      markPeriods(this.db, 'links', day);
      unmark(this.db, 'links', DAY_GRAIN, day);
    }
  }

  private tallyDay(contacts: readonly Linked[]) {
    const into = new Accumulator(WHOLE_DAY, this.book);
    const tally = new Tally();
    for (const { member, at, before, after } of contacts) {
      if (member === null) continue;
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
      const hasCause = member.cause !== null || member.category === PROBLEM || member.category === COMPLAINT;
      into.add('day', 0, member, hasCause, tally);
    }
    return into.finish().filter(({ grain }) => grain === 'day');
  }
}
