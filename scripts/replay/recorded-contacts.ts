/**
 * The contacts of recorded files that a replay tells, in order of arrival. Owns the stretch of time that is asked for;
 * files are read as `npm run ingest` reads them, mappings included.
 */
import type { Contact, Reject } from '../../db/domain/contact.ts';
import type { Zone } from '../../db/domain/zone.ts';
import type { Mapping } from '../../db/ingest/mapping.ts';
import { readRecords } from '../../db/ingest/read.ts';
import { bytesOf } from '../input-file.ts';

export interface RecordedContacts {
  contacts: Contact[];
  /** rows that were not read, and the first of them */
  rejected: number;
  firstReject: (Reject & { file: string }) | null;
}

export interface Stretch {
  /** UTC seconds: contacts arrive from the one and before the other; null: no bound */
  from: number | null;
  to: number | null;
}

/** What arrives outside the stretch is not kept. */
export async function readContacts(
  files: readonly string[],
  options: { zone: Zone; mapping: Mapping | undefined } & Stretch,
): Promise<RecordedContacts> {
  const { zone, mapping, from, to } = options;
  const found: RecordedContacts = { contacts: [], rejected: 0, firstReject: null };
  for (const file of files) {
    for await (const { records, rejects } of readRecords(bytesOf(file), {
      ...{ kind: 'contacts', zone },
      ...(mapping && { mapping }),
    })) {
      for (const contact of records) {
        const { offeredAt } = contact;
        if ((from === null || offeredAt >= from) && (to === null || offeredAt < to))
          found.contacts.push(contact);
      }
      found.rejected += rejects.length;
      const [first] = rejects;
      if (first !== undefined) found.firstReject ??= { ...first, file };
    }
  }
  found.contacts.sort((a, b) => a.offeredAt - b.offeredAt);
  return found;
}
