import { afterEach, describe, expect, test } from 'vitest';
import type { FeedContext } from '../../../api/feeds/context.ts';
import { type ProfileQuestion, profileFeed } from '../../../api/feeds/profile.ts';
import type { Contact } from '../../../db/domain/contact.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { contactOf } from '../../support/records.ts';
import { contextOf, dayOf } from '../../support/records-context.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const zone = makeZone('Europe/London');
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'];
const CONFIGURATION = {
  organisation: { name: 'Test', timeZone: 'Europe/London' },
  channels: { phone: { hours: Object.fromEntries(WEEKDAYS.map((day) => [day, ['09:00-12:00']])) } },
};
/** Monday: the four weeks before it end on a Sunday, the one of the clock change among them. */
const NOW = zone.startOfDay(dayOf('2024-04-15')) + 36_000;

const openRecords: RecordsDatabase[] = [];
afterEach(() => {
  for (const records of openRecords.splice(0)) records.close();
});

/** From 11 March until now: on each weekday at nine ten calls, at ten twice as many, and at eleven two. */
function open(holidays: readonly string[] = []): FeedContext {
  const contacts: Contact[] = [];
  for (let day = dayOf('2024-03-11'); day <= dayOf('2024-04-15'); day++) {
    if ([5, 6].includes((day + 3) % 7)) continue;
    for (const [hour, count] of [
      [9, 10],
      [10, 20],
      [11, 2],
    ] as const) {
      const start = zone.firstInstantOf(day, hour * 3600);
      if (start >= NOW) continue;
      for (let i = 0; i < count; i++) {
        const isAnswered = i % 2 === 0;
        contacts.push(
          contactOf({
            id: `${day} ${hour} ${i}`,
            offeredAt: start + i,
            waitSeconds: isAnswered ? 30 : 90,
            outcome: isAnswered ? 'answered' : 'abandoned',
          }),
        );
      }
    }
  }
  const records = new RecordsDatabase({ zone });
  openRecords.push(records);
  records.load('contacts', contacts);
  records.rollUp(NOW);
  return contextOf(records, CONFIGURATION, NOW, holidays);
}

function ask(context: FeedContext, question: Partial<ProfileQuestion> = {}) {
  const result = profileFeed(context, { metric: 'offered', weeks: 4, ...question });
  if (!result.ok) throw new Error(result.detail);
  return result.answer;
}

const at = (weekday: number, hour: number) => (weekday - 1) * 24 + hour;

describe('the usual week', () => {
  test('is made of the last whole weeks before today', () => {
    expect(ask(open())).toMatchObject({
      from: '2024-03-18',
      to: '2024-04-14',
      weeks: 4,
      timeZone: 'Europe/London',
    });
  });

  test('has a mean for each hour of each weekday, hidden where few came, closed where nobody could', () => {
    const { value, status, days, weekday, time } = ask(open()).cells;
    expect(value).toHaveLength(168);
    for (let day = 1; day <= 5; day++) {
      expect([8, 9, 10, 11, 12].map((hour) => value[at(day, hour)] ?? status[at(day, hour)])).toEqual([
        'closed',
        10,
        20,
        'suppressed',
        'closed',
      ]);
      expect(days[at(day, 10)]).toBe(4);
    }
    expect(new Set(status.slice(at(6, 0)))).toEqual(new Set(['closed']));
    expect([weekday[at(3, 10)], time[at(3, 10)]]).toEqual([3, '10:00']);
  });

  test('takes shares and percentiles over all its hours together', () => {
    const level = ask(open(), { metric: 'service_level' }).cells;
    expect(level.value[at(2, 10)]).toBe(0.5);
    expect(level.n[at(2, 10)]).toBe(80);
    expect(ask(open(), { metric: 'wait_p50' }).cells.value[at(2, 10)]).toBe(30);
  });

  test('leaves holidays out', () => {
    const { value, days } = ask(open(['2024-04-01'])).cells;
    expect(days[at(1, 10)]).toBe(3);
    expect(value[at(1, 10)]).toBe(20);
  });

  test.each([
    [{ metric: 'csat_mean' }, 'not published by the hour'],
    [{ metric: 'backlog' }, 'not published by the hour'],
    [{ channel: 'phone', queue: 'a' }, 'by channel and queue together'],
    [{ metric: 'nothing_like_it' }, 'there is no metric'],
  ] as [Partial<ProfileQuestion>, string][])('of %j is refused in plain words', (question, words) => {
    const result = profileFeed(open(), { metric: 'offered', weeks: 4, ...question });
    expect(!result.ok && result.detail).toContain(words);
  });
});
