/**
 * Bytes as they arrive to numbered lines of text: gzip, byte order mark, encoding, line ends, length limits.
 * Owns everything below the line; refuses to know what a line means. Memory does not grow with the input.
 */

import { isUtf8 } from 'node:buffer';
import type { ExpansionLimits, StreamFault } from './gunzip.ts';
import { gunzip, isGzip } from './gunzip.ts';

export interface Limits extends ExpansionLimits {
  /** The longest row, in bytes; at least 65,536. */
  rowBytes: number;
  /** The longest JSON array, which must be held whole. */
  arrayBytes: number;
}

export const FILE_LIMITS: Limits = {
  rowBytes: 1_000_000,
  arrayBytes: 100_000_000,
  expandedBytes: 20_000_000_000,
  ratio: 1000,
  ratioFromBytes: 100_000_000,
};

/** For what is pushed over HTTP. An array is parsed in one go, while nobody else is answered: 20 MB take some 0.2 s. */
export const PUSH_LIMITS: Limits = { ...FILE_LIMITS, expandedBytes: 100_000_000, arrayBytes: 20_000_000 };

export const ENCODINGS = ['utf-8', 'latin1', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** A run of whole physical lines, without their ends. */
export interface LineBlock {
  /** Number of the first line in the file, from 1. */
  firstLine: number;
  lines: string[];
  /** Lines that could not be read, by index: the reason. */
  unreadable: ReadonlyMap<number, string>;
  /** The file ended inside the last line: it has no line end. */
  unended: boolean;
}

/** The place where a stream stopped being readable. */
export interface LineFault extends StreamFault {
  line: number;
}

/** The expanded bytes in small pieces, and the first of them that is not white space (`null`: there is none). */
export interface OpenedSource {
  firstByte: number | null;
  /** The file is none of text in an encoding that is read: what it is, and what to do. */
  foreign: string | null;
  /** It begins with the mark of UTF-8. */
  isMarkedUtf8: boolean;
  pieces: AsyncIterable<Uint8Array | StreamFault>;
}

/** Strings cut from a piece keep all of it alive, so pieces are small. */
const PIECE_BYTES = 64 * 1024;
/** As many tell UTF-16 and spreadsheets. */
const FORM_BYTES = 4;
const NEWLINE = 10;
const NOT_UTF8 =
  'it is not valid UTF-8; save the file as UTF-8, or name its encoding in a mapping ("csv": {"encoding": "windows-1252"})';
const NOTHING_UNREADABLE: ReadonlyMap<number, string> = new Map();

/** Recognises gzip by its first bytes, never by a name, and looks at how the text begins. */
export async function openSource(bytes: AsyncIterable<Uint8Array>, limits: Limits): Promise<OpenedSource> {
  const raw = bytes[Symbol.asyncIterator]();
  const head = await take(raw, (all) => all.length >= 2);
  const whole = resume(head, raw);
  const expanded: AsyncIterable<Uint8Array | StreamFault> = isGzip(head.bytes)
    ? gunzip(whole, limits)
    : whole;
  const text = expanded[Symbol.asyncIterator]();
  const start = await take(
    text,
    (all) => all.length >= PIECE_BYTES || (firstMark(all) !== null && all.length >= FORM_BYTES),
  );
  return {
    firstByte: firstMark(start.bytes),
    foreign: foreignForm(start.bytes),
    isMarkedUtf8: start.bytes[0] === 0xef && start.bytes[1] === 0xbb && start.bytes[2] === 0xbf,
    pieces: resume(start, text),
  };
}

/** By the bytes with which such files begin; text has none of them. */
function foreignForm(bytes: Uint8Array): string | null {
  const [first = -1, second = -1, third = -1, fourth = -1] = bytes;
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isMarked || (first === 0) !== (second === 0)) return 'this file is UTF-16: save it as UTF-8';
  if (first === 0x50 && second === 0x4b && third === 3 && fourth === 4) {
    return 'this is a spreadsheet, or another archive: save it as CSV, and load that';
  }
  if (first === 0xd0 && second === 0xcf && third === 0x11 && fourth === 0xe0) {
    return 'this is a spreadsheet: save it as CSV, and load that';
  }
  return null;
}

interface Taken<T> {
  bytes: Uint8Array;
  /** A piece that is no bytes and ended the taking. */
  other: T | null;
}

/** Reads on until the bytes taken are enough, or there are no more. */
async function take<T>(
  pieces: AsyncIterator<Uint8Array | T>,
  enough: (all: Uint8Array) => boolean,
): Promise<Taken<T>> {
  let all = new Uint8Array(0);
  while (!enough(all)) {
    const next = await pieces.next();
    if (next.done === true) break;
    if (!(next.value instanceof Uint8Array)) return { bytes: all, other: next.value };
    all = Buffer.concat([all, next.value]);
  }
  return { bytes: all, other: null };
}

