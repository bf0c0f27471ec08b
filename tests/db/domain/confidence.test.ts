import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  clusteredRatio,
  clusteredShare,
  countSpread,
  estimateDifference,
  garwoodInterval,
  meanDifference,
  meanInterval,
  netScore,
  rateRatio,
  rateRatioExactly,
  shareDifference,
  shareSpread,
  sideOfTarget,
  spreadGarwoodInterval,
  type Tally,
  widestNetScore,
  wilsonInterval,
} from '../../../db/domain/confidence.ts';
import { studentQuantile } from '../../../db/domain/distribution.ts';
import { readBankQueue } from '../../support/anonymous-bank.ts';

const anyTally = fc
  .integer({ min: 1, max: 5000 })
  .chain((n) => fc.record({ k: fc.integer({ min: 0, max: n }), n: fc.constant(n) }));

describe('Wilson interval of a share', () => {
  test.each([
    [0, 10, 0, 0.2775327998628892],
    [10, 10, 0.7224672001371107, 1],
    [1, 10, 0.017876213095072896, 0.4041500267952385],
    [8, 10, 0.49016247153664183, 0.9433178485456247],
    [80, 100, 0.7111708344068411, 0.8666330666689676],
    [850, 1000, 0.8265313415731996, 0.8707899274869118],
    [3, 5, 0.2307242812760128, 0.882379225767352],
    [412, 523, 0.7506863370009297, 0.8206430353566901],
  ])('%d of %d lies in %d to %d', (k, n, low, high) => {
    const interval = wilsonInterval({ k, n });
    expect(interval?.low).toBeCloseTo(low, 9);
    expect(interval?.high).toBeCloseTo(high, 9);
  });

  test('contains the share, stays within 0 and 1, and widens with the level', () => {
    fc.assert(
      fc.property(anyTally, ({ k, n }) => {
        const usual = wilsonInterval({ k, n }) ?? { low: Number.NaN, high: Number.NaN };
        const wide = wilsonInterval({ k, n }, 0.99) ?? { low: Number.NaN, high: Number.NaN };
        const bounds = [0, wide.low, usual.low, k / n, usual.high, wide.high, 1];
        expect(bounds).toEqual(bounds.toSorted((a, b) => a - b));
      }),
    );
  });

  test('of nobody is null', () => {
    expect(wilsonInterval({ k: 0, n: 0 })).toBeNull();
  });

  test.each([
    [11, 10, 'part is 11 of 10'],
    [-1, 10, 'part is -1'],
    [Number.NaN, 10, 'part is NaN'],
    [0, Number.NaN, 'whole is NaN'],
    [0, Infinity, 'whole is Infinity'],
  ])('%s of %s is refused', (k, n, message) => {
    expect(() => wilsonInterval({ k, n })).toThrow(message);
    expect(() => wilsonInterval({ k, n })).toThrow(RangeError);
  });

  test.each([0, 1, 95])('a level of %s is refused', (level) => {
    expect(() => wilsonInterval({ k: 1, n: 2 }, level)).toThrow(`confidence level is ${level}`);
  });
});

test('a target is told apart only from an interval that lies on one side of it', () => {
  expect(sideOfTarget({ low: 0.69, high: 0.78 }, 0.8)).toBe('below');
  expect(sideOfTarget({ low: 0.72, high: 0.81 }, 0.8)).toBe('near');
  expect(sideOfTarget({ low: 0.81, high: 0.85 }, 0.8)).toBe('above');
});

describe('Newcombe interval of a difference', () => {
  test.each([
    [56, 70, 48, 80, 0.2, 0.05243147240236498, 0.333872654036906],
    [412, 523, 378, 505, 0.03924805482460292, -0.012338674489303286, 0.09073471126975882],
  ])('%d/%d − %d/%d', (k1, n1, k2, n2, estimate, low, high) => {
    const difference = shareDifference({ k: k1, n: n1 }, { k: k2, n: n2 });
    expect(difference?.estimate).toBeCloseTo(estimate, 9);
    expect(difference?.low).toBeCloseTo(low, 9);
    expect(difference?.high).toBeCloseTo(high, 9);
  });

  test('swapping the two sides turns the sign', () => {
    fc.assert(
      fc.property(anyTally, anyTally, (first, second) => {
        const there = shareDifference(first, second);
        const back = shareDifference(second, first);
        expect(there?.low).toBeCloseTo(-(back?.high ?? Number.NaN), 12);
        expect(there?.high).toBeCloseTo(-(back?.low ?? Number.NaN), 12);
      }),
    );
  });

  test('with nobody on one side is null', () => {
    expect(shareDifference({ k: 3, n: 5 }, { k: 0, n: 0 })).toBeNull();
  });
});

