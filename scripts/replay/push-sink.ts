/**
 * A running server as the receiver of events: `POST /api/v1/ingest/events`. Owns what each answer means for the sender;
 * refuses to follow to another address, which would hand the key to it.
 */
import type { EventRecord } from '../../db/domain/contact.ts';
import { parseInstant } from '../../db/domain/zone.ts';
import { toLine } from './event-line.ts';
import type { Answer, Sink } from './sender.ts';

const REQUEST_MS = 120_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** Answers of a server, or of what stands before it, that is there again later. */
const LATER = [408, 429, 500, 502, 503, 504];

export interface PushAddress {
  /** for example http://127.0.0.1:4321 */
  url: string;
  key: string;
  /** within which the ids are unique */
  source: string;
  /** false: as it is recorded, of any day */
  isShifted: boolean;
}

export class PushSink implements Sink {
  readonly #address: string;
  readonly #key: string;
  #failures = 0;

  constructor({ url, key, source, isShifted }: PushAddress) {
    const late = isShifted ? '' : '&late=true';
    this.#address = new URL(`/api/v1/ingest/events?source=${encodeURIComponent(source)}${late}`, url).href;
    this.#key = key;
  }

  async send(events: readonly EventRecord[]): Promise<Answer> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(this.#address, {
        method: 'POST',
        // An empty array says that the source is there.
        body: events.length === 0 ? '[]' : events.map(toLine).join(''),
        headers: { authorization: `Bearer ${this.#key}`, 'content-type': 'application/x-ndjson' },
        redirect: 'error',
        signal: AbortSignal.timeout(REQUEST_MS),
      });
      text = await response.text();
    } catch (error) {
      return this.#later(null, `no answer (${causeOf(error)})`);
    }
    const body = parse(text);
    if (response.status === 202) {
      this.#failures = 0;
      return taken(body as unknown as ReceiptCounts);
    }
    if (LATER.includes(response.status)) {
      return this.#later(
        response.headers.get('retry-after'),
        `${response.status} ${body.title ?? ''}`.trim(),
      );
    }
    // None of a batch was accepted: the receipt says why, and others may be.
    const { receipt } = body as { receipt?: ReceiptCounts };
    if (response.status === 422 && receipt !== undefined) return taken(receipt);
    return { kind: 'refused', reason: `${response.status} ${body.title ?? ''}: ${body.detail ?? text}` };
  }

  /** As the server asks; without a word of it twice as long each time. */
  #later(retryAfter: string | null, reason: string): Answer {
    const seconds = Number(retryAfter ?? Number.NaN);
    const ownMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#failures);
    this.#failures = Math.min(this.#failures + 1, 10);
    return { kind: 'later', afterMs: seconds > 0 ? seconds * 1000 : ownMs, reason };
  }
}

/** What time it is at a server, in UTC seconds, and its organisation's zone; a sentence where nobody answers so. */
export async function askClock(
  url: string,
): Promise<{ ok: true; nowSeconds: number; timeZone: string } | { ok: false; problem: string }> {
  try {
    const response = await fetch(new URL('/api/v1/clock', url), { redirect: 'error' });
    const { now, timeZone } = parse(await response.text());
    const read = parseInstant(String(now));
    if (response.ok && read.ok && typeof timeZone === 'string')
      return { ok: true, nowSeconds: read.utcSeconds, timeZone };
    return { ok: false, problem: `what answers at ${url} is no Candour server (${response.status})` };
  } catch (error) {
    return {
      ok: false,
      problem: `there is no server at ${url} (${causeOf(error)}): start it with npm start`,
    };
  }
}

interface ReceiptCounts {
  accepted: number;
  updated: number;
  unchanged: number;
  rejected: number;
  rejects: { field: string; value: string; reason: string }[];
}

function taken({ accepted, updated, unchanged, rejected, rejects }: ReceiptCounts): Answer {
  const [first] = rejects;
  return {
    ...{ kind: 'taken', acknowledged: accepted + updated + unchanged, rejected },
    firstReject:
      first === undefined ? null : `${first.field} ${JSON.stringify(first.value)}: ${first.reason}`,
  };
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function causeOf(error: unknown): string {
  const { cause, message } = error as Error & { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? message;
}
