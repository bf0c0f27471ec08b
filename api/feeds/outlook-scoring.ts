/**
 * How a day came out that is over: what was said of it, held against what came.
 * Owns what counts as said: the outlook that stood on the day, whatever would be said of it today. Of days of which nothing
 * was said it replays what would have been; refuses to keep either.
 */
import { type BacktestDay, METHODS } from '../../db/domain/backtest.ts';
import { type CivilDay, weekdayOf } from '../../db/domain/civil-day.ts';
import { type DemandSeries, FORECAST_DAYS } from '../../db/domain/demand-series.ts';
import { type DayForecast, totalOf } from '../../db/domain/forecast-run.ts';
import { addScore, emptyScore, type ScoreSums } from '../../db/domain/forecast-score.ts';
import { factorOfRest } from '../../db/domain/intraday.ts';
import {
  emptyOutlookScore,
  type Outlook,
  type OutlookDay,
  type OutlookScore,
  rangesList,
  rangesOfList,
} from '../../db/domain/outlook.ts';
import type { AdviceEvidence, ExpectedHour } from './advice-evidence.ts';

export interface EndedDay {
  series: DemandSeries;
  ended: BacktestDay;
  /** what was said, by the day on which it was said */
  said: ReadonlyMap<CivilDay, Outlook>;
  waits: AdviceEvidence;
  /** κ by how many hours are over, as learnt before the day */
  weights: readonly number[];
  isHoliday: boolean;
}

/** Null where nothing was said of the day, and nothing would have been; and where nothing is known of it. */
export function scoreDay(given: EndedDay): { isReplayed: boolean; score: OutlookScore } | null {
  const { series, ended, said } = given;
  const day = series.firstDay + ended.day;
  // By lead: what was said of this day, that many days before less one.
  const wasSaid = new Map<number, OutlookDay>();
  for (const [madeOn, outlook] of said) {
    const lead = day - madeOn + 1;
    const of = outlook.days.find((one) => one.day === day);
    if (of !== undefined && lead >= 1 && lead <= FORECAST_DAYS) wasSaid.set(lead, of);
  }
  const isReplayed = wasSaid.size === 0;
  // Of a day on which an outlook was made nothing is replayed: that nobody would come was said too.
  if (isReplayed && said.has(day)) return null;
  const score = isReplayed ? scoreReplay(given) : scoreSaid(given, wasSaid);
  const isScored =
    score !== null &&
    (METHODS.some((method) => score.demand[method].some(({ slots }) => slots > 0)) ||
      score.advice.candour.hours > 0);
  return isScored ? { isReplayed, score } : null;
}

function scoreReplay({ series, ended, waits, weights, isHoliday }: EndedDay): OutlookScore | null {
  const replayed = ended.scores.candour.find(({ forecast }) => forecast.lead === 1);
  if (replayed === undefined) return null;
  const score = demandScore(ended);
  const { forecast } = replayed;
  const day = series.firstDay + ended.day;
  score.total = replayed.total;
  if (replayed.total !== null) {
    const { came } = replayed.total;
    score.said = { total: forecast.total, ranges: rangesList(forecast.totalRanges), came };
  }
  score.intraday = scoreIntraday(forecast.mean, countsOf(series, ended), weights);
  if (!isHoliday && series.slots > 1) {
    const advice = waits.advise(lastDayOfWeekBefore(day), day, expectedHoursOf(forecast));
    if (advice !== null) score.advice = scoreAdvice(waits, day, advice);
  }
  return score;
}

