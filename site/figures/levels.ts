/** What is published of the promises of a channel: the last whole month, and the month that goes on. */
import type { ClockFigure, ServiceLevelsAnswer } from '../../api/contract/service-levels.ts';
import { type CivilDay, dateOfDay, formatDay, parseDay } from '../../db/domain/zone.ts';
import type { Say } from '../i18n/say.ts';
import { formatMonth } from '../words/date.ts';
import { formatShareRange } from '../words/number.ts';
import type { FigureContext } from './context.ts';

export interface Levels {
  answer: ServiceLevelsAnswer;
  /** the first day of its month */
  month: CivilDay;
  /** where its file lies */
  path: string;
}

/** The last whole month; null where nothing is published. */
export function lastLevels(context: FigureContext): Levels | null {
  return readLevels(context, folderOf(context));
}

/** The month of the last day of records, as far as it has come; null where that is not published. */
export function runningLevels(context: FigureContext): Levels | null {
  return context.lastDay === null ? null : levelsIn(context, context.lastDay);
}

/** The month of a day; null where it is not published. */
export function levelsIn(context: FigureContext, day: CivilDay): Levels | null {
  return readLevels(context, `${folderOf(context)}/${formatDay(day).slice(0, 7)}`);
}

function folderOf({ within }: FigureContext): string {
  return `service-levels${within === '' ? '' : `/${within.slice(0, -1)}`}`;
}

function readLevels({ read }: FigureContext, path: string): Levels | null {
  const answer = read<ServiceLevelsAnswer>(path);
  const month = answer === null ? null : parseDay(answer.from);
  return answer === null || month === null ? null : { answer, month, path };
}

/** The clock by which the heading judges: ours where it has a target, else the customer's. */
export function mainClock({ clocks }: ServiceLevelsAnswer): ClockFigure {
  return clocks.find(({ rules }) => rules.length > 0) ?? clocks[0]!;
}

export function nameOfClock(say: Say, clock: ClockFigure['clock']): string {
  return clock === 'internal' ? say.service.ourClock : say.service.customerClock;
}

export function monthName(say: Say, month: CivilDay): string {
  return formatMonth(say, month);
}

/** "75–83%"; a dash where no interval is known. */
export function rangeIn(say: Say, { low, high }: { low: number | null; high: number | null }): string {
  return low === null || high === null ? '–' : formatShareRange(say, low, high);
}

export function daysInMonth(month: CivilDay): number {
  const { year, month: number } = dateOfDay(month);
  return new Date(Date.UTC(year, number, 0)).getUTCDate();
}
