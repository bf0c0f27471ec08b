/**
 * The next good time to get in touch, as it goes into a reader's calendar: the quiet stretch that begins next, with
 * advice of this very stretch in the page's words. Owns what is said of it; how a calendar writes it is another's matter.
 */
import { weekdayOf } from '../../db/domain/civil-day.ts';
import { wallAt } from '../../db/domain/opening.ts';
import { formatWeekdays } from '../words/date.ts';
import { isolateWords } from '../words/operator-words.ts';
import { quickSentence } from './answer.ts';
import { type FigureContext, inChannel, readBestTimes } from './context.ts';
import { comingSlot, type WeekPlan } from './next-hours.ts';
import { hoursOf } from './usual-week.ts';
import { weekPlan } from './week-plan.ts';

/** In front of it stands the language, as of any page. */
export const CALENDAR_PATH = '/best-times.ics';

export interface ComingSlot {
  channel: string;
  /** UTC seconds */
  startAt: number;
  endAt: number;
  title: string;
  advice: string;
}

type Slot = Pick<ComingSlot, 'startAt' | 'endAt'>;

/** minutes */
const DAY = 1440;

/** Null where no hours are known to be quiet, or none of them comes within three weeks. */
export function comingSlotOf(given: FigureContext, channel: string | null, now: number): ComingSlot | null {
  const context = inChannel(given, channel);
  const plan = weekPlan(context);
  const slot = plan === null ? null : comingSlot(plan, now);
  if (plan === null || slot === null || channel === null) return null;
  const { say, organisation } = context;
  const number =
    channel === 'phone' ? organisation.contact.find((way) => way.channel === channel) : undefined;
  const title =
    number === undefined
      ? say.calendar.contact(organisation.name)
      : say.calendar.call(organisation.name, isolateWords(number.value));
  return { channel, ...slot, title, advice: adviceOf(context, plan, slot) };
}

/** Of the hours of the slot alone: the week may have others that are as quick. */
function adviceOf(context: FigureContext, { timeZone }: WeekPlan, slot: Slot): string {
  const { say } = context;
  const best = readBestTimes(context);
  const [start, end] = [wallAt(timeZone, slot.startAt), wallAt(timeZone, slot.endAt)];
  const weekday = weekdayOf(start.day);
  const from = Math.floor(start.seconds / 60);
  // What ends at midnight ends at 24:00 of its day.
  const to = end.day > start.day ? DAY : Math.floor(end.seconds / 60);
  const clock = (minute: number) =>
    minute % 60 === 0 ? say.hour(minute / 60) : say.time(Math.floor(minute / 60), minute % 60);
  const when = say.answer.when(formatWeekdays(say, weekday, weekday), clock(from), clock(to));
  const within = hoursOf(best).slice(weekday * 24 + Math.floor(from / 60), weekday * 24 + Math.ceil(to / 60));
  const share = Math.min(...within.map((hour) => hour.share ?? 1));
  return quickSentence(context, when, share, best?.thresholdSeconds ?? 120);
}
