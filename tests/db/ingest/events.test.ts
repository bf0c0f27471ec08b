// Events of contacts that are under way, through the real loader into a real database.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EventRecord } from '../../../db/domain/contact.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { AGAIN_RULE, NO_CHANNEL_RULE } from '../../../db/ingest/stores/live-contact.ts';
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

describe('events', () => {
  test('become the record of their contact, step by step', () => {
    tell(queued(-300, { queue: 'PS', customer: '0171 900 100' }));
    expect(records.contacts()).toMatchObject([{ outcome: 'open', arrivedAt: NOW - 300 }]);
    tell(step('answered', -240, { agent: 'kim' }));
    expect(records.contacts()).toMatchObject([{ outcome: 'answered', waitSeconds: 60 }]);
    tell(step('ended', -40, { category: 'problem', cause: 'billing' }));
    const [contact] = records.contacts();
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
    expect(records.contacts()).toMatchObject([{ waitSeconds: 10 }]);
  });

  test('of a contact whose channel nobody has named yet wait for it', () => {
    expect(tell(step('answered', -80)).applied).toEqual({ [NO_CHANNEL_RULE]: 1 });
    expect(records.contacts()).toEqual([]);
    tell(queued(-100));
    expect(records.contacts()).toMatchObject([{ channel: 'phone', outcome: 'answered', waitSeconds: 20 }]);
  });

  test('told again and again with other times are kept as far as any contact has steps, in whatever order', () => {
    const size = () =>
      records.db.sql.prepare('SELECT length(record) FROM live_contacts').pluck().get() as number;
    const told = Array.from({ length: 300 }, (_, i) => queued(-300 + i, { queue: `Q${i % 7}` }));
    tell(...told);
    const kept = records.db.sql.prepare('SELECT record FROM live_contacts').pluck().get();
    tell(...told.toReversed());
    expect(records.db.sql.prepare('SELECT record FROM live_contacts').pluck().get()).toEqual(kept);
    expect(size()).toBeLessThan(64 * 40);
  });

  test('leave what a full record says, and a later event adds to it', () => {
    tell(queued(-300), step('answered', -240), step('ended', -200));
    records.load('contacts', [
      contactOf({ id: 'a', offeredAt: NOW - 300, waitSeconds: 60, handleSeconds: 41.5, category: 'idea' }),
    ]);
    tell(step('closed', -10));
    expect(records.contacts()).toMatchObject([{ category: 4, closedAt: NOW - 10, outcome: 'answered' }]);
  });

  test('of a contact whose record alone is known close it', () => {
    records.load('contacts', [contactOf({ id: 'a', offeredAt: NOW - 9000, outcome: 'message' })]);
    tell(step('closed', -10));
    expect(records.contacts()).toMatchObject([
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
    const expected = records.contacts();
    expect(expected).toHaveLength(2);
    const orders = fc.shuffledSubarray([...steps, ...steps], { minLength: 2 * steps.length });
    fc.assert(
      fc.property(orders, fc.integer({ min: 1, max: 5 }), (told, size) => {
        const other = new RecordsDatabase({ zone });
        for (let at = 0; at < told.length; at += size)
          other.load('events', told.slice(at, at + size), { nowSeconds: NOW, batch: 2 });
        expect(other.contacts()).toEqual(expected);
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
    expect(records.contacts()).toMatchObject([
      { outcome: 'callback', arrivedAt: NOW - 200_000, waitSeconds: 60, handleSeconds: 60 },
    ]);
    records.load('contacts', [contactOf({ id: 'b', offeredAt: NOW - 500, outcome: 'open' })]);
    tell(eventOf({ contactId: 'b', event: 'answered', at: NOW - 300, channel: 'phone' }));
    expect(records.contacts()[1]).toMatchObject({
      outcome: 'answered',
      arrivedAt: NOW - 500,
      waitSeconds: 200,
    });
  });

  test('told again with a later time are as they were, and the receipt says so', () => {
    tell(queued(-300), step('answered', -240));
    const told = tell(queued(-200), step('answered', -240));
    expect(told).toMatchObject({ accepted: 0, rejected: 0, applied: { [AGAIN_RULE]: 1 } });
    expect(records.contacts()).toMatchObject([{ arrivedAt: NOW - 300, waitSeconds: 60 }]);
  });

  test('of an end say of their queue that it tells of ends', () => {
    const endedAt = () => records.db.sql.prepare('SELECT ended_at FROM live_places').pluck().all();
    tell(queued(-300), step('answered', -240));
    expect(endedAt()).toEqual([null]);
    tell(step('ended', -100), queued(-50, { contactId: 'b' }));
    expect(endedAt()).toEqual([NOW - 100]);
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
