import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addWait, emptyHistogram, quantileOf } from '../../../db/domain/histogram.ts';
import {
  estimatePatience,
  estimatePatienceExactly,
  estimateWait,
  estimateWaitExactly,
  probabilityWithin,
  restrictedMean,
  survivalQuantile,
  type TimedEnd,
} from '../../../db/domain/kaplan-meier.ts';
import { readBankQueue } from '../../support/anonymous-bank.ts';

const answered = (waitSeconds: number): TimedEnd => ({ waitSeconds, end: 'answered' });
const abandoned = (waitSeconds: number): TimedEnd => ({ waitSeconds, end: 'abandoned' });

function histogramsOf(contacts: readonly TimedEnd[]) {
  const histograms = { answered: emptyHistogram(), abandoned: emptyHistogram() };
  for (const { waitSeconds, end } of contacts) addWait(histograms[end], waitSeconds);
  return [histograms.answered, histograms.abandoned] as const;
}

const TOY = [
  answered(5),
  answered(10),
  abandoned(10),
  answered(20),
  abandoned(30),
  answered(40),
  answered(60),
  abandoned(60),
  answered(90),
  answered(120),
];

describe('ten contacts worked by hand', () => {
  test('survival falls at each answer, abandonments only thin the queue', () => {
    const curve = estimateWaitExactly(TOY);
    expect(curve.steps.map(({ seconds }) => seconds)).toEqual([5, 10, 20, 40, 60, 90, 120]);
    const expected = [0.9, 0.8, 0.685714, 0.548571, 0.411429, 0.205714, 0];
    curve.steps.forEach(({ survival }, at) => {
      expect(survival).toBeCloseTo(expected[at] ?? Number.NaN, 6);
    });
  });

  test('a patient customer waits 60 s at the median and 120 s at the 90th percentile', () => {
    const curve = estimateWaitExactly(TOY);
    expect([0.5, 0.9, 1].map((p) => survivalQuantile(curve, p))).toEqual([60, 120, 120]);
    expect(probabilityWithin(curve, 59)).toBeCloseTo(1 - 0.548571, 6);
    expect(probabilityWithin(curve, 60)).toBeCloseTo(1 - 0.411429, 6);
  });

  test('the mean is the area under the staircase, up to the horizon asked for', () => {
    const curve = estimateWaitExactly(TOY);
    const area = 5 + 5 * 0.9 + 10 * 0.8 + 20 * 0.685714 + 20 * 0.548571 + 30 * 0.411429 + 30 * 0.205714;
    expect(restrictedMean(curve)).toBeCloseTo(area, 4);
    expect(restrictedMean(curve, 10)).toBeCloseTo(5 + 5 * 0.9, 12);
    expect(restrictedMean(curve, 100_000)).toBe(restrictedMean(curve));
  });

  test('histograms give the same, within the width of their bins', () => {
    const curve = estimateWait(...histogramsOf(TOY));
    for (const p of [0.5, 0.9]) {
      const exact = survivalQuantile(estimateWaitExactly(TOY), p) as number;
      expect(Math.abs((survivalQuantile(curve, p) as number) - exact)).toBeLessThanOrEqual(exact * 0.01);
    }
    // One of ten gave up at 60 s sharp, in a bin of several seconds, where half-way through is the best guess.
    expect(probabilityWithin(curve, 50)).toBe(probabilityWithin(estimateWaitExactly(TOY), 50));
    expect(probabilityWithin(curve, 60)).toBeCloseTo(probabilityWithin(estimateWaitExactly(TOY), 60) ?? 0, 1);
  });

  test('who gave up in a bin of several seconds counts as having left half-way through', () => {
    // Every second from 101 to 200 one is answered and one gives up: no second knows more than its neighbours.
    const ends = Array.from({ length: 100 }, (_, i) => 101 + i).flatMap((waitSeconds): TimedEnd[] => [
      { waitSeconds, end: 'answered' },
      { waitSeconds, end: 'abandoned' },
    ]);
    const exact = estimateWaitExactly(ends);
    const curve = estimateWait(...histogramsOf(ends));
    for (const { withinSeconds, survival } of curve.steps.filter((step) => step.survival > 0.1)) {
      const share = 1 - (probabilityWithin(exact, withinSeconds) ?? 0);
      expect(Math.abs(survival - share)).toBeLessThan(0.005);
    }
  });
});

