/**
 * What a cell counts in each bucket there is, of the few facts that answers ask of all the records: whether there are any,
 * and what came and went before a first day. Read once for each version of the data, for these readings are the longest;
 * refuses every other fact.
 */
import type { FactOf } from '../domain/fact.ts';
import { Latest } from '../domain/latest.ts';
import { METRICS } from '../domain/metric.ts';
import { once } from '../domain/once.ts';
import type { CivilDay } from '../domain/zone.ts';
import { readMeta } from '../meta.ts';
import type { ReadHandle } from '../open.ts';
import { readCell } from './cell-facts.ts';

/** Of `METRICS` those that are a stock, what came and what went: how much there was on a day follows from all days before. */
const STOCK_FACTS = METRICS.flatMap(({ value }) =>
  value.kind === 'stock' ? (Object.keys({ ...value.came, ...value.went }) as FactOf<'sum'>[]) : [],
);
const FACTS_KEPT: ReadonlySet<FactOf<'sum'>> = new Set([
  ...(['offered', 'contained', 'blocked', 'surveysReturned', 'surveysSent'] as const),
  ...(['classified', 'casesOpened', 'due'] as const),
  ...STOCK_FACTS,
]);
const FIRST_DAY = 0;
const LAST_DAY = 2 ** 31;

/** Buckets in order of time. */
export class CellHistory {
  /** their first days */
  readonly starts: readonly CivilDay[];
  private readonly counts: ReadonlyMap<FactOf<'sum'>, Float64Array>;

  constructor(blocks: ReturnType<typeof readCell>) {
    this.starts = [...blocks.keys()];
    const all = [...blocks.values()];
    this.counts = new Map(
      [...FACTS_KEPT].map((fact) => {
        const column = new Float64Array(all.length);
        for (let at = 0; at < all.length; at++) column[at] = all[at]!.sum(fact, 0);
        return [fact, column];
      }),
    );
  }

  /** How much of a fact the bucket at a place of `starts` holds. Throws for a fact that is not kept. */
  count(fact: FactOf<'sum'>, at: number): number {
    const column = this.counts.get(fact);
    if (column === undefined) throw new Error(`${fact} is not among the facts of which a history is kept`);
    return column[at]!;
  }
}

const known = new Latest<Map<string, CellHistory>>();

/** `cell` null: one in which nothing was ever counted. */
export function historyOf(db: ReadHandle, grain: 'day' | 'week' | 'month', cell: number | null): CellHistory {
  const histories = known.of(db, [readMeta(db, 'data_version')], () => new Map());
  return once(
    histories,
    `${grain} ${cell}`,
    () => new CellHistory(readCell(db, grain, cell, FIRST_DAY, LAST_DAY, FACTS_KEPT)),
  );
}
