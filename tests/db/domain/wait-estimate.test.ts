import { describe, expect, test } from 'vitest';
import { knownOf } from '../../../db/domain/known-moment.ts';
import { bandOf, middleOf } from '../../../db/domain/live-band.ts';
import type { QueueMoment } from '../../../db/domain/queue-moment.ts';
import {
  addTallies,
  type CoverageTally,
  correctedTaus,
  coverageOf,
  judgeCoverage,
  tallyCoverage,
} from '../../../db/domain/wait-coverage.ts';
import { estimateWait, isRange, usualRange } from '../../../db/domain/wait-estimate.ts';
import {
  fitWaitModel,
  type ObservedWait,
  parseWaitModel,
  TAUS,
  type WaitRange,
} from '../../../db/domain/wait-model.ts';
import { daysOfWaits, type ReplayedDay, replayEstimates } from '../../../db/domain/wait-replay.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { makeRandom } from '../../../scripts/bench/contacts.ts';

const MONDAY = Date.UTC(2026, 0, 5) / 1000;
const WEEK = 604_800;

function moment(at: number, waiting: number): QueueMoment {
  const serving = 8;
  return {
    at,
    hourOfWeek: Math.floor((at - MONDAY) / 3600) % 168,
    waiting,
    longestWaiting: waiting === 0 ? 0 : 20,
    inService: waiting === 0 ? serving - 1 : serving,
    mostInService: serving,
    meanOfLastTen: 40,
    lastWait: 30,
    meanOfHalfHour: 40,
    answeredClosed: 60,
    meanOfClosed: 40,
  };
}
const found = (at: number, waiting: number, other: Partial<QueueMoment> = {}) =>
  knownOf({ ...moment(at, waiting), ...other });

/** Who finds a band waits ten seconds for each of its middle, give or take; who finds the lowest, mostly nothing. */
function makeWaits(count: number, seed = 1): ObservedWait[] {
  const random = makeRandom(seed);
  return Array.from({ length: count }, (_, i) => {
    const at = MONDAY + Math.floor((i / count) * 8 * WEEK);
    const waiting = Math.floor(random() ** 2 * 30);
    const drawn = random();
    const waitSeconds =
      waiting < 5 ? Math.max(0, 40 * drawn - 25) : 10 * middleOf(bandOf(waiting)) * (0.5 + drawn);
    return { moment: moment(at, waiting), waitSeconds };
  });
}

const rangeOf = (estimate: ReturnType<typeof estimateWait>): WaitRange => {
  if (!isRange(estimate)) throw new Error(`there is no estimate: ${estimate.reason}`);
  return estimate;
};

