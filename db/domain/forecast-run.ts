/**
 * A way to forecast, followed through a series day by day: it forecasts, the days come, each forecast is scored when its
 * day has come, and the ranges learn from the scores.
 * Owns what waits to be scored, and the ranges; when a day is learnt is for the caller (db/domain/backtest.ts).
 */
import type { ForecastMethod } from './demand-forecast.ts';
import { type DemandSeries, FORECAST_DAYS, type OpenSlots } from './demand-series.ts';
import { RangeBook, type Ranges } from './forecast-range.ts';
import { addScore, emptyScore, type ScoreSums } from './forecast-score.ts';

/** One day as it was forecast. */
export interface DayForecast {
  /** index in the series */
  day: number;
  lead: number;
  /** contacts expected, by slot; NaN where closed */
  mean: Float64Array;
  /** by slot; null: closed, or too short a record to say */
  ranges: (Ranges | null)[];
  total: number;
  totalRanges: Ranges | null;
}

interface Pending extends DayForecast {
  spread: number;
  totalSpread: number;
}

/** How a forecast of a day came out, at the grain of slots and of the whole day. */
export interface DayScore {
  forecast: DayForecast;
  slots: ScoreSums;
  /** null where a part of the day is not known */
  total: ScoreSums | null;
}

export class ForecastRun {
  private readonly series: DemandSeries;
  private method: ForecastMethod;
  private open: OpenSlots;
  private readonly isOpen: Float64Array;
  private readonly slotBooks: RangeBook[];
  private readonly totalBooks: RangeBook[];
  /** by day, by lead */
  private readonly pending = new Map<number, Pending[]>();

  constructor(series: DemandSeries, method: ForecastMethod, open: OpenSlots) {
    this.series = series;
    this.method = method;
    this.open = open;
    this.isOpen = new Float64Array(series.slots);
    const books = () => Array.from({ length: FORECAST_DAYS + 1 }, () => new RangeBook());
    this.slotBooks = books();
    this.totalBooks = books();
  }

  /** Goes on with a method that has learnt the same days, as they are known now. */
  follow(method: ForecastMethod, open: OpenSlots): void {
    this.method = method;
    this.open = open;
  }

  /**
   * What is now expected of a day by its index, `lead` days after the last one learnt; null: nothing can be said.
   * `hasRanges` false: nobody will be told, and ranges, which take time, are left out.
   */
  forecast(day: number, lead: number, hasRanges = true): DayForecast | null {
    const { slots } = this.series;
    const mean = new Float64Array(slots);
    if (!this.method.forecast(day, lead, mean)) return null;
    const ranges: (Ranges | null)[] = new Array(slots).fill(null);
    const book = this.slotBooks[lead]!;
    this.open.read(day, this.isOpen);
    let total = 0;
    let isOpen = false;
    for (let slot = 0; slot < slots; slot++) {
      if (this.isOpen[slot] === 0) {
        mean[slot] = Number.NaN;
        continue;
      }
      isOpen = true;
      total += mean[slot]!;
      if (hasRanges) ranges[slot] = book.rangesOf(mean[slot]!);
    }
    if (!isOpen) return null;
    const totalRanges = hasRanges ? this.totalBooks[lead]!.rangesOf(total) : null;
    return { day, lead, mean, ranges, total, totalRanges };
  }

  /** Keeps what is forecast of the days ahead, to be scored when they come. */
  issue(lastLearnt: number, hasRanges = true): DayForecast[] {
    const issued: DayForecast[] = [];
    for (let lead = 1; lead <= FORECAST_DAYS; lead++) {
      const day = lastLearnt + lead;
      const forecast = this.forecast(day, lead, hasRanges);
      if (forecast === null) continue;
      issued.push(forecast);
      let ofDay = this.pending.get(day);
      if (ofDay === undefined) {
        ofDay = [];
        this.pending.set(day, ofDay);
      }
      ofDay.push({
        ...forecast,
        spread: this.slotBooks[lead]!.spread,
        totalSpread: this.totalBooks[lead]!.spread,
      });
    }
    return issued;
  }

  /** Scores what was forecast of a day, of the slots that are known. */
  score(day: number, isKnown: readonly boolean[]): DayScore[] {
    const { counts, slots } = this.series;
    const scores: DayScore[] = [];
    for (const pending of this.pending.get(day) ?? []) {
      const sums = emptyScore();
      const forecasts: number[] = [];
      const came: number[] = [];
      let isWhole = true;
      for (let slot = 0; slot < slots; slot++) {
        const mean = pending.mean[slot]!;
        if (Number.isNaN(mean)) continue;
        if (!isKnown[slot]) {
          isWhole = false;
          continue;
        }
        const count = counts[day * slots + slot]!;
        forecasts.push(mean);
        came.push(count);
        addScore(sums, mean, pending.ranges[slot]!, count);
      }
      if (forecasts.length === 0) continue;
      this.slotBooks[pending.lead]!.score(forecasts, came, pending.spread);
      let total: ScoreSums | null = null;
      if (isWhole) {
        const all = totalOf(counts, day, slots);
        total = emptyScore();
        addScore(total, pending.total, pending.totalRanges, all);
        this.totalBooks[pending.lead]!.score([pending.total], [all], pending.totalSpread);
      }
      scores.push({ forecast: pending, slots: sums, total });
    }
    this.pending.delete(day);
    return scores;
  }
}

/** Of all slots of a day, those in which the line was closed too: as many as the day is said to have had. */
export function totalOf(counts: Float64Array, day: number, slots: number): number {
  let total = 0;
  for (let slot = 0; slot < slots; slot++) {
    const count = counts[day * slots + slot]!;
    if (!Number.isNaN(count)) total += count;
  }
  return total;
}
