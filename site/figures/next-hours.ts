/**
 * What to do next, from the usual week: whether it is open, until or from when, and the next quiet hours.
 * Pure, and the same for the published page and for the browser; owns no clock, the moment is handed to it.
 */
import { type CivilDay, weekdayOf } from '../../db/domain/civil-day.ts';
import type { BasicSay, Say } from '../i18n/say.ts';

export type NextSay = BasicSay & Pick<Say, 'next' | 'live'>;

/** The week as far as it bears on when to come. */
export interface WeekPlan {
  /** weekday × 24 + hour of the hours with the shortest waits, Monday first */
  quiet: readonly number[];
  /** seven lists of "HH:MM-HH:MM", Monday first; null where no hours are stated */
  opening: readonly (readonly string[])[] | null;
  /** days on which the usual week does not hold */
  holidays: readonly CivilDay[];
}

/** A moment on the wall at the organisation's place. */
export interface WallTime {
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

interface Range {
  from: number;
  to: number;
}

/** One or two sentences; empty where neither hours nor waits are known. */
export function sayNext(say: NextSay, plan: WeekPlan, at: WallTime, settings: NextSettings): string {
  const { next } = say;
  const sentences: string[] = [];
  const time = (minute: number) => timeOf(say, minute, settings.readerAhead);
  const dayName = (ahead: number) =>
    settings.isLive && ahead < 2
      ? [next.today, next.tomorrow][ahead]!
      : next.onDay(say.weekdays[weekdayOf(at.day + ahead)]!);

  const state = openingAt(plan, at);
  if (state?.kind === 'always') sentences.push(next.openAlways);
  if (state?.kind === 'never') sentences.push(next.closedAll);
  if (state?.kind === 'open') sentences.push(next.open(time(state.until)));
  if (state?.kind === 'closed') sentences.push(next.closed(next.at(dayName(state.ahead), time(state.from))));

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

type Opening =
  | { kind: 'open'; until: number }
  | { kind: 'closed'; ahead: number; from: number }
  | { kind: 'always' | 'never' };

function openingAt(plan: WeekPlan, { day, minute }: WallTime): Opening | null {
  if (plan.opening === null) return null;
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
    for (const { from, to } of rangesOf(plan, day + ahead)) {
      const isPast = ahead === 0 && to <= minute;
      if (isPast) continue;
      if (ahead > 0 || from > minute) return { kind: 'closed', ahead, from };
      // Through midnight it is open as long as the next day begins open.
      let [until, on] = [to, 1];
      while (until === DAY) {
        const following = rangesOf(plan, day + on).find((range) => range.from === 0);
        if (following === undefined) break;
        if (on > DAYS_AHEAD) return { kind: 'always' };
        until = following.to;
        on++;
      }
      return { kind: 'open', until };
    }
  }
  return { kind: 'never' };
}

/** On a holiday nobody can say from the week whether it is open: it is passed over. */
function rangesOf({ opening, holidays }: WeekPlan, day: CivilDay): Range[] {
  if (holidays.includes(day)) return [];
  return (opening?.[weekdayOf(day)] ?? []).map((text) => {
    const [from = 0, to = 0] = text.split('-').map((clock) => {
      const [hours = 0, minutes = 0] = clock.split(':').map(Number);
      return hours * 60 + minutes;
    });
    return { from, to };
  });
}

/** Quiet hours that are not over, side by side as one stretch, in order of time. */
function quietStretches({ quiet, holidays }: WeekPlan, at: WallTime): (Range & { ahead: number })[] {
  const stretches: (Range & { ahead: number })[] = [];
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
