/**
 * What every store of records has in common: put a record in, say what became of it.
 * Owns the rule for a record that is already there; refuses to decide how each kind is kept.
 */

import type { AccountsAbout } from '../../domain/account-value.ts';
import { DEMANDS, type Kind, type RecordOf, type Reject } from '../../domain/contact.ts';
import type { CivilDay, Zone } from '../../domain/zone.ts';
import type { WriteHandle } from '../../open.ts';
import type { Hasher } from '../../secret.ts';
import { type Dictionary, NO_ROOM, type TermKind } from '../dictionary.ts';

/**
 * `conflict`: this very load already said something else under the same id; the first word stands.
 * `crowded`: more contacts in one second than can be told apart.
 */
export type Fate = 'accepted' | 'updated' | 'unchanged' | 'conflict' | 'crowded' | Refusal;

/** Why a record is not stored, in words. */
export type Refusal = Omit<Reject, 'line'>;

/** What the stores share during one load. */
export interface LoadContext {
  db: WriteHandle;
  zone: Zone;
  source: string;
  load: number;
  hasher: Hasher;
  dictionary: Dictionary;
  /** causes that the configuration names */
  configuredCauses: ReadonlySet<string>;
  /** whether new records are taken for granted; where one is not, the store throws NotAllNew */
  expectsNew: boolean;
  /** days whose facts, and whose repeat contacts, this batch changed */
  dirtyFacts: Set<CivilDay>;
  dirtyLinks: Set<CivilDay>;
  /** stated rules that the store used in this transaction, and how often */
  applied: Map<string, number>;
  /** events before this are refused where they are not known already, in UTC seconds; null: none are */
  eventsFrom: number | null;
  /** what events tell of a contact takes the place of what other loads told of it */
  isCorrection: boolean;
  /** what is said of a file of accounts beside its rows; null of every other kind */
  accounts: AccountsAbout | null;
}

/**
 * Thrown where a record was taken for new and its id is known or its key another's: the transaction is undone and
 * repeated with a look at each.
 */
export class NotAllNew extends Error {}

export interface Store<K extends Kind> {
  /** Takes a record to be written by the next `put`; refuses it where a word of it has no room, and says which. */
  stage(record: RecordOf[K]): TermKind | null;
  /** Writes what is staged, in order, and says what became of each. Call inside a transaction. */
  put(): Fate[];
  /** Which of what is staged first said something under the key of another, by place; null where none of it did. */
  firstOf(place: number): number | null;
  /** Forgets what is staged. */
  clear(): void;
  /**
   * Writes what only the whole load can tell, inside a transaction; says whether it changed what may be published, or why
   * nothing of it is taken. `rejected`: rows of the load that were not taken.
   */
  settle?(rejected: number): boolean | Refusal;
  /** Gives back what it holds in memory; the load has ended. */
  end(): void;
}

/** The fields whose words are kept in the dictionary. */
const WORDS: readonly [field: string, kind: TermKind][] = [
  ['queue', 'queue'],
  ['cause', 'cause'],
];

/** A store that takes its records one by one: for every kind but contacts, of which there are far more. */
export abstract class PlainStore<K extends Kind> implements Store<K> {
  protected readonly context: LoadContext;
  private readonly staged: RecordOf[K][] = [];
  /** where each key is staged first; made when two rows were found to say different things of one record */
  private firstPlaces: Map<string, number> | null = null;

  constructor(context: LoadContext) {
    this.context = context;
  }

  stage(record: RecordOf[K]): TermKind | null {
    for (const [field, kind] of WORDS) {
      const word = (record as unknown as Partial<Record<string, string | null>>)[field];
      if (this.context.dictionary.term(kind, word ?? null) === NO_ROOM) return kind;
    }
    this.staged.push(record);
    return null;
  }

  put(): Fate[] {
    return this.staged.map((record) => this.putOne(record));
  }

  firstOf(place: number): number | null {
    const key = keyOf(this.staged[place]!);
    if (this.firstPlaces === null) {
      this.firstPlaces = new Map();
      for (let at = this.staged.length - 1; at >= 0; at--) this.firstPlaces.set(keyOf(this.staged[at]!), at);
    }
    const first = this.firstPlaces.get(key) ?? place;
    return first === place ? null : first;
  }

  clear(): void {
    this.firstPlaces = null;
    this.staged.length = 0;
  }

  end(): void {
    this.clear();
  }

  protected abstract putOne(record: RecordOf[K]): Fate;
}

/** The fields by which a record without an id is told from others. */
const PLACE = [
  ...['at', 'day', 'intervalStart', 'interval'],
  ...['channel', 'queue', 'category', 'cause'],
] as const;

/** By what a person tells records of one kind apart. */
function keyOf(record: object): string {
  const fields = record as Partial<Record<string, string | number | null>>;
  const id = fields.id ?? fields.contactId;
  if (id === undefined || id === null) return JSON.stringify(PLACE.map((name) => fields[name] ?? null));
  // A contact may be coded twice over: by reason, and by demand.
  const isDemand = fields.first !== undefined && DEMANDS.some((demand) => demand === fields.first);
  return `${fields.promise ?? ''}\n${isDemand}\n${id}`;
}

export type SqlValue = string | number | null | Buffer;

/** A table whose rows are found by their own columns; `load` is the column after them. */
export interface KeyedTable {
  name: string;
  key: readonly string[];
  columns: readonly string[];
}

/** Rows of one table, found by their key. */
export class RowStore {
  private readonly find;
  private readonly write;
  private readonly load: number;

  constructor({ db, load }: LoadContext, table: KeyedTable) {
    const all = [...table.key, 'load', ...table.columns];
    this.load = load;
    this.find = db.sql
      .prepare<SqlValue[], SqlValue[]>(
        `SELECT load, ${table.columns.join(', ')} FROM ${table.name} WHERE ${table.key.map((column) => `${column} = ?`).join(' AND ')}`,
      )
      .raw();
    this.write = db.sql.prepare<SqlValue[]>(
      `INSERT OR REPLACE INTO ${table.name} (${all.join(', ')}) VALUES (${all.map(() => '?').join(', ')})`,
    );
  }

  put(key: readonly SqlValue[], values: readonly SqlValue[]): { fate: Fate; before: SqlValue[] | null } {
    const found = this.find.get(...key) as SqlValue[] | undefined;
    const before = found?.slice(1) ?? null;
    if (found === undefined) {
      this.write.run(...key, this.load, ...values);
      return { fate: 'accepted', before };
    }
    const isSame = values.every((value, i) => isSameValue(value, before![i]!));
    if (!isSame && found[0] === this.load) return { fate: 'conflict', before };
    // An unchanged row is written again too: its load says that this file held it.
    if (!isSame || found[0] !== this.load) this.write.run(...key, this.load, ...values);
    return { fate: isSame ? 'unchanged' : 'updated', before };
  }
}

export function isSameValue(a: SqlValue, b: SqlValue): boolean {
  return Buffer.isBuffer(a) && Buffer.isBuffer(b) ? a.equals(b) : a === b;
}

/** A word's position in its vocabulary; null for null. */
export function positionOf<T extends string>(vocabulary: readonly T[], word: T | null): number | null {
  return word === null ? null : vocabulary.indexOf(word);
}
