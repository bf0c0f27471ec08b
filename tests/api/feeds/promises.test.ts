import { afterEach, describe, expect, test } from 'vitest';
import type { PromiseAnswer } from '../../../api/contract/promises.ts';
import { promisesFeed } from '../../../api/feeds/promises.ts';
import type { Contact, PromiseRecord } from '../../../db/domain/contact.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { contactOf } from '../../support/records.ts';
import { contextOf, dayOf } from '../../support/records-context.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const ZONE = makeZone('Europe/London');
const DAY = 86_400;
const NOW = Date.parse('2026-06-20T10:00:00Z') / 1000;
const at = (text: string) => Date.parse(text) / 1000;

let records: RecordsDatabase | undefined;
afterEach(() => {
  records?.close();
  records = undefined;
});

interface Asked {
  promises?: object[];
  made?: PromiseRecord[];
  contacts?: Contact[];
  now?: number;
  from?: string;
  to?: string;
}

const PARCEL = { id: 'parcel', words: 'within five days', withinSeconds: 5 * DAY, target: 0.9 };

/** The answer for the one promise that is configured. */
function ask({ promises = [PARCEL], made = [], contacts = [], now = NOW, from, to }: Asked): PromiseAnswer {
  const configuration = {
    organisation: { name: 'Test', timeZone: 'Europe/London' },
    disclosure: { threshold: 10, liveDelayMinutes: 0 },
    promises,
  };
  records ??= new RecordsDatabase({ zone: ZONE });
  const context = contextOf(records, configuration, now);
  records.useRules({ zone: ZONE, promises: context.configuration.promises, liveDelayMinutes: 0 });
  records.load('promises', made);
  // Somebody called yesterday: records go on to the end.
  records.load('contacts', [
    ...contacts,
    contactOf({ id: `${now}`, offeredAt: now - DAY, channel: 'email' }),
  ]);
  records.rollUp(now);
  const found = promisesFeed(context, {
    promise: null,
    fromDay: from === undefined ? null : dayOf(from),
    toDay: to === undefined ? null : dayOf(to),
  });
  if (!found.ok) throw new Error(found.detail);
  return found.answer.promises[0]!;
}

/** Promises made at 10:00 and due five days later at 21:00. `took`: days until done at noon; null: open. */
function parcels(
  count: number,
  due: string,
  took: number | null,
  more: Partial<PromiseRecord> = {},
): PromiseRecord[] {
  const dueDay = dayOf(due);
  const noonOf = (day: number) => ZONE.firstInstantOf(day, 12 * 3600);
  return Array.from({ length: count }, (_, i) => ({
    promise: 'parcel',
    id: `${due} ${took} ${JSON.stringify(more)} ${i}`,
    madeAt: ZONE.firstInstantOf(dueDay - 5, 10 * 3600),
    dueAt: ZONE.firstInstantOf(dueDay, 21 * 3600),
    doneAt: took === null ? null : noonOf(dueDay - 5 + took),
    cancelledAt: null,
    ...more,
  }));
}

describe('a promise counts on its due day', () => {
  test('kept, done late and still open by the month of the due date, whenever it was made and done', () => {
    const made = [
      ...parcels(60, '2026-05-02', 3),
      ...parcels(20, '2026-05-29', 8),
      ...parcels(20, '2026-05-30', null),
      ...parcels(50, '2026-06-03', 2),
    ];
    const { period, open } = ask({ made });
    expect(period).toMatchObject({ from: '2026-05-01', to: '2026-05-31', kept: { value: 0.6, n: 100 } });
    expect(period.due).toEqual({ value: 100, n: 100, status: 'partial' });
    expect(open.value).toBe(20);
    const { months } = ask({ now: at('2026-07-01T10:00:00Z') });
    expect(months.start.map((start) => start.slice(0, 10))).toEqual(['2026-05-01', '2026-06-01']);
    expect(months.kept.value).toEqual([0.6, 1]);
  });

  test('a Sunday and a holiday are days as any other: due is due', () => {
    const { weeks } = ask({ made: [...parcels(30, '2026-05-03', 4), ...parcels(30, '2026-05-03', 6)] });
    expect(weeks.kept.value[0]).toBe(0.5);
  });

  test('what was done before it was due is kept at once, and counts when it was due', () => {
    const made = parcels(40, '2026-06-25', 1);
    expect(ask({ made }).silence).toBe('no_records');
    const later = ask({ now: at('2026-07-01T10:00:00Z'), from: '2026-06-01', to: '2026-06-30' });
    expect(later.period.kept).toEqual({ value: 1, n: 40, status: 'partial' });
  });

  test('a due time that passes makes the day count without any new record', () => {
    const made = [...parcels(40, '2026-06-10', 1), ...parcels(30, '2026-06-30', null)];
    ask({ made, now: at('2026-06-30T19:00:00Z') });
    const answer = ask({ now: at('2026-07-01T10:00:00Z'), from: '2026-06-01', to: '2026-06-30' });
    expect(answer.open.value).toBe(30);
    expect(answer.period.due.value).toBe(70);
  });

  test('a due time that was moved takes the promise with it, and it is judged by the last word', () => {
    const first = parcels(30, '2026-05-10', 7);
    expect(ask({ made: first, from: '2026-05-01', to: '2026-05-31' }).period.kept.value).toBe(0);
    const moved = first.map((one) => ({ ...one, dueAt: one.dueAt + 5 * DAY }));
    const { weeks } = ask({ made: moved });
    expect(weeks.start.map((start) => start.slice(0, 10))).toContain('2026-05-11');
    expect(weeks.due.value.reduce((sum: number, n) => sum + (n ?? 0), 0)).toBe(30);
    expect(weeks.kept.value.at(-1)).toBeNull();
    expect(weeks.kept.value[0]).toBe(1);
  });
});

