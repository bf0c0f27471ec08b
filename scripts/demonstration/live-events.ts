/**
 * What happens in the demonstration on one day, as the events that its platform would tell: of the contacts of the day,
 * and of those of the days before that are not settled yet. Owns which contacts these are; refuses the clock.
 */
import type { CivilDay } from '../../db/domain/civil-day.ts';
import type { EventRecord } from '../../db/domain/contact.ts';
import { eventsOf } from '../replay/contact-events.ts';
import { inOrder } from '../replay/event-order.ts';
import { makeDay } from './day.ts';
import type { DemonstrationPlan } from './plan.ts';

/** What is still open at the end of a day is settled within this time: emails, callbacks, parcels, answers. */
export const UNSETTLED_DAYS = 21;

/** The events of the contacts that arrive on a day, in order of time; the last may lie days later. */
export function eventsOfDay(plan: DemonstrationPlan, day: CivilDay): EventRecord[] {
  return [...inOrder(makeDay(plan, day, Infinity).contacts)];
}

/**
 * The events of earlier contacts to which something happens on a day or after it, in order of time: all of their
 * events, for a contact is understood from its first.
 */
export function eventsCarriedInto(plan: DemonstrationPlan, day: CivilDay): EventRecord[] {
  const { startAt } = plan.spanOf(day);
  const unsettled = Array.from({ length: UNSETTLED_DAYS }, (_, i) => day - UNSETTLED_DAYS + i)
    .filter((earlier) => earlier >= plan.firstDay)
    .flatMap((earlier) => makeDay(plan, earlier, Infinity).contacts)
    .filter((contact) => eventsOf(contact).some(({ at }) => at >= startAt));
  return [...inOrder(unsettled)];
}
