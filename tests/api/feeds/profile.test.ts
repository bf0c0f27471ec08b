import { afterEach, describe, expect, test } from 'vitest';
import type { FeedContext } from '../../../api/feeds/context.ts';
import { type ProfileQuestion, profileFeed } from '../../../api/feeds/profile.ts';
import { seriesFeed } from '../../../api/feeds/series.ts';
import type { Contact } from '../../../db/domain/contact.ts';
import { usualRange } from '../../../db/domain/expected-range.ts';
import { formatDay, makeZone, weekdayOf } from '../../../db/domain/zone.ts';
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

type CountsOf = (day: number) => readonly (readonly [hour: number, count: number])[];

/** On each weekday at nine ten calls, at ten twice as many, and at eleven two. */
const STEADY: CountsOf = (day) =>
  weekdayOf(day) > 4
    ? []
    : [
        [9, 10],
        [10, 20],
        [11, 2],
      ];

/** From 11 March, or another day, until now. */
function open(
  holidays: readonly string[] = [],
  countsOf = STEADY,
  { from = '2024-03-11', outages = [] as readonly object[] } = {},
): FeedContext {
  const contacts: Contact[] = [];
  for (let day = dayOf(from); day <= dayOf('2024-04-15'); day++) {
    for (const [hour, count] of countsOf(day)) {
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
  return contextOf(records, { ...CONFIGURATION, outages }, NOW, holidays);
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

  test('leaves out hours that are hidden: by those that are told, or the week before, they would be known', () => {
    const once = (few: (week: number) => boolean) =>
      open([], (day) => [[10, few(Math.floor((day + 3) / 7)) ? 4 : 30]]);
    const one = ask(once((week) => week % 4 === 0)).cells;
    expect([one.value[at(2, 10)], one.n[at(2, 10)], one.days[at(2, 10)]]).toEqual([30, 90, 3]);
    const three = ask(once((week) => week % 4 !== 0)).cells;
    expect([three.value[at(2, 10)], three.status[at(2, 10)]]).toEqual([null, 'suppressed']);
  });

  const HOLIDAY = '2024-03-29';
  const CLOCK_CHANGE = '2024-03-31';
  /** At nine and ten counts that vary, at eleven few enough on every third day to be hidden; some days are far off. */
  const varying: CountsOf = (day) =>
    weekdayOf(day) === 5
      ? []
      : [
          [9, (20 + ((day * 7) % 11)) * ([HOLIDAY, CLOCK_CHANGE].includes(formatDay(day)) ? 3 : 1)],
          [10, 40 + 2 * ((day * 13) % 29)],
          [11, day % 3 === 0 ? 4 : 30],
        ];
  const OUTAGE = {
    from: '2024-04-09T10:20:00+01:00',
    to: '2024-04-09T10:40:00+01:00',
    note: 'platform down',
  };

  /** The single hours as `series` publishes them, by hour of the week; the range follows from them and the means. */
  function rangeByHand(context: FeedContext) {
    const { from, to, cells } = ask(context, { weeks: 8 });
    const found = seriesFeed(context, {
      metrics: ['offered'],
      grain: 'hour',
      fromDay: dayOf(from),
      toDay: dayOf(to),
    });
    if (!found.ok) throw new Error(found.detail);
    const { start, start0, step = 3600, value, status } = found.answer.series[0]!.cells;
    const counts = cells.value.map((): number[] => []);
    const hidden = new Set<number>();
    value.forEach((count, i) => {
      const startAt =
        start === undefined ? Date.parse(start0!) / 1000 + i * step : Date.parse(start[i]!) / 1000;
      if ([HOLIDAY, CLOCK_CHANGE].includes(formatDay(zone.dayOf(startAt)))) return;
      const slot = weekdayOf(zone.dayOf(startAt)) * 24 + Math.floor(zone.secondOfDay(startAt) / 3600);
      if (status[i] === 'suppressed') hidden.add(slot);
      else if (count !== null && status[i] !== 'partial') counts[slot]!.push(count);
    });
    const shown = counts.map((own, slot) => (hidden.has(slot) ? [] : own));
    return { shown, ...usualRange({ mean: cells.value, weeks: cells.days, counts: shown }) };
  }

  test('has the range of its counts, worked out from published hours alone', () => {
    const context = open([HOLIDAY], varying, { from: '2024-02-12', outages: [OUTAGE] });
    const { cells } = ask(context, { weeks: 8 });
    const { shown, low, high } = rangeByHand(context);
    // Nothing of the spread is learnt of hours cut short, of holidays, of the day on which the clock changed, and of hours
    // of the week of which a day is hidden.
    expect(shown[at(2, 10)]).toHaveLength(7);
    expect(shown[at(2, 9)]).toHaveLength(8);
    expect([shown[at(5, 9)]!.length, shown[at(7, 9)]!.length]).toEqual([7, 7]);
    expect(shown.filter((_, slot) => slot % 24 === 11).every((own) => own.length === 0)).toBe(true);
    const toTenth = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10);
    expect(cells.low).toEqual(low.map(toTenth));
    expect(cells.high).toEqual(high.map(toTenth));
    for (const hour of [9, 10, 11]) {
      const mean = cells.value[at(4, hour)]!;
      expect(cells.low[at(4, hour)]).toBeLessThan(mean);
      expect(cells.high[at(4, hour)]).toBeGreaterThan(mean);
    }
  });

  test('has no range where the mean is hidden or closed, nor of three weeks, nor of anything but counts', () => {
    const few = ask(open()).cells;
    expect([8, 11].map((hour) => [few.low[at(2, hour)], few.high[at(2, hour)]])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(few.low[at(2, 10)]).not.toBeNull();
    const context = open(['2024-04-01'], varying);
    const { cells } = ask(context);
    expect(cells.value[at(1, 10)]).not.toBeNull();
    expect([cells.low[at(1, 10)], cells.high[at(1, 10)]]).toEqual([null, null]);
    expect(cells.low[at(2, 10)]).not.toBeNull();
    const level = ask(context, { metric: 'service_level' }).cells;
    expect(new Set([...level.low, ...level.high])).toEqual(new Set([null]));
  });

  test('has no range where the spread would have to be learnt from hours that are hidden', () => {
    const hidden: CountsOf = (day) => [[9, day % 2 === 0 ? 4 : 30]];
    const { value, low } = ask(open([], hidden)).cells;
    expect(value[at(3, 9)]).not.toBeNull();
    expect(new Set(low)).toEqual(new Set([null]));
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
