/** The second codings on record, counted by pair of codes. Owns reading them; no contact leaves this module. */
import { arrivalOf, keyAt } from '../contact-record.ts';
import type { ReadHandle } from '../open.ts';

export interface CodedPair {
  isDemand: boolean;
  /** places in CATEGORIES or DEMANDS */
  first: number;
  second: number;
  /** when the contact arrived, UTC seconds; null where it is not on record */
  arrivedAt: number | null;
}

/** All of them, or those of contacts that arrived before `before` (UTC seconds) or are not on record. */
export function readCodings(db: ReadHandle, before: number | null = null): CodedPair[] {
  const rows = db.sql
    .prepare<[number], [number, number, number, number | null]>(
      `SELECT c.is_demand, c.first, c.second, i.key FROM codings c LEFT JOIN contact_ids i ON i.hash = c.contact
        WHERE i.key IS NULL OR i.key < ?`,
    )
    .raw()
    .all(before === null ? Number.MAX_SAFE_INTEGER : keyAt(before)) as [
    number,
    number,
    number,
    number | null,
  ][];
  return rows.map(([isDemand, first, second, key]) => ({
    ...{ isDemand: isDemand === 1, first, second },
    arrivedAt: key === null ? null : arrivalOf(key),
  }));
}
