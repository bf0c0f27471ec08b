/**
 * Keeps contacts: the hot path of every load. Owns their keys, the recognition of a contact sent before, and which
 * days a change bears on; refuses to keep a reference in clear.
 *
 * Records are written in chunks by two statements with many rows each. When every one of a chunk is new, that is
 * all; otherwise the chunk is undone and its records are looked at one by one.
 */
import type { Statement as BetterSqliteStatement } from 'better-sqlite3';
import { arrivalOf, keyAt, WITHIN_SECOND } from '../../contact-key.ts';
import { CATEGORIES, CHANNELS, type Contact, DEMANDS, OUTCOMES } from '../../domain/contact.ts';
import { LINK_REACH_DAYS } from '../../rollup/links.ts';
import { type Fate, isSameValue, type LoadContext, positionOf, type SqlValue, type Store } from './store.ts';

const COLUMNS = [
  'load',
  'channel',
  'outcome',
  'queue',
  'category',
  'cause',
  'sub_cause',
  'demand',
  'menu_s',
  'wait_s',
  'hold_s',
  'handle_s',
  'priority',
  'transfers',
  'due_at',
  'closed_at',
  'resolved_first',
  'customer',
  'agent',
  'language',
  'region',
] as const;
const DUE_AT = COLUMNS.indexOf('due_at');
const CLOSED_AT = COLUMNS.indexOf('closed_at');
const CUSTOMER = COLUMNS.indexOf('customer');
const CHUNK = 100;

type Statement = BetterSqliteStatement<SqlValue[]>;

interface Row {
  hash: Buffer;
  key: number;
  arrivedAt: number;
  values: SqlValue[];
}

export class ContactStore implements Store<'contacts'> {
  private readonly context: LoadContext;
  private readonly insertIds = new Map<number, Statement>();
  private readonly insertRows = new Map<number, Statement>();
  private readonly findKey;
  private readonly findRow;
  private readonly isTaken;
  private readonly moveId;
  private readonly dropRow;
  private readonly touchRow;
  private readonly surveyDays;
  private readonly hasSurveys: boolean;

  constructor(context: LoadContext) {
    const { sql } = context.db;
    this.context = context;
    this.findKey = sql.prepare<[Buffer], number>('SELECT key FROM contact_ids WHERE hash = ?').pluck();
    this.findRow = sql
      .prepare<[number], SqlValue[]>(`SELECT ${COLUMNS.join(', ')} FROM contacts WHERE key = ?`)
      .raw();
    this.isTaken = sql.prepare<[number], number>('SELECT 1 FROM contacts WHERE key = ?').pluck();
    this.moveId = sql.prepare('UPDATE contact_ids SET key = ? WHERE hash = ?');
    this.dropRow = sql.prepare('DELETE FROM contacts WHERE key = ?');
    this.touchRow = sql.prepare('UPDATE contacts SET load = ? WHERE key = ?');
    this.surveyDays = sql.prepare<[Buffer], number>('SELECT day FROM surveys WHERE contact = ?').pluck();
    this.hasSurveys =
      sql.prepare('SELECT 1 FROM surveys WHERE contact IS NOT NULL LIMIT 1').get() !== undefined;
  }

  put(records: readonly Contact[]): Fate[] {
    const fates: Fate[] = [];
    for (let at = 0; at < records.length; at += CHUNK) {
      const rows = records.slice(at, at + CHUNK).map((record) => this.rowOf(record));
      if (this.insertAll(rows)) for (const _ of rows) fates.push('accepted');
      else for (const row of rows) fates.push(this.putOne(row));
    }
    return fates;
  }

  /** Writes a chunk of which every record is new; writes nothing and says false otherwise. */
  private insertAll(rows: readonly Row[]): boolean {
    const { sql } = this.context.db;
    sql.exec('SAVEPOINT chunk');
    const ids = this.statement(this.insertIds, rows.length, 'contact_ids', ['hash', 'key']);
    const isNew =
      ids.run(...rows.flatMap(({ hash, key }) => [hash, key])).changes === rows.length &&
      this.statement(this.insertRows, rows.length, 'contacts', ['key', ...COLUMNS]).run(
        ...rows.flatMap(({ key, values }) => [key, ...values]),
      ).changes === rows.length;
    sql.exec(isNew ? 'RELEASE chunk' : 'ROLLBACK TO chunk; RELEASE chunk');
    if (isNew) for (const row of rows) this.markChanged(row);
    return isNew;
  }

