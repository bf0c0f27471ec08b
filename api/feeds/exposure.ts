import { spreadGarwoodInterval } from '../../db/domain/confidence.ts';
import { type ExposureDay, readExposure } from '../../db/queries/exposure.ts';
import { EXPOSURES, type SaidRate } from '../contract/reasons.ts';
import type { Window } from './asked-window.ts';
import type { FeedContext } from './context.ts';
import type { Spread } from './spread.ts';

/** Null where it is not known, or nothing that could be divided by. */
export interface Exposure {
  /** mean of the days on record */
  customers: number | null;
  /** sum of all days */
  orders: number | null;
  days: number;
}

const YEAR_DAYS = 365;

/** Of each stretch from a first day to a last. */
export function exposuresOf(context: FeedContext, stretches: readonly Window[]): Exposure[] {
  if (stretches.length === 0) return [];
  const first = Math.min(...stretches.map(({ fromDay }) => fromDay));
  const last = Math.max(...stretches.map(({ toDay }) => toDay));
  const known = readExposure(context.db, first, last);
  return stretches.map(({ fromDay, toDay }) =>
    exposureOf(
      known.filter(({ day }) => day >= fromDay && day <= toDay),
      toDay - fromDay + 1,
      context.configuration.disclosure.threshold,
    ),
  );
}

function exposureOf(known: readonly ExposureDay[], days: number, threshold: number): Exposure {
  const customers = known.flatMap((one) => one.customers ?? []);
  const orders = known.flatMap((one) => one.orders ?? []);
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  const mean = customers.length === 0 ? 0 : sum(customers) / customers.length;
  const ordered = orders.length === days ? sum(orders) : 0;
  // Of a few customers, or orders, nothing is told, as of a few contacts.
  const said = (sum: number) => (sum >= threshold ? Math.round(sum) : null);
  return { customers: said(mean), orders: said(ordered), days };
}

/** Contacts per 1,000 of each exposure that is known. `count`: as disclosed; null where it has no value. */
export function ratesOf(count: number | null, exposure: Exposure | null, spread: Spread | null): SaidRate[] {
  if (count === null || exposure === null) return [];
  return EXPOSURES.flatMap((per) => {
    const among = exposure[per];
    if (among === null) return [];
    const interval = spread === null ? null : spreadGarwoodInterval(count, spread.factor);
    const rate = (events: number) => (events / among) * 1000;
    return [
      {
        per,
        value: rate(count),
        low: interval === null ? null : rate(interval.low),
        high: interval === null ? null : rate(interval.high),
        perYear: per === 'customers' ? (rate(count) * YEAR_DAYS) / exposure.days : null,
      } as SaidRate,
    ];
  });
}
