/**
 * A contact that is under way, as it is kept, and what one more event does to it. Owns which events are refused because
 * their id stands for another contact, and which are taken by a rule that the receipt states; refuses to know tables.
 */
import { arrivalOf, type ContactFields } from '../../contact-record.ts';
import { CHANNELS, LIFECYCLE_EVENTS, OUTCOMES } from '../../domain/contact.ts';
import {
  ATTENDED_CHANNELS,
  applyEvent,
  emptyLifecycle,
  isOfAnotherLife,
  type Lifecycle,
  LONGEST_PASSAGE_SECONDS,
} from '../../domain/lifecycle.ts';
import { MOST_BEHIND_SECONDS } from '../live-clock.ts';
import { addDetails } from './said-details.ts';
import type { Fate, LoadContext, Refusal } from './store.ts';

export const AGAIN_RULE =
  'steps told again with a later time: the earliest counts, unless sent with ?correct=true';
export const NO_CHANNEL_RULE =
  'of contacts of which no event names a channel yet: kept, and in no queue and no figure until one does';
export const SAME_CASE_RULE =
  'begun again more than twelve hours later on a channel whose cases last: kept as one case, from its first beginning';

/** An event that waits for the next transaction. */
export interface StagedEvent {
  /** hash of the contact's id, each byte a character */
  id: string;
  at: number;
  /** position in LIFECYCLE_EVENTS */
  event: number;
  /** position in CHANNELS; null: not named */
  channel: number | null;
  dueAt: number | null;
  said: Buffer | null;
}

export interface LiveContact {
  life: Lifecycle;
  /** position in CHANNELS; null: no event and no record names it */
  channel: number | null;
  lastAt: number;
  dueAt: number | null;
  retiredAt: number | null;
  /** what its events said besides their times (said-details.ts) */
  said: Buffer;
  /** what its record knows of its life, which may be more than its steps do; null: it has none */
  recorded: Lifecycle | null;
  /** what was told before is to count no more */
  isToldAnew: boolean;
}

export function newContact(): LiveContact {
  return {
    ...{ life: emptyLifecycle(), channel: null, lastAt: 0, dueAt: null, retiredAt: null },
    ...{ said: Buffer.alloc(0), recorded: null, isToldAnew: false },
  };
}

/** The steps that a record tells of, as far as its durations go. */
export function lifeOfRecord(key: number, closedAt: number | null, fields: ContactFields): Lifecycle {
  const offered = arrivalOf(key);
  const outcome = OUTCOMES[fields.outcome];
  const leftAt = offered + (fields.menuSeconds ?? 0) + (fields.waitSeconds ?? 0);
  const life = { ...emptyLifecycle(), offered, closed: closedAt };
  if (outcome === 'answered') {
    const ended = fields.handleSeconds === null ? null : leftAt + fields.handleSeconds;
    return { ...life, answered: leftAt, ended };
  }
  if (outcome === 'abandoned') return { ...life, abandoned: leftAt };
  if (outcome === 'callback' || outcome === 'message') return { ...life, callback_asked: leftAt };
  return outcome === 'open' ? life : { ...life, ended: leftAt };
}

/** What became of one event: a step not heard of before, one that is told otherwise now, nothing new, or refused. */
export function tellContact(contact: LiveContact, told: StagedEvent, context: LoadContext): Fate {
  const { at, event, dueAt, said, channel } = told;
  const name = LIFECYCLE_EVENTS[event]!;
  const refusal = refuse(contact, told, context);
  if (refusal !== null) return refusal;
  const { life } = contact;
  const isFirst = life[name] === null;
  noteRule(contact, told, context);
  let isNew = applyEvent(life, name, at);
  contact.channel ??= channel;
  if (contact.channel === null) note(NO_CHANNEL_RULE, context);
  contact.lastAt = Math.max(contact.lastAt, at);
  if (dueAt !== null && dueAt > (contact.dueAt ?? 0)) {
    contact.dueAt = dueAt;
    isNew = true;
  }
  if (said !== null) {
    const added = addDetails(contact.said, said);
    isNew ||= !added.equals(contact.said);
    contact.said = added;
  }
  return isNew ? (isFirst ? 'accepted' : 'updated') : 'unchanged';
}

/** Where the steps do not tell the beginning, or no longer do, the record's count as well. */
function knownLife({ life, recorded }: LiveContact): Lifecycle {
  if (recorded === null || life.offered !== null || life.queued !== null) return life;
  const entries = LIFECYCLE_EVENTS.map((event) => [event, life[event] ?? recorded[event]]);
  return Object.fromEntries(entries) as Lifecycle;
}

function refuse(
  contact: LiveContact,
  { at, event, channel }: StagedEvent,
  { zone, eventsFrom }: LoadContext,
): Refusal | null {
  const name = LIFECYCLE_EVENTS[event]!;
  if (eventsFrom !== null && at < eventsFrom && contact.life[name] !== at) {
    const clock = zone.formatInstant(eventsFrom + MOST_BEHIND_SECONDS);
    return {
      field: 'at',
      value: zone.formatInstant(at),
      reason: `it is more than ${MOST_BEHIND_SECONDS / 3600} hours behind our clock, which shows ${clock}; expected events as they happen: set the clock or the zone of the source, or, where that is right, push them with ?late=true`,
    };
  }
  if (channel !== null && contact.channel !== null && channel !== contact.channel) {
    const known = CHANNELS[contact.channel]!;
    return {
      field: 'channel',
      value: CHANNELS[channel]!,
      reason: `the contact with this id came by ${known}; expected ids that stand for one contact within a source: begin those of each channel with its name, as in ${CHANNELS[channel]}-81; was ${known} wrong, send all its events again with ?correct=true`,
    };
  }
  const isAttended = ATTENDED_CHANNELS.includes(contact.channel ?? channel ?? -1);
  const life = knownLife(contact);
  if (!isAttended || !isOfAnotherLife(life, name, at)) return null;
  const began = Math.min(...LIFECYCLE_EVENTS.flatMap((step) => life[step] ?? []));
  return {
    field: 'contact_id',
    value: '',
    reason: `${name} at ${zone.formatInstant(at)} is of another contact than the one with this id that began at ${zone.formatInstant(began)}, which was kept; expected ids that are used once within a source: where they start anew, put the date before them; were the times wrong that came first, send all its events again with ?correct=true`,
  };
}

function noteRule(contact: LiveContact, { at, event }: StagedEvent, { applied }: LoadContext): void {
  const name = LIFECYCLE_EVENTS[event]!;
  const known = contact.life[name];
  const { offered, queued } = knownLife(contact);
  const began = Math.min(offered ?? Infinity, queued ?? Infinity);
  const isBeginning = name === 'offered' || name === 'queued';
  const isSameCase = isBeginning && at > began + LONGEST_PASSAGE_SECONDS;
  const rule = isSameCase ? SAME_CASE_RULE : known !== null && at > known ? AGAIN_RULE : null;
  if (rule !== null) note(rule, { applied });
}

function note(rule: string, { applied }: Pick<LoadContext, 'applied'>): void {
  applied.set(rule, (applied.get(rule) ?? 0) + 1);
}
