import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addWait, countWithin, emptyHistogram, totalOf } from '../../../db/domain/histogram.ts';
import {
  SERVICE_LEVEL_FORMULAS,
  type ServiceCounts,
  serviceLevel,
} from '../../../db/domain/service-level.ts';
import { readBankQueue } from '../../support/anonymous-bank.ts';

const ICMI = { answered: 1000, abandoned: 60, answeredWithin: 860, abandonedWithin: 20, shortAbandoned: 10 };

describe('the example of ICMI', () => {
  test.each([
    ['worst', 0.8113207547169812],
    ['excl', 0.8269230769230769],
    ['credit', 0.8301886792452831],
    ['ans', 0.86],
    ['short', 0.819047619047619],
  ] as const)('%s is %d', (formula, expected) => {
    expect(serviceLevel(ICMI, formula)).toBeCloseTo(expected, 12);
  });

  test('the default counts every abandon as a failure', () => {
    expect(serviceLevel(ICMI)).toBe(serviceLevel(ICMI, 'worst'));
  });
});

describe('a bank in February 1999', () => {
  const BANK = [
    [20, 16_209, 1257, [0.5208, 0.5427, 0.5612, 0.5968]],
    [60, 20_935, 2493, [0.6726, 0.7312, 0.7527, 0.7707]],
    [120, 24_111, 3308, [0.7747, 0.8668, 0.8809, 0.8877]],
  ] as const;

  test.each(BANK)(
    'one month within %d s, four answers',
    (_seconds, answeredWithin, abandonedWithin, expected) => {
      const counts = {
        answered: 27_162,
        abandoned: 3963,
        answeredWithin,
        abandonedWithin,
        shortAbandoned: 0,
      };
      (['worst', 'excl', 'credit', 'ans'] as const).forEach((formula, at) => {
        expect(serviceLevel(counts, formula)).toBeCloseTo(expected[at] ?? Number.NaN, 4);
      });
    },
  );

  const calls = readBankQueue();
  test.runIf(calls)('histograms of the calls hold exactly these counts', () => {
    const waits = { answered: emptyHistogram(), abandoned: emptyHistogram() };
    for (const { waitSeconds, end } of calls ?? []) addWait(waits[end], waitSeconds);
    expect([totalOf(waits.answered), totalOf(waits.abandoned)]).toEqual([27_162, 3963]);
    for (const [seconds, answeredWithin, abandonedWithin] of BANK) {
      expect(countWithin(waits.answered, seconds)).toBe(answeredWithin);
      expect(countWithin(waits.abandoned, seconds)).toBe(abandonedWithin);
    }
  });
});

describe('rules', () => {
  test('with an empty denominator there is no level, never 100 %', () => {
    const nobody = { answered: 0, abandoned: 0, answeredWithin: 0, abandonedWithin: 0, shortAbandoned: 0 };
    expect(SERVICE_LEVEL_FORMULAS.map((formula) => serviceLevel(nobody, formula))).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  test('when all gave up at once, only the formulas that leave them out are empty', () => {
    const gaveUp = { answered: 0, abandoned: 4, answeredWithin: 0, abandonedWithin: 4, shortAbandoned: 4 };
    expect(SERVICE_LEVEL_FORMULAS.map((formula) => [formula, serviceLevel(gaveUp, formula)])).toEqual([
      ['worst', 0],
      ['short', null],
      ['excl', null],
      ['credit', 1],
      ['ans', null],
    ]);
  });

  test('worst ≤ short ≤ excl ≤ min(credit, ans) whenever the short threshold is within Y', () => {
    const upTo = (max: number) => fc.integer({ min: 0, max });
    const anyCounts = fc
      .tuple(fc.integer({ min: 1, max: 5000 }), upTo(5000))
      .chain(([answered, abandoned]) =>
        fc.tuple(fc.constant({ answered, abandoned }), upTo(answered), upTo(abandoned)),
      )
      .chain(([whole, answeredWithin, abandonedWithin]) =>
        upTo(abandonedWithin).map((shortAbandoned) => ({
          ...whole,
          answeredWithin,
          abandonedWithin,
          shortAbandoned,
        })),
      );
    fc.assert(
      fc.property(anyCounts, (counts: ServiceCounts) => {
        const [worst, short, excl, credit, ans] = SERVICE_LEVEL_FORMULAS.map(
          (formula) => serviceLevel(counts, formula) ?? Number.NaN,
        ) as [number, number, number, number, number];
        expect(worst).toBeLessThanOrEqual(short);
        expect(short).toBeLessThanOrEqual(excl);
        expect(excl).toBeLessThanOrEqual(credit);
        expect(excl).toBeLessThanOrEqual(ans);
      }),
    );
  });

  test.each([
    [{ answeredWithin: 1001 }, 'answeredWithin is 1001 of 1000 answered'],
    [{ abandonedWithin: 61 }, 'abandonedWithin is 61 of 60 abandoned'],
    [{ shortAbandoned: -1 }, 'shortAbandoned is -1 of 60 abandoned'],
    [{ answered: Number.NaN }, 'answeredWithin is 860 of NaN answered'],
    [{ answered: Infinity }, 'answeredWithin is 860 of Infinity answered'],
  ])('%j is refused', (wrong, message) => {
    expect(() => serviceLevel({ ...ICMI, ...wrong })).toThrow(message);
  });
});
