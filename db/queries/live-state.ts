/**
 * The queues as they are at a moment, by channel and service line: a question to the records and nothing else, so that
 * it is right after a restart and whoever wrote them. Owns which source counts and who has waited too long to be there
 * still; refuses to disclose.
 *
 * A platform's own count, where one is fresh, counts more than what events add up to. A call or chat that no event ends
 * is out of the queue after four hours; so is one of which nothing was heard since before its source fell silent
 * (db/ingest/live-clock.ts).
 */
import { QUARTER_SECONDS } from '../domain/bucket.ts';
import { ATTENDED_CHANNELS, LONGEST_HOLD_SECONDS } from '../domain/lifecycle.ts';
import { BEARING_SECONDS, type QueuePassage } from '../domain/queue-moment.ts';
import { type LiveKind, LONG_SILENCE_SECONDS } from '../ingest/live-clock.ts';
import type { ReadHandle } from '../open.ts';

/** What is known of one queue. Codes are those of the records; `queue` null: all of the channel. */
export interface QueueState {
  channel: number;
  queue: number | null;
  /** how it is known, and when its source was last heard of, in UTC seconds */
  source: LiveKind;
  heardAt: number;
  waiting: number;
  longestWaitSeconds: number | null;
  inService: number | null;
  agents: number | null;
}

/** A snapshot older than the newest of its source by more than this is of a queue that is no longer told of. */
const SNAPSHOT_SECONDS = 120;
/** Of a queue that was told of once in four weeks is told on: that it comes and goes would show who does. */
const PLACE_SECONDS = 28 * 86_400;
/** A source that has not been heard of for a day is none. */
const FORGOTTEN_SECONDS = 86_400;

type PlaceRow = [channel: number, queue: number, isEnding: 0 | 1];
type SourceRow = [source: number, kind: LiveKind, heardAt: number];
type CountRow = [source: number, channel: number, queue: number, count: number, first: number];
type SnapshotRow = [
  channel: number,
  queue: number,
  waiting: number,
  longest: number | null,
  inService: number | null,
  agents: number | null,
];

/** Who left a channel's queue in each of so many quarter-hours from `fromAt`. */
export function readDepartures(db: ReadHandle, channel: number, fromAt: number, quarters: number): number[] {
  const left = Array<number>(quarters).fill(0);
  const rows = db.sql
    .prepare<[number, number, number, number], [quarter: number, count: number]>(
      `SELECT CAST((left_at - ?) / ${QUARTER_SECONDS} AS INTEGER) AS quarter, count(*) FROM live_contacts
        WHERE left_at >= ? AND left_at < ? AND channel = ? GROUP BY quarter`,
    )
    .raw()
    .all(fromAt, fromAt, fromAt + quarters * QUARTER_SECONDS, channel);
  for (const [quarter, count] of rows as [number, number][]) left[quarter] = count;
  return left;
}

/** When a source of events that tells of a channel was last heard of, in UTC seconds; null: none tells of it. */
export function readLastHeard(db: ReadHandle, channel: number): number | null {
  return statementsOf(db).lastHeard.get(channel) ?? null;
}

/** Somebody who is being served: the end of it is not known, and will be told. */
const STILL_SERVED = 2 ** 40;

/**
 * The passages through a channel's queue that bear on what may be known of a moment: who waits, who is served, and of
 * whom something was told in the last three quarter-hours (`BEARING_SECONDS`); each with its service line, 0: none.
 */
export function readPassages(
  db: ReadHandle,
  channel: number,
  nowSeconds: number,
): (QueuePassage & { queue: number })[] {
  const rows = statementsOf(db).passages.all({ channel, now: nowSeconds }) as PassageRow[];
  return rows.map(([queuedAt, answeredAt, leftAt, endedAt, queue]) => ({
    queue,
    queuedAt,
    answeredAt,
    leftAt: answeredAt === null ? leftAt : null,
    endedAt: answeredAt === null ? null : endedAt,
  }));
}

const ATTENDED = ATTENDED_CHANNELS.join(', ');
/** Somebody of whom nobody knows whether they are still there. `since`: when they came to where they are. */
const isThere = (since: string) =>
  `(l.channel NOT IN (${ATTENDED}) OR (${since} > :now - ${LONGEST_HOLD_SECONDS}
    AND (s.silent_from IS NULL OR l.last_at > s.silent_from)))`;

type PassageRow = [
  queuedAt: number,
  answeredAt: number | null,
  leftAt: number | null,
  endedAt: number | null,
  queue: number,
];

/** Whether ends were told of a place within a day: without them whoever was ever answered would be served still. */
const tellsEnds = (place: string, heardAt: string) => `${place}.ended_at > ${heardAt} - ${FORGOTTEN_SECONDS}`;

/**
 * Those of the last three quarter-hours, and of those before who waits still and who is served still: no contact is of
 * two of them. Each by the index that finds few: left to choose, SQLite looks at every contact of two days.
 */
