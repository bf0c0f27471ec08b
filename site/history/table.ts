/** A view of the past as tables, the latest bucket first: the same figures that the picture shows, and its events. */
import type { HistoryAnswer, HistoryPanel } from '../../api/contract/history.ts';
import type { Grain } from '../../db/domain/bucket.ts';
import { isWholeValue } from '../../db/domain/cell.ts';
import { parseDay, weekdayOf } from '../../db/domain/civil-day.ts';
import { plainCell, type Table, type TableCell, tableCell } from '../figures/figure.ts';
import { formatShortDay } from '../words/date.ts';
import { capitalise, formatCount, formatShareRange } from '../words/number.ts';
import { type HistoryEventAnswer, localOf, type NameOf, nameEvent, periodOf, startOf } from './picture.ts';
import { formatChange, formatPointsChange, formatValue, type HistorySay, nameBucket } from './reading.ts';

/** More rows than this are asked for before they are written; the files hold all. */
export const FIRST_ROWS = 60;
/** Of several tables under one another, so that the last is not a day's journey away. */
export const FIRST_ROWS_OF_SEVERAL = 12;

export interface HistoryTable extends Table {
  /** rows that `rows` leaves out, all earlier */
  earlier: number;
}

/** One panel's buckets; `most`: how many rows at most. */
export function tableOf(
  answer: HistoryAnswer,
  panel: HistoryPanel,
  {
    say,
    nameOf,
    events,
    most,
  }: { say: HistorySay; nameOf: NameOf; events: readonly HistoryEventAnswer[]; most: number },
): HistoryTable {
  const words = say.history.table;
  const { perGrain } = say.history;
  const { view, clock } = answer;
  const { cells, compared, average, expected, unit } = panel;
  const length = cells.value.length;
  const format = (value: number) => formatValue(say, unit, value);
  const rangeOf = (low: number, high: number) =>
    unit === 'share'
      ? formatShareRange(say, low, high)
      : say.shortRange(format(round(low, unit)), format(round(high, unit)));
  const orNothing = (value: number | null | undefined): TableCell =>
    plainCell(value === null || value === undefined ? '' : format(value));
  const happened = eventsByBucket(answer, panel, events, say);
  const hasBase = unit !== 'count';
  const columns: { head: string; cellOf: (i: number) => TableCell }[] = [
    {
      head: nameOf(panel),
      cellOf: (i) => tableCell(say, cells.value[i] ?? null, cells.status[i] ?? 'missing', format),
    },
  ];
  if (hasBase) {
    columns.push({
      head: words.base,
      cellOf: (i) => plainCell(cells.n[i] == null ? '' : formatCount(say, cells.n[i]!)),
    });
  }
  if (compared !== undefined && view.compare !== null) {
    columns.push(
      {
        head: words.compared[view.compare],
        cellOf: (i) => tableCell(say, compared.value[i] ?? null, compared.status[i] ?? 'missing', format),
      },
      {
        // The unit of each is said once, at the head.
        head: unit === 'share' ? words.pointsChange : words.change,
        cellOf: (i) => {
          if (!isWholeValue(cells.status[i]) || !isWholeValue(compared.status[i])) return plainCell('');
          const [value, before] = [cells.value[i] ?? null, compared.value[i] ?? null];
          return plainCell(
            unit === 'share'
              ? formatPointsChange(say, value, before)
              : formatChange(say, unit, value, before),
          );
        },
      },
      {
        head: words.comparedDate,
        cellOf: (i) => plainCell(compared.date[i] == null ? '' : shortDate(say, compared.date[i]!)),
      },
    );
  }
  if (average) columns.push({ head: words.average, cellOf: (i) => orNothing(average.value[i]) });
  if (expected) {
    columns.push({
      head: words.expected,
      cellOf: (i) => {
        const [low, high] = [expected.low[i], expected.high[i]];
        return plainCell(low == null || high == null ? '' : rangeOf(low, high));
      },
    });
  }
  if (happened.size > 0) {
    columns.push({
      head: say.history.events.column,
      cellOf: (i) => ({ ...plainCell(say.listing(happened.get(i) ?? [])), isText: true }),
    });
  }
  const shown = Math.min(length, most);
  return {
    caption: words.caption(nameOf(panel), perGrain[view.grain], periodOf(answer, say)),
    columns: [words.time, ...columns.map(({ head }) => head)],
    rows: Array.from({ length: shown }, (_, row) => {
      const i = length - 1 - row;
      return {
        name: capitalise(nameShortly(say, view.grain, startOf({ clock }, cells, i))),
        cells: columns.map(({ cellOf }) => cellOf(i)),
      };
    }),
    earlier: length - shown,
  };
}

/** A bucket as the head of a row, whose step the caption says: "16 Nov 2026", "Mon 16 Nov 2026, 14:00". */
function nameShortly(say: HistorySay, grain: Grain, start: string): string {
  const date = shortDate(say, start.slice(0, 10));
  switch (grain) {
    case 'month':
      return nameBucket(say, grain, start);
    case 'week':
      return date;
    default: {
      const day = `${say.shortWeekdays[weekdayOf(parseDay(start.slice(0, 10)) ?? 0)]} ${date}`;
      const time = say.time(Number(start.slice(11, 13)), Number(start.slice(14, 16)));
      return grain === 'day' ? day : `${day}, ${time}`;
    }
  }
}

function round(value: number, unit: string): number {
  return unit === 'count' ? Math.round(value) : value;
}

function shortDate(say: HistorySay, date: string): string {
  return `${formatShortDay(say, parseDay(date) ?? 0)} ${date.slice(0, 4)}`;
}

/** The names of the events that begin in each bucket, by the bucket's index. */
function eventsByBucket(
  { clock }: HistoryAnswer,
  { cells }: HistoryPanel,
  events: readonly HistoryEventAnswer[],
  say: HistorySay,
): Map<number, string[]> {
  const found = new Map<number, string[]>();
  const length = cells.value.length;
  for (const event of events) {
    // Local times in one form are in the order of their letters; a date is its first minute.
    const from =
      event.from.length > 10 ? localOf(clock, Date.parse(event.from) / 1000) : `${event.from}T00:00`;
    if (length === 0 || from < startOf({ clock }, cells, 0)) continue;
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (startOf({ clock }, cells, middle) <= from) low = middle + 1;
      else high = middle;
    }
    found.set(low - 1, [...(found.get(low - 1) ?? []), nameEvent(say, event)]);
  }
  return found;
}
