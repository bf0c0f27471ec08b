/**
 * Keeps contacts: the hot path of every load. Owns their keys, the recognition of a contact sent before, and which
 * days a change bears on; refuses to keep a reference in clear.
 *
 * Records are looked up and written in chunks, by statements with many rows each. Where any of a chunk is known, its
 * records are looked at one by one. Ids of new records are written last and in order, for their index is in no order
 * of time, and each of its pages is then found once.
 */
import type { Statement as BetterSqliteStatement } from 'better-sqlite3';
import { arrivalOf, type ContactFields, emptyFields, keyAt, WITHIN_SECOND } from '../../contact-record.ts';
import { CHANNELS, type Contact, OUTCOMES } from '../../domain/contact.ts';
import type { CivilDay } from '../../domain/zone.ts';
import { LINK_REACH_DAYS } from '../../rollup/links.ts';
import { ID_BYTES } from '../../secret.ts';
import type { TermKind } from '../dictionary.ts';
import { ContactWords } from './contact-words.ts';
import { StagedContacts } from './staged-contacts.ts';
import { type Fate, type LoadContext, NotAllNew, type SqlValue, type Store } from './store.ts';

const CHUNK = 100;

/** Values are bound from one list: a list of thousands spread into arguments costs more than the insert. */
type Statement = BetterSqliteStatement<[SqlValue[]]>;

/** UTC seconds. */
export interface ContactTimes {
  offeredAt: number;
  dueAt: number | null;
  closedAt: number | null;
}

/** What is kept of a contact: load, due_at, closed_at, record. */
type Kept = [load: number, dueAt: number | null, closedAt: number | null, record: Buffer];

export class ContactStore implements Store<'contacts'> {
  private readonly context: LoadContext;
  private readonly staged = new StagedContacts();
  /** the ids of a chunk, used again for each: to make a buffer takes longer than to fill one */
  private readonly idBytes = Array.from({ length: CHUNK }, () => Buffer.alloc(ID_BYTES));
  /** used again from contact to contact */
  private readonly fields = emptyFields();
  private readonly statements = new Map<string, Statement>();
  private readonly findKey;
  private readonly findRow;
  private readonly isTaken;
  private searched = { arrivedAt: -1, key: 0 };
  private readonly dropId;
  private readonly dropRow;
  private readonly touchRow;
  private readonly surveyDays;
  private readonly anySurvey;
  private hasSurveys = false;
  /** days around which repeat contacts are marked already, in this transaction */
  private readonly linkedDays = new Set<CivilDay>();
  /** the day of arrival marked last: mostly that of the next record too */
  private markedDay: CivilDay | null = null;
  private readonly words;
  /** whether another word of this very load on the same contact is a contradiction; of its steps one follows the other */
  private readonly isFirstWordKept: boolean;

  /** where each id is staged first; made when two rows were found to say different things of one contact */
  private firstPlaces: Map<string, number> | null = null;

  constructor(context: LoadContext, { isFirstWordKept = true } = {}) {
    const { sql } = context.db;
    this.context = context;
    this.words = new ContactWords(context);
    this.isFirstWordKept = isFirstWordKept;
    this.findKey = sql.prepare<[Buffer], number>('SELECT key FROM contact_ids WHERE hash = ?').pluck();
    this.findRow = sql
      .prepare<[number], Kept>('SELECT load, due_at, closed_at, record FROM contacts WHERE key = ?')
      .raw();
    this.isTaken = sql.prepare<[number], number>('SELECT 1 FROM contacts WHERE key = ?').pluck();
    this.dropId = sql.prepare('DELETE FROM contact_ids WHERE hash = ?');
    this.dropRow = sql.prepare('DELETE FROM contacts WHERE key = ?');
    this.touchRow = sql.prepare('UPDATE contacts SET load = ? WHERE key = ?');
    this.surveyDays = sql.prepare<[Buffer], number>('SELECT day FROM surveys WHERE contact = ?').pluck();
    this.anySurvey = sql.prepare('SELECT 1 FROM surveys WHERE contact IS NOT NULL LIMIT 1');
  }

  stage(contact: Contact): TermKind | null {
    const { hasher, source } = this.context;
    const { fields } = this;
    const noRoomFor = this.words.fill(contact, fields);
    if (noRoomFor !== null) return noRoomFor;
    fields.channel = CHANNELS.indexOf(contact.channel);
    fields.outcome = OUTCOMES.indexOf(contact.outcome);
    this.stageFields(hasher.id(source, contact.id), fields, contact);
    return null;
  }

  /** Takes a contact as it is kept. `id`: its hash, each byte a character. */
  stageFields(id: string, fields: ContactFields, times: ContactTimes): void {
    const withinSecond = (id.charCodeAt(8) * 256 + id.charCodeAt(9)) % WITHIN_SECOND;
    this.staged.add(id, keyAt(times.offeredAt) + withinSecond, times.dueAt, times.closedAt, fields);
  }

