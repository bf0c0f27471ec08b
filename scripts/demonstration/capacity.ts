/**
 * Agents on duty in each open hour: as many as the planned load of the hour leaves for its expected work.
 * Owns the rota; the luck of the day (illness, crowds) is in `waiting.ts`.
 */

import type { CivilDay } from '../../db/domain/civil-day.ts';
import type { CapacityRecord } from '../../db/domain/contact.ts';
import { QUARTER_SECONDS } from './arrivals.ts';
import { COMPANY_CHANNELS, EMAIL, HANDLE_MEAN_FACTOR, HANDLE_MEDIANS, OPENING_HOURS } from './company.ts';
import { dayTypeOf, quarterShares } from './demand.ts';
import type { DemonstrationPlan } from './plan.ts';
import { plannedLoad } from './waiting.ts';

const HOUR_SECONDS = 3600;
const QUARTERS_AN_HOUR = HOUR_SECONDS / QUARTER_SECONDS;
/** Emails are worked on from 7 to 21 o'clock; what came at night is done in the day. */
const EMAIL_HOURS = [7, 21] as const;
const EMAIL_LOAD = 0.82;
/** Of those who ask, the share that a person deals with: the others end in the menu or give up. */
const SERVED_SHARES = [0.73, 0.73, 1] as const;

export function* capacityOf(plan: DemonstrationPlan, day: CivilDay): Generator<CapacityRecord> {
  const type = dayTypeOf(day);
  const demand = plan.demandOf(day);
  for (const [channel, name] of COMPANY_CHANNELS.entries()) {
    const hours = channel === EMAIL ? EMAIL_HOURS : OPENING_HOURS[name][type];
    if (hours === null) continue;
    const work =
      (demand.byChannel[channel] ?? 0) *
      (SERVED_SHARES[channel] ?? 1) *
      (HANDLE_MEDIANS[channel] ?? 0) *
      HANDLE_MEAN_FACTOR;
    const shares = quarterShares(channel, type);
    for (let hour = hours[0]; hour < hours[1]; hour += 1) {
      let share = 1 / (EMAIL_HOURS[1] - EMAIL_HOURS[0]);
      if (channel !== EMAIL) {
        share = 0;
        for (let quarter = 0; quarter < QUARTERS_AN_HOUR; quarter += 1) {
          share += shares[hour * QUARTERS_AN_HOUR + quarter] ?? 0;
        }
      }
      const load = channel === EMAIL ? EMAIL_LOAD : plannedLoad(channel, day, hour, plan.endDay);
      yield {
        intervalStart: plan.zone.firstInstantOf(day, hour * HOUR_SECONDS),
        interval: 'PT1H',
        channel: name,
        queue: null,
        agents: Math.max(1, Math.round((2 * work * share) / (HOUR_SECONDS * load)) / 2),
      };
    }
  }
}
