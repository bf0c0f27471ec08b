/** Benchmark B of the reference (3.6) on the bank's February 1999, and our estimate against it. */
import { beforeAll, expect, test } from 'vitest';
import { momentsAt, passageOf, type QueueMoment } from '../../db/domain/queue-moment.ts';
import { type DayOfWaits, daysOfWaits } from '../../db/domain/wait-replay.ts';
import { dayOfDate } from '../../db/domain/zone.ts';
import {
  type Comparison,
  compareMethods,
  METHODS,
  type Method,
  tableOfMethods,
} from '../../scripts/bench/wait-methods.ts';
import { type Call, readCalls } from './bank-count.ts';
import { compareWith, rawFiles, readRows } from './raw-records.ts';

const files = rawFiles('anonbank');
const FEBRUARY = dayOfDate(1999, 2, 1);
const MIDDLE = dayOfDate(1999, 2, 15);
const MARCH = dayOfDate(1999, 3, 1);
const BENCHMARK_QUEUES = new Set(['PS', 'NW', 'PE', 'TT']);
/** As the reference has them, in seconds. */
const BENCHMARK: Record<string, [rmse: number, mae: number, bias: number]> = {
  'constant historical mean': [83.6, 58.7, -14],
  'hour-of-day mean': [83.4, 58.5, -15],
  LES: [94.2, 65.8, -11],
  'HOL (0 if none)': [90.9, 64.3, -21],
  'mean of last 10': [86.7, 62.3, -5],
  'mean of waits ending in last 30 min': [83.7, 61.4, -1],
};
/** All others, those too that know the exact queue, which is said to nobody. */
const RIVALS: readonly Method[] = METHODS.filter((method) => method !== 'our estimate');

/** The bank's local time taken as if it were UTC: it has no change of clock in February. */
const wall = {
  dayOf: (at: number) => Math.floor(at / 86_400),
  secondOfDay: (at: number) => at % 86_400,
};

