/**
 * What every chart of months shares: which months are named under it, over which of them an aim held, where it changed, and
 * how a value reads that is not settled. Owns these four; refuses to know whose months they are.
 */
import { type CivilDay, dateOfDay } from '../../db/domain/zone.ts';
import type { AimSpan } from '../charts/aim-labels.ts';
import type { MonthLinesState } from '../charts/month-lines.ts';
import type { Say } from '../i18n/say.ts';
import { formatShortMonth } from '../words/date.ts';
import { readingOf } from './figure.ts';
import type { SeriesCell } from './series-cells.ts';

/** A telephone shows a year and a month. */
export const NARROW_MONTHS = 13;

/** The first month of a quarter, thinned until at most five remain; every month where there are few. */
export function namedMonths(say: Say, days: readonly CivilDay[]): MonthLinesState['months'] {
  const every = Math.ceil(days.length / 5 / 3) * 3;
  return days.map((day) => {
    const { year, month } = dateOfDay(day);
    const isLabelled = days.length <= 5 || (year * 12 + month - 1) % every === 0;
    return { label: formatShortMonth(say, day), isLabelled };
  });
}

/** The aim of each month as spans of the months that share it; null: none was set. */
export function aimSpans(aims: readonly (number | null)[], labelOf: (aim: number) => string): AimSpan[] {
  const spans: AimSpan[] = [];
  aims.forEach((aim, i) => {
    const last = spans.at(-1);
    if (aim === null) return;
    if (last !== undefined && last.aim === aim && last.to === i - 1) last.to = i;
    else spans.push({ from: i, to: i, aim, label: labelOf(aim) });
  });
  return spans;
}

/** A rule before each month in which something else was aimed at; `sinceThen` says what, or null where nothing changed. */
export function changesOfAim(
  say: Say,
  days: readonly CivilDay[],
  sinceThen: (month: number) => string | null,
): MonthLinesState['changes'] {
  return days.flatMap((day, month) => {
    const now = month === 0 ? null : sinceThen(month);
    return now === null ? [] : [{ month, label: say.service.since(formatShortMonth(say, day), now) }];
  });
}

/** "74%", "74% (incomplete)", "hidden to protect people". */
export function markedReading(
  say: Say,
  { value, status, n }: Pick<SeriesCell, 'value' | 'status' | 'n'>,
  format: (value: number) => string,
): string {
  const reading = readingOf(say, value, status, format, n);
  return value !== null && status !== 'final' ? `${reading} (${say.status[status]})` : reading;
}
