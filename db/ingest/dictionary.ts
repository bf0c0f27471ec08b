/**
 * The numbers under which the operator's words and agents are stored.
 * Owns giving them out, once each; refuses references in clear: agents come as hashes.
 */
import type { WriteHandle } from '../open.ts';

export type TermKind = 'queue' | 'cause' | 'sub_cause' | 'language' | 'region' | 'source';

/** More different queues, causes, languages or regions than this are no such thing, but a column taken for one. */
export const MOST_TERMS = 1000;

export class Dictionary {
  /** by kind; in a load every word of every record is looked up here */
  private readonly known = new Map<TermKind | 'agent', Map<string, number>>();
  private readonly insertTerm;
  private readonly findTerm;
  private readonly countTerms;
  private readonly insertAgent;

  constructor(db: WriteHandle) {
    this.insertTerm = db.sql
      .prepare<[string, string], number>(
        'INSERT INTO terms (kind, text) VALUES (?, ?) ON CONFLICT DO UPDATE SET kind = kind RETURNING id',
      )
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

  /** Whether there is room for a word: it is known, or fewer than MOST_TERMS of its kind are. */
  hasRoom(kind: TermKind, text: string | null): boolean {
    if (text === null || this.known.get(kind)?.has(text)) return true;
    if (this.findTerm.get(kind, text) !== undefined) return true;
    return (this.countTerms.get(kind) as unknown as number) < MOST_TERMS;
  }

  /** The number of a word, from 1; null for null. Call inside a transaction. */
  term(kind: TermKind, text: string | null): number | null {
    if (text === null) return null;
    return this.remember(kind, text, () => this.insertTerm.get(kind, text) as unknown as number);
  }

  /** The number of an agent, from 1. Call inside a transaction. */
  agent(hash: Buffer): number {
    return this.remember(
      'agent',
      hash.toString('latin1'),
      () => this.insertAgent.get(hash) as unknown as number,
    );
  }

  /** A number given out in a transaction that was rolled back is not the database's. */
  forget(): void {
    this.known.clear();
  }

  private remember(kind: TermKind | 'agent', word: string, ask: () => number): number {
    let words = this.known.get(kind);
    if (words === undefined) {
      words = new Map();
      this.known.set(kind, words);
    }
    let id = words.get(word);
    if (id === undefined) {
      id = ask();
      words.set(word, id);
    }
    return id;
  }
}