  firstOf(place: number): number | null {
    if (this.firstPlaces === null) {
      this.firstPlaces = new Map();
      for (let at = this.staged.count - 1; at >= 0; at--) this.firstPlaces.set(this.idAt(at), at);
    }
    const first = this.firstPlaces.get(this.idAt(place)) ?? place;
    return first === place ? null : first;
  }

  private idAt(place: number): string {
    return this.staged.hashAt(place).toString('latin1');
  }

  clear(): void {
    this.firstPlaces = null;
    this.staged.clear();
    this.words.clear();
  }

  end(): void {
    this.staged.release();
  }

  put(): Fate[] {
    // Asked for each transaction: surveys may be pushed while a long file is being loaded.
    this.hasSurveys = this.anySurvey.get() !== undefined;
    this.linkedDays.clear();
    this.markedDay = null;
    // A key may have been freed since, or never taken where a transaction was undone.
    this.searched = { arrivedAt: -1, key: 0 };
    this.staged.separateKeys();
    return this.context.expectsNew ? this.putNew() : this.putAny();
  }

  /** Writes without a look: what is not new is ignored by the statements, and then counted as missing. */
  private putNew(): Fate[] {
    const { count } = this.staged;
    let kept = 0;
    for (let from = 0; from < count; from += CHUNK) {
      const to = Math.min(from + CHUNK, count);
      kept += this.insertContacts(from, to, 'IGNORE');
      if (kept < to) throw new NotAllNew();
      for (let place = from; place < to; place++) this.markStaged(place);
    }
    const places = this.staged.placesByHash();
    let identified = 0;
    for (let from = 0; from < count; from += CHUNK) {
      identified += this.insertIds(places.subarray(from, from + CHUNK), 'IGNORE');
    }
    if (identified !== count) throw new NotAllNew();
    return Array(count).fill('accepted');
  }

  private putAny(): Fate[] {
    const { count } = this.staged;
    const fates: Fate[] = [];
    for (let from = 0; from < count; from += CHUNK) {
      const to = Math.min(from + CHUNK, count);
      const isWritten = this.insertAll(from, to);
      for (let place = from; place < to; place++) fates.push(isWritten ? 'accepted' : this.putOne(place));
    }
    return fates;
  }

  /**
   * Writes a chunk of which every record is new; writes nothing and says false otherwise. Looked up beforehand,
   * because undoing a chunk would need a copy of every page it touches.
   */
  private insertAll(from: number, to: number): boolean {
    const count = to - from;
    const places = Uint32Array.from({ length: count }, (_, i) => from + i);
    const keys = Array.from(places, (place) => this.staged.keys[place]!);
    const hashes = Array.from(places, (place) => this.staged.hashAt(place));
    const isNew =
      new Set(keys).size === count &&
      new Set(hashes.map((hash) => hash.toString('latin1'))).size === count &&
      this.statement(`SELECT 1 FROM contacts WHERE key IN (${list(count)}) LIMIT 1`).get(keys) ===
        undefined &&
      this.statement(`SELECT 1 FROM contact_ids WHERE hash IN (${list(count)}) LIMIT 1`).get(hashes) ===
        undefined;
    if (!isNew) return false;
    this.insertIds(places, 'FAIL');
    this.insertContacts(from, to, 'FAIL');
    for (const place of places) this.markStaged(place);
    return true;
  }

  /** Writes ids and says how many rows came to be. Neither way keeps a journal of the statement. */
  private insertIds(places: Uint32Array, otherwise: 'FAIL' | 'IGNORE'): number {
    const values: SqlValue[] = [];
    places.forEach((place, i) => {
      this.staged.copyHash(place, this.idBytes[i]!);
      values.push(this.idBytes[i]!, this.staged.keys[place]!);
    });
    return this.inserting(`INSERT OR ${otherwise} INTO contact_ids (hash, key)`, '(?, ?)', places.length).run(
      values,
    ).changes;
  }

  /** The same for what else is kept. */
  private insertContacts(from: number, to: number, otherwise: 'FAIL' | 'IGNORE'): number {
    const { keys, dueAt, closedAt } = this.staged;
    let hasTimes = false;
    for (let place = from; place < to; place++) {
      hasTimes ||= !Number.isNaN(dueAt[place]!) || !Number.isNaN(closedAt[place]!);
    }
    const values: SqlValue[] = [];
    for (let place = from; place < to; place++) {
      if (hasTimes) values.push(keys[place]!, timeOrNull(dueAt[place]!), timeOrNull(closedAt[place]!));
      else values.push(keys[place]!);
      values.push(this.staged.recordAt(place));
    }
    // Every value that is bound costs as much as a column that is written.
    const row = hasTimes ? `(${this.context.load}, ?, ?, ?, ?)` : `(${this.context.load}, ?, NULL, NULL, ?)`;
    const into = `INSERT OR ${otherwise} INTO contacts (load, key, due_at, closed_at, record)`;
    return this.inserting(into, row, to - from).run(values).changes;
  }

