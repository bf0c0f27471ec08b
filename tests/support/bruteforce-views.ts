/**
 * Every bucket of every published cell that holds a fact, under the same names as the plain account gives them.
 * Owns reading the whole of a database; the name of a slot comes from the instant at which it starts, by Intl.
 */
import { GRAINS, isSlotGrain, slotStarts } from '../../db/domain/bucket.ts';
import type { FactView } from '../../db/domain/evaluation.ts';
import { FACT_IDS, FACTS, type FactOf } from '../../db/domain/fact.ts';
import type { FactBlock } from '../../db/domain/fact-block.ts';
import { dimensionsOf, LATTICE } from '../../db/domain/lattice.ts';
import { makeZone } from '../../db/domain/zone.ts';
import type { ReadHandle } from '../../db/open.ts';
import { readCell } from '../../db/queries/cell-facts.ts';
import { cellsOf } from '../../db/rollup/cell-book.ts';
import { WallClock } from './bruteforce-buckets.ts';

const ALL_FACTS = new Set(FACT_IDS);
const LAST_DAY = 2 ** 20;

/** The facts of one slot. */
export function viewOfSlot(block: FactBlock, slot: number): FactView {
  return {
    sum: (fact) => block.sum(fact, slot),
    waits: (fact) => block.waits(fact, slot),
    members: (fact) => block.members(fact, slot),
  };
}

/** `grain shape ["member"] bucket` → its facts, those of repeat contacts included. */
export function readViews(db: ReadHandle, timeZone: string): Map<string, FactView> {
  const zone = makeZone(timeZone);
  const clock = new WallClock(timeZone);
  const views = new Map<string, FactView>();
  for (const grain of GRAINS) {
    for (const shape of LATTICE[grain]) {
      for (const { id, member } of cellsOf(db, shape)) {
        const values = dimensionsOf(shape).map((dimension) => member[dimension]);
        const name = `${grain} ${shape} ${JSON.stringify(values)}`;
        for (const [day, block] of readCell(db, grain, id, 0, LAST_DAY, ALL_FACTS)) {
          const starts = isSlotGrain(grain) ? slotStarts(zone, day, grain) : [zone.startOfDay(day)];
          starts.forEach((start, slot) => {
            const view = viewOfSlot(block, slot);
            if (holdsAnything(view)) views.set(`${name} ${clock.bucketOf(grain, start)}`, view);
          });
        }
      }
    }
  }
  return views;
}

function holdsAnything(view: FactView): boolean {
  return FACT_IDS.some((fact) => {
    const { kind } = FACTS[fact];
    if (kind === 'waits') return view.waits(fact as FactOf<'waits'>).counts.length > 0;
    if (kind === 'set') return view.members(fact as FactOf<'set'>).length > 0;
    return view.sum(fact as FactOf<'sum' | 'max'>) !== 0;
  });
}
