/**
 * Whole numbers as few bytes: little-endian base 128, up to 2^53, without bit operations beyond 31 bits.
 * Owns writing and reading them in a growing buffer; a reader that runs off the end throws a RangeError.
 */

export class ByteWriter {
  private bytes = new Uint8Array(256);
  length = 0;

  /** Starts anew in the same memory. */
  clear(): void {
    this.length = 0;
  }

  varint(value: number): void {
    if (this.length + 8 > this.bytes.length) this.reserve(8);
    let rest = value;
    if ((rest & 127) === rest) {
      this.bytes[this.length++] = rest;
      return;
    }
    if (!Number.isSafeInteger(value) || value < 0) {
      throw new RangeError(`a stored number must be whole, from 0 to 2^53; found ${value}`);
    }
    while (rest >= 128) {
      this.bytes[this.length++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.bytes[this.length++] = rest;
  }

  append(other: ByteWriter): void {
    this.reserve(other.length);
    this.bytes.set(other.bytes.subarray(0, other.length), this.length);
    this.length += other.length;
  }

  /** A copy of what was written. */
  finish(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

export class ByteReader {
  private readonly bytes: Uint8Array;
  position = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get atEnd(): boolean {
    return this.position >= this.bytes.length;
  }

  varint(): number {
    const first = this.bytes[this.position]!;
    // Most numbers are of one byte; off the end there is none, and what follows says so.
    if (first < 128) {
      this.position++;
      return first;
    }
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.bytes[this.position++];
      if (byte === undefined) {
        throw new RangeError(`stored bytes end in the middle of a number, at byte ${this.position - 1}`);
      }
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  }
}
