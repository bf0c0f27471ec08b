/**
 * The actions as they could be known on a day: words, state and end as last told, terms as they were registered.
 * Owns which form of an action is told; refuses to judge it.
 */
import { type ActionVersion, judgedVersion, TERMS } from '../../db/domain/action-terms.ts';
import type { ActionRecord } from '../../db/domain/contact.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
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
      const versions = known.length > 0 ? known : all.slice(0, 1);
      const last = versions.at(-1)?.record;
      if (last === undefined) return [];
      const judged = judgedVersion(versions);
      const record = withTermsOf(last, versions[judged]!.record);
      if (toDay !== null && zone.dayOf(record.registeredAt) > toDay) return [];
      const isEndedSince = toDay !== null && record.endedAt !== null && zone.dayOf(record.endedAt) > toDay;
      return [
        { record: isEndedSince ? { ...record, endedAt: null, status: null } : record, versions, judged },
      ];
    })
    .sort(
      ({ record: a }, { record: b }) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : Number(a.id > b.id)),
    );
}

function withTermsOf(record: ActionRecord, registered: ActionRecord): ActionRecord {
  return { ...record, ...Object.fromEntries(TERMS.map((term) => [term, registered[term] ?? null])) };
}
