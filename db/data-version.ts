/** The version of what may be published: a prepared statement, because requests are many. */
import type { ReadHandle } from './open.ts';

/** Another answer means that something published may have changed; the database may be written by other processes. */
export interface VersionReader {
  now(): string;
  /** One look at the database for all who ask in one turn of the event loop. */
  inThisTurn(): string;
}

export function makeVersionReader(db: ReadHandle): VersionReader {
  const statement = db.sql.prepare(`SELECT value FROM meta WHERE name = 'data_version'`).pluck();
  const now = () => (statement.get() as string | undefined) ?? 'empty';
  let seen: string | null = null;
  const forget = () => {
    seen = null;
  };
  const inThisTurn = () => {
    if (seen === null) {
      seen = now();
      setImmediate(forget);
    }
    return seen;
  };
  return { now, inThisTurn };
}
