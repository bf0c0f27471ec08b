/**
 * The size of the company day by day: customers and parcels sent, against which contacts are counted.
 * Owns these denominators; the contacts follow the same seasons in `demand.ts`.
 */

import type { CivilDay } from '../../db/domain/civil-day.ts';
import { weekdayOf } from '../../db/domain/civil-day.ts';
import type { ExposureRecord } from '../../db/domain/contact.ts';
import { growth, parcelSeason } from './demand.ts';
import { isEnglishHoliday } from './english-holidays.ts';
import type { DemonstrationPlan } from './plan.ts';
import { RandomStream } from './random-stream.ts';

const ORDERS_PER_CONTACT = 16;
const CUSTOMERS_PER_YEARLY_CONTACT = 1.05;
const ORDER_WEEKDAYS = [1.12, 1.08, 1.05, 1.04, 1.06, 0.86, 0.79] as const;
const ORDER_HOLIDAY = 0.7;
const ORDER_SIGMA = 0.03;
const CUSTOMER_SIGMA = 0.0015;

export function exposureOf(plan: DemonstrationPlan, day: CivilDay): ExposureRecord {
  const luck = new RandomStream(plan.seed, 'exposure', day);
  const size = growth(day, plan.endDay);
  const ofDay = isEnglishHoliday(day) ? ORDER_HOLIDAY : (ORDER_WEEKDAYS[weekdayOf(day)] ?? 1);
  const orders = (plan.contactsPerYear / 365) * ORDERS_PER_CONTACT * size * parcelSeason(day) * ofDay;
  const customers = plan.contactsPerYear * CUSTOMERS_PER_YEARLY_CONTACT * size;
  return {
    day,
    customers: Math.round(customers * Math.exp(CUSTOMER_SIGMA * luck.normal())),
    orders: Math.round(orders * Math.exp(ORDER_SIGMA * luck.normal())),
  };
}