describe('rules', () => {
  test('at equal times the answered are counted before the abandoned leave', () => {
    expect(estimateWaitExactly([abandoned(10), answered(10)]).steps[0]?.survival).toBe(0.5);
    expect(estimateWaitExactly([answered(10), abandoned(10)]).steps[0]?.survival).toBe(0.5);
  });

  test('without abandonment the quantile is the nearest rank, whatever the rounding of the products', () => {
    for (let contacts = 1; contacts <= 400; contacts += 1) {
      const curve = estimateWaitExactly(Array.from({ length: contacts }, (_, at) => answered(at + 1)));
      for (const percent of [10, 25, 50, 75, 90, 95, 100]) {
        expect(survivalQuantile(curve, percent / 100)).toBe(Math.ceil((percent * contacts) / 100));
      }
    }
  });

  test('when too many gave up, the quantile is only known to be above the last wait observed', () => {
    const curve = estimateWaitExactly([answered(10), abandoned(40), abandoned(200)]);
    expect(survivalQuantile(curve, 0.25)).toBe(10);
    expect(survivalQuantile(curve, 0.5)).toEqual({ atLeast: 200 });
    expect(restrictedMean(curve)).toBeCloseTo(10 + 190 * (2 / 3), 12);
  });

  test('when everybody gave up, nothing is known but how long they tried', () => {
    const curve = estimateWait(...histogramsOf([abandoned(20), abandoned(45)]));
    expect(survivalQuantile(curve, 0.5)).toEqual({ atLeast: 45 });
    expect(probabilityWithin(curve, 45)).toBe(0);
    expect(probabilityWithin(curve, 60)).toBeNull();
  });

  test('answers above 4 hours leave the quantile at "4 hours or more"', () => {
    const curve = estimateWait(...histogramsOf([answered(30), answered(20_000), answered(30_000)]));
    expect(survivalQuantile(curve, 0.3)).toBe(30);
    expect(survivalQuantile(curve, 0.9)).toEqual({ atLeast: 14_400 });
    expect(probabilityWithin(curve, 14_400)).toBeCloseTo(1 / 3, 12);
    expect(probabilityWithin(curve, 20_000)).toBeNull();
    expect(restrictedMean(curve)).toBeLessThan(14_400);
  });

  test('nobody is null, never zero', () => {
    const curve = estimateWait(emptyHistogram(), emptyHistogram());
    expect([survivalQuantile(curve, 0.5), probabilityWithin(curve, 60), restrictedMean(curve)]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('patience is the same curve with the ends swapped', () => {
    const swapped = TOY.map(({ waitSeconds, end }) =>
      end === 'answered' ? abandoned(waitSeconds) : answered(waitSeconds),
    );
    expect(estimatePatienceExactly(TOY)).toEqual(estimateWaitExactly(swapped));
    const [a, b] = histogramsOf(TOY);
    expect(estimatePatience(a, b)).toEqual(estimateWait(b, a));
  });

  test.each([0, 1.5, Number.NaN])('a quantile of %s is refused', (p) => {
    expect(() => survivalQuantile(estimateWaitExactly(TOY), p)).toThrow(`quantile is ${p}`);
  });

  test.each([-1, Number.NaN, Infinity])('a wait of %s s is refused', (wait) => {
    expect(() => estimateWaitExactly([answered(wait)])).toThrow(`wait is ${wait} s`);
  });

  test.each([-1, Number.NaN])('a threshold or horizon of %s s is refused', (seconds) => {
    expect(() => probabilityWithin(estimateWaitExactly(TOY), seconds)).toThrow(`threshold is ${seconds} s`);
    expect(() => restrictedMean(estimateWaitExactly(TOY), seconds)).toThrow(`horizon is ${seconds} s`);
  });
});

describe('properties', () => {
  const anyContacts = fc.array(
    fc.record({
      waitSeconds: fc.integer({ min: 0, max: 900 }),
      end: fc.constantFrom('answered' as const, 'abandoned' as const),
    }),
    { minLength: 1, maxLength: 80 },
  );

  test('survival never rises and stays between 0 and 1', () => {
    fc.assert(
      fc.property(anyContacts, (contacts) => {
        let previous = 1;
        for (const { survival } of estimateWaitExactly(contacts).steps) {
          expect(survival).toBeGreaterThanOrEqual(0);
          expect(survival).toBeLessThan(previous);
          previous = survival;
        }
      }),
    );
  });

  test('"within Y" is never below the service level that counts every abandon as a failure', () => {
    fc.assert(
      fc.property(anyContacts, fc.integer({ min: 0, max: 900 }), (contacts, seconds) => {
        const share = probabilityWithin(estimateWaitExactly(contacts), seconds);
        const within = contacts.filter(
          ({ waitSeconds, end }) => end === 'answered' && waitSeconds <= seconds,
        ).length;
        if (share !== null) expect(share).toBeGreaterThanOrEqual(within / contacts.length - 1e-12);
      }),
    );
  });

  test('up to 50 s histograms and exact times agree on everything', () => {
    const short = anyContacts.map((contacts) =>
      contacts.map((c) => ({ ...c, waitSeconds: c.waitSeconds % 51 })),
    );
    fc.assert(
      fc.property(short, (contacts) => {
        expect(estimateWait(...histogramsOf(contacts))).toEqual(estimateWaitExactly(contacts));
        expect(estimatePatience(...histogramsOf(contacts))).toEqual(estimatePatienceExactly(contacts));
      }),
    );
  });
});

describe('a bank in February 1999', () => {
  const calls = readBankQueue();
  const quantiles = [0.5, 0.75, 0.9, 0.95];

  test.runIf(calls)('a patient customer waited 16, 79, 174, 239 s at P50, P75, P90, P95', () => {
    const curve = estimateWaitExactly(calls ?? []);
    expect(quantiles.map((p) => survivalQuantile(curve, p))).toEqual([16, 79, 174, 239]);
    expect(probabilityWithin(curve, 60)).toBeCloseTo(0.6978, 4);
    expect(restrictedMean(curve)).toBeCloseTo(56.22, 2);
  });

  test.runIf(calls)(
    'histograms keep the percentiles and the mean within 1 %, the share within 60 s within .0001',
    () => {
      const curve = estimateWait(...histogramsOf(calls ?? []));
      [16, 79, 174, 239].forEach((exact, at) => {
        const seconds = survivalQuantile(curve, quantiles[at] ?? 0) as number;
        expect(Math.abs(seconds - exact)).toBeLessThanOrEqual(exact * 0.01);
      });
      const exact = probabilityWithin(estimateWaitExactly(calls ?? []), 60) ?? Number.NaN;
      expect(Math.abs((probabilityWithin(curve, 60) ?? Number.NaN) - exact)).toBeLessThan(0.0001);
      expect(Math.abs((restrictedMean(curve) ?? 0) / 56.22 - 1)).toBeLessThan(0.01);
    },
  );

  test.runIf(calls)('the answered alone look faster: 6, 54, 131, 189 s', () => {
    const [answeredWaits] = histogramsOf(calls ?? []);
    [6, 54, 131, 189].forEach((exact, at) => {
      const seconds = quantileOf(answeredWaits, quantiles[at] ?? 0) as number;
      expect(Math.abs(seconds - exact)).toBeLessThanOrEqual(Math.max(1, exact * 0.01 + 1));
    });
  });

  test.runIf(calls)('half of the customers would have stayed for 280 s', () => {
    const curve = estimatePatienceExactly(calls ?? []);
    expect(survivalQuantile(curve, 0.5)).toBe(280);
    expect(1 - (probabilityWithin(curve, 60) ?? 0)).toBeCloseTo(0.82, 2);
    expect(restrictedMean(curve)).toBeCloseTo(380, 0);
  });
});
