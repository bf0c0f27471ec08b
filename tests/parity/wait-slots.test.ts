/**
 * Hours of the week at the bank, January to June: what is told of an hour against a week that was left out, and what
 * would be told were there nothing to tell (reference 3.4).
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { addWait, emptyHistogram } from '../../db/domain/histogram.ts';
import {
  gatherEvidence,
  SLOTS,
  type SlotDay,
  type SlotEvidence,
  sharesWithin,
} from '../../db/domain/slot-evidence.ts';
import { shrinkWeek } from '../../db/domain/wait-shrinkage.ts';
import { HALF_LIFE_DAYS, makeSlotTable } from '../../db/domain/wait-slots.ts';
import { dayOfDate, parseDay } from '../../db/domain/zone.ts';
import { makeRandom } from '../../scripts/bench/contacts.ts';
import { type Call, readCalls } from './bank-count.ts';
import { compareWith, rawFiles, readRows } from './raw-records.ts';

const files = rawFiles('anonbank');
const LAST_DAY = dayOfDate(1999, 6, 30);
const FEBRUARY = [dayOfDate(1999, 2, 1), dayOfDate(1999, 2, 28)] as const;
const ALL = [dayOfDate(1999, 1, 1), LAST_DAY] as const;
const AGELESS = 1e9;
/** All calls, the largest service line, and the next. */
const LINES = [null, 'PS', 'NW'];

compareWith('the hours of the week at the bank', files, () => {
  let calls: Call[];

  beforeAll(() => {
    calls = readCalls(readRows(files)).filter(
      ({ end, waitSeconds }) => end !== 'contained' && waitSeconds >= 0,
    );
  });

  const daysOf = (line: string | null, [from, to]: readonly [number, number] = ALL) =>
    slotDaysOf(calls.filter(({ queue }) => line === null || queue === line)).filter(
      ({ day }) => day >= from && day <= to,
    );

  describe.each([
    ['January to June', ALL],
    ['February', FEBRUARY],
  ] as const)('told from all other weeks of %s', (name, span) => {
    test.each(LINES)('a slot errs less than its own mean, and no more than its hour: line %s', (line) => {
      for (const halfLife of [AGELESS, HALF_LIFE_DAYS]) {
        const { n, errors } = leaveWeeksOut(daysOf(line, span), span[1], halfLife);
        console.info(
          `${name}, ${line ?? 'all lines'}, ${halfLife === AGELESS ? 'days alike' : 'by age'}: ${n} hours; RMSE ` +
            Object.entries(errors)
              .map(([method, error]) => `${method} ${error.toFixed(4)}`)
              .join(', '),
        );
        const { shrunk, ...rivals } = errors;
        for (const [rival, error] of Object.entries(rivals)) expect(shrunk, rival).toBeLessThan(error);
      }
    });
  });

  test.each(LINES)('at most 1 slot in 20 is called quickest where its days are shuffled: line %s', (line) => {
    const days = daysOf(line);
    const random = makeRandom(1999);
    const told = countTiers(days);
    expect(told.quickest).toBeGreaterThan(10);
    for (const [what, shuffle] of [
      ['hours over all slots', shuffleHours],
      ['hours within days, and days', shuffleWithinDays],
    ] as const) {
      for (const some of [days, days.filter(({ day }) => day > LAST_DAY - 35)]) {
        let [quickest, slowest, known] = [0, 0, 0];
        for (let i = 0; i < 20; i++) {
          const found = countTiers(shuffle(some, random));
          quickest += found.quickest;
          slowest += found.slowest;
          known += found.known;
        }
        console.info(
          `${line ?? 'all lines'}, ${some === days ? 'half a year' : 'five weeks'}, shuffled ${what}: quickest ` +
            `${((100 * quickest) / known).toFixed(2)} %, slowest ${((100 * slowest) / known).toFixed(2)} % of slots`,
        );
        expect(quickest / known).toBeLessThanOrEqual(1 / 20);
      }
    }
    console.info(`${line ?? 'all lines'}, as they were: ${JSON.stringify(told)}`);
  });

  test('of eight in ten days as it says, about eight in ten lie in the range of recent days', () => {
    let [inside, all] = [0, 0];
    const days = daysOf(null);
    for (let from = dayOfDate(1999, 4, 5); from + 6 <= LAST_DAY; from += 7) {
      const { slots } = makeSlotTable(
        days.filter(({ day }) => day < from),
        { lastDay: from - 1 },
      );
      const week = days.filter(({ day }) => day >= from && day < from + 7);
      const evidence = gatherEvidence(week, LAST_DAY, AGELESS);
      sharesWithin(evidence, [120])[0]!.forEach((share, i) => {
        const { usualLow, usualHigh } = slots[evidence.slot[i]!]!;
        if (usualLow === null || usualHigh === null || evidence.contacts[i]! < 5) return;
        all++;
        if (share >= usualLow - 1e-9 && share <= usualHigh + 1e-9) inside++;
      });
    }
    console.info(
      `range of recent days, April to June: ${((100 * inside) / all).toFixed(1)} % of ${all} hours inside`,
    );
    expect(all).toBeGreaterThan(800);
    expect(inside / all).toBeGreaterThan(0.7);
    expect(inside / all).toBeLessThan(0.9);
  });
});

