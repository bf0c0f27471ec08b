/**
 * Weeks to judge actions by. Owns the made-up series of reference 4.4 (vectors.json, its_synthetic) and the way from
 * numbers to a question; the tests say what is to come of it.
 */
import type { ImpactQuestion, ImpactWeek } from '../../db/domain/impact.ts';

export const WEEKS_BEFORE = 26;
const BEFORE = [
  412, 398, 421, 405, 436, 447, 429, 451, 440, 462, 455, 470, 448, 475, 466, 481, 472, 490, 478, 495, 486,
  502, 491, 509, 498, 515,
];
const AFTER = [431, 418, 402, 409, 396, 411, 399, 405, 392, 408, 397, 401, 394];
export const SERIES: readonly number[] = [...BEFORE, ...AFTER];
export const CONTROL: readonly number[] = [
  610, 598, 605, 617, 622, 609, 631, 640, 628, 637, 645, 651, 639, 660, 655, 662, 670, 658, 675, 681, 669,
  684, 690, 679, 695, 701, 698, 706, 694, 712, 705, 718, 709, 722, 715, 726, 719, 731, 724,
];
/** Thousands of orders. */
export const EXPOSURE: readonly number[] = SERIES.map((_, i) => 20 + 0.2 * i);

/** Monday, 5 January 2026. */
const START_DAY = 20_458;

/** A question about weekly values, of which the action takes effect in week `startWeek`; anything may be put otherwise. */
export function questionOf(
  values: readonly (number | null)[],
  startWeek: number,
  more: Partial<ImpactQuestion> = {},
  week: (index: number) => Partial<ImpactWeek> = () => ({}),
): ImpactQuestion {
  return {
    kind: 'count',
    weeks: values.map((value, index) => ({
      day: START_DAY + 7 * (index - startWeek),
      value,
      base: null,
      exposure: 1,
      control: null,
      controlBase: null,
      leftOut: null,
      ...week(index),
    })),
    startWeek,
    endWeek: null,
    direction: 'down',
    expectedEffect: 0.2,
    worthwhileEffect: 0.1,
    impactModel: 'step',
    exposureKind: 'orders',
    ...more,
  };
}

/** The question of reference 4.4. */
export function syntheticQuestion(isControlled = false, more: Partial<ImpactQuestion> = {}): ImpactQuestion {
  return questionOf(SERIES, WEEKS_BEFORE, more, (index) => ({
    exposure: EXPOSURE[index]!,
    control: isControlled ? CONTROL[index]! : null,
  }));
}

/** Counts that go up and down a little and always alike: `level` before, `level × (1 + effect)` from `startWeek` on. */
export function plainCounts(weeks: number, startWeek: number, level: number, effect: number): number[] {
  const swing = [0.02, -0.05, 0.04, 0, -0.03, 0.05, -0.01, -0.04, 0.03, 0.01, -0.02];
  return Array.from({ length: weeks }, (_, i) =>
    Math.round(level * (1 + (i >= startWeek ? effect : 0)) * (1 + swing[i % swing.length]!)),
  );
}
