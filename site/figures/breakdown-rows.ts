/**
 * What figures made of a published breakdown share: its period in words, its total, its rows as bars and as a table, and
 * the change against the period before. Refuses to choose which rows are shown, and to call the told ones the whole.
 */
import type { BreakdownAnswer } from '../../api/contract/breakdown.ts';
import type { SeriesAnswer } from '../../api/contract/series.ts';
import { dateOfDay, daysInMonth, parseDay } from '../../db/domain/zone.ts';
import type { RankedRow } from '../charts/ranked-bars.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { formatDate, formatMonth } from '../words/date.ts';
import { nameMember } from '../words/member.ts';
import { formatCount, formatShare } from '../words/number.ts';
import { plainCell, readingOf, type Table, tableCell } from './figure.ts';
import { cellsOf } from './series-cells.ts';

/** "October 2026" of a whole month, else "1 to 21 November 2026" in full. */
export function periodOf(say: Say, { from, to }: Pick<BreakdownAnswer, 'from' | 'to'>): string {
  const first = parseDay(from) ?? 0;
  const last = parseDay(to) ?? 0;
  if (isWholeMonth({ from, to })) return formatMonth(say, first);
  return say.range(formatDate(say, first), formatDate(say, last));
}

function isWholeMonth({ from, to }: Pick<BreakdownAnswer, 'from' | 'to'>): boolean {
  const start = dateOfDay(parseDay(from) ?? 0);
  const end = dateOfDay(parseDay(to) ?? 0);
  return (
    start.dayOfMonth === 1 &&
    start.year === end.year &&
    start.month === end.month &&
    end.dayOfMonth === daysInMonth(end.year, end.month)
  );
}

/** The same of an earlier period, a month without its year where that is the year of the period told. */
export function earlierPeriod(
  say: Say,
  earlier: Pick<BreakdownAnswer, 'from' | 'to'>,
  told: Pick<BreakdownAnswer, 'from'>,
): string {
  const period = periodOf(say, earlier);
  const first = parseDay(earlier.from) ?? 0;
  return period === formatMonth(say, first) ? formatMonth(say, first, parseDay(told.from) ?? first) : period;
}

/**
 * How many the rows are parts of: as published for the month, else what they add up to. Null where a row is hidden and
 * that total is not published: what is left of the rows is no total.
 */
export function totalOf(read: Read, answer: BreakdownAnswer): number | null {
  const { metric, rows, from } = answer;
  const months = isWholeMonth(answer) ? cellsOf(read<SeriesAnswer>(`series/month/${metric}`)) : [];
  const published = months.find(({ day }) => day === parseDay(from))?.value ?? null;
  if (published !== null || rows.status.includes('suppressed')) return published;
  return rows.value.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

/** The name of the period compared to; null where none of it was recorded. */
export function monthBefore(say: Say, answer: BreakdownAnswer): string | null {
  const { compared } = answer;
  if (compared === undefined || !compared.rows.value.some((value) => value !== null)) return null;
  return earlierPeriod(say, compared, answer);
}

/** "55 more", "10 fewer", "no change"; empty where either is not known. Counts only: no verdict. */
export function formatChange(say: Say, value: number | null, before: number | null): string {
  if (value === null || before === null) return '';
  const difference = value - before;
  if (difference === 0) return say.causes.same;
  const count = formatCount(say, Math.abs(difference));
  return difference > 0 ? say.causes.more(count) : say.causes.fewer(count);
}

/** The rows of a breakdown as bars; `titleOf`: what a bar says of itself after its name. */
export function barsOf(
  say: Say,
  { rows, compared }: BreakdownAnswer,
  {
    isShown = () => true,
    inkOf,
    titleOf,
  }: {
    isShown?: (row: number) => boolean;
    inkOf: (member: string) => string;
    titleOf: (bar: Pick<RankedRow, 'reading' | 'detail' | 'change'>) => readonly string[];
  },
): RankedRow[] {
  return rows.member.flatMap((member, i): RankedRow[] => {
    if (!isShown(i)) return [];
    const [value, status, share] = [rows.value[i]!, rows.status[i]!, rows.share[i] ?? null];
    const at = compared?.rows.member.indexOf(member) ?? -1;
    const before = at < 0 ? null : (compared?.rows.value[at] ?? null);
    const said = {
      reading: readingOf(say, value, status, (count) => formatCount(say, count)),
      detail: share === null ? '' : formatShare(say, share),
      change: formatChange(say, value, before),
    };
    const name = nameMember(say, member, rows.label[i]!);
    const title = say.labelled(
      name,
      titleOf(said)
        .filter((part) => part !== '')
        .join(', '),
    );
    return [{ name, ink: inkOf(member), value, status, before, ...said, title }];
  });
}

/** The same rows as a table; `previous`: the name of the period before, null where none of it was recorded. */
export function tableOfBars(
  say: Say,
  bars: readonly RankedRow[],
  { caption, columns, previous }: { caption: string; columns: readonly string[]; previous: string | null },
): Table {
  const format = (value: number) => formatCount(say, value);
  return {
    caption,
    columns: [...columns, say.causes.share, ...(previous === null ? [] : [say.causes.before(previous)])],
    rows: bars.map(({ name, value, status, detail, before }) => ({
      name,
      cells: [
        tableCell(say, value, status, format),
        plainCell(detail === '' ? '–' : detail),
        ...(previous === null ? [] : [plainCell(before === null ? '–' : format(before))]),
      ],
    })),
  };
}
