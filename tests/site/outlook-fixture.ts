/**
 * What is said of the coming days and of past forecasts, of the made-up parcel company; each test changes a copy.
 * Owns its figures: Monday is busiest, Saturday short and quiet, Sunday closed.
 */
import type {
  AdvisedHour,
  BestTimesAnswer,
  ForecastAnswer,
  RecordAnswer,
  TrackRecordAnswer,
} from '../../api/contract/outlook.ts';
import { type CivilDay, dayOfDate, formatDay, parseDay, weekdayOf } from '../../db/domain/zone.ts';

/** Tuesday 24 November 2026, at half past ten. */
export const TODAY = dayOfDate(2026, 11, 24);

/** Contacts of an hour: most at 10:00, half as many again on Mondays. */
function countAt(weekday: number, hour: number): number | null {
  const [from, to] = weekday === 6 ? [0, 0] : weekday === 5 ? [9, 17] : [8, 20];
  if (hour < from || hour >= to) return null;
  return Math.round((90 - Math.abs(hour - 10) * 5) * (weekday === 0 ? 1.5 : weekday === 5 ? 0.5 : 1));
}

interface Outlook {
  from?: CivilDay;
  days?: number;
  /** half the width of a range as a share of its count; null: no ranges */
  spread?: number | null;
  isByHour?: boolean;
}

export function forecastOf({
  from = TODAY,
  days = 14,
  spread = 0.1,
  isByHour = true,
}: Outlook = {}): ForecastAnswer {
  const all = Array.from({ length: days }, (_, i) => from + i);
  const open = all.filter((one) => weekdayOf(one) !== 6);
  const hours = open.flatMap((one) =>
    Array.from({ length: 24 }, (_, hour) => ({ one, hour, count: countAt(weekdayOf(one), hour)! })).filter(
      ({ count }) => count !== null,
    ),
  );
  const totals = all.map((one) =>
    open.includes(one) ? hours.reduce((sum, hour) => sum + (hour.one === one ? hour.count : 0), 0) : null,
  );
  const ranged = (counts: readonly (number | null)[]) => {
    const end = (by: number) =>
      counts.map((count) =>
        spread === null || count === null ? null : Math.round(count * (1 + by * spread)),
      );
    return {
      ...{ expected: counts, low80: end(-1), high80: end(1), low95: end(-1.6), high95: end(1.6) },
      status: counts.map((count) => (count === null ? 'closed' : 'forecast')),
    };
  };
  const told = isByHour ? hours : [];
  return {
    ...{ timeZone: 'Europe/London', asOf: '2026-11-24T10:30:00Z', filter: { channel: 'phone' } },
    ...{ madeOn: '2026-11-24', knownThrough: '2026-11-23', hoursKnown: 10, reason: null },
    days: { date: all.map(formatDay), holiday: all.map(() => null), ...ranged(totals) },
    hours: {
      start: told.map(({ one, hour }) => `${formatDay(one)}T${String(hour).padStart(2, '0')}:00:00+00:00`),
      ...ranged(told.map(({ count }) => count)),
    },
  } as unknown as ForecastAnswer;
}

export const advised = (
  hour: number,
  within: number | null,
  usual: [number, number] | null = null,
): AdvisedHour => ({
  time: `${String(hour).padStart(2, '0')}:00`,
  ...{ within, low: within, high: within, usualLow: usual?.[0] ?? null, usualHigh: usual?.[1] ?? null },
  ...{ load: null, isFragile: null },
});

/** Eight days of advice; `isStated`: whether opening hours are known. */
export function adviceFrom(today: CivilDay, isStated = true): BestTimesAnswer['days'] {
  return Array.from({ length: 8 }, (_, i) => today + i).map((one) => ({
    ...{ date: formatDay(one), holiday: null, isOpen: isStated ? weekdayOf(one) !== 6 : null },
    best:
      weekdayOf(one) > 4
        ? []
        : [advised(8, 0.89, [0.82, 1]), advised(18, 0.91, [0.8, 1]), advised(19, 0.93, [0.85, 1])],
    avoid: weekdayOf(one) > 4 ? [] : [advised(10, 0.6, [0.4, 0.8]), advised(11, 0.62, [0.4, 0.8])],
  }));
}

