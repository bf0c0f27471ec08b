/**
 * Everything the demonstration knows, as records of the house, kind by kind and in order of time.
 * Owns the ways in for callers; each is a generator, so that two years need no more memory than a day.
 *
 * Contacts, surveys and callbacks are made together: who needs several of them reads `generateDays` once.
 */

import { formatDay } from '../../db/domain/civil-day.ts';
import type {
  AccountRecord,
  ActionRecord,
  CapacityRecord,
  CodingRecord,
  Contact,
  ExposureRecord,
  PromiseRecord,
  QueueRecord,
  SurveyAggregate,
  SurveyRecord,
} from '../../db/domain/contact.ts';
import { accountDays, accountsOf } from './accounts.ts';
import { announceActions } from './actions.ts';
import { capacityOf } from './capacity.ts';
import { codingsOf } from './codings.ts';
import { COMPANY_CHANNELS } from './company.ts';
import type { DemonstrationDay } from './day.ts';
import { makeDay } from './day.ts';
import { exposureOf } from './exposure.ts';
import { parcelsOf } from './parcels.ts';
import type { DemonstrationOptions, DemonstrationPlan } from './plan.ts';
import { daysOf, makePlan } from './plan.ts';
import { snapshotsOf } from './queue-snapshots.ts';

export type { DemonstrationDay } from './day.ts';
export type { DemonstrationOptions } from './plan.ts';

const SNAPSHOT_SECONDS = 300;

/** Every day with its contacts, late contacts, survey answers and callbacks. */
export function* generateDays(options: DemonstrationOptions): Generator<DemonstrationDay> {
  yield* makeDays(makePlan(options));
}

/** In order of arrival, without the late ones. */
export function* generateContacts(options: DemonstrationOptions): Generator<Contact> {
  for (const { contacts } of generateDays(options)) yield* contacts;
}

/** A few hundred contacts of the days 10 to 3 before the last, which come in a file of their own. */
export function* generateLateContacts(options: DemonstrationOptions): Generator<Contact> {
  const plan = makePlan(options);
  for (let day = Math.max(plan.firstDay, plan.endDay - 14); day <= plan.endDay; day += 1) {
    yield* makeDay(plan, day).lateContacts;
  }
}

/** Answers in the order of their contacts; after those of each day, the invitations of the day by channel. */
export function* generateSurveys(options: DemonstrationOptions): Generator<SurveyRecord> {
  const plan = makePlan(options);
  for (const made of makeDays(plan)) {
    yield* made.answers;
    yield* invitationsOf(plan, made);
  }
}

/** Invitations sent on a day, by channel: rows without answers, since these are records of their own. */
export function* invitationsOf(plan: DemonstrationPlan, made: DemonstrationDay): Generator<SurveyAggregate> {
  for (const [index, channel] of COMPANY_CHANNELS.entries()) {
    const sent = made.invited[index] ?? 0;
    if (sent === 0) continue;
    yield {
      shape: 'aggregate',
      id: `sent-${formatDay(made.day)}-${channel}`,
      periodStart: plan.spanOf(made.day).startAt,
      period: 'P1D',
      channel,
      category: null,
      n: 0,
      mean: null,
      sd: null,
      scaleMin: null,
      scaleMax: null,
      best: 'high',
      sent,
    };
  }
}

/** Parcels and callbacks, each with the time by which it was promised. */
export function* generatePromises(options: DemonstrationOptions): Generator<PromiseRecord> {
  const plan = makePlan(options);
  for (const { day, callbacks } of makeDays(plan)) {
    yield* parcelsOf(plan, day);
    yield* callbacks;
  }
}

export function* generateActions(options: DemonstrationOptions): Generator<ActionRecord> {
  yield* announceActions(makePlan(options));
}

/** A sample of contacts, coded a second time. */
export function* generateCodings(options: DemonstrationOptions): Generator<CodingRecord> {
  const plan = makePlan(options);
  for (const made of makeDays(plan)) yield* codingsOf(plan, made);
}

/** One record a day. */
export function* generateExposure(options: DemonstrationOptions): Generator<ExposureRecord> {
  const plan = makePlan(options);
  for (const day of daysOf(plan)) yield exposureOf(plan, day);
}

/** One record for each channel and hour in which somebody is on duty. */
export function* generateCapacity(options: DemonstrationOptions): Generator<CapacityRecord> {
  const plan = makePlan(options);
  for (const day of daysOf(plan)) yield* capacityOf(plan, day);
}

/** The accounts of each day by which they are known, one file a day. */
export function accountFiles(
  options: DemonstrationOptions,
): { day: string; accounts: Generator<AccountRecord> }[] {
  const plan = makePlan(options);
  return accountDays(plan, plan.endDay).map((day) => ({
    day: formatDay(day),
    accounts: accountsOf(plan, day),
  }));
}

/** Snapshots of the lines of phone and chat on the last day. */
export function* generateQueue(options: DemonstrationOptions): Generator<QueueRecord> {
  const plan = makePlan(options);
  yield* snapshotsOf(plan, plan.endDay, SNAPSHOT_SECONDS);
}

function* makeDays(plan: DemonstrationPlan): Generator<DemonstrationDay> {
  for (const day of daysOf(plan)) yield makeDay(plan, day);
}
