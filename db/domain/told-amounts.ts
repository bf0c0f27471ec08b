/**
 * What each metric tells of the facts where it is published, as amounts that add up over cells: counts, the bases of shares and
 * their parts, the contacts behind means. Read from the registry's definitions; refuses what does not add up, such as backlogs.
 */

import type { Grain } from './bucket.ts';
import { type FactId, type FactOf, finestLevel, LEVELS } from './fact.ts';
import type { AmountSum, Measure } from './hiding-grid.ts';
import { METRICS, type Metric, type Sum } from './metric.ts';

type SumFact = FactOf<'sum'>;

/** One amount: a sum of facts, and the finest grain at which it is counted. */
export interface Amount {
  /** the same in every version that knows the facts */
  key: string;
  of: Sum;
  finest: Grain;
}

/** A measure of the stranger's sums, and the metric that it is. */
export interface ToldMeasure extends Measure {
  metric: Metric;
  /** the amount is told as its n alone, and what the metric itself says narrows nothing */
  isBase: boolean;
}

interface Told {
  amounts: readonly Amount[];
  measures: readonly ToldMeasure[];
  amountSums: readonly AmountSum[];
}

/** How a contact that was offered ended, by one of these. */
const ENDS: readonly SumFact[] = [
  ...(['answered', 'abandoned', 'callback', 'message', 'open'] as const),
  ...(['abandonedUnknown', 'answeredUnknown'] as const),
];

/** Facts that are part of others: the rest is counted too, and is often nothing. */
const PARTS: readonly (readonly [part: SumFact, whole: SumFact])[] = [
  ['within20', 'within60'],
  ['within60', 'within120'],
  ['within120', 'within300'],
  ['within300', 'answered'],
  // A target of so many seconds: then both count the same.
  ['targetWithin', 'within20'],
  ['targetWithin', 'within60'],
  ['targetWithin', 'within120'],
  ['targetWithin', 'within300'],
  ['targetWithin', 'answered'],
  ['targetAbandoned', 'abandoned'],
  ['shortAbandoned', 'abandoned'],
  ['waitKnown', 'answered'],
  ['handleKnown', 'answered'],
  ['transfersKnown', 'answered'],
  ['transferred', 'transfersKnown'],
  ['resolvedKnown', 'offered'],
  ['resolved', 'resolvedKnown'],
  ['outcomeKnown', 'offered'],
  ['classified', 'offered'],
  ['complaints', 'causable'],
  ['causable', 'classified'],
  ['causeStated', 'causable'],
  ['linked', 'offered'],
  ['repeat7', 'repeat28'],
  ['repeat28', 'linked'],
  ['first7', 'linked'],
  ['first28', 'linked'],
  ['followed7', 'first7'],
  ['followed28', 'first28'],
  ['kept', 'due'],
  ['surveySingle', 'surveyAnswers'],
  ['surveyTop2', 'surveySingle'],
  ['recommendAnswers', 'surveyAnswers'],
];

/** What everyone needs most is hidden last. */
const LAST_HIDDEN: readonly string[] = ['abandonment_rate', 'service_level', 'attempts', 'offered'];
const BASE_RANK = 0;
const METRIC_RANK = 100;
const LAST_RANK = 500;

export const TOLD: Told = toldOf(METRICS);

