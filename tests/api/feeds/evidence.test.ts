// Zero is zero, and unknown is not: what contacts leave out is told apart from what did not happen.
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { FeedContext } from '../../../api/feeds/context.ts';
import { type SeriesQuestion, seriesFeed } from '../../../api/feeds/series.ts';
import type { Channel, Contact, IntervalRecord } from '../../../db/domain/contact.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { anyContacts, contactOf, intervalOf } from '../../support/records.ts';
import { contextOf, dayOf } from '../../support/records-context.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const runs = process.env.CANDOUR_TEST_SIZE === 'all' ? 40 : 3;
const zone = makeZone('UTC');
const at = (local: string) => Date.parse(`${local}Z`) / 1000;
const NOW = at('2024-08-01T12:00:00');

const openRecords: RecordsDatabase[] = [];
afterEach(() => {
  for (const records of openRecords.splice(0)) records.close();
});

function open(contacts: readonly Contact[], intervals: readonly IntervalRecord[] = []): FeedContext {
  const records = new RecordsDatabase({ zone });
  openRecords.push(records);
  records.load('contacts', contacts);
  records.load('intervals', intervals);
  records.rollUp(NOW);
  return contextOf(records, { organisation: { name: 'Test', timeZone: 'UTC' } }, NOW);
}

/** Each cell as its value, or the reason why there is none. */
function cells(
  context: FeedContext,
  metric: string,
  grain: SeriesQuestion['grain'],
  from: string,
  to: string,
  channel?: Channel,
) {
  const question = { metrics: [metric], grain, fromDay: dayOf(from), toDay: dayOf(to) };
  const result = seriesFeed(context, { ...question, ...(channel && { channel }) });
  if (!result.ok) throw new Error(result.detail);
  const { value, status } = result.answer.series[0]!.cells;
  return value.map((one, i) => one ?? status[i]);
}

const calls = (local: string, count: number, fields: Partial<Contact> = {}) =>
  Array.from({ length: count }, (_, i) =>
    contactOf({ id: `${local} ${fields.channel} ${i}`, offeredAt: at(local) + i, ...fields }),
  );

describe('complaints', () => {
  const context = () =>
    open([
      ...calls('2024-01-10T10:00:00', 40),
      ...calls('2024-02-14T10:00:00', 40),
      ...calls('2024-02-20T10:00:00', 40, { category: 'information' }),
      ...calls('2024-03-13T10:00:00', 30, { category: 'complaint' }),
      ...calls('2024-03-14T10:00:00', 40, { channel: 'chat' }),
    ]);

  test('of a month without any category are missing, and zero in one with another category', () => {
    expect(cells(context(), 'complaints', 'month', '2024-01-01', '2024-03-31')).toEqual(['missing', 0, 30]);
    expect(cells(context(), 'complaint_rate', 'month', '2024-01-01', '2024-02-29')).toEqual(['missing', 0]);
  });

  test('follow the month in each of its days and hours', () => {
    expect(cells(context(), 'complaints', 'day', '2024-01-10', '2024-01-10')).toEqual(['missing']);
    expect(cells(context(), 'complaints', 'day', '2024-02-14', '2024-02-14')).toEqual([0]);
    expect(cells(context(), 'complaints', 'hour', '2024-01-10', '2024-01-10')[10]).toBe('missing');
    expect(cells(context(), 'complaints', 'hour', '2024-02-14', '2024-02-14')[10]).toBe(0);
  });

  test('are asked of each channel by itself', () => {
    expect(cells(context(), 'complaints', 'month', '2024-03-01', '2024-03-31', 'phone')).toEqual([30]);
    expect(cells(context(), 'complaints', 'month', '2024-03-01', '2024-03-31', 'chat')).toEqual(['missing']);
  });

  test('of sums over weeks are asked of the weeks', () => {
    const week = { interval: 'P1W', offered: 100, answered: 90 } as const;
    const intervals = [
      intervalOf({ ...week, intervalStart: at('2024-01-08T00:00:00') }),
      intervalOf({ ...week, intervalStart: at('2024-02-12T00:00:00'), category: 'information' }),
    ];
    const weeks = cells(open([], intervals), 'complaints', 'week', '2024-01-08', '2024-02-18');
    expect([weeks[0], weeks.at(-1)]).toEqual(['missing', 0]);
  });

  test('are missing where this account, made from the records alone, finds no category', () => {
    const halfYear = anyContacts({
      from: at('2024-01-01T00:00:00'),
      to: at('2024-05-01T00:00:00'),
      most: 60,
      least: 30,
    });
    fc.assert(
      fc.property(halfYear, fc.subarray(['2024-01', '2024-02', '2024-03', '2024-04']), (all, silent) => {
        const contacts = all.map((contact) =>
          silent.includes(dateOf(contact).slice(0, 7)) ? { ...contact, category: null } : contact,
        );
        const context = open(contacts);
        for (const channel of [undefined, 'phone', 'email'] as const) {
          const own = contacts.filter((one) => isOffered(one) && (!channel || one.channel === channel));
          for (const date of new Set(own.map(dateOf))) {
            const ofMonth = own.filter((one) => dateOf(one).slice(0, 7) === date.slice(0, 7));
            const isKnown = ofMonth.some(({ category }) => category !== null);
            const [cell] = cells(context, 'complaints', 'day', date, date, channel);
            expect([date, channel, cell !== 'missing']).toEqual([date, channel, isKnown]);
          }
        }
      }),
      { numRuns: runs },
    );
  });
});

