/**
 * A blind second coding of a small sample of the fictional company's contacts, by reason and by demand.
 * Owns how often the second coder sees it otherwise, and as what; the first coding is the contact's own.
 */
import {
  CATEGORIES,
  type Category,
  type CodingRecord,
  DEMANDS,
  type Demand,
} from '../../db/domain/contact.ts';
import type { DemonstrationDay } from './day.ts';
import type { DemonstrationPlan } from './plan.ts';
import { RandomStream, risingSumsOf } from './random-stream.ts';

/** One contact in so many is read again. */
const ONE_IN = 280;

/** What the second coder makes of each reason, in the order of CATEGORIES: a problem told angrily looks like a complaint. */
const SECOND_CATEGORY: Readonly<Record<Category, readonly number[]>> = {
  information: [90, 6, 3, 0.5, 0.3, 0.2],
  transaction: [7, 90, 2.5, 0.3, 0.1, 0.1],
  problem: [4, 3, 83, 10, 0, 0],
  complaint: [0.5, 0.5, 15, 83.5, 0.5, 0],
  idea: [8, 1, 4, 6, 81, 0],
  compliment: [5, 1, 0, 0, 2, 92],
};
/** In the order of DEMANDS: what is wanted and what failed is harder to tell than the reason. */
const SECOND_DEMAND: Readonly<Record<Demand, readonly number[]>> = {
  value: [86, 9, 5],
  failure: [10, 84, 6],
  unclear: [28, 27, 45],
};

export function codingsOf(
  plan: DemonstrationPlan,
  { day, contacts }: Pick<DemonstrationDay, 'day' | 'contacts'>,
): CodingRecord[] {
  const luck = new RandomStream(plan.seed, 'codings', day);
  return contacts.flatMap(({ id, category, demand }): CodingRecord[] => {
    if (category === null || demand === null || !luck.chance(1 / ONE_IN)) return [];
    return [
      {
        contactId: id,
        first: category,
        second: CATEGORIES[luck.pick(risingSumsOf(SECOND_CATEGORY[category]))]!,
      },
      { contactId: id, first: demand, second: DEMANDS[luck.pick(risingSumsOf(SECOND_DEMAND[demand]))]! },
    ];
  });
}
