/**
 * Whether the records of a load stand in the database already under the name of another source, where all of them
 * would count twice. Owns the sample that is compared and how much likeness is too much; refuses to decide what follows.
 *
 * An equal id alone says little, for two sources may both number from 1. A record is taken for the same where its id
 * and its time are equal; sums and capacity have no id, and are the same where period, place and counts are; codings
 * have no time, and are where both codes are.
 */
import { arrivalOf } from '../contact-record.ts';
import {
  CATEGORIES,
  type CapacityRecord,
  CHANNELS,
  type EventRecord,
  type IntervalRecord,
  type Kind,
  type RecordOf,
} from '../domain/contact.ts';
import { idBytes } from '../secret.ts';
import { detach } from './row.ts';
import { codesOf } from './stores/other-stores.ts';
import { type LoadContext, positionOf, type SqlValue } from './stores/store.ts';

/** As many records are compared in each transaction, evenly spread over it; at most twice as many. */
export const SAMPLE = 100;
/** The sources loaded last are compared, no more: each costs as many look-ups as there are samples. */
const MOST_SOURCES = 30;
/** Fewer may be equal by chance. */
export const LEAST_EQUAL = 3;
export const SUSPICIOUS_SHARE = 0.5;
/** Between the arrival of a contact and its joining of a queue, where it is taken for the same. */
const LONGEST_MENU_SECONDS = 600;
/** Kinds of which both make the same records: events are told of contacts. */
const MADE_ALIKE: Partial<Record<Kind, readonly Kind[]>> = {
  contacts: ['contacts', 'events'],
  events: ['contacts', 'events'],
};

/** A record of the sample, whether another source holds it to be asked for. */
interface Probe {
  isKnown(source: string): boolean;
}

/** Thrown in place of storing records that another source already holds. */
export class KnownElsewhere extends Error {
  readonly kind: Kind;
  /** the other source */
  readonly source: string;
  readonly compared: number;
  readonly equal: number;
  /** records of this load that were stored before */
  readonly stored: number;

  constructor(kind: Kind, source: string, { compared = 0, equal = 0, stored = 0 }) {
    super(`${equal} of ${compared} ${kind} that were compared are known from the source ${source}`);
    this.kind = kind;
    this.source = source;
    this.compared = compared;
    this.equal = equal;
    this.stored = stored;
  }
}

/** Takes a sample of what is staged, and looks for it among the records of the other sources. */
export class OtherSources<K extends Kind> {
  private readonly kind: K;
  private readonly context: LoadContext;
  private readonly names: readonly string[];
  private readonly probeOf: ((record: RecordOf[K]) => Probe | null) | null;
  private probes: Probe[] = [];
  private seen = 0;
  private stride = 1;

  constructor(kind: K, context: LoadContext) {
    this.kind = kind;
    this.context = context;
    this.names = otherSourcesOf(kind, context);
    this.probeOf = this.names.length === 0 ? null : proberOf(kind, context);
  }

  note(record: RecordOf[K]): void {
    if (this.probeOf === null || this.seen++ % this.stride !== 0) return;
    const probe = this.probeOf(record);
    if (probe === null) return;
    this.probes.push(probe);
    if (this.probes.length < 2 * SAMPLE) return;
    this.probes = this.probes.filter((_, i) => i % 2 === 0);
    this.stride *= 2;
  }

  clear(): void {
    this.probes = [];
    this.seen = 0;
    this.stride = 1;
  }

  /** Throws KnownElsewhere where half of the sample stands under another source, and not under this one. */
  check(stored: number): void {
    const { probes } = this;
    if (probes.length < LEAST_EQUAL) return;
    const unknown = probes.filter((probe) => !probe.isKnown(this.context.source));
    const enough = Math.max(LEAST_EQUAL, probes.length * SUSPICIOUS_SHARE);
    if (unknown.length < enough) return;
    for (const source of this.names) {
      const equal = unknown.filter((probe) => probe.isKnown(source)).length;
      if (equal >= enough)
        throw new KnownElsewhere(this.kind, source, { compared: probes.length, equal, stored });
    }
  }
}

/** The sources besides this one that have loaded records of such a kind, the last one first. */
export function otherSourcesOf(kind: Kind, { db, source }: LoadContext): string[] {
  const kinds = MADE_ALIKE[kind] ?? [kind];
  return db.sql
    .prepare<SqlValue[], string>(
      `SELECT source FROM loads WHERE kind IN (${kinds.map(() => '?').join(', ')}) AND source <> ?
       GROUP BY source ORDER BY max(id) DESC LIMIT ?`,
    )
    .pluck()
    .all(...kinds, source, MOST_SOURCES) as unknown as string[];
}

