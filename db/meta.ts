/** Single facts about the database itself. Owns their names; refuses to be a store for anything else. */

import { once } from './domain/once.ts';
import { sql } from './drizzle.ts';
import { momentOf } from './moment.ts';
import type { ReadHandle, WriteHandle } from './open.ts';
import { prepared } from './prepared.ts';
import { meta } from './schema.ts';

export type MetaName =
  /** the last mark: what changes from here on is kept as it was (db/past.ts) */
  | 'past_mark'
  /** the last edition that was published */
  | 'edition'
  /** grows by one with every committed change of what may be published */
  | 'data_version'
  /** the UTC second at which that version was made: `asOf` of every answer */
  | 'data_as_of'
  /** which zone, thresholds and targets the stored facts were counted with */
  | 'rollup_signature'
  /** the threshold by which it was decided what is hidden beside small figures */
  | 'hiding_threshold'
  /** the last day of which that was decided */
  | 'hidden_through'
  /** due times up to this UTC second have entered the figures */
  | 'due_horizon'
  /** contacts that arrived before this UTC second have entered the figures */
  | 'arrival_horizon'
  /** the arrival horizon at which the day at hand was counted last */
  | 'counted_horizon'
  /** buckets that end by this UTC second are counted as a whole */
  | 'whole_horizon'
  /** contacts up to this UTC second could be followed by another that we would know of */
  | 'link_horizon'
  /** tells the secret of these records from another, and nothing of it */
  | 'secret_fingerprint'
  /** the zone of the organisation whose records these are */
  | 'time_zone'
  /** its name, where a configuration gave one */
  | 'organisation_name'
  /** 'demonstration' or 'real': the two never share a database */
  | 'purpose'
  /** the date up to which the demonstration was planned, kept so that later days continue the same story */
  | 'demonstration_plan'
  /** the last date of which all the demonstration's records are on the disk */
  | 'demonstration_through';

export function readMeta(db: ReadHandle, name: MetaName): string | null {
  return once(momentOf(db)?.meta, name, () => {
    // Many times for each answer: the mapper takes longer than SQLite.
    const query = prepared(db, 'SELECT value FROM meta WHERE name = ?').pluck();
    return (query.get(name) as string | undefined) ?? null;
  });
}

export function readMetaNumber(db: ReadHandle, name: MetaName): number | null {
  const value = readMeta(db, name);
  return value === null ? null : Number(value);
}

export function writeMeta(db: WriteHandle, name: MetaName, value: string | number): void {
  db.orm
    .insert(meta)
    .values({ name, value: String(value) })
    .onConflictDoUpdate({ target: meta.name, set: { value: sql`excluded.value` } })
    .run();
}

/** Marks that what may be published has changed; call inside the transaction that changes it. */
export function advanceVersion(db: WriteHandle, nowSeconds: number): void {
  writeMeta(db, 'data_version', (readMetaNumber(db, 'data_version') ?? 0) + 1);
  writeMeta(db, 'data_as_of', nowSeconds);
}
