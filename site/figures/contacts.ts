/** Contacts a day over the last eight weeks, beside the same weekdays of the year before. */
import type { SeriesAnswer } from '../../api/contract/series.ts';
import { YEAR_BY_WEEKDAYS } from '../../db/domain/counterpart.ts';
import { type CivilDay, dateOfDay, weekdayOf } from '../../db/domain/zone.ts';
import { type DayBar, placeDayBars } from '../charts/day-bars.ts';
import { placeAll } from '../charts/picture.ts';
import { formatDate, formatDayAndMonth, formatLongDate, formatShortDay } from '../words/date.ts';
import { capitalise, formatCount, formatShare } from '../words/number.ts';
import { type FigureContext, meaningOf, methodsOf } from './context.ts';
import { absentFigure, type Figure, readingOf, type Table, tableCell } from './figure.ts';
import { holidayNames } from './holidays.ts';
import { cellsOf, hasRecords, latestTold, latestWhole, type SeriesCell } from './series-cells.ts';

const WEEKS = 8;
/** A smaller difference than this is "about as many". */
const ALIKE_SHARE = 0.01;

export function contactsFigure(context: FigureContext): Figure {
  const { read, say } = context;
  const days = cellsOf(read<SeriesAnswer>('series/day/offered'));
  const weeks = cellsOf(read<SeriesAnswer>('series/week/offered'));
  const last = days.findLast((cell) => cell.status !== 'missing');
  if (last === undefined || !hasRecords(days)) return absentFigure('contacts', say.contacts);
  const monday = last.day - weekdayOf(last.day);
  const first = Math.max(days[0]!.day, monday - 7 * (WEEKS - 1));
  const shown = days.filter((cell) => cell.day >= first && cell.day <= last.day);
  const byDay = new Map(days.map((cell) => [cell.day, cell]));
  const strong = (latestTold(weeks) ?? latestWhole(weeks))?.day ?? monday;
  const holidays = holidayNames(read);
  const bars = shown.map((cell) => ({
    ...barOf(context, cell, byDay, strong, first),
    ...(holidays.has(cell.day) && { holiday: holidays.get(cell.day)! }),
  }));
  const heading = headingOf(context, weeks, last);
  const values = shown.flatMap((cell) => (cell.value === null ? [] : [cell.value]));
  const format = (value: number) => formatCount(say, value);
  const state = {
    bars,
    label:
      values.length === 0
        ? say.reports.hours.figureBare(heading)
        : say.contacts.figure(
            heading,
            formatDate(say, first),
            formatDate(say, last.day),
            format(Math.min(...values)),
            format(Math.max(...values)),
          ),
    beforeLabel: say.contacts.beforeLabel,
    provisionalLabel: say.status.provisional,
    words: say.statusInCell,
    footnotes: say.signFootnotes,
    format,
  };
  return {
    id: 'contacts',
    kicker: say.contacts.kicker,
    heading,
    standfirst: say.contacts.standfirst(
      formatDayAndMonth(say, first, last.day),
      formatLongDate(say, last.day),
    ),
    pictures: placeAll((width) => placeDayBars(state, width)),
    breadth: 'full',
    notes: [meaningOf(context, 'offered'), say.contacts.leftOut].filter((note) => note !== ''),
    methods: methodsOf(context, 'offered'),
    tables: [tableOf(context, shown, weeks)],
    isTableFolded: true,
    sources: [
      { path: 'series/day/offered', name: say.contacts.kicker },
      { path: 'series/week/offered', name: say.contacts.table },
    ],
  };
}

function barOf(
  { say }: FigureContext,
  cell: SeriesCell,
  byDay: ReadonlyMap<CivilDay, SeriesCell>,
  strong: CivilDay,
  first: CivilDay,
): DayBar {
  const before = byDay.get(cell.day - YEAR_BY_WEEKDAYS)?.value ?? null;
  const format = (value: number) => formatCount(say, value);
  const reading = readingOf(say, cell.value, cell.status, format);
  const settled =
    cell.value !== null && cell.status !== 'final' ? `${reading} (${say.status[cell.status]})` : reading;
  const date = formatLongDate(say, cell.day);
  const weekday = weekdayOf(cell.day);
  return {
    value: cell.value,
    status: cell.status,
    before,
    weekday,
    title:
      before === null
        ? say.contacts.title(date, settled)
        : say.contacts.titleBefore(date, settled, format(before)),
    weekLabel: weekday === 0 || cell.day === first ? formatShortDay(say, cell.day) : null,
    isStrong: cell.day - weekday === strong || (cell.day > strong && cell.status === 'provisional'),
  };
}

/** The last whole week against the same week a year before; where that is not known, against the week before. */
function headingOf({ say, isStale }: FigureContext, weeks: readonly SeriesCell[], last: SeriesCell): string {
  const words = say.contacts;
  const week = latestTold(weeks) ?? latestWhole(weeks);
  if (week === null) {
    return last.value === null
      ? words.noWeekHeading(formatDate(say, last.day))
      : words.firstHeading(formatCount(say, last.value), formatDate(say, last.day));
  }
  if (week.value === null) return words.hiddenHeading;
  const named = isStale ? formatDate(say, week.day) : formatDayAndMonth(say, week.day, last.day);
  const find = (days: number) =>
    weeks.find((one) => one.day === week.day - days && latestWhole([one]) !== null)?.value;
  const lastYear = find(YEAR_BY_WEEKDAYS);
  const before = lastYear ?? find(7);
  const than = lastYear === undefined || lastYear === null ? words.theWeekBefore : words.aYearBefore;
  const count = formatCount(say, week.value);
  return words.heading(
    week.status === 'provisional' ? say.dayCourse.soFar(count) : count,
    named,
    before === undefined || before === null || before === 0 ? '' : changeOf(week.value / before - 1),
  );

  function changeOf(change: number): string {
    const share = formatShare(say, Math.abs(change));
    if (Math.abs(change) < ALIKE_SHARE) return words.same(than);
    return change > 0 ? words.more(share, than) : words.fewer(share, than);
  }
}

/** One row a week, the latest first, with the week's own published sum. */
function tableOf({ say }: FigureContext, shown: readonly SeriesCell[], weeks: readonly SeriesCell[]): Table {
  const format = (value: number) => formatCount(say, value);
  const byDay = new Map(shown.map((cell) => [cell.day, cell]));
  const mondays = [...new Set(shown.map((cell) => cell.day - weekdayOf(cell.day)))];
  const lastYear = dateOfDay(mondays.at(-1) ?? 0).year;
  return {
    caption: say.contacts.table,
    columns: [say.contacts.week, ...say.shortWeekdays.map(capitalise), say.contacts.total],
    rows: mondays.toReversed().map((monday) => {
      const days = say.weekdays.map((_, weekday) => byDay.get(monday + weekday));
      const week = weeks.find((cell) => cell.day === monday);
      return {
        name: dateOfDay(monday).year === lastYear ? formatShortDay(say, monday) : formatDate(say, monday),
        cells: [...days, week].map((cell) =>
          cell === undefined
            ? { text: '', status: 'missing' as const }
            : tableCell(say, cell.value, cell.status, format),
        ),
      };
    }),
  };
}
