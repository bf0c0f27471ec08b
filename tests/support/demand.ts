/** Series of demand made up for tests: hours of a line with a usual week, level and chance of our own choosing. */
import { weekdayOf } from '../../db/domain/civil-day.ts';
import { type DemandSeries, FORECAST_DAYS } from '../../db/domain/demand-series.ts';
import { RandomStream } from '../../scripts/demonstration/random-stream.ts';

/** Monday, 3 January 2000. */
export const FIRST_DAY = 10_959;

export interface MadeDemand {
  days: number;
  slots?: number;
  /** contacts expected of a slot; default: a working week from 8 to 18 */
  expected?: (day: number, slot: number) => number;
  /** how much of a slot is open; default: 8 to 18 from Monday to Friday */
  open?: (day: number, slot: number) => number;
  holidays?: Readonly<Record<number, string>>;
  /** no chance: counts are what is expected */
  isExact?: boolean;
  seed?: number;
}

export function isOffice(day: number, slot: number): boolean {
  return weekdayOf(FIRST_DAY + day) < 5 && slot >= 8 && slot < 18;
}

export function makeDemand(given: MadeDemand): DemandSeries {
  const { days, slots = 24, holidays = {}, isExact = false, seed = 1 } = given;
  const open = given.open ?? ((day, slot) => Number(isOffice(day, slot)));
  const expected = given.expected ?? ((_, slot) => 20 + 4 * (slot % 6));
  const counts = new Float64Array(days * slots);
  const openness = new Float32Array((days + FORECAST_DAYS) * slots);
  for (let day = 0; day < days + FORECAST_DAYS; day++) {
    const random = new RandomStream(seed, 'demand', day);
    for (let slot = 0; slot < slots; slot++) {
      const share = open(day, slot);
      openness[day * slots + slot] = share;
      if (day >= days) continue;
      const mean = expected(day, slot) * (Number.isNaN(share) ? 1 : share);
      counts[day * slots + slot] = isExact ? mean : random.poisson(mean);
    }
  }
  return {
    firstDay: FIRST_DAY,
    days,
    slots,
    counts,
    open: openness,
    holidays: Array.from({ length: days + FORECAST_DAYS }, (_, day) => holidays[day] ?? null),
  };
}
