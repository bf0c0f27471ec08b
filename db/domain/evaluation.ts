/**
 * From facts to a metric's value: the only place where a definition of the registry becomes a number.
 * Refuses to guess: what the source does not say is `missing`, a share of nothing is `none`.
 */
import type { FactId, FactOf } from './fact.ts';
import type { WaitHistogram } from './histogram.ts';
import { quantileOf, totalOf, upperEdgeOf } from './histogram.ts';
import { estimateWait, survivalQuantile } from './kaplan-meier.ts';
import { type Metric, type Sum, UNKNOWN_TOLERANCE } from './metric.ts';

/** The facts of one bucket of one cell, however they are kept. */
export interface FactView {
  sum(fact: FactOf<'sum' | 'max'>): number;
  waits(fact: FactOf<'waits'>): WaitHistogram;
  members(fact: FactOf<'set'>): number[];
  /** what was there when the bucket ended, of a metric that is a stock */
  stock?(): number;
  /** the ages in whole days of what was there when the bucket ended: [age, number of cases], ascending */
  ages?(): [number, number][];
  /** whole days between the bucket's end and the last day on which a closing would be known */
  followedDays?(): number;
}

export type Evaluation =
  /** `n`: the contacts, answers or cases behind the value; `part`: of them, those in the numerator of a share */
  | {
      kind: 'value';
      value: number;
      n: number;
      part: number | null;
      agents: number;
      /** the parts of the rest that are published beside it */
      beside?: readonly number[];
    }
  /** nothing happened of which a share or mean could be taken */
  | { kind: 'none' }
  /** the source does not say; `n` where it tells at least of how many it does not */
  | { kind: 'missing'; n?: number };

const NONE: Evaluation = { kind: 'none' };
const MISSING: Evaluation = { kind: 'missing' };

export function total(view: { sum(fact: FactOf<'sum'>): number }, sum: Sum): number {
  let result = 0;
  for (const fact in sum) result += sum[fact as FactOf<'sum'>]! * view.sum(fact as FactOf<'sum'>);
  return result;
}

/** Value and n of a metric in one bucket. Shares are 0 to 1, durations seconds, counts whole. */
export function evaluate(metric: Metric, view: FactView): Evaluation {
  if (metric.unknown !== undefined) {
    const silent = total(view, metric.unknown.of);
    if (silent > 0 && silent > UNKNOWN_TOLERANCE * total(view, metric.unknown.among)) return MISSING;
  }
  if (metric.oneScale && view.members('surveyScales').length > 1) return MISSING;
  const agents = metric.aboutStaff ? view.members('agents').length : 0;
  const { value } = metric;
  switch (value.kind) {
    case 'count': {
      const count = total(view, value.of);
      return { kind: 'value', value: count, n: count, part: null, agents };
    }
    case 'ratio': {
      const per = total(view, value.per);
      if (per <= 0) return NONE;
      const of = total(view, value.of);
      // More answers than invitations, or more work than agents on duty: a source that contradicts itself gives no share.
      if (metric.unit === 'share' && of > per) return MISSING;
      const n = value.n === undefined ? per : total(view, value.n);
      return {
        kind: 'value',
        value: (of / per) * (value.scale ?? 1),
        n,
        part: value.parts ? of : null,
        agents,
        ...(value.beside !== undefined && { beside: value.beside.map((sum) => total(view, sum)) }),
      };
    }
    case 'wait_quantile': {
      const answered = view.waits('waitsAnswered');
      const curve =
        value.method === 'kaplan_meier' ? estimateWait(answered, view.waits('waitsAbandoned')) : null;
      const n = curve === null ? totalOf(answered) : curve.observations;
      if (n === 0) return NONE;
      const quantile = curve === null ? quantileOf(answered, value.p) : survivalQuantile(curve, value.p);
      // So many gave up that the curve never falls so far: "more than" is not a number to publish.
      if (typeof quantile !== 'number' || !Number.isFinite(quantile)) return { kind: 'missing', n };
      return { kind: 'value', value: quantile, n, part: null, agents };
    }
    case 'longest': {
      const n = view.sum('answered') + view.sum('abandoned');
      if (n === 0) return NONE;
      return { kind: 'value', value: view.sum(value.of) * value.scale, n, part: null, agents };
    }
    case 'stock': {
      const stock = view.stock?.();
      return stock === undefined ? MISSING : { kind: 'value', value: stock, n: stock, part: null, agents };
    }
    case 'age_quantile': {
      const ages = view.ages?.();
      if (ages === undefined) return MISSING;
      const n = ages.reduce((sum, [, cases]) => sum + cases, 0);
      if (n === 0) return NONE;
      let seen = 0;
      for (const [age, cases] of ages) {
        seen += cases;
        if (seen >= value.p * n) return { kind: 'value', value: age, n, part: null, agents };
      }
      return MISSING;
    }
    case 'days_quantile': {
      const n = view.sum(value.cases);
      if (n === 0) return NONE;
      const { counts } = view.waits(value.days);
      const followed = view.followedDays?.() ?? Infinity;
      let seen = 0;
      for (let bin = 0; bin < counts.length; bin++) {
        seen += counts[bin]!;
        if (seen < value.p * n - 1e-9) continue;
        // Beyond what everyone was followed for, the last to come would count as if they took longest.
        const days = upperEdgeOf(bin);
        return days <= followed
          ? { kind: 'value', value: days, n, part: null, agents }
          : { kind: 'missing', n };
      }
      return { kind: 'missing', n };
    }
  }
}

/** A view of facts given as plain numbers, for tests and for sums of several cells. */
export function viewOf(facts: Partial<Record<FactId, number>>): FactView {
  const empty = { bins: [], counts: [] };
  return { sum: (fact) => facts[fact] ?? 0, waits: () => empty, members: () => [] };
}
