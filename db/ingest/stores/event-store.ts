/**
 * Keeps live events: what is known of each contact that is under way, and from it the contact's record, in the same
 * transaction. Owns that step; what the events of a contact mean is `domain/lifecycle.ts`, which of them are refused
 * `live-contact.ts`.
 *
 * A record of contacts that tells more (a nightly export under the same source) stays: events add to it. A correction
 * forgets what other loads told of the contacts that it names, steps and durations, and then is a load as any.
 */
import { arrivalOf, type ContactFields, decodeContact, emptyFields } from '../../contact-record.ts';
import { CHANNELS, type EventRecord, LIFECYCLE_EVENTS, OUTCOMES } from '../../domain/contact.ts';
import {
  closedByRetiring,
  contactOf,
  LONGEST_PASSAGE_SECONDS,
  leftAt,
  queuedAt,
} from '../../domain/lifecycle.ts';
import { idBytes } from '../../secret.ts';
import type { TermKind } from '../dictionary.ts';
import { ContactStore } from './contact-store.ts';
import { ContactWords } from './contact-words.ts';
import { type LiveContact, lifeOfRecord, newContact, type StagedEvent, tellContact } from './live-contact.ts';
import { encodeDetails, NO_CHANNEL, NO_OUTCOME, overlayDetails } from './said-details.ts';
import type { Fate, LoadContext, SqlValue, Store } from './store.ts';

const OPEN = OUTCOMES.indexOf('open');

/** The columns of a life, in order of LIFECYCLE_EVENTS. */
const LIFE = LIFECYCLE_EVENTS.join(', ');

type KeptRest = [
  channel: number | null,
  lastAt: number,
  dueAt: number | null,
  retiredAt: number | null,
  said: Buffer,
];
type Kept = [...life: (number | null)[], ...KeptRest];
interface ToldPlace {
  channel: number;
  queue: number;
  lastAt: number;
  endedAt: number | null;
}
type KnownContact = [key: number, dueAt: number | null, closedAt: number | null, record: Buffer];

