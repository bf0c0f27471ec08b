/**
 * The actions that are on record, as the operator registered them, and every form they have had.
 * Owns reading them; refuses to judge whether any of them worked.
 */

import type { ActionVersion } from '../domain/action-terms.ts';
import type { ActionRecord } from '../domain/contact.ts';
import { once } from '../domain/once.ts';
import { asc } from '../drizzle.ts';
import { type Moment, momentOf } from '../moment.ts';
import type { ReadHandle } from '../open.ts';
import { actions, actionVersions } from '../schema.ts';

/** Of one moment: each of hundreds of reports asks for all of them. */
const actionsOf = new WeakMap<Moment, readonly ActionRecord[]>();
const versionsOf = new WeakMap<Moment, ReadonlyMap<string, readonly ActionVersion[]>>();

/** In order of their start, then of their id. Times in UTC seconds. */
export function readActions(db: ReadHandle): readonly ActionRecord[] {
  return ofMoment(db, actionsOf, () => readAll(db));
}

/** Every form that each action has had, by its id, in the order in which they reached us. */
export function readActionVersions(db: ReadHandle): ReadonlyMap<string, readonly ActionVersion[]> {
  return ofMoment(db, versionsOf, () => readAllVersions(db));
}

function ofMoment<T>(db: ReadHandle, kept: WeakMap<Moment, T>, read: () => T): T {
  const moment = momentOf(db);
  return moment === null ? read() : once(kept, moment, read);
}

function readAll(db: ReadHandle): ActionRecord[] {
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

function readAllVersions(db: ReadHandle): Map<string, ActionVersion[]> {
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
