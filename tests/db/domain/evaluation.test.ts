import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Evaluation, evaluate, type FactView, viewOf } from '../../../db/domain/evaluation.ts';
import type { FactId } from '../../../db/domain/fact.ts';
import { binOf } from '../../../db/domain/histogram.ts';
import { findMetric, METRICS } from '../../../db/domain/metric.ts';

const metricOf = (id: string) => {
  const metric = findMetric(id);
  if (metric === undefined) throw new Error(`no metric ${id}`);
  return metric;
};
const evaluateFacts = (id: string, facts: Partial<Record<FactId, number>>) =>
  evaluate(metricOf(id), viewOf(facts));
const saidOf = (evaluation: Evaluation) => (evaluation.kind === 'value' ? evaluation.value : evaluation.kind);

function histogramOf(seconds: readonly number[]) {
  const counts: number[] = [];
  for (const wait of seconds) {
    const bin = binOf(wait);
    while (counts.length <= bin) counts.push(0);
    counts[bin]! += 1;
  }
  return { counts };
}

function queueOf(answered: readonly number[], abandoned: readonly number[]): FactView {
  const sums: Partial<Record<FactId, number>> = {
    offered: answered.length + abandoned.length,
    answered: answered.length,
    abandoned: abandoned.length,
    waitKnown: answered.length,
    longestWaitMs: 1000 * Math.max(0, ...answered, ...abandoned),
  };
  return {
    sum: (fact) => sums[fact] ?? 0,
    waits: (fact) => histogramOf(fact === 'waitsAnswered' ? answered : abandoned),
    members: () => [],
  };
}

describe('service levels', () => {
  /** ICMI, Queue Tips 2002. */
  const icmi = {
    offered: 1060,
    answered: 1000,
    abandoned: 60,
    targetWithin: 860,
    targetAbandoned: 20,
    shortAbandoned: 10,
    waitKnown: 1000,
  };

  test.each([
    ['service_level', 0.8113207547169812],
    ['service_level_excl', 0.8269230769230769],
    ['service_level_credit', 0.8301886792452831],
    ['service_level_ans', 0.86],
    ['service_level_short', 0.819047619047619],
  ])('%s is %f of the worked example', (id, expected) => {
    expect(saidOf(evaluateFacts(id, icmi))).toBeCloseTo(expected, 12);
  });

  test('keep their order, whatever happened', () => {
    const anyQueue = fc
      .record({
        within: fc.nat(500),
        late: fc.nat(500),
        short: fc.nat(50),
        early: fc.nat(100),
        gone: fc.nat(200),
      })
      .filter(({ within, late }) => within + late > 0);
    fc.assert(
      fc.property(anyQueue, ({ within, late, short, early, gone }) => {
        const answered = within + late;
        const abandoned = short + early + gone;
        const facts = {
          offered: answered + abandoned,
          answered,
          abandoned,
          targetWithin: within,
          targetAbandoned: short + early,
          shortAbandoned: short,
          waitKnown: answered,
        };
        const level = (id: string) => Number(saidOf(evaluateFacts(id, facts)));
        const [worst, brief, excl] = ['service_level', 'service_level_short', 'service_level_excl'].map(
          level,
        );
        const hair = 1e-12;
        expect(worst! <= brief! + hair && brief! <= excl! + hair).toBe(true);
        expect(excl!).toBeLessThanOrEqual(
          Math.min(level('service_level_credit'), level('service_level_ans')) + hair,
        );
      }),
    );
  });
});

describe('nothing', () => {
  test('is no share, no mean and no percentile, and counts as 0', () => {
    for (const metric of METRICS) {
      const found = evaluate(metric, viewOf({}));
      const { kind } = metric.value;
      if (kind === 'count') expect(found, metric.id).toMatchObject({ kind: 'value', value: 0, n: 0 });
      else if (kind === 'stock' || kind === 'age_quantile') expect(found.kind, metric.id).toBe('missing');
      else expect(found.kind, metric.id).toBe('none');
    }
  });

  test('is still open where nothing is', () => {
    expect(evaluate(metricOf('backlog'), { ...viewOf({}), stock: () => 0 })).toMatchObject({
      kind: 'value',
      value: 0,
    });
    expect(evaluate(metricOf('backlog_age_p50'), { ...viewOf({}), ages: () => [] }).kind).toBe('none');
  });
});

