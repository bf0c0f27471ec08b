import { describe, expect, test } from 'vitest';
import { normalQuantile } from '../../../db/domain/distribution.ts';
import { smallestDetectableRatio } from '../../../db/domain/impact-power.ts';
import {
  type Correctable,
  correctTogether,
  decideVerdict,
  discoveryLimit,
  type JudgedLook,
  type LookVerdict,
  worthwhileOf,
} from '../../../db/domain/impact-verdict.ts';

const TERMS = { direction: 'down', expectedEffect: 0.2, worthwhileEffect: 0.1 } as const;
const effect = (low: number, estimate: number, high: number) => ({ estimate, low, high });

describe('the verdict (reference 4.5)', () => {
  const onLast = (low: number, estimate: number, high: number) =>
    decideVerdict(effect(low, estimate, high), TERMS, 0.5, true);

  test.each<[LookVerdict, number, number, number]>([
    ['worked', -0.35, -0.25, -0.14],
    ['worked', -0.15, -0.1, -0.05],
    ['small_but_real', -0.09, -0.06, -0.02],
    ['made_it_worse', 0.02, 0.05, 0.08],
    ['made_it_worse', 0.2, 0.4, 0.7],
    ['no_measurable_effect', -0.08, -0.01, 0.07],
    ['inconclusive', -0.11, -0.03, 0.06],
    ['inconclusive', -0.06, 0.02, 0.11],
    ['inconclusive', -0.6, -0.2, 0.4],
  ])('%s: from %d, about %d, to %d', (verdict, low, estimate, high) => {
    expect(onLast(low, estimate, high)).toBe(verdict);
  });

  test('the same figures the other way round, for an action that is to raise', () => {
    const up = { ...TERMS, direction: 'up' } as const;
    expect(decideVerdict(effect(0.14, 0.25, 0.35), up, 0.5, true)).toBe('worked');
    expect(decideVerdict(effect(-0.35, -0.25, -0.14), up, 0.5, true)).toBe('made_it_worse');
  });

  test('too early while what was expected could not be found, but never at the last look', () => {
    const wide = effect(-0.4, -0.1, 0.3);
    expect(decideVerdict(wide, TERMS, 0.21, false)).toBe('too_early');
    expect(decideVerdict(wide, TERMS, null, false)).toBe('too_early');
    expect(decideVerdict(wide, TERMS, 0.2, false)).toBe('inconclusive');
    expect(decideVerdict(wide, TERMS, 0.21, true)).toBe('inconclusive');
  });

  test('what is worth the trouble: as registered, else half of what was expected, else a tenth', () => {
    expect(worthwhileOf(TERMS)).toBe(0.1);
    expect(worthwhileOf({ expectedEffect: 0.3, worthwhileEffect: null })).toBe(0.15);
    expect(worthwhileOf({ expectedEffect: null, worthwhileEffect: null })).toBe(0.1);
    expect(worthwhileOf({ expectedEffect: 0, worthwhileEffect: 0 })).toBe(0.1);
  });

  test('an interval that touches no change does not leave it out', () => {
    expect(onLast(-0.3, -0.15, 0)).toBe('inconclusive');
  });
});

describe('the smallest effect that would be found', () => {
  /** Two means, dispersion 2, so many weeks before and after: the table of reference 4.5. */
  const table = (mean: number, before: number, after: number) =>
    smallestDetectableRatio('down', {
      variance: 2 / (mean * before),
      ownVariance: 2 / (mean * after),
      quantile: normalQuantile(0.975),
    });

  test.each([
    [10, 0.71, 0.4],
    [30, 0.42, 0.24],
    [100, 0.23, 0.13],
    [300, 0.14, 0.077],
    [1000, 0.076, 0.042],
  ])('at %d a week: %d with 8 + 4 weeks, %d with 26 + 13', (mean, short, long) => {
    const digits = (value: number) => (value < 0.1 ? 3 : 2);
    expect(table(mean, 8, 4)!.toFixed(digits(short))).toBe(short.toFixed(digits(short)));
    expect(table(mean, 26, 13)!.toFixed(digits(long))).toBe(long.toFixed(digits(long)));
  });

  test('nothing short of all downwards, and nothing at all upwards, where hardly anything comes', () => {
    const question = { variance: 1, ownVariance: 10, quantile: 2 };
    expect(smallestDetectableRatio('down', question)).toBe(1);
    expect(smallestDetectableRatio('up', { ...question, variance: 100 })).toBeNull();
  });
});

describe('several actions judged at once', () => {
  const look = (verdict: LookVerdict, pValue: number | null): Correctable => ({
    verdict,
    reasons: [],
    pValue,
  });
  const judged = (pValues: readonly number[], day = 100): JudgedLook<Correctable>[] =>
    pValues.map((pValue, i) => ({
      action: `a${i}`,
      day,
      look: look(pValue < 0.022 ? 'worked' : 'inconclusive', pValue),
    }));
  const words = (looks: readonly Correctable[]) => looks.map(({ verdict }) => verdict);

  test("the limit is Benjamini and Hochberg's with one false finding in ten", () => {
    // Benjamini and Hochberg 1995, the fifteen p-values of their example: four findings at 0.05, nine at 0.1.
    const example = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ];
    expect(discoveryLimit(example)).toBe(0.0459);
    expect(discoveryLimit([0.5, 0.9])).toBe(0);
    expect(discoveryLimit([])).toBe(0);
  });

  test('one finding among ten that shows nothing does not outlast it, and says so', () => {
    const looks = correctTogether(judged([0.02, ...new Array(9).fill(0.6)]));
    expect(looks[0]).toMatchObject({ verdict: 'inconclusive', reasons: ['judged_together'], pValue: 0.02 });
    expect(correctTogether(judged([0.02]))[0]!.verdict).toBe('worked');
    expect(correctTogether(judged([0.0001, ...new Array(9).fill(0.6)]))[0]!.verdict).toBe('worked');
  });

  test('what was said once never changes when another action is judged later', () => {
    const first = judged([0.02, 0.6], 100);
    const later = judged(new Array(30).fill(0.7), 200).map((one, i) => ({ ...one, action: `b${i}` }));
    expect(words(correctTogether([...first, ...later])).slice(0, 2)).toEqual(words(correctTogether(first)));
  });

  test('of an action judged three times only the latest look up to the day counts', () => {
    const own = [4, 13, 26].map((weeks) => ({ action: 'a', day: weeks * 7, look: look('worked', 0.02) }));
    expect(words(correctTogether(own))).toEqual(['worked', 'worked', 'worked']);
  });

  test('a verdict of no change is left as it is, and a look without a test counts for none', () => {
    const looks = [
      { action: 'a', day: 1, look: look('worked', 0.02) },
      ...new Array(20).fill(0).map((_, i) => ({ action: `n${i}`, day: 1, look: look('too_early', null) })),
    ];
    expect(words(correctTogether(looks))[0]).toBe('worked');
    expect(words(correctTogether(judged([0.6, 0.7])))).toEqual(['inconclusive', 'inconclusive']);
    expect(correctTogether([])).toEqual([]);
  });
});
