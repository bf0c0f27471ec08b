/**
 * The revisions: each published figure that an edition changed, with what it was and what it became. Owns writing and
 * reading them; refuses to tell a revision from a correction, which is the edition's to say.
 */
import { GRAINS, type Grain } from './domain/bucket.ts';
import type { CellStatus } from './domain/cell.ts';
import { Latest } from './domain/latest.ts';
import type { Member, Shape } from './domain/lattice.ts';
import { once } from './domain/once.ts';
import type { CivilDay } from './domain/zone.ts';
import { latestEdition } from './editions.ts';
import type { ReadHandle, WriteHandle } from './open.ts';
import { findCell, parseMember } from './rollup/cell-book.ts';

/** A figure as it was published. */
export interface PublishedFigure {
  /** null: the status says why */
  value: number | null;
  status: CellStatus;
}

export interface Revision {
  metric: string;
  grain: Grain;
  shape: Shape;
  member: Member;
  /** first of its day, week or month */
  day: CivilDay;
  before: PublishedFigure;
  after: PublishedFigure;
}

/**
 * Sets down what the next edition changes, before it is set down itself, so that its files can tell of it; a figure that
 * stands in two files once. What was left by an edition that never came goes. Returns how many of the figures had been final.
 */
export function writeRevisions(db: WriteHandle, revisions: readonly Revision[]): number {
  const put = db.sql.prepare(
    `INSERT INTO revisions (edition, metric, grain, cell, day, before, after, status_before, status_after)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  return db.sql
    .transaction(() => {
      const last = latestEdition(db)?.id ?? 0;
      db.sql.prepare('DELETE FROM revisions WHERE edition > ?').run(last);
      for (const { metric, grain, shape, member, day, before, after } of revisions) {
        const cell = findCell(db, shape, member);
        if (cell === null) continue;
        put.run(
          ...[last + 1, metric, GRAINS.indexOf(grain), cell, day],
          ...[before.value, after.value, before.status, after.status],
        );
      }
      return revisions.filter(({ before }) => before.status === 'final').length;
    })
    .immediate();
}

interface Row {
  edition: number;
  metric: string;
  grain: number;
  cell: number;
  day: CivilDay;
  before: number | null;
  after: number | null;
  statusBefore: CellStatus;
  statusAfter: CellStatus;
  shape: Shape;
  member: string;
}

const COLUMNS = `r.edition, r.metric, r.grain, r.day, r.before, r.after, r.status_before AS statusBefore,
  r.status_after AS statusAfter, c.shape, c.member FROM revisions r JOIN cells c ON c.id = r.cell`;

function revisionOf(row: Row): Revision & { edition: number } {
  const { edition, metric, grain, day, before, after, statusBefore, statusAfter, shape, member } = row;
  return {
    ...{ edition, metric, grain: GRAINS[grain]!, shape, member: parseMember(shape, member), day },
    before: { value: before, status: statusBefore },
    after: { value: after, status: statusAfter },
  };
}

/** What an edition changed, by metric, grain, cell and day. */
export function readRevisions(db: ReadHandle, edition: number): Revision[] {
  const query = `SELECT ${COLUMNS} WHERE r.edition = ? ORDER BY r.metric, r.grain, r.cell, r.day`;
  return (db.sql.prepare(query).all(edition) as Row[]).map(revisionOf);
}

/** How many figures each edition changed. */
export function countRevisions(db: ReadHandle): Map<number, number> {
  const rows = db.sql
    .prepare<[], [number, number]>('SELECT edition, count(*) FROM revisions GROUP BY edition')
    .raw()
    .all() as [number, number][];
  return new Map(rows);
}

/** How many figures of a metric an edition changed, and how many of them had been final. */
export interface RevisedMetric {
  edition: number;
  metric: string;
  /** place in `GRAINS` of the finest that it changed */
  grain: number;
  figures: number;
  settled: number;
}

export function revisedMetrics(db: ReadHandle): RevisedMetric[] {
  return db.sql
    .prepare<[], RevisedMetric>(
      `SELECT edition, metric, min(grain) AS grain, count(*) AS figures,
              sum(status_before IN ('final', 'revised')) AS settled
         FROM revisions GROUP BY edition, metric ORDER BY edition, metric`,
    )
    .all();
}

/** How far a metric's figures moved, from the first that was published to the last. */
export interface RevisionSize {
  metric: string;
  /** figures that were changed after they were published */
  revised: number;
  /** mean of the absolute differences, first to last, in the metric's unit; null where none has both values */
  meanAbsolute: number | null;
}

/** By metric, of days of all contacts, up to an edition (included). */
export function revisionSizes(db: ReadHandle, edition: number): RevisionSize[] {
  return db.sql
    .prepare<[number, number], RevisionSize>(
      `SELECT metric, count(*) AS revised, avg(abs(after - before)) AS meanAbsolute FROM (
         SELECT r.metric, r.day,
                first_value(r.before) OVER points AS before, last_value(r.after) OVER points AS after,
                row_number() OVER points AS place
           FROM revisions r JOIN cells c ON c.id = r.cell
          WHERE c.shape = 'all' AND r.grain = ? AND r.edition <= ?
         WINDOW points AS (PARTITION BY r.metric, r.day ORDER BY r.edition
                           ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING))
        WHERE place = 1 GROUP BY metric ORDER BY metric`,
    )
    .all(GRAINS.indexOf('day'), edition);
}

const known = new Latest<Map<string, Set<CivilDay>>>();
const NONE: ReadonlySet<CivilDay> = new Set();

/** The days, weeks or months of a cell whose figure was changed after it had been final, by editions up to one (null: any). */
export function revisedAfterFinal(
  db: ReadHandle,
  metric: string,
  grain: Grain,
  cell: number | null,
  edition: number | null,
): ReadonlySet<CivilDay> {
  const last = once(lastQueries, db, () =>
    db.sql.prepare('SELECT max(edition) FROM revisions').pluck(),
  ).get() as number | null;
  if (last === null) return NONE;
  const found = known.of(db, [last, edition], () => {
    const days = new Map<string, Set<CivilDay>>();
    const rows = db.sql
      .prepare<[number], [string, number, number, CivilDay]>(
        `SELECT metric, grain, cell, day FROM revisions WHERE status_before IN ('final', 'revised') AND edition <= ?`,
      )
      .raw()
      .all(edition ?? Number.MAX_SAFE_INTEGER) as [string, number, number, CivilDay][];
    for (const [metric, grain, cell, day] of rows)
      once(days, keyOf(metric, grain, cell), () => new Set<CivilDay>()).add(day);
    return days;
  });
  return cell === null || found.size === 0
    ? NONE
    : (found.get(keyOf(metric, GRAINS.indexOf(grain), cell)) ?? NONE);
}

const lastQueries = new WeakMap<ReadHandle, ReturnType<ReadHandle['sql']['prepare']>>();

function keyOf(metric: string, grain: number, cell: number): string {
  return `${metric} ${grain} ${cell}`;
}
