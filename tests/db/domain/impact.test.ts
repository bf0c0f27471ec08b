import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ImpactQuestion, type ImpactWeek, judgeAction } from '../../../db/domain/impact.ts';
import { plainCounts, questionOf, syntheticQuestion } from '../../support/impact-weeks.ts';

const AFTER = 26;
const said = (question: ImpactQuestion) =>
  judgeAction(question).looks.map(({ verdict, reasons }) => [verdict, ...reasons].join(' '));
const steady = (
  before: number,
  effect: number,
  more: Partial<ImpactQuestion> = {},
  week?: (i: number) => Partial<ImpactWeek>,
) => questionOf(plainCounts(before + AFTER, before, 400, effect), before, more, week);

describe('an action with two years before it', () => {
  test.each([
    ['worked', -0.25],
    ['small_but_real', -0.06],
    ['no_measurable_effect', 0],
    ['made_it_worse', 0.12],
  ])('%s: its weeks change by %d', (verdict, effect) => {
    expect(judgeAction(steady(104, effect)).looks[2]!.verdict).toBe(verdict);
  });

  test('has its look on the day that the weeks are there, and not before', () => {
    const question = steady(104, -0.25);
    const looksAfter = (weeks: number) =>
      judgeAction({ ...question, weeks: question.weeks.slice(0, 104 + weeks) }).looks.map(
        ({ isJudged }) => isJudged,
      );
    expect(looksAfter(0)).toEqual([false, false, false]);
    expect(looksAfter(3)).toEqual([false, false, false]);
    expect(looksAfter(4)).toEqual([true, false, false]);
    expect(looksAfter(12)).toEqual([true, false, false]);
    expect(looksAfter(25)).toEqual([true, true, false]);
    expect(looksAfter(26)).toEqual([true, true, true]);
  });

  test('is judged at a look by nothing that came after it', () => {
    const question = steady(104, -0.25);
    const early = judgeAction({ ...question, weeks: question.weeks.slice(0, 117) }).looks[1];
    expect(judgeAction(question).looks[1]).toEqual(early);
  });

  test('says contacts avoided with an interval, and the course without it up to the look', () => {
    const { looks, counterfactual, band } = judgeAction(steady(104, -0.25));
    const { avoided, expected, observed } = looks[2]!;
    expect(avoided!.estimate).toBeCloseTo(expected! - observed!, 8);
    expect(avoided!.estimate / 26).toBeGreaterThan(90);
    expect(avoided!.estimate / 26).toBeLessThan(110);
    expect(avoided!.low).toBeGreaterThan(0);
    expect(counterfactual).toHaveLength(130);
    expect(
      counterfactual.every((week, i) => week !== null && band[i]!.low < week && week < band[i]!.high),
    ).toBe(true);
  });
});

