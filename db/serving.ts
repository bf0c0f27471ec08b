/**
 * When Candour itself was away: the server notes each minute that it is there, so that a gap before its next start tells of
 * itself. Owns which gaps are interruptions, one row each; refuses to make one shorter or to forget it, as the database does.
 */
import type { ReadHandle, WriteHandle } from './open.ts';

/** UTC seconds. */
export interface Interruption {
  fromAt: number;
  toAt: number;
}

/** A restart takes less. */
export const SHORTEST_INTERRUPTION_SECONDS = 300;

/**
 * Notes that nobody was served since the server was last seen, where that is long enough. Called before serving begins, and again
 * by each start that fails, it is one interruption that grows. Returns it; null: none.
 */
export function noteAbsence(db: WriteHandle, nowSeconds: number, seenAt = lastSeen(db)): Interruption | null {
  if (seenAt === null || nowSeconds - seenAt < SHORTEST_INTERRUPTION_SECONDS) return null;
  db.sql
    .prepare(
      `INSERT INTO interruptions (from_at, to_at) VALUES (?, ?)
       ON CONFLICT DO UPDATE SET to_at = excluded.to_at WHERE excluded.to_at > to_at`,
    )
    .run(seenAt, nowSeconds);
  return { fromAt: seenAt, toAt: nowSeconds };
}

/** Notes that the server serves. `seenAt`: when it did last, where it knows better than the database. */
export function noteServing(db: WriteHandle, nowSeconds: number, seenAt = lastSeen(db)): void {
  db.sql
    .transaction(() => {
      noteAbsence(db, nowSeconds, seenAt);
      db.sql
        .prepare('INSERT INTO serving (id, at) VALUES (1, ?) ON CONFLICT DO UPDATE SET at = excluded.at')
        .run(nowSeconds);
    })
    .immediate();
}

/** UTC seconds; null: no server has run on this database. */
function lastSeen(db: ReadHandle): number | null {
  return (db.sql.prepare('SELECT at FROM serving').pluck().get() as number | undefined) ?? null;
}

/** All of them, the first first. */
export function readInterruptions(db: ReadHandle): Interruption[] {
  return db.sql
    .prepare('SELECT from_at AS fromAt, to_at AS toAt FROM interruptions ORDER BY from_at')
    .all() as Interruption[];
}
