/**
 * Whether to get in touch now, from the usual week: whether it is open, until when and how long the hour takes, or from
 * when and at which hours it is then quickest. Pure, and the same for the published page and for the browser; owns no
 * clock, the moment is handed to it.
 */
import { type CivilDay, weekdayOf } from '../../db/domain/civil-day.ts';
import { closesLate, instantAt, openingAt, type PublishedHours, wallAt } from '../../db/domain/opening.ts';
import type { BasicSay, Say } from '../i18n/say.ts';
import { formatDate } from '../words/date.ts';
import { formatDuration } from '../words/duration.ts';
import { capitalise } from '../words/number.ts';

export type NextSay = BasicSay & Pick<Say, 'next' | 'live' | 'now'>;

/** The week as far as it bears on when to come. */
export interface WeekPlan {
  /** IANA name of the organisation's zone */
  timeZone: string;
  /** weekday × 24 + hour of the hours with the shortest waits, Monday first */
  quiet: readonly number[];
  /** seconds within which half get through at each of the 168 hours; null where too few came to say */
  waits: readonly (number | null)[];
  /** null where no hours are stated */
  opening: PublishedHours | null;
  /** days of which the usual week says nothing */
  holidays: readonly CivilDay[];
  /** of which it speaks, as the live answer names it; null: of no one channel */
  channel: string | null;
}

export interface NextSettings {
  /** "today" and "tomorrow", which hold only where the moment goes on; weekdays otherwise */
  isLive: boolean;
  /** how far the reader's clock is ahead of the organisation's, in minutes */
  readerAhead: number;
  /** how long who comes now will wait, in whole minutes; left out: what is usual at the hour */
  estimate?: { low: number; high: number } | null;
}

/** A moment on the wall at the organisation's place. */
interface WallMinute {
  day: CivilDay;
  /** since midnight */
  minute: number;
}

interface Stretch {
  ahead: number;
  from: number;
  to: number;
}

const DAY = 1440;
const DAYS_AHEAD = 7;
/** A quiet hour may fall upon a holiday in one week and in the next. */
const SLOT_DAYS_AHEAD = 21;
const LONGEST_ESTIMATE = { low: 20, high: 45 };
/** Seconds, as `saidSeconds` of the usual week has it. */
const LEAST_TOLD = 10;

/** One or two sentences, as of UTC seconds; empty where neither hours nor waits are known. */
export function sayNext(say: NextSay, plan: WeekPlan, now: number, settings: NextSettings): string {
  const { next } = say;
  const { opening } = plan;
  const at = wallMinute(plan.timeZone, now);
  const names = { say, settings, at };
  const state = opening === null ? null : openingAt(opening, now);
  const coming = quietStretches(plan, at).find((stretch) => !isWholeDay(plan, at, stretch));

  if (opening !== null && state !== null && !state.isOpen) {
    if (state.changesAt === null) return next.closedAll;
    const then = wallMinute(plan.timeZone, state.changesAt);
    const ahead = then.day - at.day;
    const opens = next.at(dayOf(names, ahead, true), timeOf(names, then.minute));
    return coming === undefined
      ? next.closed(opens)
      : next.closedBest(opens, bestOf(plan, names, coming, ahead));
  }

  const sentences: string[] = [];
  if (state !== null) sentences.push(openOf(names, plan, state.changesAt, now));
  if (settings.estimate) return [...sentences, expectOf(say, settings.estimate)].join(' ');
  const wait = usualWaitAt(plan, now);
  if (wait !== null) sentences.push(next.thisHour(waitPhrase(say, wait)));
  if (sentences.length === 0 && coming !== undefined)
    sentences.push(`${capitalise(bestOf(plan, names, coming, 0))}.`);
  return sentences.join(' ');
}

/** The usual wait of the hour as `sayNext` says it, in seconds; null where none is known, or the line is closed. */
export function usualWaitAt({ timeZone, opening, holidays, waits }: WeekPlan, now: number): number | null {
  const { day, minute } = wallMinute(timeZone, now);
  if (holidays.includes(day) || (opening !== null && !openingAt(opening, now).isOpen)) return null;
  return waits[weekdayOf(day) * 24 + Math.floor(minute / 60)] ?? null;
}

/**
 * The quiet stretch that begins next, in UTC seconds, as far as the line is then open; null where none comes within three
 * weeks.
 */
export function comingSlot(plan: WeekPlan, now: number): { startAt: number; endAt: number } | null {
  const at = wallMinute(plan.timeZone, now);
  for (const { ahead, from, to } of quietStretches(plan, at, SLOT_DAYS_AHEAD)) {
    // What is left of one that has begun is no time to come.
    const before = weekdayOf(at.day + ahead) * 24 + from / 60 - 1;
    if (ahead === 0 && from > 0 && plan.quiet.includes(before)) continue;
    const [first, last] = [from, to].map((minute) => instantAt(plan.timeZone, at.day + ahead, minute * 60));
    const slot = openPart(plan, first!, last!);
    // Where the clock goes forward an hour may be none.
    if (slot.startAt > now && slot.startAt < slot.endAt) return slot;
  }
  return null;
}

/** From the first opening to the closing after it; empty where it does not open. */
function openPart({ opening }: WeekPlan, from: number, to: number): { startAt: number; endAt: number } {
  if (opening === null) return { startAt: from, endAt: to };
  const first = openingAt(opening, from);
  const startAt = first.isOpen ? from : Math.min(first.changesAt ?? to, to);
  const { changesAt } = openingAt(opening, startAt);
  return { startAt, endAt: Math.min(changesAt ?? to, to) };
}

