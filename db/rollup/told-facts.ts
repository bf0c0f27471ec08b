/**
 * The facts behind what is told, bucket by bucket, and what they come to. Owns which facts are needed; refuses to decide what of
 * them may be told.
 */
import { blockKey } from '../block-key.ts';
import type { Grain } from '../domain/bucket.ts';
import { type Evaluation, evaluate, type FactView, total } from '../domain/evaluation.ts';
import type { FactId, FactOf } from '../domain/fact.ts';
import { FactBlock } from '../domain/fact-block.ts';
import { TOLD, type ToldMeasure } from '../domain/told-amounts.ts';
import { WantedFacts } from '../domain/wanted-facts.ts';
import type { CivilDay } from '../domain/zone.ts';
import type { ReadHandle } from '../open.ts';
import { prepared } from '../prepared.ts';

const FACTS_READ = new WantedFacts(
  new Set<FactId>([
    ...TOLD.amounts.flatMap(({ of }) => Object.keys(of) as FactId[]),
    ...TOLD.measures.flatMap(
      ({ metric: { unknown } }) =>
        [...Object.keys(unknown?.of ?? {}), ...Object.keys(unknown?.among ?? {})] as FactId[],
    ),
    'agents',
    'surveyScales',
    'longestWaitMs',
    ...(['handleMs', 'holdMs', 'waitMs', 'scoreMicro', 'rawScoreMicro', 'menuMs', 'agentMs'] as FactId[]),
  ]),
);

export class ToldFacts {
  private readonly db: ReadHandle;

  constructor(db: ReadHandle) {
    this.db = db;
  }

  /** Blocks that begin from `from` to before `to`, by key; of what is told only, or of `facts`. */
  read(grain: Grain, from: CivilDay, to: CivilDay, facts = FACTS_READ): Map<number, FactBlock> {
    const blocks = new Map<number, FactBlock>();
    for (const table of ['fact_blocks', 'link_blocks']) {
      const rows = prepared(this.db, `SELECT key, block FROM ${table} WHERE key >= ? AND key < ?`)
        .raw()
        .all(blockKey(grain, from, 0), blockKey(grain, to, 0)) as [number, Buffer][];
      for (const [key, bytes] of rows) {
        const block = FactBlock.decode(bytes, facts);
        const known = blocks.get(key);
        if (known === undefined) blocks.set(key, block);
        else known.merge(block);
      }
    }
    return blocks;
  }
}

/** Of percentiles only the contacts behind them matter here. */
export function evaluationOf({ metric, tells }: ToldMeasure, view: FactView): Evaluation {
  const { kind } = metric.value;
  if (kind === 'count' || kind === 'ratio' || kind === 'longest') return evaluate(metric, view);
  const n = total(view, TOLD.amounts[tells[0]!]!.of);
  return n <= 0 ? { kind: 'none' } : { kind: 'value', value: 0, n, part: null, agents: 0 };
}

export function viewOf(block: FactBlock, slot: number): FactView {
  return {
    sum: (fact) => block.sum(fact, slot),
    waits: () => ({ bins: [], counts: [] }),
    members: (fact: FactOf<'set'>) => block.members(fact, slot),
  };
}

/** All amounts of a cell; null where there is nothing at all. */
export function amountsOf(view: FactView): Float64Array | null {
  const counts = FACTS_COUNTED.map((fact) => view.sum(fact));
  if (counts.every((count) => count === 0)) return null;
  const amounts = new Float64Array(TERMS.length);
  TERMS.forEach((terms, amount) => {
    for (const [at, factor] of terms) amounts[amount]! += factor * counts[at]!;
  });
  return amounts.some((amount) => amount !== 0) ? amounts : null;
}

const FACTS_COUNTED = [...new Set(TOLD.amounts.flatMap(({ of }) => Object.keys(of) as FactOf<'sum'>[]))];
/** By amount: which counts it is the sum of, by number, and how many times each. */
const TERMS = TOLD.amounts.map(({ of }) =>
  Object.entries(of).map(([fact, factor]) => [FACTS_COUNTED.indexOf(fact as FactOf<'sum'>), factor] as const),
);