compareWith('the estimate of waits at the bank', files, () => {
  let calls: (ReturnType<typeof contactOf> & { queue: string })[];

  beforeAll(() => {
    calls = readCalls(readRows(files)).map((call) => ({ ...contactOf(call), queue: call.queue }));
  });

  const isOfBenchmark = ({ queue, waitSeconds, outcome }: (typeof calls)[number]) =>
    BENCHMARK_QUEUES.has(queue) && waitSeconds > 0 && outcome === 'answered';

  test('has the rows of Benchmark B', () => {
    const february = calls.filter(({ offeredAt }) => {
      const day = wall.dayOf(offeredAt);
      return day >= FEBRUARY && day < MARCH;
    });
    const waited = february.filter(isOfBenchmark).map((call) => passageOf(call)!);
    waited.sort((a, b) => a.queuedAt - b.queuedAt);
    const waitOf = ({ queuedAt, answeredAt }: (typeof waited)[number]) => answeredAt! - queuedAt;
    const learnt = waited.filter(({ queuedAt }) => wall.dayOf(queuedAt) < MIDDLE);
    const asked = waited.filter(({ queuedAt }) => wall.dayOf(queuedAt) >= MIDDLE);
    const waits = asked.map(waitOf);
    // The copy of the reference has 6,184: one call more or less.
    expect(Math.abs(waits.length - 6184)).toBeLessThanOrEqual(1);
    const mean = meanOf(waits);
    expect(mean).toBeCloseTo(83.9, 1);
    expect(Math.sqrt(meanOf(waits.map((wait) => (wait - mean) ** 2)))).toBeCloseTo(82.4, 1);

    const constant = meanOf(learnt.map(waitOf));
    const hourOf = (at: number) => Math.floor(wall.secondOfDay(at) / 3600);
    const byHour = Array.from({ length: 24 }, (_, hour) => {
      const theirs = learnt.filter(({ queuedAt }) => hourOf(queuedAt) === hour);
      return theirs.length === 0 ? constant : meanOf(theirs.map(waitOf));
    });
    const instants = asked.map(({ queuedAt }) => queuedAt);
    const seenAmongWaited = momentsAt(waited, instants, () => 0);
    const queued = february.filter(
      ({ queue, waitSeconds }) => BENCHMARK_QUEUES.has(queue) && waitSeconds > 0,
    );
    const seenAmongQueued = momentsAt(
      queued.map((call) => passageOf(call)).filter((one) => one !== null),
      instants,
      () => 0,
    );
    const told: Record<string, number[]> = {
      'constant historical mean': asked.map(() => constant),
      'hour-of-day mean': instants.map((at) => byHour[hourOf(at)]!),
      LES: seenAmongWaited.map(({ lastWait }) => lastWait!),
      'HOL (0 if none)': seenAmongQueued.map(({ longestWaiting }) => longestWaiting),
      'mean of last 10': seenAmongWaited.map(({ meanOfLastTen }) => meanOfLastTen!),
      'mean of waits ending in last 30 min': seenAmongWaited.map(
        ({ meanOfHalfHour }: QueueMoment) => meanOfHalfHour ?? constant,
      ),
    };
    for (const [name, [rmse, mae, bias]] of Object.entries(BENCHMARK)) {
      const errors = told[name]!.map((one, i) => one - waits[i]!);
      const found = [Math.sqrt(meanOf(errors.map((one) => one * one))), meanOf(errors.map(Math.abs))];
      console.info(
        `${name.padEnd(36)} RMSE ${found[0]!.toFixed(1)} (${rmse})  MAE ${found[1]!.toFixed(1)} (${mae})  bias ${meanOf(errors).toFixed(1)} (${bias})`,
      );
      expect(Math.abs(found[0]! - rmse), name).toBeLessThan(0.5);
      expect(Math.abs(found[1]! - mae), name).toBeLessThan(0.2);
      expect(Math.abs(meanOf(errors) - bias), name).toBeLessThan(1);
    }
  });

  test('beats on those waits what call centres tell, with a range that holds three in five', () => {
    const days = daysOfWaits(calls, wall, isOfBenchmark);
    for (const [name, from] of [
      ['fitted on February alone', FEBRUARY],
      ['fitted on all days before', dayOfDate(1999, 1, 1)],
    ] as const) {
      const comparison = compareMethods(within(days, from, MARCH), MIDDLE);
      report(`who waited, 15 to 28 February, ${name}`, comparison);
      expectBetter(comparison);
      expect(comparison.n).toBeGreaterThan(6100);
      const { range } = comparison.scores['our estimate'];
      expect(range!.rawCoverage).toBeCloseTo(range!.coverage, 2);
    }
  });

  test('beats it for everybody who was answered too, at once or later', () => {
    const days = within(daysOfWaits(calls, wall), dayOfDate(1999, 1, 1), MARCH);
    const comparison = compareMethods(days, MIDDLE);
    report('everybody, 15 to 28 February', comparison);
    expectBetter(comparison);
    expect(comparison.n).toBeGreaterThan(12_500);
  });

  test('keeps its promise in every four weeks of a quarter', () => {
    const days = within(daysOfWaits(calls, wall), dayOfDate(1999, 1, 1), dayOfDate(1999, 4, 1));
    const comparison = compareMethods(days, dayOfDate(1999, 1, 22));
    report('everybody, 22 January to March', comparison);
    expectBetter(comparison);
    const [least, most] = comparison.rolling!;
    expect(least).toBeGreaterThanOrEqual(0.55);
    expect(most).toBeLessThanOrEqual(0.65);
  });

  test('errs least on 23 May too, when the bank was overrun in the evening', () => {
    const day = dayOfDate(1999, 5, 23);
    const comparison = compareMethods(within(daysOfWaits(calls, wall), day - 60, day + 1), day);
    report('everybody, 23 May', comparison);
    const { scores } = comparison;
    for (const rival of RIVALS) expect(scores['our estimate'].mae, rival).toBeLessThan(scores[rival].mae);
    expect(comparison.n).toBeGreaterThan(1000);
  });
});

function contactOf(call: Call) {
  return {
    offeredAt: Date.parse(`${call.date}T00:00:00Z`) / 1000 + call.second,
    outcome: call.end,
    menuSeconds: call.menuSeconds,
    waitSeconds: call.waitSeconds,
    handleSeconds: call.end === 'answered' ? call.serviceSeconds : null,
  };
}

const within = (days: readonly DayOfWaits[], from: number, to: number) =>
  days.filter(({ day }) => day >= from && day < to);

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function report(name: string, comparison: Comparison): void {
  const { n, silent, rolling, secondsPerFit } = comparison;
  const of28 =
    rolling === null ? '' : `, coverage of 28 days ${rolling.map((one) => one.toFixed(3)).join(' to ')}`;
  console.info(
    `${name}: ${n} waits, ${silent} without an estimate, ${secondsPerFit.toFixed(2)} s a night${of28}\n${tableOfMethods(comparison)}`,
  );
}

function expectBetter({ scores }: Comparison): void {
  const ours = scores['our estimate'];
  for (const rival of RIVALS) expect(ours.mae, rival).toBeLessThan(scores[rival].mae);
  expect(ours.range!.coverage).toBeGreaterThanOrEqual(0.55);
  expect(ours.range!.coverage).toBeLessThanOrEqual(0.65);
  const usual = scores["hour's usual range"].range!;
  expect(meanOf(ours.range!.pinball)).toBeLessThan(meanOf(usual.pinball));
}
