/**
 * What waits to be stored, and how much of it there may be: bodies arrive faster than a disk takes them, and each that
 * waits is held in memory. Owns the bounds, for one key and for all, and whose turn it is; refuses to know what is in a
 * body.
 */

export interface WaitingLimits {
  /** requests that have been taken and not answered */
  requests: number;
  /** of their bodies, as they were sent */
  bytes: number;
}

/** The room of one request. */
export interface Place {
  /** Makes room for a body of so many bytes in all; false where there is none, and then nothing changes. */
  hold(bytes: number): boolean;
  /** Gives all of it back; once. */
  leave(): void;
}

/** No key takes more than half of the room, so that one system's flood does not send away the others. */
const SHARE_OF_A_KEY = 0.5;

export class WaitingRoom {
  readonly #limits: WaitingLimits;
  readonly #all: WaitingLimits = { requests: 0, bytes: 0 };
  readonly #byKey = new Map<number, WaitingLimits>();

  constructor(limits: WaitingLimits) {
    this.#limits = limits;
  }

  /** What is held now. */
  get held(): Readonly<WaitingLimits> {
    return this.#all;
  }

  /** A place for one request more of this key; null where there is none. */
  enter(key: number): Place | null {
    const own = this.#byKey.get(key) ?? { requests: 0, bytes: 0 };
    if (!this.#hasRoom('requests', 1, own)) return null;
    this.#byKey.set(key, own);
    this.#all.requests += 1;
    own.requests += 1;
    let held = 0;
    return {
      hold: (bytes) => {
        const more = bytes - held;
        if (more <= 0) return true;
        if (!this.#hasRoom('bytes', more, own)) return false;
        this.#all.bytes += more;
        own.bytes += more;
        held = bytes;
        return true;
      },
      leave: () => {
        this.#all.requests -= 1;
        this.#all.bytes -= held;
        own.requests -= 1;
        own.bytes -= held;
        if (own.requests === 0) this.#byKey.delete(key);
      },
    };
  }

  #hasRoom(what: keyof WaitingLimits, more: number, own: WaitingLimits): boolean {
    const most = this.#limits[what];
    return this.#all[what] + more <= most && own[what] + more <= most * SHARE_OF_A_KEY;
  }
}

/** Does one piece of work after the other, so that only one body is held expanded and its records follow in order. */
export class Lane {
  #last: Promise<unknown> = Promise.resolve();

  run<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const answer = this.#last.then(work);
    this.#last = answer.catch(() => undefined);
    return answer;
  }
}