  private putOne(row: Row): Fate {
    const known = this.findKey.get(row.hash) as unknown as number | undefined;
    if (known === undefined) {
      row.key = this.freeKey(row);
      this.statement(this.insertIds, 1, 'contact_ids', ['hash', 'key']).run(row.hash, row.key);
      this.statement(this.insertRows, 1, 'contacts', ['key', ...COLUMNS]).run(row.key, ...row.values);
      this.markChanged(row);
      return 'accepted';
    }
    const before = this.findRow.get(known) as unknown as SqlValue[];
    const arrivedBefore = arrivalOf(known);
    const isSame =
      arrivedBefore === row.arrivedAt &&
      row.values.every((value, i) => i === 0 || isSameValue(value, before[i]!));
    const saidInThisLoad = before[0] === this.context.load;
    if (isSame) {
      if (!saidInThisLoad) this.touchRow.run(this.context.load, known);
      return 'unchanged';
    }
    if (saidInThisLoad) return 'conflict';
    this.dropRow.run(known);
    row.key = arrivedBefore === row.arrivedAt ? known : this.freeKey(row);
    this.statement(this.insertRows, 1, 'contacts', ['key', ...COLUMNS]).run(row.key, ...row.values);
    this.moveId.run(row.key, row.hash);
    this.markChanged({ ...row, arrivedAt: arrivedBefore, values: before });
    this.markChanged(row);
    return 'updated';
  }

  /** The days on which a record bears: arrival, due and closing, the surveys about it, and its neighbours in time. */
  private markChanged({ arrivedAt, values, hash }: Row): void {
    const { zone, dirtyFacts, dirtyLinks } = this.context;
    const day = zone.dayOf(arrivedAt);
    dirtyFacts.add(day);
    if (values[DUE_AT] !== null) dirtyFacts.add(zone.dayOf(values[DUE_AT] as number));
    if (values[CLOSED_AT] !== null) dirtyFacts.add(zone.dayOf(values[CLOSED_AT] as number));
    if (this.hasSurveys) {
      for (const surveyed of this.surveyDays.all(hash) as unknown as number[]) dirtyFacts.add(surveyed);
    }
    if (
      values[CUSTOMER] !== null &&
      !(dirtyLinks.has(day - LINK_REACH_DAYS) && dirtyLinks.has(day + LINK_REACH_DAYS))
    ) {
      for (let near = day - LINK_REACH_DAYS; near <= day + LINK_REACH_DAYS; near++) dirtyLinks.add(near);
    }
  }

  private rowOf(contact: Contact): Row {
    const { hasher, dictionary, source, load } = this.context;
    const hash = hasher.id(source, contact.id);
    const values: SqlValue[] = [
      load,
      CHANNELS.indexOf(contact.channel),
      OUTCOMES.indexOf(contact.outcome),
      dictionary.term('queue', contact.queue),
      positionOf(CATEGORIES, contact.category),
      dictionary.term('cause', contact.cause),
      dictionary.term('sub_cause', contact.subCause),
      positionOf(DEMANDS, contact.demand),
      contact.menuSeconds,
      contact.waitSeconds,
      contact.holdSeconds,
      contact.handleSeconds,
      contact.priority,
      contact.transfers,
      contact.dueAt,
      contact.closedAt,
      contact.resolvedFirst === null ? null : Number(contact.resolvedFirst),
      contact.customer === null ? null : hasher.customer(contact.customer),
      contact.agent === null ? null : dictionary.agent(hasher.agent(contact.agent)),
      dictionary.term('language', contact.language),
      dictionary.term('region', contact.region),
    ];
    const key = keyAt(contact.offeredAt) + (hash.readUIntBE(6, 3) % WITHIN_SECOND);
    return { hash, key, arrivedAt: contact.offeredAt, values };
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

  private statement(kept: Map<number, Statement>, rows: number, table: string, columns: readonly string[]) {
    let statement = kept.get(rows);
    if (statement === undefined) {
      const row = `(${columns.map(() => '?').join(', ')})`;
      statement = this.context.db.sql.prepare<SqlValue[]>(
        `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES ${Array(rows).fill(row).join(', ')}`,
      );
      kept.set(rows, statement);
    }
    return statement;
  }
}
