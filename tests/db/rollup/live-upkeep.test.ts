import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeZone } from '../../../db/domain/zone.ts';
import { readLiveState } from '../../../db/queries/live-state.ts';
import { forgetPast, retireLost } from '../../../db/rollup/live-upkeep.ts';
import { contactOf, eventOf } from '../../support/records.ts';
import { RecordsDatabase, readFacts } from '../../support/records-database.ts';

const zone = makeZone('Europe/London');
const NOW = Date.parse('2026-11-17T16:00:00Z') / 1000;
const HOUR = 3600;

let records: RecordsDatabase;
beforeEach(() => {
  records = new RecordsDatabase({ zone });
  const queued = (contactId: string, at: number, channel: 'phone' | 'email' = 'phone') =>
    eventOf({ contactId, event: 'queued', at: NOW + at, channel });
  records.load(
    'events',
    [
      queued('lost', -5 * HOUR),
      queued('letter', -5 * HOUR, 'email'),
      queued('gone', -5 * HOUR),
      eventOf({ contactId: 'gone', event: 'abandoned', at: NOW - 4 * HOUR }),
      queued('there', -60),
    ],
    { nowSeconds: NOW },
  );
});
afterEach(() => records.close());

const fact = (name: string) => {
  records.rollUp(NOW);
  return readFacts(records.db).get(`day channel {"channel":"phone"} 2026-11-17 ${name} 0`) ?? 0;
};
const steps = () => records.db.sql.prepare('SELECT count(*) FROM live_contacts').pluck().get();

test('a call that nobody ended is given up after four hours: it stays offered, and is no open case for ever', () => {
  expect([fact('offered'), fact('casesClosed')]).toEqual([3, 0]);
  expect(retireLost(records.db, zone, NOW)).toBe(1);
  expect([fact('offered'), fact('answered'), fact('abandoned'), fact('casesClosed')]).toEqual([3, 0, 1, 1]);
  expect(retireLost(records.db, zone, NOW)).toBe(0);
});

test('a word of its end that comes all the same counts', () => {
  retireLost(records.db, zone, NOW);
  const answered = eventOf({ contactId: 'lost', event: 'answered', at: NOW - 4.9 * HOUR });
  records.load('events', [answered], { nowSeconds: NOW });
  expect([fact('answered'), fact('casesClosed')]).toEqual([1, 0]);
  expect(readLiveState(records.db, NOW)[0]).toMatchObject({ waiting: 1, inService: null });
});

test('a record that knows what became of the contact stays as it is', () => {
  const offeredAt = NOW - 5 * HOUR;
  const told = contactOf({ id: 'lost', offeredAt, channel: 'phone', outcome: 'answered', waitSeconds: 10 });
  records.load('contacts', [told], { nowSeconds: NOW });
  expect(retireLost(records.db, zone, NOW)).toBe(1);
  const known = { channel: 'phone', outcome: 'answered', arrivedAt: offeredAt, waitSeconds: 10 };
  expect(records.contacts()).toContainEqual(known);
});

test('receipts of what was told live are kept for two days, those with rejects for good', () => {
  const ahead = eventOf({ contactId: 'x', event: 'queued', at: NOW + 9000, channel: 'phone' });
  records.load('events', [ahead], { nowSeconds: NOW });
  const receipts = () => records.db.sql.prepare('SELECT count(*) FROM loads').pluck().get();
  forgetPast(records.db, NOW + 47 * HOUR);
  expect(receipts()).toBe(2);
  forgetPast(records.db, NOW + 49 * HOUR);
  expect(receipts()).toBe(1);
});

test('the steps of who is gone are forgotten after two days, those of who still waits are not', () => {
  forgetPast(records.db, NOW + 40 * HOUR);
  expect(steps()).toBe(4);
  forgetPast(records.db, NOW + 60 * HOUR);
  expect(steps()).toBe(3);
  expect(fact('abandoned')).toBe(1);
});

test('a case that nobody ends leaves the queue after four weeks, stays an open case, and a late answer still counts', () => {
  const DAY = 24 * HOUR;
  const openCases = () => records.contacts().filter(({ outcome }) => outcome === 'open');
  retireLost(records.db, zone, NOW + DAY);
  forgetPast(records.db, NOW + 27 * DAY);
  expect(steps()).toBe(1);
  expect(openCases()).toHaveLength(3);
  const later = NOW + 29 * DAY;
  forgetPast(records.db, later);
  expect(steps()).toBe(0);
  expect(openCases()).toHaveLength(3);
  const answered = eventOf({ contactId: 'letter', event: 'answered', at: later, channel: 'email' });
  records.load('events', [answered], { nowSeconds: later });
  expect(records.contacts().find(({ channel }) => channel === 'email')).toMatchObject({
    ...{ arrivedAt: NOW - 5 * HOUR, outcome: 'answered', waitSeconds: 29 * DAY + 5 * HOUR },
  });
});
