import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  hourOfWeekAt,
  momentsAt,
  passageOf,
  type QueueMoment,
  type QueuePassage,
} from '../../../db/domain/queue-moment.ts';
import { makeZone } from '../../../db/domain/zone.ts';

const answered = (queuedAt: number, wait: number, service: number | null): QueuePassage => ({
  queuedAt,
  answeredAt: queuedAt + wait,
  leftAt: null,
  endedAt: service === null ? null : queuedAt + wait + service,
});
const gaveUp = (queuedAt: number, after: number): QueuePassage => ({
  queuedAt,
  answeredAt: null,
  leftAt: queuedAt + after,
  endedAt: null,
});
const still = (queuedAt: number): QueuePassage => ({
  queuedAt,
  answeredAt: null,
  leftAt: null,
  endedAt: null,
});
const momentAt = (passages: QueuePassage[], at: number) => momentsAt(passages, [at], () => 7)[0]!;

/** The same by looking at everything for every instant. */
function lookedAtOneByOne(passages: readonly QueuePassage[], at: number): QueueMoment {
  const seen = passages.filter(({ queuedAt }) => queuedAt < at);
  const out = ({ answeredAt, leftAt }: QueuePassage) => answeredAt ?? leftAt ?? Number.POSITIVE_INFINITY;
  const waiting = seen.filter((one) => out(one) > at);
  const done = seen
    .filter(({ answeredAt }) => answeredAt !== null && answeredAt <= at)
    .sort((a, b) => a.answeredAt! - b.answeredAt! || a.queuedAt - b.queuedAt);
  const waits = done.map(({ queuedAt, answeredAt }) => answeredAt! - queuedAt);
  const recent = done
    .filter(({ answeredAt }) => answeredAt! > at - 1800)
    .map(({ queuedAt, answeredAt }) => answeredAt! - queuedAt);
  const closed = at - (at % 900);
  const ofClosed = done
    .filter(({ answeredAt }) => answeredAt! >= closed - 1800 && answeredAt! < closed)
    .map(({ queuedAt, answeredAt }) => answeredAt! - queuedAt);
  const mean = (of: number[]) => (of.length === 0 ? null : of.reduce((a, b) => a + b, 0) / of.length);
  const servedAt = (when: number) =>
    done.filter(({ answeredAt, endedAt }) => endedAt !== null && answeredAt! <= when && endedAt > when)
      .length;
  // The most at once is reached at the beginning of the half-hour or where a service begins.
  const starts = done.map(({ answeredAt }) => answeredAt!).filter((when) => when >= at - 1800);
  return {
    at,
    hourOfWeek: 7,
    waiting: waiting.length,
    longestWaiting: waiting.reduce((most, { queuedAt }) => Math.max(most, at - queuedAt), 0),
    inService: servedAt(at),
    mostInService: Math.max(...[at - 1800, at, ...starts].map(servedAt)),
    meanOfLastTen: waits.length < 10 ? null : mean(waits.slice(-10)),
    lastWait: waits.at(-1) ?? null,
    meanOfHalfHour: mean(recent),
    answeredClosed: ofClosed.length,
    meanOfClosed: mean(ofClosed),
  };
}

describe('the passage of a contact', () => {
  const contact = { offeredAt: 1000, menuSeconds: 30, waitSeconds: 60, handleSeconds: 200 };

  test('begins after the menu and ends after the service', () => {
    expect(passageOf({ ...contact, outcome: 'answered' })).toEqual({
      queuedAt: 1030,
      answeredAt: 1090,
      leftAt: null,
      endedAt: 1290,
    });
    expect(passageOf({ ...contact, outcome: 'answered', menuSeconds: null, handleSeconds: null })).toEqual({
      queuedAt: 1000,
      answeredAt: 1060,
      leftAt: null,
      endedAt: null,
    });
  });

  test('of one who gave up or took a callback leaves the queue without an answer', () => {
    for (const outcome of ['abandoned', 'callback', 'message'] as const) {
      expect(passageOf({ ...contact, outcome })).toMatchObject({ answeredAt: null, leftAt: 1090 });
    }
  });

  test('is none for whoever did not queue, or of whom no wait is known', () => {
    for (const outcome of ['contained', 'blocked', 'open'] as const)
      expect(passageOf({ ...contact, outcome })).toBeNull();
    expect(passageOf({ ...contact, outcome: 'answered', waitSeconds: null })).toBeNull();
  });
});

