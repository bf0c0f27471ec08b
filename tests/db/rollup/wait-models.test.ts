import { afterEach, beforeEach, expect, test } from 'vitest';
import { CHANNELS } from '../../../db/domain/contact.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { findTerm } from '../../../db/queries/term.ts';
import { learnWaits, readWaitModel } from '../../../db/rollup/wait-models.ts';
import { contactOf, eventOf } from '../../support/records.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const zone = makeZone('Europe/London');
const NOW = Date.parse('2026-11-17T16:00:00Z') / 1000;
const TODAY = zone.dayOf(NOW);
const DAY = 86_400;
const PHONE = CHANNELS.indexOf('phone');

let records: RecordsDatabase;
beforeEach(() => {
  records = new RecordsDatabase({ zone });
  const calls = Array.from({ length: 60 * 12 }, (_, i) => {
    const offeredAt = NOW - 60 * DAY + Math.floor(i / 12) * DAY + (i % 12) * 240;
    return contactOf({ id: `${i}`, offeredAt, channel: 'phone', waitSeconds: (i % 5) * 20 });
  });
  records.load('contacts', calls, { nowSeconds: NOW });
  const told = eventOf({ contactId: 'now', event: 'queued', at: NOW - 60, channel: 'phone' });
  records.load('events', [told], { nowSeconds: NOW });
});
afterEach(() => records.close());

const rows = () =>
  records.db.sql.prepare('SELECT count(*), count(model), count(tally) FROM wait_models').raw().get();
const keep = (model: object) =>
  records.db.sql
    .prepare('UPDATE wait_models SET model = ? WHERE model IS NOT NULL')
    .run(JSON.stringify(model));

test('a channel is learnt once a day, with a record of 28 days', () => {
  expect(learnWaits(records.db, zone, NOW)).toBe(true);
  expect(learnWaits(records.db, zone, NOW + 60)).toBe(false);
  expect(rows()).toEqual([29, 1, 28]);
  const { model, tallies } = readWaitModel(records.db, PHONE, null, TODAY)!;
  expect(model.n).toBe(56 * 12);
  expect(tallies).toHaveLength(28);
});

test('what an older edition learnt is not used, and learnt anew with its record', () => {
  learnWaits(records.db, zone, NOW);
  const { model, tallies } = readWaitModel(records.db, PHONE, null, TODAY)!;
  // The edition before had no version and other columns; its record was of other estimates.
  const { version: _, ...older } = model;
  keep({ ...older, planes: [[1], [2], [3]] });
  records.db.sql.prepare(`UPDATE wait_models SET tally = '{"days":1,"n":999}' WHERE tally IS NOT NULL`).run();
  expect(readWaitModel(records.db, PHONE, null, TODAY)).toBeNull();
  expect(learnWaits(records.db, zone, NOW + 120)).toBe(true);
  expect(readWaitModel(records.db, PHONE, null, TODAY)).toEqual({ model, tallies });
  expect(learnWaits(records.db, zone, NOW + 180)).toBe(false);
});

test('the model of yesterday is in force until the next is learnt, and judged by its day', () => {
  learnWaits(records.db, zone, NOW);
  const { model } = readWaitModel(records.db, PHONE, null, TODAY)!;
  expect(readWaitModel(records.db, PHONE, null, TODAY + 1)!.model).toEqual(model);
  const told = eventOf({ contactId: 'next', event: 'queued', at: NOW + DAY - 60, channel: 'phone' });
  records.load('events', [told], { nowSeconds: NOW + DAY });
  expect(learnWaits(records.db, zone, NOW + DAY)).toBe(true);
  expect(rows()).toEqual([30, 1, 29]);
  expect(readWaitModel(records.db, PHONE, null, TODAY + 1)!.model.trainedTo).toBeGreaterThanOrEqual(
    model.trainedTo!,
  );
});

test('lines are learnt after their channel, one at a call, each from its own waits', () => {
  const lines = ['billing', 'moving'] as const;
  const calls = Array.from({ length: 60 * 20 }, (_, i) => {
    const offeredAt = NOW - 60 * DAY + Math.floor(i / 20) * DAY + (i % 20) * 100;
    const queue = lines[i % 2]!;
    return contactOf({
      id: `l${i}`,
      offeredAt,
      channel: 'phone',
      queue,
      waitSeconds: i % 2 === 0 ? 30 : 600,
    });
  });
  records.load('contacts', calls, { nowSeconds: NOW });
  const steps = lines.map((queue) =>
    eventOf({ contactId: queue, event: 'queued', at: NOW - 30, channel: 'phone', queue }),
  );
  records.load('events', steps, { nowSeconds: NOW });
  const kept = () =>
    records.db.sql.prepare('SELECT DISTINCT queue FROM wait_models ORDER BY queue').pluck().all().length;
  for (const places of [1, 2, 3]) {
    expect(learnWaits(records.db, zone, NOW)).toBe(true);
    expect(kept()).toBe(places);
  }
  expect(learnWaits(records.db, zone, NOW)).toBe(false);
  const usualOf = (queue: number | null) =>
    readWaitModel(records.db, PHONE, queue, TODAY)!.model.hourRanges[24 + 16];
  const [billing, moving] = lines.map((line) => findTerm(records.db, 'queue', line)!);
  expect(usualOf(billing!)).toEqual({ low: 30, middle: 30, high: 30 });
  expect(usualOf(moving!)).toEqual({ low: 600, middle: 600, high: 600 });
  expect(usualOf(null)).toMatchObject({ low: 30, high: 600 });
  // The next night all of them at once.
  records.load(
    'events',
    lines.map((queue) =>
      eventOf({ contactId: `${queue} too`, event: 'queued', at: NOW + DAY - 30, channel: 'phone', queue }),
    ),
    { nowSeconds: NOW + DAY },
  );
  expect(learnWaits(records.db, zone, NOW + DAY)).toBe(true);
  expect(learnWaits(records.db, zone, NOW + DAY)).toBe(false);
});
