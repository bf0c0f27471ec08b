/**
 * What may be known at once of the state of a queue, and so all that an estimate may be made of: bands, begun minutes,
 * and what closed quarter-hours of ten answers and more hold together. Owns that coarsening, once for what is learnt and
 * for what is said; refuses to let one contact more or less, or one of four agents, through.
 *
 * An estimate from the exact state would say in other words what the bands beside it hide: that of nobody and of one
 * person waiting the ranges differ.
 */
import { type Band, bandOf, longestMinutesOf } from './live-band.ts';
import type { QueueMoment } from './queue-moment.ts';

/** A mean of fewer waits would be that of some (reference 5). */
export const LEAST_AVERAGED = 10;

export interface KnownMoment {
  /** 0 to 167, Monday 00:00 first */
  hourOfWeek: number;
  waiting: Band;
  /** begun minutes that the first in the queue has waited, 0 in the lowest band */
  longestMinutes: number;
  inService: Band;
  /** the most in service at once in the last 30 minutes */
  mostInService: Band;
  /** answers in the two quarter-hours that closed last */
  answered: Band;
  /** their mean wait in seconds; null of fewer than ten */
  meanWait: number | null;
}

export function knownOf(moment: QueueMoment): KnownMoment {
  const { waiting, longestWaiting, answeredClosed, meanOfClosed } = moment;
  return {
    hourOfWeek: moment.hourOfWeek,
    waiting: bandOf(waiting),
    longestMinutes: longestMinutesOf(longestWaiting, waiting) ?? 0,
    inService: bandOf(moment.inService),
    mostInService: bandOf(moment.mostInService),
    answered: bandOf(answeredClosed),
    meanWait: answeredClosed < LEAST_AVERAGED ? null : meanOfClosed,
  };
}
