/**
 * The list of reports as months of days. Owns which months stand on the first page of it and which on the page of
 * their year; a day keeps the sign of how settled it is.
 */
import type { ReportAnswer, ReportState, ReportsAnswer } from '../../api/contract/report.ts';
import type { CellStatus } from '../../db/domain/cell.ts';
import { type CivilDay, dateOfDay, formatDay, parseDay, weekdayOf } from '../../db/domain/zone.ts';
import { weekOrder } from '../i18n/calendar-names.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { formatDayAndMonth, formatLongDate, formatMonth, formatWeekdayAndDay } from '../words/date.ts';
import { capitalise, formatCount } from '../words/number.ts';
import { addressOfReport, nameReport, nameShortly, reportHeading } from './report.ts';

/** The first page shows so many months; a longer history has a page a year as well. */
const LATEST_MONTHS = 13;
/** So many shades of one colour. */
const TINTS = 5;
/** From here on a count is written short, "12k", to fit into a day of a narrow calendar. */
const LONG_COUNT = 10_000;

export interface ListedDay {
  href: string;
  /** of the month */
  number: number;
  /** the whole of what the day says, for who does not see the grid */
  name: string;
  text: string;
  holiday: string | null;
  state: ReportState;
  status: CellStatus;
  /** how its count stands to the largest of the page, 0 to TINTS − 1; null without one */
  tint: number | null;
  /** in which of the seven columns it stands, 1 to 7 */
  column: number;
}

export interface ListedMonth {
  id: string;
  heading: string;
  label: string;
  days: ListedDay[];
  /** the report of the month, null until it is over */
  report: Way | null;
  /** those of the weeks that end in it */
  weeks: Way[];
}

export interface Way {
  href: string;
  text: string;
  /** the whole of it, for who does not see what it stands beside */
  name: string;
}

export interface ReportList {
  /** all days of the list, and the last of them; null without any */
  count: number;
  /** weeks and months with a report */
  longer: { weeks: number; months: number };
  last: CivilDay | null;
  /** the day of the page with the most contacts; null where no number is shown */
  most: { day: CivilDay; value: number } | null;
  /** a day of the page is hidden, and may have had more */
  hasHidden: boolean;
  months: ListedMonth[];
  /** the years that have a page, the latest first; none where the first page holds everything */
  years: number[];
  weekdays: readonly string[];
}

/** `year` null: the last months. */
export function reportListOf(
  say: Say,
  answer: ReportsAnswer | null,
  country: string | null,
  year: number | null,
): ReportList {
  const order = weekOrder(say.language, country);
  const weekdays = order.map((weekday) => say.shortWeekdays[weekday]!);
  const dates = answer?.days.date ?? [];
  const all = dates.map((date, i) => ({ day: parseDay(date) ?? 0, date, i }));
  const months = [...Map.groupBy(all, ({ date }) => date.slice(0, 7)).values()].reverse();
  const shown =
    year === null
      ? months.slice(0, LATEST_MONTHS)
      : months.filter(([first]) => dateOfDay(first!.day).year === year);
  const ofPage = shown.flat();
  const offered = answer?.figures.find(({ metric }) => metric === 'offered');
  const [values, statuses] = [offered?.value ?? [], offered?.status ?? []];
  const most = ofPage.reduce<ReportList['most']>((best, { day, i }) => {
    const value = values[i] ?? null;
    return value !== null && value > (best?.value ?? 0) ? { day, value } : best;
  }, null);
  return {
    count: year === null ? all.length : ofPage.length,
    last: (year === null ? all.at(-1) : ofPage[0])?.day ?? null,
    longer: longerOf(answer, year),
    years: yearsOf(answer),
    ...{ weekdays, most, hasHidden: ofPage.some(({ i }) => statuses[i] === 'suppressed') },
    months: answer === null ? [] : shown.map((days) => monthOf(say, answer, days, order, most?.value ?? 0)),
  };
}

function longerOf(answer: ReportsAnswer | null, year: number | null): ReportList['longer'] {
  const count = (to: readonly string[]) =>
    to.filter((day) => year === null || day.startsWith(String(year))).length;
  return { weeks: count(answer?.weeks.to ?? []), months: count(answer?.months.to ?? []) };
}