describe('the estimate of a wait', () => {
  const model = fitWaitModel(makeWaits(12_000));

  test('is near the quantiles of the waits of whoever found as many waiting', () => {
    const range = rangeOf(estimateWait(model, found(MONDAY + 40_000, 12)));
    // 145 s × (0.5 + u): 101.5, 145 and 188.5 s.
    expect(range.low).toBeGreaterThan(96);
    expect(range.low).toBeLessThan(107);
    expect(range.middle).toBeGreaterThan(138);
    expect(range.middle).toBeLessThan(152);
    expect(range.high).toBeGreaterThan(181);
    expect(range.high).toBeLessThan(196);
  });

  test('begins at 0 where more than a fifth do not wait at all', () => {
    const range = rangeOf(estimateWait(model, found(MONDAY + 40_000, 0)));
    expect(range.low).toBe(0);
    // 5 in 8 wait nothing; four in five at most 7 s.
    expect(range.middle).toBeLessThan(3);
    expect(range.high).toBeGreaterThan(3);
    expect(range.high).toBeLessThan(12);
  });

  test('grows with the queue by bands, beyond the longest that was seen too, and is in order everywhere', () => {
    let before = -1;
    for (const waiting of [4, 5, 10, 20, 50, 100, 200]) {
      const { low, middle, high } = rangeOf(estimateWait(model, found(MONDAY, waiting)));
      expect(low).toBeGreaterThanOrEqual(0);
      expect(middle).toBeGreaterThanOrEqual(low);
      expect(high).toBeGreaterThanOrEqual(middle);
      expect(middle).toBeGreaterThan(before);
      before = middle;
    }
  });

  test('is put in order where the planes cross', () => {
    const crossed = { ...model, planes: [...model.planes!].reverse() };
    const { low, high } = rangeOf(estimateWait(crossed, found(MONDAY, 12)));
    expect(low).toBeLessThan(high);
  });

  test('is silent where fewer than five were answered in the closed half-hour', () => {
    expect(estimateWait(model, found(MONDAY, 3, { answeredClosed: 4 }))).toEqual({ reason: 'few_answers' });
    expect(isRange(estimateWait(model, found(MONDAY, 3, { answeredClosed: 5 })))).toBe(true);
  });

  test('is silent with too little past, and with none', () => {
    for (const count of [0, 299]) {
      const young = fitWaitModel(makeWaits(count));
      expect(young.planes).toBeNull();
      expect(estimateWait(young, found(MONDAY, 3))).toEqual({ reason: 'few_records' });
      expect(young.n).toBe(count);
    }
    expect(fitWaitModel([])).toMatchObject({ trainedFrom: null, trainedTo: null });
  });

  test('says the same after its model was kept as JSON', () => {
    const kept = parseWaitModel(JSON.stringify(model))!;
    expect(estimateWait(kept, found(MONDAY, 5))).toEqual(estimateWait(model, found(MONDAY, 5)));
  });

  test('is not made by a model of other columns, which has another version or none', () => {
    const { version, ...older } = model;
    expect(parseWaitModel(JSON.stringify(older))).toBeNull();
    expect(parseWaitModel(JSON.stringify({ ...older, version: version - 1 }))).toBeNull();
  });

  test('does without what a source does not tell', () => {
    const blind = ({ moment: seen, waitSeconds }: ObservedWait): ObservedWait => ({
      moment: { ...seen, inService: 0, mostInService: 0, longestWaiting: 0 },
      waitSeconds,
    });
    const poor = fitWaitModel(makeWaits(3000).map(blind));
    const asked = blind({ moment: moment(MONDAY, 12), waitSeconds: 0 }).moment;
    expect(rangeOf(estimateWait(poor, knownOf(asked))).middle).toBeCloseTo(145, -1.2);
  });
});

describe('what is usual at an hour', () => {
  /** Tuesdays at nine waits are 1 to 100 s, in eight weeks; Wednesdays at nine there was one day, of 900 s. */
  const waits: ObservedWait[] = [];
  for (let week = 0; week < 8; week++) {
    for (let i = 1; i <= 100; i++)
      waits.push({ moment: moment(MONDAY + week * WEEK + 33 * 3600 + i, 1), waitSeconds: i });
  }
  for (let i = 0; i < 25; i++) waits.push({ moment: moment(MONDAY + 57 * 3600 + i, 1), waitSeconds: 900 });
  const model = fitWaitModel(waits);

  test('is the middle three fifths of its waits', () => {
    expect(usualRange(model, 33)).toEqual({ low: 20, middle: 50, high: 80 });
  });

  test('is that of the same hour on all days where its own are fewer than four', () => {
    // 825 waits: the 165th is 21, the 413th 52, the 660th 83.
    expect(usualRange(model, 57)).toEqual({ low: 21, middle: 52, high: 83 });
  });

  test('is not said where there is no such past', () => {
    expect(usualRange(model, 40)).toBeNull();
    expect(usualRange(model, 999)).toBeNull();
  });

  test('has a mean that is drawn towards the hour of day by as much as its days are few', () => {
    const all = (800 * 50.5 + 25 * 900) / 825;
    // Of nine o'clock there are nine days, whose mean is that of everything; of Wednesday one.
    expect(model.hourMeans[57]).toBeCloseTo((1 * 900 + 8 * all) / 9, 6);
    expect(model.hourMeans[33]).toBeCloseTo((8 * 50.5 + 8 * all) / 16, 6);
    expect(model.hourMeans[40]).toBeCloseTo(all, 6);
  });
});

