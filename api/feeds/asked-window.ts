/**
 * Of which days a question is. Owns what is meant where it names none: of a course the grain's usual range, of a figure the
 * last whole month of records. Refuses to say which of these days have cells of their own; that is window.ts's.
 */
import { type Grain, isSlotGrain, lastEnded, periodEnd, periodStart } from '../../db/domain/bucket.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import { recordedSpan } from '../../db/queries/coverage.ts';
import { type FeedContext, lastWholeDay } from './context.ts';

export interface Window {
  fromDay: CivilDay;
  /** included */
  toDay: CivilDay;
}

export interface AskedWindow {
  /** null: not said */
  fromDay: CivilDay | null;
  toDay: CivilDay | null;
}

/** Days shown when no range is asked for; Infinity: the whole history. */
const USUAL_DAYS: Readonly<Record<Grain, number>> = {
  '15min': 7,
  hour: 35,
  day: Infinity,
  week: Infinity,
  month: Infinity,
};

/** The last day of which anything is said: today by the hour, else the last that is over. */
export function lastDayIn(context: FeedContext, grain: Grain): CivilDay {
  return isSlotGrain(grain) ? context.zone.dayOf(context.nowSeconds) : lastWholeDay(context);
}

/** The range asked for, or the usual one, which ends with the last bucket that may be said; without records one day. */
export function rangeOf(context: FeedContext, question: AskedWindow & { grain: Grain }): Window {
  const end = lastDayIn(context, question.grain);
  const span = recordedSpan(context.db);
  const toDay = question.toDay ?? (span === null ? end : Math.min(span.lastDay, end));
  const first = span === null ? toDay : span.firstDay;
  const fromDay =
    question.fromDay ?? Math.min(toDay, Math.max(first, toDay - USUAL_DAYS[question.grain] + 1));
  return { fromDay, toDay };
}

/** The days asked for, one end of them perhaps the usual one; the last whole month of records where none are. */
export function windowOf(context: FeedContext, { fromDay, toDay }: AskedWindow): Window {
  if (fromDay !== null || toDay !== null) return rangeOf(context, { fromDay, toDay, grain: 'day' });
  const range = rangeOf(context, { fromDay: null, toDay: null, grain: 'month' });
  const last = lastEnded('month', range.toDay);
  // Without a whole month the month of the records has a cell all the same; the sum of its days would hide small ones.
  const shown = last < range.fromDay ? range.toDay : last;
  return { fromDay: periodStart('month', shown), toDay: periodEnd('month', shown) - 1 };
}