function passagesText(): string {
  const sources = `SELECT source, silent_from, EXISTS (
      SELECT 1 FROM live_places p WHERE p.source = o.source AND p.channel = :channel AND ${tellsEnds('p', 'o.heard_at')}
    ) AS tells_ends FROM live_sources o WHERE kind = 'events'`;
  const isServed = 'answered IS NOT NULL AND ended IS NULL';
  const bearing = (index: string, which: string) =>
    `SELECT waiting_from, answered, left_at, CASE WHEN ${isServed} AND tells_ends THEN ${STILL_SERVED} ELSE ended END,
            queue
       FROM s CROSS JOIN live_contacts l INDEXED BY live_contacts_${index} ON l.source = s.source
      WHERE ${which} AND channel = :channel AND waiting_from IS NOT NULL AND waiting_from <= :now
        AND last_at > :now - ${LONGEST_HOLD_SECONDS} AND retired_at IS NULL
        AND (left_at IS NOT NULL OR s.silent_from IS NULL OR last_at > s.silent_from)`;
  const before = `last_at <= :now - ${BEARING_SECONDS}`;
  const parts = [
    bearing('last', `last_at > :now - ${BEARING_SECONDS}`),
    bearing('waiting', `left_at IS NULL AND ${before}`),
    bearing('served', `${isServed} AND ${before}`),
  ];
  return `WITH s AS MATERIALIZED (${sources}) ${parts.join(' UNION ALL ')}`;
}

const prepared = new WeakMap<ReadHandle, ReturnType<typeof prepare>>();

function statementsOf(db: ReadHandle): ReturnType<typeof prepare> {
  let statements = prepared.get(db);
  if (statements === undefined) {
    statements = prepare(db);
    prepared.set(db, statements);
  }
  return statements;
}

function prepare({ sql }: ReadHandle) {
  const counting = (index: string, since: string, condition: string) =>
    sql
      .prepare<[{ now: number }], CountRow>(
        `SELECT s.source, l.channel, l.queue, count(*), min(${since})
           FROM live_sources s CROSS JOIN live_contacts l INDEXED BY live_contacts_${index} ON l.source = s.source
          WHERE s.kind = 'events' AND ${condition} AND l.channel IS NOT NULL AND ${since} <= :now AND ${isThere(since)}
          GROUP BY s.source, l.channel, l.queue`,
      )
      .raw();
  return {
    lastHeard: sql
      .prepare<[number], number | null>(
        `SELECT max(heard_at) FROM live_sources s WHERE kind = 'events'
           AND EXISTS (SELECT 1 FROM live_places p WHERE p.source = s.source AND p.channel = ?)`,
      )
      .pluck(),
    passages: sql.prepare<[{ channel: number; now: number }], PassageRow>(passagesText()).raw(),
    sources: sql
      .prepare<[number, number], SourceRow>(
        'SELECT source, kind, heard_at FROM live_sources WHERE heard_at > ? AND heard_at <= ?',
      )
      .raw(),
    waiting: counting(
      'waiting',
      'l.waiting_from',
      'l.waiting_from IS NOT NULL AND l.left_at IS NULL AND l.retired_at IS NULL',
    ),
    served: counting('served', 'l.answered', 'l.answered IS NOT NULL AND l.ended IS NULL'),
    places: sql
      .prepare<[{ source: number; heardAt: number }], PlaceRow>(
        `SELECT channel, queue, coalesce(${tellsEnds('live_places', ':heardAt')}, 0) FROM live_places
          WHERE source = :source AND last_at > :heardAt - ${PLACE_SECONDS}`,
      )
      .raw(),
    newest: sql
      .prepare<[number, number, number], number>(
        'SELECT at FROM queue_snapshots WHERE source = ? AND at <= ? AND at > ? ORDER BY at DESC LIMIT 1',
      )
      .pluck(),
    snapshots: sql
      .prepare<[number, number, number], SnapshotRow>(
        `SELECT channel, queue, waiting, longest_wait_s, in_service, agents, max(at)
           FROM queue_snapshots WHERE at > ? AND at <= ? AND source = ? GROUP BY channel, queue`,
      )
      .raw(),
  };
}

