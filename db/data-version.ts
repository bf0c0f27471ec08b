/** The version of what may be published, read once a request: a prepared statement, because requests are many. */
import type { ReadHandle } from './open.ts';

/** Another answer means that something published may have changed; the database may be written by other processes. */
export function makeVersionReader(db: ReadHandle): () => string {
  const statement = db.sql.prepare(`SELECT value FROM meta WHERE name = 'data_version'`).pluck();
  return () => (statement.get() as string | undefined) ?? 'empty';
}
