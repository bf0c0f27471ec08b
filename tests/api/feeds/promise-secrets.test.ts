/** What somebody learns of a promise who asks every day and keeps the answers: no small figure may come out of two of them. */
import { afterEach, expect, test } from 'vitest';
import type { PromiseAnswer } from '../../../api/contract/promises.ts';
import { promisesFeed } from '../../../api/feeds/promises.ts';
import type { PromiseRecord } from '../../../db/domain/contact.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { contactOf } from '../../support/records.ts';
import { contextOf, dayOf } from '../../support/records-context.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const ZONE = makeZone('UTC');
const DAY = 86_400;
const CONFIGURATION = {
  organisation: { name: 'Test', timeZone: 'UTC' },
  disclosure: { threshold: 10, liveDelayMinutes: 0 },
  promises: [{ id: 'parcel', words: 'within five days', withinSeconds: 5 * DAY }],
};

let records: RecordsDatabase | undefined;
afterEach(() => {
  records?.close();
  records = undefined;
});

/** Due on a day at noon: kept, done late, or open. */
function due(date: string, fates: { kept?: number; late?: number; open?: number }): PromiseRecord[] {
  const dueAt = dayOf(date) * DAY + 12 * 3600;
  return Object.entries(fates).flatMap(([fate, count]) =>
    Array.from({ length: count }, (_, i) => ({
      ...{ promise: 'parcel', id: `${date} ${fate} ${i}`, madeAt: dueAt - 5 * DAY, dueAt, cancelledAt: null },
      doneAt: fate === 'open' ? null : fate === 'kept' ? dueAt - DAY : dueAt + 3600,
    })),
  );
}

/** In the morning of a day, of a window or of a day by itself. */
function askOn(morning: string, from?: string, to = from): PromiseAnswer {
  const now = dayOf(morning) * DAY + 6 * 3600;
  const context = contextOf(records!, CONFIGURATION, now);
  records!.useRules({ zone: ZONE, promises: context.configuration.promises, liveDelayMinutes: 0 });
  // Somebody called yesterday: records go on to the end.
  records!.load('contacts', [contactOf({ id: `${now}`, offeredAt: now - DAY, channel: 'email' })]);
  records!.rollUp(now);
  const asked = (date?: string) => (date === undefined ? null : dayOf(date));
  const found = promisesFeed(context, { promise: null, fromDay: asked(from), toDay: asked(to) });
  if (!found.ok) throw new Error(found.detail);
  return found.answer.promises[0]!;
}

const daysOf = (month: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `${month}-${String(from + i).padStart(2, '0')}`);

test('of days told one after another and their week told later, no small day is left', () => {
  records = new RecordsDatabase({ zone: ZONE });
  // From Monday 4 May on twenty a day, but three on Sunday the 10th.
  const days = daysOf('2026-05', 1, 31);
  records.load(
    'promises',
    days.flatMap((day) => due(day, { kept: day === '2026-05-10' ? 3 : 20 })),
  );
  const week = daysOf('2026-05', 4, 10);
  const kept = week.slice(0, 6).map((day, i) => askOn(week[i + 1]!, day).period.due.value);
  const { period } = askOn('2026-06-20', '2026-05-04', '2026-05-10');
  expect(period.due.value).toBe(6 * 20 + 3);
  expect(kept).toContain(null);
});

test('of weeks told one after another and their month told later, no small rest is left', () => {
  records = new RecordsDatabase({ zone: ZONE });
  // On Monday 29 June three, and nobody on the 30th: that is all of their week that lies in the month.
  records.load('promises', [
    ...daysOf('2026-06', 1, 28).flatMap((day) => due(day, { kept: 20 })),
    ...due('2026-06-29', { kept: 3 }),
    ...daysOf('2026-07', 1, 31).flatMap((day) => due(day, { kept: 20 })),
  ]);
  const weeks = [
    ['2026-06-01', '2026-06-07', '2026-06-08'],
    ['2026-06-08', '2026-06-14', '2026-06-15'],
    ['2026-06-15', '2026-06-21', '2026-06-22'],
    ['2026-06-22', '2026-06-28', '2026-06-29'],
  ].map(([from, to, morning]) => askOn(morning!, from, to).period.due.value);
  const soFar = askOn('2026-06-29', '2026-06-01', '2026-06-30').period.due.value;
  expect(askOn('2026-08-20', '2026-06-01', '2026-06-30').period.due.value).toBe(28 * 20 + 3);
  expect([...weeks, soFar]).toEqual([null, null, null, null, null]);
});

test('what is open, asked up to one day after another, tells of no day', () => {
  records = new RecordsDatabase({ zone: ZONE });
  // Every day tells its broken ones, none of which are few. Of the second two are open.
  const fates = [
    { kept: 30, open: 10 },
    { kept: 30, open: 2, late: 8 },
    { kept: 30, open: 11 },
  ];
  records.load('promises', [
    ...daysOf('2026-05', 1, 28).flatMap((day) => due(day, { kept: 30 })),
    ...fates.flatMap((fate, i) => due(`2026-05-${29 + i}`, fate)),
    ...daysOf('2026-06', 1, 7).flatMap((day) => due(day, { kept: 30 })),
  ]);
  const broken = daysOf('2026-05', 29, 31).map((day) => {
    const { kept } = askOn('2026-07-20', day).period;
    return kept.value === null ? null : Math.round((1 - kept.value) * kept.n!);
  });
  const open = daysOf('2026-05', 28, 31).map((day) => askOn('2026-07-20', day).open.value);
  // 0, then 10 of at most 10, then 10 to 12, then 23 to 27 with at most 11 more: so it was 12, and two of them on the 30th.
  expect(broken).toEqual([10, 10, 11]);
  expect(open).toEqual([null, null, null, null]);
  expect(askOn('2026-07-20').open.value).toBe(25);
  // Nor does it to who asks each morning, before and after the month ends.
  const mornings = [...daysOf('2026-05', 28, 31), ...daysOf('2026-06', 1, 3)];
  expect(mornings.map((day) => askOn(day).open.value)).toEqual([0, 0, 0, 0, 25, 25, 25]);
});
