/**
 * The actions as they could be known on a day: words, state and end as last told, terms as they were registered.
 * Owns which form of an action is told; refuses to judge it.
 */
import { wasGivenUp } from '../../db/domain/action-stage.ts';
import { type ActionVersion, judgedVersion, TERMS } from '../../db/domain/action-terms.ts';
import type { ActionRecord } from '../../db/domain/contact.ts';
import type { CivilDay, Zone } from '../../db/domain/zone.ts';
import { readActions, readActionVersions } from '../../db/queries/actions.ts';
import type { FeedContext } from './context.ts';

export interface KnownAction {
  record: ActionRecord;
  /** the forms known by then, the first included even where it reached us later */
  versions: readonly ActionVersion[];
  /** the place of the form whose terms hold */
  judged: number;
}

/** `toDay` null: as of now. In order of their start, then of their id. */
export function knownActions({ db, zone }: FeedContext, toDay: CivilDay | null): KnownAction[] {
  const versionsOf = readActionVersions(db);
  return readActions(db)
    .flatMap(({ id }): KnownAction[] => {
      const all = versionsOf.get(id) ?? [];
      const known = all.filter(({ recordedAt }) => toDay === null || zone.dayOf(recordedAt) <= toDay);
      const action = told(known.length > 0 ? known : all.slice(0, 1));
      if (action === null) return [];
      const { record } = action;
      if (toDay !== null && zone.dayOf(record.registeredAt) > toDay) return [];
      const isEndedSince = toDay !== null && record.endedAt !== null && zone.dayOf(record.endedAt) > toDay;
      return [isEndedSince ? { ...action, record: { ...record, endedAt: null, status: null } } : action];
    })
    .sort(
      ({ record: a }, { record: b }) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : Number(a.id > b.id)),
    );
}

/** An action by the forms that had reached us on a day, ends included that were told by then; null where none had. */
export function asKnownOn({ versions }: KnownAction, zone: Zone, day: CivilDay): KnownAction | null {
  return told(versions.filter(({ recordedAt }) => zone.dayOf(recordedAt) <= day));
}

/**
 * Whether it never began, as was said before it was to begin: what is said afterwards takes no verdict back. Of an action
 * that reached us later, as was said first.
 */
export function wasTakenBack(action: KnownAction, zone: Zone): boolean {
  const inTime = asKnownOn(action, zone, zone.dayOf(action.record.startsAt));
  return wasGivenUp(inTime?.record ?? action.versions[0]!.record);
}

function told(versions: readonly ActionVersion[]): KnownAction | null {
  const last = versions.at(-1)?.record;
  if (last === undefined) return null;
  const judged = judgedVersion(versions);
  return { record: withTermsOf(last, versions[judged]!.record), versions, judged };
}

function withTermsOf(record: ActionRecord, registered: ActionRecord): ActionRecord {
  return { ...record, ...Object.fromEntries(TERMS.map((term) => [term, registered[term] ?? null])) };
}
