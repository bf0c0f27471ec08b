/**
 * A database of records for tests: real SQLite, filled by the real loader, counted by the real roll-up.
 * Owns opening it and reading every stored fact as plain values; numbers that the database gives out on its own
 * (cells, terms, agents) are turned into what they stand for, so that two databases can be compared.
 */
import { ContactScan, emptyContact } from '../../db/contact-scan.ts';
import type { AccountsAbout } from '../../db/domain/account-value.ts';
import { CHANNELS, type Kind, OUTCOMES, type RecordOf, type Reject } from '../../db/domain/contact.ts';
import { FACT_IDS, FACTS, type FactOf } from '../../db/domain/fact.ts';
import { FactBlock } from '../../db/domain/fact-block.ts';
import type { PublicPromise } from '../../db/domain/promise.ts';
import type { Target } from '../../db/domain/target.ts';
import { formatDay, type Zone } from '../../db/domain/zone.ts';
import { Load, type Receipt } from '../../db/ingest/load.ts';
import { openForWriting, type ReadHandle, type WriteHandle } from '../../db/open.ts';
import type { ChasingRule } from '../../db/rollup/progress-chasing.ts';
import { type RollupRules, rollUp } from '../../db/rollup/rollup.ts';
import { makeHasher } from '../../db/secret.ts';
import { readBlocks } from './records-blocks.ts';

/** One secret for all tests, so that two databases hash alike. */
const TEST_SECRET = Buffer.alloc(32, 7);

export interface TestRules {
  zone: Zone;
  targets?: readonly Target[];
  promises?: readonly PublicPromise[];
  shortAbandonSeconds?: number;
  liveDelayMinutes?: number;
  progressChasing?: ChasingRule | null;
}

/** After whatever a test may have happen. */
const LATE = Date.parse('2100-01-01T00:00:00Z') / 1000;

export function rulesOf({
  zone,
  targets = [],
  promises = [],
  shortAbandonSeconds = 5,
  liveDelayMinutes,
  progressChasing = null,
}: TestRules): RollupRules {
  return {
    zone,
    targets,
    promises,
    shortAbandonSeconds,
    liveDelayMinutes: liveDelayMinutes ?? null,
    progressChasing,
    disclosure: null,
    signature: JSON.stringify([zone.id, targets, shortAbandonSeconds, progressChasing, promises]),
  };
}

export interface LoadSettings {
  source?: string;
  name?: string;
  /** records a transaction */
  batch?: number;
  rejects?: readonly Reject[];
  nowSeconds?: number;
  queues?: readonly string[];
  causes?: readonly string[];
  /** of events and queues: as they are pushed */
  isToldLive?: boolean;
  isCorrection?: boolean;
  /** of accounts */
  accounts?: AccountsAbout;
}

export type Facts = ReadonlyMap<string, unknown>;

export class RecordsDatabase {
  readonly db: WriteHandle;
  readonly hasher = makeHasher(TEST_SECRET);
  private rules: RollupRules;

  constructor(rules: TestRules, path = ':memory:') {
    this.db = openForWriting(path);
    this.rules = rulesOf(rules);
  }

  /** Loads records as one file; the line of each is its place, from 2, as below a header. */
  load<K extends Kind>(kind: K, records: readonly RecordOf[K][], settings: LoadSettings = {}): Receipt {
    const { source = 'default', name = 'test.csv', batch = 5000, rejects = [], nowSeconds = LATE } = settings;
    const load = new Load(
      this.db,
      kind,
      {
        source,
        name,
        zone: this.rules.zone,
        nowSeconds,
        configured: { queues: new Set(settings.queues ?? []), causes: new Set(settings.causes ?? []) },
        isToldLive: settings.isToldLive === true,
        isCorrection: settings.isCorrection === true,
        ...(settings.accounts && { accounts: settings.accounts }),
      },
      this.hasher,
    );
    for (let at = 0; at === 0 || at < records.length; at += batch) {
      const some = records.slice(at, at + batch);
      const faults = at === 0 ? rejects : [];
      load.add({
        records: some,
        lines: some.map((_, i) => at + i + 2),
        rejects: faults,
        read: some.length + faults.length,
        skipped: 0,
      });
    }
    return load.finish();
  }

  /** Counts with other rules from now on. */
  useRules(rules: TestRules): void {
    this.rules = rulesOf(rules);
  }

  rollUp(nowSeconds: number, options: { links?: boolean; isLive?: boolean } = {}): boolean {
    return rollUp(this.db, this.rules, nowSeconds, options).changed;
  }

