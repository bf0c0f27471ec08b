/**
 * Makes the outlook of a channel or service line for the days to come, and finds how the outlooks of past days came out.
 * Owns how forecast, advice and scores belong together; refuses to keep any of it (api/outlook-keeping.ts) and to say it.
 */
import { type BacktestDay, type DemandVersion, runBacktest, WARM_UP_DAYS } from '../../db/domain/backtest.ts';
import type { CivilDay } from '../../db/domain/civil-day.ts';
import type { DemandSeries } from '../../db/domain/demand-series.ts';
import { IntradayBook } from '../../db/domain/intraday.ts';
import {
  MOST_LAG_DAYS,
  type Outlook,
  type OutlookDay,
  type OutlookScore,
  outlookDay,
} from '../../db/domain/outlook.ts';
import type { Place } from '../../db/outlooks.ts';
import { AdviceEvidence, EVIDENCE_DAYS } from './advice-evidence.ts';
import type { FeedContext } from './context.ts';
import { readDemand } from './demand.ts';
import { countsOf, scoreDay } from './outlook-scoring.ts';
import { readSlotDays } from './slot-days.ts';
import { readStaff, recentHandleSeconds } from './staff.ts';

/** Advice is for today and the seven days after it. */
export const ADVICE_DAYS = 8;
/** Of past days: what how a day's first hours carry on is learnt from. */
const INTRADAY_DAYS = 42;
const LEAST_WARM_UP_DAYS = 56;
/** Where agents are known: what load does to waits is learnt from as many. */
const LOAD_DAYS = 84;

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
  const firstEvidence = Math.min(firstScored, through) - EVIDENCE_DAYS;
  const staff = isHourly ? readStaff(context, place, firstEvidence, today + ADVICE_DAYS - 1) : new Map();
  /** what was expected on the morning of each past day, by slot */
  const mornings = new Map<CivilDay, Float64Array>();
  const waits = new AdviceEvidence({
    slotDays: isHourly ? readSlotDays(context, place, firstEvidence, through) : [],
    policy: context.configuration.disclosure,
    expected: (day, hour) => mornings.get(day)?.[hour],
    staff,
    handleSeconds: recentHandleSeconds(context, place, through),
  });
  const intraday = new IntradayBook(series.slots);
  const scores: MadeOutlook['scores'] = [];
  let last: BacktestDay | null = null;
  const learntDays = staff.size > 0 ? LOAD_DAYS : INTRADAY_DAYS;
  const from = Math.max(0, Math.min(firstScored, through + 1 - learntDays) - series.firstDay);
  // What is only learnt from may itself be warming up for what is scored.
  const warmUpDays = Math.max(LEAST_WARM_UP_DAYS, WARM_UP_DAYS - (firstScored - series.firstDay - from));
  runBacktest(series, { from, versions, warmUpDays }, (ended) => {
    last = ended;
    const day = series.firstDay + ended.day;
    if (day >= firstScored) {
      const isHoliday = context.calendar.holidayOf(day) !== null;
      const score = scoreDay({ series, ended, said, waits, weights: intraday.weights, isHoliday });
      if (score !== null) scores.push({ day, ...score });
    }
    const morning = ended.scores.candour.find(({ forecast }) => forecast.lead === 1);
    if (morning === undefined) return;
    intraday.learn(morning.forecast.mean, countsOf(series, ended));
    mornings.set(day, morning.forecast.mean);
  });
  const ended = last as BacktestDay | null;
  if (ended === null || (ended.issued.length === 0 && !isClosedAhead(series))) return null;
  const days = ended.issued
    .map((forecast) => outlookDay(forecast, series.firstDay, isHourly))
    .filter(({ day }) => day >= today)
    .map((day): OutlookDay => {
      // Holidays have hours of their own, of which the usual week tells nothing.
      const isUsual = day.day < today + ADVICE_DAYS && context.calendar.holidayOf(day.day) === null;
      if (!isUsual || !isHourly) return day;
      const expected = day.hours
        .map((hour, i) => ({ hour, contacts: day.mean[i]! }))
        .filter(({ hour }) => isOpenThroughout(series, day.day, hour));
      return { ...day, advice: waits.advise(through, day.day, expected) };
    });
  const isStaffKnown = days.some(
    ({ day, hours }) => day < today + ADVICE_DAYS && hours.some((hour) => waits.isStaffKnown(day, hour)),
  );
  return {
    outlook: {
      ...{ madeOn: today, knownThrough: through, days, isStaffKnown },
      intraday: intraday.weights.map(toHundredth),
    },
    scores,
    series,
  };
}

/** An hour in which the line opens or closes is no hour to send somebody to; of lines without stated hours nobody knows. */
function isOpenThroughout({ open, firstDay, slots }: DemandSeries, day: CivilDay, hour: number): boolean {
  const share = open[(day - firstDay) * slots + hour]!;
  return Number.isNaN(share) || share >= 1;
}

/** Whether it is known that the line stays closed as far as is forecast. */
function isClosedAhead({ open, days, slots }: DemandSeries): boolean {
  return open.subarray(days * slots).every((share) => share === 0);
}

function toHundredth(value: number): number {
  return Math.round(value * 100) / 100;
}
