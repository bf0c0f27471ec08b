/**
 * An outlook: what is forecast and advised for the days to come, and how it came out. Owns the shapes in which both are
 * kept and how scores add up; refuses to forecast.
 */
import { METHODS, type Method } from './backtest.ts';
import type { CivilDay } from './civil-day.ts';
import type { Ranges } from './forecast-range.ts';
import type { DayForecast } from './forecast-run.ts';
import { emptyScore, mergeScores, type ScoreSums } from './forecast-score.ts';

/** Records that end longer ago tell nothing of this week: nothing is forecast from them, and nothing advised. */
export const MOST_LAG_DAYS = 7;

/** From this load on an hour is fragile: little more than expected, and the queue grows all hour. */
export const FRAGILE_LOAD = 0.95;

/** In the order in which they are kept. */
const ENDS = ['low95', 'low80', 'high80', 'high95'] as const satisfies readonly (keyof Ranges)[];

/** What is said of one day. Numbers in contacts, to the tenth. */
export interface OutlookDay {
  day: CivilDay;
  /** local hours that are open; none where forecasts are made by the day */
  hours: number[];
  /** by hour */
  mean: number[];
  /** by hour: low95, low80, high80, high95; null: too short a record */
  ranges: (number[] | null)[];
  total: number;
  totalRanges: number[] | null;
  /**
   * Hours to come and hours to avoid, by the share that gets through within so many seconds; no best hours: no clear best
   * time. Null: too little is known to advise.
   */
  advice: { best: NamedHour[]; avoid: NamedHour[]; within: 120 | 300 } | null;
}

/** An hour that is named, and what is said of it: the share that gets through in time, with its interval. */
export interface NamedHour {
  hour: number;
  share: number;
  low: number;
  high: number;
  /** ρ to the hundredth (load-effect.ts); null: it is not known how many agents will be there, or too few contacts or agents to say */
  load: number | null;
}

export interface Outlook {
  madeOn: CivilDay;
  /** the last day of which the records were known */
  knownThrough: CivilDay;
  days: OutlookDay[];
  /** whether it is known how many agents will be there in any hour that is advised of */
  isStaffKnown: boolean;
  /** κ by how many hours of a day are over (db/domain/intraday.ts) */
  intraday: number[];
}

/** Of advice: hours recommended, those of them in which more got through than on the whole day, and by how much more. */
export interface AdviceSums {
  hours: number;
  hits: number;
  /** Σ of the share that got through in time in the hour less that of the day */
  lift: number;
}

export const ADVISERS = ['candour', 'last_week', 'mean_of_8'] as const satisfies readonly Method[];
export type Adviser = (typeof ADVISERS)[number];

/** How a day came out. */
export interface OutlookScore {
  /** by method, by days ahead less one: of hours, or of days where forecasts are made by the day */
  demand: Record<Method, ScoreSums[]>;
  /** of the day's total, one day ahead, ours */
  total: ScoreSums | null;
  /** what was said of it the day before, and what came; null: nothing was said, or not all of the day is known */
  said: { total: number; ranges: number[] | null; came: number } | null;
  advice: Record<Adviser, AdviceSums>;
  /** over the rest of the day, each time another hour of it was over: contacts, and the errors of both forecasts */
  intraday: { came: number; updated: number; morning: number };
}

export function rangesList(ranges: Ranges | null): number[] | null {
  return ranges === null ? null : ENDS.map((end) => toTenth(ranges[end]));
}

export function rangesOfList(list: readonly number[] | null): Ranges | null {
  if (list === null) return null;
  const [low95 = 0, low80 = 0, high80 = 0, high95 = 0] = list;
  return { low95, low80, high80, high95 };
}

/** `firstDay`: of the series in which the forecast's day is an index. */
export function outlookDay(forecast: DayForecast, firstDay: CivilDay, isHourly: boolean): OutlookDay {
  const hours = isHourly
    ? [...forecast.mean.keys()].filter((hour) => !Number.isNaN(forecast.mean[hour]))
    : [];
  return {
    day: firstDay + forecast.day,
    hours,
    mean: hours.map((hour) => toTenth(forecast.mean[hour]!)),
    ranges: hours.map((hour) => rangesList(forecast.ranges[hour]!)),
    total: toTenth(forecast.total),
    totalRanges: rangesList(forecast.totalRanges),
    advice: null,
  };
}

export function emptyOutlookScore(): OutlookScore {
  return {
    demand: Object.fromEntries(
      METHODS.map((method) => [method, [] as ScoreSums[]]),
    ) as OutlookScore['demand'],
    total: null,
    said: null,
    advice: Object.fromEntries(
      ADVISERS.map((adviser) => [adviser, { hours: 0, hits: 0, lift: 0 }]),
    ) as OutlookScore['advice'],
    intraday: { came: 0, updated: 0, morning: 0 },
  };
}

/** Adds the sums of a day to those of many; `said` is of a day alone and is left. */
export function addOutlookScore(target: OutlookScore, source: OutlookScore): void {
  for (const method of METHODS) {
    source.demand[method].forEach((sums, i) => {
      const own = target.demand[method][i];
      if (own === undefined) target.demand[method][i] = { ...sums };
      else mergeScores(own, sums);
    });
  }
  if (source.total !== null) {
    target.total ??= emptyScore();
    mergeScores(target.total, source.total);
  }
  for (const adviser of ADVISERS) {
    const [own, more] = [target.advice[adviser], source.advice[adviser]];
    own.hours += more.hours;
    own.hits += more.hits;
    own.lift += more.lift;
  }
  target.intraday.came += source.intraday.came;
  target.intraday.updated += source.intraday.updated;
  target.intraday.morning += source.intraday.morning;
}

function toTenth(value: number): number {
  return Math.round(value * 10) / 10;
}