describe('the record of the estimate', () => {
  const range = (low: number, high: number): WaitRange => ({ low, middle: (low + high) / 2, high });
  const days = (count: number, tally: CoverageTally) =>
    addTallies(Array.from({ length: count }, () => tally));

  test('counts what lay below, within and above, ends included', () => {
    const tally = tallyCoverage(
      [9, 10, 15, 20, 21].map((waitSeconds) => ({ range: range(10, 20), waitSeconds })),
    );
    expect(tally).toMatchObject({ days: 1, n: 5, below: 1, above: 1 });
    expect(coverageOf(tally)).toEqual({ below: 0.2, within: 0.6, above: 0.2 });
  });

  test('counts one in five below where the range begins at 0 and enough did not wait', () => {
    // Of ten, five waited nothing, two longer than said: a perfect range.
    const waits = [0, 0, 0, 0, 0, 5, 10, 15, 25, 30];
    const tally = tallyCoverage(waits.map((waitSeconds) => ({ range: range(0, 20), waitSeconds })));
    expect(coverageOf(tally)!.below).toBeCloseTo(0.2, 12);
    expect(coverageOf(tally)!.within).toBeCloseTo(0.6, 12);
    expect(coverageOf(tally)!.above).toBeCloseTo(0.2, 12);
  });

  test('counts only who did not wait where those are fewer than one in five: the range began too low', () => {
    const waits = [0, 5, 5, 5, 5, 5, 5, 5, 25, 30];
    const tally = tallyCoverage(waits.map((waitSeconds) => ({ range: range(0, 20), waitSeconds })));
    expect(coverageOf(tally)).toEqual({ below: 0.1, within: 0.7, above: 0.2 });
  });

  test('is perfect where nobody is told to wait and nobody does', () => {
    const tally = tallyCoverage(Array.from({ length: 10 }, () => ({ range: range(0, 0), waitSeconds: 0 })));
    const { below, within, above } = coverageOf(tally)!;
    expect([below, within, above].map((share) => share.toFixed(9))).toEqual([
      '0.200000000',
      '0.600000000',
      '0.200000000',
    ]);
  });

  test('finds no excuse where nobody is told to wait and everybody does', () => {
    const tally = tallyCoverage(Array.from({ length: 10 }, () => ({ range: range(0, 0), waitSeconds: 60 })));
    expect(coverageOf(tally)).toEqual({ below: 0, within: 0, above: 1 });
  });

  test('of days adds up to the record of their waits together', () => {
    const said = makeWaits(400).map(({ waitSeconds }) => ({ range: range(0, 90), waitSeconds }));
    const parts = addTallies([tallyCoverage(said.slice(0, 150)), tallyCoverage(said.slice(150))]);
    expect(parts).toEqual({ ...tallyCoverage(said), days: 2 });
    expect(addTallies([])).toMatchObject({ days: 0, n: 0 });
    expect(coverageOf(addTallies([]))).toBeNull();
  });

  const outOf100 = (below: number, above: number): CoverageTally => ({
    days: 1,
    n: 100,
    below,
    above,
    lowAtNought: 0,
    lowTies: 0,
    highAtNought: 0,
    highTies: 0,
  });

  test('lets the estimate be said from 55 to 65 in a hundred, and says what else it is', () => {
    expect(judgeCoverage(days(28, outOf100(20, 20)))).toEqual({ isTrusted: true, coverage: 0.6, n: 2800 });
    expect(judgeCoverage(days(28, outOf100(20, 25)))).toMatchObject({ isTrusted: true, coverage: 0.55 });
    expect(judgeCoverage(days(28, outOf100(15, 20)))).toMatchObject({ isTrusted: true, coverage: 0.65 });
    expect(judgeCoverage(days(28, outOf100(20, 26)))).toMatchObject({
      isTrusted: false,
      reason: 'too_narrow',
    });
    expect(judgeCoverage(days(28, outOf100(14, 20)))).toMatchObject({ isTrusted: false, reason: 'too_wide' });
  });

  test('proves nothing in less than a week, or with fewer than 200 waits', () => {
    expect(judgeCoverage(days(6, outOf100(20, 20)))).toEqual({
      isTrusted: false,
      reason: 'unproven',
      coverage: null,
      n: 600,
    });
    const few = { ...outOf100(5, 5), n: 25 };
    expect(judgeCoverage(days(7, few))).toMatchObject({ isTrusted: false, reason: 'unproven', n: 175 });
    expect(judgeCoverage(addTallies([]))).toMatchObject({ isTrusted: false, reason: 'unproven', n: 0 });
  });

  test('moves the shares of the next fit against the miss, by a tenth of it and within bounds', () => {
    const moved = correctedTaus(TAUS, outOf100(30, 10));
    expect(moved[0]).toBeCloseTo(0.19, 12);
    expect(moved[1]).toBe(0.5);
    expect(moved[2]).toBeCloseTo(0.79, 12);
    let taus = TAUS;
    for (let day = 0; day < 100; day++) taus = correctedTaus(taus, outOf100(100, 0));
    expect(taus[0]).toBeCloseTo(0.08, 12);
    expect(taus[2]).toBeCloseTo(0.65, 12);
    expect(correctedTaus(TAUS, { ...outOf100(40, 0), n: 49 })).toEqual(TAUS);
  });
});

