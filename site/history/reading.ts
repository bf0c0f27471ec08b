/** How figures, changes and times of a view are written. Owns which unit is written how; refuses to choose what is said. */
import type { Grain } from '../../db/domain/bucket.ts';
import { type CivilDay, dateOfDay, parseDay, weekdayOf } from '../../db/domain/civil-day.ts';
import type { history } from '../i18n/en/history.ts';
import type { BasicSay } from '../i18n/translation.ts';
import { formatDate, formatMonth, formatShortDay } from '../words/date.ts';
import { formatCount, formatDecimal } from '../words/number.ts';
import { formatValue as formatFigure } from '../words/value.ts';

/** The words of the explorer: what a browser is sent of a language. */
export type HistorySay = BasicSay & typeof history;

/** A value in full, as it is read out and stands in the table. */
export function formatValue(say: HistorySay, unit: string, value: number): string {
  return formatFigure(say, unit, value, 'full');
}

/** A value at a tick of an axis: round, so without more digits than it needs. */
export function formatTick(say: HistorySay, unit: string, value: number): string {
  if (unit === 'share') return say.percent(trimmed(say, value * 100));
  if (unit !== 'seconds') return trimmed(say, value);
  if (value < 60 && value > 0) return say.tick.seconds(value);
  return value % 3600 === 0 && value > 0
    ? say.inCell.hours(formatCount(say, value / 3600))
    : say.tick.minutes(Math.round(value / 60));
}

function trimmed(say: HistorySay, value: number): string {
  return new Intl.NumberFormat(say.locale, { maximumFractionDigits: 2 }).format(value);
}

export interface Change {
  /** "3%", "4 percentage points"; how much, without its direction */
  by: string;
  direction: 'up' | 'down' | 'same';
}

/** How far a value is from another: shares and points by their difference, all else relative. Null where it has none. */
export function changeOf(
  say: HistorySay,
  unit: string,
  value: number | null,
  before: number | null,
): Change | null {
  if (value === null || before === null) return null;
  if (unit === 'share') {
    const points = pointsBetween(say, value, before);
    const isSame = Math.abs(value - before) < 0.0005;
    return { by: say.history.points(points), direction: isSame ? 'same' : value > before ? 'up' : 'down' };
  }
  if (before === 0) return null;
  const share = value / before - 1;
  const isSame = Math.abs(share) < 0.0005;
  return {
    by: say.percent(formatDecimal(say, Math.abs(share) * 100, Math.abs(share) < 0.0995 ? 1 : 0)),
    direction: isSame ? 'same' : share > 0 ? 'up' : 'down',
  };
}

const SIGNS: Readonly<Record<Change['direction'], string>> = { up: '+', down: '−', same: '' };

/** With a sign: "+3.1%", "−0.4 percentage points". */
export function formatChange(
  say: HistorySay,
  unit: string,
  value: number | null,
  before: number | null,
): string {
  const change = changeOf(say, unit, value, before);
  if (change === null) return '';
  return `${SIGNS[change.direction]}${change.by}`;
}

/** The same under a head that names percentage points: "−0.4". */
export function formatPointsChange(say: HistorySay, value: number | null, before: number | null): string {
  const change = changeOf(say, 'share', value, before);
  if (change === null) return '';
  return `${SIGNS[change.direction]}${pointsBetween(say, value ?? 0, before ?? 0)}`;
}

function pointsBetween(say: HistorySay, value: number, before: number): string {
  return formatDecimal(say, Math.abs(value - before) * 100, 1);
}

/** A bucket by the local start of it, as RFC 3339 or a date: "21 November 2026", "21 Nov, 14:00", "Week of …". */
export function nameBucket(say: HistorySay, grain: Grain, start: string): string {
  const day = parseDay(start.slice(0, 10)) ?? 0;
  switch (grain) {
    case 'month':
      return formatMonth(say, day);
    case 'week':
      return say.history.weekOf(formatDate(say, day));
    case 'day':
      return `${say.shortWeekdays[weekdayOf(day)]} ${formatDate(say, day)}`;
    default:
      return `${say.shortWeekdays[weekdayOf(day)]} ${formatDate(say, day)}, ${say.time(Number(start.slice(11, 13)), Number(start.slice(14, 16)))}`;
  }
}

/** The words of an axis' tick; `opens` says whether a new year or month has to be named. */
export function nameTick(
  say: HistorySay,
  tick: {
    level: 'hour' | 'day' | 'week' | 'month' | 'year';
    opens: 'year' | 'month' | 'day' | null;
    year: number;
    month: number;
    dayOfMonth: number;
    hour: number;
  },
  day: CivilDay,
): string {
  if (tick.level === 'year') return String(tick.year);
  if (tick.level === 'month') {
    const name = say.shortMonths[tick.month - 1]!;
    return tick.opens === 'year' ? `${name} ${tick.year}` : name;
  }
  if (tick.level === 'hour' && tick.hour > 0) return say.hour(tick.hour);
  return tick.opens === 'year'
    ? `${formatShortDay(say, day)} ${dateOfDay(day).year}`
    : formatShortDay(say, day);
}
