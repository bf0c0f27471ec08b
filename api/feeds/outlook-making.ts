/**
 * Makes the outlook of a channel or service line for the days to come, and finds how the outlooks of past days came out.
 * Owns how forecast, advice and scores belong together; refuses to keep any of it (api/outlook-keeping.ts) and to say it.
 */
import { AdviceScoring } from '../../db/domain/advice-score.ts';
import { type BacktestDay, type DemandVersion, METHODS, runBacktest } from '../../db/domain/backtest.ts';
import { type CivilDay, weekdayOf } from '../../db/domain/civil-day.ts';
import { type DemandSeries, FORECAST_DAYS } from '../../db/domain/demand-series.ts';
import { addScore, emptyScore } from '../../db/domain/forecast-score.ts';
import { factorOfRest, IntradayBook } from '../../db/domain/intraday.ts';
import {
  emptyOutlookScore,
  MOST_LAG_DAYS,
  type Outlook,
  type OutlookDay,
  type OutlookScore,
  outlookDay,
  rangesList,
  rangesOfList,
} from '../../db/domain/outlook.ts';
import { adviseDay } from '../../db/domain/slot-advice.ts';
import { makeSlotTable, type SlotDay, type SlotTable } from '../../db/domain/wait-slots.ts';
import type { Place } from '../../db/outlooks.ts';
import type { FeedContext } from './context.ts';
import { readDemand } from './demand.ts';
import { readSlotDays } from './slot-days.ts';

/** Half a year: what is older counts for less than 1 in 20 (db/domain/wait-slots.ts). */
export const EVIDENCE_DAYS = 182;
/** Advice is for today and the seven days after it. */
export const ADVICE_DAYS = 8;
/** Of past days: what how a day's first hours carry on is learnt from. */
const INTRADAY_DAYS = 42;

export interface OutlookRequest {
  today: CivilDay;
  /** the last day of which the records are known */
  through: CivilDay;
  /** the first day to be scored; after `through`: none */
  scoreFrom: CivilDay;
  /** what was said of past days, by the day on which it was said */
  said: ReadonlyMap<CivilDay, Outlook>;
  versions: readonly DemandVersion[];
}

export interface MadeOutlook {
  outlook: Outlook;
  /** of the days from `scoreFrom` to `through` of which anything was forecast, in order */
  scores: { day: CivilDay; isReplayed: boolean; score: OutlookScore }[];
  series: DemandSeries;
}

/** Null where the place has no records, too few to forecast from, or none of the last two weeks. */
export function makeOutlook(context: FeedContext, place: Place, request: OutlookRequest): MadeOutlook | null {
  const { today, through, scoreFrom, said, versions } = request;
  if (today - through > MOST_LAG_DAYS) return null;
  const series = readDemand(context, place, through);
  if (series === null) return null;
  const isHourly = series.slots > 1;
  const firstScored = Math.max(scoreFrom, series.firstDay);
  const slotDays = isHourly
    ? readSlotDays(context, place, Math.min(firstScored, through) - EVIDENCE_DAYS, through)
    : [];
  const waits = new WaitEvidence(slotDays);
  const intraday = new IntradayBook(series.slots);
  const scores: MadeOutlook['scores'] = [];
  let last: BacktestDay | null = null;
  const from = Math.max(0, Math.min(firstScored, through + 1 - INTRADAY_DAYS) - series.firstDay);
  runBacktest(series, { from, versions }, (ended) => {
    last = ended;
    const day = series.firstDay + ended.day;
    if (day >= firstScored) {
      const score = scoreDay({ series, ended, said, waits, intraday });
      if (score !== null) scores.push({ day, ...score });
    }
    const morning = ended.scores.candour.find(({ forecast }) => forecast.lead === 1);
    if (morning !== undefined) intraday.learn(morning.forecast.mean, countsOf(series, ended));
  });
  const ended = last as BacktestDay | null;
  if (ended === null || ended.issued.length === 0) return null;
  const table = waits.tableThrough(through);
  const days = ended.issued
    .map((forecast) => outlookDay(forecast, series.firstDay, isHourly))
    .filter(({ day }) => day >= today)
    .map((day) => withAdvice(context, day, day.day < today + ADVICE_DAYS ? table : null));
  if (days.length === 0) return null;
  return {
    outlook: { madeOn: today, knownThrough: through, days, intraday: intraday.weights.map(toHundredth) },
    scores,
    series,
  };
}

/** What past hours tell of waits: tables by the last day of their evidence, made once. */
class WaitEvidence {
  readonly slotDays: readonly SlotDay[];
  private readonly tables = new Map<CivilDay, SlotTable | null>();
  private readonly scorings = new Map<number, AdviceScoring>();

  constructor(slotDays: readonly SlotDay[]) {
    this.slotDays = slotDays;
  }

  tableThrough(lastDay: CivilDay): SlotTable | null {
    const known = this.tables.get(lastDay);
    if (known !== undefined) return known;
    const days = this.slotDays.filter(({ day }) => day <= lastDay && day > lastDay - EVIDENCE_DAYS);
    const table = days.length === 0 ? null : makeSlotTable(days, { lastDay });
    this.tables.set(lastDay, table);
    return table;
  }

