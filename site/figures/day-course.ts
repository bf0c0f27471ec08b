/**
 * One day hour by hour beside an ordinary one of its weekday: heading, chart and table, made from the cells.
 * Pure, and the same for the page as it is published and for the one that goes on in the browser; refuses to fetch.
 */

import type { CellStatus } from '../../db/domain/cell.ts';
import { type CivilDay, weekdayOf } from '../../db/domain/civil-day.ts';
import type { CourseHour, DayCourseState } from '../charts/day-course.ts';
import type { BasicSay, Say } from '../i18n/say.ts';
import { formatWeekdayAndDay } from '../words/date.ts';
import { formatCount } from '../words/number.ts';
import { besideOrdinary } from '../words/ordinary.ts';
import { secondsOf } from './api-instant.ts';
import { plainCell, readingOf, type Table, tableCell } from './figure.ts';

export type CourseSay = BasicSay & Pick<Say, 'course'>;

/** The columns of a `series` by the hour, as far as they are needed here. */
export interface HourCells {
  start?: readonly string[];
  start0?: string;
  step?: number;
  value: readonly (number | null)[];
  status: readonly CellStatus[];
}

export interface DayHour {
  /** of the wall, 0 to 23 */
  hour: number;
  /** UTC seconds */
  startAt: number;
  endAt: number;
  value: number | null;
  status: CellStatus;
}

export interface DayCourse {
  day: CivilDay;
  hours: readonly DayHour[];
  /** contacts of each hour of the week on ordinary days, Monday 0 h first; null where it is not known */
  usual: readonly (number | null)[];
  /** where about eight in ten of such hours lie, whole contacts; null or empty where it is not known */
  range: { low: readonly (number | null)[]; high: readonly (number | null)[] };
  /** over how many weeks that was taken */
  weeks: number;
  /** of the whole day, where it is over; null: the sum of the hours speaks */
  total: {
    value: number | null;
    status: CellStatus;
    /** the whole of an ordinary day, as the day's report has it, so that both say the same; null where it has none */
    ordinary: { count: number; days: number } | null;
  } | null;
  /** the day goes on: what is known reaches to this instant, UTC seconds; null when it is over */
  knownUntil: number | null;
}

const HOUR = 3600;
/** Hours of the week with less than this share of the busiest hour's usual are in the table alone. */
const LEAST_SHOWN = 0.05;

/** The hours of one civil day; none where the columns do not say when each begins. */
export function hoursOfDay(cells: HourCells, timeZone: string): DayHour[] {
  const { start, start0, step = HOUR, value, status } = cells;
  const first = secondsOf(start0);
  const starts = value.map((_, i) => (start === undefined ? first && first + i * step : secondsOf(start[i])));
  if (starts.includes(null)) return [];
  return value.map((one, i) => ({
    hour: hourAt(i),
    startAt: starts[i]!,
    endAt: starts[i + 1] ?? starts[i]! + step,
    value: one,
    status: status[i] ?? 'missing',
  }));

  function hourAt(i: number): number {
    if (start !== undefined) return Number(start[i]?.slice(11, 13));
    // Only a day on which the clock changes has other than 24 hours, and only then is a zone worth its cost.
    if (value.length === 24) return i;
    const format = new Intl.DateTimeFormat('en', { timeZone, hour: '2-digit', hourCycle: 'h23' });
    return Number(format.format((starts[i] ?? 0) * 1000));
  }
}

/** Whether anything at all is known of the day. */
export function isKnown(hours: readonly DayHour[]): boolean {
  return hours.some(({ value, status }) => value !== null || status === 'suppressed');
}

/** Until when, in UTC seconds, a day that goes on is known: an hour that has just ended is counted some time later. */
export function lastKnown(hours: readonly DayHour[]): number {
  return hours.findLast(({ status }) => status !== 'missing')?.endAt ?? 0;
}

/** Whether a range is known of any hour of the week: then every day of it is told with its ranges. */
export function isRanged({ range }: Pick<DayCourse, 'range'>): boolean {
  return range.low.some((value) => value !== null);
}

export interface CourseFigure {
  heading: string;
  standfirst: string;
  state: DayCourseState;
  table: Table;
}