describe('Garwood interval of a count', () => {
  test.each([
    [0, 0, 3.6888794541139354],
    [1, 0.025317807984289876, 5.571643390938898],
    [5, 1.6234863901184207, 11.66833207932267],
    [10, 4.7953886961324335, 18.39035604201778],
    [100, 81.36399125092314, 121.62679379242638],
  ])('%d lies in %d to %d', (count, low, high) => {
    expect(garwoodInterval(count).low).toBeCloseTo(low, 9);
    expect(garwoodInterval(count).high).toBeCloseTo(high, 9);
  });

  test.each([-1, Number.NaN, Infinity])('a count of %s is refused', (count) => {
    expect(() => garwoodInterval(count)).toThrow(`count is ${count}`);
  });
});

describe('ratio of two rates', () => {
  const large = [
    { count: 420, exposure: 52_000 },
    { count: 560, exposure: 50_000 },
  ] as const;
  const small = [
    { count: 3, exposure: 1000 },
    { count: 9, exposure: 1000 },
  ] as const;

  test.each([
    [large, 0.7211538461538461, 0.6354525118503785, 0.8184134299951236],
    [small, 0.33333333333333337, 0.09024248580370794, 1.2312505592188125],
  ])('on the log scale', ([after, before], estimate, low, high) => {
    const ratio = rateRatio(after, before);
    expect(ratio?.estimate).toBeCloseTo(estimate, 12);
    expect(ratio?.low).toBeCloseTo(low, 9);
    expect(ratio?.high).toBeCloseTo(high, 9);
  });

  test.each([
    [large, 0.6339323022141193, 0.8198827726496395],
    [small, 0.058045032418097796, 1.3356761980788914],
  ])('exactly, given the sum of the counts', ([after, before], low, high) => {
    const ratio = rateRatioExactly(after, before);
    expect(ratio?.estimate).toBe(rateRatio(after, before)?.estimate);
    expect(ratio?.low).toBeCloseTo(low, 9);
    expect(ratio?.high).toBeCloseTo(high, 9);
  });

  test('a count of zero leaves the log scale without an answer and the exact one with an open end', () => {
    const none = { count: 0, exposure: 1000 };
    const five = { count: 5, exposure: 1000 };
    expect(rateRatio(none, five)).toBeNull();
    expect(rateRatioExactly(none, five)).toMatchObject({ estimate: 0, low: 0 });
    expect(rateRatioExactly(five, none)).toMatchObject({ estimate: Infinity, high: Infinity });
    // The limits of 0 against 5 and of 5 against 0 are each other's reciprocals.
    expect((rateRatioExactly(none, five)?.high ?? 0) * (rateRatioExactly(five, none)?.low ?? 0)).toBeCloseTo(
      1,
      12,
    );
    expect(rateRatioExactly(none, none)).toBeNull();
  });

  test('nobody at risk is null', () => {
    const nobody = { count: 0, exposure: 0 };
    expect(rateRatio(large[0], nobody)).toBeNull();
    expect(rateRatioExactly(large[0], nobody)).toBeNull();
  });

  test('negative counts and exposures are refused', () => {
    expect(() => rateRatio({ count: -3, exposure: 10 }, large[1])).toThrow('count is -3');
    expect(() => rateRatioExactly(large[0], { count: 3, exposure: -10 })).toThrow('exposure is -10');
  });
});