describe('promises taken back', () => {
  test('by the customer before they were due are left out and counted apart, afterwards they are broken', () => {
    const before = { cancelledAt: at('2026-05-09T10:00:00Z') };
    const after = { cancelledAt: at('2026-05-12T10:00:00Z') };
    const made = [
      ...parcels(40, '2026-05-10', 3),
      ...parcels(15, '2026-05-10', null, before),
      ...parcels(10, '2026-05-10', null, after),
    ];
    const { period } = ask({ made, from: '2026-05-04', to: '2026-05-10' });
    expect(period.withdrawn.value).toBe(15);
    expect(period.kept).toMatchObject({ value: 0.8, n: 50 });
    // Nobody waits for it any more.
    expect(ask({}).open.value).toBe(0);
  });

  test('after they were done are done', () => {
    const { period } = ask({
      made: parcels(30, '2026-05-10', 3, { cancelledAt: at('2026-05-09T10:00:00Z') }),
    });
    expect(period.kept.value).toBe(1);
  });
});

describe('where little is known', () => {
  test('a month in which nothing was due has none, and no share; of one that is not over nothing is told', () => {
    const { months } = ask({ made: [...parcels(30, '2026-03-05', 3), ...parcels(30, '2026-05-05', 3)] });
    expect(months.due.value).toEqual([30, 0, 30, null]);
    expect(months.kept.value).toEqual([1, null, 1, null]);
    expect(months.kept.status[1]).toBe('missing');
    expect(months.low[1]).toBeNull();
  });

  test('one promise is told of nobody: neither count, share, span nor what is open', () => {
    const { period, open, distribution, standing, silence } = ask({ made: parcels(1, '2026-05-10', null) });
    expect([period.due.status, period.kept.status, open.status]).toEqual([
      'suppressed',
      'suppressed',
      'suppressed',
    ]);
    expect([distribution, standing, silence]).toEqual([null, null, null]);
  });

  test('few broken hide the share and all from which they could be told', () => {
    const made = [
      ...parcels(95, '2026-05-10', 3),
      ...parcels(3, '2026-05-10', 9),
      ...parcels(2, '2026-05-11', null),
    ];
    const { period, open, distribution } = ask({ made });
    expect([period.kept.value, open.value]).toEqual([null, null]);
    // The slowest group holds enough of those in time.
    expect(distribution).toMatchObject({ n: 100, beyond: 100 });
  });

  test('a day on which few broke it hides the days of its week, and a week of that kind those of its month', () => {
    const days = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, i) => `2026-05-${String(from + i).padStart(2, '0')}`);
    // On 6 May three of 60, in its week as many as may be told; nobody in the week from the 11th.
    const broken = [...parcels(3, '2026-05-06', 9), ...parcels(12, '2026-05-07', 9)];
    const made = [...days(1, 31).flatMap((day) => parcels(57, day, 3)), ...broken];
    const keptOn = (day: string) => ask({ made, from: day, to: day }).period.kept.status;
    expect(days(4, 10).map(keptOn)).toEqual(Array(7).fill('suppressed'));
    expect(days(11, 17).map(keptOn)).not.toContain('suppressed');
    const { weeks } = ask({ made });
    expect(weeks.kept.n[weeks.start.findIndex((start) => start.startsWith('2026-05-04'))]).toBe(7 * 57 + 15);

    records?.close();
    records = undefined;
    const few = [...days(1, 31).flatMap((day) => parcels(57, day, 3)), ...parcels(3, '2026-05-06', 9)];
    const month = ask({ made: few, from: '2026-05-01', to: '2026-05-31' });
    expect(month.weeks.kept.n.filter((n) => n !== null && n > 0)).toEqual([]);
  });

  test('no record of a promise is silence, and what no record can tell says so', () => {
    const { silence, period, months } = ask({});
    expect([silence, period.kept, months.start]).toEqual([
      'no_records',
      { value: null, n: 0, status: 'missing' },
      [],
    ]);
    expect(ask({ promises: [{ id: 'offer', words: 'offered', of: 'nothing' }] }).silence).toBe(
      'not_recorded',
    );
  });

  test('a promise that is not configured is named in the receipt, and published nowhere', () => {
    records = new RecordsDatabase({ zone: ZONE });
    const receipt = records.load('promises', parcels(40, '2026-05-10', 3, { promise: 'other' }));
    expect(receipt.unconfigured.promises).toEqual(['other']);
    records.rollUp(NOW);
    const context = contextOf(
      records,
      { organisation: { name: 'Test', timeZone: 'Europe/London' }, promises: [PARCEL] },
      NOW,
    );
    const found = promisesFeed(context, { promise: null, fromDay: null, toDay: null });
    expect(found.ok && found.answer.promises.map(({ id, silence }) => [id, silence])).toEqual([
      ['parcel', 'no_records'],
    ]);
  });
});

