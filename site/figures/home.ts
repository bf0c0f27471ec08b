/** The first page as data: its answer and its figures in their order. */
import type { OrganisationAnswer } from '../../api/contract/organisation.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { formatDate, formatWeekdayAndDay } from '../words/date.ts';
import { formatInstant } from '../words/instant.ts';
import { longest } from '../words/longest.ts';
import { type Answer, answerOf } from './answer.ts';
import { categoriesFigure } from './categories.ts';
import { causesFigure } from './causes.ts';
import { CALENDAR_PATH } from './coming-slot.ts';
import { contactsFigure } from './contacts.ts';
import { type FigureContext, inChannel, liveChannelOf, makeContext } from './context.ts';
import type { DayCourse } from './day-course.ts';
import type { Figure } from './figure.ts';
import { lastDayCourse, lastDayFigure } from './last-day.ts';
import { longestQueueLines, longestRecords } from './live-line.ts';
import { comingSentences, comingSlot, sayNext, type WeekPlan } from './next-hours.ts';
import { outcomesBeside } from './outcomes.ts';
import { satisfactionFigure } from './satisfaction.ts';
import { clocksFigure } from './two-clocks.ts';
import { weekFigure } from './week.ts';
import { emptyPlan, weekPlan } from './week-plan.ts';

/** As of the publication; the browser says it again at its own moment. */
export interface Next {
  plan: WeekPlan;
  /** empty where neither hours nor waits are known: only the queue itself can be told then */
  sentence: string;
  asOf: string;
  /** the longest heading that may come, and the longest for a reader whose clock shows another time */
  room: {
    here: string;
    elsewhere: string;
    /** of the line that says as of when, and how good the estimate has been */
    moment: string;
    /** of the line about the queue; null where it is of no one channel */
    queue: string | null;
    /** of the line by which the reader has themselves told of a short wait */
    tell: string;
  };
  /** of the file with the next good time, without a language; null where none comes */
  calendar: string | null;
}

/** The last published day, as far as a page carries it for the browser. */
export interface LiveStart {
  day: CivilDay;
  usual: readonly (number | null)[];
  range: DayCourse['range'];
  weeks: number;
  /** its date as it is read */
  lastReport: string;
  /** the same with its weekday */
  shown: string;
}

export interface Home {
  answer: Answer;
  /** when to come next; null where nothing can be said of it */
  next: Next | null;
  /** what the live figure goes on from; null where no day is published by the hour, or the records ended long ago */
  live: LiveStart | null;
  /** what came of contacts, beside the wait; empty where nothing is known */
  outcomes: string;
  figures: Figure[];
  /** what there are no records of, each with one sentence */
  absences: Figure[];
}

/** No figures at all where nothing was published but the organisation itself. */
export function homeOf(read: Read, say: Say, organisation: OrganisationAnswer, nowSeconds: number): Home {
  const context = makeContext(read, say, organisation, nowSeconds);
  const answer = answerOf(context);
  const figures = [
    // The hours behind the answer stand right below it.
    weekFigure(context, answer.sentence),
    lastDayFigure(context),
    contactsFigure(context),
    categoriesFigure(context),
    { ...clocksFigure(context), outcomes: outcomesBeside(context) },
    causesFigure(context),
    satisfactionFigure(context),
  ];
  const course = context.isStale ? null : lastDayCourse(context);
  const live: LiveStart | null =
    course === null
      ? null
      : {
          day: course.day,
          usual: course.usual,
          range: course.range,
          weeks: course.weeks,
          lastReport: formatDate(say, course.day),
          shown: formatWeekdayAndDay(say, course.day),
        };
  const shown = figures.filter((figure) => figure.pictures !== null);
  const absences = shown.length === 0 ? [] : figures.filter((figure) => figure.pictures === null);
  const next = nextOf(context, answer, nowSeconds);
  return { answer, next, live, outcomes: outcomesBeside(context), figures: shown, absences };
}

/** A reader's clock that names no whole hours: no other takes more room. */
const ELSEWHERE_MINUTES = 345;

/** `answer`: the heading where no server answers. */
function nextOf(given: FigureContext, answer: Answer, nowSeconds: number): Next | null {
  const { say, organisation } = given;
  const isNew = answer.soFar !== undefined && !given.isStale;
  const context = isNew ? inChannel(given, liveChannelOf(organisation)) : given;
  const plan = weekPlan(context) ?? (isNew ? emptyPlan(context) : null);
  if (plan === null) return null;
  const sentence = sayNext(say, plan, nowSeconds, { isLive: false, readerAhead: 0 });
  if (sentence === '' && !isNew) return null;
  const instant = new Date(nowSeconds * 1000).toISOString();
  const moment = say.next.asOf(formatInstant(say, instant, organisation.timeZone));
  // As of a moment is only what is said of it.
  const asOf = sentence === '' ? '' : moment;
  const coming = (readerAhead: number) => comingSentences(say, plan, nowSeconds, readerAhead);
  // In the browser the moment is a time of day.
  const time = say.next.asOf(say.time(22, 58));
  const records = longestRecords(
    say,
    plan.waits.some((wait) => wait !== null),
  );
  // With nothing else to say the queue is the heading.
  const queueLines =
    plan.opening === null && plan.channel !== null ? longestQueueLines(say, say.time(22, 58)) : [];
  const room = {
    here: longest([answer.sentence, ...coming(0), ...queueLines]),
    elsewhere: longest(coming(ELSEWHERE_MINUTES)),
    moment: plan.channel === null ? moment : longest([moment, ...records.map((text) => `${time} ${text}`)]),
    queue: plan.channel === null ? null : longest(longestQueueLines(say, say.time(22, 58))),
    tell: longest([say.tell.title, say.tell.titleWatching(15), say.tell.titleTold(say.time(22, 58), 10, 15)]),
  };
  const hasSlot = plan.channel !== null && comingSlot(plan, nowSeconds) !== null;
  const calendar = hasSlot ? `${CALENDAR_PATH}?channel=${plan.channel}` : null;
  return { plan, sentence, asOf, room, calendar };
}
