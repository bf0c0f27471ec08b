// Events of contacts that are under way, through the real loader into a real database.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ContactScan, emptyContact } from '../../../db/contact-scan.ts';
import { CHANNELS, type EventRecord, OUTCOMES } from '../../../db/domain/contact.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { AHEAD_RULE, LATE_RULE } from '../../../db/ingest/live-clock.ts';
import { contactOf, eventOf } from '../../support/records.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const zone = makeZone('Europe/London');
const NOW = Date.parse('2026-11-17T10:00:00Z') / 1000;

let records: RecordsDatabase;
beforeEach(() => {
  records = new RecordsDatabase({ zone });
});
afterEach(() => records.close());

const tell = (...events: EventRecord[]) => records.load('events', events, { nowSeconds: NOW });
const step = (event: EventRecord['event'], at: number, more: Partial<EventRecord> = {}) =>
  eventOf({ contactId: 'a', event, at: NOW + at, ...more });
const queued = (at: number, more: Partial<EventRecord> = {}) =>
  step('queued', at, { channel: 'phone', ...more });

function contactsOf({ db }: RecordsDatabase) {
  const found: object[] = [];
  const contact = emptyContact();
  const words = new Map(db.sql.prepare('SELECT id, text FROM terms').raw().all() as [number, string][]);
  new ContactScan(db).each(0, 2 ** 32, contact, () => {
    const { channel, outcome, queue, cause, language, ...rest } = contact;
    const terms = { queue, cause, language };
    const said = Object.entries(rest).filter(([, value]) => value !== null);
    const named = Object.entries(terms).flatMap(([name, id]) => (id === null ? [] : [[name, words.get(id)]]));
    found.push({
      ...{ channel: CHANNELS[channel], outcome: OUTCOMES[outcome] },
      ...Object.fromEntries([...said, ...named]),
    });
  });
  return found;
}

