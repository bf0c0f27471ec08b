/** The store of each kind of record: the one list of them. */
import type { Kind } from '../../domain/contact.ts';
import { AccountStore } from './account-store.ts';
import { ActionStore } from './action-store.ts';
import { ContactStore } from './contact-store.ts';
import { EventStore } from './event-store.ts';
import { IntervalStore } from './interval-store.ts';
import { OtherStore } from './other-stores.ts';
import type { LoadContext, Store } from './store.ts';
import { SurveyStore } from './survey-store.ts';

export function storeOf<K extends Kind>(kind: K, context: LoadContext): Store<K> {
  const make = (): Store<Kind> => {
    switch (kind as Kind) {
      case 'contacts':
        return new ContactStore(context) as Store<Kind>;
      case 'intervals':
        return new IntervalStore(context) as Store<Kind>;
      case 'surveys':
        return new SurveyStore(context) as Store<Kind>;
      case 'events':
        return new EventStore(context) as Store<Kind>;
      case 'actions':
        return new ActionStore(context) as Store<Kind>;
      case 'accounts':
        return new AccountStore(context) as Store<Kind>;
      default:
        return new OtherStore(kind as 'queue', context) as Store<Kind>;
    }
  };
  return make() as unknown as Store<K>;
}
