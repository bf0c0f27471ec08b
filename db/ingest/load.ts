/**
 * One load: batches of records into the database, with a receipt. Owns the transaction, the counts, the rejects
 * and the marks of what has to be counted again; refuses to lose good rows to bad ones.
 *
 * What is staged is one transaction: its records, its rejects and its marks are stored together or not at all. A load
 * killed at any moment is repaired by sending the same records again.
 */
import { WITHIN_SECOND } from '../contact-record.ts';
import type { AccountsAbout } from '../domain/account-value.ts';
import type { Kind, RecordOf, Reject } from '../domain/contact.ts';
import type { Zone } from '../domain/zone.ts';
import { advanceVersion, readMeta, writeMeta } from '../meta.ts';
import { type WriteHandle, withoutSync } from '../open.ts';
import { markDirty } from '../rollup/dirty.ts';
import { type Hasher, hasherOf } from '../secret.ts';
import { causesOnRecord } from './action-names.ts';
import { Dictionary, MOST_TERMS } from './dictionary.ts';
import { isLiveKind, LiveClock, MOST_BEHIND_SECONDS } from './live-clock.ts';
import { type NamedContacts, NONE_NAMED, namedContactsOf, type UnknownContacts } from './named-contacts.ts';
import { OtherSources } from './other-sources.ts';
import { HIDDEN_VALUE, keepOfValue, maskPersonal } from './personal-data.ts';
import { RecordClock } from './record-clock.ts';
import { WHOLE_FILE } from './row.ts';
import { type Fate, type LoadContext, NotAllNew, type Refusal, type Store } from './stores/store.ts';
import { storeOf } from './stores/store-of.ts';

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
  /** queues, causes and promises that the configuration does not name, as they were accepted */
  unconfigured: { queues: string[]; causes: string[]; promises: string[] };
  /** what the records name and is not on record */
  unknownContacts: UnknownContacts;
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
  configured: {
    queues: ReadonlySet<string>;
    causes: ReadonlySet<string>;
    /** left out: none is known */
    promises?: ReadonlySet<string>;
  };
  /** throw KnownElsewhere where another source holds the same records */
  refusesKnownElsewhere?: boolean;
  /** throw ContactsElsewhere where another source has the contacts that these records name */
  refusesContactsElsewhere?: boolean;
  /** told as it happens, so that what is behind by more than MOST_BEHIND_SECONDS is a wrong clock */
  isToldLive?: boolean;
  /** of events: what they tell of a contact takes the place of what was told of it before */
  isCorrection?: boolean;
  /** of accounts, and needed there: by which day they were known, and what a contact costs */
  accounts?: AccountsAbout;
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
/** The column of each kind that a reject names where two rows say different things of the same. */
const KEYS: Readonly<Record<Kind, string>> = {
  contacts: 'id',
  intervals: 'interval_start',
  queue: 'at',
  surveys: 'id',
  actions: 'id',
  promises: 'id',
  exposure: 'date',
  capacity: 'interval_start',
  events: 'contact_id',
  codings: 'contact_id',
  accounts: 'account',
};
/** Kinds of which a reject keeps no value at all: in a row whose columns have shifted any of them may be the account. */
const KEPT_SECRET: ReadonlySet<Kind> = new Set(['accounts']);

const SAID_AS_THEY_ARE: ReadonlySet<Kind> = new Set(['actions', 'codings', 'exposure']);
const SAYS_MORE: ReadonlySet<Fate> = new Set(['accepted', 'updated']);
const isTaken = (fate: Fate) => fate === 'accepted' || fate === 'updated' || fate === 'unchanged';

/** What is known of the rows that wait for the next transaction, besides the records. */
interface Staged {
  read: number;
  skipped: number;
  rejects: Reject[];
  /** the line of each record */
  lines: number[];
  /** the time of each, where the kind tells of now */
  times: number[];
  applied: Map<string, number>;
}