/** The years that have a page of their own, the latest first. */
export function yearsOf(answer: ReportsAnswer | null): number[] {
  const dates = answer?.days.date ?? [];
  const months = new Set(dates.map((date) => date.slice(0, 7)));
  if (months.size <= LATEST_MONTHS) return [];
  return [...new Set(dates.map((date) => Number(date.slice(0, 4))))].reverse();
}

interface Place {
  day: CivilDay;
  date: string;
  /** in the columns of the answer */
  i: number;
}

function monthOf(
  say: Say,
  answer: ReportsAnswer,
  days: readonly Place[],
  order: readonly number[],
  largest: number,
): ListedMonth {
  const words = say.reports;
  const offered = answer.figures.find(({ metric }) => metric === 'offered');
  const valueAt = ({ i }: Place) => offered?.value[i] ?? null;
  const first = days[0]!;
  const most = days.reduce((best, one) => ((valueAt(one) ?? -1) > (valueAt(best) ?? -1) ? one : best), first);
  const month = formatMonth(say, first.day);
  const hasHidden = days.some(({ i }) => offered?.status[i] === 'suppressed');
  const heading = hasHidden ? words.monthHeadingTold : words.monthHeading;
  const peak = valueAt(most);
  const id = first.date.slice(0, 7);
  const wayTo = (report: string, text: string): Way => ({
    ...{ href: addressOfReport(report), text },
    name: capitalise(nameReport(say, report)),
  });
  return {
    report: answer.months.date.includes(id) ? wayTo(id, words.monthReport(month)) : null,
    weeks: answer.weeks.date
      .filter((_, i) => answer.weeks.to[i]!.startsWith(id))
      .map((week) => wayTo(week, nameShortly(say, week))),
    id: `m${id}`,
    heading: capitalise(
      peak === null
        ? month
        : heading(month, formatDayAndMonth(say, most.day, most.day), formatCount(say, peak)),
    ),
    label: words.monthDays(month),
    days: days.map((place) => {
      const value = valueAt(place);
      const status = offered?.status[place.i] ?? 'missing';
      const state = answer.days.state[place.i]!;
      const holiday = answer.days.holiday[place.i] ?? null;
      const settled = state === 'final' ? [] : [say.status[state]];
      const reading = value === null ? say.status[status] : words.reading(formatCount(say, value));
      return {
        href: addressOfReport(place.date),
        number: dateOfDay(place.day).dayOfMonth,
        name: words.dayName(
          capitalise(formatLongDate(say, place.day)),
          [reading, ...(holiday === null ? [] : [holiday]), ...settled].join(', '),
        ),
        text: value === null ? '' : shortCount(say, value),
        tint: value === null ? null : Math.min(TINTS - 1, Math.floor((TINTS * value) / Math.max(1, largest))),
        ...{ holiday, state, status, column: order.indexOf(weekdayOf(place.day)) + 1 },
      };
    }),
  };
}

function shortCount(say: Say, count: number): string {
  if (count < LONG_COUNT) return formatCount(say, count);
  return new Intl.NumberFormat(say.locale, { notation: 'compact', maximumSignificantDigits: 3 }).format(
    count,
  );
}

/** What stands on top of a list: what the latest day was, or the busiest of a year. */
export function listHeading(say: Say, read: Read, list: ReportList, year: number | null): string {
  if (list.last === null) return say.reports.none;
  if (year !== null) return yearHeading(say, list, year);
  const report = read<ReportAnswer>(`reports/${formatDay(list.last)}`);
  const name = formatWeekdayAndDay(say, list.last);
  return capitalise(report === null ? name : reportHeading(say, name, report));
}

function yearHeading(say: Say, { most, hasHidden }: ReportList, year: number): string {
  if (most === null) return String(year);
  const day = formatDayAndMonth(say, most.day, most.day);
  const heading = hasHidden ? say.reports.monthHeadingTold : say.reports.monthHeading;
  return heading(String(year), day, formatCount(say, most.value));
}
