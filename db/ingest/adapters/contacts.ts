/** Contacts, one row each. Owns the checks between the fields of a contact. */

import { CATEGORIES, CHANNELS, type Contact, DEMANDS, OUTCOMES } from '../../domain/contact.ts';
import { formatUtc } from '../../domain/instant.ts';
import { type Cells, defineAdapter, optional, type Refuse, required } from '../adapter.ts';
import { count, instant, key, oneOf, reference, seconds, trueOrFalse } from '../field.ts';
import type { Row } from '../row.ts';

/** What may be known of a contact besides when, where and how it ended; live events carry the same. */
export const detailFields = {
  queue: optional(key),
  category: optional(oneOf(CATEGORIES)),
  cause: optional(key),
  sub_cause: optional(key),
  demand: optional(oneOf(DEMANDS)),
  menu_s: optional(seconds),
  wait_s: optional(seconds),
  hold_s: optional(seconds),
  handle_s: optional(seconds),
  priority: optional(count),
  transfers: optional(count),
  due_at: optional(instant),
  resolved_first: optional(trueOrFalse),
  customer: optional(reference),
  agent: optional(reference),
  language: optional(key),
  region: optional(key),
};

/** Compiles the reading of those fields. */
export function readDetails(cells: Cells<typeof detailFields>) {
  return (row: Row) => ({
    queue: cells.queue(row),
    category: cells.category(row),
    cause: cells.cause(row),
    subCause: cells.sub_cause(row),
    demand: cells.demand(row),
    menuSeconds: cells.menu_s(row),
    waitSeconds: cells.wait_s(row),
    holdSeconds: cells.hold_s(row),
    handleSeconds: cells.handle_s(row),
    priority: cells.priority(row),
    transfers: cells.transfers(row),
    dueAt: cells.due_at(row),
    resolvedFirst: cells.resolved_first(row),
    customer: cells.customer(row),
    agent: cells.agent(row),
    language: cells.language(row),
    region: cells.region(row),
  });
}

const fields = {
  id: required(reference),
  offered_at: required(instant),
  channel: required(oneOf(CHANNELS)),
  outcome: required(oneOf(OUTCOMES)),
  closed_at: optional(instant),
  ...detailFields,
};

export const contacts = defineAdapter('contacts', { fields, compile });

function compile(cells: Cells<typeof fields>) {
  const details = readDetails(cells);
  return (row: Row, refuse: Refuse): Contact | null => {
    const contact: Contact = {
      id: cells.id(row),
      offeredAt: cells.offered_at(row),
      channel: cells.channel(row),
      outcome: cells.outcome(row),
      closedAt: cells.closed_at(row),
      ...details(row),
    };
    const { offeredAt, closedAt, dueAt } = contact;
    if (closedAt !== null && closedAt < offeredAt) {
      return refuse('closed_at', formatUtc(closedAt), afterArrival('closed', offeredAt));
    }
    if (dueAt !== null && dueAt < offeredAt) {
      return refuse('due_at', formatUtc(dueAt), afterArrival('due', offeredAt));
    }
    return contact;
  };
}

function afterArrival(what: string, offeredAt: number): string {
  return `it was ${what} before it arrived; expected a time not before offered_at, ${formatUtc(offeredAt)}`;
}