describe('days replayed', () => {
  const zone = makeZone('Europe/London');
  /** Ten weeks of one server that takes 50 s a contact; each hour begins with a crowd. */
  const contacts = Array.from({ length: 70 }, (_, day) => {
    const random = makeRandom(day + 1);
    const arrivals = Array.from(
      { length: 300 },
      () => MONDAY + day * 86_400 + 9 * 3600 + Math.floor(random() * 20_000),
    ).sort((a, b) => a - b);
    let freeAt = 0;
    return arrivals.map((offeredAt) => {
      const startsAt = Math.max(freeAt, offeredAt);
      const handleSeconds = Math.round(20 + 80 * random());
      freeAt = startsAt + handleSeconds;
      return {
        offeredAt,
        outcome: 'answered' as const,
        menuSeconds: 0,
        waitSeconds: startsAt - offeredAt,
        handleSeconds,
      };
    });
  }).flat();
  const days = daysOfWaits(contacts, zone);
  const from = zone.dayOf(MONDAY) + 56;

  test('hold what everybody saw who joined and was answered, day by day', () => {
    expect(days).toHaveLength(70);
    expect(days.flatMap(({ observed }) => observed)).toHaveLength(contacts.length);
    const some = daysOfWaits(contacts, zone, ({ waitSeconds }) => waitSeconds > 0);
    const all = days.flatMap(({ observed }) => observed).filter(({ waitSeconds }) => waitSeconds > 0);
    expect(some.flatMap(({ observed }) => observed)).toEqual(all);
  });

  test('are estimated by the past alone: what comes later changes nothing', () => {
    const whole: ReplayedDay[] = [];
    for (const day of replayEstimates(days, from)) if (whole.push(day) === 3) break;
    const cut = [
      ...replayEstimates(
        days.filter(({ day }) => day < from + 3),
        from,
      ),
    ];
    expect(cut).toHaveLength(3);
    expect(cut.map(({ estimates }) => estimates)).toEqual(whole.map(({ estimates }) => estimates));
    for (const { day, model } of whole) expect(zone.dayOf(model.trainedTo!)).toBeLessThan(day);
  });

  test('keep about the promised share on a queue that obeys its own laws', () => {
    const tallies = [...replayEstimates(days, from)].map(({ tally }) => tally);
    const { within } = coverageOf(addTallies(tallies))!;
    expect(within).toBeGreaterThan(0.55);
    expect(within).toBeLessThan(0.65);
  });
});
