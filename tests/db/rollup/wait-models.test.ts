import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeZone } from '../../../db/domain/zone.ts';
import { learnWaits, readWaitModel } from '../../../db/rollup/wait-models.ts';
import { contactOf, eventOf } from '../../support/records.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const zone = makeZone('Europe/London');
const NOW = Date.parse('2026-11-17T16:00:00Z') / 1000;
const TODAY = zone.dayOf(NOW);
const DAY = 86_400;

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
  const { model, tallies } = readWaitModel(records.db, 'phone', TODAY)!;
  expect(model.n).toBe(56 * 12);
  expect(tallies).toHaveLength(28);
});

test('what an older edition learnt is not used, and learnt anew with its record', () => {
  learnWaits(records.db, zone, NOW);
  const { model, tallies } = readWaitModel(records.db, 'phone', TODAY)!;
  // The edition before had no version and other columns; its record was of other estimates.
  const { version: _, ...older } = model;
  keep({ ...older, planes: [[1], [2], [3]] });
  records.db.sql.prepare(`UPDATE wait_models SET tally = '{"days":1,"n":999}' WHERE tally IS NOT NULL`).run();
  expect(readWaitModel(records.db, 'phone', TODAY)).toBeNull();
  expect(learnWaits(records.db, zone, NOW + 120)).toBe(true);
  expect(readWaitModel(records.db, 'phone', TODAY)).toEqual({ model, tallies });
  expect(learnWaits(records.db, zone, NOW + 180)).toBe(false);
});

test('the model of yesterday is in force until the next is learnt, and judged by its day', () => {
  learnWaits(records.db, zone, NOW);
  const { model } = readWaitModel(records.db, 'phone', TODAY)!;
  expect(readWaitModel(records.db, 'phone', TODAY + 1)!.model).toEqual(model);
  const told = eventOf({ contactId: 'next', event: 'queued', at: NOW + DAY - 60, channel: 'phone' });
  records.load('events', [told], { nowSeconds: NOW + DAY });
  expect(learnWaits(records.db, zone, NOW + DAY)).toBe(true);
  expect(rows()).toEqual([30, 1, 29]);
  expect(readWaitModel(records.db, 'phone', TODAY + 1)!.model.trainedTo).toBeGreaterThanOrEqual(
    model.trainedTo!,
  );
});
