import { describe, expect, test } from 'vitest';
import { LEAST_DAYS, makeSlotTable, NOTICEABLE, type SlotDay } from '../../../db/domain/wait-slots.ts';
import { weekdayOf } from '../../../db/domain/zone.ts';
import { makeRandom } from '../../../scripts/bench/contacts.ts';
import { hourOf, LAST_DAY, makeSlotDays, type World } from '../../support/slot-days.ts';

const tableOf = (days: readonly SlotDay[]) => makeSlotTable(days, { lastDay: LAST_DAY });
const slotOf = (table: ReturnType<typeof tableOf>, weekday: number, hour: number) =>
  table.slots[weekday * 24 + hour]!;
const tiersOf = (table: ReturnType<typeof tableOf>) => new Set(table.slots.map(({ tier }) => tier));

/** So many weeks up to the last day, open from `from` to before `to`, each hour as `make` has it. */
function weeksOf(
  weeks: number,
  make: (day: number, hour: number) => SlotDay,
  [from, to]: readonly [number, number] = [9, 17],
): SlotDay[] {
  const days: SlotDay[] = [];
  for (let day = LAST_DAY - 7 * weeks + 1; day <= LAST_DAY; day++) {
    for (let hour = from; hour < to; hour++) days.push(make(day, hour));
  }
  return days;
}

/** Worlds in which all hours are alike, as hard as chance gets: what differs is days, and few contacts. */
const ALIKE: [string, World][] = [
  ['eight weeks, each hour for itself', { days: 56, day: 0, rest: 0.19 }],
  ['three weeks of good and bad days', { days: 21, day: 0.2, rest: 0.07 }],
  ['four weeks of them', { days: 28, day: 0.2, rest: 0.07 }],
  ['half a year of them', { days: 182, hours: [9, 14], day: 0.2, rest: 0.07 }],
  ['five weeks in which days are all', { days: 35, day: 0.25, rest: 0.02, contactsAnHour: 100 }],
  ['days all or nothing', { days: 70, share: 0.5, day: 0.4, rest: 0.02 }],
  ['good and bad weeks', { days: 84, day: 0.15, lasting: 0.9, rest: 0.08 }],
  ['a single contact an hour', { days: 42, contactsAnHour: 1 }],
  ['two or three contacts', { days: 42, contactsAnHour: 2.5, share: 0.5 }],
  ['busy and quiet hours', { days: 56, contactsAnHour: 10, uneven: 4 }],
  ['nearly everybody through', { days: 42, share: 0.9, day: 0.15, rest: 0.15 }],
  ['five days', { days: 5, day: 0.15 }],
  ['ten days', { days: 10, day: 0.15 }],
  ['two hours on workdays', { days: 35, hours: [9, 11], weekdays: 5, day: 0.15 }],
  ['five hours on workdays', { days: 35, hours: [9, 14], weekdays: 5, day: 0.15 }],
];

describe('where all hours are alike', () => {
  const random = makeRandom(20);
  const awarded = (days: readonly SlotDay[]) => {
    const known = tableOf(days).slots.filter(({ tier }) => tier !== null);
    return [known.filter(({ tier }) => tier === 'quickest').length, known.length] as const;
  };
  const shareAwarded = (make: () => SlotDay[], tables: number) => {
    let [quickest, all] = [0, 0];
    for (let i = 0; i < tables; i++) {
      const [some, known] = awarded(make());
      quickest += some;
      all += known;
    }
    return quickest / Math.max(1, all);
  };

  test.each(ALIKE)('at most 1 slot in 20 is called quickest by chance: %s', (_, world) => {
    expect(shareAwarded(() => makeSlotDays(world, random).days, 24)).toBeLessThan(1 / 20);
  });

  test.each([28, 84])('nor when the hours of %i days that differ are shuffled over slots', (days) => {
    const real = makeSlotDays({ days, hour: 0.12, weekday: 0.06, slot: 0.08, share: 0.6 }, random).days;
    expect(awarded(real)[0]).toBeGreaterThan(5);
    const shuffled = () => {
      const order = real.map((_, i) => [random(), i] as const).sort(([a], [b]) => a - b);
      return real.map(({ day, hour }, i) => ({ ...real[order[i]![1]]!, day, hour }));
    };
    expect(shareAwarded(shuffled, 16)).toBeLessThan(1 / 20);
  });

  test('to the last contact, none is', () => {
    expect(tiersOf(tableOf(weeksOf(8, (day, hour) => hourOf(day, hour, 14, 6))))).toEqual(
      new Set([null, 'average']),
    );
  });
});

