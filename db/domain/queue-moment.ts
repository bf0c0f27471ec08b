/**
 * The state of a queue at an instant, as somebody who joins it then would find it.
 * Owns what is counted at an instant and from which events; refuses to estimate anything from it.
 *
 * One definition serves the past, by which an estimate is fitted, and the present, for which it is made: whoever reads
 * the state of now from elsewhere fills the same `QueueMoment`.
 */
import { QUARTER_SECONDS } from './bucket.ts';
import { type CivilDay, weekdayOf } from './civil-day.ts';
import type { Contact } from './contact.ts';

/** How many of the waits that ended last are averaged. */
const RECENT_ANSWERS = 10;
/** What is recent, in seconds. */
export const RECENT_SECONDS = 1800;
/** As long, but of whole quarter-hours that are over. */
const CLOSED_SECONDS = 2 * QUARTER_SECONDS;
/** Answers and ends of before bear no more on a moment, but for the ten answered last. */
export const BEARING_SECONDS = CLOSED_SECONDS + QUARTER_SECONDS;

/** A contact's way through the queue, in UTC seconds; null: it has not come to that, or nobody said when. */
export interface QueuePassage {
  queuedAt: number;
  answeredAt: number | null;
  /** left the queue without an answer: gave up, or chose a callback or a message */
  leftAt: number | null;
  /** the end of the service; null for an answered contact: not over, or not known */
  endedAt: number | null;
}

export interface QueueMoment {
  /** UTC seconds */
  at: number;
  /** 0 to 167 by the organisation's wall clock, Monday 00:00 first */
  hourOfWeek: number;
  waiting: number;
  /** seconds that the first in the queue has waited by then, 0 when nobody waits */
  longestWaiting: number;
  /** answered contacts of which the end is known and has not come */
  inService: number;
  /** the most in service at once in the last 30 minutes: as many have answered, where nobody says how many are there */
  mostInService: number;
  /** mean wait in seconds of the ten that were answered last, whenever that was; null before the first ten */
  meanOfLastTen: number | null;
  /** wait in seconds of the one answered last; null before the first */
  lastWait: number | null;
  /** mean wait in seconds of those answered in the last 30 minutes; null without any */
  meanOfHalfHour: number | null;
  /** waits that ended with an answer in the two quarter-hours of the clock that closed last */
  answeredClosed: number;
  /** their mean in seconds; null without any */
  meanOfClosed: number | null;
}

/** What is asked of the organisation's wall clock; `Zone` of db/domain is one. */
export interface WallClock {
  dayOf(utcSeconds: number): CivilDay;
  secondOfDay(utcSeconds: number): number;
}

/** 0 to 167, Monday 00:00 first. An hour that a clock repeats is one hour. */
export function hourOfWeekAt(clock: WallClock, utcSeconds: number): number {
  return weekdayOf(clock.dayOf(utcSeconds)) * 24 + Math.floor(clock.secondOfDay(utcSeconds) / 3600);
}

/**
 * The passage of a recorded contact that entered the queue, else null: it ended in a menu, was refused, is still open,
 * or its wait is not known. The menu comes before the queue; where it is not known it is taken as 0.
 */
export function passageOf(
  contact: Pick<Contact, 'offeredAt' | 'outcome' | 'menuSeconds' | 'waitSeconds' | 'handleSeconds'>,
): QueuePassage | null {
  const { offeredAt, outcome, menuSeconds, waitSeconds, handleSeconds } = contact;
  if (outcome === 'contained' || outcome === 'blocked' || outcome === 'open' || waitSeconds === null)
    return null;
  const queuedAt = offeredAt + (menuSeconds ?? 0);
  const outAt = queuedAt + waitSeconds;
  if (outcome !== 'answered') return { queuedAt, answeredAt: null, leftAt: outAt, endedAt: null };
  const endedAt = handleSeconds === null ? null : outAt + handleSeconds;
  return { queuedAt, answeredAt: outAt, leftAt: null, endedAt };
}

/**
 * The state just before each of the instants, which ascend. What happened in that very second counts, except to those
 * who joined in it: people who come together do not see each other.
 * @param passages in any order
 * @param hourOfWeek hour of the week at an instant, 0 to 167
 */
