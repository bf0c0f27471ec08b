/**
 * What every chart of months shares: which months are named under it, over which of them an aim held, where it or a
 * definition changed, how a value reads that is not settled, and that months since the one told are hidden. Owns these
 * six; refuses to know whose months they are.
 */

import type { EventsAnswer } from '../../api/contract/events.ts';
import { shiftMonths } from '../../db/domain/civil-day.ts';
import { type CivilDay, dateOfDay, parseDay } from '../../db/domain/zone.ts';
import type { AimSpan } from '../charts/aim-labels.ts';
import type { MonthLinesState } from '../charts/month-lines.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { formatMonth, formatShortMonth } from '../words/date.ts';
import { capitalise, formatCount } from '../words/number.ts';
import type { FigureContext } from './context.ts';
import { readingOf } from './figure.ts';
import { endedMonths, type SeriesCell } from './series-cells.ts';

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

/** The days on which a metric was counted otherwise, ascending. */
export function definitionDays(read: Read, metric: string): CivilDay[] {
  const events = read<EventsAnswer>('events')?.events ?? [];
  return events.flatMap(({ kind, definition, from }) =>
    kind === 'definition' && definition?.metric === metric ? [parseDay(from) ?? 0] : [],
  );
}

/** A rule before each month in which a metric began to be counted otherwise: no line runs across it. */
export function changesOfDefinition(
  say: Say,
  read: Read,
  metric: string,
  days: readonly CivilDay[],
): MonthLinesState['changes'] {
  return definitionDays(read, metric).flatMap((day) => {
    const month = days.findLastIndex((one) => one <= day);
    // After the last month shown nothing is drawn that could be compared.
    if (month <= 0 || day >= shiftMonths(days.at(-1)!, 1)) return [];
    return [
      { month, label: say.service.since(formatShortMonth(say, days[month]!), say.changes.log.otherwise) },
    ];
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

/** That months which have ended since the one told are hidden: nobody shall think it the last. The running one is no news. */
export function hiddenSince(
  { say, lastDay }: Pick<FigureContext, 'say' | 'lastDay'>,
  cells: readonly SeriesCell[],
  told: SeriesCell,
): string[] {
  if (told.value === null || lastDay === null) return [];
  const hidden = endedMonths(cells, lastDay).filter(
    ({ day, status }) => day > told.day && status === 'suppressed',
  );
  if (hidden.length === 0) return [];
  const { hiddenMonth, hiddenMonths } = say.service;
  return [
    hidden.length === 1
      ? capitalise(hiddenMonth(formatMonth(say, hidden[0]!.day)))
      : hiddenMonths(formatCount(say, hidden.length)),
  ];
}
