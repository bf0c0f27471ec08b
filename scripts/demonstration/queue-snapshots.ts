/**
 * The lines as a wallboard showed them on one day, from the contacts of that day.
 * Owns the counting of who waits and who is served at a moment; refuses moments at which nobody can wait.
 */

import type { CivilDay } from '../../db/domain/civil-day.ts';
import type { CapacityRecord, Contact, QueueRecord } from '../../db/domain/contact.ts';
import { capacityOf } from './capacity.ts';
import { OPENING_HOURS } from './company.ts';
import { makeDay } from './day.ts';
import { dayTypeOf } from './demand.ts';
import type { DemonstrationPlan } from './plan.ts';

const LINES = ['phone', 'chat'] as const;
const HOUR_SECONDS = 3600;
const QUEUED_OUTCOMES: readonly string[] = ['answered', 'abandoned', 'callback', 'message'];

/** Snapshots of phone and chat during the open hours of a day, in order. */
export function* snapshotsOf(
  plan: DemonstrationPlan,
  day: CivilDay,
  everySeconds: number,
): Generator<QueueRecord> {
  const { contacts } = makeDay(plan, day);
  const onDuty = [...capacityOf(plan, day)];
  const { startAt, endAt } = plan.spanOf(day);
  for (let at = startAt; at < endAt; at += everySeconds) {
    for (const channel of LINES) {
      const hours = OPENING_HOURS[channel][dayTypeOf(day)];
      const hour = plan.zone.secondOfDay(at) / HOUR_SECONDS;
      if (hours === null || hour < hours[0] || hour >= hours[1]) continue;
      const { waiting, longestWaitSeconds, inService } = countAt(contacts, channel, at);
      const agents = agentsAt(onDuty, channel, at);
      yield {
        at,
        channel,
        queue: null,
        waiting,
        longestWaitSeconds,
        inService: Math.min(inService, agents),
        agents,
      };
    }
  }
}

function countAt(contacts: readonly Contact[], channel: string, at: number) {
  let waiting = 0;
  let inService = 0;
  let longestWaitSeconds = 0;
  for (const contact of contacts) {
    if (contact.channel !== channel || !QUEUED_OUTCOMES.includes(contact.outcome)) continue;
    const queuedAt = contact.offeredAt + (contact.menuSeconds ?? 0);
    const leftAt = queuedAt + (contact.waitSeconds ?? 0);
    if (queuedAt <= at && at < leftAt) {
      waiting += 1;
      longestWaitSeconds = Math.max(longestWaitSeconds, at - queuedAt);
    } else if (contact.outcome === 'answered' && leftAt <= at && at < leftAt + (contact.handleSeconds ?? 0)) {
      inService += 1;
    }
  }
  return { waiting, inService, longestWaitSeconds };
}

function agentsAt(onDuty: readonly CapacityRecord[], channel: string, at: number): number {
  const hour = onDuty.find(
    (row) => row.channel === channel && row.intervalStart <= at && at < row.intervalStart + HOUR_SECONDS,
  );
  return Math.ceil(hour?.agents ?? 0);
}
