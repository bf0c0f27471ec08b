/**
 * A contact as it is stored: a key by which contacts lie in order of arrival, and a short record of bytes.
 * Owns both layouts; refuses to hold a reference in clear. A table column for each field would take twice the room
 * and the time; what SQL has to search by (arrival, due, closed) is a column beside the record.
 *
 * Record: varint of the packed vocabularies, two bytes of presence, then the fields that are there, in the order in
 * which they are written below. Durations: varint of twice the seconds when whole, else 1 and a 64-bit float: what
 * was sent is kept.
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

/** Sizes of the packed vocabularies: one more than their words, for "not said". */
const CHANNEL_SIZE = CHANNELS.length + 1;
const OUTCOME_SIZE = OUTCOMES.length + 1;
const CATEGORY_SIZE = CATEGORIES.length + 1;
const DEMAND_SIZE = DEMANDS.length + 1;
const RESOLVED_SIZE = 3;

/** No record is longer. */
export const MOST_RECORD_BYTES = 256;

/** What the record at hand is written into, where it is written or read next, and which of its fields are there. */
let written: Buffer = Buffer.alloc(0);
let cursor = 0;
let presence = 0;

/**
 * Writes the stored bytes of a contact's fields from `at`, where there is room for MOST_RECORD_BYTES, and says where
 * they end. Equal fields give equal bytes.
 */
export function encodeContact(fields: ContactFields, into: Buffer, at = 0): number {
  let packed = fields.resolvedFirst ?? RESOLVED_SIZE - 1;
  packed = packed * DEMAND_SIZE + (fields.demand ?? DEMAND_SIZE - 1);
  packed = packed * CATEGORY_SIZE + (fields.category ?? CATEGORY_SIZE - 1);
  packed = packed * OUTCOME_SIZE + fields.outcome;
  packed = packed * CHANNEL_SIZE + fields.channel;
  written = into;
  cursor = at;
  presence = 0;
  writeVarint(packed);
  const presenceAt = cursor;
  cursor += 2;
  writeWhole(1 << 0, fields.queue);
  writeWhole(1 << 1, fields.cause);
  writeWhole(1 << 2, fields.subCause);
  writeWhole(1 << 3, fields.language);
  writeWhole(1 << 4, fields.region);
  writeWhole(1 << 5, fields.priority);
  writeWhole(1 << 6, fields.transfers);
  writeWhole(1 << 7, fields.customer);
  writeWhole(1 << 8, fields.agent);
  writeDuration(1 << 9, fields.menuSeconds);
  writeDuration(1 << 10, fields.waitSeconds);
  writeDuration(1 << 11, fields.holdSeconds);
  writeDuration(1 << 12, fields.handleSeconds);
  written[presenceAt] = presence & 255;
  written[presenceAt + 1] = presence >> 8;
  return cursor;
}

/** Reads the stored record that begins at `at` into `fields`, which may be used again; says where it ends. */
export function decodeContact(record: Uint8Array, fields: ContactFields, at = 0): number {
  cursor = at;
  let packed = readVarint(record);
  fields.channel = packed % CHANNEL_SIZE;
  packed = Math.floor(packed / CHANNEL_SIZE);
  fields.outcome = packed % OUTCOME_SIZE;
  packed = Math.floor(packed / OUTCOME_SIZE);
  fields.category = said(packed % CATEGORY_SIZE, CATEGORY_SIZE);
  packed = Math.floor(packed / CATEGORY_SIZE);
  fields.demand = said(packed % DEMAND_SIZE, DEMAND_SIZE);
  fields.resolvedFirst = said(Math.floor(packed / DEMAND_SIZE), RESOLVED_SIZE);
  presence = record[cursor]! | (record[cursor + 1]! << 8);
  cursor += 2;
  fields.queue = readWhole(1 << 0, record);
  fields.cause = readWhole(1 << 1, record);
  fields.subCause = readWhole(1 << 2, record);
  fields.language = readWhole(1 << 3, record);
  fields.region = readWhole(1 << 4, record);
  fields.priority = readWhole(1 << 5, record);
  fields.transfers = readWhole(1 << 6, record);
  fields.customer = readWhole(1 << 7, record);
  fields.agent = readWhole(1 << 8, record);
  fields.menuSeconds = readDuration(1 << 9, record);
  fields.waitSeconds = readDuration(1 << 10, record);
  fields.holdSeconds = readDuration(1 << 11, record);
  fields.handleSeconds = readDuration(1 << 12, record);
  return cursor;
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

/** A word's position; null for the last, which stands for "not said". */
function said(position: number, size: number): number | null {
  return position === size - 1 ? null : position;
}

function writeVarint(value: number): void {
  let rest = value;
  while (rest >= 128) {
    written[cursor++] = (rest % 128) + 128;
    rest = Math.floor(rest / 128);
  }
  written[cursor++] = rest;
}

function writeWhole(bit: number, value: number | null): void {
  if (value === null) return;
  presence |= bit;
  writeVarint(value);
}

function writeDuration(bit: number, seconds: number | null): void {
  if (seconds === null) return;
  presence |= bit;
  if (Number.isInteger(seconds)) writeVarint(seconds * 2);
  else {
    writeVarint(1);
    cursor = written.writeDoubleLE(seconds, cursor);
  }
}

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

function readWhole(bit: number, record: Uint8Array): number | null {
  return presence & bit ? readVarint(record) : null;
}

function readDuration(bit: number, record: Uint8Array): number | null {
  if (!(presence & bit)) return null;
  const coded = readVarint(record);
  if (coded !== 1) return coded / 2;
  const view = new DataView(record.buffer, record.byteOffset + cursor, 8);
  cursor += 8;
  return view.getFloat64(0, true);
}
