/**
 * The editions: what was published when. Owns their numbers and reading and writing them; refuses to change or remove one.
 */
import { readMetaNumber, writeMeta } from './meta.ts';
import type { WriteHandle } from './open.ts';
import { tidyPast } from './past.ts';

/**
 * Begins an edition: from here on everything that answers are made of is kept as it is now. Its files are written from a
 * connection opened as of it (`openPast`), so that records may go on coming. Returns its number.
 */
export function markEdition(db: WriteHandle): number {
  return db.sql
    .transaction(() => {
      const before = readMetaNumber(db, 'edition') ?? 0;
      if (before > 0) tidyPast(db.sql, before);
      writeMeta(db, 'edition', before + 1);
      return before + 1;
    })
    .immediate();
}
