/**
 * Which version of the data an answer is of, and answers as of an earlier one. Owns the way from a moment to the edition
 * that stood then; refuses to make up what was not published: an address that was a file answers with that file's bytes,
 * any other is asked of what the database knew at that edition.
 */
import { type Configuration, calendarOf, smallestConfiguration, zoneOf } from '../db/configuration.ts';
import { parseInstant } from '../db/domain/instant.ts';
import { once } from '../db/domain/once.ts';
import type { CivilDay, Zone } from '../db/domain/zone.ts';
import { parseDay } from '../db/domain/zone.ts';
import { type Edition, editionAt, heldVersion, readRules, sha256 } from '../db/editions.ts';
import { openPast, type ReadHandle } from '../db/open.ts';
import { asOf, type FeedContext } from './feeds/context.ts';

/** Stands for the version while an answer is made; as long as one, and no instant that was ever told. */
const UNDECIDED = '0000-00-00T00:00:00Z';
/** Connections to the past that are kept open for one database. */
const MOST_OPEN = 4;

/** What an edition was made under. */
interface Rules {
  configuration: Configuration;
  holidays: readonly (readonly [CivilDay, string])[];
}

export function rulesText(configuration: Configuration, holidays: ReadonlyMap<CivilDay, string>): string {
  return JSON.stringify({ configuration, holidays: [...holidays] } satisfies Rules);
}

/**
 * An answer with its version: as long as an address says what it said when it was published last, it names that version,
 * so that its bytes change when its figures do, and at no other time.
 */
export function withVersion<Answer extends { body: string }>(
  context: FeedContext,
  address: string,
  answer: (context: FeedContext) => Answer,
): Answer {
  const held = heldVersion(context.db, address, context.edition);
  if (held === null) return answer(context);
  const made = answer({ ...context, version: UNDECIDED });
  const as = (version: string) => made.body.replaceAll(UNDECIDED, version);
  const asBefore = as(held.asOf);
  const isSame = sha256(Buffer.from(asBefore)).equals(held.sha256);
  return { ...made, body: isSame ? asBefore : as(asOf(context)) };
}

/** The edition that stood at a moment, written as a date (its end) or as an instant. */
export function editionAsOf(db: ReadHandle, zone: Zone, written: string): Edition | null {
  const day = parseDay(written);
  if (day !== null) return editionAt(db, zone.startOfDay(day + 1) - 1);
  const instant = parseInstant(written);
  return instant.ok ? editionAt(db, instant.utcSeconds) : null;
}

/** The bytes that an edition holds of an address; null where it was no file. */
export function publishedBytes(db: ReadHandle, address: string, { id }: Edition): string | null {
  return heldVersion(db, address, id)?.read().toString() ?? null;
}

const kept = new WeakMap<ReadHandle, Map<number, FeedContext>>();

/** What is known and in force as of an edition. The connection stays open, and is closed when four others were asked for. */
export function contextAt({ db }: Pick<FeedContext, 'db'>, edition: Edition): FeedContext {
  const contexts = once(kept, db, () => new Map<number, FeedContext>());
  const known = contexts.get(edition.id);
  contexts.delete(edition.id);
  const context = known ?? openContext(db, edition);
  contexts.set(edition.id, context);
  for (const [id, { db: past }] of contexts) {
    if (contexts.size <= MOST_OPEN) break;
    past.close();
    contexts.delete(id);
  }
  return context;
}

function openContext(db: ReadHandle, edition: Edition): FeedContext {
  const { configuration: written, holidays } = JSON.parse(readRules(db, edition.id)) as Rules;
  // A section that was not known yet said nothing.
  const configuration = { ...smallestConfiguration(), ...written };
  return {
    db: openPast(db.path, edition.mark),
    configuration,
    zone: zoneOf(configuration),
    calendar: calendarOf(configuration, new Map(holidays)),
    nowSeconds: edition.now,
    edition: edition.id,
  };
}

/** When the first edition was published, in UTC seconds; null: none was. */
export function firstPublishedAt(db: ReadHandle): number | null {
  return (
    (db.sql.prepare('SELECT at FROM editions ORDER BY id LIMIT 1').pluck().get() as number | undefined) ??
    null
  );
}
