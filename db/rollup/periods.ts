/** Weeks and months as sums of their days. Refuses to look at a record: what days hold is all there is to add. */
import { GRAINS, periodEnd } from '../domain/bucket.ts';
import { FactBlock } from '../domain/fact-block.ts';
import type { CivilDay } from '../domain/zone.ts';
import type { WriteHandle } from '../open.ts';
import { type BlockTable, BlockWriter } from './block-writer.ts';
import { type Counted, DAY_GRAIN, dirtyDays, PERIODS, unmark } from './dirty.ts';

/** Sums the days of every dirty week and month, cell by cell. `more` may add what no day holds. */
export function sumPeriods(
  db: WriteHandle,
  what: Counted,
  more?: (grain: 'week' | 'month', start: CivilDay, blocks: Map<number, FactBlock>) => void,
): void {
  const table: BlockTable = what === 'facts' ? 'fact_blocks' : 'link_blocks';
  const writer = new BlockWriter(db, table);
  const cells = db.sql.prepare('SELECT id FROM cells').pluck().all() as number[];
  const days = db.sql
    .prepare(`SELECT block FROM ${table} WHERE grain = ${DAY_GRAIN} AND cell = ? AND day >= ? AND day < ?`)
    .pluck();
  for (const grain of PERIODS) {
    for (const start of dirtyDays(db, what, GRAINS.indexOf(grain))) {
      db.sql
        .transaction(() => {
          const blocks = new Map<number, FactBlock>();
          for (const cell of cells) {
            let sum: FactBlock | undefined;
            for (const bytes of days.iterate(cell, start, periodEnd(grain, start))) {
              sum ??= new FactBlock(1);
              sum.merge(FactBlock.decode(bytes as Buffer));
            }
            if (sum !== undefined) blocks.set(cell, sum);
          }
          more?.(grain, start, blocks);
          writer.replace(
            [grain],
            start,
            [...blocks].map(([cell, block]) => ({ grain, cell, block })),
          );
          unmark(db, what, GRAINS.indexOf(grain), start);
        })
        .immediate();
    }
  }
}