describe('the state of a queue', () => {
  test('counts who waits, who is served and what was waited', () => {
    const passages = [
      answered(0, 0, 100),
      answered(10, 20, 300),
      gaveUp(15, 5),
      still(40),
      answered(50, 500, 9),
    ];
    expect(momentAt(passages, 60)).toEqual({
      at: 60,
      hourOfWeek: 7,
      waiting: 2,
      longestWaiting: 20,
      inService: 2,
      mostInService: 2,
      meanOfLastTen: null,
      lastWait: 20,
      meanOfHalfHour: 10,
      answeredClosed: 0,
      meanOfClosed: null,
    });
  });

  test('does not show those who join in the same second to each other', () => {
    expect(momentAt([answered(60, 0, 10), still(60), still(59)], 60)).toMatchObject({
      waiting: 1,
      inService: 0,
      lastWait: null,
    });
  });

  test('has no mean of the last ten before ten were answered', () => {
    const nine = Array.from({ length: 9 }, (_, i) => answered(i, 10 * i, 5));
    expect(momentAt(nine, 1000).meanOfLastTen).toBeNull();
    expect(momentAt([...nine, answered(9, 100, 5)], 1000).meanOfLastTen).toBe(46);
  });

  test('forgets after half an hour who was answered, and how many served at once', () => {
    const passages = [answered(0, 10, 50), answered(0, 20, 50), answered(2000, 30, 50)];
    expect(momentAt(passages, 1815)).toMatchObject({ meanOfHalfHour: 20, mostInService: 2 });
    expect(momentAt(passages, 2060)).toMatchObject({ mostInService: 1, inService: 1 });
    expect(momentAt(passages, 5000)).toMatchObject({ meanOfHalfHour: null, mostInService: 0 });
  });

  test('does not count in service whose end nobody says', () => {
    expect(momentAt([answered(0, 5, null)], 60)).toMatchObject({ inService: 0, lastWait: 5 });
  });

  test('counts answers of the two quarter-hours that closed last, and of none that runs', () => {
    const passages = [
      answered(0, 899, 9),
      answered(800, 100, 9),
      answered(2600, 99, 9),
      answered(2600, 100, 9),
    ];
    expect(momentAt(passages, 2699)).toMatchObject({ answeredClosed: 2, meanOfClosed: 499.5 });
    expect(momentAt(passages, 2700)).toMatchObject({ answeredClosed: 2, meanOfClosed: 99.5 });
    expect(momentAt(passages, 3599)).toMatchObject({ answeredClosed: 2, meanOfClosed: 99.5 });
    expect(momentAt(passages, 3600)).toMatchObject({ answeredClosed: 2, meanOfClosed: 99.5 });
    expect(momentAt(passages, 4500)).toMatchObject({ answeredClosed: 1, meanOfClosed: 100 });
    expect(momentAt(passages, 5400)).toMatchObject({ answeredClosed: 0, meanOfClosed: null });
  });

  test('is at every instant what looking at every contact finds', () => {
    const time = fc.integer({ min: 0, max: 4000 });
    const length = fc.integer({ min: 0, max: 900 });
    const passage = fc.oneof(
      fc.tuple(time, length, fc.option(length)).map(([at, wait, service]) => answered(at, wait, service)),
      fc.tuple(time, length).map(([at, after]) => gaveUp(at, after)),
      time.map(still),
    );
    fc.assert(
      fc.property(
        fc.array(passage, { maxLength: 40 }),
        fc.array(fc.integer({ min: 0, max: 6500 }), { minLength: 1, maxLength: 20 }),
        (passages, instants) => {
          const ascending = [...instants].sort((a, b) => a - b);
          const moments = momentsAt(passages, ascending, () => 7);
          const expected = ascending.map((at) => lookedAtOneByOne(passages, at));
          moments.forEach((moment, i) => {
            const { meanOfLastTen: ten, meanOfHalfHour: half, meanOfClosed: shut, ...counts } = moment;
            const { meanOfLastTen, meanOfHalfHour, meanOfClosed, ...expectedCounts } = expected[i]!;
            expect(counts).toEqual(expectedCounts);
            expect(ten === null ? null : ten.toFixed(6)).toBe(meanOfLastTen?.toFixed(6) ?? null);
            expect(half === null ? null : half.toFixed(6)).toBe(meanOfHalfHour?.toFixed(6) ?? null);
            expect(shut === null ? null : shut.toFixed(6)).toBe(meanOfClosed?.toFixed(6) ?? null);
          });
        },
      ),
    );
  });
});

test('hours of the week begin on Monday at midnight of the wall clock', () => {
  const zone = makeZone('Asia/Jerusalem');
  // Monday 1 February 1999, 00:30 in Jerusalem.
  const at = Date.UTC(1999, 0, 31, 22, 30) / 1000;
  expect(hourOfWeekAt(zone, at)).toBe(0);
  expect(hourOfWeekAt(zone, at - 3600)).toBe(167);
  expect(hourOfWeekAt(zone, at + 86_400)).toBe(24);
});
