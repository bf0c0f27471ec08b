/**
 * One run of the demonstration: its days, its scale, its luck from day to day, and what was planted in it.
 * Owns what the days of a run have in common, so that any of them can be made alone.
 */

import type { CivilDay } from '../../db/domain/civil-day.ts';
import { parseDay } from '../../db/domain/civil-day.ts';
import type { Zone } from '../../db/domain/zone.ts';
import { makeZone } from '../../db/domain/zone.ts';
import { COMPANY_CHANNELS, PHONE, ZONE } from './company.ts';
import type { DayDemand } from './demand.ts';
import { expectDemand } from './demand.ts';
import type { DayStretch, PlantedAction } from './planted.ts';
import { plantActions, plantOutage, plantOverload } from './planted.ts';
import { RandomStream } from './random-stream.ts';
import { FOLLOW_UP_SHARES, groupOf, KINDS } from './reasons.ts';

export interface DemonstrationOptions {
  /** whole number; the same seed and options give the same bytes */
  seed: number;
  /** last civil day of the records, included, `YYYY-MM-DD` */
  endDay: string;
  /** length of the records; two years unless said */
  days?: number;
  /** contacts in the year that ends on `endDay`; 400,000 unless said */
  contactsPerYear?: number;
}

export const DEFAULT_DAYS = 730;
export const DEFAULT_CONTACTS_PER_YEAR = 400_000;
/** One in three contacts, about, has no customer reference. */
export const IDENTIFIED_SHARE = 0.7;
/** Customers a contact a year. */
const CUSTOMERS_PER_CONTACT = 0.62;

const SHOCK_SIGMA = 0.036;
const SHOCK_MEMORY = 0.6;
const SHOCK_DAYS = 6;
const SCALE_DAYS = 365;

/** The first instant of a day and of the next one, in UTC seconds: 23, 24 or 25 hours apart. */
export interface DaySpan {
  startAt: number;
  endAt: number;
}

export interface DemonstrationPlan {
  seed: number;
  firstDay: CivilDay;
  endDay: CivilDay;
  contactsPerYear: number;
  zone: Zone;
  /** the moment up to which the records know anything: the end of the last day */
  asOf: number;
  customers: number;
  actions: readonly PlantedAction[];
  outage: DayStretch;
  overload: DayStretch;
  spanOf(day: CivilDay): DaySpan;
  /** Expected contacts, before the luck of the day. */
  demandOf(day: CivilDay): DayDemand;
  /** Expected customers who get in touch about a group of categories for the first time, as a whole number. */
  newCustomersOf(day: CivilDay, group: string): number;
  /** The luck of a day as a factor; days after one another are alike. */
  shockOf(day: CivilDay): number;
}

/** @throws RangeError, in words for people, when the options are not of this form. */
export function makePlan(options: DemonstrationOptions): DemonstrationPlan {
  const { seed, days = DEFAULT_DAYS, contactsPerYear = DEFAULT_CONTACTS_PER_YEAR } = options;
  const endDay = parseDay(options.endDay);
  if (endDay === null) {
    throw new RangeError(`the last day is "${options.endDay}"; expected a real date as YYYY-MM-DD`);
  }
  for (const [name, value] of Object.entries({ seed, days, 'contacts a year': contactsPerYear })) {
    if (!Number.isSafeInteger(value) || (value < 1 && name !== 'seed')) {
      throw new RangeError(
        `${name}: found ${value}; expected a whole number${name === 'seed' ? '' : ' above 0'}`,
      );
    }
  }
  const firstDay = endDay - days + 1;
  const zone = makeZone(ZONE);
  const actions = plantActions(firstDay, days);

  let yearTotal = 0;
  for (let day = endDay - SCALE_DAYS + 1; day <= endDay; day += 1) {
    for (const expected of expectDemand(day, endDay, actions).byChannel) yearTotal += expected;
  }
  const scale = contactsPerYear / yearTotal;

  const demandOf = remember((day: CivilDay): DayDemand => {
    const { byKind, byChannel } = expectDemand(day, endDay, actions);
    return {
      byKind: byKind.map((kinds) => kinds.map((n) => n * scale)),
      byChannel: byChannel.map((n) => n * scale),
    };
  });
  const startOf = remember((day: CivilDay) => zone.startOfDay(day));
  const newCustomers = remember((day: CivilDay) => newCustomersByGroup(demandOf(day)));

  return {
    seed,
    firstDay,
    endDay,
    contactsPerYear,
    zone,
    asOf: zone.startOfDay(endDay + 1),
    customers: Math.max(1, Math.round(contactsPerYear * CUSTOMERS_PER_CONTACT)),
    actions,
    outage: plantOutage(firstDay, days),
    overload: plantOverload(firstDay, endDay, (day) => demandOf(day).byChannel[PHONE] ?? 0),
    spanOf: (day) => ({ startAt: startOf(day), endAt: startOf(day + 1) }),
    demandOf,
    newCustomersOf: (day, group) => newCustomers(day)[group] ?? 0,
    shockOf: (day) => shockOf(seed, day),
  };
}

/** Every day of the run, in order. */
export function* daysOf(plan: DemonstrationPlan): Generator<CivilDay> {
  for (let day = plan.firstDay; day <= plan.endDay; day += 1) yield day;
}

/** A moving average of independent days, so that one day can be known without the ones before it. Mean 1. */
function shockOf(seed: number, day: CivilDay): number {
  let logarithm = 0;
  let variance = 0;
  for (let back = 0; back < SHOCK_DAYS; back += 1) {
    const weight = SHOCK_SIGMA * SHOCK_MEMORY ** back;
    logarithm += weight * new RandomStream(seed, 'shock', day - back).normal();
    variance += weight * weight;
  }
  return Math.exp(logarithm - variance / 2);
}

function newCustomersByGroup(demand: DayDemand): Record<string, number> {
  const byGroup: Record<string, number> = {};
  KINDS.forEach((kind, at) => {
    const group = groupOf(kind.category);
    const contacts = COMPANY_CHANNELS.reduce(
      (sum, _, channel) => sum + (demand.byKind[channel]?.[at] ?? 0),
      0,
    );
    byGroup[group] =
      (byGroup[group] ?? 0) + contacts * IDENTIFIED_SHARE * (1 - (FOLLOW_UP_SHARES[group] ?? 0));
  });
  for (const group of Object.keys(byGroup)) byGroup[group] = Math.floor(byGroup[group] ?? 0);
  return byGroup;
}

function remember<T>(make: (day: CivilDay) => T): (day: CivilDay) => T {
  const known = new Map<CivilDay, T>();
  return (day) => {
    let value = known.get(day);
    if (value === undefined) {
      value = make(day);
      known.set(day, value);
    }
    return value;
  };
}
