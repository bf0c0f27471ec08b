import { parse } from 'csv-parse/sync';
import { afterEach, describe, expect, test } from 'vitest';
import { eventsAnswer } from '../../../api/contract/events.ts';
import { eventsCsv } from '../../../api/event-table.ts';
import type { FeedContext } from '../../../api/feeds/context.ts';
import { eventsFeed } from '../../../api/feeds/events.ts';
import type { ActionRecord, Contact } from '../../../db/domain/contact.ts';
import type { DefinitionChange } from '../../../db/domain/definition-change.ts';
import { DEFINITION_CHANGES } from '../../../db/domain/definition-change.ts';
import { findMetric } from '../../../db/domain/metric.ts';
import { makeZone, parseDay } from '../../../db/domain/zone.ts';
import { actionOf } from '../../support/actions.ts';
import { contactOf } from '../../support/records.ts';
import { contextOf, dayOf } from '../../support/records-context.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const zone = makeZone('Europe/London');
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'];
const NOW = zone.startOfDay(dayOf('2024-05-06')) + 36_000;
const CONFIGURATION = {
  organisation: { name: 'Test', timeZone: 'Europe/London' },
  channels: { phone: { hours: Object.fromEntries(WEEKDAYS.map((day) => [day, ['09:00-12:00']])) } },
};
const TARGET = { clock: 'internal', channel: 'phone', share: 0.8 };
const at = (text: string) => Date.parse(text) / 1000;

const openRecords: RecordsDatabase[] = [];
afterEach(() => {
  for (const records of openRecords.splice(0)) records.close();
});

interface Setting {
  configuration?: object;
  holidays?: readonly string[];
  actions?: readonly ActionRecord[];
  /** opening hours without a call: `2024-04-10 10` */
  silent?: readonly string[];
  isEmpty?: boolean;
}

/** From 4 March to 3 May twenty calls in each of three opening hours, but where it is silent. */
function open({
  configuration = {},
  holidays,
  actions = [],
  silent = [],
  isEmpty = false,
}: Setting = {}): FeedContext {
  const records = new RecordsDatabase({ zone });
  openRecords.push(records);
  const calls: Contact[] = [];
  for (let day = dayOf('2024-03-04'); day <= dayOf('2024-05-03'); day++) {
    if ([5, 6].includes((day + 3) % 7) || isEmpty) continue;
    for (const hour of [9, 10, 11]) {
      const start = zone.firstInstantOf(day, hour * 3600);
      const name = zone.formatInstant(start).slice(0, 13).replace('T', ' ');
      if (silent.some((one) => name.startsWith(one) || name.replace(' 0', ' ') === one)) continue;
      for (let call = 0; call < 20; call++) {
        calls.push(contactOf({ id: `${day} ${hour} ${call}`, offeredAt: start + call * 60 }));
      }
    }
  }
  records.load('contacts', calls);
  if (actions.length > 0) records.load('actions', actions);
  records.rollUp(NOW);
  return contextOf(records, { ...CONFIGURATION, ...configuration }, NOW, holidays);
}

const day = (date: string | undefined) => (date === undefined ? null : parseDay(date));
const ask = (context: FeedContext, from?: string, to?: string, changes?: readonly DefinitionChange[]) => {
  const answer = eventsFeed(context, { fromDay: day(from), toDay: day(to) }, changes);
  expect(() => eventsAnswer.parse(answer)).not.toThrow();
  return answer.events;
};
const ids = (events: ReturnType<typeof ask>) => events.map(({ id }) => id);

