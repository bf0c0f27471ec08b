/**
 * One load: batches of records into the database, with a receipt. Owns the transaction, the counts, the rejects
 * and the marks of what has to be counted again; refuses to lose good rows to bad ones.
 *
 * A batch is one transaction: its records, its rejects and its marks are on the disk together or not at all. A load
 * killed at any moment is repaired by sending the same records again.
 */
import { WITHIN_SECOND } from '../contact-record.ts';
import type { Kind, RecordOf, Reject } from '../domain/contact.ts';
import type { Zone } from '../domain/zone.ts';
import { readMeta, writeMeta } from '../meta.ts';
import type { WriteHandle } from '../open.ts';
import { markDirty } from '../rollup/dirty.ts';
import { type Hasher, hasherOf } from '../secret.ts';
import { Dictionary, MOST_TERMS, type TermKind } from './dictionary.ts';
import { keepOfValue, maskPersonal } from './personal-data.ts';
import { ContactStore } from './stores/contact-store.ts';
import { IntervalStore } from './stores/interval-store.ts';
import { otherStore } from './stores/other-stores.ts';
import { type Fate, type LoadContext, NotAllNew, type Store } from './stores/store.ts';
import { SurveyStore } from './stores/survey-store.ts';

export interface Counts {
  read: number;
  /** new records */
  accepted: number;
  /** records that replaced an earlier version of themselves */
  updated: number;
  unchanged: number;
  rejected: number;
  /** rows left out by the mapping's own rule */
  skipped: number;
}

export interface Receipt extends Counts {
  /** number of the load, under which its rejects are kept */
  load: number;
  /** the first few rejects, masked; all of them are in the database */
  rejects: Reject[];
  /** queues and causes that the configuration does not name, as they were accepted */
  unconfigured: { queues: string[]; causes: string[] };
  /** stated rules that were used, and how often */
  applied: Record<string, number>;
  /** columns of the file that nothing uses: dropped, never kept */
  ignoredColumns: string[];
}

export interface LoadOptions {
  source: string;
  /** the file's name or the route, for the record of loads */
  name: string;
  zone: Zone;
  nowSeconds: number;
  /** names the configuration knows */
  configured: { queues: ReadonlySet<string>; causes: ReadonlySet<string> };
}

export interface Batch<K extends Kind> {
  records: readonly RecordOf[K][];
  /** physical line of each record */
  lines: readonly number[];
  rejects: readonly Reject[];
  read: number;
  skipped: number;
  /** how often each stated rule of the mapping or the reader was used */
  applied?: ReadonlyMap<string, number>;
  /** columns that nothing uses: they were dropped unread */
  ignoredColumns?: readonly string[];
}

const REJECTS_SHOWN = 20;

export class Load<K extends Kind> {
  private readonly db: WriteHandle;
  private readonly options: LoadOptions;
  private readonly context: LoadContext;
  private readonly store: Store<K>;
  private readonly counts: Counts = {
    read: 0,
    accepted: 0,
    updated: 0,
    unchanged: 0,
    rejected: 0,
    skipped: 0,
  };
  private readonly shown: Reject[] = [];
  private readonly queues = new Set<string>();
  private readonly causes = new Set<string>();
  private readonly ignored = new Set<string>();
  private applied = new Map<string, number>();
  private readonly insertReject;

  constructor(db: WriteHandle, kind: K, options: LoadOptions, hasher: Hasher = hasherOf(db)) {
    this.db = db;
    this.options = options;
    const id = db.sql
      .prepare('INSERT INTO loads (kind, source, name, started_at) VALUES (?, ?, ?, ?)')
      .run(kind, options.source, maskPersonal(options.name), options.nowSeconds).lastInsertRowid;
    this.context = {
      db,
      zone: options.zone,
      source: options.source,
      load: Number(id),
      hasher,
      dictionary: new Dictionary(db),
      expectsNew: true,
      dirtyFacts: new Set(),
      dirtyLinks: new Set(),
    };
    this.store = storeOf(kind, this.context);
    this.insertReject = db.sql.prepare(
      'INSERT INTO rejects (load, line, field, value, reason) VALUES (?, ?, ?, ?, ?)',
    );
  }

  /** Stores batches in one transaction. When this returns, they are on the disk. */
  add(...batches: readonly Batch<K>[]): void {
    try {
      this.transact(batches);
    } catch (error) {
      if (!(error instanceof NotAllNew)) throw error;
      this.context.expectsNew = false;
      this.transact(batches);
    }
  }

  private transact(batches: readonly Batch<K>[]): void {
    const { context, counts } = this;
    const before = { ...counts };
    const shown = this.shown.length;
    const applied = new Map(this.applied);
    context.dirtyFacts.clear();
    context.dirtyLinks.clear();
    try {
      this.db.sql
        .transaction(() => {
          const stored = batches.map((batch) => ({ ...batch, ...this.withRoom(batch) }));
          const fates = this.store.put(stored.flatMap(({ records }) => records));
          let at = 0;
          for (const batch of stored) {
            this.account(batch, fates.slice(at, at + batch.records.length));
            at += batch.records.length;
          }
          markDirty(this.db, 'facts', context.dirtyFacts);
          markDirty(this.db, 'links', context.dirtyLinks);
          this.writeCounts(null);
        })
        .immediate();
    } catch (error) {
      Object.assign(counts, before);
      this.shown.length = shown;
      this.applied = applied;
      context.dictionary.forget();
      throw error;
    }
  }