/** What was said is held against what came, whatever would be said today; so are the rivals, at those leads alone. */
function scoreSaid(
  { series, ended, said, waits }: EndedDay,
  wasSaid: ReadonlyMap<number, OutlookDay>,
): OutlookScore {
  const day = series.firstDay + ended.day;
  const score = demandScore(ended);
  const came = countsOf(series, ended);
  for (const method of METHODS) {
    score.demand[method] = score.demand[method].map((sums, i) => (wasSaid.has(i + 1) ? sums : emptyScore()));
  }
  for (const [lead, of] of wasSaid) score.demand.candour[lead - 1] = scoreHours(of, came, ended.isKnown);
  const morning = wasSaid.get(1);
  if (
    morning !== undefined &&
    ended.isKnown.every((isKnown, slot) => isKnown || !isForecast(morning, slot, series.slots))
  ) {
    const all = totalOf(series.counts, ended.day, series.slots);
    score.said = { total: morning.total, ranges: morning.totalRanges, came: all };
    score.total = emptyScore();
    addScore(score.total, morning.total, rangesOfList(morning.totalRanges), all);
  }
  if (morning !== undefined && morning.hours.length > 0) {
    const mean = new Float64Array(series.slots).fill(Number.NaN);
    morning.hours.forEach((hour, i) => {
      mean[hour] = morning.mean[i]!;
    });
    score.intraday = scoreIntraday(mean, came, said.get(day)!.intraday);
  }
  // Where no outlook was made that morning, yesterday's stood.
  const advice = (morning ?? wasSaid.get(2))?.advice ?? null;
  if (advice !== null) score.advice = scoreAdvice(waits, day, advice);
  return score;
}

function demandScore(ended: BacktestDay): OutlookScore {
  const score = emptyOutlookScore();
  for (const method of METHODS) {
    const sums = Array.from({ length: FORECAST_DAYS }, emptyScore);
    for (const { forecast, slots } of ended.scores[method]) sums[forecast.lead - 1] = slots;
    score.demand[method] = sums;
  }
  return score;
}

function scoreAdvice(
  waits: AdviceEvidence,
  day: CivilDay,
  { best, within }: NonNullable<OutlookDay['advice']>,
): OutlookScore['advice'] {
  return waits.scoringWithin(within).score(
    day,
    best.map(({ hour }) => hour),
  );
}

/** Of a replay the hours of the week are ranked once a week, which knows a little less than each night would have. */
function lastDayOfWeekBefore(day: CivilDay): CivilDay {
  return day - 1 - weekdayOf(day);
}

function expectedHoursOf({ mean }: DayForecast): ExpectedHour[] {
  return [...mean].flatMap((contacts, hour) => (Number.isNaN(contacts) ? [] : [{ hour, contacts }]));
}

function isForecast(of: OutlookDay, slot: number, slots: number): boolean {
  return slots === 1 || of.hours.includes(slot);
}

function scoreHours(of: OutlookDay, came: readonly number[], isKnown: readonly boolean[]): ScoreSums {
  const sums = emptyScore();
  if (of.hours.length === 0 && came.length === 1 && isKnown[0]) {
    addScore(sums, of.total, rangesOfList(of.totalRanges), came[0]!);
  }
  of.hours.forEach((hour, i) => {
    if (isKnown[hour]) addScore(sums, of.mean[i]!, rangesOfList(of.ranges[i]!), came[hour]!);
  });
  return sums;
}

/** Each time another hour was over, the rest of the day as it would then have been said, against the morning's word. */
function scoreIntraday(
  mean: ArrayLike<number>,
  came: readonly number[],
  weights: readonly number[],
): OutlookScore['intraday'] {
  const sums = { came: 0, updated: 0, morning: 0 };
  for (let over = 1; over < came.length; over++) {
    const factor = factorOfRest(weights, mean, came, over);
    for (let slot = over; slot < came.length; slot++) {
      if (Number.isNaN(mean[slot]!) || Number.isNaN(came[slot]!)) continue;
      sums.came += came[slot]!;
      sums.updated += Math.abs(mean[slot]! * factor - came[slot]!);
      sums.morning += Math.abs(mean[slot]! - came[slot]!);
    }
  }
  return sums;
}

/** By slot; NaN: not known. */
export function countsOf({ counts, slots }: DemandSeries, { day, isKnown }: BacktestDay): number[] {
  return isKnown.map((one, slot) => (one ? counts[day * slots + slot]! : Number.NaN));
}