describe('events', () => {
  test('are none where nothing happened, with or without records', () => {
    expect(ask(open())).toEqual([]);
    expect(ask(open({ isEmpty: true }))).toEqual([]);
  });

  test('hold the holidays from the first record to a year ahead', () => {
    const holidays = ['2024-03-03', '2024-03-04', '2025-05-06', '2025-05-07'];
    expect(ids(ask(open({ holidays })))).toEqual(['holiday-2024-03-04', 'holiday-2025-05-06']);
    expect(ask(open({ holidays }))[0]).toMatchObject({
      kind: 'holiday',
      from: '2024-03-04',
      to: '2024-03-04',
      title: 'a holiday',
      channel: null,
    });
    expect(ids(ask(open({ holidays, isEmpty: true })))).toEqual(['holiday-2025-05-06']);
  });

  test('name an outage with its local times, and tell two of one minute apart', () => {
    const outage = { from: '2024-04-10T08:00:00Z', to: '2024-04-10T09:30:00Z', channel: 'phone' };
    const outages = [
      { ...outage, note: 'exchange down' },
      { ...outage, note: 'line cut' },
      { ...outage, channel: undefined, note: 'no power' },
    ];
    const events = ask(open({ configuration: { outages } }));
    expect(events.map(({ id, title }) => [id, title])).toEqual([
      ['outage-phone-2024-04-10-0900', 'exchange down'],
      ['outage-phone-2024-04-10-0900-2', 'line cut'],
      ['outage-all-2024-04-10-0900', 'no power'],
    ]);
    expect(events[0]).toMatchObject({
      from: '2024-04-10T09:00:00+01:00',
      to: '2024-04-10T10:30:00+01:00',
      channel: 'phone',
    });
  });

  test('make one change of two targets that follow one another', () => {
    const targets = [
      {
        ...TARGET,
        id: 'slow',
        words: 'in two minutes',
        thresholdSeconds: 120,
        from: '2020-01-01',
        to: '2024-03-31',
      },
      { ...TARGET, id: 'fast', words: 'in a minute', thresholdSeconds: 60, from: '2024-04-01' },
    ];
    const events = ask(open({ configuration: { targets } }));
    expect(ids(events)).toEqual(['target-slow-2020-01-01', 'target-fast-2024-04-01']);
    expect(events[1]).toMatchObject({
      kind: 'target',
      from: '2024-04-01',
      to: null,
      title: 'in a minute',
      channel: 'phone',
      target: {
        id: 'fast',
        change: 'changed',
        clock: 'internal',
        thresholdSeconds: 60,
        share: 0.8,
        metric: null,
        before: { id: 'slow', words: 'in two minutes', thresholdSeconds: 120 },
      },
    });
  });

  test('tell each new version of a promise with the one before, and its end', () => {
    const promise = { id: 'parcel', words: 'in five days', withinSeconds: 432_000, target: 0.9 };
    const promises = [
      { ...promise, words: 'in ten days', withinSeconds: 864_000, to: '2024-04-14' },
      { ...promise, from: '2024-04-15', to: '2024-04-30' },
      { id: 'since-ever', words: 'always' },
    ];
    const told = ask(open({ configuration: { promises } })).filter(({ kind }) => kind === 'target');
    expect(told.map(({ id, target }) => [id, target?.change, target?.words, target?.before?.words])).toEqual([
      ['promise-parcel-2024-04-15', 'changed', 'in five days', 'in ten days'],
      ['promise-parcel-ended-2024-05-01', 'ended', 'in five days', undefined],
    ]);
    expect(told[0]?.target).toMatchObject({
      clock: null,
      metric: null,
      share: 0.9,
      thresholdSeconds: 432_000,
    });
  });

  test('say of a target of another metric its value', () => {
    const targets = [
      {
        id: 'happy',
        words: '8 in 10 satisfied',
        metric: 'csat_top2',
        value: 0.8,
        from: '2024-04-01',
        to: '2024-04-30',
      },
    ];
    const events = ask(open({ configuration: { targets } }));
    expect(ids(events)).toEqual(['target-happy-2024-04-01', 'target-happy-ended-2024-05-01']);
    expect(events[1]?.target).toMatchObject({
      change: 'ended',
      metric: 'csat_top2',
      value: 0.8,
      share: null,
      before: null,
    });
  });

  test('name each phase of an action, whatever its id', () => {
    const startsAt = at('2024-04-01T08:00:00Z');
    const actions = [
      actionOf({
        id: '../<b>',
        startsAt,
        rolloutEndsAt: startsAt + 86_400,
        endedAt: startsAt + 864_000,
        channel: 'chat',
      }),
    ];
    const events = ask(open({ actions }));
    expect(events.map(({ from, action }) => [from, action])).toEqual([
      ['2024-04-01T09:00:00+01:00', { id: '../<b>', phase: 'starts' }],
      ['2024-04-02T09:00:00+01:00', { id: '../<b>', phase: 'rolled_out' }],
      ['2024-04-11T09:00:00+01:00', { id: '../<b>', phase: 'ended' }],
    ]);
    for (const { id, channel, title } of events) {
      expect(id).toMatch(/^action-[a-z0-9_-]+$/);
      expect([channel, title]).toEqual(['chat', 'Invoices in plain words']);
    }
  });

  test('name a changed definition by its metric and date', () => {
    const changes = [{ metric: 'offered', date: '2024-04-01', words: 'callbacks count as well' }];
    expect(ask(open(), undefined, undefined, changes)[0]).toMatchObject({
      id: 'definition-offered-2024-04-01',
      kind: 'definition',
      from: '2024-04-01',
      title: 'callbacks count as well',
      definition: { metric: 'offered' },
    });
  });
});

