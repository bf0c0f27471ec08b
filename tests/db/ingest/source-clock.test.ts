// Clocks of sources that go wrong by minutes, an hour or a day, as what they push meets the real loader.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EventRecord } from '../../../db/domain/contact.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { AHEAD_RULE, LATE_RULE } from '../../../db/ingest/live-clock.ts';
import { AGAIN_RULE } from '../../../db/ingest/stores/live-contact.ts';
import { readLiveState } from '../../../db/queries/live-state.ts';
import { contactOf, eventOf } from '../../support/records.ts';
import { type LoadSettings, RecordsDatabase } from '../../support/records-database.ts';

const zone = makeZone('Europe/London');
const NOW = Date.parse('2026-11-17T10:00:00Z') / 1000;
const HOUR = 3600;
const DAY = 24 * HOUR;

let records: RecordsDatabase;
beforeEach(() => {
  records = new RecordsDatabase({ zone });
});
afterEach(() => records.close());

const push = (events: readonly EventRecord[], more: LoadSettings = {}) =>
  records.load('events', events, { nowSeconds: NOW, isToldLive: true, ...more });
const correct = (events: readonly EventRecord[], more: LoadSettings = {}) =>
  push(events, { isToldLive: false, isCorrection: true, ...more });
/** A call of 60 s of waiting and 200 s of talk, by a clock that is off by so much. */
const call = (contactId: string, at: number, off = 0) =>
  (['queued', 'answered', 'ended'] as const).map((event, i) =>
    eventOf({ contactId, event, channel: 'phone', at: NOW + at + off + [0, 60, 260][i]! }),
  );
const allBehind = (by: string) =>
  `all of it behind our clock, the newest by ${by}: kept as it is; where the clock or the zone of the source is wrong, set it, and send its events again with ?correct=true`;

describe('a clock that is ahead', () => {
  test('by minutes is taken for ours, and the receipt says how often', () => {
    const told = push(call('a', 180));
    expect(told).toMatchObject({ accepted: 3, applied: { [AHEAD_RULE]: 3 } });
    expect(records.contacts()).toMatchObject([{ arrivedAt: NOW, waitSeconds: 0 }]);
  });

  test('by a day is refused, with both times', () => {
    const told = push(call('a', DAY));
    expect(told).toMatchObject({ accepted: 0, rejected: 3 });
    expect(told.rejects[0]).toMatchObject({
      ...{ field: 'at', value: '2026-11-18T10:00:00+00:00' },
      reason: expect.stringContaining('our clock, which shows 2026-11-17T10:00:00+00:00'),
    });
  });
});

describe('a clock that is behind', () => {
  test('by more than twelve hours is refused, a count of a queue as well, for that tells of no now', () => {
    const count = {
      ...{ at: NOW - 13 * HOUR, channel: 'phone' as const, queue: null, waiting: 7 },
      ...{ longestWaitSeconds: null, inService: null, agents: null },
    };
    const told = records.load('queue', [count], { nowSeconds: NOW, isToldLive: true });
    expect(told).toMatchObject({ accepted: 0, rejected: 1 });
    expect(told.rejects[0]!.reason).toMatch(/more than 12 hours behind our clock, .* expected counts of now/);
  });

  test('by minutes is kept as it is, and the receipt counts what is late', () => {
    expect(push(call('a', -320)).applied).toEqual({ [LATE_RULE]: 2 });
  });

  test('by an hour, as of another zone, is kept, and the receipt says by how much and how to put it right', () => {
    const told = push(call('a', -270, -HOUR));
    expect(told).toMatchObject({ accepted: 3, rejected: 0 });
    expect(told.applied).toEqual({ [LATE_RULE]: 3, [allBehind('1 h 0 min')]: 3 });
    expect(readLiveState(records.db, NOW)[0]).toMatchObject({ heardAt: NOW - HOUR - 10 });
  });

  test('by a day is refused, with both times and what to do, and its source was not heard of', () => {
    const told = push(call('a', -270, -DAY));
    expect(told).toMatchObject({ accepted: 0, rejected: 3, applied: {} });
    expect(told.rejects[0]).toEqual({
      ...{ line: 2, field: 'at', value: '2026-11-16T09:55:30+00:00' },
      reason:
        'it is more than 12 hours behind our clock, which shows 2026-11-17T10:00:00+00:00; expected events as they happen: set the clock or the zone of the source, or, where that is right, push them with ?late=true',
    });
    expect(records.contacts()).toEqual([]);
    expect(records.db.sql.prepare('SELECT * FROM live_sources').all()).toEqual([]);
  });
});

