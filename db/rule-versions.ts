/**
 * Since which edition a rule has been told: the configurations under which editions were made, each where it first was.
 * Owns reading them once; refuses to believe a day of announcement that the records of publication do not have.
 */
import type { Configuration } from './configuration.ts';
import { Latest } from './domain/latest.ts';
import { once } from './domain/once.ts';
import { type Edition, readEditions, readRules } from './editions.ts';
import type { ReadHandle } from './open.ts';

export interface RuleVersion {
  /** the first edition under it */
  edition: Edition;
  /** the edition before that one; null: it is the first */
  before: Edition | null;
  /** as it was then: what a later programme configures may be missing */
  configuration: Partial<Configuration>;
}

const known = new Latest<RuleVersion[]>();
const lastQueries = new WeakMap<ReadHandle, ReturnType<ReadHandle['sql']['prepare']>>();

/** In the order in which they came, up to an edition (left out: all). Rules that stayed the same stand once. */
export function ruleVersions(db: ReadHandle, upTo = Number.MAX_SAFE_INTEGER): RuleVersion[] {
  const last = once(lastQueries, db, () => db.sql.prepare('SELECT max(id) FROM editions').pluck()).get() as
    | number
    | null;
  const all = known.of(db, [last], () => readVersions(db));
  return all.filter(({ edition }) => edition.id <= upTo);
}

function readVersions(db: ReadHandle): RuleVersion[] {
  const firsts = new Set(
    db.sql.prepare('SELECT min(id) FROM editions GROUP BY rules').pluck().all() as number[],
  );
  return readEditions(db).flatMap((edition, at, all) => {
    if (!firsts.has(edition.id)) return [];
    const { configuration = {} } = JSON.parse(readRules(db, edition.id)) as {
      configuration?: Partial<Configuration>;
    };
    return [{ edition, before: all[at - 1] ?? null, configuration }];
  });
}

/** The first version of the rules in which something holds; null: in none that was published. */
export function firstTold(
  db: ReadHandle,
  upTo: number | undefined,
  holds: (configuration: Partial<Configuration>) => boolean,
): RuleVersion | null {
  return ruleVersions(db, upTo).find(({ configuration }) => holds(configuration)) ?? null;
}

/** The editions made by other rules, or by another programme, than the one before. */
export function otherwiseMade(db: ReadHandle): ReadonlySet<number> {
  const query = `SELECT e.id FROM editions e JOIN editions b ON b.id = e.id - 1
      WHERE e.code <> b.code OR e.rules <> b.rules`;
  return new Set(db.sql.prepare(query).pluck().all() as number[]);
}

/** The first edition that holds a file; null: none does. */
export function firstHolding(db: ReadHandle, path: string, upTo = Number.MAX_SAFE_INTEGER): Edition | null {
  const id = db.sql
    .prepare(
      `SELECT min(v.edition) FROM published_versions v JOIN published_paths p ON p.id = v.path
        WHERE p.path = ? AND v.edition <= ?`,
    )
    .pluck()
    .get(path, upTo) as number | null;
  return id === null ? null : (readEditions(db).find((one) => one.id === id) ?? null);
}
