/**
 * Answers kept as bytes that are ready to send, so that the second who asks costs no query, no JSON, no compression.
 * Owns how long an answer holds (a version of the data and a quarter-hour of the clock) and how much is kept.
 */
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type Encoding, type Headers, makeRepresentation, type Representation } from './representation.ts';

const MEBIBYTE = 2 ** 20;
const MOST_BYTES = 128 * MEBIBYTE;
const MOST_ADDRESSES = 20_000;
const WORTH_COMPRESSING_BYTES = 512;
const GZIP_LEVEL = 6;
/** 48 ms for 186 kB, against 1.2 s at level 11: for answers that will stay. */
const LASTING_BROTLI = 9;
/** For answers that the next push replaces. */
const PASSING_BROTLI = 5;
/** The statuses of values that still change. */
const UNSETTLED = /provisional|partial/;

/** One answer in every encoding that was asked for so far. */
export class ReadyAnswer {
  readonly #headers: Headers;
  readonly #forms = new Map<Encoding, Representation>();
  readonly #body: Buffer;
  readonly #isSettled: boolean;

  constructor(body: string, headers: Headers) {
    this.#body = Buffer.from(body);
    this.#headers = headers;
    this.#isSettled = !UNSETTLED.test(body);
  }

  /** Bytes held in memory, encodings included. */
  get size(): number {
    let size = this.#body.byteLength;
    for (const { body } of this.#forms.values()) if (body !== this.#body) size += body.byteLength;
    return size;
  }

  /** In the first of these encodings; very short answers are not worth one. */
  in(preferred: readonly Encoding[]): Representation {
    const encoding =
      this.#body.byteLength < WORTH_COMPRESSING_BYTES ? 'identity' : (preferred[0] ?? 'identity');
    let form = this.#forms.get(encoding);
    if (form === undefined) {
      form = makeRepresentation(this.#encode(encoding), encoding, this.#headers);
      this.#forms.set(encoding, form);
    }
    return form;
  }

  #encode(encoding: Encoding): Uint8Array {
    if (encoding === 'identity') return this.#body;
    if (encoding === 'gzip') return gzipSync(this.#body, { level: GZIP_LEVEL });
    return brotliCompressSync(this.#body, {
      params: {
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: this.#body.byteLength,
        [constants.BROTLI_PARAM_QUALITY]: this.#isSettled ? LASTING_BROTLI : PASSING_BROTLI,
      },
    });
  }
}

interface Entry {
  answer: ReadyAnswer;
  moment: string;
  size: number;
}

/** The answers in use, the longest unused dropped first. `moment` names what an answer depends on besides its address. */
export class ReadyAnswers {
  readonly #mostBytes: number;
  readonly #entries = new Map<string, Entry>();
  /** addresses as they were sent → the one way to write them */
  readonly #normal = new Map<string, string>();
  #bytes = 0;

  constructor(mostBytes: number = MOST_BYTES) {
    this.#mostBytes = mostBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** The representation of an address as it was sent, or null when it has to be made anew. */
  find(address: string, moment: string, preferred: readonly Encoding[]): Representation | null {
    const normal = this.#normal.get(address);
    if (normal === undefined) return null;
    const entry = this.#entries.get(normal);
    if (entry === undefined || entry.moment !== moment) return null;
    // Put at the end: what stands at the beginning was not asked for the longest.
    this.#entries.delete(normal);
    this.#entries.set(normal, entry);
    const form = entry.answer.in(preferred);
    this.#measure(entry);
    return form;
  }

  /** As `find`, for an address that is a new way to write a known one; it is remembered. */
  adopt(
    address: string,
    normal: string,
    moment: string,
    preferred: readonly Encoding[],
  ): Representation | null {
    this.#remember(address, normal);
    return this.find(address, moment, preferred);
  }

  /** Keeps an answer, in place of that of an earlier moment. */
  keep(address: string, normal: string, moment: string, answer: ReadyAnswer): void {
    this.#remember(address, normal);
    const known = this.#entries.get(normal);
    if (known !== undefined) this.#drop(normal, known);
    const entry: Entry = { answer, moment, size: 0 };
    this.#entries.set(normal, entry);
    this.#measure(entry);
  }

  #remember(address: string, normal: string): void {
    if (this.#normal.size >= MOST_ADDRESSES) this.#normal.clear();
    this.#normal.set(address, normal);
  }

  #measure(entry: Entry): void {
    const { size } = entry.answer;
    if (size === entry.size) return;
    this.#bytes += size - entry.size;
    entry.size = size;
    for (const [normal, oldest] of this.#entries) {
      if (this.#bytes <= this.#mostBytes) break;
      this.#drop(normal, oldest);
    }
  }

  #drop(normal: string, entry: Entry): void {
    this.#bytes -= entry.size;
    // What is no longer kept weighs nothing, even if it grows while it is sent.
    entry.size = entry.answer.size;
    this.#entries.delete(normal);
  }
}
