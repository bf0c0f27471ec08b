/** Whether a database can be answered from: it is there, its schema is this version's, its facts follow its records. */
import { readMigrationFiles } from './drizzle.ts';
import { readMeta } from './meta.ts';
import { MIGRATIONS, type ReadHandle } from './open.ts';
import { readMarks } from './rollup/dirty.ts';

/** The day at hand is counted at each quarter-hour; longer than that and any ordinary count take after a load. */
const COUNTED_WITHIN_SECONDS = 1200;

/** What stands in the way, one sentence each; empty when nothing does. `signature`: of the counting rules in force. */
export function findUnreadiness(db: ReadHandle, signature: string, nowSeconds: number): string[] {
  try {
    return [...schemaFaults(db), ...countFaults(db, signature, nowSeconds)];
  } catch (error) {
    const { code = '' } = error as { code?: string };
    return [
      /^SQLITE_(CORRUPT|NOTADB)/.test(code) ? 'the database is damaged' : 'the database does not answer',
    ];
  }
}

function schemaFaults(db: ReadHandle): string[] {
  const applied = db.sql.prepare('SELECT count(*) FROM __drizzle_migrations').pluck().get() as number;
  const known = readMigrationFiles({ migrationsFolder: MIGRATIONS }).length;
  return applied === known
    ? []
    : [`the database has had ${applied} migrations and this version knows ${known}`];
}

function countFaults(db: ReadHandle, signature: string, nowSeconds: number): string[] {
  const counted = readMeta(db, 'rollup_signature');
  if (counted !== null && counted !== signature) {
    return ['the figures were counted by other rules than the configuration now says'];
  }
  const loadedAt = db.sql.prepare('SELECT max(started_at) FROM loads').pluck().get() as number | null;
  const isOverdue = loadedAt !== null && nowSeconds - loadedAt > COUNTED_WITHIN_SECONDS;
  return isOverdue && readMarks(db, 'facts').length > 0
    ? ['records have been waiting to be counted for more than twenty minutes']
    : [];
}