/** How a record of a kind is asked for; null for kinds that no source keeps apart, or that no figure sums. */
function proberOf<K extends Kind>(
  kind: K,
  context: LoadContext,
): ((record: RecordOf[K]) => Probe | null) | null {
  const probers: { [Each in Kind]?: (record: RecordOf[Each]) => Probe | null } = {
    contacts: byId(context, 'SELECT key FROM contact_ids WHERE hash = ?', arrivalOf, (record) => [
      record.id,
      record.offeredAt,
    ]),
    surveys: byId(context, 'SELECT at FROM surveys WHERE hash = ?', Number, (record) => [
      `survey\n${record.shape}\n${record.id}`,
      record.shape === 'answer' ? record.answeredAt : record.periodStart,
    ]),
    promises: byId(context, 'SELECT made_at FROM promises WHERE hash = ?', Number, (record) => [
      `promise\n${record.promise}\n${record.id}`,
      record.madeAt,
    ]),
    intervals: byPlace(context),
    capacity: byShift(context),
    codings: byCodes(context),
    events: byArrival(context),
  };
  return probers[kind] ?? null;
}

/** `query` finds what is kept under an id; `timeOf` reads the time from it. */
function byId<R>(
  { db, hasher }: LoadContext,
  query: string,
  timeOf: (kept: number) => number,
  identify: (record: R) => readonly [id: string, at: number],
): (record: R) => Probe {
  const find = db.sql.prepare<[Buffer], number>(query).pluck();
  return (record) => {
    const [written, at] = identify(record);
    const id = detach(written);
    return {
      isKnown: (source) => {
        const kept = find.get(idBytes(hasher.id(source, id))) as unknown as number | undefined;
        return kept !== undefined && timeOf(kept) === at;
      },
    };
  };
}

/** A contact is kept with the time of its first event; it joins the queue once it is through the menu. */
function byArrival({ db, hasher }: LoadContext): (record: EventRecord) => Probe | null {
  const find = db.sql.prepare<[Buffer], number>('SELECT key FROM contact_ids WHERE hash = ?').pluck();
  return ({ contactId, event, at }) => {
    if (event !== 'offered' && event !== 'queued') return null;
    const longest = event === 'offered' ? 0 : LONGEST_MENU_SECONDS;
    const id = detach(contactId);
    return {
      isKnown: (source) => {
        const kept = find.get(idBytes(hasher.id(source, id))) as unknown as number | undefined;
        if (kept === undefined) return false;
        const passed = at - arrivalOf(kept);
        return passed >= 0 && passed <= longest;
      },
    };
  };
}

function byCodes({ db, hasher }: LoadContext): (record: RecordOf['codings']) => Probe {
  const find = db.sql.prepare<SqlValue[]>(
    'SELECT 1 FROM codings WHERE contact = ? AND is_demand = ? AND first = ? AND second = ?',
  );
  return (record) => {
    const id = detach(record.contactId);
    const codes = codesOf(record);
    return { isKnown: (source) => find.get(idBytes(hasher.id(source, id)), ...codes) !== undefined };
  };
}

function byShift(context: LoadContext): (record: CapacityRecord) => Probe {
  const find = context.db.sql.prepare<SqlValue[]>(
    `SELECT 1 FROM capacity WHERE day = ? AND start_at = ? AND period = ? AND source = ? AND channel = ? AND queue = ?
     AND agents = ?`,
  );
  const numberOf = numbersOfSources(context);
  const { zone, dictionary } = context;
  return ({ intervalStart, interval, channel, queue, agents }) => {
    const place = [CHANNELS.indexOf(channel), dictionary.term('queue', queue) ?? 0];
    const day = zone.dayOf(intervalStart);
    return {
      isKnown: (source) => {
        const number = numberOf(source);
        return (
          number !== undefined &&
          find.get(day, intervalStart, interval, number, ...place, agents) !== undefined
        );
      },
    };
  };
}

/** Under which number a source is kept; undefined where it has told of no place. */
function numbersOfSources({ db }: LoadContext): (source: string) => number | undefined {
  const find = db.sql
    .prepare<[string], number>(`SELECT id FROM terms WHERE kind = 'source' AND text = ?`)
    .pluck();
  return (source) => find.get(source) as unknown as number | undefined;
}

function byPlace(context: LoadContext): (record: IntervalRecord) => Probe | null {
  const { db, zone, dictionary } = context;
  const find = db.sql.prepare<SqlValue[]>(
    `SELECT 1 FROM intervals WHERE day = ? AND start_at = ? AND period = ? AND source = ? AND channel = ? AND queue = ?
     AND category = ? AND cause = ? AND offered IS ? AND answered IS ? AND abandoned IS ?`,
  );
  const numberOf = numbersOfSources(context);
  return (record) => {
    // Nobody came at night, whatever the source.
    if (!record.offered && !record.answered) return null;
    const place = [
      CHANNELS.indexOf(record.channel),
      dictionary.term('queue', record.queue) ?? 0,
      positionOf(CATEGORIES, record.category) ?? -1,
      dictionary.term('cause', record.cause) ?? 0,
    ];
    const { intervalStart, interval, offered, answered, abandoned } = record;
    const day = zone.dayOf(intervalStart);
    return {
      isKnown: (source) => {
        const number = numberOf(source);
        if (number === undefined) return false;
        return (
          find.get(day, intervalStart, interval, number, ...place, offered, answered, abandoned) !== undefined
        );
      },
    };
  };
}
