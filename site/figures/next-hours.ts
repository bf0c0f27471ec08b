/**
 * What to do next, from the usual week: whether it is open, until or from when, and the next quiet hours.
 * Pure, and the same for the published page and for the browser; owns no clock, the moment is handed to it.
 */
import { type CivilDay, weekdayOf } from '../../db/domain/civil-day.ts';
import { closesLate, openingAt, type PublishedHours, wallAt } from '../../db/domain/opening.ts';
import type { BasicSay, Say } from '../i18n/say.ts';
import { formatDate } from '../words/date.ts';

export type NextSay = BasicSay & Pick<Say, 'next' | 'live'>;

/** The week as far as it bears on when to come. */
export interface WeekPlan {
  /** IANA name of the organisation's zone */
  timeZone: string;
  /** weekday × 24 + hour of the hours with the shortest waits, Monday first */
  quiet: readonly number[];
  /** null where no hours are stated */
  opening: PublishedHours | null;
  /** days of which the usual week says nothing */
  holidays: readonly CivilDay[];
}

/** A moment on the wall at the organisation's place. */
interface WallMinute {
  day: CivilDay;
  /** since midnight */
  minute: number;
}

export interface NextSettings {
  /** "today" and "tomorrow", which hold only where the moment goes on; weekdays otherwise */
  isLive: boolean;
  /** how far the reader's clock is ahead of the organisation's, in minutes */
  readerAhead: number;
}

const DAY = 1440;
const DAYS_AHEAD = 7;
const MOST_STRETCHES = 2;

interface Stretch {
  ahead: number;
  from: number;
  to: number;
}

/** One or two sentences, as of UTC seconds; empty where neither hours nor waits are known. */
export function sayNext(say: NextSay, plan: WeekPlan, now: number, settings: NextSettings): string {
  const { next } = say;
  const sentences: string[] = [];
  const time = (minute: number) => timeOf(say, minute, settings.readerAhead);
  const at = wallMinute(plan.timeZone, now);
  const dayName = (ahead: number) =>
    settings.isLive && ahead < 2
      ? [next.today, next.tomorrow][ahead]!
      : ahead < DAYS_AHEAD
        ? next.onDay(say.weekdays[weekdayOf(at.day + ahead)]!)
        : next.onDate(formatDate(say, at.day + ahead));

  if (plan.opening !== null) {
    const { isOpen, changesAt } = openingAt(plan.opening, now);
    if (isOpen && closesLate(changesAt, now)) sentences.push(next.openAlways);
    else if (changesAt === null) sentences.push(next.closedAll);
    else {
      const then = wallMinute(plan.timeZone, changesAt);
      // What closes at midnight closes at 24:00 of the day before.
      const until = then.minute === 0 ? DAY : then.minute;
      const opens = () => next.at(dayName(then.day - at.day), time(then.minute));
      sentences.push(isOpen ? next.open(time(until)) : next.closed(opens()));
    }
  }

  const stretches = quietStretches(plan, at);
  const current = stretches[0];
  const isNow = current !== undefined && current.ahead === 0 && current.from <= at.minute;
  if (isNow) sentences.push(next.goodNow(time(current.to)));
  const coming = stretches.slice(isNow ? 1 : 0).slice(0, isNow ? 1 : MOST_STRETCHES);
  if (coming.length > 0) {
    const times = coming.map(({ ahead, from, to }, i) =>
      ahead === coming[i - 1]?.ahead
        ? say.shortRange(time(from), time(to))
        : say.weekdaysAndHours(dayName(ahead), time(from), time(to)),
    );
    sentences.push(next.good(say.and(times)));
  }
  return sentences.join(' ');
}

function timeOf(say: NextSay, minute: number, readerAhead: number): string {
  const clock = (at: number) => (at % 60 === 0 ? say.hour(at / 60) : say.time(Math.floor(at / 60), at % 60));
  if (readerAhead === 0) return clock(minute);
  const there = (((minute + readerAhead) % DAY) + DAY) % DAY;
  return say.live.yours(clock(minute), say.time(Math.floor(there / 60), there % 60));
}

function wallMinute(timeZone: string, utcSeconds: number): WallMinute {
  const { day, seconds } = wallAt(timeZone, utcSeconds);
  return { day, minute: Math.floor(seconds / 60) };
}

/** Quiet hours that are not over, side by side as one stretch, in order of time. */
function quietStretches({ quiet, holidays }: WeekPlan, at: WallMinute): Stretch[] {
  const stretches: Stretch[] = [];
  for (let ahead = 0; ahead < DAYS_AHEAD; ahead++) {
    if (holidays.includes(at.day + ahead)) continue;
    const first = weekdayOf(at.day + ahead) * 24;
    for (let hour = 0; hour < 24; hour++) {
      const isOver = ahead === 0 && (hour + 1) * 60 <= at.minute;
      if (isOver || !quiet.includes(first + hour)) continue;
      const last = stretches.at(-1);
      if (last?.ahead === ahead && last.to === hour * 60) last.to += 60;
      else stretches.push({ ahead, from: hour * 60, to: (hour + 1) * 60 });
    }
  }
  return stretches;
}