/** What `sayNext` says live at each full hour of the week to come. */
export function comingSentences(say: NextSay, plan: WeekPlan, now: number, readerAhead: number): string[] {
  const longest = plan.channel === null ? null : LONGEST_ESTIMATE;
  return Array.from({ length: 7 * 24 }, (_, i) => now + i * 3600).flatMap((at) =>
    [null, longest].map((estimate) => sayNext(say, plan, at, { isLive: true, readerAhead, estimate })),
  );
}

function expectOf(say: NextSay, { low, high }: { low: number; high: number }): string {
  if (high <= 1) return say.now.underMinute;
  return low === 0 ? say.now.expectUpTo(high) : say.now.expect(low, high);
}

/** What nobody tells apart has an end, the rest is as near as the heat map of the week says it. */
function waitPhrase(say: NextSay, seconds: number): string {
  if (seconds < 1) return say.next.atOnce;
  if (seconds <= LEAST_TOLD) return say.next.within(formatDuration(say, seconds, 'up'));
  return say.next.about(formatDuration(say, seconds, 'near'));
}

interface Names {
  say: NextSay;
  settings: NextSettings;
  at: WallMinute;
}

function openOf(names: Names, { timeZone }: WeekPlan, changesAt: number | null, now: number): string {
  const { next } = names.say;
  if (changesAt === null || closesLate(changesAt, now)) return next.openAlways;
  // What closes at midnight closes at 24:00 of the day before.
  const { minute } = wallMinute(timeZone, changesAt);
  return next.open(timeOf(names, minute === 0 ? DAY : minute));
}

/** "best on Tuesday after 14:00"; `named`: the day, counted from now, that goes without saying. */
function bestOf(plan: WeekPlan, names: Names, { ahead, from, to }: Stretch, named: number): string {
  const { say, settings, at } = names;
  const { next } = say;
  const isLast = closesAt(plan, at.day + ahead, from) === to;
  const [start, end] = [clockOf(say, from), clockOf(say, to)];
  const day = ahead === named ? null : dayOf(names, ahead);
  const said = next.best(
    day === null
      ? isLast
        ? next.after(start)
        : next.between(start, end)
      : isLast
        ? next.afterOn(day, start)
        : next.betweenOn(day, start, end),
  );
  if (settings.readerAhead === 0) return said;
  const [first, last] = [from, to].map((minute) => readersTime(names, minute));
  return say.live.yours(said, isLast ? first! : say.shortRange(first!, last!));
}

/** The minute of the day at which a line open at a minute closes; null where that is not stated or not on the day. */
function closesAt({ opening, timeZone }: WeekPlan, day: CivilDay, minute: number): number | null {
  if (opening === null) return null;
  const { isOpen, changesAt } = openingAt(opening, instantAt(timeZone, day, minute * 60));
  if (!isOpen || changesAt === null) return null;
  const then = wallMinute(timeZone, changesAt);
  return then.day === day ? then.minute : then.day === day + 1 && then.minute === 0 ? DAY : null;
}

/** Whether a stretch of a coming day is all of its opening hours: to call those the quickest tells nobody anything. */
function isWholeDay(plan: WeekPlan, at: WallMinute, { ahead, from, to }: Stretch): boolean {
  const day = at.day + ahead;
  if (plan.opening === null || closesAt(plan, day, from) !== to) return false;
  return !openingAt(plan.opening, instantAt(plan.timeZone, day, from * 60) - 60).isOpen;
}

/** `isFull`: with its weekday beside "tomorrow". */
function dayOf({ say, settings, at }: Names, ahead: number, isFull = false): string {
  const { next } = say;
  const weekday = say.weekdays[weekdayOf(at.day + ahead)]!;
  if (settings.isLive && ahead === 0) return next.today;
  if (settings.isLive && ahead === 1) return isFull ? next.tomorrowOn(weekday) : next.tomorrow;
  return ahead < DAYS_AHEAD ? next.onDay(weekday) : next.onDate(formatDate(say, at.day + ahead));
}

function clockOf(say: NextSay, minute: number): string {
  return minute % 60 === 0 ? say.hour(minute / 60) : say.time(Math.floor(minute / 60), minute % 60);
}

function timeOf(names: Names, minute: number): string {
  const clock = clockOf(names.say, minute);
  return names.settings.readerAhead === 0 ? clock : names.say.live.yours(clock, readersTime(names, minute));
}

function readersTime({ say, settings }: Names, minute: number): string {
  const there = (((minute + settings.readerAhead) % DAY) + DAY) % DAY;
  return say.time(Math.floor(there / 60), there % 60);
}

function wallMinute(timeZone: string, utcSeconds: number): WallMinute {
  const { day, seconds } = wallAt(timeZone, utcSeconds);
  return { day, minute: Math.floor(seconds / 60) };
}

/** Quiet hours that have not begun, side by side as one stretch, in order of time. */
function quietStretches({ quiet, holidays }: WeekPlan, at: WallMinute, days = DAYS_AHEAD): Stretch[] {
  const stretches: Stretch[] = [];
  for (let ahead = 0; ahead < days; ahead++) {
    if (holidays.includes(at.day + ahead)) continue;
    const first = weekdayOf(at.day + ahead) * 24;
    for (let hour = 0; hour < 24; hour++) {
      const isBegun = ahead === 0 && hour * 60 <= at.minute;
      if (isBegun || !quiet.includes(first + hour)) continue;
      const last = stretches.at(-1);
      if (last?.ahead === ahead && last.to === hour * 60) last.to += 60;
      else stretches.push({ ahead, from: hour * 60, to: (hour + 1) * 60 });
    }
  }
  return stretches;
}