export function momentsAt(
  passages: readonly QueuePassage[],
  instants: ArrayLike<number>,
  hourOfWeek: (utcSeconds: number) => number,
): QueueMoment[] {
  const queued = [...passages].sort((a, b) => a.queuedAt - b.queuedAt);
  const answered = inOrderOf(queued, ({ answeredAt }) => answeredAt);
  const left = inOrderOf(queued, ({ leftAt }) => leftAt);
  const ended = inOrderOf(queued, ({ answeredAt, endedAt }) => (answeredAt === null ? null : endedAt));
  const waits = answered.map(({ queuedAt, answeredAt }) => answeredAt! - queuedAt);
  const sums = new Float64Array(waits.length + 1);
  waits.forEach((wait, i) => {
    sums[i + 1] = sums[i]! + wait;
  });
  const meanOf = (from: number, to: number) => (to > from ? (sums[to]! - sums[from]!) / (to - from) : null);

  const service = new ServiceLevels();
  let [nQueued, nAnswered, nLeft, nEnded, nOld, first] = [0, 0, 0, 0, 0, 0];
  let [nClosed, nBefore] = [0, 0];
  const moments: QueueMoment[] = [];
  for (let i = 0; i < instants.length; i++) {
    const at = instants[i]!;
    const hasCome = (one: QueuePassage | undefined, when: number | null | undefined) =>
      one !== undefined && when! <= at && one.queuedAt < at;
    while (nQueued < queued.length && queued[nQueued]!.queuedAt < at) nQueued++;
    while (hasCome(left[nLeft], left[nLeft]?.leftAt)) nLeft++;
    for (;;) {
      // Answers and ends in the order in which they came, so that the most at once is right.
      const isAnswer = hasCome(answered[nAnswered], answered[nAnswered]?.answeredAt);
      const isEnd = hasCome(ended[nEnded], ended[nEnded]?.endedAt);
      if (!isAnswer && !isEnd) break;
      if (isEnd && (!isAnswer || ended[nEnded]!.endedAt! <= answered[nAnswered]!.answeredAt!)) {
        service.change(ended[nEnded]!.endedAt!, -1);
        nEnded++;
      } else {
        if (answered[nAnswered]!.endedAt !== null) service.change(answered[nAnswered]!.answeredAt!, 1);
        nAnswered++;
      }
    }
    while (nOld < nAnswered && answered[nOld]!.answeredAt! <= at - RECENT_SECONDS) nOld++;
    const closed = at - (at % QUARTER_SECONDS);
    while (nClosed < nAnswered && answered[nClosed]!.answeredAt! < closed) nClosed++;
    while (nBefore < nClosed && answered[nBefore]!.answeredAt! < closed - CLOSED_SECONDS) nBefore++;
    while (first < nQueued && isOut(queued[first]!, at)) first++;
    moments.push({
      at,
      hourOfWeek: hourOfWeek(at),
      waiting: nQueued - nAnswered - nLeft,
      longestWaiting: first < nQueued ? at - queued[first]!.queuedAt : 0,
      inService: service.now,
      mostInService: service.mostSince(at - RECENT_SECONDS),
      meanOfLastTen: nAnswered < RECENT_ANSWERS ? null : meanOf(nAnswered - RECENT_ANSWERS, nAnswered),
      lastWait: nAnswered === 0 ? null : waits[nAnswered - 1]!,
      meanOfHalfHour: meanOf(nOld, nAnswered),
      answeredClosed: nClosed - nBefore,
      meanOfClosed: meanOf(nBefore, nClosed),
    });
  }
  return moments;
}

/** Those that have the time, by it; at the same second in order of joining. */
function inOrderOf(queued: readonly QueuePassage[], timeOf: (one: QueuePassage) => number | null) {
  return queued.filter((one) => timeOf(one) !== null).sort((a, b) => timeOf(a)! - timeOf(b)!);
}

function isOut({ answeredAt, leftAt }: QueuePassage, at: number): boolean {
  return (answeredAt ?? leftAt ?? Number.POSITIVE_INFINITY) <= at;
}

/** How many are in service, and the most at once since an instant that only grows. */
class ServiceLevels {
  now = 0;
  /** instants at which a level ended, or still holds, that nothing later reached: levels descend */
  private readonly peaks: { level: number; until: number }[] = [];
  private firstPeak = 0;

  change(at: number, by: 1 | -1): void {
    if (by < 0) {
      while (this.peaks.length > this.firstPeak && this.peaks.at(-1)!.level <= this.now) this.peaks.pop();
      this.peaks.push({ level: this.now, until: at });
    }
    this.now += by;
  }

  mostSince(since: number): number {
    while (this.firstPeak < this.peaks.length && this.peaks[this.firstPeak]!.until <= since) this.firstPeak++;
    return Math.max(this.now, this.peaks[this.firstPeak]?.level ?? 0);
  }
}
