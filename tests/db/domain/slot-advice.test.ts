import { describe, expect, test } from 'vitest';
import { adviseDay } from '../../../db/domain/slot-advice.ts';
import { makeSlotTable, type SlotTable, type SlotTier } from '../../../db/domain/wait-slots.ts';
import { weekdayOf } from '../../../db/domain/zone.ts';

const MONDAY = 19_999 - weekdayOf(19_999);
const OPEN = Array.from({ length: 12 }, (_, i) => 8 + i);

/** A table that says the same of every weekday: by hour tier, share and half the width of its interval. */
function tableOf(hours: Record<number, [SlotTier, number, number?]>, threshold: 120 | 300 = 120): SlotTable {
  const { slots } = makeSlotTable([], { lastDay: MONDAY });
  return {
    ...{ overall: 0.7, strength: 8, threshold },
    slots: slots.map((slot) => {
      const told = hours[slot.hour];
      if (told === undefined) return slot;
      const [tier, share, half = 0.05] = told;
      const [low, high] = [share - half, share + half];
      return threshold === 120
        ? { ...slot, tier, within120: share, within120Low: low, within120High: high }
        : { ...slot, tier, within300: share, within300Low: low, within300High: high };
    }),
  };
}

const hoursOf = (advised: readonly { slot: { hour: number } }[]) => advised.map(({ slot }) => slot.hour);
const bestOn = (table: SlotTable, day: number, hours = OPEN) => hoursOf(adviseDay(table, day, hours).best);

const quick = (...hours: number[]) =>
  Object.fromEntries(hours.map((hour) => [hour, ['quickest', 0.85] as [SlotTier, number]]));

describe('advice for a day', () => {
  test('names the quickest hours and those to avoid, by hour, and nothing of an average one', () => {
    const table = tableOf({
      ...{
        8: ['average', 0.69],
        9: ['slowest', 0.5],
        10: ['slowest', 0.4],
        11: ['slowest', 0.55],
        12: ['slowest', 0.45],
      },
      ...{ 16: ['average', 0.75], ...quick(14, 18) },
    });
    const { best, avoid } = adviseDay(table, MONDAY, OPEN);
    expect(hoursOf(best)).toEqual([14, 18]);
    expect(hoursOf(avoid)).toEqual([9, 10, 12]);
    expect(best[0]).toMatchObject({ share: 0.85, low: expect.closeTo(0.8), high: expect.closeTo(0.9) });
  });

  test('has no best time where none is quickest, and none at all where nothing is known', () => {
    const table = tableOf({ 9: ['average', 0.9], 10: ['slowest', 0.4] });
    expect(bestOn(table, MONDAY)).toEqual([]);
    expect(hoursOf(adviseDay(table, MONDAY, OPEN).avoid)).toEqual([10]);
    const nothing = makeSlotTable([], { lastDay: MONDAY });
    expect(adviseDay(nothing, MONDAY, OPEN)).toEqual({ best: [], avoid: [] });
  });

  test('keeps to the hours in which the line is open', () => {
    expect(bestOn(tableOf(quick(9, 14, 22)), MONDAY, [8, 9, 10])).toEqual([9]);
    expect(bestOn(tableOf(quick(9)), MONDAY, [])).toEqual([]);
  });

  test('is by five minutes where the table is', () => {
    const table = tableOf({ 9: ['quickest', 0.9], 10: ['slowest', 0.2] }, 300);
    expect(bestOn(table, MONDAY)).toEqual([9]);
    expect(adviseDay(table, MONDAY, OPEN).avoid[0]!.share).toBe(0.2);
  });

  test('refuses an hour that no clock has', () => {
    expect(() => adviseDay(tableOf(quick(9)), MONDAY, [24])).toThrow('hour is 24');
    expect(() => adviseDay(tableOf(quick(9)), MONDAY, [9.5])).toThrow('hour is 9.5');
  });
});

