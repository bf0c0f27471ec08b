/**
 * The next good time to get in touch, as it goes into a reader's calendar: the quiet stretch that begins next, with the
 * page's own advice. Owns what is said of it; how a calendar writes it is another's matter.
 */
import { isolateWords } from '../words/operator-words.ts';
import { answerOf } from './answer.ts';
import { type FigureContext, inChannel } from './context.ts';
import { comingSlot } from './next-hours.ts';
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

/** Null where no hours are known to be quiet, or none of them comes within three weeks. */
export function comingSlotOf(given: FigureContext, channel: string | null, now: number): ComingSlot | null {
  const context = inChannel(given, channel);
  const plan = weekPlan(context);
  const slot = plan === null ? null : comingSlot(plan, now);
  if (slot === null || channel === null) return null;
  const { say, organisation } = context;
  const number =
    channel === 'phone' ? organisation.contact.find((way) => way.channel === channel) : undefined;
  const title =
    number === undefined
      ? say.calendar.contact(organisation.name)
      : say.calendar.call(organisation.name, isolateWords(number.value));
  return { channel, ...slot, title, advice: answerOf(context).sentence };
}
