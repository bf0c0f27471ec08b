/** The adapters by the kind of record they make: the one list of kinds that can be loaded. */

import type { Kind } from '../domain/contact.ts';
import type { Adapter } from './adapter.ts';
import { accounts } from './adapters/accounts.ts';
import { actions } from './adapters/actions.ts';
import { capacity } from './adapters/capacity.ts';
import { codings } from './adapters/codings.ts';
import { contacts } from './adapters/contacts.ts';
import { events } from './adapters/events.ts';
import { exposure } from './adapters/exposure.ts';
import { intervals } from './adapters/intervals.ts';
import { promises } from './adapters/promises.ts';
import { queue } from './adapters/queue.ts';
import { surveys } from './adapters/surveys.ts';

const ADAPTERS: { [K in Kind]: Adapter<K> } = {
  contacts,
  intervals,
  surveys,
  queue,
  capacity,
  exposure,
  promises,
  actions,
  events,
  codings,
  accounts,
};

export const KINDS = Object.keys(ADAPTERS) as Kind[];

export function adapterOf<K extends Kind>(kind: K): Adapter<K> {
  return ADAPTERS[kind];
}
