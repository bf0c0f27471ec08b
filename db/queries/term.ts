/** The numbers of the operator's words. */
import { and, eq, inArray } from '../drizzle.ts';
import type { ReadHandle } from '../open.ts';
import { terms } from '../schema.ts';

export function findTerm(
  db: ReadHandle,
  kind: (typeof terms.$inferSelect)['kind'],
  text: string,
): number | null {
  const row = db.orm
    .select({ id: terms.id })
    .from(terms)
    .where(and(eq(terms.kind, kind), eq(terms.text, text)))
    .get();
  return row?.id ?? null;
}

/** The words that numbers stand for, by number. */
export function wordsOf(db: ReadHandle, ids: readonly number[]): Map<number, string> {
  const rows = db.orm
    .select({ id: terms.id, text: terms.text })
    .from(terms)
    .where(inArray(terms.id, [...ids]))
    .all();
  return new Map(rows.map(({ id, text }) => [id, text]));
}