const nothingStaged = (): Staged => ({
  read: 0,
  skipped: 0,
  rejects: [],
  lines: [],
  times: [],
  applied: new Map(),
});

export class Load<K extends Kind> {
  private readonly db: WriteHandle;
  private readonly options: LoadOptions;
  private readonly context: LoadContext;
  private readonly store: Store<K>;
  /** null where they are taken at their word */
  private readonly otherSources: OtherSources<K> | null;
  private readonly namedContacts: NamedContacts | null;
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
  private readonly promises = new Set<string>();
  private readonly ignored = new Set<string>();
  private readonly applied = new Map<string, number>();
  private staged = nothingStaged();
  private hasEnded = false;
  /** whether a new record of this load was found to have another's key */
  private keysClash = false;
  private readonly kind: K;
  private readonly insertReject;
  private readonly clock: RecordClock;
  /** the same, where the kind tells of now; else null */
  private readonly liveClock: LiveClock | null;

  constructor(db: WriteHandle, kind: K, options: LoadOptions, hasher: Hasher = hasherOf(db)) {
    this.db = db;
    this.options = options;
    this.kind = kind;
    // `finish` waits for the disk, once.
    const id = withoutSync(
      db,
      () =>
        db.sql
          .prepare('INSERT INTO loads (kind, source, name, started_at) VALUES (?, ?, ?, ?)')
          .run(kind, options.source, maskPersonal(options.name), options.nowSeconds).lastInsertRowid,
    );
    this.context = {
      db,
      zone: options.zone,
      source: options.source,
      load: Number(id),
      hasher,
      dictionary: new Dictionary(db),
      configuredCauses: options.configured.causes,
      expectsNew: true,
      dirtyFacts: new Set(),
      dirtyLinks: new Set(),
      applied: new Map(),
      eventsFrom: options.isToldLive === true ? options.nowSeconds - MOST_BEHIND_SECONDS : null,
      isCorrection: options.isCorrection === true,
      accounts: options.accounts ?? null,
    };
    this.liveClock = isLiveKind(kind) ? new LiveClock(kind, this.context, options) : null;
    this.clock = this.liveClock ?? new RecordClock(kind, options);
    this.store = storeOf(kind, this.context);
    this.otherSources = options.refusesKnownElsewhere ? new OtherSources(kind, this.context) : null;
    this.namedContacts = namedContactsOf(kind, this.context);
    this.insertReject = db.sql.prepare(
      'INSERT INTO rejects (load, line, field, value, reason) VALUES (?, ?, ?, ?, ?)',
    );
  }

  /** Stores a batch; it is on the disk when `finish` returns. */
  add(batch: Batch<K>): void {
    this.stage(batch);
    this.commit();
  }

  /** Takes a batch to be stored by the next `commit`. */
  stage(batch: Batch<K>): void {
    if (this.hasEnded) throw new Error('this load has ended; records need a new one');
    const { store, staged } = this;
    staged.read += batch.read;
    staged.skipped += batch.skipped;
    staged.rejects.push(...batch.rejects);
    try {
      batch.records.forEach((record, i) => {
        const line = batch.lines[i]!;
        const early = this.clock.check(record, staged.applied);
        if (early !== null) {
          staged.rejects.push({ line, ...early });
          return;
        }
        const noRoomFor = store.stage(record);
        if (noRoomFor === null) {
          staged.lines.push(line);
          if (this.liveClock !== null) staged.times.push(this.liveClock.timeOf(record));
          this.noteNames(record);
          this.otherSources?.note(record);
          this.namedContacts?.note(record);
        } else staged.rejects.push({ line, field: noRoomFor, value: '', reason: TOO_MANY_WORDS });
      });
      this.context.dictionary.keep();
    } catch (error) {
      this.clear('drop words');
      throw error;
    }
    for (const name of batch.ignoredColumns ?? []) this.ignored.add(name);
    for (const [rule, times] of batch.applied ?? [])
      staged.applied.set(rule, (staged.applied.get(rule) ?? 0) + times);
  }

