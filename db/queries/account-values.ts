/** What the files of accounts came to, a row a quarter, in order of time. */
import type { CivilDay } from '../domain/zone.ts';
import { asc } from '../drizzle.ts';
import type { ReadHandle } from '../open.ts';
import { accountValues } from '../schema.ts';

export type AccountValueRow = typeof accountValues.$inferSelect;

/** `throughDay`: only what was known by then; null: all. */
export function readAccountValues({ orm }: ReadHandle, throughDay: CivilDay | null): AccountValueRow[] {
  const rows = orm.select().from(accountValues).orderBy(asc(accountValues.quarter)).all();
  return throughDay === null ? rows : rows.filter(({ asOf }) => asOf <= throughDay);
}
