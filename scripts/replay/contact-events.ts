/**
 * The life of a recorded contact as the events that a platform would have told of it while it happened. Owns which
 * event tells which field; refuses to make up what the record does not say.
 *
 * Told in order, the events give the same record back (`db/domain/lifecycle.ts`), but for this: no event says that a
 * line was busy, so a blocked contact has none; a message left is a call back asked for; a wait or a menu that the
 * record leaves open took no time; an answer without a handling time never ends, for nobody knows when it did.
 */
import {
  type Contact,
  type ContactDetails,
  type EventRecord,
  type LifecycleEvent,
  NO_DETAILS,
} from '../../db/domain/contact.ts';

type Step = readonly [event: LifecycleEvent, at: number];

/**
 * When a platform knows a field: who calls and from where at once; the service line and the language after the menu;
 * who answers then; what an agent notes down as it ends.
 */
const KNOWN_AT: Partial<Record<keyof ContactDetails, LifecycleEvent>> = {
  customer: 'offered',
  region: 'offered',
  dueAt: 'offered',
  queue: 'queued',
  language: 'queued',
  priority: 'queued',
  agent: 'answered',
};
const ORDER: readonly LifecycleEvent[] = ['offered', 'queued', 'answered', 'ended'];
/** Whoever is called back is served then, by somebody who is not known before. */
const OF_SERVICE: readonly (keyof ContactDetails)[] = [
  'agent',
  'holdSeconds',
  'handleSeconds',
  'transfers',
  'resolvedFirst',
];

/**
 * The events of one contact in order of time, `at` in UTC seconds, with the fraction that its durations have. The times
 * of the events tell menu, wait and handling, so that these are not said; none for a blocked contact.
 */
export function eventsOf(contact: Contact): EventRecord[] {
  const steps = stepsOf(contact).toSorted(([, a], [, b]) => a - b);
  const details = steps.map(() => ({ ...NO_DETAILS }));
  for (const [name, value] of detailsOf(contact)) {
    const known = knownAt(name, contact);
    const place = steps.findIndex(([event]) => isFrom(known, event));
    const carrier = details[place < 0 ? details.length - 1 : place];
    if (carrier !== undefined) Object.assign(carrier, { [name]: value });
  }
  return steps.map(([event, at], i) => ({
    at,
    contactId: contact.id,
    event,
    channel: contact.channel,
    ...details[i]!,
  }));
}

function stepsOf(contact: Contact): Step[] {
  const { outcome, offeredAt, menuSeconds, waitSeconds, handleSeconds, closedAt } = contact;
  const queuedAt = offeredAt + (menuSeconds ?? 0);
  const leftAt = queuedAt + (waitSeconds ?? 0);
  // Without a menu to speak of a contact is first heard of as it joins the queue.
  const joined: Step[] =
    menuSeconds === null
      ? [['queued', queuedAt]]
      : [
          ['offered', offeredAt],
          ['queued', queuedAt],
        ];
  const closed: Step[] =
    closedAt === null ? [] : [[isCalledBack(contact) ? 'callback_made' : 'closed', closedAt]];
  switch (outcome) {
    case 'answered': {
      const ended: Step[] = handleSeconds === null ? [] : [['ended', leftAt + handleSeconds]];
      return [...joined, ['answered', leftAt], ...ended, ...closed];
    }
    case 'abandoned':
      return [...joined, ['abandoned', leftAt], ...closed];
    case 'callback':
    case 'message':
      return [...joined, ['callback_asked', leftAt], ...closed];
    case 'contained':
      return [['offered', offeredAt], ['ended', queuedAt], ...closed];
    case 'open':
      return [...joined, ...closed];
    case 'blocked':
      return [];
  }
}

/** The fields that events have to say, because their times do not. */
function detailsOf(contact: Contact): [keyof ContactDetails, ContactDetails[keyof ContactDetails]][] {
  const told = {
    ...contact,
    menuSeconds: null,
    waitSeconds: null,
    handleSeconds: contact.outcome === 'answered' ? null : contact.handleSeconds,
  };
  const names = Object.keys(NO_DETAILS) as (keyof ContactDetails)[];
  return names.flatMap((name): [keyof ContactDetails, ContactDetails[keyof ContactDetails]][] =>
    told[name] === null ? [] : [[name, told[name]]],
  );
}

function knownAt(name: keyof ContactDetails, contact: Contact): LifecycleEvent {
  if (isCalledBack(contact)) {
    if (OF_SERVICE.includes(name)) return 'callback_made';
    if (name === 'dueAt') return 'callback_asked';
  }
  return KNOWN_AT[name] ?? 'ended';
}

function isCalledBack({ outcome }: Contact): boolean {
  return outcome === 'callback' || outcome === 'message';
}

/** Whether what is known from one event on is known at another. */
function isFrom(known: LifecycleEvent, event: LifecycleEvent): boolean {
  if (known === event) return true;
  const place = ORDER.indexOf(known);
  const later = ORDER.indexOf(event);
  return place >= 0 && (later < 0 || later > place);
}