  /** Rows that wait for the next `commit`. */
  get stagedRows(): number {
    return this.staged.read;
  }

  /**
   * Stores what is staged in one transaction, all of it or, when this throws, nothing. A process killed after it finds
   * it stored; a machine that loses its power may not, before `finish` has returned.
   */
  commit(): void {
    const { context } = this;
    const transact = () => withoutSync(this.db, () => this.transact());
    try {
      this.otherSources?.check(this.counts.accepted + this.counts.updated);
      if (this.options.refusesContactsElsewhere === true && this.counts.read === 0)
        this.namedContacts?.check();
      let allNew: boolean;
      try {
        allNew = transact();
      } catch (error) {
        if (!(error instanceof NotAllNew)) throw error;
        context.expectsNew = false;
        allNew = transact();
        // They were new after all: keys clash in this load, and to expect otherwise would write all of it twice.
        if (allNew) this.keysClash = true;
      }
      context.expectsNew = allNew && !this.keysClash;
      this.clear('keep words');
    } catch (error) {
      this.clear('drop words');
      throw error;
    }
  }

  /** Says whether every record was a new one. */
  private transact(): boolean {
    const { context, counts, staged } = this;
    const before = { ...counts };
    const shown = this.shown.length;
    context.dirtyFacts.clear();
    context.dirtyLinks.clear();
    context.applied.clear();
    let taken: number[] = [];
    let takenPlaces: boolean[] = [];
    try {
      this.db.sql
        .transaction(() => {
          const fates = this.store.put();
          counts.read += staged.read;
          counts.skipped += staged.skipped;
          for (const reject of staged.rejects) this.reject(reject);
          fates.forEach((fate, i) => {
            if (isTaken(fate)) counts[fate]++;
            else this.reject(this.notStored(fate, i));
          });
          takenPlaces = fates.map(isTaken);
          taken = staged.times.filter((_, i) => isTaken(fates[i]!));
          markDirty(this.db, 'facts', context.dirtyFacts);
          markDirty(this.db, 'links', context.dirtyLinks);
          // These are said as they are: no roll-up follows that would make another version of it.
          const isSaidAsItIs = SAID_AS_THEY_ARE.has(this.kind) && fates.some((fate) => SAYS_MORE.has(fate));
          if (isSaidAsItIs) advanceVersion(this.db, this.options.nowSeconds);
          this.writeCounts(null);
          this.liveClock?.noteHeard(taken);
        })
        .immediate();
    } catch (error) {
      Object.assign(counts, before);
      this.shown.length = shown;
      throw error;
    }
    this.liveClock?.noteTaken(taken);
    this.namedContacts?.count(takenPlaces);
    for (const [rule, times] of [...staged.applied, ...context.applied]) this.noteRule(rule, times);
    return counts.accepted - before.accepted === staged.lines.length;
  }

  /** Forgets what is staged. `words`: also what the dictionary was told of it. */
  private clear(words: 'keep words' | 'drop words'): void {
    this.staged = nothingStaged();
    this.store.clear();
    this.otherSources?.clear();
    this.namedContacts?.clear();
    if (words === 'drop words') this.context.dictionary.drop();
  }

