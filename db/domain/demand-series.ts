/**
 * How many contacts came in each slot of each day, and when the line was and will be open: what demand is forecast from.
 * Owns the shape and which slots can be forecast; refuses to know where counts come from and to look ahead of the day it
 * is asked about.
 */
import { type CivilDay, weekdayOf } from './civil-day.ts';

/** Days of which `open` and `holidays` already know, after the last of which counts are known. */
export const FORECAST_DAYS = 14;

export interface DemandSeries {
  firstDay: CivilDay;
  /** of which counts may be known, from `firstDay` on */
  days: number;
  /** of a day: 24 for hours, 1 where only whole days are known */
  slots: number;
  /** contacts by day × slot; NaN: nobody knows */
  counts: Float64Array;
  /**
   * By (day, FORECAST_DAYS more) × slot: how much of the slot the line is open, 1 the whole of it, 2 an hour that the
   * clock repeats, 0 closed or skipped by the clock. NaN: no hours are stated, and it is open when contacts come.
   */
  open: Float32Array;
  /** by (day, FORECAST_DAYS more): the holiday's name, null on an ordinary day */
  holidays: readonly (string | null)[];
}

/** 0 Monday … 6 Sunday, of a day by its index, which may lie ahead. */
export function weekdayOfIndex(series: DemandSeries, day: number): number {
  return weekdayOf(series.firstDay + day);
}

/** Without stated hours: a slot of the week is open while a contact came in it within so many days. */
const OPEN_DAYS = 56;
/** As many empty same weekdays in a row, and a line without stated hours no longer opens on them. */
const EMPTY_WEEKS = 3;

/**
 * How much of a slot is open, learnt as days go by where no hours are stated. Knows only days that `learn` was told of.
 */
export class OpenSlots {
  private readonly series: DemandSeries;
  private readonly lastSeen: Int32Array;
  private readonly emptyRun = new Int32Array(7);

  constructor(series: DemandSeries) {
    this.series = series;
    this.lastSeen = new Int32Array(7 * series.slots).fill(-1_000_000);
  }

  /** Writes how much of each slot of a day by its index is open, which may lie ahead, into `into`. */
  read(day: number, into: Float64Array): void {
    const { open, slots } = this.series;
    const weekday = weekdayOfIndex(this.series, day);
    const isDropped = this.emptyRun[weekday]! >= EMPTY_WEEKS;
    for (let slot = 0; slot < slots; slot++) {
      const stated = open[day * slots + slot]!;
      const isSeen = !isDropped && day - this.lastSeen[weekday * slots + slot]! <= OPEN_DAYS;
      into[slot] = Number.isNaN(stated) ? Number(isSeen) : stated;
    }
  }

  /** Whether a day without a contact is one on which nobody could come, as far as is known: it teaches nothing. */
  isClosed(day: number): boolean {
    const { open, counts, slots } = this.series;
    for (let slot = 0; slot < slots; slot++) {
      const at = day * slots + slot;
      if (counts[at]! > 0 || open[at]! > 0) return false;
    }
    return this.emptyRun[weekdayOfIndex(this.series, day)]! < EMPTY_WEEKS;
  }

  learn(day: number): void {
    const { counts, slots } = this.series;
    const weekday = weekdayOfIndex(this.series, day);
    let isEmpty = true;
    let isKnown = false;
    for (let slot = 0; slot < slots; slot++) {
      const count = counts[day * slots + slot]!;
      if (!Number.isNaN(count)) isKnown = true;
      if (!(count > 0)) continue;
      isEmpty = false;
      this.lastSeen[weekday * slots + slot] = day;
    }
    if (isKnown) this.emptyRun[weekday] = isEmpty ? this.emptyRun[weekday]! + 1 : 0;
  }
}