/** Every queue that any source has told of within a day; channels first, each followed by its service lines. */
export function readLiveState(db: ReadHandle, nowSeconds: number): QueueState[] {
  const { sources, waiting, served, places, newest, snapshots } = statementsOf(db);
  const known = sources.all(nowSeconds - FORGOTTEN_SECONDS, nowSeconds) as SourceRow[];
  const states = new StateBook();
  const heard = new Map(known.flatMap(([source, kind, at]) => (kind === 'events' ? [[source, at]] : [])));
  for (const [source, heardAt] of heard) {
    const told = places.all({ source, heardAt }) as PlaceRow[];
    const ending = new Set(told.flatMap(([channel, , isEnding]) => (isEnding ? [channel] : [])));
    for (const [channel, queue] of told) {
      const state = states.of('events', source, channel, queue, heardAt);
      if (ending.has(channel)) state.inService = 0;
    }
  }
  for (const [source, channel, queue, count, first] of waiting.all({ now: nowSeconds })) {
    const heardAt = heard.get(source);
    if (heardAt === undefined) continue;
    const state = states.of('events', source, channel, queue, heardAt);
    state.waiting += count;
    state.longestWaitSeconds = Math.max(state.longestWaitSeconds ?? 0, nowSeconds - first);
  }
  for (const [source, channel, queue, count] of served.all({ now: nowSeconds })) {
    const heardAt = heard.get(source);
    if (heardAt === undefined) continue;
    const state = states.of('events', source, channel, queue, heardAt);
    if (state.inService !== null) state.inService += count;
  }
  for (const [source, kind] of known) {
    if (kind !== 'queue') continue;
    // By what it counted last, not by when that came: a clock that is behind makes it old, not absent.
    const countedAt = newest.get(source, nowSeconds, nowSeconds - FORGOTTEN_SECONDS) as number | undefined;
    if (countedAt === undefined) continue;
    const told = snapshots.all(countedAt - SNAPSHOT_SECONDS, countedAt, source) as SnapshotRow[];
    for (const [channel, queue, count, longest, inService, agents] of told) {
      const state = states.of('queue', source, channel, queue, countedAt);
      state.waiting += count;
      state.longestWaitSeconds = most(state.longestWaitSeconds, longest);
      state.inService = sum(state.inService, inService);
      state.agents = sum(state.agents, agents);
    }
  }
  return states.list(nowSeconds);
}

/** The states as each source tells them. */
class StateBook {
  readonly #byPlace = new Map<string, QueueState>();

  of(kind: LiveKind, source: number, channel: number, queue: number, heardAt: number): QueueState {
    const key = `${kind} ${source} ${channel} ${queue}`;
    let state = this.#byPlace.get(key);
    if (state === undefined) {
      state = {
        ...{ channel, queue: queue === 0 ? null : queue, source: kind, heardAt, waiting: 0 },
        ...{ longestWaitSeconds: null, inService: null, agents: null },
      };
      this.#byPlace.set(key, state);
    }
    return state;
  }

  list(nowSeconds: number): QueueState[] {
    const all = [...this.#byPlace.values()];
    const channels = [...new Set(all.map(({ channel }) => channel))].sort((a, b) => a - b);
    return channels.flatMap((channel) => {
      const here = all.filter((state) => state.channel === channel);
      const told = recent(here, 'queue', SNAPSHOT_SECONDS);
      // Where the platform's own counts have stopped while events go on, these are what is known.
      const isFresh = told.some(({ heardAt }) => nowSeconds - heardAt <= SNAPSHOT_SECONDS);
      // Two platforms that count one queue do not make two queues of it; two that tell of contacts tell of different ones.
      const lived = byQueue(recent(here, 'events', LONG_SILENCE_SECONDS)).map(addUp);
      const counted = told.length > 0 && (isFresh || lived.length === 0) ? byQueue(told).map(freshest) : [];
      const used = counted.length === 0 ? lived : [...counted, ...notCounted(lived, counted)];
      const lines = used.filter(({ queue }) => queue !== null).sort((a, b) => a.queue! - b.queue!);
      const whole = used.find(({ queue }) => queue === null);
      // Events without a service line are part of a channel; a snapshot without one is all of it.
      const total =
        whole !== undefined && whole.source === 'queue' ? whole : addUp(whole ? [whole, ...lines] : lines);
      return [{ ...total, queue: null }, ...lines];
    });
  }
}

/** Service lines of which only events tell, beside those that a platform counts: of contacts on no line it counts as well. */
function notCounted(lived: readonly QueueState[], counted: readonly QueueState[]): QueueState[] {
  const lines = new Set(counted.map(({ queue }) => queue));
  return lived.filter(({ queue }) => queue !== null && !lines.has(queue));
}

/** Those of a kind that were heard of within so many seconds of the one heard last: a source that died counts no more. */
function recent(states: readonly QueueState[], kind: LiveKind, seconds: number): QueueState[] {
  const ofKind = states.filter(({ source }) => source === kind);
  const newest = Math.max(...ofKind.map(({ heardAt }) => heardAt));
  return ofKind.filter(({ heardAt }) => heardAt >= newest - seconds);
}

function byQueue(states: readonly QueueState[]): QueueState[][] {
  return [...Map.groupBy(states, ({ queue }) => queue).values()];
}

function freshest(states: readonly QueueState[]): QueueState {
  return states.reduce((best, one) => (one.heardAt > best.heardAt ? one : best));
}

function addUp([first, ...others]: readonly QueueState[]): QueueState {
  const all = { ...first! };
  for (const one of others) {
    all.heardAt = Math.max(all.heardAt, one.heardAt);
    all.waiting += one.waiting;
    all.longestWaitSeconds = most(all.longestWaitSeconds, one.longestWaitSeconds);
    all.inService = sum(all.inService, one.inService);
    all.agents = sum(all.agents, one.agents);
  }
  return all;
}

const most = (a: number | null, b: number | null) => (a === null || (b !== null && b > a) ? b : a);
const sum = (a: number | null, b: number | null) => (a === null ? b : a + (b ?? 0));
