/**
 * What is hidden in the demonstration to be found again: three actions with known true effects, an outage and an
 * overloaded evening. This is the only place that knows the truth; no record and no file says it.
 */

import type { CivilDay } from '../../db/domain/civil-day.ts';
import { weekdayOf } from '../../db/domain/civil-day.ts';
import { isEnglishHoliday } from './english-holidays.ts';

export interface PlantedAction {
  id: string;
  cause: string;
  startDay: CivilDay;
  /** days until the whole effect is there, growing evenly; 0: at once */
  rollOutDays: number;
  /** relative change in the contacts of the cause: −0.25 is a quarter fewer */
  trueEffect: number;
}

/** Where in the records each action starts: of two years, more than half a year before it and after it. */
const ACTIONS = [
  { id: 'plain-invoices', cause: 'billing', startShare: 0.3, rollOutDays: 14, trueEffect: -0.25 },
  { id: 'price-calculator', cause: 'pricing', startShare: 0.45, rollOutDays: 0, trueEffect: 0 },
  { id: 'new-tracking-page', cause: 'product', startShare: 0.66, rollOutDays: 0, trueEffect: 0.15 },
] as const;

/** A stretch of one civil day, in seconds of the wall clock, the end excluded. */
export interface DayStretch {
  day: CivilDay;
  startSecond: number;
  endSecond: number;
}

const OUTAGE_SHARE = 0.93;
const OUTAGE_SECONDS = { startSecond: 10 * 3600, endSecond: 13 * 3600 };
const OVERLOAD_SECONDS = { startSecond: 17 * 3600, endSecond: 20 * 3600 };
/** The busiest evening is looked for in this many days, but not in the last ones. */
const OVERLOAD_WITHIN_DAYS = 365;
const OVERLOAD_SPARED_DAYS = 7;

export const OVERLOAD = { arrivalFactor: 2.3, waitFactor: 8, blockedShare: 0.22 } as const;
/** During the outage of the telephone more people than usual use the chat. */
export const OUTAGE_CHAT_FACTOR = 1.6;

const WEDNESDAY = 2;
const FRIDAY = 4;

/** The actions of a run; each starts on a Monday. */
export function plantActions(firstDay: CivilDay, days: number): PlantedAction[] {
  return ACTIONS.map(({ startShare, ...action }) => {
    const day = firstDay + Math.round(days * startShare);
    return { ...action, startDay: day - weekdayOf(day) };
  });
}

/** How an action multiplies the contacts of its cause on a day. */
export function effectOn(action: PlantedAction, day: CivilDay): number {
  if (day < action.startDay) return 1;
  const done = action.rollOutDays === 0 ? 1 : Math.min(1, (day - action.startDay + 1) / action.rollOutDays);
  return 1 + action.trueEffect * done;
}

/** The telephone is silent for three hours of a working Wednesday. */
export function plantOutage(firstDay: CivilDay, days: number): DayStretch {
  let day = firstDay + Math.round(days * OUTAGE_SHARE);
  day -= (weekdayOf(day) - WEDNESDAY + 7) % 7;
  while (isEnglishHoliday(day)) day -= 7;
  return { day, ...OUTAGE_SECONDS };
}

/** The evening of the working day with the most contacts, by `contactsOf`, in the last year of the records. */
export function plantOverload(
  firstDay: CivilDay,
  endDay: CivilDay,
  contactsOf: (day: CivilDay) => number,
): DayStretch {
  const last = Math.max(firstDay, endDay - OVERLOAD_SPARED_DAYS);
  let busiest = last;
  for (let day = Math.max(firstDay, endDay - OVERLOAD_WITHIN_DAYS); day <= last; day += 1) {
    if (weekdayOf(day) <= FRIDAY && contactsOf(day) > contactsOf(busiest)) busiest = day;
  }
  return { day: busiest, ...OVERLOAD_SECONDS };
}
