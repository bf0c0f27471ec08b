import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addWait, emptyHistogram, mergeHistograms } from '../../../db/domain/histogram.ts';
import { estimateWait, probabilityWithin } from '../../../db/domain/kaplan-meier.ts';
import { gatherEvidence, type SlotDay, sharesWithin } from '../../../db/domain/slot-evidence.ts';
import { hourOf, LAST_DAY } from '../../support/slot-days.ts';

const NO_AGEING = 1e9;

function dayOf(weeksBefore: number, hour: number, answered: readonly number[], abandoned: readonly number[]) {
  const one: SlotDay = {
    ...{ day: LAST_DAY - 7 * weeksBefore, hour },
    ...{ answered: emptyHistogram(), abandoned: emptyHistogram() },
  };
  for (const wait of answered) addWait(one.answered, wait);
  for (const wait of abandoned) addWait(one.abandoned, wait);
  return one;
}

const sharesOf = (days: readonly SlotDay[], seconds = 120) => [
  ...sharesWithin(gatherEvidence(days, LAST_DAY, NO_AGEING), [seconds])[0]!,
];

describe("a day's share", () => {
  const waits = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 12 });
  const week = fc.record({ weeksBefore: fc.integer({ min: 0, max: 30 }), answered: waits, abandoned: waits });
  const weeks = fc.uniqueArray(week, { minLength: 1, maxLength: 8, selector: (one) => one.weeksBefore });

  test.each([120, 300])(
    'averages to Kaplan–Meier over all days, weighted by contacts and age, within %i s',
    (seconds) => {
      fc.assert(
        fc.property(weeks, (some) => {
          const days = some.map((one) => dayOf(one.weeksBefore, 9, one.answered, one.abandoned));
          const evidence = gatherEvidence(days, LAST_DAY, 42);
          const [shares] = sharesWithin(evidence, [seconds]);
          const pooled = evidence.slots.find((waits) => waits !== null);
          if (pooled == null) return;
          const known = probabilityWithin(
            estimateWait({ counts: [...pooled.answered] }, { counts: [...pooled.abandoned] }),
            seconds,
          );
          const { contacts, recency } = evidence;
          let [top, bottom] = [0, 0];
          shares!.forEach((share, i) => {
            top += recency[i]! * contacts[i]! * share;
            bottom += recency[i]! * contacts[i]!;
          });
          // Where somebody was cut short last, Kaplan–Meier cannot say; the days take nobody to get through then.
          if (known !== null) expect(top / bottom).toBeCloseTo(known, 10);
        }),
        { numRuns: 200 },
      );
    },
  );

  test('gives who gave up the chance that those still had who stayed longer', () => {
    // After 60 s four of five were still waiting on both days together, and half of these got through in time.
    const days = [dayOf(0, 9, [10, 100, 100, 200, 200], []), dayOf(1, 9, [], [60])];
    expect(sharesOf(days)).toEqual([0.6, 0.5]);
  });

  test('counts who is answered later, or gave up after the two minutes, as not through', () => {
    expect(sharesOf([dayOf(0, 9, [120, 121], [121, 300])])).toEqual([0.25]);
  });

  test("follows the hour's other weekdays where nobody in the slot stayed, and all hours where none of these did", () => {
    const otherWeekday = { ...dayOf(1, 9, [100, 200], []), day: LAST_DAY - 1 };
    expect(sharesOf([dayOf(0, 9, [], [60]), otherWeekday])).toEqual([0.5, 0.5]);
    expect(sharesOf([dayOf(0, 9, [], [60]), dayOf(0, 10, [100, 100, 100, 200], [])])).toEqual([0.75, 0.75]);
  });

  test('is none where nobody was ever answered', () => {
    expect(sharesOf([dayOf(0, 9, [], [60, 130]), dayOf(1, 10, [], [5])])).toEqual([0, 0]);
  });
});

describe('evidence', () => {
  test('of an hour that autumn repeats is one day', () => {
    const twice = [hourOf(LAST_DAY, 1, 3, 1, 2), hourOf(LAST_DAY, 1, 5)];
    const evidence = gatherEvidence(twice, LAST_DAY, 42);
    expect([...evidence.contacts]).toEqual([11]);
    const once = {
      ...twice[0]!,
      answered: mergeHistograms(twice[0]!.answered, twice[1]!.answered),
    };
    expect(sharesWithin(evidence, [120])).toEqual(sharesWithin(gatherEvidence([once], LAST_DAY, 42), [120]));
  });

  test('is worth half after a half-life, and nothing after ten', () => {
    const days = [hourOf(LAST_DAY, 9, 1), hourOf(LAST_DAY - 42, 9, 1), hourOf(LAST_DAY - 84, 9, 1)];
    expect([...gatherEvidence(days, LAST_DAY, 42).recency]).toEqual([1, 0.5, 0.25]);
    // A record of 1900 is a slip of the pen, and no evidence.
    expect(gatherEvidence([...days, hourOf(-25_567, 9, 1)], LAST_DAY, 42).days).toBe(3);
  });

  test('is not to be had of an hour in which nobody called', () => {
    expect(gatherEvidence([hourOf(LAST_DAY, 9, 0)], LAST_DAY, 42).contacts).toHaveLength(0);
  });

  test('is refused from after the last day, and of hours that no clock has', () => {
    expect(() => gatherEvidence([hourOf(LAST_DAY + 1, 9, 1)], LAST_DAY, 42)).toThrow(
      'day is 20001, expected a civil day up to the last day 20000',
    );
    expect(() => gatherEvidence([hourOf(LAST_DAY, 24, 1)], LAST_DAY, 42)).toThrow(
      'hour is 24, expected a whole number from 0 to 23',
    );
    expect(() => gatherEvidence([], LAST_DAY, 0)).toThrow('half-life is 0 days, expected more than 0');
  });
});
