/** The months of all records, each against the same month a year before: the question most often asked of a history. */
import type { SeriesAnswer } from '../../api/contract/series.ts';
import { isWholeValue } from '../../db/domain/cell.ts';
import { dateOfDay, shiftMonths } from '../../db/domain/civil-day.ts';
import { formatChange } from '../history/reading.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { capitalise, formatCount } from '../words/number.ts';
import { plainCell, type Table, type TableCell, tableCell } from './figure.ts';
import { cellsOf } from './series-cells.ts';

/** A row a month, a column a year, the latest first, each with its change beside it; null without records. */
export function monthByMonth(read: Read, say: Say): Table | null {
  const words = say.history.months;
  const cells = cellsOf(read<SeriesAnswer>('series/month/offered'));
  if (cells.length === 0) return null;
  const byDay = new Map(cells.map((cell) => [cell.day, cell]));
  const years = [...new Set(cells.map(({ day }) => dateOfDay(day).year))].toReversed();

  const cellIn = (year: number, month: number) =>
    cells.find(({ day }) => dateOfDay(day).year === year && dateOfDay(day).month === month);
  const countIn = (year: number, month: number): TableCell => {
    const cell = cellIn(year, month);
    if (cell === undefined) return plainCell('');
    return tableCell(say, cell.value, cell.status, (value) => formatCount(say, value));
  };
  const changeIn = (year: number, month: number): string => {
    const cell = cellIn(year, month);
    const before = cell === undefined ? undefined : byDay.get(shiftMonths(cell.day, -12));
    if (cell === undefined || before === undefined) return '';
    if (!isWholeValue(cell.status) || !isWholeValue(before.status)) return '';
    return formatChange(say, 'count', cell.value, before.value);
  };
  // Changes have a column of their own, so that digits stand under digits; none where nothing is known of a year before.
  const columns = years.flatMap((year) => {
    const counts = { head: String(year), cellOf: (month: number) => countIn(year, month) };
    const isCompared = say.months.some((_, i) => changeIn(year, i + 1) !== '');
    const changes = {
      head: say.history.table.change,
      cellOf: (month: number) => plainCell(changeIn(year, month)),
    };
    return isCompared ? [counts, changes] : [counts];
  });
  return {
    caption: words.standfirst,
    columns: [words.column, ...columns.map(({ head }) => head)],
    rows: say.months.map((name, i) => ({
      name: capitalise(name),
      cells: columns.map(({ cellOf }) => cellOf(i + 1)),
    })),
  };
}