  private putOne(place: number): Fate {
    const { staged } = this;
    const hash = staged.hashAt(place);
    const arrivedAt = arrivalOf(staged.keys[place]!);
    const known = this.findKey.get(hash) as unknown as number | undefined;
    if (known === undefined) {
      const free = this.freeKey(place, arrivedAt);
      if (free === null) return 'crowded';
      this.insertOne(place, free);
      return 'accepted';
    }
    const [load, dueAt, closedAt, record] = this.findRow.get(known) as unknown as Kept;
    const arrivedBefore = arrivalOf(known);
    const isSame =
      arrivedBefore === arrivedAt &&
      dueAt === timeOrNull(staged.dueAt[place]!) &&
      closedAt === timeOrNull(staged.closedAt[place]!) &&
      record.equals(staged.recordAt(place));
    const saidInThisLoad = load === this.context.load;
    if (isSame) {
      if (!saidInThisLoad) this.touchRow.run(this.context.load, known);
      return 'unchanged';
    }
    if (saidInThisLoad && this.isFirstWordKept) return 'conflict';
    const key = arrivedBefore === arrivedAt ? known : this.freeKey(place, arrivedAt);
    if (key === null) return 'crowded';
    this.dropRow.run(known);
    this.dropId.run(hash);
    this.markTimes(arrivedBefore, dueAt, closedAt, true);
    this.insertOne(place, key);
    return 'updated';
  }

  private insertOne(place: number, key: number): void {
    this.staged.keys[place] = key;
    this.insertIds(Uint32Array.of(place), 'FAIL');
    this.insertContacts(place, place + 1, 'FAIL');
    this.markStaged(place);
  }

  /** The days on which a staged record bears: arrival, due and closing, surveys about it, its neighbours in time. */
  private markStaged(place: number): void {
    const { keys, dueAt, closedAt, isLinkable } = this.staged;
    this.markTimes(
      arrivalOf(keys[place]!),
      timeOrNull(dueAt[place]!),
      timeOrNull(closedAt[place]!),
      isLinkable[place] === 1,
    );
    if (this.hasSurveys) this.markSurveys(this.staged.hashAt(place));
  }

  private markTimes(
    arrivedAt: number,
    dueAt: number | null,
    closedAt: number | null,
    isLinkable: boolean,
  ): void {
    const { zone, dirtyFacts, dirtyLinks } = this.context;
    const day = zone.dayOf(arrivedAt);
    if (day !== this.markedDay) dirtyFacts.add(day);
    this.markedDay = day;
    if (dueAt !== null) dirtyFacts.add(zone.dayOf(dueAt));
    if (closedAt !== null) dirtyFacts.add(zone.dayOf(closedAt));
    if (isLinkable && !this.linkedDays.has(day)) {
      this.linkedDays.add(day);
      for (let near = day - LINK_REACH_DAYS; near <= day + LINK_REACH_DAYS; near++) dirtyLinks.add(near);
    }
  }

  private markSurveys(hash: Buffer): void {
    for (const day of this.surveyDays.all(hash) as unknown as number[]) this.context.dirtyFacts.add(day);
  }

  /** A key of the second that no contact has: its own, else the lowest that is free; null without one. */
  private freeKey(place: number, arrivedAt: number): number | null {
    const own = this.staged.keys[place]!;
    if (this.isTaken.get(own) === undefined) return own;
    const end = keyAt(arrivedAt + 1);
    // Within a transaction the search goes on where the last one of the same second ended.
    if (this.searched.arrivedAt !== arrivedAt) this.searched = { arrivedAt, key: keyAt(arrivedAt) };
    while (this.searched.key < end && this.isTaken.get(this.searched.key) !== undefined) this.searched.key++;
    return this.searched.key < end ? this.searched.key : null;
  }

  /** A statement for so many rows; made once, for its text is long. */
  private inserting(into: string, row: string, count: number): Statement {
    const key = `${count} ${into} ${row}`;
    let statement = this.statements.get(key);
    if (statement === undefined) {
      statement = this.statement(`${into} VALUES ${Array(count).fill(row).join(', ')}`);
      this.statements.set(key, statement);
    }
    return statement;
  }

  private statement(text: string): Statement {
    let statement = this.statements.get(text);
    if (statement === undefined) {
      statement = this.context.db.sql.prepare<[SqlValue[]]>(text);
      this.statements.set(text, statement);
    }
    return statement;
  }
}

function timeOrNull(utcSeconds: number): number | null {
  return Number.isNaN(utcSeconds) ? null : utcSeconds;
}

function list(count: number): string {
  return Array(count).fill('?').join(', ');
}
