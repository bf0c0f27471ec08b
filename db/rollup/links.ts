/**
 * Repeat contacts: which contact of a customer was the first about a category, and which were followed by another.
 * Owns the search for the contact before and the contact after; refuses to link contacts without a reference.
 *
 * A day's figures look 28 days back and 28 days on, and settle only when those have passed: they are counted apart
 * from the other facts, reading the contacts once in order of time.
 * Definition: reference 1.4; windows of 7 and 28 days of 86,400 seconds.
 */

import { arrivalOf, keyAt } from '../contact-record.ts';
import { ContactScan, emptyContact } from '../contact-scan.ts';
import { OFFERED_OUTCOMES, OUTCOMES } from '../domain/contact.ts';
import { Tally } from '../domain/tally.ts';
import type { CivilDay, Zone } from '../domain/zone.ts';
import { advanceVersion, readMetaNumber, writeMeta } from '../meta.ts';
import type { WriteHandle } from '../open.ts';
import { enlarged } from '../typed-memory.ts';
import { Accumulator, type Group, WHOLE_PERIOD } from './accumulator.ts';
import { BlockWriter, encodeBlocks } from './block-writer.ts';
import { CellBook } from './cell-book.ts';
import {
  DAY_GRAIN,
  hasDirtyPeriods,
  isStillMarked,
  markDirty,
  markPeriods,
  readMarks,
  unmark,
} from './dirty.ts';
import { LatestContact } from './latest-contact.ts';
import { sumPeriods } from './periods.ts';

/** Told after each transaction how far the counting is. */
export type RollupProgress = (done: number, total: number, what: string) => void;

const DAY_SECONDS = 86_400;
const SHORT = 7 * DAY_SECONDS;
const LONG = 28 * DAY_SECONDS;
/** How far a changed contact bears on others, in civil days. */
export const LINK_REACH_DAYS = 29;
/** Days counted in one transaction. */
const DAYS_PER_TRANSACTION = 16;
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
        markDirty(db, 'links', daysWithContacts(db, zone, first, last));
      }
      writeMeta(db, 'link_horizon', horizon);
    })
    .immediate();
}

/** The days of a range on which contacts arrived. */
function daysWithContacts(db: WriteHandle, zone: Zone, first: CivilDay, last: CivilDay): CivilDay[] {
  const arrival = db.sql.prepare('SELECT 1 FROM contacts WHERE key >= ? AND key < ? LIMIT 1').pluck();
  const keyOfDay = (day: CivilDay) => keyAt(Math.max(0, zone.startOfDay(day)));
  const days: CivilDay[] = [];
  for (let day = first; day <= last; day++) {
    if (arrival.get(keyOfDay(day), keyOfDay(day + 1)) !== undefined) days.push(day);
  }
  return days;
}

/** What is known of a linked contact, in bits. */
const REPEATS_WITHIN_SHORT = 1;
const REPEATS_WITHIN_LONG = 2;
const FOLLOWED_WITHIN_SHORT = 4;
const FOLLOWED_WITHIN_LONG = 8;
/** So old that whatever follows it within the window is known. */
const OLDER_THAN_SHORT = 16;
const OLDER_THAN_LONG = 32;
const STATES = 64;
const FIRST_ROOM = 1024;

/** The linked contacts of a day in order of time. Days wait for weeks, and each may hold many: five bytes a contact. */
class LinkedDay {
  readonly day: CivilDay;
  readonly groups: Group[] = [];
  count = 0;
  private readonly numbers = new Map<Group, number>();
  /** position in `groups` of each contact */
  private groupOf = new Uint32Array(FIRST_ROOM);
  private states = new Uint8Array(FIRST_ROOM);

  constructor(day: CivilDay) {
    this.day = day;
  }

  add(group: Group, state: number): void {
    let number = this.numbers.get(group);
    if (number === undefined) {
      number = this.groups.push(group) - 1;
      this.numbers.set(group, number);
    }
    if (this.count === this.states.length) {
      this.groupOf = enlarged(this.groupOf);
      this.states = enlarged(this.states);
    }
    this.groupOf[this.count] = number;
    this.states[this.count] = state;
    this.count++;
  }

  /** Adds to what is known of the contact at a place. */
  note(place: number, state: number): void {
    this.states[place]! |= state;
  }

  /** How many contacts of each group are in each state: group × STATES + state. */
  countStates(): Uint32Array {
    const counts = new Uint32Array(this.groups.length * STATES);
    for (let i = 0; i < this.count; i++) counts[this.groupOf[i]! * STATES + this.states[i]!]!++;
    return counts;
  }
}

/** Counts the dirty days anew, then their weeks and months. */
export function countLinks(
  db: WriteHandle,
  zone: Zone,
  nowSeconds: number,
  progress?: RollupProgress,
): boolean {
  const hasDays = countLinkDays(db, zone, nowSeconds, { progress });
  // A process killed after its days leaves weeks and months to be summed.
  if (!hasDays && !hasDirtyPeriods(db, 'links')) return false;
  sumPeriods(db, 'links', nowSeconds);
  return true;
}

export interface LinkDays {
  /** days from this one on */
  from?: CivilDay;
  /** days before this one */
  before?: CivilDay;
  progress?: RollupProgress | undefined;
}

/** Counts dirty days anew; their weeks and months stay marked. Says whether there were any. */
export function countLinkDays(
  db: WriteHandle,
  zone: Zone,
  nowSeconds: number,
  { from = -Infinity, before = Infinity, progress }: LinkDays,
): boolean {
  const marks = readMarks(db, 'links').filter(({ day }) => day >= from && day < before);
  const seen = new Map(marks.map(({ day, marks: times }) => [day, times]));
  const days = [...seen.keys()];
  const horizon = readMetaNumber(db, 'link_horizon');
  if (horizon === null || days.length === 0) return false;
  const counter = new LinkCounter(db, zone, horizon, seen);
  for (let done = 0; done < days.length; ) {
    const end = done + runLength(days.slice(done));
    counter.countRun(days.slice(done, end), nowSeconds, (counted) =>
      progress?.(done + counted, days.length, 'days of repeat contacts'),
    );
    done = end;
  }
  return true;
}

