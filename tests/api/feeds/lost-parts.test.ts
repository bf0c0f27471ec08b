import { afterAll, beforeAll, expect, test } from 'vitest';
import { breakdownFeed } from '../../../api/feeds/breakdown.ts';
import type { FeedContext } from '../../../api/feeds/context.ts';
import { reportFeed } from '../../../api/feeds/report.ts';
import { seriesFeed } from '../../../api/feeds/series.ts';
import type { Grain } from '../../../db/domain/bucket.ts';
import { contactOf, intervalOf } from '../../support/records.ts';
import { contextOf, dayOf } from '../../support/records-context.ts';
import { RecordsDatabase } from '../../support/records-database.ts';
import { CONFIGURATION, LOST, NOW, OFFICE_ZONE, openOffice, SILENT } from '../../support/reported-office.ts';

let office: { records: RecordsDatabase; context: FeedContext };
beforeAll(() => {
  office = openOffice();
});
afterAll(() => office.records.close());

const FROM = '2024-01-01';
const TO = '2024-03-31';

function statuses(
  context: FeedContext,
  grain: Grain,
  member: { channel?: string; queue?: string; category?: string } = {},
  metric = 'offered',
): Map<string, string> {
  const range = { fromDay: dayOf(FROM), toDay: dayOf(TO) };
  const result = seriesFeed(context, { metrics: [metric], grain, ...range, ...member });
  if (!result.ok) throw new Error(result.detail);
  const { start, start0, step, status } = result.answer.series[0]!.cells;
  const names =
    start ?? status.map((_, i) => OFFICE_ZONE.formatInstant(Date.parse(start0!) / 1000 + i * (step ?? 0)));
  return new Map(names.map((name, i) => [name.slice(0, grain === 'hour' ? 13 : 10), status[i]!]));
}

/** What the office lost, hour by hour, as its fixture says: reckoned from dates alone. */
const HOURS_LOST = new Set([
  ...['09', '10'].map((hour) => `2024-03-12T${hour}`),
  `${SILENT}T16`,
  ...Array.from({ length: 16 }, (_, i) => `${LOST}T${String(8 + i).padStart(2, '0')}`),
]);
const DAYS_LOST = new Set([...HOURS_LOST].map((hour) => hour.slice(0, 10)));
const mondayOf = (date: string) => {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
};
const LOST_IN = {
  hour: HOURS_LOST,
  day: DAYS_LOST,
  week: new Set([...DAYS_LOST].map(mondayOf)),
  month: new Set([...DAYS_LOST].map((date) => `${date.slice(0, 7)}-01`)),
};

test.each(['hour', 'day', 'week', 'month'] as const)(
  'by %s no total is settled of which a channel has a part without records, and every other one is',
  (grain) => {
    const found = statuses(office.context, grain);
    const settled = [...found].filter(([, status]) => status === 'final' || status === 'provisional');
    expect(settled.map(([name]) => name).filter((name) => LOST_IN[grain].has(name))).toEqual([]);
    const partial = [...found].filter(([, status]) => status === 'partial').map(([name]) => name);
    expect(partial.filter((name) => !LOST_IN[grain].has(name))).toEqual([]);
    expect(partial.length).toBeGreaterThan(0);
    expect(settled.length).toBeGreaterThan(0);
  },
);

test('an outage of one channel leaves the other whole, and every sum over both incomplete', () => {
  const day = '2024-03-12';
  const statusOn = (member: Parameters<typeof statuses>[2], metric?: string) =>
    statuses(office.context, 'day', member, metric).get(day);
  expect(statusOn({ channel: 'chat' })).toBe('final');
  expect(statusOn({ channel: 'phone' })).toBe('partial');
  expect(statusOn({})).toBe('partial');
  expect(statusOn({ category: 'information' })).toBe('partial');
  expect(statusOn({ queue: 'main' })).toBe('partial');
  expect(statusOn({}, 'service_level')).toBe('partial');
  const rows = (by: 'category' | 'channel') => {
    const result = breakdownFeed(office.context, {
      ...{ metric: 'offered', by, fromDay: dayOf(day), toDay: dayOf(day) },
    });
    if (!result.ok) throw new Error(result.detail);
    return result.answer.rows;
  };
  expect(new Set(rows('category').status)).toEqual(new Set(['partial']));
  expect(rows('channel').member.map((name, i) => [name, rows('channel').status[i]])).toEqual([
    ['phone', 'partial'],
    ['chat', 'final'],
  ]);
});

test('a window that holds such a day is incomplete', () => {
  const ask = (from: string, to: string) => {
    const result = breakdownFeed(office.context, {
      ...{ metric: 'offered', by: 'category', fromDay: dayOf(from), toDay: dayOf(to) },
    });
    return result.ok ? new Set(result.answer.rows.status) : result.detail;
  };
  expect(ask('2024-03-11', '2024-03-13')).toEqual(new Set(['partial']));
  expect(ask('2024-03-18', '2024-03-20')).toEqual(new Set(['final']));
});

test('a day with an outage of one channel, or with a silent hour, has an incomplete report', () => {
  const stateOf = (date: string) => {
    const result = reportFeed(office.context, date);
    return result.ok ? result.answer.state : result.detail;
  };
  expect([stateOf('2024-03-12'), stateOf(SILENT), stateOf('2024-03-14')]).toEqual([
    'partial',
    'partial',
    'final',
  ]);
});

test('an outage outside opening hours makes nothing incomplete', () => {
  const outages = [{ ...CONFIGURATION.outages[0], from: '2024-03-12T01:00:00Z', to: '2024-03-12T05:00:00Z' }];
  const context = contextOf(office.records, { ...CONFIGURATION, outages }, NOW);
  expect(statuses(context, 'day').get('2024-03-12')).toBe('final');
  expect(statuses(context, 'day', { channel: 'phone' }).get('2024-03-12')).toBe('final');
});

test('a channel that only a longer sum speaks of leaves the days of all incomplete, and the month whole', () => {
  const records = new RecordsDatabase({ zone: OFFICE_ZONE });
  const noon = (day: number) => Date.parse(`2024-01-${String(day).padStart(2, '0')}T12:00:00Z`) / 1000;
  const calls = Array.from({ length: 31 * 12 }, (_, i) =>
    contactOf({ id: `call ${i}`, offeredAt: noon(1 + Math.floor(i / 12)) + i, waitSeconds: 5 }),
  );
  records.load('contacts', calls);
  const start = Date.parse('2024-01-01T00:00:00Z') / 1000;
  records.load('intervals', [
    intervalOf({ intervalStart: start, interval: 'P1M', channel: 'email', offered: 900, answered: 900 }),
  ]);
  records.rollUp(NOW);
  const context = contextOf(records, { organisation: CONFIGURATION.organisation }, NOW);
  expect(statuses(context, 'day').get('2024-01-10')).toBe('partial');
  expect(statuses(context, 'day', { channel: 'phone' }).get('2024-01-10')).toBe('final');
  expect(statuses(context, 'month').get('2024-01-01')).toBe('final');
  records.close();
});