describe('open cases', () => {
  test('are missing where no contact is open, due or closed, and zero after the last was closed', () => {
    expect(
      cells(open(calls('2024-01-10T10:00:00', 40)), 'backlog', 'day', '2024-01-10', '2024-01-10'),
    ).toEqual(['missing']);
    const cases = calls('2024-02-14T10:00:00', 40, { channel: 'email', closedAt: at('2024-02-15T12:00:00') });
    const context = open([
      ...calls('2024-01-10T10:00:00', 40),
      ...cases,
      ...calls('2024-02-16T10:00:00', 40),
      ...calls('2024-04-10T10:00:00', 40),
    ]);
    expect(cells(context, 'backlog', 'day', '2024-01-10', '2024-01-10')).toEqual(['missing']);
    expect(cells(context, 'backlog', 'day', '2024-02-14', '2024-02-16')).toEqual([40, 0, 0]);
    expect(cells(context, 'backlog', 'month', '2024-04-01', '2024-04-30')).toEqual([0]);
    expect(cells(context, 'backlog', 'month', '2024-04-01', '2024-04-30', 'phone')).toEqual(['missing']);
    expect(cells(context, 'due', 'month', '2024-02-01', '2024-02-29')).toEqual(['missing']);
  });

  test('are due from the first of them on, where any ever was', () => {
    const context = open([
      ...calls('2024-01-10T10:00:00', 40),
      ...calls('2024-02-14T10:00:00', 40, { dueAt: at('2024-03-20T12:00:00') }),
    ]);
    expect(cells(context, 'due', 'month', '2024-01-01', '2024-02-29')).toEqual(['missing', 0]);
  });

  test('are missing before the month in which this account, made from the records alone, finds the first', () => {
    const some = anyContacts({
      from: at('2024-01-01T00:00:00'),
      to: at('2024-05-01T00:00:00'),
      most: 60,
      least: 30,
    });
    fc.assert(
      fc.property(some, fc.constantFrom('2024-01', '2024-02', '2024-04', '2024-09'), (all, from) => {
        const contacts = all.map((contact): Contact => {
          const isBefore = dateOf(contact).slice(0, 7) < from;
          const plain = { outcome: 'answered', dueAt: null, closedAt: null } as const;
          return isBefore ? { ...contact, ...plain } : contact;
        });
        const context = open(contacts);
        const cases = contacts.filter(
          ({ outcome, dueAt, closedAt }) => outcome === 'open' || dueAt !== null || closedAt !== null,
        );
        const first = cases.map((one) => dateOf(one).slice(0, 7)).sort()[0] ?? '9999';
        for (const date of new Set(contacts.map(dateOf))) {
          const [cell] = cells(context, 'backlog', 'day', date, date);
          expect([date, cell !== 'missing']).toEqual([date, date.slice(0, 7) >= first]);
        }
      }),
      { numRuns: runs },
    );
  });
});

function dateOf({ offeredAt }: Contact): string {
  return new Date(offeredAt * 1000).toISOString().slice(0, 10);
}

function isOffered({ outcome }: Contact): boolean {
  return outcome !== 'contained' && outcome !== 'blocked';
}
