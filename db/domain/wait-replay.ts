/**
 * The estimate as it would have been on days past: each day's by a model fitted on the days before it alone, and
 * corrected by how those went. Owns that order, for a first record of coverage and for benchmarks; refuses to look ahead.
 */
import type { Contact } from './contact.ts';
import { knownOf } from './known-moment.ts';
import { hourOfWeekAt, momentsAt, passageOf, type QueuePassage, type WallClock } from './queue-moment.ts';
import { type CoverageTally, correctedTaus, tallyCoverage } from './wait-coverage.ts';
import { estimateWait, isRange, type WaitEstimate } from './wait-estimate.ts';
import {
  fitWaitModel,
  type ObservedWait,
  TAUS,
  type Taus,
  TRAINING_DAYS,
  type WaitModel,
} from './wait-model.ts';

/** The waits of those who joined on one civil day and were answered. */
export interface DayOfWaits {
  /** days since 1970-01-01 */
  day: number;
  observed: readonly ObservedWait[];
}

type Queued = Pick<Contact, 'offeredAt' | 'outcome' | 'menuSeconds' | 'waitSeconds' | 'handleSeconds'>;

/**
 * The contacts of one line, in any order, as waits by the day of joining, ascending. Everybody who queued was seen by
 * the others; only whose wait ended with an answer has one to learn from.
 * @param isWanted of whose waits; the others are seen in the queue all the same
 */
export function daysOfWaits<C extends Queued>(
  contacts: Iterable<C>,
  clock: WallClock,
  isWanted: (contact: C) => boolean = () => true,
): DayOfWaits[] {
  const passages: QueuePassage[] = [];
  const answered: { queuedAt: number; waitSeconds: number }[] = [];
  for (const contact of contacts) {
    const passage = passageOf(contact);
    if (passage === null) continue;
    passages.push(passage);
    const { queuedAt, answeredAt } = passage;
    if (answeredAt !== null && isWanted(contact))
      answered.push({ queuedAt, waitSeconds: answeredAt - queuedAt });
  }
  answered.sort((a, b) => a.queuedAt - b.queuedAt);
  const instants = answered.map(({ queuedAt }) => queuedAt);
  const moments = momentsAt(passages, instants, (at) => hourOfWeekAt(clock, at));
  const days = new Map<number, ObservedWait[]>();
  answered.forEach(({ queuedAt, waitSeconds }, i) => {
    const day = clock.dayOf(queuedAt);
    const wait = { moment: moments[i]!, waitSeconds };
    const observed = days.get(day);
    if (observed === undefined) days.set(day, [wait]);
    else observed.push(wait);
  });
  return [...days].map(([day, observed]) => ({ day, observed }));
}

export interface ReplayedDay {
  day: number;
  model: WaitModel;
  /** one for each of the day's waits, in their order */
  estimates: WaitEstimate[];
  tally: CoverageTally;
}

/** The days from `fromDay` on, each with a model of the 56 days before it: some 0.3 s a day. `days` ascend. */
export function* replayEstimates(
  days: readonly DayOfWaits[],
  fromDay: number,
): Generator<ReplayedDay, void, void> {
  let taus: Taus = TAUS;
  for (const { day, observed } of days) {
    if (day < fromDay) continue;
    const model = fitWaitModel(observedBefore(days, day), taus);
    const { estimates, tally } = judgeDay(model, observed);
    yield { day, model, estimates, tally };
    taus = correctedTaus(taus, tally);
  }
}

/** What a model of a day may learn from: the waits of the 56 days before it. */
export function observedBefore(days: readonly DayOfWaits[], day: number): ObservedWait[] {
  return days.flatMap((past) => (past.day < day && past.day >= day - TRAINING_DAYS ? past.observed : []));
}

/** What a model would have said to each of these, in their order, and how well that came true. */
export function judgeDay(
  model: WaitModel,
  observed: readonly ObservedWait[],
): Pick<ReplayedDay, 'estimates' | 'tally'> {
  const estimates = observed.map(({ moment }) => estimateWait(model, knownOf(moment)));
  const tally = tallyCoverage(
    observed.flatMap(({ waitSeconds }, i) => {
      const range = estimates[i]!;
      return isRange(range) ? [{ range, waitSeconds }] : [];
    }),
  );
  return { estimates, tally };
}
