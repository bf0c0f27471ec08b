/**
 * Takes what operators push: who may, how often, how much; then the same reading and loading as files have.
 * Owns the order of these questions and their answers; refuses to acknowledge what is not on the disk.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Configuration } from '../db/configuration.ts';
import { CAUSES, type Kind } from '../db/domain/contact.ts';
import { nearestName } from '../db/domain/nearest-name.ts';
import type { Zone } from '../db/domain/zone.ts';
import { KINDS } from '../db/ingest/adapters.ts';
import { LIVE_KINDS } from '../db/ingest/live-clock.ts';
import { claimPurpose, Load, type Receipt } from '../db/ingest/load.ts';
import { PUSH_LIMITS, readRecords } from '../db/ingest/read.ts';
import { allows, type IngestKey, isKeyName, sourceOf, verifyKey } from '../db/keys.ts';
import type { WriteHandle } from '../db/open.ts';
import type { Problem } from './contract/problem.ts';
import { foreignSource, outsideScope } from './key-refusal.ts';
import type { Log } from './log.ts';
import { makeProblem } from './problem.ts';
import { expandBody, MOST_EXPANDED_BYTES, MOST_SENT_BYTES, readBody } from './push-body.ts';
import { isStorageFault } from './storage-fault.ts';
import { type BucketLimits, limitHeaders, type Taken, TokenBuckets } from './token-bucket.ts';
import { Lane, type Place, type WaitingLimits, WaitingRoom } from './waiting-room.ts';

export interface PushSettings {
  db: WriteHandle;
  configuration: Configuration;
  zone: Zone;
  clock: () => number;
  log: Log;
  /** called when records changed, to have them counted */
  recordsChanged: () => void;
  /** for each key */
  limits: BucketLimits | undefined;
  /** for all keys together */
  waitingLimits?: WaitingLimits | undefined;
}

/** One request, as far as it matters here. */
export interface Push {
  kind: string;
  /** the Authorization header */
  authorization: string | undefined;
  contentEncoding: string | undefined;
  contentLength: string | undefined;
  /** within which ids are unique; null: the key's own */
  source: string | null;
  /** events that are told long after they happened, and those that take the place of what was told before */
  isLate?: boolean;
  isCorrection?: boolean;
  /** whose failed attempts are counted together */
  visitor: string;
  body: ReadableStream<Uint8Array> | null;
}

export type PushAnswer =
  | { ok: true; receipt: Receipt; headers: Record<string, string> }
  | { ok: false; problem: Problem; headers: Record<string, string> };