describe('what the source does not say', () => {
  test('is missing beyond 2 in 100, and left out of the base up to there', () => {
    const facts = (unknown: number) => ({
      offered: 100,
      answered: 100,
      waitKnown: 100 - unknown,
      within60: 50,
      unknown60: unknown,
      targetUnknown: unknown,
      targetUnknownAnswered: unknown,
    });
    expect(evaluateFacts('answered_within_60s', facts(2))).toMatchObject({ value: 50 / 98, n: 98 });
    expect(evaluateFacts('answered_within_60s', facts(3)).kind).toBe('missing');
    expect(evaluateFacts('average_speed_of_answer', facts(3)).kind).toBe('missing');
  });

  test('of giving up is held against those who gave up, not against all: few are not none', () => {
    const facts = { offered: 1000, answered: 985, abandoned: 0, abandonedUnknown: 15 };
    for (const id of ['abandoned', 'abandonment_rate'])
      expect(evaluateFacts(id, facts).kind, id).toBe('missing');
  });

  test('of answers makes no abandonment rate of 100 %', () => {
    const facts = { offered: 100, abandoned: 10, answeredUnknown: 90, abandonWaitUnknown: 10 };
    for (const id of ['answered', 'abandonment_rate', 'service_level', 'service_level_ans', 'wait_p50']) {
      expect(evaluateFacts(id, facts).kind, id).toBe('missing');
    }
  });

  test('of single waits is missing where only their sum is known, beside single waits as well', () => {
    const view = queueOf([5, 10, 20], []);
    const mixed: FactView = {
      ...view,
      sum: (fact) =>
        view.sum(fact) + (['offered', 'answered', 'waitKnown', 'waitSummed'].includes(fact) ? 500 : 0),
    };
    for (const id of ['wait_p50', 'wait_p90', 'wait_p50_answered_only', 'longest_wait']) {
      expect(evaluate(metricOf(id), view).kind, id).toBe('value');
      expect(evaluate(metricOf(id), mixed).kind, id).toBe('missing');
    }
  });

  test('without contradiction: a part larger than its whole is no share', () => {
    expect(evaluateFacts('response_rate', { surveysReturned: 12, surveysSent: 10 }).kind).toBe('missing');
    expect(evaluateFacts('response_rate', { surveysReturned: 10, surveysSent: 10 })).toMatchObject({
      value: 1,
    });
  });

  test('of one scale: a mean as it was given is missing where two scales meet', () => {
    const view = (scales: number[]): FactView => ({
      ...viewOf({ rawScoreMicro: 12e6, surveyAnswers: 4 }),
      members: () => scales,
    });
    expect(saidOf(evaluate(metricOf('csat_mean_original'), view([7])))).toBe(3);
    expect(evaluate(metricOf('csat_mean_original'), view([7, 8])).kind).toBe('missing');
  });
});

describe('waits', () => {
  test('a patient customer waits longer than those who were answered', () => {
    const view = queueOf([5, 10, 20, 40, 60, 90, 120], [10, 30, 60]);
    expect(saidOf(evaluate(metricOf('wait_p50'), view))).toBe(60);
    expect(Number(saidOf(evaluate(metricOf('wait_p50_answered_only'), view)))).toBe(40);
  });

  test('that cannot be told say of how many, so that a few stay hidden', () => {
    expect(evaluate(metricOf('wait_p90'), queueOf([5], [40, 50]))).toEqual({ kind: 'missing', n: 3 });
    expect(evaluate(metricOf('wait_p90'), queueOf([20_000, 20_000], []))).toEqual({ kind: 'missing', n: 2 });
  });

  test('the longest of them is of either end', () => {
    expect(evaluate(metricOf('longest_wait'), queueOf([5, 10], [77]))).toMatchObject({ value: 77, n: 3 });
  });
});

describe('ages', () => {
  test('are nearest ranks of what is open', () => {
    const view: FactView = {
      ...viewOf({}),
      ages: () => [
        [0, 5],
        [3, 4],
        [40, 1],
      ],
    };
    expect(evaluate(metricOf('backlog_age_p50'), view)).toMatchObject({ value: 0, n: 10 });
    expect(evaluate(metricOf('backlog_age_p90'), view)).toMatchObject({ value: 3, n: 10 });
  });
});
