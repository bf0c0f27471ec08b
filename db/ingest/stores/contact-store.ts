/**
 * Keeps contacts: the hot path of every load. Owns their keys, the recognition of a contact sent before, and which
 * days a change bears on; refuses to keep a reference in clear.
 *
 * Records are looked up and written in chunks, by statements with many rows each. Where any of a chunk is known, its
 * records are looked at one by one. Ids of new records are written last and in order, for their index is in no order
 * of time, and each of its pages is then found once.
 */
import type { Statement as BetterSqliteStatement } from 'better-sqlite3';
import { arrivalOf, encodeContact, keyAt, WITHIN_SECOND } from '../../contact-record.ts';
import { CATEGORIES, CHANNELS, type Contact, DEMANDS, OUTCOMES } from '../../domain/contact.ts';
import type { CivilDay } from '../../domain/zone.ts';
import { LINK_REACH_DAYS } from '../../rollup/links.ts';
import { type Fate, type LoadContext, NotAllNew, positionOf, type SqlValue, type Store } from './store.ts';

const CHUNK = 100;

/** Values are bound from one list: a list of thousands spread into arguments costs more than the insert. */
type Statement = BetterSqliteStatement<[SqlValue[]]>;

interface Id {
  hash: Buffer;
  key: number;
}

interface Row extends Id {
  arrivedAt: number;
  dueAt: number | null;
  closedAt: number | null;
  isLinkable: boolean;
  record: Buffer;
}

/** What is kept of a contact: load, due_at, closed_at, record. */
type Kept = [load: number, dueAt: number | null, closedAt: number | null, record: Buffer];

export class ContactStore implements Store<'contacts'> {
  private readonly context: LoadContext;
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
  /** numbers of the agents of this transaction: there are few, and each is hashed once */
  private readonly agents = new Map<string, number>();

