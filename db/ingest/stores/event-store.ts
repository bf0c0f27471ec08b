/**
 * Keeps live events: what is known of each contact that is under way, and from it the contact's record, in the same
 * transaction. Owns that step; what the events of a contact mean is `domain/lifecycle.ts`.
 *
 * A record of contacts that tells more (a nightly export under the same source) stays: events add to it.
 */
import { arrivalOf, type ContactFields, decodeContact, emptyFields } from '../../contact-record.ts';
import { CHANNELS, type EventRecord, LIFECYCLE_EVENTS, OUTCOMES } from '../../domain/contact.ts';
import {
  applyEvent,
  contactOf,
  emptyLifecycle,
  type Lifecycle,
  leftAt,
  queuedAt,
} from '../../domain/lifecycle.ts';
import { idBytes } from '../../secret.ts';
import type { TermKind } from '../dictionary.ts';
import { ContactStore } from './contact-store.ts';
import { ContactWords } from './contact-words.ts';
import { addDetails, encodeDetails, NO_CHANNEL, NO_OUTCOME, overlayDetails } from './said-details.ts';
import type { Fate, LoadContext, SqlValue, Store } from './store.ts';

const OPEN = OUTCOMES.indexOf('open');

/** The columns of a life, in order of LIFECYCLE_EVENTS. */
const LIFE = LIFECYCLE_EVENTS.join(', ');

/** A contact that is under way, as it is kept. */
interface LiveContact {
  life: Lifecycle;
  lastAt: number;
  dueAt: number | null;
  retiredAt: number | null;
  said: Buffer;
}

/** An event that waits for the next transaction. */
interface StagedEvent {
  id: string;
  at: number;
  /** position in LIFECYCLE_EVENTS */
  event: number;
  dueAt: number | null;
  said: Buffer | null;
}

type Kept = [
  ...life: (number | null)[],
  lastAt: number,
  dueAt: number | null,
  retiredAt: number | null,
  said: Buffer,
];
type KnownContact = [key: number, dueAt: number | null, closedAt: number | null, record: Buffer];

export class EventStore implements Store<'events'> {
  private readonly context: LoadContext;
  private readonly words: ContactWords;
  private readonly contacts: ContactStore;
  private readonly source: number;
  private staged: StagedEvent[] = [];
  private readonly fields = emptyFields();
  /** the latest step in each queue that this transaction tells of, by channel and queue */
  private readonly places = new Map<string, { channel: number; queue: number; lastAt: number }>();
  private readonly find;
  private readonly write;
  private readonly findContact;
  private readonly writePlace;

  constructor(context: LoadContext) {
    const { sql } = context.db;
    this.context = context;
    this.words = new ContactWords(context);
    // One step of a contact follows the other: a later word in the same load replaces the one before.
    this.contacts = new ContactStore({ ...context, expectsNew: false }, { isFirstWordKept: false });
    this.source = context.dictionary.term('source', context.source)!;
    context.dictionary.keep();
    this.find = sql
      .prepare<[Buffer], Kept>(
        `SELECT ${LIFE}, last_at, due_at, retired_at, record FROM live_contacts WHERE hash = ?`,
      )
      .raw();
    this.write = sql.prepare<SqlValue[]>(
      `INSERT OR REPLACE INTO live_contacts
         (hash, source, channel, queue, waiting_from, left_at, ${LIFE}, last_at, due_at, retired_at, record)
       VALUES (${Array(18).fill('?').join(', ')})`,
    );
    this.findContact = sql
      .prepare<[Buffer], KnownContact>(
        `SELECT c.key, c.due_at, c.closed_at, c.record FROM contact_ids i JOIN contacts c ON c.key = i.key WHERE i.hash = ?`,
      )
      .raw();
    this.writePlace = sql.prepare<SqlValue[]>(
      `INSERT INTO live_places (source, channel, queue, last_at) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET last_at = max(last_at, excluded.last_at)`,
    );
  }

  stage(record: EventRecord): TermKind | null {
    const noRoomFor = this.words.fill(record, this.fields);
    if (noRoomFor !== null) return noRoomFor;
    this.fields.channel = record.channel === null ? NO_CHANNEL : CHANNELS.indexOf(record.channel);
    const event = LIFECYCLE_EVENTS.indexOf(record.event);
    this.staged.push({
      id: this.context.hasher.id(this.context.source, record.contactId),
      at: record.at,
      event,
      dueAt: record.dueAt,
      said: encodeDetails(record.at, event, this.fields),
    });
    return null;
  }

