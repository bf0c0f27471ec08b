/**
 * The numbers under which the operator's words and agents are stored.
 * Owns giving them out, once each, and the room there is for them; refuses references in clear: agents come as hashes.
 *
 * New words are on the disk before the records that use them: the first begins a transaction, `keep` ends it.
 */
import type { WriteHandle } from '../open.ts';

export type TermKind = 'queue' | 'cause' | 'sub_cause' | 'language' | 'region' | 'source';

/** More different queues, causes, languages or regions than this are no such thing, but a column taken for one. */
export const MOST_TERMS = 1000;
/** In place of the number of a word for which there is no room. */
export const NO_ROOM = 0;

export class Dictionary {
  private readonly db: WriteHandle;
  /** in a load every word of every record is looked up here */
  private readonly known: Readonly<Record<TermKind, Map<string, number>>> = {
    queue: new Map(),
    cause: new Map(),
    sub_cause: new Map(),
    language: new Map(),
    region: new Map(),
    source: new Map(),
  };
  private readonly agents = new Map<string, number>();
  private readonly insertTerm;
  private readonly findTerm;
  private readonly countTerms;
  private readonly insertAgent;

  constructor(db: WriteHandle) {
    this.db = db;
    this.insertTerm = db.sql
      .prepare<[string, string], number>('INSERT INTO terms (kind, text) VALUES (?, ?) RETURNING id')
      .pluck();
    this.findTerm = db.sql
      .prepare<[string, string], number>('SELECT id FROM terms WHERE kind = ? AND text = ?')
      .pluck();
    this.countTerms = db.sql.prepare<[string], number>('SELECT count(*) FROM terms WHERE kind = ?').pluck();
    this.insertAgent = db.sql
      .prepare<[Buffer], number>(
        'INSERT INTO agents (hash) VALUES (?) ON CONFLICT DO UPDATE SET hash = hash RETURNING id',
      )
      .pluck();
  }

  /** The number of a word, from 1; null for null, NO_ROOM where MOST_TERMS of its kind are others. */
  term(kind: TermKind, text: string | null): number | null {
    if (text === null) return null;
    return this.known[kind].get(text) ?? this.learn(kind, text);
  }

  /** The number of an agent, from 1. */
  agent(hash: Buffer): number {
    const word = hash.toString('latin1');
    let id = this.agents.get(word);
    if (id === undefined) {
      this.begin();
      id = this.insertAgent.get(hash) as unknown as number;
      this.agents.set(word, id);
    }
    return id;
  }

  /** Puts the new words on the disk. */
  keep(): void {
    if (this.db.sql.inTransaction) this.db.sql.exec('COMMIT');
  }

  /** Undoes what is not kept: a number that was given out is not the database's. */
  drop(): void {
    if (this.db.sql.inTransaction) this.db.sql.exec('ROLLBACK');
    for (const words of Object.values(this.known)) words.clear();
    this.agents.clear();
  }

  /** Looked for within the transaction, for another process may give out numbers too. */
  private learn(kind: TermKind, text: string): number {
    this.begin();
    let id = this.findTerm.get(kind, text) as unknown as number | undefined;
    if (id === undefined) {
      const others = this.countTerms.get(kind) as unknown as number;
      // Sources come from the command line or a key, not from rows.
      if (others >= MOST_TERMS && kind !== 'source') return NO_ROOM;
      id = this.insertTerm.get(kind, text) as unknown as number;
    }
    this.known[kind].set(text, id);
    return id;
  }

  private begin(): void {
    if (!this.db.sql.inTransaction) this.db.sql.exec('BEGIN IMMEDIATE');
  }
}