  constructor(context: LoadContext) {
    const { sql } = context.db;
    this.context = context;
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

  put(records: readonly Contact[]): Fate[] {
    // Asked for each transaction: surveys may be pushed while a long file is being loaded.
    this.hasSurveys = this.anySurvey.get() !== undefined;
    this.linkedDays.clear();
    this.agents.clear();
    return this.context.expectsNew ? this.putNew(records) : this.putAny(records);
  }

  /** Writes without a look: what is not new is ignored by the statements, and then counted as missing. */
  private putNew(records: readonly Contact[]): Fate[] {
    const ids = new NewIds(records.length);
    let kept = 0;
    for (const chunk of chunksOf(records)) {
      const rows = chunk.map((record) => this.rowOf(record));
      kept += this.insertContacts(rows, 'IGNORE');
      for (const row of rows) {
        ids.add(row);
        this.markChanged(row);
      }
    }
    let identified = 0;
    for (const chunk of ids.chunksInOrder()) identified += this.insertIds(chunk, 'IGNORE');
    if (kept !== records.length || identified !== records.length) throw new NotAllNew();
    return Array(records.length).fill('accepted');
  }

  private putAny(records: readonly Contact[]): Fate[] {
    const fates: Fate[] = [];
    for (const chunk of chunksOf(records)) {
      const rows = chunk.map((record) => this.rowOf(record));
      if (this.insertAll(rows)) for (const _ of rows) fates.push('accepted');
      else for (const row of rows) fates.push(this.putOne(row));
    }
    return fates;
  }

  /**
   * Writes a chunk of which every record is new; writes nothing and says false otherwise. Looked up beforehand,
   * because undoing a chunk would need a copy of every page it touches.
   */
  private insertAll(rows: readonly Row[]): boolean {
    const count = rows.length;
    const keys = rows.map(({ key }) => key);
    const hashes = rows.map(({ hash }) => hash);
    const isNew =
      new Set(keys).size === count &&
      new Set(hashes.map((hash) => hash.toString('latin1'))).size === count &&
      this.statement(`SELECT 1 FROM contacts WHERE key IN (${list(count)}) LIMIT 1`).get(keys) ===
        undefined &&
      this.statement(`SELECT 1 FROM contact_ids WHERE hash IN (${list(count)}) LIMIT 1`).get(hashes) ===
        undefined;
    if (!isNew) return false;
    this.insert(rows);
    for (const row of rows) this.markChanged(row);
    return true;
  }

  private insert(rows: readonly Row[]): void {
    this.insertIds(rows, 'FAIL');
    this.insertContacts(rows, 'FAIL');
  }

  /** Writes ids and says how many rows came to be. Neither way keeps a journal of the statement. */
  private insertIds(ids: readonly Id[], otherwise: 'FAIL' | 'IGNORE'): number {
    const values: SqlValue[] = [];
    for (const { hash, key } of ids) values.push(hash, key);
    return this.statement(
      `INSERT OR ${otherwise} INTO contact_ids (hash, key) VALUES ${rowsOf(2, ids.length)}`,
    ).run(values).changes;
  }

  /** The same for what else is kept. */
  private insertContacts(rows: readonly Row[], otherwise: 'FAIL' | 'IGNORE'): number {
    const values: SqlValue[] = [];
    for (const { key, dueAt, closedAt, record } of rows)
      values.push(key, this.context.load, dueAt, closedAt, record);
    return this.statement(
      `INSERT OR ${otherwise} INTO contacts (key, load, due_at, closed_at, record) VALUES ${rowsOf(5, rows.length)}`,
    ).run(values).changes;
  }

  private putOne(row: Row): Fate {
    const known = this.findKey.get(row.hash) as unknown as number | undefined;
    if (known === undefined) {
      const free = this.freeKey(row);
      if (free === null) return 'crowded';
      row.key = free;
      this.insert([row]);
      this.markChanged(row);
      return 'accepted';
    }
    const [load, dueAt, closedAt, record] = this.findRow.get(known) as unknown as Kept;
    const arrivedBefore = arrivalOf(known);
    const isSame =
      arrivedBefore === row.arrivedAt &&
      dueAt === row.dueAt &&
      closedAt === row.closedAt &&
      record.equals(row.record);
    const saidInThisLoad = load === this.context.load;
    if (isSame) {
      if (!saidInThisLoad) this.touchRow.run(this.context.load, known);
      return 'unchanged';
    }
    if (saidInThisLoad) return 'conflict';
    const key = arrivedBefore === row.arrivedAt ? known : this.freeKey(row);
    if (key === null) return 'crowded';
    this.dropRow.run(known);
    row.key = key;
    this.dropId.run(row.hash);
    this.insert([row]);
    this.markChanged({ ...row, arrivedAt: arrivedBefore, dueAt, closedAt, isLinkable: true });
    this.markChanged(row);
    return 'updated';
  }

  /** The days on which a record bears: arrival, due and closing, the surveys about it, and its neighbours in time. */
  private markChanged({ arrivedAt, dueAt, closedAt, isLinkable, hash }: Row): void {
    const { zone, dirtyFacts, dirtyLinks } = this.context;
    const day = zone.dayOf(arrivedAt);
    dirtyFacts.add(day);
    if (dueAt !== null) dirtyFacts.add(zone.dayOf(dueAt));
    if (closedAt !== null) dirtyFacts.add(zone.dayOf(closedAt));
    if (this.hasSurveys) {
      for (const surveyed of this.surveyDays.all(hash) as unknown as number[]) dirtyFacts.add(surveyed);
    }
    if (isLinkable && !this.linkedDays.has(day)) {
      this.linkedDays.add(day);
      for (let near = day - LINK_REACH_DAYS; near <= day + LINK_REACH_DAYS; near++) dirtyLinks.add(near);
    }
  }

  private rowOf(contact: Contact): Row {
    const { hasher, dictionary, source } = this.context;
    const hash = hasher.id(source, contact.id);
    const record = encodeContact({
      channel: CHANNELS.indexOf(contact.channel),
      outcome: OUTCOMES.indexOf(contact.outcome),
      category: positionOf(CATEGORIES, contact.category),
      demand: positionOf(DEMANDS, contact.demand),
      resolvedFirst: contact.resolvedFirst === null ? null : Number(contact.resolvedFirst),
      queue: dictionary.term('queue', contact.queue),
      cause: dictionary.term('cause', contact.cause),
      subCause: dictionary.term('sub_cause', contact.subCause),
      language: dictionary.term('language', contact.language),
      region: dictionary.term('region', contact.region),
      menuSeconds: contact.menuSeconds,
      waitSeconds: contact.waitSeconds,
      holdSeconds: contact.holdSeconds,
      handleSeconds: contact.handleSeconds,
      priority: contact.priority,
      transfers: contact.transfers,
      customer: contact.customer === null ? null : hasher.customer(contact.customer),
      agent: contact.agent === null ? null : this.agentOf(contact.agent),
    });
    return {
      hash,
      key: keyAt(contact.offeredAt) + (hash.readUInt16BE(8) % WITHIN_SECOND),
      arrivedAt: contact.offeredAt,
      dueAt: contact.dueAt,
      closedAt: contact.closedAt,
      isLinkable: contact.customer !== null,
      record,
    };
  }

  private agentOf(reference: string): number {
    let agent = this.agents.get(reference);
    if (agent === undefined) {
      const { dictionary, hasher } = this.context;
      agent = dictionary.agent(hasher.agent(reference));
      this.agents.set(reference, agent);
    }
    return agent;
  }

  /** A key of the second that no contact has: its own, else the lowest that is free; null without one. */
  private freeKey({ key, arrivedAt }: Row): number | null {
    if (this.isTaken.get(key) === undefined) return key;
    const end = keyAt(arrivedAt + 1);
    // Keys are only ever taken: the search goes on where the last one of the same second ended.
    if (this.searched.arrivedAt !== arrivedAt) this.searched = { arrivedAt, key: keyAt(arrivedAt) };
    while (this.searched.key < end && this.isTaken.get(this.searched.key) !== undefined) this.searched.key++;
    return this.searched.key < end ? this.searched.key : null;
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

/** Ids of new contacts, to be written in order of hash: numbers and bytes, for so many objects would be kept for long. */
class NewIds {
  private count = 0;
  private readonly hashes: Buffer;
  private readonly keys: Float64Array;
  /** the first four bytes of a hash × SPAN + position; a transaction holds fewer than SPAN */
  private readonly order: Float64Array;

  constructor(count: number) {
    this.hashes = Buffer.allocUnsafe(count * HASH_BYTES);
    this.keys = new Float64Array(count);
    this.order = new Float64Array(count);
  }

  add({ hash, key }: Id): void {
    this.order[this.count] = hash.readUInt32BE(0) * SPAN + this.count;
    this.keys[this.count] = key;
    hash.copy(this.hashes, this.count * HASH_BYTES);
    this.count++;
  }

  *chunksInOrder(): Generator<Id[]> {
    this.order.sort();
    for (let at = 0; at < this.count; at += CHUNK) {
      yield Array.from(this.order.subarray(at, at + CHUNK), (place) => this.idAt(place % SPAN));
    }
  }

  private idAt(position: number): Id {
    const start = position * HASH_BYTES;
    return { hash: this.hashes.subarray(start, start + HASH_BYTES), key: this.keys[position]! };
  }
}
const SPAN = 2 ** 20;
const HASH_BYTES = 10;

function* chunksOf<T>(list: readonly T[]): Generator<T[]> {
  for (let at = 0; at < list.length; at += CHUNK) yield list.slice(at, at + CHUNK);
}

function list(count: number): string {
  return Array(count).fill('?').join(', ');
}

function rowsOf(columns: number, count: number): string {
  return Array(count)
    .fill(`(${list(columns)})`)
    .join(', ');
}