describe('among hours that are equally good', () => {
  test.each([4, 5, 7, 8, 12])('each of %i has its turn over the weeks, on every weekday', (count) => {
    const equals = OPEN.slice(0, count);
    const table = tableOf(quick(...equals));
    for (let weekday = 0; weekday < 7; weekday++) {
      const named = new Set<number>();
      for (let week = 0; week < count; week++) {
        for (const hour of bestOn(table, MONDAY + 7 * week + weekday)) named.add(hour);
      }
      expect([...named].sort((a, b) => a - b)).toEqual(equals);
    }
  });

  test('nobody is sent to one hour more than twice as often as to another', () => {
    const table = tableOf(quick(8, 9, 10, 13, 14, 17, 18, 19));
    const named = new Map<number, number>();
    for (let day = 0; day < 8 * 7 * 4; day++) {
      for (const hour of bestOn(table, MONDAY + day)) named.set(hour, (named.get(hour) ?? 0) + 1);
    }
    expect(named.size).toBe(8);
    expect(Math.max(...named.values())).toBeLessThanOrEqual(2 * Math.min(...named.values()));
  });

  test.each([
    [[8, 9, 13, 14, 18, 19], []],
    [OPEN, []],
    // Whose turn it is comes first, and some leave no room for two more.
    [
      [8, 9, 10, 11, 12],
      [9, 11],
    ],
    [[9, 10, 11, 17], [10]],
  ])('those named on one day lie apart where the choice allows: of %j, but for %j', (equals, crowding) => {
    for (let day = MONDAY; day < MONDAY + 28; day++) {
      const best = bestOn(tableOf(quick(...equals)), day);
      expect(best).toHaveLength(3);
      const gap = Math.min(best[1]! - best[0]!, best[2]! - best[1]!);
      if (!crowding.some((hour) => best.includes(hour))) expect(gap, best.join()).toBeGreaterThanOrEqual(2);
    }
  });

  test('a day always has the same advice', () => {
    const table = tableOf(quick(...OPEN));
    expect(adviseDay(table, MONDAY, OPEN)).toEqual(adviseDay(table, MONDAY, OPEN.toReversed()));
    expect(adviseDay(table, MONDAY, OPEN, { rotation: MONDAY + 1 })).not.toEqual(
      adviseDay(table, MONDAY, OPEN),
    );
  });

  test('the clearly better come first, the next best only where they are too few', () => {
    const table = tableOf({ ...quick(8, 12, 16), 9: ['quickest', 0.78, 0.04], 10: ['quickest', 0.79, 0.04] });
    for (let day = MONDAY; day < MONDAY + 14; day++) expect(bestOn(table, day)).toEqual([8, 12, 16]);
    const few = tableOf({ ...quick(8), 9: ['quickest', 0.76, 0.04], 10: ['quickest', 0.79, 0.04] });
    expect(bestOn(few, MONDAY)).toEqual([8, 9, 10]);
  });
});

describe('what is known of the day beyond its weekday', () => {
  const table = tableOf({ ...quick(9, 14), 11: ['slowest', 0.5], 12: ['slowest', 0.6] });

  test('takes an hour from the advice that is not better any more, or not worse', () => {
    const adjustments = new Map([
      [9, -0.14],
      [12, 0.1],
    ]);
    const { best, avoid } = adviseDay(table, MONDAY, OPEN, { adjustments });
    expect(hoursOf(best)).toEqual([14]);
    expect(hoursOf(avoid)).toEqual([11]);
  });

  test('moves what is said of the others, within 0 and 1, and makes no hour quickest', () => {
    const adjustments = new Map([
      [14, 0.12],
      [10, 0.4],
    ]);
    const { best } = adviseDay(table, MONDAY, OPEN, { adjustments });
    expect(hoursOf(best)).not.toContain(10);
    expect(best.at(-1)).toMatchObject({ share: expect.closeTo(0.97), high: 1 });
  });
});
