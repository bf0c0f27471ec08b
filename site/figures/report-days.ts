/** The days of a week or month beside what is usual on each weekday, as the chart and the table of its report. */
import type { ReportAnswer } from '../../api/contract/report.ts';
import { type CivilDay, parseDay, weekdayOf } from '../../db/domain/zone.ts';
import { type DayBar, placeDayBars } from '../charts/day-bars.ts';
import { placeAll } from '../charts/picture.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { formatDayAndMonth, formatLongDate, formatShortDay, formatWeekdayAndDay } from '../words/date.ts';
import { capitalise, formatCount } from '../words/number.ts';
import { meaningOf } from './context.ts';
import { type Figure, readingOf, type Table, tableCell } from './figure.ts';
import { isSurelyMost } from './surely-most.ts';

interface Place {
  day: CivilDay;
  /** in the columns of the answer */
  i: number;
}

export function daysFigure(say: Say, read: Read, report: ReportAnswer): Figure {
  const words = say.reports.days;
  const { days } = report.contacts;
  const places = days.date.map((date, i) => ({ day: parseDay(date) ?? 0, i }));
  const heading = headingOf(say, report, places);
  const known = days.value.filter((value) => value !== null);
  const format = (value: number) => formatCount(say, value);
  const state = {
    bars: places.map((place) => barOf(say, report, place, places[0]!.day)),
    label:
      known.length === 0
        ? say.reports.hours.figureBare(heading)
        : words.figure(heading, format(Math.min(...known)), format(Math.max(...known))),
    beforeLabel: words.usual,
    provisionalLabel: say.status.provisional,
    words: say.statusInCell,
    footnotes: say.signFootnotes,
    format,
  };
  const hasPicture = known.length > 0;
  return {
    id: 'days',
    kicker: words.kicker,
    heading,
    standfirst: '',
    pictures: hasPicture ? placeAll((width) => placeDayBars(state, width)) : null,
    breadth: 'full',
    notes: [meaningOf({ read, say }, 'offered'), words.note, say.reports.hours.leftOut].filter(
      (note) => note !== '',
    ),
    methods: [],
    tables: hasPicture ? [tableOf(say, report, places)] : [],
    isTableFolded: true,
    tableName: words.tableName,
    sources: [],
  };
}

function headingOf(say: Say, report: ReportAnswer, places: readonly Place[]): string {
  const words = say.reports.days;
  const { value, status } = report.contacts.days;
  const most = places.reduce<Place | null>(
    (best, place) => ((value[place.i] ?? 0) > (best === null ? 0 : value[best.i]!) ? place : best),
    null,
  );
  if (most !== null) {
    const heading = isSurelyMost(report, report.contacts.days) ? words.heading : words.headingTold;
    return capitalise(heading(formatWeekdayAndDay(say, most.day), formatCount(say, value[most.i]!)));
  }
  return status.every((one) => one === 'closed') ? say.reports.hours.headingClosed : words.headingUnknown;
}

function barOf(say: Say, { contacts }: ReportAnswer, { day, i }: Place, first: CivilDay): DayBar {
  const { value, status, holiday, usual } = contacts.days;
  const format = (count: number) => formatCount(say, count);
  const name = capitalise(formatLongDate(say, day));
  const reading = readingOf(say, value[i]!, status[i]!, format);
  const often = usual.value[i] ?? null;
  const isWeekStart = day === first || weekdayOf(day) === 0;
  return {
    ...{ value: value[i]!, status: status[i]!, before: often, weekday: weekdayOf(day), isStrong: true },
    weekLabel: isWeekStart ? formatShortDay(say, day) : null,
    ...(holiday[i] !== null && holiday[i] !== undefined && { holiday: holiday[i] }),
    title:
      often === null
        ? say.reports.dayName(name, reading)
        : say.reports.days.titleUsual(name, reading, format(often)),
  };
}

function tableOf(say: Say, { contacts, to }: ReportAnswer, places: readonly Place[]): Table {
  const words = say.reports.days;
  const { value, status, usual } = contacts.days;
  const format = (count: number) => formatCount(say, count);
  return {
    caption: words.table,
    columns: [words.day, say.reports.hours.own, say.reports.hours.usualColumn],
    rows: places.map(({ day, i }) => ({
      name: `${capitalise(say.shortWeekdays[weekdayOf(day)]!)} ${formatDayAndMonth(say, day, parseDay(to) ?? day)}`,
      cells: [
        tableCell(say, value[i]!, status[i]!, format),
        tableCell(say, usual.value[i] ?? null, usual.status[i]!, format),
      ],
    })),
  };
}