describe('an hour that is quicker', () => {
  const table = tableOf(
    weeksOf(10, (day, hour) => {
      const good = hour === 10 || hour === 11;
      return hourOf(day, hour, (good ? 18 : 12) + (day % 3) - 1, good ? 2 : 8);
    }),
  );

  test('is said to be, and those that are not are not', () => {
    for (let weekday = 0; weekday < 7; weekday++) {
      expect(slotOf(table, weekday, 10).tier).toBe('quickest');
      expect(slotOf(table, weekday, 13).tier).toBe('slowest');
      expect(slotOf(table, weekday, 3).tier).toBeNull();
    }
    const { within120, within120Low, within120High } = slotOf(table, 2, 10);
    expect(within120Low).toBeGreaterThan(table.overall!);
    expect(within120).toBeGreaterThan(within120Low!);
    expect(within120High).toBeGreaterThan(within120!);
  });

  test('is not worth a word where it is so by less than anybody notices', () => {
    // 3 in 100, and as sure as can be.
    const days = weeksOf(26, (day, hour) =>
      hourOf(day, hour, hour === 10 ? 730 : 700, hour === 10 ? 270 : 300),
    );
    const { slots, overall } = tableOf(days);
    const best = slots[10]!;
    expect(best.within120Low).toBeGreaterThan(overall!);
    expect(best.within120! - overall!).toBeLessThan(NOTICEABLE);
    expect(best.tier).toBe('average');
  });

  test.each([
    [20, 11, 7],
    [200, 11, 7],
    [200, 15, 3],
  ])('is not made by one day, though %i called on it', (contacts, soon, late) => {
    for (const isGood of [false, true]) {
      const days = weeksOf(8, (day, hour) => {
        const isOutlier = day === LAST_DAY - 9 && hour === 12;
        if (isOutlier) return hourOf(day, hour, isGood ? contacts : 0, isGood ? 0 : contacts);
        return hourOf(day, hour, soon + ((day + hour) % 4), late);
      });
      const found = tableOf(days);
      expect(found.slots.every(({ tier }) => tier === null || tier === 'average')).toBe(true);
      expect(slotOf(found, weekdayOf(LAST_DAY - 9), 12).days).toBe(8);
    }
  });
});

describe('a slot of the table', () => {
  test('stands at its weekday and hour, with days, contacts, chance to give up and waits of its own', () => {
    const days = weeksOf(5, (day, hour) => hourOf(day, hour, 6, 3, 1));
    const { slots } = tableOf(days);
    expect(slots).toHaveLength(168);
    expect(slots.map(({ weekday, hour }) => weekday * 24 + hour)).toEqual([...slots.keys()]);
    const one = slots[3 * 24 + 9]!;
    expect(one).toMatchObject({ days: 5, contacts: 50, medianSeconds: 10, isBorrowed: false });
    expect(one.abandonment).toBeCloseTo(0.1, 12);
    expect(one.ninetySeconds).toBeCloseTo(200, -1);
    expect(one.effectiveDays).toBeGreaterThan(4.5);
    expect(one.effectiveDays).toBeLessThanOrEqual(5);
    // Six of ten at once, and who gave up at 60 s would have waited longer than the two minutes.
    expect(one.within120).toBeCloseTo(0.6, 9);
    expect(one.within300).toBeCloseTo(1, 9);
  });

  test('weighs old days less: what changed since spring shows', () => {
    const days = weeksOf(26, (day, hour) => hourOf(day, hour, LAST_DAY - day < 42 ? 18 : 2, 10));
    const young = slotOf(tableOf(days), 2, 10).within120!;
    const ageless = makeSlotTable(days, { lastDay: LAST_DAY, halfLifeDays: 1e9 }).slots[2 * 24 + 10]!
      .within120!;
    expect(ageless).toBeLessThan(0.35);
    expect(young).toBeGreaterThan(0.4);
  });

  test('of fewer than four days is told from the other weekdays, and says so', () => {
    const sunday = 6;
    const isGone = (day: number) => weekdayOf(day) === sunday && LAST_DAY - day >= 21;
    const days = weeksOf(8, (day, hour) =>
      hourOf(day, hour, weekdayOf(day) === sunday ? 20 : 13 + (day % 2), 8),
    ).filter(({ day }) => !isGone(day));
    const table = tableOf(days);
    const borrowed = slotOf(table, sunday, 10);
    expect(borrowed.days).toBe(LEAST_DAYS - 1);
    expect(borrowed.isBorrowed).toBe(true);
    // Twenty of twenty-eight on its own days; the hour has some fourteen of twenty-two.
    expect(Math.abs(borrowed.within120! - 14 / 22)).toBeLessThan(0.04);
    const { within120Low: low, within120High: high } = slotOf(table, 2, 10);
    expect(borrowed.within120High! - borrowed.within120Low!).toBeGreaterThan(high! - low!);
    expect(slotOf(table, 2, 10).isBorrowed).toBe(false);
  });

  test('tells in what range its days lay only of enough days with enough contacts', () => {
    const rising = weeksOf(10, (day, hour) => {
      const week = Math.floor((LAST_DAY - day) / 7);
      return hourOf(day, hour, 5 + week, 15 - week);
    });
    const { usualLow, usualHigh } = slotOf(tableOf(rising), 2, 10);
    expect(usualLow).toBeGreaterThan(0.25);
    expect(usualLow).toBeLessThan(0.3);
    expect(usualHigh).toBeGreaterThan(0.55);
    expect(usualHigh).toBeLessThan(0.7);
    const few = slotOf(tableOf(weeksOf(7, (day, hour) => hourOf(day, hour, 10, 5))), 2, 10);
    expect([few.usualLow, few.usualHigh]).toEqual([null, null]);
    const thin = slotOf(tableOf(weeksOf(10, (day, hour) => hourOf(day, hour, 2, 2))), 2, 10);
    expect([thin.usualLow, thin.usualHigh]).toEqual([null, null]);
  });
});

