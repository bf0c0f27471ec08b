/** Customers and orders by day, as the operator sent them. Owns reading them; they are of the company and of no person. */
import type { CivilDay } from '../domain/zone.ts';
import type { ReadHandle } from '../open.ts';

export interface ExposureDay {
  day: CivilDay;
  customers: number | null;
  orders: number | null;
}

/** Days on record, both ends included, in order. */
export function readExposure(db: ReadHandle, fromDay: CivilDay, toDay: CivilDay): ExposureDay[] {
  return db.sql
    .prepare<[number, number], ExposureDay>(
      'SELECT day, customers, orders FROM exposure WHERE day >= ? AND day <= ? ORDER BY day',
    )
    .all(fromDay, toDay);
}
