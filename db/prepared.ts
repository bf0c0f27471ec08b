/** Statements that are asked again and again, prepared once for each connection. Refuses those that are read row by row. */
import type { Statement } from 'better-sqlite3';
import { once } from './domain/once.ts';
import type { ReadHandle } from './open.ts';

const statements = new WeakMap<ReadHandle['sql'], Map<string, Statement>>();

/**
 * The statement of a text. It is shared: what is set on it (`raw`, `pluck`) holds for all who ask for the text, and whoever wants
 * its rows one by one has to prepare his own, for it cannot be asked again before they end.
 */
export function prepared(db: ReadHandle, text: string): Statement {
  const own = once(statements, db.sql, () => new Map<string, Statement>());
  return once(own, text, () => db.sql.prepare(text));
}
