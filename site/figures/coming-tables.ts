/** The tables under the coming days: a row a day with its best hours, and all hours of all days. Owns no sentence of its own. */
import type { AdvisedHour } from '../../api/contract/outlook.ts';
import { weekdayOf } from '../../db/domain/civil-day.ts';
import { formatShortDay } from '../words/date.ts';
import { capitalise, formatCount } from '../words/number.ts';
import { frequencyOf, namedDay } from './advice-sentences.ts';
import {
  type ComingDay,
  type ComingDays,
  type ComingHour,
  hourOf,
  type Range,
  stretchesOf,
} from './coming-view.ts';
import type { FigureContext } from './context.ts';
import { plainCell, type Table, type TableCell, tableCell } from './figure.ts';

/** By the hour only where hours are forecast; that one is folded. */
export function comingTables(context: FigureContext, view: ComingDays, contacts: string): Table[] {
  const isByHour = view.days.some(({ hours }) => hours.length > 0);
  return [dayTable(context, view, contacts), ...(isByHour ? [hourTable(context, view, contacts)] : [])];
}

function dayTable(context: FigureContext, { days, isStated, channel }: ComingDays, contacts: string): Table {
  const { say } = context;
  const words = say.comingDays;
  const hasRange = days.some(({ range }) => range !== null);
  const hasAdvice = days.some((day) => day.best.length + day.avoid.length > 0);
  const closed: TableCell = {
    text: isStated ? say.statusInCell.closed : words.noneExpected,
    status: 'closed',
  };
  const nothing: TableCell = { text: '', status: 'closed' };
  return {
    caption: words.table(contacts),
    columns: [
      words.day,
      words.expected,
      ...(hasRange ? [words.range] : []),
      ...(hasAdvice ? [words.bestColumn, words.avoidColumn] : []),
    ],
    rows: days.map((day) => ({
      name: namedDay(context, day),
      cells: [
        day.isClosed ? closed : countCell(context, day.count),
        ...(hasRange ? [day.range === null ? nothing : plainCell(spanOf(context, day.range))] : []),
        ...(hasAdvice ? [advised(day, day.best), advised(day, day.avoid)] : []),
      ],
    })),
  };

  function advised(day: ComingDay, hours: readonly AdvisedHour[]): TableCell {
    if (day.isClosed) return { ...nothing, isText: true };
    if (hours.length === 0) return { text: words.noHours, status: 'missing', isText: true };
    const share = frequencyOf(context, channel, hours);
    return {
      text: say.and(
        stretchesOf(hours.map(hourOf)).map(({ from, to }) => say.shortRange(say.hour(from), say.hour(to))),
      ),
      status: 'final',
      isText: true,
      ...(share !== null && {
        note: hours.some(({ isFragile }) => isFragile)
          ? words.fragileNote(words.inTime(share))
          : words.inTime(share),
      }),
    };
  }
}

function hourTable(context: FigureContext, { days }: ComingDays, contacts: string): Table {
  const { say } = context;
  const words = say.comingDays;
  const open = days.filter(({ hours }) => hours.length > 0);
  const all = open.flatMap(({ hours }) => hours.map(({ hour }) => hour));
  const [first, last] = [Math.min(...all), Math.max(...all)];
  return {
    caption: words.hoursTable(contacts),
    foldedName: words.hoursTable(contacts),
    columns: [
      words.hour,
      ...open.map(
        ({ day }) => `${capitalise(say.shortWeekdays[weekdayOf(day)]!)} ${formatShortDay(say, day)}`,
      ),
    ],
    rows: Array.from({ length: last - first + 1 }, (_, i) => ({
      name: say.hour(first + i),
      cells: open.map(({ hours }) =>
        hourCell(
          context,
          hours.find(({ hour }) => hour === first + i),
        ),
      ),
    })),
  };
}

function hourCell(context: FigureContext, hour: ComingHour | undefined): TableCell {
  const { say } = context;
  const words = say.comingDays;
  if (hour === undefined) return { text: say.statusInCell.closed, status: 'closed' };
  const range = hour.range === null ? '' : spanOf(context, hour.range);
  const note =
    hour.advice === 'best' ? words.bestNote(range) : hour.advice === 'avoid' ? words.avoidNote(range) : range;
  return { ...countCell(context, hour.count), ...(note !== '' && { note }) };
}

function countCell({ say }: FigureContext, count: number | null): TableCell {
  return tableCell(say, count, count === null ? 'suppressed' : 'final', (value) => formatCount(say, value));
}

function spanOf({ say }: FigureContext, { low, high }: Range): string {
  return say.shortRange(formatCount(say, low), formatCount(say, high));
}
