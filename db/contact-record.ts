/**
 * A contact as it is stored: a key by which contacts lie in order of arrival, and a short record of bytes.
 * Owns both layouts; refuses to hold a reference in clear. A table column for each field would take twice the room
 * and the time; what SQL has to search by (arrival, due, closed) is a column beside the record.
 *
 * Record: varint of the packed vocabularies, two bytes of presence, then the fields that are there, in order of
 * FIELDS. Durations: varint of twice the seconds when whole, else 1 and a 64-bit float: what was sent is kept.
 */
import { CATEGORIES, CHANNELS, DEMANDS, OUTCOMES } from './domain/contact.ts';

/** Contacts of one second are told apart by 16 bits: arrivals up to 2038 then take a 48-bit integer. */
export const WITHIN_SECOND = 2 ** 16;

/** The lowest key of a second. */
export function keyAt(utcSeconds: number): number {
  return utcSeconds * WITHIN_SECOND;
}

export function arrivalOf(key: number): number {
  return Math.floor(key / WITHIN_SECOND);
}

/** Vocabularies as positions in the lists of contact.ts; terms, agents and customers as numbers; null: not said. */
export interface ContactFields {
  channel: number;
  outcome: number;
  category: number | null;
  demand: number | null;
  resolvedFirst: number | null;
  queue: number | null;
  cause: number | null;
  subCause: number | null;
  language: number | null;
  region: number | null;
  menuSeconds: number | null;
  waitSeconds: number | null;
  holdSeconds: number | null;
  handleSeconds: number | null;
  priority: number | null;
  transfers: number | null;
  customer: number | null;
  agent: number | null;
}

const WHOLE = [
  'queue',
  'cause',
  'subCause',
  'language',
  'region',
  'priority',
  'transfers',
  'customer',
  'agent',
] as const;
const DURATIONS = ['menuSeconds', 'waitSeconds', 'holdSeconds', 'handleSeconds'] as const;
const PACKED = [
  ['channel', CHANNELS.length],
  ['outcome', OUTCOMES.length],
  ['category', CATEGORIES.length],
  ['demand', DEMANDS.length],
  ['resolvedFirst', 2],
] as const;

const scratch = Buffer.alloc(256);

/** The stored bytes of a contact's fields. Equal fields give equal bytes. */
export function encodeContact(fields: ContactFields): Buffer {
  let packed = 0;
  for (let i = PACKED.length - 1; i >= 0; i--) {
    const [name, size] = PACKED[i]!;
    packed = packed * (size + 1) + (fields[name] ?? size);
  }
  let at = writeVarint(0, packed);
  const presenceAt = at;
  at += 2;
  let presence = 0;
  let bit = 1;
  for (const name of WHOLE) {
    const value = fields[name];
    if (value !== null) {
      presence |= bit;
      at = writeVarint(at, value);
    }
    bit *= 2;
  }
  for (const name of DURATIONS) {
    const value = fields[name];
    if (value !== null) {
      presence |= bit;
      if (Number.isInteger(value)) at = writeVarint(at, value * 2);
      else {
        at = writeVarint(at, 1);
        at = scratch.writeDoubleLE(value, at);
      }
    }
    bit *= 2;
  }
  scratch.writeUInt16LE(presence, presenceAt);
  return Buffer.from(scratch.subarray(0, at));
}

/** Reads a stored record into `fields`, which may be used again from row to row. */
export function decodeContact(record: Uint8Array, fields: ContactFields): void {
  cursor = 0;
  let packed = readVarint(record);
  for (const [name, size] of PACKED) {
    const position = packed % (size + 1);
    packed = Math.floor(packed / (size + 1));
    // A channel and an outcome are always said, so null only meets fields that allow it.
    (fields[name] as number | null) = position === size ? null : position;
  }
  const presence = record[cursor]! | (record[cursor + 1]! << 8);
  cursor += 2;
  let bit = 1;
  for (const name of WHOLE) {
    fields[name] = presence & bit ? readVarint(record) : null;
    bit *= 2;
  }
  for (const name of DURATIONS) {
    fields[name] = presence & bit ? readDuration(record) : null;
    bit *= 2;
  }
}

export function emptyFields(): ContactFields {
  return {
    channel: 0,
    outcome: 0,
    category: null,
    demand: null,
    resolvedFirst: null,
    queue: null,
    cause: null,
    subCause: null,
    language: null,
    region: null,
    menuSeconds: null,
    waitSeconds: null,
    holdSeconds: null,
    handleSeconds: null,
    priority: null,
    transfers: null,
    customer: null,
    agent: null,
  };
}

function writeVarint(at: number, value: number): number {
  let rest = value;
  while (rest >= 128) {
    scratch[at++] = (rest % 128) + 128;
    rest = Math.floor(rest / 128);
  }
  scratch[at++] = rest;
  return at;
}

/** Where the record being decoded is read next. */
let cursor = 0;

function readVarint(record: Uint8Array): number {
  let value = 0;
  let scale = 1;
  for (;;) {
    const byte = record[cursor++];
    if (byte === undefined) throw new RangeError('a stored contact ends in the middle of a number');
    value += (byte & 127) * scale;
    if (byte < 128) return value;
    scale *= 128;
  }
}

function readDuration(record: Uint8Array): number {
  const coded = readVarint(record);
  if (coded !== 1) return coded / 2;
  const view = new DataView(record.buffer, record.byteOffset + cursor, 8);
  cursor += 8;
  return view.getFloat64(0, true);
}