describe('a month is provisional for a week', () => {
  test('and records that come late change it, and what is final', () => {
    const made = parcels(50, '2026-04-30', 3);
    const early = ask({ made: [...parcels(20, '2026-04-01', 3), ...made], now: at('2026-05-03T10:00:00Z') });
    expect(early.period.kept).toEqual({ value: 1, n: 70, status: 'provisional' });
    const late = ask({ made: parcels(30, '2026-04-20', 9), now: at('2026-05-09T10:00:00Z') });
    expect(late.period.kept).toEqual({ value: 0.7, n: 100, status: 'final' });
  });
});

describe('how long it took', () => {
  test('is told in civil days where days were promised, those still open at their age', () => {
    const made = [
      ...parcels(40, '2026-05-10', 3),
      ...parcels(30, '2026-05-11', 5),
      ...parcels(20, '2026-05-12', 8),
      ...parcels(10, '2026-05-13', null),
    ];
    const { distribution } = ask({ made });
    expect(distribution).toMatchObject({ unit: 'days', n: 100, p10: 3, p50: 5, p90: 8, beyond: 0 });
    expect(distribution?.steps).toMatchObject({ within: [3, 5, 8], done: [40, 30, 20] });
    expect(distribution?.steps.share.map((share) => Math.round(share * 100))).toEqual([40, 70, 90]);
    // Made on 8 May, and open at the end of 19 June: 42 days.
    expect(distribution?.open).toEqual({ after: [42], count: [10] });
    expect(distribution?.withinTwice).toBeCloseTo(0.9, 12);
  });

  test('is told in seconds where hours were promised', () => {
    const dueAt = at('2026-05-10T11:00:00Z');
    const calls = (count: number, minutes: number) =>
      Array.from({ length: count }, (_, i) => ({
        ...{ promise: 'call', id: `${minutes} ${i}`, madeAt: dueAt - 3600, dueAt, cancelledAt: null },
        doneAt: dueAt - 3600 + minutes * 60,
      }));
    const { distribution } = ask({
      promises: [{ id: 'call', words: 'within the hour', withinSeconds: 3600 }],
      made: [...calls(30, 20), ...calls(30, 90)],
    });
    expect(distribution).toMatchObject({ unit: 'seconds', p50: 1200, p90: 5400 });
  });
});