/** Best from 18:00 to 20:00 and at 8:00, to be avoided from 10:00 to 12:00; nothing is told apart on Saturdays. */
export function bestTimesOf(change: Partial<BestTimesAnswer> = {}): BestTimesAnswer {
  const days = adviceFrom(TODAY, change.filter?.queue === undefined);
  return {
    ...{ timeZone: 'Europe/London', asOf: '2026-11-24T10:30:00Z', filter: { channel: 'phone' } },
    ...{ state: 'advised', reason: null, madeOn: '2026-11-24', knownThrough: '2026-11-23' },
    ...{ thresholdSeconds: 120, overall: 0.8, capacity: 'unknown', days },
    cells: {},
    record: recordOf(),
    ...change,
  } as unknown as BestTimesAnswer;
}

/** Errors of 19, 28, 23 and 21 in 100 a day ahead; the mean of eight picked better hours. */
export function recordOf(change: Partial<RecordAnswer> = {}): RecordAnswer {
  const errors = { candour: 0.188, last_week: 0.281, mean_of_8: 0.227, same_weekday_mean: 0.209 };
  return {
    ...{ from: '2026-09-29', to: '2026-11-23', days: 48, replayedDays: 0 },
    forecasts: [1, 2, 3, 7, 14].flatMap((leadDays) =>
      Object.entries(errors).map(([method, wmape]) => ({
        ...{ method: method as keyof typeof errors, leadDays, n: 541, wmape, rmse: 9 },
        ...{ pinball: wmape * 20, cover80: 0.85, cover95: 0.96 },
      })),
    ),
    advice: [
      { method: 'candour', hours: 144, hits: 125, lift: 0.1485 },
      { method: 'last_week', hours: 136, hits: 109, lift: 0.1391 },
      { method: 'mean_of_8', hours: 126, hits: 111, lift: 0.1612 },
    ],
    ...change,
  };
}

/** `cameOf`: what came on a day, of 800 that were forecast with 700 to 900, and 640 to 960; null: nothing is said. */
export function trackRecordOf(
  record: RecordAnswer = recordOf(),
  cameOf: (at: number) => number | null = (at) =>
    at === 20 ? 1200 : at === 30 ? 920 : at === 40 ? null : 800 + (at % 5) * 10,
  hasRanges = true,
): TrackRecordAnswer {
  const first = parseDay(record.from ?? '2026-09-29')!;
  const dates =
    record.days === 0
      ? []
      : Array.from({ length: 56 }, (_, i) => first + i).filter((one) => weekdayOf(one) !== 6);
  const came = dates.map((_, i) => cameOf(i));
  const where = <T>(value: (count: number) => T) =>
    came.map((count) => (count === null ? null : value(count)));
  const end = (value: number) => where(() => (hasRanges ? value : null));
  const isInside = (low: number, high: number) =>
    where((count) => (hasRanges ? count >= low && count <= high : null));
  return {
    ...{ timeZone: 'Europe/London', asOf: '2026-11-24T10:30:00Z', filter: { channel: 'phone' }, record },
    days: {
      date: dates.map(formatDay),
      isReplayed: dates.map((_, i) => i < record.replayedDays),
      expected: where(() => 800),
      ...{ low80: end(700), high80: end(900), low95: end(640), high95: end(960) },
      came,
      ...{ isInside80: isInside(700, 900), isInside95: isInside(640, 960) },
      recommended: dates.map(() => 3),
      hits: dates.map(() => 2),
    },
  } as unknown as TrackRecordAnswer;
}
