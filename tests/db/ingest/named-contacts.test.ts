import { afterEach, expect, test } from 'vitest';
import type { Kind, RecordOf } from '../../../db/domain/contact.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { Load } from '../../../db/ingest/load.ts';
import { ContactsElsewhere } from '../../../db/ingest/named-contacts.ts';
import { answerOf, contactOf } from '../../support/records.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const zone = makeZone('Europe/London');
const FROM = Date.parse('2024-03-04T00:00:00Z') / 1000;

const openRecords: RecordsDatabase[] = [];
afterEach(() => {
  for (const records of openRecords.splice(0)) records.close();
});
/** A database with a hundred contacts, c0 to c99, under the source `platform`. */
function withContacts(): RecordsDatabase {
  const records = new RecordsDatabase({ zone });
  openRecords.push(records);
  const contacts = Array.from({ length: 100 }, (_, i) =>
    contactOf({ id: `c${i}`, offeredAt: FROM + i * 60 }),
  );
  records.load('contacts', contacts, { source: 'platform' });
  return records;
}

const answers = (ids: readonly (string | null)[]) =>
  ids.map((contactId, i) =>
    answerOf({ id: `s${i}`, contactId, answeredAt: FROM + 86_400 + i, wouldRecommend: 9 }),
  );
const named = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `c${from + i}`);

/** What a load says that refuses contacts of another source. */
function loadRefusing<K extends Kind>(
  { db, hasher }: RecordsDatabase,
  kind: K,
  all: readonly RecordOf[K][],
  source: string,
) {
  const configured = { queues: new Set<string>(), causes: new Set<string>() };
  const options = {
    source,
    name: 'a.csv',
    zone,
    nowSeconds: 4e9,
    configured,
    refusesContactsElsewhere: true,
  };
  const load = new Load(db, kind, options, hasher);
  try {
    load.add({ records: all, lines: all.map((_, i) => i + 2), rejects: [], read: all.length, skipped: 0 });
  } catch (error) {
    if (error instanceof ContactsElsewhere) return error;
    throw error;
  }
  return load.finish();
}

test('answers are told of how many contacts nothing is known, and which source knows them', () => {
  const records = withContacts();
  const own = records.load('surveys', answers([...named(90, 110), null]), { source: 'platform' });
  expect(own.unknownContacts).toEqual({ count: 10, named: 20, knownUnder: null });
  const other = records.load('surveys', answers(named(0, 40)), { source: 'survey-tool' });
  expect(other).toMatchObject({
    accepted: 40,
    unknownContacts: { count: 40, named: 40, knownUnder: 'platform' },
  });
});

test('codings are told of their contacts as answers are', () => {
  const records = withContacts();
  const codings = named(0, 5).map((contactId) => ({
    ...{ contactId, first: 'problem' as const, second: 'problem' as const },
  }));
  expect(records.load('codings', codings, { source: 'platform' }).unknownContacts.count).toBe(0);
  expect(records.load('codings', codings, { source: 'coders' }).unknownContacts).toEqual({
    ...{ count: 5, named: 5, knownUnder: 'platform' },
  });
});

test('records that name no contact have none that is unknown', () => {
  const receipt = withContacts().load('surveys', answers([null, null, null]), { source: 'survey-tool' });
  expect(receipt.unknownContacts).toEqual({ count: 0, named: 0, knownUnder: null });
});

test('answers whose contacts another source has are not stored where nobody named the source', () => {
  const records = withContacts();
  const said = loadRefusing(records, 'surveys', answers(named(0, 50)), 'survey-tool');
  expect(said).toBeInstanceOf(ContactsElsewhere);
  expect(said).toMatchObject({ source: 'platform', compared: 50, known: 50 });
  expect(records.db.sql.prepare('SELECT count(*) FROM surveys').pluck().get()).toBe(0);
});

test('contacts that come later, or that few know elsewhere, stop nothing', () => {
  const records = withContacts();
  const later = answers(['x1', 'x2', 'x3', 'x4', 'c1']);
  expect(loadRefusing(records, 'surveys', later, 'survey-tool')).toMatchObject({
    ...{ accepted: 5, unknownContacts: { count: 5, named: 5, knownUnder: null } },
  });
  expect(loadRefusing(records, 'surveys', answers(named(0, 50)), 'platform')).toMatchObject({ accepted: 50 });
});
