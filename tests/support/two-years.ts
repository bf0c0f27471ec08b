/** Twenty months of weekdays of a made-up office, the same in every run: enough to hold a month against its year before. */
import type { FeedContext } from '../../api/feeds/context.ts';
import type { Contact } from '../../db/domain/contact.ts';
import { dayOfDate, formatDay, makeZone, weekdayOf } from '../../db/domain/zone.ts';
import { contactOf } from './records.ts';
import { contextOf } from './records-context.ts';
import { RecordsDatabase } from './records-database.ts';

const ZONE = makeZone('Europe/London');
const FIRST = dayOfDate(2024, 9, 2);
const LAST = dayOfDate(2026, 4, 30);
const NOW = Date.parse('2026-05-20T12:00:00Z') / 1000;
const CONFIGURATION = {
  organisation: { name: 'Test Office', timeZone: 'Europe/London', languages: ['en', 'es'] },
  translations: { es: { 'Good Friday': 'Viernes Santo' } },
};
const HOLIDAYS = [
  ['2025-04-18', 'Good Friday'],
  ['2025-04-21', 'Easter Monday'],
  ['2026-04-03', 'Good Friday'],
  ['2026-04-06', 'Easter Monday'],
] as const;

/** As many contacts as the day of the month and twelve, at 09:00 and 15:00; two in three by phone, the rest by chat. */
export function contactsAt(day: number): number {
  return 12 + Number(formatDay(day).slice(8));
}

function contactsOf(day: number): Contact[] {
  return [9, 15].flatMap((hour) =>
    Array.from({ length: contactsAt(day) }, (_, i) =>
      contactOf({
        id: `${day} ${hour} ${i}`,
        offeredAt: ZONE.firstInstantOf(day, hour * 3600) + i,
        channel: i % 3 === 2 ? 'chat' : 'phone',
        waitSeconds: 10 + i,
      }),
    ),
  );
}

export function twoYears(): { records: RecordsDatabase; context: FeedContext } {
  const records = new RecordsDatabase({ zone: ZONE });
  const contacts: Contact[] = [];
  for (let day = FIRST; day <= LAST; day++) if (weekdayOf(day) < 5) contacts.push(...contactsOf(day));
  records.load('contacts', contacts);
  records.rollUp(NOW);
  return { records, context: contextOf(records, CONFIGURATION, NOW, HOLIDAYS) };
}
