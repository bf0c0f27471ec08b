// Recorded contacts as events: told through the real loader, they must give the same records back.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Contact, EventRecord, LifecycleEvent } from '../../../db/domain/contact.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { readRecordObjects } from '../../../db/ingest/read.ts';
import { eventsOf } from '../../../scripts/replay/contact-events.ts';
import { toLine } from '../../../scripts/replay/event-line.ts';
import { anyContacts, contactOf } from '../../support/records.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const zone = makeZone('Asia/Jerusalem');
const START = Date.parse('1999-05-23T06:00:00Z') / 1000;
const call = (fields: Partial<Contact>) => contactOf({ id: 'a', offeredAt: START, ...fields });
const steps = (contact: Contact) =>
  eventsOf(contact).map(({ event, at }): [LifecycleEvent, number] => [event, at - START]);

/** What a platform can have told of a contact as it lived: whole seconds, and no word that is not a step of its life. */
function livedFrom(contact: Contact): Contact {
  const whole = (seconds: number | null) => (seconds === null ? null : Math.floor(seconds));
  const outcome = contact.outcome === 'message' ? 'callback' : contact.outcome;
  const hasWaited = outcome !== 'contained' && outcome !== 'open';
  return {
    ...contact,
    outcome,
    menuSeconds: whole(contact.menuSeconds) ?? (outcome === 'contained' ? 0 : null),
    waitSeconds: hasWaited ? (whole(contact.waitSeconds) ?? 0) : null,
    handleSeconds: whole(contact.handleSeconds),
  };
}

describe('the events of a contact', () => {
  test('are the steps that it took, at their times', () => {
    const answered = call({ menuSeconds: 20, waitSeconds: 60, handleSeconds: 180 });
    expect(steps(answered)).toEqual([
      ['offered', 0],
      ['queued', 20],
      ['answered', 80],
      ['ended', 260],
    ]);
    expect(steps(call({ outcome: 'abandoned', waitSeconds: 45 }))).toEqual([
      ['queued', 0],
      ['abandoned', 45],
    ]);
    expect(steps(call({ outcome: 'contained', menuSeconds: 30 }))).toEqual([
      ['offered', 0],
      ['ended', 30],
    ]);
    expect(steps(call({ outcome: 'callback', waitSeconds: 90, closedAt: START + 900 }))).toEqual([
      ['queued', 0],
      ['callback_asked', 90],
      ['callback_made', 900],
    ]);
    expect(steps(call({ outcome: 'open', menuSeconds: 5 }))).toEqual([
      ['offered', 0],
      ['queued', 5],
    ]);
  });

  test('make nothing up: a busy line is told by none, and an answer without a handling time never ends', () => {
    expect(eventsOf(call({ outcome: 'blocked' }))).toEqual([]);
    expect(steps(call({ waitSeconds: 3, handleSeconds: null }))).toEqual([
      ['queued', 0],
      ['answered', 3],
    ]);
  });

  test('tell each field when a platform knows it', () => {
    const known = { queue: 'PS', language: 'he', region: 'north', customer: 'ada', agent: 'kim' };
    const noted = { category: 'problem', cause: 'fees', holdSeconds: 12, resolvedFirst: true } as const;
    const events = eventsOf(call({ menuSeconds: 5, waitSeconds: 10, handleSeconds: 60, ...known, ...noted }));
    const said = events.map(({ event, at: _, contactId: __, channel, ...details }) => [
      event,
      channel,
      Object.keys(details).filter((name) => details[name as keyof typeof details] !== null),
    ]);
    expect(said).toEqual([
      ['offered', 'phone', ['customer', 'region']],
      ['queued', 'phone', ['queue', 'language']],
      ['answered', 'phone', ['agent']],
      ['ended', 'phone', ['category', 'cause', 'holdSeconds', 'resolvedFirst']],
    ]);
  });

  test('leave no field out, whatever the contact', () => {
    fc.assert(
      fc.property(anyContacts({ from: START, to: START + 86_400, most: 5 }), (contacts) => {
        for (const contact of contacts) {
          if (contact.outcome === 'blocked') continue;
          const said: Partial<EventRecord> = Object.assign(
            {},
            ...eventsOf(contact).map((event) =>
              Object.fromEntries(Object.entries(event).filter(([, value]) => value !== null)),
            ),
          );
          const told = [
            'queue',
            'category',
            'cause',
            'subCause',
            'demand',
            'holdSeconds',
            'priority',
          ] as const;
          for (const name of told) expect(said[name] ?? null).toBe(contact[name]);
          const more = [
            'transfers',
            'dueAt',
            'resolvedFirst',
            'customer',
            'agent',
            'language',
            'region',
          ] as const;
          for (const name of more) expect(said[name] ?? null).toBe(contact[name]);
        }
      }),
    );
  });

  test('give the same records back, in whatever order they come: loaded afterwards, these change nothing', () => {
    const drawn = anyContacts({ from: START, to: START + 3 * 86_400, most: 12 }).chain((contacts) => {
      const lived = contacts.filter(({ outcome }) => outcome !== 'blocked').map(livedFrom);
      const events = lived.flatMap(eventsOf);
      return fc.tuple(
        fc.constant(lived),
        fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
      );
    });
    fc.assert(
      fc.property(drawn, ([lived, events]) => {
        const records = new RecordsDatabase({ zone });
        try {
          // As they are sent: through their lines and the reader of events.
          const objects = events.map((event) => JSON.parse(toLine(event)));
          for (const { records: read, rejects } of readRecordObjects(objects, { kind: 'events', zone })) {
            expect(rejects).toEqual([]);
            records.load('events', read);
          }
          const receipt = records.load('contacts', lived);
          expect(receipt).toMatchObject({ accepted: 0, updated: 0, unchanged: lived.length, rejected: 0 });
        } finally {
          records.close();
        }
      }),
      { numRuns: 60 },
    );
  });
});