describe('against the company’s own target', () => {
  test('it is met, missed, or too close to tell, by the interval', () => {
    const standing = (kept: number, broken: number) => {
      records?.close();
      records = undefined;
      return ask({ made: [...parcels(kept, '2026-05-10', 3), ...parcels(broken, '2026-05-10', 9)] }).standing;
    };
    expect([standing(490, 10), standing(70, 30), standing(91, 10)]).toEqual(['met', 'missed', 'too_close']);
  });

  test('the target is that of the version in force, and each version stays on record', () => {
    const promises = [
      { ...PARCEL, words: 'within ten days', withinSeconds: 10 * DAY, target: 0.5, to: '2026-05-14' },
      { ...PARCEL, from: '2026-05-15' },
    ];
    const made = [...parcels(80, '2026-05-10', 3), ...parcels(40, '2026-05-20', 9)];
    const { versions, inForce, standing } = ask({ promises, made });
    expect(versions.map(({ words, from, to }) => [words, from, to])).toEqual([
      ['within ten days', null, '2026-05-14'],
      ['within five days', '2026-05-15', null],
    ]);
    expect([inForce, standing]).toEqual([1, 'missed']);
  });

  test('what was promised under the old rule is judged by the old rule', () => {
    const promises = [
      { ...PARCEL, withinSeconds: 10 * DAY, to: '2026-05-01' },
      { ...PARCEL, from: '2026-05-02' },
    ];
    // Made on 30 April for 10 May: done after six days it is in time, although five are promised by now.
    const made = parcels(30, '2026-05-10', 9, {
      madeAt: at('2026-04-30T10:00:00Z'),
      doneAt: at('2026-05-06T10:00:00Z'),
    });
    expect(ask({ promises, made }).period.kept.value).toBe(1);
  });
});

describe('promises that contacts keep', () => {
  const offeredAt = at('2026-05-10T10:00:00Z');
  const contacts = (count: number, prefix: string, fields: Partial<Contact>) =>
    Array.from({ length: count }, (_, i) =>
      contactOf({ id: `${prefix} ${i}`, offeredAt: offeredAt + i, ...fields }),
    );

  test('callbacks by their own due time; one without is not known, and is said to be', () => {
    const promises = [{ id: 'callback', words: 'within the hour', of: 'callbacks', withinSeconds: 3600 }];
    const callback = { outcome: 'callback', waitSeconds: 100, dueAt: offeredAt + 3700 } as const;
    const sent = [
      ...contacts(80, 'kept', { ...callback, closedAt: offeredAt + 2000 }),
      ...contacts(20, 'late', { ...callback, closedAt: offeredAt + 9000 }),
      ...contacts(10, 'other', { outcome: 'message', dueAt: offeredAt + 3700, closedAt: offeredAt + 10 }),
    ];
    const { period, distribution } = ask({ promises, contacts: sent });
    expect(period.kept).toMatchObject({ value: 0.8, n: 100 });
    // Asked for after 100 seconds, called back after 2,000.
    expect(distribution).toMatchObject({ unit: 'seconds', n: 100, p50: 2100, withinTwice: 0.8 });
    const more = ask({ promises, contacts: contacts(30, 'no time', { outcome: 'callback' }) });
    expect([more.period.unknown.value, more.period.kept.status]).toEqual([30, 'missing']);
  });

  test('time on hold by the longest that was promised, where the records tell it', () => {
    const promises = [
      { id: 'hold', words: 'five minutes', of: 'hold_time', withinSeconds: 300, channel: 'phone' },
    ];
    const sent = [
      ...contacts(70, 'short', { holdSeconds: 300 }),
      ...contacts(30, 'long', { holdSeconds: 301 }),
      ...contacts(40, 'chat', { holdSeconds: 900, channel: 'chat' }),
    ];
    expect(ask({ promises, contacts: sent }).period.kept).toMatchObject({ value: 0.7, n: 100 });
  });

  test('a wait promised: who left before it was over took it back, who left later waited too long', () => {
    const promises = [{ id: 'wait', words: 'two minutes', of: 'wait_time', withinSeconds: 120 }];
    const sent = [
      ...contacts(50, 'a', { waitSeconds: 60 }),
      ...contacts(10, 'b', { waitSeconds: 200 }),
      ...contacts(20, 'c', { waitSeconds: 30, outcome: 'abandoned' }),
      ...contacts(20, 'd', { waitSeconds: 240, outcome: 'abandoned' }),
    ];
    const { period, open } = ask({ promises, contacts: sent });
    expect(period.kept).toMatchObject({ value: 50 / 80, n: 80 });
    expect([period.withdrawn.value, open.value]).toEqual([20, 0]);
  });
});

test('a window put together of days, of which some are hidden, has neither a share nor a verdict', () => {
  // None was kept on the one day that is shown, five of twelve on each of the others.
  const made = [
    ...parcels(12, '2026-05-04', 9),
    ...['2026-05-05', '2026-05-06', '2026-05-07'].flatMap((due) => [
      ...parcels(5, due, 3),
      ...parcels(7, due, 9),
    ]),
  ];
  const { period, standing, compared } = ask({ made, from: '2026-05-04', to: '2026-05-08' });
  expect(period.kept).toMatchObject({ value: null, n: null, status: 'suppressed' });
  expect(period).toMatchObject({ low: null, high: null, clusteredBy: null });
  expect(standing).toBeNull();
  expect(compared.every(({ difference }) => difference === null)).toBe(true);
});
