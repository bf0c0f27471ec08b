/** Where the entry of an event stands on the site; pure, so that a script on the page can lead there too. */
import type { EventAnswer } from '../../api/contract/events.ts';
import { slugOf } from '../../db/domain/slug.ts';

/** The address of an action's page, without a language: "/actions/plain-invoices/". */
export function addressOfAction(id: string): string {
  return `/actions/${slugOf(id)}/`;
}

/** The page, without a language, and the entry on it: an action's own page, or its line among the changes. */
export function addressOfEvent({ id, action }: Pick<EventAnswer, 'id' | 'action'>): string {
  return action === null ? `/changes/#${id}` : `${addressOfAction(action.id)}#${id}`;
}
