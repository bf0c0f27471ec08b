/**
 * What the events of one contact said of it besides their time, as bytes: one entry an event, the fields in the layout
 * of db/contact-record.ts. Owns which word counts where two events differ: that of the later one, whichever came first.
 */
import {
  type ContactFields,
  decodeContact,
  emptyFields,
  encodeContact,
  MOST_RECORD_BYTES,
} from '../../contact-record.ts';
import { CHANNELS, OUTCOMES } from '../../domain/contact.ts';

/** In place of a channel or an outcome that an event does not name. */
export const NO_CHANNEL = CHANNELS.length;
export const NO_OUTCOME = OUTCOMES.length;

const HEAD_BYTES = 5;
const scratch = Buffer.alloc(HEAD_BYTES + MOST_RECORD_BYTES);
const readFields = emptyFields();

/** `event`: its position in LIFECYCLE_EVENTS. Null where the event says nothing but that it happened. */
export function encodeDetails(at: number, event: number, fields: ContactFields): Buffer | null {
  const isEmpty = Object.entries(fields).every(([name, value]) =>
    name === 'channel' ? value === NO_CHANNEL : name === 'outcome' || value === null,
  );
  if (isEmpty) return null;
  scratch.writeUInt32BE(at, 0);
  scratch.writeUInt8(event, 4);
  return Buffer.from(
    scratch.subarray(0, encodeContact({ ...fields, outcome: NO_OUTCOME }, scratch, HEAD_BYTES)),
  );
}

/** Of more the latest are kept, whatever the order in which they came: no contact has so many steps. */
const MOST_ENTRIES = 64;

/** Adds an entry in order of time; an event that is told again replaces what it said before. */
export function addDetails(said: Buffer, entry: Buffer): Buffer {
  const entries = partDetails(said).filter((one) => compareHeads(one, entry) !== 0);
  return Buffer.concat([...entries, entry].sort(compareHeads).slice(-MOST_ENTRIES));
}

/** Lays what was said over `fields`, the earliest first; what no event says stays as it is. */
export function overlayDetails(said: Buffer, fields: ContactFields): void {
  for (const entry of partDetails(said)) {
    decodeContact(entry, readFields, HEAD_BYTES);
    const { channel, outcome: _, ...rest } = readFields;
    if (channel !== NO_CHANNEL) fields.channel = channel;
    for (const [name, value] of Object.entries(rest)) {
      if (value !== null) fields[name as keyof typeof rest] = value;
    }
  }
}

function partDetails(said: Buffer): Buffer[] {
  const entries: Buffer[] = [];
  for (let at = 0; at < said.length; ) {
    const end = decodeContact(said, readFields, at + HEAD_BYTES);
    entries.push(said.subarray(at, end));
    at = end;
  }
  return entries;
}

const compareHeads = (a: Buffer, b: Buffer) =>
  Buffer.compare(a.subarray(0, HEAD_BYTES), b.subarray(0, HEAD_BYTES));