/** How many of the days follow one another so closely that one pass over the contacts serves them all. */
function runLength(days: readonly CivilDay[]): number {
  let length = 1;
  while (length < days.length && days[length]! - days[length - 1]! <= LINK_REACH_DAYS) length++;
  return length;
}

class LinkCounter {
  private readonly db: WriteHandle;
  private readonly zone: Zone;
  private readonly horizon: number;
  /** the mark of each day when the counting began */
  private readonly seen: ReadonlyMap<CivilDay, number>;
  private readonly links: Accumulator;
  private readonly writer: BlockWriter;
  private readonly contacts: ContactScan;
  private readonly contact = emptyContact();
  private readonly tally = new Tally();
  private latest = new LatestContact(LONG);
  /** days not written yet */
  private readonly waiting = new Map<CivilDay, LinkedDay>();

  constructor(db: WriteHandle, zone: Zone, horizon: number, seen: ReadonlyMap<CivilDay, number>) {
    this.db = db;
    this.zone = zone;
    this.horizon = horizon;
    this.seen = seen;
    this.links = new Accumulator(new CellBook(db));
    this.writer = new BlockWriter(db, 'link_blocks');
    this.contacts = new ContactScan(db);
  }

  /** Reads the contacts once, in order of time; a day is written when all that may follow it has been seen. */
  countRun(days: readonly CivilDay[], nowSeconds: number, progress: (counted: number) => void): void {
    const first = days[0]!;
    const last = days.at(-1)!;
    const wanted = new Set(days);
    let counted = 0;
    this.latest = new LatestContact(LONG);
    for (let day = first - LINK_REACH_DAYS; day <= last + LINK_REACH_DAYS; day++) {
      this.readDay(day, wanted.has(day));
      const isEnd = day === last + LINK_REACH_DAYS;
      const settled = [...this.waiting.values()].filter((one) => isEnd || one.day < day - LINK_REACH_DAYS);
      if (settled.length < DAYS_PER_TRANSACTION && !isEnd) continue;
      this.write(settled, nowSeconds);
      for (const { day: written } of settled) this.waiting.delete(written);
      counted += settled.length;
      progress(counted);
    }
  }

  private readDay(day: CivilDay, isWanted: boolean): void {
    const read = new LinkedDay(day);
    if (isWanted) this.waiting.set(day, read);
    const { contact, latest, horizon } = this;
    this.contacts.each(this.zone.startOfDay(day), this.zone.startOfDay(day + 1), contact, () => {
      const { customer, arrivedAt: at } = contact;
      if (customer === null || !OFFERED.has(contact.outcome)) return;
      // A reference has 48 bits and a category fewer than 8 values: together they fit a safe integer.
      latest.note(customer * 8 + (contact.category ?? 7), at, read.count);
      const since = at - latest.before;
      if (since <= LONG) {
        const state = since <= SHORT ? FOLLOWED_WITHIN_SHORT | FOLLOWED_WITHIN_LONG : FOLLOWED_WITHIN_LONG;
        this.waiting.get(this.zone.dayOf(latest.before))?.note(latest.placeBefore, state);
      }
      if (!isWanted) return;
      let state = at + SHORT <= horizon ? OLDER_THAN_SHORT : 0;
      if (at + LONG <= horizon) state |= OLDER_THAN_LONG;
      if (since <= SHORT) state |= REPEATS_WITHIN_SHORT;
      if (since <= LONG) state |= REPEATS_WITHIN_LONG;
      read.add(this.links.groupOf(contact), state);
    });
  }

  private write(days: readonly LinkedDay[], nowSeconds: number): void {
    const counted = days.map((linked) => ({
      day: linked.day,
      rows: encodeBlocks(linked.day, this.tallyDay(linked)),
    }));
    this.db.sql
      .transaction(() => {
        for (const { day, rows } of counted) {
          if (!isStillMarked(this.db, 'links', day)) continue;
          // One contact bears on a month of days, and in most of them nothing is other than it was.
          if (!this.writer.isKept('day', day, rows)) {
            this.writer.replaceEncoded(['day'], day, rows);
            markPeriods(this.db, 'links', day);
          }
          unmark(this.db, 'links', DAY_GRAIN, day, this.seen.get(day) ?? 0);
        }
        advanceVersion(this.db, nowSeconds);
      })
      .immediate();
  }

  private tallyDay(linked: LinkedDay) {
    const { tally, links } = this;
    links.begin(WHOLE_PERIOD);
    linked.countStates().forEach((count, i) => {
      if (count === 0) return;
      const is = (state: number) => ((i % STATES) & state) !== 0;
      tally.clear();
      tally.add('linked', count);
      if (is(REPEATS_WITHIN_SHORT)) tally.add('repeat7', count);
      else if (is(OLDER_THAN_SHORT)) {
        tally.add('first7', count);
        if (is(FOLLOWED_WITHIN_SHORT)) tally.add('followed7', count);
      }
      if (is(REPEATS_WITHIN_LONG)) tally.add('repeat28', count);
      else if (is(OLDER_THAN_LONG)) {
        tally.add('first28', count);
        if (is(FOLLOWED_WITHIN_LONG)) tally.add('followed28', count);
      }
      links.addTo(linked.groups[Math.floor(i / STATES)]!, 'day', 0, tally);
    });
    return links.finish();
  }
}
