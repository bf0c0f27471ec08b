/**
 * The actions that are on record, as the operator registered them, and every form they have had.
 * Owns reading them; refuses to judge whether any of them worked.
 */

import type { ActionVersion } from '../domain/action-terms.ts';
import type { ActionRecord } from '../domain/contact.ts';
import { asc } from '../drizzle.ts';
import type { ReadHandle } from '../open.ts';
import { actions, actionVersions } from '../schema.ts';

/** In order of their start, then of their id. Times in UTC seconds. */
export function readActions(db: ReadHandle): ActionRecord[] {
  return db.orm
    .select()
    .from(actions)
    .orderBy(asc(actions.startsAt), asc(actions.id))
    .all()
    .map(({ load: _, causes, fromIdea, ...row }) => ({
      ...(row as Omit<ActionRecord, 'causes' | 'fromIdea'>),
      causes: JSON.parse(causes) as string[],
      fromIdea: fromIdea === null ? null : fromIdea === 1,
    }));
}

/** Every form that each action has had, by its id, in the order in which they reached us. */
export function readActionVersions(db: ReadHandle): Map<string, ActionVersion[]> {
  const found = new Map<string, ActionVersion[]>();
  const rows = db.orm
    .select()
    .from(actionVersions)
    .orderBy(asc(actionVersions.id), asc(actionVersions.version))
    .all();
  for (const { id, recordedAt, record } of rows) {
    const versions = found.get(id) ?? [];
    versions.push({ recordedAt, record: JSON.parse(record) as ActionRecord });
    found.set(id, versions);
  }
  return found;
}
