/**
 * Contacts on their way to the database, as numbers and bytes: a transaction holds hundreds of thousands, and as many
 * objects would take four times the room and be looked at again and again for what is no longer needed.
 * Owns their order; refuses to know what a record says.
 */

import {
  arrivalOf,
  type ContactFields,
  encodeContact,
  keyAt,
  MOST_RECORD_BYTES,
  WITHIN_SECOND,
} from '../../contact-record.ts';
import { ID_BYTES } from '../../secret.ts';
import { enlarged, release } from '../../typed-memory.ts';

const FIRST_ROOM = 1024;
const FIRST_RECORD_BYTES = 32;
/** Where more arrive within a second, the others are told apart when they are written. */
const NEAR = 32;
/** Places are told apart within the first four bytes of a hash. */
const SPAN = 2 ** 20;

export class StagedContacts {
  count = 0;
  keys = new Float64Array(FIRST_ROOM);
  /** UTC seconds; NaN where there is none */
  dueAt = new Float64Array(FIRST_ROOM);
  closedAt = new Float64Array(FIRST_ROOM);
  /** 1 where the customer is known */
  isLinkable = new Uint8Array(FIRST_ROOM);
  private hashes = bytesOf(FIRST_ROOM * ID_BYTES);
  private records = bytesOf(FIRST_ROOM * FIRST_RECORD_BYTES);
  /** where each record ends; they lie one after another */
  private ends = new Uint32Array(FIRST_ROOM);

  /** Adds a contact. `id`: its hash, each byte a character. Without an object for each: there are millions. */
  add(id: string, key: number, dueAt: number | null, closedAt: number | null, fields: ContactFields): void {
    const place = this.count;
    if (place === this.keys.length) this.grow();
    const start = this.startOf(place);
    if (start + MOST_RECORD_BYTES > this.records.length) this.records = enlargedBytes(this.records);
    this.keys[place] = key;
    this.dueAt[place] = dueAt ?? Number.NaN;
    this.closedAt[place] = closedAt ?? Number.NaN;
    this.isLinkable[place] = fields.customer === null ? 0 : 1;
    this.hashes.write(id, place * ID_BYTES, 'latin1');
    this.ends[place] = encodeContact(fields, this.records, start);
    this.count++;
  }

  /**
   * Gives contacts of one second keys of their own where they lie close to one another, as in a file in order of time.
   * The same contact twice keeps one key: what is to become of it is not decided here.
   */
  separateKeys(): void {
    const { keys } = this;
    for (let place = 1; place < this.count; place++) {
      const start = keyAt(arrivalOf(keys[place]!));
      for (let near = place - 1; near >= 0 && near >= place - NEAR && keys[near]! >= start; near--) {
        if (keys[near] !== keys[place] || this.hashAt(near).equals(this.hashAt(place))) continue;
        keys[place] = start + ((keys[place]! - start + 1) % WITHIN_SECOND);
        near = place;
      }
    }
  }

  /** Bytes that are good until the next `add`. */
  hashAt(place: number): Buffer {
    return this.hashes.subarray(place * ID_BYTES, (place + 1) * ID_BYTES);
  }

  copyHash(place: number, into: Buffer): void {
    const start = place * ID_BYTES;
    for (let i = 0; i < ID_BYTES; i++) into[i] = this.hashes[start + i]!;
  }

  recordAt(place: number): Buffer {
    return this.records.subarray(this.startOf(place), this.ends[place]);
  }

  /** The places in order of hash, as far as its first four bytes tell. */
  placesByHash(): Uint32Array {
    const order = new Float64Array(this.count);
    for (let place = 0; place < this.count; place++) {
      order[place] = this.hashes.readUInt32BE(place * ID_BYTES) * SPAN + place;
    }
    order.sort();
    return Uint32Array.from(order, (one) => one % SPAN);
  }

  clear(): void {
    this.count = 0;
  }

  /** Gives all memory back. Call last. */
  release(): void {
    this.count = 0;
    for (const list of [
      this.keys,
      this.dueAt,
      this.closedAt,
      this.isLinkable,
      this.hashes,
      this.records,
      this.ends,
    ])
      release(list);
  }

  private startOf(place: number): number {
    return place === 0 ? 0 : this.ends[place - 1]!;
  }

  private grow(): void {
    if (this.count === SPAN) throw new RangeError(`more than ${SPAN} contacts in one transaction`);
    this.keys = enlarged(this.keys);
    this.dueAt = enlarged(this.dueAt);
    this.closedAt = enlarged(this.closedAt);
    this.ends = enlarged(this.ends);
    this.isLinkable = enlarged(this.isLinkable);
    this.hashes = enlargedBytes(this.hashes);
  }
}

/** A buffer of its own, so that its memory can be given back. */
function bytesOf(length: number): Buffer {
  return Buffer.from(new ArrayBuffer(length));
}

function enlargedBytes(bytes: Buffer): Buffer {
  const made = bytesOf(bytes.length * 2);
  bytes.copy(made);
  release(bytes);
  return made;
}
