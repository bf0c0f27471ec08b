/**
 * The actions as the company announced them: what it would do, when, and what it hoped for.
 * Owns the words and the hopes; what the actions really did is in `planted.ts` and never in a record.
 */

import type { ActionRecord } from '../../db/domain/contact.ts';
import type { DemonstrationPlan } from './plan.ts';

type Announcement = Pick<
  ActionRecord,
  'title' | 'summary' | 'ownerRole' | 'expectedEffect' | 'worthwhileEffect' | 'fromIdea'
>;

const ANNOUNCEMENTS: Readonly<Record<string, Announcement>> = {
  'plain-invoices': {
    title: 'Invoices in plain words',
    summary:
      'Invoices name each parcel, its date and its price on one line. Customers had told us that they could not see what they were paying for.',
    ownerRole: 'head of billing',
    expectedEffect: 0.2,
    worthwhileEffect: 0.1,
    fromIdea: true,
  },
  'price-calculator': {
    title: 'Price calculator on the first page',
    summary:
      'The calculator that was three clicks away is now on the first page of our site. We hope that fewer people are surprised by a surcharge.',
    ownerRole: 'head of pricing',
    expectedEffect: 0.25,
    worthwhileEffect: 0.2,
    fromIdea: false,
  },
  'new-tracking-page': {
    title: 'A new tracking page',
    summary:
      'The tracking page shows fewer steps and a map. We expect fewer questions about what a step means.',
    ownerRole: 'head of digital services',
    expectedEffect: 0.2,
    worthwhileEffect: 0.1,
    fromIdea: false,
  },
};

/** Registered three weeks ahead, at noon. */
const REGISTERED_DAYS_AHEAD = 21;
const NOON_SECOND = 12 * 3600;
/** A cause that no action touches, with the same seasons. */
const CONTROL_CAUSE = 'service';

export function announceActions(plan: DemonstrationPlan): ActionRecord[] {
  return plan.actions.map((action) => {
    const announced = ANNOUNCEMENTS[action.id];
    if (announced === undefined) throw new Error(`the action "${action.id}" has no announcement`);
    return {
      id: action.id,
      ...announced,
      causes: [action.cause],
      category: null,
      channel: null,
      registeredAt: plan.zone.firstInstantOf(action.startDay - REGISTERED_DAYS_AHEAD, NOON_SECOND),
      startsAt: plan.zone.startOfDay(action.startDay),
      rolloutEndsAt:
        action.rollOutDays === 0 ? null : plan.zone.startOfDay(action.startDay + action.rollOutDays),
      endedAt: null,
      status: 'in force',
      metric: 'offered',
      direction: 'down',
      impactModel: 'step',
      control: CONTROL_CAUSE,
      windowWeeks: null,
    };
  });
}
