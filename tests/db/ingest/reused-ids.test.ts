// Ids that stand for two contacts: used again each day, or on two channels of one source.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EventRecord } from '../../../db/domain/contact.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { SAME_CASE_RULE } from '../../../db/ingest/stores/live-contact.ts';
import { forgetPast } from '../../../db/rollup/live-upkeep.ts';
import { contactOf, eventOf } from '../../support/records.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const zone = makeZone('Europe/London');
const MONDAY = Date.parse('2026-11-16T10:00:00Z') / 1000;
const HOUR = 3600;
const DAY = 24 * HOUR;
const TUESDAY = MONDAY + DAY;
const NOW = MONDAY + 3 * DAY;

let records: RecordsDatabase;
beforeEach(() => {
  records = new RecordsDatabase({ zone });
});
afterEach(() => records.close());

const tell = (...events: EventRecord[]) => records.load('events', events, { nowSeconds: NOW });
const step = (event: EventRecord['event'], at: number, more: Partial<EventRecord> = {}) =>
  eventOf({ contactId: 'A012', event, at, channel: 'phone', ...more });
/** A ticket that is drawn, called after a minute and done after five. */
const ticket = (at: number, more: Partial<EventRecord> = {}) => [
  step('queued', at, more),
  step('answered', at + 60, more),
  step('ended', at + 300, more),
];

describe('an id that is used again', () => {
  test('on the next day is refused step by step, with both times and what to do, and the first contact stays', () => {
    tell(...ticket(MONDAY));
    const told = tell(...ticket(TUESDAY));
    expect(told).toMatchObject({ accepted: 0, updated: 0, unchanged: 0, rejected: 3 });
    expect(told.rejects[0]).toEqual({
      ...{ line: 2, field: 'contact_id', value: '' },
      reason:
        'queued at 2026-11-17T10:00:00+00:00 is of another contact than the one with this id that began at 2026-11-16T10:00:00+00:00, which was kept; expected ids that are used once within a source: where they start anew, put the date before them; were the times wrong that came first, send all its events again with ?correct=true',
    });
    expect(records.contacts()).toMatchObject([{ arrivedAt: MONDAY, waitSeconds: 60, handleSeconds: 240 }]);
  });

  test.each([
    ['hung up', [step('abandoned', MONDAY + 30)]],
    ['never ended', []],
    ['ended in the menu', [step('ended', MONDAY + 30)]],
  ])('is refused likewise where the first contact %s', (_, end) => {
    tell(step(end[0]?.event === 'ended' ? 'offered' : 'queued', MONDAY), ...end);
    const before = records.contacts();
    expect(tell(...ticket(TUESDAY).slice(0, 2))).toMatchObject({ rejected: 2 });
    expect(records.contacts()).toEqual(before);
  });

  test('is refused when the steps of the first contact are forgotten and its record is known', () => {
    tell(...ticket(MONDAY));
    forgetPast(records.db, NOW);
    expect(records.db.sql.prepare('SELECT count(*) FROM live_contacts').pluck().get()).toBe(0);
    expect(tell(...ticket(NOW - HOUR))).toMatchObject({ rejected: 3 });
    expect(records.contacts()).toMatchObject([{ arrivedAt: MONDAY, waitSeconds: 60 }]);
  });

  test('within the day, an hour after the first contact ended, is refused too', () => {
    tell(...ticket(MONDAY));
    expect(tell(...ticket(MONDAY + 2 * HOUR).slice(0, 2))).toMatchObject({ rejected: 2 });
  });

  test('by who is transferred, or called back the next day, is the same contact', () => {
    tell(...ticket(MONDAY), step('queued', MONDAY + 310), step('answered', MONDAY + 400));
    const asked = { contactId: 'B' };
    tell(step('queued', MONDAY, asked), step('callback_asked', MONDAY + 60, asked));
    const back = tell(
      step('answered', TUESDAY, asked),
      step('ended', TUESDAY + 100, asked),
      step('callback_made', TUESDAY, asked),
      step('closed', NOW - 10, asked),
    );
    expect(back).toMatchObject({ accepted: 4, rejected: 0 });
    expect(records.contacts()).toHaveLength(2);
  });

  test('in whatever order, twice and in however many messages leaves one whole contact, and refuses the other', () => {
    const gap = fc.integer({ min: 13 * HOUR, max: 60 * HOUR });
    const order = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5], { minLength: 12 });
    fc.assert(
      fc.property(gap, order, fc.integer({ min: 1, max: 5 }), (later, told, size) => {
        const other = new RecordsDatabase({ zone });
        const steps = [...ticket(MONDAY), ...ticket(MONDAY + later)];
        let rejected = 0;
        for (let at = 0; at < told.length; at += size) {
          const some = told.slice(at, at + size).map((place) => steps[place]!);
          rejected += other.load('events', some, { nowSeconds: NOW + later }).rejected;
        }
        const arrivedAt = told[0]! < 3 ? MONDAY : MONDAY + later;
        expect(other.contacts()).toMatchObject([{ arrivedAt, waitSeconds: 60, handleSeconds: 240 }]);
        expect(rejected).toBeGreaterThanOrEqual(4);
        other.close();
      }),
      { numRuns: 40 },
    );
  });

  test('is one case on a channel whose cases last, from its first beginning, and the receipt says so', () => {
    const letter = { channel: 'email' } as const;
    tell(step('queued', MONDAY, letter));
    const again = tell(step('queued', TUESDAY, letter), step('answered', TUESDAY + 60, letter));
    expect(again).toMatchObject({ rejected: 0, applied: { [SAME_CASE_RULE]: 1 } });
    expect(records.contacts()).toMatchObject([{ arrivedAt: MONDAY, waitSeconds: DAY + 60 }]);
    forgetPast(records.db, NOW + 3 * DAY);
    expect(tell(step('queued', NOW, letter)).applied).toEqual({ [SAME_CASE_RULE]: 1 });
    expect(records.contacts()).toMatchObject([{ arrivedAt: MONDAY, waitSeconds: DAY + 60 }]);
  });

  test('goes on to meet the nightly export of the same contact', () => {
    tell(...ticket(MONDAY));
    const exported = contactOf({ id: 'A012', offeredAt: MONDAY, waitSeconds: 60, category: 'problem' });
    expect(records.load('contacts', [exported], { nowSeconds: NOW })).toMatchObject({ updated: 1 });
    expect(tell(step('closed', TUESDAY))).toMatchObject({ accepted: 1, rejected: 0 });
    expect(tell(...ticket(TUESDAY))).toMatchObject({ rejected: 3 });
    expect(records.contacts()).toMatchObject([{ arrivedAt: MONDAY, category: 2, closedAt: TUESDAY }]);
  });
});

