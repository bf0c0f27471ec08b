/** Steps in the life of contacts, as they happen; any field of a contact may come along with any of them. */

import { CHANNELS, type EventRecord, LIFECYCLE_EVENTS } from '../../domain/contact.ts';
import { type Cells, defineAdapter, optional, required } from '../adapter.ts';
import { instant, oneOf, reference } from '../field.ts';
import type { Row } from '../row.ts';
import { detailFields, readDetails } from './contacts.ts';

const fields = {
  at: required(instant),
  contact_id: required(reference),
  event: required(oneOf(LIFECYCLE_EVENTS)),
  channel: optional(oneOf(CHANNELS)),
  ...detailFields,
};

export const events = defineAdapter('events', { fields, compile });

function compile(cells: Cells<typeof fields>) {
  const details = readDetails(cells);
  return (row: Row): EventRecord => ({
    at: cells.at(row),
    contactId: cells.contact_id(row),
    event: cells.event(row),
    channel: cells.channel(row),
    ...details(row),
  });
}
