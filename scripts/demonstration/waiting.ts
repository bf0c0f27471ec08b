/**
 * How busy the lines are in each quarter-hour, and what that means for one caller: wait, give up, ask for a callback.
 * Owns a light stand-in for a queue: waits follow from work over staff; it refuses to track single agents.
 */

import type { CivilDay } from '../../db/domain/civil-day.ts';
import { weekdayOf } from '../../db/domain/civil-day.ts';
import type { Outcome } from '../../db/domain/contact.ts';
import type { DayArrivals } from './arrivals.ts';
import { isWithin } from './arrivals.ts';
import { CHAT, PATIENCE_SECONDS, PHONE } from './company.ts';
import { christmasDelay } from './demand.ts';
import { isEnglishHoliday } from './english-holidays.ts';
import type { DemonstrationPlan } from './plan.ts';
import { OVERLOAD } from './planted.ts';
import { RandomStream } from './random-stream.ts';

/** Work over staff for which shifts are planned, by local hour from 7 to 21: the company is short in the morning. */
const FIRST_PLANNED_HOUR = 7;
const PHONE_LOADS = [0.8, 0.88, 1.0, 1.01, 0.97, 0.95, 0.93, 0.87, 0.83, 0.86, 0.88, 0.8, 0.75, 0.75, 0.75];
const CHAT_LOADS = [0.78, 0.82, 0.88, 0.9, 0.9, 0.88, 0.86, 0.84, 0.82, 0.82, 0.86, 0.88, 0.93, 0.95, 0.9];
const WEEKDAY_LOADS = [0.05, 0, -0.03, -0.02, 0, -0.03, 0] as const;
const MONDAY_MORNING_LOAD = 0.07;
const QUIET_EVENING_LOAD = -0.06;
const CHRISTMAS_LOAD = 0.06;
const AFTER_HOLIDAY_LOAD = 0.06;
/** Shifts have slowly been planned with more room. */
const LOAD_TREND_A_YEAR = -0.015;
const DAYS_A_YEAR = 365.25;

const STAFF_SIGMA = 0.045;
const HOUR_MEMORY = 0.9;
const HOUR_SIGMA = 0.022;
const LOAD_MEMORY = 0.6;
/** Few contacts make a noisy ratio: as if this many came as expected in every quarter-hour. */
const STEADYING_CONTACTS = 6;

/** A caller who faces a long wait is offered a callback or to leave a message. */
const CALLBACK_OFFERED_FROM_SECONDS = 110;
const CALLBACK_SHARE = 0.14;
const MESSAGE_SHARE = 0.05;

export interface LineCondition {
  /** chance of having to wait at all */
  waitChance: number;
  /** mean seconds of those who have to */
  meanWaitSeconds: number;
  blockedShare: number;
}

export interface QueueOutcome {
  outcome: Outcome;
  waitSeconds: number;
}

/** Work over staff that shifts of phone or chat are planned for; 1 is a line that just keeps up. */
export function plannedLoad(channel: number, day: CivilDay, hour: number, endDay: CivilDay): number {
  const loads = channel === CHAT ? CHAT_LOADS : PHONE_LOADS;
  const weekday = weekdayOf(day);
  let load = loads[Math.min(loads.length - 1, Math.max(0, hour - FIRST_PLANNED_HOUR))] ?? 0.85;
  load += WEEKDAY_LOADS[weekday] ?? 0;
  if (weekday === 0 && (hour === 9 || hour === 10)) load += MONDAY_MORNING_LOAD;
  if (channel === PHONE && weekday >= 1 && weekday <= 3 && hour >= 17) load += QUIET_EVENING_LOAD;
  if (isEnglishHoliday(day - 1)) load += AFTER_HOLIDAY_LOAD;
  return load + CHRISTMAS_LOAD * christmasDelay(day) + (LOAD_TREND_A_YEAR * (day - endDay)) / DAYS_A_YEAR;
}

/** The state of one channel's line in every quarter-hour of a day. */
export function drawConditions(
  plan: DemonstrationPlan,
  day: CivilDay,
  arrivals: DayArrivals,
  channel: number,
): LineCondition[] {
  const luck = new RandomStream(plan.seed, channel === PHONE ? 'phone line' : 'chat line', day);
  const staffFactor = Math.exp(STAFF_SIGMA * luck.normal());
  let drift = 0;
  let crowding = 1;
  return arrivals.wallSeconds.map((wallSecond, quarter) => {
    const count = arrivals.counts[channel]?.[quarter] ?? 0;
    const expected = arrivals.expected[channel]?.[quarter] ?? 0;
    const ratio = (count + STEADYING_CONTACTS) / (expected + STEADYING_CONTACTS);
    crowding = LOAD_MEMORY * crowding + (1 - LOAD_MEMORY) * ratio;
    drift = HOUR_MEMORY * drift + HOUR_SIGMA * luck.normal();
    const hour = Math.floor(wallSecond / 3600);
    const load =
      plannedLoad(channel, day, hour, plan.endDay) * staffFactor * crowding ** 0.85 * Math.exp(drift);
    if (channel === PHONE && isWithin(plan.overload, day, wallSecond)) {
      // The arrivals of that evening are many already; the factor is on what the line would have made of a usual one.
      const usual = meanWaitAt(plannedLoad(channel, day, hour, plan.endDay) * staffFactor);
      return {
        waitChance: 0.98,
        meanWaitSeconds: usual * OVERLOAD.waitFactor,
        blockedShare: OVERLOAD.blockedShare,
      };
    }
    return { waitChance: waitChanceAt(load), meanWaitSeconds: meanWaitAt(load), blockedShare: 0 };
  });
}

/** What happens to one person who joins the line. They give up as soon as the wait outlasts their patience. */
export function passQueue(luck: RandomStream, channel: number, line: LineCondition): QueueOutcome {
  const hasToWait = luck.chance(line.waitChance);
  const wait = hasToWait ? 2 + line.meanWaitSeconds * (0.2 + luck.exponential(0.8)) : luck.exponential(4);
  const patience = luck.exponential(PATIENCE_SECONDS[channel] ?? PATIENCE_SECONDS[PHONE]);
  const offer = luck.uniform();
  const listened = 25 + luck.exponential(40);
  if (channel === PHONE && wait > CALLBACK_OFFERED_FROM_SECONDS && listened < Math.min(wait, patience)) {
    if (offer < CALLBACK_SHARE) return { outcome: 'callback', waitSeconds: listened };
    if (offer < CALLBACK_SHARE + MESSAGE_SHARE) return { outcome: 'message', waitSeconds: listened };
  }
  return patience < wait
    ? { outcome: 'abandoned', waitSeconds: patience }
    : { outcome: 'answered', waitSeconds: wait };
}

function waitChanceAt(load: number): number {
  return 1 / (1 + Math.exp((0.965 - load) / 0.07));
}

function meanWaitAt(load: number): number {
  return Math.min(1200, 24 * Math.exp(4.8 * (load - 0.8)));
}