describe('hard cases', () => {
  test('no data before: never judged, and no longer called too early at the last look', () => {
    expect(said(steady(0, -0.3))).toEqual([
      'too_early few_weeks_before',
      'too_early few_weeks_before',
      'inconclusive few_weeks_before',
    ]);
    expect(judgeAction(steady(7, -0.3)).looks.some(({ isJudged }) => isJudged)).toBe(false);
    expect(judgeAction(steady(8, -0.3)).looks.every(({ isJudged }) => isJudged)).toBe(true);
  });

  test('an outage inside the window is left out, and the rest is judged', () => {
    const counts = plainCounts(130, 104, 400, -0.25);
    counts[110] = 31;
    const broken = (leftOut: ImpactWeek['leftOut']) =>
      judgeAction(questionOf(counts, 104, {}, (i) => ({ leftOut: i === 110 ? leftOut : null }))).looks[1]!;
    expect(broken('outage').method?.weeksAfter).toBe(12);
    expect(broken('outage').effect!.estimate).toBeCloseTo(-0.25, 1);
    expect(broken(null).effect!.estimate).toBeLessThan(broken('outage').effect!.estimate - 0.03);
  });

  test('with an outage among the first four weeks there is too little at the first look', () => {
    const question = steady(104, -0.25, {}, (i) => ({ leftOut: i === 105 ? 'outage' : null }));
    expect(said(question)[0]).toBe('too_early few_weeks_after');
    expect(judgeAction(question).looks[1]!.isJudged).toBe(true);
  });

  test('ended early: looks after the end are not judged, those before stand', () => {
    const { looks } = judgeAction(steady(104, -0.25, { endWeek: 114 }));
    expect(looks.map(({ isJudged }) => isJudged)).toEqual([true, false, false]);
    expect(looks[1]).toMatchObject({ verdict: 'inconclusive', reasons: ['ended'], effect: null });
    expect(said(steady(104, -0.25, { endWeek: 106 }))[0]).toBe('inconclusive ended');
  });

  test('one that was to be temporary is judged by its own weeks, those after its end are weeks without it', () => {
    const counts = plainCounts(130, 104, 400, -0.25).map((count, i) =>
      i >= 112 ? Math.round(count / 0.75) : count,
    );
    const looks = judgeAction(questionOf(counts, 104, { endWeek: 112, impactModel: 'temporary' })).looks;
    expect(looks.map(({ method }) => method?.weeksAfter)).toEqual([4, 8, 8]);
    expect(looks[2]!.verdict).toBe('worked');
    expect(looks[2]!.effect!.estimate).toBeCloseTo(-0.25, 1);
  });

  test('a month of zeros before is believed of the weeks, not of the action', () => {
    const counts = plainCounts(130, 104, 400, 0).map((count, i) => (i >= 60 && i < 64 ? 0 : count));
    const { verdict, method } = judgeAction(questionOf(counts, 104)).looks[2]!;
    expect(verdict).toBe('inconclusive');
    expect(method!.dispersion).toBeGreaterThan(5);
  });

  test('nothing at all after the start: an exact interval, and a reason', () => {
    const counts = plainCounts(130, 104, 400, 0).map((count, i) => (i >= 104 ? 0 : count));
    const look = judgeAction(questionOf(counts, 104)).looks[2]!;
    expect(look).toMatchObject({ verdict: 'worked', reasons: ['none_after'], observed: 0 });
    expect(look.effect!.high).toBeLessThan(-0.9);
    expect(look.avoided!.estimate / 26).toBeCloseTo(400, -1);
    const few = plainCounts(26, 22, 1, 0).map((_, i) => Number(i < 2));
    expect(judgeAction(questionOf(few, 22)).looks[0]!.verdict).toBe('too_early');
  });

  test('a share that falls to none, or rises to all, is found, and rounded parts may exceed their whole', () => {
    const share = (after: number, direction: 'down' | 'up') =>
      judgeAction(
        questionOf(new Array(130).fill(0), 104, { kind: 'share', direction }, (i) => ({
          value: i < 104 ? 90 + 10 * (i % 3) : after,
          base: 200,
        })),
      ).looks[2]!;
    expect(share(0, 'down')).toMatchObject({ verdict: 'worked' });
    expect(share(0, 'down').points!.estimate).toBeCloseTo(-0.5, 1);
    expect(share(205, 'up').verdict).toBe('worked');
    const none = questionOf(new Array(130).fill(0), 104, { kind: 'share' }, () => ({ base: 200 }));
    expect(said(none)[2]).toBe('inconclusive not_estimable');
  });

  test('two actions at once on the same are not told apart', () => {
    for (const other of [97, 104, 111]) {
      expect(said(steady(104, -0.25, { otherSteps: [other] }))[2]).toBe('inconclusive other_action');
    }
    // The other came after the first look had passed: it stands.
    expect(said(steady(104, -0.25, { otherSteps: [111] }))[0]).toBe('worked');
  });

  test('another eight weeks before has a step of its own, one eight weeks after ends what is judged', () => {
    const counts = plainCounts(130, 104, 400, -0.25).map((count, i) =>
      i >= 90 ? Math.round(count * 0.6) : count,
    );
    const { effect, method } = judgeAction(questionOf(counts, 104, { otherSteps: [90] })).looks[2]!;
    expect(method!.terms).toContain('other_step');
    expect(effect!.estimate).toBeCloseTo(-0.25, 1);
    const later = plainCounts(130, 104, 400, -0.25).map((count, i) => (i >= 114 ? count * 2 : count));
    const cut = judgeAction(questionOf(later, 104, { otherSteps: [114] })).looks[2]!;
    expect(cut.reasons).toContain('other_action');
    expect(cut.method!.weeksAfter).toBe(10);
    expect(cut.effect!.estimate).toBeCloseTo(-0.25, 1);
  });

  test('weeks hidden because few came are not missing by chance: nothing is judged by the rest', () => {
    const question = steady(104, -0.25, {}, (i) =>
      i > 104 && i % 4 === 0 ? { value: null, isHidden: true } : {},
    );
    expect(said(question)).toEqual(['worked', 'too_early hidden_weeks', 'inconclusive hidden_weeks']);
  });

  test('a control that breaks off is not used, and the reader is told', () => {
    const question = steady(104, -0.25, {}, (i) => ({ control: i < 110 ? 300 : null }));
    const look = judgeAction(question).looks[2]!;
    expect(look).toMatchObject({ verdict: 'worked', reasons: ['control_unusable'] });
    expect(look.method!.isControlled).toBe(false);
  });

  test('a fall that the control has too is none of the action', () => {
    const question = steady(104, -0.25, {}, (i) => ({ control: i >= 104 ? 225 : 300 }));
    expect(judgeAction(question).looks[2]).toMatchObject({ verdict: 'no_measurable_effect', reasons: [] });
  });

  test('less than a year before and no control: the interval is wider, and says so', () => {
    const [alone, controlled] = [false, true].map(
      (isControlled) => judgeAction(syntheticQuestion(isControlled)).looks[1]!,
    );
    expect(alone!.reasons).toContain('season_unknown');
    expect(controlled!.reasons).toEqual(['season_by_control']);
    const width = ({ effect }: typeof alone & object) => Math.log1p(effect!.high) - Math.log1p(effect!.low);
    expect(width(alone!)).toBeGreaterThan(0.2 + 2 * 2.2 * 0.02);
    expect(alone!.method!.seasonAllowance).toBe(0.1);
    expect(controlled!.method!.seasonAllowance).toBe(0);
  });

  test('weeks that triggered the choice and the roll-out are not used', () => {
    const question = steady(104, -0.25, {}, (i) => ({
      leftOut: i >= 96 && i < 100 ? 'selection' : i >= 101 && i < 104 ? 'rollout' : null,
    }));
    expect(judgeAction(question).looks[2]!.method!.weeksBefore).toBe(97);
  });
});

