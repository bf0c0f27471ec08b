import { describe, expect, test } from 'vitest';
import { judgeAction } from '../../../db/domain/impact.ts';
import { counterfactualOf, effectOf, fitModel, type Model } from '../../../db/domain/impact-model.ts';
import { type ImpactQuestion, spanOf } from '../../../db/domain/impact-question.ts';
import {
  plainCounts,
  questionOf,
  SERIES,
  syntheticQuestion,
  WEEKS_BEFORE,
} from '../../support/impact-weeks.ts';

const Z95 = 1.959963984540054;

function modelOf(question: ImpactQuestion, isControlled = false): Model {
  const model = fitModel(question, spanOf(question, question.weeks.length), isControlled);
  if (model === null) throw new Error('no model');
  return model;
}

describe('the made-up contact centre (vectors.json, its_synthetic)', () => {
  const model = modelOf(syntheticQuestion());

  test('step and trend: coefficients, raw dispersion, ratio and its interval', () => {
    const [level, trend, step] = model.fit.beta;
    expect(level).toBeCloseTo(3.00669202, 7);
    expect(trend).toBeCloseTo(-0.00130565, 7);
    expect(step).toBeCloseTo(-0.26858845, 7);
    expect(model.fit.rawDispersion).toBeCloseTo(0.473026, 5);
    expect(model.fit.dispersion).toBe(1);
    const { logEstimate, standardErrors } = effectOf(model);
    const ratios = [0, -1, 1].map((side) => Math.exp(logEstimate + side * Z95 * standardErrors.quasi));
    [0.764458, 0.724145, 0.807014].forEach((ratio, i) => {
      expect(ratios[i]).toBeCloseTo(ratio, 5);
    });
  });

  test('what would have come, what came, and contacts avoided with their interval', () => {
    const { without, observed, standardErrors } = effectOf(model);
    expect(without(0)).toBeCloseTo(6884.6181, 3);
    expect(observed).toBe(5263);
    const half = Z95 * standardErrors.quasi;
    [1621.62, 1258.57, 2004.88].forEach((avoided, i) => {
      expect(without([0, half, -half][i]!) - observed).toBeCloseTo(avoided, 1);
    });
  });

  test('with a change of slope the step is that of the first week', () => {
    const sloped = modelOf(syntheticQuestion(false, { impactModel: 'slope' }));
    const [step, slope] = sloped.fit.beta.slice(-2);
    const half = Z95 * Math.sqrt(sloped.covariances.quasi.at(-2)!.at(-2)!);
    [0.803809, 0.755446, 0.855268].forEach((ratio, i) => {
      expect(Math.exp(step! + [0, -half, half][i]!)).toBeCloseTo(ratio, 5);
    });
    expect(slope).toBeCloseTo(-0.01214, 5);
    // The effect of the look is the mean over its weeks: what came over what would have come.
    const { logEstimate, without } = effectOf(sloped);
    expect(Math.exp(logEstimate)).toBeCloseTo(5263 / without(0), 10);
    expect(Math.exp(logEstimate)).toBeLessThan(Math.exp(step!));
  });

  test('naively, without trend, it is another figure: .7456 (.7218–.7701)', () => {
    const { estimate, low, high } = judgeAction(syntheticQuestion()).naive!.ratio;
    expect([estimate, low, high].map((value) => value.toFixed(4))).toEqual(['0.7456', '0.7218', '0.7701']);
  });

  test('held against the control it is near the controlled series of the reference, .7685', () => {
    const { logEstimate } = effectOf(modelOf(syntheticQuestion(true), true));
    expect(Math.exp(logEstimate)).toBeCloseTo(0.7702, 4);
  });

  test('the course without the action passes through the weeks before and lies above those after', () => {
    const course = counterfactualOf(model, SERIES.length, 0.95);
    const sum = (weeks: readonly number[]) => weeks.reduce((total, value) => total + value, 0);
    const values = course.map((week) => week!.value);
    expect(sum(values.slice(0, WEEKS_BEFORE))).toBeCloseTo(sum(SERIES.slice(0, WEEKS_BEFORE)), 6);
    expect(sum(values.slice(WEEKS_BEFORE))).toBeCloseTo(6884.6181, 3);
    for (const week of course) {
      expect(week!.low).toBeLessThan(week!.value);
      expect(week!.high).toBeGreaterThan(week!.value);
    }
  });
});

describe('seasons', () => {
  const question = (weeks: number) => questionOf(plainCounts(weeks + 26, weeks, 200, 0), weeks);

  test('of the year are fitted where a year lies before, and only there', () => {
    expect(modelOf(question(52)).terms).toEqual(['level', 'trend', 'year', 'step']);
    expect(modelOf(question(51)).terms).toEqual(['level', 'trend', 'step']);
  });

  test('that every year has are no effect', () => {
    // A trough in the half-year after the start, as in each half-year before.
    const counts = Array.from({ length: 130 }, (_, i) =>
      Math.round(400 + 100 * Math.cos((2 * Math.PI * i) / 52.18)),
    );
    const { logEstimate } = effectOf(modelOf(questionOf(counts, 104)));
    expect(Math.abs(logEstimate)).toBeLessThan(0.01);
    const { estimate } = judgeAction(questionOf(counts.slice(90), 14)).naive!.ratio;
    expect(Math.abs(Math.log(estimate))).toBeGreaterThan(0.05);
  });
});

describe('shares', () => {
  const share = (k: number, n: number) => ({ value: k, base: n });

  test('are compared on the logit: 30 of 100 before and 20 of 100 after are ten points less', () => {
    const question = questionOf(new Array(78).fill(0), 52, { kind: 'share' }, (i) =>
      share(i >= 52 ? 20 : 30, 100),
    );
    const { points, effect, avoided } = judgeAction(question).looks[2]!;
    expect(points?.estimate).toBeCloseTo(-0.1, 6);
    expect(effect?.estimate).toBeCloseTo(-1 / 3, 6);
    expect(avoided).toBeNull();
  });

  test('of a control that falls alike are no effect', () => {
    const question = questionOf(new Array(78).fill(0), 52, { kind: 'share' }, (i) => ({
      ...share(i >= 52 ? 20 : 30, 100),
      control: i >= 52 ? 20 : 30,
      controlBase: 100,
    }));
    const { effect, method } = judgeAction(question).looks[2]!;
    expect(method?.isControlled).toBe(true);
    expect(Math.abs(effect!.estimate)).toBeLessThan(1e-6);
  });

  test('by day have weekdays, and days of a week count as one week', () => {
    const days = (i: number) =>
      [0, 1, 2, 3, 4].map((weekday) => {
        const ofWeek = [0, 12, -10, 6, -8, 3, -3][i % 7]!;
        return { k: 100 - 20 * Number(weekday === 0) + ofWeek - 30 * Number(i >= 52), n: 200 };
      });
    const question = questionOf(new Array(78).fill(null), 52, { kind: 'clustered_share' }, (i) => ({
      days: days(i),
    }));
    const model = modelOf(question);
    expect(model.terms).toContain('weekday');
    const { standardErrors } = effectOf(model);
    expect(standardErrors.autoregressive).toBeGreaterThan(1.5 * standardErrors.quasi);
    const { points } = judgeAction(question).looks[2]!;
    expect(points?.estimate).toBeCloseTo(-0.15, 1);
  });
});