describe('net score', () => {
  test('300 promoters and 80 detractors of 500 make 44.0 ± 6.60', () => {
    const score = netScore(300, 80, 500);
    expect(score?.estimate).toBeCloseTo(44, 12);
    expect((score?.high ?? 0) - 44).toBeCloseTo(6.59666927477974, 9);
    expect(44 - (score?.low ?? 0)).toBeCloseTo(6.59666927477974, 9);
  });

  test('the limits stay within −100 and 100, and nobody is null', () => {
    expect(netScore(9, 0, 10)?.high).toBe(100);
    expect(netScore(0, 9, 10)?.low).toBe(-100);
    expect(netScore(0, 0, 0)).toBeNull();
  });

  test('the widest is that of a score without a neutral answer, and holds every other', () => {
    const widest = widestNetScore(20, 500)!;
    const polar = netScore(300, 200, 500)!;
    expect(widest.estimate).toBe(20);
    expect(widest.low).toBeCloseTo(polar.low, 9);
    expect(widest.high).toBeCloseTo(polar.high, 9);
    for (const neutral of [10, 100, 390]) {
      const detractors = (400 - neutral) / 2;
      const one = netScore(100 + detractors, detractors, 500)!;
      expect(widest.low, `${neutral}`).toBeLessThan(one.low);
      expect(widest.high).toBeGreaterThan(one.high);
    }
    expect(widestNetScore(20, 0)).toBeNull();
    expect(() => widestNetScore(101, 5)).toThrow('net score is 101');
  });

  test('the difference of two scores is as wide as both together, also where one is cut at the end of its scale', () => {
    const found = estimateDifference(
      { estimate: 44, low: 40, high: 48 },
      { estimate: 98, low: 95, high: 100 },
    );
    expect(found).toEqual({ estimate: -54, low: -59, high: -49 });
  });

  test('more promoters and detractors than answers are refused', () => {
    expect(() => netScore(6, 5, 10)).toThrow('part is 11 of 10');
    expect(() => netScore(-1, 5, 10)).toThrow('part is -1');
  });
});

describe('days as the unit that varies', () => {
  test('two days worked by hand', () => {
    // p = 12/30 = 0.4; residuals 8 − 0.4·10 = 4 and 4 − 0.4·20 = −4; SE = √(2/1 · 32)/30 = 8/30.
    const share = clusteredRatio([
      { k: 8, n: 10 },
      { k: 4, n: 20 },
    ]);
    expect(share?.estimate).toBeCloseTo(0.4, 12);
    expect(share?.standardError).toBeCloseTo(8 / 30, 12);
    expect(share?.degreesOfFreedom).toBe(1);
    expect(share?.high).toBeCloseTo(0.4 + (12.706204736174694 * 8) / 30, 9);
  });

  test('a share keeps its limits within 0 and 1, a mean does not', () => {
    const days = [
      { k: 8, n: 10 },
      { k: 4, n: 20 },
    ];
    expect(clusteredShare(days)).toMatchObject({ low: 0, high: 1 });
    expect(clusteredRatio([{ k: 900, n: 10 }, ...days])?.estimate).toBeCloseTo(912 / 40, 12);
    expect(() => clusteredShare([{ k: 900, n: 10 }, ...days])).toThrow('part is 900 of 10');
  });

  test('days without contacts count neither as data nor as degrees of freedom', () => {
    const days = [
      { k: 8, n: 10 },
      { k: 4, n: 20 },
    ];
    expect(clusteredShare([...days, { k: 0, n: 0 }])).toEqual(clusteredShare(days));
  });

  test('one day, or none, gives no interval', () => {
    expect([clusteredShare([]), clusteredShare([{ k: 3, n: 5 }])]).toEqual([null, null]);
  });

  test('a sum over nobody and a count that is not a number are refused', () => {
    expect(() => clusteredRatio([{ k: 3, n: 0 }])).toThrow('daily sum is 3 over 0 contacts');
    expect(() => clusteredRatio([{ k: 3, n: Number.NaN }])).toThrow('daily count is NaN');
  });

  const calls = readBankQueue();
  test.runIf(calls)(
    'a bank in February 1999: .6726 within 60 s, ± .0215 by day where independence claims .0027',
    () => {
      const days = new Map<string, Tally>();
      for (const { date, waitSeconds, end } of calls ?? []) {
        const { k, n } = days.get(date) ?? { k: 0, n: 0 };
        days.set(date, { k: k + Number(end === 'answered' && waitSeconds <= 60), n: n + 1 });
      }
      const share = clusteredShare([...days.values()]);
      expect(share?.estimate).toBeCloseTo(0.67261, 5);
      expect(share?.standardError).toBeCloseTo(0.021478, 6);
      expect(share?.degreesOfFreedom).toBe(days.size - 1);
      const total = [...days.values()].reduce((sum, { n }) => sum + n, 0);
      expect(Math.sqrt((0.67261 * (1 - 0.67261)) / total)).toBeCloseTo(0.00266, 5);
    },
  );
});

