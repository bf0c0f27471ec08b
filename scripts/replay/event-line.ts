/** Events as operators send them: one JSON object a line, in the contract's own names, without what is not said. */
import type { EventRecord } from '../../db/domain/contact.ts';
import { formatUtc } from '../../db/domain/instant.ts';

const NAMES: Readonly<Record<keyof EventRecord, string>> = {
  at: 'at',
  contactId: 'contact_id',
  event: 'event',
  channel: 'channel',
  queue: 'queue',
  category: 'category',
  cause: 'cause',
  subCause: 'sub_cause',
  demand: 'demand',
  menuSeconds: 'menu_s',
  waitSeconds: 'wait_s',
  holdSeconds: 'hold_s',
  handleSeconds: 'handle_s',
  priority: 'priority',
  transfers: 'transfers',
  dueAt: 'due_at',
  resolvedFirst: 'resolved_first',
  customer: 'customer',
  agent: 'agent',
  language: 'language',
  region: 'region',
};
const INSTANTS: readonly string[] = ['at', 'dueAt'] satisfies (keyof EventRecord)[];

/** Ends in a line end. Instants are written to the whole second, in UTC. */
export function toLine(event: EventRecord): string {
  const object: Record<string, unknown> = {};
  for (const [property, name] of Object.entries(NAMES)) {
    const value = event[property as keyof EventRecord];
    if (value === null) continue;
    object[name] = INSTANTS.includes(property) ? formatUtc(Math.floor(value as number)) : value;
  }
  return `${JSON.stringify(object)}\n`;
}
