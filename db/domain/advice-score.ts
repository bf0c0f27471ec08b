/**
 * How good advice was: whether more of those who came in a recommended hour got through in time than on the whole day.
 * Owns the measure, and what plain rivals would have recommended; refuses days of which no hour was recommended by ours,
 * for a rival that had to choose where ours would not is no fair one.
 */
import type { CivilDay } from './civil-day.ts';
import { countWithin, totalOf } from './histogram.ts';
import { ADVISERS, type AdviceSums, type Adviser, type OutlookScore } from './outlook.ts';
import type { SlotDay } from './wait-slots.ts';

const WEEKS_BACK: Readonly<Record<Exclude<Adviser, 'candour'>, number>> = { last_week: 1, mean_of_8: 8 };

interface Shares {
  /** by hour: the share of those who queued that was answered in time */
  byHour: Map<number, number>;
  ofDay: number;
}

export class AdviceScoring {
  private readonly days = new Map<CivilDay, Shares>();

  /**
   * `thresholdSeconds`: what is in time. Hours of fewer than `least` contacts are left out: how one of them came out would
   * tell of persons.
   */
  constructor(slotDays: readonly SlotDay[], thresholdSeconds: number, least: number) {
    const sums = new Map<CivilDay, Map<number, { within: number; all: number }>>();
    for (const { day, hour, answered, abandoned } of slotDays) {
      let hours = sums.get(day);
      if (hours === undefined) {
        hours = new Map();
        sums.set(day, hours);
      }
      const sum = hours.get(hour) ?? { within: 0, all: 0 };
      sum.within += countWithin(answered, thresholdSeconds);
      sum.all += totalOf(answered) + totalOf(abandoned);
      hours.set(hour, sum);
    }
    for (const [day, hours] of sums) {
      let [within, all] = [0, 0];
      for (const sum of hours.values()) {
        within += sum.within;
        all += sum.all;
      }
      const tellable = [...hours].filter(([, sum]) => sum.all >= least);
      const byHour = new Map(tellable.map(([hour, sum]) => [hour, sum.within / sum.all]));
      this.days.set(day, { byHour, ofDay: within / all });
    }
  }

  /** Of the hours that were recommended for a day; hours in which nobody came are left out. */
  score(day: CivilDay, best: readonly number[]): OutlookScore['advice'] {
    const chosen: Record<Adviser, readonly number[]> = {
      candour: best,
      last_week: this.quickest(day, WEEKS_BACK.last_week, best.length),
      mean_of_8: this.quickest(day, WEEKS_BACK.mean_of_8, best.length),
    };
    return Object.fromEntries(
      ADVISERS.map((adviser) => [adviser, this.scoreHours(day, chosen[adviser])]),
    ) as OutlookScore['advice'];
  }

  private scoreHours(day: CivilDay, hours: readonly number[]): AdviceSums {
    const sums = { hours: 0, hits: 0, lift: 0 };
    const shares = this.days.get(day);
    if (shares === undefined) return sums;
    for (const hour of hours) {
      const share = shares.byHour.get(hour);
      if (share === undefined) continue;
      sums.hours += 1;
      // Where everybody got through at any hour, no hour can be better.
      if (share >= shares.ofDay) sums.hits += 1;
      sums.lift += share - shares.ofDay;
    }
    return sums;
  }

  /** As many hours as asked for, by their mean share on the same weekday of so many weeks before; the earliest of equals. */
  private quickest(day: CivilDay, weeks: number, count: number): number[] {
    const sums = new Map<number, { share: number; n: number }>();
    for (let back = 1; back <= weeks; back++) {
      for (const [hour, share] of this.days.get(day - 7 * back)?.byHour ?? []) {
        const sum = sums.get(hour) ?? { share: 0, n: 0 };
        sums.set(hour, { share: sum.share + share, n: sum.n + 1 });
      }
    }
    return [...sums]
      .map(([hour, { share, n }]) => ({ hour, share: share / n }))
      .sort((a, b) => b.share - a.share || a.hour - b.hour)
      .slice(0, count)
      .map(({ hour }) => hour);
  }
}
