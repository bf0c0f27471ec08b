/**
 * A database of records for tests: real SQLite, filled by the real loader, counted by the real roll-up.
 * Owns opening it and reading every stored fact as plain values; numbers that the database gives out on its own
 * (cells, terms, agents) are turned into what they stand for, so that two databases can be compared.
 */
import { GRAINS } from '../../db/domain/bucket.ts';
import type { Kind, RecordOf, Reject } from '../../db/domain/contact.ts';
import { FACT_IDS, FACTS, type FactOf } from '../../db/domain/fact.ts';
import type { FactBlock } from '../../db/domain/fact-block.ts';
import { SHAPES } from '../../db/domain/lattice.ts';
import type { Target } from '../../db/domain/target.ts';
import { formatDay, type Zone } from '../../db/domain/zone.ts';
import { Load, type Receipt } from '../../db/ingest/load.ts';
import { openForWriting, type WriteHandle } from '../../db/open.ts';
import { readCell } from '../../db/queries/cell-facts.ts';
import { cellsOf } from '../../db/rollup/cell-book.ts';
import { type RollupRules, rollUp } from '../../db/rollup/rollup.ts';
import { makeHasher } from '../../db/secret.ts';

/** One secret for all tests, so that two databases hash alike. */
const TEST_SECRET = Buffer.alloc(32, 7);
const ALL_FACTS = new Set(FACT_IDS);
const LAST_DAY = 2 ** 20;

export interface TestRules {
  zone: Zone;
  targets?: readonly Target[];
  shortAbandonSeconds?: number;
}

export function rulesOf({ zone, targets = [], shortAbandonSeconds = 5 }: TestRules): RollupRules {
  return {
    zone,
    targets,
    shortAbandonSeconds,
    signature: JSON.stringify([zone.id, targets, shortAbandonSeconds]),
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
}

export class RecordsDatabase {
  readonly db: WriteHandle;
  private rules: RollupRules;

  constructor(rules: TestRules, path = ':memory:') {
    this.db = openForWriting(path);
    this.rules = rulesOf(rules);
  }

  /** Loads records as one file; the line of each is its place, from 2, as below a header. */
  load<K extends Kind>(kind: K, records: readonly RecordOf[K][], settings: LoadSettings = {}): Receipt {
    const { source = 'default', name = 'test.csv', batch = 5000, rejects = [], nowSeconds = 0 } = settings;
    const load = new Load(
      this.db,
      kind,
      {
        source,
        name,
        zone: this.rules.zone,
        nowSeconds,
        configured: { queues: new Set(settings.queues ?? []), causes: new Set(settings.causes ?? []) },
      },
      makeHasher(TEST_SECRET),
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

  rollUp(nowSeconds: number, options: { links?: boolean } = {}): boolean {
    return rollUp(this.db, this.rules, nowSeconds, options).changed;
  }

  /** Every fact that is kept, by name: `day channel {"channel":"phone"} 1999-01-31 answered 0` → 12. */
  facts(): Map<string, unknown> {
    const agents = new Map(
      (this.db.sql.prepare('SELECT id, hex(hash) FROM agents').raw().all() as [number, string][]).map(
        ([id, hash]) => [id, hash],
      ),
    );
    const facts = new Map<string, unknown>();
    for (const shape of SHAPES) {
      for (const { id, member } of cellsOf(this.db, shape)) {
        for (const grain of GRAINS) {
          for (const [day, block] of readCell(this.db, grain, id, 0, LAST_DAY, ALL_FACTS)) {
            const name = `${grain} ${shape} ${JSON.stringify(member)} ${formatDay(day)}`;
            for (const [fact, value] of factsIn(block, agents)) facts.set(`${name} ${fact}`, value);
          }
        }
      }
    }
    for (const [name, cases] of this.caseSpans()) facts.set(`cases ${name}`, cases);
    return new Map([...facts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  private caseSpans(): [string, number][] {
    return this.db.sql
      .prepare(
        `SELECT opened_day || ' ' || closed_day || ' ' || channel || ' ' || coalesce(text, '-'), cases
           FROM case_spans LEFT JOIN terms ON terms.id = case_spans.queue`,
      )
      .raw()
      .all() as [string, number][];
  }

  close(): void {
    this.db.close();
  }
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
    case 'set': {
      const members = block.members(fact as FactOf<'set'>, slot);
      if (members.length === 0) return null;
      return fact === 'agents' ? members.map((member) => agents.get(member) ?? member).sort() : members;
    }
    default:
      return block.sum(fact as FactOf<'sum' | 'max'>, slot) || null;
  }
}
