import { describe, expect, test } from 'vitest';
import { gatherEvidence, type SlotDay, sharesWithin } from '../../../db/domain/slot-evidence.ts';
import { type ShrunkWeek, shrink, shrinkWeek } from '../../../db/domain/wait-shrinkage.ts';
import { weekdayOf } from '../../../db/domain/zone.ts';
import { makeRandom } from '../../../scripts/bench/contacts.ts';
import { LAST_DAY, makeSlotDays, type World } from '../../support/slot-days.ts';

const NO_AGEING = 1e9;

function shrunkOf(days: readonly SlotDay[], halfLifeDays = NO_AGEING) {
  const evidence = gatherEvidence(days, LAST_DAY, halfLifeDays);
  const share = sharesWithin(evidence, [120])[0]!;
  return { evidence, share, week: shrinkWeek(evidence, share) };
}

/** Means of contacts, not shrunk. */
function meansBy(groupOf: (slot: number) => number, { evidence, share }: ReturnType<typeof shrunkOf>) {
  const [top, bottom] = [new Float64Array(168), new Float64Array(168)];
  share.forEach((one, i) => {
    top[groupOf(evidence.slot[i]!)]! += evidence.contacts[i]! * one;
    bottom[groupOf(evidence.slot[i]!)]! += evidence.contacts[i]!;
  });
  return (slot: number) => top[groupOf(slot)]! / bottom[groupOf(slot)]!;
}

/** Root mean square error against the truth, over so many worlds: of slot, of hour, and shrunk. */
function errorsIn(world: World, worlds: number) {
  const squares = { slot: 0, hour: 0, shrunk: 0 };
  const random = makeRandom(11);
  let count = 0;
  for (let i = 0; i < worlds; i++) {
    const { days, truth } = makeSlotDays({ share: 0.6, ...world }, random);
    const found = shrunkOf(days);
    const [ofSlot, ofHour] = [meansBy((slot) => slot, found), meansBy((slot) => slot % 24, found)];
    found.week.slots.forEach((one, slot) => {
      if (one === null || one.days === 0) return;
      count++;
      squares.slot += (ofSlot(slot) - truth[slot]!) ** 2;
      squares.hour += (ofHour(slot) - truth[slot]!) ** 2;
      squares.shrunk += (one.estimate - truth[slot]!) ** 2;
    });
  }
  const rootOf = (sum: number) => Math.sqrt(sum / count);
  return { slot: rootOf(squares.slot), hour: rootOf(squares.hour), shrunk: rootOf(squares.shrunk) };
}

const deviations = ({ components }: ShrunkWeek) =>
  (['hour', 'weekday', 'slot', 'day'] as const).map((part) => Math.sqrt(components![part]));

test('three days at 40 in 100 towards 62 with the weight of eight make 56', () => {
  expect(shrink(0.4, 3, 0.62, 8)).toBeCloseTo(0.56, 12);
  expect(shrink(0.4, 0, 0.62, 8)).toBe(0.62);
});

describe('what is drawn towards hour and weekday', () => {
  test('is nearer to the truth than the slot alone and than the hour alone, where all of them matter', () => {
    for (const days of [28, 56]) {
      const { slot, hour, shrunk } = errorsIn({ days, hour: 0.08, weekday: 0.05, slot: 0.06 }, 6);
      expect(shrunk, `${days} days`).toBeLessThan(slot);
      expect(shrunk, `${days} days`).toBeLessThan(hour);
    }
  });

  test('is next to the hour where only hours matter, or nothing does', () => {
    const byHour = errorsIn({ days: 56, hour: 0.1 }, 6);
    expect(byHour.shrunk).toBeLessThan(1.4 * byHour.hour);
    expect(byHour.shrunk).toBeLessThan(0.7 * byHour.slot);
    const alike = errorsIn({ days: 56 }, 6);
    expect(alike.shrunk).toBeLessThan(0.6 * alike.slot);
    expect(alike.shrunk).toBeLessThan(1.2 * alike.hour);
  });

  test('is next to the slot where slots differ more than their days', () => {
    const { slot, hour, shrunk } = errorsIn({ days: 182, slot: 0.15, day: 0.05, rest: 0.1 }, 1);
    expect(shrunk).toBeLessThanOrEqual(slot);
    expect(shrunk).toBeLessThan(0.3 * hour);
  });

  test('lies within its standard error as often as it says, by and large', () => {
    const random = makeRandom(3);
    let [within, all] = [0, 0];
    for (let i = 0; i < 8; i++) {
      const { days, truth } = makeSlotDays(
        { days: 56, share: 0.6, hour: 0.08, weekday: 0.05, slot: 0.06 },
        random,
      );
      shrunkOf(days).week.slots.forEach((one, slot) => {
        if (one === null || one.days === 0) return;
        all++;
        if (Math.abs(one.estimate - truth[slot]!) < 1.282 * one.standardError) within++;
      });
    }
    expect(within / all).toBeGreaterThan(0.7);
    expect(within / all).toBeLessThan(0.9);
  });
});

describe('the variances', () => {
  test('are found again in half a year of days', () => {
    const found = [0, 0, 0, 0];
    const random = makeRandom(5);
    for (let i = 0; i < 6; i++) {
      const { days } = makeSlotDays(
        { days: 182, hours: [7, 21], share: 0.5, hour: 0.1, weekday: 0.06, slot: 0.08, day: 0.12 },
        random,
      );
      deviations(shrunkOf(days).week).forEach((one, part) => {
        found[part]! += one / 6;
      });
    }
    [0.1, 0.06, 0.08, 0.12].forEach((truth, part) => {
      expect(Math.abs(found[part]! - truth), ['hour', 'weekday', 'slot', 'day'][part]).toBeLessThan(0.025);
    });
  });

  test('take one bad Wednesday as one day, however many its hours', () => {
    const { days } = makeSlotDays({ days: 28, day: 0.25, rest: 0.02, contactsAnHour: 60 }, makeRandom(2));
    const { components } = shrunkOf(days).week;
    expect(components!.slot).toBeLessThan(components!.day / 50);
    expect(components!.weekday).toBeLessThan(components!.day / 2);
  });

  test('are not estimated from a week: then eight days weigh as much as hour and weekday', () => {
    const { days } = makeSlotDays({ days: 7, slot: 0.3 }, makeRandom(1));
    expect(shrunkOf(days).week.components!.strength).toBeCloseTo(8, 12);
  });

  test('leave a finite strength where nothing differs', () => {
    const { days } = makeSlotDays({ days: 56, share: 2 }, makeRandom(1));
    const { components, slots } = shrunkOf(days).week;
    expect(components!.strength).toBeCloseTo(100, 9);
    expect(slots[9]!.estimate).toBe(1);
    expect(slots[9]!.standardError).toBeGreaterThan(0);
  });
});

test('a slot with a day of very many contacts is worth fewer days, and so is one of old days', () => {
  const { days } = makeSlotDays({ days: 56, hours: [9, 12] }, makeRandom(4));
  const even = shrunkOf(days).week.slots[9]!;
  expect(even.days).toBe(8);
  expect(even.effectiveDays).toBeGreaterThan(7);
  const crowded = days.map((one) =>
    one.day === LAST_DAY - 7
      ? { ...one, answered: { counts: one.answered.counts.map((count) => 20 * count) } }
      : one,
  );
  expect(shrunkOf(crowded).week.slots[weekdayOf(LAST_DAY) * 24 + 9]!.effectiveDays).toBeLessThan(
    even.effectiveDays,
  );
  expect(shrunkOf(days, 14).week.slots[9]!.effectiveDays).toBeLessThan(6.5);
});
