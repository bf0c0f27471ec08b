/**
 * The coming eight days as a calendar has them, from what was published of forecast and advice: open days with their hours,
 * closed ones between them.
 * Owns which days are in view, how hours side by side become one stretch, and how far a count is known; refuses to fetch
 * and to phrase anything.
 */
import type { AdvisedHour, BestTimesAnswer, ForecastAnswer } from '../../api/contract/outlook.ts';
import { type CivilDay, parseDay } from '../../db/domain/zone.ts';
import type { FigureContext } from './context.ts';

export interface Range {
  low: number;
  high: number;
}

/** What is expected of an hour or a day; a count is null where it is hidden to protect people. */
export interface Expected {
  count: number | null;
  /** 8 in 10 such counts lie in it; null where there is no record to measure it by */
  range: Range | null;
}

export interface ComingHour extends Expected {
  /** of the wall, 0 to 23 */
  hour: number;
  /** it was over when the forecast was made */
  isOver: boolean;
  advice: 'best' | 'avoid' | null;
  /** who gets through in time then, 0 to 1; null where nothing is advised */
  within: number | null;
  /** a little more than expected, and the queue grows all hour; false where that is not known */
  isFragile: boolean;
}

export interface ComingDay extends Expected {
  day: CivilDay;
  holiday: string | null;
  /** nothing is expected: closed, by stated hours or by what came */
  isClosed: boolean;
  hours: readonly ComingHour[];
  best: readonly AdvisedHour[];
  avoid: readonly AdvisedHour[];
}

export interface ComingDays {
  days: readonly ComingDay[];
  /** opening hours are stated, so that a day without any is a closed one */
  isStated: boolean;
  /** the channel of which all is said; null: a service line over all channels */
  channel: string | null;
}

/** Today and the next seven days. */
export const DAYS_IN_VIEW = 8;

type Advice = Pick<BestTimesAnswer, 'filter' | 'days'>;

/** `forecast` null: advice alone is in view. Empty where neither says anything of the days from today on. */
export function comingDays(
  { today, organisation }: Pick<FigureContext, 'today' | 'organisation'>,
  best: Advice,
  forecast: ForecastAnswer | null,
): ComingDays {
  const channel = best.filter.queue === undefined ? (best.filter.channel ?? null) : null;
  const isStated = channel !== null && organisation.hours[channel] !== undefined;
  const advised = new Map(best.days.map((day) => [parseDay(day.date), day]));
  const totals = new Map(forecast?.days.date.map((date, i) => [parseDay(date), i]));
  const holidays = new Map(organisation.holidays.map(({ date, name }) => [parseDay(date), name]));
  const inView = Array.from({ length: DAYS_IN_VIEW }, (_, i) => today + i);
  const isKnown = (day: CivilDay) => advised.has(day) || totals.has(day);
  const last = inView.findLastIndex(isKnown);
  // A forecast of fewer days says nothing of those after it, but one of the whole time leaves out only closed ones.
  const reach = Math.max(...[...advised.keys(), ...totals.keys()].map((day) => day ?? 0), 0);
  const shown = inView.filter((day, i) => i <= last || day < reach);
  const days = shown.map((day): ComingDay => {
    const said = advised.get(day);
    const i = totals.get(day);
    return {
      day,
      holiday:
        said?.holiday ?? (i === undefined ? null : forecast!.days.holiday[i]) ?? holidays.get(day) ?? null,
      isClosed:
        !isKnown(day) || said?.isOpen === false || (i !== undefined && forecast!.days.status[i] === 'closed'),
      ...(i === undefined ? { count: null, range: null } : expectedAt(forecast!.days, i)),
      hours: forecast === null ? [] : hoursOf(day, forecast, said),
      best: said?.best ?? [],
      avoid: said?.avoid ?? [],
    };
  });
  return { days, isStated, channel };
}

function expectedAt(columns: ForecastAnswer['hours'] | ForecastAnswer['days'], i: number): Expected {
  const [low, high] = [columns.low80[i] ?? null, columns.high80[i] ?? null];
  return { count: columns.expected[i] ?? null, range: low === null || high === null ? null : { low, high } };
}

function hoursOf(
  day: CivilDay,
  { hours, hoursKnown, madeOn }: ForecastAnswer,
  said: Advice['days'][number] | undefined,
): ComingHour[] {
  const isMadeOn = parseDay(madeOn ?? '') === day;
  const found = new Map<number, ComingHour>();
  hours.start.forEach((start, i) => {
    const hour = Number(start.slice(11, 13));
    // Where the clock goes forward, the hour that is none falls upon the next one.
    if (parseDay(start.slice(0, 10)) !== day || hours.status[i] === 'closed' || found.has(hour)) return;
    const isHere = (one: AdvisedHour) => hourOf(one) === hour;
    const [best, avoid] = [said?.best.find(isHere), said?.avoid.find(isHere)];
    found.set(hour, {
      hour,
      isOver: isMadeOn && hour < hoursKnown,
      ...expectedAt(hours, i),
      advice: best !== undefined ? 'best' : avoid !== undefined ? 'avoid' : null,
      within: (best ?? avoid)?.within ?? null,
      isFragile: (best ?? avoid)?.isFragile ?? false,
    });
  });
  return [...found.values()].sort((a, b) => a.hour - b.hour);
}

export function hourOf({ time }: Pick<AdvisedHour, 'time'>): number {
  return Number(time.slice(0, 2));
}

/** Hours side by side as one stretch: from the beginning of the first to the end of the last, 0 to 24. */
export function stretchesOf(hours: readonly number[]): { from: number; to: number }[] {
  const stretches: { from: number; to: number }[] = [];
  for (const hour of [...hours].sort((a, b) => a - b)) {
    const last = stretches.at(-1);
    if (last?.to === hour) last.to = hour + 1;
    else stretches.push({ from: hour, to: hour + 1 });
  }
  return stretches;
}

/** The steps in which counts are said; the next is used where an eighth of the range is as wide. */
const STEPS = [1, 5, 10, 50, 100, 500, 1000, 5000, 10_000];

/** A count as far as it is known: in steps of an eighth of its range at most, of a tenth of itself where it has none. */
export function roundToKnown(count: number, range: Range | null): number {
  const width = range === null ? count / 10 : (range.high - range.low) / 8;
  const step = STEPS.findLast((one) => one <= width) ?? 1;
  return Math.round(count / step) * step;
}

/**
 * The days with the least and the most expected, where it is clear that they have: where the 80 % interval of the
 * difference to every other day, the two taken as independent, leaves zero out. Null where it is not, or no range is known.
 */
export function clearExtremes(days: readonly ComingDay[]): {
  least: ComingDay | null;
  most: ComingDay | null;
} {
  const known = days.filter(({ count, range }) => count !== null && range !== null);
  const isClear = (low: ComingDay, high: ComingDay) =>
    high.count! - low.count! > Math.hypot(low.range!.high - low.count!, high.count! - high.range!.low);
  const clearOf = (test: (one: ComingDay, other: ComingDay) => boolean) =>
    known.find((one) => known.length > 1 && known.every((other) => other === one || test(one, other))) ??
    null;
  return { least: clearOf((a, b) => isClear(a, b)), most: clearOf((a, b) => isClear(b, a)) };
}
