/**
 * A sample of parcels with the promise that each arrives within five days: kept, late, cancelled or lost.
 * Owns the promise about parcels; the one about callbacks follows from the contacts in `day.ts`.
 */

import type { CivilDay } from '../../db/domain/civil-day.ts';
import { formatDay } from '../../db/domain/civil-day.ts';
import type { PromiseRecord } from '../../db/domain/contact.ts';
import { christmasDelay, growth, parcelSeason } from './demand.ts';
import type { DemonstrationPlan } from './plan.ts';
import { RandomStream } from './random-stream.ts';

export const PARCEL_PROMISE = 'parcel-5-days';

const PROMISED_DAYS = 5;
/** Due, and delivered, at the latest at this time of the day. */
const FIRST_DELIVERY_SECOND = 8 * 3600;
const LAST_DELIVERY_SECOND = 21 * 3600;
const SAMPLED_PER_CONTACT = 0.06;
const MEDIAN_DAYS = 2.9;
const DAYS_SIGMA = 0.42;
const CHRISTMAS_FACTOR = 0.6;
const CANCELLED_SHARE = 0.015;
const LOST_SHARE = 0.003;
const DAY_SECONDS = 86_400;

export function* parcelsOf(plan: DemonstrationPlan, day: CivilDay): Generator<PromiseRecord> {
  const luck = new RandomStream(plan.seed, 'parcels', day);
  const { startAt } = plan.spanOf(day);
  const expected =
    (plan.contactsPerYear / 365) * SAMPLED_PER_CONTACT * growth(day, plan.endDay) * parcelSeason(day);
  const dueAt = plan.zone.firstInstantOf(day + PROMISED_DAYS, LAST_DELIVERY_SECOND);
  const idPrefix = `parcel-${formatDay(day).replaceAll('-', '')}-`;
  const count = luck.poisson(expected);
  for (let number = 1; number <= count; number += 1) {
    const madeAt = startAt + 7 * 3600 + luck.below(14 * 3600);
    const transitDays = luck.logNormal(
      MEDIAN_DAYS * (1 + CHRISTMAS_FACTOR * christmasDelay(day)),
      DAYS_SIGMA,
    );
    const isCancelled = luck.chance(CANCELLED_SHARE);
    const isLost = luck.chance(LOST_SHARE);
    const cancelledAt = madeAt + Math.round(luck.exponential(DAY_SECONDS / 2));
    const second = FIRST_DELIVERY_SECOND + luck.below(LAST_DELIVERY_SECOND - FIRST_DELIVERY_SECOND);
    const arrivesAt = plan.zone.firstInstantOf(day + Math.max(1, Math.floor(transitDays)), second);
    yield {
      promise: PARCEL_PROMISE,
      id: `${idPrefix}${number}`,
      madeAt,
      dueAt,
      doneAt: isCancelled || isLost || arrivesAt > plan.asOf ? null : arrivesAt,
      cancelledAt: isCancelled && cancelledAt <= plan.asOf ? cancelledAt : null,
    };
  }
}