describe('events', () => {
  test('become the record of their contact, step by step', () => {
    tell(queued(-300, { queue: 'PS', customer: '0171 900 100' }));
    expect(contactsOf(records)).toMatchObject([{ outcome: 'open', arrivedAt: NOW - 300 }]);
    tell(step('answered', -240, { agent: 'kim' }));
    expect(contactsOf(records)).toMatchObject([{ outcome: 'answered', waitSeconds: 60 }]);
    tell(step('ended', -40, { category: 'problem', cause: 'billing' }));
    const [contact] = contactsOf(records) as Record<string, unknown>[];
    expect(contact).toMatchObject({ outcome: 'answered', waitSeconds: 60, handleSeconds: 200, category: 2 });
    expect(contact!.customer).toBeGreaterThan(0);
    expect(contact!.agent).toBeGreaterThan(0);
  });

  test('are counted once however often they come: the receipt says so', () => {
    const first = tell(queued(-100), step('answered', -80));
    expect(first).toMatchObject({ read: 2, accepted: 2, updated: 0, unchanged: 0 });
    expect(tell(queued(-100), step('answered', -80))).toMatchObject({
      accepted: 0,
      updated: 0,
      unchanged: 2,
    });
    expect(tell(step('answered', -90))).toMatchObject({ accepted: 0, updated: 1, unchanged: 0 });
    expect(contactsOf(records)).toMatchObject([{ waitSeconds: 10 }]);
  });

  test('of a contact whose channel nobody has named yet wait for it', () => {
    tell(step('answered', -80));
    expect(contactsOf(records)).toEqual([]);
    tell(queued(-100));
    expect(contactsOf(records)).toMatchObject([{ channel: 'phone', outcome: 'answered', waitSeconds: 20 }]);
  });

  test('leave what a full record says, and a later event adds to it', () => {
    tell(queued(-300), step('answered', -240), step('ended', -200));
    records.load('contacts', [
      contactOf({ id: 'a', offeredAt: NOW - 300, waitSeconds: 60, handleSeconds: 41.5, category: 'idea' }),
    ]);
    tell(step('closed', -10));
    expect(contactsOf(records)).toMatchObject([{ category: 4, closedAt: NOW - 10, outcome: 'answered' }]);
  });

  test('of a contact whose record alone is known close it', () => {
    records.load('contacts', [contactOf({ id: 'a', offeredAt: NOW - 9000, outcome: 'message' })]);
    tell(step('closed', -10));
    expect(contactsOf(records)).toMatchObject([
      { outcome: 'message', arrivedAt: NOW - 9000, closedAt: NOW - 10 },
    ]);
  });

  test('in whatever order, in however many messages, twice or once, leave the same records', () => {
    const steps: EventRecord[] = [
      step('offered', -700, { channel: 'phone', language: 'en' }),
      step('queued', -650, { queue: 'PS', category: 'information' }),
      step('answered', -600, { agent: 'kim', queue: 'PE' }),
      step('ended', -200, { category: 'problem', cause: 'billing', transfers: 1 }),
      step('closed', -100, { resolvedFirst: true }),
      eventOf({ contactId: 'b', event: 'queued', at: NOW - 640, channel: 'chat' }),
      eventOf({ contactId: 'b', event: 'abandoned', at: NOW - 500 }),
    ];
    tell(...steps);
    const expected = contactsOf(records);
    expect(expected).toHaveLength(2);
    const orders = fc.shuffledSubarray([...steps, ...steps], { minLength: 2 * steps.length });
    fc.assert(
      fc.property(orders, fc.integer({ min: 1, max: 5 }), (told, size) => {
        const other = new RecordsDatabase({ zone });
        for (let at = 0; at < told.length; at += size)
          other.load('events', told.slice(at, at + size), { nowSeconds: NOW, batch: 2 });
        expect(contactsOf(other)).toEqual(expected);
        other.close();
      }),
      { numRuns: 30 },
    );
  });

  test('that come when their beginning is forgotten leave arrival and wait as they are on record', () => {
    records.load('contacts', [
      contactOf({ id: 'a', offeredAt: NOW - 200_000, outcome: 'callback', waitSeconds: 60 }),
    ]);
    tell(step('answered', -100, { channel: 'phone' }), step('ended', -40));
    expect(contactsOf(records)).toMatchObject([
      { outcome: 'callback', arrivedAt: NOW - 200_000, waitSeconds: 60, handleSeconds: 60 },
    ]);
    records.load('contacts', [contactOf({ id: 'b', offeredAt: NOW - 500, outcome: 'open' })]);
    tell(eventOf({ contactId: 'b', event: 'answered', at: NOW - 300, channel: 'phone' }));
    expect(contactsOf(records)[1]).toMatchObject({
      outcome: 'answered',
      arrivedAt: NOW - 500,
      waitSeconds: 200,
    });
  });

  test('mark their day to be counted again', () => {
    tell(queued(-300), step('answered', -240));
    records.rollUp(NOW);
    tell(step('ended', -40));
    expect(records.rollUp(NOW)).toBe(true);
  });

  test('keep no reference in clear', () => {
    tell(queued(-300, { contactId: 'call-4711', customer: '0171 900 100', agent: 'kim' }));
    const file = records.db.sql.serialize().toString('latin1');
    for (const reference of ['call-4711', '0171 900 100', 'kim']) expect(file).not.toContain(reference);
  });
});

describe('the clock of a source', () => {
  test('that is ahead by minutes is taken for ours, and the receipt says how often', () => {
    const told = tell(queued(180), step('answered', 240));
    expect(told.applied).toEqual({ [AHEAD_RULE]: 2 });
    expect(contactsOf(records)).toMatchObject([{ arrivedAt: NOW, waitSeconds: 0 }]);
  });

  test('that is a day ahead is refused, with both times', () => {
    const told = tell(queued(86_400));
    expect(told).toMatchObject({ accepted: 0, rejected: 1 });
    expect(told.rejects[0]).toMatchObject({
      ...{ field: 'at', value: '2026-11-18T10:00:00+00:00' },
      reason: expect.stringContaining('our clock, which shows 2026-11-17T10:00:00+00:00'),
    });
  });

  test('that is behind, or messages that are late, are told by the receipt', () => {
    expect(tell(queued(-600)).applied).toEqual({ [LATE_RULE]: 1 });
    expect(tell(queued(-600), step('answered', -100)).applied).toEqual({ [LATE_RULE]: 1 });
  });
});
