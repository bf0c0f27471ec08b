/**
 * Samples of parcels with the promise that was made of each: at home within five days, abroad in 6 to 10; kept, late,
 * cancelled or lost. Owns the promises about parcels; the others follow from the contacts in `day.ts`.
 */

import type { CivilDay } from '../../db/domain/civil-day.ts';
import { formatDay } from '../../db/domain/civil-day.ts';
import type { PromiseRecord } from '../../db/domain/contact.ts';
import { christmasDelay, growth, parcelSeason } from './demand.ts';
import type { DemonstrationPlan } from './plan.ts';
import { RandomStream } from './random-stream.ts';

export const PARCEL_PROMISE = 'parcel-5-days';
export const ABROAD_PROMISE = 'parcel-abroad';

interface Service {
  promise: string;
  /** of the stream of chance, and of the ids */
  stream: string;
  prefix: string;
  promisedDays: number;
  sampledPerContact: number;
  medianDays: number;
  daysSigma: number;
  /** nothing takes longer, but what is lost: later records are not looked at again */
  mostDays: number;
}

const AT_HOME: Service = {
  ...{
    promise: PARCEL_PROMISE,
    stream: 'parcels',
    prefix: 'parcel',
    promisedDays: 5,
    sampledPerContact: 0.06,
  },
  ...{ medianDays: 2.9, daysSigma: 0.42, mostDays: Infinity },
};
/** Promised too lightly: half take longer. */
const ABROAD: Service = {
  ...{ promise: ABROAD_PROMISE, stream: 'parcels-abroad', prefix: 'abroad', promisedDays: 10 },
  ...{ sampledPerContact: 0.02, medianDays: 10.6, daysSigma: 0.3, mostDays: 20 },
};
/** Due, and delivered, at the latest at this time of the day. */
const FIRST_DELIVERY_SECOND = 8 * 3600;
const LAST_DELIVERY_SECOND = 21 * 3600;
const CHRISTMAS_FACTOR = 0.6;
const CANCELLED_SHARE = 0.015;
const LOST_SHARE = 0.003;
const DAY_SECONDS = 86_400;

export function* parcelsOf(plan: DemonstrationPlan, day: CivilDay): Generator<PromiseRecord> {
  yield* sentOn(plan, day, AT_HOME);
  yield* sentOn(plan, day, ABROAD);
}

function* sentOn(plan: DemonstrationPlan, day: CivilDay, service: Service): Generator<PromiseRecord> {
  const luck = new RandomStream(plan.seed, service.stream, day);
  const { startAt } = plan.spanOf(day);
  const expected =
    (plan.contactsPerYear / 365) * service.sampledPerContact * growth(day, plan.endDay) * parcelSeason(day);
  const dueAt = plan.zone.firstInstantOf(day + service.promisedDays, LAST_DELIVERY_SECOND);
  const idPrefix = `${service.prefix}-${formatDay(day).replaceAll('-', '')}-`;
  const count = luck.poisson(expected);
  for (let number = 1; number <= count; number += 1) {
    const madeAt = startAt + 7 * 3600 + luck.below(14 * 3600);
    const transitDays = luck.logNormal(
      service.medianDays * (1 + CHRISTMAS_FACTOR * christmasDelay(day)),
      service.daysSigma,
    );
    const days = Math.min(service.mostDays, Math.max(1, Math.floor(transitDays)));
    const isCancelled = luck.chance(CANCELLED_SHARE);
    const isLost = luck.chance(LOST_SHARE);
    const cancelledAt = madeAt + Math.round(luck.exponential(DAY_SECONDS / 2));
    const second = FIRST_DELIVERY_SECOND + luck.below(LAST_DELIVERY_SECOND - FIRST_DELIVERY_SECOND);
    const arrivesAt = plan.zone.firstInstantOf(day + days, second);
    yield {
      promise: service.promise,
      id: `${idPrefix}${number}`,
      madeAt,
      dueAt,
      doneAt: isCancelled || isLost || arrivesAt > plan.asOf ? null : arrivesAt,
      cancelledAt: isCancelled && cancelledAt <= plan.asOf ? cancelledAt : null,
    };
  }
}
