import { afterEach, expect, test } from 'vitest';
import { type Contact, type Kind, NO_DETAILS, type RecordOf } from '../../../db/domain/contact.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { Load } from '../../../db/ingest/load.ts';
import { KnownElsewhere } from '../../../db/ingest/other-sources.ts';
import { answerOf, contactOf, intervalOf } from '../../support/records.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const zone = makeZone('Europe/London');
const FROM = Date.parse('2024-03-04T00:00:00Z') / 1000;
const MANY = 1000;

const openRecords: RecordsDatabase[] = [];
afterEach(() => {
  for (const records of openRecords.splice(0)) records.close();
});
function fresh(): RecordsDatabase {
  const records = new RecordsDatabase({ zone });
  openRecords.push(records);
  return records;
}

const contacts = (count: number, at = FROM): Contact[] =>
  Array.from({ length: count }, (_, i) => contactOf({ id: String(i), offeredAt: at + i * 60 }));

/** What a load says of which nobody said that its records are others; `batch` records a transaction. */
function loadGuarded<K extends Kind>(
  { db, hasher }: RecordsDatabase,
  kind: K,
  all: readonly RecordOf[K][],
  source: string,
  batch = all.length,
) {
  const configured = { queues: new Set<string>(), causes: new Set<string>() };
  const options = { source, refusesKnownElsewhere: true, name: 'a.csv', zone, nowSeconds: 4e9, configured };
  const load = new Load(db, kind, options, hasher);
  try {
    for (let at = 0; at < all.length; at += batch) {
      const records = all.slice(at, at + batch);
      const lines = records.map((_, i) => at + i + 2);
      load.add({ records, lines, rejects: [], read: records.length, skipped: 0 });
    }
  } catch (error) {
    if (error instanceof KnownElsewhere) return error;
    throw error;
  }
  return load.finish();
}

test('contacts that another source holds, with the same times, are not stored a second time', () => {
  const records = fresh();
  records.load('contacts', contacts(MANY), { source: 'old-name' });
  const said = loadGuarded(records, 'contacts', contacts(MANY), 'new-name');
  expect(said).toBeInstanceOf(KnownElsewhere);
  const { source, equal, compared, stored } = said as KnownElsewhere;
  expect({ source, stored, isAll: equal === compared && compared >= 100 && compared <= 200 }).toEqual({
    source: 'old-name',
    stored: 0,
    isAll: true,
  });
  expect(records.db.sql.prepare('SELECT count(*) FROM contacts').pluck().get()).toBe(MANY);
});

test('small numbers for ids are no likeness where the times are others', () => {
  const records = fresh();
  records.load('contacts', contacts(MANY), { source: 'north' });
  expect(loadGuarded(records, 'contacts', contacts(MANY, FROM + 30), 'south')).toMatchObject({
    accepted: MANY,
  });
});

test('a file of which less than half is known elsewhere is taken', () => {
  const records = fresh();
  records.load('contacts', contacts(400), { source: 'old-name' });
  expect(loadGuarded(records, 'contacts', contacts(MANY), 'new-name')).toMatchObject({ accepted: MANY });
});

test('what this source holds itself is its own, whoever else has it', () => {
  const records = fresh();
  for (const source of ['one', 'two']) records.load('contacts', contacts(MANY), { source });
  expect(loadGuarded(records, 'contacts', contacts(MANY), 'two')).toMatchObject({ unchanged: MANY });
});

test('records that are said to be others are taken, whoever has such', () => {
  const records = fresh();
  records.load('contacts', contacts(MANY), { source: 'old-name' });
  expect(records.load('contacts', contacts(MANY), { source: 'new-name' }).accepted).toBe(MANY);
});

test('a later part of a file is looked at too, and what went before it is told', () => {
  const records = fresh();
  records.load('contacts', contacts(MANY), { source: 'old-name' });
  const others = contacts(MANY).map((contact) => ({ ...contact, id: `other-${contact.id}` }));
  const said = loadGuarded(records, 'contacts', [...others, ...contacts(MANY)], 'new-name', MANY);
  expect(said).toBeInstanceOf(KnownElsewhere);
  expect((said as KnownElsewhere).stored).toBe(MANY);
});

