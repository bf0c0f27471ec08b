import { describe, expect, test } from 'vitest';
import { AdviceScoring } from '../../../db/domain/advice-score.ts';
import { hourOf } from '../../support/slot-days.ts';

const DAY = 20_000;
/** Of each hour, of ten who come, how many get through in time; the same day in the weeks before by `weeks`. */
function scoring(byHour: Record<number, number>, weeks: Record<number, number>[] = []): AdviceScoring {
  const days = [byHour, ...weeks].flatMap((hours, back) =>
    Object.entries(hours).map(([hour, soon]) => hourOf(DAY - 7 * back, Number(hour), soon, 0, 10 - soon)),
  );
  return new AdviceScoring(days, 120, 10);
}

describe('a recommended hour', () => {
  test('is a hit where more got through in time than on the whole day, who gave up among them', () => {
    const { candour } = scoring({ 9: 9, 10: 3, 11: 6 }).score(DAY, [9, 10]);
    expect(candour).toMatchObject({ hours: 2, hits: 1 });
    expect(candour.lift).toBeCloseTo(0.9 - 0.6 + 0.3 - 0.6, 10);
  });

  test('is a hit where everybody got through at any hour: none can be better', () => {
    expect(scoring({ 9: 10, 10: 10 }).score(DAY, [9]).candour).toEqual({ hours: 1, hits: 1, lift: 0 });
  });

  test('in which nobody came, or of a day that is not known, is not counted', () => {
    expect(scoring({ 9: 9 }).score(DAY, [14]).candour).toEqual({ hours: 0, hits: 0, lift: 0 });
    expect(scoring({ 9: 9 }).score(DAY + 1, [9]).candour.hours).toBe(0);
  });

  test('of fewer contacts than may be told is not counted: how it came out would tell of them', () => {
    const days = [hourOf(DAY, 9, 9), hourOf(DAY, 10, 0, 10)];
    expect(new AdviceScoring(days, 120, 10).score(DAY, [9]).candour.hours).toBe(0);
  });

  test('counts an hour that the clock repeats once', () => {
    const twice = new AdviceScoring([hourOf(DAY, 2, 10), hourOf(DAY, 2, 0, 10), hourOf(DAY, 3, 10)], 120, 10);
    const { candour } = twice.score(DAY, [2]);
    expect(candour).toMatchObject({ hours: 1, hits: 0 });
    expect(candour.lift).toBeCloseTo(0.5 - 2 / 3, 10);
  });

  test('is in time by the threshold that was said', () => {
    const days = [hourOf(DAY, 9, 0, 10), hourOf(DAY, 10, 0, 0, 10)];
    expect(new AdviceScoring(days, 120, 1).score(DAY, [9]).candour.lift).toBe(0);
    expect(new AdviceScoring(days, 300, 1).score(DAY, [9]).candour.lift).toBe(0.5);
  });
});

describe('plain rivals', () => {
  const weeks = [
    { 9: 2, 10: 9, 11: 5 },
    { 9: 10, 10: 4, 11: 5 },
  ];

  test('recommend as many hours as we do: the best of last week, the best of eight weeks', () => {
    const { last_week, mean_of_8 } = scoring({ 9: 8, 10: 1, 11: 3 }, weeks).score(DAY, [9]);
    expect(last_week, 'at 10').toMatchObject({ hours: 1, hits: 0 });
    expect(mean_of_8, 'at 10, with 6.5 of 10').toMatchObject({ hours: 1, hits: 0 });
    expect(scoring({ 9: 8, 10: 1, 11: 3 }, weeks).score(DAY, [9, 11]).mean_of_8).toMatchObject({
      hours: 2,
      hits: 1,
    });
  });

  test('recommend nothing where we do not, and where they know no day', () => {
    const scored = scoring({ 9: 8, 10: 1 }, weeks).score(DAY, []);
    for (const sums of Object.values(scored)) expect(sums).toEqual({ hours: 0, hits: 0, lift: 0 });
    expect(scoring({ 9: 8, 10: 1 }).score(DAY, [9]).last_week.hours).toBe(0);
  });

  test('know nothing of the day itself', () => {
    const { last_week } = scoring({ 9: 10, 10: 0 }, [{ 9: 0, 10: 10 }]).score(DAY, [9]);
    expect(last_week.hits).toBe(0);
  });
});
