/** The version of what may be published: a prepared statement, because requests are many. */
import type { ReadHandle } from './open.ts';

/** Another answer means that something published may have changed; the database may be written by other processes. */
export interface VersionReader {
  now(): string;
  /** One look at the database for all who ask in one turn of the event loop. */
  inThisTurn(): string;
}

export function makeVersionReader(db: ReadHandle): VersionReader {
  // A bucket may be said when it is counted as a whole, also where no record came into it; an edition names its version.
  const statement = db.sql
    .prepare(
      `SELECT group_concat(value, ' ') FROM meta WHERE name IN ('data_version', 'whole_horizon', 'edition')`,
    )
    .pluck();
  const now = () => (statement.get() as string | null) ?? 'empty';
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
