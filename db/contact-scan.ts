/**
 * Reads the contacts of a stretch of time, all of them in one answer: records are laid end to end by SQLite and cut
 * apart here, which takes a third of the time of a row for each. Owns that way of reading; refuses to keep a contact,
 * for each is read into the same object.
 */
import { type ContactFields, decodeContact, emptyFields, keyAt, WITHIN_SECOND } from './contact-record.ts';
import type { ReadHandle } from './open.ts';

export interface ScannedContact extends ContactFields {
  /** UTC seconds, as are the others */
  arrivedAt: number;
  dueAt: number | null;
  closedAt: number | null;
}

export function emptyContact(): ScannedContact {
  return { ...emptyFields(), arrivedAt: 0, dueAt: null, closedAt: null };
}

/** So few that their text is short-lived in memory too: longer strings lie until everything is cleared. */
const AT_ONCE = 2000;

/**
 * `arrivals`: twice the seconds since the start, and one more where the contact is a case, with a time by which it is
 * due or at which it was closed: small numbers are written and read in a third of the time of keys.
 */
type Answer = [lastKey: number | null, arrivals: string, cases: string, records: string | null];
type Case = [dueAt: number | null, closedAt: number | null];

export class ContactScan {
  private readonly read;

  constructor(db: ReadHandle) {
    const isCase = 'due_at IS NOT NULL OR closed_at IS NOT NULL';
    this.read = db.sql
      .prepare<[start: number, from: number, end: number], Answer>(
        `SELECT max(key),
                json_group_array((key / ${WITHIN_SECOND} - ?) * 2 + (${isCase})),
                json_group_array(json_array(due_at, closed_at)) FILTER (WHERE ${isCase}),
                group_concat(hex(record), '')
           FROM (SELECT * FROM contacts WHERE key >= ? AND key < ? ORDER BY key LIMIT ${AT_ONCE})`,
      )
      .raw();
  }

  /** Reads the contacts that arrived from `start` to before `end` into `contact`, one after another by arrival. */
  each(start: number, end: number, contact: ScannedContact, visit: () => void): void {
    const first = Math.max(0, start);
    const endKey = keyAt(Math.max(0, end));
    let from: number | null = keyAt(first);
    while (from !== null) from = this.eachOfSome(first, from, endKey, contact, visit);
  }

  /** The first AT_ONCE of them; returns the key to go on from, or null after the last. */
  private eachOfSome(
    start: number,
    from: number,
    end: number,
    contact: ScannedContact,
    visit: () => void,
  ): number | null {
    const [lastKey, arrivalList, caseList, hex] = this.read.get(start, from, end) as Answer;
    if (lastKey === null) return null;
    const arrivals = JSON.parse(arrivalList) as number[];
    const cases = JSON.parse(caseList) as Case[];
    const records = Buffer.from(hex ?? '', 'hex');
    for (let i = 0, at = 0, nextCase = 0; i < arrivals.length; i++) {
      at = decodeContact(records, contact, at);
      const coded = arrivals[i]!;
      const times = coded % 2 === 1 ? cases[nextCase++]! : NO_TIMES;
      contact.arrivedAt = start + Math.floor(coded / 2);
      contact.dueAt = times[0];
      contact.closedAt = times[1];
      visit();
    }
    return arrivals.length < AT_ONCE ? null : lastKey + 1;
  }
}

const NO_TIMES: Case = [null, null];
