/**
 * The grid that sums are kept on: civil intervals of the organisation's zone.
 * Owns the check that an interval begins where intervals of its length begin, and how instants are shown in rejects.
 */

import { periodStart } from '../../domain/bucket.ts';
import type { Period } from '../../domain/contact.ts';
import type { Zone } from '../../domain/zone.ts';

const SLOT_SECONDS = { PT15M: 900, PT30M: 1800, PT1H: 3600 } as const;
const PERIOD_GRAIN = { P1D: 'day', P1W: 'week', P1M: 'month' } as const;

const STARTS: Record<Period, string> = {
  PT15M: 'a quarter-hour',
  PT30M: 'a half-hour',
  PT1H: 'an hour',
  P1D: 'a day',
  P1W: 'a week (Monday)',
  P1M: 'a month (the first)',
};

/** Why no interval of this length starts at this instant; `null` when one does. */
export function misalignment(zone: Zone, startAt: number, period: Period): string | null {
  if (isStart(zone, startAt, period)) return null;
  return `no ${period} starts then: it is ${zone.formatInstant(startAt)} in ${zone.id}; expected the start of ${STARTS[period]} there`;
}

function isStart(zone: Zone, startAt: number, period: Period): boolean {
  if (period === 'PT15M' || period === 'PT30M' || period === 'PT1H') {
    return zone.secondOfDay(startAt) % SLOT_SECONDS[period] === 0;
  }
  const day = periodStart(PERIOD_GRAIN[period], zone.dayOf(startAt));
  return zone.startOfDay(day) === startAt;
}
