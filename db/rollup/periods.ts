/** Weeks and months as sums of their days. Refuses to look at a record: what days hold is all there is to add. */
import { blockKey, cellOfBlock } from '../block-key.ts';
import { GRAINS, periodEnd } from '../domain/bucket.ts';
import { FactBlock } from '../domain/fact-block.ts';
import type { CivilDay } from '../domain/zone.ts';
import { advanceVersion } from '../meta.ts';
import type { WriteHandle } from '../open.ts';
import { type BlockTable, BlockWriter } from './block-writer.ts';
import { type Counted, PERIODS, type PeriodGrain, readMarks, unmark } from './dirty.ts';

type Rows = IterableIterator<[key: number, block: Buffer]>;

/** What a period may hold besides its days. */
type More = (grain: PeriodGrain, start: CivilDay, blocks: Map<number, FactBlock>) => void;

/**
 * Sums the days of every dirty week and month that has ended by a day, cell by cell; of a running one, the days before
 * `overBy`: a week that grew during a day would give its hours to whoever takes the differences.
 */
export function sumPeriods(
  db: WriteHandle,
  what: Counted,
  nowSeconds: number,
  {
    endingBy = Infinity,
    overBy = Infinity,
    more,
  }: { endingBy?: CivilDay; overBy?: CivilDay; more?: More } = {},
): void {
  const table: BlockTable = what === 'facts' ? 'fact_blocks' : 'link_blocks';
  const writer = new BlockWriter(db, table);
  const days = db.sql.prepare(`SELECT key, block FROM ${table} WHERE key >= ? AND key < ?`).raw();
  for (const grain of PERIODS) {
    for (const { day: start, marks } of readMarks(db, what, GRAINS.indexOf(grain))) {
      const end = periodEnd(grain, start);
      if (end > endingBy) continue;
      db.sql
        .transaction(() => {
          const blocks = new Map<number, FactBlock>();
          for (const [key, bytes] of days.iterate(
            blockKey('day', start, 0),
            blockKey('day', Math.max(start, Math.min(end, overBy)), 0),
          ) as Rows) {
            const cell = cellOfBlock(key);
            let sum = blocks.get(cell);
            if (sum === undefined) {
              sum = new FactBlock(1);
              blocks.set(cell, sum);
            }
            sum.addStored(bytes);
          }
          more?.(grain, start, blocks);
          writer.replace(
            [grain],
            start,
            [...blocks].map(([cell, block]) => ({ grain, cell, block })),
          );
          unmark(db, what, GRAINS.indexOf(grain), start, marks);
          advanceVersion(db, nowSeconds);
        })
        .immediate();
    }
  }
}
