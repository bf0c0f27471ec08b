/** How often one promise was kept, month by month of its due date, with the company's own aim. */
import type { PromiseAnswer } from '../../api/contract/promises.ts';
import { type CivilDay, dateOfDay, parseDay } from '../../db/domain/zone.ts';
import { type MonthLinesState, placeMonthLines } from '../charts/month-lines.ts';
import { NARROW_BELOW, placeAll } from '../charts/picture.ts';
import type { Say } from '../i18n/say.ts';
import { formatMonth, formatShortMonth } from '../words/date.ts';
import { capitalise, formatCount, formatShare, formatShareRange } from '../words/number.ts';
import { judgeDifference } from '../words/verdict.ts';
import { type Figure, plainCell, readingOf, type Table, tableCell } from './figure.ts';
import { aimSpans, NARROW_MONTHS, namedMonths } from './months-shown.ts';
import { cellsIn, hasRecords, type SeriesCell } from './series-cells.ts';

/** Null where not two months are known: one makes no line. */
export function promiseMonths(say: Say, promise: PromiseAnswer, shown: string): Figure | null {
  const { months, period, compared, slug } = promise;
  const cells = cellsIn({ ...months.kept, start: months.start });
  if (!hasRecords(cells) || cells.filter(({ value }) => value !== null).length < 2) return null;
  const words = say.promises;
  const settled = parseDay(period.from)!;
  const share = (value: number) => formatShare(say, value);
  const before = compared.find(({ comparison }) => comparison === 'previous');
  const verdict = judgeDifference(before?.difference ?? null);
  const [now, then] = [period.kept.value, before?.period.kept.value ?? null];
  const month = formatMonth(say, settled);
  const heading =
    now === null
      ? words.monthsHidden
      : verdict === null || then === null
        ? words.monthsFirst(month, share(now))
        : words.monthsHeading[verdict](
            month,
            share(now),
            formatMonth(say, parseDay(before!.period.from)!, settled),
            share(then),
          );
  const statement = capitalise(heading);
  const stateAt = (width: number) => {
    const some = width < NARROW_BELOW ? cells.slice(-NARROW_MONTHS) : cells;
    return placeMonthLines(stateOf(say, promise, some, settled, statement), width);
  };
  return {
    id: `promise-${slug}-months`,
    kicker: words.monthsKicker,
    heading: statement,
    standfirst: '',
    pictures: placeAll(stateAt),
    breadth: 'full',
    notes: [],
    methods: [],
    tables: [tableOf(say, promise, cells, shown)],
    isTableFolded: true,
    sources: [],
  };
}

function stateOf(
  say: Say,
  promise: PromiseAnswer,
  cells: readonly SeriesCell[],
  settled: CivilDay,
  heading: string,
): MonthLinesState {
  const words = say.promises;
  const share = (value: number) => formatShare(say, value);
  const at = cells.findIndex(({ day }) => day === settled);
  const value = cells[at]?.value ?? null;
  return {
    months: namedMonths(
      say,
      cells.map(({ day }) => day),
    ),
    lines: [
      {
        ink: 'ours',
        name: value === null ? words.line : say.service.latest(words.line, share(value)),
        detail: words.lineDetail,
        points: cells.map((cell) => {
          const reading = readingOf(say, cell.value, cell.status, share, cell.n);
          const month = formatMonth(say, cell.day);
          return {
            value: cell.value,
            status: cell.status,
            title:
              cell.value === null || cell.n === null
                ? say.labelled(month, reading)
                : words.monthTitle(month, reading, formatCount(say, cell.n)),
          };
        }),
        aims: aimSpans(aimsOf(promise, cells), (aim) => words.aim(share(aim))),
        aimOwner: words.ourAim,
        breaks: [],
        named: value === null ? null : at,
      },
    ],
    namedLabel: value === null ? '' : say.satisfactionMonths.atDot(formatMonth(say, settled)),
    changes: changesOf(say, promise, cells),
    label: words.monthsFigure(heading, formatMonth(say, cells[0]!.day), formatMonth(say, cells.at(-1)!.day)),
    words: { missing: say.statusInCell.missing, suppressed: say.statusInCell.suppressed },
    cutAxis: say.service.cutAxis,
    format: share,
  };
}

/** The aim in force on each month's last day. */
function aimsOf({ versions }: PromiseAnswer, cells: readonly SeriesCell[]): (number | null)[] {
  return cells.map(({ day }) => {
    const { year, month } = dateOfDay(day);
    const last = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-31`;
    return (
      versions.find(({ from, to }) => (from ?? '') <= last && last.slice(0, 7) <= (to ?? last).slice(0, 7))
        ?.target ?? null
    );
  });
}

/** A promise that was changed is another one from then on: a rule before the month. */
function changesOf(
  say: Say,
  { versions }: PromiseAnswer,
  cells: readonly SeriesCell[],
): MonthLinesState['changes'] {
  return versions.slice(1).flatMap(({ from }) => {
    const day = from === null ? null : parseDay(from);
    const month = day === null ? -1 : cells.findLastIndex((cell) => cell.day <= day);
    return month <= 0 || day === null
      ? []
      : [{ month, label: say.promises.changed(formatShortMonth(say, day)) }];
  });
}

function tableOf(say: Say, { months }: PromiseAnswer, cells: readonly SeriesCell[], shown: string): Table {
  const words = say.promises;
  return {
    caption: words.monthTable(shown),
    columns: [words.month, words.due, words.share, words.limits],
    rows: cells
      .map((cell, i) => {
        const [low, high] = [months.low[i] ?? null, months.high[i] ?? null];
        return {
          name: capitalise(formatMonth(say, cell.day)),
          cells: [
            tableCell(say, months.due.value[i] ?? null, months.due.status[i] ?? 'missing', (n) =>
              formatCount(say, n),
            ),
            tableCell(say, cell.value, cell.status, (value) => formatShare(say, value)),
            plainCell(low === null || high === null ? '–' : formatShareRange(say, low, high)),
          ],
        };
      })
      .reverse(),
  };
}
