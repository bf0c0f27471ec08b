/**
 * The actions that are on record, as the operator registered them.
 * Owns reading them; refuses to judge whether any of them worked.
 */

import type { ActionRecord } from '../domain/contact.ts';
import { asc } from '../drizzle.ts';
import type { ReadHandle } from '../open.ts';
import { actions } from '../schema.ts';

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
