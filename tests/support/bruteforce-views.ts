/**
 * Every bucket of every published cell that holds a fact, under the same names as the plain account gives them.
 * Owns reading the whole of a database; the name of a slot comes from the instant at which it starts, by Intl.
 */
import { type Grain, isSlotGrain, slotStarts } from '../../db/domain/bucket.ts';
import type { FactView } from '../../db/domain/evaluation.ts';
import { FACT_IDS, FACTS, type FactOf } from '../../db/domain/fact.ts';
import { FactBlock } from '../../db/domain/fact-block.ts';
import { dimensionsOf, LATTICE } from '../../db/domain/lattice.ts';
import { type CivilDay, makeZone } from '../../db/domain/zone.ts';
import type { ReadHandle } from '../../db/open.ts';
import { WallClock } from './bruteforce-buckets.ts';
import { readBlocks } from './records-blocks.ts';

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
  const blocks = new Map<string, { grain: Grain; day: CivilDay; block: FactBlock }>();
  for (const { grain, shape, member, day, bytes } of readBlocks(db)) {
    if (!LATTICE[grain].includes(shape)) continue;
    const values = dimensionsOf(shape).map((dimension) => member[dimension]);
    const name = `${grain} ${shape} ${JSON.stringify(values)} ${day}`;
    const known = blocks.get(name);
    const block = FactBlock.decode(bytes);
    if (known === undefined) blocks.set(name, { grain, day, block });
    else known.block.merge(block);
  }
  for (const [name, { grain, day, block }] of blocks) {
    const cell = name.slice(0, name.lastIndexOf(' '));
    const starts = isSlotGrain(grain) ? slotStarts(zone, day, grain) : [zone.startOfDay(day)];
    starts.forEach((start, slot) => {
      const view = viewOfSlot(block, slot);
      if (holdsAnything(view)) views.set(`${cell} ${clock.bucketOf(grain, start)}`, view);
    });
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