describe('of little', () => {
  test('nothing is known without days', () => {
    const { slots, overall, strength, threshold } = tableOf([]);
    expect([overall, strength, threshold]).toEqual([null, 8, 120]);
    expect(
      new Set(slots.map(({ tier, within120, medianSeconds }) => [tier, within120, medianSeconds].join())),
    ).toEqual(new Set([',,']));
  });

  test('three days say nothing of any hour, five something of the hour and nothing of the weekday', () => {
    const daysOf = (count: number) =>
      weeksOf(1, (day, hour) => hourOf(day, hour, 10 + (hour % 2), 5)).filter(
        ({ day }) => LAST_DAY - day < count,
      );
    expect(tableOf(daysOf(3)).slots.every(({ within120, tier }) => within120 === null && tier === null)).toBe(
      true,
    );
    const { slots } = tableOf(daysOf(5));
    const open = slots.filter(({ hour }) => hour >= 9 && hour < 17);
    expect(open.every(({ isBorrowed, within120 }) => isBorrowed && within120 !== null)).toBe(true);
    expect(new Set(open.filter(({ hour }) => hour === 9).map(({ within120 }) => within120)).size).toBe(1);
  });

  test('a single contact a day gives shares, and no range of days', () => {
    const { slots, overall } = tableOf(
      weeksOf(12, (day, hour) => ((day + hour) % 3 === 0 ? hourOf(day, hour, 0, 1) : hourOf(day, hour, 1))),
    );
    expect(overall).toBeGreaterThan(0.55);
    expect(overall).toBeLessThan(0.75);
    const one = slots[10]!;
    expect(one.contacts).toBe(one.days);
    expect(one.usualLow).toBeNull();
    expect(one.within120).toBeGreaterThan(0.4);
  });

  test('everything abandoned is nobody through, at no hour better than another', () => {
    const table = tableOf(weeksOf(8, (day, hour) => hourOf(day, hour, 0, 0, 3 + (hour % 3))));
    expect(table.overall).toBe(0);
    expect(slotOf(table, 2, 10)).toMatchObject({
      ...{
        within120: 0,
        within300: 0,
        abandonment: 1,
        tier: 'average',
        medianSeconds: { atLeast: expect.any(Number) },
      },
    });
    expect(tiersOf(table)).toEqual(new Set([null, 'average']));
  });
});

describe('where nearly nobody or nearly everybody gets through within two minutes', () => {
  const late = (hour: number) => (hour < 12 ? 15 : 5);
  const makeLate = (waits: number) => (day: number, hour: number) => {
    const one = hourOf(day, hour, 0, late(hour) + (day % 3));
    one.answered.counts.push(...Array.from({ length: waits }, () => 0), 20 - late(hour));
    return one;
  };

  test('hours are ranked by five', () => {
    const table = tableOf(weeksOf(8, makeLate(100)));
    expect(table.threshold).toBe(300);
    expect(slotOf(table, 2, 10).tier).toBe('quickest');
    expect(slotOf(table, 2, 14).tier).toBe('slowest');
    expect(slotOf(table, 2, 10).within300Low).toBeGreaterThan(table.overall!);
  });

  test('and nothing is awarded where five minutes tell no more', () => {
    const nobody = tableOf(weeksOf(8, (day, hour) => hourOf(day, hour, 0, 0, 10 + (hour % 4))));
    const everybody = tableOf(
      weeksOf(8, (day, hour) => hourOf(day, hour, hour === 9 ? 18 : 20, hour === 9 ? 2 : 0)),
    );
    expect(everybody.overall).toBeGreaterThan(0.95);
    for (const table of [nobody, everybody]) expect(tiersOf(table)).toEqual(new Set([null, 'average']));
  });
});

test('the hour that autumn repeats is one day of evidence', () => {
  const days = weeksOf(6, (day, hour) => hourOf(day, hour, 8, 2), [0, 4]);
  const twice = [...days, hourOf(LAST_DAY - 2, 2, 4, 1)];
  const [once, repeated] = [tableOf(days), tableOf(twice)].map((table) =>
    slotOf(table, weekdayOf(LAST_DAY - 2), 2),
  );
  expect(repeated!.days).toBe(once!.days);
  expect(repeated!.contacts).toBe(once!.contacts + 5);
});

test('the order of days changes nothing, and those after the last are refused', () => {
  const { days } = makeSlotDays({ days: 35, hour: 0.1 }, makeRandom(6));
  const [table, reversed] = [tableOf(days), tableOf(days.toReversed())];
  expect(reversed.overall).toBeCloseTo(table.overall!, 6);
  expect(reversed.slots.map(({ tier }) => tier)).toEqual(table.slots.map(({ tier }) => tier));
  expect(() => makeSlotTable(days, { lastDay: LAST_DAY - 1 })).toThrow(RangeError);
});
