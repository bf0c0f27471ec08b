/**
 * Keeps contacts: the hot path of every load. Owns their keys, the recognition of a contact sent before, and which
 * days a change bears on; refuses to keep a reference in clear.
 *
 * Records are looked up and written in chunks, by statements with many rows each. Where any of a chunk is known, its
 * records are looked at one by one.
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

interface Row {
  hash: Buffer;
  key: number;
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
  private readonly dropId;
  private readonly dropRow;
  private readonly touchRow;
  private readonly surveyDays;
  private readonly anySurvey;
  private hasSurveys = false;
  /** days around which repeat contacts are marked already, in this batch */
  private readonly linkedDays = new Set<CivilDay>();

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
    const fates: Fate[] = [];
    // Asked for each batch: surveys may be pushed while a long file is being loaded.
    this.hasSurveys = this.anySurvey.get() !== undefined;
    this.linkedDays.clear();
    for (let at = 0; at < records.length; at += CHUNK) {
      const rows = records.slice(at, at + CHUNK).map((record) => this.rowOf(record));
      if (this.context.expectsNew) this.insertExpected(rows);
      if (this.context.expectsNew || this.insertAll(rows)) for (const _ of rows) fates.push('accepted');
      else for (const row of rows) fates.push(this.putOne(row));
    }
    return fates;
  }

  /** Writes a chunk without a look: what is not new is ignored by the statement, and then counted as missing. */
  private insertExpected(rows: readonly Row[]): void {
    if (this.insert(rows, 'IGNORE') !== 2 * rows.length) throw new NotAllNew();
    for (const row of rows) this.markChanged(row);
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

  /** Writes records and says how many rows came to be. Neither way keeps a journal of the statement. */
  private insert(rows: readonly Row[], otherwise: 'FAIL' | 'IGNORE' = 'FAIL'): number {
    const ids: SqlValue[] = [];
    const contacts: SqlValue[] = [];
    for (const { hash, key, dueAt, closedAt, record } of rows) {
      ids.push(hash, key);
      contacts.push(key, this.context.load, dueAt, closedAt, record);
    }
    const count = rows.length;
    const identified = this.statement(
      `INSERT OR ${otherwise} INTO contact_ids (hash, key) VALUES ${rowsOf(2, count)}`,
    ).run(ids);
    const kept = this.statement(
      `INSERT OR ${otherwise} INTO contacts (key, load, due_at, closed_at, record) VALUES ${rowsOf(5, count)}`,
    ).run(contacts);
    return identified.changes + kept.changes;
  }

  private putOne(row: Row): Fate {
    const known = this.findKey.get(row.hash) as unknown as number | undefined;
    if (known === undefined) {
      row.key = this.freeKey(row);
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
    this.dropRow.run(known);
    row.key = arrivedBefore === row.arrivedAt ? known : this.freeKey(row);
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
      agent: contact.agent === null ? null : dictionary.agent(hasher.agent(contact.agent)),
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

  private freeKey({ key, arrivedAt }: Row): number {
    let candidate = key;
    while (this.isTaken.get(candidate) !== undefined) {
      candidate = keyAt(arrivedAt) + ((candidate + 1) % WITHIN_SECOND);
      if (candidate === key)
        throw new Error(`more than ${WITHIN_SECOND} contacts arrive in the second ${arrivedAt}`);
    }
    return candidate;
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

function list(count: number): string {
  return Array(count).fill('?').join(', ');
}

function rowsOf(columns: number, count: number): string {
  return Array(count)
    .fill(`(${list(columns)})`)
    .join(', ');
}