describe('whatever comes in', () => {
  const numbers = (value: unknown): number[] =>
    typeof value === 'number'
      ? [value]
      : value !== null && typeof value === 'object'
        ? Object.values(value).flatMap(numbers)
        : [];

  const week = fc.record({
    value: fc.oneof(fc.constant(null), fc.constant(0), fc.constant(1), fc.integer({ min: 0, max: 400 })),
    exposure: fc.oneof(fc.constant(0), fc.constant(1), fc.double({ min: 0.1, max: 1e6, noNaN: true })),
    control: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 300 })),
    leftOut: fc.constantFrom(null, null, null, null, 'outage' as const),
  });

  test('every figure is a number, and every look has a verdict', () => {
    fc.assert(
      fc.property(
        fc.array(week, { maxLength: 70 }),
        fc.integer({ min: 0, max: 40 }),
        fc.constantFrom<ImpactQuestion['kind']>('count', 'share', 'clustered_share'),
        fc.constantFrom<ImpactQuestion['impactModel']>('step', 'slope', 'temporary'),
        fc.constantFrom(null, 20, 45),
        (weeks, startWeek, kind, impactModel, endWeek) => {
          const judgement = judgeAction(
            questionOf(
              weeks.map(({ value }) => value),
              startWeek,
              { kind, impactModel, endWeek },
              (i) => ({
                ...weeks[i]!,
                base: weeks[i]!.value === null ? null : weeks[i]!.value! + (i % 3),
                controlBase: weeks[i]!.control === null ? null : weeks[i]!.control! + (i % 2),
                days: [
                  weeks[i]!.value === null ? null : { k: weeks[i]!.value!, n: weeks[i]!.value! + (i % 4) },
                  null,
                ],
              }),
            ),
          );
          expect(judgement.looks).toHaveLength(3);
          expect(numbers(judgement).every((value) => Number.isFinite(value))).toBe(true);
          for (const { effect } of judgement.looks) {
            if (effect !== null)
              expect(effect.low <= effect.estimate && effect.estimate <= effect.high).toBe(true);
          }
        },
      ),
      { numRuns: 60, seed: 6 },
    );
  });

  test.each<[string, number[]]>([
    ['nothing ever', new Array(130).fill(0)],
    ['always the same', new Array(130).fill(7)],
    ['one contact in all', new Array(130).fill(0).map((_, i) => Number(i === 50))],
    ['one a week', new Array(130).fill(1)],
  ])('%s: no effect is claimed', (_, counts) => {
    for (const { verdict } of judgeAction(questionOf(counts, 104)).looks) {
      expect(['too_early', 'inconclusive', 'no_measurable_effect']).toContain(verdict);
    }
  });

  test('no weeks, one week, all left out: verdicts all the same', () => {
    expect(said(questionOf([], 0))[2]).toBe('too_early not_yet');
    expect(said(questionOf([12], 1))[0]).toBe('too_early not_yet');
    expect(said(steady(104, -0.25, {}, () => ({ leftOut: 'break' })))[2]).toBe(
      'inconclusive few_weeks_before',
    );
  });

  test('a doubled exposure changes nothing', () => {
    const once = judgeAction(syntheticQuestion()).looks[1]!;
    const question = syntheticQuestion();
    const weeks = question.weeks.map((one) => ({ ...one, exposure: 2 * one.exposure }));
    const twice = judgeAction({ ...question, weeks }).looks[1]!;
    expect(twice.effect!.estimate).toBeCloseTo(once.effect!.estimate, 8);
    expect(twice.effect!.high).toBeCloseTo(once.effect!.high, 8);
    expect(twice.avoided!.low).toBeCloseTo(once.avoided!.low, 4);
  });

  test('counts ten times as great tell no more where they spread ten times as much', () => {
    const wild = Array.from({ length: 130 }, (_, i) => [60, 140, 90, 110, 75, 130, 95][i % 7]!);
    const [once, ten] = [1, 10].map(
      (factor) =>
        judgeAction(
          questionOf(
            wild.map((count) => factor * count),
            104,
          ),
        ).looks[2]!,
    );
    for (const end of ['low', 'estimate', 'high'] as const) {
      expect(ten!.effect![end]).toBeCloseTo(once!.effect![end], 6);
    }
  });

  test('the other direction swaps worked and made it worse', () => {
    for (const effect of [-0.25, 0.25]) {
      const verdicts = (['down', 'up'] as const).map(
        (direction) => judgeAction(steady(104, effect, { direction })).looks[2]!.verdict,
      );
      expect(verdicts).toEqual(effect < 0 ? ['worked', 'made_it_worse'] : ['made_it_worse', 'worked']);
    }
  });
});