  put(): Fate[] {
    const byContact = new Map<string, number[]>();
    this.staged.forEach(({ id }, place) => {
      const places = byContact.get(id);
      if (places === undefined) byContact.set(id, [place]);
      else places.push(place);
    });
    const fates: Fate[] = Array(this.staged.length).fill('unchanged');
    this.contacts.clear();
    this.places.clear();
    for (const [id, places] of byContact) {
      const hash = idBytes(id);
      const before = this.find.get(hash) as Kept | undefined;
      const contact = before === undefined ? newContact() : readKept(before);
      for (const place of places) fates[place] = apply(contact, this.staged[place]!);
      if (places.some((place) => fates[place] !== 'unchanged')) this.keep(id, hash, contact);
    }
    this.contacts.put();
    for (const { channel, queue, lastAt } of this.places.values())
      this.writePlace.run(this.source, channel, queue, lastAt);
    return fates;
  }

  /** Of events no key stands for two. */
  firstOf(): number | null {
    return null;
  }

  clear(): void {
    this.staged = [];
    this.words.clear();
    this.contacts.clear();
  }

  end(): void {
    this.clear();
    this.contacts.end();
  }

  private keep(id: string, hash: Buffer, contact: LiveContact): void {
    const { life, lastAt, dueAt, retiredAt, said } = contact;
    const fields = emptyFields();
    fields.channel = NO_CHANNEL;
    fields.outcome = NO_OUTCOME;
    const known = this.findContact.get(hash) as KnownContact | undefined;
    if (known !== undefined) decodeContact(known[3], fields);
    overlayDetails(said, fields);
    const channel = fields.channel === NO_CHANNEL ? null : fields.channel;
    const queue = fields.queue ?? 0;
    if (channel !== null) this.notePlace(channel, queue, lastAt);
    this.write.run(
      hash,
      this.source,
      channel,
      queue,
      queuedAt(life),
      leftAt(life),
      ...LIFECYCLE_EVENTS.map((event) => life[event]),
      lastAt,
      dueAt,
      retiredAt,
      said,
    );
    if (channel !== null) this.stageContact(id, contact, known, fields);
  }

  private notePlace(channel: number, queue: number, lastAt: number): void {
    const key = `${channel} ${queue}`;
    const known = this.places.get(key);
    if (known === undefined) this.places.set(key, { channel, queue, lastAt });
    else known.lastAt = Math.max(known.lastAt, lastAt);
  }

  /** The contact's record as far as its events tell it; what an event says of a duration counts more than what they show. */
  private stageContact(
    id: string,
    { life, dueAt, said }: LiveContact,
    known: KnownContact | undefined,
    fields: ContactFields,
  ): void {
    const lived = contactOf(life);
    if (lived === null && known === undefined) return;
    const [key, knownDue = null, knownClosed = null] = known ?? [];
    // Of a contact whose beginning these steps no longer tell, or never did, the record knows more.
    const isOlder =
      key !== undefined && lived !== null && life.offered === null && life.queued === null
        ? arrivalOf(key) < lived.offeredAt
        : false;
    if (lived !== null && isOlder) {
      if (fields.outcome === OPEN) {
        fields.outcome = OUTCOMES.indexOf(lived.outcome);
        const left = leftAt(life) ?? lived.offeredAt;
        fields.waitSeconds ??= Math.max(0, left - arrivalOf(key!) - (fields.menuSeconds ?? 0));
      }
      fields.handleSeconds = lived.handleSeconds ?? fields.handleSeconds;
    } else if (lived !== null) {
      fields.outcome = OUTCOMES.indexOf(lived.outcome);
      fields.menuSeconds = lived.menuSeconds ?? fields.menuSeconds;
      fields.waitSeconds = lived.waitSeconds ?? fields.waitSeconds;
      fields.handleSeconds = lived.handleSeconds ?? fields.handleSeconds;
      overlayDetails(said, fields);
    }
    this.contacts.stageFields(id, fields, {
      offeredAt: lived === null || isOlder ? arrivalOf(key!) : lived.offeredAt,
      dueAt: dueAt ?? knownDue,
      closedAt: lived?.closedAt ?? life.closed ?? life.callback_made ?? knownClosed,
    });
  }
}

function newContact(): LiveContact {
  return { life: emptyLifecycle(), lastAt: 0, dueAt: null, retiredAt: null, said: Buffer.alloc(0) };
}

function readKept(kept: Kept): LiveContact {
  const life = emptyLifecycle();
  LIFECYCLE_EVENTS.forEach((event, i) => {
    life[event] = kept[i] as number | null;
  });
  const [lastAt, dueAt, retiredAt, said] = kept.slice(LIFECYCLE_EVENTS.length) as [
    number,
    number | null,
    number | null,
    Buffer,
  ];
  return { life, lastAt, dueAt, retiredAt, said };
}

/** What became of one event: a step not heard of before, one that is told otherwise now, or nothing new. */
function apply(contact: LiveContact, { at, event, dueAt, said }: StagedEvent): Fate {
  const name = LIFECYCLE_EVENTS[event]!;
  const isFirst = contact.life[name] === null;
  let isNew = applyEvent(contact.life, name, at);
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