  scoringWithin(seconds: number): AdviceScoring {
    const known = this.scorings.get(seconds);
    if (known !== undefined) return known;
    const scoring = new AdviceScoring(this.slotDays, seconds);
    this.scorings.set(seconds, scoring);
    return scoring;
  }
}

/** Holidays have hours of their own, of which the usual week tells nothing. */
function withAdvice({ calendar }: FeedContext, day: OutlookDay, table: SlotTable | null): OutlookDay {
  if (table === null || table.overall === null || calendar.holidayOf(day.day) !== null) return day;
  const { best, avoid } = adviseDay(table, day.day, day.hours);
  const hoursOf = (advised: typeof best) => advised.map(({ slot }) => slot.hour);
  return { ...day, advice: { best: hoursOf(best), avoid: hoursOf(avoid), within: table.threshold } };
}

interface EndedDay {
  series: DemandSeries;
  ended: BacktestDay;
  said: ReadonlyMap<CivilDay, Outlook>;
  waits: WaitEvidence;
  /** as learnt before the day */
  intraday: IntradayBook;
}

/** Null where nothing was forecast of the day. */
function scoreDay({ series, ended, said, waits, intraday }: EndedDay): {
  isReplayed: boolean;
  score: OutlookScore;
} | null {
  const day = series.firstDay + ended.day;
  const score = emptyOutlookScore();
  for (const method of METHODS) {
    for (const { forecast, slots } of ended.scores[method]) score.demand[method][forecast.lead - 1] = slots;
  }
  const replayed = ended.scores.candour.find(({ forecast }) => forecast.lead === 1);
  const morning = said.get(day);
  const isReplayed = morning === undefined;
  const came = countsOf(series, ended);
  if (isReplayed) {
    if (replayed === undefined) return null;
    const { forecast } = replayed;
    score.total = replayed.total;
    if (replayed.total !== null) {
      score.said = {
        total: forecast.total,
        ranges: rangesList(forecast.totalRanges),
        came: replayed.total.came,
      };
    }
    score.intraday = scoreIntraday(forecast.mean, came, intraday.weights);
    const table = waits.tableThrough(lastDayOfWeekBefore(day));
    if (table !== null && table.overall !== null) {
      const open = [...forecast.mean.keys()].filter((hour) => !Number.isNaN(forecast.mean[hour]));
      const best = adviseDay(table, day, open).best.map(({ slot }) => slot.hour);
      score.advice = waits.scoringWithin(table.threshold).score(day, best);
    }
    return { isReplayed, score };
  }
  // What was said is held against what came, whatever would be said today; so are the rivals at those leads alone.
  const wasSaid = new Map<number, OutlookDay>();
  for (const [madeOn, outlook] of said) {
    const lead = day - madeOn + 1;
    const of = outlook.days.find((one) => one.day === day);
    if (of !== undefined && lead >= 1 && lead <= FORECAST_DAYS) wasSaid.set(lead, of);
  }
  for (const method of METHODS) {
    score.demand[method] = score.demand[method].map((sums, i) => (wasSaid.has(i + 1) ? sums : emptyScore()));
  }
  for (const [lead, of] of wasSaid) score.demand.candour[lead - 1] = scoreSaid(of, came, ended.isKnown);
  const today = wasSaid.get(1);
  if (today === undefined) return { isReplayed, score };
  if (ended.isKnown.every((isKnown, slot) => isKnown || !isForecast(today, slot, series.slots))) {
    const all = came.reduce(
      (sum, count, slot) => sum + (isForecast(today, slot, series.slots) ? count : 0),
      0,
    );
    score.said = { total: today.total, ranges: today.totalRanges, came: all };
    score.total = emptyScore();
    addScore(score.total, today.total, rangesOfList(today.totalRanges), all);
  }
  if (today.hours.length > 0) {
    const mean = new Float64Array(series.slots).fill(Number.NaN);
    today.hours.forEach((hour, i) => {
      mean[hour] = today.mean[i]!;
    });
    score.intraday = scoreIntraday(mean, came, morning.intraday);
  }
  if (today.advice !== null) {
    score.advice = waits.scoringWithin(today.advice.within).score(day, today.advice.best);
  }
  return { isReplayed, score };
}

/** Of a replay the hours of the week are ranked once a week, which knows a little less than each night would have. */
function lastDayOfWeekBefore(day: CivilDay): CivilDay {
  return day - 1 - weekdayOf(day);
}

function isForecast(of: OutlookDay, slot: number, slots: number): boolean {
  return slots === 1 || of.hours.includes(slot);
}

function scoreSaid(of: OutlookDay, came: readonly number[], isKnown: readonly boolean[]) {
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
function countsOf({ counts, slots }: DemandSeries, { day, isKnown }: BacktestDay): number[] {
  return isKnown.map((one, slot) => (one ? counts[day * slots + slot]! : Number.NaN));
}

function toHundredth(value: number): number {
  return Math.round(value * 100) / 100;
}
