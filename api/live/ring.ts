/**
 * The last events of the stream as the bytes that are sent, each encoded once for all readers, and their ids.
 * Owns what may be sent again; refuses to grow beyond its bounds and to know who reads.
 */

export interface RingBounds {
  /** the most events that are kept; the newest is kept in any case */
  events: number;
  /** the most bytes of them together */
  bytes: number;
}

export class EventRing {
  readonly #boot: string;
  readonly #bounds: RingBounds;
  /** the newest last, numbered without a gap up to `#last` */
  readonly #frames: Buffer[] = [];
  #last = 0;
  #bytes = 0;

  /** `boot` differs at every start, so that no id ever means two events; without a dash. */
  constructor(boot: string, bounds: RingBounds) {
    this.#boot = boot;
    this.#bounds = bounds;
  }

  /** The number of the newest event; 0: there was none yet. */
  get last(): number {
    return this.#last;
  }

  /** The newest event; null: there was none yet. */
  get present(): Buffer | null {
    return this.#frames.at(-1) ?? null;
  }

  /** Keeps a body as the newest event, and forgets the oldest where there are too many. */
  add(body: string): void {
    this.#last += 1;
    const frame = encodeEvent(`${this.#boot}-${this.#last}`, body);
    this.#frames.push(frame);
    this.#bytes += frame.byteLength;
    const { events, bytes } = this.#bounds;
    while (this.#frames.length > 1 && (this.#frames.length > events || this.#bytes > bytes)) {
      this.#bytes -= this.#frames.shift()?.byteLength ?? 0;
    }
  }

  /** The events after this one, in order; null where some of them are no longer kept, or it never was. */
  since(number: number): readonly Buffer[] | null {
    const missed = this.#last - number;
    if (missed < 0 || missed > this.#frames.length) return null;
    return missed === 0 ? [] : this.#frames.slice(-missed);
  }

  /** The number in an id of this process; null for any other text, which is whatever a reader sends. */
  numberOf(id: string | undefined): number | null {
    const start = `${this.#boot}-`;
    if (id === undefined || !id.startsWith(start)) return null;
    const written = id.slice(start.length);
    return /^[1-9]\d{0,14}$/.test(written) ? Number(written) : null;
  }
}

/** One event in the format of the HTML Standard, 9.2.5; a body of several lines becomes several `data:` lines. */
export function encodeEvent(id: string, body: string): Buffer {
  const data = body.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`);
  return Buffer.from(`id: ${id}\nevent: live\n${data.join('')}\n`);
}