/** Accounts are counted as a whole and kept by none: a request that holds part of them would replace the rest. */
export const PUSHED_KINDS = KINDS.filter((kind) => kind !== 'accounts');
const KEY_LIMITS: BucketLimits = { burst: 120, perMinute: 300 };
const FAILURE_LIMITS: BucketLimits = { burst: 60, perMinute: 30 };
const WAITING_LIMITS: WaitingLimits = { requests: 512, bytes: 64 * 2 ** 20 };
const BUSY_RETRY_SECONDS = 5;
const OPENING_BYTES = /^[{[]/;

export class PushDesk {
  readonly #settings: PushSettings;
  readonly #byKey: TokenBuckets;
  readonly #failures = new TokenBuckets(FAILURE_LIMITS);
  readonly #configured: { queues: ReadonlySet<string>; causes: ReadonlySet<string> };
  readonly #waiting: WaitingRoom;
  /** What tells of now does not wait for a year of records. */
  readonly #lanes = { now: new Lane(), past: new Lane() };

  constructor(settings: PushSettings) {
    this.#settings = settings;
    this.#byKey = new TokenBuckets(settings.limits ?? KEY_LIMITS);
    this.#waiting = new WaitingRoom(settings.waitingLimits ?? WAITING_LIMITS);
    const { queues, causes } = settings.configuration;
    this.#configured = {
      queues: new Set(Object.keys(queues)),
      causes: new Set([...CAUSES, ...Object.keys(causes)]),
    };
  }

  async take(push: Push): Promise<PushAnswer> {
    const kind = PUSHED_KINDS.find((known) => known === push.kind);
    if (kind === undefined) return refuse(unknownKind(push.kind));
    const key = this.#keyOf(push.authorization);
    if (key === null) return this.#refuseUnknown(push.visitor);
    if (!allows(key, kind)) {
      return refuse(outsideScope(key, kind), {
        'www-authenticate': `Bearer realm="candour", error="insufficient_scope", scope="${kind}"`,
      });
    }
    const taken = this.#byKey.take(String(key.id), this.#settings.clock());
    const headers = limitHeaders('push', this.#byKey.limits, taken);
    const answer = taken.ok ? await this.#read(push, kind, key) : tooOften(taken);
    return { ...answer, headers: { ...headers, ...answer.headers } };
  }

  #keyOf(authorization: string | undefined): IngestKey | null {
    const token = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
    return token === undefined ? null : verifyKey(this.#settings.db, token, this.#settings.clock());
  }

  #refuseUnknown(visitor: string): PushAnswer {
    const taken = this.#failures.take(visitor, this.#settings.clock());
    if (!taken.ok) return tooOften(taken);
    return refuse(
      makeProblem(
        401,
        'no valid key',
        'send the header "Authorization: Bearer KEY" with a key in use; `npm run key -- add NAME` makes one',
      ),
      { 'www-authenticate': 'Bearer realm="candour"' },
    );
  }

  async #read(push: Push, kind: Kind, key: IngestKey): Promise<PushAnswer> {
    const encoding = push.contentEncoding?.trim().toLowerCase() || 'identity';
    if (!['identity', 'gzip', 'x-gzip'].includes(encoding)) {
      return refuse(
        makeProblem(415, 'unknown encoding', `the body is sent as ${encoding}; expected plain or gzip`),
        { 'accept-encoding': 'gzip' },
      );
    }
    if (push.source !== null && !isKeyName(push.source)) {
      const expected = 'a letter, then up to 59 letters, digits, spaces, dots, dashes';
      return refuse(
        makeProblem(422, 'no such source', `source is ${JSON.stringify(push.source)}: expected ${expected}`, {
          parameters: [{ parameter: 'source', value: push.source, expected }],
        }),
      );
    }
    const source = sourceOf(key, push.source);
    if (source === null) return refuse(foreignSource(key, push.source ?? ''));
    if (kind !== 'events' && (push.isLate || push.isCorrection)) return refuse(notOfEvents(push, kind));
    const place = this.#waiting.enter(key.id);
    if (place === null) return NO_ROOM;
    try {
      return await this.#takeBody(push, kind, source, key, place);
    } finally {
      place.leave();
    }
  }

  async #takeBody(push: Push, kind: Kind, source: string, key: IngestKey, place: Place): Promise<PushAnswer> {
    const declared = Number(push.contentLength) || 0;
    const sent =
      declared > MOST_SENT_BYTES
        ? 'too large'
        : place.hold(declared)
          ? await readBody(push.body, MOST_SENT_BYTES, place.hold)
          : 'no room';
    if (sent === 'no room') return NO_ROOM;
    if (sent === 'too large') return tooLarge(`the body has more than ${MOST_SENT_BYTES} bytes`);
    const lane = isOfNow(kind) ? this.#lanes.now : this.#lanes.past;
    return await lane.run(() => this.#load(sent, kind, source, key, push));
  }

  async #load(sent: Buffer, kind: Kind, source: string, key: IngestKey, push: Push): Promise<PushAnswer> {
    const { db, zone, clock, log, recordsChanged } = this.#settings;
    const body = await expandBody(sent, MOST_EXPANDED_BYTES);
    if (body === null) return tooLarge(`the body expands to more than ${MOST_EXPANDED_BYTES} bytes`);
    if (!looksLikeJson(body)) {
      return refuse(
        makeProblem(
          422,
          'neither NDJSON nor a JSON array',
          `the body ${describeStart(body)}; expected one JSON object a line, or an array of them`,
        ),
      );
    }
    try {
      if (!claimPurpose(db, 'real')) return refuse(DEMONSTRATION);
      const load = new Load(db, kind, {
        source,
        name: `push of ${key.name}`,
        zone,
        nowSeconds: clock(),
        configured: this.#configured,
        isToldLive: !push.isLate && !push.isCorrection,
        isCorrection: push.isCorrection === true,
      });
      const mostStaged = isOfNow(kind) ? MOST_STAGED_OF_NOW : MOST_STAGED_ROWS;
      for await (const batch of readRecords(inOnePiece(body), { kind, zone, limits: PUSH_LIMITS })) {
        load.stage(batch);
        if (load.stagedRows >= mostStaged) load.commit();
        // Others are answered between batches.
        await nextTurn();
      }
      const receipt = load.finish(clock());
      const { read, accepted, updated, unchanged, rejected } = receipt;
      log('push', { kind, key: key.id, load: receipt.load, read, accepted, updated, unchanged, rejected });
      if (accepted + updated > 0) recordsChanged();
      if (rejected > 0 && accepted + updated + unchanged === 0) return nothingAccepted(receipt);
      return { ok: true, receipt, headers: {} };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (!isStorageFault(error)) throw error;
      log('push refused', { kind, key: key.id, code: code ?? null, words: (error as Error).message });
      return refuse(UNAVAILABLE, { 'retry-after': String(BUSY_RETRY_SECONDS) });
    }
  }
}