  /** Counts and keeps what became of a batch. */
  private account(batch: Batch<K>, fates: readonly Fate[]): void {
    const { counts } = this;
    counts.read += batch.read;
    counts.skipped += batch.skipped;
    for (const reject of batch.rejects) this.reject(reject);
    fates.forEach((fate, i) => {
      if (fate === 'accepted' || fate === 'updated' || fate === 'unchanged') counts[fate]++;
      else this.reject(notStored(fate, batch.records[i]!, batch.lines[i]!));
    });
    for (const record of batch.records) this.noteNames(record);
    for (const name of batch.ignoredColumns ?? []) this.ignored.add(name);
    for (const [rule, times] of batch.applied ?? [])
      this.applied.set(rule, (this.applied.get(rule) ?? 0) + times);
  }

  /** The records whose words find room in the dictionary; the others are rejected. */
  private withRoom(batch: Batch<K>): Pick<Batch<K>, 'records' | 'lines'> {
    const { dictionary } = this.context;
    const refused = new Set<number>();
    batch.records.forEach((record, i) => {
      for (const [field, kind] of WORDS) {
        const word = (record as unknown as Partial<Record<string, string | null>>)[field];
        if (word === undefined || word === null) continue;
        if (dictionary.hasRoom(kind, word)) dictionary.term(kind, word);
        else {
          refused.add(i);
          this.reject({ line: batch.lines[i]!, field: kind, value: word, reason: TOO_MANY_WORDS });
          return;
        }
      }
    });
    if (refused.size === 0) return batch;
    const isKept = (_: unknown, i: number) => !refused.has(i);
    return { records: batch.records.filter(isKept), lines: batch.lines.filter(isKept) };
  }

  finish(finishedAt: number = this.options.nowSeconds): Receipt {
    this.writeCounts(finishedAt);
    return {
      ...this.counts,
      load: this.context.load,
      rejects: this.shown,
      unconfigured: { queues: [...this.queues].sort(), causes: [...this.causes].sort() },
      applied: Object.fromEntries(this.applied),
      ignoredColumns: [...this.ignored],
    };
  }

  private reject(reject: Reject): void {
    const masked = { ...reject, value: keepOfValue(reject.field, reject.value) };
    this.counts.rejected++;
    this.insertReject.run(this.context.load, masked.line, masked.field, masked.value, masked.reason);
    if (this.shown.length < REJECTS_SHOWN) this.shown.push(masked);
  }

  private noteNames(record: RecordOf[K]): void {
    const { configured } = this.options;
    if ('queue' in record && record.queue !== null && !configured.queues.has(record.queue)) {
      this.queues.add(record.queue);
    }
    if ('cause' in record && record.cause !== null && !configured.causes.has(record.cause)) {
      this.causes.add(record.cause);
    }
  }

  private writeCounts(finishedAt: number | null): void {
    const { read, accepted, updated, unchanged, rejected, skipped } = this.counts;
    this.db.sql
      .prepare(
        'UPDATE loads SET read = ?, accepted = ?, updated = ?, unchanged = ?, rejected = ?, skipped = ?, finished_at = ? WHERE id = ?',
      )
      .run(read, accepted, updated, unchanged, rejected, skipped, finishedAt, this.context.load);
  }
}

/** The fields whose words are kept in the dictionary. */
const WORDS: readonly [field: string, kind: TermKind][] = [
  ['queue', 'queue'],
  ['cause', 'cause'],
  ['subCause', 'sub_cause'],
  ['language', 'language'],
  ['region', 'region'],
];
const TOO_MANY_WORDS = `one more than ${MOST_TERMS.toLocaleString('en')} different values: is this column what it is taken for?`;

const NOT_STORED = {
  conflict:
    'stands twice in this file with different content; the first was kept: send one version of each record',
  crowded: `more than ${WITHIN_SECOND.toLocaleString('en')} contacts arrive in this second: send the time of each, not only its date`,
} as const;

function notStored(fate: keyof typeof NOT_STORED, record: object, line: number): Reject {
  const key = 'id' in record ? 'id' : 'interval_start';
  const field = { conflict: key, crowded: 'offered_at' }[fate];
  return { line, field, value: fate === 'conflict' ? 'repeated' : '', reason: NOT_STORED[fate] };
}

function storeOf<K extends Kind>(kind: K, context: LoadContext): Store<K> {
  const make = (): Store<Kind> => {
    switch (kind as Kind) {
      case 'contacts':
        return new ContactStore(context) as Store<Kind>;
      case 'intervals':
        return new IntervalStore(context) as Store<Kind>;
      case 'surveys':
        return new SurveyStore(context) as Store<Kind>;
      default:
        return otherStore(kind as 'queue', context) as Store<Kind>;
    }
  };
  return make() as unknown as Store<K>;
}

/**
 * Says what a database is for, once: demonstration and real records never share one.
 * Returns false when it is already for the other purpose.
 */
export function claimPurpose(db: WriteHandle, purpose: 'demonstration' | 'real'): boolean {
  const known = readMeta(db, 'purpose');
  if (known === null) writeMeta(db, 'purpose', purpose);
  return known === null || known === purpose;
}
