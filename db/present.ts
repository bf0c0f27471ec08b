/**
 * What answers take from the database as it is now, also where all else is read as of a mark: so that two connections can
 * tell whether they see the same. Owns which tables those are.
 */
import { createHash } from 'node:crypto';
import type { ReadHandle } from './open.ts';

/** Of tables with a past the present is not looked at, nor of what publishing alone writes; `main.meta` moves with every count. */
const PRESENT = [
  'SELECT name, value FROM main.meta ORDER BY name',
  `SELECT day, marks FROM dirty WHERE what = 'hiding' ORDER BY day, marks`,
  'SELECT * FROM live_sources ORDER BY 1, 2',
];

/** Two connections that say the same of themselves, each within its transaction, give the same answers. */
export function tellPresent(db: ReadHandle): string {
  const hash = createHash('sha256');
  for (const query of PRESENT) hash.update(JSON.stringify(db.sql.prepare(query).raw().all()));
  return hash.digest('hex');
}
