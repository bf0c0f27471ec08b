/**
 * How much one visitor may ask for: so many requests, so many answers that have to be worked out, addresses of some length.
 * Owns these limits and what is said beyond them; refuses to know what is asked, and to keep who asked for longer than it counts.
 */
import type { HttpBindings } from '@hono/node-server';
import { makeProblem, problemResponse } from './problem.ts';
import type { AppContext } from './representation.ts';
import { API } from './routes/resource.ts';
import { type BucketLimits, limitHeaders, type Taken, TokenBuckets } from './token-bucket.ts';
import type { Visitors } from './visitor.ts';

export interface ReadLimits {
  /** of any kind */
  requests: BucketLimits;
  /** hundredths of a second spent on answers that were not ready: figures composed anew, pictures drawn */
  work: BucketLimits;
}

/**
 * A first visit takes about thirty requests, so that a hundred people of one office may come in the same half-minute; nobody
 * who reads comes near. Figures of a window that nobody asked for yet take 10 to 200 ms: one visitor may have a fifth of a processor.
 */
export const READ_LIMITS: ReadLimits = {
  requests: { burst: 3000, perMinute: 6000 },
  work: { burst: 1500, perMinute: 1200 },
};
/** The longest that a page or the documentation asks for is a tenth of it. */
export const MOST_ADDRESS_LENGTH = 4096;
const WORK_MS = 10;
/** Drawn by a thread of its own, where it may have to wait for others. */
const PICTURE_MS = 100;
const TAKES_BODIES = `${API}/ingest/`;

type Incoming = HttpBindings['incoming'];
type Outgoing = HttpBindings['outgoing'];

export interface GateSettings {
  visitors: Visitors;
  /** UTC seconds */
  clock: () => number;
  limits?: ReadLimits | undefined;
}

export class Gate {
  readonly #visitors: Visitors;
  readonly #clock: () => number;
  readonly #requests: TokenBuckets;
  readonly #work: TokenBuckets;

  constructor({ visitors, clock, limits = READ_LIMITS }: GateSettings) {
    this.#visitors = visitors;
    this.#clock = clock;
    this.#requests = new TokenBuckets(limits.requests);
    this.#work = new TokenBuckets(limits.work);
  }

  /** What a request is answered with before anybody looks at it; null: it may come in. */
  refusalOf(incoming: Incoming, outgoing: Outgoing): Response | null {
    const { url = '', method } = incoming;
    // What nobody will read is not waited for: the connection ends with the answer.
    if (hasBody(incoming) && !(method === 'POST' && url.startsWith(TAKES_BODIES)))
      outgoing.shouldKeepAlive = false;
    const visitor = this.#visitors.of(incoming);
    if (visitor !== null) {
      const taken = this.#requests.take(visitor, this.#clock());
      const headers = () => limitHeaders('requests', this.#requests.limits, taken);
      if (!taken.ok) {
        if (hasBody(incoming)) outgoing.shouldKeepAlive = false;
        return tooMany(taken, 'requests', headers());
      }
      // Who is far from the limit has no use for it, and an answer that is ready stays as it is.
      if (taken.remaining < this.#requests.limits.burst / 2) setAll(outgoing, headers());
    }
    if (url.length <= MOST_ADDRESS_LENGTH) return null;
    return problemResponse(
      makeProblem(
        414,
        'the address is too long',
        `it has ${url.length} characters; expected at most ${MOST_ADDRESS_LENGTH}`,
      ),
    );
  }

  /** What is said in place of an answer that would have to be worked out; null: it may be. */
  refusalOfWork(c: AppContext): Response | null {
    const visitor = this.#visitorOf(c);
    if (visitor === null) return null;
    const taken = this.#work.take(visitor, this.#clock());
    if (taken.ok) return null;
    return tooMany(taken, 'new questions', limitHeaders('work', this.#work.limits, taken));
  }

  /** How long that took, after it was let in. */
  noteWork(c: AppContext, milliseconds: number = PICTURE_MS): void {
    const visitor = this.#visitorOf(c);
    if (visitor !== null) this.#work.spend(visitor, Math.floor(milliseconds / WORK_MS));
  }

  #visitorOf(c: AppContext): string | null {
    const incoming = c.env?.incoming;
    return incoming === undefined ? null : this.#visitors.of(incoming);
  }
}

/** A response that has nothing in it but its words, on a real connection. */
export async function sendProblem(response: Response, outgoing: Outgoing): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(outgoing.req.method === 'HEAD' ? undefined : body);
}

function tooMany({ waitSeconds }: Taken, what: string, headers: Record<string, string>): Response {
  return problemResponse(
    makeProblem(
      429,
      'too often',
      `too many ${what} from your address; try again in ${waitSeconds} s. All figures lie below /data/ as files, ` +
        'which any cache may answer',
    ),
    { ...headers, 'retry-after': String(waitSeconds) },
  );
}

function hasBody({ headers }: Incoming): boolean {
  const length = headers['content-length'];
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

function setAll(outgoing: Outgoing, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
}