describe('a gap', () => {
  test('is open hours without a call where there are usually twenty', () => {
    expect(ask(open({ silent: ['2024-04-10 10', '2024-04-10 11'] }))).toMatchObject([
      {
        id: 'gap-phone-2024-04-10-1000',
        kind: 'gap',
        from: '2024-04-10T10:00:00+01:00',
        to: '2024-04-10T12:00:00+01:00',
        title: null,
        channel: 'phone',
      },
    ]);
  });

  test('goes on through the night when the next open hour is silent too', () => {
    expect(ask(open({ silent: ['2024-04-10 11', '2024-04-11'] }))).toMatchObject([
      { from: '2024-04-10T11:00:00+01:00', to: '2024-04-11T12:00:00+01:00' },
    ]);
  });

  test('is none where an outage was announced, or nobody said when the channel is open', () => {
    const outages = [{ from: '2024-04-10T09:00:00Z', to: '2024-04-10T10:00:00Z', note: 'line cut' }];
    expect(ids(ask(open({ silent: ['2024-04-10 10'], configuration: { outages } })))).toEqual([
      'outage-all-2024-04-10-1000',
    ]);
    expect(ask(open({ silent: ['2024-04-10'], configuration: { channels: {} } }))).toEqual([]);
  });
});

describe('a range', () => {
  const outages = [{ from: '2024-04-09T12:00:00Z', to: '2024-04-11T12:00:00Z', note: 'line cut' }];

  test('holds what touches one of its days', () => {
    const context = open({ configuration: { outages } });
    for (const [from, to, found] of [
      ['2024-04-11', undefined, 1],
      ['2024-04-12', undefined, 0],
      [undefined, '2024-04-09', 1],
      [undefined, '2024-04-08', 0],
      ['2024-04-10', '2024-04-10', 1],
    ] as const) {
      expect(ask(context, from, to)).toHaveLength(found);
    }
  });

  test('tells nothing later than its last day: no end to come, no action registered since', () => {
    const startsAt = at('2024-04-08T08:00:00Z');
    const actions = [
      actionOf({
        id: 'known',
        startsAt,
        registeredAt: at('2024-04-01T08:00:00Z'),
        endedAt: at('2024-04-20T08:00:00Z'),
      }),
      actionOf({ id: 'late', startsAt, registeredAt: at('2024-04-12T08:00:00Z') }),
    ];
    const context = open({ configuration: { outages }, actions, holidays: ['2024-04-11'] });
    const until = ask(context, undefined, '2024-04-10');
    expect(until.map(({ id, to }) => [id, to])).toEqual([
      ['action-known-starts', null],
      ['outage-all-2024-04-09-1300', null],
    ]);
    expect(ids(ask(context))).toContain('action-late-starts');
  });

  test('does not change the id of an event', () => {
    const context = open({ configuration: { outages: [...outages, ...outages] }, holidays: ['2024-04-11'] });
    const all = ids(ask(context));
    for (const id of ids(ask(context, '2024-04-11', '2024-04-11'))) expect(all).toContain(id);
  });
});

test('as CSV each event is a row, and no title becomes a formula', () => {
  const actions = [
    actionOf({ id: '=1+1', startsAt: at('2024-04-08T08:00:00Z'), title: '=HYPERLINK("x"), "y"' }),
  ];
  const context = open({ actions, holidays: ['2024-04-11'] });
  const rows = parse(eventsCsv(eventsFeed(context, { fromDay: null, toDay: null })), { columns: true });
  expect(rows).toMatchObject([
    { kind: 'action', title: '\'=HYPERLINK("x"), "y"', action: "'=1+1", action_phase: 'starts', to: '' },
    { kind: 'holiday', from: '2024-04-11', to: '2024-04-11', time_zone: 'Europe/London', target: '' },
  ]);
});

test('a newly loaded action makes another version of what is said, and the same again does not', () => {
  const records = new RecordsDatabase({ zone });
  openRecords.push(records);
  const version = () =>
    records.db.sql.prepare(`SELECT value FROM meta WHERE name = 'data_version'`).pluck().get();
  const action = actionOf({ id: 'a', startsAt: NOW });
  const versions = [[action], [action], [{ ...action, title: 'Another' }]].map((actions) => {
    records.load('actions', actions);
    return version();
  });
  expect(versions).toEqual(['1', '1', '2']);
});

test('a metric that ends is told on its first day without it, with why', () => {
  const retired = [{ metric: 'csat_mean', from: '2024-04-20', by: 'Head of service', why: 'another scale' }];
  const events = ask(open({ configuration: { retired } }));
  expect(events.find(({ kind }) => kind === 'retirement')).toMatchObject({
    ...{ id: 'retired-csat_mean-2024-04-20', from: '2024-04-20', to: null, title: 'another scale' },
    definition: { metric: 'csat_mean' },
  });
});

test('the dated definition changes are of metrics that exist, each on a real day', () => {
  for (const { metric, date, words } of DEFINITION_CHANGES) {
    expect(findMetric(metric), metric).toBeDefined();
    expect(parseDay(date), date).not.toBeNull();
    expect(words).not.toBe('');
  }
});
