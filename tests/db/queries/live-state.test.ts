// The queue as it is, asked of a real database that was told of it as operators do.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CHANNELS, type Channel, type EventRecord, type QueueRecord } from '../../../db/domain/contact.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { readLiveState } from '../../../db/queries/live-state.ts';
import { eventOf } from '../../support/records.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const zone = makeZone('Europe/London');
const NOW = Date.parse('2026-11-17T10:00:00Z') / 1000;

let records: RecordsDatabase;
beforeEach(() => {
  records = new RecordsDatabase({ zone });
});
afterEach(() => records.close());

type Told = [id: string, event: EventRecord['event'], at: number, queue?: string];

/** Told at `at` seconds from NOW; left out: as the last of them happens. */
function tell(
  told: readonly Told[],
  at = Math.max(...told.map((one) => one[2])),
  channel: Channel = 'phone',
) {
  const events = told.map(([contactId, event, offset, queue = null]) =>
    eventOf({ contactId, event, at: NOW + offset, channel, queue }),
  );
  records.load('events', events, { nowSeconds: NOW + at });
}

function snapshot(at: number, fields: Partial<QueueRecord>, source = 'platform', heardAt = at) {
  const record: QueueRecord = {
    ...{ at: NOW + at, channel: 'phone', queue: null, waiting: 0 },
    ...{ longestWaitSeconds: null, inService: null, agents: null },
    ...fields,
  };
  records.load('queue', [record], { nowSeconds: NOW + heardAt, source });
}

const stateAt = (at: number) =>
  readLiveState(records.db, NOW + at).map(({ channel, queue, heardAt, ...rest }) => ({
    ...rest,
    channel: CHANNELS[channel],
    isLine: queue !== null,
    heard: heardAt - NOW,
  }));
const phoneAt = (at: number) => stateAt(at).find(({ channel, isLine }) => channel === 'phone' && !isLine);