describe('an id on two channels of one source', () => {
  test('is refused where it names the second, with its line, and the first contact stays', () => {
    tell(...ticket(MONDAY));
    const told = tell(
      step('queued', MONDAY + 10, { contactId: 'B' }),
      ...ticket(MONDAY + 20, { channel: 'chat' }),
    );
    expect(told).toMatchObject({ accepted: 1, rejected: 3 });
    expect(told.rejects[0]).toEqual({
      ...{ line: 3, field: 'channel', value: 'chat' },
      reason:
        'the contact with this id came by phone; expected ids that stand for one contact within a source: begin those of each channel with its name, as in chat-81; was phone wrong, send all its events again with ?correct=true',
    });
    expect(records.contacts()).toMatchObject([{ channel: 'phone', arrivedAt: MONDAY }, {}]);
  });

  test('is refused within one message, and against a record', () => {
    expect(tell(step('queued', MONDAY), step('queued', MONDAY, { channel: 'chat' }))).toMatchObject({
      ...{ accepted: 1, rejected: 1 },
    });
    records.load('contacts', [contactOf({ id: 'C', offeredAt: MONDAY })], { nowSeconds: NOW });
    expect(tell(step('closed', TUESDAY, { contactId: 'C', channel: 'email' }))).toMatchObject({
      rejected: 1,
    });
    expect(tell(step('closed', TUESDAY, { contactId: 'C', channel: null }))).toMatchObject({ accepted: 1 });
  });
});