  /** Every contact as plain values, in order of arrival: what is not said is left out, words stand as they came. */
  contacts(): Record<string, unknown>[] {
    const words = new Map(
      this.db.sql.prepare('SELECT id, text FROM terms').raw().all() as [number, string][],
    );
    const found: Record<string, unknown>[] = [];
    const contact = emptyContact();
    new ContactScan(this.db).each(0, 2 ** 32, contact, () => {
      const { channel, outcome, queue, cause, language, ...rest } = contact;
      const said = Object.entries(rest).filter(([, value]) => value !== null);
      const named = Object.entries({ queue, cause, language }).flatMap(([name, id]) =>
        id === null ? [] : [[name, words.get(id)]],
      );
      found.push({
        ...{ channel: CHANNELS[channel], outcome: OUTCOMES[outcome] },
        ...Object.fromEntries([...said, ...named]),
      });
    });
    return found;
  }

  facts(): Facts {
    return readFacts(this.db);
  }

  close(): void {
    this.db.close();
  }
}

/** Every fact that is kept, by name: `day channel {"channel":"phone"} 1999-01-31 answered 0` → 12. */
export function readFacts(db: ReadHandle): Facts {
  const agents = new Map(
    (db.sql.prepare('SELECT id, hex(hash) FROM agents').raw().all() as [number, string][]).map(
      ([id, hash]) => [id, hash],
    ),
  );
  const facts = new Map<string, unknown>();
  for (const { grain, shape, member, day, bytes } of readBlocks(db)) {
    const name = `${grain} ${shape} ${JSON.stringify(member)} ${formatDay(day)}`;
    for (const [fact, value] of factsOfBytes(bytes, agents)) facts.set(`${name} ${fact}`, value);
  }
  for (const [name, cases] of caseSpansOf(db)) facts.set(`cases ${name}`, cases);
  return facts;
}

/**
 * Blocks of the same bytes hold the same facts, in either of two databases, but for agents, whose ids are each
 * database's own. Most blocks are of few contacts, and so of few kinds.
 */
const knownBlocks = new Map<string, [string, unknown][]>();

function factsOfBytes(bytes: Buffer, agents: ReadonlyMap<number, string>): [string, unknown][] {
  const text = bytes.toString('latin1');
  const known = knownBlocks.get(text);
  if (known !== undefined) return known;
  const found = factsIn(FactBlock.decode(bytes), agents);
  if (!found.some(([fact]) => fact.startsWith('agents '))) knownBlocks.set(text, found);
  return found;
}

function caseSpansOf(db: ReadHandle): [string, number][] {
  return db.sql
    .prepare(
      `SELECT opened_day || ' ' || closed_day || ' ' || channel || ' ' || coalesce(text, '-'), cases
         FROM case_spans LEFT JOIN terms ON terms.id = case_spans.queue`,
    )
    .raw()
    .all() as [string, number][];
}

/** The first lines in which two databases differ; empty where they hold the same facts. */
export function differencesOf(found: Facts, expected: Facts): string[] {
  const lines: string[] = [];
  for (const name of new Set([...found.keys(), ...expected.keys()])) {
    const [here, there] = [found, expected].map((facts) => JSON.stringify(facts.get(name) ?? null));
    if (here !== there) lines.push(`${name}: ${here}, expected ${there}`);
  }
  return lines.slice(0, 20);
}

/** What a block holds, by fact and slot, nothing where nothing is. */
export function factsIn(
  block: FactBlock,
  agents: ReadonlyMap<number, string> = new Map(),
): [string, unknown][] {
  const found: [string, unknown][] = [];
  for (const fact of FACT_IDS) {
    for (let slot = 0; slot < block.slots; slot++) {
      const value = valueIn(block, fact, slot, agents);
      if (value !== null) found.push([`${fact} ${slot}`, value]);
    }
  }
  return found;
}

function valueIn(
  block: FactBlock,
  fact: (typeof FACT_IDS)[number],
  slot: number,
  agents: ReadonlyMap<number, string>,
): unknown {
  switch (FACTS[fact].kind) {
    case 'waits': {
      const { counts } = block.waits(fact as FactOf<'waits'>, slot);
      const bins = counts.flatMap((count, bin) => (count === 0 ? [] : [[bin, count]]));
      return bins.length === 0 ? null : bins;
    }
    case 'spans': {
      const bins = block
        .spans(fact as FactOf<'spans'>, slot)
        .flatMap((count, bin) => (count === 0 ? [] : [[bin, count]]));
      return bins.length === 0 ? null : bins;
    }
    case 'set': {
      const members = block.members(fact as FactOf<'set'>, slot);
      if (members.length === 0) return null;
      return fact === 'agents' ? members.map((member) => agents.get(member) ?? member).sort() : members;
    }
    default:
      return block.sum(fact as FactOf<'sum' | 'max'>, slot) || null;
  }
}
