import { afterEach, describe, expect, test } from 'vitest';
import type { Contact } from '../../../db/domain/contact.ts';
import type { ServiceTarget, Target } from '../../../db/domain/target.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { contactOf, intervalOf } from '../../support/records.ts';
import { dayOf } from '../../support/records-context.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const zone = makeZone('Europe/London');
const at = (local: string) => Date.parse(`${local}Z`) / 1000;
const LATER = at('2024-02-01T12:00:00');
const TARGET: ServiceTarget = {
  ...{ kind: 'service', id: 'a', words: 'a', clock: 'internal', channel: 'phone', queue: null },
  ...{ thresholdSeconds: 60, share: 0.8, from: 0, to: null },
};

const openRecords: RecordsDatabase[] = [];
afterEach(() => {
  for (const records of openRecords.splice(0)) records.close();
});

/** Waits of calls that came one second after another. */
function callsAt(local: string, waits: readonly number[], fields: Partial<Contact> = {}): Contact[] {
  return waits.map((waitSeconds, i) =>
    contactOf({
      id: `${local} ${i} ${fields.channel ?? ''}`,
      offeredAt: at(local) + i,
      waitSeconds,
      ...fields,
    }),
  );
}

function open(contacts: readonly Contact[], targets: readonly Target[] = [TARGET]): RecordsDatabase {
  const records = new RecordsDatabase({ zone, targets });
  openRecords.push(records);
  records.load('contacts', contacts);
  records.rollUp(LATER);
  return records;
}

/** "met/counted" of a cell on the day or month. */
function halfHours(records: RecordsDatabase, cell: string, name = 'day', date = '2024-01-10'): string {
  const facts = records.facts();
  const of = (fact: string) => facts.get(`${name} ${cell} ${date} ${fact} 0`) ?? 0;
  return `${of('halfHoursMet')}/${of('halfHours')}`;
}
const ALL = 'all {}';
const GOOD = [5, 5, 5, 5, 5];
const BAD = [90, 90, 90, 90, 90];
const PHONE = 'channel {"channel":"phone"}';

describe('half-hours', () => {
  test('begin on the hour and on the half, and meet the target by their own contacts', () => {
    const records = open([
      // 4 of 5 in time: met. The second quarter-hour alone would not be.
      ...callsAt('2024-01-10T10:14:00', [5, 5, 5]),
      ...callsAt('2024-01-10T10:16:00', [5, 90]),
      ...callsAt('2024-01-10T10:30:00', [5, 5, 5, 90, 90]),
      ...callsAt('2024-01-10T11:55:00', [5, 5, 5, 5, 5]),
    ]);
    expect(halfHours(records, PHONE)).toBe('2/3');
    expect(halfHours(records, PHONE, 'month', '2024-01-01')).toBe('2/3');
  });

  test('in which everybody gave up did not meet it, and those of fewer than five do not count', () => {
    const records = open([
      ...callsAt('2024-01-10T10:00:00', [5, 5, 5, 5, 5], { outcome: 'abandoned' }),
      ...callsAt('2024-01-10T12:00:00', [5, 5, 5, 5]),
      ...callsAt('2024-01-10T13:00:00', [0], { outcome: 'contained', waitSeconds: null }),
    ]);
    expect(halfHours(records, PHONE)).toBe('0/1');
  });

  test('of all channels are those of each by its own target; without one there are none', () => {
    const records = open([
      ...callsAt('2024-01-10T10:00:00', GOOD),
      ...callsAt('2024-01-10T10:00:30', GOOD, { channel: 'chat' }),
    ]);
    expect(halfHours(records, 'channel {"channel":"chat"}')).toBe('0/0');
    expect(halfHours(records, ALL)).toBe('1/1');
    const both = open(
      [...callsAt('2024-01-10T10:00:00', GOOD), ...callsAt('2024-01-10T10:00:30', BAD, { channel: 'chat' })],
      [TARGET, { ...TARGET, id: 'b', channel: 'chat' }],
    );
    expect(halfHours(both, ALL)).toBe('1/2');
  });

  test('are judged by the target in force on their day', () => {
    const contacts = ['10', '11'].flatMap((day) => callsAt(`2024-01-${day}T10:00:00`, [5, 5, 5, 90, 90]));
    const records = open(contacts, [
      { ...TARGET, to: dayOf('2024-01-10') },
      { ...TARGET, id: 'b', share: 0.5, from: dayOf('2024-01-11') },
    ]);
    expect(halfHours(records, PHONE, 'day', '2024-01-10')).toBe('0/1');
    expect(halfHours(records, PHONE, 'day', '2024-01-11')).toBe('1/1');
  });

  test('are not counted on a day of which some contacts are known by the hour only', () => {
    const records = new RecordsDatabase({ zone, targets: [TARGET] });
    openRecords.push(records);
    records.load('contacts', callsAt('2024-01-10T10:00:00', GOOD));
    const sums = {
      interval: 'PT1H',
      answered: 3,
      abandoned: 0,
      withinSeconds: 60,
      answeredWithin: 3,
    } as const;
    records.load('intervals', [intervalOf({ intervalStart: at('2024-01-10T11:00:00'), ...sums })]);
    records.rollUp(LATER);
    expect(halfHours(records, PHONE)).toBe('0/0');
  });
});
