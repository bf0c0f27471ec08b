/**
 * One day of the demonstration: its contacts in order of arrival, and what follows from single contacts.
 * Owns the way from draws to records; any day can be made without the others.
 */

import type { CivilDay } from '../../db/domain/civil-day.ts';
import { formatDay } from '../../db/domain/civil-day.ts';
import type { Contact, PromiseRecord, SurveyAnswer } from '../../db/domain/contact.ts';
import { drawArrivals, QUARTER_SECONDS } from './arrivals.ts';
import { CHAT, COMPANY_CHANNELS, PHONE } from './company.ts';
import { christmasDelay } from './demand.ts';
import type { Handling } from './handling.ts';
import {
  drawCallback,
  drawCorrespondence,
  drawHandling,
  drawMessageReply,
  isAnsweredLater,
} from './handling.ts';
import type { DemonstrationPlan } from './plan.ts';
import { RandomStream } from './random-stream.ts';
import type { Subject } from './subject.ts';
import { CustomerBook, drawSubject } from './subject.ts';
import { SurveyBook } from './survey.ts';
import type { LineCondition } from './waiting.ts';
import { drawConditions, passQueue } from './waiting.ts';

export interface DemonstrationDay {
  day: CivilDay;
  /** in order of arrival, without the late ones */
  contacts: Contact[];
  /** contacts of this day that a second file brings, days later */
  lateContacts: Contact[];
  answers: SurveyAnswer[];
  /** invitations to the survey by channel */
  invited: Uint32Array;
  /** the callbacks promised on this day */
  callbacks: PromiseRecord[];
}

export const CALLBACK_PROMISE = 'call-back-1-hour';
export const CALLBACK_SECONDS = 3600;
export const MESSAGE_SECONDS = 4 * 3600;
export const EMAIL_SECONDS = 24 * 3600;

/** Late records: of the days from this many to that many before the last. */
const LATE_DAYS = [3, 10] as const;
const LATE_SHARE = 0.04;

/** Second and channel of an arrival become one number, so that arrivals are sorted as numbers. */
const CHANNEL_SLOTS = 4;

const NOT_HANDLED = {
  agent: null,
  handleSeconds: null,
  holdSeconds: null,
  transfers: null,
  resolvedFirst: null,
};

/** What happens to a contact after its arrival; the rest of the record is its subject. */
type Course = Pick<
  Contact,
  'outcome' | 'menuSeconds' | 'waitSeconds' | 'dueAt' | 'closedAt' | keyof Handling
>;

interface Fate {
  menu: RandomStream;
  line: RandomStream;
  desk: RandomStream;
  later: RandomStream;
  pressure: number;
  asOf: number;
}

/**
 * Makes a day of the plan, or one after it. Replies, callbacks and answers later than `asOf` (UTC seconds; the end of
 * the records unless said) have not happened yet.
 */
export function makeDay(plan: DemonstrationPlan, day: CivilDay, asOf: number = plan.asOf): DemonstrationDay {
  const stream = (purpose: string) => new RandomStream(plan.seed, purpose, day);
  const arrivals = drawArrivals(plan, day);
  const lines = [PHONE, CHAT].map((channel) => drawConditions(plan, day, arrivals, channel));
  const moments = stream('moments');
  const subjects = stream('subjects');
  const lateness = stream('late');
  const customers = new CustomerBook(plan, day);
  const surveys = new SurveyBook(plan.seed, day, asOf);
  const fate: Fate = {
    menu: stream('menu'),
    line: stream('line'),
    desk: stream('desk'),
    later: stream('later'),
    pressure: plan.shockOf(day) * (1 + 0.5 * christmasDelay(day)),
    asOf,
  };
  const age = plan.endDay - day;
  const lateShare = age >= LATE_DAYS[0] && age <= LATE_DAYS[1] ? LATE_SHARE : 0;
  const idPrefix = `LP-${formatDay(day).replaceAll('-', '')}-`;

  const made: DemonstrationDay = {
    day,
    contacts: [],
    lateContacts: [],
    answers: surveys.answers,
    invited: surveys.invited,
    callbacks: [],
  };
  let number = 0;
  const order: number[] = [];
  arrivals.quarterStarts.forEach((quarterStart, quarter) => {
    order.length = 0;
    for (let channel = 0; channel < COMPANY_CHANNELS.length; channel += 1) {
      for (let left = arrivals.counts[channel]?.[quarter] ?? 0; left > 0; left -= 1) {
        order.push(moments.below(QUARTER_SECONDS) * CHANNEL_SLOTS + channel);
      }
    }
    order.sort((a, b) => a - b);
    for (const slot of order) {
      const channel = slot % CHANNEL_SLOTS;
      const second = (slot - channel) / CHANNEL_SLOTS;
      const kinds = arrivals.kinds[channel];
      if (kinds === undefined) throw new Error(`no kinds of contact for channel ${channel}`);
      const subject = drawSubject(subjects, channel, kinds);
      const offeredAt = quarterStart + second;
      const line = lines[channel]?.[quarter];
      const course =
        line === undefined || isAnsweredLater(channel)
          ? writeLetter(fate, channel, subject, offeredAt, (arrivals.wallSeconds[quarter] ?? 0) + second)
          : joinLine(fate, channel, subject, offeredAt, line);
      number += 1;
      const contact = toContact(
        `${idPrefix}${String(number).padStart(5, '0')}`,
        channel,
        offeredAt,
        subject,
        course,
      );
      contact.customer = customers.draw(subject.group);
      if (lateness.chance(lateShare)) {
        made.lateContacts.push(contact);
        continue;
      }
      made.contacts.push(contact);
      if (contact.outcome === 'answered') surveys.invite(contact, channel);
      if (contact.outcome === 'callback' && contact.dueAt !== null)
        made.callbacks.push(toCallback(contact, contact.dueAt));
    }
  });
  return made;
}