async function* resume<T>(
  taken: Taken<T>,
  rest: AsyncIterator<Uint8Array | T>,
): AsyncGenerator<Uint8Array | T> {
  if (taken.bytes.length > 0) yield taken.bytes;
  if (taken.other !== null) yield taken.other;
  yield* { [Symbol.asyncIterator]: () => rest };
}

/** The first byte that is neither white space nor part of a byte order mark. */
function firstMark(bytes: Uint8Array): number | null {
  for (const byte of bytes) {
    const blank = byte === 32 || (byte >= 9 && byte <= 13) || byte === 0xef || byte === 0xbb || byte === 0xbf;
    if (!blank) return byte;
  }
  return null;
}

/** Cuts bytes into lines. Where the pieces were cut makes no difference to the lines. */
export async function* readLines(
  pieces: AsyncIterable<Uint8Array | StreamFault>,
  encoding: Encoding,
  limits: Limits,
): AsyncGenerator<LineBlock | LineFault> {
  const cutter = new LineCutter(encoding, limits.rowBytes);
  for await (const piece of pieces) {
    if (!(piece instanceof Uint8Array)) return yield { fault: piece.fault, line: cutter.nextLine };
    for (let at = 0; at < piece.length; at += PIECE_BYTES) {
      const block = cutter.cut(piece.subarray(at, at + PIECE_BYTES));
      if (block !== null) yield block;
    }
  }
  const last = cutter.finish();
  if (last !== null) yield last;
}

class LineCutter {
  nextLine = 1;
  readonly #decode: (bytes: Buffer) => string;
  readonly #mustCheck: boolean;
  readonly #rowBytes: number;
  /** The beginning of a line whose end has not arrived; dropped, and only counted, once it is too long. */
  #held: Uint8Array[] = [];
  #heldBytes = 0;

  constructor(encoding: Encoding, rowBytes: number) {
    this.#rowBytes = rowBytes;
    this.#mustCheck = encoding === 'utf-8';
    if (encoding === 'windows-1252') {
      const decoder = new TextDecoder('windows-1252');
      this.#decode = (bytes) => decoder.decode(bytes);
    } else {
      this.#decode = (bytes) => bytes.toString(encoding === 'latin1' ? 'latin1' : 'utf8');
    }
  }

  cut(piece: Uint8Array): LineBlock | null {
    const end = piece.lastIndexOf(NEWLINE) + 1;
    if (end === 0) {
      this.#hold(piece);
      return null;
    }
    const firstEnd = this.#heldBytes === 0 ? 0 : piece.indexOf(NEWLINE);
    const tooLong = this.#heldBytes + firstEnd > this.#rowBytes;
    const start = tooLong ? firstEnd : 0;
    const whole = Buffer.concat([...(tooLong ? [] : this.#held), piece.subarray(start, end - 1)]);
    this.#held = [];
    this.#heldBytes = 0;
    this.#hold(piece.subarray(end));
    return this.#block(whole, tooLong, false);
  }

  finish(): LineBlock | null {
    if (this.#heldBytes === 0) return null;
    return this.#block(Buffer.concat(this.#held), this.#heldBytes > this.#rowBytes, true);
  }

  #hold(piece: Uint8Array): void {
    this.#heldBytes += piece.length;
    if (this.#heldBytes > this.#rowBytes) this.#held = [];
    // A copy: the sender may use its buffer again.
    else if (piece.length > 0) this.#held.push(Uint8Array.from(piece));
  }

  /** `bytes`: lines without the last line end. After a line that is too long they begin with its line end. */
  #block(bytes: Buffer, firstTooLong: boolean, unended: boolean): LineBlock {
    const unreadable = new Map<number, string>();
    let lines: string[];
    if (!this.#mustCheck || isUtf8(bytes)) {
      const text = this.#decode(bytes);
      lines = text.split('\n');
      if (text.includes('\r')) lines = lines.map(withoutReturn);
    } else {
      lines = splitBytes(bytes).map((line, index) => {
        if (!isUtf8(line)) unreadable.set(index, NOT_UTF8);
        return withoutReturn(this.#decode(line));
      });
    }
    if (firstTooLong) {
      unreadable.set(0, `the row is longer than ${this.#rowBytes} bytes, the most that is accepted`);
    }
    const firstLine = this.nextLine;
    this.nextLine += lines.length;
    if (firstLine === 1 && lines[0]?.charCodeAt(0) === 0xfeff) lines[0] = lines[0].slice(1);
    return {
      firstLine,
      lines,
      unreadable: unreadable.size === 0 ? NOTHING_UNREADABLE : unreadable,
      unended,
    };
  }
}

function withoutReturn(line: string): string {
  return line.charCodeAt(line.length - 1) === 13 ? line.slice(0, -1) : line;
}

function splitBytes(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let start = 0;
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  lines.push(bytes.subarray(start));
  return lines;
}