describe('how much more than independent contacts days vary', () => {
  const even = Array.from({ length: 30 }, () => ({ k: 20, n: 100 }));

  test('is never less than not at all', () => {
    expect(shareSpread(even)).toBe(1);
    expect(countSpread(even.map(({ k }) => ({ count: k, group: 0 })))).toBe(1);
  });

  test('of a bank in February 1999 it is a design effect of 65, widened for its 28 days', ({ skip }) => {
    const calls = readBankQueue();
    if (calls === null) return skip('the records are not here');
    const days = Map.groupBy(calls, ({ date }) => date);
    const tallies = [...days.values()].map((of) => ({
      k: of.filter(({ end, waitSeconds }) => end === 'answered' && waitSeconds <= 60).length,
      n: of.length,
    }));
    const widened = (studentQuantile(0.975, tallies.length - 1) / 1.959964) ** 2;
    // Reference 1.5: 0.0215 by day against 0.00266 gives a design effect of 65.
    expect(shareSpread(tallies)! / widened).toBeCloseTo((0.021478 / 0.00266) ** 2, 0);
  });

  test('of days alike in all or nothing there is nothing to widen', () => {
    expect(shareSpread(even.map(({ n }) => ({ k: 0, n })))).toBe(1);
    expect(shareSpread(even.map(({ n }) => ({ k: n, n })))).toBe(1);
  });

  test('a quiet Sunday each week is no variation of counts, a quiet day among equals is', () => {
    const weeks = Array.from({ length: 28 }, (_, i) => ({ count: i % 7 === 6 ? 5 : 50, group: i % 7 }));
    expect(countSpread(weeks)).toBe(1);
    expect(countSpread(weeks.map(({ count }) => ({ count, group: 0 })))).toBeGreaterThan(4);
  });

  test('one day tells nothing', () => {
    expect([shareSpread([{ k: 1, n: 2 }]), shareSpread([]), countSpread([{ count: 3, group: 0 }])]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test("lengthens the arms of Garwood's interval by its root, and never below nothing", () => {
    // vectors.json, garwood95: 10 gives 4.7954 to 18.3904.
    const plain = spreadGarwoodInterval(10, 1);
    expect([plain.low, plain.high]).toEqual([
      expect.closeTo(4.7953886961324335, 9),
      expect.closeTo(18.39035604201778, 9),
    ]);
    const wide = spreadGarwoodInterval(10, 4);
    expect(wide.low).toBe(0);
    expect(wide.high).toBeCloseTo(10 + 2 * 8.39035604201778, 9);
  });
});

describe('means of answers', () => {
  test('have the interval of Student: 4.1 ± t·1.1/√30 with t = 2.04523 at 29 degrees of freedom', () => {
    const { low, high } = meanInterval({ n: 30, mean: 4.1, sd: 1.1 })!;
    expect(high - 4.1).toBeCloseTo((2.045229642 * 1.1) / Math.sqrt(30), 8);
    expect(4.1 - low).toBeCloseTo(high - 4.1, 10);
  });

  test('of one answer, or of none, have none', () => {
    expect(meanInterval({ n: 1, mean: 5, sd: 0 })).toBeNull();
    expect(meanInterval({ n: 0, mean: 0, sd: 0 })).toBeNull();
    expect(meanDifference({ n: 1, mean: 5, sd: 0 }, { n: 50, mean: 4, sd: 1 })).toBeNull();
  });

  test('differ by as much as both could be off', () => {
    const { estimate, low, high } = meanDifference(
      { n: 400, mean: 4.2, sd: 1 },
      { n: 100, mean: 4, sd: 1.2 },
    )!;
    expect(estimate).toBeCloseTo(0.2, 10);
    const half = 1.984216952 * Math.hypot(1 / 20, 0.12);
    expect(low).toBeCloseTo(0.2 - half, 6);
    expect(high).toBeCloseTo(0.2 + half, 6);
  });

  test('of half a million answers is still reckoned', () => {
    expect(meanInterval({ n: 500_000, mean: 4, sd: 1 })!.high).toBeCloseTo(
      4 + 1.959967 / Math.sqrt(500_000),
      7,
    );
  });
});