describe('events that could not be sent for six hours', () => {
  const missed = Array.from({ length: 36 }, (_, i) => call(`missed ${i}`, -6 * HOUR + i * 600)).flat();

  test('are taken in one push without a word about the clock', () => {
    const told = push(missed);
    expect(told).toMatchObject({ accepted: 108, rejected: 0 });
    expect(Object.keys(told.applied)).toEqual([LATE_RULE]);
    expect(records.contacts()).toHaveLength(36);
  });

  test('are taken in many pushes, of which all but the last say how far behind they are', () => {
    const behind = [0, 36, 72].map((at) => Object.keys(push(missed.slice(at, at + 36)).applied));
    expect(behind.map((rules) => rules.filter((rule) => rule !== LATE_RULE))).toEqual([
      [allBehind('4 h 5 min')],
      [allBehind('2 h 5 min')],
      [],
    ]);
    expect(records.contacts()).toHaveLength(36);
  });

  test('sent again a day later are known, and new ones of that day are refused', () => {
    push(missed);
    const again = push([...missed, ...call('other', -DAY)], { nowSeconds: NOW + 18 * HOUR });
    expect(again).toMatchObject({ unchanged: 108, rejected: 3 });
  });
});

describe('a push that says that it is late, and a file', () => {
  test('may be of any day', () => {
    expect(push(call('a', -30 * DAY), { isToldLive: false })).toMatchObject({ accepted: 3, rejected: 0 });
  });
});

describe('a correction', () => {
  const facts = () =>
    records.contacts().map(({ arrivedAt, waitSeconds, handleSeconds }) => ({
      arrivedAt,
      waitSeconds,
      handleSeconds,
    }));

  test.each([
    ['an hour', HOUR],
    ['a day', DAY],
  ])('puts right what a clock that was %s behind had told, however often it is sent', (_, off) => {
    push(call('a', -600, -off), { isToldLive: false });
    expect(facts()).toEqual([{ arrivedAt: NOW - 600 - off, waitSeconds: 60, handleSeconds: 200 }]);
    expect(correct(call('a', -600))).toMatchObject({ accepted: 0, updated: 3, unchanged: 0, rejected: 0 });
    const right = [{ arrivedAt: NOW - 600, waitSeconds: 60, handleSeconds: 200 }];
    expect(facts()).toEqual(right);
    expect(correct(call('a', -600))).toMatchObject({ accepted: 0, updated: 0, unchanged: 3, rejected: 0 });
    expect(facts()).toEqual(right);
    expect(push(call('a', -600))).toMatchObject({ unchanged: 3, rejected: 0 });
  });

  test('without being said to be one changes nothing, and the receipt tells how', () => {
    push(call('a', -600, -HOUR));
    expect(push(call('a', -600)).applied).toEqual({ [LATE_RULE]: 3, [AGAIN_RULE]: 3 });
    expect(facts()).toEqual([{ arrivedAt: NOW - 600 - HOUR, waitSeconds: 60, handleSeconds: 200 }]);
    push(call('b', -600, -DAY), { isToldLive: false });
    const told = push(call('b', -600));
    expect(told).toMatchObject({ rejected: 3 });
    expect(told.rejects[0]!.reason).toContain('send all its events again with ?correct=true');
  });

  test('in whatever order, in however many transactions, gives the contact that it tells', () => {
    const right = [...call('a', -600), ...call('b', -500)];
    for (const batch of [1, 2, 6]) {
      for (const told of [right, right.toReversed()]) {
        push([...call('a', -600, -HOUR), ...call('b', -500, -HOUR)]);
        correct(told, { batch });
        expect(facts().map(({ arrivedAt }) => arrivedAt)).toEqual([NOW - 600, NOW - 500]);
        expect(facts()).toMatchObject([{ handleSeconds: 200 }, { handleSeconds: 200 }]);
      }
    }
  });

  test('brings back who waits where an hour’s wrong clock had put them an hour away', () => {
    const queued = (contactId: string, at: number) =>
      eventOf({ contactId, event: 'queued', at: NOW + at, channel: 'phone' });
    push(Array.from({ length: 30 }, (_, i) => call(`before ${i}`, -HOUR - 400)).flat(), {
      isToldLive: false,
    });
    push([queued('a', -HOUR - 60)], { nowSeconds: NOW - 60 });
    push([queued('b', -5)]);
    expect(readLiveState(records.db, NOW)[0]).toMatchObject({ waiting: 1 });
    correct([queued('a', -60)]);
    expect(readLiveState(records.db, NOW)[0]).toMatchObject({ waiting: 2, longestWaitSeconds: 60 });
  });

  test('leaves what a full record says besides, and names another channel where the first was wrong', () => {
    push(call('a', -600));
    const category = 'idea';
    records.load('contacts', [contactOf({ id: 'a', offeredAt: NOW - 600, category })], { nowSeconds: NOW });
    const told = call('a', -500).map((event) => ({ ...event, channel: 'chat' as const }));
    expect(correct(told)).toMatchObject({ updated: 3, rejected: 0 });
    expect(records.contacts()).toMatchObject([{ channel: 'chat', category: 4, arrivedAt: NOW - 500 }]);
  });

  test('of which nothing can be taken forgets nothing', () => {
    push(call('a', -600));
    expect(correct(call('a', DAY))).toMatchObject({ rejected: 3 });
    expect(facts()).toEqual([{ arrivedAt: NOW - 600, waitSeconds: 60, handleSeconds: 200 }]);
  });
});
