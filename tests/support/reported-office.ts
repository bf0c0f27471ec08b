/**
 * Three months of an office behind the real feeds: every hour of every open day alike, but for a lost day, a holiday, an
 * outage, and the day on which the clock goes forward. Owns its records; what is hidden a test sets.
 */
import type { FeedContext } from '../../api/feeds/context.ts';
import type { Contact } from '../../db/domain/contact.ts';
import { formatDay, makeZone, weekdayOf } from '../../db/domain/zone.ts';
import { contactOf } from './records.ts';
import { contextOf, dayOf } from './records-context.ts';
import { RecordsDatabase } from './records-database.ts';

export const OFFICE_ZONE = makeZone('Europe/London');
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
export const CONFIGURATION = {
  organisation: { name: 'Office', timeZone: 'Europe/London', country: 'GB', languages: ['en', 'es', 'fr'] },
  channels: {
    phone: { hours: Object.fromEntries(WEEKDAYS.map((day) => [day, ['08:00-20:00']])) },
    chat: { hours: Object.fromEntries(WEEKDAYS.map((day) => [day, ['09:00-24:00']])) },
  },
  targets: [
    {
      ...{ id: 'old', words: 'half within two minutes', clock: 'internal', channel: 'phone' },
      ...{ thresholdSeconds: 120, share: 0.5, from: '2020-01-01', to: '2023-12-31' },
    },
    {
      ...{ id: 'phone-60', words: '8 in 10 calls within a minute', clock: 'internal', channel: 'phone' },
      ...{ thresholdSeconds: 60, share: 0.8, from: '2024-01-01' },
    },
    {
      ...{ id: 'chat-60', words: '9 in 10 chats within a minute', clock: 'internal', channel: 'chat' },
      ...{ thresholdSeconds: 60, share: 0.9, from: '2024-01-01' },
    },
    {
      id: 'given-up',
      words: 'at most 1 in 10 give up',
      metric: 'abandonment_rate',
      value: 0.1,
      from: '2024-01-01',
    },
  ],
  outages: [
    {
      ...{ from: '2024-03-12T09:30:00+00:00', to: '2024-03-12T11:00:00+00:00' },
      ...{ channel: 'phone', note: 'exchange down' },
    },
  ],
};
export const FIRST = dayOf('2024-01-01');
export const LAST = dayOf('2024-04-03');
export const HOLIDAY = '2024-03-29';
/** A Friday on which nothing came of one hour in which people always call. */
export const SILENT = '2024-03-15';
/** A Thursday of which the source has nothing at all. */
export const LOST = '2024-02-15';
export const NOW = OFFICE_ZONE.startOfDay(dayOf('2024-04-05')) + 12 * 3600;

/** Mondays to Saturdays, 8 to 20 by phone (15 calls an hour, 30 at 10; one in five waits two minutes), and by chat 20 slow ones at 12 and 12 quick ones at 13. */
function contactsOf(day: number): Contact[] {
  const date = formatDay(day);
  if (weekdayOf(day) === 6 || date === LOST) return [];
  const contacts: Contact[] = [];
  const add = (hour: number, count: number, fields: Partial<Contact>) => {
    for (let i = 0; i < count; i++) {
      contacts.push(
        contactOf({
          id: `${date} ${hour} ${i} ${fields.channel ?? ''}`,
          offeredAt: OFFICE_ZONE.firstInstantOf(day, hour * 3600) + i * 90,
          waitSeconds: i % 5 === 0 ? 120 : 10,
          category: i % 2 === 0 ? 'problem' : 'information',
          queue: 'main',
          language: 'en',
          ...fields,
        }),
      );
    }
  };
  for (let hour = 8; hour < 20; hour++) {
    if (date !== SILENT || hour !== 16) add(hour, hour === 10 ? 30 : 15, {});
  }
  const slow = { category: 'complaint', cause: 'delivery', waitSeconds: 90 } as const;
  add(12, 20, { channel: 'chat', queue: 'web', ...slow });
  add(13, 12, { channel: 'chat', queue: 'web', waitSeconds: 5 });
  return contacts;
}

/** The caller closes the records. */
export function openOffice(): { records: RecordsDatabase; context: FeedContext } {
  const records = new RecordsDatabase({ zone: OFFICE_ZONE });
  for (let day = FIRST; day <= LAST; day++) {
    records.load('contacts', contactsOf(day), { name: formatDay(day) });
  }
  records.rollUp(NOW);
  return { records, context: contextOf(records, CONFIGURATION, NOW, [HOLIDAY]) };
}
