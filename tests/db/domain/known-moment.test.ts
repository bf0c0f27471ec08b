// That the estimate shows nobody: what is known of a queue's state is the same with one contact more or less.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { knownOf } from '../../../db/domain/known-moment.ts';
import { momentsAt, type QueueMoment, type QueuePassage } from '../../../db/domain/queue-moment.ts';
import { estimateWait } from '../../../db/domain/wait-estimate.ts';
import { COLUMNS, fitWaitModel, HOURS_OF_WEEK, type WaitModel } from '../../../db/domain/wait-model.ts';

const QUARTER = 900;
/** Where a quarter-hour begins. */
const BEGUN = 4 * QUARTER;

const answered = (queuedAt: number, wait: number, service: number): QueuePassage => ({
  queuedAt,
  answeredAt: queuedAt + wait,
  leftAt: null,
  endedAt: queuedAt + wait + service,
});
const still = (queuedAt: number): QueuePassage => ({
  queuedAt,
  answeredAt: null,
  leftAt: null,
  endedAt: null,
});
const momentOf = (passages: readonly QueuePassage[], at: number) => momentsAt(passages, [at], () => 34)[0]!;
const knownAt = (passages: readonly QueuePassage[], at: number) => knownOf(momentOf(passages, at));

/** A model in which every column matters, whatever was learnt. */
const model = fc
  .array(
    fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: COLUMNS, maxLength: COLUMNS }),
    {
      minLength: 3,
      maxLength: 3,
    },
  )
  .map(
    (planes): WaitModel => ({
      ...fitWaitModel([]),
      planes,
      hourMeans: Array.from({ length: HOURS_OF_WEEK }, (_, hour) => hour),
    }),
  );

const second = fc.integer({ min: 0, max: QUARTER - 1 });
/** Calls that were answered and are over before this quarter-hour began. */
const past = fc.array(
  fc
    .tuple(
      fc.integer({ min: 0, max: BEGUN - 1000 }),
      fc.integer({ min: 0, max: 600 }),
      fc.integer({ min: 1, max: 390 }),
    )
    .map(([at, wait, service]) => answered(at, wait, service)),
  { maxLength: 60 },
);
/** Up to three who wait, so that one more is within the lowest band. */
const queue = fc.array(fc.integer({ min: BEGUN - 900, max: BEGUN - 1 }), { maxLength: 3 });

describe('what may be known at once', () => {
  test('is the same with one waiting more or less, of up to four', () => {
    fc.assert(
      fc.property(
        past,
        second,
        queue,
        fc.integer({ min: 0, max: BEGUN - 1 }),
        model,
        (before, s, joined, one, any) => {
          const at = BEGUN + s;
          const some = [...before, ...joined.map(still)];
          const more = [...some, still(one)];
          expect(knownAt(more, at)).toEqual(knownAt(some, at));
          expect(estimateWait(any, knownAt(more, at))).toEqual(estimateWait(any, knownAt(some, at)));
        },
      ),
    );
  });

  test('does not tell who in this quarter-hour gave up, or was answered by one of four', () => {
    fc.assert(
      fc.property(
        second,
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 800 }),
        model,
        (s, busy, wait, any) => {
          const at = BEGUN + s;
          // Those who are busy all along, one who takes short calls, and the one of whom it is asked: four at most.
          const before = [
            ...Array.from({ length: busy }, (_, i) => answered(i, 0, 9000)),
            ...Array.from({ length: 12 }, (_, i) => answered(2000 + 60 * i, 0, 30)),
          ];
          const joined = at - 1 - wait;
          const waits = [...before, still(joined)];
          const gone = [...before, { ...still(joined), leftAt: at }];
          const served = [...before, { ...answered(joined, at - joined, 200) }];
          for (const other of [before, gone, served]) {
            expect(knownAt(other, at)).toEqual(knownAt(waits, at));
            expect(estimateWait(any, knownAt(other, at))).toEqual(estimateWait(any, knownAt(waits, at)));
          }
        },
      ),
    );
  });

  const busy: QueueMoment = {
    ...{ at: BEGUN, hourOfWeek: 34, waiting: 7, longestWaiting: 61, inService: 8, mostInService: 12 },
    ...{ meanOfLastTen: 1, lastWait: 2, meanOfHalfHour: 3, answeredClosed: 10, meanOfClosed: 45.5 },
  };

  test('is bands, begun minutes and the mean of ten and more', () => {
    expect(knownOf(busy)).toEqual({
      hourOfWeek: 34,
      waiting: { low: 5, high: 9 },
      longestMinutes: 2,
      inService: { low: 5, high: 9 },
      mostInService: { low: 10, high: 19 },
      answered: { low: 10, high: 19 },
      meanWait: 45.5,
    });
  });

  test('holds no wait of the first of four, and no mean of nine', () => {
    expect(knownOf({ ...busy, waiting: 4 }).longestMinutes).toBe(0);
    expect(knownOf({ ...busy, answeredClosed: 9 }).meanWait).toBeNull();
  });

  test('forgets what the last wait was, and the means of whatever moment', () => {
    const other = { ...busy, at: BEGUN + 30, meanOfLastTen: 600, lastWait: 900, meanOfHalfHour: 500 };
    expect(knownOf(other)).toEqual(knownOf(busy));
  });

  test('tells more where more wait: the bands are there to be used', () => {
    const low = knownAt([still(0), still(1), still(2), still(3)], BEGUN);
    const next = knownAt([still(0), still(1), still(2), still(3), still(4)], BEGUN);
    expect([low.waiting.low, next.waiting.low]).toEqual([0, 5]);
    expect([low.longestMinutes, next.longestMinutes]).toEqual([0, 60]);
  });
});