const isOfNow = (kind: Kind) => LIVE_KINDS.some((live) => live === kind);

/** Stored in one go, while nobody else is answered. */
const MOST_STAGED_ROWS = 10_000;
/** Each of these is looked up and weighed by itself: a thousand take less than a tenth of a second. */
const MOST_STAGED_OF_NOW = 1000;

const DEMONSTRATION = makeProblem(
  409,
  'this is a demonstration',
  'the database holds invented records, and real ones never share a database with them: start clean with ' +
    '`npm run ingest -- --replace-demonstration FILE`, or name another database with CANDOUR_DB',
);
const UNAVAILABLE = makeProblem(
  503,
  'the records cannot be stored now',
  'the database is busy, its disk is full or may not be written, or it is damaged; what was acknowledged is safe; send the same records again',
);

const NO_ROOM = refuse(
  makeProblem(
    429,
    'too much at once',
    `more is waiting than can be stored at once; try again in ${BUSY_RETRY_SECONDS} s. Nothing of it was stored`,
  ),
  { 'retry-after': String(BUSY_RETRY_SECONDS) },
);

function refuse(problem: Problem, headers: Record<string, string> = {}): PushAnswer {
  return { ok: false, problem, headers };
}

function unknownKind(kind: string): Problem {
  if (kind === 'accounts') {
    return makeProblem(
      404,
      'not taken by push',
      'accounts are counted as one file and never kept; load it with npm run ingest -- --as accounts FILE',
    );
  }
  const nearest = kind.length <= 40 ? nearestName(kind, PUSHED_KINDS) : null;
  const hint = nearest === null ? '' : ` (did you mean ${nearest}?)`;
  return makeProblem(
    404,
    'no such kind of records',
    `there is no kind "${kind.slice(0, 40)}"; expected one of ${PUSHED_KINDS.join(', ')}${hint}`,
  );
}

/** Records of the other kinds may be of any day, and take the place of what was sent under their id anyway. */
function notOfEvents({ isCorrection }: Push, kind: Kind): Problem {
  const parameter = isCorrection ? 'correct' : 'late';
  const expected = 'events';
  return makeProblem(
    422,
    'the push cannot be taken',
    `${parameter}=true is for events, and this is ${kind}`,
    {
      parameters: [{ parameter, value: 'true', expected }],
    },
  );
}

function tooOften(taken: Taken): PushAnswer {
  const wait = String(taken.waitSeconds);
  return refuse(makeProblem(429, 'too often', `try again in ${wait} s; send more records in each request`), {
    'retry-after': wait,
  });
}

function tooLarge(what: string): PushAnswer {
  return refuse(
    makeProblem(
      413,
      'too large',
      `${what}, the most that is taken; send it in parts. Nothing of it was stored`,
    ),
    // What is still on its way is not read.
    { connection: 'close' },
  );
}

function nothingAccepted(receipt: Receipt): PushAnswer {
  const [first] = receipt.rejects;
  const example =
    first === undefined
      ? ''
      : `; the first, at ${first.line}: ${first.field} ${JSON.stringify(first.value)}: ${first.reason}`;
  const count = receipt.rejected === 1 ? 'the only one was rejected' : `${receipt.rejected} were rejected`;
  return refuse(makeProblem(422, 'nothing could be accepted', `${count}${example}`, { receipt }));
}

function startOf(body: Buffer): string {
  return body
    .subarray(0, 4096)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
}

/** A broken gzip stream is left to the reader of records, which says where it breaks. */
function looksLikeJson(body: Buffer): boolean {
  return OPENING_BYTES.test(startOf(body)) || body[0] === 0x1f;
}

function describeStart(body: Buffer): string {
  const [first] = startOf(body);
  return first === undefined ? 'is empty' : `begins with ${JSON.stringify(first)}`;
}

async function* inOnePiece(body: Buffer): AsyncGenerator<Uint8Array> {
  yield body;
}