function toldOf(metrics: readonly Metric[]): Told {
  const amounts: Amount[] = [];
  const byKey = new Map<string, number>();
  const amount = (of: Sum): number => {
    const key = keyOf(of);
    const known = byKey.get(key);
    if (known !== undefined) return known;
    const facts = factsOf(of);
    const finest = LEVELS[Math.max(...facts.map(([fact]) => LEVELS.indexOf(finestLevel(fact as FactId))))]!;
    byKey.set(key, amounts.length);
    amounts.push({ key, of: Object.fromEntries(facts), finest });
    return amounts.length - 1;
  };
  const amountSums: AmountSum[] = [];
  const measures = metrics.flatMap((metric): ToldMeasure[] => {
    const told = amountsTold(metric);
    if (told === null) return [];
    const { n, part, beside, isBase } = told;
    const base = amount(n);
    const rank = isBase ? BASE_RANK : METRIC_RANK + (LAST_HIDDEN.indexOf(metric.id) + 1) * LAST_RANK;
    const common = { metric, isBase, isRounded: metric.isRounded === true, rank };
    if (part === null)
      return [
        { ...common, tells: [base], ...(isBase ? { guards: [], base } : { guards: [base], base: null }) },
      ];
    const rest = amount(less(n, part));
    const counted = amount(part);
    amountSums.push({
      whole: base,
      parts: [
        [counted, 1],
        [rest, 1],
      ],
    });
    const guards = metric.aboutRecords ? [] : [counted, rest, ...beside.map(amount)];
    return [{ ...common, tells: [base, counted], guards, base }];
  });
  const ends = ENDS.map((fact) => [amount({ [fact]: 1 }), 1] as const);
  amountSums.push({ whole: amount({ offered: 1 }), parts: ends });
  for (const [part, whole] of PARTS)
    amountSums.push({
      whole: amount({ [whole]: 1 }),
      parts: [
        [amount({ [part]: 1 }), 1],
        [amount({ [whole]: 1, [part]: -1 }), 1],
      ],
    });
  // What is made of several facts is the sum of them.
  for (let at = 0; at < amounts.length; at++) {
    const facts = Object.entries(amounts[at]!.of);
    if (facts.length === 1 && facts[0]![1] === 1) continue;
    const parts = facts.map(([fact, factor]) => [amount({ [fact]: 1 }), factor as number] as const);
    amountSums.push({ whole: at, parts });
  }
  amountSums.push(...differences(amounts));
  return { amounts, measures, amountSums };
}

function factsOf(of: Sum): [string, number][] {
  return Object.entries(of)
    .filter(([, factor]) => factor !== 0)
    .sort();
}

/** `-classified+offered`: facts in order, with their factors where they are others than one. */
function keyOf(of: Sum): string {
  return factsOf(of)
    .map(
      ([fact, factor]) => `${factor < 0 ? '-' : '+'}${Math.abs(factor) === 1 ? '' : Math.abs(factor)}${fact}`,
    )
    .join('');
}

/** What two amounts of several facts differ by where that is an amount too: it follows though none of the facts is known. */
function differences(amounts: readonly Amount[]): AmountSum[] {
  const places = new Map(amounts.map(({ key }, at) => [key, at]));
  return amounts.flatMap(({ of: more }, whole) =>
    amounts.flatMap(({ of: fewer }, part): AmountSum[] => {
      const shared = Object.entries(more).filter(([fact, factor]) => fewer[fact as SumFact] === factor);
      const rest = places.get(keyOf(less(more, fewer)));
      if (shared.length < 2 || rest === undefined) return [];
      const parts = [part, rest].map((at) => [at, 1] as const);
      return [{ whole, parts }];
    }),
  );
}

interface AmountsTold {
  n: Sum;
  part: Sum | null;
  beside: readonly Sum[];
  isBase: boolean;
}

function amountsTold({ value, unit }: Metric): AmountsTold | null {
  const none = { part: null, beside: [] };
  switch (value.kind) {
    case 'count':
      return { n: value.of, ...none, isBase: false };
    case 'ratio':
      if (value.parts) return { n: value.per, part: value.of, beside: value.beside ?? [], isBase: false };
      // Work and hours on duty are no people, nor are points of satisfaction.
      return unit === 'points'
        ? { n: value.per, ...none, isBase: true }
        : { n: value.n ?? value.per, ...none, isBase: true };
    case 'wait_quantile':
      return {
        n:
          value.method === 'answered_only'
            ? { waitKnown: 1 }
            : { waitKnown: 1, abandoned: 1, abandonWaitUnknown: -1 },
        ...none,
        isBase: true,
      };
    case 'longest':
      return { n: { answered: 1, abandoned: 1 }, ...none, isBase: true };
    case 'days_quantile':
      return { n: { [value.cases]: 1 }, ...none, isBase: true };
    case 'stock':
    case 'age_quantile':
      return null;
  }
}

function less(sum: Sum, taken: Sum): Sum {
  const left: Record<string, number> = { ...sum };
  for (const [fact, factor] of Object.entries(taken)) left[fact] = (left[fact] ?? 0) - factor;
  return left as Sum;
}
