/** The number of one of the operator's words. */
import { and, eq } from '../drizzle.ts';
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

/** The word that a number stands for; null where there is none. */
export function wordOf(db: ReadHandle, id: number): string | null {
  return db.orm.select({ text: terms.text }).from(terms).where(eq(terms.id, id)).get()?.text ?? null;
}