describe('what waits', () => {
  test('is everyone who was queued and has not left, by service line and in all', () => {
    tell([
      ['a', 'queued', -200, 'PS'],
      ['b', 'queued', -100, 'PS'],
      ['c', 'queued', -90, 'NEW'],
      ['d', 'queued', -80],
      ['b', 'answered', -60],
      ['c', 'abandoned', -50],
      ['e', 'offered', -10],
      ['f', 'ended', -300],
    ]);
    expect(stateAt(0)).toMatchObject([
      { isLine: false, waiting: 2, longestWaitSeconds: 200, inService: 1, source: 'events', heard: -10 },
      { isLine: true, waiting: 1, longestWaitSeconds: 200, inService: 1 },
      { isLine: true, waiting: 0, longestWaitSeconds: null, inService: 0 },
    ]);
  });

  test('leaves out a call that no event ended after four hours, and keeps a letter', () => {
    tell([['a', 'queued', -14_500]]);
    tell([['l', 'queued', -14_500]], -14_500, 'email');
    for (let at = -14_400; at <= 0; at += 300) tell([['x', 'offered', at]]);
    expect(stateAt(0)).toMatchObject([
      { channel: 'phone', waiting: 0 },
      { channel: 'email', waiting: 1, longestWaitSeconds: 14_500 },
    ]);
  });

  test('leaves out who waited when the source fell silent for long: its return is no spike', () => {
    tell([
      ...Array.from({ length: 30 }, (_, i): Told => [`before ${i}`, 'abandoned', -4100]),
      ['a', 'queued', -4000],
      ['b', 'queued', -3990],
    ]);
    expect(phoneAt(-3900)).toMatchObject({ waiting: 2 });
    // An hour later it is back: one came meanwhile and waits still, one is heard of again.
    tell([['c', 'queued', -120]], -5);
    expect(phoneAt(0)).toMatchObject({ waiting: 1, longestWaitSeconds: 120 });
    tell([['b', 'queued', -300]], 0);
    expect(phoneAt(0)).toMatchObject({ waiting: 2 });
  });

  test('keeps who waits over a time in which a source could not reach us and kept what it had to tell', () => {
    tell([
      ...Array.from({ length: 60 }, (_, i): Told => [`before ${i}`, 'abandoned', -1000]),
      ...Array.from({ length: 6 }, (_, i): Told => [`there ${i}`, 'queued', -950]),
    ]);
    tell(
      Array.from({ length: 15 }, (_, i): Told => [`kept ${i}`, 'abandoned', -900 + 60 * i]),
      0,
    );
    expect(phoneAt(0)).toMatchObject({ waiting: 6 });
  });

  test('names the lines of which only events tell beside those that a platform counts', () => {
    tell([
      ['a', 'queued', -100, 'PS'],
      ['b', 'queued', -90, 'NEW'],
      ['c', 'queued', -80, 'NEW'],
    ]);
    snapshot(-10, { queue: 'PS', waiting: 7, longestWaitSeconds: 90 });
    expect(stateAt(0)).toMatchObject([
      { isLine: false, waiting: 9 },
      { isLine: true, waiting: 7, source: 'queue' },
      { isLine: true, waiting: 2, source: 'events' },
    ]);
  });

  test('keeps who waits on a line so quiet that half an hour without a word is nothing unusual', () => {
    tell([
      ['before', 'abandoned', -2400],
      ['a', 'queued', -2000],
    ]);
    tell([['b', 'queued', -10]]);
    expect(phoneAt(0)).toMatchObject({ waiting: 2, longestWaitSeconds: 2000 });
  });

  test('of who is served says nothing while its source tells of no end', () => {
    tell([
      ['a', 'answered', -60],
      ['b', 'answered', -50],
    ]);
    expect(phoneAt(0)).toMatchObject({ inService: null });
    tell([['b', 'ended', -5]]);
    expect(phoneAt(0)).toMatchObject({ inService: 1 });
  });

  test('is what a platform counts itself, as long as that is fresh', () => {
    tell([['a', 'queued', -100]]);
    snapshot(-10, { queue: 'PS', waiting: 4, longestWaitSeconds: 90, inService: 7, agents: 9 });
    snapshot(-8, { queue: 'NEW', waiting: 3, longestWaitSeconds: 200, inService: 1, agents: 2 });
    expect(phoneAt(0)).toMatchObject({
      ...{ source: 'queue', waiting: 7, longestWaitSeconds: 200, inService: 8, agents: 11, heard: -8 },
    });
    tell([['z', 'offered', 300]]);
    expect(phoneAt(301)).toMatchObject({ source: 'events', waiting: 1 });
  });

  test('takes a snapshot without a service line for all of its channel', () => {
    snapshot(-9, { waiting: 12 });
    snapshot(-8, { waiting: 10 });
    snapshot(-8, { queue: 'PS', waiting: 3 });
    expect(stateAt(0)).toMatchObject([
      { isLine: false, waiting: 10 },
      { isLine: true, waiting: 3 },
    ]);
  });

  test('is that of the platform heard of last, where two count the same queue', () => {
    snapshot(-7200, { waiting: 37 }, 'old');
    snapshot(-5, { waiting: 12 }, 'new');
    expect(phoneAt(0)).toMatchObject({ waiting: 12, heard: -5 });
    snapshot(-4, { waiting: 11 }, 'second monitor');
    expect(phoneAt(0)).toMatchObject({ waiting: 11 });
  });

  test('is known of a platform whose clock is behind, at the time that it says', () => {
    snapshot(-180, { waiting: 8 }, 'slow', 0);
    expect(phoneAt(0)).toMatchObject({ waiting: 8, heard: -180 });
  });

  test('leaves out a source of events that died while another goes on', () => {
    tell([['a', 'queued', -5000]]);
    const events = [eventOf({ contactId: 'b', event: 'queued', at: NOW - 20, channel: 'phone' })];
    records.load('events', events, { nowSeconds: NOW, source: 'other' });
    expect(phoneAt(0)).toMatchObject({ waiting: 1, longestWaitSeconds: 20 });
  });

  test('is told with the moment at which its source was last heard, an empty message included', () => {
    tell([['a', 'queued', -300]], -290);
    expect(phoneAt(0)).toMatchObject({ heard: -290 });
    records.load('events', [], { nowSeconds: NOW - 20 });
    expect(phoneAt(0)).toMatchObject({ heard: -20 });
  });

  test('is told of each line for four weeks after the last step in it, however many contacts there were', () => {
    tell(Array.from({ length: 50 }, (_, i): Told => [`old ${i}`, 'queued', -2_419_000 + i, 'OLD']));
    tell([['a', 'queued', -30, 'NEW']]);
    const known = () =>
      records.db.sql.prepare('SELECT channel, queue, last_at FROM live_places ORDER BY queue').raw().all();
    const seen = records.db.sql
      .prepare('SELECT channel, queue, max(last_at) FROM live_contacts GROUP BY 1, 2 ORDER BY queue')
      .raw();
    expect(known()).toEqual(seen.all());
    expect(stateAt(0).map(({ isLine }) => isLine)).toEqual([false, true, true]);
    // An earlier word that comes late does not make the line older.
    tell([['late', 'offered', -500, 'NEW']], 0);
    expect(known()).toEqual(seen.all());
    records.load('events', [], { nowSeconds: NOW + 600 });
    expect(stateAt(600).map(({ isLine }) => isLine)).toEqual([false, true]);
  });

  test('is nothing at all where nobody tells of now', () => {
    expect(stateAt(0)).toEqual([]);
    tell([['a', 'queued', -90_000]], -89_990);
    expect(stateAt(0)).toEqual([]);
  });
});