  /** Stores what is still staged and ends the load. When this returns, every record of it is on the disk. */
  finish(finishedAt: number = this.options.nowSeconds): Receipt {
    // A fault of the whole file is a reject without a row.
    if (this.staged.read + this.staged.rejects.length > 0) this.commit();
    // An empty message says that the source is there.
    if (this.counts.read === 0) {
      this.liveClock?.noteThere();
      this.context.dictionary.keep();
    }
    for (const [rule, times] of this.liveClock?.rulesOfAll() ?? []) this.noteRule(rule, times);
    // With full synchronisation, so that what was stored before it is on the disk with it.
    this.db.sql
      .transaction(() => {
        const settled = this.store.settle?.(this.counts.rejected) ?? false;
        if (settled === true) advanceVersion(this.db, this.options.nowSeconds);
        else if (settled !== false) this.takeNothing(settled);
        this.writeCounts(finishedAt);
      })
      .immediate();
    this.store.end();
    this.hasEnded = true;
    return {
      ...this.counts,
      load: this.context.load,
      rejects: this.shown,
      unconfigured: {
        queues: [...this.queues].sort(),
        causes: [...this.causes].sort(),
        promises: [...this.promises].sort(),
      },
      unknownContacts: this.namedContacts?.tell() ?? NONE_NAMED,
      applied: Object.fromEntries(this.applied),
      ignoredColumns: [...this.ignored],
    };
  }

  /** The reject of a staged record. */
  private notStored(fate: 'conflict' | 'crowded' | Refusal, place: number): Reject {
    const line = this.staged.lines[place]!;
    if (typeof fate === 'object') return { line, ...fate };
    if (fate === 'crowded') return { line, field: 'offered_at', value: '', reason: CROWDED };
    const first = this.store.firstOf(place);
    const where = first === null ? '' : `, first on line ${this.staged.lines[first]}`;
    return {
      line,
      field: KEYS[this.kind],
      value: 'repeated',
      reason: `stands twice in this file${where}, ${CONFLICT}`,
    };
  }

  /** The whole load is refused: what was taken of it counts as rejected. */
  private takeNothing(refusal: Refusal): void {
    const { counts } = this;
    counts.rejected += counts.accepted + counts.updated + counts.unchanged - 1;
    counts.accepted = counts.updated = counts.unchanged = 0;
    // Told before the rows, of which there may be many.
    this.reject({ line: 1, ...refusal });
    this.shown.unshift(...this.shown.splice(-1));
  }

  private reject(reject: Reject): void {
    const kept = KEPT_SECRET.has(this.kind) ? HIDDEN_VALUE : keepOfValue(reject.field, reject.value);
    const masked = { ...reject, value: reject.value === '' ? '' : kept };
    this.counts.rejected++;
    this.insertReject.run(this.context.load, masked.line, masked.field, masked.value, masked.reason);
    if (this.shown.length < REJECTS_SHOWN || reject.field === WHOLE_FILE) this.shown.push(masked);
  }

  private noteNames(record: RecordOf[K]): void {
    const { configured } = this.options;
    if ('queue' in record && record.queue !== null && !configured.queues.has(record.queue)) {
      this.queues.add(record.queue);
    }
    if ('promise' in record && configured.promises?.has(record.promise) !== true) {
      this.promises.add(record.promise);
    }
    // Of an action one that no record has is refused, or was told before.
    const ofAction = 'causes' in record ? causesOnRecord(this.db) : [];
    const causes =
      'causes' in record
        ? record.causes.filter((cause) => ofAction.includes(cause))
        : 'cause' in record
          ? [record.cause]
          : [];
    for (const cause of causes) if (cause !== null && !configured.causes.has(cause)) this.causes.add(cause);
  }

  private noteRule(rule: string, times: number): void {
    this.applied.set(rule, (this.applied.get(rule) ?? 0) + times);
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

const TOO_MANY_WORDS = `one more than ${MOST_TERMS.toLocaleString('en')} different values: is this column what it is taken for?`;

const CONFLICT = 'with different content; the first was kept: send one version of each record';
const CROWDED = `more than ${WITHIN_SECOND.toLocaleString('en')} contacts arrive in this second: send the time of each, not only its date`;

/**
 * Says what a database is for, once: demonstration and real records never share one.
 * Returns false when it is already for the other purpose.
 */
export function claimPurpose(db: WriteHandle, purpose: 'demonstration' | 'real'): boolean {
  const known = readMeta(db, 'purpose');
  if (known === null) writeMeta(db, 'purpose', purpose);
  return known === null || known === purpose;
}