function slotDaysOf(calls: readonly Call[]): SlotDay[] {
  const days = new Map<number, SlotDay>();
  for (const { date, second, end, waitSeconds } of calls) {
    const [day, hour] = [parseDay(date)!, Math.floor(second / 3600)];
    if (hour > 23) continue;
    const one = days.get(day * 24 + hour) ?? {
      ...{ day, hour, answered: emptyHistogram(), abandoned: emptyHistogram() },
    };
    addWait(end === 'answered' ? one.answered : one.abandoned, waitSeconds);
    days.set(day * 24 + hour, one);
  }
  return [...days.values()];
}

const weekOf = (day: number) => Math.floor((day + 3) / 7);

/** Root mean square error of each day's share within two minutes, each hour of a day counted once. */
function leaveWeeksOut(days: readonly SlotDay[], lastDay: number, halfLifeDays: number) {
  const whole = gatherEvidence(days, lastDay, AGELESS);
  const seen = sharesWithin(whole, [120])[0]!;
  const squares: Record<string, number> = {};
  let n = 0;
  for (const week of new Set(days.map(({ day }) => weekOf(day)))) {
    const evidence = gatherEvidence(
      days.filter(({ day }) => weekOf(day) !== week),
      lastDay,
      halfLifeDays,
    );
    const share = sharesWithin(evidence, [120])[0]!;
    const { slots } = shrinkWeek(evidence, share);
    const byContacts = evidence.recency.map((one, i) => one * evidence.contacts[i]!);
    const rivals = {
      'slot, by contacts': meansBy((slot) => slot, evidence, share, byContacts),
      'slot, by days': meansBy((slot) => slot, evidence, share, evidence.recency),
      'hour, by contacts': meansBy((slot) => slot % 24, evidence, share, byContacts),
      'hour, by days': meansBy((slot) => slot % 24, evidence, share, evidence.recency),
    };
    days.forEach(({ day }, i) => {
      const slot = whole.slot[i]!;
      const known = slots[slot];
      if (weekOf(day) !== week || known == null || known.days === 0) return;
      n++;
      squares.shrunk = (squares.shrunk ?? 0) + (known.estimate - seen[i]!) ** 2;
      for (const [rival, meanOf] of Object.entries(rivals)) {
        squares[rival] = (squares[rival] ?? 0) + (meanOf(slot) - seen[i]!) ** 2;
      }
    });
  }
  const errors = Object.fromEntries(Object.entries(squares).map(([name, sum]) => [name, Math.sqrt(sum / n)]));
  return { n, errors: errors as { shrunk: number } & Record<string, number> };
}

function meansBy(
  groupOf: (slot: number) => number,
  { slot }: SlotEvidence,
  share: Float64Array,
  weight: Float64Array,
): (slot: number) => number {
  const [top, bottom] = [new Float64Array(SLOTS), new Float64Array(SLOTS)];
  share.forEach((one, i) => {
    top[groupOf(slot[i]!)]! += weight[i]! * one;
    bottom[groupOf(slot[i]!)]! += weight[i]!;
  });
  return (own) => top[groupOf(own)]! / bottom[groupOf(own)]!;
}

function countTiers(days: readonly SlotDay[]) {
  const { slots } = makeSlotTable(days, { lastDay: LAST_DAY });
  const count = (tier: string) => slots.filter((slot) => slot.tier === tier).length;
  const [quickest, average, slowest] = [count('quickest'), count('average'), count('slowest')];
  return { quickest, average, slowest, known: quickest + average + slowest };
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => [random(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}

function shuffleHours(days: readonly SlotDay[], random: () => number): SlotDay[] {
  const others = shuffled(days, random);
  return days.map(({ day, hour }, i) => ({ ...others[i]!, day, hour }));
}

/** What the hours of a day have in common stays together; which day and which hour it was is by chance. */
function shuffleWithinDays(days: readonly SlotDay[], random: () => number): SlotDay[] {
  const dates = [...new Set(days.map(({ day }) => day))];
  const byDate = Map.groupBy(days, ({ day }) => day);
  const others = shuffled(dates, random);
  return dates.flatMap((date, i) => {
    const own = byDate.get(date)!;
    const waits = shuffled(byDate.get(others[i]!)!, random);
    return own.slice(0, waits.length).map(({ day, hour }, at) => ({ ...waits[at]!, day, hour }));
  });
}
