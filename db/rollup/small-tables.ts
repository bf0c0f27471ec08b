/**
 * Which tables are too small to be told: coarsening comes before hiding. Owns the rule; refuses to look at single figures beyond
 * counting how many contacts lie in cells that may be told.
 */
import { blockKey, cellOfBlock } from '../block-key.ts';
import { type Grain, periodStart } from '../domain/bucket.ts';
import { type DisclosurePolicy, thresholdOf } from '../domain/disclosure.ts';
import type { FactId } from '../domain/fact.ts';
import { LATTICE, type Shape } from '../domain/lattice.ts';
import { once } from '../domain/once.ts';
import { WantedFacts } from '../domain/wanted-facts.ts';
import type { CivilDay } from '../domain/zone.ts';
import type { CellTree } from './cell-tree.ts';
import type { ToldFacts } from './told-facts.ts';

export type Shapes = ReadonlySet<Shape>;

/** A table is told where as large a part of its contacts lies in cells that are not small. */
const LEAST_TOLD = 0.75;
const LOOKED_BACK = 28;
const OFFERED = new WantedFacts(new Set<FactId>(['offered']));

/** Contacts offered in the cells of a table, and in those of its cells that are not small. */
interface Size {
  all: number;
  large: number;
}

export class TableSizes {
  private readonly facts: ToldFacts;
  private readonly tree: CellTree;
  private readonly policy: DisclosurePolicy;
  private readonly sizes = new Map<number, ReadonlyMap<Shape, Size>>();
  private readonly small = new Map<string, Shapes>();

  constructor(facts: ToldFacts, tree: CellTree, policy: DisclosurePolicy) {
    this.facts = facts;
    this.tree = tree;
    this.policy = policy;
  }

  /**
   * The tables of which nothing is told in a bucket: most contacts lie in cells that are too small, or the next coarser bucket
   * within a day is not told. Of a month, by itself; of less, by the four weeks before, so that a table does not come and go by
   * the day, and by its own week where these know nothing of it.
   */
  smallIn(grain: Grain, start: CivilDay): Shapes {
    const own = grain === 'month' ? start : periodStart('week', start);
    return once(this.small, `${grain} ${own}`, () => {
      if (grain === 'month') return smallOf(this.between(grain, start, start));
      const sizes = this.between(grain, own - LOOKED_BACK, own - 1);
      for (const [shape, size] of this.between(grain, own, own + 6))
        if (!sizes.has(shape)) sizes.set(shape, size);
      const coarser = grain === '15min' ? 'hour' : grain === 'hour' ? 'day' : null;
      return new Set([...smallOf(sizes), ...(coarser === null ? [] : this.smallIn(coarser, start))]);
    });
  }

  private between(grain: Grain, from: CivilDay, to: CivilDay): Map<Shape, Size> {
    const sums = new Map<Shape, Size>();
    for (let day = from; day <= to; day++)
      for (const [shape, { all, large }] of this.sizesOf(grain, day)) {
        const sum = once(sums, shape, nothing);
        sum.all += all;
        sum.large += large;
      }
    return sums;
  }

  /** Of one bucket, by the day on which it begins. */
  private sizesOf(grain: Grain, day: CivilDay): ReadonlyMap<Shape, Size> {
    return once(this.sizes, blockKey(grain, day, 0), () => {
      const sizes = new Map<Shape, Size>();
      for (const [key, block] of this.facts.read(grain, day, day + 1, OFFERED)) {
        const shape = this.tree.shapeOf(cellOfBlock(key));
        if (shape === undefined || !LATTICE[grain].includes(shape)) continue;
        const size = once(sizes, shape, nothing);
        for (let slot = 0; slot < block.slots; slot++) {
          const offered = block.sum('offered', slot);
          size.all += offered;
          if (offered >= thresholdOf(this.policy)) size.large += offered;
        }
      }
      return sizes;
    });
  }
}

function smallOf(sizes: ReadonlyMap<Shape, Size>): Shapes {
  return new Set([...sizes].flatMap(([shape, { all, large }]) => (large < LEAST_TOLD * all ? [shape] : [])));
}

function nothing(): Size {
  return { all: 0, large: 0 };
}