test('surveys and promises are known by their ids and times, sums by place and counts', () => {
  const records = fresh();
  const surveys = Array.from({ length: 5 }, (_, i) => answerOf({ id: String(i), answeredAt: FROM + i }));
  const promises = Array.from({ length: 5 }, (_, i) => ({
    ...{ promise: 'reply', id: String(i), madeAt: FROM, dueAt: FROM + 60 },
    ...{ doneAt: null, cancelledAt: null },
  }));
  const intervals = Array.from({ length: 48 }, (_, i) =>
    intervalOf({
      intervalStart: FROM + i * 3600,
      interval: 'PT1H',
      offered: i % 24 < 8 ? 0 : i,
      answered: 0,
    }),
  );
  records.load('surveys', surveys, { source: 'old-name' });
  records.load('promises', promises, { source: 'old-name' });
  records.load('intervals', intervals, { source: 'old-name' });
  expect(loadGuarded(records, 'surveys', surveys, 'new-name')).toBeInstanceOf(KnownElsewhere);
  expect(loadGuarded(records, 'promises', promises, 'new-name')).toBeInstanceOf(KnownElsewhere);
  expect(loadGuarded(records, 'intervals', intervals, 'new-name')).toBeInstanceOf(KnownElsewhere);
  const busier = intervals.map((interval) => ({ ...interval, offered: (interval.offered ?? 0) * 2 }));
  expect(loadGuarded(records, 'intervals', busier, 'another-town')).toMatchObject({ accepted: 48 });
});

test('capacity is known by place and agents, codings by their codes', () => {
  const records = fresh();
  const capacity = Array.from({ length: 24 }, (_, i) => ({
    ...{ intervalStart: FROM + i * 3600, interval: 'PT1H' as const },
    ...{ channel: 'phone' as const, queue: null, agents: 5 + i },
  }));
  const codings = Array.from({ length: 20 }, (_, i) => ({
    ...{ contactId: `c${i}`, first: 'problem' as const, second: 'complaint' as const },
  }));
  records.load('capacity', capacity, { source: 'old-name' });
  records.load('codings', codings, { source: 'old-name' });
  expect(loadGuarded(records, 'capacity', capacity, 'new-name')).toBeInstanceOf(KnownElsewhere);
  expect(loadGuarded(records, 'codings', codings, 'new-name')).toBeInstanceOf(KnownElsewhere);
  const larger = capacity.map((row) => ({ ...row, agents: row.agents + 1 }));
  expect(loadGuarded(records, 'capacity', larger, 'another-town')).toMatchObject({ accepted: 24 });
  const coded = codings.map((coding) => ({ ...coding, second: 'problem' as const }));
  expect(loadGuarded(records, 'codings', coded, 'another-town')).toMatchObject({ accepted: 20 });
});

test('a contact told by events is known as one that was loaded, either way round', () => {
  const events = (id: string, at: number) =>
    (['offered', 'queued', 'answered', 'ended'] as const).map((event, step) => ({
      ...NO_DETAILS,
      ...{ at: at + step * 40, contactId: id, event, channel: 'phone' as const },
    }));
  const told = contacts(50).flatMap(({ id, offeredAt }) => events(id, offeredAt));
  const fromRecords = fresh();
  fromRecords.load('contacts', contacts(50), { source: 'nightly' });
  expect(loadGuarded(fromRecords, 'events', told, 'platform')).toBeInstanceOf(KnownElsewhere);
  const fromEvents = fresh();
  fromEvents.load('events', told, { source: 'platform' });
  expect(loadGuarded(fromEvents, 'contacts', contacts(50), 'nightly')).toBeInstanceOf(KnownElsewhere);
  expect(loadGuarded(fromEvents, 'events', told, 'second')).toBeInstanceOf(KnownElsewhere);
});