export class EventStore implements Store<'events'> {
  private readonly context: LoadContext;
  private readonly words: ContactWords;
  private readonly contacts: ContactStore;
  private readonly source: number;
  private staged: StagedEvent[] = [];
  private readonly fields = emptyFields();
  /** the latest step in each queue that this transaction tells of, by channel and queue */
  private readonly places = new Map<string, ToldPlace>();
  /** the contacts of which this load, a correction, has forgotten what others told */
  private readonly corrected = new Set<string>();
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
        `SELECT ${LIFE}, channel, last_at, due_at, retired_at, record FROM live_contacts WHERE hash = ?`,
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
      `INSERT INTO live_places (source, channel, queue, last_at, ended_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET last_at = max(last_at, excluded.last_at),
         ended_at = max(coalesce(ended_at, excluded.ended_at), coalesce(excluded.ended_at, ended_at))`,
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
      channel: record.channel === null ? null : this.fields.channel,
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
    for (const [id, places] of byContact) this.tell(id, places, fates);
    this.contacts.put();
    for (const { channel, queue, lastAt, endedAt } of this.places.values())
      this.writePlace.run(this.source, channel, queue, lastAt, endedAt);
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
    this.corrected.clear();
  }

  private tell(id: string, places: readonly number[], fates: Fate[]): void {
    const hash = idBytes(id);
    const kept = this.find.get(hash) as Kept | undefined;
    const known = this.findContact.get(hash) as KnownContact | undefined;
    const before = kept === undefined ? newContact() : readKept(kept);
    const isToldAnew = this.context.isCorrection && !this.corrected.has(id);
    const contact = isToldAnew ? { ...newContact(), isToldAnew } : before;
    if (known !== undefined && !isToldAnew) {
      const [key, , closedAt, record] = known;
      const fields = emptyFields();
      decodeContact(record, fields);
      contact.recorded = lifeOfRecord(key, closedAt, fields);
      contact.channel ??= fields.channel;
    }
    for (const place of places) fates[place] = tellContact(contact, this.staged[place]!, this.context);
    const isKept = (place: number) => fates[place] === 'accepted' || fates[place] === 'updated';
    if (!places.some(isKept)) return;
    if (isToldAnew) {
      this.corrected.add(id);
      const isAsItWas = isSame(before, contact);
      for (const place of places.filter(isKept)) {
        const isNew = before.life[LIFECYCLE_EVENTS[this.staged[place]!.event]!] === null;
        fates[place] = isAsItWas ? 'unchanged' : isNew ? 'accepted' : 'updated';
      }
      if (isAsItWas) return;
    }
    this.keep(id, hash, contact, known);
  }

  private keep(id: string, hash: Buffer, contact: LiveContact, known: KnownContact | undefined): void {
    const { life, lastAt, dueAt, retiredAt, said } = contact;
    const fields = emptyFields();
    fields.channel = NO_CHANNEL;
    fields.outcome = NO_OUTCOME;
    if (known !== undefined) decodeContact(known[3], fields);
    overlayDetails(said, fields);
    const channel = fields.channel === NO_CHANNEL ? null : fields.channel;
    const queue = fields.queue ?? 0;
    if (channel !== null) this.notePlace(channel, queue, contact);
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

  private notePlace(channel: number, queue: number, { lastAt, life }: LiveContact): void {
    const key = `${channel} ${queue}`;
    const known = this.places.get(key);
    if (known === undefined) {
      this.places.set(key, { channel, queue, lastAt, endedAt: life.ended });
      return;
    }
    known.lastAt = Math.max(known.lastAt, lastAt);
    if (life.ended !== null) known.endedAt = Math.max(known.endedAt ?? 0, life.ended);
  }

  /** The contact's record as far as its events tell it; what an event says of a duration counts more than what they show. */
  private stageContact(
    id: string,
    { life, dueAt, said, retiredAt, isToldAnew }: LiveContact,
    known: KnownContact | undefined,
    fields: ContactFields,
  ): void {
    const lived = contactOf(life);
    if (lived === null && known === undefined) return;
    const [key, knownDue = null, wasClosed = null] = known ?? [];
    // Taken for closed because nobody told of an end: now somebody does.
    const entered = queuedAt(life);
    const isRetired = retiredAt !== null && entered !== null && wasClosed === closedByRetiring(entered);
    const knownClosed = isRetired && leftAt(life) !== null ? null : wasClosed;
    if (isToldAnew && lived !== null) {
      fields.menuSeconds = null;
      fields.waitSeconds = null;
      fields.handleSeconds = null;
    }
    // Of a contact whose beginning these steps no longer tell, or never did, the record knows more.
    const olderBy = key === undefined || lived === null ? 0 : lived.offeredAt - arrivalOf(key);
    const isBegun = life.offered !== null || life.queued !== null;
    const isOlder = !isToldAnew && olderBy > (isBegun ? LONGEST_PASSAGE_SECONDS : 0);
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
      closedAt: lived?.closedAt ?? life.closed ?? life.callback_made ?? (isToldAnew ? null : knownClosed),
    });
  }
}

function readKept(kept: Kept): LiveContact {
  const contact = newContact();
  LIFECYCLE_EVENTS.forEach((event, i) => {
    contact.life[event] = kept[i] as number | null;
  });
  const [channel, lastAt, dueAt, retiredAt, said] = kept.slice(LIFECYCLE_EVENTS.length) as KeptRest;
  return { ...contact, channel, lastAt, dueAt, retiredAt, said };
}

/** Whether what is kept of a contact's events is the same. */
function isSame(a: LiveContact, b: LiveContact): boolean {
  return (
    LIFECYCLE_EVENTS.every((event) => a.life[event] === b.life[event]) &&
    a.dueAt === b.dueAt &&
    a.said.equals(b.said)
  );
}
