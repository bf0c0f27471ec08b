/** The months of all records, each against the same month a year before: the question most often asked of a history. */
import type { SeriesAnswer } from '../../api/contract/series.ts';
import { isWholeValue } from '../../db/domain/cell.ts';
import { dateOfDay, shiftMonths } from '../../db/domain/civil-day.ts';
import { formatChange } from '../history/reading.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { capitalise, formatCount } from '../words/number.ts';
import { type Table, type TableCell, tableCell } from './figure.ts';
import { cellsOf } from './series-cells.ts';

/** A row a month, a column a year, the latest first; null without records. */
export function monthByMonth(read: Read, say: Say): Table | null {
  const words = say.history.months;
  const cells = cellsOf(read<SeriesAnswer>('series/month/offered'));
  if (cells.length === 0) return null;
  const byDay = new Map(cells.map((cell) => [cell.day, cell]));
  const years = [...new Set(cells.map(({ day }) => dateOfDay(day).year))].toReversed();

  const cellOf = (year: number, month: number): TableCell => {
    const cell = cells.find(({ day }) => dateOfDay(day).year === year && dateOfDay(day).month === month);
    if (cell === undefined) return { text: '', status: 'final' };
    const shown = tableCell(say, cell.value, cell.status, (value) => formatCount(say, value));
    const before = byDay.get(shiftMonths(cell.day, -12));
    const isComparable = before !== undefined && isWholeValue(cell.status) && isWholeValue(before.status);
    if (!isComparable || cell.value === null || !before.value) return shown;
    return { ...shown, text: `${shown.text} (${formatChange(say, 'count', cell.value, before.value)})` };
  };
  return {
    caption: words.standfirst,
    columns: [words.column, ...years.map(String)],
    rows: say.months.map((name, i) => ({
      name: capitalise(name),
      cells: years.map((year) => cellOf(year, i + 1)),
    })),
  };
}