/** Phone and chat: a menu, then a line with other people in it. */
function joinLine(
  fate: Fate,
  channel: number,
  subject: Subject,
  offeredAt: number,
  line: LineCondition,
): Course {
  const menuSeconds = drawMenu(fate.menu, channel, subject.isContained);
  const isHelped = fate.menu.chance(0.74);
  const isRefused = fate.line.chance(line.blockedShare);
  const { outcome, waitSeconds: waited } = passQueue(fate.line, channel, line);
  if (isRefused) {
    return {
      ...NOT_HANDLED,
      outcome: 'blocked',
      menuSeconds: null,
      waitSeconds: null,
      dueAt: null,
      closedAt: null,
    };
  }
  if (subject.isContained) {
    const ended = {
      outcome: 'contained',
      menuSeconds,
      waitSeconds: null,
      dueAt: null,
      closedAt: null,
    } as const;
    return { ...NOT_HANDLED, ...ended, resolvedFirst: isHelped };
  }
  const waitSeconds = Math.round(waited);
  const leftAt = offeredAt + menuSeconds + waitSeconds;
  if (outcome === 'callback' || outcome === 'message') {
    const isCallback = outcome === 'callback';
    const delay = isCallback
      ? drawCallback(fate.later, fate.pressure)
      : drawMessageReply(fate.later, fate.pressure);
    const dueAt = leftAt + (isCallback ? CALLBACK_SECONDS : MESSAGE_SECONDS);
    const closedAt = knownBy(fate.asOf, delay === null ? null : leftAt + delay);
    // Drawn whether it has happened yet or not, so that whoever comes after is the same in both.
    const drawn = delay === null ? NOT_HANDLED : drawHandling(fate.desk, channel, subject.group);
    const handling = closedAt === null ? NOT_HANDLED : drawn;
    return { ...handling, outcome, menuSeconds, waitSeconds, dueAt, closedAt };
  }
  const handling = outcome === 'answered' ? drawHandling(fate.desk, channel, subject.group) : NOT_HANDLED;
  return { ...handling, outcome, menuSeconds, waitSeconds, dueAt: null, closedAt: null };
}

/** Email: a first reply when its turn comes, and an end when the matter is settled. */
function writeLetter(
  fate: Fate,
  channel: number,
  subject: Subject,
  offeredAt: number,
  wallSecond: number,
): Course {
  const letter = drawCorrespondence(fate.later, wallSecond, fate.pressure, subject.group);
  const handling = drawHandling(fate.desk, channel, subject.group);
  const dueAt = offeredAt + EMAIL_SECONDS;
  if (knownBy(fate.asOf, offeredAt + letter.replySeconds) === null) {
    return { ...NOT_HANDLED, outcome: 'open', menuSeconds: null, waitSeconds: null, dueAt, closedAt: null };
  }
  const closedAt = knownBy(fate.asOf, offeredAt + letter.closeSeconds);
  const waitSeconds = letter.replySeconds;
  return { ...handling, outcome: 'answered', menuSeconds: null, waitSeconds, dueAt, closedAt };
}

function knownBy(asOf: number, instant: number | null): number | null {
  return instant === null || instant > asOf ? null : instant;
}

function drawMenu(luck: RandomStream, channel: number, isContained: boolean): number {
  const usual = channel === CHAT ? 8 + luck.exponential(14) : 18 + luck.exponential(30);
  return Math.round(Math.min(420, isContained ? usual * 2.4 : usual));
}

function toContact(
  id: string,
  channel: number,
  offeredAt: number,
  subject: Subject,
  course: Course,
): Contact {
  const hasQueued = course.outcome !== 'contained' && course.outcome !== 'blocked';
  return {
    id,
    offeredAt,
    channel: COMPANY_CHANNELS[channel] ?? 'phone',
    outcome: course.outcome,
    queue: hasQueued ? subject.queue : null,
    category: course.outcome === 'blocked' ? null : subject.category,
    cause: course.outcome === 'blocked' ? null : subject.cause,
    subCause: course.outcome === 'blocked' ? null : subject.subCause,
    demand: hasQueued ? subject.demand : null,
    menuSeconds: course.menuSeconds,
    waitSeconds: course.waitSeconds,
    holdSeconds: course.holdSeconds,
    handleSeconds: course.handleSeconds,
    priority: hasQueued ? subject.priority : null,
    transfers: course.transfers,
    dueAt: course.dueAt,
    closedAt: course.closedAt,
    resolvedFirst: course.resolvedFirst,
    customer: null,
    agent: course.agent,
    language: subject.language,
    region: subject.region,
  };
}

function toCallback(contact: Contact, dueAt: number): PromiseRecord {
  return {
    promise: CALLBACK_PROMISE,
    id: contact.id,
    madeAt: dueAt - CALLBACK_SECONDS,
    dueAt,
    doneAt: contact.closedAt,
    cancelledAt: null,
  };
}
