/**
 * The plain forecasts against which ours is held: whoever has only a spreadsheet can make them.
 * Owns the three; holidays are left out of what they learn from, as anyone would, and a holiday is forecast as any day.
 */
import type { ForecastMethod } from './demand-forecast.ts';
import { type DemandSeries, OpenSlots } from './demand-series.ts';

const WEEK = 7;
export const RIVALS = { last_week: 1, mean_of_8: 8, same_weekday_mean: Number.POSITIVE_INFINITY } as const;
export type Rival = keyof typeof RIVALS;

/** The mean of up to `most` earlier same weekdays that were known when it is asked. */
export class WeekdayMean implements ForecastMethod {
  private readonly series: DemandSeries;
  private readonly open: OpenSlots;
  private readonly most: number;
  private readonly isOpen: Float64Array;
  private learntThrough = -1;

  constructor(series: DemandSeries, rival: Rival) {
    this.series = series;
    this.open = new OpenSlots(series);
    this.most = RIVALS[rival];
    this.isOpen = new Float64Array(series.slots);
  }

  learn(day: number): void {
    this.open.learn(day);
    this.learntThrough = day;
  }

  forecast(day: number, _lead: number, expected: Float64Array): boolean {
    const { counts, slots, holidays } = this.series;
    let isKnown = false;
    this.open.read(day, this.isOpen);
    for (let slot = 0; slot < slots; slot++) {
      let [sum, n] = [0, 0];
      const open = this.isOpen[slot]!;
      for (let past = day - WEEK; past >= 0 && n < this.most && open > 0; past -= WEEK) {
        if (past > this.learntThrough || holidays[past] !== null) continue;
        const count = counts[past * slots + slot]!;
        if (Number.isNaN(count)) continue;
        sum += count;
        n += 1;
      }
      expected[slot] = n > 0 ? sum / n : 0;
      if (n > 0) isKnown = true;
    }
    return isKnown;
  }
}