export function courseFigure(say: CourseSay, course: DayCourse): CourseFigure {
  const { day, usual, range } = course;
  const words = say.course;
  const weekday = say.weekdays[weekdayOf(day)]!;
  const format = (value: number) => formatCount(say, value);
  const atHour = (column: readonly (number | null)[], hour: number) =>
    column[weekdayOf(day) * 24 + hour] ?? null;
  const usualAt = (hour: number) => atHour(usual, hour);
  const isCompared = usual.some((value) => value !== null);
  const hasRange = isRanged(course);
  const rangeOf = ({ low, high }: { low: number; high: number }) => words.range(format(low), format(high));
  const hours = course.hours.map((hour): CourseHour => {
    const status = statusAt(hour, course.knownUntil);
    const reading = status === 'ahead' ? words.ahead : readingOf(say, hour.value, status, format);
    const settled =
      hour.value !== null && status !== 'final' && status !== 'ahead'
        ? `${reading} (${say.status[status]})`
        : reading;
    const [from, to] = [say.hour(hour.hour), say.hour(hour.hour + 1)];
    const before = usualAt(hour.hour);
    const low = atHour(range.low, hour.hour);
    // One end is known where the other is.
    const around = low === null ? null : { low, high: atHour(range.high, hour.hour)! };
    const often = before === null ? '' : format(before);
    return {
      hour: hour.hour,
      value: hour.value,
      status,
      usual: before,
      range: around,
      title:
        before === null
          ? words.title(from, to, settled)
          : words.titleUsual(
              ...([from, to, settled, weekday] as const),
              around === null ? often : words.usualWithin(often, rangeOf(around)),
            ),
    };
  });
  const shown = hoursShown(hours, usual);
  const heading = headingOf(say, course, usualAt);
  return {
    heading,
    standfirst: hasRange
      ? words.standfirstRange(weekday)
      : isCompared
        ? words.standfirst(weekday)
        : words.standfirstAlone,
    state: {
      hours: shown,
      label: words.figure(heading, say.hour(shown[0]?.hour ?? 0), say.hour((shown.at(-1)?.hour ?? 23) + 1)),
      usualLabel: words.usual(weekday),
      hourLabel: say.hour,
      words: say.statusInCell,
      footnotes: say.signFootnotes,
      format,
    },
    table: {
      caption: words.table(formatWeekdayAndDay(say, day)),
      columns: [
        words.hour,
        formatWeekdayAndDay(say, day),
        ...(isCompared ? [words.usual(weekday)] : []),
        ...(hasRange ? [words.rangeColumn] : []),
      ],
      rows: hours.map(({ hour, value, status, usual: before, range: around }) => ({
        name: say.hour(hour),
        cells: [
          status === 'ahead'
            ? { text: words.ahead, status: 'missing' as const }
            : tableCell(say, value, status, format),
          ...(isCompared ? [tableCell(say, before, before === null ? 'missing' : 'final', format)] : []),
          ...(hasRange
            ? [around === null ? tableCell(say, null, 'missing', format) : plainCell(rangeOf(around))]
            : []),
        ],
      })),
    },
  };
}

/** An hour that is not over, and of which nothing is known, is not missing. */
function statusAt({ value, status, endAt }: DayHour, knownUntil: number | null): CellStatus | 'ahead' {
  const isAhead = knownUntil !== null && endAt > knownUntil && value === null && status === 'missing';
  return isAhead ? 'ahead' : status;
}

/** The same hours on every day of the week, so that days can be held side by side; more where the day itself has more. */
function hoursShown(hours: readonly CourseHour[], usual: readonly (number | null)[]): CourseHour[] {
  const least = LEAST_SHOWN * Math.max(0, ...usual.map((value) => value ?? 0));
  const busy = new Set(usual.flatMap((value, i) => (value !== null && value > least ? [i % 24] : [])));
  const isShown = ({ hour, value }: CourseHour) => busy.has(hour) || (value !== null && value > least);
  const first = hours.findIndex(isShown);
  return first < 0 ? [...hours] : hours.slice(first, hours.findLastIndex(isShown) + 1);
}

function headingOf(say: CourseSay, course: DayCourse, usualAt: (hour: number) => number | null): string {
  const words = say.course;
  const { day, total, knownUntil } = course;
  const date = formatWeekdayAndDay(say, day);
  const over = course.hours.filter(({ endAt }) => knownUntil === null || endAt <= knownUntil);
  const counted = over.filter(({ value }) => value !== null);
  const sum = counted.reduce((all, { value }) => all + (value ?? 0), 0);
  const isPart = total?.value == null && over.some(({ status }) => status === 'suppressed');
  const count = formatCount(say, total?.value ?? sum);
  const said = isPart ? words.atLeast(count) : count;
  // "At least 0" says nothing.
  if ((isPart && sum === 0) || total?.status === 'suppressed') return words.hidden(date);
  if (counted.length === 0 && total?.value == null)
    return knownUntil === null ? words.closed(date) : words.begun;
  const change = totalChange(say, course) ?? changeOf(say, course, counted, usualAt);
  const last = counted.at(-1)!;
  if (knownUntil !== null) return words.until(say.hour(last.hour + 1), said, change);
  const isSettled = counted.every(({ status }) => status === 'final' || status === 'revised');
  return (isSettled ? words.whole : words.wholeSoFar)(date, said, change);
}

/** The whole day against a whole ordinary one; null where either is not known. Lost hours would look like a quiet day. */
function totalChange(say: CourseSay, { day, total }: DayCourse): string | null {
  if (total?.status === 'partial') return '';
  if (total === null || total.value === null || total.ordinary === null) return null;
  const { count: ordinary, days } = total.ordinary;
  return besideOrdinary(say, say.weekdays[weekdayOf(day)]!, { count: total.value, ordinary, days });
}

/** Against the ordinary day, over the hours of which both are known. */
function changeOf(
  say: CourseSay,
  { day, weeks }: DayCourse,
  counted: readonly DayHour[],
  usualAt: (hour: number) => number | null,
): string {
  const weekday = say.weekdays[weekdayOf(day)]!;
  let [now, ordinary] = [0, 0];
  for (const { hour, value } of counted) {
    const usual = usualAt(hour);
    if (usual === null) continue;
    now += value ?? 0;
    ordinary += usual;
  }
  return besideOrdinary(say, weekday, { count: now, ordinary, days: weeks });
}
